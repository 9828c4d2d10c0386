//! What makes a run fail: `--fail-on`, `--max-warnings` and `--min-score`.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use crate::report::screen::safe_line;
use crate::report::summary::{Counts, grouped};
use crate::severity::Severity;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct VerdictArgs {
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    pub fail_on: FailOn,
    /// How many warnings there may be before they make the exit code 1
    #[arg(long, value_name = "N")]
    pub max_warnings: Option<usize>,
    /// The score out of 100 below which a pitch makes the exit code 1; `card` says how it comes about
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub min_score: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    #[default]
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// Whether findings of this severity fail a run.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

/// A pitch whose score is too low.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LowScore {
    pub name: String,
    pub score: u32,
}

impl VerdictArgs {
    /// Whether the findings fail the run. A number of warnings that is allowed takes the place of what `--fail-on` says of
    /// warnings, and of nothing else.
    pub fn fails(&self, counts: &Counts, low: &[LowScore]) -> bool {
        let fails = |severity, count: usize| self.fail_on.includes(severity) && count > 0;
        let warnings = match self.max_warnings {
            Some(most) => counts.warnings > most,
            None => fails(Severity::Warning, counts.warnings),
        };
        fails(Severity::Error, counts.errors)
            || warnings
            || fails(Severity::Info, counts.infos)
            || !low.is_empty()
    }

    /// Why the run fails, as far as the findings themselves do not say it.
    pub fn reasons(&self, counts: &Counts, low: &[LowScore]) -> String {
        let mut out = String::new();
        if let Some(most) = self.max_warnings.filter(|most| counts.warnings > *most) {
            let (found, most) = (grouped(counts.warnings), grouped(most));
            let _ = writeln!(
                out,
                "Too many warnings: there are {found}, and --max-warnings allows {most}."
            );
        }
        for LowScore { name, score } in low {
            let name = safe_line(name);
            let least = self.min_score.unwrap_or_default();
            let _ = writeln!(
                out,
                "{name} scores {score} of 100, and --min-score asks for {least}. To see why: pitchlint card {name}"
            );
        }
        out
    }
}
