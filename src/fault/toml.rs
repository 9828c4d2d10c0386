//! Why a TOML file cannot be read, for people who write packs and configs: the reader of TOML speaks of fields, variants and sequences.

use std::ops::Range;

use super::{Fault, Notation, fault, nearest};

/// What keeps a file from being read, in words for somebody who writes one. The reader's own words speak of fields and variants.
pub(crate) fn fault_of(
    text: &str,
    message: &str,
    span: Option<Range<usize>>,
    notation: &Notation,
) -> Fault {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default();
    // Where no place is told, the words that the message quotes may be found.
    let quoted_at = text.find(first).map(|at| at..at + first.len());
    let span = span.or(quoted_at).unwrap_or(0..0);
    let known: Vec<&str> = quoted
        .filter(|key| !notation.hidden.contains(key))
        .collect();
    let before = text.get(..span.start).unwrap_or_default();
    if message.starts_with("unknown field ") {
        let cure = match nearest(first, known.iter().copied()) {
            Some(near) => format!(
                "did you mean `{near}`? The keys that fit here: {}",
                known.join(", ")
            ),
            None => format!("the keys that fit here: {}", known.join(", ")),
        };
        fault(
            format!("there is no key `{first}` in this place"),
            cure,
            span,
        )
    } else if message.starts_with("unknown variant ") {
        let all: Vec<String> = known.iter().map(|name| format!("\"{name}\"")).collect();
        let cure = match nearest(first, known.iter().copied()) {
            Some(near) => format!(
                "did you mean \"{near}\"? The values that fit here: {}",
                all.join(", ")
            ),
            None => format!("the values that fit here: {}", all.join(", ")),
        };
        fault(format!("\"{first}\" does not fit here"), cure, span)
    } else if message.starts_with("missing field ") {
        fault(
            format!("the key `{first}` is missing"),
            notation.example_of(first),
            first_line(text, &span),
        )
    } else if let Some((found, expected)) =
        (message.strip_prefix("invalid type: ")).and_then(|types| types.split_once(", expected "))
    {
        // A list where a table belongs is read as the table's values in order, and told of by its first.
        let is_table_as_list = before.trim_end().ends_with('[') && expected == "a sequence";
        let (found, expected) = if is_table_as_list {
            ("sequence", "a map")
        } else {
            (found, expected)
        };
        let (expected, example) = plain_expected(expected, notation);
        fault(
            format!(
                "{} stands here, and {expected} is expected",
                plain_found(found)
            ),
            format!("write it like this: {example}"),
            span,
        )
    } else if message == "wanted string or table" {
        fault(
            "a text is expected here",
            "put one of the values that fit between quotation marks: \"warning\"",
            span,
        )
    } else {
        // What the program's own reader says is in plain words already.
        fault(
            message,
            format!("{} says how {} are written", notation.page, notation.files),
            span,
        )
    }
}

/// Why a file is no TOML.
pub(crate) fn no_toml(text: &str, error: &::toml::de::Error, notation: &Notation) -> Fault {
    let span = error.span().unwrap_or(0..0);
    if error.message() == "duplicate key" {
        let key = text.get(span.clone()).unwrap_or_default();
        fault(
            format!("the key `{key}` stands twice"),
            format!("take one of them out; {}", notation.item),
            span,
        )
    } else {
        fault(
            format!("this is not valid TOML: {}", error.message()),
            "check that quotation marks and brackets are closed; a text with backslashes stands between single quotes",
            span,
        )
    }
}

/// The first line of a table in which something is missing: all of it would fill the screen.
fn first_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let rest = text.get(span.clone()).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    span.start..span.start + length
}

fn plain_found(found: &str) -> &'static str {
    match found.split([' ', '`']).next().unwrap_or_default() {
        "string" => "a text",
        "integer" | "float" | "floating" => "a number",
        "boolean" => "true or false",
        "sequence" => "a list",
        "map" => "a table",
        _ => "something else",
    }
}

/// What is expected, and an example of it.
fn plain_expected(expected: &str, notation: &Notation) -> (&'static str, &'static str) {
    match expected {
        "a sequence" => ("a list", r#"["one", "two"]"#),
        "a boolean" => ("true or false", "true"),
        "a string" => ("a text", r#""between quotation marks""#),
        other if other.contains("string") || other.contains("enum") => {
            ("a text", r#""between quotation marks""#)
        }
        _ => ("a table", notation.table),
    }
}
