//! A team takes pitchlint up in an old repository: `--baseline` and `--since` in one that Git made for the test.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::folder;
use snapbox::cmd::{Command as Run, OutputAssert, cargo_bin};
use tempfile::TempDir;

/// What a user's own settings of Git must not get in the way of; and the hours must not, either.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_AUTHOR_NAME", "Ada"),
    ("GIT_AUTHOR_EMAIL", "ada@example.org"),
    ("GIT_AUTHOR_DATE", "2024-05-01T12:00:00Z"),
    ("GIT_COMMITTER_NAME", "Ada"),
    ("GIT_COMMITTER_EMAIL", "ada@example.org"),
    ("GIT_COMMITTER_DATE", "2024-05-01T12:00:00Z"),
    ("LC_ALL", "C.UTF-8"),
];

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    let output = command.envs(ENVIRONMENT.iter().copied()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "drafts"]);
}

fn command(folder: &Path, args: &[&str]) -> Run {
    let mut command = Run::new(cargo_bin!("pitchlint")).current_dir(folder);
    for name in [
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_WORK_TREE",
    ] {
        command = command.env_remove(name);
    }
    command.envs(ENVIRONMENT.iter().copied()).args(args)
}

fn run(folder: &Path, args: &[&str]) -> OutputAssert {
    command(folder, args).assert()
}

