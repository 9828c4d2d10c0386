//! Configs, from outside: which one holds for a draft, what wins over what, and what it does.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;

use program::{folder, pitchlint, stderr, stdout};
use tempfile::TempDir;

/// Jargon, hype and a blank.
const DRAFT: &[u8] = b"We leverage synergies. It is a game-changer by TBD.\n";

/// The pack that docs/packs.md walks through: it flags "patron".
const HOUSE: &[u8] = include_bytes!("../fixtures/packs/house.toml");

/// What is found: path, severity, words and rule, a line each.
fn found(folder: &TempDir, args: &[&str]) -> Vec<String> {
    let args = [&["--quiet", "--format", "compact"], args].concat();
    let output = pitchlint(folder, &args).stderr_eq("");
    (stdout(&output).lines())
        .map(|line| {
            let mut parts = line.splitn(4, ':');
            let path = parts.next().unwrap();
            format!("{path}:{}", parts.nth(2).unwrap())
        })
        .collect()
}

/// The rules of what is found in all drafts, each once.
fn rules(folder: &TempDir, args: &[&str]) -> Vec<String> {
    let mut ids: Vec<String> = (found(folder, args).iter())
        .map(|line| {
            line.rsplit_once('[')
                .unwrap()
                .1
                .trim_end_matches(']')
                .to_owned()
        })
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

fn with_config(config: &str) -> TempDir {
    folder(&[("pitchlint.toml", config.as_bytes()), ("draft.md", DRAFT)])
}

const ALL: [&str; 3] = ["corporate-jargon", "hype", "placeholder"];

#[test]
fn rules_are_turned_off_and_made_worse_or_milder() {
    let folder = with_config(
        "[rules]\nhype = \"off\"\ncorporate-jargon = \"error\"\nplaceholder = \"info\"\n",
    );
    assert_eq!(
        found(&folder, &["draft.md"]),
        [
            "draft.md: error: \"leverage\" is office jargon [corporate-jargon]",
            "draft.md: error: \"synergies\" is office jargon [corporate-jargon]",
            "draft.md: info: \"TBD\" was never filled in [placeholder]",
        ]
    );
}

#[test]
fn a_severity_turns_on_what_is_off_by_default_and_holds_for_rules_of_order() {
    let folder = with_config(
        "kind = \"pitch\"\n[rules]\nmissing-owner = \"error\"\nmissing-goal = \"info\"\nmissing-ask = \"off\"\n",
    );
    let found = found(&folder, &["draft.md"]);
    let has = |start: &str, rule: &str| {
        found
            .iter()
            .any(|line| line.starts_with(start) && line.ends_with(rule))
    };
    assert!(has("draft.md: error", "[missing-owner]"), "{found:?}");
    assert!(has("draft.md: info", "[missing-goal]"), "{found:?}");
    assert!(!has("", "[missing-ask]"), "{found:?}");
}

/// Words of a rule that a team has turned off are no part of a barrage, either.
#[test]
fn a_rule_that_is_off_counts_for_nothing() {
    let text = b"We leverage synergies, circle back on the low-hanging fruit and move the needle for our members over the \
next year, with a small team that works two days a week and reports to the board each month on what it did and will do.\n";
    let barrage = |config: &str| {
        let folder = folder(&[
            ("pitchlint.toml", config.as_bytes()),
            ("draft.md", &text[..]),
        ]);
        rules(&folder, &[])
    };
    assert_eq!(barrage(""), ["corporate-jargon", "jargon-barrage"]);
    assert_eq!(barrage("rules.corporate-jargon = \"off\""), [] as [&str; 0]);
}

#[test]
fn accept_audience_preset_kind_and_packs() {
    let folder = folder(&[
        ("rules/house.toml", HOUSE),
        (
            "draft.md",
            b"Our runway is nine months. Each stakeholder and patron brings synergies.\n",
        ),
    ]);
    let with = |config: &str| {
        fs::write(folder.path().join("pitchlint.toml"), config).unwrap();
        found(&folder, &["draft.md"]).join("\n")
    };
    let plain = with("");
    assert!(plain.contains("synergies") && plain.contains("runway"));
    assert!(!plain.contains("patron") && !plain.contains("stakeholder"));
    assert!(!with("accept = [\"synergy\"]").contains("synergies"));
    assert!(!with("audience = \"finance\"").contains("runway"));
    assert!(with("preset = \"strict\"").contains("stakeholder"));
    assert!(!plain.contains("[missing-goal]"));
    assert!(with("kind = \"pitch\"").contains("[missing-goal]"));
    assert!(with("packs = [\"rules/house.toml\"]").contains("[house-words]"));
    let off = "packs = [\"rules/house.toml\"]\n[rules]\nhouse-words = \"off\"\n";
    assert!(!with(off).contains("[house-words]"));
}

#[test]
fn the_command_line_wins_over_the_config() {
    let folder = with_config(
        "preset = \"wording\"\nkind = \"pitch\"\naudience = \"finance\"\n[rules]\nhype = \"off\"\n",
    );
    fs::write(folder.path().join("runway.md"), "Our runway is short.\n").unwrap();
    assert_eq!(rules(&folder, &["runway.md"]), [] as [&str; 0]);
    assert_eq!(
        rules(&folder, &["runway.md", "--audience", "executive"]),
        ["corporate-jargon"]
    );
    assert!(rules(&folder, &["draft.md", "--preset", "default"]).contains(&"missing-goal".into()));
    assert!(
        !rules(
            &folder,
            &["draft.md", "--preset", "default", "--kind", "prose"]
        )
        .contains(&"missing-goal".into())
    );
    // Who names a rule wants to hear it.
    assert_eq!(rules(&folder, &["draft.md", "--select", "hype"]), ["hype"]);
    // Accepted terms add up.
    fs::write(
        folder.path().join("pitchlint.toml"),
        "accept = [\"leverage\"]",
    )
    .unwrap();
    let left = found(&folder, &["draft.md", "--accept", "synergy"]);
    assert!(left.iter().all(|line| !line.contains("jargon")), "{left:?}");
}

#[test]
fn the_nearest_config_holds_for_each_draft_of_a_run() {
    let folder = folder(&[
        ("pitchlint.toml", b"rules.hype = \"off\""),
        ("draft.md", DRAFT),
        ("a/b/draft.md", DRAFT),
        ("docs/.pitchlint.toml", b"rules.placeholder = \"off\""),
        ("docs/draft.md", DRAFT),
        ("docs/deep/draft.md", DRAFT),
    ]);
    let found = found(&folder, &[]);
    let has = |path: &str, rule: &str| {
        found
            .iter()
            .any(|line| line.starts_with(path) && line.ends_with(&format!("[{rule}]")))
    };
    for path in ["draft.md", "a/b/draft.md"] {
        assert!(!has(path, "hype") && has(path, "placeholder"), "{path}");
    }
    for path in ["docs/draft.md", "docs/deep/draft.md"] {
        assert!(has(path, "hype") && !has(path, "placeholder"), "{path}");
    }
}

/// What holds for a draft does not depend on where the program is started, or on how the draft is named.
#[test]
fn a_draft_above_the_folder_of_the_run_has_the_config_above() {
    let folder = folder(&[
        ("pitchlint.toml", b"rules.hype = \"off\""),
        ("draft.md", DRAFT),
        ("docs/pitchlint.toml", b"rules.placeholder = \"off\""),
        ("docs/draft.md", DRAFT),
    ]);
    assert_eq!(
        rules(&folder, &["docs/../draft.md"]),
        ["corporate-jargon", "placeholder"]
    );
    assert_eq!(
        rules(&folder, &["docs/draft.md"]),
        ["corporate-jargon", "hype"]
    );
}

#[test]
fn names_of_configs_in_their_order() {
    let folder = folder(&[("draft.md", DRAFT)]);
    let put = |name: &str, config: &str| fs::write(folder.path().join(name), config).unwrap();
    put(
        "pyproject.toml",
        "[tool.pitchlint.rules]\nhype = \"off\"\n[tool.ruff]\nline-length = 9\n",
    );
    assert_eq!(rules(&folder, &[]), ["corporate-jargon", "placeholder"]);
    put(".pitchlint.toml", "rules.placeholder = \"off\"");
    assert_eq!(rules(&folder, &[]), ["corporate-jargon", "hype"]);
    put("pitchlint.toml", "rules.corporate-jargon = \"off\"");
    assert_eq!(rules(&folder, &[]), ["hype", "placeholder"]);
}

/// A project of others, even one with a slip in it, is none of our business and hides no config above it.
#[test]
fn a_python_project_without_our_section_is_passed_over() {
    let folder = folder(&[
        ("pitchlint.toml", b"rules.hype = \"off\""),
        ("one/pyproject.toml", b"[tool.ruff]\n"),
        ("one/draft.md", DRAFT),
        ("two/pyproject.toml", b"[tool.ruff\n"),
        ("two/draft.md", DRAFT),
    ]);
    assert_eq!(rules(&folder, &[]), ["corporate-jargon", "placeholder"]);
}

#[test]
fn a_config_of_ones_choice_or_none() {
    let folder = folder(&[
        ("pitchlint.toml", b"rules.hype = \"off\""),
        ("other/mine.toml", b"rules.placeholder = \"off\""),
        ("draft.md", DRAFT),
    ]);
    assert_eq!(
        rules(&folder, &["draft.md", "--config", "other/mine.toml"]),
        ["corporate-jargon", "hype"]
    );
    assert_eq!(rules(&folder, &["draft.md", "--isolated"]), ALL);
    pitchlint(&folder, &["--isolated", "--config", "other/mine.toml"]).code(2);
}

#[test]
fn overrides_for_some_drafts() {
    let folder = folder(&[
        (
            "pitchlint.toml",
            b"rules.hype = \"off\"\n\
              [[overrides]]\nfiles = [\"docs/\", \"*.mdx\"]\nrules = { hype = \"error\", placeholder = \"off\" }\n\
              accept = [\"synergy\"]\n\
              [[overrides]]\nfiles = [\"docs/old/**\"]\nrules.hype = \"info\"\n",
        ),
        ("draft.md", DRAFT),
        ("docs/draft.md", DRAFT),
        ("docs/old/deep/draft.md", DRAFT),
        ("a/b/draft.mdx", DRAFT),
    ]);
    let words = "warning: \"leverage\" is office jargon [corporate-jargon]";
    let hype = "\"game-changer\" is hype, not proof [hype]";
    assert_eq!(
        found(&folder, &[]),
        [
            format!("a/b/draft.mdx: {words}"),
            format!("a/b/draft.mdx: error: {hype}"),
            format!("docs/draft.md: {words}"),
            format!("docs/draft.md: error: {hype}"),
            format!("docs/old/deep/draft.md: {words}"),
            format!("docs/old/deep/draft.md: info: {hype}"),
            format!("draft.md: {words}"),
            "draft.md: warning: \"synergies\" is office jargon [corporate-jargon]".to_owned(),
            "draft.md: error: \"TBD\" was never filled in [placeholder]".to_owned(),
        ]
    );
}

#[test]
fn overrides_of_kind_audience_and_preset() {
    let folder = folder(&[
        (
            "pitchlint.toml",
            b"[[overrides]]\nfiles = [\"pitches/*\"]\nkind = \"pitch\"\naudience = \"finance\"\n\
              [[overrides]]\nfiles = [\"notes.md\"]\nkind = \"prose\"\npreset = \"strict\"\n",
        ),
        (
            "pitches/a.md",
            b"Our runway is nine months. Each stakeholder knows.\n",
        ),
        (
            "notes.md",
            b"Our runway is nine months. Each stakeholder knows.\n",
        ),
    ]);
    let found = found(&folder, &[]).join("\n");
    assert!(found.contains("pitches/a.md: error: the draft never says what it is for"));
    assert!(!found.contains("pitches/a.md: warning: \"runway\""));
    assert!(found.contains("notes.md: warning: \"runway\""));
    assert!(found.contains("notes.md: info: \"stakeholder\""));
    assert!(!found.contains("notes.md: error"));
}

#[test]
fn a_config_extends_another() {
    let folder = folder(&[
        (
            "pitchlint.toml",
            b"extends = \"shared/base.toml\"\naccept = [\"synergy\"]\n[rules]\nhype = \"error\"\n",
        ),
        (
            "shared/base.toml",
            b"extends = \"../shared/words.toml\"\npacks = [\"house.toml\"]\n[rules]\nhype = \"off\"\nplaceholder = \"off\"\n\
              [[overrides]]\nfiles = [\"old.md\"]\nrules.hype = \"off\"\n",
        ),
        ("shared/words.toml", b"accept = [\"leverage\"]\n"),
        ("shared/house.toml", HOUSE),
        ("draft.md", &[DRAFT, b"The patrons came.\n"].concat()),
    ]);
    assert_eq!(
        found(&folder, &[]),
        [
            "draft.md: error: \"game-changer\" is hype, not proof [hype]",
            "draft.md: warning: \"patrons\" is not how we put it [house-words]",
        ]
    );
}

#[test]
fn drafts_to_leave_out_and_to_take() {
    let folder = folder(&[
        (
            "pitchlint.toml",
            b"include = [\"docs/\"]\nexclude = [\"old/\", \"*.mdx\"]\n",
        ),
        ("draft.md", DRAFT),
        ("docs/a.md", DRAFT),
        ("docs/b.mdx", DRAFT),
        ("docs/old/c.md", DRAFT),
    ]);
    let drafts = |args: &[&str]| {
        let mut paths: Vec<String> = (found(&folder, args).iter())
            .map(|line| line.split_once(':').unwrap().0.to_owned())
            .collect();
        paths.dedup();
        paths
    };
    assert_eq!(drafts(&[]), ["docs/a.md"]);
    assert_eq!(drafts(&["docs"]), ["docs/a.md"]);
    // A file that is named is checked.
    assert_eq!(
        drafts(&["docs/old/c.md", "draft.md"]),
        ["docs/old/c.md", "draft.md"]
    );
    // Unless a hook names all files that changed.
    assert_eq!(
        drafts(&["--force-exclude", "docs/old/c.md", "docs/a.md", "draft.md"]),
        ["docs/a.md"]
    );
}

/// An editor that pipes a draft through the program gets it back, whatever the config leaves out.
#[test]
fn a_draft_left_out_comes_back_as_it_was() {
    let folder = folder(&[("pitchlint.toml", b"exclude = [\"old/\"]\n")]);
    let draft = "We leverage it.";
    let command = snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("pitchlint"))
        .current_dir(folder.path())
        .args([
            "--fix",
            "--force-exclude",
            "--stdin-filename",
            "old/c.md",
            "-",
        ]);
    let run = command.stdin(draft).assert();
    run.code(0).stdout_eq(draft);
}

