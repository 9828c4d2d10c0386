//! What is no draft, or a draft that means harm: it is named, with its cure, and the others are checked.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;
use std::process::{Command as Process, Stdio};

use program::{BAD, folder, pitchlint, stderr, stdout};
use snapbox::cmd::cargo_bin;

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let drafts = folder(&[
        ("a.md", BAD.as_bytes()),
        ("latin1.md", b"caf\xe9 leverage"),
        ("utf16.md", b"\xff\xfeW\0e\0"),
        ("z.md", BAD.as_bytes()),
    ]);
    let assert = pitchlint(&drafts, &["--format", "compact", "-q", ".", "missing.md"]).code(2);
    let found = stdout(&assert);
    assert!(
        found.contains("a.md:1:4") && found.contains("z.md:1:4"),
        "{found}"
    );
    let said = stderr(&assert);
    for part in [
        "latin1.md: line 1 is not UTF-8 (byte 3)",
        "utf16.md: the file is UTF-16",
        "missing.md: there is no such file",
        "save the file as UTF-8",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn nothing_to_check_is_said() {
    let drafts = folder(&[("notes.txt", b"leverage")]);
    let assert = pitchlint(&drafts, &[]).code(2).stdout_eq("");
    assert!(
        stderr(&assert).contains("No Markdown files found in ."),
        "{}",
        stderr(&assert)
    );
    let empty = folder(&[("empty.md", b""), ("bom.md", b"\xef\xbb\xbf")]);
    pitchlint(&empty, &[]).success();
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let drafts = folder(&[("secret.md", b"leverage"), ("bad.md", BAD.as_bytes())]);
    let secret = drafts.path().join("secret.md");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_ok() {
        return; // Whoever runs this may read everything.
    }
    let assert = pitchlint(&drafts, &["--format", "compact"]).code(2);
    assert!(stderr(&assert).contains("you may not read it"));
    assert!(stdout(&assert).contains("bad.md:1:4"));
}

#[test]
fn one_long_line_and_deep_nesting() {
    let line = "we leverage it and do what we have to do, with some words around it, which is about a hundred bytes, ok. ".repeat(10_000);
    let drafts = folder(&[
        ("line.md", line.as_bytes()),
        (
            "quotes.md",
            format!("{} leverage", "> ".repeat(5_000)).as_bytes(),
        ),
        (
            "lists.md",
            format!("{} leverage", "- ".repeat(5_000)).as_bytes(),
        ),
        (
            "both.md",
            format!("{} leverage", "> - ".repeat(5_000)).as_bytes(),
        ),
        (
            "divs.md",
            format!("{} leverage", "<div>".repeat(5_000)).as_bytes(),
        ),
        (
            "brackets.md",
            format!("{} leverage", "[".repeat(5_000)).as_bytes(),
        ),
    ]);
    let started = std::time::Instant::now();
    let output = stdout(
        &pitchlint(
            &drafts,
            &["--format", "jsonl", "--ignore", "jargon-barrage"],
        )
        .code(1),
    );
    assert_eq!(
        output
            .lines()
            .filter(|line| line.contains("\"path\":\"line.md\""))
            .count(),
        10_000
    );
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn a_reader_that_has_read_enough() {
    let drafts = folder(&[("bad.md", BAD.repeat(20_000).as_bytes())]);
    let mut child = Process::new(cargo_bin!("pitchlint"))
        .current_dir(drafts.path())
        .args(["--format", "compact", "bad.md"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.code() != Some(2) && output.stderr.is_empty(),
        "{output:?}"
    );
}

#[cfg(unix)]
#[test]
fn escape_sequences_do_not_reach_the_screen() {
    let text = "\u{1b}[31mWe\u{7} \u{9b}31m lev\u{ad}erage\u{8} \u{202e}it\u{1b}]0;title\u{7}, [insert \u{1b}[2Jname] \u{0}\rnow.\u{7f}\n";
    let name = "a\u{1b}[31m\nb.md";
    let drafts = folder(&[(name, text.as_bytes()), ("c\u{1b}[0m.md", b"\xff")]);
    for format in ["full", "compact"] {
        let assert = pitchlint(
            &drafts,
            &["--format", format, "--color", "never", ".", "gone\u{1b}.md"],
        )
        .code(2);
        for stream in [stdout(&assert), stderr(&assert)] {
            let sent: Vec<char> = stream
                .chars()
                .filter(|c| c.is_control() && *c != '\n' || *c == '\u{202e}')
                .collect();
            assert!(sent.is_empty(), "{format}: {sent:?} in {stream:?}");
        }
        assert!(stdout(&assert).contains("leverage"));
    }
    for asked in [
        &["explain", "\u{1b}[31m"][..],
        &["--select", "\u{1b}[31mhype"],
        &["\u{1b}[31m.md"],
    ] {
        let said = stderr(&pitchlint(
            &drafts,
            &[asked, &["--color", "always"]].concat(),
        ));
        assert!(
            !said.contains("\u{1b}[31m.md") && !said.contains("\u{1b}[31mhype"),
            "{said:?}"
        );
    }
}

/// What is missing is told at the first words; they were cut within a letter, and the report ended in a panic.
#[test]
fn a_pitch_that_begins_with_a_long_address_in_another_alphabet() {
    let address = format!("www.x{}\n\nWe ask for 300 euros.\n", "é".repeat(60));
    let drafts = folder(&[("a.md", address.as_bytes())]);
    for format in ["json", "jsonl", "sarif"] {
        let args = ["a.md", "--kind", "pitch", "--format", format];
        let report = stdout(&pitchlint(&drafts, &args).code(1));
        assert!(report.contains("missing-goal"), "{report}");
    }
}

/// The address is nothing to point at, and neither is a comment of MDX.
#[test]
fn what_is_missing_is_told_at_the_first_words() {
    let drafts = folder(&[
        ("a.md", b"https://example.org/docs\n\nFirst words.\n"),
        ("b.mdx", b"{/* a comment */}\nFirst words.\n"),
    ]);
    let args = [
        ".",
        "--kind",
        "pitch",
        "--select",
        "missing-goal",
        "--format",
        "jsonl",
    ];
    let report = stdout(&pitchlint(&drafts, &args).code(1));
    let told = report.matches("\"text\":\"First words.\"").count();
    assert_eq!(told, 2, "{report}");
}
