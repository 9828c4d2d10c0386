//! What every rule owes its user: examples that hold, advice of its own, and no phrase in two rules.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::collections::{BTreeMap, BTreeSet};

use pitchlint::lexicon::pack::Pack;
use pitchlint::lexicon::table::PackRow;
use pitchlint::lexicon::term::forms;
use pitchlint::{Linter, Selection, Source, rules};

/// The longest text under a label that a screen of 100 columns shows without cutting it.
const LONGEST_HEARS: usize = 75;

fn linter() -> Linter {
    Linter::new(&Selection::default())
}

fn list(rule: &PackRow, good: bool) -> impl Iterator<Item = &'static str> {
    rules::tables().list(if good { rule.good } else { rule.bad })
}

fn id(rule: &PackRow) -> &'static str {
    rules::tables().str(rule.id)
}

#[test]
fn bad_examples_are_flagged() {
    let linter = linter();
    let mut silent = Vec::new();
    for rule in rules::wording_rules() {
        for example in list(rule, false) {
            let findings = linter.check(&Source::new("bad.md", example));
            if !findings.iter().any(|finding| finding.rule == id(rule)) {
                silent.push(format!("{}: {example:?}", id(rule)));
            }
        }
    }
    assert!(
        silent.is_empty(),
        "{} examples found nothing:\n{}",
        silent.len(),
        silent.join("\n")
    );
}

#[test]
fn good_examples_are_left_alone() {
    let linter = linter();
    let mut alarms = Vec::new();
    for rule in rules::wording_rules() {
        for example in list(rule, true) {
            let findings = linter.check(&Source::new("good.md", example));
            // An example is a sentence, no pitch: what a pitch misses is not asked of it.
            let wording = findings
                .iter()
                .filter(|found| rules::wording_rules().any(|rule| id(rule) == found.rule));
            for finding in wording {
                alarms.push(format!(
                    "{}: {example:?}: {} {}",
                    id(rule),
                    finding.rule,
                    finding.message
                ));
            }
        }
    }
    assert!(
        alarms.is_empty(),
        "{} false alarms:\n{}",
        alarms.len(),
        alarms.join("\n")
    );
}

#[test]
fn every_rule_has_examples_and_words_of_its_own() {
    let mut ids = BTreeSet::new();
    for rule in rules::wording_rules() {
        assert!(ids.insert(id(rule)), "{} stands twice", id(rule));
        assert!(
            list(rule, false).count() >= 5,
            "{}: five bad examples",
            id(rule)
        );
        assert!(
            list(rule, true).count() >= 5,
            "{}: five good examples",
            id(rule)
        );
        let tables = rules::tables();
        for text in [rule.message, rule.what, rule.why, rule.instead] {
            assert!(
                !tables.str(text).trim().is_empty(),
                "{}: an empty text",
                id(rule)
            );
        }
        assert!(
            tables.str(rule.message).contains("{text}"),
            "{}: the message names the words",
            id(rule)
        );
    }
}

#[test]
fn every_entry_has_advice_of_its_own() {
    let tables = rules::tables();
    for entry in tables.entries.iter().filter(|entry| entry.role.is_none()) {
        let rule = tables.pack_of(entry);
        let first = tables
            .terms_of(entry)
            .first()
            .map_or("", |term| tables.str(term.headline));
        let (hears, instead) = (
            tables.str(entry.advice.hears),
            tables.str(entry.advice.instead),
        );
        assert!(
            !hears.is_empty() && hears != tables.str(rule.why),
            "{}: {first}: says what the reader hears",
            id(rule)
        );
        assert!(
            !instead.is_empty() && instead != tables.str(rule.instead),
            "{}: {first}: says what to write",
            id(rule)
        );
        assert!(
            hears.chars().count() <= LONGEST_HEARS,
            "{}: {first}: {hears}",
            id(rule)
        );
    }
}

#[test]
fn no_phrase_stands_in_two_entries() {
    let tables = rules::tables();
    let mut owners: BTreeMap<String, u32> = BTreeMap::new();
    let mut twice = Vec::new();
    for term in tables
        .terms
        .iter()
        .filter(|term| tables.entry_of(term).role.is_none())
    {
        for form in forms(tables.str(term.words)) {
            // Hyphens and spaces match each other.
            let owner = *owners.entry(form.replace('-', " ")).or_insert(term.entry);
            if owner != term.entry {
                let name = |entry: u32| id(tables.pack_of(&tables.entries[entry as usize]));
                twice.push(format!("{form}: {} and {}", name(owner), name(term.entry)));
            }
        }
    }
    assert!(
        twice.is_empty(),
        "{} phrases:\n{}",
        twice.len(),
        twice.join("\n")
    );
}

/// The same reader at run time gives the tables that the build made.
#[test]
fn packs_read_at_run_time_are_those_of_the_build() {
    for rule in rules::wording_rules() {
        let path = format!("{}/rules/{}.toml", env!("CARGO_MANIFEST_DIR"), id(rule));
        let pack = Pack::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let tables = rules::tables();
        let terms = |of: &pitchlint::lexicon::table::Tables, entry| {
            of.terms_of(entry)
                .iter()
                .map(|term| of.str(term.words).to_owned())
                .collect::<Vec<_>>()
        };
        let own = pitchlint::lexicon::table::Tables::compile(&[pack]);
        let built: Vec<_> = tables
            .entries_of(rule)
            .iter()
            .map(|entry| terms(tables, entry))
            .collect();
        let read: Vec<_> = own.entries.iter().map(|entry| terms(&own, entry)).collect();
        assert_eq!(built, read, "{path}");
    }
}
