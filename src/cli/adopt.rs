//! `--baseline` and `--since`: old drafts taken up as they are, and only what is new reported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::drafts::Draft;
use crate::baseline::{self, Tallies, Tally};
use crate::config::load::Trouble;
use crate::config::paths::{canonical, normal, relative};
use crate::discover::{Problem, read_file};
use crate::fault::FileProblem;
use crate::focus::Focus;
use crate::report::summary::number;
use crate::settings::Selection;
use crate::since::Since;
use crate::source::Source;
use crate::write;

/// What of all findings is to be reported.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct AdoptArgs {
    /// Only what has changed since this revision of Git: findings on changed lines, and about changed drafts as a whole
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Only findings that are not in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all findings into a new file for --baseline, instead of reporting them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "since", "diff"])]
    pub write_baseline: Option<PathBuf>,
    /// With --baseline: take out of the file what is not found any more; nothing is ever added
    #[arg(long, requires = "baseline", conflicts_with = "diff")]
    pub prune_baseline: bool,
}

impl AdoptArgs {
    /// Whether all findings are taken as they are, so that none is reported.
    pub fn writes(&self) -> bool {
        self.write_baseline.is_some()
    }
}

/// A baseline that was read.
struct Loaded {
    source: Source,
    /// The folder from which its paths count, without links.
    folder: PathBuf,
    /// Entries of the rules that speak.
    known: Tallies,
    /// The others, about which this run says nothing.
    aside: Tallies,
}

/// What is reported of each draft, and what becomes of the baseline.
pub(super) struct Adoption<'a> {
    args: &'a AdoptArgs,
    baseline: Option<Loaded>,
    /// Of drafts that were renamed since the baseline was written: by the old path, the new one.
    moves: BTreeMap<String, String>,
    /// The same, by the new path.
    moved_from: BTreeMap<String, String>,
    since: Option<Since>,
    nothing: Tally,
    /// What was found, if a baseline is to be written.
    found: Tallies,
}

impl<'a> Adoption<'a> {
    /// Reads the baseline and asks Git. `unnamed` says whether a draft comes from nowhere that has a name.
    pub fn new(
        args: &'a AdoptArgs,
        selection: &Selection,
        drafts: &[Draft],
        unnamed: bool,
    ) -> Result<Self, Trouble> {
        let option = [
            (args.since.is_some(), "--since"),
            (args.baseline.is_some(), "--baseline"),
            (args.writes(), "--write-baseline"),
        ];
        if let Some((_, option)) = option.iter().find(|(is_given, _)| *is_given)
            && unnamed
        {
            return Err(Box::new(Problem {
                what: format!(
                    "{option} has to know which draft it is that comes from standard input"
                ),
                cure: "name it with --stdin-filename".to_owned(),
            }));
        }
        let baseline = match &args.baseline {
            Some(path) => Some(load(path, selection)?),
            None => None,
        };
        let since = match &args.since {
            Some(revision) => {
                let paths: Vec<PathBuf> =
                    drafts.iter().map(|draft| canonical(&draft.full)).collect();
                Some(Since::new(revision, paths.iter().map(PathBuf::as_path))?)
            }
            None => None,
        };
        Ok(Adoption {
            args,
            baseline,
            moves: BTreeMap::new(),
            moved_from: BTreeMap::new(),
            since,
            nothing: Tally::new(),
            found: Tallies::new(),
        })
    }

