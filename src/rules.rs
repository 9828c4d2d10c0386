//! The rules, and the one list of them.
//!
//! A wording rule is a pack in `rules/`: its phrases are data, and [`wording`] is the code they share.

pub mod wording;

use crate::lexicon;
use crate::lexicon::pack::Pack;

/// All wording rules, sorted by id.
pub fn wording_rules() -> &'static [Pack] {
    lexicon::packs()
}

/// The ids of all rules, sorted.
pub fn ids() -> impl Iterator<Item = &'static str> {
    wording_rules().iter().map(|pack| pack.id.as_ref())
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Pack> {
    wording_rules().iter().find(|pack| pack.id == id)
}
