//! Reads drafts and parses their Markdown, and nothing else: the time below which no Markdown linter can get. With `--scan` it
//! also looks for the phrases, with the automata of the program.
//!
//!     floor [--scan] PATH...
//!
//! On as many threads as RAYON_NUM_THREADS says, or else as there are cores.

use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;

use pitchlint::discover::discover;
use pitchlint::lexicon::matcher::Workload;
use pitchlint::{Linter, Selection};
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

fn main() -> ExitCode {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let scans = paths
        .first()
        .is_some_and(|first| first.as_os_str() == "--scan");
    if scans {
        paths.remove(0);
    }
    let drafts = discover(&paths).drafts;
    let workload = if drafts.len() > 1 {
        Workload::Large
    } else {
        Workload::Small
    };
    let linter = scans.then(|| Linter::for_workload(&Selection::default(), workload));
    let read = |path: &PathBuf| {
        let Ok(text) = std::fs::read_to_string(path) else {
            return false;
        };
        let events = Parser::new_ext(&text, Options::all()).into_offset_iter();
        black_box(events.map(black_box).count());
        if let Some(linter) = &linter {
            black_box(linter.lexicon().skim(&text.to_lowercase()));
        }
        true
    };
    let all_read = match &drafts[..] {
        [] => false,
        [one] => read(one),
        many => many.par_iter().map(read).reduce(|| true, |a, b| a && b),
    };
    if all_read {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}
