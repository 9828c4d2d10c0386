//! Rules of Vale as packs: what they say, what is left behind, and that they find what Vale finds.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod pack;
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use pitchlint::Source;
use pitchlint::import::{Imported, vale};
use pitchlint::lexicon::pack::Pack;
use program::{folder, pitchlint, stderr, stdout};
use proptest::prelude::*;

const STYLES: &str = "fixtures/vale/styles";

fn rules() -> Vec<PathBuf> {
    let mut rules = Vec::new();
    for style in ["House", "Plain"] {
        let files = fs::read_dir(Path::new(STYLES).join(style)).unwrap();
        rules.extend(files.map(|file| file.unwrap().path()));
    }
    rules.sort();
    rules
}

fn import(rule: &Path) -> Imported {
    let style = rule
        .parent()
        .unwrap()
        .file_name()
        .unwrap()
        .to_str()
        .unwrap();
    let name = rule.file_stem().unwrap().to_str().unwrap();
    let text = fs::read_to_string(rule).unwrap();
    vale::import(style, name, rule.to_str().unwrap(), &text).unwrap()
}

fn imported(text: &str) -> Imported {
    vale::import("Style", "Rule", "Rule.yml", text).unwrap()
}

fn packs() -> Vec<String> {
    rules()
        .iter()
        .filter_map(|rule| import(rule).pack)
        .collect()
}

/// What the pack of a rule finds in a draft.
fn found(rule: &str, draft: &str) -> Vec<String> {
    let pack = imported(rule).pack.unwrap();
    let source = Source::new("draft.md", draft);
    let findings = pack::findings(&[&pack], &source);
    findings
        .iter()
        .map(|finding| source.text()[finding.span().clone()].to_owned())
        .collect()
}

#[test]
fn packs_and_what_is_left_behind() {
    let mut told = String::new();
    for rule in rules() {
        let imported = import(&rule);
        told += &format!("=== {}\n", rule.strip_prefix(STYLES).unwrap().display());
        for left in &imported.left {
            told += &format!("--- line {}: {}: {}\n", left.line, left.key, left.reason);
        }
        if let Some(pack) = &imported.pack {
            told += pack;
        }
        told += "\n";
    }
    insta::assert_snapshot!(told);
}

#[test]
fn packs_are_read_by_the_program() {
    let packs = packs();
    assert_eq!(
        packs.len(),
        10,
        "eight rules of the House and two plain ones have something to find"
    );
    for text in packs {
        let pack = Pack::read(&text).unwrap();
        assert!(
            pack.entries.iter().any(|entry| !entry.terms.is_empty()) || !pack.patterns.is_empty()
        );
    }
}

