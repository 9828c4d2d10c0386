//! Packs: the wording rules as their authors write them.
//!
//! A pack is one TOML file. The build reads the packs in `rules/` with this very reader and writes them out as static tables;
//! a user's own packs go through it at run time. It checks all that can be told from one file alone, and finds nothing in
//! drafts: that is the matcher's work.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;

mod context;

pub use context::Context;
use context::Lists;

use super::inflect::PartOfSpeech;
use super::term::{self, Term};
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
                | Role::HeadingBaseline
                | Role::HeadingTasks
        )
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
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    id: String,
    severity: Severity,
    message: String,
    what: String,
    why: String,
    instead: String,
    #[serde(default)]
    bad: Vec<String>,
    #[serde(default)]
    good: Vec<String>,
    #[serde(default)]
    skip_templates: bool,
    severity_with_figure: Option<Severity>,
    /// Words that contexts name as `{name}`.
    #[serde(default)]
    lists: Lists,
    #[serde(default)]
    entry: Vec<EntryFile>,
    #[serde(default)]
    pattern: Vec<PatternFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    cue: Vec<EntryFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    terms: Vec<toml::Spanned<String>>,
    role: Option<Role>,
    #[serde(default)]
    pos: PartOfSpeech,
    r#as: Option<toml::Spanned<PartOfSpeech>>,
    hears: Option<String>,
    advice: Option<String>,
    replace: Option<toml::Spanned<Replace>>,
    #[serde(default)]
    forms: Vec<toml::Spanned<String>>,
    #[serde(default)]
    confidence: Confidence,
    #[serde(default)]
    audience: Vec<Audience>,
    #[serde(default)]
    joined: bool,
    #[serde(default)]
    unless: Context,
    #[serde(default)]
    only: Context,
}

/// What fits in the place of the terms of an entry.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "`replace` is a text, or a table of terms with a text for each"
)]
enum Replace {
    /// The same for each.
    All(String),
    /// By term; the others have none.
    Each(BTreeMap<String, String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternFile {
    regex: String,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    hears: Option<String>,
    advice: Option<String>,
    replace: Option<String>,
    #[serde(default)]
    as_written: bool,
    #[serde(default)]
    confidence: Confidence,
    #[serde(default)]
    unless: Context,
    #[serde(default)]
    only: Context,
    #[serde(default)]
    audience: Vec<Audience>,
}

impl Pack {
    /// Reads a pack from the text of its TOML file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn read(text: &str) -> Result<Pack, PackError> {
        let file: PackFile = toml::from_str(text).map_err(|error| PackError {
            message: error.message().to_owned(),
            span: error.span(),
        })?;
        let (why, instead) = (file.why.clone(), file.instead.clone());
        let entries: Result<Vec<Entry>, PackError> = file
            .entry
            .into_iter()
            .map(|entry| entry.compile(&why, &instead, &file.lists))
            .collect();
        let patterns: Result<Vec<Pattern>, PackError> = file
            .pattern
            .into_iter()
            .map(|pattern| pattern.compile(&why, &instead, &file.lists))
            .collect();
        Ok(Pack {
            id: file.id,
            kind: PackKind::Rule,
            severity: file.severity,
            message: file.message,
            what: file.what,
            why: file.why,
            instead: file.instead,
            bad: file.bad,
            good: file.good,
            skip_templates: file.skip_templates,
            severity_with_figure: file.severity_with_figure,
            patterns: patterns?,
            entries: entries?,
        })
    }
}

impl Pack {
    /// Reads a pack of cues from the text of its TOML file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn read_cues(name: &str, text: &str) -> Result<Pack, PackError> {
        let file: CueFile = toml::from_str(text).map_err(|error| PackError {
            message: error.message().to_owned(),
            span: error.span(),
        })?;
        let entries: Result<Vec<Entry>, PackError> = file
            .cue
            .into_iter()
            .map(|entry| entry.compile("", "", &Lists::default()))
            .collect();
        let entries = entries?;
        if let Some(entry) = entries.iter().find(|entry| entry.role.is_none()) {
            let first = entry.terms.first().map_or("", |term| &term.headline);
            return Err(PackError {
                message: format!("the cue \"{first}\" has no `role`"),
                span: None,
            });
        }
        Ok(Pack {
            id: name.to_owned(),
            kind: PackKind::Cues,
            severity: Severity::Info,
            message: String::new(),
            what: String::new(),
            why: String::new(),
            instead: String::new(),
            bad: Vec::new(),
            good: Vec::new(),
            skip_templates: false,
            severity_with_figure: None,
            entries,
            patterns: Vec::new(),
        })
    }
}

