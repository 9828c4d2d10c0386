//! A page for each rule, for those who read on the web rather than in a terminal: written from the rule itself, so that the two
//! cannot differ. `tests/rule_pages.rs` keeps `docs/rules/` current.

use std::fmt::Write as _;

use crate::lexicon::pack::{Audience, Confidence};
use crate::lexicon::table::{EntryRow, PackRow};
use crate::rules::{self, AFTERWARDS, About, STRUCTURE};
use crate::severity::Severity;

/// Where the pages stand on the web.
const BASE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules/");

/// How many phrases of a group are named.
const MOST_PHRASES: usize = 3;

/// A Markdown file of `docs/rules/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name of the file.
    pub name: String,
    pub text: String,
}

/// The address of the page about a rule; none if no rule of the program has this id.
pub fn url(id: &str) -> Option<String> {
    let known = (STRUCTURE.iter().chain(AFTERWARDS)).any(|rule| rule.id == id)
        || rules::wording_rules().any(|pack| rules::tables().str(pack.id) == id);
    known.then(|| format!("{BASE}{id}.md"))
}

/// All pages: the index, then one for each rule.
pub fn all() -> Vec<Page> {
    let index = Page {
        name: "README.md".to_owned(),
        text: index(),
    };
    let rules = rules::all().map(|rule| Page {
        name: format!("{}.md", rule.id),
        text: about(&rule),
    });
    std::iter::once(index).chain(rules).collect()
}

fn index() -> String {
    let mut page = String::from(
        "# The rules\n\nWhat each rule flags and why, with examples. The same stands in your terminal: `pitchlint explain hype`.\n",
    );
    let (wording, structure): (Vec<About>, Vec<About>) =
        rules::all().partition(|rule| rule.pack.is_some());
    let (afterwards, structure): (Vec<About>, Vec<About>) =
        (structure.into_iter()).partition(|rule| AFTERWARDS.iter().any(|last| last.id == rule.id));
    for (title, rules) in [
        ("Order and pieces", structure),
        ("Wording", wording),
        ("Comments for pitchlint", afterwards),
    ] {
        page += &format!(
            "\n## {title}\n\n| Rule | Severity | Speaks about | What it flags |\n| --- | --- | --- | --- |\n"
        );
        for rule in rules {
            let off = if rule.on_by_default { "" } else { ", off" };
            page += &format!(
                "| [`{id}`]({id}.md) | {}{off} | {} | {} |\n",
                rule.severity,
                if rule.pitches_only {
                    "pitches"
                } else {
                    "any draft"
                },
                cell(rule.what),
                id = rule.id,
            );
        }
    }
    page
}

fn about(rule: &About) -> String {
    let id = rule.id;
    let mut page = format!("# `{id}`\n\n{}\n\n", escaped(rule.what));
    page += &format!("- **Severity:** {}\n", rule.severity);
    page += if rule.pitches_only {
        "- **Speaks about:** pitches only, that is, drafts that ask somebody to decide something. \
         [How that is told](../how-it-reads.md#is-it-a-pitch).\n"
    } else {
        "- **Speaks about:** any draft\n"
    };
    page += &if rule.on_by_default {
        format!("- **To turn it off:** `pitchlint --ignore {id}`\n")
    } else {
        format!("- **Off by default.** To turn it on: `pitchlint --select {id}`\n")
    };
    if let Some(pack) = rule.pack {
        page += &exceptions(pack);
    }
    page += &format!("\n## Why\n\n{}\n", escaped(rule.why));
    page += &format!("\n## What to write instead\n\n{}\n", escaped(rule.instead));
    page += &examples("Flagged", &rule.bad);
    page += &examples("Left alone", &rule.good);
    if let Some(pack) = rule.pack {
        page += &groups(pack);
    }
    page += "\n[All rules](README.md)\n";
    page
}

/// What a pack asks for besides its phrases.
fn exceptions(pack: &PackRow) -> String {
    let mut lines = String::new();
    if let Some(severity) = pack.severity_with_figure {
        lines += &format!("- **With a figure in the same sentence:** {severity}\n");
    }
    if pack.skip_templates {
        lines += "- **In templates:** most of it is silent in drafts that say `template: true` in their front matter\n";
    }
    lines
}

