//! The matcher: Aho-Corasick automata over the folded prose, and the comparison of whole phrases in place.

use std::borrow::Cow;
use std::ops::Range;

use aho_corasick::nfa::noncontiguous;
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};

use super::anchor::Site;
use super::boundary::ends_word_at;
use super::comparison::Comparison;
use super::pack::{Role, Roles};
use super::table::{EntryRow, HintRow, PackRow, Tables, TermRow, WordRow, narrow};
use super::word_search::WordSearch;

/// A phrase that stands in the prose, whatever stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the term.
    pub term: u32,
    /// Which alternative of the term's inflecting word stands there.
    pub inflection: u32,
    /// Bytes of the prose.
    pub range: Range<usize>,
}

/// A literal that a pattern needs, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// Number of the pattern.
    pub pattern: u32,
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

/// An automaton over the first letters of hints, which may stand anywhere. Its patterns are the tables' anchors of these.
///
/// # Errors
/// When there are more hints than an automaton can hold.
fn hint_search(tables: &Tables, workload: Workload) -> Result<AhoCorasick, BuildError> {
    let kind = match workload {
        Workload::Small => AhoCorasickKind::NoncontiguousNFA,
        Workload::Large => AhoCorasickKind::DFA,
    };
    AhoCorasick::builder()
        .kind(Some(kind))
        .prefilter(false)
        .dense_depth(DENSE_DEPTH)
        .build(tables.hint_anchors.iter().map(|row| tables.str(row.text)))
}

/// How deep the states of an automaton that is quickly built have tables of their own. Deeper ones are visited rarely, and filling
/// tables takes time.
const DENSE_DEPTH: usize = 1;

/// An automaton that is built in no time, and takes more steps than others.
///
/// # Errors
/// When there are more patterns than an automaton can hold.
pub(super) fn quickly_built<'p>(
    patterns: impl Iterator<Item = &'p str>,
) -> Result<noncontiguous::NFA, BuildError> {
    noncontiguous::NFA::builder()
        .match_kind(MatchKind::Standard)
        .prefilter(false)
        .dense_depth(DENSE_DEPTH)
        .build(patterns)
}

/// All phrases of all packs, ready to be found.
#[derive(Debug)]
pub struct Lexicon<'t> {
    tables: Cow<'t, Tables>,
    words: WordSearch,
    /// For the terms of close reading; none if `words` finds these, too.
    close_words: Option<WordSearch>,
    /// None if no pattern has hints.
    hints: Option<AhoCorasick>,
}

impl<'t> Lexicon<'t> {
    /// Builds the automata of the tables' words and hints.
    ///
    /// # Errors
    /// When there are more phrases than an automaton can hold.
    pub fn new(tables: &'t Tables, workload: Workload) -> Result<Self, BuildError> {
        Self::of(Cow::Borrowed(tables), workload)
    }

    /// The same of tables that were put together for this run.
    ///
    /// # Errors
    /// As [`Lexicon::new`].
    pub fn of(tables: Cow<'t, Tables>, workload: Workload) -> Result<Self, BuildError> {
        let hints = (!tables.hints.is_empty())
            .then(|| hint_search(&tables, workload))
            .transpose()?;
        let (words, close_words) = match workload {
            Workload::Small => (WordSearch::for_beginnings(&tables)?, None),
            Workload::Large => {
                let close_words = WordSearch::for_words(&tables, |site| site.close)?;
                let words = WordSearch::for_words(&tables, |site| !site.close)?;
                (words, Some(close_words))
            }
        };
        Ok(Lexicon {
            words,
            close_words,
            hints,
            tables,
        })
    }

    /// The packs, entries and terms to which hits refer.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The term that a hit is of.
    pub fn term(&self, hit: &Hit) -> &TermRow {
        &self.tables.terms[hit.term as usize]
    }

    /// The entry that a hit is of.
    pub fn entry(&self, hit: &Hit) -> &EntryRow {
        self.tables.entry_of(self.term(hit))
    }

    /// The roles of all cues among the hits, whatever stands around them.
    pub fn roles(&self, hits: &[Hit]) -> Roles {
        (hits.iter())
            .filter_map(|hit| self.entry(hit).role)
            .collect()
    }

