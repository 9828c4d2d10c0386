//! The moves that put the goal first: what they promise is that nothing is lost, and that the rule has nothing more to say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pitchlint::finding::Fix;
use pitchlint::{Finding, Linter, Selection, Source};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(&Selection::default()));

const MANAGER: &str = include_str!("../fixtures/move/manager.md");
const ADVOCATE: &str = include_str!("../fixtures/move/advocate.md");
const GRANT: &str = include_str!("../fixtures/move/grant.md");
const DOCS_TEAM: &str = include_str!("../fixtures/move/docs-team.md");
const BURIED: &str = include_str!("../fixtures/move/buried.md");

/// The rules whose findings carry a move.
const RULES: &[&str] = &["tools-first", "buried-goal"];

fn findings(text: &str) -> Vec<Finding> {
    let findings = LINTER.check(&Source::new("draft.md", text)).into_iter();
    findings
        .filter(|finding| RULES.contains(&&*finding.rule))
        .collect()
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut new = String::new();
    let mut from = 0;
    for edit in &fix.edits {
        new.push_str(&text[from..edit.span.start]);
        new.push_str(&edit.replacement);
        from = edit.span.end;
    }
    new + &text[from..]
}

/// How often each line that is not blank stands in a text.
fn lines(text: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

/// Checks what every move promises, and gives the moved draft.
fn promised(text: &str, finding: &Finding, fix: &Fix) -> String {
    assert!(!fix.safe, "a person should look at a move");
    let [insertion, deletion] = &fix.edits[..] else {
        panic!("an insertion and a deletion: {fix:?}");
    };
    assert!(insertion.span.is_empty() && deletion.replacement.is_empty());
    assert!(insertion.span.end < deletion.span.start);
    let moved = apply(text, fix);
    assert_eq!(lines(text), lines(&moved), "{}\n{moved}", fix.title);
    assert_eq!(text.ends_with('\n'), moved.ends_with('\n'));
    assert_eq!(
        text.matches("\r\n").count() == text.matches('\n').count(),
        moved.matches("\r\n").count() == moved.matches('\n').count()
    );
    let left = findings(&moved);
    assert!(
        left.iter()
            .all(|other| other.rule != finding.rule && other.rule != "tools-first"),
        "{}\n{moved}",
        fix.title
    );
    moved
}

/// The title of the move that a rule offers for a draft, and the moved draft.
fn moved(text: &str, rule: &str) -> (String, String) {
    let findings = findings(text);
    let finding = findings.first().expect("the draft has its fault");
    assert_eq!(finding.rule, rule);
    let fix = finding.fix.as_ref().expect("a move is offered");
    (fix.title.clone(), promised(text, finding, fix))
}

/// Whether pieces of text stand in this order.
fn in_order(text: &str, pieces: &[&str]) {
    let places: Vec<usize> = (pieces.iter())
        .map(|piece| {
            text.find(piece)
                .unwrap_or_else(|| panic!("no {piece:?} in\n{text}"))
        })
        .collect();
    assert!(places.is_sorted(), "{pieces:?} at {places:?} in\n{text}");
}

#[test]
fn a_section_moves_above_the_one_with_the_tool() {
    let (title, text) = moved(MANAGER, "tools-first");
    assert_eq!(title, "Move the section \"Why\" above \"Plan\"");
    in_order(
        &text,
        &[
            "---\ntitle",
            "# Proposal",
            "Dear Renate",
            "Monday.\n\n## Why\n\nLast year",
            "to expect.\n\n## Plan\n\nWe should",
            "said.\n\n## Risk",
        ],
    );
}

#[test]
fn line_breaks_of_windows_stay() {
    let windows = MANAGER.replace('\n', "\r\n");
    let (_, text) = moved(&windows, "tools-first");
    assert_eq!(text, moved(MANAGER, "tools-first").1.replace('\n', "\r\n"));
}

#[test]
fn spaces_at_the_end_of_a_line_stay() {
    let spaced = |text: &str| text.replace(".\n", ".  \n");
    let (_, text) = moved(&spaced(MANAGER), "tools-first");
    assert_eq!(text, spaced(&moved(MANAGER, "tools-first").1));
}

#[test]
fn footnotes_stay_at_the_end() {
    let draft = "# Proposal\n\n## Plan\n\nWe should launch a TikTok channel.[^1]\n\n## Why\n\nWe want to help patients find us.\n\n\
                 [^1]: A footnote.\n";
    let (_, text) = moved(draft, "tools-first");
    in_order(&text, &["## Why", "## Plan", "[^1]: A footnote."]);
}

#[test]
fn a_list_moves_whole() {
    let draft = "# Proposal\n\n## Plan\n\nWe should launch a TikTok channel.\n\nIt takes a day a week. The room is free. The light is good. The door is wide. The street is quiet.\n\n- We want to help patients find us.\n\
                 - It is free.\n";
    let (title, text) = moved(draft, "tools-first");
    assert_eq!(title, "Move the list with the goal above the tool");
    in_order(
        &text,
        &["## Plan", "- We want", "- It is free", "We should"],
    );
}

#[test]
fn the_section_around_moves_with_its_subsections_and_links_still_lead_somewhere() {
    let (title, text) = moved(ADVOCATE, "tools-first");
    assert_eq!(
        title,
        "Move the section \"Background\" above \"The podcast\""
    );
    in_order(
        &text,
        &[
            "To: Amina",
            "## Background",
            "### Problem",
            "neither[^2]",
            "## The podcast",
            "### Price",
            "## Time",
            "[posts]:",
            "[^1]:",
        ],
    );
    let html = |text: &str| {
        let options = pulldown_cmark::Options::ENABLE_FOOTNOTES;
        let mut links = 0;
        let mut notes = 0;
        for event in pulldown_cmark::Parser::new_ext(text, options) {
            match event {
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { .. }) => links += 1,
                pulldown_cmark::Event::FootnoteReference(_) => notes += 1,
                _ => {}
            }
        }
        (links, notes)
    };
    assert_eq!(html(ADVOCATE), (2, 2));
    assert_eq!(html(&text), (2, 2));
}

