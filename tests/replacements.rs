//! What a fix writes: the replacement in the form, the capitals and behind the article of what it replaces.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use pitchlint::{Linter, Selection, Source};

/// A verb in four forms with what they become, and what stands behind them.
const VERBS: &[([&str; 4], [&str; 4], &str)] = &[
    (
        ["leverage", "leverages", "leveraging", "leveraged"],
        ["use", "uses", "using", "used"],
        "the archive",
    ),
    (
        ["utilize", "utilizes", "utilizing", "utilized"],
        ["use", "uses", "using", "used"],
        "the room",
    ),
    (
        ["utilise", "utilises", "utilising", "utilised"],
        ["use", "uses", "using", "used"],
        "the room",
    ),
    (
        ["harness", "harnesses", "harnessing", "harnessed"],
        ["use", "uses", "using", "used"],
        "the wind",
    ),
    (
        [
            "harness the power of",
            "harnesses the power of",
            "harnessing the power of",
            "harnessed the power of",
        ],
        ["use", "uses", "using", "used"],
        "letters",
    ),
    (
        ["synergize", "synergizes", "synergizing", "synergized"],
        [
            "work together",
            "works together",
            "working together",
            "worked together",
        ],
        "with sales",
    ),
    (
        [
            "solutionize",
            "solutionizes",
            "solutionizing",
            "solutionized",
        ],
        ["solve", "solves", "solving", "solved"],
        "the case",
    ),
    (
        [
            "solutioneer",
            "solutioneers",
            "solutioneering",
            "solutioneered",
        ],
        ["solve", "solves", "solving", "solved"],
        "the case",
    ),
    (
        ["spearhead", "spearheads", "spearheading", "spearheaded"],
        ["lead", "leads", "leading", "led"],
        "the search",
    ),
    (
        ["upskill", "upskills", "upskilling", "upskilled"],
        ["train", "trains", "training", "trained"],
        "nine clerks",
    ),
    (
        ["reskill", "reskills", "reskilling", "reskilled"],
        ["train", "trains", "training", "trained"],
        "nine clerks",
    ),
    (
        [
            "touch base",
            "touches base",
            "touching base",
            "touched base",
        ],
        ["talk", "talks", "talking", "talked"],
        "with Anna",
    ),
    (
        ["sync up", "syncs up", "syncing up", "synced up"],
        ["talk", "talks", "talking", "talked"],
        "with Anna",
    ),
    (
        ["huddle up", "huddles up", "huddling up", "huddled up"],
        ["meet", "meets", "meeting", "met"],
        "at nine",
    ),
    (
        ["noodle on", "noodles on", "noodling on", "noodled on"],
        [
            "think about",
            "thinks about",
            "thinking about",
            "thought about",
        ],
        "the plan",
    ),
    (
        [
            "delve deeper into",
            "delves deeper into",
            "delving deeper into",
            "delved deeper into",
        ],
        ["look into", "looks into", "looking into", "looked into"],
        "the files",
    ),
    (
        ["boast", "boasts", "boasting", "boasted"],
        ["have", "has", "having", "had"],
        "a cellar",
    ),
    (
        [
            "double-click on",
            "double-clicks on",
            "double-clicking on",
            "double-clicked on",
        ],
        [
            "look closer at",
            "looks closer at",
            "looking closer at",
            "looked closer at",
        ],
        "the question",
    ),
];

/// Nouns and set phrases with what they become.
const OTHERS: &[(&str, &str)] = &[
    ("pain point", "problem"),
    ("pain points", "problems"),
    ("a customer pain point", "a problem"),
    ("game plan", "plan"),
    ("game plans", "plans"),
    ("a price point", "a price"),
    ("price points", "prices"),
    ("a netizen", "an internet user"),
    ("an eager netizen", "an eager internet user"),
    ("netizens", "internet users"),
    ("a listicle", "a list"),
    ("listicles", "lists"),
    ("an upskilled clerk", "a trained clerk"),
    ("a deep-dive session", "a close look"),
    ("deep-dive sessions", "close looks"),
    ("a high-level overview", "a short summary"),
    ("at this point in time it is", "now it is"),
];

/// The draft after all fixes.
fn fixed(linter: &Linter, draft: &str) -> String {
    let source = Source::new("draft.md", draft);
    let mut edits: Vec<_> = (linter.check(&source).into_iter())
        .filter_map(|finding| finding.fix)
        .flat_map(|fix| fix.edits)
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = draft.to_owned();
    for edit in edits {
        text.replace_range(edit.span, &edit.replacement);
    }
    text
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[test]
fn replacements_inflect_and_keep_capitals() {
    let verbs = VERBS.iter().flat_map(|(forms, replacements, behind)| {
        (forms.iter().zip(replacements))
            .map(move |(form, to)| (format!("{form} {behind}"), format!("{to} {behind}")))
    });
    let others = (OTHERS.iter()).map(|(form, to)| ((*form).to_owned(), (*to).to_owned()));
    let linter = Linter::new(&Selection::default());
    let mut wrong = Vec::new();
    for (form, wanted) in verbs.chain(others) {
        let cased: [fn(&str) -> String; 3] =
            [str::to_owned, sentence_case, |text| text.to_uppercase()];
        for case in cased {
            let (draft, wanted) = (case(&form), case(&wanted));
            let got = fixed(&linter, &draft);
            if got != wanted {
                wrong.push(format!("{draft}: {got}, not {wanted}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An article behind markup, and a replacement in a heading all of whose words have capitals.
#[test]
fn replacements_fit_where_they_stand() {
    let linter = Linter::new(&Selection::default());
    for (draft, wanted) in [
        ("Ask a *netizen* first.", "Ask an *internet user* first."),
        ("## A Game Plan", "## A Plan"),
        ("## Two Deep-Dive Sessions", "## Two Close Looks"),
        ("A\nnetizen wrote.", "An\ninternet user wrote."),
        ("Plan-a netizen.", "Plan-a internet user."),
        ("We lever**age** it.", "We lever**age** it."),
    ] {
        assert_eq!(fixed(&linter, draft), wanted);
    }
}
