//! Which drafts a config speaks of: globs as in a `.gitignore`, relative to the folder of the config.

use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;

use crate::fault::{Fault, fault};
use crate::settings::{Origin, Sourced};

/// Globs, and the folder that they are relative to.
#[derive(Clone, Debug)]
pub struct Globs {
    folder: PathBuf,
    matcher: Gitignore,
    /// As they are written.
    pub written: Vec<Sourced<String>>,
}

impl Globs {
    /// Reads globs; `origin` says of a byte of the config where that is.
    pub(super) fn read(
        folder: &Path,
        globs: &[Spanned<String>],
        origin: &dyn Fn(usize) -> Origin,
    ) -> Result<Globs, Vec<Fault>> {
        let mut builder = GitignoreBuilder::new("");
        let faults: Vec<Fault> = (globs.iter())
            .filter_map(|glob| {
                let wrong = wrong_with(glob.get_ref())
                    .or_else(|| Some(plain(&builder.add_line(None, glob.get_ref()).err()?)));
                wrong.map(|wrong| {
                    fault(
                        format!("the glob \"{}\" {wrong}", glob.get_ref()),
                        "write it as in a .gitignore: \"*.md\" for a name in any folder, \"proposals/\" for a folder and all \
                         below it, \"docs/**/draft-?.md\" for a path from the folder of this file",
                        glob.span(),
                    )
                })
            })
            .collect();
        let matcher = builder.build();
        match matcher {
            Ok(matcher) if faults.is_empty() => Ok(Globs {
                folder: folder.to_path_buf(),
                matcher,
                written: (globs.iter())
                    .map(|glob| Sourced {
                        value: glob.get_ref().clone(),
                        origin: origin(glob.span().start),
                    })
                    .collect(),
            }),
            Err(error) if faults.is_empty() => {
                let span = globs.first().map_or(0..0, Spanned::span);
                let wrong = format!("these globs {}", plain(&error));
                Err(vec![fault(wrong, "take some of them out", span)])
            }
            _ => Err(faults),
        }
    }

    /// Whether a draft is meant; its path is absolute. Outside of the folder of the config, paths count from `here`, since a
    /// config that was named on the command line may lie anywhere.
    pub(super) fn matches(&self, draft: &Path, here: &Path) -> bool {
        let below = draft
            .strip_prefix(&self.folder)
            .or_else(|_| draft.strip_prefix(here))
            .unwrap_or(draft);
        let relative: PathBuf = below
            .components()
            .filter(|part| matches!(part, Component::Normal(_)))
            .collect();
        if relative.as_os_str().is_empty() {
            return false;
        }
        (self.matcher)
            .matched_path_or_any_parents(&relative, false)
            .is_ignore()
    }
}

/// What `.gitignore` would pass over in silence.
fn wrong_with(glob: &str) -> Option<String> {
    let plain = glob.strip_prefix('!').unwrap_or(glob);
    if plain.trim().is_empty() {
        Some("is empty, so it matches nothing".to_owned())
    } else if plain.starts_with('#') {
        Some("is a comment in a .gitignore; put a backslash before the #".to_owned())
    } else if plain.split('/').any(|part| part == "..") {
        Some(
            "matches nothing: what lies above the folder of this file is not its business"
                .to_owned(),
        )
    } else {
        // A .gitignore takes an open bracket for itself; here it is more likely a slip.
        let glob = GlobBuilder::new(plain).backslash_escape(true).build();
        glob.err()
            .map(|error| format!("cannot be read: {}", error.kind()))
    }
}

/// The reason without the glob, which is shown anyway.
fn plain(error: &ignore::Error) -> String {
    let text = match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    };
    format!("cannot be read: {text}")
}
