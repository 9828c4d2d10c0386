//! The purpose moved to the front of a sentence: "Start a podcast so that new hires learn faster." → "So that new hires learn
//! faster, start a podcast." Only where the result reads as if it had been written so; else there is no rewrite.

use std::ops::Range;

use super::super::words::{Word, words};
use super::lists::MEANS_VERBS;
use crate::document::prose::BARRIER;

/// First words of a main clause that are written small inside a sentence. Any other first word may be a name.
const SMALL_INSIDE: &[&str] = &[
    "we",
    "you",
    "let",
    "the",
    "a",
    "an",
    "our",
    "my",
    "your",
    "every",
    "each",
    "all",
    "this",
    "these",
    "management",
    "everyone",
];

/// Words that start a second clause, or that tie the sentence to another one. The purpose cannot pass them.
const CLAUSES: &[&str] = &[
    "because",
    "but",
    "if",
    "when",
    "while",
    "although",
    "though",
    "since",
    "unless",
    "until",
    "before",
    "after",
    "as",
    "whereas",
    "then",
    "so",
    "yet",
    "also",
    "too",
    "starting",
    "beginning",
    "instead",
];

/// Words in the purpose that point back to the main clause, and would point forward to nothing yet.
const POINTERS: &[&str] = &[
    "it",
    "its",
    "itself",
    "they",
    "them",
    "themselves",
    "he",
    "him",
    "his",
    "she",
    "her",
    "those",
    "such",
    "ones",
    "latter",
    "former",
    "both",
    "there",
    "thereby",
    "one",
];

/// Words after "and" that show a second main clause.
const SUBJECTS: &[&str] = &[
    "we", "i", "it", "they", "you", "he", "she", "there", "this", "that", "let", "let's", "to",
    "should", "will",
];

/// Spans of time after "this": "this year" points to nothing in the sentence.
const TIMES: &[&str] = &[
    "year", "quarter", "month", "week", "season", "spring", "summer", "autumn", "winter", "time",
];

/// The sentence with its purpose first, if that can be read aloud without a stumble.
///
/// `sentence` is a whole sentence as its reader sees it; `purpose` the bytes of its last clause, from "to" or "so that" on,
/// without what closes the sentence.
pub fn purpose_first(sentence: &str, purpose: &Range<usize>) -> Option<String> {
    let (before, clause) = (&sentence[..purpose.start], &sentence[purpose.clone()]);
    let close = &sentence[purpose.end..];
    let main = main_clause(before)?;
    if !matches!(close, "" | "." | "!") || !is_plain(main) || !is_plain(clause) {
        return None;
    }
    if !main_can_wait(main) || !clause_can_lead(clause) {
        return None;
    }
    let opens_large = main.starts_with(char::is_uppercase);
    let clause = if opens_large {
        with_capital(clause)
    } else {
        clause.to_owned()
    };
    Some(format!("{clause}, {}{close}", first_small(main)))
}

/// What stands before the purpose, without the comma and the space between them.
pub(super) fn main_clause(before: &str) -> Option<&str> {
    let main = before.strip_suffix(' ')?;
    let main = main.strip_suffix(',').unwrap_or(main);
    (!main.is_empty() && !main.ends_with([' ', ','])).then_some(main)
}

/// The main clause with its first word as it is written inside a sentence.
pub(super) fn first_small(main: &str) -> String {
    let first = main
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    let lower = first.to_lowercase();
    let is_ordinary = SMALL_INSIDE.contains(&lower.as_str())
        || MEANS_VERBS.contains(&lower.as_str())
            && !(first.len() > 1 && first.chars().all(char::is_uppercase));
    if is_ordinary {
        let mut rest = main.chars();
        let letter = rest.next().into_iter().flat_map(char::to_lowercase);
        letter.chain(rest).collect()
    } else {
        main.to_owned()
    }
}

/// The clause with a capital.
pub(super) fn with_capital(clause: &str) -> String {
    let mut rest = clause.chars();
    let letter = rest.next().into_iter().flat_map(char::to_uppercase);
    letter.chain(rest).collect()
}

/// Whether nothing divides the text further: no second part after a colon, a dash or a bracket, no quotation.
fn is_plain(text: &str) -> bool {
    !text.contains([
        ':', ';', '(', ')', '[', ']', '"', '\u{2014}', '\u{2026}', '?', '!', BARRIER,
    ]) && !text.contains(" - ")
        && !text.contains("...")
}

