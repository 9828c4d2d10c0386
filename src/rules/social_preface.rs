//! `social-preface`: the title or the first sentence leads with "Social".

use std::ops::Range;

use memchr::memmem;

use super::words::{Word, words};
use super::{Case, Structure};
use crate::document::sentence::sentences;
use crate::finding::{Finding, Label};
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "social-preface",
    severity: Severity::Info,
    on_by_default: true,
    pitches_only: false,
    what: "The title or the first sentence leads with \"Social\" or \"Social media\" as its subject.",
    why: "The word puts your plan in a drawer before it is read: something for the interns. Nobody prefaces a plan with \
          \"Telephone\".",
    instead: "Name the outcome in the title instead: \"Answer customers within the hour\" in place of \"Social media strategy\". \
              You don't have to preface it with the word.",
    bad: &[
        "# Social Media Strategy\n\nWe propose to answer customers within the hour.",
        "# Proposal: Social media for the north\n\nWe ask for 200 euros.",
        "# The Social Strategy\n\nWe propose to answer customers within the hour.",
        "# Proposal: answers within the hour\n\nSocial media is where our customers ask their questions.",
        "# Social business case\n\nWe ask for 200 euros for a trial.",
        "# Our Social Campaign\n\nWe propose a trial in one town.",
    ],
    good: &[
        "# Proposal: answers within the hour\n\nCustomers who ask a question on social media wait two days.",
        "# Social workers: a proposal for two more\n\nWe ask for two posts.",
        "# Proposal: social care\n\nSocial care is short of staff.",
        "# Social housing proposal\n\nWe ask for 40 flats.",
        "# Proposal: a survey\n\nSocial science has tools for this.",
        "# Social Media Manager: a proposal to hire one\n\nWe ask for one post.",
        "# Proposal: two desks\n\nSocial security claims take 12 days.",
        "# Proposal: fewer wasted posts\n\nWe propose to leave social media.",
    ],
    check,
};

/// What follows "social" where it means the networks. (Social work, care, security, housing, science, justice, services, a
/// social contract and the rest are other things.)
const NETWORKS: &[&str] = &[
    "media",
    "strategy",
    "strategies",
    "marketing",
    "campaign",
    "campaigns",
    "channel",
    "channels",
    "presence",
    "selling",
    "ads",
    "advertising",
    "content",
    "commerce",
    "business",
    "platforms",
    "listening",
    "video",
    "posts",
    "posting",
    "is",
];

/// A person whose title it is.
const TITLES: &[&str] = &[
    "manager",
    "managers",
    "coordinator",
    "officer",
    "editor",
    "specialist",
    "intern",
    "lead",
    "director",
    "assistant",
];

/// Without this word, no draft leads with the networks.
const SOCIAL: &str = "social";

/// What may stand before the subject.
const BEFORE: &[&str] = &[
    "the", "a", "our", "my", "this", "why", "using", "your", "new", "updated", "draft",
];

fn check(case: &Case<'_>) -> Vec<Finding> {
    // Most drafts with the word have it in the middle of a sentence, which is seen without reading them closely.
    let folded = case.document.prose().folded();
    let leads = |text: &str| {
        let mut sentences = sentences(text).map(|sentence| &text[sentence]);
        preface(text).is_some() || sentences.any(|sentence| preface(sentence).is_some())
    };
    let texts = (case.document.blocks().iter()).map(|block| &folded[block.text.clone()]);
    let is_named = memmem::find(folded.as_bytes(), SOCIAL.as_bytes()).is_some();
    if !is_named || !texts.filter(|text| text.contains(SOCIAL)).any(leads) {
        return Vec::new();
    }
    let scene = &case.reading.scene;
    let first = (scene.passages.iter())
        .find(|passage| !passage.is_metadata)
        .filter(|passage| !passage.quoted)
        .map(|passage| passage.range.clone());
    let title = scene.title.clone();
    let places = [(title, "the title"), (first, "the first sentence")];
    places
        .into_iter()
        .find_map(|(range, name)| finding(case, range?, name))
        .into_iter()
        .collect()
}

fn finding(case: &Case<'_>, range: Range<usize>, name: &str) -> Option<Finding> {
    let prose = case.document.prose();
    let found = preface(&prose.folded()[range.clone()])?;
    let range = range.start + found.start..range.start + found.end;
    let words = &prose.text()[range.clone()];
    let label = Label {
        span: prose.source_range(&range),
        message: Some("your reader files it here and reads no further".to_owned()),
    };
    Some(RULE.finding(
        format!("{name} leads with \"{words}\", not with what will be better"),
        label,
        RULE.instead,
    ))
}

/// The words with which a folded title or sentence leads where they name the networks.
fn preface(text: &str) -> Option<Range<usize>> {
    let found = words(text);
    // "Proposal: Social media ...": what kind of paper it is is no subject.
    let after_colon = text
        .find(':')
        .and_then(|colon| found.iter().position(|word| word.range.start > colon))
        .filter(|start| *start <= 3)
        .and_then(|start| leading(&found[start..]));
    leading(&found).or(after_colon)
}

fn leading(found: &[Word<'_>]) -> Option<Range<usize>> {
    let before = (found.iter())
        .take(2)
        .take_while(|word| BEFORE.contains(&word.text))
        .count();
    let [social, next, rest @ ..] = &found[before..] else {
        return None;
    };
    let is_title = rest.first().is_some_and(|word| TITLES.contains(&word.text));
    if social.text != SOCIAL || !NETWORKS.contains(&next.text) || is_title {
        return None;
    }
    let end = if next.text == "media" {
        next.range.end
    } else {
        social.range.end
    };
    Some(social.range.start..end)
}

#[cfg(test)]
mod tests {
    use super::preface;

    #[test]
    fn what_leads() {
        for (text, leads) in [
            ("social media strategy for the north", "social media"),
            ("proposal: our new social strategy", "social"),
            ("social is how people talk today", "social"),
            ("social care", ""),
            ("social media managers", ""),
            ("a shop on social media", ""),
            ("social", ""),
        ] {
            let found = preface(text).map_or("", |range| &text[range]);
            assert_eq!(found, leads, "{text}");
        }
    }
}
