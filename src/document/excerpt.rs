//! Pieces of Markdown or HTML that are read on their own, and where in the source they stand.

use std::ops::Range;

use super::prose::SourceMap;

/// Where a piece of Markdown or HTML that is being read stands in the source.
pub(super) enum Origin<'m> {
    /// It is the source itself, from this byte on.
    At(usize),
    /// It was put together from pieces of the source.
    Pieces(&'m SourceMap),
}

impl Origin<'_> {
    pub fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        match self {
            Origin::At(start) => start + range.start..start + range.end,
            Origin::Pieces(map) => map.source_range(range),
        }
    }

    /// Calls `found` with what the parser gives for `range` of the piece of Markdown `within`, and where it stands. What it gives at
    /// once may be several lines, between which the source has the marks of a block quote: each is told by itself.
    pub fn each_piece(
        &self,
        text: &str,
        within: &str,
        range: &Range<usize>,
        mut found: impl FnMut(&str, Range<usize>),
    ) {
        match self {
            Origin::Pieces(map) if within.get(range.clone()) == Some(text) => {
                for (part, source) in map.pieces(range.clone()) {
                    found(&within[part], source);
                }
            }
            _ => found(text, self.source_range(range)),
        }
    }
}

/// Text that was put together from pieces of the source: the lines of an HTML block without the marks of a block quote.
#[derive(Default)]
pub(super) struct Excerpt {
    pub text: String,
    pub map: SourceMap,
}

impl Excerpt {
    pub fn push(&mut self, text: &str, source: Range<usize>) {
        self.map.add(self.text.len(), text.len(), source);
        self.text.push_str(text);
    }
}
