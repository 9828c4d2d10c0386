//! `pitchlint check`: from paths to a report.

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::resolver::{Linters, Resolver};
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain, nearest};
use crate::config::load::Trouble;
use crate::discover::{Problem, discover, read_file, read_stdin};
use crate::fault::FileProblem;
use crate::lexicon::matcher::Workload;
use crate::linter::{Linter, Selection};
use crate::report::Style;
use crate::report::summary::{self, Counts};

/// Drafts that are checked before their findings are written. It bounds the memory of a run over a large repository.
const BATCH: usize = 512;

/// From this many drafts on, it pays to make the automaton fast.
const MANY: usize = 64;

/// The same of their bytes.
const MUCH: u64 = 1 << 20;

/// The path that stands for standard input.
const STDIN: &str = "-";

/// What came of one draft.
struct Checked {
    report: String,
    counts: Counts,
    problems: Vec<Trouble>,
}

pub(super) fn run(args: &CheckArgs) -> io::Result<u8> {
    let layer = args.voice.layer_with(args.kind, &args.accept);
    let Some(mut resolver) = Resolver::new(&args.voice, layer, args.color)? else {
        return Ok(FAILED);
    };
    let selection = Selection {
        select: args.select.clone(),
        ignore: args.ignore.clone(),
    };
    let here = [PathBuf::from(".")];
    let given = if args.paths.is_empty() {
        &here[..]
    } else {
        &args.paths
    };
    let found = discover(given);
    let mut failed = !found.problems.is_empty();
    let mut linters = Linters::default();
    // Each draft, and the number of its linter.
    let mut drafts: Vec<(PathBuf, usize)> = Vec::with_capacity(found.drafts.len());
    for draft in found.drafts {
        let named = if draft == Path::new(STDIN) {
            args.stdin_filename.as_deref().unwrap_or(&draft)
        } else {
            &draft
        };
        let Some(resolved) = resolver.resolve(named)? else {
            failed = true;
            continue;
        };
        if given.contains(&draft) || resolver.wants(&resolved) {
            let number = linters.number(&resolver, &resolved, &selection);
            drafts.push((draft, number));
        }
    }
    for id in args.select.iter().chain(&args.ignore) {
        if let Err(problem) = known_rule(|| resolver.rule_ids().chain(linters.rule_ids()), id) {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    }

    if let Some(jobs) = args.jobs {
        // Fails only if a pool was made before, which nothing here does.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build_global();
    }
    let bytes = |(path, _): &(PathBuf, usize)| path.metadata().map_or(0, |metadata| metadata.len());
    let much = || drafts.iter().map(bytes).sum::<u64>() >= MUCH;
    let workload = if drafts.len() >= MANY || much() {
        Workload::Large
    } else {
        Workload::Small
    };
    let linters = match linters.make(workload, args.format.shows_fixes()) {
        Ok(linters) => linters,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    let style = args.color.style(&io::stdout());
    let check = |(path, number): &(PathBuf, usize)| check_one(args, style, &linters[*number], path);

    let mut out = BufWriter::new(io::stdout().lock());
    let mut counts = Counts::default();
    for batch in drafts.chunks(BATCH) {
        let checked: Vec<Checked> = match batch {
            [one] => vec![check(one)],
            many => many.par_iter().map(check).collect(),
        };
        for draft in checked {
            out.write_all(draft.report.as_bytes())?;
            counts.merge(draft.counts);
            for problem in draft.problems {
                out.flush()?;
                complain(args.color, problem.as_ref())?;
                failed = true;
            }
        }
    }
    for problem in &found.problems {
        out.flush()?;
        complain(args.color, problem)?;
    }
    let mut closing = String::new();
    if args.statistics {
        summary::write_statistics(&mut closing, args.format, &counts);
    }
    if args.format.is_for_people() && !args.quiet && counts.drafts > 0 {
        summary::write(&mut closing, style, &counts);
    }
    out.write_all(closing.as_bytes())?;
    out.flush()?;

    let fails = args
        .fail_on
        .severity()
        .is_some_and(|severity| counts.at_least(severity) > 0);
    Ok(if failed {
        FAILED
    } else if fails {
        FOUND
    } else {
        CLEAN
    })
}

fn check_one(args: &CheckArgs, style: Style, linter: &Linter, path: &Path) -> Checked {
    let source = if path == Path::new(STDIN) {
        read_stdin(
            &args
                .stdin_filename
                .as_deref()
                .unwrap_or(Path::new("<stdin>"))
                .display()
                .to_string(),
        )
    } else {
        read_file(path)
    };
    let mut checked = Checked {
        report: String::new(),
        counts: Counts::default(),
        problems: Vec::new(),
    };
    match source {
        Ok(source) => {
            let analysis = linter.analyse(&source);
            let findings = analysis.findings;
            for fault in analysis.faults {
                let problem = FileProblem::new(source.name(), source.text(), fault);
                checked.problems.push(Box::new(problem));
            }
            let is_empty = analysis.document.blocks().is_empty();
            checked
                .counts
                .add(&findings, is_empty, analysis.reading.kind.kind);
            if !args.statistics {
                args.format
                    .write(&mut checked.report, style, &source, &findings);
            }
        }
        Err(problem) => checked.problems.push(Box::new(problem)),
    }
    checked
}

fn known_rule<'k, I>(known: impl Fn() -> I, id: &str) -> Result<(), Problem>
where
    I: Iterator<Item = &'k str>,
{
    if known().any(|known| known == id) {
        return Ok(());
    }
    let cure = match nearest(id, known()).first() {
        Some(near) => format!("did you mean {near}? `pitchlint rules` lists all"),
        None => "`pitchlint rules` lists all".to_owned(),
    };
    Err(Problem {
        what: format!("there is no rule \"{id}\""),
        cure,
    })
}
