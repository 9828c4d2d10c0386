//! Runs the program as a user does, for the tests of what it prints.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]
#![allow(dead_code, reason = "not every test needs all of it")]

use std::fs;
use std::path::Path;

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use tempfile::TempDir;

/// Two findings: a warning in line 1 and an error in line 3.
pub const BAD: &str = "We leverage it.\n\nIt is TBD.\n";
/// Nothing to find.
pub const GOOD: &str = "We call the ten largest shops on Monday.\n";

/// A folder of its own for a test, with these files in it.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// How many temporary files the program has in a folder, or left there.
pub fn temporary_files(folder: &Path) -> usize {
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

/// Runs the program in a folder.
pub fn pitchlint(folder: &TempDir, args: &[&str]) -> OutputAssert {
    let command = Command::new(cargo_bin!("pitchlint")).current_dir(folder.path());
    let command = command
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("TERM", "xterm");
    command.args(args).assert()
}

pub fn stdout(assert: &OutputAssert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

pub fn stderr(assert: &OutputAssert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}
