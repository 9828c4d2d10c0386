//! `vague-ask`: asking for goodwill without saying what it is to do.

use std::ops::Range;

use super::words::{Word, starts_with_any, words};
use super::{Case, Structure};
use crate::finding::{Finding, Label};
use crate::lexicon::pack::Role;
use crate::reading::figures::FigureKind;
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "vague-ask",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: false,
    what: "The draft asks for \"buy-in\", \"support\" or \"commitment\" and does not say what that means: money, people, time, \
           access or a decision.",
    why: "Your reader can say yes to this and do nothing, and most will.",
    instead: "Say what you want and how much of it: \"Please approve two days a week of one editor until June\", \"We ask for \
              1,200 euros and your decision by Friday\".",
    bad: &[
        "# Proposal: a trial\n\nWe need your buy-in.",
        "# Proposal: a trial\n\nWe hope to have your full support.",
        "# Proposal: a trial\n\nI kindly request your support.",
        "# Proposal: a trial\n\nFor this to work, we need everyone to get on board.",
        "# Proposal: a trial\n\nIt would be good to have your support.",
        "# Proposal: a trial\n\nWe count on the commitment of the whole department.",
        "# Proposal: a trial\n\nWe would appreciate your backing.",
        "# Proposal: a trial\n\nWe hope that you will join us on this journey.",
        "# Proposal: a trial\n\nA long way to go, hope you will get on board.",
        "# Proposal: a trial\n\nWe ask for the support of the board in all that we do.",
        "# Proposal: a trial\n\nWe hope for your moral support.",
        "# Proposal: a trial\n\nAnd we'd love your buy-in!",
        "# Proposal: a trial\n\nWe need your -- full -- 'support'.",
    ],
    good: &[
        "# Proposal: a trial\n\nWe need your support: two days a week of one editor until June.",
        "# Proposal: a trial\n\nI request your support. Please approve 1,200 euros by Friday.",
        "# Proposal: a trial\n\nWe need technical support at night.",
        "# Proposal: a trial\n\nWe need support for Python 3.",
        "# Proposal: a trial\n\nWe thank the library, with the support of which we wrote this.",
        "# Proposal: a trial\n\nWe ask for a new support contract. Your support team answers late.",
        "# Proposal: a trial\n\nIt was good to have your support last year.",
        "# Proposal: a trial\n\nYour support for us last year was a great help.",
        "# Proposal: a trial\n\nWe need your buy-in, which means that you allow the trial.",
        "# Proposal: a trial\n\nOur customers count on your support line.",
    ],
    check,
};

/// Words that ask, right before what is asked for or a few words ahead of it.
const ASKS: &[&str] = &[
    "need",
    "will need",
    "ask for",
    "asking for",
    "ask you for",
    "hope for",
    "hoping for",
    "hope to have",
    "hope to get",
    "hope to win",
    "hope to gain",
    "hope to receive",
    "hope to count on",
    "count on",
    "counting on",
    "rely on",
    "relying on",
    "would appreciate",
    "we'd appreciate",
    "i'd appreciate",
    "we'd like",
    "i'd like",
    "we'd love",
    "i'd love",
    "appreciate",
    "request",
    "requesting",
    "kindly request",
    "would like",
    "would love",
    "good to have",
    "great to have",
    "seek",
    "seeking",
    "call for",
    "look forward to",
    "looking forward to",
    "want",
    "give us",
    "lend us",
    "require",
    "depends on",
    "depend on",
    "hope",
    "hope that",
    "please",
    "invite",
    "urge",
    "ask",
    "asking",
    "let us all",
    "we all",
    "must all",
    "looking for",
];

/// What is asked for that commits nobody, whoever gives it.
const GOODWILL: &[&str] = &[
    "buy-in",
    "buy in",
    "on board with",
    "get on board",
    "come on board",
    "be on board",
    "jump on board",
    "to be on board",
    "join us on this",
    "join us on our",
    "join us on the",
    "join us in this journey",
    "moral support",
    "your blessing",
    "your goodwill",
    "your backing",
    "your full backing",
];

