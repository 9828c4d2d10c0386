//! A draft taken apart as its reader sees it: blocks of prose in reading order, and what in them is somebody else's words.

pub mod comment;
pub mod layout;
pub mod markdown;
pub mod prose;
pub mod sentence;

mod excerpt;
mod front_matter;
mod html;
mod mask;
mod quotation;

use std::ops::Range;

use crate::char_boundary::{ceil_char_boundary, floor_char_boundary};
use crate::source::Source;
use comment::Comment;
pub(crate) use markdown::OPTIONS;
use prose::Prose;
use sentence::Sentences;

/// What a draft is made of.
#[derive(Debug)]
pub struct Document {
    prose: Prose,
    blocks: Vec<Block>,
    /// Runs of words between quotation marks, in prose bytes, in order.
    quotations: Vec<Range<usize>>,
    front_matter: Option<FrontMatter>,
    /// Where links and footnote marks stand, in prose bytes, in order.
    references: Vec<usize>,
    comments: Vec<Comment>,
    sentences: Sentences,
}

/// A run of prose that no phrase and no sentence crosses the end of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Whether it stands in a quotation: somebody else's words.
    pub quoted: bool,
    /// Bytes of the prose.
    pub text: Range<usize>,
    /// How many bytes at its head are bold: a run-in heading, or all of it.
    pub bold: usize,
    /// Of a table cell: where it stands.
    pub cell: Option<Cell>,
}

/// The place of a cell in its table, both from 0; row 0 is the head. (A source is smaller than 4 GiB.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
}

/// What a reader takes a block for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Its level, from 1 to 6.
    Heading(u8),
    Paragraph,
    ListItem,
    TableCell,
    /// The caption of a figure or a table, the summary of a fold.
    Caption,
    /// What an image says to those who do not see it.
    AltText,
    Footnote,
    /// The term or the text of a definition.
    Definition,
}

/// The metadata at the top of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// Bytes of the source, from the first to the last delimiter.
    pub span: Range<usize>,
    /// Whether it says that the draft is a template: a letter meant to be filled in.
    pub is_template: bool,
    /// What it gives as the draft's title, folded.
    pub title: Option<String>,
    /// All that it says, in order.
    pub entries: Vec<MetadataEntry>,
}

/// A key of the front matter and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataEntry {
    /// In lower case; a key below another stands behind a dot: `pitchlint.kind`.
    pub key: String,
    /// As it is written.
    pub value: String,
    /// The value without its quotation marks, or the items of a list.
    pub items: Vec<String>,
    /// Bytes of the source, from the key to the end of the value or of its last item.
    pub span: Range<usize>,
}

/// Where the Markdown of a draft begins, in bytes: behind a byte order mark and front matter.
pub(crate) fn body_start(source: &Source) -> usize {
    let start = source.body_start();
    front_matter::front_matter(source, start).map_or(start, |matter| matter.span.end)
}

impl Document {
    /// Reads a Markdown draft. Every text is a Markdown draft; this never fails.
    pub fn parse(source: &Source) -> Self {
        markdown::read(source)
    }

    /// The prose of all blocks.
    pub fn prose(&self) -> &Prose {
        &self.prose
    }

    /// The blocks in reading order; the alternative text of an image follows the block in which the image stands.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The metadata at the top, if there is any.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        self.front_matter.as_ref()
    }

    /// The comments that are addressed to pitchlint, in order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The block in which the byte at `offset` of the prose stands.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let after = self
            .blocks
            .partition_point(|block| block.text.start <= offset);
        self.blocks[..after]
            .last()
            .filter(|block| offset <= block.text.end)
    }

    /// Whether a link or the mark of a footnote stands in a range of the prose, or right behind it.
    pub fn has_reference(&self, range: &Range<usize>) -> bool {
        let after = (self.references).partition_point(|reference| *reference < range.start);
        (self.references.get(after)).is_some_and(|reference| *reference <= range.end)
    }

    /// Whether a range of the prose lies in a block quote or between quotation marks.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        let after = self
            .quotations
            .partition_point(|quotation| quotation.start <= range.start);
        self.quotations[..after]
            .last()
            .is_some_and(|quotation| range.end <= quotation.end)
            || self.block_at(range.start).is_some_and(|block| block.quoted)
    }

    /// All sentences, in reading order, in prose bytes. They are found when first asked for.
    pub fn sentences(&self) -> &[Range<usize>] {
        self.sentences.all(self.prose.text())
    }

    /// The sentence around the byte at `offset` of the prose.
    pub fn sentence_at(&self, offset: usize) -> Range<usize> {
        let block = || self.block_at(offset).map(|block| &block.text);
        let sentence = self.sentences.at(self.prose.text(), offset, block);
        sentence.unwrap_or(offset..offset)
    }

    /// What of the sentence around a range of the prose lies within so many bytes of it: some sentences are very long.
    pub fn sentence_near(&self, range: &Range<usize>, reach: usize) -> Range<usize> {
        let (text, sentence) = (self.prose.text(), self.sentence_at(range.start));
        let start = (sentence.start.max(range.start.saturating_sub(reach))).min(range.start);
        let end = sentence.end.min(range.end + reach).max(range.end);
        floor_char_boundary(text, start)..ceil_char_boundary(text, end)
    }
}
