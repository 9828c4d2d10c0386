//! What is proposed, as a way to the goal: the draft's own proposing clause behind "I propose", else the tool by its name.

use std::ops::Range;

use crate::document::Document;
use crate::document::prose::fold;
use crate::lexicon::pack::Role;
use crate::reading::{Passage, Piece, Reading};

use super::clause::{clause_ends, shortened};
use super::excerpt::{lowered, plain, stands_alone, without_label};

/// The longest proposal that an opening bears, in characters.
const LONGEST: usize = 200;

/// How many words at the head of a proposal tell whether it leans on what was named before.
const POINTING_BACK: usize = 5;

/// How many sentences that name a tool, or ask for something, are tried.
const TRIED: usize = 12;

/// The sentence with the proposal. `goal` is the passage that the goal was taken from.
pub(super) fn proposal(
    document: &Document,
    reading: &Reading,
    goal: Option<usize>,
    is_plain: &dyn Fn(&Range<usize>) -> bool,
) -> String {
    let mentions = |piece| {
        (reading.mentions.iter())
            .filter(move |mention| mention.piece == piece && Some(mention.passage) != goal)
            .filter(|mention| is_plain(&reading.passage(mention).range))
            .take(TRIED)
    };
    let with_tool = || {
        mentions(Piece::Tool).find_map(|mention| {
            let name = &document.prose().folded()[mention.range.clone()];
            clause(document, reading.passage(mention)).filter(|text| fold(text).contains(name))
        })
    };
    let titled = || {
        titled(
            document,
            reading
                .scene
                .title
                .as_ref()
                .filter(|title| is_plain(title))?,
        )
    };
    let asked = || {
        mentions(Piece::Ask).find_map(|mention| {
            clause(document, reading.passage(mention)).filter(|_| !reading.passage(mention).quoted)
        })
    };
    let proposed = with_tool()
        .or_else(titled)
        .or_else(|| {
            if is_subject(document, reading) {
                named(document, reading)
            } else {
                asked()
            }
        })
        .unwrap_or_else(|| "<what, at what cost, and until when>".to_owned());
    format!("To get there, I propose {proposed}.")
}

/// Words after which a verb says what is to be done.
const BEFORE_VERBS: &[&str] = &[
    "we should",
    "i should",
    "we must",
    "we need to",
    "we want to",
    "we plan to",
    "we intend to",
    "we will",
    "we'll",
    "we would like to",
    "we'd like to",
    "i would like to",
    "i'd like to",
    "i want to",
    "i plan to",
    "i will",
    "let's",
    "let us",
    "plan to",
    "plan is to",
    "proposal is to",
    "proposal to",
    "idea is to",
    "proposing to",
    "propose to",
    "proposes to",
    "approval to",
    "permission to",
    "request to",
];

/// Words after which the thing itself stands, or "that" with what is to be done.
const BEFORE_THINGS: &[&str] = &[
    "i propose",
    "we propose",
    "i suggest",
    "we suggest",
    "i recommend",
    "we recommend",
    "proposal proposes",
    "rfc proposes",
    "document proposes",
    "kep proposes",
    "paper proposes",
    "pitch proposes",
    "i am proposing",
    "we are proposing",
    "i'm proposing",
    "we're proposing",
    "i ask for",
    "we ask for",
    "i request",
    "we request",
    "i am asking for",
    "we are asking for",
    "i am requesting",
    "we are requesting",
];

/// Words that may be followed by an adverb which a proposal can do without.
const BEFORE_ADVERBS: &[&str] = &["we", "i", "would", "should", "will", "must", "therefore"];

/// Words between who should and what they should do.
const ADVERBS: &[&str] = &[
    "also",
    "therefore",
    "then",
    "first",
    "now",
    "finally",
    "definitely",
    "really",
    "all",
    "both",
];

/// Words that a proposal does not go on with.
const NO_PROPOSAL: &[&str] = &[
    "not", "never", "no", "consider", "have", "see", "know", "note", "like", "keep", "remember",
    "only", "able", "also",
];