fn stdout(assert: &OutputAssert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// What a problem says, without the frame and the breaks of lines.
fn told(assert: &OutputAssert) -> String {
    let told = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The findings of a run: `path:line rule text`.
fn found(folder: &Path, args: &[&str]) -> Vec<String> {
    let run = run(folder, &[args, &["--format", "jsonl"]].concat());
    let text = stdout(&run);
    assert_eq!(run.get_output().stderr, b"", "{}", told(&run));
    let finding = |line: &str| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        format!(
            "{}:{} {} {}",
            text("path"),
            finding["line"],
            text("rule"),
            text("text")
        )
    };
    text.lines().map(finding).collect()
}

/// A draft with two findings, and with two more about the whole of it if it is a pitch.
fn draft(number: usize) -> String {
    let title = if number.is_multiple_of(10) {
        format!(
            "# Proposal {number}\n\nWe want to help patients find shelf {number} in 2 days; today it takes 9. I ask you to approve 90 hours."
        )
    } else {
        format!("# Notes {number}")
    };
    format!(
        "{title}\n\nWe leverage the archive of room {number}.\n\nThe catalogue for {number} readers is best-in-class.\n\n\
         Plain words stand here, as they do on shelf {number}.\n"
    )
}

const DRAFTS: usize = 40;

fn path(number: usize) -> String {
    format!("docs/draft {number:02}.md")
}

/// Forty drafts with a baseline, committed.
fn old_repository() -> TempDir {
    let drafts: Vec<(String, String)> = (1..=DRAFTS)
        .map(|number| (path(number), draft(number)))
        .collect();
    let files: Vec<(&str, &[u8])> = (drafts.iter())
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    let old = folder(&files);
    git(old.path(), &["init", "--quiet", "--initial-branch=main"]);
    let written = run(old.path(), &["--write-baseline", "baseline.toml"]).code(0);
    assert_eq!(
        stdout(&written),
        "Wrote 84 findings of 40 drafts to baseline.toml. From now on: pitchlint --baseline baseline.toml\n"
    );
    commit(old.path());
    old
}

fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let file = folder.join(path);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{path}: {text}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

fn baseline(folder: &Path) -> String {
    fs::read_to_string(folder.join("baseline.toml")).unwrap()
}

/// The second commit: edits, moves and renames.
fn work_on(repository: &Path) {
    // Lines are moved about: a paragraph up, another down.
    let text = draft(1);
    let blocks: Vec<&str> = text.trim_end().split("\n\n").collect();
    let turned = [
        blocks[0],
        blocks[2],
        "A new line of plain words.",
        blocks[1],
        blocks[3],
    ];
    fs::write(repository.join(path(1)), turned.join("\n\n") + "\n").unwrap();
    // A finding is added above an equal one, and another one below.
    edit(
        repository,
        &path(2),
        "# Notes 2\n",
        "# Notes 2\n\nWe leverage it.\n",
    );
    edit(
        repository,
        &path(3),
        "shelf 3.",
        "shelf 3, which is seamless.",
    );
    // Renamed, and renamed with an edit.
    fs::create_dir(repository.join("archive")).unwrap();
    git(repository, &["mv", &path(4), "archive/old notes.md"]);
    git(
        repository,
        &["mv", &path(5), "archive/a \"new\" n\u{e4}me.md"],
    );
    edit(
        repository,
        "archive/a \"new\" n\u{e4}me.md",
        "shelf 5.",
        "shelf 5. It is seamless.",
    );
    // Mended, and gone.
    edit(repository, &path(6), "leverage", "use");
    fs::remove_file(repository.join(path(7))).unwrap();
    // A pitch whose title is another, and one that loses what it asks for.
    edit(
        repository,
        &path(10),
        "# Proposal 10",
        "# Proposal: the tenth",
    );
    edit(repository, &path(20), " I ask you to approve 90 hours.", "");
    // The same words, with other breaks of lines and marks.
    edit(
        repository,
        &path(8),
        "is best-in-class",
        "is\n**best-in-class**",
    );
    commit(repository);
}

#[test]
fn a_baseline_hides_what_is_old_and_nothing_else() {
    let repository = old_repository();
    let repository = repository.path();
    let whole = run(repository, &["--baseline", "baseline.toml"]).code(0);
    assert_eq!(
        stdout(&whole),
        "40 drafts checked: 4 as pitches, 36 as prose.\nNothing new to mend in 40 drafts.\n\
         84 older findings are hidden by the baseline.\n"
    );
    work_on(repository);
    let new = found(repository, &["--baseline", "baseline.toml"]);
    assert_eq!(
        new,
        [
            "archive/a \"new\" n\u{e4}me.md:7 hype seamless",
            "docs/draft 02.md:5 corporate-jargon leverage",
            "docs/draft 03.md:7 hype seamless",
            "docs/draft 20.md:1 missing-ask Proposal 20",
            "docs/draft 20.md:1 missing-timeline Proposal 20",
        ]
    );
    let summary = stdout(&run(repository, &["--baseline", "baseline.toml"]).code(1));
    let hint = "3 findings of the baseline are gone: --prune-baseline takes them out.\n";
    assert!(summary.ends_with(hint), "{summary}");
    // The third commit: text that was pasted from an old draft, and a copy, are new once the draft that is gone is forgotten.
    let prune = ["--baseline", "baseline.toml", "--prune-baseline"];
    run(repository, &prune).code(1);
    edit(
        repository,
        &path(11),
        "# Notes 11\n",
        "# Notes 11\n\nWe leverage the archive of room 12.\n",
    );
    fs::copy(
        repository.join(path(12)),
        repository.join("archive/copy.md"),
    )
    .unwrap();
    commit(repository);
    let copied = [
        "archive/copy.md:3 corporate-jargon leverage",
        "archive/copy.md:5 hype best-in-class",
        "docs/draft 11.md:5 corporate-jargon leverage",
    ];
    let all = [
        &copied[..2],
        &[new[1].as_str(), &new[2]],
        &copied[2..],
        &[&new[3], &new[4]],
    ]
    .concat();
    let args = ["--baseline", "../baseline.toml", "../archive", "."];
    let from_below = found(&repository.join("docs"), &args);
    let from_top = found(repository, &["--baseline", "baseline.toml"]);
    assert_eq!(from_top[0], new[0]);
    assert_eq!(from_top[1..], all);
    let rest = |finding: &String| finding.rsplit('/').next().unwrap().to_owned();
    let (below, top): (Vec<_>, Vec<_>) = (
        from_below.iter().map(rest).collect(),
        from_top.iter().map(rest).collect(),
    );
    assert_eq!(below, top, "paths count from the folder of the baseline");
}

#[test]
fn a_baseline_only_shrinks() {
    let repository = old_repository();
    let repository = repository.path();
    let old = baseline(repository);
    work_on(repository);
    let prune = ["--baseline", "baseline.toml", "--prune-baseline"];
    // What was not looked at stays.
    let other = run(repository, &[&prune[..], &["docs/draft 12.md"]].concat()).code(0);
    assert!(
        stdout(&other).ends_with("Nothing to take out of baseline.toml.\n"),
        "{}",
        stdout(&other)
    );
    let other = run(repository, &[&prune[..], &["--select", "panic"]].concat()).code(0);
    assert!(
        stdout(&other).contains("Nothing to take out"),
        "{}",
        stdout(&other)
    );
    let pruned = run(repository, &prune).code(1);
    let pruned = stdout(&pruned);
    assert!(
        pruned.ends_with("Took 3 findings out of baseline.toml; 81 left.\n"),
        "{pruned}"
    );
    assert!(!pruned.contains("--prune-baseline"), "{pruned}");
    let new = baseline(repository);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&old), lines(&new));
    let gone: Vec<&String> = old.iter().filter(|line| !new.contains(line)).collect();
    let come: Vec<&String> = new.iter().filter(|line| !old.contains(line)).collect();
    let entry = |path: &str, rule: &str, text: &str| {
        format!("  {{ path = \"{path}\", rule = \"{rule}\", text = \"{text}\", count = 1 }},")
    };
    let both = |path: &str| {
        [
            entry(path, "corporate-jargon", "leverage"),
            entry(path, "hype", "best-in-class"),
        ]
    };
    let expected = [both("docs/draft 04.md"), both("docs/draft 05.md")].concat();
    let mended = [
        vec![entry("docs/draft 06.md", "corporate-jargon", "leverage")],
        both("docs/draft 07.md").to_vec(),
    ]
    .concat();
    assert_eq!(
        gone.into_iter().cloned().collect::<Vec<_>>(),
        [expected, mended].concat()
    );
    let renamed = [
        both("archive/a \\\"new\\\" n\u{e4}me.md"),
        both("archive/old notes.md"),
    ]
    .concat();
    assert_eq!(come.into_iter().cloned().collect::<Vec<_>>(), renamed);

    // A mended finding that comes back is new, and a second run changes nothing.
    edit(repository, &path(6), "use", "leverage");
    assert!(
        found(repository, &prune)
            .contains(&"docs/draft 06.md:3 corporate-jargon leverage".to_owned())
    );
    assert_eq!(lines(&baseline(repository)), new);
}

