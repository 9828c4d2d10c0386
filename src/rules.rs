//! The rules, and the one list of them.
//!
//! A wording rule is a pack in `rules/`: its phrases are data, and [`wording`] is the code they share.

pub mod wording;

use crate::lexicon;
use crate::lexicon::table::{PackRow, Tables};

/// All wording rules, sorted by id.
pub fn tables() -> &'static Tables {
    lexicon::built_in()
}

/// The ids of all rules, sorted.
pub fn ids() -> impl Iterator<Item = &'static str> {
    tables().packs.iter().map(|pack| tables().str(pack.id))
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static PackRow> {
    tables()
        .packs
        .iter()
        .find(|pack| tables().str(pack.id) == id)
}
