//! What stands in a Markdown file for other programs: metadata at its top, module lines of MDX.

use super::FrontMatter;
use super::prose::fold_term;
use crate::source::Source;

/// YAML between `---` lines or TOML between `+++` lines, at the very top.
pub(super) fn front_matter(source: &Source, start: usize) -> Option<FrontMatter> {
    let text = &source.text()[start..];
    let delimiter = ["---", "+++"].into_iter().find(|mark| {
        text.lines()
            .next()
            .is_some_and(|line| line.trim_end() == *mark)
    })?;
    let mut end = start;
    let mut is_template = false;
    let mut title = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        end += line.len();
        let line = line.trim_end();
        if number > 0 && (line == delimiter || delimiter == "---" && line == "...") {
            return Some(FrontMatter {
                span: start..end,
                is_template,
                title,
            });
        }
        let entry = line
            .split_once([':', '='])
            .map(|(key, value)| (key.trim(), value.trim()));
        is_template |= entry == Some(("template", "true"));
        if let Some((_, value)) = entry.filter(|(key, _)| key.eq_ignore_ascii_case("title")) {
            title = Some(fold_term(value.trim_matches(['"', '\''])));
        }
    }
    None
}

/// Whether a paragraph is an import or export of an MDX file.
pub(super) fn is_module_line(paragraph: &str) -> bool {
    let line = paragraph
        .lines()
        .next()
        .unwrap_or("")
        .trim_end()
        .trim_end_matches(';');
    if let Some(import) = line.strip_prefix("import ") {
        return import.ends_with(['"', '\''])
            && (import.starts_with(['"', '\'']) || import.contains(" from "))
            || import.starts_with('{') && import.ends_with([',', '{']);
    }
    line.strip_prefix("export ").is_some_and(|export| {
        [
            "const ",
            "let ",
            "function ",
            "default ",
            "class ",
            "* from",
            "{",
        ]
        .iter()
        .any(|start| export.starts_with(start))
            && export.contains(['=', '(', '{', '*'])
    })
}
