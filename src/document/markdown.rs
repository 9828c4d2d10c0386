//! From Markdown to blocks of prose.
//!
//! pulldown-cmark says what each piece of the source is; this decides what of it a reader reads, and keeps for each piece where
//! it came from. Nothing is ever found again by searching the source for its text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::comment::{self, Comment};
use super::excerpt::{Excerpt, Origin};
use super::front_matter::{front_matter, is_module_line};
use super::html;
use super::mask::not_prose;
use super::prose::ProseBuilder;
use super::quotation::quotations;
use super::sentence::Sentences;
use super::{Block, BlockKind, Cell, Document};
use crate::source::Source;

/// The Markdown that is read.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Admonitions inside admonitions are read this deep.
const DEEPEST_ADMONITION: usize = 4;

/// The directives of MyST and of Markdown extensions like it in whose fences the author speaks.
const ADMONITIONS: &[&str] = &[
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "tip",
    "topic",
    "warning",
];

/// Reads a draft.
pub(super) fn read(source: &Source) -> Document {
    let start = source.body_start();
    let front_matter = front_matter(source, start);
    let body = front_matter
        .as_ref()
        .map_or(start, |matter| matter.span.end);
    let mut reader = Reader {
        source: source.text(),
        prose: ProseBuilder::with_capacity(source.text().len()),
        blocks: Vec::new(),
        quotations: Vec::new(),
        open: None,
        bold_from: 0,
        cell: Cell::default(),
        containers: Vec::new(),
        alt_texts: Vec::new(),
        hidden: Vec::new(),
        references: Vec::new(),
        comments: source.text().contains(comment::ADDRESS).then(Vec::new),
        braces: Vec::new(),
        is_mdx: source.file_name().to_lowercase().ends_with(".mdx"),
        open_elements: 0,
        open_quotations: 0,
        closed_tags: OnceLock::new(),
    };
    reader.markdown(&source.text()[body..], &Origin::At(body), 0, &|_| false);
    // A masked address is noted when its block ends, behind the links in it.
    reader.references.sort_unstable();
    let mut comments = reader.comments.take().unwrap_or_default();
    comments
        .extend((reader.braces.iter()).filter_map(|at| comment::expression(source.text(), *at)));
    comments.sort_by_key(|comment| comment.span.start);
    // What stands in a comment is none.
    comments.dedup_by(|next, last| next.span.start < last.span.end);
    Document {
        prose: reader.prose.finish(),
        blocks: reader.blocks,
        quotations: reader.quotations,
        front_matter,
        references: reader.references,
        comments,
        sentences: Sentences::default(),
    }
}

/// What stands around a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Quotation,
    Item,
    Footnote,
    Definition,
    Cell,
}

struct OpenBlock {
    kind: BlockKind,
    start: usize,
    bold: usize,
}

/// Reads events and writes blocks.
pub(super) struct Reader<'s> {
    source: &'s str,
    prose: ProseBuilder,
    blocks: Vec<Block>,
    quotations: Vec<Range<usize>>,
    open: Option<OpenBlock>,
    /// Where the bold words that are being read began, in prose bytes.
    bold_from: usize,
    /// The cell that is being read, or was read last.
    cell: Cell,
    containers: Vec<Container>,
    /// The alternative texts of the images in the open block; each becomes a block of its own when it ends.
    alt_texts: Vec<Vec<(String, Range<usize>)>>,
    /// The inline elements around the next text whose content is no prose.
    hidden: Vec<String>,
    /// Where links and footnote marks stand, in prose bytes.
    references: Vec<usize>,
    /// The comments addressed to pitchlint; none if the draft has none, so that nobody looks.
    comments: Option<Vec<Comment>>,
    /// Whether what stands in braces is code.
    is_mdx: bool,
    /// Where in the source an expression of MDX that may be a comment begins.
    braces: Vec<usize>,
    /// How many more elements the HTML blocks so far have opened than closed.
    open_elements: isize,
    /// How many quotations the HTML blocks so far have opened and not closed.
    open_quotations: usize,
    closed_tags: OnceLock<HashSet<String>>,
}

