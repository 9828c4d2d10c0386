//! The drafts that ship with the program: what the README says about them holds.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its draft should stop"
)]

use std::collections::BTreeSet;
use std::path::Path;

use pitchlint::linter::Analysis;
use pitchlint::reading::{Kind, Order};
use pitchlint::rules::STRUCTURE;
use pitchlint::{Linter, Selection, Source};

const DRAFTS: [&str; 5] = [
    "budget-1200.md",
    "chatbot.md",
    "grant.md",
    "onboarding.md",
    "tiktok.md",
];

fn analyse(draft: &str) -> Analysis {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/pitches")
        .join(draft);
    let text = std::fs::read_to_string(path).unwrap();
    Linter::new(&Selection::default()).analyse(&Source::new(draft, text))
}

/// The rules that found something: those about order and pieces, and those about wording.
fn rules(analysis: &Analysis) -> (BTreeSet<String>, BTreeSet<String>) {
    (analysis.findings.iter())
        .map(|finding| finding.rule.to_string())
        .partition(|rule| STRUCTURE.iter().any(|structure| structure.id == rule))
}

#[test]
fn all_are_read_as_pitches() {
    // If they were not, the silence of the structure rules would say nothing.
    for draft in DRAFTS {
        assert_eq!(analyse(draft).reading.kind.kind, Kind::Pitch, "{draft}");
    }
}

#[test]
fn a_careless_pitch_meets_at_least_six_wording_rules_and_names_its_tool_first() {
    let analysis = analyse("tiktok.md");
    let (structure, wording) = rules(&analysis);
    assert!(wording.len() >= 6, "{wording:?}");
    for rule in ["tools-first", "missing-measure", "jargon-barrage"] {
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
