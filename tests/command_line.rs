//! The program from outside: what it prints and its exit code, flag by flag.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;

use program::{BAD, GOOD, folder, pitchlint, stderr, stdout};
use serde_json::{Value, json};
use snapbox::cmd::{Command, cargo_bin};
use snapbox::str;
use tempfile::TempDir;

#[test]
fn exit_codes() {
    let drafts = folder(&[
        ("bad.md", BAD.as_bytes()),
        ("good.md", GOOD.as_bytes()),
        ("jargon.md", b"We leverage it."),
    ]);
    for (args, code) in [
        (&["good.md"][..], 0),
        (&["bad.md"], 1),
        (&["check", "bad.md"], 1),
        (&["."], 1),
        (&[], 1),
        (&["bad.md", "--fail-on", "never"], 0),
        (&["bad.md", "--fail-on", "error"], 1),
        (&["jargon.md", "--fail-on", "error"], 0),
        (&["jargon.md", "--fail-on", "info"], 1),
        (&["bad.md", "--select", "hype"], 0),
        (&["bad.md", "--select", "hype,placeholder"], 1),
        (&["bad.md", "--ignore", "corporate-jargon,placeholder"], 0),
        (
            &[
                "bad.md",
                "--select",
                "placeholder",
                "--ignore",
                "placeholder",
            ],
            0,
        ),
        (&["bad.md", "missing.md"], 2),
        (&["good.md", "--format", "nonsense"], 2),
        (&["good.md", "--jobs", "0"], 2),
        (&["good.md", "--kind", "poem"], 2),
        (&["good.md", "--kind", "pitch"], 1),
        (&["good.md", "--kind", "prose"], 0),
        (&["--nonsense"], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["rules"], 0),
        (&["explain", "hype"], 0),
    ] {
        let output = pitchlint(&drafts, args);
        assert_eq!(output.get_output().status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn compact() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    pitchlint(&drafts, &["bad.md", "--format", "compact"])
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
bad.md:1:4: warning: "leverage" is office jargon [corporate-jargon]
bad.md:3:7: error: "TBD" was never filled in [placeholder]
1 draft checked, as prose.
2 findings in 1 draft: 1 error, 1 warning. To read more about one: pitchlint explain placeholder
1 of them can be fixed with --fix.

"#]]);
}

#[test]
fn full() {
    let drafts = folder(&[("bad.md", b"one\ntwo: We leverage\tit.\n")]);
    let output = stdout(&pitchlint(&drafts, &["bad.md"]).code(1).stderr_eq(""));
    for part in [
        "pitchlint::corporate-jargon",
        "bad.md:2:9",
        "two: We leverage",
        "your reader hears",
        "help:",
    ] {
        assert!(output.contains(part), "{part} in {output}");
    }
}

/// The contract with scripts, field by field.
#[test]
fn jsonl() {
    let text = "\u{feff}🚀 We **lever**age\nit, and we use it to move the\nneedle.\n";
    let drafts = folder(&[("a b.md", text.as_bytes())]);
    let output = stdout(
        &pitchlint(&drafts, &["a b.md", "--format", "jsonl"])
            .code(1)
            .stderr_eq(""),
    );
    let findings: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(findings.len(), 2);
    let contract = [
        "path",
        "rule",
        "severity",
        "message",
        "help",
        "line",
        "column",
        "end_line",
        "end_column",
        "byte_start",
        "byte_end",
        "text",
        "related",
        "fix",
        "url",
    ];
    for (finding, (place, marked)) in findings.iter().zip([
        ([1, 8, 1, 17], "lever**age"),
        ([2, 22, 3, 7], "move the\nneedle"),
    ]) {
        for field in contract {
            assert!(finding.get(field).is_some(), "{field} in {finding}");
        }
        assert_eq!(finding["path"], "a b.md");
        assert_eq!(finding["rule"], "corporate-jargon");
        assert_eq!(finding["severity"], "warning");
        let url = finding["url"].as_str().unwrap();
        assert!(url.ends_with("/docs/rules/corporate-jargon.md"), "{url}");
        for field in ["message", "help"] {
            assert!(
                finding[field].as_str().is_some_and(|text| !text.is_empty()),
                "{field}"
            );
        }
        let got = ["line", "column", "end_line", "end_column"]
            .map(|field| finding[field].as_u64().unwrap());
        let mut place = place;
        if marked == "lever**age" {
            place[3] = place[1] + marked.len() as u64;
        }
        assert_eq!(got, place);
        let bytes = ["byte_start", "byte_end"]
            .map(|field| usize::try_from(finding[field].as_u64().unwrap()).unwrap());
        assert_eq!(&text[bytes[0]..bytes[1]], marked);
        assert_eq!(finding["text"], marked);
        assert_eq!(finding["related"], Value::Array(Vec::new()));
    }
    assert!(findings[0]["fix"].is_null(), "the span holds markup");
}

#[test]
fn a_fix_in_jsonl() {
    let drafts = folder(&[("a.md", b"We Leverage it.")]);
    let output = stdout(&pitchlint(&drafts, &["a.md", "--format", "jsonl"]));
    let finding: Value = serde_json::from_str(&output).unwrap();
    let edits = json!([{"byte_start": 3, "byte_end": 11, "text": "Use"}]);
    assert_eq!(
        finding["fix"],
        json!({"title": "write \"Use\"", "safe": true, "edits": edits})
    );
}

#[test]
fn standard_input() {
    let empty = folder(&[]);
    let run = |args: &[&str]| {
        let command = Command::new(cargo_bin!("pitchlint")).current_dir(empty.path());
        stdout(&command.args(args).stdin(BAD).assert().code(1))
    };
    assert!(run(&["-", "--format", "compact"]).starts_with("<stdin>:1:4:"));
    let named = run(&[
        "check",
        "-",
        "--stdin-filename",
        "x/draft.md",
        "--format",
        "compact",
    ]);
    assert!(named.starts_with("x/draft.md:1:4:"), "{named}");
}

#[test]
fn folders_are_walked_as_git_does() {
    let drafts = folder(&[
        (".gitignore", b"ignored/\n*.draft.md\n"),
        ("a.md", BAD.as_bytes()),
        ("ignored/b.md", BAD.as_bytes()),
        ("c.draft.md", BAD.as_bytes()),
        ("sub/d.MARKDOWN", BAD.as_bytes()),
        ("sub/e.txt", BAD.as_bytes()),
        (".hidden/f.md", BAD.as_bytes()),
    ]);
    let paths = |args: &[&str]| {
        let output = stdout(&pitchlint(
            &drafts,
            &[
                args,
                &["--format", "compact", "-q", "--select", "placeholder"],
            ]
            .concat(),
        ));
        output
            .lines()
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(&[]), ["a.md", "sub/d.MARKDOWN"]);
    assert_eq!(
        paths(&["sub", "a.md", "a.md"]),
        ["sub/d.MARKDOWN", "a.md"],
        "in the order given, each once"
    );
    assert_eq!(
        paths(&["c.draft.md", "sub/e.txt"]),
        ["c.draft.md", "sub/e.txt"],
        "a file named is a draft whatever its name"
    );
}

#[test]
fn the_order_is_the_same_for_any_number_of_jobs() {
    let names: Vec<String> = (0..150)
        .map(|number| format!("d{}/{number}.md", number % 7))
        .collect();
    let text = BAD.repeat(5);
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), text.as_bytes()))
        .collect();
    let drafts = folder(&files);
    let run = |jobs: &[&str]| {
        stdout(&pitchlint(
            &drafts,
            &[jobs, &["--format", "jsonl", "."]].concat(),
        ))
    };
    let one = run(&["-j", "1"]);
    assert_eq!(one.lines().count(), 150 * 10);
    for jobs in [&["-j4"][..], &["--jobs", "16"], &[]] {
        assert!(run(jobs) == one, "{jobs:?}");
    }
}

