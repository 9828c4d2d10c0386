//! Anchors: the few short patterns that the automaton looks for.
//!
//! Building an automaton of every form of every phrase would cost more than checking a draft does. So each form is
//! represented by the beginning of one of its words, the one that fewest other forms share, and the rest of the form is
//! compared in place where that beginning turns up.

use std::collections::{BTreeMap, HashMap};

use super::pack::{List, Pack, Text};

/// The beginning of a word, and every form that is to be tried where a word begins with it.
#[derive(Clone, Debug)]
pub struct Anchor {
    pub text: Text,
    pub sites: List<Site>,
}

/// What is tried at an anchor. Packs, entries, forms and patterns are indices into the list of packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// A form of a phrase; the anchor stands `offset` bytes after its start.
    Form { pack: u16, entry: u16, form: u16, offset: u16 },
    /// A literal that a pattern needs.
    Hint { pack: u16, pattern: u16 },
}

/// The most bytes of a word that go into the automaton.
const LONGEST: usize = 5;

/// The anchors of all packs, sorted by their text. Anything beyond 65,536 packs, entries or forms is left out.
pub fn anchors(packs: &[Pack]) -> Vec<Anchor> {
    let forms = || {
        packs.iter().zip(0u16..).flat_map(|(pack, p)| {
            pack.entries.iter().zip(0u16..).flat_map(move |(entry, e)| {
                entry.forms.iter().zip(0u16..).map(move |(form, f)| (p, e, f, form.text.as_ref()))
            })
        })
    };
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for (.., form) in forms() {
        for (_, start) in word_starts(form) {
            *uses.entry(start).or_default() += 1;
        }
    }
    let mut sites: BTreeMap<&str, Vec<Site>> = BTreeMap::new();
    for (pack, entry, form, text) in forms() {
        // Fewest uses first; then the longest; then the first.
        let best = word_starts(text).min_by_key(|(at, start)| (uses[start], LONGEST.saturating_sub(start.len()), *at));
        let Some((offset, anchor)) = best else { continue };
        let Ok(offset) = u16::try_from(offset) else { continue };
        sites.entry(anchor).or_default().push(Site::Form { pack, entry, form, offset });
    }
    for (pack, p) in packs.iter().zip(0u16..) {
        for (pattern, at) in pack.patterns.iter().zip(0u16..) {
            for hint in pattern.hints.iter() {
                sites.entry(hint).or_default().push(Site::Hint { pack: p, pattern: at });
            }
        }
    }
    (sites.into_iter())
        .map(|(text, sites)| Anchor { text: Text::Owned(text.to_owned()), sites: List::Owned(sites) })
        .collect()
}

/// The beginning of each word of a form and its offset in bytes. Words that stand for any word have none.
fn word_starts(form: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    form.split([' ', '-']).filter_map(move |word| {
        let offset = at;
        at += word.len() + 1;
        let end = word.char_indices().map(|(i, c)| i + c.len_utf8()).take_while(|end| *end <= LONGEST).last()?;
        (word != "_").then(|| (offset, &word[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::word_starts;

    #[test]
    fn words_begin_after_spaces_and_hyphens() {
        let starts: Vec<_> = word_starts("low-hanging _ fruit à").collect();
        assert_eq!(starts, [(0, "low"), (4, "hangi"), (14, "fruit"), (20, "à")]);
    }
}
