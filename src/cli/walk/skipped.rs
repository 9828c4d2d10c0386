//! The findings that a user has passed over, found again after the draft has changed around them.

use std::ops::Range;

use crate::finding::{Edit, Finding};
use crate::source::Source;

/// A finding that was passed over.
#[derive(Debug)]
struct Passed {
    rule: String,
    /// The passage, as drafted.
    text: String,
    /// Where it stands now, in bytes; none if a change took it away, perhaps to elsewhere in the draft.
    span: Option<Range<usize>>,
}

/// What was passed over in one draft.
#[derive(Debug, Default)]
pub(super) struct Skipped(Vec<Passed>);

impl Skipped {
    pub(super) fn add(&mut self, source: &Source, finding: &Finding) {
        self.0.push(Passed {
            rule: finding.rule.to_string(),
            text: source.text()[finding.span().clone()].to_owned(),
            span: Some(finding.span().clone()),
        });
    }

    /// Follows the passages through edits, which are in order and apart.
    pub(super) fn follow(&mut self, edits: &[Edit]) {
        for passed in &mut self.0 {
            passed.span = passed.span.take().and_then(|span| moved(&span, edits));
        }
    }

    /// The findings that were not passed over, in their order.
    pub(super) fn left<'f>(
        &mut self,
        source: &Source,
        findings: &'f [Finding],
    ) -> Vec<&'f Finding> {
        let mut known = vec![false; self.0.len()];
        let left = findings.iter().filter(|finding| {
            let span = finding.span();
            let text = &source.text()[span.clone()];
            let is_it = |passed: &Passed| {
                passed.rule == finding.rule
                    && match &passed.span {
                        Some(old) => touches(old, span),
                        None => passed.text == text,
                    }
            };
            let mut all = self.0.iter_mut().zip(&mut known);
            match all.find(|(passed, known)| !**known && is_it(passed)) {
                Some((passed, known)) => {
                    *known = true;
                    passed.span = Some(span.clone());
                    false
                }
                None => true,
            }
        });
        left.collect()
    }
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end || one.start == other.start
}

/// Where a span stands after edits; with edits within it, it is what has become of it. None if an edit took its start or its end.
fn moved(span: &Range<usize>, edits: &[Edit]) -> Option<Range<usize>> {
    let (mut start, mut end) = (span.start, span.end);
    // From the last to the first, so that no edit moves the place of one that is still to come.
    for edit in edits.iter().rev() {
        let (from, to, new) = (edit.span.start, edit.span.end, edit.replacement.len());
        let shift = |at: usize| at - (to - from) + new;
        if to <= span.start {
            (start, end) = (shift(start), shift(end));
        } else if span.start <= from && to <= span.end {
            end = shift(end);
        } else if from < span.end {
            return None;
        }
    }
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(span: Range<usize>, replacement: &str) -> Edit {
        Edit {
            span,
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn spans_follow_edits() {
        for (edits, to) in [
            (vec![edit(0..4, "")], Some(6..16)),
            (vec![edit(0..10, "ab")], Some(2..12)),
            (vec![edit(20..30, "ab")], Some(10..20)),
            (vec![edit(12..14, "abcd")], Some(10..22)),
            (vec![edit(0..2, "abc"), edit(12..14, "")], Some(11..19)),
            (vec![edit(8..12, "")], None),
            (vec![edit(5..25, "")], None),
        ] {
            assert_eq!(moved(&(10..20), &edits), to, "{edits:?}");
        }
    }
}
