//! `tools-first`: the draft names its tool before it says what for.

use super::{Case, Structure};
use crate::finding::{Finding, Label};
use crate::reading::{Order, Piece};
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "tools-first",
    severity: Severity::Error,
    on_by_default: true,
    pitches_only: true,
    what: "The body names a tool before the first goal.",
    why: "Until the goal comes, your reader sees a cost and has to guess the reason.",
    instead: "Start at the end: say what will be better and for whom, then today's figure, then the tool as a way there.",
    bad: &[],
    good: &[],
    check,
};

fn check(case: &Case<'_>) -> Vec<Finding> {
    if case.reading.order() != Order::ToolsFirst {
        return Vec::new();
    }
    let (Some(tool), Some(goal)) = (
        case.reading.first(Piece::Tool),
        case.reading.first(Piece::Goal),
    ) else {
        return Vec::new();
    };
    let prose = case.document.prose();
    let label = |range, message: &str| Label {
        span: prose.source_range(range),
        message: Some(message.to_owned()),
    };
    let name = &prose.text()[tool.range.clone()];
    let mut finding = RULE.finding(
        format!("the draft names {name} before it says what for"),
        label(&tool.range, "the tool stands here"),
        RULE.instead,
    );
    finding
        .labels
        .related
        .push(label(&goal.range, "what it is for stands here"));
    vec![finding]
}
