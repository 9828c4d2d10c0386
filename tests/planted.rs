//! Phrases planted in drafts that nobody would think of: each is found exactly where it was planted, in whatever markup a reader
//! reads through, and nothing is found anywhere else.
//!
//! `PROPTEST_CASES=100000 cargo test --test planted` tries more of them than the ordinary run.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

#[path = "planted/blocks.rs"]
mod blocks;
#[path = "planted/sentence.rs"]
mod sentence;

use std::process::Command;
use std::sync::LazyLock;

use pitchlint::lexicon::matcher::Workload;
use pitchlint::reading::Kind;
use pitchlint::{Linter, Selection, Settings, Source, rules};
use proptest::prelude::*;
use snapbox::cmd::cargo_bin;

use blocks::{Block, draft};
use sentence::{BEGIN, END};

/// Of all phrases, one in so many is planted.
const STEP: usize = 61;

/// The rules about words: others speak of the draft around them, too.
static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let tables = rules::tables();
    let select = rules::wording_rules().map(|pack| tables.str(pack.id).to_owned());
    let settings = Settings {
        selection: Selection {
            select: select.collect(),
            ignore: Vec::new(),
        },
        kind: Some(Kind::Prose),
        ..Settings::default()
    };
    Linter::with_settings(settings, Workload::Small).unwrap()
});

/// Phrases that are found whatever stands around them here, so that it is the markup that is tried.
static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let output = Command::new(cargo_bin!("pitchlint"))
        .args(["rules", "--phrases", "--isolated"])
        .output()
        .unwrap();
    let all = String::from_utf8(output.stdout).unwrap();
    let is_robust = |phrase: &&str| {
        let probes = [
            "Near the mill then @ came up by the mill.",
            "# Then @ came up",
            "Then [@](x), came up.",
            "Then (@) came up.",
            "Then @; came up.",
            // Its own words may be what keeps a rule silent: "game" for "level up one's game".
            "Then @ came up \"as {phrase} they told us\" by the mill.",
        ];
        (probes.iter()).all(|probe| {
            [(*phrase).to_owned(), phrase.to_uppercase()]
                .iter()
                .all(|written| {
                    let text = probe.replace('@', written).replace("{phrase}", phrase);
                    let at = probe.find('@').unwrap();
                    found("draft.md", &text) == [(at, at + written.len())]
                })
        })
    };
    let phrases: Vec<String> = (all.lines().step_by(STEP))
        .filter(|phrase| phrase.is_ascii() && phrase.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter(|phrase| phrase.ends_with(|c: char| c.is_ascii_alphabetic()))
        .filter(is_robust)
        .map(str::to_owned)
        .collect();
    assert!(phrases.len() > 100, "{phrases:?}");
    phrases
});

/// The places of all findings, in bytes.
fn found(name: &str, text: &str) -> Vec<(usize, usize)> {
    let findings = LINTER.check(&Source::new(name, text));
    findings
        .iter()
        .map(|finding| (finding.span().start, finding.span().end))
        .collect()
}

/// The draft without the marks around what was planted, and where that stands in it, in bytes.
fn unmarked(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut planted) = (String::new(), Vec::new());
    let mut start = 0;
    for c in marked.chars() {
        match c {
            BEGIN => start = text.len(),
            END => planted.push((start, text.len())),
            c => text.push(c),
        }
    }
    (text, planted)
}

#[test]
fn a_planted_phrase_is_found_where_it_was_planted_and_nowhere_else() {
    let config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..ProptestConfig::default()
    };
    let cases = std::env::var("PROPTEST_CASES").is_ok();
    let config = if cases {
        config
    } else {
        ProptestConfig {
            cases: 256,
            ..config
        }
    };
    let drafts = (
        prop::collection::vec(Block::any(), 1..6),
        any::<bool>(),
        any::<bool>(),
        prop::option::of(any::<prop::sample::Index>()),
    );
    proptest!(config, |((blocks, crlf, byte_order_mark, matter) in drafts)| {
        let matter = matter.map(|index| index.get(&PHRASES).as_str());
        let mut marked = draft(&blocks, matter, &PHRASES);
        if byte_order_mark {
            marked.insert(0, '\u{feff}');
        }
        if crlf {
            marked = marked.replace('\n', "\r\n");
        }
        let (text, mut planted) = unmarked(&marked);
        planted.sort_unstable();
        let shown = |places: &[(usize, usize)]| -> Vec<(usize, String)> {
            places.iter().map(|(start, end)| (*start, text[*start..*end].to_owned())).collect()
        };
        let found = found("draft.md", &text);
        prop_assert_eq!(shown(&found), shown(&planted), "in:\n{}", text);
    });
}
