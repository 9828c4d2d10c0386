//! `pitchlint new`: a goal-first draft with slots, in a file that was not there before.

use std::io::{self, Write as _};
use std::path::Path;

use super::{CLEAN, FAILED, NewArgs, complain};
use crate::discover::Problem;
use crate::new::{DRAFT, slots};
use crate::write;

pub(super) fn run(args: &NewArgs) -> io::Result<u8> {
    let Some(path) = args.path.as_deref().filter(|path| *path != Path::new("-")) else {
        io::stdout().write_all(DRAFT.as_bytes())?;
        return Ok(CLEAN);
    };
    if let Err(error) = write::create(path, DRAFT) {
        complain(args.color, &problem(path, &error))?;
        return Ok(FAILED);
    }
    let name = path.display();
    writeln!(
        io::stdout(),
        "Wrote {name}. Fill in its {} slots, then run: pitchlint check {name}",
        slots().count()
    )?;
    Ok(CLEAN)
}

fn problem(path: &Path, error: &io::Error) -> Problem {
    let name = path.display();
    let (what, cure) = match error.kind() {
        _ if path.is_dir() => (
            format!("{name}: it is a folder"),
            "name a file in it, such as pitch.md",
        ),
        io::ErrorKind::AlreadyExists => (
            format!("{name}: there is a file of this name, and it is not overwritten"),
            "choose another name, or move that file away first",
        ),
        io::ErrorKind::NotFound => (
            format!("{name}: there is no such folder"),
            "make the folder first, or check the spelling of the path",
        ),
        io::ErrorKind::PermissionDenied => (
            format!("{name}: you may not write there"),
            "choose another folder",
        ),
        _ => (format!("{name}: {error}"), "choose another path"),
    };
    Problem {
        what,
        cure: cure.to_owned(),
    }
}
