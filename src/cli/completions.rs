//! `pitchlint completions`: what a shell needs to complete the command line, from the command line's own description.

use std::io::{self, Write as _};

use clap::CommandFactory as _;

use super::{CLEAN, Cli, CompletionsArgs};

pub(super) fn run(args: &CompletionsArgs) -> io::Result<u8> {
    // Written at once, so that a pipe that closes is an error here and no panic in there.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "pitchlint", &mut script);
    io::stdout().write_all(&script)?;
    Ok(CLEAN)
}
