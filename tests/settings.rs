//! Settings of the rules, from outside: who reads, how much is reported, and what is accepted.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use program::{folder, pitchlint, stderr, stdout};
use snapbox::str;
use tempfile::TempDir;

/// The tool stands well before the goal, and the words are of three trades.
const PITCH: &str = "\
# Proposal: a chatbot

We want a chatbot on the page where people book a room. It answers in three languages, and it knows the opening hours, the \
prices and the way from the station. We ask for 400 euros a month from March until June, and for an hour with the director in \
July. Our runway is nine months, and we leverage earned media for thought leadership.

## Goal

The goal is to cut the calls that ask for the opening hours from 90 to 40 a week until June.
";

fn draft(text: &str) -> TempDir {
    folder(&[("draft.md", text.as_bytes())])
}

/// The flagged words with severity and rule, a line each.
fn found(folder: &TempDir, args: &[&str]) -> Vec<String> {
    let args = [&["draft.md", "--quiet", "--format", "compact"], args].concat();
    let output = pitchlint(folder, &args).stderr_eq("");
    (stdout(&output).lines())
        .map(|line| line.splitn(4, ':').nth(3).unwrap().trim().to_owned())
        .collect()
}

/// Whether a line of the findings is about these words.
fn tells_of(findings: &[String], words: &str) -> bool {
    findings
        .iter()
        .any(|line| line.contains(&format!("\"{words}\"")))
}

#[test]
fn short_forms_that_the_audience_uses_every_day_are_left_alone() {
    let folder = draft("We want a CTR of 2 %, an ARR of 3 million and better CI.\n");
    for (audience, known) in [
        ("executive", None),
        ("finance", Some("ARR")),
        ("engineering", Some("CI")),
        ("marketing", Some("CTR")),
    ] {
        let findings = found(&folder, &["--audience", audience]);
        for short in ["CTR", "ARR", "CI"] {
            assert_eq!(
                tells_of(&findings, short),
                known != Some(short),
                "{audience}, {short}: {findings:?}"
            );
        }
    }
}

#[test]
fn words_that_are_plain_to_the_audience_are_left_alone() {
    let folder = draft(PITCH);
    for (audience, runway, earned_media) in [
        ("general", true, true),
        ("executive", true, true),
        ("finance", false, true),
        ("engineering", true, true),
        ("marketing", true, false),
    ] {
        let findings = found(&folder, &["--audience", audience]);
        assert_eq!(
            tells_of(&findings, "runway"),
            runway,
            "{audience}: {findings:?}"
        );
        assert_eq!(
            tells_of(&findings, "earned media"),
            earned_media,
            "{audience}: {findings:?}"
        );
        assert!(
            tells_of(&findings, "thought leadership"),
            "{audience}: plain to nobody"
        );
    }
    assert_eq!(
        found(&folder, &[]),
        found(&folder, &["--audience", "executive"])
    );
}

#[test]
fn strict_reports_what_is_often_fine() {
    let folder = draft("Each stakeholder brings the takeaways, and we leverage them.\n");
    assert_eq!(
        found(&folder, &[]),
        [
            "info: \"takeaways\" is office jargon [corporate-jargon]",
            "warning: \"leverage\" is office jargon [corporate-jargon]",
        ]
    );
    assert_eq!(
        found(&folder, &["--preset", "strict"]),
        [
            "info: \"stakeholder\" is office jargon [corporate-jargon]",
            "warning: \"takeaways\" is office jargon [corporate-jargon]",
            "warning: \"leverage\" is office jargon [corporate-jargon]",
        ]
    );
}

/// Everyday words are no jargon by themselves, only in the company that makes them so.
#[test]
fn everyday_words_are_not_reported_by_themselves() {
    let folder = draft(
        "The ecosystem is large. The best practice was found. A solution had an impact. The stakeholder took the initiative. \
         Alignment is needed. The deliverable is unique, the bridge robust, the list comprehensive, the drawing scalable. \
         We onboard the crew.\n",
    );
    assert_eq!(found(&folder, &[]), [] as [String; 0]);
}

#[test]
fn wording_leaves_order_and_pieces_alone() {
    let folder = draft(PITCH);
    let all = found(&folder, &[]);
    assert!(
        all.iter().any(|line| line.ends_with("[tools-first]")),
        "{all:?}"
    );
    let wording = found(&folder, &["--preset", "wording"]);
    assert!(
        !wording.is_empty() && wording.iter().all(|line| line.ends_with("-jargon]")),
        "{wording:?}"
    );
    // Who names a rule wants to hear it.
    let named = found(&folder, &["--preset", "wording", "--select", "tools-first"]);
    assert_eq!(named.len(), 1, "{named:?}");
}

