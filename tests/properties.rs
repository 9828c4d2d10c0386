//! What must hold for any text whatever: no panic, spans on characters, and words that map back to where they came from.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::sync::LazyLock;

use pitchlint::document::prose::{BARRIER, fold};
use pitchlint::{Document, Finding, Linter, Selection, Source};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(&Selection::default()));

const DRAFTS: &[&str] = &[
    include_str!("../fixtures/torture.md"),
    "---\ntitle: x\n---\n# A\n\n> [!NOTE]\n> leverage\n> > \"we go viral with all of it\"\n\n<div>\n    <p>TBD</p>\n</div>\n",
];

/// The specifications whose examples are linted; both are CC-BY-SA 4.0, as their first lines say.
const SPECIFICATIONS: &[(&str, &str, usize)] = &[
    (
        "CommonMark",
        include_str!("data/commonmark-0.31.2.txt"),
        652,
    ),
    ("GFM", include_str!("data/gfm-0.29.txt"), 673),
    (
        "GFM extensions",
        include_str!("data/gfm-extensions.txt"),
        30,
    ),
];

/// Lints a text and checks what holds for every text.
fn lint(text: &str) -> Vec<Finding> {
    let source = Source::new("draft.md", text);
    let document = Document::parse(&source);
    let prose = document.prose();
    assert_eq!(prose.text().len(), prose.folded().len());
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.text.start >= end && block.text.end <= prose.text().len());
        end = block.text.end;
    }
    words_map_back(text, &document);
    let findings = LINTER.check(&source);
    for finding in &findings {
        let span = finding.span();
        assert!(span.start < span.end, "{finding:?}");
        assert!(text.get(span.clone()).is_some(), "{finding:?}");
        let (start, end) = (source.position(span.start), source.position(span.end));
        assert!(start < end && end.line <= source.line_count());
    }
    assert!(
        findings
            .windows(2)
            .all(|pair| pair[0].span().end <= pair[1].span().start
                || pair[0].span().start <= pair[1].span().start),
        "findings come in reading order"
    );
    findings
}

/// Each word of the prose stands, letter by letter in order, in the source it maps to: folded as prose is, with what has no
/// letters (markup, soft hyphens) between. Words with a character reference in them are left to the tests that plant one.
fn words_map_back(text: &str, document: &Document) {
    let prose = document.prose();
    let mut at = 0;
    for word in prose.text().split_inclusive([' ', '\n', BARRIER]) {
        let range = at..at + word.trim_end_matches([' ', '\n', BARRIER]).len();
        at += word.len();
        if range.is_empty() {
            continue;
        }
        let span = prose.source_range(&range);
        let source = text.get(span).expect("a span lies on characters");
        if source.contains(['&', '\0']) {
            continue;
        }
        let folded = fold(source);
        let mut letters = folded.chars();
        let word = &prose.folded()[range];
        assert!(
            word.chars()
                .filter(|c| c.is_alphanumeric())
                .all(|letter| letters.any(|c| c == letter)),
            "{word:?} from {source:?} in {text:?}"
        );
    }
}

#[test]
fn every_example_of_the_specifications() {
    const FENCE: &str = "````````````````````````````````";
    for (name, specification, count) in SPECIFICATIONS {
        lint(specification);
        let opening = format!("\n{FENCE} example");
        let examples = specification.split(&opening).skip(1);
        let mut linted = 0;
        for example in examples {
            let (_, example) = example.split_once('\n').unwrap();
            let markdown = example.split("\n.\n").next().unwrap().replace('→', "\t");
            lint(&markdown);
            lint(&markdown.replace('\n', "\r\n"));
            lint(&format!("> - {}", markdown.replace('\n', "\n>   ")));
            linted += 1;
        }
        assert_eq!(linted, *count, "{name}");
    }
}

/// Pieces from which almost everything that Markdown knows can be put together.
fn piece() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "```{note}\n",
        "\n",
        "\n\n",
        "\r\n",
        "> ",
        "> [!TIP]\n",
        "- ",
        "1. ",
        "    ",
        "\t",
        "# ",
        "---\n",
        "+++\n",
        "===\n",
        "|",
        "|-|\n",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        ": ",
        "<",
        ">",
        "</",
        "<div>",
        "</div>",
        "<details>\n",
        "<script>",
        "<!--",
        "-->",
        "<br>",
        "<name>",
        "&",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "\\",
        "\"",
        "'",
        "\u{201c}",
        "\u{2019}",
        "{{",
        "}}",
        "{%",
        "{#",
        "}",
        "$",
        "https://",
        "@",
        ".",
        "\u{ad}",
        "\u{200b}",
        "\u{a0}",
        "\u{2014}",
        "\u{feff}",
        "\u{1b}",
        "\0",
        "İ",
        "ß",
        "é",
        "e\u{301}",
        "战略",
        "🚀",
        " ",
    ])
    .prop_map(str::to_owned);
    let words = prop::sample::select(vec![
        "leverage",
        "go viral",
        "game-changing",
        "the holy grail",
        "before it's too late",
        "TBD",
        "[insert name]",
        "XX %",
        "low-hanging fruit",
        "the",
        "a",
        "in 2024",
    ])
    .prop_map(str::to_owned);
    prop_oneof![3 => marks, 2 => words, 1 => "\\PC{0,6}"]
}

