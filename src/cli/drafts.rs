//! From the paths on the command line to the drafts to check, each with the settings that hold for it.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::nearest;
use super::settings::{told, told_one};
use super::{CheckArgs, complain};
use crate::discover::{Problem, discover};
use crate::lexicon::matcher::Workload;
use crate::linter::Selection;
use crate::output::OutputFile;
use crate::resolver::Linters;

/// From this many drafts on, it pays to make the automaton fast.
const MANY: usize = 64;

/// The same of their bytes.
const MUCH: u64 = 1 << 20;

/// The path that stands for standard input.
const STDIN: &str = "-";

/// A draft that is to be checked.
pub(super) struct Draft {
    /// As it was given.
    pub path: PathBuf,
    /// The same without links in the path of its folder; of standard input, the path that it is said to have.
    pub full: PathBuf,
    /// The number of its linter.
    pub linter: usize,
}

impl Draft {
    /// Whether it comes from standard input.
    pub fn is_stdin(&self) -> bool {
        is_stdin(&self.path)
    }
}

/// What is to be checked.
pub(super) struct Drafts {
    pub drafts: Vec<Draft>,
    /// The paths that were searched.
    pub given: Vec<PathBuf>,
    pub linters: Linters,
    /// The files that settings were read from, each once.
    pub settings: BTreeSet<PathBuf>,
    /// Paths that led to no draft.
    pub problems: Vec<Problem>,
    /// Whether a config could not be used, which the user has been told by now.
    pub failed: bool,
}

impl Drafts {
    /// Finds the drafts, and what holds for each. Reports of an earlier run that lie among them are no drafts. Nothing, if the
    /// command line cannot be used, which the user has been told by then.
    pub fn find(
        args: &CheckArgs,
        selection: &Selection,
        reports: &[&Path],
    ) -> io::Result<Option<Self>> {
        let layer = args.voice.layer_with(args.kind, &args.accept);
        let Some(mut resolver) = args.voice.resolver(layer, args.color)? else {
            return Ok(None);
        };
        let given = given_or_here(&args.paths);
        let found = discover(&given);
        let mut all = Drafts {
            drafts: Vec::with_capacity(found.drafts.len()),
            given,
            linters: Linters::default(),
            settings: BTreeSet::new(),
            problems: found.problems,
            failed: false,
        };
        for draft in found.drafts {
            let is_given = all.given.contains(&draft);
            if is_report(&draft, reports) {
                if !is_given {
                    continue;
                }
                let problem = Problem {
                    what: format!(
                        "{} is a draft, and a report would overwrite it",
                        draft.display()
                    ),
                    cure: "write the report to another file".to_owned(),
                };
                complain(args.color, &problem)?;
                return Ok(None);
            }
            let named = if is_stdin(&draft) {
                args.stdin_filename.as_deref().unwrap_or(&draft)
            } else {
                &draft
            };
            let Some(resolved) = told(args.color, resolver.resolve(named))? else {
                all.failed = true;
                continue;
            };
            if let Some(config) = &resolved.config {
                all.settings.extend(config.files.iter().cloned());
            }
            if is_given && !args.force_exclude || resolver.wants(&resolved) {
                all.drafts.push(Draft {
                    path: draft,
                    linter: all.linters.number(&resolver, &resolved, selection),
                    full: resolved.path,
                });
            } else if is_stdin(&draft) && args.fix.writes() {
                // Whoever asked for the text gets it, as it was.
                io::copy(&mut io::stdin().lock(), &mut io::stdout().lock())?;
            }
        }
        let known = || resolver.rule_ids().chain(all.linters.rule_ids());
        if told_one(args.color, known_rules(known, selection))?.is_none() {
            return Ok(None);
        }
        Ok(Some(all))
    }

    /// How much text there is.
    pub fn workload(&self) -> Workload {
        let bytes = |draft: &Draft| (draft.path.metadata()).map_or(0, |metadata| metadata.len());
        let much = || self.drafts.iter().map(bytes).sum::<u64>() >= MUCH;
        if self.drafts.len() >= MANY || much() {
            Workload::Large
        } else {
            Workload::Small
        }
    }
}

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// Whether a draft is one of the files that reports are written to.
fn is_report(draft: &Path, reports: &[&Path]) -> bool {
    let same = |report: &&Path| {
        report.file_name() == draft.file_name()
            && OutputFile::existing(report)
                .is_some_and(|report| OutputFile::existing(draft) == Some(report))
    };
    reports.iter().any(same)
}

/// The paths on the command line, or else the folder that the program runs in.
pub(super) fn given_or_here(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        paths.to_vec()
    }
}

/// Whether the rules that a selection names are among those known.
pub(super) fn known_rules<'k, I>(
    known: impl Fn() -> I,
    selection: &Selection,
) -> Result<(), Problem>
where
    I: Iterator<Item = &'k str>,
{
    let mut named = selection.select.iter().chain(&selection.ignore);
    let Some(id) = named.find(|id| !known().any(|known| known == *id)) else {
        return Ok(());
    };
    let cure = match nearest(id, known()).first() {
        Some(near) => format!("did you mean {near}? `pitchlint rules` lists all"),
        None => "`pitchlint rules` lists all".to_owned(),
    };
    Err(Problem {
        what: format!("there is no rule \"{id}\""),
        cure,
    })
}
