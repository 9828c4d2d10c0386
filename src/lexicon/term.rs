//! The notation of terms in packs, and the forms that a term takes in a draft.
//!
//! In a term, `put|take` are alternatives for one word, `the?` may be missing, `ducks*` is the word that inflects, `_` is any
//! one word, and `[my]` is a possessive or "the". A hyphen may be written as a hyphen, a space, or not at all.

use super::inflect::{Inflection, PartOfSpeech, inflect, other_spelling};

/// What `[my]` stands for.
const POSSESSIVES: [&str; 9] = ["my", "our", "your", "his", "her", "its", "their", "one's", "the"];

/// A term with more readings than this is several terms.
const MOST_READINGS: usize = 256;

/// One form of a term, folded: lower case, words joined by a space or a hyphen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InflectedTerm {
    pub text: String,
    /// The replacement in the same form, where there is one that is sure to be right.
    pub replacement: Option<String>,
    /// Whether this is the dictionary form, which may belong to another part of speech as well.
    pub base: bool,
}

/// The dictionary form of a term, without its notation: the first alternative of each word, optional words included.
pub fn headline(term: &str) -> String {
    let words = term.split_whitespace().map(|word| match word.trim_end_matches(['?', '*']) {
        "[my]" => "your",
        "_" => "…",
        plain => plain.split('|').next().unwrap_or(plain),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Every form of `term`, each once, the dictionary form first.
///
/// # Errors
/// Says what is wrong with the term's notation, or that it has too many readings.
pub fn expand(term: &str, pos: PartOfSpeech, replace: Option<&str>) -> Result<Vec<InflectedTerm>, String> {
    let mut forms: Vec<InflectedTerm> = Vec::new();
    for reading in readings(term)? {
        let head = match (pos, reading.iter().position(|word| word.ends_with('*'))) {
            (_, Some(marked)) => marked,
            (PartOfSpeech::Verb, None) => 0,
            (_, None) => reading.len() - 1,
        };
        for &inflection in pos.inflections() {
            let words: Vec<String> = (reading.iter().enumerate())
                .map(|(at, word)| {
                    let word = word.trim_end_matches('*');
                    if at == head { inflect(word, inflection) } else { word.to_owned() }
                })
                .collect();
            let form = InflectedTerm {
                text: words.join(" "),
                replacement: replace.and_then(|to| replacement(to, pos, inflection, &reading[head])),
                base: inflection == Inflection::Base,
            };
            for variant in spellings(&form.text) {
                if !forms.iter().any(|known| known.text == variant) {
                    forms.push(InflectedTerm { text: variant, ..form.clone() });
                }
            }
        }
    }
    Ok(forms)
}

/// The replacement in the form of the word it stands for. None where the draft's form does not tell which one is meant: a
/// regular "-ed" may be past tense or participle, which an irregular replacement tells apart.
fn replacement(to: &str, pos: PartOfSpeech, inflection: Inflection, head: &str) -> Option<String> {
    let words: Vec<&str> = to.split(' ').collect();
    let at = if pos == PartOfSpeech::Verb { 0 } else { words.len() - 1 };
    let bare_head = head.trim_end_matches('*');
    let same_past = |word: &str| inflect(word, Inflection::Past) == inflect(word, Inflection::PastParticiple);
    let past = matches!(inflection, Inflection::Past | Inflection::PastParticiple);
    if past && same_past(bare_head) && !same_past(words[at]) {
        return None;
    }
    let inflected = words.iter().enumerate().map(|(i, word)| if i == at { inflect(word, inflection) } else { (*word).to_owned() });
    Some(inflected.collect::<Vec<_>>().join(" "))
}

/// The term with its alternatives and optional words worked out; the `*` of an inflecting word stays.
fn readings(term: &str) -> Result<Vec<Vec<String>>, String> {
    let mut readings: Vec<Vec<String>> = vec![Vec::new()];
    for word in term.split_whitespace() {
        let optional = word.ends_with('?');
        let word = word.trim_end_matches('?');
        let marked = word.ends_with('*');
        let alternatives: Vec<String> = match word.trim_end_matches('*') {
            "[my]" => POSSESSIVES.iter().map(|word| (*word).to_owned()).collect(),
            plain => plain.split('|').map(|word| format!("{word}{}", if marked { "*" } else { "" })).collect(),
        };
        if alternatives.iter().any(|word| word.trim_end_matches('*').is_empty() || word.contains(['[', ']', '?'])) {
            return Err(format!("`{word}` is not a word, alternatives (`put|take`), `_` or `[my]`"));
        }
        let mut longer = Vec::with_capacity(readings.len() * alternatives.len());
        for reading in &readings {
            if optional {
                longer.push(reading.clone());
            }
            for alternative in &alternatives {
                let mut with = reading.clone();
                with.push(alternative.to_lowercase());
                longer.push(with);
            }
        }
        if longer.len() > MOST_READINGS {
            return Err(format!("the term has more than {MOST_READINGS} readings; split it"));
        }
        readings = longer;
    }
    readings.retain(|words| !words.is_empty() && words.iter().any(|word| word != "_"));
    if readings.is_empty() {
        return Err("the term has no words".to_owned());
    }
    Ok(readings)
}

/// The form itself, with -ise for -ize and the other way round, and with its hyphens closed up.
fn spellings(form: &str) -> Vec<String> {
    let other: Vec<String> = (form.split(' ')).map(|word| other_spelling(word).unwrap_or_else(|| word.to_owned())).collect();
    let mut all = vec![form.to_owned(), other.join(" ")];
    if form.contains('-') {
        all.extend(all.clone().iter().map(|variant| variant.replace('-', "")));
    }
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(term: &str, pos: PartOfSpeech) -> Vec<String> {
        expand(term, pos, None).unwrap().into_iter().map(|form| form.text).collect()
    }

    #[test]
    fn notation() {
        assert_eq!(texts("low-hanging fruit", PartOfSpeech::Phrase), ["low-hanging fruit", "lowhanging fruit"]);
        assert_eq!(texts("put|take the? lead", PartOfSpeech::Phrase), ["put lead", "put the lead", "take lead", "take the lead"]);
        assert_eq!(texts("point* of pain", PartOfSpeech::Noun), ["point of pain", "points of pain"]);
        assert!(texts("get [my] ducks in a row", PartOfSpeech::Verb).contains(&"getting their ducks in a row".to_owned()));
        assert_eq!(texts("circle back", PartOfSpeech::Verb), ["circle back", "circles back", "circling back", "circled back"]);
        assert!(texts("incentivize", PartOfSpeech::Verb).contains(&"incentivising".to_owned()));
        assert_eq!(headline("get [my] ducks* in a|the row"), "get your ducks in a row");
        assert!(expand("a [b] c", PartOfSpeech::Phrase, None).is_err());
        assert!(expand("", PartOfSpeech::Phrase, None).is_err());
    }

    #[test]
    fn replacements_inflect_along() {
        let forms = expand("leverage", PartOfSpeech::Verb, Some("use")).unwrap();
        let pairs: Vec<_> = forms.iter().map(|f| (f.text.as_str(), f.replacement.as_deref().unwrap())).collect();
        assert_eq!(
            pairs,
            [("leverage", "use"), ("leverages", "uses"), ("leveraging", "using"), ("leveraged", "used")]
        );
        let ideate = expand("ideate", PartOfSpeech::Verb, Some("think up")).unwrap();
        assert_eq!(ideate[2].replacement.as_deref(), Some("thinking up"));
        assert_eq!(ideate[3].replacement.as_deref(), Some("thought up"));
        let action = expand("action", PartOfSpeech::Verb, Some("do")).unwrap();
        assert_eq!(action.last().unwrap().replacement, None, "did or done: the form does not tell");
    }
}
