//! What has changed in drafts since a revision, as Git tells it.

mod git;
mod patch;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use crate::discover::{Problem, read_file};
use crate::finding::Edit;
use crate::focus::Changed;
use crate::source::Source;
use git::Git;

/// The changes in the repositories of some drafts.
#[derive(Debug)]
pub struct Since {
    /// By file, without links: the lines (from 1) that are new or changed. Files without any change are not there.
    lines: HashMap<PathBuf, Vec<Range<usize>>>,
    /// The files that Git knows.
    tracked: HashSet<PathBuf>,
}

impl Since {
    /// Asks Git what the files on the disk have that a revision has not. `drafts` are paths without links; what is not there is
    /// passed over.
    ///
    /// # Errors
    /// If Git or the revision is missing, or a draft is in no repository.
    pub fn new<'p>(
        revision: &str,
        drafts: impl Iterator<Item = &'p Path>,
    ) -> Result<Self, Problem> {
        let mut since = Since {
            lines: HashMap::new(),
            tracked: HashSet::new(),
        };
        let mut folders: HashSet<&Path> = HashSet::new();
        let mut roots: HashSet<PathBuf> = HashSet::new();
        for draft in drafts.filter(|draft| draft.exists()) {
            let folder = draft.parent().unwrap_or(Path::new("/"));
            // Git is asked once for each repository, not for each folder.
            if folders.insert(folder) && roots.insert(likely_root(folder).to_path_buf()) {
                since.add(revision, likely_root(folder))?;
            }
        }
        Ok(since)
    }

    fn add(&mut self, revision: &str, folder: &Path) -> Result<(), Problem> {
        let git = Git::new(folder, revision)?;
        let object = git.object()?;
        for (path, lines) in git.changes(&object)? {
            self.lines.insert(git.root().join(path), lines);
        }
        for path in git.tracked()? {
            self.tracked.insert(git.root().join(path));
        }
        Ok(())
    }

    /// What has changed in a draft. `path` has no links; what Git does not know is new.
    pub fn changed(&self, path: &Path, source: &Source) -> Changed {
        match self.lines.get(path) {
            _ if !self.tracked.contains(path) => Changed::everything(source),
            Some(lines) => Changed::lines(source, lines),
            None => Changed::nothing(),
        }
    }

    /// The same for a text that is to take the place of what the file holds, as from an editor.
    pub fn changed_of(&self, path: &Path, text: &Source) -> Changed {
        match read_file(path) {
            Ok(file) => (self.changed(path, &file)).after(&edits(file.text(), text.text()), text),
            Err(_) => Changed::everything(text),
        }
    }
}

/// The way from one text to another, line by line.
fn edits(old: &str, new: &str) -> Vec<Edit> {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut at = 0;
    let mut edits: Vec<Edit> = Vec::new();
    for change in TextDiff::from_slices(&old_lines, &new_lines).iter_all_changes() {
        let line = change.value();
        let (taken, added) = match change.tag() {
            ChangeTag::Equal => {
                at += line.len();
                continue;
            }
            ChangeTag::Delete => (line.len(), ""),
            ChangeTag::Insert => (0, line),
        };
        match edits.last_mut().filter(|edit| edit.span.end == at) {
            Some(edit) => {
                edit.span.end += taken;
                edit.replacement.push_str(added);
            }
            None => edits.push(Edit {
                span: at..at + taken,
                replacement: added.to_owned(),
            }),
        }
        at += taken;
    }
    edits
}

/// The nearest folder with `.git` in it, or the folder itself where there is none: Git will say more.
fn likely_root(folder: &Path) -> &Path {
    let mut above = folder.ancestors();
    above
        .find(|folder| folder.join(".git").exists())
        .unwrap_or(folder)
}
