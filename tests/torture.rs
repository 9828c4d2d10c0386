//! Everything that Markdown and typography can do to a phrase, in `fixtures/torture.md`: each case names what is found in it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

use std::ops::Range;

use pitchlint::lexicon::matcher::{Lexicon, Workload};
use pitchlint::lexicon::pack::Pack;
use pitchlint::lexicon::table::Tables;
use pitchlint::report::{Format, Style};
use pitchlint::{Document, Linter, Selection, Source};

const DRAFT: &str = include_str!("../fixtures/torture.md");

/// The cases in the order of the draft, each with the source under its labels and the rule; none where it is to be silent.
const CASES: &[(&str, &[(&str, &str)])] = &[
    ("heading", &[("paradigm shift", CORPORATE)]),
    (
        "setext heading",
        &[
            ("deep dive into", CORPORATE),
            ("low-hanging fruit", CORPORATE),
        ],
    ),
    (
        "soft break in a paragraph",
        &[("game-\nchanging", HYPE), ("move\nthe needle", CORPORATE)],
    ),
    (
        "soft break in a list item",
        &[("paradigm\n  shift", CORPORATE)],
    ),
    // Somebody else's words; that the phrase is found all the same is tested below.
    ("soft break in a block quote", &[]),
    (
        "soft break in an alert",
        &[("paradigm\n> shift", CORPORATE)],
    ),
    (
        "hard break",
        &[
            ("low-hanging\\\nfruit", CORPORATE),
            ("circle  \nback", CORPORATE),
        ],
    ),
    (
        "bold",
        &[
            ("leverage", CORPORATE),
            ("go **viral", SOCIAL),
            ("holy **grail", "holy-grail"),
        ],
    ),
    (
        "emphasis inside a word",
        &[("lever*age", CORPORATE), ("game-*chang*ing", HYPE)],
    ),
    (
        "no-break space",
        &[("move\u{a0}the&nbsp;needle", CORPORATE)],
    ),
    ("soft hyphen", &[("lev\u{ad}er\u{ad}age", CORPORATE)]),
    ("zero-width space", &[("syn\u{200b}ergies", CORPORATE)]),
    ("en dash", &[("game\u{2013}changing", HYPE)]),
    (
        "curly apostrophe",
        &[("before it\u{2019}s too late", PANIC)],
    ),
    (
        "character reference inside",
        &[
            ("before it&rsquo;s too late", PANIC),
            ("game&#45;changing", HYPE),
        ],
    ),
    (
        "ampersand before",
        &[("leverage", CORPORATE), ("go&#x20;viral", SOCIAL)],
    ),
    (
        "backslash escape inside",
        &[("game\\-changing", HYPE), ("before it\\'s too late", PANIC)],
    ),
    (
        "capitals",
        &[("LEVERAGE", CORPORATE), ("MOVE THE NEEDLE", CORPORATE)],
    ),
    (
        "inflected",
        &[
            ("leveraging", CORPORATE),
            ("leverages", CORPORATE),
            ("leveraged", CORPORATE),
            ("synergies", CORPORATE),
        ],
    ),
    (
        "hyphen, space and closed",
        &[
            ("game-changing", HYPE),
            ("game changing", HYPE),
            ("gamechanging", HYPE),
            ("win-win", CORPORATE),
            ("win win", CORPORATE),
        ],
    ),
    ("inside a longer word", &[]),
    ("inline code", &[]),
    ("code span as a barrier", &[]),
    ("fence", &[]),
    ("address", &[]),
    ("comment", &[]),
    ("struck out", &[]),
    (
        "link text",
        &[
            ("leverage", CORPORATE),
            ("synergies", CORPORATE),
            ("move the needle", CORPORATE),
        ],
    ),
    (
        "alt text",
        &[("leverage", CORPORATE), ("syn*ergies", CORPORATE)],
    ),
    (
        "table cell",
        &[
            ("Leverage", CORPORATE),
            ("go viral", SOCIAL),
            ("leverage", CORPORATE),
        ],
    ),
    ("footnote", &[("leverage", CORPORATE)]),
    (
        "task item",
        &[("leverage", CORPORATE), ("circle back", CORPORATE)],
    ),
    (
        "definition list",
        &[("Synergies", CORPORATE), ("leverage", CORPORATE)],
    ),
    ("nested list", &[("circle\n     back", CORPORATE)]),
    (
        "html block",
        &[("Go <b>vi</b>ral", SOCIAL), ("Move\nthe needle", CORPORATE)],
    ),
    ("inline html", &[("lever</b>age", CORPORATE)]),
    ("admonition", &[("leverage", CORPORATE)]),
    ("quotation marks", &[("synergies", CORPORATE)]),
    ("template syntax", &[]),
    (
        "after an emoji",
        &[("leverage", CORPORATE), ("go viral", SOCIAL)],
    ),
    (
        "after CJK",
        &[("leverage", CORPORATE), ("synergies", CORPORATE)],
    ),
    (
        "before a dash and other signs",
        &[
            ("leverage", CORPORATE),
            ("synergies", CORPORATE),
            ("go viral", SOCIAL),
            ("game changer", HYPE),
        ],
    ),
    ("after a combining mark", &[("leverage", CORPORATE)]),
    ("after a tab", &[("leverage", CORPORATE)]),
];

