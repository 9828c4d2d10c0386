//! Paths of configs and drafts: compared without links and detours, and shown as short as can be.

use std::path::{Component, Path, PathBuf};

/// The path without links, or at least without detours where nothing is there.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normal(path))
}

/// The path without `.` and `..`, as it is written.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// A path as it is shown: from the folder that the program runs in, if it lies below that.
pub fn shown(path: &Path, here: &Path) -> String {
    let full = here.join(path);
    let short = full.strip_prefix(here).unwrap_or(path);
    short.display().to_string()
}
