//! The drafts that ship with the program: what the README says about them holds, and so does what a fair reader wrote down of
//! each, but for the places where the program is known to err.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its draft should stop"
)]

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use pitchlint::card::Card;
use pitchlint::lexicon::matcher::Workload;
use pitchlint::linter::Analysis;
use pitchlint::reading::scene::count_words;
use pitchlint::reading::{Kind, Order, Piece};
use pitchlint::rules::STRUCTURE;
use pitchlint::{Linter, Selection, Source};
use program::stdout;
use serde::Deserialize;
use snapbox::cmd::{Command, cargo_bin};

/// What a fair reader says of a draft; `fixtures/pitches/expected.toml` explains it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    order: Option<String>,
    goal: Option<Vec<usize>>,
    measure: Option<Vec<usize>>,
    baseline: Option<Vec<usize>>,
    ask: Option<Vec<usize>>,
    timeline: Option<Vec<usize>>,
    risk: Option<Vec<usize>>,
    #[serde(default)]
    known: Vec<Known>,
}

/// Something that the program reads otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// A field of [`Expected`].
    what: String,
    why: String,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pitches"))
}

fn expected() -> BTreeMap<String, Expected> {
    toml::from_str(&fs::read_to_string(folder().join("expected.toml")).unwrap()).unwrap()
}

fn source(draft: &str) -> Source {
    Source::new(draft, fs::read_to_string(folder().join(draft)).unwrap())
}

fn analyse(draft: &str) -> Analysis {
    Linter::new(&Selection::default()).analyse(&source(draft))
}

/// A linter that reads closely only what may be a pitch says the same of every draft and page at hand.
#[test]
fn a_quick_look_is_enough() {
    let close = Linter::new(&Selection::default());
    // Of a repository, which looks for less at first.
    let quick =
        Linter::for_workload(&Selection::default(), Workload::Large).without_cards_of_prose();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (mut pitches, mut unread) = (0, 0);
    for folder in ["fixtures/pitches", "docs", "docs/rules", "."] {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "md") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            // The rest of a page that quotes pitches may be one.
            let parts = text.split_inclusive("\n\n").scan(0, |at, part| {
                *at += part.len();
                text.get(*at - part.len()..)
            });
            for part in parts.step_by(25) {
                let source = Source::new("page.md", part);
                let (close, quick) = (close.analyse(&source), quick.analyse(&source));
                let kind = close.reading.kind;
                assert_eq!(kind, quick.reading.kind, "{path:?}: {part}");
                let words = count_words(&close.document);
                assert_eq!(words, close.reading.scene.words, "{path:?}: {part}");
                assert_eq!(close.findings, quick.findings, "{path:?}: {part}");
                pitches += usize::from(kind.kind == Kind::Pitch);
                let is_empty = quick.reading.scene.passages.is_empty();
                unread += usize::from(is_empty && !close.reading.scene.passages.is_empty());
            }
        }
    }
    assert!(
        pitches > 20 && unread > 20,
        "{pitches} pitches, {unread} unread"
    );
}

/// The rules that found something: those about order and pieces, and those about wording.
fn rules(analysis: &Analysis) -> (BTreeSet<String>, BTreeSet<String>) {
    (analysis.findings.iter())
        .map(|finding| finding.rule.to_string())
        .partition(|rule| STRUCTURE.iter().any(|structure| structure.id == rule))
}

/// Where the program and the reader differ: what about, and what each says.
fn disagreements(draft: &str, expected: &Expected) -> BTreeMap<&'static str, String> {
    let source = source(draft);
    let analysis = Linter::new(&Selection::default()).analyse(&source);
    let card = Card::new(&analysis.document, &analysis.reading, &analysis.findings);
    let mut found = BTreeMap::new();
    let kind = card.kind.kind.name();
    if kind != expected.kind {
        found.insert("kind", format!("{kind} {}", card.kind.reason()));
    }
    let order = card.order.name();
    if (expected.order.as_ref()).is_some_and(|expected| expected != order) {
        found.insert("order", format!("{order}, not {:?}", expected.order));
    }
    for (name, piece, lines) in [
        ("goal", Piece::Goal, &expected.goal),
        ("measure", Piece::Measure, &expected.measure),
        ("baseline", Piece::Baseline, &expected.baseline),
        ("ask", Piece::Ask, &expected.ask),
        ("timeline", Piece::Timeline, &expected.timeline),
        ("risk", Piece::Risk, &expected.risk),
    ] {
        let Some(lines) = lines else { continue };
        let place = card.piece(piece);
        let line = place.map(|place| source.position(place.span.start).line);
        let agrees = line.map_or(lines.is_empty(), |line| lines.contains(&line));
        if !agrees {
            let words = place.map_or("", |place| &place.text);
            found.insert(name, format!("line {line:?} {words:?}, not {lines:?}"));
        }
    }
    found
}

#[test]
fn drafts_are_read_as_a_fair_reader_reads_them() {
    for (draft, expected) in expected() {
        let found = disagreements(&draft, &expected);
        let known: BTreeSet<&str> = expected.known.iter().map(|known| &*known.what).collect();
        assert!(
            found.keys().copied().eq(known.iter().copied()),
            "{draft}: the program differs in {found:#?}, and expected.toml knows of {known:?}; \
             an entry that no longer holds goes",
        );
        assert_eq!(known.len(), expected.known.len(), "{draft}: one entry each");
        let reasons = expected.known.iter().map(|known| known.why.trim());
        assert!(reasons.into_iter().all(|why| !why.is_empty()), "{draft}");
    }
}

#[test]
fn every_draft_was_read_by_a_person() {
    let drafts: BTreeSet<String> = (fs::read_dir(folder()).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect();
    assert_eq!(drafts, expected().into_keys().collect());
}

/// The report and the card of each draft, as its author meets them.
#[test]
fn what_the_author_sees() {
    for draft in expected().into_keys() {
        let run = |args: &[&str]| {
            let command = Command::new(cargo_bin!("pitchlint")).current_dir(folder());
            let args = [args, &["--color", "never", &draft]].concat();
            stdout(&command.args(args).assert())
        };
        let report = run(&["check"]);
        let card = run(&["card"]);
        let name = draft.trim_end_matches(".md");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(name, format!("{report}\n{card}"));
        });
    }
}

#[test]
fn a_careless_pitch_meets_at_least_six_wording_rules_and_names_its_tool_first() {
    let analysis = analyse("tiktok.md");
    let (structure, wording) = rules(&analysis);
    assert!(wording.len() >= 6, "{wording:?}");
    for rule in ["tools-first", "jargon-barrage"] {
        assert!(structure.contains(rule), "{rule} not in {structure:?}");
    }
    assert!(!structure.contains("missing-goal"), "{structure:?}");
}

#[test]
fn a_sober_pitch_is_left_alone() {
    assert_eq!(analyse("onboarding.md").findings, []);
}

#[test]
fn the_others_are_in_between() {
    for draft in ["chatbot.md", "grant.md", "budget-1200.md"] {
        let analysis = analyse(draft);
        let count = analysis.findings.len();
        assert!((3..20).contains(&count), "{draft}: {count}");
        // Their fault is their wording; the goal stands where it belongs.
        assert_ne!(analysis.reading.order(), Order::ToolsFirst, "{draft}");
        let (structure, _) = rules(&analysis);
        assert!(!structure.contains("missing-goal"), "{draft}");
        assert!(!structure.contains("missing-ask"), "{draft}");
    }
}
