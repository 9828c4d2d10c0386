//! How long each stage takes on a draft of 1,200 words, and on ones ten to a thousand times as long.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot read its draft should stop"
)]

use divan::Bencher;
use divan::counter::BytesCount;
use pitchlint::lexicon::matcher::Workload;
use pitchlint::reading::Reading;
use pitchlint::report::{Format, Style};
use pitchlint::{Document, Linter, Selection, Source};

const DRAFT: &str = include_str!("../fixtures/pitches/budget-1200.md");

/// How often the draft stands in the text: from a pitch of 10 KB to 10 MB.
const TIMES: [usize; 4] = [1, 10, 100, 1000];

fn main() {
    divan::main();
}

fn source(times: usize) -> Source {
    Source::new("draft.md", DRAFT.repeat(times))
}

fn linter(times: usize) -> Linter {
    let workload = if times > 1 {
        Workload::Large
    } else {
        Workload::Small
    };
    Linter::for_workload(&Selection::default(), workload)
}

fn bytes(times: usize) -> BytesCount {
    BytesCount::new(DRAFT.len() * times)
}

#[divan::bench]
fn start() -> Linter {
    Linter::new(&Selection::default())
}

#[divan::bench(args = TIMES)]
fn parse(bencher: Bencher, times: usize) {
    let source = source(times);
    bencher
        .counter(bytes(times))
        .bench(|| Document::parse(&source));
}

#[divan::bench(args = TIMES)]
fn skim(bencher: Bencher, times: usize) {
    let linter = linter(times);
    let document = Document::parse(&source(times));
    bencher
        .counter(bytes(times))
        .bench(|| linter.lexicon().skim(document.prose().folded()));
}

/// All that a close reading asks for, too.
#[divan::bench(args = TIMES)]
fn scan(bencher: Bencher, times: usize) {
    let linter = linter(times);
    let document = Document::parse(&source(times));
    bencher
        .counter(bytes(times))
        .bench(|| linter.lexicon().scan(document.prose().folded()));
}

/// What the rules of structure look at: the draft read for its goal, tool, ask and the rest.
#[divan::bench(args = TIMES)]
fn read(bencher: Bencher, times: usize) {
    let linter = linter(times);
    let document = Document::parse(&source(times));
    let hits = linter.lexicon().scan(document.prose().folded());
    bencher
        .counter(bytes(times))
        .bench(|| Reading::new(&document, linter.lexicon(), &hits.phrases, None));
}

#[divan::bench(args = TIMES)]
fn check(bencher: Bencher, times: usize) {
    let (linter, source) = (linter(times), source(times));
    bencher
        .counter(bytes(times))
        .bench(|| linter.check(&source));
}

fn write(bencher: Bencher, times: usize, format: Format) {
    let source = source(times);
    let findings = linter(times).check(&source);
    let style = Style {
        color: true,
        links: false,
        width: 100,
    };
    bencher.counter(bytes(times)).bench(|| {
        let mut out = String::new();
        format.write(&mut out, style, &source, &findings);
        out
    });
}

#[divan::bench(args = TIMES)]
fn full(bencher: Bencher, times: usize) {
    write(bencher, times, Format::Full);
}

#[divan::bench(args = TIMES)]
fn compact(bencher: Bencher, times: usize) {
    write(bencher, times, Format::Compact);
}

#[divan::bench(args = TIMES)]
fn jsonl(bencher: Bencher, times: usize) {
    write(bencher, times, Format::Jsonl);
}
