//! Packs: the wording rules as their authors write them.
//!
//! A pack is one TOML file. The build reads the packs in `rules/` with this very reader and writes them out as static tables;
//! a user's own packs go through it at run time. It checks all that can be told from one file alone, and finds nothing in
//! drafts: that is the matcher's work.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;

mod context;
mod file;

pub use context::Context;

use super::inflect::PartOfSpeech;
use super::term::Term;
use crate::severity::Severity;

/// A wording rule: what it says about itself, and the phrases and patterns it flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The id of the rule, or what a pack of cues is about.
    pub id: String,
    pub kind: PackKind,
    pub severity: Severity,
    /// What is wrong, with `{text}` for the words as drafted and `{replacement}` for what is to stand there.
    pub message: String,
    pub what: String,
    pub why: String,
    pub instead: String,
    /// Markdown in which the rule must find something.
    pub bad: Vec<String>,
    /// Near-misses: Markdown in which no wording rule may find anything.
    pub good: Vec<String>,
    /// Whether the rule is silent in a draft that says `template: true` in its front matter.
    pub skip_templates: bool,
    /// The severity of a finding whose own sentence carries a figure, if it differs.
    pub severity_with_figure: Option<Severity>,
    pub entries: Vec<Entry>,
    pub patterns: Vec<Pattern>,
}

/// What a pack is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackKind {
    /// A wording rule.
    Rule,
    /// Words by which a draft is read; nothing is wrong with them.
    Cues,
}

/// What a cue tells about the sentence or the heading in which it stands.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A named platform, product, vendor or technology.
    Tool,
    /// A generic tool, channel, format or tactic.
    ToolKind,
    /// A tool in the same sentence is proposed.
    Proposing,
    /// The sentence tells how things stand, or stood.
    PresentState,
    /// An aim is announced.
    GoalMarker,
    /// A change for the better.
    OutcomeVerb,
    /// A change for the better only by what it makes possible.
    EnablingVerb,
    /// Something is made and handed over.
    ProducingVerb,
    /// A change for the better, whole.
    Outcome,
    /// Whom or what an organisation cares for.
    OutcomeObject,
    /// Something that hurts today.
    Problem,
    /// What people do who are not served well.
    HurtingVerb,
    /// Attention, which is no goal.
    Attention,
    /// A figure or observable that says when the goal is met.
    Measure,
    /// Something is asked for.
    Ask,
    /// Something is asked for in words that guides and policies use, too.
    MildAsk,
    /// Words for goodwill, which may be all that is asked for.
    Goodwill,
    /// Money or people.
    Cost,
    /// When, or in which steps.
    Timeline,
    /// What may go wrong, or is given up.
    Risk,
    /// Who does it or stands behind it.
    Owner,
    HeadingGoal,
    HeadingTools,
    HeadingMeasure,
    HeadingAsk,
    HeadingTimeline,
    HeadingRisk,
    /// What only proposals have headings for: what speaks against it, and how it will go on.
    HeadingProposal,
    /// How things stand today.
    HeadingBaseline,
    /// A heading or a lead about work to be done or demands to be met, which states no goal.
    HeadingTasks,
    /// A title that asks for a decision.
    PitchTitle,
    /// The draft speaks of itself as a pitch, or to those who decide.
    PitchAddress,
}

impl Role {
    /// Whether words of this role name a tool.
    pub fn is_tool(self) -> bool {
        matches!(self, Role::Tool | Role::ToolKind)
    }

    /// Whether words of this role are looked for on every page, to tell whether it is worth a close reading. All others are looked
    /// for only where a page is read closely: most pages of a docs repository are not.
    pub fn tells_at_a_glance(self) -> bool {
        matches!(
            self,
            Role::Ask
                | Role::MildAsk
                | Role::Goodwill
                | Role::Cost
                | Role::HeadingGoal
                | Role::HeadingAsk
                | Role::HeadingProposal
                | Role::PitchTitle
                | Role::PitchAddress
        )
    }

