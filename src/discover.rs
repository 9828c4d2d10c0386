//! From the paths on the command line to the drafts to check.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use ignore::{DirEntry, WalkBuilder, WalkState};
use miette::Diagnostic;

use crate::open::{self, Opened, Unfit};
use crate::report::screen::safe_line;
use crate::source::Source;

/// The endings of Markdown files, in lower case.
const EXTENSIONS: &[&str] = &["markdown", "md", "mdown", "mdx", "mkd", "mkdn"];

/// The files that say what in their folder is no draft.
const IGNORE_FILES: &[&str] = &[".gitignore", ".ignore", ".git/info/exclude"];

/// The most bytes of a file that are read. A draft is a few thousand; this stops at what never ends.
const LARGEST: u64 = 1 << 30;

/// Something that kept a draft from being checked: what, and how to mend it. It is shown without control characters, which the
/// name of a file may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub what: String,
    pub cure: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe_line(&self.what))
    }
}

impl std::error::Error for Problem {}

impl Diagnostic for Problem {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(safe_line(&self.cure)))
    }
}

/// The drafts that paths lead to, and the paths that lead to none.
#[derive(Debug, Default)]
pub struct Discovered {
    /// In the order of the paths given, those of a folder sorted; each once.
    pub drafts: Vec<PathBuf>,
    pub problems: Vec<Problem>,
}

/// Finds the drafts behind `paths`. A file is a draft whatever its name; a folder is walked for Markdown files, passing over
/// what ignore files name and what is hidden. Symbolic links inside a folder are not followed.
pub fn discover(paths: &[PathBuf]) -> Discovered {
    let mut found = Discovered::default();
    let mut known = HashSet::new();
    for path in paths {
        if path.is_dir() {
            let before = found.problems.len();
            let drafts = walk(path, &mut found.problems);
            if drafts.is_empty() && found.problems.len() == before {
                found.problems.push(Problem {
                    what: format!("No Markdown files found in {}", path.display()),
                    cure: format!(
                        "name a file, or a folder that holds files ending in .{}",
                        EXTENSIONS.join(", .")
                    ),
                });
            }
            found.drafts.extend(
                drafts
                    .into_iter()
                    .filter(|draft| known.insert(draft.clone())),
            );
        } else if known.insert(path.clone()) {
            found.drafts.push(path.clone());
        }
    }
    found
}

fn walk(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let above = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let endless: Vec<PathBuf> = above.ancestors().filter_map(endless_ignore_file).collect();
    if !endless.is_empty() {
        problems.extend(endless.iter().map(|file| passed_over(file)));
        return Vec::new();
    }
    let (sender, found) = mpsc::channel();
    let endless = sender.clone();
    let enter = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let file = is_folder
            .then(|| endless_ignore_file(entry.path()))
            .flatten();
        let Some(file) = file else {
            return true;
        };
        // Who walks waits for what is sent.
        let _ = endless.send(Err(passed_over(&file)));
        false
    };
    let mut walker = WalkBuilder::new(folder);
    walker.require_git(false).filter_entry(enter);
    if thread::Builder::new().spawn(|| ()).is_ok() {
        // Only this one of the crate's two walkers asks before it reads the ignore files of a folder.
        walker.build_parallel().run(|| {
            let found = sender.clone();
            Box::new(move |entry| {
                if let Some(told) = told(entry) {
                    let _ = found.send(told);
                }
                WalkState::Continue
            })
        });
    } else {
        for told in walker.build().filter_map(told) {
            let _ = sender.send(told);
        }
    }
    drop((sender, walker));
    let (mut drafts, before) = (Vec::new(), problems.len());
    for found in found {
        match found {
            Ok(draft) => drafts.push(draft),
            Err(problem) => problems.push(problem),
        }
    }
    drafts.sort();
    problems[before..].sort_by(|one, other| one.what.cmp(&other.what));
    drafts
}

fn told(entry: Result<DirEntry, ignore::Error>) -> Option<Result<PathBuf, Problem>> {
    match entry {
        Ok(entry) => draft_of(entry).map(Ok),
        Err(error) => Some(Err(Problem {
            what: error.to_string(),
            cure: "make it readable, or leave it out with an ignore file".to_owned(),
        })),
    }
}

