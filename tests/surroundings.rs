//! What the program meets on a machine that is not kind: loops, pipes, devices, files that change, walls, full disks, closed streams,
//! and files that a stranger has put where they are read.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use program::{folder, temporary_files};
use snapbox::cmd::cargo_bin;
use tempfile::TempDir;

const JARGON: &str = "We leverage it.\n";
const MENDED: &str = "We use it.\n";
/// What is found in it.
const FOUND: &str = "a.md:1:4: warning: \"leverage\"";

/// Longer than any of these runs takes, on however slow a machine, and short enough to tell what hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a run ended, and what it said.
struct Run {
    status: ExitStatus,
    stdout: String,
    stderr: String,
}

impl Run {
    #[track_caller]
    fn code(self, code: i32) -> Self {
        let said = format!("{}\n{}", self.stdout, self.stderr);
        assert_eq!(self.status.code(), Some(code), "{said}");
        self
    }

    #[track_caller]
    fn says(self, parts: &[&str]) -> Self {
        let all = format!("{}\n{}", self.stdout, self.stderr);
        // A long message goes on in the next line.
        let said = all
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace(" │ ", " ");
        for part in parts {
            assert!(said.contains(part), "{part:?} in {all}");
        }
        self
    }
}

/// Waits for a program, and gives up on one that hangs.
fn ended(mut command: Command) -> Run {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let began = Instant::now();
    let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |mut stream: Box<dyn std::io::Read + Send>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let (stdout, stderr) = (read(Box::new(stdout)), read(Box::new(stderr)));
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it hangs: {command:?}");
        }
        thread::sleep(Duration::from_millis(10));
    };
    Run {
        status,
        stdout: stdout.join().unwrap(),
        stderr: stderr.join().unwrap(),
    }
}

fn program(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin!("pitchlint"));
    command
        .args(args)
        .current_dir(folder.path())
        .stdin(Stdio::null());
    command
}

fn run(folder: &TempDir, args: &[&str]) -> Run {
    ended(program(folder, args))
}

/// A line for the shell, in which `pitchlint` is the program.
fn shell(folder: &TempDir, line: &str) -> Run {
    let mut command = Command::new("sh");
    let line = line.replace(
        "pitchlint",
        &format!("'{}'", cargo_bin!("pitchlint").display()),
    );
    command
        .args(["-c", &line])
        .current_dir(folder.path())
        .stdin(Stdio::null());
    ended(command)
}

