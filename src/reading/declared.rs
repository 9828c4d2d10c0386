//! What a draft says that it is, before anybody reads it: in its front matter and by the name of its file. People name a
//! proposal so, and what is named README is one whatever it contains.

use crate::document::{Document, FrontMatter};
use crate::source::Source;

use super::kind::{Kind, KindChoice};

/// The key of the front matter that is meant for this program.
const OWN_KEY: &str = "pitchlint.kind";

/// Keys of the front matter that say what sort of text follows.
const TYPE_KEYS: &[&str] = &[
    "categories",
    "category",
    "doc type",
    "doctype",
    "document type",
    "genre",
    "kind",
    "layout",
    "type",
];

/// Keys that number a proposal, as in collections of them.
const NUMBER_KEYS: &[&str] = &["bip", "eip", "kep number", "pep", "rfc"];

/// Names for texts that ask for a decision.
const PITCHES: &[&str] = &[
    "budget request",
    "business case",
    "funding application",
    "funding request",
    "grant application",
    "pitch",
    "proposal",
    "rfc",
    "sponsorship request",
];

/// Types of text that ask for none.
const PROSE_TYPES: &[&str] = &[
    "changelog",
    "faq",
    "glossary",
    "guide",
    "handbook",
    "how to",
    "howto",
    "meeting notes",
    "minutes",
    "playbook",
    "policy",
    "reference",
    "release notes",
    "runbook",
    "tutorial",
];

/// Names of files that every project has, and that are never a pitch.
const PROSE_NAMES: &[&str] = &[
    "authors",
    "changelog",
    "changes",
    "code of conduct",
    "contributing",
    "contributors",
    "copying",
    "licence",
    "license",
    "maintainers",
    "readme",
    "release notes",
    "security",
];

/// Those of them that come in several versions: `LICENSE-MIT`, `README.de.md`.
const PROSE_NAMES_IN_VERSIONS: &[&str] = &["CHANGELOG", "LICENCE", "LICENSE", "README"];

/// Words in the name of a file that is about pitches and is none.
const ABOUT_PITCHES: &[&str] = &[
    "checklist",
    "example",
    "examples",
    "faq",
    "feedback",
    "guidance",
    "guide",
    "guidelines",
    "handbook",
    "how",
    "howto",
    "index",
    "list",
    "minutes",
    "notes",
    "policy",
    "process",
    "review",
    "reviews",
    "rules",
    "template",
    "templates",
    "tips",
    "tutorial",
    "workflow",
    "writing",
];

/// What a draft's front matter says under a key that is meant for this program.
pub fn own_kind(document: &Document) -> Option<KindChoice> {
    let kind = document.front_matter().and_then(told_to_us)?;
    Some(by_front_matter(kind))
}

fn by_front_matter(kind: Kind) -> KindChoice {
    let because = match kind {
        Kind::Pitch => "its front matter",
        Kind::Prose => "its front matter says so",
    };
    KindChoice { kind, because }
}

/// What a draft's front matter and the name of its file say, the clearest first; `None` if they say nothing.
pub fn kind(source: &Source, document: &Document) -> Option<KindChoice> {
    let front_matter = document.front_matter();
    let name = source.file_name();
    let pitch = |because| KindChoice {
        kind: Kind::Pitch,
        because,
    };
    let prose = |because| KindChoice {
        kind: Kind::Prose,
        because,
    };
    if let Some(told) = own_kind(document) {
        Some(told)
    } else if is_prose_name(name) {
        Some(prose("its name says so"))
    } else if let Some(kind) = front_matter.and_then(type_of_text) {
        Some(by_front_matter(kind))
    } else {
        is_pitch_name(name).then(|| pitch("its name"))
    }
}

fn told_to_us(front_matter: &FrontMatter) -> Option<Kind> {
    let mut told = front_matter
        .entries
        .iter()
        .filter(|entry| entry.key == OWN_KEY)
        .flat_map(|entry| &entry.items);
    told.find_map(|item| {
        [Kind::Pitch, Kind::Prose]
            .into_iter()
            .find(|kind| kind.name().eq_ignore_ascii_case(item))
    })
}

fn type_of_text(front_matter: &FrontMatter) -> Option<Kind> {
    front_matter.entries.iter().find_map(|entry| {
        let key = words(&entry.key).join(" ");
        let is_numbered = NUMBER_KEYS.contains(&key.as_str())
            && entry.value.contains(|c: char| c.is_ascii_digit());
        if is_numbered {
            return Some(Kind::Pitch);
        }
        if !TYPE_KEYS.contains(&key.as_str()) || entry.key.contains('.') {
            return None;
        }
        entry.items.iter().find_map(|item| {
            let item = words(item).join(" ");
            if is_pitch_type(&item) {
                Some(Kind::Pitch)
            } else {
                PROSE_TYPES.contains(&item.as_str()).then_some(Kind::Prose)
            }
        })
    })
}

/// "Proposal", "grant", "enhancement proposals".
fn is_pitch_type(name: &str) -> bool {
    let one = name
        .strip_suffix("es")
        .filter(|stem| stem.ends_with("ch"))
        .or_else(|| name.strip_suffix('s'))
        .unwrap_or(name);
    one == "grant"
        || PITCHES
            .iter()
            .any(|pitch| one == *pitch || one.ends_with(&format!(" {pitch}")))
}

fn is_prose_name(name: &str) -> bool {
    let stem = stem(name);
    let is_version = PROSE_NAMES_IN_VERSIONS.iter().any(|known| {
        stem.strip_prefix(known)
            .is_some_and(|rest| rest.starts_with(['-', '_', '.']))
    });
    is_version || PROSE_NAMES.contains(&words(stem).join(" ").as_str())
}