/// A pitch by what it asks for, without a goal.
const ASKS: &[u8] = b"We propose a podcast. It costs 300 EUR.\n";

/// Whether the rules about pitches speak: each of the texts here lacks a goal.
fn taken_for_pitches(folder: &TempDir, args: &[&str]) -> Vec<String> {
    let only = ["--select", "missing-goal", "--format", "jsonl"];
    let output = stdout(&pitchlint(folder, &[args, &only].concat()));
    let paths = output.lines().map(|line| {
        let finding: Value = serde_json::from_str(line).unwrap();
        finding["path"].as_str().unwrap().to_owned()
    });
    paths.collect()
}

#[test]
fn kind_is_told_from_the_draft() {
    let drafts = folder(&[
        ("001.md", ASKS),
        ("README.md", ASKS),
        (
            "marked.md",
            &[b"---\npitchlint:\n  kind: prose\n---\n\n", ASKS].concat(),
        ),
        ("plain.md", GOOD.as_bytes()),
        ("proposals/plain.md", GOOD.as_bytes()),
        ("rfc-12.md", GOOD.as_bytes()),
        (
            "typed.md",
            &[b"---\ntype: pitch\n---\n\n", GOOD.as_bytes()].concat(),
        ),
    ]);
    assert_eq!(
        taken_for_pitches(&drafts, &[]),
        ["001.md", "rfc-12.md", "typed.md"]
    );
    assert_eq!(taken_for_pitches(&drafts, &["--kind", "auto"]).len(), 3);
    assert_eq!(taken_for_pitches(&drafts, &["--kind", "pitch"]).len(), 7);
    assert_eq!(
        taken_for_pitches(&drafts, &["check", "--kind=prose"]).len(),
        0
    );
}

