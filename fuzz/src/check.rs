//! The whole check: whatever a draft says, there is a result, it is the same each time, and it speaks of places in the draft.

use std::sync::LazyLock;

use pitchlint::Linter;
use pitchlint::card::Card;
use pitchlint::lexicon::matcher::Workload;

use super::common::{self, DEFAULT, STRICT, STRICT_FOR_MANY, draft, slice};

static WITHOUT_MOVES: LazyLock<Linter> = LazyLock::new(|| {
    let linter = Linter::with_settings(common::strict(), Workload::Small);
    linter.expect("the packs of the build fit").without_moves()
});

pub fn run(data: &[u8]) {
    let source = draft(data);
    for linter in [&*DEFAULT, &*STRICT] {
        let analysis = linter.analyse(&source);
        common::findings(&source, &analysis.findings);
        let again = linter.analyse(&source);
        assert_eq!(analysis.findings, again.findings, "twice the same");
        assert_eq!(analysis.faults, again.faults, "twice the same");
        for fault in &analysis.faults {
            slice(source.text(), &fault.span, "fault");
        }
        let card = Card::new(&analysis.document, &analysis.reading, &analysis.findings);
        assert!(card.score() <= 100);
    }
    let findings = STRICT.check(&source);
    assert_eq!(
        findings,
        STRICT_FOR_MANY.check(&source),
        "one draft or many make no difference"
    );
    let mut plain = findings;
    let mut unmoved = WITHOUT_MOVES.check(&source);
    for finding in plain.iter_mut().chain(&mut unmoved) {
        finding.fix = None;
        finding.help = None;
    }
    assert_eq!(plain, unmoved, "without moves, only fixes are missing");
}
