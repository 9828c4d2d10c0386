//! The TOML of a pack: its keys, and what can be wrong with them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::context::{Context, Lists};
use super::{Advice, Audience, Confidence, Entry, Pack, PackError, PackKind, Pattern, Role};
use crate::lexicon::inflect::PartOfSpeech;
use crate::lexicon::term::{self, Term};
use crate::severity::Severity;

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

    /// A replacement for a term that is not there would never be seen, and one for another term would be bad advice.
    fn check_replacements(&self) -> Result<(), PackError> {
        let Some(replace) = &self.replace else {
            return Ok(());
        };
        let Replace::Each(replacements) = replace.get_ref() else {
            return Ok(());
        };
        let is_term = |name: &String| self.terms.iter().any(|term| term.get_ref() == name);
        let message = match replacements.keys().find(|name| !is_term(name)) {
            Some(stray) => format!("`replace` names \"{stray}\", which is not among the terms"),
            None if self.advice.is_none() => {
                "`replace` is a table, so `advice` has to say what fits all terms".to_owned()
            }
            None => return Ok(()),
        };
        Err(PackError {
            message,
            span: Some(replace.span()),
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_of_all_terms_or_of_each() {
        let all = Replace::All("use".to_owned());
        assert_eq!(
            (all.of("leverage"), all.of_all()),
            (Some("use"), Some("use"))
        );
        let each = Replace::Each([("leverage".to_owned(), "use".to_owned())].into());
        assert_eq!(
            (each.of("leverage"), each.of("ideate")),
            (Some("use"), None)
        );
        assert_eq!(each.of_all(), None);
    }
}
