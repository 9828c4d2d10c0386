//! `pitchlint check`: from paths to a report.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::fix::{Mended, mend, mend_file};
use super::settings::make_linter;
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain, nearest};
use crate::discover::{Problem, discover, read_file, read_stdin};
use crate::lexicon::matcher::Workload;
use crate::linter::{Linter, Selection, Settings};
use crate::report::summary::{self, Counts};
use crate::report::{Style, diff};
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
    problem: Option<Problem>,
}

pub(super) fn run(args: &CheckArgs) -> io::Result<u8> {
    let Some(voice) = args.voice.settings(args.color)? else {
        return Ok(FAILED);
    };
    let settings = Settings {
        selection: Selection {
            select: args.select.clone(),
            ignore: args.ignore.clone(),
        },
        kind: args.kind.kind(),
        accept: args.accept.accept.clone(),
        ..voice
    };
    for id in args.select.iter().chain(&args.ignore) {
        if let Err(problem) = known_rule(&settings, id) {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    }
    let here = [PathBuf::from(".")];
    let given = if args.paths.is_empty() {
        &here[..]
    } else {
        &args.paths
    };
    let found = discover(given);
    let mut failed = !found.problems.is_empty();

    if let Some(jobs) = args.jobs {
        // Fails only if a pool was made before, which nothing here does.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build_global();
    }
    let bytes = |path: &PathBuf| path.metadata().map_or(0, |metadata| metadata.len());
    let much = || found.drafts.iter().map(bytes).sum::<u64>() >= MUCH;
    let workload = if found.drafts.len() >= MANY || much() {
        Workload::Large
    } else {
        Workload::Small
    };
    let linter = match make_linter(settings, workload) {
        Ok(linter) => linter,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    let linter = if args.format.shows_fixes() || args.fix.unsafe_fixes {
        linter
    } else {
        linter.without_moves()
    };
    let is_stdin = |path: &&PathBuf| path.as_path() == Path::new(STDIN);
    if args.fix.writes() {
        let files = found.drafts.iter().filter(|path| !is_stdin(path));
        write::clean_up(files.map(PathBuf::as_path));
    }
    // Standard output is for the text where a text is asked for.
    let aside = args.fix.writes() && found.drafts.iter().any(|path| is_stdin(&path));
    let style = if aside {
        args.color.style(&io::stderr())
    } else {
        args.color.style(&io::stdout())
    };
    let check = |path: &PathBuf| check_one(args, style, &linter, path);

    let stream: Box<dyn io::Write> = if aside {
        Box::new(io::stderr())
    } else {
        Box::new(io::stdout().lock())
    };
    let mut out = BufWriter::new(stream);
    let mut counts = Counts::default();
    for batch in found.drafts.chunks(BATCH) {
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
            if let Some(problem) = draft.problem {
                out.flush()?;
                complain(args.color, &problem)?;
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
        text: None,
        counts: Counts::default(),
        problem: None,
    };
    let source = match source {
        Ok(source) => source,
        Err(problem) => {
            checked.problem = Some(problem);
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
        Some(applicability) if path == Path::new(STDIN) => {
            let mended = mend(linter, &source, applicability);
            checked.text = Some(mended.source.text().to_owned());
            mended
        }
        Some(applicability) => mend_file(linter, source, applicability, path),
    };
    let findings = mended.analysis.findings;
    let is_empty = mended.analysis.document.blocks().is_empty();
    let kind = mended.analysis.reading.kind.kind;
    checked.counts.add(&findings, is_empty, kind);
    checked.counts.add_fixes(mended.count);
    checked.problem = mended.problem;
    if !args.statistics && !args.fix.diff {
        let (report, source) = (&mut checked.report, &mended.source);
        args.format.write(report, style, source, &findings);
    }
    checked
}

fn known_rule(settings: &Settings, id: &str) -> Result<(), Problem> {
    if settings.rule_ids().any(|known| known == id) {
        return Ok(());
    }
    let cure = match nearest(id, settings.rule_ids()).first() {
        Some(near) => format!("did you mean {near}? `pitchlint rules` lists all"),
        None => "`pitchlint rules` lists all".to_owned(),
    };
    Err(Problem {
        what: format!("there is no rule \"{id}\""),
        cure,
    })
}
