//! A draft, or the config for it, written back so that it is whole at any moment: old or new, whatever stops the program.
//!
//! The new text goes to a temporary file beside the draft, to the disk, and then takes the draft's name in one step.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::discover::Problem;

/// The names of temporary files: this, then [`RANDOM`] letters and digits, then [`SUFFIX`].
const PREFIX: &str = ".pitchlint-";
const RANDOM: usize = 8;
const SUFFIX: &str = ".tmp";

/// How often a temporary file is made anew that another run has taken for a left-over.
const ATTEMPTS: usize = 3;

/// Why a draft was not written. It is as it was.
#[derive(Debug)]
enum Failure {
    /// No write bit is set, or the system says no.
    ReadOnly,
    /// The folder takes no new file.
    Folder(io::Error),
    /// Somebody else wrote it since it was read.
    Changed,
    /// It is a pipe or a device.
    NoFile,
    /// There is one already, and none was to be there.
    Exists,
    Other(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Other(error)
    }
}

/// How a problem is told to whoever wanted a file written.
struct Words {
    not_written: &'static str,
    /// What else to do, behind a cure.
    otherwise: &'static str,
    as_it_was: &'static str,
}

const DRAFT: Words = Words {
    not_written: "it was not written",
    otherwise: ", or look at the changes with --diff",
    as_it_was: "the draft is as it was",
};

const BASELINE: Words = Words {
    not_written: "it was not written",
    otherwise: "",
    as_it_was: "no file was changed",
};

/// Writes `new` in the place of a draft that holds `old`. A symbolic link is followed; permissions stay as they are.
///
/// # Errors
/// A problem that names the file and says what to do. The draft is as it was.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), Problem> {
    replace_or(path, old, new, &DRAFT)
}

/// The same for a baseline.
///
/// # Errors
/// As [`replace`].
pub fn replace_baseline(path: &Path, old: &str, new: &str) -> Result<(), Problem> {
    replace_or(path, old, new, &BASELINE)
}

/// Writes a baseline where there is no file yet.
///
/// # Errors
/// As [`replace`], and if there is a file.
pub fn create_baseline(path: &Path, text: &str) -> Result<(), Problem> {
    create(path, text).map_err(|error| {
        let failure = match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Exists,
            io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => Failure::Folder(error),
            _ => Failure::Other(error),
        };
        problem(path, &failure, &BASELINE)
    })
}

/// Writes a file that is not there yet, whole or not at all.
///
/// # Errors
/// As from the system; [`io::ErrorKind::AlreadyExists`] if something stands there.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut temporary = new_temporary(folder_of(path))?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary
        .persist_noclobber(path)
        .map_err(|error| error.error)?;
    Ok(())
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn replace_or(path: &Path, old: &str, new: &str, words: &Words) -> Result<(), Problem> {
    let mut result = Ok(());
    for _ in 0..ATTEMPTS {
        result = try_replace(path, old, new);
        match &result {
            Err(Failure::Other(error)) if error.kind() == io::ErrorKind::NotFound => {}
            _ => break,
        }
    }
    result.map_err(|failure| problem(path, &failure, words))
}

fn try_replace(path: &Path, old: &str, new: &str) -> Result<(), Failure> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return Err(Failure::NoFile);
    }
    // A new file may take the place of one that must not be written: that has to be asked for on its own.
    if metadata.permissions().readonly() || OpenOptions::new().write(true).open(&target).is_err() {
        return Err(Failure::ReadOnly);
    }
    let folder = target.parent().ok_or(Failure::NoFile)?;
    let mut temporary = builder().tempfile_in(folder).map_err(Failure::Folder)?;
    lock(temporary.as_file());
    temporary.write_all(new.as_bytes())?;
    keep_owner(&temporary, &metadata);
    temporary
        .as_file()
        .set_permissions(metadata.permissions())?;
    temporary.as_file().sync_all()?;
    let present = fs::read(&target)?;
    if present == new.as_bytes() {
        return Ok(());
    }
    if present != old.as_bytes() {
        return Err(Failure::Changed);
    }
    temporary.persist(&target).map_err(|error| error.error)?;
    // The name is on the disk once the folder is. Where folders cannot be synced, it will get there.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// A temporary file in a folder, with the permissions that a new file there gets. What earlier runs left there is taken away.
