//! `pitchlint check`: from paths to a report.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::fix::{Mended, mend, mend_file};
use super::settings::told;
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain, nearest};
use crate::config::load::Trouble;
use crate::discover::{Problem, discover, read_file, read_stdin};
use crate::fault::FileProblem;
use crate::lexicon::matcher::Workload;
use crate::linter::{Linter, Selection};
use crate::report::summary::{self, Counts};
use crate::report::{Style, diff};
use crate::resolver::Linters;
use crate::write;

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
    /// The text of standard input, fixed.
    text: Option<String>,
    counts: Counts,
    problems: Vec<Trouble>,
}

pub(super) fn run(args: &CheckArgs) -> io::Result<u8> {
    let layer = args.voice.layer_with(args.kind, &args.accept);
    let Some(mut resolver) = args.voice.resolver(layer, args.color)? else {
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
    // Standard output is for the text where a text is asked for.
    let aside = args.fix.writes() && found.drafts.iter().any(|path| is_stdin(path));
    let mut linters = Linters::default();
    // Each draft, and the number of its linter.
    let mut drafts: Vec<(PathBuf, usize)> = Vec::with_capacity(found.drafts.len());
    for draft in found.drafts {
        let named = if is_stdin(&draft) {
            args.stdin_filename.as_deref().unwrap_or(&draft)
        } else {
            &draft
        };
        let Some(resolved) = told(args.color, resolver.resolve(named))? else {
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
    let moves = args.format.shows_fixes() || args.fix.unsafe_fixes;
    let linters = match linters.make(workload, moves) {
        Ok(linters) => linters,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    if args.fix.writes() {
        let files = drafts.iter().filter(|(path, _)| !is_stdin(path));
        write::clean_up(files.map(|(path, _)| path.as_path()));
    }
    let style = if aside {
        args.color.style(&io::stderr())
    } else {
        args.color.style(&io::stdout())
    };
    let check = |(path, number): &(PathBuf, usize)| check_one(args, style, &linters[*number], path);

    let stream: Box<dyn io::Write> = if aside {
        Box::new(io::stderr())
    } else {
        Box::new(io::stdout().lock())
    };
    let mut out = BufWriter::new(stream);
    let mut counts = Counts::default();
    for batch in drafts.chunks(BATCH) {
        let checked: Vec<Checked> = match batch {
            [one] => vec![check(one)],
            many => many.par_iter().map(check).collect(),
        };
        for draft in checked {
            if let Some(text) = draft.text {
                io::stdout().write_all(text.as_bytes())?;
            }
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
    if args.fix.diff {
        out.flush()?;
        if !args.quiet && counts.drafts > 0 {
            summary::write_changes(&mut closing, &counts);
            io::stderr().write_all(closing.as_bytes())?;
        }
        return Ok(match (failed, counts.fixed) {
            (true, _) => FAILED,
            (false, 0) => CLEAN,
            (false, _) => FOUND,
        });
    }
    if args.fix.writes() {
        // What a draft that could not be written has left is no news.
        counts.fixable = 0;
    }
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

fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

fn check_one(args: &CheckArgs, style: Style, linter: &Linter, path: &Path) -> Checked {
    let source = if is_stdin(path) {
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
        text: None,
        counts: Counts::default(),
        problems: Vec::new(),
    };
    let source = match source {
        Ok(source) => source,
        Err(problem) => {
            checked.problems.push(Box::new(problem));
            return checked;
        }
    };
    let mended = match args.fix.applicability() {
        None => Mended {
            analysis: linter.analyse(&source),
            source,
            count: 0,
            problem: None,
        },
        Some(applicability) if args.fix.diff => {
            let mended = mend(linter, &source, applicability);
            let for_screen = style.color || io::stdout().is_terminal();
            let new = mended.source.text();
            diff::write(&mut checked.report, style.color, for_screen, &source, new);
            mended
        }
        Some(applicability) if is_stdin(path) => {
            let mended = mend(linter, &source, applicability);
            checked.text = Some(mended.source.text().to_owned());
            mended
        }
        Some(applicability) => mend_file(linter, source, applicability, path),
    };
    let (analysis, source) = (mended.analysis, &mended.source);
    for fault in analysis.faults {
        let problem = FileProblem::new(source.name(), source.text(), fault);
        checked.problems.push(Box::new(problem));
    }
    if let Some(problem) = mended.problem {
        checked.problems.push(Box::new(problem));
    }
    let findings = analysis.findings;
    let is_empty = analysis.document.blocks().is_empty();
    let kind = analysis.reading.kind.kind;
    checked.counts.add(&findings, is_empty, kind);
    checked.counts.add_fixes(mended.count);
    if !args.statistics && !args.fix.diff {
        args.format
            .write(&mut checked.report, style, source, &findings);
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
