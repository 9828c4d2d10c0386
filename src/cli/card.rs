//! `pitchlint card`: the scorecard before sending.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style as Ansi};
use std::path::Path;

use serde::Serialize;

use super::settings::{told, told_one};
use super::{CLEAN, CardArgs, CardFormat, FAILED, complain};
use crate::card::{Card, Place};
use crate::discover::{read_file, read_stdin};
use crate::fault::FileProblem;
use crate::lexicon::matcher::Workload;
use crate::reading::{Kind, Order, Piece};
use crate::report::Style;
use crate::report::screen::{paint, safe_line};
use crate::resolver::make_linter;
use crate::source::Source;

#[derive(Serialize)]
struct CardObject<'c> {
    path: &'c str,
    kind: &'c str,
    kind_because: &'c str,
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
    let Some(source) = told_one(args.color, source)? else {
        return Ok(FAILED);
    };
    let layer = args.voice.layer_with(args.kind, &args.accept);
    let Some(mut resolver) = args.voice.resolver(layer, args.color)? else {
        return Ok(FAILED);
    };
    let Some(resolved) = told(args.color, resolver.resolve(&args.draft))? else {
        return Ok(FAILED);
    };
    let settings = resolver.settings(resolved.config.as_deref(), &resolved.overrides);
    let Some(linter) = told_one(args.color, make_linter(settings, Workload::Small))? else {
        return Ok(FAILED);
    };
    let analysis = linter.analyse(&source);
    let card = Card::new(&analysis.document, &analysis.reading, &analysis.findings);
    let out = match args.format {
        CardFormat::Json => {
            let json =
                serde_json::to_string_pretty(&object(&source, &card)).map_err(io::Error::other)?;
            json + "\n"
        }
        CardFormat::Full => page(args.color.style(&io::stdout()), &source, &card),
    };
    io::stdout().write_all(out.as_bytes())?;
    let has_faults = !analysis.faults.is_empty();
    for fault in analysis.faults {
        let problem = FileProblem::new(source.name(), source.text(), fault);
        complain(args.color, &problem)?;
    }
    Ok(if has_faults { FAILED } else { CLEAN })
}

fn object<'c>(source: &'c Source, card: &'c Card) -> CardObject<'c> {
    let piece = |piece| card.piece(piece).map(|place| place_object(source, place));
    CardObject {
        path: source.name(),
        kind: card.kind.kind.name(),
        kind_because: card.kind.because,
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

/// The card for the terminal: each piece with its line, the figures, and the parts of the score with the next thing to do.
fn page(style: Style, source: &Source, card: &Card) -> String {
    let mut out = String::new();
    let color = style.color;
    paint(
        &mut out,
        color,
        Ansi::new().bold(),
        &safe_line(source.name()),
    );
    let order = match (card.kind.kind, card.order) {
        (Kind::Prose, _) => "to read it as a pitch, use --kind pitch",
        (Kind::Pitch, Order::GoalFirst) if tool_stands_above(card) => {
            "the goal follows close on the tool"
        }
        (Kind::Pitch, Order::GoalFirst) => "the goal comes first",
        (Kind::Pitch, Order::ToolsFirst) => "the tool comes before the goal",
        (Kind::Pitch, Order::NoGoal) => "it never says what for",
        (Kind::Pitch, Order::NoTool) => "it names a goal, and no tool",
    };
    let kind = match card.kind.kind {
        Kind::Pitch => "a pitch",
        Kind::Prose => "prose",
    };
    let _ = writeln!(out, ": read as {kind} {}; {order}\n", card.kind.reason());
    let names = [
        "goal",
        "today's figure",
        "measure",
        "tool",
        "ask",
        "timeline",
        "risk",
        "owner",
    ];
    for ((_, place), name) in card.pieces.iter().zip(names) {
        match place {
            Some(place) => {
                let line = source.position(place.span.start).line;
                let mark = if place.is_blank {
                    " (to be filled in)"
                } else {
                    ""
                };
                let room = style.width.saturating_sub(LEFT + mark.len());
                let _ = write!(out, "  ");
                paint(
                    &mut out,
                    color,
                    AnsiColor::Green.on_default(),
                    &format!("{name:<15}"),
                );
                let _ = writeln!(
                    out,
                    " line {line:<4} {}{mark}",
                    shortened(&safe_line(&place.text), room)
                );
            }
            None => {
                let _ = write!(out, "  ");
                paint(
                    &mut out,
                    color,
                    AnsiColor::Red.on_default(),
                    &format!("{name:<15}"),
                );
                out.push_str(" not found\n");
            }
        }
    }
    let _ = writeln!(
        out,
        "\n  {} words, {} jargon per 100 words, reading grade {} (Flesch-Kincaid)",
        card.words, card.jargon_per_100_words, card.grade
    );
    if card.kind.kind == Kind::Prose {
        // Whether prose is a good pitch is not asked.
        return out;
    }
    paint(
        &mut out,
        color,
        Ansi::new().bold(),
        &format!("\n  Ready: {} of 100", card.score()),
    );
    out.push('\n');
    for part in &card.parts {
        let _ = writeln!(
            out,
            "    {:<13} {:>2} of {:>2}",
            part.name, part.points, part.most
        );
    }
    // The part that is worth most is the one to mend first.
    if let Some(next) = card
        .parts
        .iter()
        .rev()
        .max_by_key(|part| part.most - part.points)
        .filter(|part| part.points < part.most)
    {
        out.push_str("\n  Next: ");
        out.push_str(next.next);
        out.push('\n');
    }
    out
}

/// Whether the tool stands before the goal, if only just.
fn tool_stands_above(card: &Card) -> bool {
    let start = |piece| card.piece(piece).map(|place| place.span.start);
    start(Piece::Tool).is_some_and(|tool| Some(tool) < start(Piece::Goal))
}

/// The columns before the words of a piece.
const LEFT: usize = 28;

fn shortened(text: &str, room: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room.saturating_sub(1)).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}
