//! The matcher: one Aho-Corasick automaton over the folded prose, and the comparison of whole phrases in place.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::anchor::{Anchor, Site};
use super::pack::{Entry, Form, Pack};

/// A phrase that stands in the prose, whatever stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the pack.
    pub pack: u16,
    /// Index of the entry in its pack.
    pub entry: u16,
    /// Index of the form in its entry.
    pub form: u16,
    /// Bytes of the prose.
    pub range: Range<usize>,
}

/// A literal that a pattern needs, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    pub pack: u16,
    pub pattern: u16,
    /// Bytes of the prose.
    pub offset: usize,
}

/// What one pass over the prose finds.
#[derive(Debug, Default)]
pub struct Hits {
    /// By place; of those that start together, the longest first. One hit may lie in another.
    pub phrases: Vec<Hit>,
    /// By place.
    pub hints: Vec<Hint>,
}

/// How much text an automaton will read: the more, the more it pays to make it fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// A draft or a few: quickly built.
    Small,
    /// A repository: quickly run.
    Large,
}

/// All phrases of a list of packs, ready to be found.
#[derive(Debug)]
pub struct Lexicon<'p> {
    packs: &'p [Pack],
    anchors: &'p [Anchor],
    automaton: AhoCorasick,
}

impl<'p> Lexicon<'p> {
    /// Builds the automaton of `anchors`, which are those of `packs`.
    ///
    /// # Errors
    /// When there are more phrases than an automaton can hold.
    pub fn new(packs: &'p [Pack], anchors: &'p [Anchor], workload: Workload) -> Result<Self, aho_corasick::BuildError> {
        let kind = match workload {
            Workload::Small => AhoCorasickKind::NoncontiguousNFA,
            Workload::Large => AhoCorasickKind::DFA,
        };
        let automaton = AhoCorasick::builder()
            .kind(Some(kind))
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(anchors.iter().map(|anchor| anchor.text.as_bytes()))?;
        Ok(Lexicon { packs, anchors, automaton })
    }

    /// The packs, in the order to which hits refer.
    pub fn packs(&self) -> &'p [Pack] {
        self.packs
    }

    /// The heap memory of the automaton in bytes.
    pub fn memory_usage(&self) -> usize {
        self.automaton.memory_usage()
    }

    /// The entry that a hit is of.
    pub fn entry(&self, hit: &Hit) -> &'p Entry {
        &self.packs[usize::from(hit.pack)].entries[usize::from(hit.entry)]
    }

    /// The form that a hit is of.
    pub fn form(&self, hit: &Hit) -> &'p Form {
        &self.entry(hit).forms[usize::from(hit.form)]
    }

    /// Everything that stands in folded prose.
    pub fn scan(&self, folded: &str) -> Hits {
        let mut hits = Hits::default();
        for found in self.automaton.find_overlapping_iter(folded) {
            let at = found.start();
            let mut starts_word = None;
            for site in self.anchors[found.pattern().as_usize()].sites.iter() {
                match *site {
                    Site::Hint { pack, pattern } => hits.hints.push(Hint { pack, pattern, offset: at }),
                    Site::Form { pack, entry: e, form: f, offset } => {
                        if !*starts_word.get_or_insert_with(|| starts_word_at(folded, at)) {
                            continue;
                        }
                        let entry = &self.packs[usize::from(pack)].entries[usize::from(e)];
                        let form = &entry.forms[usize::from(f)].text;
                        if let Some(range) = place(folded, at, form, usize::from(offset), entry.joined) {
                            hits.phrases.push(Hit { pack, entry: e, form: f, range });
                        }
                    }
                }
            }
        }
        hits.phrases.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.pack, hit.entry, hit.form));
        hits
    }
}

/// Whether the whole of a folded term is the given form.
pub fn is_form(term: &str, form: &str) -> bool {
    forward(term.as_bytes(), 0, form.as_bytes(), false) == Some(term.len())
}

/// Where `form` stands in the text, if its word at `offset` stands at `at`.
fn place(folded: &str, at: usize, form: &str, offset: usize, joined: bool) -> Option<Range<usize>> {
    let end = forward(folded.as_bytes(), at, &form.as_bytes()[offset..], joined)?;
    let start = backward(folded.as_bytes(), at, &form.as_bytes()[..offset], joined)?;
    (starts_word_at(folded, start) && ends_word_at(folded, end)).then_some(start..end)
}