fn pipe(folder: &TempDir, name: &str) {
    let made = Command::new("mkfifo")
        .arg(folder.path().join(name))
        .status()
        .unwrap();
    assert!(made.success());
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

const CHECK: &[&str] = &["--format", "compact", "--quiet"];

fn check(more: &[&'static str]) -> Vec<&'static str> {
    [CHECK, more].concat()
}

// Links

#[test]
fn links_in_a_circle() {
    let drafts = folder(&[("a.md", JARGON.as_bytes()), ("sub/b.md", MENDED.as_bytes())]);
    for (target, link) in [
        (".", "here"),
        ("..", "sub/up"),
        ("self.md", "self.md"),
        ("two.md", "one.md"),
        ("one.md", "two.md"),
    ] {
        symlink(target, drafts.path().join(link)).unwrap();
    }
    let found = run(&drafts, &check(&["."])).code(1).says(&[FOUND]);
    assert_eq!(found.stdout.lines().count(), 1, "{}", found.stdout);
    assert_eq!(found.stderr, "");
    run(&drafts, &check(&["self.md", "one.md", "a.md"]))
        .code(2)
        .says(&[
            FOUND,
            "self.md: it is a symbolic link that leads back to itself",
            "one.md: it is a symbolic link that leads back to itself",
            "mend the link",
        ]);
    run(&drafts, &check(&["--fix", "self.md", "a.md"])).code(2);
    assert_eq!(read(&drafts, "a.md"), MENDED);
}

#[test]
fn a_link_out_of_the_folder_is_followed_only_where_it_is_named() {
    let outside = folder(&[("secret.md", JARGON.as_bytes())]);
    let drafts = folder(&[("a.md", MENDED.as_bytes())]);
    symlink(outside.path(), drafts.path().join("folder")).unwrap();
    symlink(
        outside.path().join("secret.md"),
        drafts.path().join("link.md"),
    )
    .unwrap();
    let found = run(&drafts, &["--fix", "--quiet", "."]).code(0);
    assert_eq!((found.stdout.as_str(), found.stderr.as_str()), ("", ""));
    assert_eq!(read(&outside, "secret.md"), JARGON);
    run(&drafts, &check(&["link.md"]))
        .code(1)
        .says(&["link.md:1:4"]);
}

// Pipes and devices

#[test]
fn a_pipe_that_nobody_writes_to() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    pipe(&drafts, "pipe.md");
    let found = run(&drafts, &check(&["."])).code(1).says(&[FOUND]);
    assert_eq!(found.stderr, "", "in a folder, a pipe is no draft");
    run(&drafts, &check(&["pipe.md", "a.md"])).code(2).says(&[
        FOUND,
        "pipe.md: it is a pipe, and nobody writes to it",
        "pitchlint -",
    ]);
}

#[test]
fn a_pipe_that_somebody_writes_to() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    pipe(&drafts, "pipe.md");
    // One that is fast, one that comes late, one that takes its time, and one that has nothing to say.
    for writer in [
        "cat a.md > pipe.md",
        "sleep 0.3; cat a.md > pipe.md",
        "(sleep 3; cat a.md) > pipe.md",
    ] {
        let line = format!("({writer}) & pitchlint --format compact --quiet pipe.md");
        shell(&drafts, &line).code(1).says(&["pipe.md:1:4"]);
    }
    shell(&drafts, "true > pipe.md & pitchlint --quiet pipe.md").code(0);
    let large = JARGON.repeat(5_000);
    fs::write(drafts.path().join("large.md"), large).unwrap();
    let line = "cat large.md > pipe.md & pitchlint --format compact --quiet --ignore jargon-barrage pipe.md | wc -l";
    shell(&drafts, line).says(&["5000"]);
}

#[test]
fn devices_are_not_read() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    symlink("/dev/zero", drafts.path().join("zero.md")).unwrap();
    let found = run(&drafts, &check(&["."])).code(1);
    assert_eq!(found.stderr, "");
    let began = Instant::now();
    run(
        &drafts,
        &check(&["/dev/zero", "zero.md", "/dev/urandom", "/dev/full", "a.md"]),
    )
    .code(2)
    .says(&[
        FOUND,
        "/dev/zero: it is a device",
        "zero.md: it is a device",
        "/dev/urandom: it is a device",
        "/dev/full: it is a device",
        "name a file, or - for standard input",
    ]);
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    run(&drafts, &check(&["/dev/null"])).code(0);
    shell(
        &drafts,
        "cat a.md | pitchlint --format compact --quiet /dev/stdin",
    )
    .code(1)
    .says(&["/dev/stdin:1:4"]);
    shell(
        &drafts,
        "pitchlint --format compact --quiet /dev/stdin < a.md",
    )
    .code(1)
    .says(&["/dev/stdin:1:4"]);
}

#[test]
fn settings_that_never_end() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    pipe(&drafts, "pipe");
    symlink("/dev/zero", drafts.path().join("zero")).unwrap();
    for (file, said) in [
        ("pipe", "it is a pipe, and nobody writes to it"),
        ("zero", "it is a device"),
    ] {
        for option in ["--config", "--pack", "--baseline"] {
            run(&drafts, &[option, file, "a.md"]).code(2).says(&[said]);
        }
        run(&drafts, &["rules", "--check", file])
            .code(2)
            .says(&[said]);
    }
    // A config that is merely found is one only if it is a file.
    for name in ["pitchlint.toml", ".pitchlint.toml", "pyproject.toml"] {
        pipe(&drafts, name);
    }
    run(&drafts, &check(&["."])).code(1).says(&[FOUND]);
}

