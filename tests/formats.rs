//! Reports for other programs: their schema, where they go, and what becomes of texts that are out to break them.
//!
//! `SNAPSHOTS=overwrite cargo test --test formats` writes `pitchlint-report.schema.json` anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;
use std::path::Path;

use clap::ValueEnum as _;
use pitchlint::report;
use program::{BAD, GOOD, folder, pitchlint, stderr, stdout};
use serde_json::{Value, json};
use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq, str};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_schema_is_current() {
    let path = Path::new(ROOT).join("pitchlint-report.schema.json");
    let written = Data::read_from(&path, Some(DataFormat::Text)).raw();
    assert_data_eq!(report::schema().unwrap(), written);
}

#[test]
fn json_is_one_document() {
    let drafts = folder(&[
        ("bad.md", BAD.as_bytes()),
        ("good.md", GOOD.as_bytes()),
        (
            "pitch.md",
            b"# Proposal: a scanner\n\nWe ask for 300 euros.\n",
        ),
    ]);
    let output = stdout(&pitchlint(&drafts, &["--format", "json"]).code(1));
    let report: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(report["version"], 1);
    let drafts = report["drafts"].as_array().unwrap();
    let paths: Vec<_> = drafts.iter().map(|draft| &draft["path"]).collect();
    assert_eq!(paths, ["bad.md", "good.md", "pitch.md"]);
    assert_eq!(drafts[0]["findings"].as_array().unwrap().len(), 2);
    assert_eq!(drafts[1]["findings"], json!([]));
    assert_eq!(drafts[0]["score"], Value::Null);
    assert!(drafts[2]["score"].is_u64());
    assert_eq!(report["summary"]["drafts"], 3);
    assert_eq!(report["summary"]["pitches"], 1);
}

#[test]
fn several_reports_in_one_run() {
    let drafts = folder(&[("docs/bad.md", BAD.as_bytes())]);
    let args = [
        "docs",
        "--format",
        "compact",
        "--format",
        "sarif=out.sarif",
        "--format=junit=out=1.xml",
    ];
    let output = stdout(&pitchlint(&drafts, &args).code(1));
    assert!(output.starts_with("docs/bad.md:1:4: warning"), "{output}");
    let sarif = fs::read_to_string(drafts.path().join("out.sarif")).unwrap();
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let location = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "docs/bad.md");
    let rules = &sarif["runs"][0]["tool"]["driver"]["rules"];
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["helpUri"].is_string());
    }
    let junit = fs::read_to_string(drafts.path().join("out=1.xml")).unwrap();
    assert!(junit.contains("<testsuite name=\"docs/bad.md\" tests=\"2\" failures=\"2\""));
    assert_eq!(
        fs::read_dir(drafts.path()).unwrap().count(),
        3,
        "no left-overs"
    );
}

#[test]
fn an_output_file_is_what_standard_output_would_have_been() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    for format in ["full", "compact", "json", "sarif", "markdown"] {
        let printed = stdout(&pitchlint(&drafts, &["bad.md", "--format", format]).code(1));
        let args = ["bad.md", "--format", format, "--output-file", "out"];
        pitchlint(&drafts, &args)
            .code(1)
            .stdout_eq("")
            .stderr_eq("");
        let written = fs::read_to_string(drafts.path().join("out")).unwrap();
        assert_eq!(written, printed, "{format}");
    }
}

#[test]
fn colours_stay_out_of_files() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    let args = [
        "bad.md", "--color", "always", "--format", "full=out", "--format", "compact",
    ];
    let output = stdout(&pitchlint(&drafts, &args).code(1));
    assert!(output.contains('\u{1b}'));
    let written = fs::read_to_string(drafts.path().join("out")).unwrap();
    assert!(!written.contains('\u{1b}') && written.contains("leverage"));
}

