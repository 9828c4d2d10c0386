//! The options that say how the rules speak, and what becomes of them: one set for all commands that look at rules.

use std::io;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::{ColorArgs, KindArgs, complain};
use crate::accept::AcceptedTerm;
use crate::config::load::Trouble;
use crate::discover::read_file;
use crate::fault::FileProblem;
use crate::lexicon::pack::Audience;
use crate::resolver::{NamedFiles, Resolver};
use crate::rules;
use crate::settings::{Layer, Preset, Selection, Settings, Sourced};
use crate::source::Source;
use crate::user_pack::{self, UserPack};

/// The rules there are, and to whom and how strictly they speak.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct VoiceArgs {
    /// Who reads the draft; words that are plain to them are left alone [default: executive]
    #[arg(long, value_enum)]
    pub audience: Option<Audience>,
    /// How much is reported [default: default]
    #[arg(long, value_enum)]
    pub preset: Option<Preset>,
    /// A file with a wording rule of your own; may be given more than once
    #[arg(long = "pack", value_name = "FILE")]
    pub packs: Vec<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Where settings are looked for.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct ConfigArgs {
    /// A config to use for all drafts [default: the nearest pitchlint.toml of each]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Look for no configs
    #[arg(long, conflicts_with = "config")]
    pub isolated: bool,
}

/// Terms about which nothing is said.
#[derive(Args, Clone, Debug, Default)]
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

/// Which rules speak.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct RuleArgs {
    /// Only these rules, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// All but these rules, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
}

impl RuleArgs {
    pub(super) fn selection(&self) -> Selection {
        Selection {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
        }
    }
}

impl VoiceArgs {
    /// What the options say.
    pub(super) fn layer(&self) -> Layer {
        Layer {
            audience: self.audience.map(Sourced::from_command_line),
            preset: self.preset.map(Sourced::from_command_line),
            ..Layer::default()
        }
    }

    /// The settings for the folder that the program runs in, or nothing if a pack or config cannot be used, which its user has
    /// been told by then.
    pub(super) fn settings(&self, color: ColorArgs) -> io::Result<Option<Settings>> {
        match self.resolver(self.layer(), color)? {
            Some(mut resolver) => told(color, resolver.settings_here()),
            None => Ok(None),
        }
    }

    /// What finds the settings of drafts, or nothing if what the options name cannot be used, which their user has been told by
    /// then.
    pub(super) fn resolver(&self, over: Layer, color: ColorArgs) -> io::Result<Option<Resolver>> {
        let named = NamedFiles {
            packs: self.packs.clone(),
            config: self.config.config.clone(),
            isolated: self.config.isolated,
        };
        told(color, Resolver::new(&named, over))
    }

    /// What the options say, with those that only commands with a draft have.
    pub(super) fn layer_with(&self, kind: KindArgs, accept: &AcceptArgs) -> Layer {
        let accepted = accept.accept.iter().cloned();
        Layer {
            kind: kind.kind.map(Sourced::from_command_line),
            accept: accepted.map(Sourced::from_command_line).collect(),
            ..self.layer()
        }
    }
}

/// What came of it, or nothing if it did not come about, of which the user has been told by then.
pub(super) fn told<T>(color: ColorArgs, result: Result<T, Vec<Trouble>>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(troubles) => {
            for trouble in troubles {
                complain(color, trouble.as_ref())?;
            }
            Ok(None)
        }
    }
}

/// The same where only one thing can be wrong.
pub(super) fn told_one<T>(
    color: ColorArgs,
    result: Result<T, impl Into<Trouble>>,
) -> io::Result<Option<T>> {
    told(color, result.map_err(|trouble| vec![trouble.into()]))
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
                let problem = FileProblem::new(source.name(), source.text(), fault);
                complain(color, &problem)?;
            }
            Ok(None)
        }
    }
}
