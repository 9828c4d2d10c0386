//! What a fix writes: the replacement in the form, the capitals and behind the article of what it replaces.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use pitchlint::lexicon::matcher::Workload;
use pitchlint::linter::{Preset, Settings};
use pitchlint::{Linter, Selection, Source};

/// A verb in four forms with what they become, and what stands behind them. Where the form does not tell whether it is of today
/// or of yesterday ("we set the ball rolling"), it stays.
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
    (
        [
            "operationalize",
            "operationalizes",
            "operationalizing",
            "operationalized",
        ],
        ["apply", "applies", "applying", "applied"],
        "the findings",
    ),
    (
        [
            "operationalise",
            "operationalises",
            "operationalising",
            "operationalised",
        ],
        ["apply", "applies", "applying", "applied"],
        "the findings",
    ),
    (
        [
            "incentivize",
            "incentivizes",
            "incentivizing",
            "incentivized",
        ],
        ["encourage", "encourages", "encouraging", "encouraged"],
        "staff to write",
    ),
    (
        [
            "incentivise",
            "incentivises",
            "incentivising",
            "incentivised",
        ],
        ["encourage", "encourages", "encouraging", "encouraged"],
        "staff to write",
    ),
    (
        ["incent", "incents", "incenting", "incented"],
        ["encourage", "encourages", "encouraging", "encouraged"],
        "staff to write",
    ),
    (
        ["ideate on", "ideates on", "ideating on", "ideated on"],
        [
            "think about",
            "thinks about",
            "thinking about",
            "thought about",
        ],
        "the menu",
    ),
    (
        [
            "ideate around",
            "ideates around",
            "ideating around",
            "ideated around",
        ],
        [
            "think about",
            "thinks about",
            "thinking about",
            "thought about",
        ],
        "the menu",
    ),
    (
        [
            "strategize about",
            "strategizes about",
            "strategizing about",
            "strategized about",
        ],
        ["plan", "plans", "planning", "planned"],
        "the launch",
    ),
    (
        [
            "strategise on",
            "strategises on",
            "strategising on",
            "strategised on",
        ],
        ["plan", "plans", "planning", "planned"],
        "the launch",
    ),
    (
        [
            "pressure-test",
            "pressure-tests",
            "pressure-testing",
            "pressure-tested",
        ],
        ["test", "tests", "testing", "tested"],
        "the budget",
    ),
    (
        [
            "circle back",
            "circles back",
            "circling back",
            "circled back",
        ],
        ["return", "returns", "returning", "returned"],
        "to the offer",
    ),
    (
        [
            "circle back around",
            "circles back around",
            "circling back around",
            "circled back around",
        ],
        ["return", "returns", "returning", "returned"],
        "to the offer",
    ),
    (
        [
            "level-set on",
            "level-sets on",
            "level-setting on",
            "level-set on",
        ],
        ["level-set on", "agrees on", "agreeing on", "level-set on"],
        "the dates",
    ),
    (
        [
            "level-set with",
            "level-sets with",
            "level-setting with",
            "level-set with",
        ],
        [
            "level-set with",
            "agrees on the facts with",
            "agreeing on the facts with",
            "level-set with",
        ],
        "the board",
    ),
    (
        [
            "drill deeper into",
            "drills deeper into",
            "drilling deeper into",
            "drilled deeper into",
        ],
        [
            "look closer at",
            "looks closer at",
            "looking closer at",
            "looked closer at",
        ],
        "the costs",
    ),
    (
        [
            "drill into the details",
            "drills into the details",
            "drilling into the details",
            "drilled into the details",
        ],
        [
            "look at the details",
            "looks at the details",
            "looking at the details",
            "looked at the details",
        ],
        "of the costs",
    ),
    (
        [
            "dive deep into",
            "dives deep into",
            "diving deep into",
            "dived deep into",
        ],
        [
            "look closely at",
            "looks closely at",
            "looking closely at",
            "looked closely at",
        ],
        "the costs",
    ),
    (
        [
            "hop on a call",
            "hops on a call",
            "hopping on a call",
            "hopped on a call",
        ],
        ["have a call", "has a call", "having a call", "had a call"],
        "with Anna",
    ),
    (
        [
            "jump on a quick call",
            "jumps on a quick call",
            "jumping on a quick call",
            "jumped on a quick call",
        ],
        ["have a call", "has a call", "having a call", "had a call"],
        "with Anna",
    ),
    (
        ["execute on", "executes on", "executing on", "executed on"],
        ["carry out", "carries out", "carrying out", "carried out"],
        "the plan",
    ),
    (
        [
            "execute against",
            "executes against",
            "executing against",
            "executed against",
        ],
        ["carry out", "carries out", "carrying out", "carried out"],
        "the plan",
    ),
    (
        [
            "get the ball rolling",
            "gets the ball rolling",
            "getting the ball rolling",
            "got the ball rolling",
        ],
        ["start", "starts", "starting", "started"],
        "on the survey",
    ),
    (
        [
            "set the ball rolling",
            "sets the ball rolling",
            "setting the ball rolling",
            "set the ball rolling",
        ],
        [
            "set the ball rolling",
            "starts",
            "starting",
            "set the ball rolling",
        ],
        "on the survey",
    ),
    (
        [
            "keep the ball rolling",
            "keeps the ball rolling",
            "keeping the ball rolling",
            "kept the ball rolling",
        ],
        ["continue", "continues", "continuing", "continued"],
        "until May",
    ),
    (
        ["fast-track", "fast-tracks", "fast-tracking", "fast-tracked"],
        ["speed up", "speeds up", "speeding up", "sped up"],
        "the order",
    ),
    (
        [
            "guesstimate",
            "guesstimates",
            "guesstimating",
            "guesstimated",
        ],
        ["estimate", "estimates", "estimating", "estimated"],
        "the cost",
    ),
    (
        [
            "pull the trigger on",
            "pulls the trigger on",
            "pulling the trigger on",
            "pulled the trigger on",
        ],
        ["start", "starts", "starting", "started"],
        "the trial",
    ),
    (
        ["tee up", "tees up", "teeing up", "teed up"],
        ["prepare", "prepares", "preparing", "prepared"],
        "the vote",
    ),
    (
        ["tee it up", "tees it up", "teeing it up", "teed it up"],
        ["prepare it", "prepares it", "preparing it", "prepared it"],
        "for May",
    ),
    (
        [
            "hash it out",
            "hashes it out",
            "hashing it out",
            "hashed it out",
        ],
        ["settle it", "settles it", "settling it", "settled it"],
        "with Anna",
    ),
    (
        [
            "hammer it out",
            "hammers it out",
            "hammering it out",
            "hammered it out",
        ],
        ["settle it", "settles it", "settling it", "settled it"],
        "with Anna",
    ),
    (
        [
            "nail it down",
            "nails it down",
            "nailing it down",
            "nailed it down",
        ],
        ["settle it", "settles it", "settling it", "settled it"],
        "with Anna",
    ),
    (
        ["pre-plan", "pre-plans", "pre-planning", "pre-planned"],
        ["plan", "plans", "planning", "planned"],
        "the tour",
    ),
    (
        ["diarize", "diarizes", "diarizing", "diarized"],
        ["schedule", "schedules", "scheduling", "scheduled"],
        "the review",
    ),
    (
        ["diarise", "diarises", "diarising", "diarised"],
        ["schedule", "schedules", "scheduling", "scheduled"],
        "the review",
    ),
    (
        ["level up", "levels up", "levelling up", "levelled up"],
        ["improve", "improves", "improving", "improved"],
        "our reports",
    ),
    (
        [
            "do the heavy lifting",
            "does the heavy lifting",
            "doing the heavy lifting",
            "did the heavy lifting",
        ],
        [
            "do the hard work",
            "does the hard work",
            "doing the hard work",
            "did the hard work",
        ],
        "for us",
    ),
    (
        [
            "hit the ground running",
            "hits the ground running",
            "hitting the ground running",
            "hit the ground running",
        ],
        [
            "hit the ground running",
            "starts at once",
            "starting at once",
            "hit the ground running",
        ],
        "in May",
    ),
    (
        ["delve into", "delves into", "delving into", "delved into"],
        ["look into", "looks into", "looking into", "looked into"],
        "the files",
    ),
    (
        ["wordsmith", "wordsmiths", "wordsmithing", "wordsmithed"],
        ["reword", "rewords", "rewording", "reworded"],
        "the letter",
    ),
    (
        ["unpack", "unpacks", "unpacking", "unpacked"],
        ["explain", "explains", "explaining", "explained"],
        "the plan",
    ),
    (
        [
            "double down on",
            "doubles down on",
            "doubling down on",
            "doubled down on",
        ],
        [
            "put more into",
            "puts more into",
            "putting more into",
            "put more into",
        ],
        "films",
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
    ("going forward, we", "from now on, we"),
    ("at the end of the day, it is", "in the end, it is"),
    ("net-net, it pays", "in short, it pays"),
    ("a key takeaway", "a main point"),
    ("key takeaways", "main points"),
    ("our learnings", "our lessons"),
    ("key learnings", "main lessons"),
    ("a 30,000-foot view", "an overview"),
    ("the 50,000-foot view", "the overview"),
    ("one throat to choke", "one person to call"),
    ("a back-of-the-envelope sum", "a rough sum"),
    ("a guesstimate", "an estimate"),
    ("in the weeds", "in the details"),
    ("our martech stack", "our marketing software"),
    ("an email blast", "a mailing"),
    ("email blasts", "mailings"),
    ("a thought-starter", "a starting question"),
    ("thought-starters", "starting questions"),
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
    // Low confidence speaks in the strict preset alone.
    let settings = Settings {
        preset: Preset::Strict,
        ..Settings::default()
    };
    let linter = Linter::with_settings(settings, Workload::Small).unwrap();
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