#[test]
fn ignore_files_that_never_end() {
    for name in [".gitignore", ".ignore", ".git/info/exclude"] {
        for link in [false, true] {
            let drafts = folder(&[
                ("a.md", JARGON.as_bytes()),
                ("bad/b.md", JARGON.as_bytes()),
                ("bad/c/c.md", JARGON.as_bytes()),
                ("bad/.git/info/sparse", b""),
            ]);
            let path = format!("bad/{name}");
            if link {
                symlink("/dev/zero", drafts.path().join(&path)).unwrap();
            } else {
                pipe(&drafts, &path);
            }
            let said = format!("{path}: it is a pipe or a device where an ignore file belongs");
            let cure = "name the drafts one by one";
            run(&drafts, &check(&["."]))
                .code(2)
                .says(&[FOUND, &said, cure]);
            let said = "it is a pipe or a device where an ignore file belongs";
            run(&drafts, &check(&["bad", "a.md"]))
                .code(2)
                .says(&[FOUND, said]);
            run(&drafts, &check(&["bad/c", "a.md"]))
                .code(2)
                .says(&[FOUND, said]);
            run(&drafts, &check(&["bad/b.md"]))
                .code(1)
                .says(&["bad/b.md:1:4"]);
        }
    }
}

// Files that change

#[test]
fn a_draft_that_goes_before_it_is_read() {
    let drafts = folder(&[("a.md", JARGON.as_bytes()), ("gone.md", JARGON.as_bytes())]);
    pipe(&drafts, "pipe.md");
    // The program waits at the pipe, and has seen the other drafts by then.
    let line = "(sleep 1; rm gone.md; echo good > pipe.md) & pitchlint -j 1 --format compact --quiet pipe.md gone.md a.md";
    shell(&drafts, line)
        .code(2)
        .says(&[FOUND, "gone.md: there is no such file"]);
}

