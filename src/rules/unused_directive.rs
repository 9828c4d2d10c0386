//! `unused-directive`: an author asks for silence where nobody speaks, or with a word that nobody knows.

use std::ops::Range;

use super::{Case, Structure};
use crate::finding::{Edit, Finding, Fix, Label};
use crate::severity::Severity;
use crate::source::Source;
use crate::suppress::{Action, Directive};

pub const RULE: Structure = Structure {
    id: "unused-directive",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: false,
    what: "A comment asks pitchlint for silence, and there is nothing to silence, or no such rule or directive.",
    why: "Left behind, it silences the next finding in its place, which nobody has looked at. Mistyped, it silences nothing.",
    instead: "Take the comment out, or correct the name in it.",
    bad: &[
        "<!-- pitchlint-disable-next-line hype -->\nWe call the ten largest shops on Monday.",
        "We call the ten largest shops. <!-- pitchlint-disable-line -->",
        "<!-- pitchlint-disable-file panic: the customer's words -->\n\nWe leverage it.",
        "<!-- pitchlint-disable-next-line corporate-jargn -->\nWe leverage it.",
        "<!-- pitchlint-enable -->\n\nWe call the ten largest shops on Monday.",
        "<!-- pitchlint-disable-nextline corporate-jargon -->\nWe leverage it.",
    ],
    good: &[
        "<!-- pitchlint-disable-next-line corporate-jargon: the name of the course -->\nWe leverage it.",
        "We leverage it. <!-- pitchlint-disable-line -->",
        "<!-- pitchlint-disable-file corporate-jargon -->\n\nWe leverage it.",
        "<!-- pitchlint-disable -->\n\nWe leverage it.\n\n<!-- pitchlint-enable -->",
        "`<!-- pitchlint-disable-line hype -->` silences a line.",
        "<!-- The page about pitchlint-disable-line is still to be drafted. -->\n\nWe call on Monday.",
    ],
    check,
};

/// What the run knows of a rule that a directive names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoke {
    /// It would have spoken.
    Yes,
    /// It was not asked to, so that nobody can tell whether the directive is of use.
    No,
    /// There is no such rule; the nearest by name, if one is near.
    Unknown(Option<String>),
}

/// The directives of a draft, once all other findings were sifted.
#[derive(Clone, Copy)]
pub struct Sifted<'c> {
    pub directives: &'c [Directive],
    /// What is known of a rule.
    pub spoke: &'c dyn Fn(&str) -> Spoke,
    /// Whether every rule that is on by default spoke.
    pub all_spoke: bool,
}

fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(sifted) = case.sifted else {
        return Vec::new();
    };
    (sifted.directives.iter())
        .filter_map(|directive| finding(case.source, &sifted, directive))
        .collect()
}

fn finding(source: &Source, sifted: &Sifted<'_>, directive: &Directive) -> Option<Finding> {
    let Some(action) = directive.action else {
        return Some(unknown_word(directive));
    };
    let unknown = directive
        .rules
        .iter()
        .find_map(|rule| match (sifted.spoke)(&rule.id) {
            Spoke::Unknown(near) => Some((rule.id.as_str(), near)),
            _ => None,
        });
    if let Some((id, near)) = unknown {
        return Some(unknown_rule(directive, id, near.as_deref()));
    }
    if directive.rules.is_empty() {
        let idle = !directive.used && (sifted.all_spoke || action == Action::Enable);
        return idle.then(|| unused(source, directive, action, &[]));
    }
    let idle: Vec<&str> = (directive.rules.iter())
        .filter(|rule| !rule.used && rule.id != RULE.id)
        .filter(|rule| action == Action::Enable || (sifted.spoke)(&rule.id) == Spoke::Yes)
        .map(|rule| rule.id.as_str())
        .collect();
    (!idle.is_empty()).then(|| unused(source, directive, action, &idle))
}

fn unused(source: &Source, directive: &Directive, action: Action, idle: &[&str]) -> Finding {
    let what = if idle.is_empty() {
        "this comment".to_owned()
    } else {
        format!("\"{}\"", idle.join("\", \""))
    };
    let (message, help) = match action {
        Action::Enable => (
            format!("{what} ends no silence"),
            "No `pitchlint-disable` before it is still open. Take it out.",
        ),
        _ => (
            format!("{what} silences nothing here"),
            "There is no such finding in the place it speaks of. Take it out, so that it hides nothing later.",
        ),
    };
    let mut finding = RULE.finding(message, label(directive), help);
    finding.fix = Some(if idle.len() == directive.rules.len() {
        removal(source, directive)
    } else {
        let kept = (directive.rules.iter()).filter(|rule| !idle.contains(&rule.id.as_str()));
        let kept: Vec<&str> = kept.map(|rule| rule.id.as_str()).collect();
        Fix {
            title: format!("take out \"{}\"", idle.join("\", \"")),
            safe: true,
            edits: edit_names(source, directive, &kept.join(", ")),
        }
    });
    finding.fix.take_if(|fix| fix.edits.is_empty());
    finding
}

