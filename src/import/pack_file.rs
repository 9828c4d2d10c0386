//! A pack as it is written to a file: the keys that imported rules need, in the order in which people read them.

use serde::Serialize;

use crate::severity::Severity;

/// See `Pack`.
#[derive(Debug, Serialize)]
pub struct PackFile {
    pub id: String,
    pub severity: Severity,
    pub message: String,
    pub what: String,
    pub why: String,
    pub instead: String,
    #[serde(rename = "entry", skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryFile>,
    #[serde(rename = "pattern", skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<PatternFile>,
}

#[derive(Debug, Serialize)]
pub struct EntryFile {
    pub terms: Vec<String>,
    pub hears: String,
    #[serde(flatten)]
    pub advice: Advice,
}

#[derive(Debug, Serialize)]
pub struct PatternFile {
    pub regex: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    pub hears: String,
    #[serde(flatten)]
    pub advice: Advice,
    #[serde(skip_serializing_if = "is_false")]
    pub as_written: bool,
}

/// What to write instead, where it differs from what the rule says in general.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Advice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace: Option<String>,
    #[serde(rename = "advice", skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

impl PackFile {
    /// The text of the file.
    ///
    /// # Errors
    /// Never for text, which is all that a pack holds.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }
}
