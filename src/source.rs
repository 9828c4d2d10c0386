//! A draft as it lies on the disk: its bytes, and where its lines begin. Spans are byte ranges into it and nothing else is.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// The text of one draft and its line table.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    /// In bytes; a source is smaller than 4 GiB, and 32 bits are enough.
    line_starts: OnceLock<Vec<u32>>,
    /// Characters before each multiple of [`STRIDE`] bytes; made when a column is first asked for.
    characters: OnceLock<Vec<usize>>,
}

/// A place as a person would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters (Unicode scalar values), from 1. A byte order mark is not counted.
    pub column: usize,
}

/// Why bytes are no draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// The file begins with the byte order mark of UTF-16.
    Utf16,
    /// The byte at this offset is not UTF-8.
    NotUtf8 { offset: usize, line: usize },
    /// Larger than spans can address (4 GiB).
    TooLarge,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourceError::Utf16 => f.write_str("the file is UTF-16"),
            SourceError::NotUtf8 { offset, line } => {
                write!(f, "line {line} is not UTF-8 (byte {offset})")
            }
            SourceError::TooLarge => f.write_str("the file is larger than 4 GiB"),
        }
    }
}

impl SourceError {
    /// What its author can do about it.
    pub fn cure(self) -> &'static str {
        match self {
            SourceError::Utf16 | SourceError::NotUtf8 { .. } => "save the file as UTF-8",
            SourceError::TooLarge => "split it",
        }
    }
}

impl std::error::Error for SourceError {}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// How many bytes lie between two entries of the character table.
const STRIDE: usize = 1024;

impl Source {
    /// A source from text. `name` is what findings call it, usually its path.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Source {
            name: name.into(),
            text,
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    /// A source from the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 or more than spans can address.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(SourceError::TooLarge);
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(SourceError::Utf16);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Source::new(name, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let line = 1 + error.as_bytes()[..offset]
                    .iter()
                    .filter(|byte| **byte == b'\n')
                    .count();
                Err(SourceError::NotUtf8 { offset, line })
            }
        }
    }

    /// What findings call the draft.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The last part of the name, behind all folders: how a path was typed says nothing about a draft.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The whole text, as in the file: with its byte order mark and its line endings.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in bytes at which the text begins: after a byte order mark, if there is one.
    pub fn body_start(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        }
    }

    /// Where the lines begin. Nobody asks in a draft without findings.
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            let behind = breaks.map_while(|at| u32::try_from(at + 1).ok());
            std::iter::once(0).chain(behind).collect()
        })
    }

    /// How many lines there are. Text that ends in a line break has an empty line at its end.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// The line, from 1, in which the byte at `offset` stands.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts()
            .partition_point(|start| *start as usize <= offset)
    }

    /// The offset in bytes at which a line (from 1) begins.
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts()[line - 1] as usize
    }

    /// The bytes of a line (from 1) without its line break and, in the first, without a byte order mark.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_starts()[line - 1] as usize;
        let end = self
            .line_starts()
            .get(line)
            .map_or(self.text.len(), |next| *next as usize - 1);
        let start = if line == 1 { self.body_start() } else { start };
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        start..end
    }

    /// Where the byte at `offset` stands, for a person. `offset` lies on a character boundary.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let start = if line == 1 {
            self.body_start()
        } else {
            self.line_starts()[line - 1] as usize
        };
        let column = 1 + if offset.saturating_sub(start) <= STRIDE {
            count_characters(&self.text.as_bytes()[start.min(offset)..offset])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        Position { line, column }
    }

    /// Where the byte at `offset` stands: the line and the column in bytes, both from 1. A byte order mark is counted.
    pub fn byte_position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        (line, offset - self.line_starts()[line - 1] as usize + 1)
    }

    /// The characters before `offset`. After the first call, no call reads more than [`STRIDE`] bytes: a line may be long.
    fn characters_before(&self, offset: usize) -> usize {
        let table = self.characters.get_or_init(|| {
            let mut sum = 0;
            let sums = self.text.as_bytes().chunks(STRIDE).map(|chunk| {
                sum += count_characters(chunk);
                sum
            });
            std::iter::once(0).chain(sums).collect()
        });
        let slot = offset / STRIDE;
        table[slot] + count_characters(&self.text.as_bytes()[slot * STRIDE..offset])
    }
}

/// Every byte but a continuation byte begins a character.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let source = Source::new("a.md", "\u{feff}é😀x\r\nsecond");
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
        assert_eq!(
            source.position(source.text().find('x').unwrap()),
            Position { line: 1, column: 3 }
        );
        assert_eq!(
            source.position(source.text().find("cond").unwrap()),
            Position { line: 2, column: 3 }
        );
        assert_eq!(&source.text()[source.line_range(1)], "é😀x");
        assert_eq!(source.line_range(2).len(), 6);
    }

    #[test]
    fn columns_in_bytes_count_the_byte_order_mark() {
        let source = Source::new("a.md", "\u{feff}éx\nécond");
        let at = |letter| source.byte_position(source.text().find(letter).unwrap());
        assert_eq!(at('x'), (1, 6));
        assert_eq!(at('c'), (2, 3));
    }

    #[test]
    fn columns_of_a_long_line_agree_with_counting() {
        let text = "aé😀".repeat(2_000);
        let source = Source::new("a.md", format!("first\n{text}"));
        for offset in (6..source.text().len())
            .filter(|at| source.text().is_char_boundary(*at))
            .step_by(97)
        {
            let expected = source.text()[6..offset].chars().count() + 1;
            assert_eq!(
                source.position(offset),
                Position {
                    line: 2,
                    column: expected
                }
            );
        }
    }

    #[test]
    fn bytes_that_are_no_draft() {
        assert_eq!(
            Source::from_bytes("a", vec![0xff, 0xfe, 65, 0]).unwrap_err(),
            SourceError::Utf16
        );
        let error = Source::from_bytes("a", b"one\ntwo \xe9".to_vec()).unwrap_err();
        assert_eq!(error, SourceError::NotUtf8 { offset: 8, line: 2 });
    }
}
