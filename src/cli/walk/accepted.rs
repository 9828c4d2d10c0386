//! Terms that are accepted for good: which config takes them, and how they get there.

use std::path::PathBuf;

use crate::accept::AcceptedTerm;
use crate::config::accepting::{new_config, with_term};
use crate::config::load::NAMES;
use crate::config::paths::shown;
use crate::discover::{Problem, read_file};
use crate::resolver::{Resolved, Resolver};
use crate::write;

/// The config that takes the terms which are accepted in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    path: PathBuf,
    shown: String,
}

impl Place {
    /// The config that holds for a draft. Where there is none, one in the folder that the program runs in, or, for a draft
    /// that lies elsewhere, in the folder of the draft. None if the user wants no configs.
    pub(super) fn of(resolver: &Resolver, resolved: &Resolved) -> Option<Place> {
        if !resolver.heeds_configs() {
            return None;
        }
        let here = resolver.here();
        let path = match &resolved.config {
            Some(config) => config.path.clone(),
            None if resolved.path.starts_with(here) => here.join(NAMES[0]),
            None => resolved.path.with_file_name(NAMES[0]),
        };
        Some(Place {
            shown: shown(&path, here),
            path,
        })
    }

    /// The path as it is shown.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Writes a term into the config, which is made if it is not there.
    pub(super) fn add(&self, term: &str) -> Result<(), Problem> {
        if !self.path.exists() {
            return write::create(&self.path, &new_config(term))
                .map_err(|error| self.problem(&error));
        }
        let old = read_file(&self.path)?;
        let new = with_term(&self.path, old.text(), term).map_err(|error| self.problem(&error))?;
        if new == old.text() {
            return Ok(());
        }
        write::replace(&self.path, old.text(), &new).map_err(|problem| Problem {
            what: problem.what,
            cure: self.cure(),
        })
    }

    fn problem(&self, error: &dyn std::error::Error) -> Problem {
        Problem {
            what: format!("{}: the term was not added: {error}", self.shown),
            cure: self.cure(),
        }
    }

    fn cure(&self) -> String {
        format!(
            "see that {} can be written, or skip the finding; nothing was changed",
            self.shown
        )
    }
}

/// The terms that were accepted so far, which hold for all drafts of the same config.
#[derive(Debug, Default)]
pub(super) struct Accepted(Vec<(PathBuf, AcceptedTerm)>);

impl Accepted {
    pub(super) fn add(&mut self, place: &Place, term: AcceptedTerm) {
        self.0.push((place.path.clone(), term));
    }

    /// Those that hold where this config does.
    pub(super) fn at(&self, place: Option<&Place>) -> Vec<AcceptedTerm> {
        let terms = self.0.iter();
        terms
            .filter(|(path, _)| place.is_some_and(|place| place.path == *path))
            .map(|(_, term)| term.clone())
            .collect()
    }
}