/// The same, where it is clear whose it is.
const GIVEN: &[&str] = &["support", "commitment", "backing", "endorsement"];

/// How it is said whose.
const WHOSE: &[&str] = &[
    "your",
    "executive",
    "management",
    "leadership",
    "everyone's",
    "everybody's",
    "their",
];

/// Or behind it, and then whose: "the support of the board".
const OF: &[&str] = &["of", "from"];

/// What may stand between "your" and "support".
const KINDS: &[&str] = &[
    "full",
    "continued",
    "kind",
    "strong",
    "active",
    "valuable",
    "generous",
    "wholehearted",
    "whole-hearted",
    "vocal",
    "ongoing",
    "further",
    "subsequent",
    "unwavering",
    "executive",
    "collective",
    "personal",
];

/// Words after "support" or "commitment" that make it another thing.
const OTHER_THINGS: &[&str] = &[
    "team",
    "teams",
    "ticket",
    "tickets",
    "contract",
    "contracts",
    "desk",
    "line",
    "staff",
    "call",
    "calls",
    "agent",
    "agents",
    "centre",
    "center",
    "portal",
    "plan",
    "plans",
    "request",
    "requests",
    "system",
    "group",
    "package",
    "hotline",
    "engineer",
    "engineers",
    "service",
    "services",
    "hours",
    "tool",
    "tools",
    "forum",
    "channel",
];

/// Words of a paragraph that say what is to be done or given.
const CONCRETE: &[&str] = &[
    "approve",
    "approves",
    "approval",
    "approving",
    "decide",
    "decides",
    "decision",
    "sign",
    "allow",
    "allows",
    "permission",
    "permit",
    "budget",
    "hour",
    "hours",
    "day",
    "days",
    "people",
    "person",
    "money",
    "vote",
    "votes",
    "access",
    "fund",
    "funds",
    "funding",
    "staff",
    "signature",
    "hire",
    "donate",
    "donation",
    "euros",
    "dollars",
];

/// Who asks, or what stands between them and the asking.
const WRITERS: &[&str] = &[
    "we",
    "i",
    "us",
    "will",
    "would",
    "must",
    "should",
    "kindly",
    "therefore",
    "also",
    "all",
    "only",
    "be",
    "this",
    "plan",
    "proposal",
    "project",
    "are",
    "am",
];

/// The most words between what asks and what is asked for.
const REACH: usize = 8;

fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    // Most drafts that hold such words ask for nothing, which is seen without reading them closely.
    let goodwill = (case.cues)(Role::Goodwill);
    let folded = case.document.prose().folded();
    let is_asked = |cue: &Range<usize>| {
        may_be_given(folded, cue) && asked(case, &case.document.sentence_at(cue.start)).is_some()
    };
    if !goodwill.iter().any(is_asked) {
        return found;
    }
    let mut block = None;
    for passage in &case.reading.scene.passages {
        // Said once in a paragraph is enough.
        if passage.quoted || passage.is_metadata || block == Some(passage.block) {
            continue;
        }
        let goodwill = passage.has(Role::Goodwill);
        let Some(range) = goodwill.then(|| asked(case, &passage.range)).flatten() else {
            continue;
        };
        if is_concrete(case, passage.block) {
            continue;
        }
        block = Some(passage.block);
        found.push(finding(case, &range));
    }
    found
}

fn finding(case: &Case<'_>, range: &Range<usize>) -> Finding {
    let prose = case.document.prose();
    let text = &prose.text()[range.clone()];
    let label = Label {
        span: prose.source_range(range),
        message: Some("yes to what?".to_owned()),
    };
    RULE.finding(
        format!("\"{text}\" does not say what you want your reader to give or decide"),
        label,
        RULE.instead,
    )
}

