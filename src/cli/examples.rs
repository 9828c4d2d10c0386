//! `pitchlint rules --check`: whether the examples of a user's pack hold.

use std::io::{self, Write as _};
use std::path::Path;

use super::settings::{is_built_in, read_pack, told_one};
use super::{CLEAN, FAILED, FOUND, RulesArgs, complain};
use crate::fault::{Fault, FileProblem};
use crate::lexicon::matcher::Workload;
use crate::linter::{Linter, Selection, Settings};
use crate::reading::Kind;
use crate::resolver::make_linter;
use crate::source::Source;
use crate::user_pack::{Example, UserPack};

pub(super) fn run(args: &RulesArgs, path: &Path) -> io::Result<u8> {
    let Some((source, read)) = read_pack(path, args.color, is_built_in)? else {
        return Ok(FAILED);
    };
    let UserPack { pack, examples } = read;
    let id = pack.id.clone();
    let settings = Settings {
        // Only this rule: what others think of the examples is another question.
        selection: Selection {
            select: vec![id.clone()],
            ignore: Vec::new(),
        },
        kind: Some(Kind::Prose),
        audience: args.voice.audience.unwrap_or_default(),
        preset: args.voice.preset.unwrap_or_default(),
        packs: vec![pack],
        ..Settings::default()
    };
    let Some(linter) = told_one(args.color, make_linter(settings, Workload::Small))? else {
        return Ok(FAILED);
    };
    let faults: Vec<Fault> = (examples.iter())
        .filter_map(|example| fault(&linter, example))
        .collect();
    let bad = examples.iter().filter(|example| example.is_bad).count();
    let good = examples.len() - bad;
    if faults.is_empty() {
        let told = match (bad, good) {
            (0, 0) => "the pack can be read, and has no examples to check".to_owned(),
            _ => format!("bad examples flagged: {bad}; good examples left alone: {good}"),
        };
        writeln!(io::stdout(), "{id}: {told}")?;
        return Ok(CLEAN);
    }
    let count = faults.len();
    for fault in faults {
        complain(
            args.color,
            &FileProblem::new(source.name(), source.text(), fault),
        )?;
    }
    writeln!(
        io::stdout(),
        "{id}: {count} of {} examples do not hold",
        bad + good
    )?;
    Ok(FOUND)
}

/// What is wrong with an example, if anything.
fn fault(linter: &Linter, example: &Example) -> Option<Fault> {
    let draft = Source::new("example.md", example.text.as_str());
    let findings = linter.check(&draft);
    match (findings.first(), example.is_bad) {
        (None, true) => Some(Fault {
            message: "nothing is flagged in this bad example".to_owned(),
            cure: "check that a term stands in it, in one of its forms, and that no context keeps the rule silent; the \
                   rule reads no code and no quotations"
                .to_owned(),
            span: example.span.clone(),
        }),
        (Some(finding), false) => Some(Fault {
            message: format!(
                "\"{}\" is flagged in this good example",
                &draft.text()[finding.span().clone()]
            ),
            cure: "if the word is fine here, say so with a context, such as unless = { before = [\"word\"] }; else the \
                   example belongs into `bad`"
                .to_owned(),
            span: example.span.clone(),
        }),
        _ => None,
    }
}
