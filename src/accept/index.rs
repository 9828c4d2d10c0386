//! All terms that a user accepts, found by what stands in the draft: a list may be long, and is asked about each finding.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::{AcceptedTerm, is_word_start};
use crate::lexicon::term::ANY_ENDING;

/// Accepted terms, by their letters.
#[derive(Debug, Default)]
pub struct AcceptedTerms {
    terms: Vec<AcceptedTerm>,
    /// The numbers of the terms, by their forms without what divides words, up to the first `*`.
    by_letters: HashMap<String, Vec<u32>>,
    /// How many bytes these have, each number once, ascending.
    lengths: Vec<usize>,
    /// How many words the longest term has.
    longest: usize,
}

impl AcceptedTerms {
    pub fn new(terms: &[AcceptedTerm]) -> Self {
        let mut by_letters: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, term) in (0_u32..).zip(terms) {
            for letters in term.words.iter().flat_map(|words| forms(words)) {
                let numbers = by_letters.entry(letters).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        let lengths: BTreeSet<usize> = by_letters.keys().map(String::len).collect();
        AcceptedTerms {
            terms: terms.to_vec(),
            by_letters,
            lengths: lengths.into_iter().collect(),
            longest: terms.iter().map(|term| term.length).max().unwrap_or(0),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a whole folded text is an accepted term.
    pub fn contain(&self, folded: &str) -> bool {
        self.at(folded, 0).any(|term| term.is(folded))
    }

    /// Whether an accepted term stands within a range of a folded text, or the range within one.
    pub fn cover(&self, folded: &str, range: &Range<usize>) -> bool {
        if self.is_empty() {
            return false;
        }
        let before = folded[..range.start].char_indices().rev();
        let starts_before = (before.map(|(at, _)| at))
            .filter(|at| is_word_start(folded, *at))
            .take(self.longest)
            .enumerate();
        let starts_within = folded[range.clone()]
            .char_indices()
            .map(|(at, _)| range.start + at)
            .filter(|at| *at == range.start || is_word_start(folded, *at))
            .map(|at| (0, at));
        (starts_before.chain(starts_within)).any(|(words_before, at)| {
            self.at(folded, at)
                .any(|term| words_before < term.length && term.covers_from(folded, at, range))
        })
    }

    /// The terms that may begin at a place: all that do, and some that do not.
    fn at<'t>(&'t self, folded: &str, at: usize) -> impl Iterator<Item = &'t AcceptedTerm> {
        let longest = self.lengths.last().copied().unwrap_or(0);
        let rest = folded[at..].chars().filter(|c| !divides(*c));
        let mut length = 0;
        let letters: String = rest
            .take_while(|c| {
                length += c.len_utf8();
                length <= longest
            })
            .collect();
        let numbers = (self.lengths.iter())
            .map_while(move |length| {
                (*length <= letters.len()).then(|| {
                    letters
                        .get(..*length)
                        .and_then(|letters| self.by_letters.get(letters))
                })
            })
            .flatten()
            .flatten();
        numbers.map(|number| &self.terms[*number as usize])
    }
}

fn divides(c: char) -> bool {
    matches!(c, ' ' | '-')
}

/// All forms of a term as the matcher compares it, in letters: the alternatives multiplied out, which only one word has.
fn forms(words: &str) -> Vec<String> {
    let until = words.find(char::from(ANY_ENDING));
    let words = &words[..until.unwrap_or(words.len())];
    words.split(' ').fold(vec![String::new()], |forms, word| {
        let longer = forms.iter().flat_map(|form| {
            word.split('|')
                .map(move |other| form.chars().chain(other.chars().filter(|c| !divides(*c))))
        });
        longer.map(Iterator::collect).collect()
    })
}
