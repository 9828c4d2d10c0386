//! Packs that do not ship with the program, run over a draft by its own engine.

use pitchlint::accept::AcceptedTerms;
use pitchlint::document::Document;
use pitchlint::lexicon::matcher::{Lexicon, Workload};
use pitchlint::lexicon::pack::Pack;
use pitchlint::lexicon::pattern;
use pitchlint::lexicon::table::Tables;
use pitchlint::linter::Settings;
use pitchlint::rules::wording::Wording;
use pitchlint::{Finding, Source};

/// What the rules of these packs, and no others, find in a draft. An expression that cannot be used fails the test.
pub fn findings(packs: &[&str], source: &Source) -> Vec<Finding> {
    let packs: Vec<Pack> = packs.iter().map(|text| Pack::read(text).unwrap()).collect();
    // Tables live as long as the program; a test is short.
    let tables: &'static Tables = Box::leak(Box::new(Tables::compile(&packs)));
    let lexicon = Lexicon::new(tables, Workload::Small).unwrap();
    let compiled: Vec<_> = (tables.patterns.iter())
        .map(|row| pattern::compile(tables.str(row.regex), Workload::Small).unwrap())
        .collect();
    let pattern = |number: usize| compiled.get(number);
    let wording = Wording {
        lexicon: &lexicon,
        settings: &Settings::default(),
        accepted: &AcceptedTerms::default(),
        active: &vec![true; tables.packs.len()],
        pattern: &pattern,
    };
    let document = Document::parse(source);
    let hits = lexicon.scan(document.prose().folded());
    wording.findings(source, &document, &hits)
}
