//! `pitchlint man`: the manual, from the command line's own description.

use std::io::{self, Write as _};
use std::path::Path;

use clap::CommandFactory as _;

use super::{CLEAN, Cli, FAILED, ManArgs, complain};
use crate::discover::Problem;

pub(super) fn run(args: &ManArgs) -> io::Result<u8> {
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page)?;
        io::stdout().write_all(&page)?;
        return Ok(CLEAN);
    };
    match write_all(folder) {
        Ok(()) => Ok(CLEAN),
        Err(error) => {
            let problem = Problem {
                what: format!(
                    "{}: cannot write the manual there: {error}",
                    folder.display()
                ),
                cure: "name a folder that you may write to".to_owned(),
            };
            complain(args.color, &problem)?;
            Ok(FAILED)
        }
    }
}

/// A page for the program and one for each command.
fn write_all(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(without_help(Cli::command()), folder)
}

/// `pitchlint help check` is no command of its own.
fn without_help(command: clap::Command) -> clap::Command {
    (command.disable_help_subcommand(true)).mut_subcommands(without_help)
}
