//! The drafts that ship with the program: what the README says about them holds.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its draft should stop"
)]

use std::collections::BTreeSet;
use std::path::Path;

use pitchlint::{Finding, Linter, Selection, Source};

fn findings(draft: &str) -> Vec<Finding> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/pitches")
        .join(draft);
    let text = std::fs::read_to_string(path).unwrap();
    Linter::new(&Selection::default()).check(&Source::new(draft, text))
}

#[test]
fn a_careless_pitch_meets_at_least_six_rules() {
    let rules: BTreeSet<_> = findings("tiktok.md")
        .into_iter()
        .map(|finding| finding.rule)
        .collect();
    assert!(rules.len() >= 6, "{rules:?}");
}

#[test]
fn a_sober_pitch_is_left_alone() {
    assert_eq!(findings("onboarding.md"), []);
}

#[test]
fn the_others_are_in_between() {
    for draft in ["chatbot.md", "grant.md", "budget-1200.md"] {
        let count = findings(draft).len();
        assert!((3..20).contains(&count), "{draft}: {count}");
    }
}
