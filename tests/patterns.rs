//! What a pattern of a pack can say: where it is tried, what it flags, leaves alone and replaces.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod pack;

use pitchlint::Source;

const HEAD: &str = r#"
id = "house"
severity = "warning"
message = "Write {replacement}, not {text}"
what = "Words of the house."
why = "The house asks for it."
instead = "Say it in other words."
"#;

/// The lines and texts that a pattern flags in a draft, and the message and the fix of each.
fn flagged(pattern: &str, draft: &str) -> Vec<(usize, String, String, Option<String>)> {
    let source = Source::new("draft.md", draft);
    let pack = format!("{HEAD}\n[[pattern]]\n{pattern}");
    let findings = pack::findings(&[&pack], &source);
    let flagged = findings.iter().map(|finding| {
        let span = finding.span().clone();
        let fix = finding
            .fix
            .as_ref()
            .map(|fix| fix.edits[0].replacement.clone());
        let text = source.text()[span.clone()].to_owned();
        (
            source.line_of(span.start),
            text,
            finding.message.clone(),
            fix,
        )
    });
    flagged.collect()
}

fn texts(pattern: &str, draft: &str) -> Vec<(usize, String)> {
    flagged(pattern, draft)
        .into_iter()
        .map(|(line, text, ..)| (line, text))
        .collect()
}

#[test]
fn without_hints_it_is_tried_in_every_block() {
    let draft = "One 12 two.\n\n- three 45\n\n> quoted 67\n\n`code 89`\n";
    assert_eq!(
        texts(r"regex = '\d\d'", draft),
        [(1, "12".to_owned()), (3, "45".to_owned())]
    );
    assert_eq!(
        texts("regex = '\\d\\d'\nhints = ['three']", draft),
        [(3, "45".to_owned())]
    );
}

#[test]
fn one_of_the_texts_in_also_stands_in_the_paragraph_as_well() {
    let draft = "About 12 weeks.\n\nIn 34 weeks.\n\n56 weeks or so.\n";
    let pattern = "regex = '\\d\\d'\nhints = ['weeks']\nalso = ['about', 'or so']";
    assert_eq!(
        texts(pattern, draft),
        [(1, "12".to_owned()), (5, "56".to_owned())]
    );
}

/// One sign has no neighbour to be told by.
#[test]
fn an_expression_may_be_about_a_single_sign() {
    for regex in [r"(?i)~", r"(?i)\d~\d", r"(?i)x?~"] {
        let found = texts(&format!("regex = '{regex}'"), "It takes 3~4 days.\n");
        assert_eq!(found.len(), 1, "{regex}");
    }
}

#[test]
fn a_match_without_its_group_is_none() {
    let pattern = "regex = 'Scrum master|(?<hit>master)'\nhints = ['master']";
    assert_eq!(
        texts(pattern, "The Scrum master and the master."),
        [(1, "master".to_owned())]
    );
    assert_eq!(texts(pattern, "The Scrum master."), []);
}

#[test]
fn a_replacement_is_named_and_takes_on_the_capitals_of_the_draft() {
    let found = flagged(
        "regex = '(?i)e-mail'\nreplace = 'email'",
        "E-mail us.\n\nAn *e*-mail.",
    );
    assert_eq!(
        found,
        [
            (
                1,
                "E-mail".into(),
                "Write Email, not E-mail".into(),
                Some("Email".into())
            ),
            (3, "e*-mail".into(), "Write email, not e-mail".into(), None),
        ],
        "text with markup in it is not rewritten"
    );
    let found = flagged("regex = 'Iphone'\nreplace = 'iPhone'", "An Iphone.");
    assert_eq!(
        found[0].3.as_deref(),
        Some("iPhone"),
        "a name keeps its own capitals"
    );
    let found = flagged(
        "regex = 'Web site'\nreplace = 'website'\nas_written = true",
        "A Web site.",
    );
    assert_eq!(found[0].3.as_deref(), Some("website"));
    let found = flagged("regex = 'odd'", "An odd word.");
    assert_eq!(
        (found[0].2.as_str(), &found[0].3),
        ("Write something else, not odd", &None)
    );
}

#[test]
fn a_rule_need_not_say_what_the_reader_hears() {
    let label = |pattern: &str| {
        let pack = format!("{HEAD}\n[[pattern]]\nregex = 'odd'\n{pattern}");
        let found = pack::findings(&[&pack], &Source::new("draft.md", "An odd word."));
        found[0].labels.primary.message.clone()
    };
    assert_eq!(label("hears = ''"), None);
    assert_eq!(
        label("hears = 'what'").as_deref(),
        Some("your reader hears: what")
    );
}
