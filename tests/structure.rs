//! What every structure rule owes its user: words of its own, and examples that hold.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use pitchlint::rules::{AFTERWARDS, STRUCTURE, Structure};
use pitchlint::{Linter, Selection, Source};

/// The examples of all rules that have any, and whether the rule finds something in each.
fn examples(pick: fn(&Structure) -> &'static [&'static str]) -> Vec<(&'static str, bool, String)> {
    let linter = Linter::new(&Selection::default());
    let mut results = Vec::new();
    for rule in STRUCTURE.iter().chain(AFTERWARDS) {
        // A rule that is off by default speaks when it is asked for by name.
        let named = (!rule.on_by_default).then(|| {
            Linter::new(&Selection {
                select: vec![rule.id.to_owned()],
                ignore: Vec::new(),
            })
        });
        for example in pick(rule) {
            let findings =
                (named.as_ref().unwrap_or(&linter)).check(&Source::new("draft.md", *example));
            let found = findings.iter().any(|finding| finding.rule == rule.id);
            let rules: Vec<_> = findings.iter().map(|finding| &*finding.rule).collect();
            results.push((
                rule.id,
                found,
                format!("{example:?} ({})", rules.join(", ")),
            ));
        }
    }
    results
}

fn failing(results: Vec<(&'static str, bool, String)>, wanted: bool) -> String {
    let failing = results.into_iter().filter(|(_, found, _)| *found != wanted);
    failing
        .map(|(id, _, example)| format!("{id}: {example}\n"))
        .collect()
}

#[test]
fn bad_examples_are_flagged() {
    assert_eq!(failing(examples(|rule| rule.bad), true), "");
}

#[test]
fn good_examples_are_left_alone() {
    assert_eq!(failing(examples(|rule| rule.good), false), "");
}

#[test]
fn every_rule_with_examples_has_enough_and_says_why() {
    let rules = STRUCTURE.iter().chain(AFTERWARDS);
    for rule in rules.filter(|rule| !rule.bad.is_empty()) {
        assert!(rule.bad.len() >= 5, "{}: five bad examples", rule.id);
        assert!(rule.good.len() >= 5, "{}: five good examples", rule.id);
        for text in [rule.what, rule.why, rule.instead] {
            assert!(!text.trim().is_empty(), "{}: an empty text", rule.id);
        }
    }
}
