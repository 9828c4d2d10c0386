//! `pitchlint check`: from paths to a report.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::adopt::Adoption;
use super::fix::{mend, mend_file, unmended};
use super::resolver::{Linters, Resolver};
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain, nearest};
use crate::baseline::{self, Tally};
use crate::config::load::Trouble;
use crate::discover::{Problem, discover, read_file, read_stdin};
use crate::fault::FileProblem;
use crate::lexicon::matcher::Workload;
use crate::linter::{Linter, Selection};
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

/// A draft that is to be checked.
pub(super) struct Draft {
    /// As it was given.
    path: PathBuf,
    /// The same without links in the path of its folder; of standard input, the path that it is said to have.
    pub full: PathBuf,
    /// The number of its linter.
    linter: usize,
}

impl Draft {
    /// Whether it comes from standard input.
    pub fn is_stdin(&self) -> bool {
        is_stdin(&self.path)
    }
}

/// What came of one draft.
struct Checked {
    report: String,
    /// All its findings, if they are to be written down.
    found: Option<Tally>,
    /// The text of standard input, fixed.
    text: Option<String>,
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
    // Standard output is for the text where a text is asked for.
    let aside = args.fix.writes() && found.drafts.iter().any(|path| is_stdin(path));
    let mut linters = Linters::default();
    let mut drafts: Vec<Draft> = Vec::with_capacity(found.drafts.len());
    for draft in found.drafts {
        let named = if is_stdin(&draft) {
            args.stdin_filename.as_deref().unwrap_or(&draft)
        } else {
            &draft
        };
        let Some(resolved) = resolver.resolve(named)? else {
            failed = true;
            continue;
        };
        let named = given.contains(&draft) && !args.force_exclude;
        if named || resolver.wants(&resolved) {
            drafts.push(Draft {
                path: draft,
                linter: linters.number(&resolver, &resolved, &selection),
                full: resolved.path,
            });
        } else if is_stdin(&draft) && args.fix.writes() {
            // Whoever asked for the text gets it, as it was.
            io::copy(&mut io::stdin().lock(), &mut io::stdout().lock())?;
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
    let bytes = |draft: &Draft| (draft.path.metadata()).map_or(0, |metadata| metadata.len());
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
    let unnamed = args.stdin_filename.is_none() && drafts.iter().any(Draft::is_stdin);
    let mut adoption = match Adoption::new(&args.adopt, &selection, &drafts, unnamed) {
        Ok(adoption) => adoption,
        Err(trouble) => {
            complain(args.color, trouble.as_ref())?;
            return Ok(FAILED);
        }
    };
    adoption.find_moves(&drafts, |drafts| {
        let tally = |draft: &Draft| {
            // What cannot be read is told of when it is checked.
            let source = read_file(&draft.path).ok()?;
            let analysis = linters[draft.linter].analyse(&source);
            Some(baseline::tally(baseline::keys(&source, &analysis)))
        };
        (drafts.into_par_iter())
            .filter_map(|draft| Some((draft, tally(draft)?)))
            .collect()
    });
    if args.fix.writes() {
        let files = drafts.iter().filter(|draft| !draft.is_stdin());
        write::clean_up(files.map(|draft| draft.path.as_path()));
    }
    let style = if aside {
        args.color.style(&io::stderr())
    } else {
        args.color.style(&io::stdout())
    };

    let stream: Box<dyn io::Write> = if aside {
        Box::new(io::stderr())
    } else {
        Box::new(io::stdout().lock())
    };
    let mut out = BufWriter::new(stream);
    let mut counts = Counts::default();
    for batch in drafts.chunks(BATCH) {
        let check = |draft: &Draft| {
            let linter = &linters[draft.linter];
            check_one(args, style, linter, draft, &adoption)
        };
        let checked: Vec<Checked> = match batch {
            [one] => vec![check(one)],
            many => many.par_iter().map(check).collect(),
        };
        for (draft, checked) in batch.iter().zip(checked) {
            if let Some(text) = checked.text {
                io::stdout().write_all(text.as_bytes())?;
            }
            out.write_all(checked.report.as_bytes())?;
            counts.merge(checked.counts);
            if let Some(found) = checked.found {
                adoption.note(draft, found);
            }
            for problem in checked.problems {
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
    counts.mended += adoption.gone(given);
    let kept = match adoption.finish(given, failed) {
        Ok(kept) => kept.unwrap_or_default(),
        Err(problem) => {
            out.flush()?;
            complain(args.color, &problem)?;
            failed = true;
            String::new()
        }
    };
    if args.adopt.prune_baseline && !failed {
        counts.mended = 0;
    }
    if args.fix.diff {
        out.flush()?;
        if !args.quiet && counts.drafts > 0 {
            summary::write_changes(&mut closing, &counts);
            summary::write_left_out(&mut closing, &counts);
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
        if !args.adopt.writes() {
            summary::write(&mut closing, style, &counts);
        }
        closing.push_str(&kept);
    }
    out.write_all(closing.as_bytes())?;
    out.flush()?;

    let fails = !args.adopt.writes()
        && (args.fail_on.severity()).is_some_and(|severity| counts.at_least(severity) > 0);
    Ok(if failed {
        FAILED
    } else if fails {
        FOUND
    } else {
        CLEAN
    })
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

fn check_one(
    args: &CheckArgs,
    style: Style,
    linter: &Linter,
    draft: &Draft,
    adoption: &Adoption<'_>,
) -> Checked {
    let path = draft.path.as_path();
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
        found: None,
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
    let focus = adoption.focus(draft, &source);
    let mended = match args.fix.applicability() {
        None => unmended(linter, source, &focus),
        Some(applicability) if args.fix.diff => {
            let mended = mend(linter, &source, applicability, &focus);
            let for_screen = style.color || io::stdout().is_terminal();
            let new = mended.source.text();
            diff::write(&mut checked.report, style.color, for_screen, &source, new);
            mended
        }
        Some(applicability) if is_stdin(path) => {
            let mended = mend(linter, &source, applicability, &focus);
            checked.text = Some(mended.source.text().to_owned());
            mended
        }
        Some(applicability) => mend_file(linter, source, applicability, &focus, path),
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
    checked.counts.add_left_out(&mended.left_out);
    checked.found = mended.left_out.found;
    if !args.adopt.writes() && !args.statistics && !args.fix.diff {
        args.format
            .write(&mut checked.report, style, source, &findings);
    }
    checked
}

/// Whether there is a rule with this id, among those known.
pub(super) fn known_rule<'k, I>(known: impl Fn() -> I, id: &str) -> Result<(), Problem>
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
