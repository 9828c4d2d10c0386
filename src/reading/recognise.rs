//! One small function for each piece: does this sentence state it?

mod goal;

use std::ops::Range;

use goal::goal;

use super::Piece;
use super::figures::{Figure, FigureKind};
use super::scene::{Cue, Passage, Scene};
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
        Piece::Risk => risk(scene, passage),
        Piece::Owner => passage.cue(Role::Owner).map(|cue| cue.range.clone()),
    }
}

/// How many words may stand between an outcome verb and what it does good to.
const OBJECT_REACH: usize = 7;

/// How many sentences below a heading such as "Goals" are taken for goals.
const UNDER_HEADING: usize = 4;

/// Whether a cue of this role begins behind `from`, with at most `reach` words between. Cues are in order, so that the search
/// ends where they are out of reach, however long the sentence is.
fn is_followed(
    document: &Document,
    passage: &Passage,
    from: usize,
    role: Role,
    reach: usize,
) -> bool {
    let first = passage.cues.partition_point(|cue| cue.range.start < from);
    let folded = document.prose().folded();
    let mut words = 0;
    let mut at = from;
    for cue in &passage.cues[first..] {
        words += folded[at..cue.range.start].split_whitespace().count();
        at = cue.range.start;
        if words > 2 * reach {
            return false;
        }
        if cue.role == role && folded[from..cue.range.start].split_whitespace().count() <= reach {
            return true;
        }
    }
    false
}

/// Whether two cues stand within reach of each other, in either order.
fn near(document: &Document, passage: &Passage, one: Role, other: Role) -> bool {
    passage.cues.iter().any(|cue| {
        let from = cue.range.end;
        cue.role == one && is_followed(document, passage, from, other, 2 * OBJECT_REACH)
            || cue.role == other && is_followed(document, passage, from, one, 2 * OBJECT_REACH)
    })
}

/// A tool that is proposed here, or that the draft is about: not one named in passing, nor the state of affairs, nor the
/// organisation's own name.
fn tool(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.is_metadata || passage.quoted {
        return None;
    }
    let folded = document.prose().folded();
    // A price beside its name asks for it, too.
    let priced = passage.figure(&[FigureKind::Money]).is_some();
    let proposed = (priced || passage.has_any(&[Role::Proposing, Role::Ask, Role::MildAsk]))
        && !passage.has(Role::PresentState);
    let mut named = (passage.cues.iter()).filter(|cue| cue.role.is_tool());
    let found = named.find(|cue| {
        let name = &folded[cue.range.clone()];
        let used = scene.tool_use(name);
        let is_proposed =
            || proposed && !is_aside(document, passage, cue) && !is_ended(document, passage, cue);
        let is_topic =
            || used.count >= OFTEN && !passage.has(Role::PresentState) && !used.is_changed;
        !used.is_own && !used.is_left && (used.in_title || is_proposed() || is_topic())
    });
    found.map(|cue| cue.range.clone())
}

/// Whether a cue stands in brackets: "(also for use in machine learning)".
fn is_aside(document: &Document, passage: &Passage, cue: &Cue) -> bool {
    let before = &document.prose().folded()[passage.range.start..cue.range.start];
    before.matches('(').count() > before.matches(')').count()
}

/// What may stand between a tool and the verb that ends it.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "will", "would", "should",
    "must", "can", "to", "now", "then", "soon",
];

/// What happens to a tool that nobody proposes to use.
const ENDED: &[&str] = &[
    "abandoned",
    "decommissioned",
    "deprecated",
    "discontinued",
    "dropped",
    "phased",
    "removed",
    "retired",
    "shut",
    "sunset",
    "sunsetted",
    "unsupported",
];

/// Whether a cue names what is to go: "the old API will be retired".
fn is_ended(document: &Document, passage: &Passage, cue: &Cue) -> bool {
    let after = &document.prose().folded()[cue.range.end..passage.range.end];
    let mut words = after.split(' ').filter(|word| !word.is_empty());
    words
        .find(|word| !AUXILIARIES.contains(word))
        .is_some_and(|word| ENDED.contains(&word.trim_end_matches(|c: char| !c.is_alphabetic())))
}

