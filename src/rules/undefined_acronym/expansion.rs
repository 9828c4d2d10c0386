//! Whether a draft says what a short form stands for: in brackets, either way round, or in words nearby.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::words::{part_end, part_starts, parts, starts_part};
use crate::char_boundary::floor_char_boundary;
use crate::document::Document;

/// Words that may lend a letter to a short form, or none.
const MINOR: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to", "with",
];

/// Words that lend no letter: they stand between things by chance.
const JOINING: &[&str] = &["and", "or"];

/// How many blocks before and after a short form are near it.
const NEAR: usize = 2;

/// How many bytes before and after a short form are near it. A paragraph may be the whole draft.
const REACH: usize = 4_000;

/// How many words more than letters a long form may have.
const SPARE_WORDS: usize = 4;

/// The most bytes of a long form. A paragraph may be long, and have a bracket at each word.
const LONGEST: usize = 400;

/// Where a draft explains its short forms.
pub(super) struct Expansions<'d> {
    document: &'d Document,
    text: &'d str,
}

impl<'d> Expansions<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Expansions {
            document,
            text: document.prose().text(),
        }
    }

    /// Whether the draft says anywhere in brackets, or in words before or near the first use, what a short form stands for.
    pub(super) fn explain(&self, short: &str, first: &Range<usize>) -> bool {
        self.in_brackets(short) || self.in_list(short) || self.in_words(short, first)
    }

    /// "click-through rate (CTR)" or "CTR (click-through rate)".
    fn in_brackets(&self, short: &str) -> bool {
        memmem::find_iter(self.text.as_bytes(), short).any(|at| {
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
        let letter = short.as_bytes()[0];
        let near = self.near(first);
        let long_form = |start: usize| {
            let end = spells(self.text, start, short.as_bytes(), SPARE_WORDS)?;
            Some(&self.text[start..end])
        };
        // Two letters stand together by chance in any paragraph.
        let is_telling = |start: usize, long: &str| {
            short.len() > 2 || is_named(long) || self.is_at_hand(start, first) && is_plain(long)
        };
        part_starts(&self.text[near.clone()])
            .map(|at| near.start + at)
            .filter(|start| self.text.as_bytes()[*start].eq_ignore_ascii_case(&letter))
            .any(|start| long_form(start).is_some_and(|long| is_telling(start, long)))
            || memchr_iter(letter, &self.text.as_bytes()[..near.start])
                .filter(|start| starts_part(self.text, *start))
                .any(|start| long_form(start).is_some_and(is_named))
    }

    /// Whether a word stands in the same block as the short form.
    fn is_at_hand(&self, word: usize, first: &Range<usize>) -> bool {
        let block = |at| self.document.block_at(at).map(|block| block.text.start);
        block(word) == block(first.start)
    }

    /// The prose from the first to the last block near a place, as far as it is at hand.
    fn near(&self, place: &Range<usize>) -> Range<usize> {
        let blocks = self.document.blocks();
        let here = blocks.partition_point(|block| block.text.end < place.start);
        let from = here.saturating_sub(NEAR);
        let to = (here + NEAR).min(blocks.len().saturating_sub(1));
        match (blocks.get(from), blocks.get(to)) {
            (Some(from), Some(to)) => {
                let from = (from.text.start).max(place.start.saturating_sub(REACH));
                let to = (to.text.end).min(place.end + REACH);
                floor_char_boundary(self.text, from)..floor_char_boundary(self.text, to)
            }
            _ => place.clone(),
        }
    }
}

/// The end of the words from a place on whose initials spell the letters. A few minor words may be passed over.
fn spells(text: &str, from: usize, letters: &[u8], spare: usize) -> Option<usize> {
    let Some((letter, rest)) = letters.split_first() else {
        return Some(from);
    };
    let start = from + part_starts(&text[from..]).next()?;
    let initial = text.as_bytes()[start].to_ascii_uppercase();
    // Most words can be told by their first letter.
    if initial != *letter && (spare == 0 || !begins_minor(initial)) {
        return None;
    }
    let end = part_end(text, start);
    let word = &text[start..end];
    // The short form itself spells nothing out.
    if initial == *letter
        && !JOINING.contains(&word)
        && !(word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase()))
        && let Some(end) = spells(text, end, rest, spare)
    {
        return Some(end);
    }
    (spare > 0 && MINOR.contains(&word))
        .then(|| spells(text, end, letters, spare - 1))
        .flatten()
}

/// Whether all words of a long form have capitals, but for minor ones inside: "Board of Water", and not "the Water".
fn is_named(long: &str) -> bool {
    let has_capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let mut words = parts(long).map(|word| &long[word]);
    words.next().is_some_and(has_capital)
        && words.all(|word| MINOR.contains(&word) || has_capital(word))
}

/// Whether no word of a long form is a minor one.
fn is_plain(long: &str) -> bool {
    !parts(long).any(|word| MINOR.contains(&&long[word]))
}

/// Whether a minor word begins with a letter.
fn begins_minor(letter: u8) -> bool {
    let mut letters = MINOR.iter().map(|word| word.as_bytes()[0]);
    letters.any(|minor| minor.eq_ignore_ascii_case(&letter))
}

/// Whether the last words of a text have the letters of a short form in order, beginning with the first of a word.
fn ends_with_long_form(text: &str, short: &str) -> bool {
    let near = &text[floor_char_boundary(text, text.len().saturating_sub(LONGEST))..];
    let block = near.rsplit('\n').next().unwrap_or(near);
    let words: Vec<Range<usize>> = parts(block).collect();
    let from = words.len().saturating_sub(short.len() + SPARE_WORDS);
    words[from..]
        .iter()
        .any(|word| has_letters(&block[word.start..], short))
}

fn starts_with_long_form(text: &str, short: &str) -> bool {
    let near = &text[..floor_char_boundary(text, LONGEST)];
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
        Expansions::new(&document).explain(short, &(at..at + short.len()))
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
            "a list of called Trees of Reading.\n\na\n\nb\n\nc\n\nthe CTR",
        ] {
            assert!(!explains(draft, "CTR"), "{draft}");
        }
        assert!(!explains("The TC meets. We keep the Code.", "TC"));
        assert!(!explains("Read the Code.\n\na\n\nb\n\nc\n\nthe TC", "TC"));
    }
}
