//! From the expressions of a rule of Vale to a pattern that can be used.

use super::rule::Rule;
use crate::import::expression::Expression;
use crate::import::pack_file::{Advice, PatternFile};

/// A pattern that finds what `wanted` finds, and leaves alone what the alternatives name.
pub fn pattern(
    rule: &Rule,
    left_alone: &[String],
    wanted: &str,
    hints: Vec<String>,
    advice: Advice,
) -> Result<PatternFile, String> {
    let flag = if rule.ignore_case { "(?i)" } else { "" };
    let regex = match left_alone.join("|") {
        none if none.is_empty() => format!("{flag}{wanted}"),
        alternatives => format!("{flag}{alternatives}|(?<hit>{wanted})"),
    };
    // Each part could be used, but all of them together may be too large.
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
