//! What stands in a Markdown file for other programs: metadata at its top, module lines of MDX.

use std::ops::Range;

use super::prose::fold_term;
use super::{FrontMatter, MetadataEntry};
use crate::source::Source;

/// YAML between `---` lines or TOML between `+++` lines, at the very top.
pub(super) fn front_matter(source: &Source, start: usize) -> Option<FrontMatter> {
    let text = &source.text()[start..];
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let delimiter = ["---", "+++"]
        .into_iter()
        .find(|mark| first.trim_end() == *mark)?;
    let mut end = start + first.len();
    let mut inside = Vec::new();
    for line in lines {
        let line_start = end;
        end += line.len();
        let line = line.trim_end();
        if line == delimiter || delimiter == "---" && line == "..." {
            let entries = entries(&inside);
            let value = |key: &str| {
                let mut named = entries.iter().filter(|entry| entry.key == key);
                let last = named.next_back()?;
                last.items.first().map(String::as_str)
            };
            return Some(FrontMatter {
                span: start..end,
                is_template: value("template") == Some("true"),
                title: value("title").map(fold_term),
                entries,
            });
        }
        inside.push((line_start, line));
    }
    None
}

/// What the lines say. They need not be faultless YAML or TOML: a draft with a slip in its metadata is still a draft.
fn entries(lines: &[(usize, &str)]) -> Vec<MetadataEntry> {
    let mut entries: Vec<MetadataEntry> = Vec::new();
    let mut table = String::new();
    // The keys that a line may stand below: their columns and their paths.
    let mut above: Vec<(usize, String)> = Vec::new();
    for (start, line) in lines {
        let column = line.len() - line.trim_start().len();
        let line = line.trim();
        let span = start + column..start + column + line.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            name.trim().to_lowercase().clone_into(&mut table);
            continue;
        }
        if let Some(item) = line.strip_prefix("- ") {
            if let Some(entry) = entries.last_mut() {
                entry.items.push(unquoted(item.trim()).to_owned());
                entry.span.end = span.end;
            }
            continue;
        }
        let Some((key, value)) = line.split_once([':', '=']) else {
            continue;
        };
        above.retain(|(left, _)| *left < column);
        let parent = above.last().map_or(table.as_str(), |(_, path)| path);
        let path = below(parent, key);
        let value = value.trim();
        if let Some(map) = value.strip_prefix('{').and_then(|v| v.strip_suffix('}')) {
            let pairs = map
                .split(',')
                .filter_map(|pair| pair.split_once([':', '=']));
            entries.extend(
                pairs.map(|(key, value)| entry(below(&path, key), value.trim(), span.clone())),
            );
        } else {
            entries.push(entry(path.clone(), value, span));
        }
        above.push((column, path));
    }
    entries
}

fn below(parent: &str, key: &str) -> String {
    let key = unquoted(key.trim()).to_lowercase();
    if parent.is_empty() {
        key
    } else {
        format!("{parent}.{key}")
    }
}

fn entry(key: String, value: &str, span: Range<usize>) -> MetadataEntry {
    // What stands behind the value is a comment.
    let bare = match value.chars().next() {
        Some(mark @ ('"' | '\'')) => value[1..]
            .find(mark)
            .map_or(value, |close| &value[..close + 2]),
        _ => value.split(" #").next().unwrap_or(value).trim_end(),
    };
    let items = match bare.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(list) => list
            .split(',')
            .map(|item| unquoted(item.trim()).to_owned())
            .collect(),
        None if bare.is_empty() => Vec::new(),
        None => vec![unquoted(bare).to_owned()],
    };
    MetadataEntry {
        key,
        value: value.to_owned(),
        items,
        span,
    }
}

fn unquoted(value: &str) -> &str {
    value.trim_matches(['"', '\''])
}

/// Whether a paragraph is an import or export of an MDX file.
pub(super) fn is_module_line(paragraph: &str) -> bool {
    if let Some(rest) = paragraph.strip_prefix("import ") {
        let import = statement(rest);
        return import.ends_with(['"', '\''])
            && (import.starts_with(['"', '\'']) || import.contains(" from "))
            || import.starts_with('{') && import.ends_with([',', '{']);
    }
    let Some(rest) = paragraph.strip_prefix("export ") else {
        return false;
    };
    let export = statement(rest);
    let starts = [
        "const ",
        "let ",
        "function ",
        "default ",
        "class ",
        "* from",
        "{",
    ];
    (starts.iter()).any(|start| export.starts_with(start)) && export.contains(['=', '(', '{', '*'])
}

/// What stands on the first line of a text, without the semicolons at its end.
fn statement(text: &str) -> &str {
    let line = text.lines().next().unwrap_or("");
    line.trim_end().trim_end_matches(';')
}
