//! A new directive for a finding: where it stands so that it silences that finding and nothing else changes for a reader.
//!
//! Markdown has many ways to break a list, a table or a heading with a comment, so each place is tried, and the draft is checked
//! anew with the comment in it.

use std::ops::Range;

use super::Action;
use crate::document::prose::BARRIER;
use crate::document::{Block, Document};
use crate::finding::{Edit, Finding, apply};
use crate::linter::{Analysis, Linter};
use crate::rules::AFTERWARDS;
use crate::source::Source;

/// A comment to write into a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    pub action: Action,
    pub edit: Edit,
}

/// The comment that silences a finding of an analysis: above its line, else on it, else for the whole draft. None if there is no
/// place for it.
pub fn insertion(
    linter: &Linter,
    source: &Source,
    analysis: &Analysis,
    finding: &Finding,
) -> Option<Insertion> {
    let silences = |insertion: &Insertion| {
        let text = apply(source.text(), std::slice::from_ref(&insertion.edit));
        let changed = Source::new(source.name(), text);
        // Most places that do not fit are told without a full check.
        let document = Document::parse(&changed);
        reads_the_same(&analysis.document, &document)
            && is_heard(&analysis.document, &document, &insertion.edit)
            && {
                let after = linter.analyse(&changed);
                is_silent(finding, &insertion.edit, &after)
                    && count_idle(&after) <= count_idle(analysis)
                    && count_others(&after, finding) <= count_others(analysis, finding)
            }
    };
    candidates(source, analysis, finding)
        .into_iter()
        .find(silences)
}

fn candidates(source: &Source, analysis: &Analysis, finding: &Finding) -> Vec<Insertion> {
    let at = finding.span().start.max(source.body_start());
    let number = source.line_of(at);
    let range = source.line_range(number);
    let line = &source.text()[range.clone()];
    let is_mdx = (source.file_name().rsplit('.').next())
        .is_some_and(|extension| extension.eq_ignore_ascii_case("mdx"));
    let comment = |action: Action| {
        let directive = format!("pitchlint-{} {}", action.name(), finding.rule);
        if is_mdx {
            format!("{{/* {directive} */}}")
        } else {
            format!("<!-- {directive} -->")
        }
    };
    let insert = |action, at: usize, replacement: String| Insertion {
        action,
        edit: Edit {
            span: at..at,
            replacement,
        },
    };
    let line_break = if source.text()[range.end..].starts_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut candidates = Vec::new();
    let in_front_matter =
        (analysis.document.front_matter()).is_some_and(|front| front.span.contains(&at));
    if !in_front_matter {
        let quoted = line.trim_start_matches([' ', '\t', '>']);
        let prefix = &line[..line.len() - quoted.len()];
        // Above its first line, a comment would stand outside of the point of a list.
        if !begins_point(quoted) {
            let action = Action::DisableNextLine;
            let above = format!("{prefix}{}{line_break}", comment(action));
            candidates.push(insert(action, range.start, above));
        }
        let action = Action::DisableLine;
        let trimmed = line.trim_end();
        let behind = format!(" {}", comment(action));
        for end in [
            Some(trimmed),
            trimmed.strip_suffix('\\'),
            trimmed.strip_suffix('|'),
        ] {
            let Some(end) = end else { continue };
            let end = end.trim_end().len();
            candidates.push(insert(action, range.start + end, behind.clone()));
        }
    }
    let action = Action::DisableFile;
    let top =
        (analysis.document.front_matter()).map_or(source.body_start(), |front| front.span.end);
    let is_at_line_start = top == source.body_start() || source.text()[..top].ends_with('\n');
    let at_top = if is_at_line_start {
        format!("{}{line_break}{line_break}", comment(action))
    } else {
        format!("{line_break}{}", comment(action))
    };
    candidates.push(insert(action, top, at_top));
    candidates
}

/// Whether a comment is one more for pitchlint, and not the end of another that was never closed.
fn is_heard(before: &Document, after: &Document, comment: &Edit) -> bool {
    let written = comment.span.start..comment.span.start + comment.replacement.len();
    after.comments().len() == before.comments().len() + 1
        && (after.comments().iter())
            .any(|one| written.start <= one.span.start && one.span.end <= written.end)
}

