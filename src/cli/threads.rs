//! Drafts side by side, on as many threads as there are; where the system gives none, as some containers do, one after the other.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

/// Whether there are threads; found out once.
static THREADS: OnceLock<bool> = OnceLock::new();

/// The results of drafts, in their order. `jobs` says how many are worked on at a time, and counts the first time.
pub(super) fn map<T: Send, R: Send>(
    jobs: Option<NonZeroUsize>,
    drafts: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    // To start threads takes longer than to check one draft.
    if drafts.len() < 2 || !have_threads(jobs) {
        return drafts.into_iter().map(work).collect();
    }
    drafts.into_par_iter().map(work).collect()
}

fn have_threads(jobs: Option<NonZeroUsize>) -> bool {
    *THREADS.get_or_init(|| {
        let jobs = jobs.map_or(0, NonZeroUsize::get);
        ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .is_ok()
    })
}
