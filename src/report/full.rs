//! The format for people: miette's graphical report of each finding.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan};
use textwrap::{WordSeparator, WordSplitter};

use super::screen::{safe, safe_line};
use super::snippet::Snippet;
use super::summary;
use super::{Draft, End, Reporter, Run, Style};
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// Below this many columns a report is drawn as if the screen were wider, and wraps.
const NARROWEST: usize = 50;

/// Diagnostics, and the closing lines.
pub struct Full(pub Style);

impl Reporter for Full {
    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        write(out, self.0, draft.source, draft.findings);
    }

    fn end(&self, out: &mut String, run: &Run, end: &End<'_>) {
        summary::close(out, self.0, run, end.counts);
    }
}

/// Writes each finding as a diagnostic.
pub fn write(out: &mut String, style: Style, source: &Source, findings: &[Finding]) {
    let theme = if style.color {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let width = style.width.max(NARROWEST);
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_context_lines(0)
        // Advice is English prose: spaces will do, and Unicode's rules of line breaking take a good deal longer.
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        // Where the screen can, the rule's id itself is the link; elsewhere an address for each finding would be in the way.
        .with_urls(style.links)
        .with_link_display_text("");
    for finding in findings {
        let shown = Shown {
            finding,
            snippet: Snippet::new(source, &finding.labels, width),
        };
        let drawn = handler.render_report(out, &shown);
        debug_assert!(drawn.is_ok(), "a snippet serves every span that it names");
        out.push('\n');
    }
}

/// A finding as miette draws it.
#[derive(Debug)]
struct Shown<'f> {
    finding: &'f Finding,
    snippet: Snippet,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe_line(&self.finding.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("pitchlint::{}", self.finding.rule)))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let url = self.finding.url()?;
        Some(Box::new(url))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.finding.help.as_deref()?;
        Some(Box::new(safe(help)))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.snippet)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippet.labels.iter().enumerate().map(
            |(i, (span, message))| {
                let message = message
                    .as_deref()
                    .map(|message| safe_line(message).into_owned());
                let span = (span.start, span.len());
                if i == 0 {
                    LabeledSpan::new_primary_with_span(message, span)
                } else {
                    LabeledSpan::new_with_span(message, span)
                }
            },
        )))
    }
}