/// The proposing clause of a passage, as it follows "I propose": "to be on TikTok by March", "a trial of two weeks".
fn clause(document: &Document, passage: &Passage) -> Option<String> {
    if passage.quoted || passage.is_metadata {
        return None;
    }
    let text = plain(document, &passage.range)?;
    let text = &without_adverbs(without_label(&text));
    let folded = fold(text);
    // A condition would be lost, and a list that follows, too.
    if folded.starts_with("if ") || text.ends_with([':', '?']) {
        return None;
    }
    let first_of = |frames: &[&str]| {
        (frames.iter())
            .filter_map(|frame| Some((word_at(&folded, frame)?, frame.len())))
            .min_by_key(|(at, length)| (*at, usize::MAX - length))
    };
    if let Some((at, length)) = first_of(BEFORE_VERBS) {
        let rest = text[at + length..].trim_start_matches([' ', ',']);
        let verb = fold(rest.split([' ', ',']).next().unwrap_or(""));
        let is_goal = (passage.cues.iter()).any(|cue| {
            cue.role == Role::OutcomeVerb
                && fold(rest).starts_with(&document.prose().folded()[cue.range.clone()])
        });
        if matches!(verb.as_str(), "propose" | "suggest" | "recommend") {
            return ended(rest[verb.len()..].trim_start());
        }
        if !NO_PROPOSAL.contains(&verb.as_str()) && !is_goal {
            return Some(format!("to {}", ended(rest)?));
        }
        return None;
    }
    if let Some((at, length)) = first_of(BEFORE_THINGS) {
        let thing = text[at + length..].trim_start_matches([' ', ',']);
        // "Your approval" is for what follows it, or for nothing that can be put here.
        return (!fold(thing).starts_with("your ")).then(|| ended(thing))?;
    }
    begun(document, passage, text)
}

/// Verbs with which a point of a plan begins.
const BEGINNINGS: &[&str] = &[
    "adopt",
    "attend",
    "build",
    "buy",
    "create",
    "deploy",
    "host",
    "implement",
    "install",
    "introduce",
    "launch",
    "migrate",
    "move",
    "open",
    "publish",
    "purchase",
    "rent",
    "run",
    "set up",
    "start",
    "switch",
    "use",
];

/// Words before a thing that show a point of a plan to be no telegram.
const DETERMINERS: &[&str] = &[
    "a", "an", "the", "our", "one", "two", "three", "all", "from",
];

/// A point of a plan: "Launch a channel in March".
fn begun(document: &Document, passage: &Passage, text: &str) -> Option<String> {
    let folded = fold(text);
    let verb = BEGINNINGS
        .iter()
        .find(|verb| word_at(&folded, verb) == Some(0))?;
    let object = folded[verb.len()..].trim_start();
    let next = object.split([' ', ',']).next().unwrap_or("");
    let is_name = (passage.cues.iter()).any(|cue| {
        cue.role == Role::Tool && object.starts_with(&document.prose().folded()[cue.range.clone()])
    });
    let determined = DETERMINERS.contains(&next) || next.starts_with(|c: char| c.is_ascii_digit());
    let text = (is_name || determined).then(|| ended(text))??;
    Some(format!("to {}", lowered(&text)))
}

/// What a title proposes: "Proposal to move chat to Slack", "Proposal: a podcast for new staff".
fn titled(document: &Document, title: &Range<usize>) -> Option<String> {
    let text = plain(document, title)?;
    let folded = fold(&text);
    let asks = ["proposal to ", "request to ", "plan to "];
    if let Some(ask) = asks.iter().find(|ask| folded.contains(*ask)) {
        let at = folded.find(ask)? + ask.len();
        return Some(format!("to {}", lowered(&ended(&text[at..])?)));
    }
    let (_, thing) = text.split_once(": ")?;
    let article = fold(thing.split(' ').next()?);
    matches!(article.as_str(), "a" | "an").then(|| Some(lowered(&ended(thing)?)))?
}

/// The first place of a phrase at the start of a word and before the end of one.
fn word_at(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let ends = text[at + phrase.len()..].starts_with([' ', ',']);
        let begins = *at == 0 || text[..*at].ends_with([' ', '"', '\'', '-']);
        begins && ends
    })
}

