//! The matcher: one Aho-Corasick automaton over the folded prose, and the comparison of whole phrases in place.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::anchor::first_word;
use super::table::{EntryRow, PackRow, Tables, TermRow};
use super::term::{ANY_ENDING, ANY_WORD};

/// A phrase that stands in the prose, whatever stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the term.
    pub term: u32,
    /// Which alternative of the term's inflecting word stands there.
    pub inflection: usize,
    /// Bytes of the prose.
    pub range: Range<usize>,
}

/// A literal that a pattern needs, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// Number of the pattern.
    pub pattern: u32,
    /// Bytes of the prose.
    pub offset: usize,
}

/// What one pass over the prose finds.
#[derive(Debug, Default)]
pub struct Hits {
    /// By place; of those that start together, the longest first. One hit may lie in another.
    pub phrases: Vec<Hit>,
    /// By place.
    pub hints: Vec<Hint>,
}

/// How much text an automaton will read: the more, the more it pays to make it fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// A draft or a few: quickly built.
    Small,
    /// A repository: quickly run.
    Large,
}

/// How deep the automaton's states have tables of their own. Deeper ones are visited rarely, and filling tables takes time.
const DENSE_DEPTH: usize = 1;

/// All phrases of all packs, ready to be found.
#[derive(Debug)]
pub struct Lexicon<'t> {
    tables: Cow<'t, Tables>,
    automaton: AhoCorasick,
}

impl<'t> Lexicon<'t> {
    /// Builds the automaton of the tables' anchors.
    ///
    /// # Errors
    /// When there are more phrases than an automaton can hold.
    pub fn new(tables: &'t Tables, workload: Workload) -> Result<Self, aho_corasick::BuildError> {
        Self::of(Cow::Borrowed(tables), workload)
    }

    /// The same of tables that were put together for this run.
    ///
    /// # Errors
    /// As [`Lexicon::new`].
    pub fn of(
        tables: Cow<'t, Tables>,
        workload: Workload,
    ) -> Result<Self, aho_corasick::BuildError> {
        let kind = match workload {
            Workload::Small => AhoCorasickKind::NoncontiguousNFA,
            Workload::Large => AhoCorasickKind::DFA,
        };
        let texts = tables
            .anchors
            .iter()
            .map(|anchor| anchor.text)
            .chain(tables.hints.iter().map(|hint| hint.text));
        let automaton = AhoCorasick::builder()
            .kind(Some(kind))
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .dense_depth(DENSE_DEPTH)
            .build(texts.map(|text| tables.str(text)))?;
        Ok(Lexicon { tables, automaton })
    }

    /// The packs, entries and terms to which hits refer.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The heap memory of the automaton in bytes.
    pub fn memory_usage(&self) -> usize {
        self.automaton.memory_usage()
    }

    /// The term that a hit is of.
    pub fn term(&self, hit: &Hit) -> &TermRow {
        &self.tables.terms[hit.term as usize]
    }

    /// The entry that a hit is of.
    pub fn entry(&self, hit: &Hit) -> &EntryRow {
        self.tables.entry_of(self.term(hit))
    }

    /// The pack that a hit is of.
    pub fn pack(&self, hit: &Hit) -> &PackRow {
        self.tables.pack_of(self.entry(hit))
    }

    /// The entry's replacement in the inflection that stands in the draft, where there is one that is sure to be right.
    pub fn replacement(&self, hit: &Hit) -> Option<&str> {
        let replacements = self.tables.str(self.term(hit).replacements);
        replacements
            .split('|')
            .nth(hit.inflection)
            .filter(|replacement| !replacement.is_empty())
    }

