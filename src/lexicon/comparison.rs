//! The comparison of a term with a text in place: its words with their alternatives, joined as a writer may join them.

use std::cell::Cell;
use std::ops::Range;

use super::boundary::{ends_word_at, is_word_character, starts_word_at};
use super::table::{Tables, TermRow};
use super::term::{ANY_ENDING, ANY_WORD};

/// The term of a rule that a whole folded text is; of several, the last, which is the user's own.
pub fn term_of<'t>(tables: &'t Tables, folded: &str) -> Option<&'t TermRow> {
    tables.terms.iter().rev().find(|term| {
        tables.entry_of(term).role.is_none() && is_term(folded, tables.str(term.words))
    })
}

/// Whether the whole of a folded text is the given term.
pub fn is_term(text: &str, words: &str) -> bool {
    term_end(text, 0, words) == Some(text.len())
}

/// Where in a folded text the term ends, if it begins at `at`.
pub fn term_end(text: &str, at: usize, words: &str) -> Option<usize> {
    let comparison = Comparison {
        text,
        words,
        joined: false,
        head: usize::MAX,
        inflection: Cell::new(0),
    };
    comparison.forward(at, 0)
}

/// A term and the text with which it is compared.
pub(super) struct Comparison<'c> {
    text: &'c str,
    /// The term's words, as [`Term`](super::term::Term) has them.
    words: &'c str,
    joined: bool,
    head: usize,
    /// The alternative of the head that was found.
    inflection: Cell<usize>,
}

impl<'c> Comparison<'c> {
    /// A term of the tables, and a folded text.
    pub(super) fn new(tables: &'c Tables, term: &TermRow, text: &'c str) -> Self {
        Comparison {
            text,
            words: tables.str(term.words),
            joined: tables.entry_of(term).joined,
            head: term.head as usize,
            inflection: Cell::new(0),
        }
    }

    /// Where the term stands, if its word that begins at byte `word` stands at `at`.
    pub(super) fn place(&self, at: usize, word: usize) -> Option<Range<usize>> {
        let end = self.forward(at, word)?;
        let start = self.backward(at, word)?;
        Some(start..end)
    }

    /// Which alternative of the inflecting word was found.
    pub(super) fn inflection(&self) -> usize {
        self.inflection.get()
    }

    /// The end in the text of the words from byte `word` on, if the first of them stands at `at`. It is the end of a word.
    fn forward(&self, at: usize, word: usize) -> Option<usize> {
        let words = self.words.as_bytes();
        let this_end = word + find(&words[word..], b' ');
        let (this, optional) = without_mark(&words[word..this_end]);
        for (number, alternative) in alternatives(this).enumerate() {
            let Some(end) = self.word_forward(at, alternative) else {
                continue;
            };
            let rest = if this_end == words.len() {
                Some(end)
            } else {
                let joint = joint(self.text.as_bytes()[end..].iter().copied(), true, false);
                let with_rest = joint.and_then(|joint| self.forward(end + joint, this_end + 1));
                with_rest.or_else(|| all_optional(&words[this_end + 1..]).then_some(end))
            };
            if let Some(end) = rest.filter(|end| ends_word_at(self.text, *end)) {
                if word == self.head {
                    self.inflection.set(number);
                }
                return Some(end);
            }
        }
        if optional && this_end < words.len() {
            self.forward(at, this_end + 1)
        } else {
            None
        }
    }

    /// The start in the text of the words before byte `word`, if the word there stands at `at`. It is the start of a word.
    fn backward(&self, at: usize, word: usize) -> Option<usize> {
        let Some(this_end) = word.checked_sub(1) else {
            return starts_word_at(self.text, at).then_some(at);
        };
        let words = &self.words.as_bytes()[..this_end];
        let this_start = words
            .iter()
            .rposition(|b| *b == b' ')
            .map_or(0, |space| space + 1);
        let (this, optional) = without_mark(&words[this_start..]);
        if let Some(joint) = joint(
            self.text.as_bytes()[..at].iter().rev().copied(),
            false,
            false,
        ) {
            for (number, alternative) in alternatives(this).enumerate() {
                let start = self.word_backward(at - joint, alternative);
                if let Some(start) = start.and_then(|start| self.backward(start, this_start)) {
                    if this_start == self.head {
                        self.inflection.set(number);
                    }
                    return Some(start);
                }
            }
        }
        if optional {
            self.backward(at, this_start)
        } else {
            None
        }
    }

    fn word_forward(&self, mut at: usize, alternative: &[u8]) -> Option<usize> {
        let text = self.text.as_bytes();
        if alternative == ANY_WORD.as_bytes() {
            let rest = &self.text[at..];
            let mut length = rest.len() - rest.trim_start_matches(is_any_word_character).len();
            // A name such as Node.js goes on behind its dot.
            if let Some(more) = rest[length..].strip_prefix('.') {
                let tail = more.len() - more.trim_start_matches(is_any_word_character).len();
                length += if tail > 0 { 1 + tail } else { 0 };
            }
            return (length > 0).then_some(at + length);
        }
        for &b in alternative {
            if b == ANY_ENDING {
                let rest = &self.text[at..];
                at += rest.len() - rest.trim_start_matches(is_any_word_character).len();
            } else if b == b'-' {
                at += hyphen(text[at..].iter().copied(), true, self.joined);
            } else if text.get(at) == Some(&b) {
                at += 1;
            } else {
                return None;
            }
        }
        Some(at)
    }

