//! Which folders are watched, and what of all that happens in them matters.
//!
//! Folders are watched and not files, since many editors save by putting a new file in the place of the old one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::cli::CheckArgs;
use crate::cli::drafts::Drafts;
use crate::config::load::NAMES;
use crate::config::paths::canonical;
use crate::discover::is_markdown;

/// The files that say what a walk through a folder passes over.
const IGNORE_FILES: &[&str] = &[".gitignore", ".ignore"];

/// The folders that are watched.
pub struct Folders {
    watcher: RecommendedWatcher,
    /// The paths to check.
    given: Vec<PathBuf>,
    /// Without links.
    watched: BTreeSet<PathBuf>,
    /// Files that matter whatever they are called, without links.
    files: BTreeSet<PathBuf>,
}

impl Folders {
    /// Nothing is watched yet.
    pub fn new(watcher: RecommendedWatcher, args: &CheckArgs) -> Self {
        let mut folders = Folders {
            watcher,
            given: args.paths.clone(),
            watched: BTreeSet::new(),
            files: BTreeSet::new(),
        };
        if folders.given.is_empty() {
            folders.given.push(PathBuf::from("."));
        }
        let named = folders.given.iter().filter(|path| !path.is_dir());
        let settings = (args.voice.packs.iter())
            .chain(&args.voice.config.config)
            .chain(&args.adopt.baseline);
        let files = named.chain(settings).flat_map(|path| ends_of(path));
        folders.files = files.collect();
        folders
    }

    /// Takes in which files settings come from. They are watched from now on, even if they cannot be read for a while.
    pub fn learn(&mut self, drafts: &Drafts) {
        self.files.extend(drafts.settings.iter().cloned());
    }

    /// Watches the folders that are not watched yet, such as new ones.
    ///
    /// # Errors
    /// When the system cannot watch any more of them.
    pub fn follow(&mut self) -> notify::Result<()> {
        let wanted = self.wanted();
        let new: Vec<PathBuf> = wanted.difference(&self.watched).cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut paths = self.watcher.paths_mut();
        for folder in new {
            match paths.add(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder);
                }
                Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                    return Err(error);
                }
                // It has just been removed, or may not be read; then its drafts cannot be either.
                Err(_) => {}
            }
        }
        paths.commit()
    }

    /// Whether drafts have to be checked anew. What has become of the folders is noted.
    pub fn matters(&mut self, event: &Event) -> bool {
        if event.need_rescan() {
            return true;
        }
        let moves = match event.kind {
            EventKind::Access(_) => return false,
            EventKind::Create(_) | EventKind::Remove(_) => true,
            EventKind::Modify(kind) => matches!(kind, ModifyKind::Name(_)),
            EventKind::Any | EventKind::Other => true,
        };
        let mut matters = false;
        for path in &event.paths {
            matters |= self.is_of_interest(path) || moves && self.is_folder(path);
            if moves {
                self.forget(path);
            }
        }
        matters
    }

    fn is_of_interest(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        let is_hidden = name.is_some_and(|name| name.starts_with('.'));
        self.files.contains(path)
            || name.is_some_and(|name| NAMES.contains(&name) || IGNORE_FILES.contains(&name))
            || is_markdown(path) && !is_hidden
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.watched.contains(path) || path.is_dir()
    }

    /// What is moved or removed has to be watched anew if it comes back.
    fn forget(&mut self, path: &Path) {
        let below = self.watched.iter().filter(|one| one.starts_with(path));
        for folder in below.cloned().collect::<Vec<_>>() {
            // The system may have stopped watching it by itself.
            let _ = self.watcher.unwatch(&folder);
            self.watched.remove(&folder);
        }
    }

    fn wanted(&self) -> BTreeSet<PathBuf> {
        let here = canonical(Path::new("."));
        let mut wanted = BTreeSet::from([here.clone()]);
        for path in &self.given {
            let full = canonical(path);
            if path.is_dir() {
                let walk = WalkBuilder::new(&full).require_git(false).build();
                let folders = walk
                    .flatten()
                    .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
                wanted.extend(folders.map(ignore::DirEntry::into_path));
            }
            // It may be removed and come back.
            if full != here {
                wanted.extend(ends_of(path).iter().filter_map(|end| nearest_folder(end)));
            }
            let folder = if path.is_dir() {
                Some(full)
            } else {
                nearest_folder(&full)
            };
            let above = folder.iter().flat_map(|folder| folder.ancestors());
            wanted.extend(
                above
                    .filter(|folder| says_something(folder))
                    .map(Path::to_path_buf),
            );
        }
        wanted.extend(self.files.iter().filter_map(|file| nearest_folder(file)));
        wanted
    }
}

/// A path as events name it, and, if it is a link, also what it leads to.
fn ends_of(path: &Path) -> Vec<PathBuf> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => canonical(folder),
        _ => canonical(Path::new(".")),
    };
    let named = folder.join(path.file_name().unwrap_or_default());
    let real = canonical(path);
    if real == named || !real.is_absolute() {
        vec![named]
    } else {
        vec![named, real]
    }
}

/// The folder of a file, or the nearest above that is there.
fn nearest_folder(file: &Path) -> Option<PathBuf> {
    let mut above = file.ancestors().skip(1);
    above.find(|folder| folder.is_dir()).map(Path::to_path_buf)
}

/// Whether something in a folder counts for drafts below it.
fn says_something(folder: &Path) -> bool {
    let mut names = NAMES.iter().chain(IGNORE_FILES).chain(&[".git"]);
    names.any(|name| folder.join(name).exists())
}