#[test]
fn a_broken_config_keeps_only_its_own_drafts_from_being_checked() {
    let folder = folder(&[
        ("a/pitchlint.toml", b"presets = \"strict\""),
        ("a/one.md", DRAFT),
        ("a/two.md", DRAFT),
        ("b/three.md", DRAFT),
    ]);
    let output = pitchlint(&folder, &["--quiet", "--format", "compact"]).code(2);
    assert!((stdout(&output).lines()).all(|line| line.starts_with("b/three.md")));
    assert!(!stdout(&output).is_empty());
    assert_eq!(
        stderr(&output).matches("there is no key `presets`").count(),
        1
    );
}

#[test]
fn explain_rules_and_card_heed_the_config() {
    let folder = folder(&[
        (
            "pitchlint.toml",
            b"packs = [\"house.toml\"]\naudience = \"finance\"\naccept = [\"leverage\"]\n[rules]\nhype = \"error\"\npanic = \"off\"\n",
        ),
        ("house.toml", HOUSE),
        ("draft.md", DRAFT),
    ]);
    let told = |args: &[&str]| stdout(&pitchlint(&folder, args).code(0));
    assert!(told(&["explain", "runway"]).starts_with("\"runway\" (corporate-jargon: plain to"));
    assert!(told(&["explain", "patron"]).starts_with("\"patron\" (house-words"));
    let rules = told(&["rules"]);
    let line = |id: &str| rules.lines().find(|line| line.starts_with(id)).unwrap();
    assert!(line("hype ").contains(" error "), "{rules}");
    assert!(line("panic ").contains(" off "), "{rules}");
    assert!(line("house-words ").contains(" warning "), "{rules}");
    let jargon = |args: &[&str]| {
        let args = [&["card", "--format", "json", "draft.md"], args].concat();
        let card: serde_json::Value = serde_json::from_str(&told(&args)).unwrap();
        card["jargon_per_100_words"].as_f64().unwrap()
    };
    assert!(jargon(&[]) < jargon(&["--isolated"]));
}

