//! One JSON object a finding, a line each: the contract that scripts rely on.
//!
//! Lines and columns count from 1, columns in characters; ends are exclusive. Bytes count from 0 in the file as it is.

use std::ops::Range;

use serde::Serialize;

use crate::finding::{Finding, Fix, Label, Severity};
use crate::source::Source;

#[derive(Serialize)]
struct Line<'f> {
    path: &'f str,
    rule: &'f str,
    severity: Severity,
    message: &'f str,
    note: Option<&'f str>,
    help: Option<&'f str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: usize,
    byte_end: usize,
    /// The source under the primary label.
    text: &'f str,
    label: Option<&'f str>,
    related: Vec<Related<'f>>,
    fix: Option<FixObject<'f>>,
    /// The page of the rule.
    url: Option<String>,
}

#[derive(Serialize)]
struct Related<'f> {
    message: Option<&'f str>,
    line: usize,
    column: usize,
    text: &'f str,
}

#[derive(Serialize)]
struct FixObject<'f> {
    title: &'f str,
    safe: bool,
    edits: Vec<EditObject<'f>>,
}

#[derive(Serialize)]
struct EditObject<'f> {
    byte_start: usize,
    byte_end: usize,
    text: &'f str,
}

/// Writes each finding as an object on a line of its own.
pub fn write(out: &mut String, source: &Source, findings: &[Finding]) {
    for finding in findings {
        let span = finding.span();
        let (start, end) = (source.position(span.start), source.position(span.end));
        let line = Line {
            path: source.name(),
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            note: finding.note.as_deref(),
            help: finding.help.as_deref(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: span.start,
            byte_end: span.end,
            text: text(source, span),
            label: finding.labels.primary.message.as_deref(),
            related: finding
                .labels
                .related
                .iter()
                .map(|label| related(source, label))
                .collect(),
            fix: finding.fix.as_ref().map(fix),
            url: finding.url(),
        };
        let object = serde_json::to_string(&line);
        debug_assert!(object.is_ok(), "strings and numbers are always JSON");
        out.push_str(&object.unwrap_or_default());
        out.push('\n');
    }
}

fn text<'f>(source: &'f Source, span: &Range<usize>) -> &'f str {
    &source.text()[span.clone()]
}

fn related<'f>(source: &'f Source, label: &'f Label) -> Related<'f> {
    let at = source.position(label.span.start);
    Related {
        message: label.message.as_deref(),
        line: at.line,
        column: at.column,
        text: text(source, &label.span),
    }
}

fn fix(fix: &Fix) -> FixObject<'_> {
    let edits = fix.edits.iter().map(|edit| EditObject {
        byte_start: edit.span.start,
        byte_end: edit.span.end,
        text: &edit.replacement,
    });
    FixObject {
        title: &fix.title,
        safe: fix.safe,
        edits: edits.collect(),
    }
}
