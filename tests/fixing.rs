//! What fixes do to a draft, in memory and on the disk.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::LazyLock;

use pitchlint::finding::apply;
use pitchlint::fix::{Applicability, fix};
use pitchlint::{Linter, Selection, Source};
use program::{BAD, folder, pitchlint, stderr, stdout};
use proptest::prelude::*;
use snapbox::cmd::{Command, cargo_bin};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(&Selection::default()));

const BOTH: [Applicability; 2] = [Applicability::Safe, Applicability::Unsafe];

fn fixture_texts() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut texts = Vec::new();
    for name in ["pitches", "move", "picture"] {
        for entry in fs::read_dir(root.join(name)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).unwrap();
                texts.push((path, text));
            }
        }
    }
    texts.push((
        root.join("torture.md"),
        fs::read_to_string(root.join("torture.md")).unwrap(),
    ));
    assert!(texts.len() > 20);
    texts
}

/// Fixes a text and checks what holds for every text. Returns the fixed text.
fn fix_and_check(text: &str, applicability: Applicability) -> String {
    let source = Source::new("draft.md", text);
    let fixed = fix(&LINTER, &source, applicability);
    let new = fixed.source.text();
    // Nothing is left that a fix could still do, and so a second run changes nothing.
    let left: Vec<_> = (fixed.analysis.findings.iter())
        .filter(|finding| applicability.includes(finding))
        .collect();
    assert!(left.is_empty(), "{left:#?}\n{text:?}\n{new:?}");
    let again = fix(&LINTER, &fixed.source, applicability);
    assert_eq!(again.source.text(), new);
    assert_eq!(again.count, 0);
    assert_eq!(fixed.count == 0, new == text, "{text:?}");
    assert!(!text.starts_with('\u{feff}') || new.starts_with('\u{feff}'));
    new.to_owned()
}

#[test]
fn fixing_a_fixture_twice_changes_nothing() {
    for (path, text) in fixture_texts() {
        for applicability in BOTH {
            for text in [
                text.clone(),
                text.replace('\n', "\r\n"),
                format!("\u{feff}{text}"),
            ] {
                let new = fix_and_check(&text, applicability);
                let crlf = text.contains('\r');
                let bare = new.matches('\n').count() - new.matches("\r\n").count();
                assert!(
                    bare == 0 || !crlf,
                    "{}: line endings are kept",
                    path.display()
                );
                assert_eq!(new.contains('\r'), crlf, "{}", path.display());
                if text.ends_with('\n') {
                    assert!(new.ends_with('\n'), "{}", path.display());
                }
            }
        }
    }
}

/// Each safe fix on its own: what it claims to cure is gone, nothing is flagged that was not, and all other bytes are there.
#[test]
fn a_fix_cures_what_it_claims_to_cure_and_touches_nothing_else() {
    let mut fixes = 0;
    for (path, text) in fixture_texts() {
        let source = Source::new("draft.md", text.as_str());
        let before = LINTER.check(&source);
        for finding in before
            .iter()
            .filter(|finding| Applicability::Safe.includes(finding))
        {
            let edits = &finding.fix.as_ref().unwrap().edits;
            let new = apply(&text, edits);
            let (mut old_at, mut new_at) = (0, 0);
            for edit in edits {
                let kept = &text[old_at..edit.span.start];
                assert_eq!(kept, &new[new_at..new_at + kept.len()]);
                new_at += kept.len() + edit.replacement.len();
                old_at = edit.span.end;
            }
            assert_eq!(text[old_at..], new[new_at..]);
            let after = LINTER.check(&Source::new("draft.md", new));
            let count = |findings: &[pitchlint::Finding]| {
                findings
                    .iter()
                    .filter(|other| other.rule == finding.rule)
                    .count()
            };
            assert_eq!(
                count(&after) + 1,
                count(&before),
                "{}: {finding:?}",
                path.display()
            );
            fixes += 1;
        }
    }
    assert!(fixes > 10, "{fixes}");
}

