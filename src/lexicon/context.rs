//! What stands around a phrase: the mechanisms behind `unless`, `only` and `as` of a pack's entries.
//!
//! All evidence is local: the words beside the phrase and those of its sentence. `docs/` says what that cannot tell.

use std::ops::Range;

use super::inflect::PartOfSpeech;
use super::matcher::{Hit, Lexicon, ends_word_at, starts_word_at};
use super::table::{ContextRow, Tables};
use crate::document::Document;

/// The most bytes of a sentence that are looked at on either side of a phrase.
const REACH: usize = 600;

/// How many words before a phrase a negation may stand.
const NEGATION_REACH: usize = 5;

const NEGATIONS: &[&str] = &[
    "no", "not", "never", "none", "neither", "nor", "nothing", "nobody", "cannot", "without",
    "hardly", "rarely", "avoid", "stop", "instead", "nowhere", "isn't", "aren't", "wasn't",
    "won't",
];

/// Words after which a word that can be a verb is a noun.
const DETERMINERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "my",
    "our",
    "your",
    "his",
    "her",
    "its",
    "their",
    "some",
    "any",
    "no",
    "much",
    "more",
    "less",
    "enough",
    "little",
    "great",
    "greater",
    "of",
    "with",
    "by",
    "for",
    "in",
    "on",
    "high",
    "low",
    "new",
    "real",
    "every",
    "each",
    "as",
    "is",
    "are",
    "was",
    "were",
    "than",
    "which",
    "good",
    "big",
    "significant",
    "key",
];

/// Words after which a word that can be a noun is a verb.
const VERB_OPENERS: &[&str] = &[
    "to", "will", "can", "could", "should", "must", "would", "may", "might", "shall", "we", "you",
    "they", "i", "who", "please", "let's", "don't", "doesn't", "didn't", "can't", "won't",
    "cannot", "do", "did", "help", "helps", "it", "he", "she", "not",
];

/// Words that introduce a ground.
const GROUNDS: &[&str] = &["because", "measured", "according to"];

/// A phrase in its surroundings.
pub struct Surroundings<'d> {
    folded: &'d str,
    phrase: Range<usize>,
    sentence: Range<usize>,
}

impl<'d> Surroundings<'d> {
    /// The surroundings of a range of a document's prose.
    pub fn new(document: &'d Document, phrase: &Range<usize>) -> Self {
        let folded = document.prose().folded();
        let sentence = document.sentence_at(phrase.start);
        let mut start = sentence
            .start
            .max(phrase.start.saturating_sub(REACH))
            .min(phrase.start);
        while !folded.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = sentence.end.min(phrase.end + REACH).max(phrase.end);
        while !folded.is_char_boundary(end) {
            end += 1;
        }
        Surroundings {
            folded,
            phrase: phrase.clone(),
            sentence: start..end,
        }
    }

    fn before(&self) -> &'d str {
        &self.folded[self.sentence.start..self.phrase.start]
    }

    fn after(&self) -> &'d str {
        &self.folded[self.phrase.end..self.sentence.end]
    }

    /// The words before the phrase, the nearest first.
    fn words_before(&self) -> impl Iterator<Item = &'d str> {
        self.before()
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '\''))
            .filter(|word| !word.is_empty())
    }

    /// The word right before the phrase, unless punctuation divides them.
    fn previous_word(&self) -> Option<&'d str> {
        let before = self.before().trim_end_matches([' ', '-', '"']);
        let word = before
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '\''))
            .next()?;
        (!word.is_empty()).then_some(word)
    }

    /// Whether any of the asked-for words stands around the phrase.
    fn has_any(&self, tables: &Tables, context: &ContextRow) -> bool {
        let (before, after) = (self.before(), self.after());
        // Lists are long, and most of their words can be told from what stands there by a letter.
        let last = before.trim_end_matches(is_joint).bytes().next_back();
        let first = trim_joint(after).bytes().next();
        tables
            .list(context.before)
            .filter(|words| words.ends_with('*') || words.bytes().next_back() == last)
            .any(|words| ends_with_words(before, words))
            || tables
                .list(context.after)
                .filter(|words| words.starts_with('*') || words.bytes().next() == first)
                .any(|words| starts_with_words(after, words))
            || self.sentence_has(tables.list(context.sentence))
            || context.negated && self.is_negated()
            || context.grounded && self.is_grounded()
    }

    /// Whether any of the words stands in the sentence, outside the phrase.
    fn sentence_has<'w>(&self, any_of: impl Iterator<Item = &'w str>) -> bool {
        let any_of: Vec<&str> = any_of.collect();
        // Most letters of a long sentence begin none of the words.
        let mut begins = [false; 256];
        for words in &any_of {
            match words.bytes().next() {
                Some(b'*') => begins = [true; 256],
                Some(b) => begins[usize::from(b)] = true,
                None => {}
            }
        }
        let stands_at = |text: &str| {
            any_of
                .iter()
                .any(|words| match_words(text, words).is_some())
        };
        !any_of.is_empty()
            && [self.before(), self.after()].into_iter().any(|side| {
                side.char_indices()
                    .filter(|(at, _)| begins[usize::from(side.as_bytes()[*at])])
                    .filter(|(at, c)| !c.is_alphanumeric() || starts_word_at(side, *at))
                    .any(|(at, _)| stands_at(&side[at..]))
            })
    }

    /// Whether a negation stands shortly before the phrase.
    fn is_negated(&self) -> bool {
        self.words_before()
            .take(NEGATION_REACH)
            .any(|word| NEGATIONS.contains(&word) || word.ends_with("n't"))
    }

    /// Whether the sentence gives a ground: a figure, or a because.
    fn is_grounded(&self) -> bool {
        self.has_figure() || self.sentence_has(GROUNDS.iter().copied())
    }

    /// Whether a figure stands in the sentence, outside the phrase: a number that is not a year.
    pub fn has_figure(&self) -> bool {
        [self.before(), self.after()].into_iter().any(|side| {
            side.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '%')))
                .map(|word| word.trim_end_matches(['.', ',']))
                .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && !is_year(word))
        })
    }

    /// Whether the words beside the phrase say that it is used as a verb (or, if not, as a noun).
    fn is_verb(&self) -> bool {
        match self.previous_word() {
            Some(word) if VERB_OPENERS.contains(&word) || word.ends_with("ly") => true,
            Some(word) if DETERMINERS.contains(&word) => false,
            // At the start of a sentence, a clause or a list item it is an imperative, if it has an object.
            _ => {
                let next = self.after().trim_start().split(' ').next().unwrap_or("");
                !matches!(
                    next,
                    "" | "of"
                        | "is"
                        | "was"
                        | "are"
                        | "were"
                        | "has"
                        | "and"
                        | "or"
                        | "will"
                        | "can"
                )
            }
        }
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1900..=2099))
}

