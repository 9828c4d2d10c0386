//! Whether a draft is a pitch: does it ask somebody to decide something? Structure rules speak about pitches only.

use crate::document::Document;
use crate::lexicon::pack::Role;

use super::scene::Scene;

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It asks somebody to decide something.
    Pitch,
    /// Anything else.
    Prose,
}

impl Kind {
    /// The name that the card's JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pitch => "pitch",
            Kind::Prose => "prose",
        }
    }
}

/// A kind and what it was told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindChoice {
    pub kind: Kind,
    pub because: &'static str,
}

/// Decides from the document alone: front matter, title, headings, and asking phrases.
pub fn decide(document: &Document, scene: &Scene) -> KindChoice {
    let _ = document;
    let asks = scene
        .passages
        .iter()
        .filter(|passage| passage.has(Role::Ask))
        .count();
    let title = scene
        .sections
        .iter()
        .filter(|section| section.is_title)
        .any(|section| section.about.contains(&Role::PitchTitle));
    let asking_heading = scene
        .sections
        .iter()
        .any(|section| !section.is_title && section.about.contains(&Role::HeadingAsk));
    if title {
        KindChoice {
            kind: Kind::Pitch,
            because: "its title",
        }
    } else if asking_heading {
        KindChoice {
            kind: Kind::Pitch,
            because: "a heading",
        }
    } else if asks >= 1 {
        KindChoice {
            kind: Kind::Pitch,
            because: "what it asks for",
        }
    } else {
        KindChoice {
            kind: Kind::Prose,
            because: "nothing in it asks for a decision",
        }
    }
}
