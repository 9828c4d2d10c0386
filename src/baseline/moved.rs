//! Drafts that were renamed since a baseline was written: their findings are no news.

use std::collections::{BTreeMap, BTreeSet};

use super::{Tallies, Tally, total};

/// Of each draft that is gone, so many of the most alike are looked at: thousands may be renamed and edited at a time.
const CANDIDATES: usize = 16;

/// Which drafts that are gone have become which new ones: by the old path, the new one. A draft that a baseline does not know is
/// taken for one that is gone if they share at least half of the findings of the one that has more. Each is taken once, the most alike first, so
/// that a copy of a draft is no rename.
pub fn moves(gone: &Tallies, new: &Tallies) -> BTreeMap<String, String> {
    let mut moves = unchanged(gone, new);
    let mut taken: BTreeSet<String> = moves.values().cloned().collect();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for old in gone.iter().filter(|(path, _)| !moves.contains_key(*path)) {
        let rest = new.iter().filter(|(path, _)| !taken.contains(*path));
        let mut candidates: Vec<Pair<'_>> = rest.filter_map(|new| Pair::new(old, new)).collect();
        candidates.sort();
        pairs.extend(candidates.into_iter().take(CANDIDATES));
    }
    pairs.sort();
    for pair in pairs {
        if !moves.contains_key(pair.old) && taken.insert(pair.new.to_owned()) {
            moves.insert(pair.old.to_owned(), pair.new.to_owned());
        }
    }
    moves
}

/// Drafts with the same name and the same findings, as when a whole folder was renamed: there may be thousands, too many to
/// compare each with each.
fn unchanged(gone: &Tallies, new: &Tallies) -> BTreeMap<String, String> {
    let mut by_name: BTreeMap<(&str, &Tally), Vec<&String>> = BTreeMap::new();
    for (path, tally) in new.iter().rev() {
        by_name.entry((name(path), tally)).or_default().push(path);
    }
    (gone.iter())
        .filter_map(|(path, tally)| {
            let same = by_name.get_mut(&(name(path), tally))?.pop()?;
            Some((path.clone(), same.clone()))
        })
        .collect()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// How many findings two drafts share.
fn shared(one: &Tally, other: &Tally) -> usize {
    let count = |(key, count): (_, &usize)| other.get(key).map_or(0, |other| *count.min(other));
    one.iter().map(count).sum()
}

/// A draft that is gone and one that may be the same. The most alike come first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pair<'p> {
    /// Findings that they do not share.
    apart: usize,
    other_name: bool,
    old: &'p str,
    new: &'p str,
}

impl<'p> Pair<'p> {
    fn new(old: (&'p String, &Tally), new: (&'p String, &Tally)) -> Option<Self> {
        let shared = shared(old.1, new.1);
        let (all_old, all_new) = (total(old.1), total(new.1));
        (shared > 0 && shared * 2 >= all_old.max(all_new)).then(|| Pair {
            apart: all_old + all_new - 2 * shared,
            other_name: name(old.0) != name(new.0),
            old: old.0,
            new: new.0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::Key;

    fn drafts(all: &[(&str, &[(&str, usize)])]) -> Tallies {
        let key = |text: &str| Key {
            rule: "hype".to_owned(),
            text: Some(text.to_owned()),
        };
        (all.iter())
            .map(|(path, findings)| {
                let tally = findings.iter().map(|(text, count)| (key(text), *count));
                ((*path).to_owned(), tally.collect())
            })
            .collect()
    }

    #[test]
    fn the_most_alike_and_each_once() {
        let gone = drafts(&[
            ("a.md", &[("one", 2), ("two", 1)]),
            ("old/b.md", &[("three", 1)]),
            ("c.md", &[("four", 4)]),
        ]);
        let new = drafts(&[
            ("copy.md", &[("one", 2), ("five", 1)]),
            ("exact.md", &[("one", 2), ("two", 1)]),
            ("aaa.md", &[("three", 1)]),
            ("new/b.md", &[("three", 1)]),
            ("other.md", &[("four", 1), ("six", 3)]),
        ]);
        let moves = moves(&gone, &new);
        let moves: Vec<(&str, &str)> = (moves.iter())
            .map(|(old, new)| (old.as_str(), new.as_str()))
            .collect();
        assert_eq!(moves, [("a.md", "exact.md"), ("old/b.md", "new/b.md")]);
    }
}