/// A draft on standard input is where its name says, or here.
#[test]
fn standard_input_has_a_config_too() {
    let folder = folder(&[
        ("docs/pitchlint.toml", b"rules.hype = \"off\""),
        ("pitchlint.toml", b"rules.placeholder = \"off\""),
    ]);
    let run = |args: &[&str]| {
        let output = snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("pitchlint"))
            .current_dir(folder.path())
            .args(["--quiet", "--format", "compact", "-"])
            .args(args)
            .stdin(DRAFT.to_vec())
            .assert();
        stdout(&output)
    };
    let here = run(&[]);
    assert!(
        here.contains("[hype]") && !here.contains("[placeholder]"),
        "{here}"
    );
    let named = run(&["--stdin-filename", "docs/draft.md"]);
    assert!(
        !named.contains("[hype]") && named.contains("[placeholder]"),
        "{named}"
    );
}

/// A draft whose front matter has these lines below `pitchlint:`.
fn with_front_matter(lines: &str) -> String {
    format!(
        "---\npitchlint:\n{lines}---\n\nWe leverage synergies. It is a game-changer by TBD. Our runway is nine months.\n"
    )
}

#[test]
fn a_draft_says_what_holds_for_it() {
    let found_with = |lines: &str, args: &[&str]| {
        let draft = with_front_matter(lines);
        let folder = folder(&[
            (
                "pitchlint.toml",
                b"kind = \"prose\"\naccept = [\"leverage\"]\n",
            ),
            ("draft.md", draft.as_bytes()),
        ]);
        found(&folder, &[&["draft.md"], args].concat()).join("\n")
    };
    let plain = found_with("", &[]);
    for rule in ["runway", "synergies", "[hype]", "[placeholder]"] {
        assert!(plain.contains(rule), "{rule}: {plain}");
    }
    let own = found_with(
        "  disable: [hype, placeholder]\n  accept:\n    - synergy\n",
        &[],
    );
    for rule in ["synergies", "leverage", "[hype]", "[placeholder]"] {
        assert!(!own.contains(rule), "{rule}: {own}");
    }
    assert!(own.contains("runway"));
    assert!(!found_with("  audience: finance\n", &[]).contains("runway"));
    // It is nearer to the draft than a config, and the command line wins over both.
    assert!(found_with("  kind: pitch\n", &[]).contains("[missing-goal]"));
    assert!(!found_with("  kind: pitch\n", &["--kind", "prose"]).contains("[missing-goal]"));
    let executive = &["--audience", "executive"];
    assert!(found_with("  audience: finance\n", executive).contains("runway"));
    // A selection is of what the draft lets speak.
    assert_eq!(found_with("  disable: [hype]\n", &["--select", "hype"]), "");
}

