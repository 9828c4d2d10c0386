//! `check --watch`: checks again whenever a draft, or what its settings come from, is saved.

mod folders;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};

use super::drafts::{Draft, Drafts, is_stdin};
use super::{CLEAN, CheckArgs, FAILED, check, complain};
use crate::discover::Problem;
use crate::report::screen::safe_line;
use folders::Folders;

/// How long nothing may happen before drafts are checked again: saving takes an editor several steps.
const PAUSE: Duration = Duration::from_millis(100);

/// How long that is waited for while things keep happening.
const LONGEST: Duration = Duration::from_secs(1);

/// Clears the screen and what was scrolled off it, and goes to its top.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// What the loop waits for.
enum Signal {
    Event(notify::Result<notify::Event>),
    /// The user has had enough.
    Stop,
}

/// Checks drafts until Ctrl-C. Whatever was found, that is how it is meant to end.
pub(super) fn run(args: &CheckArgs) -> io::Result<u8> {
    if let Some(problem) = unwatchable(args) {
        complain(args.color, &problem)?;
        return Ok(FAILED);
    }
    let (signals, incoming) = unbounded();
    let stop = signals.clone();
    let handled = ctrlc::set_handler(move || {
        // If nobody listens any more, it is over already.
        let _ = stop.send(Signal::Stop);
    });
    handled.map_err(io::Error::other)?;
    let watcher = notify::recommended_watcher(move |event| {
        let _ = signals.send(Signal::Event(event));
    });
    let mut folders = match watcher.map(|watcher| Folders::new(watcher, args)) {
        Ok(folders) => folders,
        Err(error) => {
            complain(args.color, &unwatched(&error))?;
            return Ok(FAILED);
        }
    };
    let mut known = None;
    loop {
        // Before the check, so that nothing is missed that is saved meanwhile.
        if let Err(error) = folders.follow() {
            complain(args.color, &unwatched(&error))?;
            return Ok(FAILED);
        }
        clear()?;
        check::once(args, |drafts| {
            folders.learn(drafts);
            tell(args, drafts, &mut known)
        })?;
        if let Err(error) = folders.follow() {
            complain(args.color, &unwatched(&error))?;
        }
        if !args.quiet {
            io::stderr().write_all(b"\nWaiting for you to save. Ctrl-C ends this.\n")?;
        }
        if !wait(&incoming, &mut folders, args)? {
            return Ok(CLEAN);
        }
    }
}

/// Why these options cannot go with --watch.
fn unwatchable(args: &CheckArgs) -> Option<Problem> {
    if args.paths.iter().any(|path| is_stdin(path)) {
        return Some(Problem {
            what: "standard input cannot be watched".to_owned(),
            cure: "name a draft or a folder".to_owned(),
        });
    }
    let to_file = args.output.writes_files();
    to_file.then(|| Problem {
        what: "--watch shows findings, and writes no reports to files".to_owned(),
        cure: "leave out --watch, or the file".to_owned(),
    })
}

fn unwatched(error: &notify::Error) -> Problem {
    let cure = match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "name fewer folders, or let the system watch more (on Linux: fs.inotify.max_user_watches)"
        }
        _ => "name other drafts or folders, or leave out --watch",
    };
    Problem {
        what: format!("the drafts cannot be watched: {error}"),
        cure: cure.to_owned(),
    }
}

fn clear() -> io::Result<()> {
    let mut out = io::stdout();
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if out.is_terminal() && !is_dumb {
        out.write_all(CLEAR.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

/// Says which drafts have come and gone since the last check.
fn tell(
    args: &CheckArgs,
    drafts: &Drafts,
    known: &mut Option<BTreeSet<PathBuf>>,
) -> io::Result<()> {
    if drafts.failed {
        // They are not gone, but cannot be checked while a config is broken.
        return Ok(());
    }
    // A draft that is named stays one when its file is gone.
    let is_there = |draft: &&Draft| draft.path.exists();
    let paths = (drafts.drafts.iter())
        .filter(is_there)
        .map(|draft| draft.path.clone());
    let now: BTreeSet<PathBuf> = paths.collect();
    let before = known.replace(now.clone());
    let Some(before) = before.filter(|_| !args.quiet) else {
        return Ok(());
    };
    let mut news = String::new();
    let gone = before.difference(&now).map(|path| (path, "is gone"));
    let come = now.difference(&before).map(|path| (path, "is new"));
    for (path, what) in gone.chain(come) {
        let _ = writeln!(news, "{} {what}.", safe_line(&path.display().to_string()));
    }
    if !news.is_empty() {
        news.push('\n');
    }
    io::stderr().write_all(news.as_bytes())
}

/// Waits until something was saved and its editor is done with it. Returns whether to go on.
fn wait(incoming: &Receiver<Signal>, folders: &mut Folders, args: &CheckArgs) -> io::Result<bool> {
    let mut until: Option<(Instant, Instant)> = None;
    loop {
        let signal = match until {
            None => incoming.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((quiet, latest)) => incoming.recv_deadline(quiet.min(latest)),
        };
        match signal {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(false),
            Err(RecvTimeoutError::Timeout) => return Ok(true),
            Ok(Signal::Event(Err(error))) => complain(args.color, &unwatched(&error))?,
            Ok(Signal::Event(Ok(event))) => {
                if folders.matters(&event) {
                    let now = Instant::now();
                    let latest = until.map_or(now + LONGEST, |(_, latest)| latest);
                    until = Some((now + PAUSE, latest));
                }
            }
        }
    }
}
