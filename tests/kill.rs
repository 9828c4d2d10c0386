//! Killed at any moment while it fixes, the program leaves the draft whole: old or new.
//!
//! It takes minutes, and many more with a build that is not optimised, so it runs only when asked for:
//!
//! ```sh
//! cargo build --profile fast --bin pitchlint
//! PITCHLINT_PROGRAM=target/fast/pitchlint cargo test --test kill -- --ignored --nocapture
//! ```
//!
//! Without `PITCHLINT_PROGRAM`, it takes the program that cargo built for the tests.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use program::{folder, temporary_files};
use snapbox::cmd::cargo_bin;

const RUNS: u32 = 200;
const SIZE: usize = 5_000_000;

/// The program to kill, as a full path: it runs in a folder of its own.
fn program() -> PathBuf {
    match env::var_os("PITCHLINT_PROGRAM") {
        Some(path) => fs::canonicalize(path).unwrap(),
        None => cargo_bin!("pitchlint").to_path_buf(),
    }
}

fn start(program: &Path, folder: &Path) -> Child {
    let mut command = Command::new(program);
    command
        .args(["draft.md", "--fix", "--statistics", "--quiet"])
        .current_dir(folder);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until the program begins to write, or ends.
fn wait_for_writing(child: &mut Child, folder: &Path) {
    while temporary_files(folder) == 0 && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_micros(50));
    }
}

/// How long a run takes that nobody kills, and how much of that is spent with a temporary file on the disk.
fn time_a_run(program: &Path, folder: &Path) -> (Duration, Duration) {
    let begin = Instant::now();
    let mut child = start(program, folder);
    wait_for_writing(&mut child, folder);
    let begin_to_write = Instant::now();
    while temporary_files(folder) > 0 {
        sleep(Duration::from_micros(50));
    }
    let writing = begin_to_write.elapsed();
    assert!(child.wait().unwrap().success());
    (begin.elapsed(), writing)
}

/// What the kill of a run found, by what it left.
#[derive(Debug, Default)]
struct Deaths {
    /// Old text, no temporary file: while it read the draft or looked for what to fix.
    before_writing: u32,
    /// Old text and a temporary file.
    while_writing: u32,
    /// New text.
    after_writing: u32,
    /// It had ended by itself, so the text is new.
    not_at_all: u32,
}

/// A number below `end`, by Marsaglia's xorshift (Journal of Statistical Software 8(14), 2003).
fn random(state: &mut u64, end: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state % end.max(1)
}

#[test]
#[ignore = "takes minutes"]
fn killed_at_a_random_moment() {
    // Much text and little to mend: so that as many runs as possible die while they write.
    let plain = "The library opens at nine, and patients find the door on the left.\n\n";
    let old = format!("We leverage it.\n\n{}", plain.repeat(SIZE / plain.len()));
    let new = old.replacen("leverage", "use", 1);
    let drafts = folder(&[("draft.md", old.as_bytes())]);
    let path = drafts.path().join("draft.md");
    let program = program();
    let (whole, writing) = time_a_run(&program, drafts.path());
    assert!(fs::read(&path).unwrap() == new.as_bytes());

    let micros = |time: Duration| u64::try_from(time.as_micros()).unwrap();
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let mut deaths = Deaths::default();
    for run in 0..RUNS {
        fs::write(&path, &old).unwrap();
        let mut child = start(&program, drafts.path());
        if run % 2 == 0 {
            sleep(Duration::from_micros(random(&mut state, micros(whole))));
        } else {
            // Every second run dies while it writes, or shortly after that.
            wait_for_writing(&mut child, drafts.path());
            sleep(Duration::from_micros(random(
                &mut state,
                micros(writing) * 3 / 2,
            )));
        }
        let ended = child.try_wait().unwrap().is_some();
        let _ = child.kill();
        child.wait().unwrap();
        let text = fs::read(&path).unwrap();
        let is_old = text == old.as_bytes();
        let is_new = text == new.as_bytes();
        assert!(is_old || is_new, "run {run}: the draft is torn");
        let strays = temporary_files(drafts.path());
        assert!(
            strays == 0 || is_old,
            "run {run}: written, and a stray left"
        );
        *match (ended, is_old, strays) {
            (true, ..) => &mut deaths.not_at_all,
            (_, true, 0) => &mut deaths.before_writing,
            (_, true, _) => &mut deaths.while_writing,
            (_, false, _) => &mut deaths.after_writing,
        } += 1;
        if strays > 0 {
            // A short draft, so that the run that cleans up takes no time.
            fs::write(&path, &new[..15]).unwrap();
            assert!(start(&program, drafts.path()).wait().unwrap().success());
            assert_eq!(temporary_files(drafts.path()), 0, "the next run cleans up");
        }
    }
    let old_left = deaths.before_writing + deaths.while_writing;
    eprintln!(
        "A run of {whole:.1?}, of which {writing:.1?} with a temporary file. {RUNS} runs: {old_left} left the old text ({} killed \
         before they wrote, {} while they wrote, whose temporary files the next run took away), {} the new text ({} killed after \
         they wrote, {} had ended)",
        deaths.before_writing,
        deaths.while_writing,
        RUNS - old_left,
        deaths.after_writing,
        deaths.not_at_all,
    );
    assert!(
        deaths.before_writing > 0 && deaths.while_writing > 0 && deaths.after_writing > 0,
        "some died before, while and after they wrote: {deaths:?}"
    );
}