#[test]
fn drafts_that_grow_and_shrink_while_they_are_read() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    let path = drafts.path().join("b.md");
    let large = "We call the ten largest shops on Monday.\n".repeat(5_000);
    fs::write(&path, &large).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let file = OpenOptions::new().write(true).open(&path).unwrap();
            while !done.load(Ordering::Relaxed) {
                file.set_len(10).unwrap();
                (&file)
                    .write_all(&large.as_bytes()[..large.len() / 2])
                    .unwrap();
                fs::write(&path, &large).unwrap();
            }
        });
        for _ in 0..8 {
            // What is read is some text or other; what counts is that nothing breaks.
            let found = run(&drafts, &check(&["--ignore", "placeholder", "."]));
            assert!(
                found.stdout.contains(FOUND),
                "{} {}",
                found.stdout,
                found.stderr
            );
            assert!(
                found.stderr.is_empty() || found.stderr.contains("b.md"),
                "{}",
                found.stderr
            );
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_draft_that_somebody_else_saves_while_it_is_fixed_keeps_what_they_wrote() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    let path = drafts.path().join("a.md");
    let theirs = |number: usize| format!("We leverage it, and number {number} is mine.\n");
    let old = JARGON.repeat(3_000);
    let mut kept = 0;
    // Ever later, until it was between reading and writing.
    for number in 0..100 {
        fs::write(&path, &old).unwrap();
        let mut child = program(&drafts, &["--fix", "--quiet", "--statistics", "a.md"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(20 * number as u64));
        // As editors do: a new file takes the name.
        let new = drafts.path().join("new");
        fs::write(&new, theirs(number)).unwrap();
        fs::rename(&new, &path).unwrap();
        let code = child.wait().unwrap().code();
        let text = fs::read_to_string(&path).unwrap();
        // Saved before the program read it, it was fixed as theirs; saved after that, it stands as they wrote it.
        let fixed = theirs(number).replace("leverage", "use");
        assert!(text == theirs(number) || text == fixed, "{text:.200}");
        if text == theirs(number) && code == Some(2) {
            kept += 1;
        }
        if kept == 3 {
            break;
        }
    }
    assert_eq!(kept, 3, "saved between reading and writing");
    assert_eq!(
        fs::read_dir(drafts.path()).unwrap().count(),
        1,
        "no temporary file is left"
    );
}

// Walls

/// Runs the program as a user to whom permissions apply, which they do not to root.
fn as_nobody(folder: &TempDir, args: &[&str]) -> Option<Output> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    let mut command = Command::new(cargo_bin!("pitchlint"));
    if is_root {
        command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
            .arg(cargo_bin!("pitchlint"));
    }
    let output = command
        .args(args)
        .current_dir(folder.path())
        .output()
        .ok()?;
    (!String::from_utf8_lossy(&output.stderr).contains("setpriv:")).then_some(output)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn walls_hide_what_is_behind_them_and_nothing_else() {
    let drafts = folder(&[
        ("a.md", JARGON.as_bytes()),
        ("secret.md", JARGON.as_bytes()),
        ("closed/b.md", JARGON.as_bytes()),
        ("blind/b.md", JARGON.as_bytes()),
        ("config/pitchlint.toml", b"accept = [\"leverage\"]\n"),
        ("config/b.md", JARGON.as_bytes()),
    ]);
    set_mode(drafts.path(), 0o755);
    for (name, mode) in [
        ("a.md", 0o644),
        ("secret.md", 0o000),
        ("closed", 0o000),
        ("blind", 0o444),
        ("config", 0o755),
        ("config/pitchlint.toml", 0o000),
    ] {
        set_mode(&drafts.path().join(name), mode);
    }
    let Some(output) = as_nobody(&drafts, &check(&["."])) else {
        eprintln!("SKIPPED: root may read anything, and there is no `setpriv` on PATH");
        return;
    };
    let run = Run {
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    let run = run.code(2).says(&[
        FOUND,
        "secret.md: you may not read it",
        "closed: Permission denied",
        "blind/b.md",
        "config/pitchlint.toml: you may not read it",
    ]);
    assert!(
        !run.stdout.contains("config/b.md"),
        "no draft is checked without its settings: {}",
        run.stdout
    );
    for name in ["closed", "blind"] {
        set_mode(&drafts.path().join(name), 0o755);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_machine_that_gives_no_threads() {
    let drafts = folder(&[("a.md", JARGON.as_bytes()), ("b.md", JARGON.as_bytes())]);
    set_mode(drafts.path(), 0o755);
    let program = cargo_bin!("pitchlint");
    // Root may start as many as it likes.
    let user = "--reuid=65533 --regid=65533 --clear-groups";
    let limited = format!("prlimit --nproc=1 setpriv {user} '{}'", program.display());
    for args in [
        "--format compact --quiet .",
        "--format compact --quiet -j 2 a.md b.md",
    ] {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("{limited} {args}")])
            .current_dir(drafts.path());
        let run = ended(command);
        if ["prlimit:", "setpriv:", "not found"]
            .iter()
            .any(|said| run.stderr.contains(said))
        {
            eprintln!("SKIPPED: {}", run.stderr);
            return;
        }
        run.code(1).says(&[FOUND, "b.md:1:4"]);
    }
}

// The environment

#[test]
fn without_an_environment() {
    let drafts = folder(&[
        ("a.md", JARGON.as_bytes()),
        (
            "b\u{e9}.md",
            "We leverage caf\u{e9}s \u{2014} \u{65e5}\u{672c}.\n".as_bytes(),
        ),
    ]);
    let usual = run(&drafts, &["."]).code(1);
    for variables in [
        &[][..],
        &[("LC_ALL", "C")],
        &[("LC_ALL", "POSIX"), ("LANG", "C")],
        &[("HOME", "/nowhere/at/all"), ("XDG_CONFIG_HOME", "\u{1}")],
    ] {
        let mut command = program(&drafts, &["."]);
        command.env_clear().envs(variables.iter().copied());
        let found = ended(command).code(1);
        assert_eq!(
            (found.stdout, found.stderr),
            (usual.stdout.clone(), usual.stderr.clone()),
            "{variables:?}"
        );
        for args in [
            &["--fix", "--diff", "."][..],
            &["rules"],
            &["explain", "hype"],
            &["config", "a.md"],
            &["card", "a.md"],
        ] {
            let mut command = program(&drafts, args);
            command.env_clear().envs(variables.iter().copied());
            let ended = ended(command);
            assert!(
                matches!(ended.status.code(), Some(0 | 1)),
                "{args:?}: {}",
                ended.stderr
            );
        }
    }
}

#[test]
fn in_a_folder_that_is_gone() {
    let drafts = folder(&[("a.md", JARGON.as_bytes()), ("sub/b.md", b"")]);
    let full = drafts.path().join("a.md");
    let line = format!(
        "cd sub && rm -r ../sub && pitchlint --format compact --quiet {}",
        full.display()
    );
    shell(&drafts, &line).code(1).says(&[FOUND]);
    shell(
        &drafts,
        "mkdir sub; cd sub && rmdir ../sub && pitchlint --quiet",
    )
    .code(2);
}

// Streams

#[test]
fn closed_streams() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    shell(&drafts, "pitchlint a.md >&-").code(1);
    shell(&drafts, "pitchlint --diff a.md >&-").code(1);
    shell(&drafts, "pitchlint a.md 2>&-")
        .code(1)
        .says(&["leverage"]);
    shell(&drafts, "pitchlint nowhere.md >&- 2>&-").code(2);
    shell(&drafts, "pitchlint a.md <&- >&- 2>&-").code(1);
    // Closed standard input has nothing in it.
    shell(&drafts, "pitchlint - <&-").code(0);
    shell(&drafts, "pitchlint lsp <&-").code(1);
    shell(&drafts, "pitchlint --fix --quiet a.md >&- 2>&- <&-").code(0);
    assert_eq!(read(&drafts, "a.md"), MENDED);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let drafts = folder(&[("a.md", JARGON.as_bytes())]);
    let full = "No space left on device";
    for args in [
        "a.md",
        "--format json a.md",
        "--diff a.md",
        "--statistics a.md",
        "card a.md",
        "rules",
        "explain hype",
        "schema",
        "man",
        "completions bash",
        "new",
        "- --fix < a.md",
        "config a.md",
    ] {
        let line = format!("pitchlint {args} > /dev/full");
        let line = if args.contains('<') {
            "pitchlint --fix - < a.md > /dev/full".to_owned()
        } else {
            line
        };
        shell(&drafts, &line).code(2).says(&[full]);
    }
    shell(&drafts, "pitchlint --output-file /dev/full a.md")
        .code(2)
        .says(&["/dev/full: the report was not written, since the disk is full"]);
    // What cannot be said is not said, and the exit code tells all the same.
    shell(&drafts, "pitchlint nowhere.md 2> /dev/full").code(2);
    assert_eq!(read(&drafts, "a.md"), JARGON);
}

// Signals

#[test]
fn an_interrupt_while_it_fixes() {
    let drafts = folder(&[("a.md", b"")]);
    let path = drafts.path().join("a.md");
    let (old, new) = (JARGON.repeat(5_000), MENDED.repeat(5_000));
    let (mut interrupted, mut fixed) = (0, 0);
    for (number, signal) in ["INT", "TERM", "HUP"].iter().cycle().take(24).enumerate() {
        fs::write(&path, &old).unwrap();
        let mut child = program(
            &drafts,
            &[
                "--fix",
                "--quiet",
                "--statistics",
                "--ignore",
                "jargon-barrage",
                "a.md",
            ],
        )
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
        if number % 2 == 0 {
            thread::sleep(Duration::from_millis(20 * number as u64));
        } else {
            // In the midst of writing.
            while temporary_files(drafts.path()) == 0 && child.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_micros(50));
            }
        }
        let _ = Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .stderr(Stdio::null())
            .status();
        let status = child.wait().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text == old || text == new,
            "after {signal}: {} bytes, neither old nor new",
            text.len()
        );
        if status.signal().is_some() {
            interrupted += 1;
        } else {
            assert!(
                status.code() == Some(0) && text == new,
                "after {signal}: {status}"
            );
            fixed += 1;
        }
        fs::write(&path, "We call.\n").unwrap();
        run(&drafts, &["--fix", "--quiet", "a.md"]).code(0);
        assert_eq!(
            temporary_files(drafts.path()),
            0,
            "the next run takes away what was left"
        );
    }
    eprintln!("{interrupted} runs were interrupted, {fixed} had ended before");
    assert!(interrupted > 0);
}

