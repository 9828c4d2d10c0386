//! Markdown for a job summary or a comment on a pull request, as GitHub and GitLab show it.

use std::fmt::{self, Write as _};

use super::screen::safe;
use super::summary::{number, severities};
use super::{Draft, End, Reporter, Run, paragraphs};
use crate::card::Card;
use crate::severity::Severity;

/// The most findings of one draft: nobody reads more, and one draft would leave no room for the others.
const MOST: usize = 100;

/// A table for each draft with findings.
pub struct Markdown;

impl Reporter for Markdown {
    fn begin(&self, out: &mut String, _: &Run) {
        out.push_str("## pitchlint\n");
    }

    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        let score = draft.pitch_card().map(Card::score);
        if !draft.findings.is_empty() || score.is_some() {
            let written = write(out, draft, score);
            debug_assert!(written.is_ok(), "a string takes all that is written to it");
        }
    }

    fn end(&self, out: &mut String, _: &Run, end: &End<'_>) {
        let counts = end.counts;
        let drafts = number(counts.drafts, "draft");
        out.push('\n');
        if counts.total() == 0 {
            out.push_str(&format!("Nothing to mend in {drafts}.\n"));
        } else {
            let total = number(counts.total(), "finding");
            out.push_str(&format!(
                "**{total} in {drafts}**: {}.\n",
                severities(counts)
            ));
        }
        if end.left_out > 0 {
            out.push_str(&format!(
                "\nThere was no room for {} more.\n",
                number(end.left_out, "draft")
            ));
        }
    }

    /// GitHub takes comments of 65,536 characters, and this leaves some for whatever stands around it.
    fn limit(&self) -> Option<usize> {
        Some(60_000)
    }
}

fn write(out: &mut String, draft: &Draft<'_>, score: Option<u32>) -> fmt::Result {
    write!(out, "\n### {}", plain(draft.path))?;
    if let Some(score) = score {
        write!(out, " · ready: {score} of 100")?;
    }
    writeln!(out)?;
    if draft.findings.is_empty() {
        return writeln!(out, "\nNothing to mend.");
    }
    writeln!(
        out,
        "\n| Line | Severity | What is wrong, and what to do | Rule |\n| ---: | --- | --- | --- |"
    )?;
    for finding in draft.findings.iter().take(MOST) {
        let line = draft.source.line_of(finding.span().start);
        let severity = match finding.severity {
            Severity::Error => "**error**",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        write!(out, "| {line} | {severity} | {}", plain(&finding.message))?;
        for text in paragraphs::besides(draft.source, finding) {
            write!(out, "<br>{}", plain(&text))?;
        }
        match finding.url() {
            Some(url) => writeln!(out, " | [{}]({url}) |", plain(&finding.rule))?,
            None => writeln!(out, " | {} |", plain(&finding.rule))?,
        }
    }
    match draft.findings.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "\nAnd {} in this draft.", number(more, "more finding")),
    }
}

/// Text that is shown as it is: what Markdown or HTML could take for a mark is written as a character reference, and nobody is
/// called by an `@`, no issue referred to by a `#`.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            // The zero-width space keeps it from being a name or a number.
            '@' | '#' => out.push_str(&format!("&#{};&#8203;", u32::from(c))),
            ' ' | '.' | ',' | ';' | '?' | '-' | '(' | ')' | '/' | '%' | '"' | '\'' => out.push(c),
            c if c.is_ascii_punctuation() => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            plain("<b>|`x`|*\n@ann [a](b) #1"),
            "&#60;b&#62;&#124;&#96;x&#96;&#124;&#42;<br>&#64;&#8203;ann &#91;a&#93;(b) &#35;&#8203;1"
        );
    }
}
