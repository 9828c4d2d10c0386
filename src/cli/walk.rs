//! `pitchlint fix -i`: the findings of a draft in the terminal, one at a time, and what its author wants done about each.
//!
//! What is decided is written at once, so nothing is lost when the walk ends, however it ends.

mod accepted;
mod one;
mod prompt;
mod skipped;

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use super::drafts::{given_or_here, is_stdin, known_rules};
use super::fix_command::FixCommandArgs;
use super::settings::{told, told_one};
use super::{CLEAN, FAILED, FOUND, complain};
use crate::discover::{Problem, discover};
use crate::report::summary::number;
use crate::settings::Settings;
use crate::write;
use accepted::{Accepted, Place};
use one::{End, Walk};

/// A draft and what holds for it.
struct Draft {
    path: PathBuf,
    settings: Settings,
    /// The config that takes terms accepted in it; none if none is looked at.
    place: Option<Place>,
}

/// What was done so far, in all drafts.
#[derive(Default)]
struct Tally {
    taken: usize,
    edited: usize,
    accepted: usize,
    /// Findings that are left.
    left: usize,
    /// Those of them that fail the run.
    failing: usize,
}

impl Tally {
    fn write(&self, out: &mut String, unseen: usize) {
        let parts: Vec<String> = [
            (self.taken, "taken"),
            (self.edited, "edited"),
            (self.accepted, "accepted"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let done = match parts.is_empty() {
            true => "Nothing changed".to_owned(),
            false => parts.join(", "),
        };
        let left = match self.left {
            0 => "nothing left to mend".to_owned(),
            left => format!("{} left", number(left, "finding")),
        };
        let unseen = match unseen {
            0 => String::new(),
            unseen => format!(", and {} not looked at", number(unseen, "draft")),
        };
        let _ = writeln!(out, "\n{done}; {left}{unseen}.");
    }
}

pub(super) fn run(args: &FixCommandArgs) -> io::Result<u8> {
    if let Some(problem) = unfit(args) {
        complain(args.color, &problem)?;
        return Ok(FAILED);
    }
    let layer = args.voice.layer_with(args.kind, &args.accept);
    let Some(mut resolver) = args.voice.resolver(layer, args.color)? else {
        return Ok(FAILED);
    };
    let given = given_or_here(&args.paths);
    let selection = args.rules.selection();
    let found = discover(&given);
    for problem in &found.problems {
        complain(args.color, problem)?;
    }
    let mut failed = !found.problems.is_empty();
    let mut drafts = Vec::with_capacity(found.drafts.len());
    for path in found.drafts {
        let Some(resolved) = told(args.color, resolver.resolve(&path))? else {
            failed = true;
            continue;
        };
        if given.contains(&path) || resolver.wants(&resolved) {
            let settings = resolver.settings(resolved.config.as_deref(), &resolved.overrides);
            drafts.push(Draft {
                settings: Settings {
                    selection: selection.clone(),
                    ..settings
                },
                place: Place::of(&resolver, &resolved),
                path,
            });
        }
    }
    let known = || {
        let own = drafts.iter().flat_map(|draft| draft.settings.rule_ids());
        resolver.rule_ids().chain(own)
    };
    if told_one(args.color, known_rules(known, &selection))?.is_none() {
        return Ok(FAILED);
    }
    write::clean_up(drafts.iter().map(|draft| draft.path.as_path()));
    let style = args.color.style(&io::stdout());
    let mut accepted = Accepted::default();
    let mut tally = Tally::default();
    let (mut unseen, mut walked) = (drafts.len(), false);
    for draft in drafts {
        unseen -= 1;
        let Some(walk) = Walk::new(draft, &mut accepted, style, args)? else {
            failed = true;
            continue;
        };
        walked = true;
        let end = walk.through(&mut tally)?;
        failed |= end == End::Failed;
        if end == End::Quit {
            break;
        }
    }
    if walked {
        let mut closing = String::new();
        tally.write(&mut closing, unseen);
        io::stdout().write_all(closing.as_bytes())?;
    }
    Ok(if failed {
        FAILED
    } else if tally.failing > 0 || unseen > 0 {
        FOUND
    } else {
        CLEAN
    })
}

/// What keeps the user from being asked, if anything does.
fn unfit(args: &FixCommandArgs) -> Option<Problem> {
    let names: Vec<String> = (args.paths.iter())
        .map(|path| path.display().to_string())
        .collect();
    let cure = format!(
        "run it in a terminal, or write all safe fixes without being asked: pitchlint --fix {}",
        names.join(" ")
    );
    if args.paths.iter().any(|path| is_stdin(path)) {
        return Some(Problem {
            what: "fix -i writes to a draft as you decide, and standard input is no file"
                .to_owned(),
            cure: "name a file".to_owned(),
        });
    }
    let streams = [
        ("standard input", io::stdin().is_terminal()),
        ("standard output", io::stdout().is_terminal()),
        ("standard error", io::stderr().is_terminal()),
    ];
    let (missing, _) = streams.into_iter().find(|(_, is_terminal)| !is_terminal)?;
    Some(Problem {
        what: format!("fix -i asks about each finding in a terminal, and {missing} is none"),
        cure: cure.trim_end().to_owned(),
    })
}
