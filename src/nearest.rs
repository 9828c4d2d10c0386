//! What somebody who mistyped a name may have meant.

/// The known names nearest to a mistyped one, the nearest first; none if all are far.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut scored: Vec<(f64, &str)> = known
        .map(|candidate| {
            let starts = candidate.starts_with(name) || name.starts_with(candidate);
            (
                strsim::jaro_winkler(name, candidate) + if starts { 0.1 } else { 0.0 },
                candidate,
            )
        })
        .filter(|(score, _)| *score > 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().map(|(_, name)| name).take(3).collect()
}
