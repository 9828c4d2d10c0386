//! What once took time with the square of the draft. `benches/worst-cases` has more of them, at full size; here, four times the
//! draft may take some four times as long, and not sixteen.
//!
//! Times are those of the processor, which other programs on the machine do not change much.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::fmt::Write as _;
use std::fs;

use pitchlint::report::{Format, Style};
use pitchlint::{Linter, Selection, Source};

/// Between 4, when time grows with the size, and 16, when it grows with its square.
const MOST: f64 = 9.0;

/// Caches and other programs blur what is measured, so the best of some attempts counts.
const ATTEMPTS: usize = 4;

/// Nanoseconds of the processor that this thread has taken so far.
fn taken() -> f64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    told.split(' ').next().unwrap().parse().unwrap()
}

#[track_caller]
fn grows_with_size(size: usize, mut work: impl FnMut(usize)) {
    let mut time = |size| {
        let began = taken();
        work(size);
        taken() - began
    };
    time(size); // What is made once is made.
    let ratios: Vec<f64> = (0..ATTEMPTS)
        .map(|_| {
            let small = time(size);
            time(4 * size) / small
        })
        .collect();
    assert!(ratios.iter().any(|ratio| *ratio < MOST), "{ratios:?}");
}

fn linter() -> Linter {
    // It is about the others' findings, of which there are many here.
    Linter::new(&Selection {
        select: Vec::new(),
        ignore: vec!["jargon-barrage".to_owned()],
    })
}

/// Checks a draft that is a text many times over, and looks at how many findings there are for each.
#[track_caller]
fn check(size: usize, findings: usize, text: &str) {
    let linter = linter();
    grows_with_size(size, |size| {
        let found = linter.check(&Source::new("draft.md", text.repeat(size)));
        assert_eq!(found.len(), findings * size);
    });
}

#[test]
fn cells_of_costs_without_a_sum() {
    // As a run over drafts reads them: closely only what may be a pitch.
    let linter = linter().without_cards_of_prose();
    grows_with_size(500, |size| {
        let rows = "| The fee of the hall | to be agreed with them |\n".repeat(size);
        let text = format!("| What | How much |\n| --- | --- |\n{rows}");
        assert_eq!(linter.check(&Source::new("draft.md", text)).len(), 0);
    });
}

/// Of a tool that is named again and again, it is asked whether it is what the goal is about.
#[test]
fn sentences_about_a_tool() {
    let linter = linter();
    grows_with_size(1_000, |size| {
        let sentences = "The REST API ages. We help people.\n\n".repeat(size);
        let draft = format!("# Proposal: a plan\n\n{sentences}");
        linter.check(&Source::new("draft.md", draft));
    });
}

#[test]
fn a_directive_above_each_line() {
    let comment =
        "<!-- pitchlint-disable-next-line corporate-jargon: quoted -->\nWe leverage it.\n\n";
    check(500, 0, comment);
}

#[test]
fn directives_that_silence_nothing() {
    check(
        500,
        2,
        "<!-- pitchlint-disable-next-line hype -->\nWe leverage it.\n\n",
    );
}

#[test]
fn directives_that_open_and_close() {
    let pair = "<!-- pitchlint-disable -->\n\nWe leverage it.\n\n<!-- pitchlint-enable corporate-jargon -->\n\n<!-- pitchlint-enable -->\n\n";
    check(300, 0, pair);
}

#[test]
fn directives_that_only_open() {
    check(
        500,
        0,
        "<!-- pitchlint-disable corporate-jargon -->\n\nWe leverage it.\n\n",
    );
}

#[test]
fn directives_one_below_the_other() {
    let linter = linter();
    grows_with_size(1_000, |size| {
        let comments = "<!-- pitchlint-disable-next-line corporate-jargon -->\n\n".repeat(size);
        let source = Source::new("draft.md", format!("{comments}We leverage it.\n"));
        assert_eq!(linter.check(&source).len(), 0);
    });
}

#[test]
fn an_html_report_of_many_findings() {
    let linter = linter();
    let style = Style {
        color: false,
        links: false,
        width: 100,
    };
    let drafts = [1, 4].map(|times| {
        let source = Source::new("draft.md", "We leverage it.\n\n".repeat(2_000 * times));
        let findings = linter.check(&source);
        (source, findings)
    });
    grows_with_size(1, |times| {
        let (source, findings) = &drafts[usize::from(times == 4)];
        let mut out = String::new();
        Format::Html.write(&mut out, style, source, findings);
        assert!(out.matches("<mark").count() == 2_000 * times);
    });
}

#[test]
fn as_many_accepted_terms_as_findings() {
    let linter = linter();
    grows_with_size(300, |size| {
        let mut draft = "---\npitchlint:\n  accept:\n".to_owned();
        for number in 0..size {
            writeln!(draft, "    - word {number}").unwrap();
        }
        draft.push_str("---\n\n");
        draft.push_str(&"We leverage it.\n\n".repeat(size));
        assert_eq!(linter.check(&Source::new("draft.md", draft)).len(), size);
    });
}

#[test]
fn a_bracket_at_each_short_form_of_a_long_line() {
    check_some(2_000, "the CTR (x ");
    check_some(2_000, "the xyz (CTR ");
}

#[test]
fn short_forms_in_a_row_between_other_words() {
    let linter = linter();
    grows_with_size(2_000, |size| {
        let draft = "QZB ".repeat(size) + &"we ask ".repeat(2 * size);
        linter.check(&Source::new("draft.md", draft));
    });
}

#[test]
fn short_forms_that_are_all_spelled_out() {
    let linter = linter();
    let letter = |number: usize| char::from(b"BCDFGHJKLMNPQRSTVWXZ"[number % 20]);
    grows_with_size(2_000, |size| {
        let mut draft = String::new();
        for number in 0..size {
            let letters = [number, number / 20, number / 400, number / 8_000].map(letter);
            let long: Vec<String> = letters
                .iter()
                .map(|letter| format!("{letter}alm"))
                .collect();
            let short: String = letters.iter().collect();
            writeln!(draft, "The {} ({short}) rose by May.\n", long.join(" ")).unwrap();
        }
        linter.check(&Source::new("draft.md", draft));
    });
}

/// The same where what is found does not grow.
#[track_caller]
fn check_some(size: usize, text: &str) {
    let linter = linter();
    grows_with_size(size, |size| {
        linter.check(&Source::new("draft.md", text.repeat(size)));
    });
}
