//! The outline of a draft in layers: which sections stand around a layer, how far a section goes, what belongs together.

use std::ops::Range;

use super::Case;
use crate::document::layout::{Layer, LayerKind, layers};
use crate::document::{BlockKind, Document};
use crate::source::Source;

/// The layers of a draft and the level of each that is a heading. The title has level 0: all of the draft stands under it.
pub(super) struct Outline {
    layers: Vec<Layer>,
    title: Option<usize>,
    /// Where headings begin that are no layers (in HTML, in a quotation), in bytes of the source.
    other_headings: Vec<usize>,
}

impl Outline {
    pub fn new(case: &Case<'_>) -> Self {
        let prose = case.document.prose();
        let mut outline = Outline {
            layers: layers(case.source, case.document),
            title: None,
            other_headings: Vec::new(),
        };
        let title =
            (case.reading.scene.title.as_ref()).map(|title| prose.source_range(title).start);
        for block in case.document.blocks() {
            if !matches!(block.kind, BlockKind::Heading(_)) {
                continue;
            }
            let start = prose.source_range(&block.text).start;
            let layer = outline.layer_at(start);
            let is_heading = |at: &usize| matches!(outline.layers[*at].kind, LayerKind::Heading(_));
            match layer.filter(is_heading) {
                Some(at) if title == Some(start) => outline.title = Some(at),
                Some(_) => {}
                None => outline.other_headings.push(start),
            }
        }
        if outline.has_siblings(outline.title) {
            outline.title = None;
        }
        outline
    }

    /// Whether what was taken for the title is one section of several: it is no main heading, and others are like it.
    fn has_siblings(&self, title: Option<usize>) -> bool {
        title.is_some_and(|title| {
            let kind = self.layers[title].kind;
            let likes = self
                .layers
                .iter()
                .filter(|layer| layer.kind == kind)
                .count();
            kind != LayerKind::Heading(1) && likes > 1
        })
    }

    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The layer in which a byte of the source stands.
    pub fn layer_at(&self, offset: usize) -> Option<usize> {
        let after = (self.layers).partition_point(|layer| layer.span.start <= offset);
        let at = after.checked_sub(1)?;
        (offset < self.layers[at].span.end).then_some(at)
    }

