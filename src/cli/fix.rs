//! `--fix` and `--diff`: what is to become of the fixes of a draft.

use std::path::Path;

use clap::Args;

use crate::discover::Problem;
use crate::fix::{Applicability, fix_in};
use crate::focus::{Focus, LeftOut};
use crate::linter::{Analysis, Linter};
use crate::source::Source;
use crate::write;

/// What to do with fixes.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct FixArgs {
    /// Write into the drafts what can be fixed without changing what they say, and report the rest
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff: also move goals up and turn sentences round; look over what comes of it
    #[arg(long, requires = "fixing")]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, and write nothing; the exit code is 1 if there is anything
    #[arg(long)]
    pub diff: bool,
}

/// A draft after its fixes, or as it was.
pub(super) struct Mended {
    pub source: Source,
    pub analysis: Analysis,
    pub left_out: LeftOut,
    /// How many fixes were applied.
    pub count: usize,
    pub problem: Option<Problem>,
}

impl FixArgs {
    /// Which fixes are applied, if any.
    pub(super) fn applicability(self) -> Option<Applicability> {
        (self.fix || self.diff).then_some(if self.unsafe_fixes {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        })
    }

    /// Whether drafts are written.
    pub(super) fn writes(self) -> bool {
        self.fix && !self.diff
    }
}

/// A draft with its fixes applied, in memory.
pub(super) fn mend(
    linter: &Linter,
    source: &Source,
    applicability: Applicability,
    focus: &Focus<'_>,
) -> Mended {
    let fixed = fix_in(linter, source, applicability, focus.clone());
    Mended {
        source: fixed.source,
        analysis: fixed.analysis,
        left_out: fixed.left_out,
        count: fixed.count,
        problem: None,
    }
}

/// A draft as it is, with what its user wants to hear of it.
pub(super) fn unmended(linter: &Linter, source: Source, focus: &Focus<'_>) -> Mended {
    let mut analysis = linter.analyse(&source);
    Mended {
        left_out: focus.sift(&source, &mut analysis),
        analysis,
        source,
        count: 0,
        problem: None,
    }
}

/// Fixed on the disk. A draft that cannot be written is as it was.
pub(super) fn mend_file(
    linter: &Linter,
    source: Source,
    applicability: Applicability,
    focus: &Focus<'_>,
    path: &Path,
) -> Mended {
    let mended = mend(linter, &source, applicability, focus);
    if mended.source.text() == source.text() {
        return mended;
    }
    match write::replace(path, source.text(), mended.source.text()) {
        Ok(()) => mended,
        Err(problem) => Mended {
            problem: Some(problem),
            ..unmended(linter, source, focus)
        },
    }
}
