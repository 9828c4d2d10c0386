//! The notation of terms in packs, and what the matcher makes of them.
//!
//! In a term, `put|take` are alternatives for one word, `the?` may be missing, `ducks*` is the word that inflects, `_` is any
//! one word, and `[my]` is a possessive or "the". A hyphen may be written as a hyphen, a space, or not at all.
//!
//! Compiled, a term is still one string: its words, divided by spaces, each with all its inflected alternatives. It is not
//! multiplied out: `get [my] ducks in a row` has 36 forms, and each of its words only a few.

use super::inflect::{Inflection, PartOfSpeech, inflect, other_spelling, with_double_l};

/// Stands for any one word.
pub const ANY_WORD: &str = "_";

/// Stands for any ending in the words that a user accepts. (In a pack's terms, the same sign marks the word that inflects, and is
/// gone once they are compiled.)
pub const ANY_ENDING: u8 = b'*';

/// What `[my]` stands for.
const POSSESSIVES: &str = "my|our|your|his|her|its|their|one's|the";

/// A term as the matcher compares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As people look it up: the first alternative of each word, optional words included.
    pub headline: String,
    /// Folded words, divided by spaces; the alternatives of each divided by `|`, with a `?` behind a word that may be missing.
    pub words: String,
    /// Where in `words` the word that inflects begins, in bytes.
    pub head: usize,
    /// The replacement for each alternative of the word that inflects, divided by `|`; empty where none is sure to be right.
    /// Empty altogether if the term has no replacement.
    pub replacements: String,
}

/// Compiles a term.
///
/// # Errors
/// Says what is wrong with the term's notation.
pub fn compile(term: &str, pos: PartOfSpeech, replace: Option<&str>) -> Result<Term, String> {
    let words: Vec<&str> = term.split_whitespace().collect();
    if words
        .iter()
        .all(|word| matches!(word.trim_end_matches(['?', '*']), ANY_WORD | ""))
    {
        return Err("the term has no words".to_owned());
    }
    let head = match (pos, words.iter().position(|word| word.ends_with('*'))) {
        (_, Some(marked)) => marked,
        (PartOfSpeech::Verb, None) => 0,
        (_, None) => words.len() - 1,
    };
    let mut compiled = Term {
        headline: String::new(),
        words: String::new(),
        head: 0,
        replacements: String::new(),
    };
    for (at, word) in words.iter().enumerate() {
        let (alternatives, optional) = alternatives(word)?;
        if at > 0 {
            compiled.words.push(' ');
            compiled.headline.push(' ');
        }
        compiled.headline.push_str(match *word {
            "[my]" => "your",
            ANY_WORD => "…",
            _ => alternatives[0],
        });
        let head_alternatives = if at == head {
            compiled.head = compiled.words.len();
            inflected(&alternatives, pos, replace)
        } else {
            alternatives
                .iter()
                .map(|alternative| (alternative.to_lowercase(), None))
                .collect()
        };
        let spelled: Vec<(String, Option<String>)> = with_spellings(head_alternatives);
        let texts: Vec<&str> = spelled.iter().map(|(text, _)| text.as_str()).collect();
        compiled.words.push_str(&texts.join("|"));
        if optional {
            compiled.words.push('?');
        }
        if at == head && replace.is_some() {
            let replacements: Vec<&str> = spelled
                .iter()
                .map(|(_, to)| to.as_deref().unwrap_or(""))
                .collect();
            compiled.replacements = replacements.join("|");
        }
    }
    Ok(compiled)
}

/// The alternatives of a word in a term, without its marks, and whether it may be missing.
fn alternatives(word: &str) -> Result<(Vec<&str>, bool), String> {
    let plain = word.trim_end_matches(['?', '*']);
    let plain = if plain == "[my]" { POSSESSIVES } else { plain };
    let alternatives: Vec<&str> = plain.split('|').collect();
    if alternatives
        .iter()
        .any(|word| word.is_empty() || word.contains(['[', ']', '?', '*']))
    {
        return Err(format!(
            "`{word}` is not a word, alternatives (`put|take`), `_` or `[my]`"
        ));
    }
    Ok((alternatives, word.contains('?')))
}

/// The inflected forms of the head's alternatives, each with its replacement.
fn inflected(
    alternatives: &[&str],
    pos: PartOfSpeech,
    replace: Option<&str>,
) -> Vec<(String, Option<String>)> {
    let mut forms: Vec<(String, Option<String>)> = Vec::new();
    for alternative in alternatives {
        let word = alternative.to_lowercase();
        for &inflection in pos.inflections() {
            let form = if word == ANY_WORD {
                word.clone()
            } else {
                inflect(&word, inflection)
            };
            let to = replace.and_then(|to| replacement(to, pos, inflection, &word));
            if pos == PartOfSpeech::Verb
                && let Some(british) = with_double_l(&word, inflection)
            {
                forms.push((british, to.clone()));
            }
            forms.push((form, to));
        }
    }
    forms
}

