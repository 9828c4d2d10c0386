//! Packs: the wording rules as their authors write them, and as the program holds them.
//!
//! A pack is one TOML file. The build reads the packs in `rules/` with this very reader and writes them out as static tables;
//! a user's own packs go through it at run time. It checks all that can be told from one file alone, and finds nothing in
//! drafts: that is the matcher's work.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;

use super::inflect::PartOfSpeech;
use super::term;
use crate::severity::Severity;

/// Text that is static in the packs of the build and owned in those read at run time.
pub type Text = Cow<'static, str>;
/// A list that is static in the packs of the build and owned in those read at run time.
pub type List<T> = Cow<'static, [T]>;

/// A wording rule: what it says about itself, and the phrases and patterns it flags.
#[derive(Clone, Debug)]
pub struct Pack {
    pub id: Text,
    pub severity: Severity,
    /// What is wrong, with `{text}` for the words as drafted.
    pub message: Text,
    pub what: Text,
    pub why: Text,
    pub instead: Text,
    /// Markdown in which the rule must find something.
    pub bad: List<Text>,
    /// Near-misses: Markdown in which no wording rule may find anything.
    pub good: List<Text>,
    /// Whether the rule is silent in a draft that says `template: true` in its front matter.
    pub skip_templates: bool,
    /// The severity of a finding whose own sentence carries a figure, if it differs.
    pub severity_with_figure: Option<Severity>,
    pub entries: List<Entry>,
    pub patterns: List<Pattern>,
}

/// Terms that share their advice.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The dictionary form of each term.
    pub terms: List<Text>,
    /// Every form of every term.
    pub forms: List<Form>,
    pub advice: Advice,
    /// Whether words joined in the term by a space or hyphen must be hyphenated or closed up in the draft.
    pub joined: bool,
    /// Flag only where the word is used as this part of speech, as far as the words beside it tell.
    pub used_as: Option<PartOfSpeech>,
    pub unless: Context,
    pub only: Context,
}

/// One form of a term.
#[derive(Clone, Debug)]
pub struct Form {
    /// Folded; words joined by spaces or hyphens, `_` for any one word.
    pub text: Text,
    /// The entry's replacement in the same inflection.
    pub replacement: Option<Text>,
    /// Whether this is the dictionary form.
    pub base: bool,
}

/// What a finding tells its author, and to whom it is told.
#[derive(Clone, Debug)]
pub struct Advice {
    /// What the reader on the other side hears.
    pub hears: Text,
    /// What to write instead.
    pub instead: Text,
    pub confidence: Confidence,
    /// Audiences to whom the words are plain.
    pub plain_for: List<Audience>,
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
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    General,
    Executive,
    Finance,
    Engineering,
    Marketing,
}

/// Words around a phrase that decide whether it is flagged. Each is folded, and may end in `*` for any ending.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Directly before.
    pub before: List<Text>,
    /// Directly after.
    pub after: List<Text>,
    /// Anywhere in the same sentence.
    pub sentence: List<Text>,
    /// A negation shortly before, in the same sentence.
    pub negated: bool,
    /// A ground in the same sentence: a figure, a because.
    pub grounded: bool,
}

impl Context {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty() && self.sentence.is_empty() && !self.negated && !self.grounded
    }
}

