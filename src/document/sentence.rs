//! Where sentences end in prose.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::prose::BLOCK_END;
use crate::char_boundary::ceil_char_boundary;

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "capt", "cf", "co", "corp", "dept", "dr", "e.g", "ed", "eg", "est", "fig", "gen",
    "i.e", "ie", "inc", "jr", "ltd", "max", "min", "mr", "mrs", "ms", "mt", "nos", "p", "pp",
    "prof", "rev", "sr", "st", "v", "viz", "vol", "vs",
];

/// The most bytes of an abbreviation.
const LONGEST: usize = 6;

/// The sentences of a document, found when first asked for.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    all: OnceLock<Vec<Range<usize>>>,
    /// How many bytes have been read to find single ones.
    read_for_one: AtomicUsize,
}

impl Sentences {
    /// All of them, in reading order. `text` is the prose of the document.
    pub fn all(&self, text: &str) -> &[Range<usize>] {
        self.all.get_or_init(|| sentences(text).collect())
    }

    /// The last one that begins at an offset or before it. `block` is the one around the offset.
    pub fn at<'b>(
        &self,
        text: &str,
        offset: usize,
        block: impl FnOnce() -> Option<&'b Range<usize>>,
    ) -> Option<Range<usize>> {
        if let Some(sentence) = self.in_block(text, offset, block) {
            return Some(sentence);
        }
        let sentences = self.all(text);
        let after = sentences.partition_point(|sentence| sentence.start <= offset);
        sentences[..after].last().cloned()
    }

    /// The same from the block alone: all that a page with a word or two to be looked at needs. Once more has been read so than the
    /// page is long, all its sentences pay.
    fn in_block<'b>(
        &self,
        text: &str,
        offset: usize,
        block: impl FnOnce() -> Option<&'b Range<usize>>,
    ) -> Option<Range<usize>> {
        if self.all.get().is_some() {
            return None;
        }
        let block = block()?;
        let read = (self.read_for_one).fetch_add(block.len(), Ordering::Relaxed);
        if read > text.len() {
            return None;
        }
        sentences(&text[block.clone()])
            .map(|sentence| block.start + sentence.start..block.start + sentence.end)
            .take_while(|sentence| sentence.start <= offset)
            .last()
    }
}

/// The sentences of prose, in order; no sentence crosses the end of a block. Ranges are bytes of `text`, without the white
/// space around a sentence.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
            let start = from + (rest.len() - rest.trim_start().len());
            let end = sentence_end(text, start);
            from = end;
            let sentence = text[start..end].trim_end();
            if !sentence.is_empty() {
                return Some(start..start + sentence.len());
            }
            if start >= text.len() {
                return None;
            }
        }
    })
}

/// The end of the sentence that begins at `start`.
fn sentence_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b if b == BLOCK_END as u8 => return at + 1,
            b'.' | b'!' | b'?' => {
                let mut end = at + 1;
                while end < bytes.len()
                    && matches!(bytes[end], b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']')
                {
                    end += 1;
                }
                if ends_sentence(text, start, at, end) {
                    return end;
                }
                at = end;
            }
            // U+2026, the ellipsis
            0xe2 if bytes[at..].starts_with("…".as_bytes())
                && ends_sentence(text, start, at, at + 3) =>
            {
                return at + 3;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Whether the stop at `stop`, closed by quotation marks and brackets up to `end`, ends the sentence.
fn ends_sentence(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let rest = &text[end..];
    if !rest.starts_with([' ', BLOCK_END]) {
        return rest.is_empty();
    }
    let next = rest
        .trim_start_matches([' ', '"', '\'', '(', '['])
        .chars()
        .next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if text.as_bytes()[stop] != b'.' || end > stop + 1 {
        return true;
    }
    // The word before the stop, looked at from close by: it may be all there is of a long block.
    let near = ceil_char_boundary(text, stop.saturating_sub(16).max(start));
    let word = text[near..stop]
        .rsplit([' ', '(', '"', BLOCK_END])
        .next()
        .unwrap_or("");
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let number = word.eq_ignore_ascii_case("no") && next.is_some_and(|c| c.is_ascii_digit());
    let mut abbreviations = ABBREVIATIONS.iter();
    let abbreviated =
        word.len() <= LONGEST && abbreviations.any(|known| word.eq_ignore_ascii_case(known));
    !initial && !number && !abbreviated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn stops_that_end_a_sentence() {
        assert_eq!(
            split("One. Two! Three? \"Four.\" Five\nSix"),
            ["One.", "Two!", "Three?", "\"Four.\"", "Five", "Six"]
        );
        assert_eq!(split("Wait… What?! Yes."), ["Wait…", "What?!", "Yes."]);
        assert_eq!(
            split("They asked \"the Dr.\" Nobody came."),
            ["They asked \"the Dr.\"", "Nobody came."]
        );
        assert_eq!(split("  \n\n "), [""; 0]);
    }

    #[test]
    fn no_abbreviation_is_longer_than_the_longest() {
        let lengths = ABBREVIATIONS.iter().map(|abbreviation| abbreviation.len());
        assert_eq!(lengths.max(), Some(LONGEST));
    }

    #[test]
    fn stops_that_do_not() {
        for whole in [
            "See Dr. Smith, e.g. No. 5 vs. No. 6.",
            "It costs 4.50 at example.org today.",
            "J. R. R. Tolkien wrote it.",
            "We saw ... nothing.",
            "Version 2.0 is out",
            "It is ours — Anna said so",
            "Wait… what is it",
        ] {
            assert_eq!(split(whole), [whole]);
        }
    }
}
