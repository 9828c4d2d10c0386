//! SARIF 2.1.0 (OASIS Standard, 27 March 2020): what code scanning on GitHub, Azure DevOps and many viewers read.
//!
//! The document is written in pieces, so the structures here are its parts, in the standard's names.

use serde::Serialize;
use serde_json::{Value, json};

use super::escape;
use super::path::uri;
use super::{Draft, End, Reporter, RuleInfo, Run};
use super::{fingerprint, paragraphs};
use crate::finding::{Edit, Finding, Fix, Label};
use crate::severity::Severity;
use crate::source::Source;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative addresses are relative to; viewers know the name.
const BASE: &str = "%SRCROOT%";

/// The name of our fingerprints. It changes with how they are made.
const FINGERPRINT: &str = "pitchlint/v1";

/// A log with one run.
pub struct Sarif;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'f> {
    rule_id: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Message>,
}

impl Reporter for Sarif {
    fn begin(&self, out: &mut String, run: &Run) {
        let tool = json!({"driver": {
            "name": env!("CARGO_PKG_NAME"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": run.rules.iter().map(rule).collect::<Vec<_>>(),
        }});
        out.push_str("{\"$schema\":");
        escape::json(out, &SCHEMA);
        out.push_str(",\"version\":\"2.1.0\",\"runs\":[{\"tool\":");
        escape::json(out, &tool);
        out.push_str(",\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":");
        let base = json!({"description": {"text": "The folder in which pitchlint ran."}});
        escape::json(out, &json!({BASE: base}));
        out.push_str(",\"results\":[\n");
    }

    fn draft(&self, out: &mut String, run: &Run, draft: &Draft<'_>) {
        let fingerprints = fingerprint::all(draft.source, draft.findings);
        let file = artifact(draft.path);
        for (number, (finding, fingerprint)) in draft.findings.iter().zip(fingerprints).enumerate()
        {
            if number > 0 {
                out.push_str(self.between());
            }
            let result = result(run, draft.source, &file, finding, &fingerprint);
            escape::json(out, &result);
        }
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, out: &mut String, _: &Run, end: &End<'_>) {
        out.push_str("\n],\"invocations\":");
        escape::json(out, &json!([{"executionSuccessful": !end.failed}]));
        out.push_str("}]}\n");
    }
}

fn rule(rule: &RuleInfo) -> Value {
    let mut object = json!({
        "id": rule.id,
        "shortDescription": {"text": sentence(&rule.what)},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.instead},
        "defaultConfiguration": {"enabled": rule.on_by_default, "level": level(rule.severity)},
    });
    if let Some(url) = &rule.url {
        object["helpUri"] = url.as_str().into();
    }
    object
}

/// Viewers show these texts one behind the other, so each ends like a sentence.
fn sentence(text: &str) -> String {
    let ended = text.ends_with(['.', '!', '?', ':']);
    format!("{text}{}", if ended { "" } else { "." })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn artifact(path: &str) -> ArtifactLocation {
    let uri = uri(path);
    let is_relative = !uri.starts_with("file:");
    ArtifactLocation {
        uri,
        uri_base_id: is_relative.then_some(BASE),
    }
}

fn result<'f>(
    run: &Run,
    source: &Source,
    file: &ArtifactLocation,
    finding: &'f Finding,
    fingerprint: &str,
) -> SarifResult<'f> {
    let mut texts = paragraphs::of(source, finding);
    texts[0] = sentence(&texts[0]);
    let related = finding.labels.related.iter().enumerate();
    let label = |id, label: &Label| Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: file.clone(),
            region: region(source, &label.span, true),
        },
        message: label.message.clone().map(|text| Message { text }),
    };
    SarifResult {
        rule_id: &finding.rule,
        rule_index: run.rules.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Message {
            text: texts.join("\n\n"),
        },
        locations: [label(None, &finding.labels.primary)],
        related_locations: related.map(|(id, place)| label(Some(id), place)).collect(),
        partial_fingerprints: json!({FINGERPRINT: fingerprint}),
        fixes: finding.fix.iter().map(|it| fix(source, file, it)).collect(),
    }
}

fn region(source: &Source, span: &std::ops::Range<usize>, with_text: bool) -> Region {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: with_text.then(|| Message {
            text: source.text()[span.clone()].to_owned(),
        }),
    }
}

fn fix(source: &Source, file: &ArtifactLocation, fix: &Fix) -> SarifFix {
    let replacement = |edit: &Edit| Replacement {
        deleted_region: region(source, &edit.span, false),
        inserted_content: (!edit.replacement.is_empty()).then(|| Message {
            text: edit.replacement.clone(),
        }),
    };
    SarifFix {
        description: Message {
            text: fix.title.clone(),
        },
        artifact_changes: [ArtifactChange {
            artifact_location: file.clone(),
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
    }
}
