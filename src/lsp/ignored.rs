//! Whether ignore files name a document: what a run over the folder passes over, the editor leaves alone, too.

use std::path::Path;

use ignore::WalkBuilder;

use crate::config::paths::canonical;

/// Whether a file is left out of a walk through `folder`, or, without one, through the folder it lies in. Hidden files are not:
/// whoever opens one has named it. A file that is not there yet is left out if its folder is.
pub fn is_ignored(path: &Path, folder: Option<&Path>) -> bool {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return false;
    };
    let parent = canonical(parent);
    let path = parent.join(name);
    let root = folder.unwrap_or(&parent).to_path_buf();
    let sought = if path.exists() {
        path.clone()
    } else {
        parent.clone()
    };
    if !parent.exists() || sought == root {
        return false;
    }
    let way = sought.clone();
    let mut walk = WalkBuilder::new(&root);
    walk.require_git(false)
        .hidden(false)
        .filter_entry(move |entry| way.starts_with(entry.path()));
    !walk.build().flatten().any(|entry| entry.path() == sought)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn ignore_files_of_all_folders_count() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("a/vendor/b")).unwrap();
        fs::write(root.join(".gitignore"), "vendor/\n").unwrap();
        fs::write(root.join("a/.ignore"), "old-*.md\n").unwrap();
        for name in ["a/new.md", "a/old-1.md", "a/vendor/b/c.md", ".hidden.md"] {
            fs::write(root.join(name), "x").unwrap();
        }
        for (name, ignored) in [
            ("a/new.md", false),
            ("a/old-1.md", true),
            ("a/vendor/b/c.md", true),
            ("a/vendor/b/not-yet.md", true),
            ("a/not-yet.md", false),
            ("nowhere/not-yet.md", false),
            (".hidden.md", false),
        ] {
            assert_eq!(is_ignored(&root.join(name), Some(&root)), ignored, "{name}");
        }
        assert!(is_ignored(&root.join("a/old-1.md"), None));
        assert!(!is_ignored(&root.join("a/new.md"), None));
    }
}
