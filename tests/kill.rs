//! Killed at any moment while it fixes, the program leaves the draft whole: old or new.
//!
//! It takes minutes, so it runs only when asked for: `cargo test --test kill -- --ignored --nocapture`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use program::folder;
use snapbox::cmd::cargo_bin;

const RUNS: u32 = 200;
const SIZE: usize = 5_000_000;

fn start(folder: &Path) -> Child {
    let mut command = Command::new(cargo_bin!("pitchlint"));
    command
        .args(["draft.md", "--fix", "--statistics", "--quiet"])
        .current_dir(folder);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn temporary_files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries
        .filter(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with(".pitchlint-")
        })
        .count()
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
    let begin = Instant::now();
    assert!(start(drafts.path()).wait().unwrap().success());
    let whole_run = begin.elapsed();
    assert!(fs::read(&path).unwrap() == new.as_bytes());

    let mut state = 0x9e37_79b9_7f4a_7c15;
    let (mut killed, mut old_left, mut new_left, mut strays) = (0, 0, 0, 0);
    for run in 0..RUNS {
        fs::write(&path, &old).unwrap();
        let mut child = start(drafts.path());
        if run % 2 == 0 {
            let micros = u64::try_from(whole_run.as_micros()).unwrap();
            sleep(Duration::from_micros(random(&mut state, micros * 11 / 10)));
        } else {
            // Every second run dies within some milliseconds of the moment at which it begins to write.
            while temporary_files(drafts.path()) == 0 && child.try_wait().unwrap().is_none() {
                sleep(Duration::from_micros(50));
            }
            sleep(Duration::from_micros(random(&mut state, 12_000)));
        }
        killed += u32::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let text = fs::read(&path).unwrap();
        let is_old = text == old.as_bytes();
        assert!(
            is_old || text == new.as_bytes(),
            "run {run}: the draft is torn"
        );
        old_left += u32::from(is_old);
        new_left += u32::from(!is_old);
        strays += u32::from(temporary_files(drafts.path()) > 0);
        if temporary_files(drafts.path()) > 0 {
            fs::write(&path, &new[..15]).unwrap();
            assert!(start(drafts.path()).wait().is_ok());
            assert_eq!(temporary_files(drafts.path()), 0, "the next run cleans up");
        }
    }
    eprintln!(
        "{RUNS} runs of {whole_run:.1?}, {killed} killed before their end: {old_left} old, {new_left} new, \
         {strays} left a temporary file, which the next run took away"
    );
    assert!(
        old_left > 0 && new_left > 0 && strays > 0,
        "some died before, while and after they wrote"
    );
}
