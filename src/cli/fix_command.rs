//! `pitchlint fix`: the fixes of drafts, all at once as with `check --fix`, or one finding at a time.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::fix::FixArgs;
use super::settings::{AcceptArgs, RuleArgs, VoiceArgs};
use super::verdict::{FailOn, VerdictArgs};
use super::{CheckArgs, ColorArgs, KindArgs, check, walk};

pub(super) const HELP: &str = "\
Without --interactive, it does what `pitchlint check --fix` does.

With it, what you decide is written at once, so you can quit at any moment and lose nothing. A term that you accept goes into the \
nearest config, or into a new pitchlint.toml. It needs a terminal.

Exit codes: 0 nothing left at the level of --fail-on or above, 1 something is, or you quit before the last draft, 2 a draft or a \
config could not be read or written, or there is no terminal to ask in.";

#[derive(Args, Debug)]
pub(super) struct FixCommandArgs {
    /// Drafts, or folders to search for Markdown files [default: this folder]
    #[arg(value_name = "DRAFT")]
    pub paths: Vec<PathBuf>,
    /// Ask about each finding: take the fix, write something else, skip it, or accept the term for good
    #[arg(short, long)]
    pub interactive: bool,
    /// Also move goals up and turn sentences round; look over what comes of it
    #[arg(long, conflicts_with = "interactive")]
    unsafe_fixes: bool,
    /// The least severity that makes the exit code 1, if it is left
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub rules: RuleArgs,
    #[command(flatten)]
    pub kind: KindArgs,
    #[command(flatten)]
    pub voice: VoiceArgs,
    #[command(flatten)]
    pub accept: AcceptArgs,
    #[command(flatten)]
    pub color: ColorArgs,
}

pub(super) fn run(args: FixCommandArgs) -> io::Result<u8> {
    if args.interactive {
        return walk::run(&args);
    }
    check::run(&CheckArgs {
        paths: args.paths,
        fix: FixArgs {
            fix: true,
            unsafe_fixes: args.unsafe_fixes,
            diff: false,
        },
        verdict: VerdictArgs {
            fail_on: args.fail_on,
            ..VerdictArgs::default()
        },
        rules: args.rules,
        kind: args.kind,
        voice: args.voice,
        accept: args.accept,
        color: args.color,
        ..CheckArgs::default()
    })
}
