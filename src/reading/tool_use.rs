//! How a draft uses the names of tools: in its title, as its own, as what is left behind or is to be better.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::scene::Cue;
use crate::char_boundary::floor_char_boundary;
use crate::document::prose::BLOCK_END;
use crate::document::{BlockKind, Document};
use crate::lexicon::boundary::starts_word_at;
use crate::lexicon::pack::Role;

/// How a draft uses the name of a tool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToolUse {
    /// How often it is named.
    pub count: usize,
    /// Whether the title names it.
    pub in_title: bool,
    /// Whether it is the organisation's own name: "the Kubernetes community".
    pub is_own: bool,
    /// Whether the title says that it is being left: "From Slack to Zulip".
    pub is_left: bool,
    /// Whether it is itself to be better, or to be rid of: "prevent old APIs from ...".
    pub is_changed: bool,
}

/// The most bytes of a title in the front matter that are looked through for each name of a tool.
const LONGEST_TITLE: usize = 1000;

/// Words after a name that make it that of an organisation.
const OWN: &[&str] = &[
    "community",
    "communities",
    "contributor",
    "contributors",
    "ecosystem",
    "foundation",
    "governance",
    "maintainers",
    "network",
    "organisation",
    "organization",
    "project",
    "projects",
];

/// The tools that a document names, with how it uses their names.
pub(super) fn tools(document: &Document, cues: &[Cue]) -> HashMap<String, ToolUse> {
    let folded = document.prose().folded();
    let mut tools: HashMap<String, (ToolUse, usize)> = HashMap::new();
    let mut changed: HashSet<&str> = HashSet::new();
    let mut last_verb = None;
    let title_end = document
        .blocks()
        .iter()
        .find(|block| matches!(block.kind, BlockKind::Heading(_)))
        .map_or(0, |block| block.text.end);
    for cue in cues {
        if cue.role == Role::OutcomeVerb {
            last_verb = Some(cue.range.end);
        }
        if !cue.role.is_tool() {
            continue;
        }
        let name = &folded[cue.range.clone()];
        if last_verb.is_some_and(|end| is_object(folded, end..cue.range.start)) {
            changed.insert(name);
        }
        let (used, own) = tools.entry(name.to_owned()).or_default();
        used.count += 1;
        let in_heading = document
            .block_at(cue.range.start)
            .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
        used.in_title |=
            in_heading && cue.range.end <= title_end || named_by_front_matter(document, name);
        used.is_left |=
            in_heading && cue.range.end <= title_end && is_left(&folded[..cue.range.start]);
        let next = folded[cue.range.end..]
            .trim_start_matches("'s")
            .trim_start()
            .split(|c: char| !c.is_alphanumeric())
            .next();
        *own += usize::from(cue.role == Role::Tool && next.is_some_and(|next| OWN.contains(&next)));
    }
    tools
        .into_iter()
        .map(|(name, (used, own))| {
            let used = ToolUse {
                is_own: own > 1 || own > 0 && (!used.in_title || own * 4 >= used.count),
                // One of several names them all.
                is_changed: changed.iter().any(|changed| changed.starts_with(&name)),
                ..used
            };
            (name, used)
        })
        .collect()
}

/// The most bytes between a verb and a tool.
const LONGEST_BETWEEN: usize = 40;

/// Whether what stands between a verb and a tool is one word at most: "prevent public APIs".
fn is_object(folded: &str, between: Range<usize>) -> bool {
    between.len() <= LONGEST_BETWEEN
        && folded.get(between).is_some_and(|between| {
            let is_end = between.contains([BLOCK_END, ',', ';', ':']) || between.contains(". ");
            !is_end && between.split_whitespace().take(2).count() < 2
        })
}

/// Whether the title in the front matter names a tool that it does not leave behind.
pub(super) fn named_by_front_matter(document: &Document, name: &str) -> bool {
    let title = document
        .front_matter()
        .and_then(|matter| matter.title.as_deref())
        .unwrap_or("");
    let title = &title[..floor_char_boundary(title, LONGEST_TITLE)];
    title
        .match_indices(name)
        .any(|(at, _)| starts_word_at(title, at) && !is_left(&title[..at]))
}

/// Words of a title after which a tool is one to be left behind.
const LEAVING: &[&str] = &[
    "from",
    "out of",
    "off",
    "leave",
    "leaving",
    "replace",
    "replacing",
    "retire",
    "retiring",
    "drop",
    "dropping",
    "instead of",
    "beyond",
];

fn is_left(before: &str) -> bool {
    let before = before.trim_end();
    LEAVING.iter().any(|words| {
        before
            .strip_suffix(words)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    })
}
