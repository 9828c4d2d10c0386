//! What stands around a phrase: the mechanisms behind `unless`, `only` and `as` of a pack's entries.
//!
//! All evidence is local: the words beside the phrase and those of its sentence. `docs/` says what that cannot tell.

mod words;

use std::ops::Range;

use super::attribution::names_source;
use super::inflect::PartOfSpeech;
use super::matcher::{Hit, Lexicon};
use super::table::{ContextRow, Tables};
use crate::document::Document;
use words::{
    ends_with_words, has_words, is_joint, is_year, may_be, stands_in, starts_with_words, trim_joint,
};

/// The most bytes of a sentence that are looked at on either side of a phrase.
const REACH: usize = 600;

/// How many words before a phrase a negation may stand.
const NEGATION_REACH: usize = 5;

/// How many words before a phrase are near it.
const NEAR: usize = 4;

/// What ends a clause, where words are asked for that stand near.
const CLAUSE_ENDS: [&str; 8] = [", ", "; ", ": ", "(", "? ", " - ", " — ", "\u{1f}"];

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
    document: &'d Document,
    folded: &'d str,
    phrase: Range<usize>,
    sentence: Range<usize>,
}

impl<'d> Surroundings<'d> {
    /// The surroundings of a range of a document's prose.
    pub fn new(document: &'d Document, phrase: &Range<usize>) -> Self {
        Surroundings {
            document,
            folded: document.prose().folded(),
            phrase: phrase.clone(),
            sentence: document.sentence_near(phrase, REACH),
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
        let last = before.trim_end_matches(is_joint).bytes().next_back();
        let first = trim_joint(after).bytes().next();
        context.before_ends.may_hold(last)
            && (tables.list(context.before))
                .filter(|words| may_be(words.bytes().next_back(), last))
                .any(|words| ends_with_words(before, words))
            || context.after_starts.may_hold(first)
                && (tables.list(context.after))
                    .filter(|words| may_be(words.bytes().next(), first))
                    .any(|words| starts_with_words(after, words))
            || context.near.len > 0 && self.is_near(tables.list(context.near))
            || context.sentence.len > 0 && self.sentence_has(tables.list(context.sentence))
            || context.paragraph.len > 0 && self.paragraph_has(tables.list(context.paragraph))
            || context.negated && self.is_negated()
            || context.grounded && self.is_grounded()
            || context.sourced && self.is_sourced()
    }

    /// Whether one of the few words before the phrase, in the same clause, begins any of the asked-for words.
    fn is_near<'w>(&self, mut any_of: impl Iterator<Item = &'w str>) -> bool {
        let before = self.before();
        let clause = (CLAUSE_ENDS.iter())
            .filter_map(|end| Some(before.rfind(end)? + end.len()))
            .max()
            .unwrap_or(0);
        let clause = &before[clause..];
        let near = clause
            .trim_end_matches(is_joint)
            .rmatch_indices(is_joint)
            .nth(NEAR - 1)
            .map_or(0, |(at, joint)| at + joint.len());
        let near = &clause[near..];
        any_of.any(|words| stands_in(near, words))
    }

    /// Whether any of the words stands in the sentence, outside the phrase.
    fn sentence_has<'w>(&self, any_of: impl Iterator<Item = &'w str>) -> bool {
        has_words([self.before(), self.after()], any_of)
    }

    /// Whether any of the words stands in the paragraph, outside the phrase.
    fn paragraph_has<'w>(&self, any_of: impl Iterator<Item = &'w str>) -> bool {
        let Some(block) = self.document.block_at(self.phrase.start) else {
            return false;
        };
        let start = block.text.start.min(self.phrase.start);
        let end = block.text.end.max(self.phrase.end);
        let sides = [
            &self.folded[start..self.phrase.start],
            &self.folded[self.phrase.end..end],
        ];
        has_words(sides, any_of)
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

    /// Whether the sentence says where it has its facts from: a link, a footnote, a name.
    fn is_sourced(&self) -> bool {
        self.document.has_reference(&self.sentence)
            || names_source(&self.document.prose().text()[self.sentence.clone()])
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
                let ends = next.starts_with([':', ',', '.', ';', '!', '?', ')']);
                !ends
                    && !matches!(
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

/// Whether a range of the prose stands in none of the contexts of `unless`, and in one of those of `only`.
pub fn allows_in(
    document: &Document,
    tables: &Tables,
    range: &Range<usize>,
    unless: &ContextRow,
    only: &ContextRow,
) -> bool {
    if unless.is_empty() && only.is_empty() {
        return true;
    }
    let folded = document.prose().folded();
    if only.is_empty() && is_ruled_out(folded, range, unless) {
        return true;
    }
    let around = Surroundings::new(document, range);
    !around.has_any(tables, unless) && (only.is_empty() || around.has_any(tables, only))
}

/// Whether the letters beside a phrase alone tell that a context is not there, which they do in most places.
fn is_ruled_out(folded: &str, range: &Range<usize>, context: &ContextRow) -> bool {
    let last = (folded[..range.start].trim_end_matches(is_joint).bytes()).next_back();
    let first = trim_joint(&folded[range.end..]).bytes().next();
    context.is_of_neighbours()
        && !context.before_ends.may_hold(last)
        && !context.after_starts.may_hold(first)
}

/// Whether a hit is flagged in its surroundings.
pub fn allows(document: &Document, lexicon: &Lexicon<'_>, hit: &Hit) -> bool {
    let entry = lexicon.entry(hit);
    let fits = entry.used_as.is_none_or(|used_as| {
        let around = Surroundings::new(document, &hit.range);
        // Forms in -ing and -ed tell by themselves.
        let words = &document.prose().folded()[hit.range.clone()];
        let head = words.split([' ', '-']).next().unwrap_or(words);
        head.ends_with("ing")
            || head.ends_with("ed")
            || around.is_verb() == (used_as == PartOfSpeech::Verb)
    });
    let tables = lexicon.tables();
    fits && allows_in(document, tables, &hit.range, &entry.unless, &entry.only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_near_a_phrase() {
        let near = |folded: &str, words: &str| {
            let source = crate::source::Source::new("draft.md", folded);
            let document = Document::parse(&source);
            let start = folded.find("fans").unwrap();
            Surroundings::new(&document, &(start..start + 4)).is_near(words.split(','))
        };
        assert!(near("we want to grow our new fans", "grow*"));
        assert!(near("we win 5,000 new fans", "#"));
        assert!(near("the number of fans", "number of"));
        assert!(
            !near("grow the turnover with the help of fans", "grow*"),
            "too far"
        );
        assert!(!near("we grow, fans say", "grow*"), "another clause");
        assert!(near("(grow our fans)", "grow*"), "a clause in brackets");
        assert!(near("a b c d e fans", "b") && !near("a b c d e fans", "a"));
        assert!(!near("the regrown fans", "grow*"));
    }

    #[test]
    fn verbs_and_nouns() {
        let is_verb = |folded: &str| {
            let source = crate::source::Source::new("draft.md", folded);
            let document = Document::parse(&source);
            let start = folded.find("impact").unwrap();
            Surroundings::new(&document, &(start..start + 6)).is_verb()
        };
        for verb in [
            "we want to impact, and we do",
            "they badly impact, it seems",
            "we don't impact, we ask",
            "impact the north",
            "in may we -impact the north",
        ] {
            assert!(is_verb(verb), "{verb}");
        }
        for noun in [
            "the impact we saw",
            "our \"impact\" they ask for",
            "impact: none",
            "in may, impact and cost rose",
        ] {
            assert!(!is_verb(noun), "{noun}");
        }
    }
}
