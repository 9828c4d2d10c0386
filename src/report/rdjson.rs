//! Reviewdog's JSON (RDFormat, `DiagnosticResult`), which brings findings and suggestions to the review tools of many hosts.

use std::ops::Range;

use serde::Serialize;

use super::escape::json;
use super::{Draft, End, Reporter, Run, paragraphs};
use crate::finding::{Finding, Fix, apply};
use crate::severity::Severity;
use crate::source::Source;

/// One result with all diagnostics.
pub struct Rdjson;

#[derive(Serialize)]
struct Diagnostic<'f> {
    message: String,
    location: Location<'f>,
    severity: &'static str,
    code: Code<'f>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'f>>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    range: Span,
}

#[derive(Serialize)]
struct Span {
    start: Position,
    end: Position,
}

/// From 1, the column in bytes; a byte order mark is among them.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'f> {
    value: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Span,
    text: String,
}

#[derive(Serialize)]
struct Related<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'f str>,
    location: Location<'f>,
}

impl Reporter for Rdjson {
    fn begin(&self, out: &mut String, _: &Run) {
        out.push_str("{\"source\":{\"name\":\"pitchlint\",\"url\":");
        json(out, &env!("CARGO_PKG_REPOSITORY"));
        out.push_str("},\"diagnostics\":[\n");
    }

    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        for (number, finding) in draft.findings.iter().enumerate() {
            if number > 0 {
                out.push_str(self.between());
            }
            json(out, &diagnostic(draft, finding));
        }
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, out: &mut String, _: &Run, _: &End<'_>) {
        out.push_str("\n]}\n");
    }
}

fn diagnostic<'f>(draft: &Draft<'f>, finding: &'f Finding) -> Diagnostic<'f> {
    let source = draft.source;
    let place = |span| Location {
        path: draft.path,
        range: range(source, span),
    };
    Diagnostic {
        message: paragraphs::of(source, finding).join("\n\n"),
        location: place(finding.span()),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code {
            value: &finding.rule,
            url: finding.url(),
        },
        suggestions: (finding.fix.iter())
            .filter_map(|fix| suggestion(source, fix))
            .collect(),
        related_locations: (finding.labels.related.iter())
            .map(|label| Related {
                message: label.message.as_deref(),
                location: place(&label.span),
            })
            .collect(),
    }
}

fn range(source: &Source, span: &Range<usize>) -> Span {
    let position = |offset| {
        let (line, column) = source.byte_position(offset);
        Position { line, column }
    };
    Span {
        start: position(span.start),
        end: position(span.end),
    }
}

/// All edits of a fix as one: of several suggestions, a reviewer takes one.
fn suggestion(source: &Source, fix: &Fix) -> Option<Suggestion> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let span = first.span.start..last.span.end;
    let mut edits = fix.edits.clone();
    for edit in &mut edits {
        edit.span = edit.span.start - span.start..edit.span.end - span.start;
    }
    Some(Suggestion {
        range: range(source, &span),
        text: apply(&source.text()[span], &edits),
    })
}
