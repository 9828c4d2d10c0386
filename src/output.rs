//! A report in a file, whole or not at all: it grows beside its place and takes its name when it is finished.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::discover::Problem;
use crate::write;

/// A report on its way to a file. Dropped before it is finished, it leaves the file as it was.
#[derive(Debug)]
pub struct OutputFile {
    /// As the user named it.
    path: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// The file that is to be, and the one that takes its place.
    File(PathBuf, Box<BufWriter<NamedTempFile>>),
    /// A pipe or a device, to which there is no way back.
    Stream(BufWriter<File>),
}

impl OutputFile {
    /// Begins a report. The file is as it was until [`OutputFile::finish`].
    ///
    /// # Errors
    /// A problem that names the file and says what to do, if it cannot be written.
    pub fn create(path: &Path) -> Result<Self, Problem> {
        let place = place(path).map_err(|error| problem(path, &error))?;
        Ok(OutputFile {
            path: path.to_path_buf(),
            place,
        })
    }

    /// The file, without links in its path, if it was there before.
    pub fn existing(path: &Path) -> Option<PathBuf> {
        fs::canonicalize(path).ok()
    }

    /// Writes more of the report.
    ///
    /// # Errors
    /// As [`OutputFile::create`].
    pub fn write(&mut self, text: &str) -> Result<(), Problem> {
        let written = match &mut self.place {
            Place::File(_, file) => file.write_all(text.as_bytes()),
            Place::Stream(stream) => stream.write_all(text.as_bytes()),
        };
        written.map_err(|error| problem(&self.path, &error))
    }

    /// Gives the finished report its name.
    ///
    /// # Errors
    /// As [`OutputFile::create`]; the file is as it was.
    pub fn finish(self) -> Result<(), Problem> {
        let finish = || match self.place {
            Place::File(target, file) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                if let Ok(metadata) = fs::metadata(&target) {
                    file.as_file().set_permissions(metadata.permissions())?;
                }
                file.persist(&target).map_err(|error| error.error)?;
                Ok(())
            }
            Place::Stream(mut stream) => stream.flush(),
        };
        let path = self.path;
        finish().map_err(|error| problem(&path, &error))
    }
}

fn place(path: &Path) -> io::Result<Place> {
    let target = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(metadata) => {
            // A new file may take the place of one that must not be written: that has to be asked for on its own.
            let opened = OpenOptions::new().write(true).open(path)?;
            if !metadata.is_file() {
                return Ok(Place::Stream(BufWriter::new(opened)));
            }
            fs::canonicalize(path)?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(error),
    };
    let temporary = write::new_temporary(write::folder_of(&target))?;
    Ok(Place::File(target, Box::new(BufWriter::new(temporary))))
}

fn problem(path: &Path, error: &io::Error) -> Problem {
    let (what, cure) = match error.kind() {
        io::ErrorKind::NotFound => (
            "the report was not written, since there is no such folder".to_owned(),
            "make the folder first, or check the spelling of the path",
        ),
        io::ErrorKind::IsADirectory => (
            "the report was not written, since this is a folder".to_owned(),
            "name a file",
        ),
        io::ErrorKind::PermissionDenied => (
            "the report was not written, since you may not write there".to_owned(),
            "make the file and its folder writable, or name another file",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            "the report was not written, since the disk is full".to_owned(),
            "make some room, and run pitchlint again",
        ),
        io::ErrorKind::ReadOnlyFilesystem => (
            "the report was not written, since its disk is read-only".to_owned(),
            "name a file on another disk",
        ),
        _ => (
            format!("the report was not written: {error}"),
            "name another file",
        ),
    };
    Problem {
        what: format!("{}: {what}", path.display()),
        cure: cure.to_owned(),
    }
}
