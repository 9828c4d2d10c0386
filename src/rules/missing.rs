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
    vec![rule.finding_of_draft(message, case.top(), rule.instead)]
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

/// Whether the measure comes with a figure.
fn has_target(case: &Case<'_>) -> bool {
    let measure = case.reading.first(Piece::Measure);
    measure.is_some_and(|measure| !case.reading.passage(measure).figures.is_empty())
}

/// Drafts that miss nothing, and drafts that are no pitches.
const COMPLETE: &[&str] = &[
    "# Proposal: a shorter form\n\nWe want to help patients get an answer in 2 days. Today it takes 9 days. We will know by the \
     response time: from 9 to 2 days. I propose to hire a second clerk for 20 hours a week, starting in March. There is a risk that \
     letters get lost. Mrs Bell is responsible for the trial.",
    "# Request: open on Sundays\n\nOur aim is to keep 40 more volunteers. Last year we lost 55 of them. The measure of success: from \
     55 to 15 who leave. I ask for 3,000 EUR, starting in May. If it fails, we will stop. Sam is responsible for it.",
    "# Minutes\n\nThe board met at nine and went home at noon.",
    "# How to file a form\n\nPut the form into the blue box. The clerk reads it on Friday.",
    "The library has a new carpet. It is green.",
];

/// A goal and an ask, and nothing else.
const GOAL_AND_ASK: &[&str] = &[
    "# Proposal\n\nWe want to help patients. I propose that the hall be painted red.",
    "# Proposal\n\nOur aim is to reduce complaints from tenants. I propose a second door.",
    "# Request\n\nVolunteers struggle with the handbook. We propose a shorter one.",
    "# Proposal\n\nIn order to support newcomers, we propose a welcome letter.",
    "# Proposal\n\nNobody can find the clinic, and patients complain about it. I propose a sign.",
];

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
            bad: $bad,
            good: COMPLETE,
            check: $check,
        };
    };
}

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
    &[
        "# Proposal\n\nI propose that the hall be painted red.",
        "# Budget request\n\nThe paint costs 300 EUR.",
        "# Proposal\n\nWe propose a green door and a long bench.",
        "# Request\n\nI request 40 chairs for the hall.",
        "# Proposal\n\nI recommend the red one.",
        "# Proposal\n\nI propose a green door.\n\n- Supporting documentation, such as the error log",
    ],
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
    GOAL_AND_ASK,
    "The draft never states a measure for its goal.",
    "Without a measure, your reader cannot tell success from activity, and neither can you next year.",
    "Add: \"<measure> goes from <today> to <target> by <date>.\""
);
rule!(
    BASELINE,
    "missing-baseline",
    Info,
    true,
    // Without a measure there is nothing for today's figure to stand beside.
    |case| when(
        case,
        Piece::Measure,
        &BASELINE,
        Piece::Baseline,
        if has_target(case) {
            "the target has no figure of today beside it"
        } else {
            "nothing says where the measure stands today"
        }
    ),
    &[
        "# Proposal\n\nWe want to help patients. Success criteria: 40 answers. I propose a trial.",
        "# Proposal\n\nOur aim is to reduce complaints from tenants. We measure success by the number of complaints. I propose a sign.",
        "# Proposal\n\nWe want to support volunteers. The key result is a full hall. I propose a sign.",
        "# Proposal\n\nOur aim is to help newcomers. The trial is considered successful if they stay. I propose a letter.",
        "# Proposal\n\nWe want to educate farmers. We will know by their questions. I propose a talk.",
    ],
    "The draft says what will be measured, but not how it stands today.",
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
    &[
        "# Proposal\n\nPatients struggle with the form, and nobody reads it.",
        "# Pitch\n\nVolunteers struggle with the handbook. It has 90 pages.",
        "# Business case\n\nTenants complain about the stairs. There are 90 of them.",
        "# Pitch: a sign\n\nPatients cannot find the clinic. A sign helps.",
        "# Business case: light\n\nStaff struggle with the dark stairs. Light helps.",
    ],
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
    GOAL_AND_ASK,
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
    &[
        GOAL_AND_ASK[0],
        GOAL_AND_ASK[1],
        GOAL_AND_ASK[2],
        GOAL_AND_ASK[3],
        "# Proposal\n\nWe want to help patients. I propose a red door.\n\n## What it costs\n\nTwo days.",
    ],
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
    GOAL_AND_ASK,
    "The draft never says who does the work, or which executive stands behind it.",
    "What nobody owns lands on your reader's own desk.",
    "Add: \"<name> does the work; <name> stands behind it.\""
);