/// Examples as they would be drafted, so that none of their Markdown is drawn: each in a block of its own, or one a line.
fn examples(title: &str, examples: &[&str]) -> String {
    if examples.is_empty() {
        return String::new();
    }
    let one_line_each = examples
        .iter()
        .all(|example| !example.trim().contains('\n'));
    let blocks = if one_line_each {
        vec![examples.join("\n")]
    } else {
        examples
            .iter()
            .map(|example| example.trim().to_owned())
            .collect()
    };
    let mut section = format!("\n## {title}\n");
    for block in blocks {
        let fence = fence(&block);
        section += &format!("\n{fence}markdown\n{block}\n{fence}\n");
    }
    section
}

/// A fence that nothing in the block closes.
fn fence(block: &str) -> String {
    let longest = (block.split(|c| c != '`').map(str::len)).max().unwrap_or(0);
    "`".repeat((longest + 1).max(3))
}

/// What a pack knows, a line for each group of words that share their advice.
fn groups(pack: &PackRow) -> String {
    let tables = rules::tables();
    let entries = tables.entries_of(pack);
    let of =
        |confidence| (entries.iter()).filter(move |entry| entry.advice.confidence == confidence);
    let phrases: u32 = entries.iter().map(|entry| entry.terms.len).sum();
    let mut section = format!(
        "\n## What it knows\n\n{}{}. `pitchlint explain WORD` names the other forms of a word, and where it is left alone. \
         [How it matches](../how-it-matches.md).\n",
        count(phrases, "phrase"),
        match pack.patterns.len {
            0 => String::new(),
            patterns => format!(" and {}", count(patterns, "pattern")),
        },
    );
    let suggestion = Severity::Info.min(pack.severity);
    let sure = format!("Shown as {}", pack.severity);
    let unsure = format!("Often fine, and so shown as {suggestion} only");
    for (title, confidence) in [(sure, Confidence::High), (unsure, Confidence::Medium)] {
        let rows: String = of(confidence).map(row).collect();
        if !rows.is_empty() {
            section += &format!(
                "\n### {title}\n\n| Words | Your reader hears | Instead |\n| --- | --- | --- |\n{rows}"
            );
        }
    }
    let patterns = tables.rows(&tables.patterns, pack.patterns);
    if !patterns.is_empty() {
        section += "\n### Patterns\n\n| Your reader hears | Instead |\n| --- | --- |\n";
        for pattern in patterns {
            let (hears, instead) = (pattern.advice.hears, pattern.advice.instead);
            section += &format!(
                "| {} | {} |\n",
                cell(tables.str(hears)),
                cell(tables.str(instead))
            );
        }
    }
    let low = of(Confidence::Low).count();
    if low > 0 {
        section += &format!(
            "\n{} more {} known and not shown, since the words are too often the right ones.\n",
            low,
            if low == 1 { "group is" } else { "groups are" }
        );
    }
    section
}

fn row(entry: &EntryRow) -> String {
    let tables = rules::tables();
    let terms = tables.terms_of(entry);
    let mut words: Vec<&str> = (terms.iter().take(MOST_PHRASES))
        .map(|term| tables.str(term.headline))
        .collect();
    if terms.len() > MOST_PHRASES {
        words.push("...");
    }
    let mut words = cell(&words.join(", "));
    let plain_for: Vec<&str> = (Audience::ALL.iter().copied())
        .filter(|audience| entry.advice.is_plain_for(*audience))
        .map(Audience::name)
        .collect();
    if !plain_for.is_empty() {
        let written = write!(words, " (plain to: {})", plain_for.join(", "));
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }
    let (hears, instead) = (
        tables.str(entry.advice.hears),
        tables.str(entry.advice.instead),
    );
    format!("| {words} | {} | {} |\n", cell(hears), cell(instead))
}

fn count(number: u32, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Plain text as the text of a table cell.
fn cell(text: &str) -> String {
    escaped(text).replace('\n', " ").replace('|', "\\|")
}

/// Plain text as Markdown that shows it. Backquotes stay: the texts of the rules use them for code.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        in_code ^= c == '`';
        if !in_code && matches!(c, '<' | '[' | '*' | '_' | '#') {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown
}
