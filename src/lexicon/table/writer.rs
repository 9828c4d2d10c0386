//! From packs to rows.

use std::collections::HashMap;

use super::{
    AdviceRow, AnchorRow, ContextRow, EntryRow, PackRow, PatternRow, PieceRow, Rows, Str, Tables,
    TermRow, narrow,
};
use crate::lexicon::anchor;
use crate::lexicon::letters::Letters;
use crate::lexicon::needs::{Pieces, needs};
use crate::lexicon::pack::{Advice, Context, Pack};

/// The rows of tables that grow.
pub(super) struct Writer {
    pub text: String,
    pub items: Vec<Str>,
    /// Those that have been written: many entries share theirs.
    lists: HashMap<Vec<String>, Rows>,
    pub packs: Vec<PackRow>,
    pub entries: Vec<EntryRow>,
    pub terms: Vec<TermRow>,
    pub patterns: Vec<PatternRow>,
    pub needs: Vec<Rows>,
    pub pieces: Vec<PieceRow>,
}

impl Writer {
    /// Writes behind the rows of these tables.
    pub fn behind(tables: &Tables) -> Self {
        Writer {
            text: tables.text.clone().into_owned(),
            items: tables.items.to_vec(),
            lists: HashMap::new(),
            packs: tables.packs.to_vec(),
            entries: tables.entries.to_vec(),
            terms: tables.terms.to_vec(),
            patterns: tables.patterns.to_vec(),
            needs: tables.needs.to_vec(),
            pieces: tables.pieces.to_vec(),
        }
    }

    pub fn str(&mut self, text: &str) -> Str {
        let start = narrow(self.text.len());
        self.text.push_str(text);
        Str {
            start,
            len: narrow(text.len()),
        }
    }

    pub fn text_of(&self, part: Str) -> &str {
        &self.text[part.start as usize..(part.start + part.len) as usize]
    }

    /// The beginnings, of so many bytes, of sorted texts.
    pub fn anchors(&self, texts: impl Iterator<Item = Str>, longest: usize) -> Vec<AnchorRow> {
        let mut anchors = Vec::<AnchorRow>::new();
        for (number, text) in texts.enumerate() {
            let beginning = Str {
                len: narrow(anchor::beginning(self.text_of(text), longest).len()),
                ..text
            };
            match anchors.last_mut() {
                Some(last) if self.text_of(last.text) == self.text_of(beginning) => {
                    last.rows.len += 1
                }
                _ => anchors.push(AnchorRow {
                    text: beginning,
                    rows: Rows {
                        start: narrow(number),
                        len: 1,
                    },
                }),
            }
        }
        anchors
    }

    fn list(&mut self, items: &[String]) -> Rows {
        if let Some(written) = self.lists.get(items) {
            return *written;
        }
        let start = self.items.len();
        for item in items.iter().filter(|item| !item.is_empty()) {
            let item = self.str(item);
            self.items.push(item);
        }
        let rows = Rows {
            start: narrow(start),
            len: narrow(self.items.len() - start),
        };
        self.lists.insert(items.to_vec(), rows);
        rows
    }

    fn needs(&mut self, needs: &[Pieces]) -> Rows {
        let rows = Rows {
            start: narrow(self.needs.len()),
            len: narrow(needs.len()),
        };
        for pieces in needs {
            self.needs.push(Rows {
                start: narrow(self.pieces.len()),
                len: narrow(pieces.len()),
            });
            for piece in pieces {
                let row = PieceRow {
                    text: self.str(&piece.text),
                    before: piece.before,
                    after: piece.after,
                    pair: piece.rarest_pair().unwrap_or_default(),
                };
                self.pieces.push(row);
            }
        }
        rows
    }

    pub fn pack(&mut self, pack: &Pack) {
        let number = narrow(self.packs.len());
        let entries = Rows {
            start: narrow(self.entries.len()),
            len: narrow(pack.entries.len()),
        };
        for entry in &pack.entries {
            let terms = Rows {
                start: narrow(self.terms.len()),
                len: narrow(entry.terms.len()),
            };
            for term in &entry.terms {
                let row = TermRow {
                    entry: narrow(self.entries.len()),
                    headline: self.str(&term.headline),
                    words: self.str(&term.words),
                    head: narrow(term.head),
                    replacements: self.str(&term.replacements),
                };
                self.terms.push(row);
            }
            let row = EntryRow {
                pack: number,
                terms,
                role: entry.role,
                advice: self.advice(&entry.advice),
                joined: entry.joined,
                used_as: entry.used_as,
                unless: self.context(&entry.unless),
                only: self.context(&entry.only),
            };
            self.entries.push(row);
        }
        let patterns = Rows {
            start: narrow(self.patterns.len()),
            len: narrow(pack.patterns.len()),
        };
        for pattern in &pack.patterns {
            let row = PatternRow {
                pack: number,
                regex: self.str(&pattern.regex),
                hinted: !pattern.hints.is_empty(),
                also: self.list(&pattern.also),
                needs: self.needs(&needs(&pattern.regex)),
                as_written: pattern.as_written,
                replacement: self.str(pattern.replace.as_deref().unwrap_or("")),
                advice: self.advice(&pattern.advice),
                unless: self.context(&pattern.unless),
                only: self.context(&pattern.only),
            };
            self.patterns.push(row);
        }
        let row = PackRow {
            id: self.str(&pack.id),
            kind: pack.kind,
            severity: pack.severity,
            message: self.str(&pack.message),
            what: self.str(&pack.what),
            why: self.str(&pack.why),
            instead: self.str(&pack.instead),
            bad: self.list(&pack.bad),
            good: self.list(&pack.good),
            skip_templates: pack.skip_templates,
            severity_with_figure: pack.severity_with_figure,
            entries,
            patterns,
        };
        self.packs.push(row);
    }

    fn advice(&mut self, advice: &Advice) -> AdviceRow {
        AdviceRow {
            hears: self.str(&advice.hears),
            instead: self.str(&advice.instead),
            confidence: advice.confidence,
            plain_for: advice
                .plain_for
                .iter()
                .fold(0, |bits, audience| bits | audience.bit()),
        }
    }

    fn context(&mut self, context: &Context) -> ContextRow {
        ContextRow {
            before: self.list(&context.before),
            before_ends: Letters::of(
                (context.before.iter()).filter_map(|words| words.bytes().next_back()),
            ),
            after: self.list(&context.after),
            after_starts: Letters::of(
                (context.after.iter()).filter_map(|words| words.bytes().next()),
            ),
            near: self.list(&context.near),
            sentence: self.list(&context.sentence),
            paragraph: self.list(&context.paragraph),
            negated: context.negated,
            grounded: context.grounded,
            sourced: context.sourced,
        }
    }
}
