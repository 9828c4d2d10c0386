//! `pitchlint completions` and `pitchlint man`: that shells and `man` can read them, where those are at hand.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::process::{Command, Stdio};

use program::{folder, pitchlint, stdout};

/// Each shell that is installed reads its script without complaint.
#[test]
fn shells_can_read_their_completions() {
    let folder = folder(&[]);
    for (shell, check) in [
        ("bash", Some(["-n"].as_slice())),
        ("zsh", Some(["-n"].as_slice())),
        ("fish", Some(["--no-execute"].as_slice())),
        ("elvish", None),
        ("powershell", None),
    ] {
        let script = stdout(&pitchlint(&folder, &["completions", shell]).code(0));
        assert!(script.contains("unsafe-fixes"), "{shell}");
        assert!(script.contains("force-exclude"), "{shell}");
        let Some(check) = check else { continue };
        let path = folder.path().join(shell);
        std::fs::write(&path, &script).unwrap();
        let run = Command::new(shell)
            .args(check)
            .arg(&path)
            .stdout(Stdio::null())
            .status();
        // Not every machine has every shell; bash is on each that runs our CI.
        if let Ok(status) = run {
            assert!(status.success(), "{shell} cannot read its completions");
        }
    }
}

#[test]
fn each_command_has_a_page() {
    let folder = folder(&[]);
    pitchlint(&folder, &["man", "pages"]).code(0).stdout_eq("");
    let mut pages: Vec<String> = std::fs::read_dir(folder.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    assert!(pages.contains(&"pitchlint.1".to_owned()), "{pages:?}");
    assert!(pages.contains(&"pitchlint-check.1".to_owned()), "{pages:?}");
    assert!(
        pages.contains(&"pitchlint-import-vale.1".to_owned()),
        "{pages:?}"
    );
    assert!(!pages.iter().any(|page| page.contains("help")), "{pages:?}");
    let main = stdout(&pitchlint(&folder, &["man"]).code(0));
    assert!(main.contains(".TH pitchlint 1"), "{main}");
}

#[test]
fn a_folder_that_cannot_be_made() {
    let folder = folder(&[("pages", b"a file")]);
    let run = pitchlint(&folder, &["man", "pages"]).code(2);
    assert!(program::stderr(&run).contains("name a folder that you may write to"));
}