impl<'s> Reader<'s> {
    /// Reads a piece of Markdown. `is_defined` says whether what stands around it defines a link of this label.
    fn markdown(
        &mut self,
        text: &str,
        origin: &Origin<'_>,
        depth: usize,
        is_defined: &dyn Fn(&str) -> bool,
    ) {
        // Where it leads does not matter.
        let mut defined =
            |link: BrokenLink<'_>| is_defined(&link.reference).then(|| ("".into(), "".into()));
        let mut events = Parser::new_with_broken_link_callback(text, OPTIONS, Some(&mut defined))
            .into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.end_block();
                    let admonition =
                        matches!(&kind, CodeBlockKind::Fenced(info) if is_admonition(info));
                    // Inside an element that is still open, an author indents further elements, and most site
                    // generators read them as such.
                    let nested = kind == CodeBlockKind::Indented && self.open_elements > 0;
                    let mut excerpt = Excerpt::default();
                    for (event, range) in events.by_ref() {
                        match event {
                            Event::Text(line) if admonition || nested => {
                                origin.each_piece(&line, text, &range, |part, source| {
                                    excerpt.push(part, source)
                                })
                            }
                            Event::End(TagEnd::CodeBlock) => break,
                            _ => {}
                        }
                    }
                    if admonition && depth < DEEPEST_ADMONITION {
                        let is_defined = |label: &str| {
                            is_defined(label) || events.reference_definitions().get(label).is_some()
                        };
                        let origin = Origin::Pieces(&excerpt.map);
                        self.markdown(&excerpt.text, &origin, depth + 1, &is_defined);
                    } else if nested && html::begins_with_element(&excerpt.text) {
                        self.open_elements += html::read_block(&excerpt, self);
                    }
                    self.end_block();
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.end_block();
                    let mut excerpt = Excerpt::default();
                    for (event, range) in events.by_ref() {
                        match event {
                            Event::Html(line) | Event::Text(line) => {
                                origin.each_piece(&line, text, &range, |part, source| {
                                    excerpt.push(part, source)
                                })
                            }
                            Event::End(TagEnd::HtmlBlock) => break,
                            _ => {}
                        }
                    }
                    self.open_elements += html::read_block(&excerpt, self);
                    self.end_block();
                }
                Event::Start(Tag::Image { .. }) => {
                    let alt = alt_text(&mut events, origin);
                    self.open_implicitly();
                    self.prose.push_barrier();
                    self.alt_texts.push(alt);
                }
                Event::Start(Tag::Strikethrough) => {
                    self.skip_to(&mut events, TagEnd::Strikethrough)
                }
                Event::Start(Tag::Link {
                    link_type: LinkType::Autolink | LinkType::Email,
                    ..
                }) => {
                    self.skip_to(&mut events, TagEnd::Link);
                    self.note_reference();
                }
                Event::Start(Tag::Link { .. }) | Event::FootnoteReference(_) => {
                    self.note_reference()
                }
                Event::Start(Tag::MetadataBlock(kind)) => {
                    self.skip_to(&mut events, TagEnd::MetadataBlock(kind))
                }
                Event::Start(Tag::Paragraph)
                    if self.containers.is_empty() && is_module_line(&text[range.clone()]) =>
                {
                    for (event, _) in events.by_ref() {
                        if event == Event::End(TagEnd::Paragraph) {
                            break;
                        }
                    }
                }
                Event::Start(tag) => self.start(&tag),
                Event::End(tag) => self.end(tag),
                Event::Text(piece) => self.text(&piece, origin, text, &range),
                Event::SoftBreak | Event::HardBreak => self.space(origin.source_range(&range)),
                Event::InlineHtml(tag) => self.inline_html(&tag, origin, text, &range),
                Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.barrier(),
                Event::Html(_) | Event::TaskListMarker(_) => {}
                Event::Rule => self.end_block(),
            }
        }
        self.end_block();
    }

    /// Leaves out everything up to the end of an inline element.
    fn skip_to<'e>(
        &mut self,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
        end: TagEnd,
    ) {
        self.barrier();
        for (event, _) in events {
            if event == Event::End(end) {
                break;
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let container = match tag {
            Tag::BlockQuote(None) => Some(Container::Quotation),
            Tag::Item => Some(Container::Item),
            Tag::FootnoteDefinition(_) => Some(Container::Footnote),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Some(Container::Definition),
            Tag::TableCell => Some(Container::Cell),
            _ => None,
        };
        if let Some(container) = container {
            self.end_block();
            self.containers.push(container);
        }
        match tag {
            Tag::Heading { level, .. } => self.open_block(BlockKind::Heading(depth(*level))),
            Tag::Paragraph | Tag::BlockQuote(Some(_)) | Tag::List(_) | Tag::Table(_) => {
                self.end_block()
            }
            Tag::TableHead => self.cell = Cell::default(),
            Tag::TableRow => {
                self.cell = Cell {
                    row: self.cell.row + 1,
                    column: 0,
                }
            }
            Tag::Strong => self.bold_from = self.prose.end(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.end_bold(),
            TagEnd::TableCell => {
                self.end_block();
                self.containers.pop();
                self.cell.column += 1;
            }
            TagEnd::BlockQuote(None)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {
                self.end_block();
                self.containers.pop();
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::BlockQuote(Some(_))
            | TagEnd::List(_)
            | TagEnd::Table => {
                self.end_block();
            }
            _ => {}
        }
    }

    /// Notes bold words at the head of their block.
    fn end_bold(&mut self) {
        let Some(open) = &mut self.open else { return };
        if self.bold_from <= open.start && open.bold == 0 {
            open.bold = self.prose.end() - open.start;
        }
    }

    /// Notes that a link or the mark of a footnote stands here.
    pub(super) fn note_reference(&mut self) {
        self.references.push(self.prose.end());
    }

    /// Begins a block; the one before it ends.
    pub(super) fn open_block(&mut self, kind: BlockKind) {
        self.end_block();
        self.open = Some(OpenBlock {
            kind,
            start: self.prose.end(),
            bold: 0,
        });
    }

    /// Begins a block of the kind that its surroundings ask for, if none is open.
    fn open_implicitly(&mut self) {
        if self.open.is_none() {
            let kind = match self
                .containers
                .iter()
                .rev()
                .find(|container| **container != Container::Quotation)
            {
                Some(Container::Item) => BlockKind::ListItem,
                Some(Container::Footnote) => BlockKind::Footnote,
                Some(Container::Definition) => BlockKind::Definition,
                Some(Container::Cell) => BlockKind::TableCell,
                Some(Container::Quotation) | None => BlockKind::Paragraph,
            };
            self.open_block(kind);
        }
    }

    /// Ends the open block, and writes the alternative texts of its images behind it.
    pub(super) fn end_block(&mut self) {
        self.hidden.clear();
        if let Some(open) = self.open.take() {
            self.close(&open);
        }
        for alt in std::mem::take(&mut self.alt_texts) {
            let open = OpenBlock {
                kind: BlockKind::AltText,
                start: self.prose.end(),
                bold: 0,
            };
            for (piece, source) in alt {
                self.push_piece(&piece, source);
            }
            self.close(&open);
        }
    }

    fn close(&mut self, open: &OpenBlock) {
        let masks: Vec<Range<usize>> = not_prose(self.prose.since(open.start), self.is_mdx)
            .into_iter()
            .map(|range| open.start + range.start..open.start + range.end)
            .collect();
        (self.references).extend(masks.iter().filter_map(|mask| {
            let address = self.prose.since(mask.start).get(..mask.len())?;
            address.contains("://").then_some(mask.start)
        }));
        self.prose.mask(&masks);
        let text = self.prose.since(open.start);
        if text.chars().any(|c| !c.is_whitespace() && !c.is_control()) {
            self.quotations.extend(
                quotations(text)
                    .into_iter()
                    .map(|range| open.start + range.start..open.start + range.end),
            );
            let text = open.start..self.prose.end();
            let quoted =
                self.open_quotations > 0 || self.containers.contains(&Container::Quotation);
            self.blocks.push(Block {
                kind: open.kind,
                quoted,
                bold: open.bold.min(text.len()),
                cell: (open.kind == BlockKind::TableCell).then_some(self.cell),
                text,
            });
        }
        self.prose.end_block();
    }

    /// Adds text of the piece of Markdown `within`, which came from `origin`.
    fn text(&mut self, piece: &str, origin: &Origin<'_>, within: &str, range: &Range<usize>) {
        if !self.hidden.is_empty() {
            return;
        }
        self.open_implicitly();
        if self.comments.is_some() && within.get(range.clone()) == Some(piece) {
            let braces = piece.match_indices("{/").map(|(at, _)| range.start + at);
            (self.braces).extend(braces.map(|at| origin.source_range(&(at..at + 2)).start));
        }
        origin.each_piece(piece, within, range, |part, source| {
            self.push_piece(part, source)
        });
    }

    /// Adds text that stands for `source`, letter by letter where they are the same.
    fn push_piece(&mut self, piece: &str, source: Range<usize>) {
        if self.source.get(source.clone()) == Some(piece) {
            self.prose.push_verbatim(piece, source.start);
        } else {
            self.prose.push_atomic(piece, source);
        }
    }

    /// Adds text of an HTML block.
    pub(super) fn html_text(&mut self, piece: &str, excerpt: &Excerpt, range: &Range<usize>) {
        if self.open.is_some() || !piece.trim().is_empty() {
            self.text(piece, &Origin::Pieces(&excerpt.map), &excerpt.text, range);
        }
    }

    /// Adds a line break inside a block.
    pub(super) fn space(&mut self, source: Range<usize>) {
        if self.open.is_some() {
            self.prose.push_atomic(" ", source);
        }
    }

    /// Adds a line break of an HTML block.
    pub(super) fn html_space(&mut self, excerpt: &Excerpt, range: &Range<usize>) {
        self.space(excerpt.map.source_range(range));
    }

    /// Marks in the open block that something stands here which is not prose.
    pub(super) fn barrier(&mut self) {
        self.open_implicitly();
        self.prose.push_barrier();
    }

    pub(super) fn enter_quotation(&mut self) {
        self.end_block();
        self.open_quotations += 1;
    }

    pub(super) fn leave_quotation(&mut self) {
        self.end_block();
        self.open_quotations = self.open_quotations.saturating_sub(1);
    }

    /// Ends an HTML block. Its quotations go on in the Markdown after it, if anything in the draft ends them.
    pub(super) fn leave_html_block(&mut self) {
        if self.open_quotations > 0 && !self.closed_tags().contains("blockquote") {
            self.end_block();
            self.open_quotations = 0;
        }
    }

    /// Keeps a comment of HTML, with its marks, if it is addressed to pitchlint.
    pub(super) fn note_comment(&mut self, comment: &str, source: Range<usize>, is_inline: bool) {
        if let Some(comments) = &mut self.comments {
            comments.extend(comment::html(comment, source, is_inline));
        }
    }

    /// A single tag or comment between words.
    fn inline_html(&mut self, tag: &str, origin: &Origin<'_>, within: &str, range: &Range<usize>) {
        if self.hidden.is_empty() {
            self.note_comment(tag, origin.source_range(range), true);
        }
        let Some((name, closing)) = html::tag_name(tag) else {
            return;
        };
        if self.is_blank_to_fill_in(&name, tag) {
            self.text(tag, origin, within, range);
        } else if name == "a" && tag.contains("href") {
            self.note_reference();
        } else if name == "br" {
            self.space(origin.source_range(range));
        } else if html::hides_its_text(&name) {
            match self.hidden.iter().rposition(|open| *open == name) {
                Some(at) if closing => self.hidden.truncate(at),
                _ if closing || tag.ends_with("/>") => {}
                _ => {
                    self.barrier();
                    self.hidden.push(name);
                }
            }
        }
    }

    /// Whether what looks like a tag is a blank that somebody forgot to fill in: `<company name>`. A name that HTML does not
    /// know and that nothing closes is one, unless it has the shape of a component (`<Tabs>`, `<my-chart>`, `<Tab id="1">`).
    pub(super) fn is_blank_to_fill_in(&self, name: &str, tag: &str) -> bool {
        let inside = tag.trim_matches(['<', '>']);
        let component = tag.starts_with("</")
            || tag.ends_with("/>")
            || inside.contains(['=', ':'])
            || name.contains('-')
            || inside.starts_with(char::is_uppercase) && !inside.contains(' ');
        !component && !html::is_element(name) && !self.closed_tags().contains(name)
    }

    /// The names of all tags that are closed anywhere in the draft.
    fn closed_tags(&self) -> &HashSet<String> {
        self.closed_tags.get_or_init(|| {
            let names = self.source.split("</").skip(1).map(|rest| {
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                rest[..end].to_ascii_lowercase()
            });
            names.collect()
        })
    }
}

/// The pieces of the alternative text of an image whose start was just read.
fn alt_text<'e>(
    events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    origin: &Origin<'_>,
) -> Vec<(String, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut images = 1;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) => pieces.push((text.into_string(), origin.source_range(&range))),
            Event::SoftBreak | Event::HardBreak => {
                pieces.push((" ".to_owned(), origin.source_range(&range)))
            }
            _ => {}
        }
        if images == 0 {
            break;
        }
    }
    pieces
}

fn is_admonition(info: &str) -> bool {
    let name = info
        .trim_start()
        .strip_prefix('{')
        .and_then(|rest| rest.split('}').next());
    name.is_some_and(|name| ADMONITIONS.contains(&name))
}

/// The level of a heading, from 1 to 6.
pub(super) fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
