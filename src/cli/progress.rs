//! A progress bar for whoever waits at a terminal. Short runs show none, nor do those that nobody watches.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long one waits before wondering.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is. Threads may share it.
pub(super) struct Progress(Option<Watched>);

/// A run that somebody may wait for.
struct Watched {
    bar: ProgressBar,
    began: Instant,
    /// Whether the bar has not appeared yet.
    waits: AtomicBool,
}

impl Progress {
    /// For a run over this many drafts. `wanted` says whether its user wants to read more than findings.
    pub(super) fn new(drafts: usize, wanted: bool) -> Self {
        let in_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        let watched = wanted && drafts > 1 && !in_ci && io::stderr().is_terminal();
        Progress(watched.then(|| Watched::new(drafts)))
    }

    /// One draft more is done.
    pub(super) fn advance(&self) {
        if let Some(watched) = &self.0 {
            watched.advance();
        }
    }

    /// Makes room for what is written meanwhile.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(watched) => watched.bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(watched) = &self.0 {
            watched.bar.finish_and_clear();
        }
    }
}

impl Watched {
    fn new(drafts: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(drafts as u64), ProgressDrawTarget::hidden());
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} drafts")
        {
            bar.set_style(style);
        }
        Watched {
            bar,
            began: Instant::now(),
            waits: AtomicBool::new(true),
        }
    }

    fn advance(&self) {
        self.bar.inc(1);
        if self.waits.load(Ordering::Relaxed)
            && self.began.elapsed() > PATIENCE
            && self.waits.swap(false, Ordering::Relaxed)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