// Strangers

#[test]
fn a_config_that_was_found_reads_nothing_outside_of_its_folder() {
    let pack = "id = \"house\"\nseverity = \"warning\"\nmessage = \"m\"\nwhat = \"a\"\nwhy = \"b\"\ninstead = \"c\"\n[[entry]]\nterms = [\"zork\"]\nhears = \"h\"\nadvice = \"a\"\n";
    let place = folder(&[
        ("outside.toml", pack.as_bytes()),
        ("base.toml", b"accept = [\"leverage\"]\n"),
        ("repo/a.md", JARGON.as_bytes()),
        ("repo/sub/b.md", JARGON.as_bytes()),
        ("repo-two/outside.toml", pack.as_bytes()),
    ]);
    symlink("..", place.path().join("repo/up")).unwrap();
    symlink("../outside.toml", place.path().join("repo/link.toml")).unwrap();
    symlink("../base.toml", place.path().join("repo/base.toml")).unwrap();
    symlink("../repo-two", place.path().join("repo/twin")).unwrap();
    let absolute = place.path().join("outside.toml");
    let absolute = absolute.to_str().unwrap();
    for pack in [
        "../outside.toml",
        "up/outside.toml",
        "link.toml",
        "sub/../../outside.toml",
        "./sub/../up/outside.toml",
        "twin/outside.toml",
        "../repo-two/outside.toml",
        absolute,
        "/etc/passwd",
        "../no-such-file.toml",
        "/no/such/file.toml",
    ] {
        fs::write(
            place.path().join("repo/pitchlint.toml"),
            format!("packs = [{pack:?}]\n"),
        )
        .unwrap();
        run(&place, &check(&["repo"])).code(2).says(&[
            "lies outside of the folder of the config",
            "--pack",
            "--config",
        ]);
    }
    for base in ["../base.toml", "up/base.toml", "base.toml", "/etc/passwd"] {
        fs::write(
            place.path().join("repo/pitchlint.toml"),
            format!("extends = {base:?}\n"),
        )
        .unwrap();
        let run = run(&place, &check(&["repo"])).code(2);
        run.says(&["lies outside of the folder of the config", "--config"]);
    }
    fs::remove_file(place.path().join("repo/pitchlint.toml")).unwrap();
    symlink("../base.toml", place.path().join("repo/pitchlint.toml")).unwrap();
    run(&place, &check(&["repo"]))
        .code(2)
        .says(&["it is a link to a file outside of its folder"]);
    run(
        &place,
        &["--quiet", "--config", "repo/pitchlint.toml", "repo"],
    )
    .code(0);
    fs::remove_file(place.path().join("repo/pitchlint.toml")).unwrap();
    // A config may say which of the drafts below it are checked, and name no others.
    fs::write(place.path().join("secret.md"), JARGON).unwrap();
    fs::write(
        place.path().join("repo/pitchlint.toml"),
        "include = [\"../*.md\", \"/**/*.md\", \"**/*.md\"]\n",
    )
    .unwrap();
    let found = run(&place, &check(&["repo"]));
    assert!(!found.stdout.contains("secret"), "{}", found.stdout);
}