fn is_pitch_name(name: &str) -> bool {
    let words = words(stem(name));
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    // "rfc-0012-queues", "KEP12"
    let is_numbered = ["eip", "kep", "pep", "rfc"].iter().any(|series| {
        words
            .iter()
            .any(|word| word.strip_prefix(series).is_some_and(is_number))
            || words
                .windows(2)
                .any(|pair| pair[0] == *series && is_number(&pair[1]))
    });
    if words
        .iter()
        .any(|word| ABOUT_PITCHES.contains(&word.as_str()))
    {
        return false;
    }
    let text: Vec<&str> = (words.iter().map(String::as_str))
        .filter(|word| !is_version_word(word))
        .collect();
    let at_an_end = [text.first(), text.last()];
    is_numbered
        || PITCHES.iter().any(|pitch| match pitch.split_once(' ') {
            Some((first, second)) => text.windows(2).any(|pair| pair == [first, second]),
            // In the middle it may be part of another thing's name: "how-the-pitch-went".
            None => at_an_end.contains(&Some(pitch)),
        })
}

/// Whether a word tells versions of a file apart and says nothing about its text.
fn is_version_word(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    matches!(word, "copy" | "draft" | "final") || digits.bytes().all(|b| b.is_ascii_digit())
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, text: &str) -> Option<Kind> {
        let source = Source::new(name, text);
        kind(&source, &Document::parse(&source)).map(|choice| choice.kind)
    }

    #[test]
    fn names_of_pitches() {
        for name in [
            "pitch.md",
            "Pitch_v2_FINAL.md",
            "tiktok-pitch.markdown",
            "proposal-chat.md",
            "2025-03-11 proposal.md",
            "docs-platform-proposal-draft.md",
            "grant-application.md",
            "acme-business-case-2026.md",
            "budget_request.md",
            "rfc-0012.md",
            "0012-rfc.md",
            "RFC12-queues.md",
            "docs/rfcs/rfc-31-retry-queue.md",
            "C:\\drafts\\pitch.md",
        ] {
            assert_eq!(told(name, "Text."), Some(Kind::Pitch), "{name}");
        }
    }

    #[test]
    fn names_of_prose() {
        for name in [
            "README.md",
            "readme.md",
            "README.zh-CN.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "CODE_OF_CONDUCT.md",
            "LICENSE-MIT.md",
            "LICENSE",
            "proposals/README.md",
        ] {
            let text = "---\ntype: proposal\n---\n\n# Proposal\n\nWe ask for $300.";
            assert_eq!(told(name, text), Some(Kind::Prose), "{name}");
        }
    }

    #[test]
    fn names_that_say_nothing() {
        for name in [
            "001.md",
            "draft.md",
            "<stdin>",
            "",
            ".md",
            "proposals/001.md",
            "pitches/readme/notes.md",
            "how-to-write-a-proposal.md",
            "proposal-template.md",
            "proposals.md",
            "rfcs.md",
            "the-proposal-game.md",
            "readme-driven-development.md",
            "license-renewal.md",
            "appitch.md",
            "v.md",
        ] {
            assert_eq!(told(name, "Text."), None, "{name}");
        }
    }

    #[test]
    fn front_matter() {
        for (text, expected) in [
            ("---\npitchlint:\n  kind: prose\n---\n", Some(Kind::Prose)),
            (
                "---\npitchlint:\n  kind: pitch # yes\n---\n",
                Some(Kind::Pitch),
            ),
            (
                "---\npitchlint: {kind: \"prose\"}\n---\n",
                Some(Kind::Prose),
            ),
            (
                "+++\n[pitchlint]\nkind = \"prose\"\n+++\n",
                Some(Kind::Prose),
            ),
            ("+++\npitchlint.kind = 'pitch'\n+++\n", Some(Kind::Pitch)),
            ("---\ntype: RFC\n---\n", Some(Kind::Pitch)),
            ("---\nType: 'Grant Application'\n---\n", Some(Kind::Pitch)),
            (
                "---\ncategories: [docs, proposals]\n---\n",
                Some(Kind::Pitch),
            ),
            (
                "---\ncategory:\n  - docs\n  - \"proposal\"\n---\n",
                Some(Kind::Pitch),
            ),
            ("---\ndoc_type: project-proposal\n---\n", Some(Kind::Pitch)),
            ("---\nrfc: 31\n---\n", Some(Kind::Pitch)),
            ("+++\nlayout = \"pitch\"\n+++\n", Some(Kind::Pitch)),
            ("---\ntype: runbook\n---\n", Some(Kind::Prose)),
            ("---\ntype: page\n---\n", None),
            ("---\nauthor: Pat Proposal\n---\n", None),
            ("---\ntags: [proposal]\n---\n", None),
            ("---\nkind: memo\nseo:\n  type: proposal\n---\n", None),
            ("---\npitchlint:\n  kind: poem\n---\n", None),
            (
                "---\ntype: proposal\npitchlint:\n  kind: prose\n---\n",
                Some(Kind::Prose),
            ),
            ("---\nabout: |\n  type: proposal\n---\n", None),
            ("type: proposal", None),
        ] {
            assert_eq!(told("a.md", &format!("{text}\nText.")), expected, "{text}");
        }
    }

    #[test]
    fn what_is_told_to_us_weighs_most() {
        let text = "---\npitchlint:\n  kind: pitch\n---\n\nText.";
        assert_eq!(told("README.md", text), Some(Kind::Pitch));
        let text = "---\ntype: runbook\n---\n\nText.";
        assert_eq!(told("pitch.md", text), Some(Kind::Prose));
    }
}
