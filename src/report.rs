//! From findings to bytes on a screen or in a pipe. A format adds no words to a rule's, and knows no rule.

pub mod compact;
pub mod diff;
pub mod full;
pub mod jsonl;
pub mod screen;
mod snippet;
pub mod summary;

use clap::ValueEnum;

use crate::finding::Finding;
use crate::source::Source;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The passage, what is wrong with it and what to write instead
    #[default]
    Full,
    /// One line a finding
    Compact,
    /// One JSON object a finding, a line each
    Jsonl,
}

/// How a format draws on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours may be used.
    pub color: bool,
    /// Whether the screen can make words a link.
    pub links: bool,
    /// The width of the screen in columns.
    pub width: usize,
}

impl Format {
    /// Whether fixes are written out.
    pub fn shows_fixes(self) -> bool {
        self == Format::Jsonl
    }

    /// Writes the findings of one draft, in the order given, behind what is in `out`.
    pub fn write(self, out: &mut String, style: Style, source: &Source, findings: &[Finding]) {
        match self {
            Format::Full => full::write(out, style, source, findings),
            Format::Compact => compact::write(out, style, source, findings),
            Format::Jsonl => jsonl::write(out, source, findings),
        }
    }

    /// Whether a person reads it, so that a summary may follow.
    pub fn is_for_people(self) -> bool {
        self != Format::Jsonl
    }
}
