//! Opens a file that is to be read whole: one that has an end.
//!
//! A path may lead to a device that never ends, or to a pipe to which nobody writes. Drafts come from anywhere, and a hook or a CI
//! job has nobody who would press Ctrl-C.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// The device that has an end: it is empty, and scripts name it for that.
#[cfg(unix)]
const NULL: &str = "/dev/null";

/// Why a file is not read.
#[derive(Debug)]
pub enum Unfit {
    /// It may go on for ever.
    Device,
    /// Nobody has written to it, and nobody is about to.
    IdlePipe,
    Other(io::Error),
}

impl From<io::Error> for Unfit {
    fn from(error: io::Error) -> Self {
        Unfit::Other(error)
    }
}

/// A file that has an end.
#[derive(Debug)]
pub struct Opened {
    /// What was read of it already.
    pub begun: Vec<u8>,
    pub file: File,
    /// Its size in bytes; of a pipe, none.
    pub size: u64,
}

/// Opens a file, or a pipe once somebody writes to it.
///
/// # Errors
/// When reading it might never end, or the system says no.
pub fn open(path: &Path) -> Result<Opened, Unfit> {
    // To open some devices does something to them already.
    refuse_device(path, &path.metadata()?)?;
    let file = open_without_waiting(path)?;
    let metadata = file.metadata()?;
    refuse_device(path, &metadata)?;
    Ok(Opened {
        begun: wait_for_writer(&file, &metadata)?,
        size: metadata.len(),
        file,
    })
}

#[cfg(unix)]
fn refuse_device(path: &Path, metadata: &Metadata) -> Result<(), Unfit> {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    let is_device = kind.is_char_device() || kind.is_block_device() || kind.is_socket();
    if is_device && path != Path::new(NULL) {
        return Err(Unfit::Device);
    }
    Ok(())
}

#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

/// Of a pipe, waits until there is something to read, or it is clear that nobody will write. What was read by then is returned; from
/// then on, reading waits as it does for any file.
#[cfg(unix)]
fn wait_for_writer(mut file: &File, metadata: &Metadata) -> Result<Vec<u8>, Unfit> {
    use std::io::Read as _;
    use std::os::unix::fs::FileTypeExt as _;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

    /// Whoever starts a writer and this program at the same time need not see to it that the writer comes first.
    const PATIENCE: Timespec = Timespec {
        tv_sec: 5,
        tv_nsec: 0,
    };

    if !metadata.file_type().is_fifo() {
        return Ok(Vec::new());
    }
    // It is ready when there is something in it, and also when a writer has come and gone.
    let mut pipe = [PollFd::new(&file, PollFlags::IN)];
    let ready = poll(&mut pipe, Some(&PATIENCE)).map_err(io::Error::from)?;
    let mut begun = vec![0; 4096];
    let length = match file.read(&mut begun) {
        Ok(0) if ready == 0 => return Err(Unfit::IdlePipe),
        Ok(length) => length,
        // There is a writer who takes his time.
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => 0,
        Err(error) => return Err(error.into()),
    };
    begun.truncate(length);
    let flags = fcntl_getfl(file).map_err(io::Error::from)?;
    fcntl_setfl(file, flags.difference(OFlags::NONBLOCK)).map_err(io::Error::from)?;
    Ok(begun)
}

#[cfg(not(unix))]
fn refuse_device(_: &Path, _: &Metadata) -> Result<(), Unfit> {
    Ok(())
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(not(unix))]
fn wait_for_writer(_: &File, _: &Metadata) -> Result<Vec<u8>, Unfit> {
    Ok(Vec::new())
}