const CORPORATE: &str = "corporate-jargon";
const SOCIAL: &str = "social-jargon";
const HYPE: &str = "hype";
const PANIC: &str = "panic";

/// What a script is told of a finding.
#[derive(Debug, PartialEq)]
struct Place {
    line: usize,
    column: usize,
    bytes: Range<usize>,
    text: String,
    rule: String,
}

/// Where the cases say that something is found. Lines and columns are counted here, not by the program.
fn expected(draft: &str, line_break: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (name, found) in CASES {
        let mut at = draft
            .find(&format!("<!-- case: {name} -->"))
            .unwrap_or_else(|| panic!("no case {name}"));
        at += draft[at..].find("-->").unwrap();
        for (text, rule) in *found {
            let text = text.replace('\n', line_break);
            at += draft[at..]
                .find(&text)
                .unwrap_or_else(|| panic!("{name}: {text}"));
            let line_start = draft[..at].rfind('\n').map_or(0, |line_feed| line_feed + 1);
            places.push(Place {
                line: draft[..at].matches('\n').count() + 1,
                column: draft[line_start..at].chars().count() + 1,
                bytes: at..at + text.len(),
                text: text.clone(),
                rule: (*rule).to_owned(),
            });
            at += text.len();
        }
    }
    places
}

/// All rules but the one that counts the others' findings: so many in one draft are its very business.
fn linter() -> Linter {
    Linter::new(&Selection {
        select: Vec::new(),
        ignore: vec!["jargon-barrage".to_owned()],
    })
}

/// What the program says, as its jsonl output has it.
fn found(draft: &str) -> Vec<Place> {
    let source = Source::new("torture.md", draft);
    let findings = linter().check(&source);
    let mut out = String::new();
    let style = Style {
        color: false,
        links: false,
        width: 100,
    };
    Format::Jsonl.write(&mut out, style, &source, &findings);
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .map(|line: serde_json::Value| Place {
            line: number(&line["line"]),
            column: number(&line["column"]),
            bytes: number(&line["byte_start"])..number(&line["byte_end"]),
            text: line["text"].as_str().unwrap().to_owned(),
            rule: line["rule"].as_str().unwrap().to_owned(),
        })
        .collect()
}

fn assert_same(found: &[Place], expected: &[Place]) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn every_case_of_the_draft_is_in_the_table() {
    let named = DRAFT.matches("<!-- case: ").count();
    assert_eq!(named, CASES.len());
}

#[test]
fn each_is_found_where_it_stands() {
    assert_same(&found(DRAFT), &expected(DRAFT, "\n"));
}

#[test]
fn carriage_returns_change_nothing() {
    let draft = DRAFT.replace('\n', "\r\n");
    assert_same(&found(&draft), &expected(&draft, "\r\n"));
}

#[test]
fn a_byte_order_mark_moves_bytes_and_nothing_else() {
    let mut shifted = expected(DRAFT, "\n");
    for place in &mut shifted {
        place.bytes = place.bytes.start + 3..place.bytes.end + 3;
    }
    assert_same(&found(&format!("\u{feff}{DRAFT}")), &shifted);
}

#[test]
fn a_phrase_in_a_block_quote_is_found_and_known_to_be_quoted() {
    let source = Source::new("torture.md", DRAFT);
    let document = Document::parse(&source);
    let linter = linter();
    let hits = linter.lexicon().scan(document.prose().folded());
    let quoted: Vec<&str> = (hits.phrases.iter())
        .filter(|hit| document.is_quoted(&hit.range))
        .map(|hit| &DRAFT[document.prose().source_range(&hit.range)])
        .collect();
    assert!(quoted.contains(&"paradigm\n> shift"), "{quoted:?}");
    assert!(
        quoted.contains(&"go viral"),
        "between quotation marks: {quoted:?}"
    );
}

/// No rule that ships has an ampersand in a phrase; a user's own pack may.
#[test]
fn an_ampersand_inside_a_phrase() {
    let pack = r#"
        id = "own"
        severity = "warning"
        message = "{text}"
        what = "a"
        why = "b"
        instead = "c"
        [[entry]]
        terms = ["smoke & mirrors"]
        pos = "phrase"
        hears = "d"
        advice = "e"
    "#;
    let tables = Tables::compile(&[Pack::read(pack).unwrap()]);
    let lexicon = Lexicon::new(&tables, Workload::Small).unwrap();
    for written in [
        "smoke & mirrors",
        "smoke &amp; mirrors",
        "smoke \\& mirrors",
        "Smoke **&#38;** mirrors",
    ] {
        let source = Source::new("a.md", format!("It is {written}, no less."));
        let document = Document::parse(&source);
        let hits = lexicon.scan(document.prose().folded());
        let found: Vec<&str> = (hits.phrases.iter())
            .map(|hit| &source.text()[document.prose().source_range(&hit.range)])
            .collect();
        assert_eq!(found, [written]);
    }
}

#[test]
fn the_whole_report() {
    let source = Source::new("fixtures/torture.md", DRAFT);
    let findings = linter().check(&source);
    let mut out = String::new();
    let style = Style {
        color: false,
        links: false,
        width: 100,
    };
    Format::Compact.write(&mut out, style, &source, &findings);
    insta::assert_snapshot!(out);
}
