//! `check --watch`, with real files and a process that runs all the while.

#![cfg(unix)] // ended by a signal, as by Ctrl-C
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use program::{folder, pitchlint, stderr};
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

/// How long something may take that a person would wait for. It is long because a busy machine is slow, and waited for only by a
/// test that fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// What ends each report.
const WAITING: &str = "Waiting for you to save. Ctrl-C ends this.\n";

/// A program that watches, and what it has written so far.
struct Watching {
    child: Child,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
    /// Bytes of either that were looked at.
    seen: (usize, usize),
}

impl Watching {
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(cargo_bin!("pitchlint"))
            .args(["check", "--watch", "--format", "compact"])
            .args(args)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = collect(child.stdout.take().unwrap());
        let err = collect(child.stderr.take().unwrap());
        Watching {
            child,
            out,
            err,
            seen: (0, 0),
        }
    }

    /// Waits for a report that holds all of `texts`, and returns all that was written until it was complete. Saving may be met
    /// half done, so one report more may come before it.
    fn report(&mut self, texts: &[&str]) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let news = self.news();
            if news.ends_with(WAITING) && texts.iter().all(|text| news.contains(text)) {
                self.seen = (
                    self.out.lock().unwrap().len(),
                    self.err.lock().unwrap().len(),
                );
                return news;
            }
            assert!(
                Instant::now() < end && self.child.try_wait().unwrap().is_none(),
                "{texts:?} did not come, but\n{news}"
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// What was written since the last report: findings, then the rest.
    fn news(&self) -> String {
        let (out, err) = (self.out.lock().unwrap(), self.err.lock().unwrap());
        format!("{}{}", &out[self.seen.0..], &err[self.seen.1..])
    }

    /// Ends it as Ctrl-C does, and returns its exit code.
    fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(status.success());
        let end = Instant::now() + PATIENCE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "it does not end");
            thread::sleep(Duration::from_millis(10));
        }
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn collect(mut stream: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let text = Arc::new(Mutex::new(String::new()));
    let shared = Arc::clone(&text);
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let part = String::from_utf8_lossy(&buffer[..count]);
            shared.lock().unwrap().push_str(&part);
        }
    });
    text
}

fn save(folder: &TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).unwrap();
}

