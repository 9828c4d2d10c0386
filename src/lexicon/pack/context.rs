//! The contexts of a pack as its author writes them, and the lists of words that several of them share.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::PackError;

/// Lists of words by name. Where a context says `{name}`, the words of that list stand.
pub type Lists = BTreeMap<String, Vec<String>>;

/// Words around a phrase that decide whether it is flagged. A word may end in `*`, for any ending, and `#` is any count.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Context {
    /// Directly before.
    pub before: Vec<String>,
    /// Directly after.
    pub after: Vec<String>,
    /// Among the few words before, in the same clause.
    pub near: Vec<String>,
    /// Anywhere in the same sentence.
    pub sentence: Vec<String>,
    /// Anywhere in the same paragraph.
    pub paragraph: Vec<String>,
    /// A negation shortly before, in the same sentence.
    pub negated: bool,
    /// A ground in the same sentence: a figure, a because.
    pub grounded: bool,
    /// A source in the same sentence: a link, a footnote, a name.
    pub sourced: bool,
}

impl Context {
    /// The context in lower case, with the words of the lists in place of their names.
    pub(super) fn resolve(self, lists: &Lists) -> Result<Self, PackError> {
        let words = |words: Vec<String>| resolve(words, lists);
        Ok(Context {
            before: words(self.before)?,
            after: words(self.after)?,
            near: words(self.near)?,
            sentence: words(self.sentence)?,
            paragraph: words(self.paragraph)?,
            ..self
        })
    }
}

fn resolve(words: Vec<String>, lists: &Lists) -> Result<Vec<String>, PackError> {
    let mut resolved = Vec::with_capacity(words.len());
    for word in words {
        let Some(name) = word
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            resolved.push(word.to_lowercase());
            continue;
        };
        let list = lists.get(name).ok_or_else(|| PackError {
            message: format!("`{word}`: there is no list of this name under `[lists]`"),
            span: None,
        })?;
        resolved.extend(list.iter().map(|word| word.to_lowercase()));
    }
    Ok(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_stands_for_its_words() {
        let lists = Lists::from([("sums".to_owned(), vec!["Cost*".to_owned()])]);
        let context = |name: &str| Context {
            sentence: vec!["Order".to_owned(), name.to_owned()],
            ..Context::default()
        };
        let resolved = context("{sums}").resolve(&lists).unwrap();
        assert_eq!(resolved.sentence, ["order", "cost*"]);
        let error = context("{summs}").resolve(&lists).unwrap_err();
        assert!(error.message.contains("summs"), "{error}");
    }
}
