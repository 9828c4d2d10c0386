//! Configs: settings that a team keeps beside its drafts. This is what a config says once it has been read; [`load`] finds and
//! reads the files.

pub mod accepting;
pub mod file;
pub mod load;
pub mod packs;
pub mod paths;

mod globs;
mod statements;

use std::path::{Path, PathBuf};

use crate::lexicon::pack::Pack;
use crate::settings::{Layer, Origin};

pub use globs::Globs;

/// What a config and those that it extends say.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The config's own file, as it is shown.
    pub name: String,
    /// The same file in full.
    pub path: PathBuf,
    /// That and all others it was read from: configs that it extends, and packs.
    pub files: Vec<PathBuf>,
    /// What holds for all drafts.
    pub layer: Layer,
    pub packs: Vec<LoadedPack>,
    pub include: Option<Globs>,
    pub exclude: Option<Globs>,
    /// In the order in which they are laid over the rest.
    pub overrides: Vec<Override>,
}

/// Settings for some drafts.
#[derive(Clone, Debug)]
pub struct Override {
    pub files: Globs,
    pub layer: Layer,
}

/// A pack, the file it was read from, and who named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedPack {
    pub pack: Pack,
    /// As it is shown.
    pub name: String,
    pub origin: Origin,
    /// Without links and detours, so that a file that is named twice is one pack.
    pub path: PathBuf,
}

impl Config {
    /// The numbers of the overrides that match a draft. Both paths are absolute; `here` is the folder that the program runs in.
    pub fn overrides_of(&self, draft: &Path, here: &Path) -> Vec<usize> {
        let numbered = self.overrides.iter().enumerate();
        numbered
            .filter(|(_, one)| one.files.matches(draft, here))
            .map(|(number, _)| number)
            .collect()
    }

    /// What holds for a draft that these overrides match.
    pub fn layer_of(&self, overrides: &[usize]) -> Layer {
        let mut layer = self.layer.clone();
        for number in overrides {
            layer.cover_with(&self.overrides[*number].layer);
        }
        layer
    }

    /// Whether a draft that was found in a folder is to be checked.
    pub fn wants(&self, draft: &Path, here: &Path) -> bool {
        let is_in = |globs: &Globs| globs.matches(draft, here);
        self.include.as_ref().is_none_or(is_in) && !self.exclude.as_ref().is_some_and(is_in)
    }
}