/// Saves as many editors do: the old file becomes a backup, and a new one takes its name.
fn save_by_rename(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    let new = folder.path().join(format!(".{name}.tmp"));
    fs::write(&new, text).unwrap();
    fs::rename(&path, folder.path().join(format!("{name}~"))).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn a_draft_is_checked_again_however_it_is_saved() {
    let folder = folder(&[("a.md", b"We leverage it.\n"), ("b.md", b"We call.\n")]);
    let mut watching = Watching::start(folder.path(), &[]);
    watching.report(&["a.md:1:4: ", "2 drafts checked"]);
    save(&folder, "a.md", "Today we utilize it.\n");
    let news = watching.report(&["a.md:1:10: "]);
    assert!(!news.contains("leverage"), "{news}");
    for column in ["One", "Once again", "And once again"] {
        save_by_rename(&folder, "a.md", &format!("{column} we leverage it.\n"));
        let expected = format!("a.md:1:{}: ", column.len() + 5);
        let news = watching.report(&[&expected, "2 drafts checked"]);
        assert!(!news.contains("utilize"), "{news}");
        assert!(!news.contains('\x1b'), "{news}");
    }
    assert_eq!(watching.stop(), Some(0));
}

#[test]
fn drafts_that_come_and_go_are_told() {
    let folder = folder(&[("a.md", b"We leverage it.\n")]);
    let mut watching = Watching::start(folder.path(), &["."]);
    let news = watching.report(&["1 draft checked"]);
    assert!(!news.contains("is new"), "{news}");
    save(&folder, "b.md", "A synergy.\n");
    watching.report(&["b.md is new.\n", "b.md:1:3: ", "2 drafts checked"]);
    fs::remove_file(folder.path().join("b.md")).unwrap();
    watching.report(&["b.md is gone.\n", "1 draft checked"]);
    fs::create_dir_all(folder.path().join("new/deep")).unwrap();
    save(&folder, "new/deep/c.md", "A synergy.\n");
    watching.report(&["new/deep/c.md is new.\n", "new/deep/c.md:1:3: "]);
    save(&folder, "new/deep/c.md", "We leverage it.\n");
    watching.report(&["new/deep/c.md:1:4: "]);
    // A folder that is removed and comes back is watched anew.
    fs::remove_dir_all(folder.path().join("new")).unwrap();
    watching.report(&["new/deep/c.md is gone.\n"]);
    fs::create_dir_all(folder.path().join("new/deep")).unwrap();
    watching.report(&["1 draft checked"]);
    save(&folder, "new/deep/d.md", "A synergy.\n");
    watching.report(&["new/deep/d.md is new.\n", "2 drafts checked"]);
    save(&folder, "new/deep/d.md", "We leverage it.\n");
    watching.report(&["new/deep/d.md:1:4: "]);
    assert_eq!(watching.stop(), Some(0));
}

#[test]
fn one_draft_may_go_and_come_back() {
    let folder = folder(&[
        ("drafts/a.md", b"We leverage it.\n"),
        ("drafts/b.md", b"A synergy.\n"),
    ]);
    let mut watching = Watching::start(folder.path(), &["drafts/a.md"]);
    let news = watching.report(&["drafts/a.md:1:4: "]);
    assert!(!news.contains("b.md"), "{news}");
    fs::remove_file(folder.path().join("drafts/a.md")).unwrap();
    watching.report(&["drafts/a.md is gone.\n"]);
    save(&folder, "drafts/a.md", "Today we utilize it.\n");
    watching.report(&["drafts/a.md is new.\n", "drafts/a.md:1:10: "]);
    assert_eq!(watching.stop(), Some(0));
}

#[test]
fn settings_are_read_again() {
    let folder = folder(&[
        ("pitchlint.toml", b"extends = \"team/base.toml\"\n"),
        ("team/base.toml", b"accept = [\"leverage\"]\n"),
        ("docs/a.md", b"We leverage a synergy.\n"),
        ("docs/old.md", b"A synergy.\n"),
    ]);
    let mut watching = Watching::start(folder.path(), &["docs"]);
    let news = watching.report(&["docs/a.md:1:15: ", "2 drafts checked"]);
    assert!(!news.contains("docs/a.md:1:4: "), "{news}");
    // One that lies in a folder without drafts, and is only named by another.
    save(&folder, "team/base.toml", "accept = [\"synergy\"]\n");
    let news = watching.report(&["docs/a.md:1:4: "]);
    assert!(!news.contains("docs/a.md:1:15: "), "{news}");
    // A slip is shown, and mending it goes on.
    save(&folder, "pitchlint.toml", "acept = []\n");
    watching.report(&["acept", "did you mean"]);
    save(&folder, "pitchlint.toml", "exclude = [\"docs/old.md\"]\n");
    watching.report(&[
        "docs/old.md is gone.\n",
        "docs/a.md:1:4: ",
        "1 draft checked",
    ]);
    save(&folder, "docs/.ignore", "a.md\n");
    watching.report(&["docs/a.md is gone.\n"]);
    assert_eq!(watching.stop(), Some(0));
}

#[test]
fn what_is_no_draft_is_passed_over() {
    let folder = folder(&[("a.md", b"We leverage it.\n"), (".gitignore", b"/made\n")]);
    fs::create_dir(folder.path().join("made")).unwrap();
    let mut watching = Watching::start(folder.path(), &[]);
    watching.report(&["a.md:1:4: "]);
    for name in ["a.txt", ".a.md.swp", "a.md~", ".hidden.md", "made/b.md"] {
        save(&folder, name, "A synergy.\n");
    }
    // Had any of these been noticed, a report would have come by the time that this one does.
    thread::sleep(Duration::from_millis(400));
    assert_eq!(watching.news(), "");
    save(&folder, "a.md", "Today we utilize it.\n");
    let news = watching.report(&["a.md:1:10: ", "1 draft checked"]);
    assert_eq!(news.matches(WAITING).count(), 1, "{news}");
    assert_eq!(watching.stop(), Some(0));
}

#[test]
fn quiet_is_quiet() {
    let folder = folder(&[("a.md", b"We leverage it.\n")]);
    let watching = Watching::start(folder.path(), &["--quiet"]);
    let end = Instant::now() + PATIENCE;
    let wait_for = |text: &str| {
        while !watching.news().contains(text) {
            assert!(Instant::now() < end, "{}", watching.news());
            thread::sleep(Duration::from_millis(10));
        }
    };
    wait_for("a.md:1:4: ");
    save(&folder, "b.md", "A synergy.\n");
    wait_for("b.md:1:3: ");
    assert_eq!(watching.news().lines().count(), 3);
    assert_eq!(watching.stop(), Some(0));
}

#[test]
fn what_cannot_be_watched_is_said() {
    let folder = folder(&[("a.md", b"We leverage it.\n")]);
    let assert = pitchlint(&folder, &["--watch", "-"]).code(2);
    assert!(stderr(&assert).contains("standard input cannot be watched"));
    let assert = pitchlint(&folder, &["--watch", "--format", "json=report.json"]).code(2);
    assert!(stderr(&assert).contains("writes no reports to files"));
    for option in [
        "--fix",
        "--diff",
        "--write-baseline=b.json",
        "--output-file=r.txt",
        "--stdin-filename=a.md",
    ] {
        let assert = pitchlint(&folder, &["check", "--watch", option]).code(2);
        assert!(stderr(&assert).contains("cannot be used with"), "{option}");
    }
}
