//! All phrases of all rules, found in one pass over the prose.

pub mod anchor;
pub mod context;
pub mod inflect;
pub mod matcher;
pub mod pack;
pub mod term;

use anchor::Anchor;
use pack::{Entry, Form, Pack};

/// The packs of `rules/` and their anchors, as the build wrote them.
mod built_in {
    use std::borrow::Cow;

    use super::anchor::{Anchor, Site};
    use super::inflect::PartOfSpeech;
    use super::pack::{Advice, Audience, Confidence, Context, Entry, Form, Pack, Pattern};
    use crate::severity::Severity;

    include!(concat!(env!("OUT_DIR"), "/packs.rs"));
}

/// The wording rules that ship with the program, sorted by id.
pub fn packs() -> &'static [Pack] {
    built_in::PACKS
}

/// The anchors of [`packs`].
pub fn anchors() -> &'static [Anchor] {
    built_in::ANCHORS
}

/// A known term: the pack, entry and form that it is.
#[derive(Clone, Copy, Debug)]
pub struct Known<'p> {
    pub pack: &'p Pack,
    pub entry: &'p Entry,
    pub form: &'p Form,
}

/// Finds a term in any of its forms. `term` is folded.
pub fn look_up<'p>(packs: &'p [Pack], term: &str) -> Option<Known<'p>> {
    let mut all = forms(packs);
    all.find(|known| matcher::is_form(term, &known.form.text))
}

/// Every form of every phrase.
pub fn forms(packs: &[Pack]) -> impl Iterator<Item = Known<'_>> {
    packs.iter().flat_map(|pack| {
        pack.entries.iter().flat_map(move |entry| entry.forms.iter().map(move |form| Known { pack, entry, form }))
    })
}
