//! Text between quotation marks: somebody else's words, unless it is only a word or two that the author sets apart.

use std::ops::Range;

/// Up to this many words between quotation marks are the author's own ("so-called").
const OWN_WORDS: usize = 3;

/// Between single marks, the most bytes of a quotation: the mark is an apostrophe more often.
const LONGEST_SINGLE: usize = 400;

/// The quotations in a block of prose (whose quotation marks are plain), marks included, in order, as bytes of `text`.
///
/// An apostrophe opens a quotation only after a space or at the start, and closes it only where no letter follows; of the two
/// kinds of marks, the one that opens first holds the other.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // Where no double mark closes after one place, none does after a later one.
    let mut double_can_close = true;
    while let Some(step) = memchr::memchr2(b'"', b'\'', &bytes[at..]) {
        let open = at + step;
        at = open + 1;
        let single = bytes[open] == b'\'';
        if !opens(bytes, open) || !(single || double_can_close) {
            continue;
        }
        let limit = if single {
            bytes.len().min(at + LONGEST_SINGLE)
        } else {
            bytes.len()
        };
        match (at..limit).find(|close| bytes[*close] == bytes[open] && closes(bytes, *close)) {
            Some(close) => {
                if text[open + 1..close]
                    .split_whitespace()
                    .nth(OWN_WORDS)
                    .is_some()
                {
                    found.push(open..close + 1);
                }
                at = close + 1;
            }
            None => double_can_close &= single,
        }
    }
    found
}

fn opens(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| bytes[i]);
    let after = bytes.get(at + 1);
    before.is_none_or(|b| {
        b.is_ascii_whitespace()
            || b.is_ascii_control()
            || matches!(b, b'(' | b'[' | b'-' | b'/' | b':')
            || b >= 0x80
    }) && after
        .is_some_and(|b| !b.is_ascii_whitespace() && !b.is_ascii_digit() || bytes[at] == b'"')
}

fn closes(bytes: &[u8], at: usize) -> bool {
    let before = bytes[at - 1];
    let after = bytes.get(at + 1);
    !before.is_ascii_whitespace() && after.is_none_or(|b| !b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::quotations;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn more_than_three_words() {
        assert_eq!(
            quoted("He said \"this is a game changer\" twice."),
            ["\"this is a game changer\""]
        );
        assert_eq!(
            quoted("\"2 of the 3 largest banks\" use it"),
            ["\"2 of the 3 largest banks\""]
        );
        assert_eq!(quoted("a \"game changer\" it is"), [""; 0]);
        assert_eq!(
            quoted("'we could not be happier', she said"),
            ["'we could not be happier'"]
        );
        assert_eq!(
            quoted("'we can't say what they don't know', she said"),
            ["'we can't say what they don't know'"]
        );
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotations() {
        for text in [
            "the users' data and the teams' own words",
            "a 5\" disc and a 3\" disc",
            "don't do what we can't do",
            "'tis the season",
            "in the '90s all of it was the users' own work",
        ] {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
    }

    /// So it is with two apostrophes, of which the first stands for letters left out.
    #[test]
    fn single_marks_far_apart_belong_to_different_things() {
        let between =
            |words: usize| format!("So 'tis {}done' she said", "what we do ".repeat(words));
        assert_eq!(quoted(&between(30)).len(), 1);
        assert_eq!(quoted(&between(40)), [""; 0]);
    }

    #[test]
    fn an_unclosed_mark_quotes_nothing() {
        assert_eq!(quoted("she said \"this is a new day"), [""; 0]);
    }
}