/// A regular expression for what words cannot express.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Matched against the text of a block as the reader sees it; a group named `hit` is what is flagged, else all of it.
    pub regex: Text,
    /// Folded literals; the expression is tried only in a block that holds one of them.
    pub hints: List<Text>,
    pub advice: Advice,
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
    bad: Vec<Text>,
    #[serde(default)]
    good: Vec<Text>,
    #[serde(default)]
    skip_templates: bool,
    severity_with_figure: Option<Severity>,
    #[serde(default)]
    entry: Vec<EntryFile>,
    #[serde(default)]
    pattern: Vec<PatternFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    terms: Vec<toml::Spanned<String>>,
    #[serde(default)]
    pos: PartOfSpeech,
    r#as: Option<toml::Spanned<PartOfSpeech>>,
    hears: Option<String>,
    advice: Option<String>,
    replace: Option<String>,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    confidence: Confidence,
    #[serde(default)]
    audience: Vec<Audience>,
    #[serde(default)]
    joined: bool,
    #[serde(default)]
    unless: ContextFile,
    #[serde(default)]
    only: ContextFile,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ContextFile {
    before: Vec<String>,
    after: Vec<String>,
    sentence: Vec<String>,
    negated: bool,
    grounded: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternFile {
    regex: String,
    hints: Vec<String>,
    hears: Option<String>,
    advice: Option<String>,
    #[serde(default)]
    confidence: Confidence,
}

impl Pack {
    /// Reads a pack from the text of its TOML file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn read(text: &str) -> Result<Pack, PackError> {
        let file: PackFile = toml::from_str(text)
            .map_err(|error| PackError { message: error.message().to_owned(), span: error.span() })?;
        let (why, instead) = (file.why.clone(), file.instead.clone());
        let entries: Result<Vec<Entry>, PackError> =
            file.entry.into_iter().map(|entry| entry.compile(&why, &instead)).collect();
        let patterns = file.pattern.into_iter().map(|pattern| Pattern {
            regex: pattern.regex.into(),
            hints: texts(pattern.hints),
            advice: Advice {
                hears: pattern.hears.unwrap_or_else(|| why.clone()).into(),
                instead: pattern.advice.unwrap_or_else(|| instead.clone()).into(),
                confidence: pattern.confidence,
                plain_for: List::default(),
            },
        });
        Ok(Pack {
            id: file.id.into(),
            severity: file.severity,
            message: file.message.into(),
            what: file.what.into(),
            why: file.why.into(),
            instead: file.instead.into(),
            bad: file.bad.into(),
            good: file.good.into(),
            skip_templates: file.skip_templates,
            severity_with_figure: file.severity_with_figure,
            patterns: patterns.collect::<Vec<_>>().into(),
            entries: entries?.into(),
        })
    }
}

impl EntryFile {
    fn compile(self, why: &str, instead: &str) -> Result<Entry, PackError> {
        if let Some(used_as) = &self.r#as
            && !matches!(used_as.get_ref(), PartOfSpeech::Noun | PartOfSpeech::Verb)
        {
            return Err(PackError { message: "`as` is \"noun\" or \"verb\"".to_owned(), span: Some(used_as.span()) });
        }
        let mut forms: Vec<Form> = Vec::new();
        let mut add = |form: term::InflectedTerm| {
            if !forms.iter().any(|known| known.text == form.text) {
                forms.push(Form { text: form.text.into(), replacement: form.replacement.map(Text::from), base: form.base });
            }
        };
        for term in &self.terms {
            let expanded = term::expand(term.get_ref(), self.pos, self.replace.as_deref())
                .map_err(|message| PackError { message, span: Some(term.span()) })?;
            expanded.into_iter().for_each(&mut add);
        }
        for irregular in &self.forms {
            let expanded = term::expand(irregular, PartOfSpeech::Phrase, None)
                .map_err(|message| PackError { message: format!("in `forms`: {message}"), span: None })?;
            expanded.into_iter().for_each(&mut add);
        }
        let advice = match (self.advice, &self.replace) {
            (Some(advice), _) => advice,
            (None, Some(replace)) => format!("Write \"{replace}\"."),
            (None, None) => instead.to_owned(),
        };
        Ok(Entry {
            terms: self.terms.iter().map(|term| Text::from(term::headline(term.get_ref()))).collect::<Vec<_>>().into(),
            forms: forms.into(),
            advice: Advice {
                hears: self.hears.unwrap_or_else(|| why.to_owned()).into(),
                instead: advice.into(),
                confidence: self.confidence,
                plain_for: self.audience.into(),
            },
            joined: self.joined,
            used_as: self.r#as.map(toml::Spanned::into_inner),
            unless: self.unless.compile(),
            only: self.only.compile(),
        })
    }
}

impl ContextFile {
    fn compile(self) -> Context {
        Context {
            before: texts(self.before),
            after: texts(self.after),
            sentence: texts(self.sentence),
            negated: self.negated,
            grounded: self.grounded,
        }
    }
}

fn texts(list: Vec<String>) -> List<Text> {
    list.into_iter().map(|text| Text::from(text.to_lowercase())).collect::<Vec<_>>().into()
}