    /// Whether words of this role say what a heading, or a label like one, is about.
    pub fn is_of_headings(self) -> bool {
        matches!(
            self,
            Role::HeadingGoal
                | Role::HeadingTools
                | Role::HeadingMeasure
                | Role::HeadingAsk
                | Role::HeadingTimeline
                | Role::HeadingRisk
                | Role::HeadingProposal
                | Role::HeadingBaseline
                | Role::HeadingTasks
        )
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// Whether the role is one of these.
    pub fn has(self, role: Role) -> bool {
        self.0 & Roles::from_iter([role]).0 != 0
    }

    /// Whether any of the roles is one of these.
    pub fn has_any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        let bit = |role| 1 << role as u32;
        Roles(roles.into_iter().fold(0, |all, role| all | bit(role)))
    }
}

/// Terms that share their advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub terms: Vec<Term>,
    /// Of a cue: what it tells.
    pub role: Option<Role>,
    pub advice: Advice,
    /// Whether hyphenated words of a term must be hyphenated or closed up in the draft.
    pub joined: bool,
    /// Flag only where the word is used as this part of speech, as far as the words beside it tell.
    pub used_as: Option<PartOfSpeech>,
    pub unless: Context,
    pub only: Context,
}

/// What a finding tells its author, and to whom it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// What the reader on the other side hears; empty if the rule does not say.
    pub hears: String,
    /// What to write instead.
    pub instead: String,
    pub confidence: Confidence,
    /// Audiences to whom the words are plain.
    pub plain_for: Vec<Audience>,
}

/// How often a finding of this entry is one that a fair editor would sign.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Reported at the severity of the rule.
    #[default]
    High,
    /// Reported as info.
    Medium,
    /// Not reported by default.
    Low,
}

/// Who reads the draft.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Anybody, of whatever trade.
    General,
    /// Those who decide, of whatever trade.
    #[default]
    Executive,
    Finance,
    Engineering,
    Marketing,
}

impl Audience {
    /// All of them, the widest first.
    pub const ALL: &[Audience] = &[
        Audience::General,
        Audience::Executive,
        Audience::Finance,
        Audience::Engineering,
        Audience::Marketing,
    ];

    /// Its bit in a set of audiences.
    pub fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The name as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Audience::General => "general",
            Audience::Executive => "executive",
            Audience::Finance => "finance",
            Audience::Engineering => "engineering",
            Audience::Marketing => "marketing",
        }
    }
}

/// A regular expression for what words cannot express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Matched against the text of a block as the reader sees it. If it has a group named `hit`, that group is what is flagged,
    /// and a match without the group is none; else all of the match is flagged.
    pub regex: String,
    /// Folded literals; the expression is tried only in a block that holds one of them. Empty if it needs none.
    pub hints: Vec<String>,
    /// Folded literals, one of which must stand in the block, too, for the expression to be tried. Empty if it needs none.
    pub also: Vec<String>,
    /// What fits in the place of whatever is flagged.
    pub replace: Option<String>,
    /// Whether the replacement keeps its own capitals, whatever those of the draft are.
    pub as_written: bool,
    pub advice: Advice,
    pub unless: Context,
    pub only: Context,
}

/// Why a pack cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// What is wrong and how to mend it.
    pub message: String,
    /// Where, in bytes of the pack's text, if that is known.
    pub span: Option<Range<usize>>,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PackError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_is_wrong() {
        let message = "the pack has no rules".to_owned();
        let error = PackError {
            message,
            span: None,
        };
        assert_eq!(error.to_string(), "the pack has no rules");
    }

    #[test]
    fn sets_of_roles() {
        let roles = Roles::from_iter([Role::Tool, Role::HeadingRisk]);
        assert!(roles.has(Role::Tool) && !roles.has(Role::Ask));
        assert!(roles.has_any(&[Role::Ask, Role::HeadingRisk]) && !roles.has_any(&[Role::Ask]));
        assert!(Role::HeadingRisk.is_of_headings() && !Role::Tool.is_of_headings());
    }
}
