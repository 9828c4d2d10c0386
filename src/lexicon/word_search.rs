//! Which words of a text have terms to be tried at.
//!
//! A term is looked for where one of its words stands, and words begin at few places. So the automaton is not run over every
//! byte: it is asked at the start of each word whose shape fits, and follows its letters.

use std::ops::Range;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::{contiguous, noncontiguous};
use aho_corasick::{Anchored, BuildError, MatchKind};

use super::anchor::Site;
use super::boundary::is_word_character;
use super::matcher::quickly_built;
use super::shapes;
use super::table::{AnchorRow, Tables, WordRow};

/// An automaton over the words at which terms are tried.
#[derive(Debug)]
pub(super) enum WordSearch {
    /// Of the first letters of the words: quickly built. Its patterns are the tables' anchors.
    Beginnings(noncontiguous::NFA),
    /// Of the whole words: quickly run. Its patterns are the tables' words. (A DFA of them is ten times as large, so that most
    /// steps wait for memory.)
    Words {
        automaton: contiguous::NFA,
        /// Of these words, which may be fewer than the tables have.
        shapes: Vec<u64>,
        /// By pattern, the number of the table's word.
        rows: Vec<u32>,
    },
}

impl WordSearch {
    /// A search for the beginnings of all words.
    ///
    /// # Errors
    /// When there are more words than an automaton can hold.
    pub(super) fn for_beginnings(tables: &Tables) -> Result<Self, BuildError> {
        let anchors = tables.anchors.iter().map(|row| tables.str(row.text));
        quickly_built(anchors).map(WordSearch::Beginnings)
    }

    /// A search for those words that have sites like this.
    ///
    /// # Errors
    /// As [`WordSearch::for_beginnings`].
    pub(super) fn for_words(
        tables: &Tables,
        site: impl Fn(&Site) -> bool,
    ) -> Result<Self, BuildError> {
        let rows: Vec<u32> = (tables.words.iter().zip(0u32..))
            .filter(|(row, _)| tables.rows(&tables.sites, row.sites).iter().any(&site))
            .map(|(_, number)| number)
            .collect();
        let words = || (rows.iter()).map(|row| tables.str(tables.words[*row as usize].text));
        let automaton = contiguous::NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(words())?;
        Ok(WordSearch::Words {
            automaton,
            shapes: shapes::of(words()),
            rows,
        })
    }

    /// Calls `found` with the place and the row of each word of a folded text that has terms.
    pub(super) fn each(&self, tables: &Tables, text: &str, mut found: impl FnMut(usize, &WordRow)) {
        match self {
            WordSearch::Beginnings(automaton) => each_word(text, |word| {
                let here = &text[word.clone()];
                if shapes::may_hold(&tables.shapes, here.as_bytes()) {
                    let anchors = beginnings(automaton, here.as_bytes());
                    let rows =
                        anchors.filter_map(|number| row_of(tables, &tables.anchors[number], here));
                    rows.for_each(|row| found(word.start, row));
                }
            }),
            WordSearch::Words {
                automaton,
                shapes,
                rows,
            } => each_word(text, |word| {
                let here = &text.as_bytes()[word.clone()];
                if shapes::may_hold(shapes, here)
                    && let Some(number) = whole_word(automaton, here)
                {
                    found(word.start, &tables.words[rows[number] as usize]);
                }
            }),
        }
    }
}

/// The row of a word that begins as the anchor does.
fn row_of<'t>(tables: &'t Tables, anchor: &AnchorRow, here: &str) -> Option<&'t WordRow> {
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

/// The number of the pattern that is the whole word.
fn whole_word(automaton: &contiguous::NFA, word: &[u8]) -> Option<usize> {
    let mut state = automaton.start_state(Anchored::Yes).ok()?;
    for b in word {
        state = automaton.next_state(Anchored::Yes, state, *b);
        if automaton.is_dead(state) {
            return None;
        }
    }
    pattern(automaton, state, word.len())
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

/// Calls `found` with each run of letters and digits that begins where a word may, as
/// [`starts_word_at`](super::boundary::starts_word_at) has it.
fn each_word(text: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let start = at;
        match CLASSES[usize::from(b)] {
            Class::Letter => {}
            Class::Underscore | Class::Sign => {
                at = word_end(text, at + 1);
                continue;
            }
            Class::NotAscii => {
                let Some(c) = char_at(text, at) else { return };
                at += c.len_utf8();
                if !is_word_character(c) {
                    continue;
                }
            }
            Class::Other => {
                at += 1;
                continue;
            }
        }
        at = letters_end(text, at);
        found(start..at);
        at = word_end(text, at);
    }
}

/// Where the letters and digits that follow `at` end.
fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&b) = bytes.get(at) {
        at += match CLASSES[usize::from(b)] {
            Class::Letter => 1,
            Class::NotAscii => match char_at(text, at) {
                Some(c) if is_word_character(c) => c.len_utf8(),
                _ => break,
            },
            _ => break,
        };
    }
    at
}

/// Where the characters of words that follow `at` end: letters, digits and underscores.
fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        at = letters_end(text, at);
        if text.as_bytes().get(at) != Some(&b'_') {
            return at;
        }
        at += 1;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::boundary::starts_word_at;
    use super::*;

    fn words(text: &str) -> Vec<Range<usize>> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word));
        words
    }

    proptest! {
        #[test]
        fn words_start_where_the_boundaries_say(text in "[a-b0_@#é—日本 .\u{1f}'-]{0,12}") {
            let expected: Vec<Range<usize>> = (text.char_indices())
                .filter(|(at, c)| *c != '_' && is_word_character(*c) && starts_word_at(&text, *at))
                .map(|(at, _)| {
                    let is_other = |c| c == '_' || !is_word_character(c);
                    at..text[at..].find(is_other).map_or(text.len(), |end| at + end)
                })
                .collect();
            prop_assert_eq!(words(&text), expected);
        }
    }

    #[test]
    fn both_automata_find_the_same_words() {
        let tables = crate::lexicon::built_in();
        let beginnings = WordSearch::for_beginnings(tables).unwrap();
        let words = WordSearch::for_words(tables, |_| true).unwrap();
        let found = |search: &WordSearch, text: &str| {
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
            let found_words = found(&words, text);
            assert_eq!(found_words, found(&beginnings, text), "{text}");
            assert!(!found_words.is_empty(), "{text}");
        }
    }
}