#[test]
fn files_that_cannot_be_written() {
    let drafts = folder(&[("bad.md", BAD.as_bytes()), ("dir/good.md", GOOD.as_bytes())]);
    for (file, why) in [
        ("missing/out.sarif", "there is no such folder"),
        ("dir", "this is a folder"),
        ("bad.md/out", "the report was not written"),
    ] {
        let format = format!("sarif={file}");
        let args = ["bad.md", "--format", "full", "--format", &format];
        let assert = pitchlint(&drafts, &args).code(2).stdout_eq("");
        assert!(stderr(&assert).contains(why), "{}", stderr(&assert));
    }
    assert_eq!(
        fs::read_to_string(drafts.path().join("bad.md")).unwrap(),
        BAD
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let drafts = folder(&[("bad.md", BAD.as_bytes()), ("old.json", b"old")]);
    let assert = pitchlint(&drafts, &["bad.md", "--format", "json=/dev/full"]).code(2);
    assert!(
        stderr(&assert).contains("the disk is full"),
        "{}",
        stderr(&assert)
    );
    // For the superuser, no file is read-only.
    let old = drafts.path().join("old.json");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(&old).is_err() {
        let assert = pitchlint(&drafts, &["bad.md", "--format", "json=old.json"]).code(2);
        assert!(stderr(&assert).contains("you may not write there"));
        assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    }
}

#[cfg(unix)]
#[test]
fn an_output_file_keeps_its_permissions_and_its_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let drafts = folder(&[("bad.md", BAD.as_bytes()), ("x/old.json", b"old")]);
    let old = drafts.path().join("x/old.json");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("x/old.json", drafts.path().join("link.json")).unwrap();
    pitchlint(&drafts, &["bad.md", "--format", "json=link.json"]).code(1);
    assert!(fs::read_to_string(&old).unwrap().starts_with('{'));
    assert_eq!(
        fs::metadata(&old).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(drafts.path().join("link.json").is_symlink());
    // A new one is as readable as any other new file.
    pitchlint(&drafts, &["bad.md", "--format", "json=new.json"]).code(1);
    fs::write(drafts.path().join("plain"), "").unwrap();
    let mode = |name| {
        fs::metadata(drafts.path().join(name))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("new.json"), mode("plain"));
}

#[test]
fn a_report_is_no_draft() {
    let drafts = folder(&[("bad.md", BAD.as_bytes()), ("report.md", BAD.as_bytes())]);
    pitchlint(&drafts, &["--format", "markdown=report.md"]).code(1);
    let written = fs::read_to_string(drafts.path().join("report.md")).unwrap();
    assert!(written.contains("2 findings in 1 draft"), "{written}");
    let args = ["bad.md", "report.md", "--format", "json=./report.md"];
    let assert = pitchlint(&drafts, &args).code(2);
    assert!(stderr(&assert).contains("a report would overwrite it"));
    assert_eq!(
        fs::read_to_string(drafts.path().join("report.md")).unwrap(),
        written
    );
}

#[test]
fn reports_that_make_no_sense() {
    let drafts = folder(&[("bad.md", BAD.as_bytes())]);
    for (args, why) in [
        (
            &["--format", "json", "--format", "full"][..],
            "two reports cannot both go to standard output",
        ),
        (
            &["--format", "json=a", "--format", "sarif=a"],
            "two reports cannot both go to a",
        ),
        (&["--diff", "--format", "json=a"], "--diff shows changes"),
        (
            &["--statistics", "--format", "sarif"],
            "--statistics cannot be written as sarif",
        ),
        (
            &["--format", "json=a", "--output-file", "b"],
            "every format has a file already",
        ),
        (&["--format", "sarf=a"], "a similar value exists: 'sarif'"),
    ] {
        let assert = pitchlint(&drafts, &[&["bad.md"], args].concat()).code(2);
        assert!(stderr(&assert).contains(why), "{why}: {}", stderr(&assert));
        assert_eq!(fs::read_dir(drafts.path()).unwrap().count(), 1);
    }
}

#[test]
fn as_many_warnings_as_are_allowed() {
    let warnings = folder(&[("a.md", b"We leverage it. We leverage that.\n")]);
    let bad = folder(&[("a.md", BAD.as_bytes())]);
    for (drafts, args, code) in [
        (&warnings, &["--max-warnings", "2"][..], 0),
        (&warnings, &["--max-warnings", "1"], 1),
        (&warnings, &["--max-warnings", "1", "--fail-on", "never"], 1),
        (&warnings, &["--max-warnings", "2", "--fail-on", "error"], 0),
        (&bad, &["--max-warnings", "9"], 1),
        (&bad, &["--max-warnings", "9", "--fail-on", "never"], 0),
    ] {
        let assert = pitchlint(drafts, args).code(code);
        let told = stderr(&assert)
            .contains("Too many warnings: there are 2, and --max-warnings allows 1.");
        assert_eq!(told, args.contains(&"1"), "{args:?}");
    }
}

#[test]
fn a_score_that_is_too_low() {
    let drafts = folder(&[
        (
            "pitch.md",
            b"# Proposal: a scanner\n\nWe ask for 300 euros.\n",
        ),
        ("prose.md", GOOD.as_bytes()),
    ]);
    let args = ["--fail-on", "never", "--min-score"];
    let assert = pitchlint(&drafts, &[&args[..], &["100"]].concat()).code(1);
    let told = stderr(&assert);
    assert!(
        told.contains("pitch.md scores ") && !told.contains("prose.md"),
        "{told}"
    );
    pitchlint(&drafts, &[&args[..], &["1"]].concat())
        .code(0)
        .stderr_eq("");
    pitchlint(&drafts, &[&args[..], &["101"]].concat()).code(2);
}

#[test]
fn statistics_as_one_document() {
    let drafts = folder(&[("bad.md", BAD.as_bytes()), ("good.md", GOOD.as_bytes())]);
    let args = ["--statistics", "--format", "json"];
    pitchlint(&drafts, &args).code(1).stdout_eq(str![[r#"
{"version":1,"rules":[{"rule":"corporate-jargon","severity":"warning","count":1},{"rule":"placeholder","severity":"error","count":1}],"drafts":[{"path":"bad.md","count":2,"errors":1,"warnings":1,"infos":0}]}

"#]]);
}

/// The examples of docs/formats.md: the name of each format, and its lines.
fn examples(page: &str) -> Vec<(&str, Vec<&str>)> {
    let sections = page.split("\n## `").skip(1);
    sections
        .map(|section| {
            let (name, rest) = section.split_once('`').unwrap();
            let example = rest.split("````").nth(1).unwrap();
            (name, example.lines().skip(1).collect())
        })
        .collect()
}

/// A line without what changes whenever a rule is added.
fn without_index(line: &str) -> String {
    match line.split_once("\"ruleIndex\":") {
        Some((before, after)) => {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}{after}")
        }
        None => line.trim_end().to_owned(),
    }
}

#[test]
fn the_examples_on_the_page_are_what_the_program_writes() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/formats.md")).unwrap();
    let drafts = folder(&[("draft.md", b"We leverage it.\n")]);
    let examples = examples(&page);
    let names: Vec<_> = examples.iter().map(|(name, _)| *name).collect();
    let formats = report::Format::value_variants();
    let known: Vec<_> = formats.iter().map(|format| format.name()).collect();
    assert_eq!(names, known);
    for (name, lines) in examples {
        let output =
            stdout(&pitchlint(&drafts, &["draft.md", "--quiet", "--format", name]).code(1));
        let written: Vec<String> = output.lines().map(without_index).collect();
        assert!(!lines.is_empty());
        for line in lines {
            assert!(
                written.contains(&without_index(line)),
                "{name}: {line}\nin\n{output}"
            );
        }
    }
}

/// A draft with very many findings is told of, if not of all of them.
#[test]
fn a_summary_has_room_for_the_worst_draft() {
    let folder = folder(&[("long.md", "We leverage it.\n\n".repeat(300).as_bytes())]);
    let run = pitchlint(&folder, &["--format", "markdown", "long.md"]).code(1);
    let text = stdout(&run);
    assert_eq!(text.matches("| warning |").count(), 100);
    assert!(
        text.contains("And 201 more findings in this draft."),
        "{text}"
    );
    assert!(!text.contains("no room"), "{text}");
}
