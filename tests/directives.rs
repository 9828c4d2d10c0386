//! Comments that silence, case by case: `tests/data/directives.toml` says what is left of the findings, and what fixes make of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use pitchlint::fix::{Applicability, fix};
use pitchlint::{Linter, Selection, Source};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    draft: String,
    /// The findings that are left, as "line rule", in order.
    left: Vec<String>,
    /// The only rules that speak.
    #[serde(default)]
    select: Vec<String>,
    /// What all safe fixes make of the draft.
    fixed: Option<String>,
    /// What all fixes make of it.
    fixed_unsafely: Option<String>,
}

fn left(linter: &Linter, text: &str) -> Vec<String> {
    let source = Source::new("draft.md", text);
    let findings = linter.check(&source);
    (findings.iter())
        .map(|finding| format!("{} {}", source.line_of(finding.span().start), finding.rule))
        .collect()
}

fn fixed(text: &str, applicability: Applicability) -> String {
    let source = Source::new("draft.md", text);
    let linter = Linter::new(&Selection::default());
    fix(&linter, &source, applicability)
        .source
        .text()
        .to_owned()
}

#[test]
fn every_case() {
    let cases: Cases = toml::from_str(include_str!("data/directives.toml")).unwrap();
    assert!(cases.case.len() >= 25);
    let mut failing = String::new();
    for case in &cases.case {
        let linter = Linter::new(&Selection {
            select: case.select.clone(),
            ignore: Vec::new(),
        });
        let mut expect = |what: &str, got: String, wanted: String| {
            if got != wanted {
                failing += &format!(
                    "{} ({what})\n  got    {got}\n  wanted {wanted}\n",
                    case.name
                );
            }
        };
        let wanted = format!("{:?}", case.left);
        expect(
            "left",
            format!("{:?}", left(&linter, &case.draft)),
            wanted.clone(),
        );
        // A line break is a line break.
        let crlf = case.draft.replace('\n', "\r\n");
        expect("CRLF", format!("{:?}", left(&linter, &crlf)), wanted);
        for (applicability, wanted) in [
            (Applicability::Safe, &case.fixed),
            (Applicability::Unsafe, &case.fixed_unsafely),
        ] {
            let Some(wanted) = wanted else { continue };
            let got = fixed(&case.draft, applicability);
            expect("fixed", format!("{got:?}"), format!("{wanted:?}"));
            let got = fixed(&crlf, applicability);
            expect(
                "fixed, CRLF",
                format!("{got:?}"),
                format!("{:?}", wanted.replace('\n', "\r\n")),
            );
        }
    }
    assert_eq!(failing, "");
}

/// A draft that has no such comment is not looked at for one, and a directive at each end of a long draft is found.
#[test]
fn far_apart() {
    let middle = "We leverage it.\n\n".repeat(500);
    let text = format!(
        "<!-- pitchlint-disable corporate-jargon -->\n\n{middle}<!-- pitchlint-enable -->\n\nWe leverage it.\n"
    );
    assert_eq!(
        left(&Linter::new(&Selection::default()), &text),
        ["1005 corporate-jargon"]
    );
}
