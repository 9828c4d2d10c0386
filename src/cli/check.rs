//! `pitchlint check`: from paths to reports.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::drafts::{Drafts, is_stdin};
use super::fix::{Mended, mend, mend_file};
use super::output::{FormatChoice, Reports, Sinks};
use super::verdict::LowScore;
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain};
use crate::card::Card;
use crate::config::load::Trouble;
use crate::discover::{read_file, read_stdin};
use crate::fault::FileProblem;
use crate::linter::Linter;
use crate::reading::Kind;
use crate::report::path::relative;
use crate::report::summary::{self, Counts};
use crate::report::{Draft, Format, RuleInfo, Run, Style, diff, statistics};
use crate::write;

/// Drafts that are checked before their findings are written. It bounds the memory of a run over a large repository.
const BATCH: usize = 512;

/// What came of one draft.
#[derive(Default)]
struct Checked {
    /// A part for each report; with --diff, the changes.
    parts: Vec<String>,
    /// The text of standard input, fixed.
    text: Option<String>,
    counts: Counts,
    /// If it is a pitch whose score is too low.
    low: Option<LowScore>,
    problems: Vec<Trouble>,
}

/// What all drafts of a run share.
struct Context<'r> {
    args: &'r CheckArgs,
    /// Of the stream.
    style: Style,
    reports: &'r Reports,
    /// The folder that the program runs in.
    here: PathBuf,
}

