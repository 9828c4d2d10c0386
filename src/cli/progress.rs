//! A progress bar for whoever waits at a terminal. Short runs show none, nor do those that nobody watches.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long one waits before wondering.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is. Threads may share it.
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    /// Whether the bar may appear, and has not yet.
    waits: AtomicBool,
}

impl Progress {
    /// For a run over this many drafts. `wanted` says whether its user wants to read more than findings.
    pub(super) fn new(drafts: usize, wanted: bool) -> Self {
        let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        let watched = wanted && drafts > 1 && !in_ci && io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(Some(drafts as u64), ProgressDrawTarget::hidden());
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} drafts")
        {
            bar.set_style(style);
        }
        Progress {
            bar,
            began: Instant::now(),
            waits: AtomicBool::new(watched),
        }
    }

    /// One draft more is done.
    pub(super) fn advance(&self) {
        self.bar.inc(1);
        if self.waits.load(Ordering::Relaxed)
            && self.began.elapsed() > PATIENCE
            && self.waits.swap(false, Ordering::Relaxed)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Makes room for what is written meanwhile.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
