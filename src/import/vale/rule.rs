//! The keys of a rule of Vale, and what they say about its pack as a whole.

use super::OTHER_KINDS;
use crate::import::Imported;
use crate::import::pack_file::Advice;
use crate::import::yaml::{Node, Value};
use crate::severity::Severity;

/// Keys that Vale knows and packs do not.
const LEFT_KEYS: &[(&str, &str)] = &[
    ("code", "code is never read; the rest of the rule is kept"),
    (
        "limit",
        "every find is reported, however many there are; the rest of the rule is kept",
    ),
    (
        "name",
        "the rule is named for its file; the rest of the rule is kept",
    ),
    (
        "pos",
        "parts of speech are not known, so the rule may find more than in Vale",
    ),
    (
        "tests",
        "the examples are not taken along; the rest of the rule is kept",
    ),
];

/// A text of the rule and the line it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub line: usize,
    pub text: String,
}

/// An `existence` or a `substitution` rule.
#[derive(Debug)]
pub struct Rule {
    style: String,
    name: String,
    pub is_substitution: bool,
    message: String,
    description: Option<String>,
    link: Option<String>,
    pub severity: Severity,
    pub ignore_case: bool,
    /// Whether replacements take on the capitals of the draft.
    adapts_case: bool,
    pub non_word: bool,
    /// Whether `raw` stands behind the tokens.
    pub append: bool,
    pub tokens: Vec<Text>,
    pub raw: Vec<Text>,
    pub exceptions: Vec<Text>,
    pub swap: Vec<(Text, Text)>,
    /// What the action of an `existence` rule makes of whatever it finds.
    pub action: Advice,
}

impl Rule {
    /// Reads a rule; none if it is of a kind, or for a part of drafts, for which there are no packs.
    pub fn read(
        style: &str,
        name: &str,
        pairs: Vec<(Node, Node)>,
        imported: &mut Imported,
    ) -> Option<Rule> {
        let mut rule = Rule {
            style: style.to_owned(),
            name: name.to_owned(),
            is_substitution: false,
            message: String::new(),
            description: None,
            link: None,
            severity: Severity::Warning,
            ignore_case: false,
            adapts_case: false,
            non_word: false,
            append: false,
            tokens: Vec::new(),
            raw: Vec::new(),
            exceptions: Vec::new(),
            swap: Vec::new(),
            action: Advice::default(),
        };
        let of_key = |wanted: &str| pairs.iter().find(|(key, _)| key.text() == Some(wanted));
        let Some((_, kind)) = of_key("extends") else {
            imported.leave(
                1,
                "extends",
                "there is no such key, so this is no rule of Vale; nothing was imported",
            );
            return None;
        };
        rule.is_substitution = match kind.text() {
            Some("existence") => false,
            Some("substitution") => true,
            other => {
                imported.leave(kind.line, "extends", &about_kind(other));
                return None;
            }
        };
        if let Some((_, scope)) = of_key("scope") {
            let scopes = texts(scope);
            if scopes.iter().any(|scope| scope.text != "text") {
                let names: Vec<&str> = scopes.iter().map(|scope| scope.text.as_str()).collect();
                let names = names.join(", ");
                let reason = format!(
                    "packs are for all prose, not for `{names}` only; the rule was not imported"
                );
                imported.leave(scope.line, "scope", &reason);
                return None;
            }
        }
        let mut known: Vec<String> = Vec::new();
        for (key, value) in pairs {
            let Some(name) = key.text() else {
                imported.leave(
                    key.line,
                    "?",
                    "a key is a word; the rest of the rule is kept",
                );
                continue;
            };
            if known.iter().any(|known| known == name) {
                imported.leave(
                    key.line,
                    name,
                    "it stands here a second time; the first one is kept",
                );
                continue;
            }
            known.push(name.to_owned());
            if !value.is_null() {
                rule.take(key.line, name, &value, imported);
            }
        }
        Some(rule)
    }

    fn take(&mut self, line: usize, key: &str, value: &Node, imported: &mut Imported) {
        let taken = match key {
            "extends" | "scope" => true,
            "message" => set(&mut self.message, value.text().map(str::to_owned)),
            "description" => set(
                &mut self.description,
                value.text().map(|text| Some(text.to_owned())),
            ),
            "link" => set(
                &mut self.link,
                value.text().map(|text| Some(text.to_owned())),
            ),
            "level" => set(&mut self.severity, value.text().and_then(severity)),
            "ignorecase" => set(&mut self.ignore_case, value.truth()),
            "nonword" => set(&mut self.non_word, value.truth()),
            "append" if !self.is_substitution => set(&mut self.append, value.truth()),
            "tokens" if !self.is_substitution => set(&mut self.tokens, list(key, value, imported)),
            "raw" if !self.is_substitution => set(&mut self.raw, list(key, value, imported)),
            "exceptions" => set(&mut self.exceptions, list(key, value, imported)),
            "swap" if self.is_substitution => set(&mut self.swap, swap(value)),
            "action" => {
                self.take_action(line, value, imported);
                true
            }
            "vocab" => {
                if value.truth() != Some(false) {
                    imported.leave(
                        line,
                        key,
                        "vocabularies are not read; name accepted words in `exceptions`",
                    );
                }
                true
            }
            "capitalize" | "matchcase" => set(&mut self.adapts_case, value.truth()),
            _ => {
                let known = LEFT_KEYS.iter().find(|(left, _)| *left == key);
                let reason = known.map_or(
                    "this key is not known; the rest of the rule is kept",
                    |(_, reason)| *reason,
                );
                imported.leave(line, key, reason);
                true
            }
        };
        if !taken {
            imported.leave(
                value.line,
                key,
                "the value is not of the kind that Vale expects here; it was passed over",
            );
        }
    }