impl EntryFile {
    fn compile(self, why: &str, instead: &str, lists: &Lists) -> Result<Entry, PackError> {
        if let Some(used_as) = &self.r#as
            && !matches!(used_as.get_ref(), PartOfSpeech::Noun | PartOfSpeech::Verb)
        {
            return Err(PackError {
                message: "`as` is \"noun\" or \"verb\"".to_owned(),
                span: Some(used_as.span()),
            });
        }
        self.check_replacements()?;
        let replace = self.replace.as_ref().map(toml::Spanned::get_ref);
        let regular = (self.terms.iter()).map(|term| {
            let replace = replace.and_then(|replace| replace.of(term.get_ref()));
            (term, self.pos, replace)
        });
        let irregular = self
            .forms
            .iter()
            .map(|form| (form, PartOfSpeech::Phrase, None));
        let terms: Result<Vec<Term>, PackError> = regular
            .chain(irregular)
            .map(|(text, pos, replace)| {
                term::compile(text.get_ref(), pos, replace).map_err(|message| PackError {
                    message,
                    span: Some(text.span()),
                })
            })
            .collect();
        let advice = instead_of(self.advice, replace.and_then(Replace::of_all), instead);
        Ok(Entry {
            terms: terms?,
            role: self.role,
            advice: Advice {
                hears: self.hears.unwrap_or_else(|| why.to_owned()),
                instead: advice,
                confidence: self.confidence,
                plain_for: self.audience,
            },
            joined: self.joined,
            used_as: self.r#as.map(toml::Spanned::into_inner),
            unless: self.unless.resolve(lists)?,
            only: self.only.resolve(lists)?,
        })
    }

    /// A replacement for a term that is not there would never be seen.
    fn check_replacements(&self) -> Result<(), PackError> {
        let Some(replace) = &self.replace else {
            return Ok(());
        };
        let Replace::Each(replacements) = replace.get_ref() else {
            return Ok(());
        };
        let is_term = |name: &String| self.terms.iter().any(|term| term.get_ref() == name);
        match replacements.keys().find(|name| !is_term(name)) {
            None => Ok(()),
            Some(stray) => Err(PackError {
                message: format!("`replace` names \"{stray}\", which is not among the terms"),
                span: Some(replace.span()),
            }),
        }
    }
}

impl Replace {
    /// What fits in the place of a term, as it is written in its entry.
    fn of(&self, term: &str) -> Option<&str> {
        match self {
            Replace::All(text) => Some(text),
            Replace::Each(texts) => texts.get(term).map(String::as_str),
        }
    }

    /// What fits in the place of whichever term.
    fn of_all(&self) -> Option<&str> {
        match self {
            Replace::All(text) => Some(text),
            Replace::Each(_) => None,
        }
    }
}

impl PatternFile {
    fn compile(self, why: &str, instead: &str, lists: &Lists) -> Result<Pattern, PackError> {
        Ok(Pattern {
            regex: self.regex,
            hints: lower(self.hints),
            also: lower(self.also),
            advice: Advice {
                hears: self.hears.unwrap_or_else(|| why.to_owned()),
                instead: instead_of(self.advice, self.replace.as_deref(), instead),
                confidence: self.confidence,
                plain_for: self.audience,
            },
            replace: self.replace,
            as_written: self.as_written,
            unless: self.unless.resolve(lists)?,
            only: self.only.resolve(lists)?,
        })
    }
}

/// What to write: as the author of the words says, else their replacement, else what the rule says in general.
fn instead_of(advice: Option<String>, replace: Option<&str>, general: &str) -> String {
    match (advice, replace) {
        (Some(advice), _) => advice,
        (None, Some(replace)) => format!("Write \"{replace}\"."),
        (None, None) => general.to_owned(),
    }
}

fn lower(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(|text| text.to_lowercase()).collect()
}
