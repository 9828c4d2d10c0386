//! `tactics-before-goals`: the section about the means stands above the section about the end.

use super::{Case, Structure};
use crate::finding::{Finding, Label};
use crate::lexicon::pack::Role;
use crate::reading::{Order, Section};
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "tactics-before-goals",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: true,
    what: "A section about tools, tactics, channels, features, budget or timeline stands above the section about the goal.",
    why: "Your reader is shown the how, and the price, before there is a why to weigh them against.",
    instead: "Move the section about the goal, the problem or the need to the top; the others follow from it.",
    bad: &[
        "# Proposal\n\nWe propose a trial.\n\n## Channels\n\nPosters in March.\n\n## Goals\n\nWe want to help patients.",
        "# Proposal\n\nWe propose a trial.\n\n## Budget\n\nIt costs 200 EUR.\n\n## Motivation\n\nStaff struggle with the form.",
        "# Proposal\n\nWe propose a trial.\n\n## Timeline\n\nIt starts in March.\n\n## Problem\n\nStaff struggle with the form.",
        "# Proposal\n\nWe propose a trial.\n\n## Tactics\n\nOne talk a week.\n\n## Why\n\nStaff struggle with the form.",
        "# Proposal\n\nWe propose a trial.\n\n## Features\n\nA big button.\n\n## Objectives\n\nWe want to help patients.",
    ],
    good: &[
        "# Proposal\n\nWe propose a trial.\n\n## Goals\n\nWe want to help patients.\n\n## Channels\n\nPosters in March.",
        "# Proposal\n\nWe propose a trial.\n\n## Channels\n\nPosters in March, to help patients.",
        "# Budget proposal\n\nWe propose a trial.\n\n## Goals\n\nWe want to help patients.",
        "# Proposal\n\n## Summary\n\nWe propose a trial.\n\n## Problem\n\nStaff struggle with the form.",
        "# Proposal\n\n## Problem\n\nStaff struggle.\n\n## Budget\n\n200 EUR.\n\n## Goals\n\nWe want to help staff.",
    ],
    check,
};

fn check(case: &Case<'_>) -> Vec<Finding> {
    // A draft whose tool comes first was told so already.
    if case.reading.order() == Order::ToolsFirst {
        return Vec::new();
    }
    let sections = || {
        case.reading
            .scene
            .sections
            .iter()
            .filter(|section| section.level > 0 && !section.is_title)
    };
    let is = |section: &&Section, role| section.about.contains(&role);
    let Some(goal) = sections().find(|section| is(section, Role::HeadingGoal)) else {
        return Vec::new();
    };
    let means = sections()
        .find(|section| is(section, Role::HeadingTools) && !is(section, Role::HeadingGoal));
    let Some(means) = means.filter(|means| means.heading.start < goal.heading.start) else {
        return Vec::new();
    };
    let prose = case.document.prose();
    let name = |section: &Section| prose.text()[section.heading.clone()].trim().to_owned();
    let label = |section: &Section, message: &str| Label {
        span: prose.source_range(&section.heading),
        message: Some(message.to_owned()),
    };
    let mut finding = RULE.finding_of_draft(
        format!("\"{}\" comes before \"{}\"", name(means), name(goal)),
        label(means, "the means"),
        RULE.instead,
    );
    finding.labels.related.push(label(goal, "the end"));
    vec![finding]
}
