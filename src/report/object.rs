//! A finding as a JSON object: what `jsonl` and `json` share, and what scripts rely on.
//!
//! Lines and columns count from 1, columns in characters; ends are exclusive. Bytes count from 0 in the file as it is.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::{Finding, Fix, Label, Severity};
use crate::source::Source;

/// What was found at one place of a draft.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct FindingObject<'f> {
    /// The draft.
    path: &'f str,
    /// The id of the rule.
    rule: &'f str,
    #[schemars(with = "SeverityName")]
    severity: Severity,
    /// What is wrong, on one line.
    message: &'f str,
    /// Why it matters to the reader of the draft.
    note: Option<&'f str>,
    /// What to write instead.
    help: Option<&'f str>,
    /// From 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// In characters, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The line in which the finding ends.
    #[schemars(range(min = 1))]
    end_line: usize,
    /// The column behind its last character.
    #[schemars(range(min = 1))]
    end_column: usize,
    /// Its first byte in the file, from 0.
    byte_start: usize,
    /// The byte behind its last.
    byte_end: usize,
    /// The words of the draft at which the finding stands.
    text: &'f str,
    /// What is said about these words.
    label: Option<&'f str>,
    /// Other places that belong to the finding.
    related: Vec<RelatedObject<'f>>,
    /// How to mend it, if a program can.
    fix: Option<FixObject<'f>>,
    /// The page of the rule.
    url: Option<String>,
}

/// How bad a finding is.
#[derive(JsonSchema)]
#[schemars(rename = "Severity", rename_all = "lowercase")]
#[allow(
    dead_code,
    reason = "it stands in for Severity in the schema only, which the build reads, too"
)]
enum SeverityName {
    /// Worth a look.
    Info,
    /// Most readers will stumble here.
    Warning,
    /// The draft should not go out like this.
    Error,
}

/// Another place that belongs to a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related")]
struct RelatedObject<'f> {
    /// What is said about it.
    message: Option<&'f str>,
    /// From 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// In characters, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The words of the draft there.
    text: &'f str,
}

/// Edits that mend a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct FixObject<'f> {
    /// What the edits do.
    title: &'f str,
    /// Whether the draft says the same afterwards; if not, a person should look.
    safe: bool,
    /// In order and apart.
    edits: Vec<EditObject<'f>>,
}

/// Bytes of the file and what to put in their place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct EditObject<'f> {
    /// The first byte, from 0.
    byte_start: usize,
    /// The byte behind the last.
    byte_end: usize,
    /// The new text.
    text: &'f str,
}

impl<'f> FindingObject<'f> {
    /// The object of a finding in a draft that is called `path`.
    pub fn new(path: &'f str, source: &'f Source, finding: &'f Finding) -> Self {
        let span = finding.span();
        let (start, end) = (source.position(span.start), source.position(span.end));
        FindingObject {
            path,
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
        }
    }
}

fn text<'f>(source: &'f Source, span: &Range<usize>) -> &'f str {
    &source.text()[span.clone()]
}

fn related<'f>(source: &'f Source, label: &'f Label) -> RelatedObject<'f> {
    let at = source.position(label.span.start);
    RelatedObject {
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
