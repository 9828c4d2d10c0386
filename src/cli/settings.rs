//! The options that say how the rules speak, and what becomes of them: one set for all commands that look at rules.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::{ColorArgs, complain};
use crate::accept::AcceptedTerm;
use crate::discover::{Problem, read_file};
use crate::lexicon::matcher::Workload;
use crate::lexicon::pack::{Audience, Pack};
use crate::linter::Linter;
use crate::rules;
use crate::settings::{Preset, Settings};
use crate::source::Source;
use crate::user_pack::{self, PackProblem, UserPack};

/// The rules there are, and to whom and how strictly they speak.
#[derive(Args, Clone, Debug)]
pub(super) struct VoiceArgs {
    /// Who reads the draft; words that are plain to them are left alone
    #[arg(long, value_enum, default_value_t)]
    pub audience: Audience,
    /// How much is reported
    #[arg(long, value_enum, default_value_t)]
    pub preset: Preset,
    /// A file with a wording rule of your own; may be given more than once
    #[arg(long = "pack", value_name = "FILE")]
    pub packs: Vec<PathBuf>,
}

/// Terms about which nothing is said.
#[derive(Args, Clone, Debug)]
pub(super) struct AcceptArgs {
    /// A word or phrase that no rule may flag, in any of its forms; "ecosystem*" for any ending; may be given more than once
    #[arg(long, value_name = "TERM")]
    pub accept: Vec<AcceptedTerm>,
}

impl ValueEnum for Audience {
    fn value_variants<'a>() -> &'a [Self] {
        Audience::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Audience::General => "Anybody, of whatever trade",
            Audience::Executive => "Those who decide, of whatever trade",
            Audience::Finance => "People who know runway and run rate",
            Audience::Engineering => "People who know dogfooding and a swim lane",
            Audience::Marketing => "People who know a funnel and earned media",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl VoiceArgs {
    /// What the options say, or nothing if a pack cannot be used, which its user has been told by then.
    pub(super) fn settings(&self, color: ColorArgs) -> io::Result<Option<Settings>> {
        let Some(packs) = read_packs(&self.packs, color)? else {
            return Ok(None);
        };
        Ok(Some(Settings {
            audience: self.audience,
            preset: self.preset,
            packs,
            ..Settings::default()
        }))
    }
}

/// The packs in these files. What is wrong with any of them is told at once.
fn read_packs(paths: &[PathBuf], color: ColorArgs) -> io::Result<Option<Vec<Pack>>> {
    let mut packs: Vec<Pack> = Vec::with_capacity(paths.len());
    let mut known: HashSet<PathBuf> = HashSet::new();
    let mut failed = false;
    for path in paths {
        // A file that is named twice is one pack.
        if !known.insert(path.clone()) {
            continue;
        }
        let is_taken = |id: &str| is_built_in(id) || packs.iter().any(|pack| pack.id == id);
        match read_pack(path, color, is_taken)? {
            Some((_, read)) => packs.push(read.pack),
            None => failed = true,
        }
    }
    Ok((!failed).then_some(packs))
}

/// Whether the program has a rule with this id.
pub(super) fn is_built_in(id: &str) -> bool {
    rules::ids().any(|known| known == id)
}

/// The pack in a file and its text, or nothing if it cannot be used, which its user has been told by then. `is_taken` says of an
/// id whether another rule has it.
pub(super) fn read_pack(
    path: &Path,
    color: ColorArgs,
    is_taken: impl Fn(&str) -> bool,
) -> io::Result<Option<(Source, UserPack)>> {
    let source = match read_file(path) {
        Ok(source) => source,
        Err(problem) => {
            complain(color, &problem)?;
            return Ok(None);
        }
    };
    match user_pack::read(source.text(), is_taken) {
        Ok(pack) => Ok(Some((source, pack))),
        Err(faults) => {
            for fault in faults {
                let problem = PackProblem::new(source.name(), source.text(), fault);
                complain(color, &problem)?;
            }
            Ok(None)
        }
    }
}

/// The linter that the user asked for.
pub(super) fn make_linter(settings: Settings, workload: Workload) -> Result<Linter, Problem> {
    Linter::with_settings(settings, workload).map_err(|error| Problem {
        what: format!("the packs are too large: {error}"),
        cure: "leave out some of the terms".to_owned(),
    })
}
