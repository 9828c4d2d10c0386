//! Anchors: the few short patterns that the automaton looks for.
//!
//! Building an automaton of every form of every phrase would cost more than checking a draft does. So each term is represented
//! by one of its words, the one that fewest other terms share, and the automaton knows only the first letters of these words.
//! Where they turn up, the whole word is looked up in a sorted table, and where it is there, the whole term is compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::letters::Letters;
use super::term::ANY_WORD;

/// A term that is tried where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// Whether the term is looked for only where a page is read closely. Of the sites of a word, these are the last.
    pub close: bool,
    /// Number of the term.
    pub term: u32,
    /// Where in the term's words the word begins, in bytes.
    pub word: u32,
    /// The letters with which the word before it may end; all if there need be none.
    pub before: Letters,
    /// The letters with which the word behind it may begin; all if there need be none.
    pub after: Letters,
    /// Which of the term's alternatives the word is, if the term is that word and no more, so that nothing has to be compared.
    pub alone: Option<u8>,
}

/// The most bytes of a word that go into the automaton, if its first letter is not longer. The few words of a draft whose shape
/// fits are soon looked up, and an automaton of more letters takes longer to build than it saves.
pub const OF_WORDS: usize = 1;

/// The same of a hint. With all of it, the automaton would take four times as long to build.
pub const OF_HINTS: usize = 4;

/// What another term that shares the word weighs less than: a word that stands in every second sentence.
const COMMON_WORD: usize = 100;

const COMMON_WORDS: &[&str] = &[
    "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "could", "do", "for", "from", "get", "had", "has", "have", "how", "i", "if", "in", "into",
    "is", "it", "its", "make", "more", "most", "my", "need", "new", "no", "not", "of", "on", "one",
    "or", "other", "our", "out", "over", "people", "should", "so", "some", "such", "take", "than",
    "that", "the", "their", "them", "there", "these", "they", "this", "time", "to", "up", "us",
    "use", "used", "using", "was", "we", "were", "what", "when", "which", "who", "will", "with",
    "work", "would", "you", "your",
];

/// The words at which terms are tried, sorted, each with its terms. `terms` are the words of all terms, in their order; which of
/// them are looked for only in a close reading, the tables know.
pub fn words(terms: &[&str]) -> BTreeMap<String, BTreeSet<Site>> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for word in terms
        .iter()
        .flat_map(|words| candidates(words))
        .flat_map(|(_, words)| words)
    {
        *uses.entry(word).or_default() += 1;
    }
    let mut sites: BTreeMap<String, BTreeSet<Site>> = BTreeMap::new();
    for (words, term) in terms.iter().zip(0u32..) {
        let cost = |(_, words): &(u32, BTreeSet<String>)| -> usize {
            let of_word = |word: &String| {
                uses[word]
                    + if COMMON_WORDS.contains(&word.as_str()) {
                        COMMON_WORD
                    } else {
                        0
                    }
            };
            words.iter().map(of_word).sum()
        };
        let Some((word, starts)) = candidates(words).min_by_key(cost) else {
            continue;
        };
        for start in starts {
            let site = Site {
                close: false,
                term,
                word,
                before: letters_before(words, word as usize),
                after: letters_after(words, word as usize, &start),
                alone: alone(words, &start),
            };
            sites.entry(start).or_default().insert(site);
        }
    }
    sites
}

/// Which alternative of a term a word is, if the term is one word, and not in parts.
fn alone(words: &str, word: &str) -> Option<u8> {
    if words.contains([' ', '-', '?', '*']) {
        return None;
    }
    let number = words.split('|').position(|alternative| alternative == word);
    number.and_then(|number| u8::try_from(number).ok())
}

/// The letters with which the word may end that stands in a draft before the one at `word`.
fn letters_before(words: &str, word: usize) -> Letters {
    let before = words[..word].split(' ').rev();
    letters_of(before, |word| word.bytes().next_back())
}

/// The letters with which what stands in a draft behind the word at `word`, which begins with `start`, may begin: the next word,
/// or the next part of this one.
fn letters_after(words: &str, word: usize, start: &str) -> Letters {
    let mut after = words[word..].split(' ');
    let mut letters = Letters::default();
    for alternative in after.next().unwrap_or_default().split('|') {
        for form in [alternative, &alternative.replace('-', "")] {
            if first_word(form) == start {
                letters = letters.or(match form[start.len()..].trim_start_matches('-') {
                    "" => letters_of(after.clone(), |word| word.bytes().next()),
                    rest => Letters::of(rest.bytes().take(1)),
                });
            }
        }
    }
    letters
}

