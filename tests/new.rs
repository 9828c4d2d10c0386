//! `pitchlint new`: what it writes has nothing wrong with it but its blanks, and it overwrites nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::process::{Command, Output};

use pitchlint::reading::{Kind, Order};
use pitchlint::{Linter, Selection, Source, new};

fn pitchlint(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pitchlint"))
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn only_its_slots_are_reported() {
    let source = Source::new("pitch.md", new::DRAFT);
    let analysis = Linter::new(&Selection::default()).analyse(&source);
    let found: Vec<_> = (analysis.findings.iter())
        .map(|finding| (&*finding.rule, &source.text()[finding.span().clone()]))
        .collect();
    let slots: Vec<_> = new::slots().map(|slot| ("placeholder", slot)).collect();
    assert_eq!(found, slots);
    assert_eq!(analysis.reading.kind.kind, Kind::Pitch);
    assert!(matches!(
        analysis.reading.order(),
        Order::GoalFirst | Order::NoTool
    ));
}

#[test]
fn without_a_path_it_writes_to_standard_output() {
    for args in [&["new"][..], &["new", "-"]] {
        let output = pitchlint(args);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), new::DRAFT);
    }
}

#[test]
fn it_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pitch.md");
    let name = path.to_str().unwrap();

    let first = pitchlint(&["new", name]);
    assert_eq!(first.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), new::DRAFT);

    std::fs::write(&path, "mine").unwrap();
    let second = pitchlint(&["new", name, "--color", "never"]);
    assert_eq!(second.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains("not") && said.contains("another name"),
        "{said}"
    );

    for (path, says) in [
        (folder.path().to_path_buf(), "folder"),
        (folder.path().join("none/pitch.md"), "no such folder"),
    ] {
        let output = pitchlint(&["new", path.to_str().unwrap(), "--color", "never"]);
        assert_eq!(output.status.code(), Some(2));
        let said: String = String::from_utf8(output.stderr).unwrap();
        let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            line.contains(says) || line.replace("│ ", "").contains(says),
            "{said}"
        );
    }
}