#[test]
fn a_title_among_equals_stays_first_and_no_line_break_is_added_at_the_end() {
    let (title, text) = moved(GRANT, "tools-first");
    assert_eq!(
        title,
        "Move the section \"Objectives\" above \"Activities\""
    );
    in_order(
        &text,
        &[
            "# Grant",
            "Contact: Ines",
            "# Objectives",
            "```\n\n# Activities",
            "# Budget",
        ],
    );
    assert!(text.ends_with("9,000 EUR for one year."), "{text}");
}

#[test]
fn within_a_section_a_paragraph_moves_with_its_list() {
    let (title, text) = moved(DOCS_TEAM, "tools-first");
    assert_eq!(title, "Move the paragraph with the goal above the tool");
    in_order(
        &text,
        &[
            "## Where we stand\n\nEvery week",
            "- then guarantees.\n\nWe propose",
            "printers.\n\nThe numbers",
            "## Until when",
        ],
    );
}

#[test]
fn a_buried_goal_moves_below_the_title_and_the_lines_about_the_document() {
    let (title, text) = moved(BURIED, "buried-goal");
    assert_eq!(title, "Move the paragraph with the goal to the top");
    in_order(
        &text,
        &[
            "=====",
            "From: Ottilie",
            "Every day 45",
            "ten minutes by autumn.\n\nThe town hall",
            "it takes.\n\nI ask",
        ],
    );
}

#[test]
fn a_buried_goal_moves_below_the_fields_of_a_form_and_its_own_heading() {
    let filler = "The hall has a red door and a green roof. ".repeat(18);
    let draft = format!(
        "# Request\n\n**Applicant:** Ines\n**Team**: two\n\n# Description\n\n{filler}\n\nWe want to help patients find us.\n\n# Budget\n\n\
         300 EUR.\n"
    );
    let (title, text) = moved(&draft, "buried-goal");
    assert_eq!(title, "Move the paragraph with the goal to the top");
    in_order(
        &text,
        &[
            "# Request",
            "**Team**",
            "# Description\n\nWe want to help",
            "The hall",
            "# Budget",
        ],
    );
}

#[test]
fn no_move_is_offered_that_would_break_the_outline_or_mend_nothing() {
    let drafts = [
        // The section of the tool would become a part of the one with the goal.
        "# Proposal\n\n### Plan\n\nWe should launch a TikTok channel.\n\n## Why\n\nWe want to help patients find us.\n",
        // The section would be left empty.
        "# Proposal\n\nWe should launch a TikTok channel.\n\n## Why\n\nWe want to help patients find us.\n",
        // Tool and goal stand in one list.
        "# Proposal\n\n## Points\n\n- We should launch a TikTok channel.\n- a.\n- b.\n- c.\n- d.\n- We want to help patients find us.\n",
        // An element reaches from one section into the other.
        "# Proposal\n\n## Plan\n\nWe should launch a TikTok channel.\n\n<details>\n\n## Why\n\nWe want to help patients find us.\n\n</details>\n",
        // What moves has a tool well before its goal.
        "# Proposal\n\n## Plan\n\nWe should launch a TikTok channel.\n\n## Why\n\nWe propose a podcast. It is new. It is short. It is loud. It is ours. It is free.\n\nWe want to help patients find us.\n",
        // A paragraph that leans on the one before cannot lead.
        "# Proposal\n\nWe should launch a TikTok channel.\n\n## Why\n\nPatients call.\n\nThis is to help patients find us.\n",
    ];
    for draft in drafts {
        let findings = findings(draft);
        assert_eq!(findings.len(), 1, "{draft}");
        assert_eq!(findings[0].fix, None, "{draft}");
    }
}

/// Blocks of which drafts are made at random.
const BLOCKS: &[&str] = &[
    "## Plan\n",
    "## Why\n",
    "## Plan\n",
    "## Why\n",
    "### Details\n",
    "# Part\n",
    "Setext\n======\n",
    "We should launch a TikTok channel.\n",
    "We propose a podcast for new staff.\n",
    "We want to help patients find us.\n",
    "Our aim is to reduce complaints from customers.\nIt says so.\n",
    "- one\n- two\n  - three\n",
    "1. one\n\n2. two\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n",
    "> Somebody said so.\n",
    "```text\n# no heading\n```\n",
    "    indented\n",
    "<details>\n",
    "</details>\n",
    "<!-- note -->\n",
    "[link]: https://a.example\n",
    "See [link] and[^1].\n",
    "[^1]: A footnote.\n",
    "---\n",
    "What we need:\n",
    ":::note\n",
    ":::\n",
    "Author: Sam\n",
    "word word word word word word word word word word word word word word word word.\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_move_keeps_its_promises(
        parts in prop::collection::vec((0..BLOCKS.len(), prop::bool::weighted(0.85)), 3..24),
        windows in any::<bool>(),
        ends in any::<bool>(),
    ) {
        let mut text = "# Proposal\n\n".to_owned();
        for (block, blank) in parts {
            text.push_str(BLOCKS[block]);
            if blank {
                text.push('\n');
            }
        }
        if !ends {
            text.truncate(text.trim_end().len());
        }
        if windows {
            text = text.replace('\n', "\r\n");
        }
        for finding in findings(&text) {
            if let Some(fix) = &finding.fix {
                promised(&text, &finding, fix);
            }
        }
    }
}