#[test]
fn kind_does_not_depend_on_how_a_path_is_typed() {
    let drafts = folder(&[
        ("proposal/a.md", GOOD.as_bytes()),
        ("pitch.md", GOOD.as_bytes()),
    ]);
    let absolute = drafts.path().join("proposal/a.md");
    for path in [
        "proposal/a.md",
        "./proposal/a.md",
        "proposal",
        absolute.to_str().unwrap(),
    ] {
        assert!(taken_for_pitches(&drafts, &[path]).is_empty(), "{path}");
    }
    for path in ["pitch.md", "./pitch.md", "proposal/../pitch.md"] {
        assert_eq!(taken_for_pitches(&drafts, &[path]), [path]);
    }
    let named = Command::new(cargo_bin!("pitchlint"))
        .args([
            "-",
            "--stdin-filename",
            "x/pitch.md",
            "--select",
            "missing-goal",
        ])
        .stdin(GOOD);
    named.assert().code(1);
}

#[test]
fn the_summary_says_what_drafts_were_taken_for() {
    let drafts = folder(&[
        ("a.md", GOOD.as_bytes()),
        ("b/one.md", ASKS),
        ("b/two.md", ASKS),
    ]);
    for (args, line) in [
        (&["a.md"][..], "1 draft checked, as prose."),
        (&["b/one.md"], "1 draft checked, as a pitch."),
        (&["b"], "2 drafts checked, all as pitches."),
        (
            &["a.md", "b/one.md"],
            "2 drafts checked: 1 as a pitch, 1 as prose.",
        ),
        (&["."], "3 drafts checked: 2 as pitches, 1 as prose."),
        (&[".", "--kind", "prose"], "3 drafts checked, all as prose."),
        (
            &[".", "--statistics"],
            "3 drafts checked: 2 as pitches, 1 as prose.",
        ),
    ] {
        let output = stdout(&pitchlint(&drafts, args));
        assert!(
            output.lines().any(|said| said == line),
            "{line} in {output}"
        );
    }
    let quiet = stdout(&pitchlint(&drafts, &[".", "--quiet"]));
    assert!(!quiet.contains("checked"), "{quiet}");
}

#[test]
fn the_card_says_what_the_draft_was_taken_for_and_why() {
    let drafts = folder(&[
        ("asks.md", ASKS),
        ("README.md", ASKS),
        ("plain.md", GOOD.as_bytes()),
        ("proposal-plain.md", GOOD.as_bytes()),
    ]);
    for (args, head) in [
        (&["asks.md"][..], "read as a pitch because of its budget;"),
        (
            &["proposal-plain.md"],
            "read as a pitch because of its name;",
        ),
        (&["README.md"], "read as prose because its name says so;"),
        (
            &["plain.md"],
            "read as prose because nothing in it asks for a decision;",
        ),
        (
            &["plain.md", "--kind", "pitch"],
            "read as a pitch because of the settings;",
        ),
        (
            &["asks.md", "--kind", "prose"],
            "read as prose because the settings say so;",
        ),
    ] {
        let card = stdout(&pitchlint(&drafts, &[&["card"], args].concat()).success());
        let first = card.lines().next().unwrap();
        assert!(
            first.starts_with(&format!("{}: {head}", args[0])),
            "{first}"
        );
        assert_eq!(card.contains("Ready:"), head.contains("a pitch"), "{card}");
        let json = [&["card", "--format", "json"], args].concat();
        let card: Value = serde_json::from_str(&stdout(&pitchlint(&drafts, &json))).unwrap();
        let kind = if head.contains("a pitch") {
            "pitch"
        } else {
            "prose"
        };
        assert_eq!(card["kind"], kind);
        assert!(
            head.contains(card["kind_because"].as_str().unwrap()),
            "{card}"
        );
    }
}

