//! Which words of a text have terms to be tried at.
//!
//! A term is looked for where one of its words stands, and words begin at few places. So the automaton is not run over every
//! byte: it is asked at the start of each word, follows its letters, and most words end it after three or four.

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::{contiguous, noncontiguous};
use aho_corasick::{Anchored, BuildError, MatchKind};

use super::boundary::{is_word_character, word_at};
use super::matcher::{DENSE_DEPTH, Workload};
use super::table::{AnchorRow, Tables, WordRow};

/// An automaton over the words at which terms are tried.
#[derive(Debug)]
pub(super) enum WordSearch {
    /// Of the first letters of the words: quickly built. Its patterns are the tables' anchors.
    Beginnings(noncontiguous::NFA),
    /// Of the whole words: quickly run. Its patterns are the tables' words. (A DFA of them is ten times as large, so that most
    /// steps wait for memory.)
    Words(contiguous::NFA),
}

impl WordSearch {
    /// # Errors
    /// When there are more words than an automaton can hold.
    pub(super) fn new(tables: &Tables, workload: Workload) -> Result<Self, BuildError> {
        Ok(match workload {
            Workload::Small => WordSearch::Beginnings(
                noncontiguous::NFA::builder()
                    .match_kind(MatchKind::Standard)
                    .prefilter(false)
                    .dense_depth(DENSE_DEPTH)
                    .build(tables.anchors.iter().map(|row| tables.str(row.text)))?,
            ),
            Workload::Large => WordSearch::Words(
                contiguous::NFA::builder()
                    .match_kind(MatchKind::Standard)
                    .prefilter(false)
                    .build(tables.words.iter().map(|row| tables.str(row.text)))?,
            ),
        })
    }

    pub(super) fn memory_usage(&self) -> usize {
        match self {
            WordSearch::Beginnings(automaton) => automaton.memory_usage(),
            WordSearch::Words(automaton) => automaton.memory_usage(),
        }
    }

    /// Calls `found` with the place and the row of each word of a folded text that has terms.
    pub(super) fn each(&self, tables: &Tables, text: &str, mut found: impl FnMut(usize, &WordRow)) {
        match self {
            WordSearch::Beginnings(automaton) => each_word_start(text, |at| {
                let anchors = beginnings(automaton, &text.as_bytes()[at..]);
                let rows =
                    anchors.filter_map(|number| row_at(tables, &tables.anchors[number], text, at));
                rows.for_each(|row| found(at, row));
            }),
            WordSearch::Words(automaton) => each_word_start(text, |at| {
                if let Some(number) = whole_word(automaton, text, at) {
                    found(at, &tables.words[number]);
                }
            }),
        }
    }
}

/// The row of the word at `at`, which begins as the anchor does.
fn row_at<'t>(
    tables: &'t Tables,
    anchor: &AnchorRow,
    text: &str,
    at: usize,
) -> Option<&'t WordRow> {
    let here = word_at(text, at);
    let words = tables.rows(&tables.words, anchor.rows);
    let row = words.binary_search_by(|word| tables.str(word.text).cmp(here));
    Some(&words[row.ok()?])
}

/// The numbers of the patterns with which a text begins, the shortest first.
fn beginnings(automaton: &noncontiguous::NFA, text: &[u8]) -> impl Iterator<Item = usize> {
    let mut state = automaton.start_state(Anchored::Yes).ok();
    (1..=text.len())
        .map_while(move |length| {
            let next = automaton.next_state(Anchored::Yes, state?, text[length - 1]);
            state = (!automaton.is_dead(next)).then_some(next);
            state.map(|state| pattern(automaton, state, length))
        })
        .flatten()
}

