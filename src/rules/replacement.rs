//! How a replacement is written into a draft: in the capitals of what it replaces, behind the right article.

use std::ops::Range;

use crate::document::Document;
use crate::finding::{Edit, Fix};
use crate::source::Source;

/// What is to stand in a place.
#[derive(Clone, Copy)]
pub(super) struct Replacement<'t> {
    pub text: &'t str,
    /// Whether it keeps its own capitals.
    pub as_written: bool,
}

impl Replacement<'_> {
    /// What is written in the place of these words of the draft.
    pub(super) fn written(&self, as_drafted: &str) -> String {
        if self.as_written {
            self.text.to_owned()
        } else {
            in_case_of(as_drafted, self.text)
        }
    }
}

/// The fix that writes `word` for a range of the prose; none where markup stands in the way.
pub(super) fn fix(
    source: &Source,
    document: &Document,
    range: &Range<usize>,
    replacement: String,
) -> Option<Fix> {
    let text = document.prose().text();
    let as_drafted = &text[range.clone()];
    let article = article_before(text, range.start)
        .filter(|_| starts_with_vowel(as_drafted) != starts_with_vowel(&replacement))
        .map(|article| {
            let fitting = fitting_article(&text[article.clone()], as_drafted, &replacement);
            (article, fitting)
        });
    let title = match &article {
        Some((_, article)) => format!("write \"{article} {replacement}\""),
        None => format!("write \"{replacement}\""),
    };
    let edits = (article.into_iter())
        .chain([(range.clone(), replacement)])
        .map(|(range, replacement)| {
            let span = document.prose().source_range(&range);
            (source.text()[span.clone()] == text[range]).then_some(Edit { span, replacement })
        });
    Some(Fix {
        title,
        safe: true,
        edits: edits.collect::<Option<Vec<_>>>()?,
    })
}

/// Where "a" or "an" stands right before an offset of the text.
fn article_before(text: &str, offset: usize) -> Option<Range<usize>> {
    let before = text[..offset].strip_suffix(' ')?;
    let start = before
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        });
    let word = &before[start..];
    (word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an"))
        .then_some(start..before.len())
}

fn fitting_article(article: &str, as_drafted: &str, replacement: &str) -> String {
    let fitting = if starts_with_vowel(replacement) {
        "an"
    } else {
        "a"
    };
    // "A" alone does not tell whether all letters are capitals.
    if is_all_capitals(as_drafted) {
        fitting.to_uppercase()
    } else {
        in_case_of(article, fitting)
    }
}

/// Whether a word begins with the sound of a vowel, as far as its spelling tells.
fn starts_with_vowel(word: &str) -> bool {
    /// Written with a vowel, and spoken like "you" or "won".
    const CONSONANTS: [&str; 8] = ["eu", "once", "one", "ubiq", "uni", "use", "usu", "uti"];
    /// Written with an h that is not spoken.
    const VOWELS: [&str; 5] = ["heir", "honest", "honor", "honour", "hour"];
    let word = word.to_lowercase();
    let starts = |list: &[&str]| list.iter().any(|start| word.starts_with(start));
    let un = ["unim", "unin"]; // unimportant, uninformed
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        !starts(&CONSONANTS) || starts(&un)
    } else {
        starts(&VOWELS)
    }
}

/// `word` in the capitals of `model`: all of them, the first of each word, the first of all, or none.
fn in_case_of(model: &str, word: &str) -> String {
    // A name has capitals of its own.
    if word.contains(char::is_uppercase) {
        return word.to_owned();
    }
    if is_all_capitals(model) {
        return word.to_uppercase();
    }
    let mut words = model.split([' ', '-']).filter(|word| !word.is_empty());
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if !words.next().is_some_and(is_capital) {
        return word.to_owned();
    }
    let mut rest = words.peekable();
    let each = rest.peek().is_some() && rest.all(is_capital);
    let capitals = word.split(' ').enumerate().map(|(at, word)| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if at == 0 || each => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    });
    capitals.collect::<Vec<_>>().join(" ")
}

/// Whether a text has two letters or more, and all are capitals.
fn is_all_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().nth(1).is_some() && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_carry_over() {
        assert_eq!(in_case_of("LEVERAGING", "using"), "USING");
        assert_eq!(in_case_of("Leveraging", "using"), "Using");
        assert_eq!(in_case_of("leveraging", "using"), "using");
        assert_eq!(in_case_of("Deep Dive", "close look"), "Close Look");
        assert_eq!(in_case_of("Deep-Dive", "close look"), "Close Look");
        assert_eq!(in_case_of("Deep dive", "close look"), "Close look");
        assert_eq!(in_case_of("Iphone", "iPhone"), "iPhone");
        assert_eq!(in_case_of("Netizen", "internet user"), "Internet user");
    }

    #[test]
    fn articles_are_found() {
        assert_eq!(article_before("a netizen", 2), Some(0..1));
        assert_eq!(article_before("(an ideator", 4), Some(1..3));
        assert_eq!(article_before("a  netizen", 3), None);
        assert_eq!(article_before("plan b", 5), None);
        assert_eq!(article_before("plan-a b", 7), None);
    }

    #[test]
    fn sounds_are_told_by_spelling() {
        for word in ["internet user", "Explain", "hour", "uninformed", "umbrella"] {
            assert!(starts_with_vowel(word), "{word}");
        }
        for word in ["task", "use", "unit", "European", "one-off", "house"] {
            assert!(!starts_with_vowel(word), "{word}");
        }
    }
}
