//! The scorecard in the editor: lines above the draft, an outline of its pieces, and an object for whoever draws it himself.

use lsp_types::{CodeLens, Command, DocumentSymbol, Position, Range, SymbolKind};
use serde_json::{Value, json};

use super::checked::Checked;
use super::client::CARD;
use crate::card::{Card, Place};
use crate::reading::{Kind, Order, Piece};

/// One line at the top of a pitch with score and order, one above its goal, and one above its first tool.
pub fn lenses(checked: &Checked) -> Vec<CodeLens> {
    let card = checked.card();
    if card.kind.kind != Kind::Pitch {
        return Vec::new();
    }
    let lens = |position: Position, title: String| CodeLens {
        range: Range::new(position, position),
        command: Some(Command {
            title,
            command: CARD.to_owned(),
            arguments: Some(vec![checked.uri.as_str().into()]),
        }),
        data: None,
    };
    let top = lens(Position::new(0, 0), summary(&card));
    let above = |piece: Piece, title: &str| {
        let start = checked.text.position(card.piece(piece)?.span.start);
        Some(lens(Position::new(start.line, 0), title.to_owned()))
    };
    let pieces = [
        above(Piece::Goal, "the goal"),
        above(Piece::Tool, "the first tool"),
    ];
    std::iter::once(top)
        .chain(pieces.into_iter().flatten())
        .collect()
}

/// The pieces of a pitch, in the order in which they stand.
pub fn symbols(checked: &Checked) -> Vec<DocumentSymbol> {
    let card = checked.card();
    if card.kind.kind != Kind::Pitch {
        return Vec::new();
    }
    let mut places: Vec<(Piece, &Place)> = (card.pieces.iter())
        .filter_map(|(piece, place)| Some((*piece, place.as_ref()?)))
        .collect();
    places.sort_by_key(|(_, place)| place.span.start);
    let symbol = |(piece, place): (Piece, &Place)| {
        let range = checked.text.range(&place.span);
        #[expect(
            deprecated,
            reason = "the type has no other way to leave the field out"
        )]
        DocumentSymbol {
            name: piece.name().to_owned(),
            detail: Some(place.text.clone()),
            kind: SymbolKind::KEY,
            tags: None,
            deprecated: None,
            range,
            selection_range: range,
            children: None,
        }
    };
    places.into_iter().map(symbol).collect()
}

/// The card as an object: for the command, and for the notification.
pub fn object(checked: &Checked) -> Value {
    let card = checked.card();
    let pieces: serde_json::Map<String, Value> = (card.pieces.iter())
        .map(|(piece, place)| {
            let place = place.as_ref().map(
                |place| json!({ "range": checked.text.range(&place.span), "text": place.text }),
            );
            (piece.name().to_owned(), place.into())
        })
        .collect();
    json!({
        "uri": checked.uri,
        "version": checked.version,
        "kind": card.kind.kind.name(),
        "order": card.order.name(),
        "score": card.score(),
        "findings": checked.analysis.findings.len(),
        "pieces": pieces,
        "next": next(&card),
    })
}

/// The card in a few lines.
pub fn message(checked: &Checked) -> String {
    let card = checked.card();
    if card.kind.kind != Kind::Pitch {
        return format!("This draft is taken for prose ({}).", card.kind.because);
    }
    let mut message = summary(&card);
    for part in next(&card).into_iter().take(3) {
        message += "\n";
        message += part;
    }
    message
}

fn summary(card: &Card) -> String {
    let order = match card.order {
        Order::GoalFirst => "goal first",
        Order::ToolsFirst => "tool before goal",
        Order::NoGoal => "no goal",
        Order::NoTool => "no tool",
    };
    format!("{order}, score {} of 100", card.score())
}

/// What to do for the points that are missing, most points first.
fn next(card: &Card) -> Vec<&'static str> {
    let mut parts: Vec<_> = (card.parts.iter())
        .filter(|part| part.points < part.most)
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.most - part.points));
    parts.iter().map(|part| part.next).collect()
}
