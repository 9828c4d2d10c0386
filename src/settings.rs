//! What a user may set: which rules speak, about what, to whom and how strictly.
//!
//! It is plain data, which configs and the command line fill, and it is all that a [`Linter`](crate::Linter) is made from.

mod layer;
mod own;

use std::collections::BTreeMap;

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::accept::AcceptedTerm;
use crate::lexicon::pack::{Audience, Confidence, Pack};
use crate::lexicon::table::AdviceRow;
use crate::reading::Kind;
use crate::rules;
use crate::severity::Severity;

pub use layer::{Layer, Origin, Sourced};
pub use own::OwnSettings;

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
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq, ValueEnum, Hash)]
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

impl Preset {
    /// The name as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Default => "default",
            Preset::Strict => "strict",
            Preset::Wording => "wording",
        }
    }
}

/// What drafts are taken for; the rules about order and missing pieces speak about pitches only.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum KindSetting {
    /// Each for what its front matter, file name, title, headings and requests say
    #[default]
    Auto,
    /// All ask somebody to decide something
    Pitch,
    /// None does
    Prose,
}

impl KindSetting {
    /// The kind that drafts are of; `None` if each says so itself.
    pub fn kind(self) -> Option<Kind> {
        match self {
            KindSetting::Auto => None,
            KindSetting::Pitch => Some(Kind::Pitch),
            KindSetting::Prose => Some(Kind::Prose),
        }
    }

    /// The name as users write it.
    pub fn name(self) -> &'static str {
        self.kind().map_or("auto", Kind::name)
    }
}

/// How bad a user wants what a rule finds to be.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It fails a run, whatever `--fail-on` says, but for `never`
    Error,
    /// It fails a run, unless `--fail-on error` is given
    Warning,
    /// It fails a run with `--fail-on info` only
    Info,
    /// The rule is silent
    Off,
}

impl Level {
    /// The severity of what the rule finds; `None` if it is silent.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Info => Some(Severity::Info),
            Level::Off => None,
        }
    }

    /// The name as users write it.
    pub fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }
}

/// In what the front matter of a draft has no say, since somebody who runs the program has spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    pub kind: bool,
    pub audience: bool,
}

/// All that a user may set about the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub selection: Selection,
    /// By id of a rule: how bad its findings are, where that is not what the rule itself says. A rule that is named here with a
    /// severity speaks even if it is off by default.
    pub levels: BTreeMap<String, Level>,
    /// What all drafts are taken for; with `None`, each for what it says it is.
    pub kind: Option<Kind>,
    pub audience: Audience,
    pub preset: Preset,
    /// Terms of which no rule says a word.
    pub accept: Vec<AcceptedTerm>,
    /// The user's own wording rules, which stand behind those of the program.
    pub packs: Vec<Pack>,
    pub settled: Settled,
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

    /// The severity of a rule that has this one itself.
    pub fn rule_severity(&self, id: &str, own: Severity) -> Severity {
        let level = self.levels.get(id);
        level.and_then(|level| level.severity()).unwrap_or(own)
    }

    /// Whether a rule is off for its user, who thinks nothing of what it has to say; `--select` hears it all the same.
    pub fn is_off(&self, id: &str) -> bool {
        self.levels.get(id) == Some(&Level::Off)
    }

    /// Whether the user wants to hear a rule by name, be it off by default or not.
    pub fn is_asked_for(&self, id: &str) -> bool {
        let is_on = |level: &Level| level.severity().is_some();
        self.selection.select.iter().any(|selected| selected == id)
            || self.levels.get(id).is_some_and(is_on)
    }

    /// Whether a rule that is on or off by default speaks.
    pub fn speaks(&self, id: &str, by_default: bool) -> bool {
        let on = self.is_asked_for(id) || by_default && !self.is_off(id);
        on && self.selection.includes(id)
    }

    /// The ids of all rules, the user's own last.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        let own = self.packs.iter().map(|pack| pack.id.as_str());
        rules::ids().map(|id| -> &str { id }).chain(own)
    }
}
