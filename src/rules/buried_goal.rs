//! `buried-goal`: no tool stands before the goal, but much else does.

use super::{Case, Structure};
use crate::finding::{Finding, Label};
use crate::reading::opening::opening;
use crate::reading::{Order, Piece};
use crate::severity::Severity;

/// A reader in a hurry has read this many words, and no more.
const PATIENCE: usize = 150;

pub const RULE: Structure = Structure {
    id: "buried-goal",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: true,
    what: "The first goal comes after the first 150 words of the body.",
    why: "A reader in a hurry decides within the first paragraph whether to read on, and has not met the reason yet.",
    instead: "Move the sentence with the goal to the top.",
    bad: &[],
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
    let span = case.document.prose().source_range(&goal.range);
    let label = Label {
        span,
        message: Some(format!("the goal stands here, after {before} words")),
    };
    let help = format!(
        "{} For example:\n\n{}",
        RULE.instead,
        opening(case.document, case.reading)
    );
    vec![RULE.finding(
        format!("the reader has to read {before} words to learn what this is for"),
        label,
        help,
    )]
}

#[cfg(test)]
mod tests {
    use crate::{Linter, Selection, Source};

    fn speaks(words: usize) -> bool {
        let filler = "The hall has a red door and a green roof. ".repeat(words / 10);
        let text = format!(
            "# Proposal\n\n{filler}\n\nWe want to help patients find the right clinic. We propose a trial."
        );
        let findings = Linter::new(&Selection::default()).check(&Source::new("a.md", text));
        findings.iter().any(|finding| finding.rule == "buried-goal")
    }

    #[test]
    fn after_a_hundred_and_fifty_words() {
        assert!(speaks(200));
        assert!(!speaks(100));
    }
}
