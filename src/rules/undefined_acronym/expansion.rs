//! Whether a draft says what a short form stands for: in brackets, either way round, or in words nearby.

use std::ops::Range;

use super::words::{Words, parts};
use crate::document::Document;

/// Words that may lend a letter to a short form, or none.
const MINOR: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to", "with",
];

/// Words that lend no letter: they stand between things by chance.
const JOINING: &[&str] = &["and", "or"];

/// How many blocks before and after a short form are near it.
const NEAR: usize = 2;

/// How many words more than letters a long form may have.
const SPARE_WORDS: usize = 4;

/// The most bytes of a long form. A paragraph may be long, and have a bracket at each word.
const LONGEST: usize = 400;

/// Where a draft explains its short forms.
pub(super) struct Expansions<'d> {
    document: &'d Document,
    text: &'d str,
    words: &'d Words,
}

impl<'d> Expansions<'d> {
    pub(super) fn new(document: &'d Document, words: &'d Words) -> Self {
        Expansions {
            document,
            text: document.prose().text(),
            words,
        }
    }

    /// Whether the draft says anywhere in brackets, or in words before or near the first use, what a short form stands for.
    pub(super) fn explain(&self, short: &str, first: &Range<usize>) -> bool {
        self.in_brackets(short) || self.in_list(short) || self.in_words(short, first)
    }

    /// "click-through rate (CTR)" or "CTR (click-through rate)".
    fn in_brackets(&self, short: &str) -> bool {
        memchr::memmem::find_iter(self.text.as_bytes(), short).any(|at| {
            let (before, after) = (&self.text[..at], &self.text[at + short.len()..]);
            let after = after.strip_prefix('s').unwrap_or(after);
            let bracketed = before.trim_end_matches(['"', '\'', '*', ' ']);
            let bracketed = ["the", "or", "aka", "a.k.a.", "short:", "hereafter"]
                .iter()
                .find_map(|word| bracketed.strip_suffix(word))
                .unwrap_or(bracketed)
                .trim_end();
            let long_first = bracketed
                .strip_suffix(['(', '['])
                .is_some_and(|long| ends_with_long_form(long, short));
            let long_last = after
                .trim_start_matches(['"', ' '])
                .strip_prefix('(')
                .is_some_and(|long| starts_with_long_form(long, short));
            long_first || long_last
        })
    }

    /// "ABC: the board that ...", at the head of a paragraph or an item of a list.
    fn in_list(&self, short: &str) -> bool {
        self.document.blocks().iter().any(|block| {
            let text = &self.text[block.text.clone()];
            let rest = (text.strip_prefix(short)).and_then(|rest| {
                rest.strip_prefix([':', ';', '='])
                    .or_else(|| rest.strip_prefix(" - "))
            });
            // "CAC: 40 euros" gives its value, not its meaning.
            rest.is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic))
        })
    }

    /// Words whose initials spell the short form: anywhere before it if they have capitals, as names do, or else near it.
    fn in_words(&self, short: &str, first: &Range<usize>) -> bool {
        let near = self.near(first);
        let words = self.words;
        let until = (words.starts).partition_point(|start| *start as usize <= near.end);
        memchr::memchr_iter(short.as_bytes()[0], &words.initials[..until]).any(|at| {
            let start = words.starts[at] as usize;
            let Some(end) = self.spells(at, short.as_bytes(), SPARE_WORDS) else {
                return false;
            };
            let own = || (at..end).map(|at| self.word(at));
            // Two letters stand together by chance in any paragraph.
            let named = || {
                own()
                    .filter(|word| !MINOR.contains(word))
                    .all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
            };
            let plain = || own().any(|word| MINOR.contains(&word));
            let here = near.contains(&start);
            here && short.len() > 2 || named() || here && self.is_at_hand(start, first) && !plain()
        })
    }

    /// A word, by its number.
    fn word(&self, at: usize) -> &'d str {
        let rest = &self.text[self.words.starts[at] as usize..];
        parts(rest).next().map_or("", |word| &rest[word])
    }

    /// Whether a word stands in the same block as the short form.
    fn is_at_hand(&self, word: usize, first: &Range<usize>) -> bool {
        let block = |at| self.document.block_at(at).map(|block| block.text.start);
        block(word) == block(first.start)
    }

    /// The prose from the first to the last block near a place.
    fn near(&self, place: &Range<usize>) -> Range<usize> {
        let blocks = self.document.blocks();
        let here = blocks.partition_point(|block| block.text.end < place.start);
        let from = here.saturating_sub(NEAR);
        let to = (here + NEAR).min(blocks.len().saturating_sub(1));
        match (blocks.get(from), blocks.get(to)) {
            (Some(from), Some(to)) => from.text.start..to.text.end,
            _ => place.clone(),
        }
    }

    /// The end of the words from `at` on whose initials spell the letters. A few minor words may be passed over.
    fn spells(&self, at: usize, letters: &[u8], spare: usize) -> Option<usize> {
        let Some((letter, rest)) = letters.split_first() else {
            return Some(at);
        };
        let initial = *self.words.initials.get(at)?;
        // Most words can be told by their first letter.
        if initial != *letter && (spare == 0 || !begins_minor(initial)) {
            return None;
        }
        let word = self.word(at);
        // The short form itself spells nothing out.
        if initial == *letter
            && !JOINING.contains(&word)
            && !(word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()))
            && let Some(end) = self.spells(at + 1, rest, spare)
        {
            return Some(end);
        }
        (spare > 0 && MINOR.contains(&word))
            .then(|| self.spells(at + 1, letters, spare - 1))
            .flatten()
    }
}

