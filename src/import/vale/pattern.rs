//! From the expressions of a rule of Vale to a pattern that can be used.

use super::rule::Rule;
use crate::import::expression::Expression;
use crate::import::lookahead::Lookahead;
use crate::import::pack_file::{Advice, PatternFile};

/// A pattern that finds what `wanted` finds, and leaves alone what the alternatives name.
pub fn pattern(
    rule: &Rule,
    left_alone: &[String],
    wanted: &str,
    hints: Vec<String>,
    advice: Advice,
) -> Result<PatternFile, String> {
    let regex = match left_alone.join("|") {
        none if none.is_empty() => wanted.to_owned(),
        alternatives => format!("{alternatives}|(?<hit>{wanted})"),
    };
    usable(rule, &regex, hints, advice)
}

/// A pattern that finds what `wanted` finds where something follows, or where it does not: then it becomes part of a longer match
/// that is left alone.
pub fn looking_pattern(
    rule: &Rule,
    left_alone: &[String],
    wanted: &Lookahead,
    advice: Advice,
) -> Result<PatternFile, String> {
    let hints = Expression::new(&wanted.text)?.hints();
    let (text, next) = (bounded(&wanted.text, rule.non_word), &wanted.next);
    let mut alternatives = left_alone.to_vec();
    if wanted.negative {
        alternatives.push(format!("{text}(?:{next})"));
        pattern(rule, &alternatives, &text, hints, advice)
    } else {
        alternatives.push(format!("(?<hit>{text})(?:{next})"));
        usable(rule, &alternatives.join("|"), hints, advice)
    }
}

/// The pattern, if its expression can be used: each part can, but all of them together may be too large.
fn usable(
    rule: &Rule,
    regex: &str,
    hints: Vec<String>,
    advice: Advice,
) -> Result<PatternFile, String> {
    let flag = if rule.ignore_case { "(?i)" } else { "" };
    let regex = format!("{flag}{regex}");
    Expression::new(&regex)?;
    Ok(PatternFile {
        regex,
        hints,
        hears: String::new(),
        as_written: rule.as_written(&advice),
        advice,
    })
}

/// An expression that can stand beside others without mixing with them.
pub fn as_alternative(expression: &str) -> String {
    if expression.contains('|') || expression.contains("(?") {
        format!("(?:{expression})")
    } else {
        expression.to_owned()
    }
}

/// Between word boundaries, unless the rule goes without.
pub fn bounded(expression: &str, non_word: bool) -> String {
    let expression = as_alternative(expression);
    if non_word {
        expression
    } else {
        format!(r"\b{expression}\b")
    }
}
