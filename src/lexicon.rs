//! All phrases of all rules, found in one pass over the prose.

pub mod anchor;
mod attribution;
pub mod boundary;
pub mod comparison;
pub mod context;
mod engine;
pub mod inflect;
pub mod letters;
pub mod matcher;
pub mod name;
pub mod needs;
pub mod pack;
mod pairs;
pub mod pattern;
pub mod shapes;
pub mod table;
pub mod term;
mod word_search;

use table::Tables;

/// The packs of `rules/`, as the build wrote them.
mod built_in {
    use std::borrow::Cow;

    use super::anchor::Site;
    // Not every variant is in use by the packs of today.
    #[allow(
        unused_imports,
        reason = "which variants the packs use is up to their authors"
    )]
    use super::inflect::PartOfSpeech::{Adjective, Noun, Phrase, Verb};
    use super::letters::Letters;
    use super::needs::Border::{Anything, Text, Word};
    use super::pack::Confidence::{High, Low, Medium};
    use super::pack::PackKind::{Cues, Rule};
    use super::pack::Role::*;
    use super::table::{
        AdviceRow, AnchorRow, ContextRow, EntryRow, HintRow, PackRow, PatternRow, PieceRow, Rows,
        Str, Tables, TermRow, WordRow,
    };
    #[allow(unused_imports, reason = "as above")]
    use crate::severity::Severity::{Error, Info, Warning};

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

/// The wording rules that ship with the program, sorted by id.
pub fn built_in() -> &'static Tables {
    &built_in::TABLES
}