/// A tool that is named this often is what the draft is about.
const OFTEN: usize = 6;

/// A figure or observable that says when the goal is met; under a heading such as "Deliverables", what will be there.
fn measure(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    // What may go wrong has figures of its own.
    if scene.is_under(passage, Role::HeadingRisk) {
        return None;
    }
    if let Some(cue) = passage.cue(Role::Measure) {
        return Some(cue.range.clone());
    }
    let counted = passage.figure(&[FigureKind::Number, FigureKind::Percent]);
    let under = scene.is_under(passage, Role::HeadingMeasure) && !passage.is_metadata;
    if let Some(figure) = counted {
        let targets = under
            || from_to(document, passage)
            || is_bounded(document, passage, figure)
                && (changes(passage) || scene.is_under(passage, Role::HeadingGoal))
            || is_target(document, passage)
                && (is_dated(passage) || goal(document, scene, passage).is_some());
        return targets.then(|| figure.range.clone());
    }
    // "From 3 days to 1 day": a time may be what is measured.
    if let Some(figure) = passage.figure(&[FigureKind::Duration])
        && from_to(document, passage)
        && goal(document, scene, passage).is_some()
    {
        return Some(figure.range.clone());
    }
    let observes = passage.place < UNDER_HEADING
        && (passage.has(Role::OutcomeObject) || passage.has(Role::HurtingVerb));
    (under && observes && scene.section(passage).about.contains(&Role::HeadingMeasure))
        .then(|| passage.range.clone())
}

/// Words right before a figure that make it a bound.
const BOUNDS: &[&str] = &[
    "below", "above", "under", "than", "least", "most", "by", "to",
];

/// Whether a figure is a bound: "below 15", "fewer than 5 complaints".
fn is_bounded(document: &Document, passage: &Passage, figure: &Figure) -> bool {
    let before = &document.prose().folded()[passage.range.start..figure.range.start];
    let last = before.trim_end().rsplit(' ').next().unwrap_or("");
    BOUNDS.contains(&last)
}

fn changes(passage: &Passage) -> bool {
    passage.has_any(&[Role::HurtingVerb, Role::OutcomeVerb, Role::Outcome])
}

/// Whether one figure is to become another: "from 37 to 5", "goes from 9 days to 2".
fn from_to(document: &Document, passage: &Passage) -> bool {
    let folded = document.prose().folded();
    passage.figures.windows(2).any(|pair| {
        let (one, other) = (&pair[0], &pair[1]);
        let before = folded[passage.range.start..one.range.start]
            .trim_end_matches([' ', '$', '€', '£', 'a']);
        let between = folded.get(one.range.end..other.range.start).unwrap_or("");
        let timed = one.kind == FigureKind::Date || other.kind == FigureKind::Date;
        !timed && before.ends_with("from") && between.split(' ').any(|word| word == "to")
    })
}

/// Words that make a figure one to be reached.
const TARGETS: &[&str] = &[
    "from", "to", "by", "more", "fewer", "less", "below", "above", "under", "within", "least",
    "most", "half", "want",
];

fn is_target(document: &Document, passage: &Passage) -> bool {
    let text = &document.prose().folded()[passage.range.clone()];
    passage.has(Role::GoalMarker)
        && (is_dated(passage) || words(text).any(|word| TARGETS.contains(&word)))
}

fn is_dated(passage: &Passage) -> bool {
    passage.figure(&[FigureKind::Date]).is_some()
}

/// Words that tie a figure to today.
const TODAY: &[&str] = &[
    "today",
    "currently",
    "at present",
    "so far",
    "at the moment",
    "right now",
    "last year",
    "last month",
    "last quarter",
];

/// Today's figure: a number in a sentence about how things stand, one from which another is to be reached, or one under a head
/// such as "Today".
fn baseline(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.figures.is_empty() {
        return None;
    }
    let folded = document.prose().folded();
    let text = &folded[passage.range.clone()];
    let mut figures = (passage.figures.iter())
        .filter(|figure| !matches!(figure.kind, FigureKind::Date | FigureKind::Money));
    let first = figures.clone().next();
    let said = |figure: Option<&Figure>| figure.map(|figure| figure.range.clone());
    if from_to(document, passage) && !passage.has(Role::Cost) {
        return passage.figures.first().map(|figure| figure.range.clone());
    }
    if scene.is_under(passage, Role::HeadingBaseline)
        || TODAY.iter().any(|words| text.contains(words))
    {
        return said(first.filter(|figure| !is_experience(folded, figure)));
    }
    if passage.has(Role::GoalMarker) {
        return None;
    }
    let hurting = figures.find(|figure| counts_what_hurts(document, passage, figure));
    said(hurting.filter(|_| !words(text).any(|word| PLANNED.contains(&word))))
}

