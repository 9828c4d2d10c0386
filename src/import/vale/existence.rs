//! `existence`: words that are not to be there.

use super::exceptions::left_alone;
use super::pattern::{as_alternative, bounded, looking_pattern, pattern};
use super::rule::{Rule, Text};
use crate::import::Imported;
use crate::import::expression::{Expression, is_plain_term};
use crate::import::lookahead::Lookahead;
use crate::import::pack_file::{EntryFile, PackFile};

/// The most tokens that one pattern holds. More make it slow to read, for people and programs.
const TOKENS_A_PATTERN: usize = 40;

/// Adds the entries and patterns of a rule to its pack.
pub fn carry_over(rule: &Rule, pack: &mut PackFile, imported: &mut Imported) {
    let left_alone = left_alone(rule, imported);
    let mut tokens: Vec<(&Text, Expression)> = Vec::new();
    for token in rule
        .tokens
        .iter()
        .filter(|token| !token.text.trim().is_empty())
    {
        let looking = || Lookahead::split(&token.text).filter(|_| rule.raw.is_empty());
        let made = match (Expression::new(&token.text), looking()) {
            (Ok(expression), _) => {
                tokens.push((token, expression));
                continue;
            }
            (Err(_), Some(looking)) => {
                looking_pattern(rule, &left_alone, &looking, rule.action.clone())
            }
            (Err(reason), None) => Err(reason),
        };
        match made {
            Ok(pattern) => pack.patterns.push(pattern),
            Err(reason) => leave_out(token, &reason, imported),
        }
    }
    if rule.raw.is_empty() {
        add_tokens(rule, tokens, &left_alone, pack, imported);
    } else {
        add_raw(rule, &tokens, &left_alone, pack, imported);
    }
}

fn leave_out(token: &Text, reason: &str, imported: &mut Imported) {
    let reason = format!("`{}` was left out: {reason}", token.text);
    imported.leave(token.line, "tokens", &reason);
}

fn add_tokens(
    rule: &Rule,
    tokens: Vec<(&Text, Expression)>,
    left_alone: &[String],
    pack: &mut PackFile,
    imported: &mut Imported,
) {
    let mut terms: Vec<String> = Vec::new();
    let (mut hinted, mut unhinted) = (Vec::new(), Vec::new());
    for (token, expression) in tokens {
        let words = expression.words().filter(|words| {
            rule.ignore_case
                && !rule.non_word
                && left_alone.is_empty()
                && words.iter().all(|word| is_plain_term(word))
        });
        match words {
            Some(words) => terms.extend(words.iter().map(|word| word.to_lowercase())),
            None => {
                let hints = expression.hints();
                let group = if hints.is_empty() {
                    &mut unhinted
                } else {
                    &mut hinted
                };
                group.push((token, hints));
            }
        }
    }
    let mut known = std::collections::HashSet::new();
    terms.retain(|term| known.insert(term.clone()));
    if !terms.is_empty() {
        pack.entries.push(EntryFile {
            terms,
            hears: String::new(),
            advice: rule.action.clone(),
        });
    }
    // A token with groups of its own, whose names may be those of another token's, stands alone.
    let (alone, together): (Vec<_>, Vec<_>) = hinted
        .into_iter()
        .partition(|(token, _)| token.text.contains("(?<") || token.text.contains("(?P<"));
    let singles = alone.chunks(1).chain(unhinted.chunks(1));
    for group in together.chunks(TOKENS_A_PATTERN).chain(singles) {
        add_group(rule, group, left_alone, pack, imported);
    }
}

/// A token and its hints.
type Hinted<'t> = (&'t Text, Vec<String>);

/// Adds one pattern for several tokens or, where that would be too large, one for each.
fn add_group(
    rule: &Rule,
    group: &[Hinted<'_>],
    left_alone: &[String],
    pack: &mut PackFile,
    imported: &mut Imported,
) {
    let alternatives: Vec<String> = (group.iter())
        .map(|(token, _)| as_alternative(&token.text))
        .collect();
    let mut hints: Vec<String> = group.iter().flat_map(|(_, hints)| hints.clone()).collect();
    hints.sort();
    hints.dedup();
    let wanted = match group {
        [(only, _)] => bounded(&only.text, rule.non_word),
        _ => bounded(&alternatives.join("|"), rule.non_word),
    };
    match pattern(rule, left_alone, &wanted, hints, rule.action.clone()) {
        Ok(pattern) => pack.patterns.push(pattern),
        Err(_) if group.len() > 1 => {
            for single in group.chunks(1) {
                add_group(rule, single, left_alone, pack, imported);
            }
        }
        Err(reason) => {
            for (token, _) in group {
                leave_out(token, &reason, imported);
            }
        }
    }
}

/// `raw` is one expression, whose parts need not be complete. Tokens are its beginning or its end.
fn add_raw(
    rule: &Rule,
    tokens: &[(&Text, Expression)],
    left_alone: &[String],
    pack: &mut PackFile,
    imported: &mut Imported,
) {
    let raw: String = rule.raw.iter().map(|part| part.text.as_str()).collect();
    let alternatives: Vec<String> = tokens
        .iter()
        .map(|(token, _)| as_alternative(&token.text))
        .collect();
    let tokens = if alternatives.is_empty() {
        String::new()
    } else {
        bounded(&alternatives.join("|"), rule.non_word)
    };
    let wanted = if rule.append {
        tokens + &raw
    } else {
        raw + &tokens
    };
    let pattern = Expression::new(&wanted).and_then(|expression| {
        let advice = rule.action.clone();
        pattern(rule, left_alone, &wanted, expression.hints(), advice)
    });
    match pattern {
        Ok(pattern) => pack.patterns.push(pattern),
        Err(reason) => {
            imported.leave(
                rule.raw[0].line,
                "raw",
                &format!("it was left out: {reason}"),
            );
        }
    }
}
