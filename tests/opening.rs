//! The opening that a goal-first draft would have: made of the draft's own sentences, and only of those that can stand there.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::sync::LazyLock;

use pitchlint::reading::opening::opening;
use pitchlint::{Linter, Selection, Source};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(&Selection::default()));

/// The opening that is suggested for a draft.
fn suggested(draft: &str) -> String {
    let analysis = LINTER.analyse(&Source::new("draft.md", draft));
    opening(&analysis.document, &analysis.reading, &|_| true)
}

/// The first sentence of the opening of a draft whose goal stands in `goal`.
fn goal(goal: &str) -> String {
    let draft = format!(
        "# Proposal\n\n## Plan\n\nWe should be on TikTok by March.\n\n## Goals\n\n{goal}\n"
    );
    let opening = suggested(&draft);
    let end = opening
        .find(" Today we count")
        .or(opening.find(" To get there"));
    opening[..end.unwrap()].to_owned()
}

/// What the opening of a draft proposes whose plan stands in `plan`.
fn proposal(plan: &str) -> String {
    let draft = format!(
        "# Proposal\n\n## Plan\n\n{plan}\n\n## Why\n\nWe want to help patients find the right clinic.\n"
    );
    let opening = suggested(&draft);
    let at = opening.find("I propose ").unwrap() + "I propose ".len();
    opening[at..].trim_end_matches('.').to_owned()
}

const SLOTS: &str = "We want <whom> to <do or have what> by <date>.";

#[test]
fn goal_then_today_then_tool() {
    assert_eq!(
        suggested(
            "# Proposal\n\n## Plan\n\nWe should be on TikTok by March.\n\n## Why\n\n\
             We want to reduce repeat calls for the support team by half until June. \
             Currently customers call 4,000 times a month.\n"
        ),
        "We want to reduce repeat calls for the support team by half until June. Currently customers call 4,000 times a \
         month. To get there, I propose to be on TikTok by March."
    );
}

#[test]
fn a_problem_with_its_figure_asks_for_the_target() {
    assert_eq!(
        suggested(
            "# Proposal\n\n## Plan\n\nWe should be on TikTok by March.\n\n## Why\n\nTenants wait four days for an answer.\n"
        ),
        "Tenants wait four days for an answer. We want <what instead> by <date>. To get there, I propose to be on TikTok by \
         March."
    );
}

#[test]
fn without_a_goal_there_are_slots_and_a_question_and_nothing_invented() {
    assert_eq!(
        suggested("# Proposal\n\nWe should be on TikTok by March.\n"),
        format!(
            "{SLOTS} Today we count <today's figure>. To get there, I propose to be on TikTok by March.\n\n\
             To fill this in, ask yourself: what will be better, for whom, and how will they notice?"
        )
    );
}

#[test]
fn goals_become_sentences() {
    let cases = [
        (
            "- Reduce the wait for patients from 4 days to 1",
            "We want to reduce the wait for patients from 4 days to 1.",
        ),
        (
            "**Goal:** cut refunds for customers by a third",
            "We want to cut refunds for customers by a third.",
        ),
        (
            "1. Goal: to help volunteers find a shift",
            "We want to help volunteers find a shift.",
        ),
        (
            "- Reducing the number of complaints from customers",
            "We aim at reducing the number of complaints from customers.",
        ),
        (
            "However, new staff struggle with the handbook (see the survey).",
            "New staff struggle with the handbook.",
        ),
        (
            "We built the kiosk in 2019 in the hall by the lake to help patients find the right clinic.",
            "We want to help patients find the right clinic.",
        ),
    ];
    for (drafted, wanted) in cases {
        assert_eq!(goal(drafted), wanted, "{drafted}");
    }
}

#[test]
fn a_long_goal_ends_at_a_clause() {
    let long = "Our aim is to help patients find the right clinic in the first week after the letter from their doctor has \
                reached them, which they wait for at home, in most cases with somebody from the family who has taken a day \
                off for it and would rather be at work.";
    assert_eq!(
        goal(long),
        "We want to help patients find the right clinic in the first week after the letter from their doctor has reached them."
    );
}

#[test]
fn what_cannot_stand_alone_becomes_slots() {
    let fragments = [
        "- A better handbook for new staff",
        "This helps them to find patients.",
        "To do that, we want to help `users` find it.",
        "- Complaints from customers:",
    ];
    for fragment in fragments {
        assert_eq!(goal(fragment), SLOTS, "{fragment}");
    }
}

#[test]
fn what_is_not_there_is_a_problem_only_where_the_draft_says_so() {
    let draft = |heading: &str| {
        suggested(&format!(
            "# Proposal\n\n## Plan\n\nWe should be on TikTok by March.\n\n## {heading}\n\nThere are no benches for customers and staff.\n"
        ))
    };
    assert!(draft("Problem").starts_with("There are no benches for customers and staff. Today"));
    assert!(!draft("Details").contains("we want <what instead>"));
}

#[test]
fn the_purpose_of_somebody_else_is_not_lifted() {
    let allowed = "The kiosk in the hall that we were given last year has not been used to reduce the wait for patients, and \
                   the people at the counter, of whom there are three on most days of the week, say that they never saw it lit.";
    assert_eq!(goal(allowed), SLOTS);
}

#[test]
fn proposals_are_lifted_where_they_fit_behind_i_propose() {
    let cases = [
        (
            "We should be on TikTok by March.",
            "to be on TikTok by March",
        ),
        (
            "We should also start a podcast, because others have one.",
            "to start a podcast",
        ),
        (
            "We propose a chatbot for the manual.",
            "a chatbot for the manual",
        ),
        (
            "I propose that we move to Slack in May.",
            "that we move to Slack in May",
        ),
        (
            "This RFC proposes the use of Kubernetes for the test machines (see below).",
            "the use of Kubernetes for the test machines",
        ),
        (
            "- Launch a TikTok channel in May",
            "to launch a TikTok channel in May",
        ),
        (
            "We should launch:\n\n- a podcast",
            "<what, at what cost, and until when>",
        ),
    ];
    for (plan, wanted) in cases {
        assert_eq!(proposal(plan), wanted, "{plan}");
    }
}

#[test]
fn a_tool_without_a_clause_gets_its_article_from_the_draft() {
    let draft = |title: &str, text: &str| {
        suggested(&format!(
            "# Proposal: {title}\n\n{text}\n\n## Why\n\nWe want to help patients find the right clinic.\n"
        ))
    };
    assert!(
        draft("podcast", "Hospitals have a podcast.").contains("I propose to use a podcast: <")
    );
    assert!(draft("TikTok", "TikTok has grown.").contains("I propose to use TikTok: <"));
    assert!(
        draft("a podcast for patients", "The podcast has two hosts.")
            .contains("I propose a podcast for patients.")
    );
}
