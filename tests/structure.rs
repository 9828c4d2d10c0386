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

/// What somebody who matters is to do or to get, in as many words as people use for it.
#[test]
fn wishes_are_goals() {
    let linter = Linter::new(&Selection::default());
    for (text, missing) in [
        ("We want tenants to report leaks by 1 May.", false),
        ("We want our patients to wait less.", false),
        (
            "We propose a newsletter so that more tenants report leaks early.",
            false,
        ),
        ("## Goal\n\nMore students finish their application.", false),
        ("We want members to use Slack.", true),
        ("We want a podcast.", true),
    ] {
        let draft = format!("# Proposal\n\n{text}\n\nWe ask for 400 euros.\n");
        let findings = linter.check(&Source::new("draft.md", draft));
        let found = findings
            .iter()
            .any(|finding| finding.rule == "missing-goal");
        assert_eq!(found, missing, "{text}");
    }
}

/// A time may be what is measured, and a goal may say when.
#[test]
fn a_goal_may_say_how_much_and_when() {
    let linter = Linter::new(&Selection::default());
    let draft = "# Proposal\n\nWe want to help patients wait less: from 3 days to 1 day by June. We ask for 400 euros.\n";
    let findings = linter.check(&Source::new("draft.md", draft));
    let rules: Vec<&str> = findings.iter().map(|finding| &*finding.rule).collect();
    assert_eq!(rules, ["missing-risk"]);
}
