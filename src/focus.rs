//! Which findings of a draft its user wants to hear of: not those that a baseline knows, and only those in what has changed.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::baseline::{self, Tally};
use crate::finding::{Edit, Finding, Scope};
use crate::linter::Analysis;
use crate::source::Source;

/// What a user wants to hear of one draft; everything, from the start.
#[derive(Clone, Debug, Default)]
pub struct Focus<'b> {
    /// The findings that a baseline knows of the draft, if there is a baseline.
    pub known: Option<&'b Tally>,
    /// What has changed, if nothing else is wanted.
    pub changed: Option<Changed>,
    /// Whether the findings are to be counted.
    pub counts: bool,
}

/// What was left out of the findings of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Findings that the baseline knows.
    pub known: usize,
    /// Others, in what has not changed.
    pub unchanged: usize,
    /// Entries of the baseline to which no finding answers any more.
    pub mended: usize,
    /// All findings, those left out too, if they were to be counted.
    pub found: Option<Tally>,
}

/// What has changed of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Whether anything has, be it only that lines are gone.
    at_all: bool,
    /// Bytes of the text, as whole lines, in order and apart.
    ranges: Vec<Range<usize>>,
}

impl Changed {
    /// Nothing has.
    pub fn nothing() -> Self {
        Changed::default()
    }

    /// All of it is new.
    pub fn everything(source: &Source) -> Self {
        Changed {
            at_all: true,
            ranges: std::iter::once(0..source.text().len()).collect(),
        }
    }

    /// These lines (from 1) have, and there may be none of them, where others are gone.
    pub fn lines(source: &Source, lines: &[Range<usize>]) -> Self {
        let start_of = |line: usize| {
            if line <= source.line_count() {
                source.line_start(line)
            } else {
                source.text().len()
            }
        };
        Changed {
            at_all: true,
            ranges: apart(
                (lines.iter())
                    .map(|lines| start_of(lines.start)..start_of(lines.end))
                    .collect(),
            ),
        }
    }

    /// Whether the finding is about something that has changed.
    fn concerns(&self, finding: &Finding) -> bool {
        let span = finding.span();
        match finding.scope {
            Scope::Draft => self.at_all,
            Scope::Place => {
                let next = self.ranges.partition_point(|range| range.end <= span.start);
                let end = span.end.max(span.start + 1);
                self.ranges.get(next).is_some_and(|range| range.start < end)
            }
        }
    }

    /// The same once these edits, in order and apart, have made another text. The lines that they wrote have changed, too.
    #[must_use]
    pub fn after(&self, edits: &[Edit], new: &Source) -> Self {
        let mut shift = Shift::default();
        let mut ranges = Vec::with_capacity(self.ranges.len() + edits.len());
        for edit in edits {
            let start = shift.to(edit.span.start);
            shift.pass(edit);
            let end = start + edit.replacement.len();
            let takes_lines = start == end && source_line_starts_at(new, start);
            if !takes_lines {
                ranges.push(whole_lines(new, start..end));
            }
        }
        let moved = |at: usize, is_end: bool| {
            let mut shift = Shift::default();
            for edit in edits.iter().take_while(|edit| edit.span.start < at) {
                if at < edit.span.end {
                    let start = shift.to(edit.span.start);
                    return start + if is_end { edit.replacement.len() } else { 0 };
                }
                shift.pass(edit);
            }
            shift.to(at)
        };
        let kept = self
            .ranges
            .iter()
            .map(|range| moved(range.start, false)..moved(range.end, true));
        ranges.extend(kept);
        Changed {
            at_all: self.at_all || !edits.is_empty(),
            ranges: apart(ranges),
        }
    }
}

/// The same ranges in order, those joined that touch.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    ranges
}

/// How far edits have moved what stands behind them.
#[derive(Default)]
struct Shift {
    added: usize,
    taken: usize,
}

impl Shift {
    fn to(&self, at: usize) -> usize {
        at + self.added - self.taken
    }

    fn pass(&mut self, edit: &Edit) {
        self.added += edit.replacement.len();
        self.taken += edit.span.len();
    }
}

fn source_line_starts_at(source: &Source, at: usize) -> bool {
    source.line_start(source.line_of(at)) == at
}

fn whole_lines(source: &Source, span: Range<usize>) -> Range<usize> {
    let last = source.line_of(span.end.saturating_sub(1).max(span.start));
    let end = if last < source.line_count() {
        source.line_start(last + 1)
    } else {
        source.text().len()
    };
    source.line_start(source.line_of(span.start))..end
}

impl Focus<'_> {
    /// Leaves out what the user does not want to hear of.
    pub fn sift(&self, source: &Source, analysis: &mut Analysis) -> LeftOut {
        let mut left_out = LeftOut::default();
        let concerns = |finding: &Finding| {
            (self.changed.as_ref()).is_none_or(|changed| changed.concerns(finding))
        };
        let heard: Vec<bool> = analysis.findings.iter().map(concerns).collect();
        let mut known = BTreeSet::new();
        if self.known.is_some() || self.counts {
            let keys = baseline::keys(source, analysis);
            if let Some(tally) = self.known {
                // Of equal findings, those in what has changed are the new ones.
                known = baseline::known_of(tally, &keys, |at| !heard[at]);
            }
            let found = baseline::tally(keys);
            left_out.mended = self
                .known
                .map_or(0, |known| baseline::mended(known, &found));
            left_out.found = self.counts.then_some(found);
        }
        let mut at = 0;
        analysis.findings.retain(|_| {
            let (is_known, is_heard) = (known.contains(&at), heard[at]);
            at += 1;
            left_out.known += usize::from(is_known);
            left_out.unchanged += usize::from(!is_known && !is_heard);
            !is_known && is_heard
        });
        left_out
    }

    /// Keeps up with edits that have made another text of the draft.
    pub fn follow(&mut self, edits: &[Edit], new: &Source) {
        if let Some(changed) = &mut self.changed {
            *changed = changed.after(edits, new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::apply;

    #[test]
    fn changes_keep_their_place_behind_edits() {
        let old = Source::new("a.md", "one\ntwo\nthree\nfour\n");
        let changed = Changed::lines(&old, &[2..3, 4..5]);
        assert_eq!(changed.ranges, [4..8, 14..19]);
        let edit = |span, replacement: &str| Edit {
            span,
            replacement: replacement.to_owned(),
        };
        // A line is taken out, and a word becomes longer.
        let edits = [edit(0..4, ""), edit(8..13, "thirteen")];
        let new = Source::new("a.md", apply(old.text(), &edits));
        let after = changed.after(&edits, &new);
        let texts: Vec<&str> = (after.ranges.iter())
            .map(|range| &new.text()[range.clone()])
            .collect();
        assert_eq!(texts, ["two\nthirteen\nfour\n"]);
        assert_eq!(
            changed
                .after(&edits[..1], &Source::new("a.md", "two\nthree\nfour\n"))
                .ranges,
            [0..4, 10..15]
        );
    }

    #[test]
    fn gone_lines_are_a_change_without_lines() {
        let source = Source::new("a.md", "one\n");
        let changed = Changed::lines(&source, &[]);
        assert!(changed.at_all && changed.ranges.is_empty());
        let all = Changed::lines(&source, std::slice::from_ref(&(1..9)));
        assert_eq!(all, Changed::everything(&source));
    }
}