#[test]
fn since_a_revision() {
    let repository = old_repository();
    let repository = repository.path();
    assert_eq!(found(repository, &["--since", "HEAD"]), [""; 0]);
    work_on(repository);
    let changed = [
        "archive/a \"new\" n\u{e4}me.md:7 hype seamless",
        "docs/draft 01.md:7 corporate-jargon leverage",
        "docs/draft 02.md:3 corporate-jargon leverage",
        "docs/draft 03.md:7 hype seamless",
        "docs/draft 08.md:6 hype best-in-class",
        "docs/draft 10.md:1 missing-risk Proposal: the tenth",
        "docs/draft 20.md:1 missing-ask Proposal 20",
        "docs/draft 20.md:1 missing-timeline Proposal 20",
        "docs/draft 20.md:1 missing-risk Proposal 20",
    ];
    assert_eq!(found(repository, &["--since", "HEAD~1"]), changed);
    // What both have in common, whichever of two equal findings it is.
    let both = ["--since", "HEAD~1", "--baseline", "baseline.toml"];
    let new = [changed[0], changed[2], changed[3], changed[6], changed[7]];
    assert_eq!(found(repository, &both), new);
    let summary = stdout(&run(repository, &both).code(1));
    assert!(
        summary.contains("5 findings in 4 of 39 drafts"),
        "{summary}"
    );
    assert!(
        summary.contains("older findings are hidden by the baseline."),
        "{summary}"
    );

    // The third commit, and then what is not committed: staged, in the working tree, and not known to Git at all.
    edit(repository, &path(11), "Plain words", "Seamless words");
    commit(repository);
    edit(repository, &path(12), "Plain words", "Seamless words");
    git(repository, &["add", "--all"]);
    edit(repository, &path(13), "Plain words", "Seamless words");
    fs::write(repository.join("docs/draft 99.md"), draft(99)).unwrap();
    let today = [
        "docs/draft 12.md:7 hype Seamless",
        "docs/draft 13.md:7 hype Seamless",
        "docs/draft 99.md:3 corporate-jargon leverage",
        "docs/draft 99.md:5 hype best-in-class",
    ];
    assert_eq!(found(repository, &["--since", "HEAD"]), today);
    let yesterday = [&["docs/draft 11.md:7 hype Seamless"], &today[..]].concat();
    assert_eq!(found(repository, &["--since", "HEAD~1"]), yesterday);
    // From a subfolder, and for a draft that is named.
    let below = repository.join("docs");
    let short: Vec<&str> = today
        .iter()
        .map(|finding| finding.strip_prefix("docs/").unwrap())
        .collect();
    assert_eq!(found(&below, &["--since", "HEAD"]), short);
    assert_eq!(
        found(&below, &["--since", "HEAD", "draft 13.md"]),
        short[1..2]
    );
}

