//! Text of others inside markup and JSON: a draft may say anything, and none of it may end an attribute, open an element or
//! reach a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use super::screen::safe;

/// Text as the content of an element or of an attribute in double quotes, in XML and HTML alike. Control characters, of which
/// XML knows none, are shown by their pictures; line breaks and tabs are kept, also in attributes.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            // No characters in XML.
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// A value as JSON on one line. What a terminal would take for a command is written as an escape, which means the same.
pub fn json(out: &mut String, value: &impl Serialize) {
    let text = serde_json::to_string(value);
    debug_assert!(text.is_ok(), "strings and numbers are always JSON");
    out.push_str(&quiet(&text.unwrap_or_default()));
}

/// JSON with the control characters that JSON itself allows written as escapes. They can stand inside strings only.
fn quiet(json: &str) -> Cow<'_, str> {
    let loud = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !json.contains(loud) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if loud(c) {
            let written = write!(out, "\\u{:04x}", u32::from(c));
            debug_assert!(written.is_ok(), "a string takes all that is written to it");
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(
            markup("<script>\"]]>'&\u{0}\n\u{1b}[1m\u{ffff}"),
            "&lt;script&gt;&quot;]]&gt;&#39;&amp;␀&#10;␛[1m\u{fffd}"
        );
    }

    #[test]
    fn json_says_the_same_without_controls() {
        let text = "\u{1b}[1m \u{9b}2J \u{202e} \u{7f} \\ \" é";
        let mut out = String::new();
        json(&mut out, &text);
        assert!(!out.contains(|c: char| c.is_control() || c == '\u{202e}'));
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
