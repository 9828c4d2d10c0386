//! `missing-*`: what counts as buy-in, and is not in the draft. Each points at the title and gives a slot to fill in.

use super::{Case, Structure};
use crate::finding::Finding;
use crate::reading::Piece;
use crate::severity::Severity;

/// Tells about a piece that the draft never states.
fn missing(case: &Case<'_>, rule: &Structure, piece: Piece, message: &str) -> Vec<Finding> {
    if case.reading.first(piece).is_some() {
        return Vec::new();
    }
    vec![rule.finding(message, case.top(), rule.instead)]
}

/// Tells about a piece that is missing beside another that is there.
fn when(
    case: &Case<'_>,
    there: Piece,
    rule: &Structure,
    piece: Piece,
    message: &str,
) -> Vec<Finding> {
    if case.reading.first(there).is_some() {
        missing(case, rule, piece, message)
    } else {
        Vec::new()
    }
}

/// Everything that a pitch may miss, in one draft that misses nothing.
const COMPLETE: &str = "# Proposal: a shorter form\n\nWe want to help patients get an answer in 2 days. Today it takes 9 days. \
    We will know by the response time: from 9 to 2 days. I propose to hire a second clerk for 20 hours a week, from March on. \
    There is a risk that letters get lost. Mrs Bell is responsible for the trial.";

/// A draft in which nothing of a pitch stands but that it asks for something.
const BARE: &str = "# Proposal\n\nI propose that the hall be painted red.";

macro_rules! rule {
    ($name:ident, $id:literal, $severity:ident, $on:literal, $check:expr, $bad:expr, $what:literal, $why:literal, $instead:literal) => {
        #[doc = $what]
        pub const $name: Structure = Structure {
            id: $id,
            severity: Severity::$severity,
            on_by_default: $on,
            pitches_only: true,
            what: $what,
            why: $why,
            instead: $instead,
            bad: &[$bad],
            good: &[
                COMPLETE,
                "# Minutes\n\nThe board met at nine and went home at noon.",
            ],
            check: $check,
        };
    };
}

/// A goal, and nothing else.
const GOAL_ALONE: &str =
    "# Proposal\n\nWe want to help patients. I propose that the hall be painted red.";

rule!(
    GOAL,
    "missing-goal",
    Error,
    true,
    |case| missing(
        case,
        &GOAL,
        Piece::Goal,
        "the draft never says what it is for"
    ),
    BARE,
    "The draft never states a goal: an outcome that would be worth having without the tool.",
    "Your reader is asked to pay for a means without an end.",
    "Add a first sentence: \"We want <whom> to <do or have what> by <date>, because today <what hurts>.\" What would your reader miss if nothing were done?"
);
rule!(
    MEASURE,
    "missing-measure",
    Warning,
    true,
    // A draft without a goal has nothing to measure.
    |case| when(
        case,
        Piece::Goal,
        &MEASURE,
        Piece::Measure,
        "nothing says how anybody will know that the goal is met"
    ),
    GOAL_ALONE,
    "The draft never states a measure for its goal.",
    "Without a measure, your reader cannot tell success from activity, and neither can you next year.",
    "Add: \"<measure> goes from <today> to <target> by <date>.\""
);
rule!(
    BASELINE,
    "missing-baseline",
    Info,
    true,
    // Without a target there is nothing for today's figure to stand beside.
    |case| when(
        case,
        Piece::Measure,
        &BASELINE,
        Piece::Baseline,
        "the target has no figure of today beside it"
    ),
    "# Proposal\n\nWe want to help patients. Success criteria: 40 answers. I propose a trial.",
    "The draft gives a target, but not today's figure.",
    "A target without today's figure may be a leap or a stroll; your reader cannot tell.",
    "Add today's figure: \"from <today> to <target>\"."
);
rule!(
    ASK,
    "missing-ask",
    Warning,
    true,
    |case| missing(
        case,
        &ASK,
        Piece::Ask,
        "the draft never says what it asks for"
    ),
    "# Proposal\n\nPatients struggle with the form, and nobody reads it.",
    "The draft never says what the reader is to give or decide.",
    "Your reader agrees, puts the draft down, and nothing happens.",
    "Add: \"I ask you to <approve or decide what>: <money, hours, people> by <date>.\""
);
rule!(
    TIMELINE,
    "missing-timeline",
    Info,
    true,
    |case| missing(
        case,
        &TIMELINE,
        Piece::Timeline,
        "nothing says when, or in which steps"
    ),
    GOAL_ALONE,
    "The draft never says when, in which steps, or until when a trial runs.",
    "Work without an end is a cost without an end.",
    "Add: \"We start in <month>, look at the figures in <month>, and then decide.\""
);
rule!(
    RISK,
    "missing-risk",
    Info,
    true,
    |case| missing(
        case,
        &RISK,
        Piece::Risk,
        "the draft names no risk, trade-off or condition for stopping"
    ),
    GOAL_ALONE,
    "The draft names no risk, trade-off, or condition for stopping.",
    "Your reader will find the risk anyway, and then wonder what else was left out.",
    "Add: \"If <what may go wrong> happens, we stop and have lost <how much>.\""
);
rule!(
    OWNER,
    "missing-owner",
    Warning,
    false,
    |case| missing(
        case,
        &OWNER,
        Piece::Owner,
        "nobody is named who does the work or stands behind it"
    ),
    GOAL_ALONE,
    "The draft never says who does the work, or which executive stands behind it.",
    "What nobody owns lands on your reader's own desk.",
    "Add: \"<name> does the work; <name> stands behind it.\""
);