/// How many bytes at the start of the text join two words: a hyphen, which may stand at the end of a line, or spaces.
fn joint(text: impl Iterator<Item = u8>, hyphen_first: bool, joined: bool) -> Option<usize> {
    let mut text = text.peekable();
    let mut spaces = 0;
    let mut hyphens = 0;
    while let Some(b) = text.next_if(|b| *b == b' ' || *b == b'-' && hyphens == 0) {
        if b == b'-' {
            hyphens += 1;
            if hyphen_first && spaces > 0 {
                return None;
            }
        } else {
            spaces += 1;
            if !hyphen_first && hyphens > 0 {
                return None;
            }
        }
    }
    let fits = if hyphens > 0 { spaces <= 1 } else { (1..=3).contains(&spaces) && !joined };
    fits.then_some(spaces + hyphens)
}

fn is_word_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80 || b == b'\''
}

/// The end of `form` if it stands at `at`.
fn forward(text: &[u8], mut at: usize, form: &[u8], joined: bool) -> Option<usize> {
    for &b in form {
        match b {
            b' ' | b'-' => at += joint(text[at..].iter().copied(), true, joined)?,
            b'_' => {
                let length = text[at..].iter().take_while(|b| is_word_byte(**b)).count();
                at += (length > 0).then_some(length)?;
            }
            _ if text.get(at) == Some(&b) => at += 1,
            _ => return None,
        }
    }
    Some(at)
}

/// The start of `form` if it ends at `at`.
fn backward(text: &[u8], mut at: usize, form: &[u8], joined: bool) -> Option<usize> {
    for &b in form.iter().rev() {
        match b {
            b' ' | b'-' => at -= joint(text[..at].iter().rev().copied(), false, joined)?,
            b'_' => {
                let length = text[..at].iter().rev().take_while(|b| is_word_byte(**b)).count();
                at -= (length > 0).then_some(length)?;
            }
            _ if at > 0 && text[at - 1] == b => at -= 1,
            _ => return None,
        }
    }
    Some(at)
}

/// Whether a letter is part of a word: Unicode's `\w`, but for the scripts that are written without spaces, whose letters
/// stand between words of other scripts as a space does (UAX #29).
fn is_word_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let unspaced = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    !unspaced && regex_syntax::is_word_character(c)
}

/// Whether a word may start at `at`: no letter stands before it, nor the sign of a handle or a hashtag.
pub fn starts_word_at(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(|c| is_word_character(c) || matches!(c, '@' | '#'))
}

/// Whether a word may end at `at`: no letter follows, but for a possessive, and no file ending or host name.
pub fn ends_word_at(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    match rest.next() {
        None => true,
        Some(c) if is_word_character(c) => false,
        Some('\'') => match rest.next() {
            Some('s') => !rest.next().is_some_and(is_word_character),
            Some(c) => !is_word_character(c),
            None => true,
        },
        Some('.' | '@') => !rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_compared_in_place() {
        for text in ["low-hanging fruit", "low hanging fruit", "low- hanging  fruit", "low-hanging-fruit"] {
            assert_eq!(place(text, text.find("hang").unwrap(), "low-hanging fruit", 4, false), Some(0..text.len()), "{text}");
        }
        for text in ["low--hanging fruit", "low - hanging fruit", "low\nhanging fruit", "low    hanging fruit", "low-hanging fruits"] {
            assert_eq!(place(text, text.find("hang").unwrap(), "low-hanging fruit", 4, false), None, "{text}");
        }
        assert_eq!(place("a must have", 2, "must-have", 0, true), None);
        assert_eq!(place("a must-have", 2, "must-have", 0, true), Some(2..11));
        assert_eq!(place("the way we all work", 8, "way _ all", 0, false), None);
        assert_eq!(place("the way we all work", 4, "way _ all", 0, false), Some(4..14));
    }

    #[test]
    fn word_boundaries_are_unicode() {
        for (text, word, free) in [
            ("antiviral", "viral", false),
            ("viralité", "viral", false),
            ("caf\u{e9}viral", "viral", false),
            ("使用viral战略", "viral", true),
            ("😀viral😀", "viral", true),
            ("viral's", "viral", true),
            ("viral'll", "viral", false),
            ("viral.md", "viral", false),
            ("viral.", "viral", true),
            ("#viral", "viral", false),
            ("viral_x", "viral", false),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(starts_word_at(text, at) && ends_word_at(text, at + word.len()), free, "{text}");
        }
    }
}
