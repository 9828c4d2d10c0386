//! The goal: an outcome that would be worth having without the tool, or a problem that hurts somebody.

use std::ops::Range;

use super::{OBJECT_REACH, UNDER_HEADING, is_followed, near};
use crate::document::Document;
use crate::lexicon::pack::Role;
use crate::reading::figures::FigureKind;
use crate::reading::scene::{Cue, Passage, Scene};

/// How many words before a verb in a list the "to" of the list may stand.
const LIST_REACH: usize = 60;

/// Words before somebody who matters that make their number an aim.
const MORE: &[&str] = &["more", "fewer", "all", "every", "most", "half"];

/// How many words before somebody who matters a wish may begin: "so that many more of our patients".
const WISH_REACH: usize = 6;

/// Words before a verb that say it is meant, and not only told.
const PURPOSEFUL: &[&str] = &[
    "to", "will", "would", "can", "could", "should", "may", "might", "must", "help", "helps",
    "helping", "while", "by", "for", "in", "us", "them", "better",
];

/// An outcome that would still be worth having without the tool, or a problem stated.
pub(super) fn goal(document: &Document, scene: &Scene, passage: &Passage) -> Option<Range<usize>> {
    if passage.is_metadata || states_nothing(document, passage) {
        return None;
    }
    // "If fewer than 30 come, we stop" is when to stop.
    if passage.has(Role::Risk)
        && document.prose().folded()[passage.range.clone()].starts_with("if ")
    {
        return None;
    }
    // A list of duties or demands says what somebody is to do, not what for.
    if passage.about.contains(&Role::HeadingTasks) {
        return None;
    }
    let hurts = hurts(document, passage);
    let gains = outcome(document, passage);
    if seeks_attention(passage) {
        return (hurts || gains).then(|| passage.range.clone());
    }
    let marked = passage.has(Role::GoalMarker);
    let aimed = marked
        && passage.has(Role::OutcomeObject)
        && (counts(passage) || passage.has(Role::OutcomeVerb));
    let headed = (passage.place < UNDER_HEADING || passage.about.contains(&Role::HeadingGoal))
        && scene.is_under(passage, Role::HeadingGoal)
        && !(passage.has(Role::Tool) && passage.has(Role::Proposing))
        && names_outcome(document, passage);
    let states = gains || passage.has(Role::Outcome) || wishes(document, passage);
    (states || aimed || hurts || headed).then(|| passage.range.clone())
}