/// `expected.txt` was written by hand, from what Vale's documentation says and not from what the packs find. A line that
/// begins with `+` is what pitchlint finds and Vale does not, one with `-` the other way round, each for the reason given.
#[test]
fn packs_find_what_vale_finds() {
    let expected = fs::read_to_string("fixtures/vale/expected.txt").unwrap();
    let mut expected: Vec<String> = (expected.lines())
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with('-'))
        .map(|line| {
            line.trim_start_matches("+ ")
                .split("  #")
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    let source = Source::new(
        "draft.md",
        fs::read_to_string("fixtures/vale/draft.md").unwrap(),
    );
    let mut found = Vec::new();
    // One rule at a time, as Vale has them: a word may be found by two.
    for text in packs() {
        for finding in pack::findings(&[&text], &source) {
            let span = finding.span().clone();
            found.push(format!(
                "{} {} {}",
                source.line_of(span.start),
                finding.rule,
                &source.text()[span]
            ));
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn messages_and_fixes() {
    let source = Source::new("draft.md", "We log on to a Web site. Cheers");
    let findings = pack::findings(
        &packs().iter().map(String::as_str).collect::<Vec<_>>(),
        &source,
    );
    let told: Vec<(&str, &str, Option<&str>)> = findings
        .iter()
        .map(|finding| {
            let fix = finding
                .fix
                .as_ref()
                .map(|fix| fix.edits[0].replacement.as_str());
            (
                finding.message.as_str(),
                finding.help.as_deref().unwrap(),
                fix,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "Consider \"log-on\" for \"log on\".",
                "Write \"log-on\".",
                Some("log-on")
            ),
            (
                "Use 'website' instead of 'Web site'.",
                "Write \"website\".",
                Some("website")
            ),
            (
                "A letter does not end with 'Cheers'; write 'Kind regards'.",
                "Write \"Kind regards\" or \"Yours\".",
                Some("Kind regards")
            ),
        ]
    );
}

#[test]
fn words_become_terms_only_where_nothing_else_would_be_found() {
    let token = |token: &str| {
        format!("extends: existence\nmessage: m\nignorecase: true\ntokens: ['{token}']\n")
    };
    assert_eq!(
        found(&token("back office"), "A back office and a Back\noffice."),
        ["back office", "Back\noffice"]
    );
    assert_eq!(
        found(&token("e-mail"), "An e-mail, an E-mail, an email."),
        ["e-mail", "E-mail"]
    );
    assert_eq!(
        found(&token("organise"), "Organise it; organize it."),
        ["Organise"]
    );
    assert_eq!(
        found(&token("colou?r"), "Colour, color and colours."),
        ["Colour", "color"]
    );
    let swap = |swap: &str| {
        format!("extends: substitution\nmessage: m\nignorecase: true\nswap: {{{swap}}}\n")
    };
    assert_eq!(
        found(&swap("log on: log-on"), "Log on, or log-on."),
        ["Log on"]
    );
    assert_eq!(
        found(&swap("github: GitHub"), "github, Github and GitHub."),
        ["github", "Github"]
    );
    assert_eq!(
        found(
            &swap("'(?:judg|judge)ment': judgement"),
            "A judgment, a judgement."
        ),
        ["judgment"]
    );
}

#[test]
fn a_look_at_what_follows_is_kept() {
    let rule = "extends: substitution\nmessage: m\nignorecase: true\nswap:\n  'it is(?!\\.)': it's\n  'it''s(?=\\.)': it is\n";
    assert_eq!(
        found(rule, "It is so. So it is. It's so. So it's."),
        ["It is", "it's"]
    );
    let rule = "extends: existence\nmessage: m\ntokens: ['so(?! that)', '\\w+(?!x)', '(?<!a )b']\n";
    assert_eq!(found(rule, "It is so that way, so there."), ["so"]);
    let told: Vec<usize> = imported(rule).left.iter().map(|left| left.line).collect();
    assert_eq!(
        told,
        [3, 3],
        "what looks at words of any length, or back, is left out"
    );
}

#[test]
fn capitals_count_unless_the_rule_says_otherwise() {
    let rule = "extends: existence\nmessage: m\ntokens: [May, act now]\n";
    assert_eq!(
        found(rule, "May we act now? You may Act now."),
        ["May", "act now"]
    );
    let rule = "extends: substitution\nmessage: m\nswap: {us: we, 'Act now': act}\n";
    assert_eq!(
        found(rule, "The US and us. Act now, and act now."),
        ["us", "Act now"]
    );
}

#[test]
fn what_is_not_as_expected_is_told_and_the_rest_is_kept() {
    for (rule, left) in [
        ("", "1 extends"),
        ("- a\n- b\n", "1 extends"),
        ("message: m\n", "1 extends"),
        ("extends: existance\nmessage: m\n", "1 extends"),
        ("extends: existence\nmessage: m\ntokens: []\n", "1 tokens"),
        (
            "extends: existence\nmessage: m\ntokens: [a]\nswap: {a: b}\n",
            "4 swap",
        ),
        (
            "extends: existence\nmessage: m\ntokens: [a]\nignorecase: perhaps\n",
            "4 ignorecase",
        ),
        (
            "extends: existence\nmessage: m\ntokens: [a]\nexceptions: ['(']\n",
            "4 exceptions",
        ),
        (
            "extends: existence\nmessage: m\ntokens: [a]\naction: remove\n",
            "4 action",
        ),
        (
            "extends: existence\nmessage: m\ntokens: [a]\n[b]: c\n",
            "4 ?",
        ),
        (
            "extends: existence\nmessage: m\ntokens:\n  - a\n  - b: c\n",
            "5 tokens",
        ),
        (
            "extends: existence\nmessage: m\nraw: ['(a', '|b']\n",
            "3 raw",
        ),
        (
            "extends: substitution\nmessage: m\nswap: [a, b]\n",
            "3 swap",
        ),
    ] {
        let imported = imported(rule);
        let told: Vec<String> = imported
            .left
            .iter()
            .map(|left| format!("{} {}", left.line, left.key))
            .collect();
        assert!(told.contains(&left.to_owned()), "{rule}: {told:?}");
        assert_eq!(
            imported.pack.is_some(),
            rule.contains("[a]") || rule.contains("- a\n  "),
            "{rule}"
        );
    }
    let raw = "extends: existence\nmessage: m\nraw: ['(?:a', '|b) c']\n";
    assert_eq!(
        found(raw, "a c, b c"),
        ["a c", "b c"],
        "parts of `raw` need not be complete"
    );
}

const RULE: &str =
    "extends: existence\nmessage: \"'%s' is odd\"\nignorecase: true\ntokens: [odd]\n";

/// Runs an import in a folder with these files; gives back the exit code, standard output and standard error.
fn run(files: &tempfile::TempDir, args: &[&str]) -> (i32, String, String) {
    let done = pitchlint(files, &[&["import", "vale"], args].concat());
    let code = done.get_output().status.code().unwrap();
    (code, stdout(&done), stderr(&done))
}

#[test]
fn a_folder_of_styles_becomes_a_folder_of_packs() {
    let files = folder(&[
        ("styles/My House/Odd Words.yml", RULE.as_bytes()),
        ("styles/My House/deeper/More.yml", RULE.as_bytes()),
        ("styles/My House/README.md", b"no rule"),
        ("styles/Other/Odd.yml", RULE.as_bytes()),
    ]);
    let (code, out, err) = run(&files, &["styles"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "3 packs in packs. Everything was carried over.\n");
    for name in ["my-house-odd-words", "my-house-more", "other-odd"] {
        let text = fs::read_to_string(files.path().join("packs").join(name).with_extension("toml"))
            .unwrap();
        assert_eq!(Pack::read(&text).unwrap().id, name);
    }
    let (code, out, _) = run(&files, &["styles/My House", "-o", "new/house"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "2 packs in new/house. Everything was carried over.\n")
    );
    assert!(files.path().join("new/house/my-house-more.toml").is_file());
    let (code, _, _) = run(&files, &["styles/My House/Odd Words.yml", "-o", "one"]);
    assert!(code == 0 && files.path().join("one/my-house-odd-words.toml").is_file());
}

#[test]
fn packs_that_somebody_changed_are_not_overwritten() {
    let files = folder(&[("styles/House/Odd.yml", RULE.as_bytes())]);
    let pack = files.path().join("packs/house-odd.toml");
    assert_eq!(run(&files, &["styles"]).0, 0);
    assert_eq!(run(&files, &["styles"]).0, 0, "the same again");
    let first = fs::read_to_string(&pack).unwrap();
    fs::write(&pack, "id = \"mine\"\n").unwrap();
    let (code, out, err) = run(&files, &["styles"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("house-odd.toml") && err.contains("--force"),
        "{err}"
    );
    assert_eq!(
        out,
        "No packs were written. Not everything could be read and written: see above.\n"
    );
    assert_eq!(fs::read_to_string(&pack).unwrap(), "id = \"mine\"\n");
    assert_eq!(run(&files, &["styles", "--force"]).0, 0);
    assert_eq!(fs::read_to_string(&pack).unwrap(), first);
}

#[test]
fn one_bad_file_does_not_keep_the_others_out() {
    let files = folder(&[
        ("styles/House/Odd.yml", RULE.as_bytes()),
        (
            "styles/House/Broken.yml",
            b"extends: existence\ntokens: [a\nlevel: error\n",
        ),
        ("styles/House/Latin.yml", b"message: caf\xe9\n"),
    ]);
    let (code, out, err) = run(&files, &["styles"]);
    assert_eq!(code, 2);
    assert!(out.starts_with("1 pack in packs."), "{out}");
    assert!(
        err.contains("Broken.yml: it is not valid YAML") && err.contains("Broken.yml:"),
        "{err}"
    );
    assert!(err.contains("Latin.yml: line 1 is not UTF-8"), "{err}");
    assert!(files.path().join("packs/house-odd.toml").is_file());
}

#[test]
fn what_is_left_behind_is_told_line_by_line() {
    let files = folder(&[
        ("styles/House/OddWords.yml", RULE.as_bytes()),
        ("styles/House/odd words.yml", RULE.as_bytes()),
        (
            "styles/House/Count.yml",
            b"message: m\nextends: occurrence\n",
        ),
        (
            "styles/config/vocabularies/House/accept.txt",
            b"pitchlint\n",
        ),
    ]);
    let (code, out, err) = run(&files, &["styles"]);
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "1 pack in packs. 3 things were not carried over: see above.\n"
    );
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        lines,
        [
            "styles/config: Vocab: vocabularies and dictionaries are not read",
            "styles/House/Count.yml:2: extends: `occurrence`: it counts, which packs do not; the rule was not imported",
            "styles/House/odd words.yml:1: extends: the id `house-odd-words` is taken by styles/House/OddWords.yml; rename one of the two files",
        ]
    );
}

#[test]
fn paths_that_lead_nowhere() {
    let files = folder(&[
        ("empty/notes.txt", b"no rule"),
        ("styles/House/Odd.yml", RULE.as_bytes()),
        ("file", b""),
    ]);
    for (args, words) in [
        (&["missing"][..], "missing"),
        (&["empty"], "there are no rules of Vale here"),
        (&["styles", "-o", "file"], "it is a file"),
    ] {
        let (code, out, err) = run(&files, args);
        assert_eq!(code, 2, "{args:?}");
        assert!(out.starts_with("No packs were written."), "{out}");
        assert!(
            err.contains(words) && err.contains("help"),
            "{args:?}: {err}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_is_told_and_left() {
    let files = folder(&[("styles/House/Odd.yml", RULE.as_bytes())]);
    std::os::unix::fs::symlink("..", files.path().join("styles/House/loop")).unwrap();
    std::os::unix::fs::symlink(
        "nowhere.yml",
        files.path().join("styles/House/dangling.yml"),
    )
    .unwrap();
    let (code, out, err) = run(&files, &["styles"]);
    assert_eq!(code, 2);
    assert!(out.starts_with("1 pack in packs."), "{out}");
    assert!(
        err.contains("loop") && err.contains("dangling.yml"),
        "{err}"
    );
}

fn without_hints(pack: &str) -> String {
    let mut pack: toml::Table = pack.parse().unwrap();
    for pattern in pack
        .get_mut("pattern")
        .and_then(toml::Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        pattern.as_table_mut().unwrap().remove("hints");
    }
    pack.to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Whatever is imported, the program can read and use, and its hints stand in all that it finds.
    #[test]
    fn every_pack_can_be_used(
        kind in "(existence|substitution)",
        flags in "(ignorecase: true\n)?(nonword: true\n)?(append: yes\n)?(exceptions: \\['a', 'B c', 'x\\(\\?:y\\|z\\)'\\]\n)?",
        tokens in proptest::collection::vec("[a-cA-C '|?()\\[\\]\\\\.*+{}0-9$^:#\"é-]{0,12}(\\(\\?[=!][a-c .]\\))?", 1..5),
    ) {
        let quoted = |text: &String| format!("'{}'", text.replace('\'', "''"));
        let items: Vec<String> = tokens.iter().map(quoted).collect();
        let rule = match kind.as_str() {
            "existence" => format!("tokens: [{0}]\nraw: [{0}]\n", items.join(", ")),
            _ => format!("swap:\n{}", items.iter().map(|item| format!("  {item}: {item}\n")).collect::<String>()),
        };
        let text = format!("extends: {kind}\nmessage: \"%s {{text}}\"\n{flags}{rule}");
        if let Some(pack) = imported(&text).pack {
            let source = Source::new("draft.md", "A b c, aa-bb. Ab0 (c) $1 \"x\" é? BB cc ab bc.\n\n- b c cab bac Abc ac c-c a\n");
            let spans = |pack: &str| -> Vec<_> {
                pack::findings(&[pack], &source).iter().map(|found| found.span().clone()).collect()
            };
            prop_assert_eq!(spans(&pack), spans(&without_hints(&pack)), "hints keep nothing from being found\n{}", pack);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(extends: (existence|substitution)\n)?[a-z:\\-\n '\"&*!|>\\[\\]{},#%?é]{0,80}") {
        let _ = vale::import("Style", "Rule", "Rule.yml", &text);
    }
}