#[test]
fn whatever_git_is_set_to() {
    let repository = old_repository();
    let repository = repository.path();
    work_on(repository);
    let plain = found(repository, &["--since", "HEAD~1"]);
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.renames", "false"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("diff.relative", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("core.pager", "false"),
    ] {
        git(repository, &["config", key, value]);
    }
    fs::write(repository.join(".gitattributes"), "*.md -diff\n").unwrap();
    assert_eq!(found(repository, &["--since", "HEAD~1"]), plain);
    // A hook is told where the repository is.
    let hooked = command(repository, &["--since", "HEAD~1", "--format", "jsonl"]);
    let hooked = hooked
        .env("GIT_DIR", ".git")
        .env("GIT_INDEX_FILE", ".git/index")
        .assert();
    assert_eq!(stdout(&hooked).lines().count(), plain.len());
}

#[test]
fn a_shallow_clone_and_a_worktree() {
    let origin = old_repository();
    work_on(origin.path());
    let plain = found(origin.path(), &["--since", "HEAD~1"]);
    let base = git(origin.path(), &["rev-parse", "HEAD~1"]);
    let base = base.trim();

    let clones = tempfile::tempdir().unwrap();
    let url = format!("file://{}", origin.path().display());
    git(
        clones.path(),
        &["clone", "--quiet", "--depth=1", &url, "shallow one"],
    );
    let shallow = clones.path().join("shallow one");
    let missing = run(&shallow, &["--since", base]).code(2);
    let said = told(&missing);
    for part in [
        base,
        "there is no revision",
        "shallow clone",
        "git fetch --depth=1 origin",
        "fetch-depth: 0",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(stdout(&missing), "");
    git(&shallow, &["fetch", "--quiet", "--depth=1", "origin", base]);
    assert_eq!(found(&shallow, &["--since", base]), plain);

    let beside = clones.path().join("beside");
    git(
        origin.path(),
        &["worktree", "add", "--quiet", beside.to_str().unwrap()],
    );
    assert_eq!(found(&beside, &["--since", "HEAD~1"]), plain);
    // Two repositories at a time.
    let both = found(clones.path(), &["--since", base]);
    assert_eq!(both.len(), 2 * plain.len());
}

#[test]
fn what_cannot_be_compared() {
    let repository = old_repository();
    let repository = repository.path();
    let nowhere = folder(&[("a.md", b"We leverage it.\n")]);
    let no_git = command(repository, &["--since", "HEAD"])
        .env("PATH", "")
        .assert()
        .code(2);
    assert!(told(&no_git).contains("install Git"), "{}", told(&no_git));
    for (folder, args, parts) in [
        (
            repository,
            &["--since", "nope"][..],
            &["no revision \"nope\"", "git fetch"][..],
        ),
        (
            repository,
            &["--since=--output=stolen"],
            &["no revision \"--output=stolen\""],
        ),
        (
            repository,
            &["--since", "HEAD:docs/draft 01.md"],
            &["no revision"],
        ),
        (
            repository,
            &["--since", "main..HEAD"],
            &["git merge-base main HEAD"],
        ),
        (
            repository,
            &["--since", "HEAD", "-"],
            &["standard input", "--stdin-filename"],
        ),
        (
            repository,
            &["--baseline", "baseline.toml", "-"],
            &["--stdin-filename"],
        ),
        (
            nowhere.path(),
            &["--since", "HEAD"],
            &["is in no Git repository", "leave out --since"],
        ),
        (
            repository,
            &["--baseline", "nope.toml"],
            &[
                "there is no baseline nope.toml",
                "--write-baseline nope.toml",
            ],
        ),
        (
            repository,
            &["--write-baseline", "baseline.toml"],
            &["there is a file of this name", "--prune-baseline"],
        ),
        (
            repository,
            &["--write-baseline", "no/b.toml"],
            &["no such folder"],
        ),
        (
            repository,
            &["--write-baseline", "b.toml", "nope.md", "docs"],
            &["nope.md", "not everything could be checked"],
        ),
        (repository, &["--prune-baseline"], &["--baseline <FILE>"]),
    ] {
        let told = told(&run(folder, args).code(2));
        for part in parts {
            assert!(told.contains(part), "{args:?}: {told}");
        }
    }
    assert!(!repository.join("stolen").exists() && !repository.join("b.toml").exists());
}

#[test]
fn a_baseline_that_is_broken() {
    let drafts = folder(&[("a.md", b"We leverage it.\n")]);
    let entry = "{ path = \"a.md\", rule = \"corporate-jargon\", text = \"leverage\", count = 1 }";
    for (text, place, parts) in [
        ("", ":1:1", &["`version` is missing", "version = 1"][..]),
        (
            "version = 2\nfindings = []\n",
            ":1:11",
            &["version 2", "--write-baseline"],
        ),
        ("version = 1\nfindings = [", ":2:13", &["not valid TOML"]),
        (
            "version = 1\n<<<<<<< HEAD\nfindings = []\n",
            ":2:1",
            &[
                "a merge has left its marks",
                "keep the entries of both sides",
            ],
        ),
        (
            "version = 1\nfindings = [{ path = \"a.md\" }]",
            ":2:13",
            &["`rule` is missing", "rule = \"hype\""],
        ),
        (
            &format!("version = 1\nfindings = [{}]", entry.replace("= 1", "= 0")),
            ":2:",
            &["a count is 1 or more"],
        ),
        (
            &format!("version = 1\nfindings = [{}]", entry.replace("rule", "rul")),
            ":2:",
            &["no key `rul`", "did you mean `rule`"],
        ),
    ] {
        fs::write(drafts.path().join("b.toml"), text).unwrap();
        let run = run(drafts.path(), &["--baseline", "b.toml"]).code(2);
        let told = told(&run);
        for part in parts.iter().chain(&[&*format!("b.toml{place}")]) {
            assert!(told.contains(part), "{text}: {told}");
        }
        assert_eq!(stdout(&run), "");
    }
}

#[test]
fn only_what_is_reported_is_fixed() {
    let repository = old_repository();
    let repository = repository.path();
    edit(
        repository,
        &path(1),
        "# Notes 1\n",
        "# Notes 1\n\n<!-- pitchlint-disable-next-line hype -->\nWe utilize it.\n\nWe leverage it.\n",
    );
    let old = fs::read_to_string(repository.join(path(1))).unwrap();
    // In both cases: the new words, the comment that silences nothing, and not the old words.
    let new = old
        .replacen("<!-- pitchlint-disable-next-line hype -->\n", "", 1)
        .replacen("utilize", "use", 1)
        .replacen("We leverage it", "We use it", 1);
    let shown = run(repository, &["--since", "HEAD", "--diff"]).code(1);
    assert!(
        told(&shown).contains("3 fixes to apply in 1 of 40 drafts"),
        "{}",
        told(&shown)
    );
    assert!(
        !stdout(&shown).contains("-We leverage the archive"),
        "{}",
        stdout(&shown)
    );
    let piped = command(
        repository,
        &[
            "--since",
            "HEAD",
            "--fix",
            "-",
            "--stdin-filename",
            "docs/draft 01.md",
        ],
    );
    let piped = piped
        .stdin(old.replacen("catalogue", "seamless catalogue", 1))
        .assert()
        .code(1);
    assert_eq!(
        stdout(&piped),
        new.replacen("catalogue", "seamless catalogue", 1)
    );
    assert!(told(&piped).contains("3 fixed, 2 left"), "{}", told(&piped));
    run(repository, &["--since", "HEAD", "--fix"]).code(0);
    assert_eq!(fs::read_to_string(repository.join(path(1))).unwrap(), new);

    // Of equal words, a baseline takes the first for the old ones.
    fs::write(
        repository.join(path(1)),
        old.replacen("We leverage it.\n\n", "", 1),
    )
    .unwrap();
    edit(
        repository,
        &path(1),
        "on shelf 1.",
        "on shelf 1. We leverage it.",
    );
    let fixed = run(repository, &["--baseline", "baseline.toml", "--fix"]).code(0);
    let text = fs::read_to_string(repository.join(path(1))).unwrap();
    assert!(
        text.contains("We leverage the archive") && text.contains("shelf 1. We use it."),
        "{text}"
    );
    assert!(text.contains("We use it.\n\nWe leverage"), "{text}");
    assert!(
        stdout(&fixed).contains("3 fixed, nothing new left to mend in 40 drafts."),
        "{}",
        stdout(&fixed)
    );
    let again = run(repository, &["--baseline", "baseline.toml", "--diff"]).code(0);
    assert!(told(&again).contains("Nothing to fix"), "{}", told(&again));
}

#[test]
fn statistics_and_levels_are_of_what_is_reported() {
    let repository = old_repository();
    let repository = repository.path();
    edit(
        repository,
        &path(3),
        "shelf 3.",
        "shelf 3, which is seamless.",
    );
    let counted = run(
        repository,
        &["--baseline", "baseline.toml", "--statistics", "--quiet"],
    )
    .code(1);
    assert_eq!(
        stdout(&counted),
        "      1  warning  hype\n\n      1  docs/draft 03.md\n"
    );
    run(
        repository,
        &["--baseline", "baseline.toml", "--fail-on", "error"],
    )
    .code(0);
    run(
        repository,
        &["--since", "HEAD", "docs/draft 04.md", "--fail-on", "info"],
    )
    .code(0);
    // A directive that silences an old finding is no idle one; its entry is gone.
    edit(
        repository,
        &path(9),
        "We leverage",
        "<!-- pitchlint-disable-next-line corporate-jargon -->\nWe leverage",
    );
    let silenced = stdout(
        &run(
            repository,
            &["--baseline", "baseline.toml", "docs/draft 09.md"],
        )
        .code(0),
    );
    assert!(
        silenced.contains("1 finding of the baseline is gone"),
        "{silenced}"
    );
}
