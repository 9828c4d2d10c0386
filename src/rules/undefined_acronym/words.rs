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
    let bytes = text.as_bytes();
    let mut from = 0;
    let next = move || {
        let mut pairs = bytes.get(from..)?.windows(2);
        let start = from + pairs.position(|pair| pair.iter().all(u8::is_ascii_uppercase))?;
        from = run_end(text, start, true);
        Some(start..from)
    };
    std::iter::from_fn(next).filter(|word| starts_word(text, word.start))
}

/// Whether no letter or digit stands before a place.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    match LETTER.get(usize::from(text.as_bytes()[before])) {
        Some(is_letter) => !is_letter,
        None => !text[..at].ends_with(char::is_alphanumeric),
    }
}

/// Whether a byte of ASCII is a letter or a digit.
const LETTER: [bool; 128] = {
    let mut letter = [false; 128];
    let mut b = 0;
    while b < 128 {
        letter[b] = (b as u8).is_ascii_alphanumeric();
        b += 1;
    }
    letter
};

/// Where the characters from `at` on end that are letters and digits; or that are not, as `letters` says.
pub(super) fn run_end(text: &str, mut at: usize, letters: bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(b) = bytes.get(at) {
        let (is_letter, length) = match LETTER.get(usize::from(*b)) {
            Some(is_letter) => (*is_letter, 1),
            None => {
                let c = text[at..].chars().next().unwrap_or_default();
                (c.is_alphanumeric(), c.len_utf8())
            }
        };
        if is_letter != letters {
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

/// Where the [`parts`] of a text begin, which is sooner found than where they end.
pub(super) fn part_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let (mut in_word, mut last_is_lower) = (false, false);
    let starts = text.char_indices().filter(move |(_, c)| {
        let (is_letter, is_lower, is_upper) = if c.is_ascii() {
            (
                c.is_ascii_alphanumeric(),
                c.is_ascii_lowercase(),
                c.is_ascii_uppercase(),
            )
        } else {
            (c.is_alphanumeric(), c.is_lowercase(), c.is_uppercase())
        };
        let starts = is_letter && !in_word || last_is_lower && is_upper;
        (in_word, last_is_lower) = (is_letter, is_letter && is_lower);
        starts
    });
    starts.map(|(at, _)| at)
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
    fn parts_begin_where_they_begin() {
        for text in [
            "click-through rates, the ClickThrough RateOf",
            "ÉcoleÉlémentaire iOS 3dPrint ⓐB aⒷ x_Y don't",
            "",
        ] {
            let starts: Vec<usize> = parts(text).map(|part| part.start).collect();
            assert_eq!(part_starts(text).collect::<Vec<_>>(), starts, "{text}");
        }
    }
}
