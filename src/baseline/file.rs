//! A baseline as it is written: TOML with a line for each entry, sorted, so that a change to it is small and merges well.

use std::fmt::Write as _;

use serde::Deserialize;
use toml::Spanned;

use super::{Key, Tallies};
use crate::fault::{self, Fault, Notation, fault};

/// The version that is read and written.
const VERSION: i64 = 1;

const NOTATION: Notation = Notation {
    page: "docs/adopting.md",
    files: "baselines",
    examples: &[
        ("version", "version = 1"),
        ("path", r#"path = "docs/draft.md""#),
        ("rule", r#"rule = "hype""#),
        ("count", "count = 1"),
    ],
    table: r#"{ path = "docs/draft.md", rule = "hype", text = "game-changer", count = 1 }"#,
    item: "each entry has a line of its own",
    hidden: &[],
};

const HEAD: &str = "\
# Findings that `pitchlint --baseline` hides, since they were there when it was written. Do not add to them by hand:
# `--prune-baseline` takes out what was mended since.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    version: Spanned<i64>,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    text: Option<String>,
    count: Spanned<i64>,
}

/// The baseline in the text of a file. An entry that stands twice, as after a merge, counts once: with its larger count.
///
/// # Errors
/// What is wrong with it, with the place and the cure.
pub fn read(text: &str) -> Result<Tallies, Fault> {
    if let Some(at) = conflict(text) {
        return Err(fault(
            "a merge has left its marks here",
            "take the marks out and keep the entries of both sides; an entry may stand twice",
            at,
        ));
    }
    if let Err(error) = toml::from_str::<toml::Table>(text) {
        return Err(fault::toml::no_toml(text, &error, &NOTATION));
    }
    let file: BaselineFile = toml::from_str(text)
        .map_err(|error| fault::toml::fault_of(text, error.message(), error.span(), &NOTATION))?;
    if *file.version.get_ref() != VERSION {
        return Err(fault(
            format!(
                "this baseline has version {}, and this pitchlint reads version {VERSION}",
                file.version.get_ref()
            ),
            "use the pitchlint that wrote it, or take the file away and write it anew with --write-baseline",
            file.version.span(),
        ));
    }
    let mut tallies = Tallies::new();
    for entry in file.findings {
        let Some(count) = usize::try_from(*entry.count.get_ref())
            .ok()
            .filter(|count| *count > 0)
        else {
            return Err(fault(
                "a count is 1 or more",
                "write how many there are, or take the entry out",
                entry.count.span(),
            ));
        };
        let key = Key {
            rule: entry.rule,
            text: entry.text,
        };
        let known = (tallies.entry(entry.path).or_default())
            .entry(key)
            .or_insert(0);
        *known = count.max(*known);
    }
    Ok(tallies)
}

/// Where a merge has left a mark.
fn conflict(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "======="
            || ["<<<<<<< ", ">>>>>>> "]
                .iter()
                .any(|mark| bare.starts_with(mark))
        {
            return Some(at..at + bare.len());
        }
        at += line.len();
    }
    None
}

/// The text of the file, always the same for the same findings.
pub fn written(tallies: &Tallies) -> String {
    let mut out = HEAD.to_owned();
    let mut line = |text: &str| {
        let written = writeln!(out, "{text}");
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    };
    line(&format!("version = {VERSION}"));
    line("findings = [");
    for (path, tally) in tallies {
        for (key, count) in tally {
            let text = (key.text.as_ref())
                .map_or_else(String::new, |text| format!("text = {}, ", quoted(text)));
            line(&format!(
                "  {{ path = {}, rule = {}, {text}count = {count} }},",
                quoted(path),
                quoted(&key.rule)
            ));
        }
    }
    line("]");
    out
}

/// A text between quotation marks, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::Tally;

    #[test]
    fn what_is_written_is_read() {
        let key = |rule: &str, text: Option<&str>| Key {
            rule: rule.to_owned(),
            text: text.map(str::to_owned),
        };
        let tallies = Tallies::from([
            (
                "d é/x \"q\" \\ \n\u{7f}.md".to_owned(),
                Tally::from([
                    (key("hype", Some("it's a \"win\"")), 2),
                    (key("missing-goal", None), 1),
                ]),
            ),
            ("b.md".to_owned(), Tally::from([(key("hype", Some("")), 1)])),
        ]);
        let text = written(&tallies);
        assert_eq!(read(&text).unwrap(), tallies);
        assert_eq!(text.lines().count(), HEAD.lines().count() + 3 + 3, "{text}");
    }

    #[test]
    fn entries_of_both_sides_of_a_merge() {
        let entry = |count| {
            format!("{{ path = \"a.md\", rule = \"hype\", text = \"x\", count = {count} }},\n")
        };
        let text = format!("version = 1\nfindings = [\n{}{}]\n", entry(3), entry(2));
        let read = read(&text).unwrap();
        assert_eq!(read["a.md"].values().copied().collect::<Vec<_>>(), [3]);
    }
}