fn draft_of(entry: DirEntry) -> Option<PathBuf> {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    if !is_file || !is_markdown(entry.path()) {
        return None;
    }
    let path = entry.into_path();
    Some(
        path.strip_prefix("./")
            .map(Path::to_path_buf)
            .unwrap_or(path),
    )
}

/// An ignore file of a folder that is neither file nor folder: a pipe or a device, reading which might never end.
fn endless_ignore_file(folder: &Path) -> Option<PathBuf> {
    let mut files = IGNORE_FILES.iter().map(|name| folder.join(name));
    files.find(|file| {
        let metadata = file.metadata();
        metadata.is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
    })
}

fn passed_over(ignore_file: &Path) -> Problem {
    Problem {
        what: format!(
            "{}: it is a pipe or a device where an ignore file belongs, and its folder was passed over",
            ignore_file.display()
        ),
        cure: "take it away, or name the drafts one by one".to_owned(),
    }
}

/// Whether a file in a folder is a draft, by its ending.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()))
}

/// Reads a draft from a file.
///
/// # Errors
/// A problem that names the file and says what to do.
pub fn read_file(path: &Path) -> Result<Source, Problem> {
    let name = path.display().to_string();
    let read = || -> Result<Vec<u8>, Unfit> {
        let Opened { begun, file, size } = open::open(path)?;
        Ok(read_all(begun, file, size)?)
    };
    let bytes = read().map_err(|unfit| unreadable(&name, &unfit))?;
    into_source(&name, bytes)
}

/// Reads a draft from standard input; `name` is what findings call it.
///
/// # Errors
/// As [`read_file`].
pub fn read_stdin(name: &str) -> Result<Source, Problem> {
    let bytes = read_all(Vec::new(), io::stdin().lock(), 0)
        .map_err(|error| unreadable(name, &Unfit::Other(error)))?;
    into_source(name, bytes)
}

fn read_all(mut bytes: Vec<u8>, reader: impl Read, size: u64) -> io::Result<Vec<u8>> {
    bytes.reserve(usize::try_from(size.min(LARGEST)).unwrap_or(0) + 1);
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "larger than 1 GiB",
        ));
    }
    Ok(bytes)
}

fn into_source(name: &str, bytes: Vec<u8>) -> Result<Source, Problem> {
    Source::from_bytes(name, bytes).map_err(|error| Problem {
        what: format!("{name}: {error}"),
        cure: error.cure().to_owned(),
    })
}

fn unreadable(name: &str, unfit: &Unfit) -> Problem {
    let (what, cure) = match unfit {
        Unfit::Device => (
            "it is a device, which may go on for ever",
            "name a file, or - for standard input",
        ),
        Unfit::IdlePipe => (
            "it is a pipe, and nobody writes to it",
            "start what writes to it first, or pipe that into: pitchlint -",
        ),
        Unfit::Other(error) => match error.kind() {
            io::ErrorKind::NotFound => (
                "there is no such file or folder",
                "check the spelling of the path",
            ),
            io::ErrorKind::PermissionDenied => (
                "you may not read it",
                "change its permissions, or leave it out",
            ),
            io::ErrorKind::FileTooLarge => (
                "it is larger than 1 GiB",
                "a draft is a few pages: check the path",
            ),
            io::ErrorKind::IsADirectory => ("it is a folder", "name the files in it"),
            _ if is_circle(error) => (
                "it is a symbolic link that leads back to itself",
                "mend the link, or leave it out",
            ),
            _ => {
                return Problem {
                    what: format!("{name}: {error}"),
                    cure: "check the path, or leave the file out".to_owned(),
                };
            }
        },
    };
    Problem {
        what: format!("{name}: {what}"),
        cure: cure.to_owned(),
    }
}

#[cfg(unix)]
fn is_circle(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

#[cfg(not(unix))]
fn is_circle(_: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        for (path, markdown) in [
            ("a.md", true),
            ("a.MD", true),
            ("a.markdown", true),
            ("a.txt", false),
            ("md", false),
        ] {
            assert_eq!(is_markdown(Path::new(path)), markdown, "{path}");
        }
    }
}
