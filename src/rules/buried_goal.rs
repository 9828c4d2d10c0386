//! `buried-goal`: no tool stands before the goal, but much else does.

use super::rearrange::goal_to_top;
use super::{Case, Structure};
use crate::finding::{Finding, Label};
use crate::reading::opening::opening;
use crate::reading::{Order, Piece};
use crate::severity::Severity;

/// A reader in a hurry has read this many words, and no more.
const PATIENCE: usize = 150;

/// A draft in which more than 150 words stand before what is given.
macro_rules! buried {
    ($goal:literal) => {
        concat!(
            "# Proposal\n\n",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "The hall has a red door, a green roof and a long bench. ",
            "\n\n",
            $goal
        )
    };
}

pub const RULE: Structure = Structure {
    id: "buried-goal",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: true,
    what: "The first goal comes after the first 150 words of the body.",
    why: "A reader in a hurry decides within the first paragraph whether to read on, and has not met the reason yet.",
    instead: "Move the sentence with the goal to the top.",
    bad: &[
        buried!("We want to help patients find the right clinic. We propose a trial."),
        buried!("Staff struggle with the form. I propose a shorter one."),
        buried!("Our aim is to reduce complaints from customers. We propose a second clerk."),
        buried!("Tenants wait four days for an answer. I propose to hire a clerk."),
        buried!("In order to keep volunteers, we propose to open on Sundays."),
    ],
    good: &[
        "# Proposal\n\nWe want to help patients find the right clinic. We propose a trial.",
        "# Proposal\n\nWe propose a trial.\n\n## Goal\n\nWe want to help patients find the right clinic.",
        "# Proposal\n\nWe propose to meet at nine.",
        "# Notes\n\nThe library opens at nine.",
        "# Request\n\nStaff struggle with the form. I propose a shorter one.",
    ],
    check,
};

fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(goal) = case.reading.first(Piece::Goal) else {
        return Vec::new();
    };
    let before = case.reading.passage(goal).words_before;
    if before <= PATIENCE || case.reading.order() == Order::ToolsFirst {
        return Vec::new();
    }
    let span = case.first_line(&goal.range);
    let label = Label {
        span,
        message: Some(format!("the goal stands here, after {before} words")),
    };
    let help = format!(
        "{} For example:\n\n{}",
        RULE.instead,
        opening(case.document, case.reading, &|range| case.is_plain(range))
    );
    let mut finding = RULE.finding_of_draft(
        format!("the reader has to read {before} words to learn what this is for"),
        label,
        help,
    );
    finding.fix = goal_to_top(case, |moved| {
        let in_time = |goal| moved.passage(goal).words_before <= PATIENCE;
        moved.first(Piece::Goal).is_some_and(in_time) && moved.order() != Order::ToolsFirst
    });
    vec![finding]
}
