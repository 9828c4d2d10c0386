//! `tools-first`: the draft names its tool before it says what for.

use super::rearrange::goal_above_tool;
use super::{Case, Structure};
use crate::finding::{Finding, Label};
use crate::reading::opening::opening;
use crate::reading::{Order, Piece};
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "tools-first",
    severity: Severity::Error,
    on_by_default: true,
    pitches_only: true,
    what: "The body proposes a tool, a channel or a technology before it states the first goal.",
    why: "Until the goal comes, your reader sees a cost and has to guess the reason.",
    instead: "Start at the end: say what will be better and for whom, then today's figure, then the tool as a way there.",
    bad: &[
        "# Proposal: TikTok\n\n## Plan\n\nWe should launch a TikTok channel in March.\n\n## Why\n\nWe want to help patients find the right clinic.",
        "# Budget request\n\n## What we need\n\nWe propose to buy Salesforce for the sales team.\n\n## Goal\n\nOur goal is to reduce complaints from customers.",
        "# Proposal: a podcast\n\n## Format\n\nI propose to start a podcast with two hosts.\n\n## Motivation\n\nNew staff struggle with the handbook, and it is too hard for them to find help.",
        "# Proposal: chat\n\n## Rollout\n\nWe propose to migrate to Slack in May.\n\n## Problem\n\nVolunteers cannot find answers, and newcomers wait for days.",
        "# Grant application\n\n## Activities\n\nWe propose to build a mobile app and a chatbot.\n\n## Objectives\n\nOur aim is to help farmers reduce waste.",
    ],
    good: &[
        "# Proposal\n\nWe want to help patients find the right clinic. To get there, we should launch a TikTok channel.",
        "# Proposal\n\nOur goal is to reduce complaints from customers.\n\n## Plan\n\nWe propose to buy Salesforce.",
        "# Proposal: TikTok\n\nPatients struggle to find the right clinic, so we should launch a TikTok channel.",
        "# Proposal\n\n## Plan\n\nWe propose to close the office at noon.\n\n## Why\n\nStaff are overworked.",
        "# Proposal\n\nTwitter: @clinic\n\n## Goal\n\nWe want to help patients find us.\n\n## Plan\n\nWe propose to launch a newsletter.",
        "# Proposal: a chat\n\nReaders wait two working days for an answer.\n\n## Plan\n\nWe should move to Discord.\n\n## Risks\n\nNobody comes. If fewer than 30 people ask a question by 15 June, we close it.",
        "# Proposal: fewer interfaces\n\n## Plan\n\nWe propose that the REST API be retired in May.\n\n## Goal\n\nWe want to help customers wait less.",
        "# Proposal: stable interfaces\n\n## Summary\n\nThe REST API stays beta. A REST API ages. A REST API breaks. One REST API lasts. Each REST API costs us. Any REST API may go.\n\n## Goals\n\nPrevent every REST API from breaking for customers.",
    ],
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
    let tool_span = prose.source_range(&tool.range);
    let goal_span = case.first_line(&goal.range);
    let lines = case.source.line_of(goal_span.start) - case.source.line_of(tool_span.start);
    let wait = if lines == 1 {
        "one line later".to_owned()
    } else {
        format!("{lines} lines later")
    };
    let label = |span, message: String| Label {
        span,
        message: Some(message),
    };
    let mut finding = RULE.finding_of_draft(
        format!(
            "the draft comes to \"{}\" before it says what for",
            &prose.text()[tool.range.clone()]
        ),
        label(tool_span, "the tool stands here".to_owned()),
        format!(
            "{} For example:\n\n{}",
            RULE.instead,
            opening(case.document, case.reading, &|range| case.is_plain(range))
        ),
    );
    finding.labels.related.push(label(
        goal_span,
        format!("what it is for stands here, {wait}"),
    ));
    finding.fix = goal_above_tool(case, |moved| moved.order() == Order::GoalFirst);
    vec![finding]
}
