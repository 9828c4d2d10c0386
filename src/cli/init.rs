//! `pitchlint init`: a config with comments, fit for the folder it is for, in a file that was not there before.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{CLEAN, FAILED, InitArgs, complain};
use crate::config::load::NAMES;
use crate::discover::{Problem, discover};
use crate::user_pack;
use crate::write;

/// Folders whose drafts ask somebody to decide something, by the names that people give them.
const PITCH_FOLDERS: &[&str] = &["grants", "pitches", "proposals", "rfcs"];

/// Folders whose drafts are somebody else's, or finished.
const OTHER_FOLDERS: &[&str] = &["archive", "third_party", "third-party", "vendor"];

pub(super) fn run(args: &InitArgs) -> io::Result<u8> {
    let path = match &args.path {
        None => PathBuf::from(NAMES[0]),
        Some(path) if path.is_dir() => path.join(NAMES[0]),
        Some(path) => path.clone(),
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    if let Some(there) = (NAMES[..2].iter())
        .map(|name| folder.join(name))
        .find(|there| there.exists())
    {
        let problem = Problem {
            what: format!(
                "{}: there is a config already, and it is not overwritten",
                there.display()
            ),
            cure: "edit that one, or move it away first".to_owned(),
        };
        complain(args.color, &problem)?;
        return Ok(FAILED);
    }
    if let Err(error) = write::create(&path, &config_for(folder)) {
        let problem = Problem {
            what: format!("{}: {error}", path.display()),
            cure: "choose another folder or name; nothing is overwritten".to_owned(),
        };
        complain(args.color, &problem)?;
        return Ok(FAILED);
    }
    writeln!(
        io::stdout(),
        "Wrote {}. What it may hold: docs/config.md. What holds for a draft: pitchlint config DRAFT",
        path.display()
    )?;
    Ok(CLEAN)
}

/// A config for a folder: what was found in it is set, the rest is there as comments.
fn config_for(folder: &Path) -> String {
    // The empty path is no folder to those who walk it.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let drafts = discover(&[folder.to_path_buf()]).drafts;
    let below = |draft: &PathBuf| draft.strip_prefix(folder).unwrap_or(draft).to_path_buf();
    let has = |name: &str| {
        drafts
            .iter()
            .any(|draft| below(draft).iter().rev().skip(1).any(|part| part == name))
    };
    let mut out = String::from(
        "# Settings of pitchlint for this folder and all below it.\n\
         # https://github.com/pitchlint/pitchlint/blob/main/docs/config.md says what each key holds.\n\n\
         # Who reads: general, executive, finance, engineering or marketing. Words that are plain to them are left alone.\n\
         audience = \"executive\"\n\n\
         # How much is reported: default, strict, or wording (nothing about order and missing pieces).\n\
         preset = \"default\"\n\n\
         # Words and phrases that no rule may flag, in any of their forms.\n\
         accept = []\n\n",
    );
    let packs = packs_in(folder);
    if packs.is_empty() {
        out.push_str("# Files with words of your own.\n# packs = [\"house.toml\"]\n\n");
    } else {
        let _ = writeln!(out, "# Files with words of your own.\npacks = {packs:?}\n");
    }
    let others = folders(OTHER_FOLDERS, has);
    if others.is_empty() {
        out.push_str(
            "# Drafts to leave out, written as in a .gitignore.\n# exclude = [\"archive/\"]\n\n",
        );
    } else {
        let _ = writeln!(
            out,
            "# Drafts to leave out, written as in a .gitignore.\nexclude = {others:?}\n"
        );
    }
    out.push_str(
        "# How bad the findings of a rule are: error, warning, info or off. `pitchlint rules` lists the rules.\n\
         [rules]\n# hype = \"error\"\n# missing-owner = \"warning\"\n\n\
         # Settings for some of the drafts.\n",
    );
    let pitches = folders(PITCH_FOLDERS, has);
    if pitches.is_empty() {
        out.push_str("# [[overrides]]\n# files = [\"proposals/\"]\n# kind = \"pitch\"\n");
    } else {
        // What a README says of such a folder asks for nothing.
        let files = [pitches, vec!["!README.md".to_owned()]].concat();
        let _ = writeln!(out, "[[overrides]]\nfiles = {files:?}\nkind = \"pitch\"");
    }
    out
}

fn folders(names: &[&str], has: impl Fn(&str) -> bool) -> Vec<String> {
    let found = names.iter().filter(|name| has(name));
    found.map(|name| format!("{name}/")).collect()
}

/// The names of the packs right in a folder.
fn packs_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let mut packs: Vec<String> = (entries.filter_map(Result::ok))
        .filter(|entry| {
            let path = entry.path();
            path.extension()
                .is_some_and(|extension| extension == "toml")
                && crate::discover::read_file(&path)
                    .is_ok_and(|source| user_pack::read(source.text(), |_| false).is_ok())
        })
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    packs.sort();
    packs
}