    /// The cues of these roles among the hits, whatever stands around them.
    pub fn cues<'h>(&self, hits: &'h [Hit], roles: &[Role]) -> impl Iterator<Item = &'h Hit> {
        hits.iter().filter(|hit| {
            let role = self.entry(hit).role;
            role.is_some_and(|role| roles.contains(&role))
        })
    }

    /// The pack that a hit is of.
    pub fn pack(&self, hit: &Hit) -> &PackRow {
        self.tables.pack_of(self.entry(hit))
    }

    /// The entry's replacement in the inflection that stands in the draft, where there is one that is sure to be right.
    pub fn replacement(&self, hit: &Hit) -> Option<&str> {
        let replacements = self.tables.str(self.term(hit).replacements);
        replacements
            .split('|')
            .nth(hit.inflection as usize)
            .filter(|replacement| !replacement.is_empty())
    }

    /// Everything that stands in folded prose.
    pub fn scan(&self, folded: &str) -> Hits {
        let mut hits = self.skim(folded);
        if let Cow::Owned(all) = self.complete(folded, &hits.phrases) {
            hits.phrases = all;
        }
        hits
    }

    /// What wording rules ask for in folded prose, and by what a page is told to be worth a close reading:
    /// [`Role::tells_at_a_glance`]. It may be more than that.
    pub fn skim(&self, folded: &str) -> Hits {
        let is_sought = |site: &Site| self.close_words.is_none() || !site.close;
        let mut hits = Hits {
            phrases: self.phrases(&self.words, folded, is_sought),
            hints: Vec::new(),
        };
        if let Some(hints) = &self.hints {
            for found in hints.find_overlapping_iter(folded) {
                let (rows, offset) = (
                    self.tables.hint_anchors[found.pattern().as_usize()].rows,
                    found.start(),
                );
                let begun = self.tables.rows(&self.tables.hints, rows).iter();
                let stands = |hint: &&HintRow| {
                    folded.as_bytes()[offset..].starts_with(self.tables.str(hint.text).as_bytes())
                };
                hits.hints.extend(begun.filter(stands).map(|hint| Hint {
                    pattern: hint.pattern,
                    offset,
                }));
            }
        }
        hits
    }

    /// The phrases that were found by [`Lexicon::skim`], and the rest of them.
    pub fn complete<'h>(&self, folded: &str, skimmed: &'h [Hit]) -> Cow<'h, [Hit]> {
        let Some(close_words) = &self.close_words else {
            return Cow::Borrowed(skimmed);
        };
        let mut all = self.phrases(close_words, folded, |site| site.close);
        all.extend_from_slice(skimmed);
        sort(&mut all);
        Cow::Owned(all)
    }

    fn phrases(
        &self,
        words: &WordSearch,
        folded: &str,
        is_sought: impl Fn(&Site) -> bool,
    ) -> Vec<Hit> {
        let mut phrases = Vec::new();
        words.each(&self.tables, folded, |at, row| {
            let before = last_letter(&folded.as_bytes()[..at]);
            let after = first_letter(&folded.as_bytes()[at + row.text.len as usize..]);
            let sites = self.tables.rows(&self.tables.sites, row.sites).iter();
            let fitting = sites.filter(|site| {
                is_sought(site) && site.before.admit(before) && site.after.admit(after)
            });
            phrases.extend(fitting.filter_map(|site| self.place(folded, at, row, site)));
        });
        sort(&mut phrases);
        phrases
    }

    /// Where a term stands in the text, if the word of this row, at which it is tried, stands at `at`.
    fn place(&self, folded: &str, at: usize, row: &WordRow, site: &Site) -> Option<Hit> {
        if let Some(inflection) = site.alone {
            let end = at + row.text.len as usize;
            return ends_word_at(folded, end).then(|| Hit {
                term: site.term,
                inflection: inflection.into(),
                range: at..end,
            });
        }
        let term = &self.tables.terms[site.term as usize];
        let comparison = Comparison::new(&self.tables, term, folded);
        let range = comparison.place(at, site.word as usize)?;
        Some(Hit {
            term: site.term,
            inflection: narrow(comparison.inflection()),
            range,
        })
    }
}

/// By place; of those that start together, the longest first.
fn sort(phrases: &mut Vec<Hit>) {
    phrases.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.term));
    phrases.dedup();
}

/// The letter with which the word before a place ends.
fn last_letter(before: &[u8]) -> Option<u8> {
    let mut letters = before.iter().rev();
    letters.find(|b| !is_joint(**b)).copied()
}

/// The letter with which the word behind a place begins.
fn first_letter(after: &[u8]) -> Option<u8> {
    let mut letters = after.iter();
    letters.find(|b| !is_joint(**b)).copied()
}

fn is_joint(b: u8) -> bool {
    matches!(b, b' ' | b'-')
}