/// Words with a fix, directives and markup, from which drafts are put together.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "leverage",
        "We utilize",
        "a netizen",
        "an ideator",
        "low-hanging fruit",
        "**lever**age",
        "game-changer",
        "circle back",
        "the plan",
        "of patients",
        "we call",
        "TBD",
        ". ",
        ", ",
        " ",
        "  \n",
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "\u{feff}",
        "- ",
        "> ",
        "1. ",
        "# ",
        "| ",
        "|\n|-|\n",
        "`",
        "```\n",
        "*",
        "**",
        "~~",
        "    ",
        "\t",
        "&nbsp;",
        "é",
        "\u{ad}",
        "<div>",
        "</div>\n",
        "<b>",
        "</b>",
        "<!-- pitchlint-disable-next-line -->",
        "<!-- pitchlint-disable-line corporate-jargon -->",
        "<!-- pitchlint-disable hype -->",
        "<!-- pitchlint-disable -->",
        "<!-- pitchlint-enable -->",
        "<!-- pitchlint-enable hype, panic -->",
        "<!-- pitchlint-disable-file hype corporate-jargon: why not -->",
        "<!-- pitchlint-disable-line hipe -->",
        "{/* pitchlint-disable-line */}",
        "{/*pitchlint-disable-next-line hype*/}",
        "<!--",
        "-->",
        "# Proposal\n\n",
        "We propose a chatbot to help customers. ",
        "We want to help patients find us. ",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixing_any_draft_twice_changes_nothing(pieces in prop::collection::vec(piece(), 0..25)) {
        let text = pieces.concat();
        for applicability in BOTH {
            fix_and_check(&text, applicability);
        }
    }
}

#[test]
fn markup_spaces_and_line_endings_stay() {
    for (text, wanted) in [
        (
            "\u{feff}We **leverage** it.  \r\nAnd _utilize_ [leverage](leverage.md).",
            "\u{feff}We **use** it.  \r\nAnd _use_ [use](leverage.md).",
        ),
        (
            "We **lever**age it. `leverage`",
            "We **lever**age it. `leverage`",
        ),
        (
            "| leverage |\t\n|-|\n| LEVERAGE |\n\n\n",
            "| use |\t\n|-|\n| USE |\n\n\n",
        ),
    ] {
        assert_eq!(fix_and_check(text, Applicability::Safe), wanted);
    }
}

#[test]
fn unsafe_fixes_are_applied_only_when_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/move/manager.md");
    let text = fs::read_to_string(root).unwrap();
    let safe = fix_and_check(&text, Applicability::Safe);
    let all = fix_and_check(&text, Applicability::Unsafe);
    assert_ne!(safe, all);
    let order = |text: &str| {
        let findings = LINTER.check(&Source::new("draft.md", text));
        findings.iter().any(|finding| finding.rule == "tools-first")
    };
    assert_eq!((order(&safe), order(&all)), (true, false));
    let drafts = folder(&[("a.md", text.as_bytes()), ("b.md", text.as_bytes())]);
    pitchlint(&drafts, &["a.md", "--fix"]);
    pitchlint(&drafts, &["b.md", "--fix", "--unsafe-fixes"]);
    let read = |name| fs::read_to_string(drafts.path().join(name)).unwrap();
    assert_eq!((read("a.md"), read("b.md")), (safe, all));
    pitchlint(&drafts, &["a.md", "--unsafe-fixes"]).code(2);
}

