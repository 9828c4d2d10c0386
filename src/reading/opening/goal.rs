//! The goal as one sentence: as drafted where that can stand alone, else what a purpose clause of it says.

use std::ops::Range;

use crate::document::Document;
use crate::document::prose::fold;
use crate::lexicon::pack::Role;
use crate::reading::scene::Cue;
use crate::reading::{Mention, Passage, Piece, Reading};

use super::clause::shortened;
use super::excerpt::{finished, lowered, plain, sentence, stands_alone, without_label};

/// The longest goal that an opening bears, in characters.
const LONGEST: usize = 190;

/// The longest purpose that is lifted out of its sentence, in characters.
const LONGEST_PURPOSE: usize = 140;

/// How many goals, of those that can stand alone, are tried for one that says plainly what is wanted or what hurts.
const TRIED_FIRST: usize = 4;

/// How many are tried at all.
const TRIED: usize = 12;

/// A goal as a sentence.
pub(super) struct Goal {
    pub text: String,
    /// Whether it says what hurts today, and not yet what will be.
    pub is_problem: bool,
    /// Number of its passage.
    pub passage: usize,
}

/// The first goal that can stand at the head of a draft.
pub(super) fn goal(
    document: &Document,
    reading: &Reading,
    is_plain: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Goal> {
    let goals = || {
        (reading.mentions.iter()).filter(|mention| {
            let passage = reading.passage(mention);
            mention.piece == Piece::Goal
                && !passage.quoted
                && !passage.is_metadata
                && is_plain(&passage.range)
        })
    };
    let tool = reading
        .first(Piece::Tool)
        .map(|tool| document.prose().folded()[tool.range.clone()].to_owned());
    // A goal that needs the tool's name says too early what is to be bought.
    let names_tool = |text: &str| {
        tool.as_ref()
            .is_some_and(|tool| fold(text).contains(tool.as_str()))
    };
    let telling = |mention: &Mention| {
        let passage = reading.passage(mention);
        let found = meant(document, passage)
            .map(|text| (text, false))
            .or_else(|| whole(document, reading, passage, false))
            .or_else(|| purpose(document, passage).map(|text| (text, false)))
            .or_else(|| whole(document, reading, passage, true));
        found
            .filter(|(text, _)| !names_tool(text))
            .map(|(text, is_problem)| Goal {
                text,
                is_problem,
                passage: mention.passage,
            })
    };
    let at_last = |mention: &Mention| {
        let passage = reading.passage(mention);
        if passage.has(Role::PresentState) {
            return None;
        }
        let text = sentence(document, passage, LONGEST, &evidence(document, passage))?;
        (!names_tool(&text)).then_some(Goal {
            text,
            is_problem: false,
            passage: mention.passage,
        })
    };
    goals()
        .take(TRIED_FIRST)
        .find_map(telling)
        .or_else(|| goals().take(TRIED_FIRST).find_map(at_last))
        .or_else(|| goals().take(TRIED).find_map(telling))
}

/// The words of a passage that make it a goal, one of which a shorter version has to keep.
fn evidence(document: &Document, passage: &Passage) -> Vec<String> {
    let tells = |cue: &&Cue| {
        matches!(
            cue.role,
            Role::OutcomeVerb | Role::Outcome | Role::Problem | Role::HurtingVerb
        )
    };
    (passage.cues.iter().filter(tells))
        .map(|cue| document.prose().folded()[cue.range.clone()].to_owned())
        .collect()
}

/// "Cut repeat calls by a fifth", "Goal: fewer repeat calls" in a list or behind a label: what is wanted, without "we want".
fn meant(document: &Document, passage: &Passage) -> Option<String> {
    let text = plain(document, &passage.range)?;
    let text = without_label(&text);
    let folded = fold(text);
    let rest = folded.strip_prefix("to ").unwrap_or(&folded);
    let stated = &text[text.len() - rest.len()..];
    let begins_with = |role| {
        passage.cues.iter().any(|cue| {
            cue.role == role && rest.starts_with(&document.prose().folded()[cue.range.clone()])
        })
    };
    // "To reduce waste, we ..." is a sentence, and no goal without its verb.
    let is_sentence_with_purpose = rest.len() < folded.len() && rest.contains(", we ");
    if is_sentence_with_purpose || text.ends_with([':', '?']) || text.contains(['—', '/']) {
        return None;
    }
    let first = rest.split([' ', ',']).next().unwrap_or("");
    let aim = if begins_with(Role::OutcomeVerb) && is_base(first) {
        "We want to"
    } else if begins_with(Role::OutcomeVerb) && first.ends_with("ing") {
        "We aim at"
    } else if matches!(
        first,
        "fewer" | "less" | "more" | "faster" | "shorter" | "better"
    ) && begins_with(Role::Outcome)
    {
        "We want"
    } else {
        return None;
    };
    // Without somebody or something it is good for, it says little.
    let objects = objects(document, passage, passage.range.start);
    if objects.is_empty() && passage.figures.is_empty() {
        return None;
    }
    let text = shortened(stated, LONGEST_PURPOSE, &objects)?;
    stands_alone(&text).then_some(())?;
    finished(&format!("{aim} {}", lowered(&text)))
}

/// The sentence itself, where it announces its aim or says what hurts; and whether it is the latter. If it is too long, it
/// is `cut` at a clause, or left.
fn whole(
    document: &Document,
    reading: &Reading,
    passage: &Passage,
    cut: bool,
) -> Option<(String, bool)> {
    let folded = document.prose().folded();
    let announced = passage.has(Role::GoalMarker);
    let hurts = (passage.cues.iter()).any(|cue| {
        let denied = || {
            (folded[passage.range.start..cue.range.start]
                .split(' ')
                .rev())
            .take(DENIAL_REACH)
            .any(|word| word == "no")
        };
        matches!(cue.role, Role::Problem | Role::HurtingVerb) && !denied()
    });
    // "There are no costs": what is not there is a problem only where the draft says so.
    let text = &folded[passage.range.clone()];
    let absence = text.starts_with("there are no ") || text.starts_with("there is no ");
    if absence && !reading.scene.is_under(passage, Role::HeadingGoal) {
        return None;
    }
    if !announced && !hurts {
        return None;
    }
    let text = if cut {
        sentence(document, passage, LONGEST, &evidence(document, passage))?
    } else {
        let text = sentence(document, passage, usize::MAX, &[])?;
        (text.chars().count() <= LONGEST).then_some(text)?
    };
    Some((text, hurts && !announced))
}

/// How many words before a problem say that there is none.
const DENIAL_REACH: usize = 4;

/// What the organisation cares for, as far as a passage names it from a place on; folded.
fn objects(document: &Document, passage: &Passage, from: usize) -> Vec<String> {
    (passage.cues.iter())
        .filter(|cue| cue.role == Role::OutcomeObject && cue.range.start >= from)
        .map(|cue| document.prose().folded()[cue.range.clone()].to_owned())
        .collect()
}

/// Words before "to" after which nothing is wanted.
const NOT_WANTED: &[&str] = &[
    "according",
    "due",
    "failed",
    "forced",
    "happy",
    "hard",
    "difficult",
    "impossible",
    "refuse",
    "refused",
    "tried",
    "unable",
    "used",
    "too",
    "not",
    "slow",
    "likely",
    "right",
];

/// Words that turn a purpose into its opposite.
const NEGATIONS: &[&str] = &[
    "not", "never", "no", "nobody", "nothing", "without", "cannot", "neither", "nor",
];

/// Beginnings of verbs that take somebody else and what they do: "it allows staff to answer" is what staff do.
const TAKE_ANOTHER: &[&str] = &[
    "allow", "ask", "cause", "enabl", "encourag", "expect", "forc", "get", "help", "invit", "lead",
    "requir", "tell",
];

/// How many words before a purpose may turn it around.
const NEGATION_REACH: usize = 6;

/// A purpose inside a sentence, as one of its own: "... to help patients find us" becomes "We want to help patients find us."
fn purpose(document: &Document, passage: &Passage) -> Option<String> {
    let folded = document.prose().folded();
    let verbs = (passage.cues.iter())
        .filter(|cue| matches!(cue.role, Role::OutcomeVerb | Role::ProducingVerb));
    verbs.take(TRIED).find_map(|verb| {
        let before = &folded[passage.range.start..verb.range.start];
        let mut words = before
            .split(|c: char| !(c.is_alphanumeric() || c == '\''))
            .rev()
            .filter(|word| !word.is_empty());
        let wanted = words.next() == Some("to")
            && words
                .clone()
                .next()
                .is_none_or(|word| !NOT_WANTED.contains(&word))
            && !(words.clone().take(NEGATION_REACH))
                .any(|word| NEGATIONS.contains(&word) || word.ends_with("n't"))
            && !(words.skip(1).take(NEGATION_REACH))
                .any(|word| TAKE_ANOTHER.iter().any(|verb| word.starts_with(verb)));
        let first = folded[verb.range.clone()].split(' ').next().unwrap_or("");
        if !wanted || !is_base(first) {
            return None;
        }
        let objects = objects(document, passage, verb.range.end);
        if objects.is_empty() {
            return None;
        }
        // "To reduce waste, we ...": the main clause begins at the comma.
        let leads = matches!(before.trim(), "to" | "in order to");
        let end = folded[verb.range.start..passage.range.end]
            .find(", ")
            .filter(|_| leads)
            .map_or(passage.range.end, |comma| verb.range.start + comma);
        let text = plain(document, &(verb.range.start..end))?;
        let text = shortened(&text, LONGEST_PURPOSE, &objects)?;
        (stands_alone(&text) && !text.ends_with('?')).then_some(())?;
        finished(&format!("We want to {text}"))
    })
}

/// Endings that only inflected verbs have, and the verbs that have them anyway.
fn is_base(verb: &str) -> bool {
    let inflected = verb.ends_with("ing") && verb != "bring"
        || verb.ends_with("ed") && !matches!(verb, "need" | "feed" | "speed" | "embed" | "succeed")
        || verb.ends_with('s') && !verb.ends_with("ss") && !verb.ends_with("us");
    !inflected
}
