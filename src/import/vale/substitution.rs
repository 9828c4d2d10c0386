//! `substitution`: words for which there are better ones.

use regex::RegexBuilder;

use super::exceptions::left_alone;
use super::pattern::{bounded, looking_pattern, pattern};
use super::rule::{Rule, Text, choices};
use crate::document::prose::fold_term;
use crate::import::Imported;
use crate::import::expression::{Expression, is_plain_term};
use crate::import::lookahead::Lookahead;
use crate::import::pack_file::{Advice, EntryFile, PackFile};
use crate::lexicon::comparison::is_term;
use crate::lexicon::inflect::PartOfSpeech;
use crate::lexicon::term;

/// Adds the entries and patterns of a rule to its pack.
pub fn carry_over(rule: &Rule, pack: &mut PackFile, imported: &mut Imported) {
    let left_alone = left_alone(rule, imported);
    for (observed, expected) in &rule.swap {
        match Expression::new(&observed.text) {
            Ok(expression) => add(
                rule,
                (observed, &expression),
                expected,
                &left_alone,
                pack,
                imported,
            ),
            Err(reason) => match Lookahead::split(&observed.text) {
                Some(looking) => {
                    let advice = advice(observed, expected, imported);
                    let mut left_alone = left_alone.clone();
                    left_alone.extend(answers_within(rule, &looking.text, &expected.text));
                    match looking_pattern(rule, &left_alone, &looking, advice) {
                        Ok(pattern) => pack.patterns.push(pattern),
                        Err(reason) => leave_out(observed, &reason, imported),
                    }
                }
                None => leave_out(observed, &reason, imported),
            },
        }
    }
}

/// What to write. Vale fills in parts of what it found; that is told, but not written for the author.
fn advice(observed: &Text, expected: &Text, imported: &mut Imported) -> Advice {
    let alternatives: Vec<String> = expected.text.split('|').map(str::to_owned).collect();
    let has_parts = expected.text.char_indices().any(|(at, c)| {
        c == '$' && expected.text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == '{')
    });
    if has_parts {
        let reason = format!(
            "`{}` is found, but not replaced: `{}` takes over parts of it",
            observed.text, expected.text
        );
        imported.leave(observed.line, "swap", &reason);
    }
    choices(&alternatives)
}

fn add(
    rule: &Rule,
    (observed, expression): (&Text, &Expression),
    expected: &Text,
    left_alone: &[String],
    pack: &mut PackFile,
    imported: &mut Imported,
) {
    let advice = advice(observed, expected, imported);
    let words = expression.words().filter(|words| {
        rule.ignore_case
            && !rule.non_word
            && left_alone.is_empty()
            && words
                .iter()
                .all(|word| is_plain_term(word) && !finds_an_answer(rule, word))
    });
    if let Some(words) = words {
        let words = words
            .iter()
            .filter(|word| !conforms(word, &expected.text, rule.ignore_case));
        add_terms(words.map(|word| word.to_lowercase()), advice, pack);
        return;
    }
    let mut left_alone = left_alone.to_vec();
    left_alone.extend(answers_within(rule, &observed.text, &expected.text));
    let wanted = bounded(&observed.text, rule.non_word);
    match pattern(rule, &left_alone, &wanted, expression.hints(), advice) {
        Ok(pattern) => pack.patterns.push(pattern),
        Err(reason) => leave_out(observed, &reason, imported),
    }
}

fn leave_out(observed: &Text, reason: &str, imported: &mut Imported) {
    let reason = format!("`{}` was left out: {reason}", observed.text);
    imported.leave(observed.line, "swap", &reason);
}

/// Words with the same advice share an entry.
fn add_terms(words: impl Iterator<Item = String>, advice: Advice, pack: &mut PackFile) {
    let words: Vec<String> = words
        .filter(|word| !pack.entries.iter().any(|entry| entry.terms.contains(word)))
        .collect();
    if words.is_empty() {
        return;
    }
    match pack.entries.iter_mut().find(|entry| entry.advice == advice) {
        Some(entry) => entry.terms.extend(words),
        None => pack.entries.push(EntryFile {
            terms: words,
            hears: String::new(),
            advice,
        }),
    }
}

/// Whether a term of these words would find what the rule itself tells to write, say with a hyphen in place of a space.
fn finds_an_answer(rule: &Rule, word: &str) -> bool {
    let Ok(term) = term::compile(word, PartOfSpeech::Phrase, None) else {
        return true;
    };
    let mut answers = rule
        .swap
        .iter()
        .flat_map(|(_, expected)| expected.text.split('|'));
    answers.any(|answer| is_term(&fold_term(answer), &term.words))
}

/// What the expression finds although it is as it should be: `(?i)gb` finds GB, too. Left alone as it is written.
fn answers_within(rule: &Rule, observed: &str, expected: &str) -> Vec<String> {
    let whole = RegexBuilder::new(&format!("^(?:{observed})$"))
        .case_insensitive(rule.ignore_case)
        .build();
    let answers = expected.split('|').filter(|answer| !answer.is_empty());
    answers
        .filter(|answer| whole.as_ref().is_ok_and(|whole| whole.is_match(answer)))
        .map(|answer| bounded_as_written(answer, rule.non_word))
        .collect()
}

fn bounded_as_written(text: &str, non_word: bool) -> String {
    let text = regex::escape(text);
    if non_word {
        format!("(?-i:{text})")
    } else {
        format!(r"\b(?-i:{text})\b")
    }
}

/// Whether a word is what the rule expects already. Vale reads the expected text as an expression, unless it is plain.
fn conforms(word: &str, expected: &str, ignore_case: bool) -> bool {
    if expected.chars().all(|c| c.is_alphabetic() || c == ' ') {
        return word == expected;
    }
    let expression = RegexBuilder::new(&format!("^(?:{expected})$"))
        .case_insensitive(ignore_case)
        .build();
    match expression {
        Ok(expression) => expression.is_match(word),
        Err(_) => word == expected,
    }
}