    /// Finds out which drafts were renamed since the baseline was written. `tallies` says what drafts have.
    pub fn find_moves<'d>(
        &mut self,
        drafts: &'d [Draft],
        tallies: impl Fn(Vec<&'d Draft>) -> Vec<(&'d Draft, Tally)>,
    ) {
        let Some(baseline) = &self.baseline else {
            return;
        };
        let gone: Tallies = (baseline.known.iter())
            .filter(|(path, _)| baseline.is_gone(path))
            .map(|(path, tally)| (path.clone(), tally.clone()))
            .collect();
        let path_of = |draft: &Draft| relative(&draft.full, &baseline.folder);
        let is_new = |draft: &&Draft| !baseline.known.contains_key(&path_of(draft));
        let new: Vec<&Draft> = drafts
            .iter()
            .filter(|draft| !draft.is_stdin())
            .filter(is_new)
            .collect();
        if gone.is_empty() || new.is_empty() {
            return;
        }
        let new: Tallies = (tallies(new).into_iter())
            .map(|(draft, tally)| (path_of(draft), tally))
            .collect();
        self.moves = baseline::moves(&gone, &new);
        let turned = |(old, new): (&String, &String)| (new.clone(), old.clone());
        self.moved_from = self.moves.iter().map(turned).collect();
    }

    /// Whether findings may be hidden.
    pub fn hides(&self) -> bool {
        self.baseline.is_some() || self.since.is_some()
    }

    /// What its user wants to hear of a draft with this text.
    pub fn focus(&self, draft: &Draft, source: &Source) -> Focus<'_> {
        let changed = self.since.as_ref().map(|since| {
            let path = canonical(&draft.full);
            if draft.is_stdin() {
                since.changed_of(&path, source)
            } else {
                since.changed(&path, source)
            }
        });
        let known = self.baseline.as_ref().map(|baseline| {
            let path = relative(&draft.full, &baseline.folder);
            let path = self.moved_from.get(&path).unwrap_or(&path);
            baseline.known.get(path).unwrap_or(&self.nothing)
        });
        Focus {
            known,
            changed,
            counts: self.args.writes() || self.args.prune_baseline,
        }
    }

    /// Notes what a draft has.
    pub fn note(&mut self, draft: &Draft, tally: Tally) {
        let folder = match (&self.baseline, &self.args.write_baseline) {
            (Some(baseline), _) => baseline.folder.clone(),
            (None, Some(path)) => folder_of(path),
            (None, None) => return,
        };
        self.found.insert(relative(&draft.full, &folder), tally);
    }

    /// How many findings the baseline has of drafts that are gone. `given` are the paths that were searched.
    pub fn gone(&self, given: &[PathBuf]) -> usize {
        let Some(baseline) = &self.baseline else {
            return 0;
        };
        let searched = searched(given);
        (baseline.known.iter())
            .filter(|(path, _)| !self.moves.contains_key(*path))
            .filter(|(path, _)| baseline.is_gone_from(path, &searched))
            .map(|(_, tally)| baseline::total(tally))
            .sum()
    }

    /// Writes the baseline, if one is to be written, and says so. `given` are the paths that were searched.
    pub fn finish(mut self, given: &[PathBuf], failed: bool) -> Result<Option<String>, Problem> {
        if let Some(path) = &self.args.write_baseline {
            if failed {
                return Err(Problem {
                    what: format!(
                        "{}: it was not written, since not everything could be checked",
                        path.display()
                    ),
                    cure: "mend what is said above, or leave it out".to_owned(),
                });
            }
            self.found.retain(|_, tally| !tally.is_empty());
            write::create_baseline(path, &baseline::written(&self.found))?;
            let (findings, drafts) = (all(&self.found), self.found.len());
            return Ok(Some(format!(
                "Wrote {} of {} to {name}. From now on: pitchlint --baseline {name}\n",
                number(findings, "finding"),
                number(drafts, "draft"),
                name = path.display(),
            )));
        }
        let (Some(baseline), true) = (self.baseline, self.args.prune_baseline) else {
            return Ok(None);
        };
        let searched = searched(given);
        let is_gone = |path: &str| baseline.is_gone_from(path, &searched);
        let left = baseline::pruned(&baseline.known, &self.found, &self.moves, is_gone);
        let taken = all(&baseline.known) - all(&left);
        let mut written = left;
        for (path, tally) in baseline.aside {
            let path = self.moves.get(&path).unwrap_or(&path);
            written.entry(path.clone()).or_default().extend(tally);
        }
        let path = Path::new(baseline.source.name());
        let text = baseline::written(&written);
        if text != baseline.source.text() {
            write::clean_up(std::iter::once(path));
            write::replace_baseline(path, baseline.source.text(), &text)?;
        }
        let name = path.display();
        Ok(Some(match (taken, all(&written)) {
            (_, 0) => format!(
                "Nothing is left in {name}: take the file away, and leave out --baseline.\n"
            ),
            (0, _) => format!("Nothing to take out of {name}.\n"),
            (taken, left) => format!(
                "Took {} out of {name}; {left} left.\n",
                number(taken, "finding")
            ),
        }))
    }
}

impl Loaded {
    /// Whether a draft that the baseline speaks of is no more.
    fn is_gone(&self, path: &str) -> bool {
        self.folder.join(path).symlink_metadata().is_err()
    }

    /// Whether that would have been found in these folders.
    fn is_gone_from(&self, path: &str, searched: &[PathBuf]) -> bool {
        let full = normal(&self.folder.join(path));
        self.is_gone(path) && searched.iter().any(|folder| full.starts_with(folder))
    }
}

fn load(path: &Path, selection: &Selection) -> Result<Loaded, Trouble> {
    if !path.exists() {
        let name = path.display();
        return Err(Box::new(Problem {
            what: format!("there is no baseline {name}"),
            cure: format!(
                "check the spelling of the path; to write one with all that is found today: --write-baseline {name}"
            ),
        }));
    }
    let source = read_file(path)?;
    let all = baseline::read(source.text())
        .map_err(|fault| FileProblem::new(source.name(), source.text(), fault))?;
    let (mut known, mut aside) = (Tallies::new(), Tallies::new());
    for (path, tally) in all {
        for (key, count) in tally {
            let side = if selection.includes(&key.rule) {
                &mut known
            } else {
                &mut aside
            };
            side.entry(path.clone()).or_default().insert(key, count);
        }
    }
    Ok(Loaded {
        folder: folder_of(path),
        source,
        known,
        aside,
    })
}

/// The paths that were given, without links.
fn searched(given: &[PathBuf]) -> Vec<PathBuf> {
    given
        .iter()
        .map(|path| canonical(&absolute(path)))
        .collect()
}

/// The folder of a file, without links.
fn folder_of(path: &Path) -> PathBuf {
    let full = absolute(path);
    canonical(full.parent().unwrap_or(Path::new("/")))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn all(tallies: &Tallies) -> usize {
    tallies.values().map(baseline::total).sum()
}
