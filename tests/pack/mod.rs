//! Packs that do not ship with the program, run over a draft by its own engine.

use pitchlint::accept::AcceptedTerms;
use pitchlint::document::Document;
use pitchlint::lexicon::matcher::{Lexicon, Workload};
use pitchlint::lexicon::pack::Pack;
use pitchlint::lexicon::pattern::{self, Expression};
use pitchlint::lexicon::table::Tables;
use pitchlint::linter::Settings;
use pitchlint::rules::wording::Wording;
use pitchlint::{Finding, Source};

/// What the rules of these packs, and no others, find in a draft, whatever else is to be read. An expression that cannot be used
/// fails the test.
pub fn findings(packs: &[&str], source: &Source) -> Vec<Finding> {
    let packs: Vec<Pack> = packs.iter().map(|text| Pack::read(text).unwrap()).collect();
    // Tables live as long as the program; a test is short.
    let tables: &'static Tables = Box::leak(Box::new(Tables::compile(&packs)));
    for row in tables.patterns.iter() {
        pattern::check(tables.str(row.regex)).unwrap();
    }
    let small = found(tables, Workload::Small, source);
    assert_eq!(small, found(tables, Workload::Large, source));
    small
}

fn found(tables: &'static Tables, workload: Workload, source: &Source) -> Vec<Finding> {
    let lexicon = Lexicon::new(tables, workload).unwrap();
    let expressions: Vec<_> = (tables.patterns.iter())
        .map(|row| Expression::new(tables, row, workload))
        .collect();
    let wording = Wording {
        lexicon: &lexicon,
        settings: &Settings::default(),
        accepted: &AcceptedTerms::default(),
        active: &vec![true; tables.packs.len()],
        pattern: &|number| &expressions[number],
    };
    let document = Document::parse(source);
    let hits = lexicon.scan(document.prose().folded());
    wording.findings(source, &document, &hits)
}