/// Whether a sentence asks, or trails off, or waits for the list below it.
fn states_nothing(document: &Document, passage: &Passage) -> bool {
    let text = document.prose().folded()[passage.range.clone()].trim_end();
    ["?", "...", "\u{2026}"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// Whether a sentence says what hurts, and whom.
fn hurts(document: &Document, passage: &Passage) -> bool {
    near(document, passage, Role::Problem, Role::OutcomeObject)
        || counts(passage) && suffers(document, passage)
}

/// Whether somebody who matters does what people do who are not served well: "patients wait", but not "we ask patients".
fn suffers(document: &Document, passage: &Passage) -> bool {
    (passage.cues.iter())
        .filter(|cue| cue.role == Role::OutcomeObject)
        .any(|object| {
            is_followed(
                document,
                passage,
                object.range.end,
                Role::HurtingVerb,
                2 * OBJECT_REACH,
            )
        })
}

/// Whether a sentence says what somebody who matters is to do: "we want tenants to report leaks", "so that more patients come". What
/// they are to do with a tool is no outcome.
fn wishes(document: &Document, passage: &Passage) -> bool {
    let folded = document.prose().folded();
    (passage.cues.iter())
        .filter(|cue| cue.role == Role::OutcomeObject)
        .any(|object| {
            let mut before = folded[passage.range.start..object.range.start]
                .split_whitespace()
                .rev();
            let near: Vec<&str> = before.by_ref().take(WISH_REACH).collect();
            let behind = folded[object.range.end..passage.range.end].trim_start();
            let wanted = near.contains(&"want") && behind.starts_with("to ");
            let so_that = near.windows(2).any(|pair| pair == ["that", "so"])
                && behind.starts_with(char::is_alphabetic);
            let with_tool = is_followed(
                document,
                passage,
                object.range.end,
                Role::Tool,
                OBJECT_REACH,
            );
            (wanted || so_that) && !with_tool
        })
}

/// Whether more of those who matter are to do something: "More students finish".
fn gets_more(document: &Document, passage: &Passage) -> bool {
    let folded = document.prose().folded();
    (passage.cues.iter())
        .filter(|cue| cue.role == Role::OutcomeObject)
        .any(|object| {
            let before = &folded[passage.range.start..object.range.start];
            (before.split_whitespace().rev().take(2)).any(|word| MORE.contains(&word))
        })
}

fn counts(passage: &Passage) -> bool {
    (passage.figures.iter()).any(|figure| figure.kind != FigureKind::Date)
}

/// Whether a sentence is about attention, which is no outcome: "so that we can boost engagement". ("Reach" is attention, but
/// "reach new buyers" is not.)
fn seeks_attention(passage: &Passage) -> bool {
    let last_object = (passage.cues.iter())
        .rfind(|cue| cue.role == Role::OutcomeObject)
        .map_or(0, |cue| cue.range.start);
    let is_verb = |cue: &Cue| {
        let first = (passage.cues).partition_point(|other| other.range.start < cue.range.start);
        passage.cues[first..]
            .iter()
            .take_while(|other| other.range.start == cue.range.start)
            .any(|other| other.role == Role::OutcomeVerb && other.range == cue.range)
    };
    (passage.cues.iter())
        .filter(|cue| cue.role == Role::Attention)
        .any(|cue| last_object <= cue.range.end || !is_verb(cue))
}

/// Whether a sentence under a heading such as "Goals" names an outcome: less is asked of it than elsewhere. What is done for a
/// tool ("support our use of Slack"), or enables nobody that matters ("allows us to join"), is none.
fn names_outcome(document: &Document, passage: &Passage) -> bool {
    let named = passage.has_any(&[Role::Outcome, Role::Problem, Role::GoalMarker]);
    let enables = |verb: &Cue| {
        (passage.cues.iter()).any(|cue| cue.role == Role::EnablingVerb && cue.range == verb.range)
    };
    let for_nobody = |verb: &Cue| {
        let reaches = |role| is_followed(document, passage, verb.range.end, role, OBJECT_REACH);
        (enables(verb) || reaches(Role::Tool)) && !reaches(Role::OutcomeObject)
    };
    named
        || suffers(document, passage)
        || gets_more(document, passage)
        || (passage.cues.iter())
            .filter(|cue| cue.role == Role::OutcomeVerb)
            .any(|verb| is_aim(document, passage, verb) && !for_nobody(verb))
}

/// An outcome verb that is meant, with something behind it that the organisation cares for, and no attention between.
fn outcome(document: &Document, passage: &Passage) -> bool {
    (passage.cues.iter())
        .filter(|cue| is_meant(document, passage, cue))
        .any(|verb| {
            let from = verb.range.end;
            let reaches = |role| is_followed(document, passage, from, role, OBJECT_REACH);
            let first = |role| {
                (passage.cues.iter()).find(|cue| cue.role == role && cue.range.start >= from)
            };
            reaches(Role::OutcomeObject)
                && first(Role::Attention).is_none_or(|attention| {
                    first(Role::OutcomeObject)
                        .is_some_and(|object| object.range.end <= attention.range.start)
                })
        })
}

/// Whether a verb stands where an aim does: at the head of its sentence, or after "to".
fn is_aim(document: &Document, passage: &Passage, verb: &Cue) -> bool {
    let before = document.prose().folded()[passage.range.start..verb.range.start].trim();
    before.is_empty() || has_last_word(before, "to") || before.ends_with(':')
}

fn has_last_word(text: &str, word: &str) -> bool {
    (text.strip_suffix(word)).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether a cue is a verb that is meant: after "to", a modal or the like, or at the head of its sentence. A verb of making is
/// meant only after "to".
fn is_meant(document: &Document, passage: &Passage, verb: &Cue) -> bool {
    let purposeful = match verb.role {
        Role::OutcomeVerb => PURPOSEFUL,
        Role::ProducingVerb => &["to"],
        _ => return false,
    };
    let before = &document.prose().folded()[passage.range.start..verb.range.start];
    let mut words = before
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .rev()
        .filter(|word| !word.is_empty());
    match words.next() {
        None => verb.role == Role::OutcomeVerb,
        Some(word) if purposeful.contains(&word) => true,
        // "to better serve", "to quickly find"
        Some(word) if word.ends_with("ly") || word.ends_with("er") => {
            words.next().is_some_and(|word| purposeful.contains(&word))
        }
        // "to cut costs, attract donors and keep them"
        Some(word) => {
            let listed = matches!(word, "and" | "or") || before.trim_end().ends_with(',');
            listed && words.take(LIST_REACH).any(|word| word == "to")
        }
    }
}