pub(crate) fn new_temporary(folder: &Path) -> io::Result<NamedTempFile> {
    clean_up_folder(folder);
    let mut builder = builder();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder.tempfile_in(folder)?;
    lock(temporary.as_file());
    Ok(temporary)
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    builder
}

/// Takes away what earlier runs that were killed have left in the folders of these drafts. What another run is writing stays.
pub fn clean_up<'p>(drafts: impl Iterator<Item = &'p Path>) {
    let folders: BTreeSet<PathBuf> = drafts
        .filter_map(|draft| Some(fs::canonicalize(draft).ok()?.parent()?.to_owned()))
        .collect();
    for folder in folders {
        clean_up_folder(&folder);
    }
}

fn clean_up_folder(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_temporary(&entry.file_name().to_string_lossy())) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && is_left_behind(&entry.path()) {
            // What cannot be taken away does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|id| id.len() == RANDOM && id.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Holds a temporary file as long as its writer lives.
#[cfg(unix)]
fn lock(file: &File) {
    // Without a lock, another run may take the file away; then it is made anew.
    let _ = rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive);
}

#[cfg(not(unix))]
fn lock(_: &File) {}

/// Whether nobody writes the file any more.
#[cfg(unix)]
fn is_left_behind(path: &Path) -> bool {
    let operation = rustix::fs::FlockOperation::NonBlockingLockExclusive;
    File::open(path).is_ok_and(|file| rustix::fs::flock(&file, operation).is_ok())
}

#[cfg(not(unix))]
fn is_left_behind(path: &Path) -> bool {
    /// No draft takes that long to write.
    const LONG: std::time::Duration = std::time::Duration::from_secs(60);
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > LONG))
}

/// A draft that somebody else owns still is theirs, as far as the system lets us.
#[cfg(unix)]
fn keep_owner(temporary: &NamedTempFile, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let owner = (metadata.uid(), metadata.gid());
    let made = temporary.as_file().metadata();
    if !made.is_ok_and(|made| (made.uid(), made.gid()) == owner) {
        let _ = fchown(temporary.as_file(), Some(owner.0), Some(owner.1));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &NamedTempFile, _: &fs::Metadata) {}

fn problem(path: &Path, failure: &Failure, words: &Words) -> Problem {
    let Words {
        not_written,
        otherwise,
        as_it_was,
    } = words;
    let (why, cure) = match failure {
        Failure::ReadOnly => (
            "since you may not write it",
            format!("make the file writable{otherwise}"),
        ),
        Failure::Folder(error) if error.kind() == io::ErrorKind::PermissionDenied => (
            "since you may not write to its folder",
            format!("make the folder writable{otherwise}"),
        ),
        Failure::Folder(error) if error.kind() == io::ErrorKind::NotFound => (
            "since there is no such folder",
            "make the folder first, or check the spelling of the path".to_owned(),
        ),
        Failure::Changed => (
            "since it was changed while it was read",
            "run pitchlint again".to_owned(),
        ),
        Failure::NoFile => (
            "since it is no file",
            "name a file, or - for standard input".to_owned(),
        ),
        Failure::Exists => (
            "since there is a file of this name",
            "to take out of it what was mended: --baseline with its name, and --prune-baseline; to begin anew, take the file away \
             first"
                .to_owned(),
        ),
        Failure::Folder(error) | Failure::Other(error) => match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
                "since the disk is full",
                format!("make some room, and run pitchlint again; {as_it_was}"),
            ),
            io::ErrorKind::ReadOnlyFilesystem => (
                "since its disk is read-only",
                format!("copy it to another disk{otherwise}"),
            ),
            _ => {
                return Problem {
                    what: format!("{}: {not_written}: {error}", path.display()),
                    cure: format!("{as_it_was}{}", otherwise.replace(", or", ";")),
                };
            }
        },
    };
    Problem {
        what: format!("{}: {not_written}, {why}", path.display()),
        cure,
    }
}

#[cfg(test)]
mod tests {
    use super::is_temporary;

    #[test]
    fn names_of_temporary_files() {
        for (name, is) in [
            (".pitchlint-a1B2c3D4.tmp", true),
            (".pitchlint-a1B2c3D4.md", false),
            (".pitchlint-notes.tmp", false),
            ("pitchlint-a1B2c3D4.tmp", false),
            (".pitchlint-a1B2/3D4.tmp", false),
        ] {
            assert_eq!(is_temporary(name), is, "{name}");
        }
    }
}