#[test]
fn the_summary_counts() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    let line = |args: &[&str], part: &str| {
        let output = pitchlint(&drafts, args);
        let text = format!("{}{}", stdout(&output), stderr(&output));
        assert!(text.contains(part), "{part} in {text}");
    };
    line(&["bad.md"], "1 of them can be fixed with --fix.");
    line(
        &["bad.md", "--diff"],
        "1 fix to apply in 1 draft; nothing was written.",
    );
    line(&["bad.md", "--fix"], "1 fixed, 1 left in 1 draft: 1 error.");
    line(&["bad.md", "--fix"], "1 finding in 1 draft: 1 error.");
    line(&["bad.md", "--diff"], "Nothing to fix in 1 draft.");
    fs::write(drafts.path().join("bad.md"), "We leverage it.\n").unwrap();
    line(&["bad.md"], "It can be fixed with --fix.");
    line(
        &["bad.md", "--fix"],
        "1 fixed, nothing left to mend in 1 draft.",
    );
    assert_eq!(
        fs::read_to_string(drafts.path().join("bad.md")).unwrap(),
        "We use it.\n"
    );
}

#[test]
fn exit_codes() {
    let drafts = folder(&[("a.md", b"We leverage it.\n"), ("b.md", BAD.as_bytes())]);
    for (args, code) in [
        (&["a.md", "--diff"][..], 1),
        (&["a.md", "--diff", "--fix"], 1),
        (&["a.md", "missing.md", "--diff"], 2),
        (&["a.md", "--fix"], 0),
        (&["a.md", "--diff"], 0),
        (&["b.md", "--fix"], 1),
        (&["b.md", "--fix", "--fail-on", "never"], 0),
    ] {
        let output = pitchlint(&drafts, args);
        assert_eq!(output.get_output().status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn standard_input_is_fixed_on_standard_output() {
    let empty = folder(&[]);
    let command = Command::new(cargo_bin!("pitchlint")).current_dir(empty.path());
    let output = command
        .args(["-", "--fix", "--format", "compact"])
        .stdin(BAD)
        .assert()
        .code(1);
    assert_eq!(stdout(&output), "We use it.\n\nIt is TBD.\n");
    let report = stderr(&output);
    assert!(report.starts_with("<stdin>:3:7: error:"), "{report}");
    assert!(report.contains("1 fixed, 1 left"), "{report}");
}

/// What `patch` makes of the output of --diff is what --fix writes, to the byte.
#[test]
fn a_diff_is_what_patch_needs() {
    if Process::new("patch")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        eprintln!("SKIPPED: there is no `patch` on PATH");
        return;
    }
    let mut patched = 0;
    let mut texts: Vec<String> = fixture_texts().into_iter().map(|(_, text)| text).collect();
    texts.extend([
        "We leverage it.".to_owned(),
        "\u{feff}We leverage it.\r\n\r\nIt is\rours.".to_owned(),
        "We leverage it.\r".to_owned(),
        "We leverage it.\n\n\n".to_owned(),
    ]);
    for text in texts {
        for args in [&["--fix"][..], &["--fix", "--unsafe-fixes"]] {
            let drafts = folder(&[("a draft.md", text.as_bytes())]);
            let path = drafts.path().join("a draft.md");
            let diff = stdout(&pitchlint(
                &drafts,
                &[&["a draft.md", "--diff"], args].concat(),
            ));
            assert_eq!(
                fs::read_to_string(&path).unwrap(),
                text,
                "--diff writes nothing"
            );
            if diff.is_empty() {
                continue;
            }
            let mut patch = Process::new("patch")
                .args(["-p0", "--binary", "--quiet"])
                .current_dir(drafts.path())
                .stdin(Stdio::piped())
                .spawn()
                .unwrap();
            patch
                .stdin
                .take()
                .unwrap()
                .write_all(diff.as_bytes())
                .unwrap();
            assert!(patch.wait().unwrap().success(), "{diff}");
            let by_patch = fs::read_to_string(&path).unwrap();
            fs::write(&path, &text).unwrap();
            pitchlint(&drafts, &[&["a draft.md"], args].concat());
            assert_eq!(by_patch, fs::read_to_string(&path).unwrap());
            patched += 1;
        }
    }
    assert!(patched > 10, "{patched}");
}
