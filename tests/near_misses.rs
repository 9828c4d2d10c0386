//! Words of the rules where they are fine: the false alarms after which somebody switches a linter off.
//!
//! `tests/data/near-misses.txt` holds the sentences, by the rule that each comes near to.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::collections::{BTreeMap, BTreeSet};

use pitchlint::{Linter, Selection, Source, rules};

const SENTENCES: &str = include_str!("data/near-misses.txt");

/// The sentences by rule.
fn sentences() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut by_rule: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut rule = "";
    for line in SENTENCES.lines().filter(|line| !line.starts_with('#')) {
        if let Some(id) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            rule = id;
        } else if !line.is_empty() {
            by_rule.entry(rule).or_default().push(line);
        }
    }
    by_rule
}

#[test]
fn no_rule_speaks_where_its_words_are_fine() {
    let linter = Linter::new(&Selection::default());
    let mut alarms = Vec::new();
    for (near, sentences) in sentences() {
        for sentence in sentences {
            for finding in linter.check(&Source::new("draft.md", sentence)) {
                alarms.push(format!(
                    "{near}: {sentence}\n    {}: {}",
                    finding.rule, finding.message
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
fn every_wording_rule_has_near_misses_and_no_sentence_stands_twice() {
    let by_rule = sentences();
    for pack in rules::wording_rules() {
        let id = rules::tables().str(pack.id);
        let count = by_rule.get(id).map_or(0, Vec::len);
        assert!(count >= 5, "{id}: {count} near-misses");
    }
    let mut seen = BTreeSet::new();
    for sentence in by_rule.values().flatten() {
        assert!(seen.insert(sentence), "twice: {sentence}");
    }
    assert!(seen.len() >= 150, "{} sentences", seen.len());
}