#[test]
fn statistics_and_quiet() {
    let drafts = folder(&[("bad.md", BAD.as_bytes()), ("good.md", GOOD.as_bytes())]);
    pitchlint(&drafts, &["--statistics"]).code(1).stdout_eq(str![[r#"
      1  warning  corporate-jargon
      1  error    placeholder

      2  bad.md

2 drafts checked, all as prose.
2 findings in 1 of 2 drafts: 1 error, 1 warning. To read more about one: pitchlint explain placeholder
1 of them can be fixed with --fix.

"#]]);
    pitchlint(&drafts, &["--statistics", "--format", "jsonl"])
        .code(1)
        .stdout_eq(str![[r#"
{"rule":"corporate-jargon","severity":"warning","count":1}
{"rule":"placeholder","severity":"error","count":1}
{"path":"bad.md","count":2,"errors":1,"warnings":1,"infos":0}

"#]]);
    pitchlint(&drafts, &["--quiet", "good.md"])
        .success()
        .stdout_eq("")
        .stderr_eq("");
    pitchlint(&drafts, &["good.md"])
        .success()
        .stdout_eq(str![[r#"
1 draft checked, as prose.
Nothing to mend in 1 draft. If it is a pitch, --kind pitch looks at its order, too.

"#]]);
}

#[test]
fn names_that_nobody_knows() {
    let drafts = folder(&[("good.md", GOOD.as_bytes())]);
    for flag in ["--select", "--ignore"] {
        let assert = pitchlint(&drafts, &["good.md", flag, "coporate-jargon"])
            .code(2)
            .stdout_eq("");
        let said = stderr(&assert);
        assert!(
            said.contains("no rule \"coporate-jargon\"")
                && said.contains("did you mean corporate-jargon?"),
            "{said}"
        );
    }
    for (asked, nearest) in [
        (&["holy-gril"][..], "holy-grail"),
        (&["leverge"], "leverage"),
        (&["move", "the", "neddle"], "move the needle"),
    ] {
        let assert = pitchlint(&drafts, &[&["explain"], asked].concat())
            .code(1)
            .stdout_eq("");
        assert!(stderr(&assert).contains(nearest), "{}", stderr(&assert));
    }
}

#[test]
fn explain_and_rules() {
    let drafts = folder(&[]);
    for (asked, parts) in [
        (
            &["hype"][..],
            &["hype (warning)", "What", "Why", "Instead", "Flagged"][..],
        ),
        (
            &["Leveraging"],
            &["corporate-jargon: warning", "Your reader hears", "Instead"],
        ),
        (
            &["before", "it\u{2019}s", "too", "late"],
            &["(panic: warning)"],
        ),
    ] {
        let page = stdout(&pitchlint(&drafts, &[&["explain"], asked].concat()).success());
        assert!(
            parts.iter().all(|part| page.contains(part)),
            "{parts:?} in {page}"
        );
    }
    let rules = stdout(&pitchlint(&drafts, &["rules"]).success());
    let ids: Vec<&str> = rules
        .lines()
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert_eq!(ids, pitchlint::rules::ids().collect::<Vec<_>>());
    let phrases = stdout(&pitchlint(&drafts, &["rules", "--phrases"]).success());
    let phrases: Vec<&str> = phrases.lines().collect();
    assert!(phrases.is_sorted() && phrases.len() > 1000);
    assert!(phrases.contains(&"leveraging") && phrases.contains(&"holy grail"));
}

#[test]
fn colours() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    let run = |env: &[(&str, &str)], args: &[&str]| {
        let mut command = Command::new(cargo_bin!("pitchlint"))
            .current_dir(drafts.path())
            .env_remove("NO_COLOR")
            .env("TERM", "xterm");
        for (name, value) in env {
            command = command.env(name, value);
        }
        stdout(&command.arg("bad.md").args(args).assert().code(1)).contains('\u{1b}')
    };
    assert!(!run(&[], &[]), "nobody is looking");
    assert!(run(&[], &["--color", "always"]));
    assert!(
        run(&[("NO_COLOR", "1")], &["--color=always"]),
        "the option says so"
    );
    assert!(run(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!run(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
}

#[test]
fn drafts_are_only_read() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    pitchlint(&drafts, &["."]);
    assert_eq!(
        fs::read_to_string(drafts.path().join("bad.md")).unwrap(),
        BAD
    );
}