    /// The level of a heading; none for other layers.
    pub fn level(&self, at: usize) -> Option<u8> {
        match self.layers[at].kind {
            LayerKind::Heading(_) if self.title == Some(at) => Some(0),
            LayerKind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// The headings over a layer, the outermost first; a heading stands under itself.
    pub fn sections_around(&self, at: usize) -> Vec<usize> {
        let mut around: Vec<usize> = Vec::new();
        for heading in 0..=at {
            if let Some(level) = self.level(heading) {
                while around
                    .last()
                    .is_some_and(|last| self.level(*last) >= Some(level))
                {
                    around.pop();
                }
                around.push(heading);
            }
        }
        around
    }

    /// A heading and what stands under it. Footnotes at the end of the draft belong to no section.
    pub fn section(&self, heading: usize) -> Range<usize> {
        let level = self.level(heading);
        let mut end = (heading + 1..self.layers.len())
            .find(|at| self.level(*at).is_some_and(|next| Some(next) <= level))
            .unwrap_or(self.layers.len());
        if end == self.layers.len() {
            while end > heading + 1 && self.layers[end - 1].kind == LayerKind::FootnoteDefinition {
                end -= 1;
            }
        }
        heading..end
    }

    /// A layer with the paragraph that leads up to it ("We need:"), or with what it leads up to.
    pub fn group(&self, case: &Case<'_>, at: usize) -> Range<usize> {
        let leads = |at: usize| {
            let text = case.source.text()[self.layers[at].span.clone()].trim_end();
            self.layers[at].kind == LayerKind::Paragraph
                && text.trim_end_matches(['*', '_']).ends_with(':')
        };
        let start = if at > 0 && leads(at - 1) { at - 1 } else { at };
        let follows = leads(at) && at + 1 < self.layers.len() && self.level(at + 1).is_none();
        start..at + 1 + usize::from(follows)
    }

    /// The first layer below the title, the lines about the document, and the headings that stand over `layer`.
    pub fn top(&self, case: &Case<'_>, layer: usize) -> usize {
        let prose = case.document.prose();
        let first = self.title.map_or(0, |title| title + 1);
        let around = self.sections_around(layer);
        let is_about_document = |at: &usize| {
            let passages = (case.reading.scene.passages.iter())
                .skip_while(|passage| {
                    prose.source_range(&passage.range).start < self.layers[*at].span.start
                })
                .take_while(|passage| {
                    prose.source_range(&passage.range).start < self.layers[*at].span.end
                });
            around.contains(at)
                || self.level(*at).is_none()
                    && (passages.into_iter().all(|passage| passage.is_metadata)
                        || self.is_form(case.source.text(), *at))
        };
        (first..self.layers.len())
            .find(|at| !is_about_document(at))
            .unwrap_or(first)
    }

    pub fn is_paragraph(&self, at: usize) -> bool {
        self.layers[at].kind == LayerKind::Paragraph
    }

    /// Whether each line of a paragraph begins with a label in bold: "**Proposer:** ...", as a form asks for it.
    fn is_form(&self, text: &str, at: usize) -> bool {
        let is_field = |line: &str| {
            let label = (line.trim().strip_prefix("**")).and_then(|rest| rest.split_once("**"));
            label.is_some_and(|(label, rest)| label.ends_with(':') || rest.starts_with(':'))
        };
        self.is_paragraph(at) && text[self.layers[at].span.clone()].lines().all(is_field)
    }

    /// What a heading says.
    pub fn name(&self, case: &Case<'_>, heading: usize) -> String {
        let prose = case.document.prose();
        let span = &self.layers[heading].span;
        let block = (case.document.blocks().iter())
            .find(|block| span.contains(&prose.source_range(&block.text).start));
        block.map_or_else(String::new, |block| {
            let plain = |c: char| if c.is_control() { ' ' } else { c };
            let name: String = prose.text()[block.text.clone()]
                .chars()
                .map(plain)
                .collect();
            name.trim().to_owned()
        })
    }

    /// The word for a layer.
    pub fn noun(&self, at: usize) -> &'static str {
        super::noun(self.layers[at].kind)
    }

    /// Whether layers can change places with others: no element, directive or template mark reaches across their ends, and no
    /// heading hides in them whose section nobody sees.
    pub fn is_movable(&self, text: &str, range: &Range<usize>) -> bool {
        let layers = &self.layers[range.clone()];
        let (Some(first), Some(last)) = (layers.first(), layers.last()) else {
            return false;
        };
        let span = first.span.start..last.span.end;
        let inside = &text[span.clone()];
        let fences = (inside.lines())
            .filter(|line| line.trim_start().starts_with(":::"))
            .count();
        let html: String = (layers.iter())
            .filter(|layer| layer.kind == LayerKind::Html)
            .map(|layer| &text[layer.span.clone()])
            .collect();
        let is_footnote = |layer: &Layer| layer.kind == LayerKind::FootnoteDefinition;
        fences.is_multiple_of(2)
            && !inside.contains("{%")
            && is_balanced(&html)
            && !is_footnote(first)
            && !(self.other_headings.iter()).any(|heading| span.contains(heading))
    }
}

/// Elements that nothing closes.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Whether each element of a piece of HTML ends in it, and each comment.
fn is_balanced(html: &str) -> bool {
    let mut open = 0_isize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let Some(end) = comment.find("-->") else {
                return false;
            };
            rest = &comment[end + 3..];
            continue;
        }
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let name: String = (tag.trim_start_matches('/').chars())
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if name.is_empty() || tag.ends_with('/') || VOID.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        open += if tag.starts_with('/') { -1 } else { 1 };
        if open < 0 {
            return false;
        }
    }
    open == 0
}

/// Whether a draft has just these layers, in this order.
pub(super) fn has_layers<'t>(source: &Source, wanted: impl Iterator<Item = &'t str>) -> bool {
    let found = layers(source, &Document::parse(source));
    found
        .iter()
        .map(|layer| source.text()[layer.span.clone()].trim_end())
        .eq(wanted)
}

#[cfg(test)]
mod tests {
    use super::is_balanced;

    #[test]
    fn elements_and_comments_that_end() {
        assert!(is_balanced(
            "<details><summary>a</summary>x<br></details><img src=a>"
        ));
        assert!(is_balanced("<!-- <p> --> a < b"));
        assert!(!is_balanced("<details>"));
        assert!(!is_balanced("</details><details>"));
        assert!(!is_balanced("<!-- never"));
    }
}
