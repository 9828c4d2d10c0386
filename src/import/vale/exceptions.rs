//! What a rule of Vale leaves alone: its `exceptions`.
//!
//! A pattern flags only its group `hit`. So an exception stands before that group as an alternative of its own: where it
//! matches, it takes up the words, and nothing is left to flag.

use super::rule::Rule;
use crate::import::Imported;
use crate::import::expression::Expression;

/// Expressions for what is left alone.
pub fn left_alone(rule: &Rule, imported: &mut Imported) -> Vec<String> {
    // The longest first, as Vale has them: of two that begin together, the longer one leaves more alone.
    let mut exceptions: Vec<_> = rule
        .exceptions
        .iter()
        .filter(|text| !text.text.trim().is_empty())
        .collect();
    exceptions.sort_by_key(|exception| std::cmp::Reverse(exception.text.len()));
    let mut alternatives = Vec::new();
    for exception in exceptions {
        let text = &exception.text;
        let (text, any_case) = match text.strip_prefix("(?i)") {
            Some(rest) => (rest, true),
            // Vale takes a phrase for accepted in any case, and a word only as it is written.
            None => (
                text.as_str(),
                text.contains([' ', '\t']) || text.contains(r"\s"),
            ),
        };
        let flag = if any_case { "i" } else { "-i" };
        match Expression::new(text) {
            Ok(_) => alternatives.push(format!(r"\b(?{flag}:{text})\b")),
            Err(reason) => {
                let reason = format!("`{text}` is no exception any more, since {reason}");
                imported.leave(exception.line, "exceptions", &reason);
            }
        }
    }
    alternatives
}
