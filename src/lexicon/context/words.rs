//! The notation of words in contexts, and whether they stand at a place: `regress*` for any ending, `#` for a count.

use crate::lexicon::boundary::{ends_word_at, starts_word_at};

/// Whether any of the words stands in any of the texts.
pub(super) fn has_words<'w>(texts: [&str; 2], any_of: impl Iterator<Item = &'w str>) -> bool {
    let any_of: Vec<&str> = any_of.collect();
    // Most letters of a long text begin none of the words, or stand inside one.
    let mut begins = [false; 256];
    for words in &any_of {
        match words.bytes().next() {
            Some(b'*') => begins = [true; 256],
            Some(b'#') => begins[usize::from(b'0')..=usize::from(b'9')].fill(true),
            Some(b) => begins[usize::from(b)] = true,
            None => {}
        }
    }
    !any_of.is_empty()
        && texts.into_iter().any(|text| {
            let bytes = text.as_bytes();
            let is_inside = |at: usize| {
                at > 0 && bytes[at].is_ascii_alphanumeric() && bytes[at - 1].is_ascii_alphanumeric()
            };
            text.char_indices()
                .map(|(at, _)| (at, bytes[at]))
                .filter(|(at, letter)| begins[usize::from(*letter)] && !is_inside(*at))
                .any(|(at, letter)| {
                    (any_of.iter())
                        .filter(|words| may_be(words.bytes().next(), Some(letter)))
                        .any(|words| stands_at(text, at, words))
                })
        })
}

/// Whether the first or last sign of words may stand for a letter, by which most words are told from what stands there.
pub(super) fn may_be(sign: Option<u8>, letter: Option<u8>) -> bool {
    sign == letter || matches!(sign, Some(b'*' | b'#'))
}

pub(super) fn stands_in(text: &str, words: &str) -> bool {
    text.char_indices()
        .any(|(at, _)| stands_at(text, at, words))
}

fn stands_at(text: &str, at: usize, words: &str) -> bool {
    let inside_number = words.starts_with('#') && text[..at].ends_with(['.', ',']);
    let starts = !text[at..].starts_with(char::is_alphanumeric) || starts_word_at(text, at);
    starts && !inside_number && match_words(&text[at..], words).is_some()
}

/// How many bytes of `text` a count takes up, if it starts with one: 5,000 or 10k, but not 3 and not a year.
fn match_count(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(text.len());
    let number = text[..end].trim_end_matches(['.', ',']);
    let rest = &text[number.len()..];
    let behind = rest.strip_prefix(['k', 'm']).unwrap_or(rest);
    let suffix = rest.len() - behind.strip_prefix('+').unwrap_or(behind).len();
    let whole = number.split('.').next().unwrap_or(number);
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let is_count = digits >= 3 && (!is_year(number) || number.ends_with("00"))
        || digits > 0 && rest.starts_with(['k', 'm']);
    let end = number.len() + suffix;
    (is_count && ends_word_at(text, end)).then_some(end)
}

pub(super) fn is_joint(c: char) -> bool {
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
        if word == "#" {
            at += match_count(&text[at..])?;
            continue;
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
pub(super) fn trim_joint(text: &str) -> &str {
    text.trim_start_matches("'s").trim_start_matches(is_joint)
}

pub(super) fn starts_with_words(text: &str, words: &str) -> bool {
    let start = trim_joint(text);
    start.len() < text.len() && match_words(start, words).is_some_and(|length| length > 0)
}

pub(super) fn ends_with_words(text: &str, words: &str) -> bool {
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

/// Whether a number is that of a year.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1900..=2099))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_of_a_sentence() {
        let has =
            |folded: &str, words: &str| has_words([&folded[..6], &folded[7..]], words.split(','));
        assert!(has("a far x and b", "b"));
        assert!(has("a far x", "zoo,fa*"));
        assert!(!has("a far x", "x"), "that is the phrase");
        assert!(!has("a far x on", "ar,n"), "no word starts there");
        assert!(has("a 5 % x", "%") && has("a 59% x", "%"));
        assert!(has("a @jo x", "@*") && !has("a far x", "@*"));
        assert!(!has("a far x", ""));
    }

    #[test]
    fn words_with_any_ending() {
        assert_eq!(match_words("growing our fans", "grow* our"), Some(11));
        assert_eq!(match_words("fan's own", "fan* own"), Some(9));
        assert_eq!(match_words("growing fast", "grow* our"), None);
    }

    #[test]
    fn counts() {
        for count in [
            "5,000 fans",
            "10k fans",
            "4.35k fans",
            "250 fans",
            "2000",
            "500+ fans",
        ] {
            assert!(stands_in(count, "#"), "{count}");
        }
        for other in ["3 views", "in 2019 we", "12 %", "a1000", "9.125 m", "3km"] {
            assert!(!stands_in(other, "#"), "{other}");
        }
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