/// What a run may do to the machine, told by the system itself: it starts no program and opens no connection.
#[test]
#[cfg(target_os = "linux")]
fn no_command_is_run_and_no_connection_made() {
    let place = folder(&[
        ("a.md", JARGON.as_bytes()),
        ("pitchlint.toml", b"packs = [\"house.toml\"]\naudience = \"finance\"\n"),
        ("house.toml", b"id = \"house\"\nseverity = \"warning\"\nmessage = \"m\"\nwhat = \"http://example.org/\"\nwhy = \"$(touch owned)\"\ninstead = \"`touch owned`\"\n[[entry]]\nterms = [\"zork\"]\nhears = \"h\"\nadvice = \"a\"\n"),
        (".git/config", b"[core]\n\tfsmonitor = touch owned\n\tpager = touch owned\n[diff]\n\texternal = touch owned\n"),
    ]);
    for args in [
        &["."][..],
        &["--fix", "."],
        &["card", "a.md"],
        &["--format", "html=report.html", "."],
        &["explain", "zork"],
    ] {
        let log = place.path().join("trace");
        let mut command = Command::new("strace");
        command
            .args([
                "-f",
                "-qq",
                "-e",
                "trace=execve,execveat,socket,connect",
                "-o",
            ])
            .arg(&log)
            .arg(cargo_bin!("pitchlint"))
            .args(args)
            .current_dir(place.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if command.status().is_err() {
            eprintln!("SKIPPED: there is no `strace` on PATH");
            return;
        }
        let trace = fs::read_to_string(&log).unwrap();
        if trace.is_empty() {
            eprintln!("SKIPPED: `strace` may not trace here");
            return;
        }
        let calls: Vec<&str> = trace.lines().filter(|line| line.contains('(')).collect();
        assert_eq!(calls.len(), 1, "only its own start: {calls:?}");
        assert!(
            calls[0].contains("execve(") && calls[0].contains("pitchlint"),
            "{calls:?}"
        );
    }
    assert!(!place.path().join("owned").exists());
    drop(File::open(place.path().join("report.html")).unwrap());
}

/// Each fault is shown in the text of its file, so to tell all took time and memory with the square of their number.
#[test]
fn of_thousands_of_faults_the_first_are_told() {
    let entry = "[[entry]]\nterms = []\nhears = \"h\"\nadvice = \"a\"\n";
    let pack = "id = \"house\"\nseverity = \"warning\"\nmessage = \"m\"\nwhat = \"a\"\nwhy = \"b\"\ninstead = \"c\"\n";
    let rules: String = (0..2_000)
        .map(|number| format!("no-rule-{number} = \"off\"\n"))
        .collect();
    let names: Vec<String> = (0..2_000)
        .map(|number| format!("no-rule-{number}"))
        .collect();
    let drafts = folder(&[
        (
            "house.toml",
            format!("{pack}{}", entry.repeat(2_000)).as_bytes(),
        ),
        ("rules.toml", format!("[rules]\n{rules}").as_bytes()),
        ("a.md", JARGON.as_bytes()),
        (
            "b.md",
            format!(
                "---\npitchlint:\n  disable: [{}]\n---\n\n{JARGON}",
                names.join(", ")
            )
            .as_bytes(),
        ),
    ]);
    for args in [
        &["--pack", "house.toml", "a.md"][..],
        &["--config", "rules.toml", "a.md"],
        &["b.md"],
    ] {
        let run = run(&drafts, args)
            .code(2)
            .says(&["there are 1950 more from here on"]);
        assert!(run.stderr.matches("help:").count() < 60, "{args:?}");
    }
}