/// Whether a line begins a point of a list.
fn begins_point(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < line.len() {
        digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether two documents have the same blocks with the same words.
fn reads_the_same(one: &Document, other: &Document) -> bool {
    fn words<'d>(document: &'d Document, block: &Block) -> impl Iterator<Item = &'d str> + use<'d> {
        let is_gap = |c: char| c.is_whitespace() || c == BARRIER;
        let words = document.prose().text()[block.text.clone()].split(is_gap);
        words.filter(|word| !word.is_empty())
    }
    one.blocks().len() == other.blocks().len()
        && (one.blocks().iter().zip(other.blocks())).all(|(a, b)| {
            (a.kind, a.quoted, a.cell) == (b.kind, b.quoted, b.cell)
                && words(one, a).eq(words(other, b))
        })
}

/// Whether a finding is gone once an edit was made.
fn is_silent(finding: &Finding, edit: &Edit, after: &Analysis) -> bool {
    let place: Range<usize> = finding.span().clone();
    let moved = |at: usize| {
        // In a draft without words, findings stay at its beginning, whatever comes to stand there.
        let is_behind = edit.span.start <= at && !place.is_empty();
        at + if is_behind { edit.replacement.len() } else { 0 }
    };
    !after
        .findings
        .iter()
        .any(|other| other.rule == finding.rule && other.span().start == moved(place.start))
}

/// How many comments do nothing.
fn count_idle(analysis: &Analysis) -> usize {
    (analysis.findings.iter())
        .filter(|one| is_about_comments(one))
        .count()
}

/// How many findings other rules have. One more, and another comment has lost what it silences.
fn count_others(analysis: &Analysis, finding: &Finding) -> usize {
    (analysis.findings.iter())
        .filter(|one| one.rule != finding.rule && !is_about_comments(one))
        .count()
}

fn is_about_comments(finding: &Finding) -> bool {
    AFTERWARDS.iter().any(|rule| rule.id == finding.rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::Selection;

    /// The draft once its finding of `rule` is silenced.
    fn silenced(name: &str, draft: &str, rule: &str) -> String {
        let linter = Linter::new(&Selection::default());
        let source = Source::new(name, draft);
        let analysis = linter.analyse(&source);
        let finding = (analysis.findings.iter())
            .find(|finding| finding.rule == rule)
            .unwrap();
        let insertion = insertion(&linter, &source, &analysis, finding).unwrap();
        apply(draft, &[insertion.edit])
    }

    const NEXT: &str = "<!-- pitchlint-disable-next-line corporate-jargon -->";
    const LINE: &str = "<!-- pitchlint-disable-line corporate-jargon -->";

    #[test]
    fn each_place_has_its_form() {
        for (draft, expected) in [
            ("We leverage it.\n", format!("{NEXT}\nWe leverage it.\n")),
            // A comment between its lines would split a paragraph.
            (
                "We see\nthat they leverage it  \nagain.\n",
                format!("We see\nthat they leverage it {LINE}  \nagain.\n"),
            ),
            (
                "- We leverage it.\n- More.\n",
                format!("- We leverage it. {LINE}\n- More.\n"),
            ),
            (
                "1. We leverage it.\n2. More.\n",
                format!("1. We leverage it. {LINE}\n2. More.\n"),
            ),
            // The same phrase elsewhere is another finding.
            (
                "We leverage it.\n\nWe leverage it.\n",
                format!("{NEXT}\nWe leverage it.\n\nWe leverage it.\n"),
            ),
            (
                "1. One.\n\n   We leverage it.\n",
                format!("1. One.\n\n   {NEXT}\n   We leverage it.\n"),
            ),
            (
                "# We leverage it #\n",
                format!("{NEXT}\n# We leverage it #\n"),
            ),
            (
                "| a | b |\n| - | - |\n| c | leverage it |\n",
                format!("| a | b |\n| - | - |\n| c | leverage it {LINE} |\n"),
            ),
            (
                "We leverage it.\r\nMore.\r\n",
                format!("{NEXT}\r\nWe leverage it.\r\nMore.\r\n"),
            ),
            ("We leverage it", format!("{NEXT}\nWe leverage it")),
            (
                "\u{feff}We leverage it.\n",
                format!("\u{feff}{NEXT}\nWe leverage it.\n"),
            ),
        ] {
            assert_eq!(
                silenced("a.md", draft, "corporate-jargon"),
                expected,
                "{draft}"
            );
        }
    }

    /// Within a tag that goes over several lines, a comment would become part of the text.
    #[test]
    fn where_no_line_takes_a_comment_the_draft_does() {
        let file = "<!-- pitchlint-disable-file corporate-jargon -->";
        let text = "We see\nthat they leverage it <b\nclass=\"big\">now</b>.\n";
        for front_matter in ["", "---\ntitle: a\n---\n"] {
            assert_eq!(
                silenced("a.md", &format!("{front_matter}{text}"), "corporate-jargon"),
                format!("{front_matter}{file}\n\n{text}")
            );
        }
    }

    #[test]
    fn mdx_has_comments_of_its_own() {
        assert_eq!(
            silenced("a.mdx", "We leverage it.\n", "corporate-jargon"),
            "{/* pitchlint-disable-next-line corporate-jargon */}\nWe leverage it.\n"
        );
    }

    #[test]
    fn what_is_missing_is_silenced_at_the_title() {
        let draft = "---\ntitle: a\n---\n\n# Proposal: new software\n\nWe propose to buy Slack for 40 euros.\n";
        let after = silenced("a.md", draft, "missing-goal");
        assert!(
            after.contains("<!-- pitchlint-disable-next-line missing-goal -->\n# Proposal"),
            "{after}"
        );
    }

    /// Above it, a comment about a comment does not silence it; behind it, the first comment has lost what it is for.
    #[test]
    fn a_comment_takes_nothing_from_another_one() {
        let draft =
            "<!-- pitchlint-disable-next-line hype -->\n<!--pitchlint--->\nA game-changer.\n";
        assert_eq!(
            silenced("a.md", draft, "unused-directive"),
            format!("<!-- pitchlint-disable-file unused-directive -->\n\n{draft}")
        );
    }
}
