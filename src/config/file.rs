//! A config as it is written: its keys, and what is wrong with a file that claims to be one. It reads no files.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use toml::Spanned;

use crate::fault::{self, Fault, Notation};
use crate::lexicon::pack::Audience;
use crate::settings::{KindSetting, Level, Preset};

/// Settings for pitchlint, for all drafts in the folder of this file and below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "pitchlint.toml")]
pub struct ConfigFile {
    /// Another config, relative to this one, whose settings hold where this one says nothing. Accepted terms, packs and
    /// overrides of both add up.
    #[serde(default)]
    #[schemars(with = "String")]
    pub extends: Option<Spanned<String>>,
    /// How much is reported: `default`, `strict` (also what is often fine; suggestions become warnings), or `wording` (words
    /// only, nothing about order and missing pieces).
    #[serde(default)]
    #[schemars(with = "Preset")]
    pub preset: Option<Spanned<Preset>>,
    /// Who reads the drafts: `general`, `executive` (the default), `finance`, `engineering` or `marketing`. Words that are
    /// plain to them are left alone.
    #[serde(default)]
    #[schemars(schema_with = "audiences")]
    pub audience: Option<Spanned<Audience>>,
    /// What drafts are taken for: `pitch`, `prose`, or `auto` (the default) for what each looks like.
    #[serde(default)]
    #[schemars(with = "KindSetting")]
    pub kind: Option<Spanned<KindSetting>>,
    /// Words and phrases that no rule may flag, in any of their forms; `ecosystem*` for any ending.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub accept: Vec<Spanned<String>>,
    /// Files with wording rules of your own, relative to this one.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub packs: Vec<Spanned<String>>,
    /// The only drafts to check of those that are found in folders, as globs; all, if there are none.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub include: Option<Vec<Spanned<String>>>,
    /// Drafts in folders not to check, as globs. A file that you name on the command line is always checked.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Option<Vec<Spanned<String>>>,
    /// By id of a rule: how bad its findings are (`error`, `warning`, `info`), or `off`. A severity also turns a rule on that is
    /// off by default.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Level>")]
    pub rules: BTreeMap<Spanned<String>, Spanned<Level>>,
    /// Settings for some of the drafts; where several match a draft, the last one counts.
    #[serde(default)]
    pub overrides: Vec<OverrideTable>,
}

/// Settings for the drafts that its globs match.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Override")]
pub struct OverrideTable {
    /// The drafts, as globs.
    #[schemars(with = "Vec<String>")]
    pub files: Spanned<Vec<Spanned<String>>>,
    /// As above, for these drafts.
    #[serde(default)]
    #[schemars(with = "Preset")]
    pub preset: Option<Spanned<Preset>>,
    /// As above, for these drafts.
    #[serde(default)]
    #[schemars(schema_with = "audiences")]
    pub audience: Option<Spanned<Audience>>,
    /// As above, for these drafts.
    #[serde(default)]
    #[schemars(with = "KindSetting")]
    pub kind: Option<Spanned<KindSetting>>,
    /// Further words and phrases that no rule may flag in these drafts.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub accept: Vec<Spanned<String>>,
    /// As above, for these drafts; rules that are not named here keep what is said above.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Level>")]
    pub rules: BTreeMap<Spanned<String>, Spanned<Level>>,
}

/// The readers there are come from the notation of packs, which the build reads, too.
fn audiences(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = Audience::ALL
        .iter()
        .map(|audience| audience.name())
        .collect();
    json_schema!({ "type": "string", "enum": names })
}

/// The JSON Schema of a config, as `pitchlint schema` prints it.
///
/// # Errors
/// Never in practice: the schema is plain JSON.
pub fn schema() -> serde_json::Result<String> {
    let mut schema = schemars::schema_for!(ConfigFile).to_value();
    without_empty_defaults(&mut schema);
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// A key that is missing is no value in TOML, which has no null.
fn without_empty_defaults(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(map) => {
            map.retain(|key, value| key != "default" || !value.is_null());
            map.values_mut().for_each(without_empty_defaults);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_empty_defaults),
        _ => {}
    }
}

/// How configs are written.
pub(super) const NOTATION: Notation = Notation {
    page: "docs/config.md",
    files: "configs",
    examples: &[("files", r#"files = ["proposals/**"]"#)],
    table: r#"{ hype = "error", panic = "off" }"#,
    item: "each override begins with a line of its own: [[overrides]]",
    hidden: &[],
};

/// The file in which Python projects keep the settings of all their tools.
pub(super) const PYTHON_PROJECT: &str = "pyproject.toml";

/// Where the settings stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// All of it is a config.
    Whole,
    /// Below `[tool.pitchlint]`, among what other programs have to say there.
    Tool,
}

impl Section {
    /// Where the settings stand in a file of this name.
    pub(super) fn of(file_name: &str) -> Self {
        if file_name == PYTHON_PROJECT {
            Section::Tool
        } else {
            Section::Whole
        }
    }
}

#[derive(Deserialize)]
struct PythonProject {
    tool: Option<Tools>,
}

#[derive(Deserialize)]
struct Tools {
    pitchlint: Option<ConfigFile>,
}

/// Reads a config; `None` if the file has no section for it.
pub(super) fn read(text: &str, section: Section) -> Result<Option<ConfigFile>, Fault> {
    // Other programs will tell what is wrong with their part of the file.
    if section == Section::Tool && !text.contains("pitchlint") {
        return Ok(None);
    }
    if let Err(error) = toml::from_str::<toml::Table>(text) {
        return Err(fault::toml::no_toml(text, &error, &NOTATION));
    }
    let read = match section {
        Section::Whole => toml::from_str::<ConfigFile>(text).map(Some),
        Section::Tool => toml::from_str::<PythonProject>(text)
            .map(|project| project.tool.and_then(|tools| tools.pitchlint)),
    };
    read.map_err(|error| {
        let span: Option<Range<usize>> = error.span();
        fault::toml::fault_of(text, error.message(), span, &NOTATION)
    })
}