/// Comments that silence, and settings of the draft and of its config, side by side.
#[test]
fn comments_that_silence_go_by_the_settings_of_the_draft() {
    let silenced = "<!-- pitchlint-disable-next-line hype -->\nWe leverage it by May.\n";
    let own = with_front_matter("  disable: [hype]\n") + silenced;
    let folder = folder(&[
        ("worse/pitchlint.toml", b"rules = { unused-directive = \"error\" }"),
        ("worse/draft.md", silenced.as_bytes()),
        ("off/pitchlint.toml", b"rules = { unused-directive = \"off\" }"),
        ("off/draft.md", silenced.as_bytes()),
        ("idle/pitchlint.toml", b"rules = { hype = \"off\" }"),
        ("idle/draft.md", silenced.as_bytes()),
        ("own/draft.md", own.as_bytes()),
        ("packed/pitchlint.toml", b"packs = [\"house.toml\"]\naccept = [\"leverage\"]"),
        ("packed/house.toml", HOUSE),
        (
            "packed/draft.md",
            b"<!-- pitchlint-disable-next-line house-words -->\nEach patron may leverage it by May.\n",
        ),
    ]);
    let of_directives: Vec<String> = (found(&folder, &[]).into_iter())
        .filter(|line| line.contains("unused-directive") || line.starts_with("packed"))
        .collect();
    assert_eq!(
        of_directives,
        ["worse/draft.md: error: \"hype\" silences nothing here [unused-directive]"]
    );
}

