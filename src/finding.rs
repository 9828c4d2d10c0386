//! A finding: what is wrong at one place of a draft, ready to print.

use std::borrow::Cow;
use std::ops::Range;

use crate::pages;
pub use crate::severity::Severity;

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule.
    pub rule: Cow<'static, str>,
    pub severity: Severity,
    /// What is wrong in this very sentence. One line.
    pub message: String,
    /// The first is where the finding stands; the others are related places.
    pub labels: Labels,
    /// What the reader on the other side hears.
    pub note: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
    pub fix: Option<Fix>,
    pub scope: Scope,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The words under its primary label.
    #[default]
    Place,
    /// The draft as a whole, such as its order or what is missing from it. The primary label is where a reader notices.
    Draft,
}

/// A place of the source, with a word about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the source, on character boundaries.
    pub span: Range<usize>,
    pub message: Option<String>,
}

/// One primary label and any number of related ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    pub primary: Label,
    pub related: Vec<Label>,
}

/// Edits that mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the edits do, as an editor would offer it.
    pub title: String,
    /// Whether the meaning stays the same; if not, a person should look.
    pub safe: bool,
    /// In order and apart.
    pub edits: Vec<Edit>,
}

/// A piece of the source and what to put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the source, on character boundaries.
    pub span: Range<usize>,
    pub replacement: String,
}

impl Finding {
    /// Where the finding stands, in bytes of the source.
    pub fn span(&self) -> &Range<usize> {
        &self.labels.primary.span
    }

    /// The address of the page about its rule, if it has one.
    pub fn url(&self) -> Option<String> {
        pages::url(&self.rule)
    }
}

/// A text with edits in order and apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        new.push_str(&text[from..edit.span.start]);
        new.push_str(&edit.replacement);
        from = edit.span.end;
    }
    new.push_str(&text[from..]);
    new
}
