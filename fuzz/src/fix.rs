//! Fixing: the new draft is the old one with the edits of its findings made, nothing else has changed, and nothing is left to do.

use std::ops::Range;

use pitchlint::finding::Edit;
use pitchlint::fix::{Applicability, fix};
use pitchlint::{Linter, Source};

use super::common::{self, DEFAULT, STRICT, draft, edited};

/// How often a draft is mended and read anew, at most.
const ROUNDS: usize = 10;

pub fn run(data: &[u8]) {
    let source = draft(data);
    for linter in [&*DEFAULT, &*STRICT] {
        for applicability in [Applicability::Safe, Applicability::Unsafe] {
            fixed(linter, &source, applicability);
        }
    }
}

fn fixed(linter: &Linter, source: &Source, applicability: Applicability) {
    let fixed = fix(linter, source, applicability);
    let expected = expected(linter, source, applicability);
    assert_eq!(
        fixed.source.text(),
        expected,
        "{applicability:?} of {:?}",
        source.text()
    );
    common::findings(&fixed.source, &fixed.analysis.findings);
    let read_anew = linter.check(&fixed.source);
    assert_eq!(
        fixed.analysis.findings, read_anew,
        "what is left is what a check finds"
    );
    assert_eq!(fixed.count == 0, fixed.source.text() == source.text());
    let again = fix(linter, &fixed.source, applicability);
    assert_eq!(
        again.source.text(),
        fixed.source.text(),
        "{applicability:?} of {:?} is not done after one run",
        source.text()
    );
    assert_eq!(again.count, 0);
}

/// The same in the simplest way there is.
fn expected(linter: &Linter, source: &Source, applicability: Applicability) -> String {
    let mut text = source.text().to_owned();
    for _ in 0..ROUNDS {
        let round = Source::new(source.name(), text.as_str());
        let mut taken: Vec<Range<usize>> = Vec::new();
        let mut edits: Vec<Edit> = Vec::new();
        for finding in linter.check(&round) {
            let Some(fix) = finding.fix else { continue };
            if !fix.safe && applicability == Applicability::Safe {
                continue;
            }
            let span = fix.edits[0].span.start..fix.edits[fix.edits.len() - 1].span.end;
            // One that touches another waits for the next round.
            if taken
                .iter()
                .all(|other| span.end < other.start || other.end < span.start)
            {
                taken.push(span);
                edits.extend(fix.edits);
            }
        }
        edits.sort_by_key(|edit| edit.span.start);
        let new = edited(&text, &edits);
        if new == text {
            break;
        }
        text = new;
    }
    text
}
