//! What makes a draft a pitch: each way with the pages of software docs that look like it from afar.

use pitchlint::lexicon::matcher::Workload;
use pitchlint::reading::Kind;
use pitchlint::{Linter, Selection, Source};

/// The kind of a draft, and what it was told from, on which readers of one draft and of many agree.
fn kind(text: &str) -> (Kind, &'static str) {
    let source = Source::new("page.md", text);
    let kinds = [Workload::Small, Workload::Large].map(|workload| {
        let linter = Linter::for_workload(&Selection::default(), workload);
        [
            linter.analyse(&source).reading.kind,
            linter
                .without_cards_of_prose()
                .analyse(&source)
                .reading
                .kind,
        ]
    });
    let first = kinds[0][0];
    assert!(
        kinds.as_flattened().iter().all(|kind| *kind == first),
        "{text}"
    );
    (first.kind, first.because)
}

#[test]
fn a_title() {
    for title in [
        "Request: a second van",
        "Request for a second van",
        "Travel request",
        "Application to the harbour fund",
        "Grant application",
        "Proposal for a second van",
        "A request for a second van",
        "Our request: a second van",
        "Purchase request: a van",
        "Loan application",
    ] {
        let text = format!("# {title}\n\nParcels wait two days at the depot.\n");
        assert_eq!(kind(&text), (Kind::Pitch, "its title"), "{title}");
    }
    for title in [
        "Mocking requests",
        "Mocking a request",
        "Request context",
        "How to review a pull request",
        "Feature request triage",
        "Application settings",
        "Structure of an application",
    ] {
        let text = format!("# {title}\n\nParcels wait two days at the depot.\n");
        assert_eq!(kind(&text).0, Kind::Prose, "{title}");
    }
}

#[test]
fn the_lines_at_its_head() {
    let head = "# A second van\n\nFunding requested: see below\n\n## Why\n\nParcels wait.\n";
    assert_eq!(kind(head), (Kind::Pitch, "the lines at its head"));
    let below =
        "# Words\n\n## A to R\n\n- **KEP**: a kind of plan\n\n## S to Z\n\n- **RFC**: another\n";
    assert_eq!(kind(below).0, Kind::Prose);
}

#[test]
fn a_budget() {
    for text in [
        "# A second van\n\n## Request\n\nThe costs are borne by the depot.\n",
        "# A second van\n\n## Our request\n\nPlease approve the lease.\n",
        "# A second van\n\n## Budget\n\nWe should lease it.\n",
        "# A second van\n\nThe total amount is 300 euros a month.\n",
        "# A second van\n\n| Item | Amount |\n| --- | --- |\n| Lease | $400 |\n",
        "# A second van\n\n## The request\n\nWe should lease it.\n",
    ] {
        assert_eq!(kind(text), (Kind::Pitch, "its budget"), "{text}");
    }
    for text in [
        "# Client\n\n## Example: a mocked request\n\nWaits a set amount of time. It should be used with care.\n",
        "# Client\n\n## When the request is done\n\nThe amount of memory falls.\n",
        "# Roles\n\n## Request a role\n\nSome roles grant access to the archive.\n",
        "# Help\n\n## Where to ask for help\n\nWe recommend the forum.\n",
    ] {
        assert_eq!(kind(text).0, Kind::Prose, "{text}");
    }
}

#[test]
fn headings() {
    for (goal, other) in [
        ("Goals", "Drawbacks"),
        ("Motivation", "Open questions"),
        ("Why now", "Timeline"),
        ("Problem", "Next steps"),
        ("Goals and non-goals", "Risks"),
        ("Why do we need it?", "Drawbacks"),
        ("Why parcels wait", "Risks"),
        ("The problem and why it grows", "Risks"),
    ] {
        let text = format!("# A second van\n\n## {goal}\n\nParcels wait.\n\n## {other}\n\nNone.\n");
        assert_eq!(
            kind(&text),
            (Kind::Pitch, "its headings"),
            "{goal}, {other}"
        );
    }
    for (goal, other) in [
        ("Goals", "Limitations"),
        ("Motivation", "Roadmap"),
        ("Why is it so fast?", "Drawbacks"),
        ("Why not use a list?", "Risks"),
        ("Non-goals", "Drawbacks"),
        ("Purpose", "Caveats"),
        ("Goals", "When to use it"),
        ("Goals", "Release schedule"),
    ] {
        let text = format!("# Ropes\n\n## {goal}\n\nTo tie.\n\n## {other}\n\nNone.\n");
        assert_eq!(kind(&text).0, Kind::Prose, "{goal}, {other}");
    }
}

#[test]
fn what_it_asks_for() {
    for sentence in [
        "We suggest a second van from May on.",
        "I am requesting a second van.",
        "Requesting a budget for May.",
        "I would be grateful for your approval.",
        "We'd love to add a second van.",
        "The plan needs approval by Friday.",
        "We need your permission to park in the yard.",
        "The request is simple: one van.",
        "The committee proposes a trial.",
        "I'm proposing that we lease a van.",
        "We are also requesting a driver.",
        "We suggest leasing one in March.",
        "May I propose a second van?",
        "We seek your approval in the May meeting.",
        "The lease needs approval by Friday.",
        "We'd be grateful for your help with the van.",
        "We need your permission to park in the yard. It contributes to fewer delays.",
        "We ask you for a van.",
    ] {
        let text = format!("# A second van\n\n{sentence}\n");
        assert_eq!(kind(&text), (Kind::Pitch, "what it asks for"), "{sentence}");
    }
    for sentence in [
        "We suggest using a knot.",
        "Requesting a field that is not there fails.",
        "The team is grateful for your help.",
        "We'd love to add your shop to our list.",
        "All changes need approval by the council.",
        "You keep the copyright, so we need your permission to use what you contribute.",
        "The request is served from the cache.",
        "We need your consent for cookies.",
        "If we ask you for a log, attach it.",
        "Anybody may propose a change.",
        "If you are proposing a change, write to us first.",
    ] {
        let text = format!("# Ropes\n\n{sentence}\n");
        assert_eq!(kind(&text).0, Kind::Prose, "{sentence}");
    }
}
