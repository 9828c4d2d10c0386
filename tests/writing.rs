//! A draft that is written: its permissions, its links, and what keeps it from being written.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]
#![cfg(unix)]

mod program;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command as Process;

use program::{folder, pitchlint, stderr};
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

const JARGON: &str = "We leverage it.\n";
const MENDED: &str = "We use it.\n";

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = (fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn permissions_stay_and_links_are_followed() {
    let drafts = folder(&[("real/draft.md", JARGON.as_bytes())]);
    let target = drafts.path().join("real/draft.md");
    set_mode(&target, 0o750);
    symlink("real/draft.md", drafts.path().join("link.md")).unwrap();
    pitchlint(&drafts, &["link.md", "--fix"]).code(0);
    assert_eq!(read(&drafts, "real/draft.md"), MENDED);
    assert_eq!(fs::metadata(&target).unwrap().mode() & 0o7777, 0o750);
    let link = fs::symlink_metadata(drafts.path().join("link.md")).unwrap();
    assert!(link.file_type().is_symlink());
    assert_eq!(names(&drafts.path().join("real")), ["draft.md"]);
}

#[test]
fn a_draft_that_is_named_twice_is_fixed_once() {
    let drafts = folder(&[("draft.md", JARGON.as_bytes())]);
    symlink("draft.md", drafts.path().join("link.md")).unwrap();
    pitchlint(&drafts, &["draft.md", "link.md", "./draft.md", "--fix"])
        .code(0)
        .stderr_eq("");
    assert_eq!(read(&drafts, "draft.md"), MENDED);
}

#[test]
fn a_clean_draft_is_not_written() {
    let drafts = folder(&[("draft.md", MENDED.as_bytes())]);
    let before = fs::metadata(drafts.path().join("draft.md")).unwrap();
    pitchlint(&drafts, &["--fix"]).code(0);
    let after = fs::metadata(drafts.path().join("draft.md")).unwrap();
    assert_eq!(
        (before.ino(), before.mtime_nsec()),
        (after.ino(), after.mtime_nsec())
    );
}

#[test]
fn a_read_only_draft_stays_and_others_are_fixed() {
    let drafts = folder(&[("a.md", JARGON.as_bytes()), ("b.md", JARGON.as_bytes())]);
    set_mode(&drafts.path().join("a.md"), 0o444);
    let output = pitchlint(&drafts, &["--fix"]).code(2);
    let told = stderr(&output);
    assert!(
        told.contains("a.md") && told.contains("make the file writable"),
        "{told}"
    );
    assert_eq!(
        (
            read(&drafts, "a.md").as_str(),
            read(&drafts, "b.md").as_str()
        ),
        (JARGON, MENDED)
    );
    assert_eq!(names(drafts.path()), ["a.md", "b.md"]);
}

/// Runs the program as a user to whom permissions apply, which they do not to root.
fn as_nobody(folder: &Path, args: &[&str]) -> Option<std::process::Output> {
    let program = cargo_bin!("pitchlint");
    let is_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    let mut command = if is_root {
        let mut command = Process::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(program);
        command
    } else {
        Process::new(program)
    };
    command.args(args).current_dir(folder).output().ok()
}

#[test]
fn a_folder_that_may_not_be_written_to() {
    let drafts = folder(&[
        ("closed/a.md", JARGON.as_bytes()),
        ("open/b.md", JARGON.as_bytes()),
    ]);
    for (name, mode) in [
        ("", 0o755),
        ("closed/a.md", 0o666),
        ("open/b.md", 0o666),
        ("closed", 0o555),
        ("open", 0o777),
    ] {
        set_mode(&drafts.path().join(name), mode);
    }
    let Some(output) = as_nobody(drafts.path(), &["closed/a.md", "open/b.md", "--fix"]) else {
        eprintln!("SKIPPED: root may write anywhere, and there is no `setpriv` on PATH");
        return;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("setpriv:") {
        eprintln!("SKIPPED: {told}");
        return;
    }
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("closed/a.md") && told.contains("make the folder writable"),
        "{told}"
    );
    assert_eq!(read(&drafts, "closed/a.md"), JARGON);
    assert_eq!(read(&drafts, "open/b.md"), MENDED);
    set_mode(&drafts.path().join("closed"), 0o755);
}

/// A small disk of its own; none where it cannot be mounted.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn new() -> Option<Self> {
        let disk = folder(&[]);
        let mut mount = Process::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
            .arg(disk.path());
        let output = mount.output().ok()?;
        output.status.success().then_some(SmallDisk(disk))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Process::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_leaves_the_draft_as_it_was() {
    let Some(disk) = SmallDisk::new() else {
        eprintln!("SKIPPED: no small disk could be mounted");
        return;
    };
    let large = JARGON.repeat(2_500);
    fs::write(disk.0.path().join("a.md"), &large).unwrap();
    let output = pitchlint(&disk.0, &["--fix", "-q", "--statistics"]).code(2);
    let told = stderr(&output);
    assert!(
        told.contains("a.md") && told.contains("the disk is full"),
        "{told}"
    );
    assert_eq!(read(&disk.0, "a.md"), large);
    assert_eq!(names(disk.0.path()), ["a.md"]);
}

#[test]
fn left_overs_are_cleaned_up_and_nothing_else() {
    let drafts = folder(&[
        ("a.md", JARGON.as_bytes()),
        (".pitchlint-a1b2c3d4.tmp", b"We use"),
        (".pitchlint-notes.tmp", b"mine"),
        ("sub/.pitchlint-a1b2c3d4.tmp", b"a folder without drafts"),
    ]);
    pitchlint(&drafts, &["a.md"]);
    assert!(
        names(drafts.path()).contains(&".pitchlint-a1b2c3d4.tmp".to_owned()),
        "a check writes nothing"
    );
    pitchlint(&drafts, &["a.md", "--fix"]).code(0);
    assert_eq!(
        names(drafts.path()),
        [".pitchlint-notes.tmp", "a.md", "sub"]
    );
    assert_eq!(
        names(&drafts.path().join("sub")),
        [".pitchlint-a1b2c3d4.tmp"]
    );
}

#[test]
fn what_another_run_is_writing_stays() {
    let drafts = folder(&[
        ("a.md", MENDED.as_bytes()),
        (".pitchlint-a1b2c3d4.tmp", b"We"),
    ]);
    let path = drafts.path().join(".pitchlint-a1b2c3d4.tmp");
    let writer = fs::File::open(&path).unwrap();
    rustix::fs::flock(&writer, rustix::fs::FlockOperation::LockExclusive).unwrap();
    pitchlint(&drafts, &["a.md", "--fix"]).code(0);
    assert!(path.exists());
    drop(writer);
    pitchlint(&drafts, &["a.md", "--fix"]).code(0);
    assert!(!path.exists());
}
