//! Where a sentence that is too long can end earlier and still be one.

use crate::document::prose::fold;

/// Where a clause ends that can be left off, by the words that begin the next.
const CLAUSE_STARTS: &[&str] = &[
    ": ",
    "; ",
    " - ",
    "—",
    " – ",
    ", which ",
    ", who ",
    ", where ",
    ", whose ",
    ", because ",
    " because ",
    " so that ",
    ", so ",
    ", while ",
    ", whereas ",
    ", although ",
    ", though ",
    ", since ",
    ", as ",
    ", but we ",
    ", and we ",
    ", and i ",
    ", and it ",
    ", and they ",
    ", but it ",
    ", including ",
    ", such as ",
    ", e.g. ",
    ", i.e. ",
    ", given ",
    ", making ",
    ", allowing ",
    ", resulting ",
    ", leading ",
    " and was ",
    " and were ",
    " and am ",
    " and have been ",
    " and hope ",
    " and would ",
];

/// Words after which a sentence is not yet whole at its first comma.
const SUBORDINATE: &[&str] = &[
    "after", "although", "as", "because", "before", "by", "despite", "for", "given", "if", "in",
    "once", "since", "though", "to", "until", "using", "when", "whenever", "where", "while",
    "with", "without",
];

/// The text itself if it is short enough, else up to the last clause end at which it is; with one of `kept` (folded) still in
/// it, if there are any.
pub(super) fn shortened(text: &str, longest: usize, kept: &[String]) -> Option<String> {
    let holds = |part: &str| {
        // Bytes first: a sentence may be all there is of a large file.
        part.len() <= longest.saturating_mul(4)
            && part.chars().count() <= longest
            && part.matches('"').count().is_multiple_of(2)
            && (kept.is_empty() || {
                let folded = fold(part);
                kept.iter().any(|word| folded.contains(word.as_str()))
            })
    };
    let text = text.trim_end_matches([':', ';', ',']);
    if holds(text) {
        return Some(text.to_owned());
    }
    let without_dashes = without_dashed_aside(text);
    let text = without_dashes.as_deref().unwrap_or(text);
    if holds(text) {
        return Some(text.to_owned());
    }
    let mut ends = clause_ends(text);
    ends.sort_unstable_by(|one, other| other.cmp(one));
    ends.into_iter()
        .map(|end| text[..end].trim_end())
        .find(|part| holds(part) && is_whole(part))
        .map(str::to_owned)
}

/// The places before the words that begin a clause.
pub(super) fn clause_ends(text: &str) -> Vec<usize> {
    let folded = fold(text);
    CLAUSE_STARTS
        .iter()
        .flat_map(|start| folded.match_indices(start).map(|(at, _)| at))
        .collect()
}

/// "Whoever asks — a tenant, a landlord — waits": without what stands between the dashes.
fn without_dashed_aside(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('—')?;
    let (_, after) = rest.split_once('—')?;
    (!after.contains('—')).then(|| format!("{} {}", before.trim_end(), after.trim_start()))
}

/// Whether the head of a sentence has its main clause.
fn is_whole(part: &str) -> bool {
    let folded = fold(part);
    let first = folded.split(' ').next().unwrap_or("");
    let after = folded.split_once(", ").map_or("", |(_, after)| after);
    !folded.contains("not only") && (!SUBORDINATE.contains(&first) || after.split(' ').count() > 3)
}