/// The number of the pattern that is the whole word at `at`.
fn whole_word(automaton: &contiguous::NFA, text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut state = automaton.start_state(Anchored::Yes).ok()?;
    let mut end = at;
    while let Some(&b) = bytes.get(end) {
        let length = match CLASSES[usize::from(b)] {
            Class::Letter => 1,
            Class::NotAscii => match char_at(text, end) {
                Some(c) if is_word_character(c) => c.len_utf8(),
                _ => break,
            },
            _ => break,
        };
        for b in &bytes[end..end + length] {
            state = automaton.next_state(Anchored::Yes, state, *b);
            if automaton.is_dead(state) {
                return None;
            }
        }
        end += length;
    }
    pattern(automaton, state, end - at)
}

/// The number of the pattern of this length that ends in a state. (Shorter ones end there, too, but begin elsewhere.)
fn pattern(
    automaton: &impl Automaton,
    state: aho_corasick::automaton::StateID,
    length: usize,
) -> Option<usize> {
    if !automaton.is_match(state) {
        return None;
    }
    let mut patterns =
        (0..automaton.match_len(state)).map(|index| automaton.match_pattern(state, index));
    let whole = patterns.find(|pattern| automaton.pattern_len(*pattern) == length)?;
    Some(whole.as_usize())
}

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter or a digit.
    Letter,
    /// Part of a word that is none of ours.
    Underscore,
    /// The sign of a handle or a hashtag, behind which no word begins.
    Sign,
    /// Part of a character that has to be looked at whole.
    NotAscii,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        classes[b] = if byte.is_ascii_alphanumeric() {
            Class::Letter
        } else if byte == b'_' {
            Class::Underscore
        } else if byte == b'@' || byte == b'#' {
            Class::Sign
        } else if byte >= 0x80 {
            Class::NotAscii
        } else {
            Class::Other
        };
        b += 1;
    }
    classes
};

/// Calls `found` with each place at which a word may start, as [`starts_word_at`](super::boundary::starts_word_at) has it and
/// with a letter or a digit there.
fn each_word_start(text: &str, mut found: impl FnMut(usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        match CLASSES[usize::from(b)] {
            Class::Letter => {
                found(at);
                at = word_end(text, at + 1);
            }
            Class::Underscore | Class::Sign => at = word_end(text, at + 1),
            Class::NotAscii => {
                let Some(c) = char_at(text, at) else { return };
                if is_word_character(c) {
                    found(at);
                    at = word_end(text, at + c.len_utf8());
                } else {
                    at += c.len_utf8();
                }
            }
            Class::Other => at += 1,
        }
    }
}

/// Where the characters of words that follow `at` end.
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&b) = bytes.get(at) {
        match CLASSES[usize::from(b)] {
            Class::Letter | Class::Underscore => at += 1,
            Class::NotAscii => match char_at(text, at) {
                Some(c) if is_word_character(c) => at += c.len_utf8(),
                _ => break,
            },
            Class::Sign | Class::Other => break,
        }
    }
    at
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::boundary::starts_word_at;
    use super::*;

    fn starts(text: &str) -> Vec<usize> {
        let mut starts = Vec::new();
        each_word_start(text, |at| starts.push(at));
        starts
    }

    proptest! {
        #[test]
        fn words_start_where_the_boundaries_say(text in "[a-b0_@#é—日本 .\u{1f}'-]{0,12}") {
            let expected: Vec<usize> = (text.char_indices())
                .filter(|(at, c)| *c != '_' && is_word_character(*c) && starts_word_at(&text, *at))
                .map(|(at, _)| at)
                .collect();
            prop_assert_eq!(starts(&text), expected);
        }
    }

    #[test]
    fn both_automata_find_the_same_words() {
        let tables = crate::lexicon::built_in();
        let found = |workload, text: &str| {
            let search = WordSearch::new(tables, workload).unwrap();
            let mut found = Vec::new();
            search.each(tables, text, |at, row| {
                found.push((at, tables.str(row.text).to_owned()))
            });
            found
        };
        for text in [
            "viral",
            "virality viral_x viral— naïve viralé #viral a-viral vi",
            "we leverage synergies",
        ] {
            let words = found(Workload::Large, text);
            assert_eq!(words, found(Workload::Small, text), "{text}");
            assert!(!words.is_empty(), "{text}");
        }
    }
}
