//! The draft as a stack of blocks that can be taken out and put elsewhere whole: sections, paragraphs, lists, tables, quotations.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::Document;
use super::markdown::{OPTIONS, depth};
use crate::source::Source;

/// What kind of thing a block of the stack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// Its level, from 1 to 6.
    Heading(u8),
    Paragraph,
    List,
    Table,
    /// Raw HTML.
    Html,
    /// The text of a footnote, which a reader meets elsewhere.
    FootnoteDefinition,
    /// A block quote, code, a thematic break, a definition list.
    Other,
}

/// A block that stands in no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    pub kind: LayerKind,
    /// Bytes of the source: whole lines, with the last line break where there is one, without blank lines around.
    pub span: Range<usize>,
}

/// The blocks that stand in no other, in order. Link definitions are none; they lie between.
pub fn layers(source: &Source, document: &Document) -> Vec<Layer> {
    let start = document
        .front_matter()
        .map_or(source.body_start(), |matter| matter.span.end);
    let text = &source.text()[start..];
    let mut layers = Vec::new();
    let mut open = 0_usize;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let kind = match &event {
            Event::Start(tag) => {
                open += 1;
                (open == 1).then(|| kind(tag))
            }
            Event::End(_) => {
                open = open.saturating_sub(1);
                None
            }
            Event::Rule => (open == 0).then_some(LayerKind::Other),
            _ => None,
        };
        if let Some(kind) = kind {
            let span = whole_lines(
                source.text(),
                &(start + range.start..start + range.end),
                start,
            );
            layers.push(Layer { kind, span });
        }
    }
    layers
}

fn kind(tag: &Tag<'_>) -> LayerKind {
    match tag {
        Tag::Heading { level, .. } => LayerKind::Heading(depth(*level)),
        Tag::Paragraph => LayerKind::Paragraph,
        Tag::List(_) => LayerKind::List,
        Tag::Table(_) => LayerKind::Table,
        Tag::HtmlBlock => LayerKind::Html,
        Tag::FootnoteDefinition(_) => LayerKind::FootnoteDefinition,
        _ => LayerKind::Other,
    }
}

/// The lines around a range, without blank lines at its end; none of them begins before `start`.
fn whole_lines(text: &str, range: &Range<usize>, start: usize) -> Range<usize> {
    let first = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let last = range.start + text[range.clone()].trim_end().len();
    let end = text[last..]
        .find('\n')
        .map_or(text.len(), |at| last + at + 1);
    first.max(start)..end
}
