//! From the paths on the command line to the drafts to check.

use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use miette::Diagnostic;

use crate::report::screen::safe_line;
use crate::source::Source;

/// The endings of Markdown files, in lower case.
const EXTENSIONS: &[&str] = &["markdown", "md", "mdown", "mdx", "mkd", "mkdn"];

/// The most bytes of a file that are read. A draft is a few thousand; this stops at devices that never end.
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
    let mut drafts = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && is_markdown(entry.path())
                {
                    let path = entry.into_path();
                    drafts.push(
                        path.strip_prefix("./")
                            .map(Path::to_path_buf)
                            .unwrap_or(path),
                    );
                }
            }
            Err(error) => problems.push(Problem {
                what: error.to_string(),
                cure: "make it readable, or leave it out with an ignore file".to_owned(),
            }),
        }
    }
    drafts.sort();
    drafts
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
    let read = || {
        let file = File::open(path)?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        read_all(file, size)
    };
    let bytes = read().map_err(|error| unreadable(&name, &error))?;
    into_source(&name, bytes)
}

/// Reads a draft from standard input; `name` is what findings call it.
///
/// # Errors
/// As [`read_file`].
pub fn read_stdin(name: &str) -> Result<Source, Problem> {
    let bytes = read_all(io::stdin().lock(), 0).map_err(|error| unreadable(name, &error))?;
    into_source(name, bytes)
}

fn read_all(reader: impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(LARGEST)).unwrap_or(0) + 1);
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

fn unreadable(name: &str, error: &io::Error) -> Problem {
    let (what, cure) = match error.kind() {
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
        _ => {
            return Problem {
                what: format!("{name}: {error}"),
                cure: "check the path, or leave the file out".to_owned(),
            };
        }
    };
    Problem {
        what: format!("{name}: {what}"),
        cure: cure.to_owned(),
    }
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
