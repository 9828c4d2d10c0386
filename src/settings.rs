//! What a user may set: which rules speak, about what, to whom and how strictly.
//!
//! It is plain data, which the command line fills, and it is all that a [`Linter`](crate::Linter) is made from.

use clap::ValueEnum;
use serde::Deserialize;

use crate::accept::AcceptedTerm;
use crate::lexicon::pack::{Audience, Confidence, Pack};
use crate::lexicon::table::AdviceRow;
use crate::reading::Kind;
use crate::rules;
use crate::severity::Severity;

/// Which rules speak.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The ids of the only rules to speak; empty for all.
    pub select: Vec<String>,
    /// The ids of rules to be silent.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether the rule with this id speaks.
    pub fn includes(&self, id: &str) -> bool {
        (self.select.is_empty() || self.select.iter().any(|selected| selected == id))
            && !self.ignore.iter().any(|ignored| ignored == id)
    }
}

/// How much is reported.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Preset {
    /// What a fair editor would mark nine times in ten, and suggestions
    #[default]
    Default,
    /// Also words that are often fine; suggestions become warnings
    Strict,
    /// Words only, nothing about order and missing pieces
    Wording,
}

/// All that a user may set about the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub selection: Selection,
    /// What all drafts are taken for; with `None`, each for what it says it is.
    pub kind: Option<Kind>,
    pub audience: Audience,
    pub preset: Preset,
    /// Terms of which no rule says a word.
    pub accept: Vec<AcceptedTerm>,
    /// The user's own wording rules, which stand behind those of the program.
    pub packs: Vec<Pack>,
}

impl Settings {
    /// How bad a word with this advice is in a rule of this severity; `None` if it is not reported.
    pub fn severity(&self, rule: Severity, advice: &AdviceRow) -> Option<Severity> {
        if advice.is_plain_for(self.audience) {
            return None;
        }
        match (advice.confidence, self.preset) {
            (Confidence::High, _) => Some(rule),
            (Confidence::Medium, Preset::Strict) => Some(Severity::Warning.min(rule)),
            (Confidence::Medium, _) | (Confidence::Low, Preset::Strict) => {
                Some(Severity::Info.min(rule))
            }
            (Confidence::Low, _) => None,
        }
    }

    /// The ids of all rules, the user's own last.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        let own = self.packs.iter().map(|pack| pack.id.as_str());
        rules::ids().map(|id| -> &str { id }).chain(own)
    }
}