#[test]
fn accepted_terms_in_all_their_forms() {
    let folder = draft(
        "We leverage synergies. Leveraging the low hanging fruit drives community engagement. Our ecosystem-focused team is \
         world class.\n",
    );
    let all = found(&folder, &[]);
    for words in [
        "leverage",
        "synergies",
        "Leveraging",
        "low hanging fruit",
        "community engagement",
        "ecosystem-focused",
        "world class",
    ] {
        assert!(tells_of(&all, words), "{words}: {all:?}");
    }
    for (accepted, silent) in [
        ("leverage", &["leverage", "Leveraging"][..]),
        ("synergy", &["synergies"]),
        ("Low-Hanging Fruit", &["low hanging fruit"]),
        ("engagement", &["community engagement"]),
        ("ecosystem*", &["ecosystem-focused"]),
        ("world-class", &["world class"]),
        ("world class team", &[]),
    ] {
        let left = found(&folder, &["--accept", accepted]);
        for words in silent {
            assert!(!tells_of(&left, words), "{accepted}: {left:?}");
        }
        // Nothing else went, but for a count that the terms were part of.
        let barrage = |findings: &[String]| {
            findings
                .iter()
                .filter(|line| line.contains("barrage"))
                .count()
        };
        assert_eq!(
            left.len() - barrage(&left),
            all.len() - barrage(&all) - silent.len(),
            "{accepted}: {left:?}"
        );
    }
    assert_eq!(
        found(&folder, &["--accept", "leverage", "--accept", "engagement"]).len(),
        4
    );
}

/// What is part of an accepted name is not flagged on its own.
#[test]
fn accepted_names() {
    let folder = draft("The Seamless Robotics fair is in May. It was a seamless day.\n");
    let left = found(&folder, &["--accept", "Seamless Robotics"]);
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn accepted_terms_win_over_rules_of_order() {
    let folder = draft(PITCH);
    let has =
        |args: &[&str], rule: &str| found(&folder, args).iter().any(|line| line.ends_with(rule));
    assert!(has(&[], "[tools-first]"));
    assert!(!has(&["--accept", "chatbot"], "[tools-first]"));
    // A title is where something missing is told of; it is not what is wrong.
    let folder = draft("# Buy-in\n\nWe ask for your buy-in.\n");
    let has =
        |args: &[&str], rule: &str| found(&folder, args).iter().any(|line| line.ends_with(rule));
    for args in [
        &["--kind", "pitch"][..],
        &["--kind", "pitch", "--accept", "buy-in"],
    ] {
        assert!(has(args, "[missing-goal]"), "{args:?}");
        assert_eq!(has(args, "[vague-ask]"), args.len() == 2, "{args:?}");
    }
}

/// A barrage counts and lists what is flagged, and so nothing that is accepted.
#[test]
fn accepted_terms_are_no_part_of_a_barrage() {
    let text = "We leverage synergies and a holistic, world-class programme for our members over the next year, with a small team \
                that works two days a week and reports to the board each month on what it did and what it will do.\n";
    let folder = draft(text);
    let barrage = |args: &[&str]| {
        found(&folder, args)
            .iter()
            .filter(|line| line.contains("barrage"))
            .count()
    };
    assert_eq!(barrage(&[]), 1);
    assert_eq!(barrage(&["--accept", "holistic", "--accept", "synergy"]), 0);
}

#[test]
fn terms_that_cannot_be_accepted() {
    let folder = draft(PITCH);
    pitchlint(&folder, &["--accept", "*", "draft.md"])
        .code(2)
        .stderr_eq(str![[r#"
error: invalid value '*' for '--accept <TERM>': it has no word in it: write the word or phrase to accept

For more information, try '--help'.

"#]]);
    for wrong in ["", "a*b", "put|take"] {
        let output = pitchlint(&folder, &["--accept", wrong, "draft.md"]).code(2);
        assert!(stderr(&output).contains("--accept"), "{wrong}");
    }
}

#[test]
fn the_card_heeds_the_settings() {
    let folder = draft(PITCH);
    let jargon = |args: &[&str]| {
        let args = [&["card", "--format", "json", "draft.md"], args].concat();
        let card: serde_json::Value =
            serde_json::from_str(&stdout(&pitchlint(&folder, &args).code(0))).unwrap();
        card["jargon_per_100_words"].as_f64().unwrap()
    };
    let all = jargon(&[]);
    assert!(jargon(&["--audience", "finance"]) < all);
    assert!(jargon(&["--accept", "leverage"]) < all);
}

#[test]
fn explain_says_whether_a_word_is_reported() {
    let folder = draft("");
    let first_line = |args: &[&str]| {
        let args = [&["explain"], args].concat();
        stdout(&pitchlint(&folder, &args).code(0))
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        first_line(&["runway"]),
        "\"runway\" (corporate-jargon: warning)"
    );
    assert_eq!(
        first_line(&["runway", "--audience", "finance"]),
        "\"runway\" (corporate-jargon: plain to the audience \"finance\": not reported)"
    );
    assert_eq!(
        first_line(&["stakeholder"]),
        "\"stakeholder\" (corporate-jargon: known, but too often the right word: reported with --preset strict only)"
    );
    assert_eq!(
        first_line(&["stakeholder", "--preset", "strict"]),
        "\"stakeholder\" (corporate-jargon: info)"
    );
    let count = |args: &[&str]| {
        let args = [&["rules", "--phrases"], args].concat();
        stdout(&pitchlint(&folder, &args).code(0)).lines().count()
    };
    assert!(count(&["--preset", "strict"]) > count(&[]));
    assert!(count(&["--audience", "marketing"]) < count(&[]));
}

/// Whoever knows the whole knows its parts.
#[test]
fn parts_of_a_plain_word_are_plain() {
    let folder = draft("Two micro-influencers wrote about the lamp.\n");
    assert!(!found(&folder, &[]).is_empty());
    let marketing = found(&folder, &["--audience", "marketing"]);
    assert!(marketing.is_empty(), "{marketing:?}");
}
