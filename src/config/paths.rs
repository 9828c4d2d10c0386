//! Paths of configs and drafts: compared without links and detours, and shown as short as can be.

use std::path::{Component, Path, PathBuf};

/// The path without links, or at least without detours where nothing is there.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normal(path))
}

/// The path without `.` and `..`, as it is written.
pub fn normal(path: &Path) -> PathBuf {
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

/// A path as it stands in a file in `folder`: relative to that, with forward slashes. Both are absolute, without links.
pub fn relative(path: &Path, folder: &Path) -> String {
    let same = (path.components().zip(folder.components()))
        .take_while(|(one, other)| one == other)
        .count();
    if same == 0 {
        return path.to_string_lossy().replace('\\', "/");
    }
    let up = folder.components().skip(same).map(|_| "..".to_owned());
    let down =
        (path.components().skip(same)).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path as it is shown: from the folder that the program runs in, if it lies below that.
pub fn shown(path: &Path, here: &Path) -> String {
    let full = here.join(path);
    let short = full.strip_prefix(here).unwrap_or(path);
    short.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_a_file() {
        for (path, folder, expected) in [
            ("/a/b/c.md", "/a", "b/c.md"),
            ("/a/b/c.md", "/a/d/e", "../../b/c.md"),
            ("/a/c.md", "/", "a/c.md"),
        ] {
            let found = relative(Path::new(path), Path::new(folder));
            assert_eq!(found, expected, "{path} in {folder}");
        }
    }
}
