//! Wording rules that users bring along: the packs of `rules/` in the same format, but with every fault told where it stands and
//! how to mend it, since their authors have no build that would check them.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::fault::{self, Fault, Notation, fault};
use crate::lexicon::anchor;
use crate::lexicon::pack::{Entry, Pack, PackError, Role};
use crate::lexicon::pattern;

/// A pack of a user, and where its examples stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPack {
    pub pack: Pack,
    pub examples: Vec<Example>,
}

/// An example of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub text: String,
    /// Whether the rule must find something in it; else it must find nothing.
    pub is_bad: bool,
    /// Bytes of the pack's text.
    pub span: Range<usize>,
}

/// How packs are written.
const NOTATION: Notation = Notation {
    page: "docs/packs.md",
    files: "packs",
    examples: EXAMPLES_OF_KEYS,
    table: r#"{ before = ["one"], after = ["two"] }"#,
    item: "each entry begins with a line of its own: [[entry]]",
    // The program's cues are made of entries, too; what only they have is nothing to offer to others.
    hidden: &["role"],
};

/// Keys that a pack cannot do without, and what each may look like.
const EXAMPLES_OF_KEYS: &[(&str, &str)] = &[
    ("id", r#"id = "house-words""#),
    ("severity", r#"severity = "warning""#),
    ("message", r#"message = '"{text}" is not how we put it'"#),
    ("what", r#"what = "Words that our style guide rules out.""#),
    ("why", r#"why = "Our readers do not know them.""#),
    (
        "instead",
        r#"instead = "Use the word that our customers use.""#,
    ),
    ("terms", r#"terms = ["low-hanging fruit"]"#),
    ("regex", r"regex = '\bACME-\d+\b'"),
    ("hints", r#"hints = ["acme"]"#),
];

/// Where the parts of a pack stand that are looked at here.
#[derive(Deserialize)]
struct Places {
    id: Spanned<String>,
    message: Spanned<String>,
    what: Spanned<String>,
    why: Spanned<String>,
    instead: Spanned<String>,
    #[serde(default)]
    bad: Vec<Spanned<String>>,
    #[serde(default)]
    good: Vec<Spanned<String>>,
    #[serde(default)]
    entry: Vec<EntryPlaces>,
    #[serde(default)]
    pattern: Vec<PatternPlaces>,
}

#[derive(Deserialize)]
struct EntryPlaces {
    terms: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    forms: Vec<Spanned<String>>,
    role: Option<Spanned<Role>>,
}

#[derive(Deserialize)]
struct PatternPlaces {
    regex: Spanned<String>,
    hints: Spanned<Vec<String>>,
}

/// Reads a user's pack; `is_taken` says of an id whether another rule has it.
///
/// # Errors
/// What is wrong with it: the first thing that keeps it from being read, or all that is found in what was read.
pub fn read(text: &str, is_taken: impl Fn(&str) -> bool) -> Result<UserPack, Vec<Fault>> {
    if let Err(error) = toml::from_str::<toml::Table>(text) {
        return Err(vec![fault::toml::no_toml(text, &error, &NOTATION)]);
    }
    let unreadable = |error: &PackError| {
        vec![fault::toml::fault_of(
            text,
            &error.message,
            error.span.clone(),
            &NOTATION,
        )]
    };
    let pack = Pack::read(text).map_err(|error| unreadable(&error))?;
    let places: Places = toml::from_str(text).map_err(|error| {
        unreadable(&PackError {
            message: error.message().to_owned(),
            span: error.span(),
        })
    })?;
    let mut faults: Vec<Fault> = id_fault(&places.id, is_taken).into_iter().collect();
    faults.extend(blank_texts(&places));
    faults.extend(places.entry.iter().flat_map(entry_faults));
    faults.extend((pack.entries.iter().zip(&places.entry)).flat_map(hidden_terms));
    faults.extend(places.pattern.iter().flat_map(pattern_faults));
    if places.entry.is_empty() && places.pattern.is_empty() {
        faults.push(fault(
            "the pack looks for nothing",
            r#"add an entry behind the other keys: [[entry]], and below it terms = ["low-hanging fruit"]"#,
            places.id.span(),
        ));
    }
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.span.start);
        return Err(fault::first(faults));
    }
    let example = |text: Spanned<String>, is_bad| Example {
        span: text.span(),
        text: text.into_inner(),
        is_bad,
    };
    let bad = places.bad.into_iter().map(|text| example(text, true));
    let good = places.good.into_iter().map(|text| example(text, false));
    Ok(UserPack {
        pack,
        examples: bad.chain(good).collect(),
    })
}

fn id_fault(id: &Spanned<String>, is_taken: impl Fn(&str) -> bool) -> Option<Fault> {
    let name = id.get_ref();
    let is_fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(is_fit)
        && !name.ends_with('-');
    if !is_plain {
        return Some(fault(
            format!("\"{name}\" cannot be the id of a rule"),
            "use lower-case letters, digits and hyphens, with a letter first: house-words",
            id.span(),
        ));
    }
    is_taken(name).then(|| {
        fault(
            format!("there is a rule \"{name}\" already"),
            format!("choose another id, such as our-{name}; `pitchlint rules` lists those of the program"),
            id.span(),
        )
    })
}

/// A text that is there, but says nothing, would leave a hole in each finding.
fn blank_texts(places: &Places) -> impl Iterator<Item = Fault> {
    let texts = [
        ("message", &places.message),
        ("what", &places.what),
        ("why", &places.why),
        ("instead", &places.instead),
    ];
    (texts.into_iter())
        .filter(|(_, text)| text.get_ref().trim().is_empty())
        .map(|(key, text)| {
            fault(
                format!("`{key}` is empty"),
                NOTATION.example_of(key),
                text.span(),
            )
        })
}

fn entry_faults(entry: &EntryPlaces) -> impl Iterator<Item = Fault> {
    let without_terms = entry.terms.get_ref().is_empty().then(|| {
        fault(
            "the entry has no terms, so it can find nothing",
            NOTATION.example_of("terms"),
            entry.terms.span(),
        )
    });
    let with_role = entry.role.as_ref().map(|role| {
        fault(
            "`role` is for the program's own cues, and does nothing in a rule",
            "take the line out",
            role.span(),
        )
    });
    without_terms.into_iter().chain(with_role)
}

/// Terms that stand in no draft as the matcher reads it: it finds a term by a word that must be there and begins with a letter
/// or a digit.
fn hidden_terms((entry, places): (&Entry, &EntryPlaces)) -> impl Iterator<Item = Fault> {
    let written = places.terms.get_ref().iter().chain(&places.forms);
    (entry.terms.iter().zip(written))
        .filter(|(term, _)| anchor::words(&[&term.words]).is_empty())
        .map(|(_, text)| {
            fault(
                format!("\"{}\" would never be found", text.get_ref()),
                "one word of it at least must always be there, and begin with a letter or a digit; a [[pattern]] finds \
                 anything else",
                text.span(),
            )
        })
}

fn pattern_faults(pattern: &PatternPlaces) -> impl Iterator<Item = Fault> {
    let regex = &pattern.regex;
    let broken = pattern::check(regex.get_ref()).err().map(|error| match error {
        regex::Error::CompiledTooBig(_) => fault(
            "this expression takes too much memory",
            r"make it smaller: a count such as {1,1000} or \w* in many places takes much, plain words take little",
            regex.span(),
        ),
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default();
            fault(
                format!("this is no regular expression: {}", last.trim_start_matches("error: ")),
                "the syntax is that of Rust's regex crate, without look-around and back-references; put the expression \
                 between single quotes, so that backslashes stay as they are",
                regex.span(),
            )
        }
    });
    let hints = pattern.hints.get_ref();
    let unhinted = hints.is_empty() || hints.iter().any(String::is_empty);
    let without_hints = unhinted.then(|| {
        fault(
            "the pattern is tried only in paragraphs that hold one of its hints, and a hint is missing here",
            "give texts in lower case, one of which stands in whatever the expression matches: hints = [\"acme\"]",
            pattern.hints.span(),
        )
    });
    broken.into_iter().chain(without_hints)
}
