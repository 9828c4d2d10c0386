//! A baseline: the findings that a team has put up with when it took up pitchlint, so that only new ones are reported.
//!
//! It knows a finding by its draft, its rule and its words, and counts; lines may move. It can only shrink.

mod file;
mod moved;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::prose::{FromSource, fold_term};
use crate::finding::{Finding, Scope};
use crate::linter::Analysis;
use crate::source::Source;

pub use file::{read, written};
pub use moved::moves;

/// What findings of one draft have to share to be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub rule: String,
    /// The words that it is about, folded; none if it is about the draft as a whole.
    pub text: Option<String>,
}

/// How many findings of each key a draft has.
pub type Tally = BTreeMap<Key, usize>;

/// By path: the findings of drafts. Paths are relative to the folder of the baseline, with forward slashes.
pub type Tallies = BTreeMap<String, Tally>;

/// The keys of the findings of a draft, in their order.
pub fn keys(source: &Source, analysis: &Analysis) -> Vec<Key> {
    let prose = FromSource::new(analysis.document.prose());
    (analysis.findings.iter())
        .map(|finding| key(source, &prose, finding))
        .collect()
}

fn key(source: &Source, prose: &FromSource<'_>, finding: &Finding) -> Key {
    let text = (finding.scope == Scope::Place).then(|| {
        let folded = prose.folded(finding.span());
        if folded.is_empty() {
            // A comment, for one, is no prose.
            let words = source.text()[finding.span().clone()].split_whitespace();
            fold_term(&words.collect::<Vec<_>>().join(" "))
        } else {
            folded
        }
    });
    Key {
        rule: finding.rule.to_string(),
        text,
    }
}

/// How many there are of each key.
pub fn tally(keys: Vec<Key>) -> Tally {
    let mut tally = Tally::new();
    for key in keys {
        *tally.entry(key).or_insert(0) += 1;
    }
    tally
}

/// All findings of a tally.
pub fn total(tally: &Tally) -> usize {
    tally.values().sum()
}

/// What is left of a baseline once everything that was mended is taken out. Drafts in `found` were checked, and that is what they
/// have; of `moves`, by the old path, the new one; `is_gone` says whether a draft that was not checked is no more. Nothing is added
/// and no count rises.
pub fn pruned(
    known: &Tallies,
    found: &Tallies,
    moves: &BTreeMap<String, String>,
    is_gone: impl Fn(&str) -> bool,
) -> Tallies {
    let mut pruned = Tallies::new();
    for (path, known) in known {
        let path = moves.get(path).unwrap_or(path);
        let left = match found.get(path) {
            Some(found) => least(known, found),
            None if is_gone(path) => continue,
            None => known.clone(),
        };
        if !left.is_empty() {
            pruned.insert(path.clone(), left);
        }
    }
    pruned
}

/// Of each key that both have, the smaller count.
fn least(known: &Tally, found: &Tally) -> Tally {
    let both = known.iter().filter_map(|(key, count)| {
        let count = (*count).min(found.get(key).copied().unwrap_or(0));
        (count > 0).then(|| (key.clone(), count))
    });
    both.collect()
}

/// How many findings of a baseline a draft has no longer.
pub fn mended(known: &Tally, found: &Tally) -> usize {
    total(known) - total(&least(known, found))
}

/// Which findings, by their place in `keys`, a baseline knows. If there are more of a key than it knows, those that
/// `comes_first` says go first, and else the first in the text: the last ones are the new ones.
pub fn known_of(
    known: &Tally,
    keys: &[Key],
    comes_first: impl Fn(usize) -> bool,
) -> BTreeSet<usize> {
    let mut left: BTreeMap<&Key, usize> = known.iter().map(|(key, count)| (key, *count)).collect();
    let (first, then): (Vec<usize>, Vec<usize>) = (0..keys.len()).partition(|at| comes_first(*at));
    (first.into_iter().chain(then))
        .filter(|at| {
            let count = left.get_mut(&keys[*at]).filter(|count| **count > 0);
            count.map(|count| *count -= 1).is_some()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(entries: &[(&str, usize)]) -> Tally {
        let key = |text: &str| Key {
            rule: "hype".to_owned(),
            text: Some(text.to_owned()),
        };
        (entries.iter())
            .map(|(text, count)| (key(text), *count))
            .collect()
    }

    #[test]
    fn it_only_shrinks() {
        let all = |tally: Tally| Tallies::from([("a.md".to_owned(), tally)]);
        let known = all(some(&[("one", 2), ("two", 1), ("three", 3)]));
        let found = all(some(&[("one", 5), ("three", 1), ("four", 1)]));
        let left = pruned(&known, &found, &BTreeMap::new(), |_| false);
        assert_eq!(left, all(some(&[("one", 2), ("three", 1)])));
        assert_eq!(mended(&known["a.md"], &found["a.md"]), 3);
    }

    #[test]
    fn what_was_not_looked_at_stays() {
        let known = Tallies::from([
            ("gone.md".to_owned(), some(&[("one", 1)])),
            ("old.md".to_owned(), some(&[("one", 2)])),
            ("other.md".to_owned(), some(&[("one", 1)])),
        ]);
        let found = Tallies::from([("new.md".to_owned(), some(&[("one", 1)]))]);
        let moves = BTreeMap::from([("old.md".to_owned(), "new.md".to_owned())]);
        let left = pruned(&known, &found, &moves, |path| path == "gone.md");
        let expected = Tallies::from([
            ("new.md".to_owned(), some(&[("one", 1)])),
            ("other.md".to_owned(), some(&[("one", 1)])),
        ]);
        assert_eq!(left, expected);
    }

    #[test]
    fn of_equal_findings_the_last_are_new() {
        let keys: Vec<Key> = ["one", "two", "one", "one"]
            .iter()
            .flat_map(|text| some(&[(text, 1)]).into_keys())
            .collect();
        let known = some(&[("one", 2)]);
        assert_eq!(known_of(&known, &keys, |_| false), [0, 2].into());
        assert_eq!(known_of(&known, &keys, |at| at == 3), [0, 3].into());
    }
}
