//! Configs and packs: whatever such a file says, it is read or its author hears where and why not; and what was read can be used.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use miette::Diagnostic;
use pitchlint::accept::AcceptedTerm;
use pitchlint::config::load::{Configs, Trouble};
use pitchlint::lexicon::matcher::Workload;
use pitchlint::resolver::{NamedFiles, Resolver};
use pitchlint::settings::Layer;
use pitchlint::{Linter, Settings, Source, user_pack};
use tempfile::TempDir;

use super::common::{self, slice};

/// A draft with some of everything.
const DRAFT: &str = "# Proposal: a help desk\n\nWe will **leverage** synergy, e.g. FOO-12, and utilise it - daily. 5,000 followers!\n\n\
                     > \"low-hanging fruit\"\n\n| a | the holy grail |\n|---|---|\n| TBD | naïve Straße 战略 |\n";

/// The most bytes of a pack that is tried out, so that a run stays quick: as a whole it is read anyway.
const LARGEST_TRIED: usize = 4_000;

/// Where the configs lie that are read; one folder for all runs of a process, which come one after the other.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let pack = include_str!("../../fixtures/packs/house.toml");
    fs::write(folder.path().join("house.toml"), pack).expect("a file can be written");
    folder
});

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    pack(&text);
    config(data, &text);
    for line in text.lines().take(20) {
        accepted(line);
    }
}

fn pack(text: &str) {
    let pack = match user_pack::read(text, |id| id == "hype") {
        Ok(pack) => pack,
        Err(faults) => {
            assert!(
                !faults.is_empty(),
                "a pack that is refused is refused for a reason"
            );
            for fault in faults {
                slice(text, &fault.span, "fault");
                assert!(!fault.message.trim().is_empty() && !fault.cure.trim().is_empty());
            }
            return;
        }
    };
    assert_ne!(pack.pack.id, "hype", "two rules have one name");
    for example in &pack.examples {
        slice(text, &example.span, "example");
    }
    if text.len() > LARGEST_TRIED {
        return;
    }
    let settings = Settings {
        packs: vec![pack.pack],
        ..common::strict()
    };
    let Ok(linter) = Linter::with_settings(settings, Workload::Small) else {
        return;
    };
    check(&linter, DRAFT);
    for example in &pack.examples {
        check(&linter, &example.text);
    }
}

fn check(linter: &Linter, draft: &str) {
    let source = Source::new("draft.md", draft);
    let findings = linter.check(&source);
    common::findings(&source, &findings);
    assert_eq!(findings, linter.check(&source));
}

fn config(data: &[u8], text: &str) {
    let folder = FOLDER.path();
    let name = if text.contains("[tool.") {
        "pyproject.toml"
    } else {
        "pitchlint.toml"
    };
    let path = folder.join(name);
    fs::write(&path, data).expect("a file can be written");
    let result = found(folder);
    let named = NamedFiles {
        config: Some(path.clone()),
        ..NamedFiles::default()
    };
    match (Resolver::new(&named, Layer::default()), result) {
        (Err(troubles), _) => troubles.iter().for_each(told),
        (Ok(mut resolver), is_found) => {
            let resolved = resolver.resolve(&folder.join("docs/draft.md"));
            let resolved =
                resolved.unwrap_or_else(|_| panic!("a config that was read can be used"));
            let settings = resolver.settings(resolved.config.as_deref(), &resolved.overrides);
            // A config that is good when it is named may be none of those that are found: it names a file elsewhere.
            if is_found
                && text.len() <= LARGEST_TRIED
                && let Ok(linter) = Linter::with_settings(settings, Workload::Small)
            {
                check(&linter, DRAFT);
            }
        }
    }
    fs::remove_file(path).expect("a file can be removed");
}

/// Whether the folder's config holds. One that was merely found reads nothing outside of its folder.
fn found(folder: &Path) -> bool {
    let mut troubles = Vec::new();
    let real = folder.canonicalize().expect("the folder is there");
    let config = Configs::new(Vec::new()).nearest(&real, &mut troubles);
    assert_eq!(
        config.is_err(),
        !troubles.is_empty(),
        "an error is told, and nothing else is"
    );
    troubles.iter().for_each(told);
    let Ok(Some(config)) = config else {
        return false;
    };
    for file in &config.files {
        assert!(file.starts_with(&real), "{} was read", file.display());
    }
    true
}

fn told(trouble: &Trouble) {
    let diagnostic: &dyn Diagnostic = &**trouble;
    let message = diagnostic.to_string();
    assert!(
        !message.trim().is_empty() && !message.contains('\n'),
        "{message:?}"
    );
    let help = diagnostic
        .help()
        .map(|help| help.to_string())
        .unwrap_or_default();
    assert!(!help.trim().is_empty(), "{message} has no cure");
    let mut drawn = String::new();
    miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
        .render_report(&mut drawn, diagnostic)
        .expect("a string takes all that is written to it");
    assert!(!drawn.contains('\u{1b}'), "no file talks to the terminal");
    if let (Some(source), Some(labels)) = (diagnostic.source_code(), diagnostic.labels()) {
        for label in labels {
            assert!(
                source.read_span(label.inner(), 0, 0).is_ok(),
                "{message}: {label:?}"
            );
        }
    }
}

fn accepted(line: &str) {
    match line.parse::<AcceptedTerm>() {
        Ok(term) => assert_eq!(term.text(), line.trim()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