/// Whether the main clause may come second: it opens the sentence itself and is one clause.
fn main_can_wait(main: &str) -> bool {
    let lower = main.to_lowercase();
    let found = words(&lower);
    let opens = found.first().is_some_and(|first| {
        !CLAUSES.contains(&first.text)
            && !matches!(
                first.text,
                "and" | "or" | "therefore" | "however" | "first" | "finally" | "next" | "please"
            )
    });
    // "First, launch ...", "In March we launch, ...": the comma of a lead-in and ours would fight.
    let lead_in = main.find(',').is_some_and(|comma| {
        found
            .iter()
            .take_while(|word| word.range.end <= comma)
            .count()
            <= 3
    });
    let second = found
        .iter()
        .enumerate()
        .any(|(number, word)| CLAUSES.contains(&word.text) || joins_subject(&found, number));
    opens && !lead_in && !second
}

/// Whether the purpose may come first: one clause, that points to nothing that is not yet said.
fn clause_can_lead(clause: &str) -> bool {
    let lower = clause.to_lowercase();
    let found = words(&lower);
    // "So that", "in order to" and "so as to" hold words that start clauses elsewhere.
    let opening = super::lists::MARKERS
        .iter()
        .find_map(|marker| super::super::words::starts_with(&found, marker))
        .unwrap_or(1);
    let rest = &found[opening.min(found.len())..];
    if rest.is_empty() || clause.contains([',', '$', '€', '£']) {
        return false;
    }
    for (number, word) in rest.iter().enumerate() {
        let next = rest.get(number + 1).map_or("", |next| next.text);
        let points = match word.text {
            "this" => !TIMES.contains(&next),
            "these" => !matches!(next, "days" | "months"),
            // "to help customers solve their problems": whose they are is said by then.
            "their" | "theirs" => !rest[..number].iter().any(is_plural),
            "same" => next.is_empty(),
            text => POINTERS.contains(&text),
        };
        let second = CLAUSES.contains(&word.text)
            || joins_subject(rest, number)
            || joins_proposal(rest, number)
            || word.text == "order" && next == "to"
            || word.text == "so" && next == "that";
        if points || second {
            return false;
        }
    }
    true
}

/// Whether an "and" here joins another main clause: "and we ...".
fn joins_subject(words: &[Word<'_>], number: usize) -> bool {
    matches!(words[number].text, "and" | "or")
        && (words.get(number + 1)).is_none_or(|next| SUBJECTS.contains(&next.text))
}

/// Whether an "and" here joins another proposal, which belongs to the main clause: "to reach buyers and post daily".
fn joins_proposal(words: &[Word<'_>], number: usize) -> bool {
    words[number].text == "and"
        && (words.get(number + 1)).is_some_and(|next| MEANS_VERBS.contains(&next.text))
}

fn is_plural(word: &Word<'_>) -> bool {
    matches!(
        word.text,
        "people" | "staff" | "children" | "everyone" | "families"
    ) || word.text.len() > 4
        && word.text.ends_with('s')
        && !word.text.ends_with("ss")
        && !word.text.ends_with("us")
}

#[cfg(test)]
mod tests {
    use super::super::tests::SENTENCES;
    use super::*;

    #[test]
    fn purposes_move_where_they_can() {
        let mut wrong = Vec::new();
        for (marked, wanted) in SENTENCES {
            let (before, rest) = marked.split_once('|').unwrap();
            let (clause, close) = rest.split_once('|').unwrap();
            let sentence = [before, clause, close].concat();
            let purpose = before.len()..before.len() + clause.len();
            let got = purpose_first(&sentence, &purpose);
            let wanted = (!wanted.is_empty()).then(|| (*wanted).to_owned());
            if got != wanted {
                wrong.push(format!("{marked}\n  wanted {wanted:?}\n  got    {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let refused = SENTENCES.iter().filter(|(_, to)| to.is_empty()).count();
        assert!(SENTENCES.len() >= 40 && refused >= 15, "{refused}");
    }

    #[test]
    fn names_keep_their_capital() {
        assert_eq!(first_small("I propose a podcast"), "I propose a podcast");
        assert_eq!(first_small("HR should start"), "HR should start");
        assert_eq!(first_small("Mira should start"), "Mira should start");
        assert_eq!(
            first_small("We'll start a podcast"),
            "we'll start a podcast"
        );
        assert_eq!(first_small("The team should"), "the team should");
    }
}
