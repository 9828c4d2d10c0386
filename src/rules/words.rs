//! The words of a folded text with their places: what the rules look at that read a sentence word by word.

use std::ops::Range;

/// A word and where it stands, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    pub range: Range<usize>,
}

/// Letters and digits, with the apostrophes and hyphens inside them.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let joins = matches!(c, '\'' | '-')
            && start.is_some()
            && text[at + 1..].starts_with(|next: char| next.is_alphanumeric());
        match (c.is_alphanumeric() || joins, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(Word {
                    text: &text[from..at],
                    range: from..at,
                });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// How many words at the start of `words` are those of `phrase` (words divided by spaces): all of them or none.
pub(super) fn starts_with(words: &[Word<'_>], phrase: &str) -> Option<usize> {
    // Most phrases begin with another letter.
    if words.first()?.text.bytes().next() != phrase.bytes().next() {
        return None;
    }
    let mut count = 0;
    for wanted in phrase.split(' ') {
        if words.get(count)?.text != wanted {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// How many words the longest of the phrases has with which `words` start.
pub(super) fn starts_with_any(words: &[Word<'_>], phrases: &[&str]) -> Option<usize> {
    phrases
        .iter()
        .filter_map(|phrase| starts_with(words, phrase))
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases() {
        let found = words("let's win first-time buyers - 'now'");
        let texts: Vec<_> = found.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["let's", "win", "first-time", "buyers", "now"]);
        assert_eq!(found[4].range, 31..34);
        assert_eq!(starts_with(&found, "let's win"), Some(2));
        assert_eq!(starts_with(&found, "let's lose"), None);
        assert_eq!(
            starts_with_any(&found, &["let's", "let's win", "win"]),
            Some(2)
        );
    }
}