pub(super) fn run(args: &CheckArgs) -> io::Result<u8> {
    let choices = match args.output.choices(args.fix.diff, args.statistics) {
        Ok(choices) => choices,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    let files: Vec<&Path> = (choices.iter())
        .filter_map(|choice| choice.file.as_deref())
        .collect();
    let Some(found) = Drafts::find(args, &files)? else {
        return Ok(FAILED);
    };
    if let Some(jobs) = args.jobs {
        // Fails only if a pool was made before, which nothing here does.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build_global();
    }
    let workload = found.workload();
    let moves = choices.iter().any(|choice| choice.format.shows_fixes()) || args.fix.unsafe_fixes;
    let linters = match found.linters.make(workload, moves) {
        Ok(linters) => linters,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    let (drafts, mut failed) = (found.drafts, found.failed || !found.problems.is_empty());
    // Standard output is for the text where a text is asked for.
    let aside = args.fix.writes() && drafts.iter().any(|(path, _)| is_stdin(path));
    let style = if aside {
        args.color.style(&io::stderr())
    } else {
        args.color.style(&io::stdout())
    };
    let run = Run {
        rules: rules_of(&linters),
        drafts: drafts.len(),
        quiet: args.quiet,
    };
    let reports = Reports::new(&choices, style, run);
    let mut sinks = match Sinks::open(&reports, &choices, stream(&choices, aside)) {
        Ok(sinks) => sinks,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    if args.fix.writes() {
        let files = drafts.iter().filter(|(path, _)| !is_stdin(path));
        write::clean_up(files.map(|(path, _)| path.as_path()));
    }

    let context = Context {
        args,
        style,
        reports: &reports,
        here: std::env::current_dir().unwrap_or_default(),
    };
    let check = |(path, number): &(PathBuf, usize)| check_one(&context, &linters[*number], path);
    let writes_findings = !args.statistics && !args.fix.diff;
    if writes_findings {
        sinks.begin()?;
    }
    let mut counts = Counts::default();
    let mut low = Vec::new();
    for batch in drafts.chunks(BATCH) {
        let checked: Vec<Checked> = match batch {
            [one] => vec![check(one)],
            many => many.par_iter().map(check).collect(),
        };
        for draft in checked {
            if let Some(text) = draft.text {
                io::stdout().write_all(text.as_bytes())?;
            }
            sinks.add(&draft.parts)?;
            counts.merge(draft.counts);
            low.extend(draft.low);
            for problem in draft.problems {
                sinks.flush()?;
                complain(args.color, problem.as_ref())?;
                failed = true;
            }
        }
    }
    for problem in &found.problems {
        sinks.flush()?;
        complain(args.color, problem)?;
    }
    if args.fix.diff {
        sinks.finish()?;
        return close_diff(args, &counts, failed);
    }
    if args.fix.writes() {
        // What a draft that could not be written has left is no news.
        counts.fixable = 0;
    }
    if args.statistics {
        sinks.write_each(|out, format| {
            statistics::write(out, format, &counts);
            if matches!(format, Format::Full | Format::Compact) {
                summary::close(out, style, &reports.run, &counts);
            }
        })?;
    } else {
        sinks.end(&counts, failed)?;
    }
    for problem in sinks.finish()? {
        complain(args.color, &problem)?;
        failed = true;
    }
    io::stderr().write_all(args.verdict.reasons(&counts, &low).as_bytes())?;
    Ok(match (failed, args.verdict.fails(&counts, &low)) {
        (true, _) => FAILED,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    })
}

/// The rules of all linters, each once.
fn rules_of(linters: &[Linter]) -> Vec<RuleInfo> {
    let mut rules: Vec<RuleInfo> = Vec::new();
    for linter in linters {
        for rule in RuleInfo::all_of(linter.lexicon().tables()) {
            if rules.iter().all(|known| known.id != rule.id) {
                rules.push(rule);
            }
        }
    }
    rules
}

/// The stream that one of the reports goes to, if one does.
fn stream(choices: &[FormatChoice], aside: bool) -> Option<Box<dyn io::Write>> {
    let wanted = choices.iter().any(|choice| choice.file.is_none());
    wanted.then(|| -> Box<dyn io::Write> {
        if aside {
            Box::new(io::stderr())
        } else {
            Box::new(io::stdout().lock())
        }
    })
}

/// Says what the changes shown come to.
fn close_diff(args: &CheckArgs, counts: &Counts, failed: bool) -> io::Result<u8> {
    if !args.quiet && counts.drafts > 0 {
        let mut closing = String::new();
        summary::write_changes(&mut closing, counts);
        io::stderr().write_all(closing.as_bytes())?;
    }
    Ok(match (failed, counts.fixed) {
        (true, _) => FAILED,
        (false, 0) => CLEAN,
        (false, _) => FOUND,
    })
}

fn check_one(context: &Context<'_>, linter: &Linter, path: &Path) -> Checked {
    let args = context.args;
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
    let mut checked = Checked::default();
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
            let color = context.style.color;
            let for_screen = color || io::stdout().is_terminal();
            let new = mended.source.text();
            let mut changes = String::new();
            diff::write(&mut changes, color, for_screen, &source, new);
            checked.parts.push(changes);
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
    let kind = analysis.reading.kind.kind;
    // The score is about the whole draft, whatever is told of it.
    let card = context
        .needs_card(kind)
        .then(|| Card::new(&analysis.document, &analysis.reading, &analysis.findings));
    let findings = analysis.findings;
    let is_empty = analysis.document.blocks().is_empty();
    checked.counts.add(&findings, is_empty, kind);
    let shown = if is_stdin(path) {
        Path::new(source.name())
    } else {
        path
    };
    let shown = relative(shown, &context.here);
    if args.statistics {
        checked.counts.keep_draft(&shown);
    }
    checked.counts.add_fixes(mended.count);
    let score = card
        .as_ref()
        .map(Card::score)
        .filter(|_| kind == Kind::Pitch);
    let is_low = |score: &u32| args.verdict.min_score.is_some_and(|least| *score < least);
    checked.low = score.filter(is_low).map(|score| LowScore {
        name: source.name().to_owned(),
        score,
    });
    if !args.statistics && !args.fix.diff {
        checked.parts = context.reports.parts(&Draft {
            path: &shown,
            source,
            kind,
            findings: &findings,
            card: card.as_ref(),
        });
    }
    checked
}

impl Context<'_> {
    /// Whether anybody asks for the card of a draft.
    fn needs_card(&self, kind: Kind) -> bool {
        kind == Kind::Pitch
            && (self.args.verdict.min_score.is_some()
                || self.reports.formats().any(Format::shows_card))
    }
}
