//! The text of an open document, as its editor counts: lines from 0, and columns in the units that both sides agreed on.
//!
//! A line ends at a line feed, a carriage return, or both, as the protocol says. [`Source`](crate::Source) counts lines as
//! people do, so neither is made from the other.

use std::ops::Range;
use std::sync::OnceLock;

use lsp_types::{Position, PositionEncodingKind};

use crate::char_boundary::floor_char_boundary;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which is what the protocol began with.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

impl Encoding {
    /// The first that an editor offers and this server knows, which is any of the three.
    pub fn negotiated(offered: &[PositionEncodingKind]) -> Self {
        let known = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
        let of = |kind: &PositionEncodingKind| known.into_iter().find(|one| one.kind() == *kind);
        offered.iter().find_map(of).unwrap_or_default()
    }

    /// The name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// How many units begin in these bytes.
    fn count(self, bytes: &[u8]) -> usize {
        // Every byte but a continuation byte begins a character; one of four bytes is a surrogate pair in UTF-16.
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        match self {
            Encoding::Utf8 => bytes.len(),
            Encoding::Utf16 => {
                bytes.iter().filter(begins).count() + bytes.iter().filter(|b| **b >= 0xf0).count()
            }
            Encoding::Utf32 => bytes.iter().filter(begins).count(),
        }
    }
}

/// How many bytes lie between two entries of the table of units.
const STRIDE: usize = 1024;

/// A text that knows where its lines begin.
#[derive(Clone, Debug)]
pub struct Text {
    text: String,
    encoding: Encoding,
    /// In bytes.
    line_starts: Vec<usize>,
    /// Units before each multiple of [`STRIDE`] bytes; made when a place in a long line is first asked for.
    units: OnceLock<Vec<usize>>,
}

impl Text {
    /// A text whose columns are counted in this encoding.
    pub fn new(text: String, encoding: Encoding) -> Self {
        Text {
            line_starts: line_starts(&text),
            text,
            encoding,
            units: OnceLock::new(),
        }
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts `new` in the place of a range, or of all.
    pub fn replace(&mut self, range: Option<lsp_types::Range>, new: &str) {
        match range {
            None => new.clone_into(&mut self.text),
            Some(range) => {
                let start = self.offset(range.start);
                let end = self.offset(range.end).max(start);
                self.text.replace_range(start..end, new);
            }
        }
        self.line_starts = line_starts(&self.text);
        self.units = OnceLock::new();
    }

    /// The byte at a position. What lies behind the end of a line or of the text is its end; what lies within a character is its
    /// beginning.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.line_starts.get(line).copied() else {
            return self.text.len();
        };
        let next = self.line_starts.get(line + 1);
        let whole = &self.text[start..next.copied().unwrap_or(self.text.len())];
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let column = position.character as usize;
        if self.encoding == Encoding::Utf8 {
            return start + floor_char_boundary(line, column);
        }
        let mut units = 0;
        for (at, c) in line.char_indices() {
            units += self.encoding.width(c);
            if column < units {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The position of a byte, which lies on a character boundary.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset) - 1;
        let start = self.line_starts[line];
        let units = if offset - start <= STRIDE || self.encoding == Encoding::Utf8 {
            (self.encoding).count(&self.text.as_bytes()[start..offset])
        } else {
            self.units_before(offset) - self.units_before(start)
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position::new(number(line), number(units))
    }

    /// The range of some bytes.
    pub fn range(&self, span: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(span.start), self.position(span.end))
    }

    /// The bytes of a range.
    pub fn span(&self, range: &lsp_types::Range) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }

    /// The units before `offset`. After the first call, no call reads more than [`STRIDE`] bytes: a line may be long.
    fn units_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let table = self.units.get_or_init(|| {
            let mut sum = 0;
            let sums = bytes.chunks(STRIDE).map(|chunk| {
                sum += self.encoding.count(chunk);
                sum
            });
            std::iter::once(0).chain(sums).collect()
        });
        let slot = offset / STRIDE;
        table[slot] + self.encoding.count(&bytes[slot * STRIDE..offset])
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "é😀x\r\n漢 字\ry\n";

    #[test]
    fn positions_in_each_encoding() {
        for (encoding, x, second) in [
            (Encoding::Utf8, 6, 4),
            (Encoding::Utf16, 3, 2),
            (Encoding::Utf32, 2, 2),
        ] {
            let text = Text::new(TEXT.to_owned(), encoding);
            for (found, line, column) in [('x', 0, x), ('字', 1, second), ('y', 2, 0)] {
                let offset = TEXT.find(found).unwrap();
                let position = Position::new(line, column);
                assert_eq!(text.position(offset), position, "{encoding:?} {found}");
                assert_eq!(text.offset(position), offset, "{encoding:?} {found}");
            }
            assert_eq!(text.position(TEXT.len()), Position::new(3, 0));
        }
    }

    #[test]
    fn positions_outside_are_clamped() {
        let text = Text::new(TEXT.to_owned(), Encoding::Utf16);
        // In the middle of a surrogate pair, behind a line, behind the text.
        assert_eq!(text.offset(Position::new(0, 2)), 2);
        assert_eq!(text.offset(Position::new(0, 99)), 7);
        assert_eq!(text.offset(Position::new(1, u32::MAX)), 16);
        assert_eq!(text.offset(Position::new(99, 0)), TEXT.len());
        let bytes = Text::new(TEXT.to_owned(), Encoding::Utf8);
        assert_eq!(bytes.offset(Position::new(0, 4)), 2);
    }

    #[test]
    fn an_edit_may_join_a_line_break() {
        let mut text = Text::new("a\rb".to_owned(), Encoding::Utf16);
        assert_eq!(text.line_starts, [0, 2]);
        let at = |line, column| Position::new(line, column);
        text.replace(Some(lsp_types::Range::new(at(1, 0), at(1, 0))), "\n");
        assert_eq!(text.text(), "a\r\nb");
        assert_eq!(text.line_starts, [0, 3]);
        // Backwards, it is an insertion.
        text.replace(Some(lsp_types::Range::new(at(1, 1), at(0, 0))), "c");
        assert_eq!(text.text(), "a\r\nbc");
    }

    #[test]
    fn a_long_line_agrees_with_counting() {
        let long = "aé😀".repeat(2_000);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let text = Text::new(format!("first\n{long}"), encoding);
            for (at, _) in long.char_indices().step_by(97) {
                let units: usize = long[..at].chars().map(|c| encoding.width(c)).sum();
                let position = Position::new(1, u32::try_from(units).unwrap());
                assert_eq!(text.position(6 + at), position);
                assert_eq!(text.offset(position), 6 + at);
            }
        }
    }
}