    /// Everything that stands in folded prose.
    pub fn scan(&self, folded: &str) -> Hits {
        let mut hits = Hits::default();
        for found in self.automaton.find_overlapping_iter(folded) {
            let (number, at) = (found.pattern().as_usize(), found.start());
            let Some(anchor) = self.tables.anchors.get(number) else {
                let pattern = self.tables.hints[number - self.tables.anchors.len()].pattern;
                hits.hints.push(Hint {
                    pattern,
                    offset: at,
                });
                continue;
            };
            if !starts_word_at(folded, at) {
                continue;
            }
            let here = word_at(folded, at);
            let words = self.tables.rows(&self.tables.words, anchor.words);
            let Ok(row) = words.binary_search_by(|word| self.tables.str(word.text).cmp(here))
            else {
                continue;
            };
            for site in self.tables.rows(&self.tables.sites, words[row].sites) {
                hits.phrases
                    .extend(self.place(folded, at, site.term, site.word as usize));
            }
        }
        hits.phrases
            .sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.term));
        hits.phrases.dedup();
        hits
    }

    /// Where the term stands in the text, if that one of its words that begins at `word` stands at `at`.
    fn place(&self, folded: &str, at: usize, number: u32, word: usize) -> Option<Hit> {
        let term = &self.tables.terms[number as usize];
        let words = self.tables.str(term.words);
        let comparison = Comparison {
            text: folded,
            words,
            joined: self.tables.entry_of(term).joined,
            head: term.head as usize,
            inflection: Cell::new(0),
        };
        let end = comparison.forward(at, word)?;
        let start = comparison.backward(at, word)?;
        Some(Hit {
            term: number,
            inflection: comparison.inflection.get(),
            range: start..end,
        })
    }
}

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
struct Comparison<'c> {
    text: &'c str,
    /// The term's words, as [`Term`](super::term::Term) has them.
    words: &'c str,
    joined: bool,
    head: usize,
    /// The alternative of the head that was found.
    inflection: Cell<usize>,
}

impl Comparison<'_> {
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

/// The word that begins at `at`, as the anchors have it: letters and digits only.
fn word_at(text: &str, at: usize) -> &str {
    let word = first_word(&text[at..]);
    if word.is_ascii() {
        return word;
    }
    // What is not ASCII may be a dash, an ellipsis, an emoji or a script without spaces.
    let end = word.find(|c| !is_word_character(c));
    &word[..end.unwrap_or(word.len())]
}

/// Whether a letter is part of what [`ANY_WORD`] stands for.
fn is_any_word_character(c: char) -> bool {
    c != '_' && is_word_character(c) || c == '\''
}

/// Whether a letter is part of a word: Unicode's `\w`, but for the scripts that are written without spaces, whose letters
/// stand between words of other scripts as a space does (UAX #29).
fn is_word_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let unspaced = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    !unspaced && regex_syntax::is_word_character(c)
}

/// Whether a word may start at `at`: no letter stands before it, nor the sign of a handle or a hashtag.
pub fn starts_word_at(text: &str, at: usize) -> bool {
    !text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| is_word_character(c) || matches!(c, '@' | '#'))
}

/// Whether a word may end at `at`: no letter follows, but for a possessive, and no file ending or host name.
pub fn ends_word_at(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    match rest.next() {
        None => true,
        Some(c) if is_word_character(c) => false,
        Some('\'') => match rest.next() {
            Some('s') => !rest.next().is_some_and(is_word_character),
            Some(c) => !is_word_character(c),
            None => true,
        },
        Some('.' | '@') => !rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(_) => true,
    }
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
        Some(comparison.backward(at, word)?..comparison.forward(at, word)?)
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
        assert!(
            is_term("the holy grail", "the? holy grail")
                && is_term("holy grail", "the? holy grail")
        );
        assert!(!is_term("holy", "the? holy grail"));
    }

    #[test]
    fn word_boundaries_are_unicode() {
        for (text, word, free) in [
            ("antiviral", "viral", false),
            ("viralité", "viral", false),
            ("caf\u{e9}viral", "viral", false),
            ("使用viral战略", "viral", true),
            ("😀viral😀", "viral", true),
            ("viral's", "viral", true),
            ("viral'll", "viral", false),
            ("viral.md", "viral", false),
            ("viral.", "viral", true),
            ("#viral", "viral", false),
            ("viral_x", "viral", false),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(
                starts_word_at(text, at) && ends_word_at(text, at + word.len()),
                free,
                "{text}"
            );
        }
    }
}
