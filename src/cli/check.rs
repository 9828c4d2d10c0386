//! `pitchlint check`: from paths to reports.

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroUsize;
use std::path::Path;

use super::adopt::Adoption;
use super::drafts::{Draft, Drafts, is_stdin};
use super::fix::{mend, mend_file, unmended};
use super::output::{FormatChoice, Reports, Sinks};
use super::progress::Progress;
use super::settings::told_one;
use super::verdict::LowScore;
use super::{CLEAN, CheckArgs, FAILED, FOUND, complain, threads, watch};
use crate::baseline::{self, Tally};
use crate::card::Card;
use crate::config::load::Trouble;
use crate::discover::{read_file, read_stdin};
use crate::fault::FileProblem;
use crate::linter::Linter;
use crate::reading::Kind;
use crate::report::path::relative;
use crate::report::summary::{self, Counts};
use crate::report::{self, Format, RuleInfo, Run, Style, diff, statistics};
use crate::write;

/// Drafts that are checked before their findings are written. It bounds the memory of a run over a large repository.
const BATCH: usize = 512;

/// What came of one draft.
#[derive(Default)]
struct Checked {
    /// A part for each report; with --diff, the changes.
    parts: Vec<String>,
    /// All its findings, if they are to be written down.
    found: Option<Tally>,
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
    adoption: &'r Adoption<'r>,
    /// The folder that the program runs in.
    here: &'r Path,
}

/// Checks drafts once, or until the user has had enough.
pub(super) fn run(args: &CheckArgs) -> io::Result<u8> {
    if args.watch {
        watch::run(args)
    } else {
        once(args, |_| Ok(()))
    }
}

/// Checks drafts. What they are is told before anything is said about them.
pub(super) fn once(
    args: &CheckArgs,
    tell: impl FnOnce(&Drafts) -> io::Result<()>,
) -> io::Result<u8> {
    let choices = args.output.choices(args.fix.diff, args.statistics);
    let Some(choices) = told_one(args.color, choices)? else {
        return Ok(FAILED);
    };
    let files: Vec<&Path> = (choices.iter())
        .filter_map(|choice| choice.file.as_deref())
        .collect();
    let selection = args.rules.selection();
    let Some(found) = Drafts::find(args, &selection, &files)? else {
        return Ok(FAILED);
    };
    tell(&found)?;
    let workload = found.workload();
    let moves = choices.iter().any(|choice| choice.format.shows_fixes()) || args.fix.unsafe_fixes;
    let Some(linters) = told_one(args.color, found.linters.make(workload, moves))? else {
        return Ok(FAILED);
    };
    let (drafts, mut failed) = (found.drafts, found.failed || !found.problems.is_empty());
    let unnamed = args.stdin_filename.is_none() && drafts.iter().any(Draft::is_stdin);
    let adoption = Adoption::new(&args.adopt, &selection, &drafts, unnamed);
    let Some(mut adoption) = told_one(args.color, adoption)? else {
        return Ok(FAILED);
    };
    adoption.find_moves(&drafts, |drafts| tallies(&linters, drafts, args.jobs));
    // Standard output is for the text where a text is asked for.
    let aside = args.fix.writes() && drafts.iter().any(Draft::is_stdin);
    let style = if aside {
        args.color.style(&io::stderr())
    } else {
        args.color.style(&io::stdout())
    };
    let lists_rules = choices.iter().any(|choice| choice.format.lists_rules());
    let run = Run {
        rules: if lists_rules {
            rules_of(&linters)
        } else {
            Vec::new()
        },
        drafts: drafts.len(),
        quiet: args.quiet,
    };
    let reports = Reports::new(&choices, style, run);
    let sinks = Sinks::open(&reports, &choices, stream(&choices, aside));
    let Some(mut sinks) = told_one(args.color, sinks)? else {
        return Ok(FAILED);
    };
    if args.fix.writes() {
        let files = drafts.iter().filter(|draft| !draft.is_stdin());
        write::clean_up(files.map(|draft| draft.path.as_path()));
    }

    let here = std::env::current_dir().unwrap_or_default();
    let writes_findings = args.writes_findings();
    if writes_findings {
        sinks.begin()?;
    }
    let mut counts = Counts::default();
    let mut low = Vec::new();
    let progress = Progress::new(drafts.len(), !args.quiet);
    for batch in drafts.chunks(BATCH) {
        let context = Context {
            args,
            style,
            reports: &reports,
            adoption: &adoption,
            here: &here,
        };
        let check = |draft: &Draft| {
            let checked = check_one(&context, &linters[draft.linter], draft);
            progress.advance();
            checked
        };
        let checked: Vec<Checked> = threads::map(args.jobs, batch.iter().collect(), check);
        progress.aside(|| {
            for (draft, checked) in batch.iter().zip(checked) {
                if let Some(text) = checked.text {
                    io::stdout().write_all(text.as_bytes())?;
                }
                sinks.add(&checked.parts)?;
                counts.merge(checked.counts);
                low.extend(checked.low);
                if let Some(found) = checked.found {
                    adoption.note(draft, found);
                }
                for problem in checked.problems {
                    sinks.flush()?;
                    complain(args.color, problem.as_ref())?;
                    failed = true;
                }
            }
            sinks.flush()
        })?;
    }
    progress.end();
    for problem in &found.problems {
        sinks.flush()?;
        complain(args.color, problem)?;
    }
    counts.mended += adoption.gone(&found.given);
    let kept = match adoption.finish(&found.given, failed) {
        Ok(kept) => kept,
        Err(problem) => {
            sinks.flush()?;
            complain(args.color, &problem)?;
            failed = true;
            None
        }
    };
    if args.adopt.prune_baseline && !failed {
        counts.mended = 0;
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
            if matches!(format, Format::Full | Format::Compact) && !args.quiet {
                if counts.total() > 0 {
                    out.push('\n');
                }
                summary::close(out, style, &reports.run, &counts);
            }
        })?;
    } else if writes_findings {
        sinks.end(&counts, failed)?;
    }
    if let Some(kept) = kept {
        sinks.write_each(|out, format| {
            if matches!(format, Format::Full | Format::Compact) && !args.quiet {
                out.push_str(&kept);
            }
        })?;
    }
    for problem in sinks.finish()? {
        complain(args.color, &problem)?;
        failed = true;
    }
    if args.adopt.writes() {
        return Ok(if failed { FAILED } else { CLEAN });
    }
    io::stderr().write_all(args.verdict.reasons(&counts, &low).as_bytes())?;
    Ok(match (failed, args.verdict.fails(&counts, &low)) {
        (true, _) => FAILED,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    })
}