    fn word_backward(&self, mut at: usize, alternative: &[u8]) -> Option<usize> {
        let text = self.text.as_bytes();
        if alternative == ANY_WORD.as_bytes() {
            let rest = &self.text[..at];
            let start = rest.trim_end_matches(is_any_word_character).len();
            return (start < at).then_some(start);
        }
        for &b in alternative.iter().rev() {
            if b == b'-' {
                at -= hyphen(text[..at].iter().rev().copied(), false, self.joined);
            } else if at > 0 && text[at - 1] == b {
                at -= 1;
            } else {
                return None;
            }
        }
        Some(at)
    }
}

/// Where `b` stands in a few bytes, or their end. (Terms are short: a plain loop is faster than a search made for long texts.)
fn find(bytes: &[u8], b: u8) -> usize {
    bytes
        .iter()
        .position(|other| *other == b)
        .unwrap_or(bytes.len())
}

/// The alternatives of a word of a term.
fn alternatives(word: &[u8]) -> impl Iterator<Item = &[u8]> {
    word.split(|b| *b == b'|')
}

/// A word of a term without the mark that it may be missing, and whether it had the mark.
fn without_mark(word: &[u8]) -> (&[u8], bool) {
    word.strip_suffix(b"?")
        .map_or((word, false), |word| (word, true))
}

fn all_optional(words: &[u8]) -> bool {
    words.split(|b| *b == b' ').all(|word| word.ends_with(b"?"))
}

/// How many bytes join two words: a hyphen, which may stand at the end of a line, or up to three spaces. `forward` says
/// whether the bytes come in reading order.
fn joint(text: impl Iterator<Item = u8>, forward: bool, joined: bool) -> Option<usize> {
    let mut text = text.peekable();
    let (mut spaces, mut hyphens) = (0, 0);
    while let Some(b) = text.next_if(|b| *b == b' ' || *b == b'-' && hyphens == 0) {
        // A hyphen may have a space behind it, where a line ended, but none before it.
        let before_hyphen = if forward {
            b == b'-' && spaces > 0
        } else {
            b == b' ' && hyphens > 0
        };
        if before_hyphen {
            return None;
        }
        if b == b'-' { hyphens += 1 } else { spaces += 1 }
    }
    let fits = if hyphens > 0 {
        spaces <= 1
    } else {
        (1..=3).contains(&spaces) && !joined
    };
    fits.then_some(spaces + hyphens)
}

/// How many bytes stand for the hyphen of a term: those of a joint, or none.
fn hyphen(text: impl Iterator<Item = u8>, forward: bool, joined: bool) -> usize {
    joint(text, forward, joined).unwrap_or(0)
}

/// Whether a letter is part of what [`ANY_WORD`] stands for.
fn is_any_word_character(c: char) -> bool {
    c != '_' && is_word_character(c) || c == '\''
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the term stands in the text if its word at `word` stands where `found` does.
    fn place(
        text: &str,
        found: &str,
        words: &str,
        word: usize,
        joined: bool,
    ) -> Option<Range<usize>> {
        let comparison = Comparison {
            text,
            words,
            joined,
            head: 0,
            inflection: Cell::new(0),
        };
        let at = text.find(found).unwrap();
        comparison.place(at, word)
    }

    #[test]
    fn phrases_are_compared_in_place() {
        for text in [
            "low-hanging fruit",
            "low hanging fruit",
            "low- hanging  fruit",
            "lowhanging-fruit",
        ] {
            assert_eq!(
                place(text, "fruit", "low-hanging fruit", 12, false),
                Some(0..text.len()),
                "{text}"
            );
            assert_eq!(
                place(text, "low", "low-hanging fruit", 0, false),
                Some(0..text.len()),
                "{text}"
            );
        }
        for text in [
            "low--hanging fruit",
            "low - hanging fruit",
            "low\nhanging fruit",
            "low    hanging fruit",
            "low-hanging fruits",
        ] {
            assert_eq!(
                place(text, "low", "low-hanging fruit", 0, false),
                None,
                "{text}"
            );
        }
        assert_eq!(place("a must have", "must", "must-have", 0, true), None);
        assert_eq!(
            place("a must-have", "must", "must-have", 0, true),
            Some(2..11)
        );
    }

    #[test]
    fn alternatives_missing_words_and_any_word() {
        assert_eq!(
            place("leads the way", "lead", "lead|leads the? way", 0, false),
            Some(0..13)
        );
        assert_eq!(
            place("lead way", "way", "lead|leads the? way", 16, false),
            Some(0..8)
        );
        assert_eq!(
            place("ends well", "ends", "ends well?", 0, false),
            Some(0..9)
        );
        assert_eq!(
            place("ends badly", "ends", "ends well?", 0, false),
            Some(0..4)
        );
        assert_eq!(
            place("the way we all work", "we", "way _ all", 0, false),
            None
        );
        assert_eq!(
            place("the way we all work", "way", "way _ all", 0, false),
            Some(4..14)
        );
        assert_eq!(
            place("we use node.js now", "use", "use _ now", 0, false),
            Some(3..18)
        );
        for text in ["low -fruit", "low - fruit"] {
            assert_eq!(place(text, "low", "low fruit", 0, false), None, "{text}");
            assert_eq!(place(text, "fruit", "low fruit", 4, false), None, "{text}");
        }
        assert!(
            is_term("the holy grail", "the? holy grail")
                && is_term("holy grail", "the? holy grail")
        );
        assert!(!is_term("holy", "the? holy grail"));
    }
}
