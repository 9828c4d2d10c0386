//! `pitchlint fix` where there is no terminal. What it does in one is shown by `tests/clients/terminal/run`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;

use program::{folder, pitchlint, stderr, stdout};

const JARGON: &str = "We leverage it.\n\nIt is TBD.\n";
const MENDED: &str = "We use it.\n\nIt is TBD.\n";

#[test]
fn without_i_it_does_what_check_fix_does() {
    let one = folder(&[("draft.md", JARGON.as_bytes())]);
    let other = folder(&[("draft.md", JARGON.as_bytes())]);
    let fix = pitchlint(&one, &["fix", "draft.md"]).code(1);
    let check = pitchlint(&other, &["check", "--fix", "draft.md"]).code(1);
    assert_eq!(stdout(&fix), stdout(&check));
    assert!(stdout(&fix).contains("TBD"));
    for drafts in [one, other] {
        let text = fs::read_to_string(drafts.path().join("draft.md")).unwrap();
        assert_eq!(text, MENDED);
    }
}

#[test]
fn its_options_are_those_of_check() {
    let drafts = folder(&[("a/draft.md", JARGON.as_bytes())]);
    let draft = drafts.path().join("a/draft.md");
    pitchlint(&drafts, &["fix", "--accept", "leverage"]).code(1);
    assert_eq!(fs::read_to_string(&draft).unwrap(), JARGON);
    pitchlint(&drafts, &["fix", "a", "--select", "corporate-jargon"]).code(0);
    assert_eq!(fs::read_to_string(&draft).unwrap(), MENDED);
    pitchlint(&drafts, &["fix", "--fail-on", "never", "--unsafe-fixes"]).code(0);
}

#[test]
fn one_at_a_time_needs_a_terminal() {
    let drafts = folder(&[("draft.md", JARGON.as_bytes())]);
    let output = pitchlint(&drafts, &["fix", "-i", "draft.md"]).code(2);
    let told = stderr(&output);
    assert!(
        told.contains("standard input") && told.contains("pitchlint --fix"),
        "{told}"
    );
    assert_eq!(stdout(&output), "");
    let text = fs::read_to_string(drafts.path().join("draft.md")).unwrap();
    assert_eq!(text, JARGON);
    let told = stderr(&pitchlint(&drafts, &["fix", "-i", "-"]).code(2));
    assert!(told.contains("name a file"), "{told}");
    pitchlint(&drafts, &["fix", "-i", "--unsafe-fixes", "draft.md"]).code(2);
}

#[test]
fn the_help_tells_the_exit_codes() {
    let help = stdout(&pitchlint(&folder(&[]), &["fix", "--help"]).code(0));
    assert!(help.contains("Exit codes: 0"), "{help}");
}
