//! What a user sets in the editor. It stands in for the options of the command line, but what a draft says about itself still
//! holds: the editor's settings are for all drafts.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::accept::AcceptedTerm;
use crate::lexicon::pack::Audience;
use crate::resolver::NamedFiles;
use crate::settings::{KindSetting, Layer, Origin, Preset, Selection, Sourced};

/// The section of the editor's settings that is this program's.
pub const SECTION: &str = "pitchlint";

/// A user's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorSettings {
    /// Whether anything is checked.
    pub enable: bool,
    /// Whether the card is shown above the draft.
    pub code_lens: bool,
    pub audience: Option<Audience>,
    pub preset: Option<Preset>,
    pub kind: Option<KindSetting>,
    pub accept: Vec<AcceptedTerm>,
    pub packs: Vec<String>,
    pub config: Option<String>,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
}

impl Default for EditorSettings {
    fn default() -> Self {
        EditorSettings {
            enable: true,
            code_lens: true,
            audience: None,
            preset: None,
            kind: None,
            accept: Vec::new(),
            packs: Vec::new(),
            config: None,
            select: Vec::new(),
            ignore: Vec::new(),
        }
    }
}

impl EditorSettings {
    /// Reads settings, be they alone or in their section. What does not fit is left as it is without settings; the second value
    /// says what that was. Other keys are the editor's own.
    pub fn read(value: &Value) -> (Self, Vec<String>) {
        let mut settings = EditorSettings::default();
        let mut troubles = Vec::new();
        let section = ["settings", SECTION].into_iter().fold(value, |value, key| {
            value
                .get(key)
                .filter(|inner| inner.is_object())
                .unwrap_or(value)
        });
        let Some(map) = section.as_object() else {
            return (settings, troubles);
        };
        let mut terms: Vec<String> = Vec::new();
        let mut config = String::new();
        put(map, "enable", &mut settings.enable, &mut troubles);
        put(map, "codeLens", &mut settings.code_lens, &mut troubles);
        put(map, "audience", &mut settings.audience, &mut troubles);
        put(map, "preset", &mut settings.preset, &mut troubles);
        put(map, "kind", &mut settings.kind, &mut troubles);
        put(map, "accept", &mut terms, &mut troubles);
        put(map, "packs", &mut settings.packs, &mut troubles);
        put(map, "config", &mut config, &mut troubles);
        put(map, "select", &mut settings.select, &mut troubles);
        put(map, "ignore", &mut settings.ignore, &mut troubles);
        settings.config = Some(config).filter(|config| !config.is_empty());
        for term in terms {
            match term.parse() {
                Ok(term) => settings.accept.push(term),
                Err(error) => troubles.push(format!(
                    "{SECTION}.accept: \"{term}\" cannot be accepted: {error}"
                )),
            }
        }
        (settings, troubles)
    }

    /// What is laid over configs.
    pub fn layer(&self) -> Layer {
        Layer {
            audience: self.audience.map(sourced),
            preset: self.preset.map(sourced),
            kind: self.kind.map(sourced),
            accept: self.accept.iter().cloned().map(sourced).collect(),
            ..Layer::default()
        }
    }

    /// The files that are named; relative paths count from `folder`.
    pub fn named_files(&self, folder: &Path) -> NamedFiles {
        NamedFiles {
            packs: self.packs.iter().map(|pack| folder.join(pack)).collect(),
            config: self.config.as_ref().map(|config| folder.join(config)),
            isolated: false,
        }
    }

    /// Which rules speak.
    pub fn selection(&self) -> Selection {
        Selection {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
        }
    }
}

/// A setting over which a draft has the last word.
fn sourced<T>(value: T) -> Sourced<T> {
    Sourced {
        value,
        origin: Origin::Default,
    }
}

fn put<T: DeserializeOwned>(
    map: &Map<String, Value>,
    key: &str,
    to: &mut T,
    troubles: &mut Vec<String>,
) {
    // An editor may send an empty text or null for what its user left alone.
    let is_unset = |value: &&Value| value.is_null() || value.as_str() == Some("");
    let Some(value) = map.get(key).filter(|value| !is_unset(value)) else {
        return;
    };
    match T::deserialize(value) {
        Ok(value) => *to = value,
        Err(error) => troubles.push(format!("{SECTION}.{key}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_slip_does_not_lose_the_rest() {
        let value = json!({ "pitchlint": {
            "audience": "finance", "preset": "loud", "kind": "", "accept": ["*", "ecosystem*"], "trace": {"server": "off"},
        } });
        let (settings, troubles) = EditorSettings::read(&value);
        assert_eq!(settings.audience, Some(Audience::Finance));
        assert_eq!(settings.preset, None);
        assert_eq!(settings.accept.len(), 1);
        assert_eq!(troubles.len(), 2, "{troubles:?}");
        assert!(troubles[0].starts_with("pitchlint.preset: unknown variant `loud`"));
    }

    #[test]
    fn settings_may_stand_alone_or_in_sections() {
        for value in [
            json!({ "enable": false }),
            json!({ "pitchlint": { "enable": false } }),
            json!({ "settings": { "pitchlint": { "enable": false } } }),
        ] {
            assert!(!EditorSettings::read(&value).0.enable, "{value}");
        }
        for value in [json!(null), json!([]), json!({})] {
            assert_eq!(EditorSettings::read(&value).0, EditorSettings::default());
        }
    }
}