/// What drafts have, to be compared with a baseline.
fn tallies<'d>(
    linters: &[Linter],
    drafts: Vec<&'d Draft>,
    jobs: Option<NonZeroUsize>,
) -> Vec<(&'d Draft, Tally)> {
    let tally = |draft: &'d Draft| {
        // What cannot be read is told of when it is checked.
        let source = read_file(&draft.path).ok()?;
        let analysis = linters[draft.linter].analyse(&source);
        Some((draft, baseline::tally(baseline::keys(&source, &analysis))))
    };
    (threads::map(jobs, drafts, tally).into_iter())
        .flatten()
        .collect()
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
        summary::write_left_out(&mut closing, counts);
        io::stderr().write_all(closing.as_bytes())?;
    }
    Ok(match (failed, counts.fixed) {
        (true, _) => FAILED,
        (false, 0) => CLEAN,
        (false, _) => FOUND,
    })
}

fn check_one(context: &Context<'_>, linter: &Linter, draft: &Draft) -> Checked {
    let (args, path) = (context.args, draft.path.as_path());
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
    let focus = context.adoption.focus(draft, &source);
    let mended = match args.fix.applicability() {
        None => unmended(linter, source, &focus),
        Some(applicability) if args.fix.diff => {
            let mended = mend(linter, &source, applicability, &focus);
            let color = context.style.color;
            let for_screen = color || io::stdout().is_terminal();
            let new = mended.source.text();
            let mut changes = String::new();
            diff::write(&mut changes, color, for_screen, &source, new);
            checked.parts.push(changes);
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
    let kind = analysis.reading.kind.kind;
    // The score is about the whole draft, whatever is told of it.
    let card = context.needs_card(kind).then(|| {
        let hidden = context.adoption.hides();
        let all = hidden.then(|| linter.analyse(source).findings);
        let all = all.as_ref().unwrap_or(&analysis.findings);
        Card::new(&analysis.document, &analysis.reading, all)
    });
    let findings = analysis.findings;
    let is_empty = analysis.document.blocks().is_empty();
    checked.counts.add(&findings, is_empty, kind);
    let shown = if is_stdin(path) {
        Path::new(source.name())
    } else {
        path
    };
    let shown = relative(shown, context.here);
    if args.statistics {
        checked.counts.keep_draft(&shown);
    }
    checked.counts.add_fixes(mended.count);
    checked.counts.add_left_out(&mended.left_out);
    checked.found = mended.left_out.found;
    // Only a pitch has one.
    let score = card.as_ref().map(Card::score);
    let is_low = |score: &u32| args.verdict.min_score.is_some_and(|least| *score < least);
    checked.low = score.filter(is_low).map(|score| LowScore {
        name: source.name().to_owned(),
        score,
    });
    if args.writes_findings() {
        checked.parts = context.reports.parts(&report::Draft {
            path: &shown,
            source,
            kind,
            findings: &findings,
            card: card.as_ref(),
        });
    }
    checked
}

impl CheckArgs {
    /// Whether findings are reported one by one.
    fn writes_findings(&self) -> bool {
        !self.statistics && !self.fix.diff && !self.adopt.writes()
    }
}

impl Context<'_> {
    /// Whether anybody asks for the card of a draft.
    fn needs_card(&self, kind: Kind) -> bool {
        kind == Kind::Pitch
            && (self.args.verdict.min_score.is_some()
                || self.reports.formats().any(Format::shows_card))
    }
}
