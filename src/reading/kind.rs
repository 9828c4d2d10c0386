//! Whether a draft is a pitch: does it ask somebody to decide something? Structure rules speak about pitches only.

use crate::document::Document;
use crate::lexicon::pack::Role;

use super::figures::FigureKind;
use super::scene::{Passage, Scene, Section};

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
    /// Of a pitch, what made it one: "its title". Of prose, a clause: "its name says so".
    pub because: &'static str,
}

impl KindChoice {
    /// What the settings say about all drafts.
    pub fn set(kind: Kind) -> Self {
        let because = match kind {
            Kind::Pitch => "the settings",
            Kind::Prose => "the settings say so",
        };
        KindChoice { kind, because }
    }

    /// "because of its title", "because its name says so".
    pub fn reason(&self) -> String {
        match self.kind {
            Kind::Pitch => format!("because of {}", self.because),
            Kind::Prose => format!("because {}", self.because),
        }
    }
}

/// Words at the head of the metadata lines of proposals.
const PROPOSAL_KEYS: &[&str] = &[
    "proposer",
    "proposal category",
    "rfc pr",
    "rfc",
    "kep",
    "feature name",
    "funding requested",
    "grant amount",
    "budget",
    "decision by",
    "decision needed by",
    "requested",
];

/// Decides from the document alone: front matter, title, headings, metadata lines and asking phrases.
pub fn decide(document: &Document, scene: &Scene) -> KindChoice {
    let titles = scene
        .sections
        .iter()
        .filter(|section| section.is_title)
        .map(|section| &section.about)
        .chain([&scene.front_title]);
    let titled = titles.flatten().any(|role| *role == Role::PitchTitle);
    let folded = document.prose().folded();
    let said = |test: &dyn Fn(&Passage) -> bool| scene.passages.iter().any(test);
    let keyed = || {
        said(&|passage| {
            let line = folded[passage.range.clone()].split_once(':');
            line.is_some_and(|(key, _)| PROPOSAL_KEYS.contains(&key.trim()))
        })
    };
    let headed = |role| (scene.sections.iter()).any(|section| section.about.contains(&role));
    let priced = || {
        let prices = |passage: &Passage| {
            passage.has(Role::Cost) && passage.figure(&[FigureKind::Money]).is_some()
        };
        scene.has_priced_table || said(&prices)
    };
    // A heading such as "Budget", above what we should do or what it costs.
    let budgeted = || {
        let asks =
            |section: &Section| !section.is_title && section.about.contains(&Role::HeadingAsk);
        scene.sections.iter().any(asks)
            && said(&|passage| passage.has_any(&[Role::MildAsk, Role::Cost]))
    };
    let weighs = || {
        headed(Role::HeadingGoal) && (headed(Role::HeadingRisk) || headed(Role::HeadingTimeline))
    };
    let asks = || said(&|passage| passage.has(Role::Ask) && !passage.quoted);
    let addresses = || {
        headed(Role::PitchAddress)
            || said(&|passage| passage.has(Role::PitchAddress) && !passage.quoted)
    };
    let choice = |kind, because| KindChoice { kind, because };
    if titled {
        choice(Kind::Pitch, "its title")
    } else if keyed() {
        choice(Kind::Pitch, "the lines at its head")
    } else if priced() || budgeted() {
        choice(Kind::Pitch, "its budget")
    } else if weighs() {
        choice(Kind::Pitch, "its headings")
    } else if asks() {
        choice(Kind::Pitch, "what it asks for")
    } else if addresses() {
        choice(Kind::Pitch, "how it speaks of itself")
    } else {
        choice(Kind::Prose, "nothing in it asks for a decision")
    }
}