/// Whether a cue can be of words that name goodwill, as far as the words beside it tell. "Support" is seldom what somebody gives.
fn may_be_given(folded: &str, cue: &Range<usize>) -> bool {
    let said = &folded[cue.clone()];
    if !GIVEN.contains(&said) {
        return GOODWILL.iter().any(|phrase| phrase.contains(said));
    }
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '-');
    let mut before = folded[..cue.start].split(|c| !is_inside(c)).rev();
    let mut after = folded[cue.end..].split(|c| !is_inside(c));
    let last = before.find_map(|part| words(part).pop());
    let next = after.find_map(|part| words(part).into_iter().next());
    // "your support", "moral support"
    let is_whose = |last: &str| {
        let mut phrases = (GOODWILL.iter()).filter_map(|phrase| phrase.strip_suffix(said));
        WHOSE.contains(&last)
            || KINDS.contains(&last)
            || phrases.any(|start| start.trim_end().ends_with(last))
    };
    last.is_some_and(|last| is_whose(last.text)) || next.is_some_and(|next| OF.contains(&next.text))
}

/// The words that name what a sentence asks for, where that is goodwill; in prose bytes.
fn asked(case: &Case<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let folded = &case.document.prose().folded()[sentence.clone()];
    let found = words(folded);
    let goodwill = |from: usize| goodwill(&found[from..], folded).map(|count| from..from + count);
    let wanted = (0..found.len()).find_map(|from| {
        let range = goodwill(from)?;
        asks_before(&found, from).then_some(range)
    })?;
    let start = sentence.start;
    Some(start + found[wanted.start].range.start..start + found[wanted.end - 1].range.end)
}

/// How many words name goodwill at the start of `found`.
fn goodwill(found: &[Word<'_>], folded: &str) -> Option<usize> {
    if let Some(count) = starts_with_any(found, GOODWILL) {
        return Some(count);
    }
    let first = found.first()?;
    let free = |count: usize| {
        // Not the "support team".
        found.get(count).is_none_or(|next| {
            let apart = folded[found[count - 1].range.end..next.range.start].trim() != "";
            apart || !OTHER_THINGS.contains(&next.text)
        })
    };
    if WHOSE.contains(&first.text) {
        let kinds = (found[1..].iter())
            .take_while(|word| KINDS.contains(&word.text))
            .count();
        let at = 1 + kinds;
        let given = found.get(at).is_some_and(|word| GIVEN.contains(&word.text));
        return (given && free(at + 1)).then_some(at + 1);
    }
    // "the support of the board"
    let the = usize::from(first.text == "the");
    let of = found
        .get(the + 1)
        .is_some_and(|word| OF.contains(&word.text) && GIVEN.contains(&found[the].text));
    let whose = found.get(the + 2).is_some_and(|word| {
        matches!(
            word.text,
            "the"
                | "all"
                | "every"
                | "everyone"
                | "everybody"
                | "you"
                | "management"
                | "leadership"
                | "our"
                | "your"
                | "senior"
        )
    });
    (of && whose).then_some(the + 1)
}

/// Whether somebody asks shortly before the word of this number.
fn asks_before(found: &[Word<'_>], number: usize) -> bool {
    (number.saturating_sub(REACH)..number).any(|at| {
        let Some(count) = starts_with_any(&found[at..], ASKS) else {
            return false;
        };
        if at + count > number {
            return false;
        }
        // Who asks: the writer. "Our customers count on ..." asks for nothing.
        let before = |back: usize| at.checked_sub(back).map_or("", |before| found[before].text);
        before(1).is_empty()
            || matches!(found[at].text, "please" | "we'd" | "i'd")
            || found[at].text == "hope" && found.get(at + 1).is_some_and(|next| next.text == "you")
            || WRITERS.contains(&before(1))
            || WRITERS.contains(&before(2))
    })
}

/// Whether a paragraph says what is to be given or decided.
fn is_concrete(case: &Case<'_>, block: usize) -> bool {
    let passages = (case.reading.scene.passages.iter()).filter(|passage| passage.block == block);
    let mut said = passages.filter(|passage| {
        passage.has(Role::Cost)
            || (passage.figures.iter()).any(|figure| {
                matches!(
                    figure.kind,
                    FigureKind::Money | FigureKind::Duration | FigureKind::Number
                )
            })
            || words(&case.document.prose().folded()[passage.range.clone()])
                .iter()
                .any(|word| CONCRETE.contains(&word.text))
    });
    said.next().is_some()
}
