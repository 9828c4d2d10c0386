//! Settings as they come from one place, such as a config or the command line, each with where it stands; laid over one another
//! they make the settings of a draft.

use std::collections::BTreeMap;
use std::fmt;

use super::{KindSetting, Level, Preset, Settings, Settled};
use crate::accept::AcceptedTerm;
use crate::lexicon::pack::Audience;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The program itself.
    Default,
    /// A file, such as a config or the draft itself, and the line, from 1.
    File {
        name: String,
        line: usize,
    },
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { name, line } => write!(f, "{name}:{line}"),
            Origin::CommandLine => f.write_str("command line"),
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    pub value: T,
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// A value from the command line.
    pub fn from_command_line(value: T) -> Self {
        Sourced {
            value,
            origin: Origin::CommandLine,
        }
    }
}

/// What one place says, or several after they were laid over one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    pub preset: Option<Sourced<Preset>>,
    pub audience: Option<Sourced<Audience>>,
    pub kind: Option<Sourced<KindSetting>>,
    /// By id of a rule.
    pub levels: BTreeMap<String, Sourced<Level>>,
    pub accept: Vec<Sourced<AcceptedTerm>>,
}

impl Layer {
    /// Lays another layer on top: what it says is what counts; accepted terms add up.
    pub fn cover_with(&mut self, upper: &Layer) {
        fn put<T: Clone>(lower: &mut Option<Sourced<T>>, upper: &Option<Sourced<T>>) {
            if upper.is_some() {
                lower.clone_from(upper);
            }
        }
        put(&mut self.preset, &upper.preset);
        put(&mut self.audience, &upper.audience);
        put(&mut self.kind, &upper.kind);
        let levels = upper.levels.iter();
        (self.levels).extend(levels.map(|(id, level)| (id.clone(), level.clone())));
        self.accept.extend(upper.accept.iter().cloned());
    }

    /// The settings that follow, without packs and without a selection.
    pub fn settings(&self) -> Settings {
        fn is_settled<T>(value: &Option<Sourced<T>>) -> bool {
            (value.as_ref()).is_some_and(|sourced| sourced.origin == Origin::CommandLine)
        }
        let value_of = |level: &Sourced<Level>| level.value;
        Settings {
            preset: (self.preset.as_ref()).map_or_else(Preset::default, |sourced| sourced.value),
            audience: (self.audience.as_ref())
                .map_or_else(Audience::default, |sourced| sourced.value),
            kind: (self.kind.as_ref()).and_then(|sourced| sourced.value.kind()),
            levels: (self.levels.iter())
                .map(|(id, level)| (id.clone(), value_of(level)))
                .collect(),
            accept: (self.accept.iter())
                .map(|term| term.value.clone())
                .collect(),
            settled: Settled {
                kind: is_settled(&self.kind),
                audience: is_settled(&self.audience),
            },
            ..Settings::default()
        }
    }
}