/// A mistyped name was meant to silence something, so nothing is taken out; and were it corrected here, a fix of what it was
/// meant to silence could come first.
fn unknown_rule(directive: &Directive, id: &str, near: Option<&str>) -> Finding {
    let help = match near {
        Some(near) => format!("Did you mean `{near}`? `pitchlint rules` lists all rules."),
        None => "`pitchlint rules` lists all rules. A reason stands behind a colon: \
                 <!-- pitchlint-disable-line hype: the name of the course -->"
            .to_owned(),
    };
    RULE.finding(format!("there is no rule \"{id}\""), label(directive), help)
}

fn unknown_word(directive: &Directive) -> Finding {
    let known: Vec<String> = Action::ALL
        .map(|action| format!("`pitchlint-{}`", action.name()))
        .into();
    RULE.finding(
        format!("there is no directive \"pitchlint-{}\"", directive.word),
        label(directive),
        format!("The directives are {}.", known.join(", ")),
    )
}

fn label(directive: &Directive) -> Label {
    Label {
        span: directive.comment.span.clone(),
        message: None,
    }
}

/// Writes these names in the place of those in the comment; nothing if the comment is not written as it is read.
fn edit_names(source: &Source, directive: &Directive, names: &str) -> Vec<Edit> {
    let comment = &directive.comment;
    let drafted = &source.text()[comment.span.clone()];
    let Some(head) = drafted.find(&comment.text) else {
        return Vec::new();
    };
    let from = head + directive.word.len();
    let listed = &drafted[from..head + comment.text.find(':').unwrap_or(comment.text.len())];
    let lead = listed.len() - listed.trim_start().len();
    let start = comment.span.start + from + lead;
    vec![Edit {
        span: start..start + listed.trim().len(),
        replacement: names.to_owned(),
    }]
}

/// Takes the comment out, and its line if nothing else stands on it.
fn removal(source: &Source, directive: &Directive) -> Fix {
    let text = source.text();
    let span = &directive.comment.span;
    let lines = source.line_of(span.start)..source.line_of(span.end);
    let line = source.line_range(lines.start).start..source.line_range(lines.end).end;
    let before = &text[line.start..span.start];
    let after = &text[span.end..line.end];
    let alone = before.trim().is_empty() && after.trim().is_empty();
    // Marks of a list or a block quote stay, and so do spaces that break a line.
    let in_container = after.trim().is_empty() && before.chars().all(is_mark);
    let taken = if alone {
        alone_on_lines(source, &lines)
    } else if after.trim().is_empty() {
        span.start - (before.len() - before.trim_end().len())..span.end
    } else if before.ends_with([' ', '\t']) || before.is_empty() {
        span.start..span.end + (after.len() - after.trim_start().len())
    } else {
        span.clone()
    };
    Fix {
        title: "take the comment out".to_owned(),
        // In a block of HTML, what stands beside the comment is read in another way once the comment is gone. And a reason is
        // somebody's words: the comment may only stand on the wrong line.
        safe: (alone || in_container || directive.comment.is_inline) && !has_reason(directive),
        edits: vec![Edit {
            span: taken,
            replacement: String::new(),
        }],
    }
}

fn has_reason(directive: &Directive) -> bool {
    let reason = directive.comment.text.split_once(':');
    reason.is_some_and(|(_, reason)| !reason.trim().is_empty())
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
}

/// What is taken out with a comment that has its lines for itself: they, and the blank line behind them if there is another before
/// them. Between two paragraphs, a blank line has to stay.
fn alone_on_lines(source: &Source, lines: &Range<usize>) -> Range<usize> {
    let text = source.text();
    let start = source.line_range(lines.start).start;
    let last = source.line_range(lines.end).end;
    let line = |number: usize| {
        (1..=source.line_count())
            .contains(&number)
            .then(|| text[source.line_range(number)].trim())
    };
    let (before, after) = (line(lines.start.wrapping_sub(1)), line(lines.end + 1));
    let start_of = |number: usize| {
        if number <= source.line_count() {
            source.line_range(number).start
        } else {
            text.len()
        }
    };
    if lines.end == source.line_count() {
        // The last line has no line break of its own: the one before it goes.
        let start = match before {
            Some(_) => source.line_range(lines.start - 1).end,
            None => start,
        };
        return start..last;
    }
    let is_heading = |line: &str| line.starts_with(['#', '`', '~']);
    let begins_block = |line: &str, before: &str| {
        is_heading(line)
            || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
            || line.starts_with('>') && !before.starts_with('>')
    };
    match (before, after) {
        (None | Some(""), Some("")) if lines.end + 1 < source.line_count() => {
            start..start_of(lines.end + 2)
        }
        (Some(before), Some(after))
            if !before.is_empty()
                && !after.is_empty()
                && !is_heading(before)
                && !begins_block(after, before) =>
        {
            start..last
        }
        _ => start..start_of(lines.end + 1),
    }
}