/// Each draft is fixed as its own config has it.
#[test]
fn fixing_heeds_the_config_of_each_draft() {
    let draft = b"We utilize it by May.\n";
    let folder = folder(&[
        ("free/draft.md", draft),
        ("accepting/pitchlint.toml", b"accept = [\"utilize\"]"),
        ("accepting/draft.md", draft),
        ("broken/pitchlint.toml", b"rules = { hyp = \"off\" }"),
        ("broken/draft.md", draft),
    ]);
    pitchlint(&folder, &["--fix", "."]).code(2);
    let text = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    assert_eq!(text("free/draft.md"), "We use it by May.\n");
    for left in ["accepting/draft.md", "broken/draft.md"] {
        assert_eq!(text(left).as_bytes(), draft, "{left}");
    }
}

#[test]
fn what_holds_for_a_draft_and_where_it_comes_from() {
    let draft = with_front_matter("  disable: [hype]\n");
    let folder = folder(&[
        (
            "pitchlint.toml",
            b"extends = \"base.toml\"\naudience = \"finance\"\npacks = [\"house.toml\"]\nexclude = [\"old/\"]\n\n\
              [[overrides]]\nfiles = [\"*.md\"]\nkind = \"pitch\"\n",
        ),
        ("base.toml", b"accept = [\"leverage\"]\naudience = \"general\"\n[rules]\npanic = \"error\"\n"),
        ("house.toml", HOUSE),
        ("draft.md", draft.as_bytes()),
    ]);
    pitchlint(&folder, &["config", "draft.md", "--preset", "strict"])
        .code(0)
        .stderr_eq("")
        .stdout_eq(snapbox::str![[r#"
draft.md
config: pitchlint.toml

audience                       finance      pitchlint.toml:2
kind                           pitch        pitchlint.toml:8
preset                         strict       command line
rules.hype                     off          draft.md:3
rules.panic                    error        base.toml:4
accept                         leverage     base.toml:1
packs                          house.toml   pitchlint.toml:3
exclude                        old/         pitchlint.toml:4

"#]]);
    // A draft that is not there yet.
    pitchlint(&folder, &["config", "old/new.md", "--isolated"])
        .code(0)
        .stdout_eq(snapbox::str![[r#"
old/new.md
config: none

audience                       executive    default
kind                           auto         default
preset                         default      default

"#]]);
    let old = stdout(&pitchlint(&folder, &["config", "old/new.md"]).code(0));
    assert!(old.contains("It is left out"), "{old}");
}

#[test]
fn init_writes_a_config_fit_for_the_folder_and_overwrites_nothing() {
    let folder = folder(&[
        ("proposals/chat.md", DRAFT),
        ("proposals/README.md", DRAFT),
        ("vendor/theirs.md", DRAFT),
        ("house.toml", HOUSE),
        ("other.toml", b"x = 1\n"),
    ]);
    pitchlint(&folder, &["init"]).code(0).stderr_eq("");
    let written = fs::read_to_string(folder.path().join("pitchlint.toml")).unwrap();
    for line in [
        "packs = [\"house.toml\"]",
        "exclude = [\"vendor/\"]",
        "files = [\"proposals/\", \"!README.md\"]",
    ] {
        assert!(written.lines().any(|known| known == line), "{written}");
    }
    let found = found(&folder, &[]).join("\n");
    assert!(found.contains("proposals/chat.md: error: the draft never says"));
    assert!(!found.contains("README.md: error: the draft"));
    assert!(!found.contains("vendor"));
    let refused = pitchlint(&folder, &["init"]).code(2).stdout_eq("");
    assert!(stderr(&refused).contains("pitchlint.toml: there is a config already"));
    assert_eq!(
        fs::read_to_string(folder.path().join("pitchlint.toml")).unwrap(),
        written
    );
    // Where there is nothing to go by, all of it is comments or what holds anyway.
    pitchlint(&folder, &["init", "vendor"]).code(0);
    pitchlint(&folder, &["config", "vendor/theirs.md"])
        .code(0)
        .stderr_eq("");
}
