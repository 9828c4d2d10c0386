//! Rules of Vale, the prose linter: `existence` and `substitution` become packs that find what Vale would find.
//!
//! Vale joins the tokens of a rule to one regular expression, between word boundaries unless the rule says `nonword`, and cares
//! for capitals unless it says `ignorecase`. Terms of a pack are more generous: they care for no capitals, and take hyphens and
//! spaces for the same. So only words for which that makes no difference become terms, and all others become patterns. See
//! <https://vale.sh/docs/checks/existence> and <https://vale.sh/docs/checks/substitution>.

mod exceptions;
mod existence;
mod pattern;
mod rule;
mod substitution;

use super::pack_file::PackFile;
use super::yaml::{self, Value};
use super::{Imported, Left, Malformed};
use rule::Rule;

/// What Vale calls the kinds of rules that are no lists of words, and why none of them becomes a pack.
const OTHER_KINDS: &[(&str, &str)] = &[
    ("capitalization", "it judges capitals, which packs do not"),
    (
        "conditional",
        "it asks for one thing where another stands, which packs cannot",
    ),
    (
        "consistency",
        "it compares spellings across the draft, which packs cannot",
    ),
    ("metric", "it computes a figure, which packs cannot"),
    ("occurrence", "it counts, which packs do not"),
    (
        "readability",
        "it computes a reading grade; `pitchlint card` shows one",
    ),
    (
        "repetition",
        "it looks for words said twice, which packs cannot",
    ),
    (
        "script",
        "it is a program of its own, which packs cannot be",
    ),
    (
        "sequence",
        "it goes by parts of speech, which packs do not know",
    ),
    (
        "spelling",
        "it needs a dictionary, which pitchlint does not have",
    ),
];

/// Turns a rule of Vale into a pack. `style` is the folder of the rule, `name` its file without the ending, `path` what to call it.
///
/// # Errors
/// When the file is not YAML.
pub fn import(style: &str, name: &str, path: &str, text: &str) -> Result<Imported, Box<Malformed>> {
    let malformed =
        |error: yaml::YamlError| Box::new(Malformed::new(path, text, error.message, error.span));
    let mut imported = Imported {
        id: format!("{}-{}", kebab(style), kebab(name)),
        ..Imported::default()
    };
    let Some(root) = yaml::parse(text).map_err(malformed)? else {
        imported.leave(1, "extends", "the file is empty; nothing was imported");
        return Ok(imported);
    };
    let Value::Map(pairs) = root.value else {
        imported.leave(
            root.line,
            "extends",
            "this is no rule of Vale, which has keys and values; nothing was imported",
        );
        return Ok(imported);
    };
    let Some(rule) = Rule::read(style, name, pairs, &mut imported) else {
        return Ok(imported);
    };
    let mut pack = PackFile {
        id: imported.id.clone(),
        severity: rule.severity,
        message: rule.pack_message(),
        what: rule.what(),
        why: rule.why(),
        instead: "Take it out, or say it in other words.".to_owned(),
        entries: Vec::new(),
        patterns: Vec::new(),
    };
    if rule.is_substitution {
        substitution::carry_over(&rule, &mut pack, &mut imported);
    } else {
        existence::carry_over(&rule, &mut pack, &mut imported);
    }
    if pack.entries.is_empty() && pack.patterns.is_empty() {
        let key = if rule.is_substitution {
            "swap"
        } else {
            "tokens"
        };
        imported.leave(
            1,
            key,
            "nothing is left for this rule to find; no pack was written",
        );
    } else {
        match pack.text() {
            Ok(text) => imported.pack = Some(text),
            Err(error) => imported.leave(
                1,
                "extends",
                &format!("the pack cannot be written: {error}"),
            ),
        }
    }
    imported.left.sort_by_key(|left| left.line);
    Ok(imported)
}

impl Imported {
    fn leave(&mut self, line: usize, key: &str, reason: &str) {
        self.left.push(Left {
            line,
            key: key.to_owned(),
            reason: reason.to_owned(),
        });
    }
}

/// A name as ids are written: `ComplexWords` and `Complex words` become `complex-words`, `AMPM` becomes `ampm`.
fn kebab(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, c) in letters.iter().enumerate() {
        if !c.is_alphanumeric() {
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            continue;
        }
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after_small = before.is_some_and(|before| before.is_lowercase() || before.is_numeric());
        let before_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let after_capital = before.is_some_and(char::is_uppercase);
        let new_word = c.is_uppercase() && (after_small || after_capital && before_small);
        if new_word && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    let name = out.trim_end_matches('-');
    if name.is_empty() {
        "rule".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("ComplexWords", "complex-words"),
            ("AMPM", "ampm"),
            ("GeneralURL", "general-url"),
            ("URLFormat", "url-format"),
            ("write-good", "write-good"),
            ("18F", "18-f"),
            ("Words to avoid", "words-to-avoid"),
            ("_x_", "x"),
            ("...", "rule"),
        ] {
            assert_eq!(kebab(name), id, "{name}");
        }
    }
}
