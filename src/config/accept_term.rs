//! A word added to the accepted terms of a config, with all that its authors wrote left as it is: comments, order and spaces.

use std::fmt;

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::file::Section;
use crate::accept::AcceptedTerm;

/// Why a term could not be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcceptTermError {
    /// The file is no TOML.
    NotToml,
    /// There is something else where the list of terms should be.
    NoList,
}

impl fmt::Display for AcceptTermError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AcceptTermError::NotToml => "the config is no TOML",
            AcceptTermError::NoList => "`accept` in the config is no list of texts",
        })
    }
}

impl std::error::Error for AcceptTermError {}

/// The text of a config that also accepts this term. A config that has it already stays as it is; an empty text is a config, too.
/// The name of the file says where in it the settings stand.
///
/// # Errors
/// If the text is no config.
pub fn accept_term(
    text: &str,
    file_name: &str,
    term: &AcceptedTerm,
) -> Result<String, AcceptTermError> {
    let mut document: DocumentMut = text.parse().map_err(|_| AcceptTermError::NotToml)?;
    let mut table: &mut Table = document.as_table_mut();
    if Section::of(file_name) == Section::Tool {
        for key in ["tool", "pitchlint"] {
            let item = table.entry(key).or_insert_with(|| {
                let mut new = Table::new();
                // Only the innermost has a line of its own.
                new.set_implicit(key == "tool");
                Item::Table(new)
            });
            table = item.as_table_mut().ok_or(AcceptTermError::NoList)?;
        }
    }
    let list = (table.entry("accept"))
        .or_insert_with(|| Item::Value(Value::Array(Array::new())))
        .as_array_mut()
        .ok_or(AcceptTermError::NoList)?;
    let is_there = |value: &Value| value.as_str() == Some(term.text());
    if list.iter().any(is_there) {
        return Ok(text.to_owned());
    }
    push(list, term.text());
    Ok(with_line_ends_of(text, document.to_string()))
}

/// Adds a text to a list: on a line of its own where the last one has that.
fn push(list: &mut Array, text: &str) {
    let last = list.len().checked_sub(1).and_then(|last| list.get(last));
    let prefix = last
        .and_then(|last| last.decor().prefix()?.as_str())
        .filter(|prefix| prefix.contains('\n'))
        // A comment above the last one is about that one.
        .map(|prefix| format!("\n{}", &prefix[prefix.rfind('\n').map_or(0, |at| at + 1)..]));
    match prefix {
        Some(prefix) => {
            // What stands behind the last one up to the end of its line, such as a comment, stays there.
            let behind = if list.trailing_comma() {
                list.trailing().as_str().unwrap_or_default().to_owned()
            } else {
                take_suffix(list)
            };
            let (comment, rest) = behind.split_at(behind.rfind('\n').unwrap_or(behind.len()));
            let mut value = Value::from(text);
            let comment = comment.trim_end();
            value.decor_mut().set_prefix(format!("{comment}{prefix}"));
            list.push_formatted(value);
            list.set_trailing(if rest.is_empty() { "\n" } else { rest });
            list.set_trailing_comma(true);
        }
        None => list.push(text),
    }
}

/// Takes away what stands behind the last item.
fn take_suffix(list: &mut Array) -> String {
    let last = list.len().checked_sub(1);
    let Some(decor) = last.and_then(|last| Some(list.get_mut(last)?.decor_mut())) else {
        return String::new();
    };
    let suffix = decor.suffix().and_then(|suffix| suffix.as_str());
    let suffix = suffix.unwrap_or_default().to_owned();
    decor.set_suffix("");
    suffix
}

/// The writer of TOML knows one line ending only.
fn with_line_ends_of(old: &str, new: String) -> String {
    if old.contains("\r\n") && !new.contains("\r\n") {
        new.replace('\n', "\r\n")
    } else {
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str, name: &str) -> String {
        accept_term(text, name, &"go viral".parse().unwrap()).unwrap()
    }

    #[test]
    fn everything_else_stays() {
        for (before, after) in [
            ("", "accept = [\"go viral\"]\n"),
            (
                "accept = [\"a\"] # ours\n",
                "accept = [\"a\", \"go viral\"] # ours\n",
            ),
            ("accept = []\n", "accept = [\"go viral\"]\n"),
            (
                "# head\naudience = \"finance\"\n\n[rules]\nhype = \"off\"\n",
                "# head\naudience = \"finance\"\naccept = [\"go viral\"]\n\n[rules]\nhype = \"off\"\n",
            ),
            (
                "accept = [\n    \"a\", # one\n    # two\n    \"b\", # three\n]\n",
                "accept = [\n    \"a\", # one\n    # two\n    \"b\", # three\n    \"go viral\",\n]\n",
            ),
            (
                "accept = [\n  \"a\",\n  \"b\"\n]\n",
                "accept = [\n  \"a\",\n  \"b\",\n  \"go viral\",\n]\n",
            ),
            (
                "accept = [\n  \"a\", # one\n  \"b\" # two\n]\n",
                "accept = [\n  \"a\", # one\n  \"b\", # two\n  \"go viral\",\n]\n",
            ),
            ("accept = [\"go viral\"]", "accept = [\"go viral\"]"),
            (
                "preset = \"strict\"\r\naccept = [\"a\"]\r\n",
                "preset = \"strict\"\r\naccept = [\"a\", \"go viral\"]\r\n",
            ),
        ] {
            assert_eq!(accepted(before, "pitchlint.toml"), after, "{before}");
        }
    }

    #[test]
    fn in_a_python_project() {
        assert_eq!(
            accepted(
                "[project]\nname = \"a\"\n\n[tool.pitchlint]\npreset = \"strict\"\n",
                "pyproject.toml"
            ),
            "[project]\nname = \"a\"\n\n[tool.pitchlint]\npreset = \"strict\"\naccept = [\"go viral\"]\n"
        );
        assert_eq!(
            accepted("[project]\nname = \"a\"\n", "pyproject.toml"),
            "[project]\nname = \"a\"\n\n[tool.pitchlint]\naccept = [\"go viral\"]\n"
        );
    }

    #[test]
    fn what_is_no_config_is_left_alone() {
        let term = "a".parse().unwrap();
        for (text, error) in [
            ("accept = [", AcceptTermError::NotToml),
            ("accept = 1", AcceptTermError::NoList),
        ] {
            assert_eq!(accept_term(text, "pitchlint.toml", &term), Err(error));
        }
    }
}
