//! What is wrong with a file that a user wrote for the program, such as a pack or a config: told where it stands, with the cure.

pub(crate) mod toml;

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::report::screen::{safe, safe_line};

/// What is wrong with a file that a user wrote for the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub message: String,
    /// What to do about it.
    pub cure: String,
    /// Bytes of the file's text.
    pub span: Range<usize>,
}

/// A fault as it is shown to the author of the file.
#[derive(Debug)]
pub struct FileProblem {
    fault: Fault,
    /// None if the text has control characters in it, which have no business on a screen.
    source: Option<NamedSource<String>>,
}

impl FileProblem {
    /// A fault in the file that has this name and text.
    pub fn new(name: &str, text: &str, fault: Fault) -> Self {
        let shown = (safe(text) == text).then(|| text.to_owned());
        FileProblem {
            fault,
            source: shown.map(|text| NamedSource::new(safe_line(name), text)),
        }
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe_line(&self.fault.message))
    }
}

impl std::error::Error for FileProblem {}

impl Diagnostic for FileProblem {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(safe_line(&self.fault.cure)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source
            .as_ref()
            .map(|source| -> &dyn SourceCode { source })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label =
            LabeledSpan::new_primary_with_span(Some("here".to_owned()), self.fault.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

/// A fault at a place.
pub(crate) fn fault(
    message: impl Into<String>,
    cure: impl Into<String>,
    span: Range<usize>,
) -> Fault {
    Fault {
        message: message.into(),
        cure: cure.into(),
        span,
    }
}

/// How many faults of a file are told at once. Each is shown in the text of the file, and a file may be wrong in each line.
const MOST: usize = 50;

/// The first faults of a file, and how many more there are.
pub(crate) fn first(mut faults: Vec<Fault>) -> Vec<Fault> {
    if let Some(next) = faults.get(MOST) {
        let more = fault(
            format!("there are {} more from here on", faults.len() - MOST),
            "mend those above first",
            next.span.clone(),
        );
        faults.truncate(MOST);
        faults.push(more);
    }
    faults
}

/// How a sort of file is written, as far as the words about its faults need to know.
pub(crate) struct Notation {
    /// The page that describes it.
    pub page: &'static str,
    /// What such files are called.
    pub files: &'static str,
    /// What keys may look like.
    pub examples: &'static [(&'static str, &'static str)],
    /// What a table in it looks like.
    pub table: &'static str,
    /// How to begin a second one of what stands in a list of tables.
    pub item: &'static str,
    /// Keys that are not for users.
    pub hidden: &'static [&'static str],
}

impl Notation {
    /// What to write for a key.
    pub fn example_of(&self, key: &str) -> String {
        let example = self.examples.iter().find(|(known, _)| *known == key);
        example.map_or_else(
            || format!("{} says what each key holds", self.page),
            |(_, example)| format!("write, for example: {example}"),
        )
    }
}

/// The nearest of the known names, if one is near.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    (known.into_iter())
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(score, _)| *score > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
