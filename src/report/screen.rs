//! Text that is safe to send to a terminal: control characters are shown, not sent.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What is shown for a character that would move the cursor, change colours or turn the writing direction.
fn visible(c: char) -> Option<char> {
    match c {
        '\t' | '\n' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(char::REPLACEMENT_CHARACTER)
        }
        _ => None,
    }
}

/// The text with control characters replaced by their pictures. Line breaks and tabs stay.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c).is_none()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(|c| visible(c).unwrap_or(c)).collect())
    }
}

/// Like [`safe`], on one line.
pub fn safe_line(text: &str) -> Cow<'_, str> {
    match safe(text) {
        text if !text.contains(['\n', '\t']) => text,
        text => Cow::Owned(text.replace(['\n', '\t'], " ")),
    }
}

/// Text in an ANSI style, if colours may be used.
pub fn paint(out: &mut String, color: bool, style: anstyle::Style, text: &str) {
    let painted = if color {
        write!(out, "{style}{text}{style:#}")
    } else {
        out.write_str(text)
    };
    debug_assert!(painted.is_ok(), "a string takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown() {
        assert_eq!(
            safe("a\u{1b}[31mb\u{9b}c\u{202e}d\r"),
            "a␛[31mb\u{fffd}c\u{fffd}d␍"
        );
        assert!(matches!(safe("plain\ttext"), Cow::Borrowed(_)));
        assert_eq!(safe_line("two\nlines"), "two lines");
    }
}