/// Words before which a noun phrase ends. "A social media strategy" gives no article to "social media".
const AFTER_NOUNS: &[&str] = &[
    "and", "as", "at", "by", "for", "from", "in", "is", "on", "or", "should", "so", "that", "to",
    "where", "which", "will", "with",
];

/// Whether a text has these words, and a noun phrase ends with them.
fn is_noun_phrase(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let after = &text[at + words.len()..];
        let next = after
            .trim_start_matches(' ')
            .split([' ', ',', '.'])
            .next()
            .unwrap_or("");
        let begins = at == 0 || text[..at].ends_with([' ', '\n']);
        begins
            && (!after.starts_with(' ')
                && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
                || after.starts_with(' ') && AFTER_NOUNS.contains(&next))
    })
}

/// Without the adverbs between who should and what they should do: "we should also launch".
fn without_adverbs(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let follows =
            (kept.last()).is_some_and(|last| BEFORE_ADVERBS.contains(&fold(last).as_str()));
        if !(follows && ADVERBS.contains(&fold(word).as_str())) {
            kept.push(word);
        }
    }
    kept.join(" ")
}

/// A proposal up to the reason for it, which stands before it now, and without its stop.
fn ended(text: &str) -> Option<String> {
    let folded = fold(text);
    let reasons = [
        " so that ",
        " in order to ",
        " because ",
        ", so ",
        ", since ",
        ", as ",
        ", which ",
    ];
    let reason = reasons
        .iter()
        .filter_map(|reason| folded.find(reason))
        .min();
    let end = clause_ends(text)
        .into_iter()
        .filter(|end| {
            reason.is_some_and(|reason| *end <= reason)
                || text[*end..].starts_with([';', ':'])
                || text[*end..].starts_with(" and ")
        })
        .chain(reason)
        .min()
        .unwrap_or(text.len());
    let text = shortened(&text[..end], LONGEST, &[])?;
    let text = text.trim_end_matches(['.', '!', ',', ';', ' ']);
    let stated = text.strip_prefix("that ").unwrap_or(text);
    // "Other places" are other than those named before.
    let points_back = (fold(stated).split(' ').take(POINTING_BACK)).any(|word| word == "other");
    (text.contains(' ') && !points_back && stands_alone(stated)).then(|| text.to_owned())
}

/// A tool that is named this often is what the draft is about, and not named in passing.
const OFTEN: usize = 3;

/// Whether the draft is about its first tool.
fn is_subject(document: &Document, reading: &Reading) -> bool {
    reading.first(Piece::Tool).is_some_and(|mention| {
        let name = &document.prose().folded()[mention.range.clone()];
        let used = reading.scene.tool_use(name);
        used.in_title || used.count >= OFTEN
    })
}

/// The tool by its name, with the article that the draft gives it.
fn named(document: &Document, reading: &Reading) -> Option<String> {
    let mention = reading.first(Piece::Tool)?;
    let name = &document.prose().text()[mention.range.clone()];
    let cue = reading
        .passage(mention)
        .cues
        .iter()
        .find(|cue| cue.range == mention.range)?;
    if cue.role == Role::Tool {
        return Some(format!(
            "to use {name}: <for what, at what cost, and until when>"
        ));
    }
    let folded = fold(name);
    let text = document.prose().folded();
    let with_article = ["a", "an"]
        .into_iter()
        .map(|article| format!("{article} {folded}"))
        .find(|thing| is_noun_phrase(text, thing));
    let plural = format!("{folded}s");
    let several = || {
        word_at(text, &plural).map(|at| document.prose().text()[at..at + plural.len()].to_owned())
    };
    let thing = if folded.ends_with('s') {
        Some(name.to_owned())
    } else {
        with_article
            .map(|thing| format!("{}{name}", &thing[..thing.len() - folded.len()]))
            .or_else(several)
    };
    Some(match thing {
        Some(thing) => format!("to use {thing}: <for what, at what cost, and until when>"),
        None => format!("<what to do with {name}, at what cost, and until when>"),
    })
}
