//! Adds an accepted term to the text of a config. Whatever else stands in it, comments and order above all, stays as it is.

use std::fmt;
use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use super::file::PYTHON_PROJECT;

/// The key that holds the terms.
const KEY: &str = "accept";

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why a term cannot be added: the file is no TOML any more, or something else than a list stands where the list should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAConfig;

impl fmt::Display for NotAConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is no config any more")
    }
}

impl std::error::Error for NotAConfig {}

/// The text of a new config that accepts a term.
pub fn new_config(term: &str) -> String {
    let mut terms = Array::new();
    terms.push(term);
    format!(
        "# Settings of pitchlint for this folder and all below it.\n\n\
         # Words and phrases that no rule may flag, in any of their forms.\n\
         {KEY} = {terms}\n"
    )
}

/// The text of the config in the file at `path`, with a term more among those that it accepts. A term that it has is not added again.
///
/// # Errors
/// If the text is no config: it was changed since it was last read.
pub fn with_term(path: &Path, text: &str, term: &str) -> Result<String, NotAConfig> {
    let bare = text.strip_prefix(BYTE_ORDER_MARK);
    let mut document: DocumentMut = bare.unwrap_or(text).parse().map_err(|_| NotAConfig)?;
    let is_python = path.file_name().is_some_and(|name| name == PYTHON_PROJECT);
    let table: &mut dyn TableLike = if is_python {
        let tool = document.get_mut("tool");
        tool.and_then(|tool| tool.get_mut("pitchlint"))
            .and_then(Item::as_table_like_mut)
            .ok_or(NotAConfig)?
    } else {
        document.as_table_mut()
    };
    add(table, term)?;
    let mut new = document.to_string();
    // The writer of TOML knows one line ending only.
    if text.contains("\r\n") && !new.contains("\r\n") {
        new = new.replace('\n', "\r\n");
    }
    if bare.is_some() {
        new.insert(0, BYTE_ORDER_MARK);
    }
    Ok(new)
}

fn add(table: &mut dyn TableLike, term: &str) -> Result<(), NotAConfig> {
    let terms = table
        .entry(KEY)
        .or_insert_with(|| Item::Value(Array::new().into()));
    let terms = terms.as_array_mut().ok_or(NotAConfig)?;
    if (terms.iter()).any(|known| known.as_str() == Some(term)) {
        return Ok(());
    }
    let mut value = Value::from(term);
    let before = if terms.trailing_comma() || terms.is_empty() {
        raw(terms.trailing().as_str())
    } else {
        // What stands behind the last term will stand behind its comma.
        let last = terms.len() - 1;
        let decor = terms.get_mut(last).map(Value::decor_mut);
        decor.map_or_else(String::new, |decor| {
            let suffix = raw(decor.suffix().and_then(|suffix| suffix.as_str()));
            decor.set_suffix("");
            suffix
        })
    };
    match before.rsplit_once('\n') {
        // One term a line: so is the new one, as far to the right as the first.
        Some((notes, end)) => {
            let first = terms.get(0).and_then(|first| first.decor().prefix());
            let indent = first.and_then(|prefix| prefix.as_str()).map_or_else(
                || "    ".to_owned(),
                |prefix| prefix.rsplit('\n').next().unwrap_or_default().to_owned(),
            );
            value.decor_mut().set_prefix(format!("{notes}\n{indent}"));
            terms.set_trailing(format!("\n{end}"));
            terms.set_trailing_comma(true);
        }
        None => {
            let space = if terms.is_empty() { "" } else { " " };
            value.decor_mut().set_prefix(space);
            terms.set_trailing(before);
            terms.set_trailing_comma(false);
        }
    }
    terms.push_formatted(value);
    Ok(())
}

fn raw(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(old: &str) -> String {
        with_term(Path::new("pitchlint.toml"), old, "leverage").unwrap()
    }

    #[test]
    fn comments_and_order_stay() {
        for (old, new) in [
            ("", "accept = [\"leverage\"]\n"),
            ("accept = []\n", "accept = [\"leverage\"]\n"),
            (
                "# ours\naccept = [\"hub\"] # why\nkind = \"pitch\"\n",
                "# ours\naccept = [\"hub\", \"leverage\"] # why\nkind = \"pitch\"\n",
            ),
            (
                "accept = [ \"hub\" ]\n",
                "accept = [ \"hub\", \"leverage\" ]\n",
            ),
            (
                "accept = [\n  # names\n  \"hub\", # a product\n  # the end\n]\n[rules]\nhype = \"off\"\n",
                "accept = [\n  # names\n  \"hub\", # a product\n  # the end\n  \"leverage\",\n]\n[rules]\nhype = \"off\"\n",
            ),
            (
                "accept = [\n\t\"hub\" # a product\n]\n",
                "accept = [\n\t\"hub\", # a product\n\t\"leverage\",\n]\n",
            ),
            ("accept = [\n]\n", "accept = [\n    \"leverage\",\n]\n"),
            (
                "audience = \"finance\" # ours\n\n# bad\n[rules]\nhype = \"off\" # so\n",
                "audience = \"finance\" # ours\naccept = [\"leverage\"]\n\n# bad\n[rules]\nhype = \"off\" # so\n",
            ),
            ("accept = [\"leverage\"]\n", "accept = [\"leverage\"]\n"),
        ] {
            assert_eq!(added(old), new, "{old}");
        }
    }

    #[test]
    fn line_endings_and_byte_order_mark_stay() {
        let old = "\u{feff}# ours\r\naccept = [\r\n  \"hub\",\r\n]\r\nkind = \"pitch\"\r\n";
        let new = "\u{feff}# ours\r\naccept = [\r\n  \"hub\",\r\n  \"leverage\",\r\n]\r\nkind = \"pitch\"\r\n";
        assert_eq!(added(old), new);
    }

    #[test]
    fn the_section_of_a_python_project() {
        let added = |old| with_term(Path::new("/a/pyproject.toml"), old, "leverage");
        assert_eq!(
            added("[project]\nname = \"a\"\n\n[tool.pitchlint]\nkind = \"pitch\"\n\n[tool.b]\n")
                .unwrap(),
            "[project]\nname = \"a\"\n\n[tool.pitchlint]\nkind = \"pitch\"\naccept = [\"leverage\"]\n\n[tool.b]\n"
        );
        assert_eq!(
            added("[tool.pitchlint.rules]\nhype = \"off\"\n").unwrap(),
            "[tool.pitchlint]\naccept = [\"leverage\"]\n[tool.pitchlint.rules]\nhype = \"off\"\n"
        );
        assert_eq!(added("[project]\nname = \"a\"\n"), Err(NotAConfig));
    }

    #[test]
    fn a_new_config_and_quotes() {
        let new = new_config("the \"hub\"");
        assert_eq!(
            with_term(Path::new("pitchlint.toml"), &new, "the \"hub\""),
            Ok(new)
        );
        assert_eq!(
            with_term(Path::new("pitchlint.toml"), "accept = 1\n", "hub"),
            Err(NotAConfig)
        );
    }
}
