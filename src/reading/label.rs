//! What says what a sentence is about, beside the headings: a line in bold, a label before a colon, the sentence that leads into
//! a list, the head of a table's column or row.

use std::collections::HashMap;
use std::ops::Range;

use super::scene::Cue;
use crate::document::{Block, BlockKind, Document};
use crate::lexicon::pack::Role;

/// A label has no more words than this.
const LONGEST_LABEL: usize = 6;

/// The labels that hold where the reader stands. Blocks are told in their order.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Of the last line that was all bold; up to the next heading.
    bold_line: Vec<Role>,
    /// Of the last sentence that led into a list; while the list lasts.
    lead: Vec<Role>,
    /// Of the table's head, by column.
    columns: HashMap<u32, Vec<Role>>,
    /// Of the first cell of the row.
    row: Vec<Role>,
}

impl Labels {
    /// A heading ends what bold lines said.
    pub(super) fn heading(&mut self) {
        *self = Labels::default();
    }

    /// What a block of the body is about by its labels. Its own cues are those from the start of `cues` up to its end.
    pub(super) fn read(&mut self, document: &Document, block: &Block, cues: &[Cue]) -> Vec<Role> {
        let text = &document.prose().folded()[block.text.clone()];
        let about = |range: Range<usize>| roles(cues, &range);
        let label = own_label(text, block.bold);
        let own = label.map_or_else(Vec::new, |end| {
            about(block.text.start..block.text.start + end)
        });
        let is_bold_line = block.bold > 0
            && label.is_some_and(|end| text[end..].trim_matches([':', '.', ' ', '*']).is_empty());
        match block.kind {
            BlockKind::ListItem => {
                let mut all = [own, self.lead.clone(), self.bold_line.clone()].concat();
                if is_bold_line {
                    self.lead = about(block.text.clone());
                }
                all.dedup();
                all
            }
            BlockKind::TableCell => self.cell(block, about(block.text.clone())),
            _ => {
                self.lead = if text.trim_end().ends_with(':') {
                    about(last_clause(text, block.text.start)..block.text.end)
                } else {
                    Vec::new()
                };
                if is_bold_line {
                    self.bold_line = own;
                    return Vec::new();
                }
                [own, self.bold_line.clone()].concat()
            }
        }
    }

    fn cell(&mut self, block: &Block, own: Vec<Role>) -> Vec<Role> {
        let Some(cell) = block.cell else {
            return Vec::new();
        };
        if cell.row == 0 {
            if cell.column == 0 {
                self.columns.clear();
            }
            self.columns.insert(cell.column, own);
            return Vec::new();
        }
        let column = self.columns.get(&cell.column).cloned().unwrap_or_default();
        if cell.column == 0 {
            self.row = own;
            return column;
        }
        [column, self.row.clone()].concat()
    }
}

/// How many bytes at the head of a block are a label: bold words, or a few words before a colon.
fn own_label(text: &str, bold: usize) -> Option<usize> {
    let short = |label: &str| (1..=LONGEST_LABEL).contains(&label.split_whitespace().count());
    if bold > 0 && short(&text[..bold]) {
        return Some(bold);
    }
    let colon = text.find(':')?;
    short(&text[..colon]).then_some(colon)
}

/// Where the last sentence of a block begins, in prose bytes.
fn last_clause(text: &str, start: usize) -> usize {
    start + text.rfind(['.', '!', '?']).map_or(0, |end| end + 1)
}

fn roles(cues: &[Cue], within: &Range<usize>) -> Vec<Role> {
    cues.iter()
        .filter(|cue| cue.range.start >= within.start && cue.range.end <= within.end)
        .map(|cue| cue.role)
        .filter(|role| role.is_of_headings())
        .collect()
}
