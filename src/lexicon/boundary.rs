//! Where words begin and end in folded prose.

/// Whether a letter is part of a word: Unicode's `\w`, but for the scripts that are written without spaces, whose letters
/// stand between words of other scripts as a space does (UAX #29).
pub(super) fn is_word_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let unspaced = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    !unspaced && regex_syntax::is_word_character(c)
}

/// Whether a word may start at `at`: no letter stands before it, nor the sign of a handle or a hashtag.
pub fn starts_word_at(text: &str, at: usize) -> bool {
    !text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| is_word_character(c) || matches!(c, '@' | '#'))
}

/// Whether a word may end at `at`: no letter follows, but for a possessive, and no file ending or host name.
pub fn ends_word_at(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    match rest.next() {
        None => true,
        Some(c) if is_word_character(c) => false,
        Some('\'') => match rest.next() {
            Some('s') => !rest.next().is_some_and(is_word_character),
            Some(c) => !is_word_character(c),
            None => true,
        },
        Some('.' | '@') => !rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_boundaries_are_unicode() {
        for (text, word, free) in [
            ("antiviral", "viral", false),
            ("viralité", "viral", false),
            ("caf\u{e9}viral", "viral", false),
            ("使用viral战略", "viral", true),
            ("😀viral😀", "viral", true),
            ("viral's", "viral", true),
            ("viral'll", "viral", false),
            ("viral.md", "viral", false),
            ("viral.", "viral", true),
            ("#viral", "viral", false),
            ("viral_x", "viral", false),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(
                starts_word_at(text, at) && ends_word_at(text, at + word.len()),
                free,
                "{text}"
            );
        }
    }
}
