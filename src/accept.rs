//! Terms that a user accepts: whatever a rule thinks of them, nothing is said.

mod index;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::document::prose::fold_term;
use crate::lexicon::boundary::starts_word_at;
use crate::lexicon::comparison::{is_term, term_end};
use crate::lexicon::inflect::PartOfSpeech;
use crate::lexicon::term;

pub use index::AcceptedTerms;

/// Marks of the packs' notation, which mean nothing in an accepted term.
const MARKS: &[char] = &['|', '?', '[', ']'];

/// A term as a user accepts it: in all inflections, with hyphens or spaces, and with any ending where it says `*`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AcceptedTerm {
    /// As the user wrote it.
    text: String,
    /// Its inflections, as the matcher compares them.
    words: Vec<String>,
    /// How many words it has, counting the parts of a hyphenated one.
    length: usize,
}

/// Why a term cannot be accepted, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptError(String);

impl fmt::Display for AcceptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AcceptError {}

impl FromStr for AcceptedTerm {
    type Err = AcceptError;

    fn from_str(text: &str) -> Result<Self, AcceptError> {
        let folded = fold_term(text);
        if !folded.contains(char::is_alphanumeric) {
            return Err(AcceptError(
                "it has no word in it: write the word or phrase to accept".to_owned(),
            ));
        }
        if folded.contains(MARKS) || folded.split(' ').any(is_misplaced_star) {
            return Err(AcceptError(
                "write plain words; only a * at the end of a word means something: any ending"
                    .to_owned(),
            ));
        }
        let length = folded.split([' ', '-']).count();
        let words = if folded.contains('*') {
            BTreeSet::from([folded])
        } else {
            inflected(&folded)?
        };
        Ok(AcceptedTerm {
            text: text.trim().to_owned(),
            words: words.into_iter().collect(),
            length,
        })
    }
}

/// A star is the last sign of a word, and not all of it.
fn is_misplaced_star(word: &str) -> bool {
    let stem = word.strip_suffix('*').unwrap_or(word);
    stem.is_empty() || stem == term::ANY_WORD || stem.contains('*')
}

/// A user does not say whether a word is a noun, a verb or an adjective, so it is accepted as each.
fn inflected(folded: &str) -> Result<BTreeSet<String>, AcceptError> {
    [
        PartOfSpeech::Noun,
        PartOfSpeech::Verb,
        PartOfSpeech::Adjective,
    ]
    .into_iter()
    .map(|pos| term::compile(folded, pos, None).map(|term| term.words))
    .collect::<Result<_, _>>()
    .map_err(AcceptError)
}

impl AcceptedTerm {
    /// The term as the user wrote it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a whole folded text is this term.
    pub fn is(&self, folded: &str) -> bool {
        self.words.iter().any(|words| is_term(folded, words))
    }

    /// Whether the term begins at a place of a folded text and stands within a range of it, or the range within the term.
    fn covers_from(&self, folded: &str, at: usize, range: &Range<usize>) -> bool {
        let mut ends = (self.words.iter()).filter_map(|words| term_end(folded, at, words));
        ends.any(|end| {
            at >= range.start && end <= range.end || at <= range.start && end >= range.end
        })
    }
}

fn is_word_start(folded: &str, at: usize) -> bool {
    !folded[at..].starts_with(' ') && starts_word_at(folded, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str) -> AcceptedTerm {
        text.parse().unwrap()
    }

    /// Whether the term covers what stands between brackets.
    fn covers(term: &str, marked: &str) -> bool {
        let start = marked.find('[').unwrap();
        let end = marked.find(']').unwrap() - 1;
        AcceptedTerms::new(&[accepted(term)]).cover(&marked.replace(['[', ']'], ""), &(start..end))
    }

    #[test]
    fn every_form_of_a_term() {
        for (term, text) in [
            ("engagement", "we want [engagement] now"),
            ("engagement", "we want [engagements] now"),
            ("Engagement", "we want [engagement] now"),
            ("leverage", "[leveraging] it"),
            ("incentivise", "[incentivized] it"),
            ("low-hanging fruit", "the [low hanging fruits] first"),
            ("low hanging fruit", "the [low-hanging fruit] first"),
            ("seamless", "it fits [seamlessly]."),
            ("circle back", "we [circled back]."),
            ("ecosystem*", "the [ecosystems] of it"),
            ("evangel*", "our [evangelists] of it"),
            ("tbd", "it is [tbd]."),
        ] {
            assert!(covers(term, text), "{term}: {text}");
        }
    }

    #[test]
    fn phrases_around_a_term_and_terms_around_a_phrase() {
        assert!(covers("engagement", "[community engagement]"));
        assert!(covers("engagement", "to [drive engagement] now"));
        assert!(covers("best practices guide", "the [best practices] guide"));
        assert!(covers("the ecosystem hub", "in the [ecosystem] hub"));
        assert!(!covers("engagement", "to [engage] people"));
        assert!(!covers("engage", "an [engagement]"));
        assert!(!covers("gage", "an [engagement]"));
        assert!(!covers("engagement team", "to [drive engagement] team"));
        assert!(!covers("engagement", "engagement is [hype]"));
        assert!(!covers("hub", "the [ecosystem] hub"));
    }

    #[test]
    fn one_of_many() {
        let terms: Vec<AcceptedTerm> = [
            "go viral",
            "gone",
            "low-hanging fruit",
            "eco* hub",
            "goodwill",
        ]
        .map(accepted)
        .into();
        let terms = AcceptedTerms::new(&terms);
        for (marked, expected) in [
            ("it may [go viral] soon", true),
            ("it [gone]", true),
            ("it [went-viral]", true),
            ("it [was viral]", false),
            ("the [lowhanging fruits]", true),
            ("our [ecosystem] hub", true),
            ("our [ecosystem] club", false),
            ("it [go]", false),
        ] {
            let start = marked.find('[').unwrap();
            let end = marked.find(']').unwrap() - 1;
            let text = marked.replace(['[', ']'], "");
            assert_eq!(terms.cover(&text, &(start..end)), expected, "{marked}");
        }
        assert!(terms.contain("good-will") == accepted("goodwill").is("good-will"));
        assert!(terms.contain("low hanging fruit"));
        assert!(!terms.contain("low hanging fruit tree"));
        assert!(!AcceptedTerms::default().contain("gone"));
    }

    #[test]
    fn letters_of_any_length() {
        assert!(covers("café", "é [café] é"));
        assert!(!covers("x", "é [é—é] x"));
    }

    #[test]
    fn what_is_no_term() {
        for wrong in [
            "",
            " ",
            "*",
            "a *",
            "a*b",
            "put|take",
            "[my] turn",
            "_",
            "why?",
            "!",
        ] {
            assert!(wrong.parse::<AcceptedTerm>().is_err(), "{wrong}");
        }
    }
}
