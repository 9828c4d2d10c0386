//! Pieces of the draft made fit to stand elsewhere: without markup and asides, cut at a clause, and only where nothing in them
//! leans on the sentence before.

use std::ops::Range;

use crate::document::prose::{BARRIER, fold};
use crate::document::{BlockKind, Document};
use crate::reading::Passage;

use super::clause::shortened;

/// The words of a range of the prose in one line, without brackets and citations. None where a hole (a link, code) or
/// markup is left in them.
pub(super) fn plain(document: &Document, range: &Range<usize>) -> Option<String> {
    let text = document.prose().text().get(range.clone())?;
    let text = without_asides(&text.replace("**", "").replace("__", ""));
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == BARRIER);
    let broken = text.contains([BARRIER, '`', '|', '#', '\\', '=', '(', ')', '[', ']'])
        || text.contains("://")
        || !text.matches('"').count().is_multiple_of(2);
    if broken {
        return None;
    }
    // What a template leaves to be filled in stays a slot.
    let text = text.replace('{', "<").replace('}', ">");
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for stop in [",", ".", ";", ":"] {
        line = line.replace(&format!(" {stop}"), stop);
    }
    (!line.is_empty()).then_some(line)
}

/// Without what stands in brackets. A bracket that nothing closes stays.
fn without_asides(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let close = if rest[open..].starts_with('(') {
            ')'
        } else {
            ']'
        };
        let Some(end) = rest[open..].find(close) else {
            break;
        };
        kept.push_str(&rest[..open]);
        rest = &rest[open + end + 1..];
    }
    kept + rest
}

/// How many words a label such as "Goal:" may have.
const LONGEST_LABEL: usize = 4;

/// Words that begin a sentence and no label.
const BEGIN_SENTENCES: &[&str] = &[
    "we", "i", "it", "this", "they", "you", "there", "here", "our", "my",
];

/// Openings that tie a sentence to the one before, and can be left out.
const CONNECTIVES: &[&str] = &[
    "additionally,",
    "also,",
    "finally,",
    "firstly,",
    "first,",
    "further,",
    "furthermore,",
    "hence,",
    "however,",
    "in addition,",
    "in fact,",
    "in short,",
    "in summary,",
    "moreover,",
    "more broadly,",
    "more importantly,",
    "second,",
    "secondly,",
    "similarly,",
    "so,",
    "still,",
    "therefore,",
    "third,",
    "thirdly,",
    "ultimately,",
    "thus,",
    "to summarize,",
];

/// Without number, bullet, label ("Goal: ...") and connective ("However, ...") at its head.
pub(super) fn without_label(text: &str) -> &str {
    let mut text =
        text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"'<$€£~".contains(c));
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbered = text.len() > number.len() && text[..text.len() - number.len()].contains('.');
    if let Some(rest) = number.strip_prefix(' ').filter(|_| numbered) {
        text = rest;
    }
    if let Some((label, rest)) = text.split_once(": ") {
        let label = fold(label);
        let first = label.split(' ').next().unwrap_or("");
        let is_label = label.split(' ').count() <= LONGEST_LABEL
            && !label.contains([',', '.', ';', '"'])
            && !BEGIN_SENTENCES.contains(&first);
        if is_label && !rest.trim().is_empty() {
            text = rest.trim_start();
        }
    }
    let folded = fold(text);
    for connective in CONNECTIVES {
        if folded.starts_with(connective) && folded.len() > connective.len() {
            return text[connective.len()..].trim_start();
        }
    }
    text
}

/// Words that stand for something said before.
const PRONOUNS: &[&str] = &[
    "it", "its", "they", "them", "their", "he", "him", "his", "she", "her", "one", "ones",
];

/// Words that point at something said before, unless the draft itself follows.
const POINTERS: &[&str] = &["this", "these", "those", "such"];

/// What "this" may point at from anywhere: the draft itself.
const THE_DRAFT: &[&str] = &[
    "application",
    "document",
    "grant",
    "initiative",
    "paper",
    "pilot",
    "pitch",
    "plan",
    "programme",
    "program",
    "project",
    "proposal",
    "request",
    "rfc",
    "trial",
    "year",
    "month",
    "quarter",
];

/// Words that no first sentence begins with.
const NEVER_FIRST: &[&str] = &[
    "above",
    "again",
    "okay",
    "ok",
    "well",
    "also",
    "and",
    "another",
    "below",
    "both",
    "but",
    "either",
    "hence",
    "here",
    "instead",
    "likewise",
    "neither",
    "nor",
    "or",
    "other",
    "others",
    "otherwise",
    "similarly",
    "so",
    "that",
    "then",
    "therefore",
    "thus",
    "too",
    "yet",
    "which",
    "who",
    "whose",
];

