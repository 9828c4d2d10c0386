//! Every file that fuzzing has kept, tried again: those that reach each corner of the code, and those that once broke a promise.
//!
//! `fuzz/run` finds new ones; what must hold of them stands in `fuzz/src`. With `PITCHLINT_FUZZ_FILE=PATH`, a target tries that file,
//! or the files of that folder, instead.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its files has failed, and says at which"
)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[path = "../fuzz/src/lib.rs"]
mod targets;

/// How long a file of some kilobytes may take, in a debug build on a machine that is busy. What takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs a target on each file that was kept for it.
fn replay(target: &str, run: fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let own = ["corpus", "regressions"].map(|folder| root.join(folder).join(target));
    // The drafts that serve all targets that take drafts; what is kept for these reaches further.
    let takes_drafts = !["check", "settings", "lsp"].contains(&target);
    let shared = takes_drafts.then(|| root.join("corpus/check"));
    let paths = match env::var_os("PITCHLINT_FUZZ_FILE") {
        Some(path) => vec![PathBuf::from(path)],
        // Not every target has broken a promise yet.
        None => (own.into_iter().chain(shared))
            .filter(|folder| folder.exists())
            .collect(),
    };
    let mut tried = 0;
    for file in paths.iter().flat_map(|path| files(path)) {
        let data = fs::read(&file).expect("the file can be read");
        // Shown if the test fails.
        println!("{}", file.display());
        let start = Instant::now();
        run(&data);
        let took = start.elapsed();
        assert!(took < PATIENCE, "{} took {took:?}", file.display());
        tried += 1;
    }
    assert!(tried > 0, "there is no corpus for {target}");
}

/// A file, or those of a folder.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let entries = fs::read_dir(path).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    files
}

#[test]
fn mapping() {
    replay("mapping", targets::mapping::run);
}

#[test]
fn check() {
    replay("check", targets::check::run);
}

#[test]
fn fix() {
    replay("fix", targets::fix::run);
}

#[test]
fn settings() {
    replay("settings", targets::settings::run);
}

#[test]
fn directives() {
    replay("directives", targets::directives::run);
}

#[test]
fn lsp() {
    replay("lsp", targets::lsp::run);
}

#[test]
fn reports() {
    replay("reports", targets::reports::run);
}