/// What a draft's author may write a phrase as, and what of it stands under the label.
fn disguise() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("leverage", "leverage"),
        ("**leverage**", "leverage"),
        ("lever*age*", "lever*age"),
        ("lever<b>age</b>", "lever<b>age"),
        ("l&#101;verage", "l&#101;verage"),
        ("lev\u{ad}erage", "lev\u{ad}erage"),
        ("LEVERAGE", "LEVERAGE"),
        ("circle **back**", "circle **back"),
        ("circle&nbsp;back", "circle&nbsp;back"),
        ("circle-back", "circle-back"),
        ("[circle](x) back", "circle](x) back"),
        ("game\\-changing", "game\\-changing"),
        ("game&#x2d;changing", "game&#x2d;changing"),
        ("game\u{2013}changing", "game\u{2013}changing"),
    ])
}

/// Where in a draft a phrase may stand; `@` stands for it. Nothing else in them is flagged.
fn setting() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "So we @ it.",
        "# So we @ it",
        "- a\n- So we @ it.\n  - b",
        "1. a\n\n   So we @ it.",
        "> [!NOTE]\n> So we @ it.",
        "| a | b |\n|---|---|\n| c | So we @ it. |",
        "<div>\n<p>One.</p>\n\nSo we @ it.\n\n</div>",
        "A.[^1]\n\n[^1]: So we @ it.",
        "Term\n: So we @ it.",
        "🚀 战略 e\u{301}: so we @ it.",
        "`code` &amp; <b>so</b> we @ it.",
        "```{note}\nSo we @ it.\n```",
        "- [ ] So we @ it.",
        "[So we @ it](https://example.org/leverage)",
        "\u{feff}So we @ it.",
        "---\ntitle: leverage\n---\nSo we @ it.",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        lint(&text);
    }

    #[test]
    fn any_markdown(pieces in prop::collection::vec(piece(), 0..40)) {
        lint(&pieces.concat());
    }

    #[test]
    fn mutated_drafts(
        draft in prop::sample::select(DRAFTS),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..40, piece()), 1..8),
    ) {
        let mut letters: Vec<String> = draft.chars().map(String::from).collect();
        let window = edits[0].0.index(letters.len());
        letters.truncate((window + 1500).min(letters.len()));
        letters.drain(..window.saturating_sub(500));
        for (at, cut, piece) in edits {
            let at = at.index(letters.len().max(1));
            let end = (at + cut).min(letters.len());
            letters.splice(at..end, [piece]);
        }
        lint(&letters.concat());
    }

    #[test]
    fn a_planted_phrase_is_found_where_it_was_planted(
        settings in prop::collection::vec((setting(), disguise()), 1..5),
        crlf in any::<bool>(),
    ) {
        let mut text = String::new();
        let mut planted = Vec::new();
        for (number, (setting, (written, labelled))) in settings.iter().enumerate() {
            // A table's pipe, front matter and a byte order mark stand first or not at all; a footnote is named once.
            let setting = if number > 0 {
                setting.trim_start_matches('\u{feff}').trim_start_matches("---\ntitle: leverage\n---\n")
            } else {
                setting
            };
            let setting = setting.replace("[^1]", &format!("[^{number}]"));
            let (before, after) = setting.split_once('@').unwrap();
            text.push_str(before);
            let offset = text.len() + written.find(labelled).unwrap();
            planted.push((offset, *labelled));
            text.push_str(written);
            text.push_str(after);
            text.push_str("\n\n<!-- -->\n\n");
        }
        if crlf {
            for (offset, _) in &mut planted {
                *offset += text[..*offset].matches('\n').count();
            }
            text = text.replace('\n', "\r\n");
        }
        let found: Vec<(usize, &str)> = lint(&text).iter().map(|f| (f.span().start, &text[f.span().clone()])).collect();
        prop_assert_eq!(found, planted, "{}", text);
    }
}
