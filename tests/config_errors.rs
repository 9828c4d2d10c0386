//! What is said about a config that cannot be used: what is wrong, where, and what to write instead.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use program::{folder, pitchlint, stderr};
use snapbox::{Data, IntoData as _, assert_data_eq, str};

/// What a user is told of a config in a folder `docs`, with a few files beside it and above it.
fn told_of(name: &str, config: &str) -> Data {
    let folder = folder(&[
        (&format!("docs/{name}"), config.as_bytes()),
        ("docs/draft.md", b"We leverage it.\n"),
        ("docs/loop.toml", b"extends = \"pitchlint.toml\"\n"),
        ("docs/bad.toml", b"accept = \"x\"\n"),
        ("docs/pack.toml", b"id = \"hype\"\n"),
        ("above.toml", b""),
    ]);
    let output = pitchlint(&folder, &["docs/draft.md"]).code(2).stdout_eq("");
    stderr(&output).into_data()
}

fn told(config: &str) -> Data {
    told_of("pitchlint.toml", config)
}

macro_rules! config_errors {
    ($($name:ident: $config:expr => $said:expr;)*) => {
        $(#[test]
        fn $name() {
            assert_data_eq!(told($config), $said);
        })*
    };
}

config_errors! {
    a_misspelt_key: "preset = \"strict\"\nacept = [\"leverage\"]\n" => str![[r#"
  × there is no key `acept` in this place
   ╭─[docs/pitchlint.toml:2:1]
 1 │ preset = "strict"
 2 │ acept = ["leverage"]
   · ──┬──
   ·   ╰── here
   ╰────
  help: did you mean `accept`? The keys that fit here: extends, preset, audience, kind, accept,
        packs, include, exclude, rules, overrides

"#]];
    a_key_that_nobody_knows: "zzz = 1\n" => str![[r#"
  × there is no key `zzz` in this place
   ╭─[docs/pitchlint.toml:1:1]
 1 │ zzz = 1
   · ─┬─
   ·  ╰── here
   ╰────
  help: the keys that fit here: extends, preset, audience, kind, accept, packs, include, exclude,
        rules, overrides

"#]];
    a_misspelt_preset: "preset = \"strikt\"\n" => str![[r#"
  × "strikt" does not fit here
   ╭─[docs/pitchlint.toml:1:10]
 1 │ preset = "strikt"
   ·          ────┬───
   ·              ╰── here
   ╰────
  help: did you mean "strict"? The values that fit here: "default", "strict", "wording"

"#]];
    a_misspelt_audience: "audience = \"marketeers\"\n" => str![[r#"
  × "marketeers" does not fit here
   ╭─[docs/pitchlint.toml:1:12]
 1 │ audience = "marketeers"
   ·            ──────┬─────
   ·                  ╰── here
   ╰────
  help: did you mean "marketing"? The values that fit here: "general", "executive", "finance",
        "engineering", "marketing"

"#]];
    a_misspelt_kind: "kind = \"prosa\"\n" => str![[r#"
  × "prosa" does not fit here
   ╭─[docs/pitchlint.toml:1:8]
 1 │ kind = "prosa"
   ·        ───┬───
   ·           ╰── here
   ╰────
  help: did you mean "prose"? The values that fit here: "auto", "pitch", "prose"

"#]];
    a_misspelt_rule: "[rules]\nhypes = \"off\"\n" => str![[r#"
  × there is no rule `hypes`
   ╭─[docs/pitchlint.toml:2:1]
 1 │ [rules]
 2 │ hypes = "off"
   · ──┬──
   ·   ╰── here
   ╰────
  help: did you mean `hype`? `pitchlint rules` lists all

"#]];
    a_rule_that_nobody_knows: "[rules]\nour-words = \"off\"\n" => str![[r#"
  × there is no rule `our-words`
   ╭─[docs/pitchlint.toml:2:1]
 1 │ [rules]
 2 │ our-words = "off"
   · ────┬────
   ·     ╰── here
   ╰────
  help: `pitchlint rules` lists all; a rule of your own needs its pack in `packs`

"#]];
    a_misspelt_severity: "[rules]\nhype = \"eror\"\n" => str![[r#"
  × "eror" does not fit here
   ╭─[docs/pitchlint.toml:2:8]
 1 │ [rules]
 2 │ hype = "eror"
   ·        ───┬──
   ·           ╰── here
   ╰────
  help: did you mean "error"? The values that fit here: "error", "warning", "info", "off"

"#]];
    a_severity_that_is_no_text: "[rules]\nhype = false\n" => str![[r#"
  × a text is expected here
   ╭─[docs/pitchlint.toml:2:8]
 1 │ [rules]
 2 │ hype = false
   ·        ──┬──
   ·          ╰── here
   ╰────
  help: put one of the values that fit between quotation marks: "warning"

"#]];
    rules_that_are_no_table: "rules = [\"hype\"]\n" => str![[r#"
  × a list stands here, and a table is expected
   ╭─[docs/pitchlint.toml:1:9]
 1 │ rules = ["hype"]
   ·         ────┬───
   ·             ╰── here
   ╰────
  help: write it like this: { hype = "error", panic = "off" }

"#]];
    a_text_where_a_list_belongs: "accept = \"leverage\"\n" => str![[r#"
  × a text stands here, and a list is expected
   ╭─[docs/pitchlint.toml:1:10]
 1 │ accept = "leverage"
   ·          ─────┬────
   ·               ╰── here
   ╰────
  help: write it like this: ["one", "two"]

"#]];
    a_term_that_cannot_be_accepted: "accept = [\"leverage\", \"a*b\"]\n" => str![[r#"
  × "a*b" cannot be accepted
   ╭─[docs/pitchlint.toml:1:23]
 1 │ accept = ["leverage", "a*b"]
   ·                       ──┬──
   ·                         ╰── here
   ╰────
  help: write plain words; only a * at the end of a word means something: any ending

"#]];
    a_glob_with_an_open_bracket: "exclude = [\"old/[a-\"]\n" => str![[r#"
  × the glob "old/[a-" cannot be read: unclosed character class; missing ']'
   ╭─[docs/pitchlint.toml:1:12]
 1 │ exclude = ["old/[a-"]
   ·            ────┬────
   ·                ╰── here
   ╰────
  help: write it as in a .gitignore: "*.md" for a name in any folder, "proposals/" for a folder
        and all below it, "docs/**/draft-?.md" for a path from the folder of this file

"#]];
    a_glob_that_leads_out: "include = [\"../other/*.md\"]\n" => str![[r#"
  × the glob "../other/*.md" matches nothing: what lies above the folder of this file is not its
  │ business
   ╭─[docs/pitchlint.toml:1:12]
 1 │ include = ["../other/*.md"]
   ·            ───────┬───────
   ·                   ╰── here
   ╰────
  help: write it as in a .gitignore: "*.md" for a name in any folder, "proposals/" for a folder
        and all below it, "docs/**/draft-?.md" for a path from the folder of this file

"#]];
    an_empty_glob: "include = [\"\"]\n" => str![[r#"
  × the glob "" is empty, so it matches nothing
   ╭─[docs/pitchlint.toml:1:12]
 1 │ include = [""]
   ·            ─┬
   ·             ╰── here
   ╰────
  help: write it as in a .gitignore: "*.md" for a name in any folder, "proposals/" for a folder
        and all below it, "docs/**/draft-?.md" for a path from the folder of this file

"#]];
    an_override_without_files: "[[overrides]]\nkind = \"pitch\"\n" => str![[r#"
  × the key `files` is missing
   ╭─[docs/pitchlint.toml:1:1]
 1 │ [[overrides]]
   · ──────┬──────
   ·       ╰── here
 2 │ kind = "pitch"
   ╰────
  help: write, for example: files = ["proposals/**"]

"#]];
    an_override_with_no_files: "[[overrides]]\nfiles = []\nkind = \"pitch\"\n" => str![[r#"
  × this override names no files, so it never holds
   ╭─[docs/pitchlint.toml:2:9]
 1 │ [[overrides]]
 2 │ files = []
   ·         ─┬
   ·          ╰── here
 3 │ kind = "pitch"
   ╰────
  help: name some, for example: files = ["proposals/**"]

"#]];
    a_misspelt_key_in_an_override: "[[overrides]]\nfile = [\"a.md\"]\n" => str![[r#"
  × there is no key `file` in this place
   ╭─[docs/pitchlint.toml:2:1]
 1 │ [[overrides]]
 2 │ file = ["a.md"]
   · ──┬─
   ·   ╰── here
   ╰────
  help: did you mean `files`? The keys that fit here: files, preset, audience, kind, accept, rules

"#]];
    no_toml: "accept = [\"leverage\"\n" => str![[r#"
  × this is not valid TOML: unclosed array, expected `]`
   ╭─[docs/pitchlint.toml:1:21]
 1 │ accept = ["leverage"
   ·                     ▲
   ·                     ╰── here
   ╰────
  help: check that quotation marks and brackets are closed; a text with backslashes stands between
        single quotes

"#]];
    a_key_that_stands_twice: "kind = \"auto\"\nkind = \"pitch\"\n" => str![[r#"
  × the key `kind` stands twice
   ╭─[docs/pitchlint.toml:2:1]
 1 │ kind = "auto"
 2 │ kind = "pitch"
   · ──┬─
   ·   ╰── here
   ╰────
  help: take one of them out; each override begins with a line of its own: [[overrides]]

"#]];
    a_base_that_is_not_there: "extends = \"bse.toml\"\n" => str![[r#"
  × there is no file `bse.toml`
   ╭─[docs/pitchlint.toml:1:11]
 1 │ extends = "bse.toml"
   ·           ─────┬────
   ·                ╰── here
   ╰────
  help: check the spelling; the path counts from the folder of this file

"#]];
    a_base_outside: "extends = \"../above.toml\"\n" => str![[r#"
  × `../above.toml` lies outside of the folder of the config, and a config may read there only if
  │ you name it
   ╭─[docs/pitchlint.toml:1:11]
 1 │ extends = "../above.toml"
   ·           ───────┬───────
   ·                  ╰── here
   ╰────
  help: move it below that folder, or, if you trust this config, name it on the command line:
        --config docs/pitchlint.toml

"#]];
    a_pack_outside: "packs = [\"../above.toml\"]\n" => str![[r#"
  × `../above.toml` lies outside of the folder of the config, and a config may read there only if
  │ you name it
   ╭─[docs/pitchlint.toml:1:10]
 1 │ packs = ["../above.toml"]
   ·          ───────┬───────
   ·                 ╰── here
   ╰────
  help: move it below that folder, or name it on the command line: --pack above.toml; --config
        docs/pitchlint.toml allows all that this config names

"#]];
    a_pack_outside_by_its_full_path: "packs = [\"/etc/hostname\"]\n" => str![[r#"
  × `/etc/hostname` lies outside of the folder of the config, and a config may read there only if
  │ you name it
   ╭─[docs/pitchlint.toml:1:10]
 1 │ packs = ["/etc/hostname"]
   ·          ───────┬───────
   ·                 ╰── here
   ╰────
  help: move it below that folder, or name it on the command line: --pack /etc/hostname; --config
        docs/pitchlint.toml allows all that this config names

"#]];
    a_pack_that_is_not_there: "packs = [\"hous.toml\"]\n" => str![[r#"
  × there is no file `hous.toml`
   ╭─[docs/pitchlint.toml:1:10]
 1 │ packs = ["hous.toml"]
   ·          ─────┬─────
   ·               ╰── here
   ╰────
  help: check the spelling; the path counts from the folder of this file

"#]];
    a_pack_that_is_none: "packs = [\"pack.toml\"]\n" => str![[r#"
  × the key `severity` is missing
   ╭─[docs/pack.toml:1:1]
 1 │ id = "hype"
   · ▲
   · ╰── here
   ╰────
  help: write, for example: severity = "warning"

"#]];
    a_circle: "extends = \"loop.toml\"\n" => str![[r#"
  × the configs extend one another in a circle
   ╭─[docs/loop.toml:1:11]
 1 │ extends = "pitchlint.toml"
   ·           ────────┬───────
   ·                   ╰── here
   ╰────
  help: take this line out, or the one in the file that leads back here

"#]];
    a_config_that_extends_itself: "extends = \"pitchlint.toml\"\n" => str![[r#"
  × the configs extend one another in a circle
   ╭─[docs/pitchlint.toml:1:11]
 1 │ extends = "pitchlint.toml"
   ·           ────────┬───────
   ·                   ╰── here
   ╰────
  help: take this line out, or the one in the file that leads back here

"#]];
    a_base_with_a_fault: "extends = \"bad.toml\"\n" => str![[r#"
  × a text stands here, and a list is expected
   ╭─[docs/bad.toml:1:10]
 1 │ accept = "x"
   ·          ─┬─
   ·           ╰── here
   ╰────
  help: write it like this: ["one", "two"]

"#]];
    several_faults_at_once: "accept = [\"*\"]\n[rules]\nhypes = \"off\"\n[[overrides]]\nfiles = [\"{a\"]\nrules.panik = \"off\"\n" => str![[r#"
  × "*" cannot be accepted
   ╭─[docs/pitchlint.toml:1:11]
 1 │ accept = ["*"]
   ·           ─┬─
   ·            ╰── here
 2 │ [rules]
   ╰────
  help: it has no word in it: write the word or phrase to accept
  × the glob "{a" cannot be read: unclosed alternate group; missing '}' (maybe escape '{' with
  │ '[{]'?)
   ╭─[docs/pitchlint.toml:5:10]
 4 │ [[overrides]]
 5 │ files = ["{a"]
   ·          ──┬─
   ·            ╰── here
 6 │ rules.panik = "off"
   ╰────
  help: write it as in a .gitignore: "*.md" for a name in any folder, "proposals/" for a folder
        and all below it, "docs/**/draft-?.md" for a path from the folder of this file
  × there is no rule `hypes`
   ╭─[docs/pitchlint.toml:3:1]
 2 │ [rules]
 3 │ hypes = "off"
   · ──┬──
   ·   ╰── here
 4 │ [[overrides]]
   ╰────
  help: did you mean `hype`? `pitchlint rules` lists all
  × there is no rule `panik`
   ╭─[docs/pitchlint.toml:6:7]
 5 │ files = ["{a"]
 6 │ rules.panik = "off"
   ·       ──┬──
   ·         ╰── here
   ╰────
  help: did you mean `panic`? `pitchlint rules` lists all

"#]];
}

#[test]
fn a_fault_in_a_python_project() {
    let config = "[tool.ruff]\nline-length = 88\n\n[tool.pitchlint]\nkinds = \"pitch\"\n";
    assert_data_eq!(
        told_of("pyproject.toml", config),
        str![[r#"
  × there is no key `kinds` in this place
   ╭─[docs/pyproject.toml:5:1]
 4 │ [tool.pitchlint]
 5 │ kinds = "pitch"
   · ──┬──
   ·   ╰── here
   ╰────
  help: did you mean `kind`? The keys that fit here: extends, preset, audience, kind, accept,
        packs, include, exclude, rules, overrides

"#]]
    );
}

#[test]
fn a_python_project_that_is_no_toml() {
    let config = "[tool.pitchlint]\nkind = \"pitch\n";
    assert_data_eq!(
        told_of("pyproject.toml", config),
        str![[r#"
  × this is not valid TOML: invalid basic string, expected `"`
   ╭─[docs/pyproject.toml:2:14]
 1 │ [tool.pitchlint]
 2 │ kind = "pitch
   ·              ▲
   ·              ╰── here
   ╰────
  help: check that quotation marks and brackets are closed; a text with backslashes stands between
        single quotes

"#]]
    );
}

#[test]
fn configs_that_are_named_and_are_none() {
    let folder = folder(&[
        ("pyproject.toml", b"[tool.ruff]\n"),
        ("draft.md", b"We leverage it.\n"),
    ]);
    let told = |config: &str| {
        let output = pitchlint(&folder, &["--config", config, "draft.md"]).code(2);
        stderr(&output.stdout_eq("")).into_data()
    };
    assert_data_eq!(
        told("pyproject.toml"),
        str![[r#"
  × pyproject.toml: it has no section [tool.pitchlint]
  help: name a file with settings of pitchlint, or add the section

"#]]
    );
    assert_data_eq!(
        told("missing.toml"),
        str![[r#"
  × missing.toml: there is no such file or folder
  help: check the spelling of the path

"#]]
    );
}

/// Four hundred of them once took more stack than there is.
#[test]
fn a_chain_of_configs_that_extend_one_another() {
    let names = (0..400).map(|number| format!("{number}.toml"));
    let bases = (1..=400).map(|number| format!("extends = \"{number}.toml\"\n"));
    let files: Vec<(String, String)> = (names.zip(bases))
        .chain([
            (
                "400.toml".to_owned(),
                "accept = [\"leverage\"]\n".to_owned(),
            ),
            ("draft.md".to_owned(), "We leverage it.\n".to_owned()),
        ])
        .collect();
    let files: Vec<(&str, &[u8])> = (files.iter())
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let folder = folder(&files);
    // 400.toml is the 32nd behind the first, and the 33rd.
    pitchlint(&folder, &["--config", "368.toml", "draft.md"]).code(0);
    for first in ["367.toml", "0.toml"] {
        let output = pitchlint(&folder, &["--config", first, "draft.md"]).code(2);
        let said = stderr(&output);
        assert!(
            said.contains("more than 32 configs extend one another"),
            "{said}"
        );
    }
}

/// A config that was named on the command line may read what it names, wherever that is.
#[test]
fn a_named_config_may_read_outside_of_its_folder() {
    let folder = folder(&[
        ("docs/pitchlint.toml", b"extends = \"../above.toml\"\n"),
        ("docs/draft.md", b"We leverage it.\n"),
        ("above.toml", b"accept = [\"leverage\"]\n"),
    ]);
    pitchlint(&folder, &["docs/draft.md"]).code(2);
    pitchlint(
        &folder,
        &["--config", "docs/pitchlint.toml", "docs/draft.md"],
    )
    .code(0);
}

/// Links count for what they lead to.
#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = folder(&[
        ("secret.toml", b"password = \"hunter2\"\n"),
        ("a/draft.md", b"We leverage it.\n"),
        ("b/draft.md", b"We leverage it.\n"),
        ("b/pitchlint.toml", b"packs = [\"pack.toml\"]\n"),
    ]);
    symlink("../secret.toml", folder.path().join("a/pitchlint.toml")).unwrap();
    symlink("../secret.toml", folder.path().join("b/pack.toml")).unwrap();
    for draft in ["a/draft.md", "b/draft.md"] {
        let output = pitchlint(&folder, &[draft]).code(2).stdout_eq("");
        let said = stderr(&output);
        assert!(said.contains("outside of"), "{said}");
        assert!(!said.contains("hunter2"), "{said}");
    }
}

/// What is said about the front matter of a draft, which is checked all the same.
fn told_of_front_matter(lines: &str) -> Data {
    let draft = format!("---\ntitle: Calls\n{lines}---\n\nWe leverage it.\n");
    let folder = folder(&[("draft.md", draft.as_bytes())]);
    let output = pitchlint(&folder, &["-q", "--format", "compact", "draft.md"]).code(2);
    assert!(program::stdout(&output).contains("\"leverage\" is office jargon"));
    stderr(&output).into_data()
}

#[test]
fn a_misspelt_key_in_the_front_matter() {
    assert_data_eq!(
        told_of_front_matter("pitchlint:\n  disabled: [hype]\n"),
        str![[r#"
  × there is no key `disabled` below `pitchlint`
   ╭─[draft.md:4:3]
 3 │ pitchlint:
 4 │   disabled: [hype]
   ·   ────────┬───────
   ·           ╰── here
 5 │ ---
   ╰────
  help: did you mean `disable`? What fits here: accept, audience, disable, kind

"#]]
    );
}

#[test]
fn a_rule_in_the_front_matter_that_nobody_knows() {
    assert_data_eq!(
        told_of_front_matter("pitchlint:\n  disable:\n    - panic\n    - hypes\n"),
        str![[r#"
  × there is no rule `hypes`
   ╭─[draft.md:4:3]
 3 │     pitchlint:
 4 │ ╭─▶   disable:
 5 │ │       - panic
 6 │ ├─▶     - hypes
   · ╰──── here
 7 │     ---
   ╰────
  help: did you mean `hype`? `pitchlint rules` lists all

"#]]
    );
}

#[test]
fn values_in_the_front_matter_that_do_not_fit() {
    assert_data_eq!(
        told_of_front_matter(
            "pitchlint:\n  kind: poem\n  audience: marketers\n  accept: [\"a*b\"]\n"
        ),
        str![[r#"
  × "poem" is no kind of draft
   ╭─[draft.md:4:3]
 3 │ pitchlint:
 4 │   kind: poem
   ·   ─────┬────
   ·        ╰── here
 5 │   audience: marketers
   ╰────
  help: what fits here: pitch, prose
  × "marketers" is no audience
   ╭─[draft.md:5:3]
 4 │   kind: poem
 5 │   audience: marketers
   ·   ─────────┬─────────
   ·            ╰── here
 6 │   accept: ["a*b"]
   ╰────
  help: did you mean `marketing`? What fits here: general, executive, finance, engineering,
        marketing
  × "a*b" cannot be accepted
   ╭─[draft.md:6:3]
 5 │   audience: marketers
 6 │   accept: ["a*b"]
   ·   ───────┬───────
   ·          ╰── here
 7 │ ---
   ╰────
  help: write plain words; only a * at the end of a word means something: any ending

"#]]
    );
}

#[test]
fn a_value_where_keys_belong() {
    assert_data_eq!(
        told_of_front_matter("pitchlint: off\n"),
        str![[r#"
  × a value stands behind `pitchlint`
   ╭─[draft.md:3:1]
 2 │ title: Calls
 3 │ pitchlint: off
   · ───────┬──────
   ·        ╰── here
 4 │ ---
   ╰────
  help: put a key below it: one of accept, audience, disable, kind

"#]]
    );
}
