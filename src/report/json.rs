//! One JSON document, for programs that read a report whole. Its schema is `pitchlint-report.schema.json`, and its version goes up
//! when something is taken away or means something else; keys may be added without that.

use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use super::escape::json;
use super::object::FindingObject;
use super::summary::Counts;
use super::{Draft, End, Reporter, Run};

/// The version of the document.
pub(super) const VERSION: u32 = 1;

/// Where the schema stands on the web.
const SCHEMA: &str = concat!(
    env!("CARGO_PKG_REPOSITORY"),
    "/raw/main/pitchlint-report.schema.json"
);

/// A JSON document.
pub struct Json;

/// What pitchlint found, from `pitchlint --format json`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "pitchlint report")]
#[allow(
    dead_code,
    reason = "it is written in pieces; the whole is for the schema"
)]
struct Document<'d> {
    /// This schema.
    #[serde(rename = "$schema")]
    schema: String,
    /// The version of this document: 1. It goes up when something is taken away or means something else.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    tool: Tool,
    /// Every draft that was checked, in the order in which it was found.
    drafts: Vec<DraftObject<'d>>,
    summary: Summary,
}

/// What wrote the report.
#[derive(Serialize, JsonSchema)]
struct Tool {
    name: Cow<'static, str>,
    version: Cow<'static, str>,
}

/// A draft and what was found in it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Draft")]
struct DraftObject<'d> {
    /// From the folder that pitchlint ran in if the draft lies below, with forward slashes.
    path: &'d str,
    /// "pitch" if it asks somebody to decide something, else "prose".
    kind: &'d str,
    /// Of a pitch, how much of what a reader looks for is there, from 0 to 100.
    #[schemars(range(max = 100))]
    score: Option<u32>,
    /// By place.
    findings: Vec<FindingObject<'d>>,
}

/// All drafts together.
#[derive(Serialize, JsonSchema)]
#[schemars(inline)]
pub(super) struct Summary {
    /// Drafts that were checked.
    drafts: usize,
    /// Of these, the ones that were taken for pitches.
    pitches: usize,
    drafts_with_findings: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// Findings that --fix would take away.
    fixable: usize,
    /// Fixes that this run applied.
    fixed: usize,
}

impl Summary {
    pub(super) fn of(counts: &Counts) -> Self {
        Summary {
            drafts: counts.drafts,
            pitches: counts.pitches,
            drafts_with_findings: counts.drafts_with_findings,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            fixable: counts.fixable,
            fixed: counts.fixed,
        }
    }
}

/// The name and version of this program, as JSON has them.
#[derive(Serialize)]
struct Head {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: u32,
    tool: Tool,
}

impl Reporter for Json {
    fn begin(&self, out: &mut String, _: &Run) {
        let head = Head {
            schema: SCHEMA,
            version: VERSION,
            tool: Tool {
                name: env!("CARGO_PKG_NAME").into(),
                version: env!("CARGO_PKG_VERSION").into(),
            },
        };
        json(out, &head);
        // The document goes on with the drafts.
        out.truncate(out.len() - 1);
        out.push_str(",\"drafts\":[\n");
    }

    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        let findings = draft.findings.iter();
        let object = DraftObject {
            path: draft.path,
            kind: draft.kind.name(),
            score: draft.pitch_card().map(crate::card::Card::score),
            findings: findings
                .map(|finding| FindingObject::new(draft.path, draft.source, finding))
                .collect(),
        };
        json(out, &object);
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, out: &mut String, _: &Run, end: &End<'_>) {
        out.push_str("\n],\"summary\":");
        json(out, &Summary::of(end.counts));
        out.push_str("}\n");
    }
}

/// The JSON Schema of the document.
///
/// # Errors
/// Never, as long as a schema is JSON.
pub fn schema() -> serde_json::Result<String> {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Document>();
    schema.insert("$id".to_owned(), SCHEMA.into());
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