/// "It" that stands for nothing.
const EMPTY_IT: &[&str] = &[
    "it takes ",
    "it is hard",
    "it is too",
    "it is difficult",
    "it costs ",
];

/// How many words at its head tell whether a sentence leans on the one before.
const HEAD: usize = 4;

/// Verbs after which "that" and "so" stand for something said before.
const ACTS: &[&str] = &["do", "does", "doing", "did", "achieve", "achieving"];

/// Whether the words can be understood without those before them, as far as single words tell: any pronoun at their head, and
/// the plainest pointers anywhere.
pub(crate) fn stands_alone(text: &str) -> bool {
    let folded = fold(text);
    if EMPTY_IT.iter().any(|start| folded.starts_with(start)) {
        return true;
    }
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let leans = |(at, word): (usize, &&str)| {
        let next = words.get(at + 1).copied().unwrap_or("");
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        let points = POINTERS.contains(word) && !THE_DRAFT.contains(&next);
        let acts = ACTS.contains(&before) && matches!(*word, "that" | "so" | "it");
        if at >= HEAD {
            return acts || *word == "this" && points;
        }
        let prepositions = ["to", "in", "for", "with", "by", "at", "from", "on"];
        acts || points
            || PRONOUNS.contains(word)
            || *word == "that" && prepositions.contains(&before)
    };
    let begins_well = (words.first()).is_some_and(|first| !NEVER_FIRST.contains(first));
    begins_well && !folded.starts_with("for example") && !words.iter().enumerate().any(leans)
}

/// Words that make a sentence of a list item without a stop.
const FINITE: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "can",
    "cannot",
    "can't",
    "could",
    "will",
    "would",
    "should",
    "must",
    "may",
    "does",
    "do",
    "don't",
    "doesn't",
    "isn't",
    "aren't",
    "won't",
    "need",
    "needs",
    "want",
    "wait",
    "waits",
    "struggle",
    "struggles",
    "takes",
    "costs",
];

/// Words after which a verb belongs to a clause of its own.
const RELATIVES: &[&str] = &["that", "which", "who", "where", "what", "how", "whether"];

/// Whether the words are a sentence and no title, label or fragment. Only a paragraph with a full stop is trusted.
fn is_sentence(kind: BlockKind, text: &str) -> bool {
    if kind == BlockKind::TableCell || text.ends_with([':', '?']) {
        return false;
    }
    if kind == BlockKind::Paragraph && text.ends_with(['.', '!']) {
        return true;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    // A point that ends in a full stop is a sentence more often than not; a subject makes sure of it.
    if text.ends_with(['.', '!'])
        && words
            .iter()
            .any(|word| matches!(*word, "we" | "i" | "you" | "they" | "it"))
    {
        return true;
    }
    (1..words.len()).any(|at| FINITE.contains(&words[at]) && !RELATIVES.contains(&words[at - 1]))
        && !words[..words.len().min(3)]
            .iter()
            .any(|word| RELATIVES.contains(word))
}

/// A passage as one sentence that can stand at the head of a draft, at most `longest` characters long and with one of `kept`
/// (folded) in it; or none.
pub(super) fn sentence(
    document: &Document,
    passage: &Passage,
    longest: usize,
    kept: &[String],
) -> Option<String> {
    let text = plain(document, &passage.range)?;
    let text = without_label(&text);
    if !is_sentence(document.blocks()[passage.block].kind, text) || !stands_alone(text) {
        return None;
    }
    finished(&shortened(text, longest, kept)?)
}

/// With a capital at its head and a full stop at its end.
pub(super) fn finished(text: &str) -> Option<String> {
    let mut letters = text.chars();
    let first: String = letters.next()?.to_uppercase().collect();
    let whole = format!("{first}{}", letters.as_str());
    Some(if whole.ends_with(['.', '!']) {
        whole
    } else {
        format!(
            "{}.",
            whole.trim_end_matches([':', ';', ',', '-', '…', ' '])
        )
    })
}

/// With a small letter at its head, unless it begins with a name in capitals.
pub(super) fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || text.starts_with("A ") => {
            format!("{}{}", first.to_lowercase(), letters.as_str())
        }
        _ => text.to_owned(),
    }
}
