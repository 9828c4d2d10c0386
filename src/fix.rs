//! Fixes applied: the text that comes of them, and what is left to say about it.
//!
//! One fix may uncover another or make room for it, so it goes in rounds: the draft is mended, and checked anew.

use std::ops::Range;

use crate::finding::{Edit, Finding, apply};
use crate::focus::{Focus, LeftOut};
use crate::linter::{Analysis, Linter};
use crate::source::Source;

/// The most rounds. A draft needs one or two; two fixes that undo each other would go on for ever.
const ROUNDS: usize = 10;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Those after which the draft says what it said before.
    Safe,
    /// Also those that a person should look at.
    Unsafe,
}

/// A draft with its fixes applied.
pub struct Fixed {
    pub source: Source,
    /// How many fixes were applied.
    pub count: usize,
    /// What is left.
    pub analysis: Analysis,
    /// What is left, and nobody wants to hear of.
    pub left_out: LeftOut,
}

/// Applies fixes until nothing changes. Where two fixes touch the same place, the first by place wins the round.
/// Bytes outside the edits stay as they are: line endings, spaces, a byte order mark.
pub fn fix(linter: &Linter, source: &Source, applicability: Applicability) -> Fixed {
    fix_in(linter, source, applicability, Focus::default())
}

/// The same of the findings that a user wants to hear of; others are not fixed, either.
pub fn fix_in(
    linter: &Linter,
    source: &Source,
    applicability: Applicability,
    mut focus: Focus<'_>,
) -> Fixed {
    let mut analysis = linter.analyse(source);
    let mut fixed = Fixed {
        left_out: focus.sift(source, &mut analysis),
        analysis,
        source: Source::new(source.name(), source.text()),
        count: 0,
    };
    for _ in 0..ROUNDS {
        let (edits, count) = round(&fixed.analysis.findings, applicability);
        let text = apply(fixed.source.text(), &edits);
        if text == fixed.source.text() {
            break;
        }
        fixed.source = Source::new(fixed.source.name(), text);
        fixed.analysis = linter.analyse(&fixed.source);
        focus.follow(&edits, &fixed.source);
        fixed.left_out = focus.sift(&fixed.source, &mut fixed.analysis);
        fixed.count += count;
    }
    if fixed.source.text() == source.text() {
        fixed.count = 0;
    }
    fixed
}

impl Applicability {
    /// Whether the fix of a finding is to be applied.
    pub fn includes(self, finding: &Finding) -> bool {
        (finding.fix.as_ref()).is_some_and(|fix| fix.safe || self == Applicability::Unsafe)
    }
}

/// The edits of the fixes that stand apart from each other, in order, and how many fixes they are.
fn round(findings: &[Finding], applicability: Applicability) -> (Vec<Edit>, usize) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for finding in findings {
        let Some(fix) = (finding.fix.as_ref()).filter(|_| applicability.includes(finding)) else {
            continue;
        };
        let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else {
            continue;
        };
        // What lies between the edits of one fix is part of what it was worked out from.
        let span = first.span.start..last.span.end;
        if insert_apart(&mut taken, span) {
            edits.extend_from_slice(&fix.edits);
        }
    }
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    (edits, taken.len())
}

/// Adds a span to spans in order and apart, unless it touches one of them.
fn insert_apart(taken: &mut Vec<Range<usize>>, span: Range<usize>) -> bool {
    let at = taken.partition_point(|other| other.start < span.start);
    let apart_before = at == 0 || taken[at - 1].end < span.start;
    let apart_after = taken.get(at).is_none_or(|next| span.end < next.start);
    if apart_before && apart_after {
        taken.insert(at, span);
    }
    apart_before && apart_after
}

#[cfg(test)]
mod tests {
    use super::insert_apart;

    #[test]
    fn the_first_wins() {
        let mut taken = Vec::new();
        let mut insert = |span| insert_apart(&mut taken, span);
        assert!(insert(4..8));
        assert!(
            !insert(8..9),
            "an insertion right behind could be meant for either place"
        );
        assert!(!insert(2..4), "nor does one that ends where it begins");
        assert!(!insert(2..5));
        assert!(!insert(5..6));
        assert!(!insert(0..20));
        assert!(insert(9..9));
        assert!(insert(0..3));
        assert_eq!(taken, [0..3, 4..8, 9..9]);
    }
}