/// Adds -ise beside -ize and the other way round, and leaves out what is there already.
fn with_spellings(forms: Vec<(String, Option<String>)>) -> Vec<(String, Option<String>)> {
    let mut all: Vec<(String, Option<String>)> = Vec::with_capacity(forms.len());
    for (form, to) in forms {
        let other = other_spelling(&form);
        for spelling in std::iter::once(form).chain(other) {
            if !all.iter().any(|(known, _)| *known == spelling) {
                all.push((spelling, to.clone()));
            }
        }
    }
    all
}

/// The replacement in the form of the word it stands for. None where the draft's form does not tell which one is meant: a
/// regular "-ed" may be past tense or participle, and "set" may be of today or of yesterday, which a replacement may tell apart.
fn replacement(to: &str, pos: PartOfSpeech, inflection: Inflection, head: &str) -> Option<String> {
    let words: Vec<&str> = to.split(' ').collect();
    let at = if pos == PartOfSpeech::Verb {
        0
    } else {
        words.len() - 1
    };
    let form = inflect(head, inflection);
    let is_ambiguous = pos == PartOfSpeech::Verb
        && (pos.inflections().iter())
            .filter(|&&other| inflect(head, other) == form)
            .any(|&other| inflect(words[at], other) != inflect(words[at], inflection));
    if is_ambiguous {
        return None;
    }
    let inflected = words.iter().enumerate().map(|(i, word)| {
        if i == at {
            inflect(word, inflection)
        } else {
            (*word).to_owned()
        }
    });
    Some(inflected.collect::<Vec<_>>().join(" "))
}

/// Every form of compiled words, multiplied out.
pub fn forms(words: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    for word in words.split(' ') {
        let optional = word.ends_with('?');
        let mut longer = if optional { forms.clone() } else { Vec::new() };
        for form in &forms {
            for alternative in word.trim_end_matches('?').split('|') {
                longer.push(if form.is_empty() {
                    alternative.to_owned()
                } else {
                    format!("{form} {alternative}")
                });
            }
        }
        forms = longer;
    }
    forms.retain(|form| !form.is_empty());
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(term: &str, pos: PartOfSpeech) -> String {
        compile(term, pos, None).unwrap().words
    }

    #[test]
    fn notation() {
        assert_eq!(
            words("low-hanging fruit", PartOfSpeech::Phrase),
            "low-hanging fruit"
        );
        assert_eq!(
            words("put|take the? Lead", PartOfSpeech::Phrase),
            "put|take the? lead"
        );
        assert_eq!(
            words("point* of pain", PartOfSpeech::Noun),
            "point|points of pain"
        );
        assert_eq!(
            words("circle back", PartOfSpeech::Verb),
            "circle|circles|circling|circled back"
        );
        assert_eq!(
            words("incentivize", PartOfSpeech::Verb).split('|').count(),
            8
        );
        assert_eq!(
            words("x [my] _", PartOfSpeech::Phrase),
            format!("x {POSSESSIVES} _")
        );
        assert_eq!(
            compile("get [my] ducks* in a|the row", PartOfSpeech::Noun, None)
                .unwrap()
                .headline,
            "get your ducks in a row"
        );
        let any_word = compile("put _ first", PartOfSpeech::Phrase, None).unwrap();
        assert_eq!(any_word.headline, "put … first");
        for wrong in ["a [b] c", "", "_ _", "a||b", "a*b"] {
            assert!(
                compile(wrong, PartOfSpeech::Phrase, None).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn forms_multiply_out() {
        assert_eq!(
            forms("put|take the? lead"),
            ["put lead", "take lead", "put the lead", "take the lead"]
        );
        assert_eq!(forms("the? grail"), ["grail", "the grail"]);
    }

    #[test]
    fn replacements_inflect_along() {
        let replacements = |term, to| {
            compile(term, PartOfSpeech::Verb, Some(to))
                .unwrap()
                .replacements
        };
        assert_eq!(replacements("leverage", "use"), "use|uses|using|used");
        assert_eq!(
            replacements("ideate", "think up"),
            "think up|thinks up|thinking up|thought up"
        );
        assert_eq!(
            replacements("action", "do"),
            "do|does|doing|",
            "did or done: the form does not tell"
        );
    }
}
