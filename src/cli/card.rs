//! `pitchlint card`: the scorecard before sending.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

use super::{CLEAN, CardArgs, FAILED, complain};
use crate::card::{Card, Place};
use crate::discover::{read_file, read_stdin};
use crate::linter::{Linter, Selection};
use crate::reading::Piece;
use crate::source::Source;

#[derive(Serialize)]
struct CardObject<'c> {
    path: &'c str,
    kind: &'c str,
    order: &'c str,
    goal: Option<PlaceObject<'c>>,
    first_tool: Option<PlaceObject<'c>>,
    measure: Option<PlaceObject<'c>>,
    baseline: Option<PlaceObject<'c>>,
    ask: Option<PlaceObject<'c>>,
    timeline: Option<PlaceObject<'c>>,
    risk: Option<PlaceObject<'c>>,
    owner: Option<PlaceObject<'c>>,
    words: usize,
    jargon_per_100_words: f64,
    grade: f64,
    score: u32,
}

#[derive(Serialize)]
struct PlaceObject<'c> {
    line: usize,
    column: usize,
    text: &'c str,
}

pub(super) fn run(args: &CardArgs) -> io::Result<u8> {
    let source = if args.draft == Path::new("-") {
        read_stdin("<stdin>")
    } else {
        read_file(&args.draft)
    };
    let source = match source {
        Ok(source) => source,
        Err(problem) => {
            complain(args.color, &problem)?;
            return Ok(FAILED);
        }
    };
    let analysis = Linter::new(&Selection::default()).analyse(&source);
    let card = Card::new(
        &source,
        &analysis.document,
        &analysis.reading,
        &analysis.findings,
    );
    let json = serde_json::to_string_pretty(&object(&source, &card)).map_err(io::Error::other)?;
    writeln!(io::stdout(), "{json}")?;
    Ok(CLEAN)
}

fn object<'c>(source: &'c Source, card: &'c Card) -> CardObject<'c> {
    let piece = |piece| card.piece(piece).map(|place| place_object(source, place));
    CardObject {
        path: source.name(),
        kind: card.kind.name(),
        order: card.order.name(),
        goal: piece(Piece::Goal),
        first_tool: piece(Piece::Tool),
        measure: piece(Piece::Measure),
        baseline: piece(Piece::Baseline),
        ask: piece(Piece::Ask),
        timeline: piece(Piece::Timeline),
        risk: piece(Piece::Risk),
        owner: piece(Piece::Owner),
        words: card.words,
        jargon_per_100_words: card.jargon_per_100_words,
        grade: card.grade,
        score: card.score(),
    }
}

fn place_object<'c>(source: &'c Source, place: &'c Place) -> PlaceObject<'c> {
    let at = source.position(place.span.start);
    PlaceObject {
        line: at.line,
        column: at.column,
        text: &place.text,
    }
}