/// Words that say a figure is of the future.
const PLANNED: &[&str] = &[
    "will", "would", "should", "shall", "expected", "plan", "planned",
];

/// How many words from a figure what it counts may stand.
const COUNTED_REACH: usize = 3;

/// Whether a figure counts those who are not served well, or what they do: "4,000 callers wait", "ring 300 times", "12 % quit".
fn counts_what_hurts(document: &Document, passage: &Passage, figure: &Figure) -> bool {
    if !near(document, passage, Role::OutcomeObject, Role::HurtingVerb) {
        return false;
    }
    let counted = |role| is_followed(document, passage, figure.range.end, role, COUNTED_REACH);
    let folded = document.prose().folded();
    let done = (passage.cues.iter())
        .filter(|cue| cue.role == Role::HurtingVerb && cue.range.end <= figure.range.start)
        .any(|verb| {
            let between = &folded[verb.range.end..figure.range.start];
            between.split_whitespace().count() <= COUNTED_REACH
        });
    counted(Role::OutcomeObject) || counted(Role::HurtingVerb) || done
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// "Five years of experience" is nobody's state of affairs.
fn is_experience(folded: &str, figure: &Figure) -> bool {
    folded[figure.range.end..]
        .split_whitespace()
        .take(COUNTED_REACH)
        .any(|word| word.starts_with("experience"))
}

/// What the reader is to give or decide: asked for in words, as a sum put to them, or under a heading that asks.
fn ask(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if let Some(cue) = passage
        .cue(Role::Ask)
        .or_else(|| passage.cue(Role::MildAsk))
    {
        return Some(cue.range.clone());
    }
    let under = scene.is_under(passage, Role::HeadingAsk);
    let is_cell = document.blocks()[passage.block].kind == BlockKind::TableCell;
    let in_table = is_cell && scene.has_priced_table;
    if let Some(money) = passage.figure(&[FigureKind::Money])
        && (under || passage.has(Role::Cost) || in_table)
    {
        return Some(money.range.clone());
    }
    let text = &document.prose().folded()[passage.range.clone()];
    let people = passage.has(Role::Cost)
        && ["full-time", "part-time", "fte"]
            .iter()
            .any(|word| text.contains(word))
        && !passage.figures.is_empty();
    let headed = passage.place == 0
        && !is_cell
        && !scene.section(passage).is_title
        && scene.section(passage).about.contains(&Role::HeadingAsk)
        && !passage.is_metadata;
    (people || headed).then(|| passage.range.clone())
}

/// When, in which steps, or until when.
fn timeline(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.is_metadata {
        return None;
    }
    if let Some(cue) = passage.cue(Role::Timeline) {
        return Some(cue.range.clone());
    }
    if scene.is_under(passage, Role::HeadingTimeline) {
        return Some(passage.range.clone());
    }
    let planned =
        !passage.has(Role::PresentState) && passage.has(Role::Ask) || passage.has(Role::Cost);
    let time = passage.figure(&[FigureKind::Duration, FigureKind::Date]);
    time.filter(|_| planned)
        .or_else(|| {
            // A goal that is to be met by a date says when.
            let date = passage.figure(&[FigureKind::Date])?;
            let by = is_bounded(document, passage, date);
            (by && goal(document, scene, passage).is_some()).then_some(date)
        })
        .map(|figure| figure.range.clone())
}

/// What may go wrong, what it costs beside the price, or when to stop.
fn risk(scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if let Some(cue) = passage.cue(Role::Risk) {
        return Some(cue.range.clone());
    }
    scene
        .is_under(passage, Role::HeadingRisk)
        .then(|| passage.range.clone())
}
