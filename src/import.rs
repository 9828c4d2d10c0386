//! Rules that teams wrote for other linters, turned into packs. Whatever cannot be carried over is told, line by line, so that
//! nobody believes a rule to be kept that is not.

mod expression;
mod lookahead;
mod pack_file;
pub mod vale;
mod yaml;

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

use crate::report::screen::safe_line;

/// What was made of one file of another linter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The id of the rule, which is also the name of its file.
    pub id: String,
    /// The text of the pack; none if nothing of the rule could be carried over.
    pub pack: Option<String>,
    /// By line.
    pub left: Vec<Left>,
}

/// Something that could not be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// From 1.
    pub line: usize,
    /// Of the other linter's file.
    pub key: String,
    /// Why, and what becomes of the rule without it.
    pub reason: String,
}

/// A file that is not what the other linter expects, and where.
#[derive(Debug)]
pub struct Malformed {
    what: String,
    cure: String,
    label: String,
    span: Range<usize>,
    source: NamedSource<String>,
}

impl Malformed {
    fn new(name: &str, text: &str, label: String, span: Range<usize>) -> Self {
        // The text goes to a screen, which must not take orders from it. Each character keeps its length, and so its place.
        let shown = text.chars().flat_map(|c| {
            let hidden = c.is_control() && !matches!(c, '\n' | '\t');
            let (first, count) = if hidden { (' ', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(first, count)
        });
        Malformed {
            what: format!("{name}: it is not valid YAML"),
            cure: "mend the line that is marked, then import again; other files were not affected"
                .to_owned(),
            label,
            span,
            source: NamedSource::new(safe_line(name), shown.collect()),
        }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe_line(&self.what))
    }
}

impl std::error::Error for Malformed {}

impl Diagnostic for Malformed {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.cure))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_primary_with_span(Some(self.label.clone()), self.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}
