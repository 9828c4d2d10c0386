//! The fix of a draft whose goal comes too late: the section or the block with the goal moves up, whole, and nothing is lost.
//!
//! A draft is moved only where its outline bears it and where reading it anew shows that the goal comes in time then.

mod edits;
mod outline;

use std::ops::Range;

use super::Case;
use crate::document::layout::LayerKind;
use crate::finding::{Fix, apply};
use crate::reading::opening::stands_alone;
use crate::reading::{Mention, Piece, Reading};
use crate::source::Source;
use edits::Move;
use outline::Outline;

/// Layers on their way to the place before another layer.
struct Candidate {
    layers: Range<usize>,
    before: usize,
    title: String,
}

/// The move that puts the first goal above the first tool, if there is one that `mends` the draft.
pub(super) fn goal_above_tool(case: &Case<'_>, mends: impl Fn(&Reading) -> bool) -> Option<Fix> {
    case.reread?;
    let outline = Outline::new(case);
    let goal = outline.layer_at(start_of(case, case.reading.first(Piece::Goal)?))?;
    let tool = outline.layer_at(start_of(case, case.reading.first(Piece::Tool)?))?;
    let (around_goal, around_tool) = (outline.sections_around(goal), outline.sections_around(tool));
    let common = (around_goal.iter().zip(&around_tool))
        .take_while(|(one, other)| one == other)
        .count();
    let candidate = match (around_goal.get(common), around_tool.get(common)) {
        (Some(from), Some(to)) if outline.level(*from) == outline.level(*to) => Candidate {
            layers: outline.section(*from),
            before: *to,
            title: format!(
                "Move the section \"{}\" above \"{}\"",
                outline.name(case, *from),
                outline.name(case, *to)
            ),
        },
        (_, None) => {
            let what = outline.noun(goal);
            block(
                case,
                &outline,
                goal,
                outline.group(case, tool).start,
                format!("Move the {what} with the goal above the tool"),
            )?
        }
        _ => return None,
    };
    fix(case, &outline, &candidate, &mends)
}

/// The move that puts the first goal at the top, below the title and the lines about the document, if there is one that
/// `mends` the draft.
pub(super) fn goal_to_top(case: &Case<'_>, mends: impl Fn(&Reading) -> bool) -> Option<Fix> {
    case.reread?;
    let outline = Outline::new(case);
    let goal = outline.layer_at(start_of(case, case.reading.first(Piece::Goal)?))?;
    let top = outline.top(case, goal);
    let section = || {
        let around = outline.sections_around(goal);
        let from = *around
            .iter()
            .find(|heading| outline.level(**heading) > Some(0))?;
        let first = (0..from).find(|at| outline.level(*at) > Some(0))?;
        (outline.level(first) == outline.level(from)).then(|| Candidate {
            layers: outline.section(from),
            before: first,
            title: format!(
                "Move the section \"{}\" above \"{}\"",
                outline.name(case, from),
                outline.name(case, first)
            ),
        })
    };
    let block = || {
        let title = format!("Move the {} with the goal to the top", outline.noun(goal));
        block(case, &outline, goal, top, title)
    };
    section()
        .and_then(|candidate| fix(case, &outline, &candidate, &mends))
        .or_else(|| fix(case, &outline, &block()?, &mends))
}

/// The move of a block out of its section, if that leaves something there and the block does not lean on the one before.
fn block(
    case: &Case<'_>,
    outline: &Outline,
    goal: usize,
    before: usize,
    title: String,
) -> Option<Candidate> {
    let layers = outline.group(case, goal);
    let section = outline.sections_around(goal).last().copied();
    let left_empty = section.is_some_and(|heading| {
        let section = outline.section(heading);
        outline.level(heading) > Some(0) && section.len() <= layers.len() + 1
    });
    let first = (case.reading.scene.passages.iter()).find(|passage| {
        outline.layer_at(case.document.prose().source_range(&passage.range).start)
            == Some(layers.start)
    })?;
    let whole = stands_alone(&case.document.prose().text()[first.range.clone()]);
    // A list or a table without its heading says nothing; within its section it may move.
    let stays_under_heading = outline.sections_around(before).last() == section.as_ref();
    let speaks = stays_under_heading || outline.is_paragraph(layers.start);
    (before < layers.start && !left_empty && whole && speaks).then_some(Candidate {
        layers,
        before,
        title,
    })
}

/// The fix that a candidate makes, if the moved draft has the same blocks in the new order and `mends` says that it is mended.
fn fix(
    case: &Case<'_>,
    outline: &Outline,
    candidate: &Candidate,
    mends: &impl Fn(&Reading) -> bool,
) -> Option<Fix> {
    let text = case.source.text();
    let layers = outline.layers();
    let moved = candidate.layers.clone();
    let passed = candidate.before..moved.start;
    if passed.is_empty() || !(outline.is_movable(text, &moved) && outline.is_movable(text, &passed))
    {
        return None;
    }
    let edits = Move {
        from: layers[moved.start].span.start..layers[moved.end - 1].span.end,
        to: layers[candidate.before].span.start,
    }
    .edits(text);
    // A comment that silences its surroundings must not lose them.
    let touched = edits.first()?.span.start..edits.last()?.span.end;
    let mut comments = case.document.comments().iter();
    if comments.any(|comment| touched.contains(&comment.span.start)) {
        return None;
    }
    let new = Source::new(case.source.name(), apply(text, &edits));
    let order = (0..candidate.before)
        .chain(moved.clone())
        .chain(passed)
        .chain(moved.end..layers.len());
    let wanted = order.map(|at| text[layers[at].span.clone()].trim_end());
    if !outline::has_layers(&new, wanted) || !mends(&case.reread?(&new)) {
        return None;
    }
    Some(Fix {
        title: candidate.title.clone(),
        safe: false,
        edits,
    })
}

/// Where the sentence of a mention begins, in bytes of the source.
fn start_of(case: &Case<'_>, mention: &Mention) -> usize {
    let passage = case.reading.passage(mention);
    case.document.prose().source_range(&passage.range).start
}

/// The word for a layer of a kind.
fn noun(kind: LayerKind) -> &'static str {
    match kind {
        LayerKind::List => "list",
        LayerKind::Table => "table",
        LayerKind::Paragraph => "paragraph",
        _ => "block",
    }
}
