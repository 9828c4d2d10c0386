//! One small function for each piece: does this sentence state it?

use std::ops::Range;

use super::Piece;
use super::figures::FigureKind;
use super::scene::{Passage, Scene};
use crate::document::{BlockKind, Document};
use crate::lexicon::pack::Role;

/// The words of a passage that state a piece, in prose bytes.
pub(super) fn piece(
    piece: Piece,
    document: &Document,
    scene: &Scene,
    passage: &Passage,
) -> Option<Range<usize>> {
    match piece {
        Piece::Goal => goal(document, scene, passage),
        Piece::Tool => tool(document, scene, passage),
        Piece::Measure => measure(document, scene, passage),
        Piece::Baseline => baseline(document, scene, passage),
        Piece::Ask => ask(document, scene, passage),
        Piece::Timeline => timeline(document, scene, passage),
        Piece::Risk => risk(document, scene, passage),
        Piece::Owner => passage.cue(Role::Owner).map(|cue| cue.range.clone()),
    }
}

/// How many words may stand between an outcome verb and what it does good to.
const OBJECT_REACH: usize = 8;

fn words_between(document: &Document, from: usize, to: usize) -> usize {
    document.prose().folded()[from..to]
        .split_whitespace()
        .count()
}

/// An outcome that would still be worth having without the tool, or a problem stated.
fn goal(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.is_metadata {
        return None;
    }
    let outcome = outcome(document, passage);
    let marked = passage.has(Role::GoalMarker);
    let under_goal = scene.is_under(passage, Role::HeadingGoal);
    let hurts = passage.has(Role::Problem) && passage.has(Role::OutcomeObject);
    let states = marked && outcome.is_some()
        || hurts
        || under_goal
            && passage.place < 4
            && (outcome.is_some() || passage.has(Role::Problem) || marked);
    states.then(|| passage.range.clone())
}

/// An outcome verb with something behind it that the organisation cares for.
fn outcome(document: &Document, passage: &Passage) -> Option<Range<usize>> {
    passage
        .cues
        .iter()
        .filter(|cue| cue.role == Role::OutcomeVerb)
        .find_map(|verb| {
            let object = passage.cues.iter().find(|cue| {
                cue.role == Role::OutcomeObject
                    && cue.range.start >= verb.range.end
                    && words_between(document, verb.range.end, cue.range.start) <= OBJECT_REACH
            })?;
            Some(verb.range.start..object.range.end)
        })
}

fn tool(_document: &Document, _scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.is_metadata || passage.quoted {
        return None;
    }
    let cue = passage
        .cues
        .iter()
        .find(|cue| matches!(cue.role, Role::Tool | Role::ToolKind))?;
    Some(cue.range.clone())
}

fn measure(_document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if let Some(cue) = passage.cue(Role::Measure) {
        return Some(cue.range.clone());
    }
    let under = scene.is_under(passage, Role::HeadingMeasure);
    let figure = passage
        .figures
        .iter()
        .find(|figure| matches!(figure.kind, FigureKind::Number | FigureKind::Percent));
    figure
        .filter(|_| under && !passage.is_metadata)
        .map(|figure| figure.range.clone())
}

fn baseline(document: &Document, _scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    let text = &document.prose().folded()[passage.range.clone()];
    let today = [
        "today",
        "currently",
        "at present",
        "so far",
        "last year",
        "now ",
        "at the moment",
        "this year",
        "per week",
        "a week",
        "a month",
        "each month",
        "every month",
    ];
    let figure = passage.figures.iter().find(|figure| {
        matches!(
            figure.kind,
            FigureKind::Number | FigureKind::Percent | FigureKind::Duration
        )
    })?;
    today
        .iter()
        .any(|word| text.contains(word))
        .then(|| figure.range.clone())
}

fn ask(_document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if let Some(cue) = passage.cue(Role::Ask) {
        return Some(cue.range.clone());
    }
    let money = passage
        .figures
        .iter()
        .find(|figure| figure.kind == FigureKind::Money)?;
    (passage.has(Role::Cost) || scene.is_under(passage, Role::HeadingAsk))
        .then(|| money.range.clone())
}

fn timeline(_document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.is_metadata {
        return None;
    }
    if let Some(cue) = passage.cue(Role::Timeline) {
        return Some(cue.range.clone());
    }
    let time = passage
        .figures
        .iter()
        .find(|figure| matches!(figure.kind, FigureKind::Duration | FigureKind::Date));
    time.map(|figure| figure.range.clone()).or_else(|| {
        scene
            .is_under(passage, Role::HeadingTimeline)
            .then(|| passage.range.clone())
    })
}

fn risk(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if let Some(cue) = passage.cue(Role::Risk) {
        return Some(cue.range.clone());
    }
    let _ = document.blocks()[passage.block].kind == BlockKind::Paragraph;
    scene
        .is_under(passage, Role::HeadingRisk)
        .then(|| passage.range.clone())
}
