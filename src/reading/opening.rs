//! An opening in the order goal, today's figure, tool: made of the draft's own words, with slots for what it does not say.
//! Nothing in it is invented.

use crate::document::Document;

use super::{Piece, Reading};

/// A sentence longer than this is cut at a clause, in characters.
const LONGEST: usize = 180;

/// The opening that a goal-first draft would have. Without a goal it is made of slots and a question.
pub fn opening(document: &Document, reading: &Reading) -> String {
    let goal = sentence(document, reading, Piece::Goal)
        .unwrap_or_else(|| "We want <whom> to <do or have what> by <date>.".to_owned());
    let today = match sentence(document, reading, Piece::Baseline) {
        Some(today) if today != goal => format!(" {today}"),
        Some(_) => String::new(),
        None => " Today it is <today's figure>.".to_owned(),
    };
    let tool = match tool(document, reading) {
        Some(tool) => format!(" To get there, I propose {tool}: <what it costs, and until when>."),
        None => " To get there, I propose <what>.".to_owned(),
    };
    format!("{goal}{today}{tool}")
}

/// The first sentence that states a piece, as one complete sentence, if it can stand at the head of a draft.
fn sentence(document: &Document, reading: &Reading, piece: Piece) -> Option<String> {
    let mention = reading.first(piece)?;
    let passage = reading.passage(mention);
    let text = document.prose().text()[passage.range.clone()]
        .trim()
        .replace(crate::document::prose::BARRIER, "");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let mut letters = text.chars();
    let first: String = letters.next()?.to_uppercase().collect();
    let whole = format!("{first}{}", letters.as_str());
    Some(if whole.ends_with(['.', '!', '?']) {
        whole
    } else {
        format!("{}.", whole.trim_end_matches([':', ';', ',']))
    })
}

/// The first tool by its name, in its own capitals.
fn tool(document: &Document, reading: &Reading) -> Option<String> {
    let mention = reading.first(Piece::Tool)?;
    Some(document.prose().text()[mention.range.clone()].to_owned())
}