/// The letters on this side of the first of these words, or of the next if it may be missing.
fn letters_of<'w>(
    words: impl Iterator<Item = &'w str>,
    side: impl Fn(&str) -> Option<u8>,
) -> Letters {
    let mut letters = Letters::default();
    for word in words.filter(|word| !word.is_empty()) {
        let required = word.strip_suffix('?').unwrap_or(word);
        let ends: Vec<u8> = required.split('|').filter_map(&side).collect();
        // A hyphen may be written in several ways.
        if required == ANY_WORD || ends.contains(&b'-') {
            return Letters::ALL;
        }
        letters = letters.or(Letters::of(ends.into_iter()));
        if required == word {
            return letters;
        }
    }
    Letters::ALL
}

/// What of a text goes into an automaton: so many bytes, or its first letter.
pub fn beginning(text: &str, longest: usize) -> &str {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let fitting = ends.clone().take_while(|end| *end <= longest).last();
    &text[..fitting.or_else(|| ends.clone().next()).unwrap_or(0)]
}

/// The run of letters and digits at the start of a text.
pub fn first_word(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|b| !(b.is_ascii_alphanumeric() || b >= 0x80));
    &text[..end.unwrap_or(text.len())]
}

/// The words of a term that may represent it: where each begins, and how its alternatives may begin in a draft. A hyphen
/// may stand in the draft as it is, be a space, or be left out.
fn candidates(words: &str) -> impl Iterator<Item = (u32, BTreeSet<String>)> + '_ {
    let mut at = 0;
    words
        .split(' ')
        .filter_map(move |word| {
            let offset = at;
            at += u32::try_from(word.len()).unwrap_or(u32::MAX - at) + 1;
            if word.ends_with('?') || word == ANY_WORD {
                return None;
            }
            let starts = word.split('|').flat_map(|alternative| {
                [
                    first_word(alternative).to_owned(),
                    first_word(&alternative.replace('-', "")).to_owned(),
                ]
            });
            Some((
                offset,
                starts
                    .filter(|start| !start.is_empty())
                    .collect::<BTreeSet<_>>(),
            ))
        })
        .filter(|(_, starts)| !starts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_word_represents_a_term() {
        let words = words(&["e-mail|mail the? _ blasts", "mail the people", "let's go"]);
        let found: Vec<_> = words
            .iter()
            .map(|(word, sites)| {
                (
                    word.as_str(),
                    sites.iter().map(|s| (s.term, s.word)).collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("blasts", vec![(0, 19)]),
                ("let", vec![(2, 0)]),
                ("mail", vec![(1, 0)])
            ]
        );
    }

    #[test]
    fn a_word_that_is_all_of_a_term() {
        assert_eq!(alone("lead|leads|led", "led"), Some(2));
        for (words, word) in [
            ("lead way", "lead"),
            ("e-mail|email", "email"),
            ("let's", "let"),
        ] {
            assert_eq!(alone(words, word), None, "{words}");
        }
    }

    #[test]
    fn letters_beside_a_word() {
        let of = |letters: &str| Letters::of(letters.bytes());
        let words = "lead|leads the? _? long-run|way home";
        assert_eq!(letters_before(words, 0), Letters::ALL);
        assert_eq!(letters_after(words, 0, "lead"), Letters::ALL, "any word");
        let words = "lead|leads the? long-run|way home";
        assert_eq!(letters_before(words, words.len() - 4), of("ny"));
        assert_eq!(
            letters_before(words, words.find("long").unwrap()),
            of("eds")
        );
        assert_eq!(letters_after(words, 0, "leads"), of("tlw"));
        let long = words.find("long").unwrap();
        assert_eq!(letters_after(words, long, "long"), of("r"), "in parts");
        assert_eq!(letters_after(words, long, "longrun"), of("h"));
        assert_eq!(letters_after(words, words.len() - 4, "home"), Letters::ALL);
        assert_eq!(letters_after("ends well?", 0, "ends"), Letters::ALL);
        assert_eq!(letters_after("let's go", 0, "let"), of("'"));
        assert_eq!(letters_after("log-in|log the way", 0, "log"), of("it"));
    }

    #[test]
    fn beginnings_end_between_letters() {
        assert_eq!(beginning("leverage", 2), "le");
        assert_eq!(beginning("aéz", 2), "a");
        assert_eq!(beginning("日本", 2), "日");
        assert_eq!(first_word("24/7 support"), "24");
    }
}
