//! Packs as tables without pointers.
//!
//! The build writes these tables into the program. A table of a hundred thousand strings would hold as many pointers, each of
//! which the loader has to set before the program starts; that cost three milliseconds. So all text stands in one string, rows
//! name parts of it and of each other by number, and the loader has nothing to do. Packs that are read at run time become the
//! same tables.

mod writer;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::anchor::{self, Site};
use super::inflect::PartOfSpeech;
use super::letters::Letters;
use super::needs::Border;
use super::pack::{Audience, Confidence, Pack, PackKind, Role};
use super::shapes;
use crate::severity::Severity;
use writer::Writer;

/// A part of the tables' text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Str {
    pub start: u32,
    pub len: u32,
}

/// Rows of another table that follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    pub start: u32,
    pub len: u32,
}

/// All packs of a run.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    pub text: Cow<'static, str>,
    /// Of lists of texts.
    pub items: Cow<'static, [Str]>,
    pub packs: Cow<'static, [PackRow]>,
    pub entries: Cow<'static, [EntryRow]>,
    pub terms: Cow<'static, [TermRow]>,
    pub patterns: Cow<'static, [PatternRow]>,
    /// Sorted by text.
    pub words: Cow<'static, [WordRow]>,
    /// Of all words.
    pub shapes: Cow<'static, [u64]>,
    pub sites: Cow<'static, [Site]>,
    pub anchors: Cow<'static, [AnchorRow]>,
    /// Sorted by text.
    pub hints: Cow<'static, [HintRow]>,
    /// Of the hints.
    pub hint_anchors: Cow<'static, [AnchorRow]>,
    /// Sets of pieces, of each of which one is needed.
    pub needs: Cow<'static, [Rows]>,
    pub pieces: Cow<'static, [PieceRow]>,
}

/// See [`Pack`].
#[derive(Clone, Copy, Debug)]
pub struct PackRow {
    pub id: Str,
    pub kind: PackKind,
    pub severity: Severity,
    pub message: Str,
    pub what: Str,
    pub why: Str,
    pub instead: Str,
    pub bad: Rows,
    pub good: Rows,
    pub skip_templates: bool,
    pub severity_with_figure: Option<Severity>,
    pub entries: Rows,
    pub patterns: Rows,
}

/// See [`Entry`](super::pack::Entry).
#[derive(Clone, Copy, Debug)]
pub struct EntryRow {
    pub pack: u32,
    pub terms: Rows,
    pub role: Option<Role>,
    pub advice: AdviceRow,
    pub joined: bool,
    pub used_as: Option<PartOfSpeech>,
    pub unless: ContextRow,
    pub only: ContextRow,
}

/// See [`Advice`].
#[derive(Clone, Copy, Debug)]
pub struct AdviceRow {
    pub hears: Str,
    pub instead: Str,
    pub confidence: Confidence,
    /// One bit for each audience.
    pub plain_for: u8,
}

/// See [`Context`]. Rows are those of [`Tables::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextRow {
    pub before: Rows,
    /// The letters with which those words end, so that most places are ruled out without reading the list.
    pub before_ends: Letters,
    pub after: Rows,
    /// The letters with which those words begin.
    pub after_starts: Letters,
    pub near: Rows,
    pub sentence: Rows,
    pub paragraph: Rows,
    pub negated: bool,
    pub grounded: bool,
    pub sourced: bool,
}

/// See [`Term`](super::term::Term).
#[derive(Clone, Copy, Debug)]
pub struct TermRow {
    pub entry: u32,
    pub headline: Str,
    pub words: Str,
    pub head: u32,
    pub replacements: Str,
}

/// See [`Pattern`](super::pack::Pattern).
#[derive(Clone, Copy, Debug)]
pub struct PatternRow {
    pub pack: u32,
    pub regex: Str,
    /// Whether it is tried only where one of its hints stands.
    pub hinted: bool,
    pub also: Rows,
    /// What [`needs`] says of the expression.
    pub needs: Rows,
    /// Empty if there is none.
    pub replacement: Str,
    pub as_written: bool,
    pub advice: AdviceRow,
    pub unless: ContextRow,
    pub only: ContextRow,
}

/// A word at which terms are tried.
#[derive(Clone, Copy, Debug)]
pub struct WordRow {
    pub text: Str,
    pub sites: Rows,
}

/// The first letters of words, or of hints: what the automata look for.
#[derive(Clone, Copy, Debug)]
pub struct AnchorRow {
    pub text: Str,
    /// Those that begin so.
    pub rows: Rows,
}

/// A literal that a pattern needs.
#[derive(Clone, Copy, Debug)]
pub struct HintRow {
    pub text: Str,
    pub pattern: u32,
}

/// See [`Piece`](super::needs::Piece).
#[derive(Clone, Copy, Debug)]
pub struct PieceRow {
    pub text: Str,
    pub before: Border,
    pub after: Border,
    /// Its [rarest pair](super::needs::Piece::rarest_pair) of bytes, of which each piece that is needed has one.
    pub pair: [u8; 2],
}

impl AdviceRow {
    /// Whether the words are plain to this audience.
    pub fn is_plain_for(&self, audience: Audience) -> bool {
        self.plain_for & audience.bit() != 0
    }
}