    fn take_action(&mut self, line: usize, value: &Node, imported: &mut Imported) {
        let Value::Map(pairs) = &value.value else {
            imported.leave(line, "action", "an action has a `name`; it was passed over");
            return;
        };
        let of_key = |wanted: &str| {
            pairs
                .iter()
                .find(|(key, _)| key.text() == Some(wanted))
                .map(|(_, value)| value)
        };
        let name = of_key("name").and_then(Node::text).unwrap_or_default();
        let params: Vec<String> = of_key("params")
            .map(texts)
            .unwrap_or_default()
            .into_iter()
            .map(|param| param.text)
            .collect();
        match (name, params.as_slice()) {
            ("replace", []) if self.is_substitution => {}
            ("replace", [_, ..]) if !self.is_substitution => self.action = choices(&params),
            ("remove", _) => {
                self.action.text = Some("Take it out.".to_owned());
            }
            _ => {
                let reason =
                    format!("the action `{name}` is not taken along; the rest of the rule is kept");
                imported.leave(line, "action", &reason);
            }
        }
    }

    /// Whether a replacement keeps its own capitals: where those of the draft are what is wrong.
    pub fn as_written(&self, advice: &Advice) -> bool {
        advice.replace.is_some() && !self.ignore_case && !self.adapts_case
    }

    /// The message, with names for what Vale fills in.
    pub fn pack_message(&self) -> String {
        let slots = if self.is_substitution {
            ["{replacement}", "{text}"]
        } else {
            ["{text}", "{replacement}"]
        };
        let mut message = self.message.clone();
        for (at, slot) in slots.iter().enumerate() {
            message = message
                .replace(&format!("%[{}]s", at + 1), slot)
                .replacen("%s", slot, 1);
        }
        message = message.replace("%%", "%");
        if message.trim().is_empty() {
            "\"{text}\" is not in the style of the house".to_owned()
        } else {
            message
        }
    }

    /// What the rule flags.
    pub fn what(&self) -> String {
        let (style, name) = (&self.style, &self.name);
        match &self.description {
            Some(description) if !description.contains("%s") => description.clone(),
            _ => format!("Words that the rule {name} of the style guide {style} tells not to use."),
        }
    }

    /// Why it does so.
    pub fn why(&self) -> String {
        let (style, name) = (&self.style, &self.name);
        match &self.link {
            Some(link) => format!("Your style guide asks for it ({style}.{name}). See {link}"),
            None => format!("Your style guide asks for it ({style}.{name})."),
        }
    }
}

/// What to write, of several that would do. The first becomes the replacement, if it is plain text.
pub fn choices(alternatives: &[String]) -> Advice {
    let named: Vec<String> = alternatives
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| format!("\"{text}\""))
        .collect();
    let text = match named.split_last() {
        None => "Take it out.".to_owned(),
        Some((only, [])) => format!("Write {only}."),
        Some((last, others)) => format!("Write {} or {last}.", others.join(", ")),
    };
    let is_plain = |text: &&String| {
        !text.is_empty() && !text.contains(['(', ')', '[', ']', '\\', '*', '+', '^', '$'])
    };
    Advice {
        replace: alternatives.first().filter(is_plain).cloned(),
        text: Some(text),
    }
}

fn about_kind(kind: Option<&str>) -> String {
    let kind = kind.unwrap_or("?");
    let known = OTHER_KINDS.iter().find(|(other, _)| *other == kind);
    match known {
        Some((_, reason)) => format!("`{kind}`: {reason}; the rule was not imported"),
        None if kind.contains('.') => {
            format!(
                "it builds on the rule `{kind}`, which is not followed; the rule was not imported"
            )
        }
        None => format!("`{kind}` is no kind of rule that Vale has; the rule was not imported"),
    }
}

fn severity(level: &str) -> Option<Severity> {
    match level {
        "suggestion" => Some(Severity::Info),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        _ => None,
    }
}

/// Sets a field if there is a value for it, and says whether there was.
fn set<T>(field: &mut T, value: Option<T>) -> bool {
    let is_there = value.is_some();
    if let Some(value) = value {
        *field = value;
    }
    is_there
}

/// The texts of a list; a single text is a list of one. An item that is no text is told of and passed over: a token that holds
/// a colon and a space is one, unless it stands between quotes.
fn list(key: &str, value: &Node, imported: &mut Imported) -> Option<Vec<Text>> {
    let items = match &value.value {
        Value::List(items) => items.as_slice(),
        Value::Scalar { .. } => std::slice::from_ref(value),
        Value::Map(_) => return None,
    };
    let mut texts = Vec::new();
    for item in items.iter().filter(|item| !item.is_null()) {
        match item.text() {
            Some(text) => texts.push(Text {
                line: item.line,
                text: text.to_owned(),
            }),
            None => imported.leave(
                item.line,
                key,
                "this is no text, and was left out; is it to stand between quotes?",
            ),
        }
    }
    Some(texts)
}

/// The texts of a list whose items are known to be plain.
fn texts(value: &Node) -> Vec<Text> {
    list("", value, &mut Imported::default()).unwrap_or_default()
}

fn swap(value: &Node) -> Option<Vec<(Text, Text)>> {
    let Value::Map(pairs) = &value.value else {
        return None;
    };
    let text_of = |node: &Node| {
        let text = if node.is_null() { "" } else { node.text()? };
        Some(Text {
            line: node.line,
            text: text.to_owned(),
        })
    };
    pairs
        .iter()
        .map(|(key, value)| Some((text_of(key)?, text_of(value)?)))
        .collect()
}