/// Whether a minor word begins with a letter.
fn begins_minor(letter: u8) -> bool {
    let mut letters = MINOR.iter().map(|word| word.as_bytes()[0]);
    letters.any(|minor| minor.eq_ignore_ascii_case(&letter))
}

/// Whether the last words of a text have the letters of a short form in order, beginning with the first of a word.
fn ends_with_long_form(text: &str, short: &str) -> bool {
    let mut from = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    let block = near.rsplit('\n').next().unwrap_or(near);
    let words: Vec<Range<usize>> = parts(block).collect();
    let from = words.len().saturating_sub(short.len() + SPARE_WORDS);
    words[from..]
        .iter()
        .any(|word| has_letters(&block[word.start..], short))
}

fn starts_with_long_form(text: &str, short: &str) -> bool {
    let mut until = text.len().min(LONGEST);
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    let near = &text[..until];
    let inside = near.split([')', '\n']).next().unwrap_or(near);
    parts(inside)
        .take(SPARE_WORDS)
        .any(|word| has_letters(&inside[word.start..], short))
}

/// Whether a text begins with the first letter of a short form and has the others behind it, in order; and says more than it.
fn has_letters(text: &str, short: &str) -> bool {
    let mut letters = text.bytes().map(|b| b.to_ascii_uppercase());
    let mut wanted = short.bytes();
    letters.next() == wanted.next()
        && wanted.all(|letter| letters.any(|b| b == letter))
        && text.trim().len() > short.len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn explains(draft: &str, short: &str) -> bool {
        let document = Document::parse(&Source::new("draft.md", draft));
        let text = document.prose().text();
        let at = text.find(short).unwrap();
        Expansions::new(&document, &Words::of(text)).explain(short, &(at..at + short.len()))
    }

    #[test]
    fn either_way_round() {
        for draft in [
            "the click-through rate (CTR) of May",
            "the CTR (click-through rate) of May",
            "a call for papers (the \"CTR\") and our Central Tree Register",
            "the CTRs rose.\n\nThe click-through rates (CTRs) fell.",
            "the CTR rose.\n\n- CTR: how many clicked",
            "CTR: click through rate",
            "# Click-Through Rate\n\na\n\nb\n\nc\n\nd\n\nthe CTR rose",
            "The ClickThrough Rate is new. The CTR rose.",
        ] {
            assert!(explains(draft, "CTR"), "{draft}");
        }
        assert!(explains("our call for proposals; the CFP ends", "CFP"));
        assert!(explains("the Board of Water Quality, BWQ", "BWQ"));
    }

    #[test]
    fn what_explains_nothing() {
        for draft in [
            "the CTR rose (by two points)",
            "the rate (CTR) rose",
            "cats tire.\n\na\n\nb\n\nc\n\nd\n\nthe CTR rose",
            "the CTR and the CTR",
        ] {
            assert!(!explains(draft, "CTR"), "{draft}");
        }
    }
}
