//! An opening in the order goal, today's figure, tool: made of the draft's own words, with slots for what it does not say.
//! Nothing in it is invented.

mod clause;
mod excerpt;
mod goal;
mod proposal;

pub(crate) use excerpt::stands_alone;

use std::ops::Range;

use crate::document::Document;
use crate::lexicon::pack::Role;

use super::figures::FigureKind;
use super::{Piece, Reading};

/// The longest sentence about today that an opening bears, in characters.
const LONGEST_BASELINE: usize = 160;

/// How many mentions of today's figure are tried.
const BASELINES_TRIED: usize = 4;

/// The question for an author whose draft has no goal that can stand at its head.
const QUESTION: &str =
    "To fill this in, ask yourself: what will be better, for whom, and how will they notice?";

/// The opening that a goal-first draft would have. Without a goal that can stand alone it is made of slots and a question.
/// `is_plain` says whether words of the draft, in prose bytes, may be repeated: nobody wants their jargon offered back.
pub fn opening(
    document: &Document,
    reading: &Reading,
    is_plain: &dyn Fn(&Range<usize>) -> bool,
) -> String {
    let goal = goal::goal(document, reading, is_plain);
    let of_goal = goal.as_ref().map(|goal| goal.passage);
    let proposal = proposal::proposal(document, reading, of_goal, is_plain);
    let Some(goal) = goal else {
        return format!(
            "We want <whom> to <do or have what> by <date>. Today we count <today's figure>. {proposal}\n\n{QUESTION}"
        );
    };
    let today = today(document, reading, &goal);
    let text = &goal.text;
    match (goal.is_problem, today) {
        (true, Today::InGoal) => {
            format!("{text} We want <what instead> by <date>. {proposal}")
        }
        (true, Today::Sentence(today)) => {
            format!("{text} {today} We want <what instead> by <date>. {proposal}")
        }
        (true, Today::Unknown) => {
            format!(
                "{text} Today we count <today's figure>; we want <what instead> by <date>. {proposal}"
            )
        }
        (false, Today::InGoal) => format!("{text} {proposal}"),
        (false, Today::Sentence(today)) => format!("{text} {today} {proposal}"),
        (false, Today::Unknown) => format!("{text} Today we count <today's figure>. {proposal}"),
    }
}

/// What the draft says of today.
enum Today {
    /// The sentence with the goal says it.
    InGoal,
    Sentence(String),
    /// Nothing that could stand alone.
    Unknown,
}

fn today(document: &Document, reading: &Reading, goal: &goal::Goal) -> Today {
    let baselines = || {
        reading
            .mentions
            .iter()
            .filter(|mention| mention.piece == Piece::Baseline)
    };
    let in_goal = baselines().any(|mention| {
        mention.passage == goal.passage
            && goal
                .text
                .contains(&document.prose().text()[mention.range.clone()])
    });
    if in_goal {
        return Today::InGoal;
    }
    baselines()
        .take(BASELINES_TRIED)
        .filter(|mention| mention.passage != goal.passage)
        .find_map(|mention| {
            let passage = reading.passage(mention);
            // A price says nothing of what is to change, nor do attention and what is asked for.
            let is_asked_for = (reading.mentions.iter())
                .any(|other| other.piece == Piece::Ask && other.passage == mention.passage);
            let other_matter = is_asked_for
                || passage.has_any(&[Role::Cost, Role::Timeline, Role::Attention])
                || passage.figure(&[FigureKind::Money]).is_some();
            if other_matter || passage.is_metadata || passage.quoted {
                return None;
            }
            let kept = [document.prose().folded()[mention.range.clone()].to_owned()];
            excerpt::sentence(document, passage, LONGEST_BASELINE, &kept)
        })
        .map_or(Today::Unknown, Today::Sentence)
}
