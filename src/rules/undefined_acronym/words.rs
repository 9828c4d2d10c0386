//! The words of a draft as short forms see them: runs of letters and digits, and their parts.

use std::ops::Range;

/// The runs of letters and digits in a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = run_end(text, from, false);
        from = run_end(text, start, true);
        (start < from).then_some(start..from)
    })
}

/// Of these, those that begin with two capitals.
pub(super) fn words_in_capitals(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    let next = move || {
        let start = two_capitals(text.as_bytes(), from)?;
        from = run_end(text, start, true);
        Some(start..from)
    };
    std::iter::from_fn(next).filter(|word| starts_word(text, word.start))
}

/// Where two capitals of ASCII stand side by side, from a place on. One of them stands at every second byte.
fn two_capitals(bytes: &[u8], from: usize) -> Option<usize> {
    let is_capital = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let mut at = from + 1;
    while at < bytes.len() {
        if is_capital(at) {
            for first in [at - 1, at] {
                if is_capital(first) && is_capital(first + 1) {
                    return Some(first);
                }
            }
        }
        at += 2;
    }
    None
}

/// Whether no letter or digit stands before a place.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    match CLASSES[usize::from(text.as_bytes()[before])] {
        Class::NotAscii => !text[..at].ends_with(char::is_alphanumeric),
        class => class == Class::Other,
    }
}

/// What a character is to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Small,
    Capital,
    /// A digit, or a letter of an alphabet without capitals.
    Letter,
    /// Part of no word.
    Other,
    /// Of a byte: it is part of a character that has to be looked at whole.
    NotAscii,
}

impl Class {
    fn of(c: char) -> Class {
        if !c.is_alphanumeric() {
            Class::Other
        } else if c.is_lowercase() {
            Class::Small
        } else if c.is_uppercase() {
            Class::Capital
        } else {
            Class::Letter
        }
    }

    /// Whether a part of a word begins with a character of this class behind one of the other.
    fn starts_part_behind(self, last: Class) -> bool {
        self != Class::Other
            && (last == Class::Other || last == Class::Small && self == Class::Capital)
    }
}

/// Of bytes.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::NotAscii; 256];
    let mut b = 0;
    while b < 128 {
        classes[b] = match b as u8 {
            b'a'..=b'z' => Class::Small,
            b'A'..=b'Z' => Class::Capital,
            b'0'..=b'9' => Class::Letter,
            _ => Class::Other,
        };
        b += 1;
    }
    classes
};

/// The class of the character at `at`, and its length in bytes.
#[inline]
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let class = CLASSES[usize::from(*text.as_bytes().get(at)?)];
    if class != Class::NotAscii {
        return Some((class, 1));
    }
    let c = text[at..].chars().next()?;
    Some((Class::of(c), c.len_utf8()))
}

/// Where the characters from `at` on end that are letters and digits; or that are not, as `letters` says.
pub(super) fn run_end(text: &str, mut at: usize, letters: bool) -> usize {
    while let Some((class, length)) = class_at(text, at) {
        if (class != Class::Other) != letters {
            break;
        }
        at += length;
    }
    at
}

/// The words of a text, taken apart at hyphens and at capitals inside.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    words(text).flat_map(move |word| {
        let mut from = Some(word.start);
        std::iter::from_fn(move || {
            let start = from?;
            let inner_capital = part_starts(&text[start..word.end]).nth(1);
            from = inner_capital.map(|at| start + at);
            Some(start..from.unwrap_or(word.end))
        })
    })
}

/// Whether one of the [`parts`] of a text begins at a place.
pub(super) fn starts_part(text: &str, at: usize) -> bool {
    let last = text[..at]
        .chars()
        .next_back()
        .map_or(Class::Other, Class::of);
    class_at(text, at).is_some_and(|(class, _)| class.starts_part_behind(last))
}

/// Where the one of the [`parts`] of a text ends that begins at a place.
pub(super) fn part_end(text: &str, start: usize) -> usize {
    let (mut at, mut last) = (start, Class::Other);
    while let Some((class, length)) = class_at(text, at) {
        if class == Class::Other || at > start && class.starts_part_behind(last) {
            break;
        }
        last = class;
        at += length;
    }
    at
}

/// Where the [`parts`] of a text begin, which is sooner found than where they end.
pub(super) fn part_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let (mut at, mut last) = (0, Class::Other);
    std::iter::from_fn(move || {
        loop {
            if last == Class::Small {
                // Most of a text is small letters behind others, and these begin nothing.
                let rest = text.as_bytes()[at..].iter();
                at += rest.take_while(|b| b.is_ascii_lowercase()).count();
            }
            let (class, length) = class_at(text, at)?;
            let starts = class.starts_part_behind(last);
            last = class;
            at += length;
            if starts {
                return Some(at - length);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_apart_at_hyphens_and_inner_capitals() {
        let text = "click-through, ClickThrough ÉcoleÉlé";
        let found: Vec<&str> = parts(text).map(|part| &text[part]).collect();
        let expected = ["click", "through", "Click", "Through", "École", "Élé"];
        assert_eq!(found, expected);
    }

    #[test]
    fn words_that_begin_with_two_capitals() {
        let text = "AB aCD EFg, x HI É JK A B LM";
        let found: Vec<&str> = words_in_capitals(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["AB", "EFg", "HI", "JK", "LM"]);
        assert_eq!(words_in_capitals("A").count(), 0);
    }

    #[test]
    fn parts_begin_where_they_begin() {
        for text in [
            "click-through rates, the ClickThrough RateOf",
            "ÉcoleÉlémentaire iOS 3dPrint ⓐB aⒷ x_Y don't",
            "",
        ] {
            let starts: Vec<usize> = parts(text).map(|part| part.start).collect();
            assert_eq!(part_starts(text).collect::<Vec<_>>(), starts, "{text}");
            for part in parts(text) {
                assert_eq!(part_end(text, part.start), part.end, "{text}");
            }
            for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                assert_eq!(starts_part(text, at), starts.contains(&at), "{text}, {at}");
            }
        }
    }
}