/// Whether a hit is flagged in its surroundings.
pub fn allows(document: &Document, lexicon: &Lexicon<'_>, hit: &Hit) -> bool {
    let entry = lexicon.entry(hit);
    if entry.unless.is_empty() && entry.only.is_empty() && entry.used_as.is_none() {
        return true;
    }
    let tables = lexicon.tables();
    let around = Surroundings::new(document, &hit.range);
    let fits = entry.used_as.is_none_or(|used_as| {
        // Forms in -ing and -ed tell by themselves.
        let words = &document.prose().folded()[hit.range.clone()];
        let head = words.split([' ', '-']).next().unwrap_or(words);
        head.ends_with("ing")
            || head.ends_with("ed")
            || around.is_verb() == (used_as == PartOfSpeech::Verb)
    });
    fits && !around.has_any(tables, &entry.unless)
        && (entry.only.is_empty() || around.has_any(tables, &entry.only))
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '-' | '"' | '/' | '&')
}

/// How many bytes of `text` the words take up, if it starts with them. A word may end in `*`, which stands for any ending.
fn match_words(text: &str, words: &str) -> Option<usize> {
    let mut at = 0;
    for (i, word) in words.split([' ', '-']).enumerate() {
        if i > 0 {
            let rest = &text[at..];
            at += rest.len() - rest.trim_start_matches(is_joint).len();
        }
        let (stem, open) = word
            .strip_suffix('*')
            .map_or((word, false), |stem| (stem, true));
        at += text[at..].strip_prefix(stem).map(|_| stem.len())?;
        if open {
            let rest = &text[at..];
            at += rest
                .find(|c: char| !c.is_alphanumeric() && c != '\'')
                .unwrap_or(rest.len());
        } else if !ends_word_at(text, at) && !text[at..].starts_with('.') {
            return None;
        }
    }
    Some(at)
}

/// The text behind a phrase from its first word on.
fn trim_joint(text: &str) -> &str {
    text.trim_start_matches("'s").trim_start_matches(is_joint)
}

fn starts_with_words(text: &str, words: &str) -> bool {
    let start = trim_joint(text);
    start.len() < text.len() && match_words(start, words).is_some_and(|length| length > 0)
}

fn ends_with_words(text: &str, words: &str) -> bool {
    let end = text.trim_end_matches(is_joint);
    if end.len() == text.len() && !text.is_empty() {
        return false;
    }
    // As many words from the end as are asked for.
    let count = words.split([' ', '-']).count();
    let start = end
        .char_indices()
        .rev()
        .filter(|(at, c)| c.is_alphanumeric() && starts_word_at(end, *at))
        .map(|(at, _)| at);
    start
        .take(count)
        .any(|at| match_words(&end[at..], words) == Some(end.len() - at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_of_a_sentence() {
        let around = |folded| Surroundings {
            folded,
            phrase: 6..7,
            sentence: 0..folded.len(),
        };
        let has = |folded, words: &str| around(folded).sentence_has(words.split(','));
        assert!(has("a far x and b", "b"));
        assert!(has("a far x", "zoo,fa*"));
        assert!(!has("a far x", "x"), "that is the phrase");
        assert!(!has("a far x on", "ar,n"), "no word starts there");
        assert!(has("a 5 % x", "%") && has("a 59% x", "%"));
        assert!(has("a @jo x", "@*") && !has("a far x", "@*"));
        assert!(!has("a far x", ""));
    }

    #[test]
    fn words_beside_a_phrase() {
        assert!(starts_with_words(" ratio fell", "ratio"));
        assert!(starts_with_words("-ratios fell", "ratio*"));
        assert!(!starts_with_words(" ratios fell", "ratio"));
        assert!(!starts_with_words("ratio", "ratio"), "not the same word");
        assert!(starts_with_words(" of the people", "of *"));
        assert!(ends_with_words("our financial ", "financial"));
        assert!(ends_with_words("point of ", "point of"));
        assert!(!ends_with_words("the unfinancial ", "financial"));
        assert!(ends_with_words("anti-", "anti"));
        assert!(!ends_with_words("", "anti"));
    }
}
