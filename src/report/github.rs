//! Workflow commands of GitHub Actions, which become annotations on the lines of a pull request.
//!
//! They are escaped as GitHub's own toolkit does (`@actions/core`, command.ts), so that no text can begin a command of its own.

use super::paragraphs;
use super::screen::safe;
use super::{Draft, Reporter, Run};
use crate::finding::Finding;
use crate::severity::Severity;
use crate::source::Source;

/// A command for each finding.
pub struct Github;

impl Reporter for Github {
    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        for finding in draft.findings {
            write(out, draft.path, draft.source, finding);
        }
    }
}

fn write(out: &mut String, path: &str, source: &Source, finding: &Finding) {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let span = finding.span();
    let (start, end) = (source.position(span.start), source.position(span.end));
    let mut properties = vec![
        ("file", path.to_owned()),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    // Columns are for annotations of one line.
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    }
    properties.push(("title", format!("pitchlint: {}", finding.rule)));
    let properties: Vec<String> = (properties.iter())
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    let mut texts = paragraphs::of(source, finding);
    texts.extend(finding.url());
    let message = data(&texts.join("\n\n"));
    out.push_str(&format!(
        "::{command} {}::{message}\n",
        properties.join(",")
    ));
}

/// A message, as the toolkit's `escapeData`. Other control characters have no business in a log.
fn data(text: &str) -> String {
    // A carriage return is among the characters that are shown.
    safe(text).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property, as the toolkit's `escapeProperty`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