impl ContextRow {
    /// Whether only the words right beside a phrase are asked for.
    pub fn is_of_neighbours(&self) -> bool {
        self.near.len == 0
            && self.sentence.len == 0
            && self.paragraph.len == 0
            && !self.negated
            && !self.grounded
            && !self.sourced
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.before.len == 0 && self.after.len == 0 && self.is_of_neighbours()
    }
}

impl Tables {
    /// The tables of these packs. Anything beyond 4 GiB of text or 4 billion rows is lost.
    pub fn compile(packs: &[Pack]) -> Tables {
        Tables::default().with(packs)
    }

    /// These tables with more packs behind their own.
    #[must_use]
    pub fn with(&self, packs: &[Pack]) -> Tables {
        let mut writer = Writer::behind(self);
        packs.iter().for_each(|pack| writer.pack(pack));
        let terms: Vec<&str> = (packs.iter().flat_map(|pack| &pack.entries))
            .flat_map(|entry| entry.terms.iter().map(|term| term.words.as_str()))
            .collect();
        let close = |term: u32| {
            let entry = &writer.entries[writer.terms[term as usize].entry as usize];
            entry.role.is_some_and(|role| !role.tells_at_a_glance())
        };
        let chosen = self.anchored(&terms, close);
        let (mut words, mut sites) = (Vec::new(), Vec::new());
        for (word, here) in chosen {
            words.push(WordRow {
                text: writer.str(&word),
                sites: Rows {
                    start: narrow(sites.len()),
                    len: narrow(here.len()),
                },
            });
            sites.extend(here);
        }
        let shapes = shapes::of(words.iter().map(|word| writer.text_of(word.text)));
        let mut hints = self.hints.to_vec();
        let first = narrow(self.patterns.len());
        for (pattern, number) in (packs.iter().flat_map(|pack| &pack.patterns)).zip(first..) {
            hints.extend(pattern.hints.iter().map(|hint| HintRow {
                text: writer.str(hint),
                pattern: number,
            }));
        }
        hints.sort_by_key(|hint| writer.text_of(hint.text));
        let anchors = writer.anchors(words.iter().map(|word| word.text), anchor::OF_WORDS);
        let hint_anchors = writer.anchors(hints.iter().map(|hint| hint.text), anchor::OF_HINTS);
        Tables {
            text: writer.text.into(),
            items: Cow::Owned(writer.items),
            packs: Cow::Owned(writer.packs),
            entries: Cow::Owned(writer.entries),
            terms: Cow::Owned(writer.terms),
            patterns: Cow::Owned(writer.patterns),
            needs: Cow::Owned(writer.needs),
            pieces: Cow::Owned(writer.pieces),
            shapes: Cow::Owned(shapes),
            words: Cow::Owned(words),
            sites: Cow::Owned(sites),
            anchors: Cow::Owned(anchors),
            hints: Cow::Owned(hints),
            hint_anchors: Cow::Owned(hint_anchors),
        }
    }

    /// The words at which the terms of these tables are tried, and `more` terms behind them, of which `close` tells by their number
    /// whether they are looked for only in a close reading. Those of these tables stay as they are: to choose them anew takes as long
    /// as all the rest.
    fn anchored(
        &self,
        more: &[&str],
        close: impl Fn(u32) -> bool,
    ) -> BTreeMap<String, BTreeSet<Site>> {
        let first = narrow(self.terms.len());
        let mut chosen = anchor::words(more);
        for sites in chosen.values_mut() {
            *sites = (sites.iter())
                .map(|site| Site {
                    close: close(first + site.term),
                    term: first + site.term,
                    ..*site
                })
                .collect();
        }
        for word in self.words.iter() {
            let sites = self.rows(&self.sites, word.sites);
            let here = chosen.entry(self.str(word.text).to_owned()).or_default();
            here.extend(sites.iter().copied());
        }
        chosen
    }

    /// The text that a row names.
    pub fn str(&self, part: Str) -> &str {
        &self.text[part.start as usize..(part.start + part.len) as usize]
    }

    /// The items of a list.
    pub fn list(&self, list: Rows) -> impl Iterator<Item = &str> {
        let items = self.rows(&self.items, list).iter();
        items.map(|item| self.str(*item))
    }

    /// The rows of a table that another row names.
    pub fn rows<'t, T>(&self, table: &'t [T], rows: Rows) -> &'t [T] {
        &table[rows.start as usize..(rows.start + rows.len) as usize]
    }

    /// The entries of a pack.
    pub fn entries_of(&self, pack: &PackRow) -> &[EntryRow] {
        self.rows(&self.entries, pack.entries)
    }

    /// The terms of an entry.
    pub fn terms_of(&self, entry: &EntryRow) -> &[TermRow] {
        self.rows(&self.terms, entry.terms)
    }

    /// The entry to which a term belongs.
    pub fn entry_of(&self, term: &TermRow) -> &EntryRow {
        &self.entries[term.entry as usize]
    }

    /// The pack to which an entry belongs.
    pub fn pack_of(&self, entry: &EntryRow) -> &PackRow {
        &self.packs[entry.pack as usize]
    }
}

/// A number of rows or bytes as the tables keep it.
pub fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
