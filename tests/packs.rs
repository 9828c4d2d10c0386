//! Packs of users, from outside: what the program makes of them, and what it says about those it cannot use.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use program::{folder, pitchlint, stdout};
use snapbox::{IntoData, str};

/// The pack that docs/packs.md walks through.
const HOUSE: &str = include_str!("../fixtures/packs/house.toml");

const DRAFT: &str = "We ask our patrons to leverage LIB-22.\n";

#[test]
fn the_example_of_the_docs_holds() {
    let folder = folder(&[("house.toml", HOUSE.as_bytes())]);
    pitchlint(&folder, &["rules", "--check", "house.toml"])
        .code(0)
        .stderr_eq("")
        .stdout_eq(str![[r#"
house-words: bad examples flagged: 5; good examples left alone: 5

"#]]);
}

#[test]
fn a_pack_speaks_beside_the_program_s_own_rules() {
    let folder = folder(&[
        ("house.toml", HOUSE.as_bytes()),
        ("draft.md", DRAFT.as_bytes()),
    ]);
    pitchlint(
        &folder,
        &["--pack", "house.toml", "--format", "compact", "draft.md"],
    )
    .code(1)
    .stderr_eq("")
    .stdout_eq(str![[r#"
draft.md:1:12: warning: "patrons" is not how we put it [house-words]
draft.md:1:23: warning: "leverage" is office jargon [corporate-jargon]
draft.md:1:32: warning: "LIB-22" is not how we put it [house-words]
1 draft checked, as prose.
3 findings in 1 draft: 3 warnings. To read more about one: pitchlint explain house-words
2 of them can be fixed with --fix.

"#]]);
    let ids = |args: &[&str]| {
        let args = [
            &[
                "--pack",
                "house.toml",
                "--format",
                "compact",
                "-q",
                "draft.md",
            ],
            args,
        ]
        .concat();
        stdout(&pitchlint(&folder, &args)).lines().count()
    };
    assert_eq!(ids(&["--select", "house-words"]), 2);
    assert_eq!(ids(&["--ignore", "house-words"]), 1);
    assert_eq!(ids(&["--accept", "patron"]), 2);
    // Without the pack, the rule is not known.
    pitchlint(&folder, &["--select", "house-words", "draft.md"]).code(2);
}

#[test]
fn a_pack_is_known_to_explain_rules_and_card() {
    let folder = folder(&[
        ("house.toml", HOUSE.as_bytes()),
        ("draft.md", DRAFT.as_bytes()),
    ]);
    pitchlint(&folder, &["explain", "--pack", "house.toml", "circulation"])
        .code(0)
        .stderr_eq("")
        .stdout_eq(str![[r#"
"circulation" (house-words: info)

Your reader hears
    of what: newspapers, money?

Instead
    Say how many loans there were, and in which year.

Also
    circulations

Plain to the audience
    finance

Only
    before "of our *", "figure*", "desk"; in a sentence with "book*", "loan*"

The rule
    Words that our style guide has a plainer word for. More: pitchlint explain house-words


"#]]);
    pitchlint(&folder, &["explain", "--pack", "house.toml", "house-words"])
        .code(0)
        .stdout_eq(str![[r#"
house-words (warning)

What
    Words that our style guide has a plainer word for.

Why
    The council reads our papers at night, and knows our trade only from the reading room.

Instead
    Use the word that people use at the front desk.

Flagged
    ✗ Our patrons asked for longer hours.
    ✗ We weeded 400 books last spring.
    ✗ The reading-room serves 90 people a day.
    ✗ Ticket LIB-2041 has the details.
    ✗ The circulation of our novels is high.

Left alone
    ✓ Our readers asked for longer hours.
    ✓ The patron saint of libraries is Lawrence.
    ✓ We weeded the garden behind the branch.
    ✓ The circulation of air in the cellar is poor.
    ✓ Every ticket is answered within a day.

It knows 6 phrases and 1 patterns.

"#]]);
    let rules = stdout(&pitchlint(&folder, &["rules", "--pack", "house.toml"]).code(0));
    assert!(
        rules.lines().last().unwrap().starts_with("house-words "),
        "{rules}"
    );
    let phrases =
        stdout(&pitchlint(&folder, &["rules", "--phrases", "--pack", "house.toml"]).code(0));
    assert!(phrases.lines().any(|form| form == "deaccessioned"));
    pitchlint(&folder, &["card", "--pack", "house.toml", "draft.md"]).code(0);
}

/// The words of a user's pack come before those of the program where both know a phrase.
#[test]
fn a_pack_overrules_the_program_on_the_same_phrase() {
    let own = HOUSE.replace("\"library user\"", "\"synergy\"");
    let folder = folder(&[
        ("house.toml", own.as_bytes()),
        ("draft.md", b"There is synergy in it.\n"),
    ]);
    let found = stdout(&pitchlint(
        &folder,
        &[
            "--pack",
            "house.toml",
            "--format",
            "compact",
            "-q",
            "draft.md",
        ],
    ));
    assert!(
        found.ends_with("[house-words]\n") && found.lines().count() == 1,
        "{found}"
    );
}

#[test]
fn two_packs() {
    let other = HOUSE
        .replace("house-words", "other-words")
        .replace("LIB-", "XYZ-")
        .replace("lib-", "xyz-");
    let folder = folder(&[
        ("house.toml", HOUSE.as_bytes()),
        ("other.toml", other.as_bytes()),
        ("draft.md", b"See LIB-1, XYZ-2.\n"),
    ]);
    let both = [
        "--pack",
        "house.toml",
        "--pack",
        "other.toml",
        "--format",
        "compact",
        "-q",
        "draft.md",
    ];
    pitchlint(&folder, &both).code(1).stdout_eq(str![[r#"
draft.md:1:5: warning: "LIB-1" is not how we put it [house-words]
draft.md:1:12: warning: "XYZ-2" is not how we put it [other-words]

"#]]);
    let twice = [
        "--pack",
        "house.toml",
        "--pack",
        "house.toml",
        "-q",
        "draft.md",
    ];
    pitchlint(&folder, &twice).code(1).stderr_eq("");
    let same_id = HOUSE.as_bytes();
    std::fs::write(folder.path().join("other.toml"), same_id).unwrap();
    pitchlint(&folder, &both).code(2).stderr_eq(str![[r#"
  × there is a rule "house-words" already
   ╭─[other.toml:3:6]
 2 │ 
 3 │ id = "house-words"
   ·      ──────┬──────
   ·            ╰── here
 4 │ severity = "warning"
   ╰────
  help: choose another id, such as our-house-words; `pitchlint rules` lists those of the program

"#]]);
}

#[test]
fn examples_that_do_not_hold() {
    let own = HOUSE
        .replace(
            "Our patrons asked for longer hours",
            "Our guests asked for longer hours",
        )
        .replace("The patron saint of libraries", "The patron of libraries");
    let folder = folder(&[("house.toml", own.as_bytes())]);
    pitchlint(&folder, &["rules", "--check", "house.toml"])
        .code(1)
        .stdout_eq(str![[r#"
house-words: 2 of 10 examples do not hold

"#]])
        .stderr_eq(str![[r#"
  × nothing is flagged in this bad example
    ╭─[house.toml:11:5]
 10 │ bad = [
 11 │     "Our guests asked for longer hours.",
    ·     ──────────────────┬─────────────────
    ·                       ╰── here
 12 │     "We weeded 400 books last spring.",
    ╰────
  help: check that a term stands in it, in one of its forms, and that no context keeps the rule
        silent; the rule reads no code and no quotations
  × "patron" is flagged in this good example
    ╭─[house.toml:19:5]
 18 │     "Our readers asked for longer hours.",
 19 │     "The patron of libraries is Lawrence.",
    ·     ───────────────────┬──────────────────
    ·                        ╰── here
 20 │     "We weeded the garden behind the branch.",
    ╰────
  help: if the word is fine here, say so with a context, such as unless = { before = ["word"] };
        else the example belongs into `bad`

"#]]);
}

/// A term that is plain to the audience is flagged nowhere, so its bad example holds for others only.
#[test]
fn examples_are_checked_for_the_audience() {
    let folder = folder(&[("house.toml", HOUSE.as_bytes())]);
    let args = ["rules", "--check", "house.toml", "--audience", "finance"];
    let failed = pitchlint(&folder, &args).code(1);
    assert!(program::stderr(&failed).contains("circulation of our novels"));
}

#[test]
fn a_pack_that_cannot_be_read_ends_the_run() {
    let folder = folder(&[
        ("latin.toml", b"id = \"\xe9\""),
        ("draft.md", DRAFT.as_bytes()),
    ]);
    for pack in ["missing.toml", ".", "latin.toml"] {
        for args in [
            &["--pack", pack, "draft.md"][..],
            &["card", "--pack", pack, "draft.md"],
            &["explain", "--pack", pack, "hype"],
            &["rules", "--pack", pack],
            &["rules", "--check", pack],
        ] {
            pitchlint(&folder, args).code(2).stdout_eq("");
        }
    }
    pitchlint(&folder, &["--pack", "missing.toml", "draft.md"])
        .code(2)
        .stderr_eq(str![[r#"
  × missing.toml: there is no such file or folder
  help: check the spelling of the path

"#]]);
}

/// What a user is told when one place of the example pack is changed like this.
fn told(from: &str, to: &str) -> snapbox::Data {
    assert!(HOUSE.contains(from), "{from}");
    let folder = folder(&[
        ("house.toml", HOUSE.replacen(from, to, 1).as_bytes()),
        ("draft.md", DRAFT.as_bytes()),
    ]);
    let output = pitchlint(&folder, &["--pack", "house.toml", "draft.md"])
        .code(2)
        .stdout_eq("");
    program::stderr(&output).into_data()
}

#[test]
fn a_misspelt_key() {
    snapbox::assert_data_eq!(
        told("severity = \"warning\"", "severty = \"warning\""),
        str![[r#"
  × there is no key `severty` in this place
   ╭─[house.toml:4:1]
 3 │ id = "house-words"
 4 │ severty = "warning"
   · ───┬───
   ·    ╰── here
 5 │ message = '"{text}" is not how we put it'
   ╰────
  help: did you mean `severity`? The keys that fit here: id, severity, message, what, why,
        instead, bad, good, skip_templates, severity_with_figure, lists, entry, pattern

"#]]
    );
}

#[test]
fn a_misspelt_key_of_an_entry() {
    snapbox::assert_data_eq!(
        told("replace =", "replacement ="),
        str![[r#"
  × there is no key `replacement` in this place
    ╭─[house.toml:28:1]
 27 │ pos = "noun"
 28 │ replacement = "reader"
    · ─────┬─────
    ·      ╰── here
 29 │ hears = "who is that: a visitor or a donor?"
    ╰────
  help: did you mean `replace`? The keys that fit here: terms, pos, as, hears, advice, replace,
        forms, confidence, audience, joined, unless, only

"#]]
    );
}

#[test]
fn a_misspelt_key_of_a_context() {
    snapbox::assert_data_eq!(
        told("{ after = [\"saint*\"] }", "{ behind = [\"saint*\"] }"),
        str![[r#"
  × there is no key `behind` in this place
    ╭─[house.toml:30:12]
 29 │ hears = "who is that: a visitor or a donor?"
 30 │ unless = { behind = ["saint*"] }
    ·            ───┬──
    ·               ╰── here
 31 │ 
    ╰────
  help: the keys that fit here: before, after, near, sentence, paragraph, negated, grounded,
        sourced

"#]]
    );
}

#[test]
fn a_value_that_does_not_fit() {
    snapbox::assert_data_eq!(
        told("severity = \"warning\"", "severity = \"warn\""),
        str![[r#"
  × "warn" does not fit here
   ╭─[house.toml:4:12]
 3 │ id = "house-words"
 4 │ severity = "warn"
   ·            ───┬──
   ·               ╰── here
 5 │ message = '"{text}" is not how we put it'
   ╰────
  help: did you mean "warning"? The values that fit here: "info", "warning", "error"

"#]]
    );
}

#[test]
fn a_missing_key() {
    snapbox::assert_data_eq!(
        told("message = '\"{text}\" is not how we put it'\n", ""),
        str![[r#"
  × the key `message` is missing
   ╭─[house.toml:1:1]
 1 │ # The words of a made-up city library, as its style guide might put them. docs/packs.md walks through this file.
   · ▲
   · ╰── here
 2 │ 
   ╰────
  help: write, for example: message = '"{text}" is not how we put it'

"#]]
    );
}

#[test]
fn a_missing_key_of_an_entry() {
    snapbox::assert_data_eq!(
        told("terms = [\"reading-room\"]\n", ""),
        str![[r#"
  × the key `terms` is missing
    ╭─[house.toml:39:1]
 38 │ 
 39 │ [[entry]]
    · ────┬────
    ·     ╰── here
 40 │ pos = "noun"
    ╰────
  help: write, for example: terms = ["low-hanging fruit"]

"#]]
    );
}

#[test]
fn a_text_in_place_of_a_list() {
    snapbox::assert_data_eq!(
        told("terms = [\"reading-room\"]", "terms = \"reading-room\""),
        str![[r#"
  × a text stands here, and a list is expected
    ╭─[house.toml:40:9]
 39 │ [[entry]]
 40 │ terms = "reading-room"
    ·         ───────┬──────
    ·                ╰── here
 41 │ pos = "noun"
    ╰────
  help: write it like this: ["one", "two"]

"#]]
    );
}

#[test]
fn a_text_in_place_of_a_truth_value() {
    snapbox::assert_data_eq!(
        told("joined = true", "joined = \"yes\""),
        str![[r#"
  × a text stands here, and true or false is expected
    ╭─[house.toml:42:10]
 41 │ pos = "noun"
 42 │ joined = "yes"
    ·          ──┬──
    ·            ╰── here
 43 │ hears = "a slip of the pen"
    ╰────
  help: write it like this: true

"#]]
    );
}

#[test]
fn a_list_in_place_of_a_context() {
    snapbox::assert_data_eq!(
        told("{ after = [\"saint*\"] }", "[\"saint*\"]"),
        str![[r#"
  × a list stands here, and a table is expected
    ╭─[house.toml:30:11]
 29 │ hears = "who is that: a visitor or a donor?"
 30 │ unless = ["saint*"]
    ·           ────┬───
    ·               ╰── here
 31 │ 
    ╰────
  help: write it like this: { before = ["one"], after = ["two"] }

"#]]
    );
}

#[test]
fn an_expression_that_is_none() {
    snapbox::assert_data_eq!(
        told("LIB-\\d+)", "LIB-\\d+"),
        str![[r#"
  × this is no regular expression: unclosed group
    ╭─[house.toml:56:9]
 55 │ [[pattern]]
 56 │ regex = '/b(?<hit>LIB-/d+/b'
    ·         ──────────┬─────────
    ·                   ╰── here
 57 │ hints = ["lib-"]
    ╰────
  help: the syntax is that of Rust's regex crate, without look-around and back-references; put the
        expression between single quotes, so that backslashes stay as they are

"#]]
    );
}

#[test]
fn an_expression_with_look_around() {
    snapbox::assert_data_eq!(
        told("\\b(?<hit>", "(?=x)(?<hit>"),
        str![[r#"
  × this is no regular expression: look-around, including look-ahead and look-behind, is not
  │ supported
    ╭─[house.toml:56:9]
 55 │ [[pattern]]
 56 │ regex = '(?=x)(?<hit>LIB-/d+)/b'
    ·         ────────────┬───────────
    ·                     ╰── here
 57 │ hints = ["lib-"]
    ╰────
  help: the syntax is that of Rust's regex crate, without look-around and back-references; put the
        expression between single quotes, so that backslashes stay as they are

"#]]
    );
}

#[test]
fn an_expression_that_is_too_large() {
    snapbox::assert_data_eq!(
        told("LIB-\\d+", "\\w{400}{400}"),
        str![[r#"
  × this expression takes too much memory
    ╭─[house.toml:56:9]
 55 │ [[pattern]]
 56 │ regex = '/b(?<hit>/w{400}{400})/b'
    ·         ─────────────┬────────────
    ·                      ╰── here
 57 │ hints = ["lib-"]
    ╰────
  help: make it smaller: a count such as {1,1000} or /w* in many places takes much, plain words
        take little

"#]]
    );
}

#[test]
fn a_pattern_that_is_never_tried() {
    snapbox::assert_data_eq!(
        told("hints = [\"lib-\"]", "hints = []"),
        str![[r#"
  × the pattern is tried only in paragraphs that hold one of its hints, and a hint is missing here
    ╭─[house.toml:57:9]
 56 │ regex = '/b(?<hit>LIB-/d+)/b'
 57 │ hints = []
    ·         ─┬
    ·          ╰── here
 58 │ hears = "a number that I cannot look up"
    ╰────
  help: give texts in lower case, one of which stands in whatever the expression matches: hints =
        ["acme"]

"#]]
    );
}

#[test]
fn the_id_of_another_rule() {
    snapbox::assert_data_eq!(
        told("\"house-words\"", "\"hype\""),
        str![[r#"
  × there is a rule "hype" already
   ╭─[house.toml:3:6]
 2 │ 
 3 │ id = "hype"
   ·      ───┬──
   ·         ╰── here
 4 │ severity = "warning"
   ╰────
  help: choose another id, such as our-hype; `pitchlint rules` lists those of the program

"#]]
    );
}

#[test]
fn an_id_with_capitals_and_spaces() {
    snapbox::assert_data_eq!(
        told("\"house-words\"", "\"House Words\""),
        str![[r#"
  × "House Words" cannot be the id of a rule
   ╭─[house.toml:3:6]
 2 │ 
 3 │ id = "House Words"
   ·      ──────┬──────
   ·            ╰── here
 4 │ severity = "warning"
   ╰────
  help: use lower-case letters, digits and hyphens, with a letter first: house-words

"#]]
    );
}

#[test]
fn a_term_in_no_known_notation() {
    snapbox::assert_data_eq!(
        told("\"library user\"", "\"library [user]\""),
        str![[r#"
  × `[user]` is not a word, alternatives (`put|take`), `_` or `[my]`
    ╭─[house.toml:26:20]
 25 │ [[entry]]
 26 │ terms = ["patron", "library [user]"]
    ·                    ────────┬───────
    ·                            ╰── here
 27 │ pos = "noun"
    ╰────
  help: docs/packs.md says how packs are written

"#]]
    );
}

#[test]
fn an_entry_without_terms() {
    snapbox::assert_data_eq!(
        told("terms = [\"reading-room\"]", "terms = []"),
        str![[r#"
  × the entry has no terms, so it can find nothing
    ╭─[house.toml:40:9]
 39 │ [[entry]]
 40 │ terms = []
    ·         ─┬
    ·          ╰── here
 41 │ pos = "noun"
    ╰────
  help: write, for example: terms = ["low-hanging fruit"]

"#]]
    );
}

#[test]
fn a_replacement_for_another_term() {
    snapbox::assert_data_eq!(
        told(
            "replace = \"reader\"",
            "replace = { \"patorn\" = \"reader\" }"
        ),
        str![[r#"
  × `replace` names "patorn", which is not among the terms
    ╭─[house.toml:28:11]
 27 │ pos = "noun"
 28 │ replace = { "patorn" = "reader" }
    ·           ───────────┬───────────
    ·                      ╰── here
 29 │ hears = "who is that: a visitor or a donor?"
    ╰────
  help: docs/packs.md says how packs are written

"#]]
    );
    snapbox::assert_data_eq!(
        told("replace = \"reader\"", "replace = { patron = \"reader\" }"),
        str![[r#"
  × `replace` is a table, so `advice` has to say what fits all terms
    ╭─[house.toml:28:11]
 27 │ pos = "noun"
 28 │ replace = { patron = "reader" }
    ·           ──────────┬──────────
    ·                     ╰── here
 29 │ hears = "who is that: a visitor or a donor?"
    ╰────
  help: docs/packs.md says how packs are written

"#]]
    );
    snapbox::assert_data_eq!(
        told("replace = \"reader\"", "replace = 3"),
        str![[r#"
  × `replace` is a text, or a table of terms with a text for each
    ╭─[house.toml:28:11]
 27 │ pos = "noun"
 28 │ replace = 3
    ·           ┬
    ·           ╰── here
 29 │ hears = "who is that: a visitor or a donor?"
    ╰────
  help: docs/packs.md says how packs are written

"#]]
    );
}

#[test]
fn a_term_that_is_never_found() {
    snapbox::assert_data_eq!(
        told("\"library user\"", "\".NET\""),
        str![[r#"
  × ".NET" would never be found
    ╭─[house.toml:26:20]
 25 │ [[entry]]
 26 │ terms = ["patron", ".NET"]
    ·                    ───┬──
    ·                       ╰── here
 27 │ pos = "noun"
    ╰────
  help: one word of it at least must always be there, and begin with a letter or a digit; a
        [[pattern]] finds anything else

"#]]
    );
}

#[test]
fn a_role_of_the_program_s_own() {
    snapbox::assert_data_eq!(
        told("joined = true", "joined = true\nrole = \"tool\""),
        str![[r#"
  × `role` is for the program's own cues, and does nothing in a rule
    ╭─[house.toml:43:8]
 42 │ joined = true
 43 │ role = "tool"
    ·        ───┬──
    ·           ╰── here
 44 │ hears = "a slip of the pen"
    ╰────
  help: take the line out

"#]]
    );
}

#[test]
fn a_bracket_that_is_not_closed() {
    snapbox::assert_data_eq!(
        told("terms = [\"reading-room\"]", "terms = [\"reading-room\""),
        str![[r#"
  × this is not valid TOML: missing comma between array elements, expected `,`
    ╭─[house.toml:41:1]
 40 │ terms = ["reading-room"
 41 │ pos = "noun"
    · ▲
    · ╰── here
 42 │ joined = true
    ╰────
  help: check that quotation marks and brackets are closed; a text with backslashes stands between
        single quotes

"#]]
    );
}

#[test]
fn a_key_that_stands_twice() {
    snapbox::assert_data_eq!(
        told("why =", "what = \"x\"\nwhy ="),
        str![[r#"
  × the key `what` stands twice
   ╭─[house.toml:7:1]
 6 │ what = "Words that our style guide has a plainer word for."
 7 │ what = "x"
   · ──┬─
   ·   ╰── here
 8 │ why = "The council reads our papers at night, and knows our trade only from the reading room."
   ╰────
  help: take one of them out; each entry begins with a line of its own: [[entry]]

"#]]
    );
}

#[test]
fn a_pack_that_looks_for_nothing() {
    let entries = &HOUSE[HOUSE.find("[[entry]]").unwrap()..];
    snapbox::assert_data_eq!(
        told(entries, ""),
        str![[r#"
  × the pack looks for nothing
   ╭─[house.toml:3:6]
 2 │ 
 3 │ id = "house-words"
   ·      ──────┬──────
   ·            ╰── here
 4 │ severity = "warning"
   ╰────
  help: add an entry behind the other keys: [[entry]], and below it terms = ["low-hanging fruit"]

"#]]
    );
}

#[test]
fn an_empty_file() {
    snapbox::assert_data_eq!(
        told(HOUSE, ""),
        str![[r#"
  × the key `id` is missing
   ╭─[house.toml:1:1]
   ╰────
  help: write, for example: id = "house-words"

"#]]
    );
}

/// What can be told at once is told at once.
#[test]
fn several_faults() {
    let from = &HOUSE[HOUSE.find("[[pattern]]").unwrap()..];
    let to = "[[pattern]]\nregex = '('\nhints = [\"\"]\n\n[[entry]]\nterms = []\n";
    snapbox::assert_data_eq!(
        told(from, to),
        str![[r#"
  × this is no regular expression: unclosed group
    ╭─[house.toml:56:9]
 55 │ [[pattern]]
 56 │ regex = '('
    ·         ─┬─
    ·          ╰── here
 57 │ hints = [""]
    ╰────
  help: the syntax is that of Rust's regex crate, without look-around and back-references; put the
        expression between single quotes, so that backslashes stay as they are
  × the pattern is tried only in paragraphs that hold one of its hints, and a hint is missing here
    ╭─[house.toml:57:9]
 56 │ regex = '('
 57 │ hints = [""]
    ·         ──┬─
    ·           ╰── here
 58 │ 
    ╰────
  help: give texts in lower case, one of which stands in whatever the expression matches: hints =
        ["acme"]
  × the entry has no terms, so it can find nothing
    ╭─[house.toml:60:9]
 59 │ [[entry]]
 60 │ terms = []
    ·         ─┬
    ·          ╰── here
    ╰────
  help: write, for example: terms = ["low-hanging fruit"]

"#]]
    );
}

/// The page for authors of packs has a row for every key that may stand somewhere in a pack.
#[test]
fn the_docs_name_every_key() {
    let docs = include_str!("../docs/packs.md");
    for (from, to) in [
        ("severity =", "nonsense ="),
        ("replace =", "nonsense ="),
        ("{ after =", "{ nonsense ="),
        ("regex =", "nonsense ="),
    ] {
        let told = told(from, to).to_string();
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, keys) =
            (told.split_once("keys that fit here: ")).unwrap_or_else(|| panic!("{told}"));
        for key in keys.trim().split(", ") {
            let row = |line: &str| line.starts_with("| `") && line.contains(&format!("`{key}`"));
            assert!(docs.lines().any(row), "{key}");
        }
    }
}

/// The page walks through the example pack, and shows the very lines of it. (Of the examples it shows one of each.)
#[test]
fn the_docs_show_the_example_pack() {
    let docs = include_str!("../docs/packs.md");
    let blocks: Vec<&str> = (docs.split("```toml\n").skip(1))
        .filter_map(|rest| rest.split("```").next())
        .filter(|block| !block.starts_with("bad ="))
        .collect();
    assert!(blocks.len() >= 6, "{}", blocks.len());
    for block in blocks {
        assert!(HOUSE.contains(block), "{block}");
    }
}
