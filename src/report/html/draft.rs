//! A draft drawn as HTML, with a mark at each finding and the explanations above the block in which the first mark stands.
//!
//! Nothing of the draft becomes an element, an attribute or an address by itself: its HTML is shown as text, links lead nowhere and
//! images are their descriptions.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{Draft, Ids, notes};
use crate::document;
use crate::finding::Finding;
use crate::report::escape::markup;

/// The level of the heading above the draft.
const ABOVE: usize = 3;

/// A draft as HTML.
pub struct Drawn {
    pub html: String,
    /// By finding: whether its place is marked.
    pub marked: Vec<bool>,
}

/// Draws a draft.
pub fn draw(draft: &Draft<'_>, ids: &Ids) -> Drawn {
    let body = document::body_start(draft.source);
    let mut drawing = Drawing {
        draft,
        ids,
        out: String::new(),
        inline: String::new(),
        element: None,
        notes: Vec::new(),
        marked: vec![false; draft.findings.len()],
        reach: reach(draft.findings),
        level: ABOVE,
        in_head: false,
        cell: 0,
    };
    let events = Parser::new_ext(&draft.source.text()[body..], document::OPTIONS);
    for (event, range) in events.into_offset_iter() {
        drawing.event(event, body + range.start..body + range.end);
    }
    drawing.flush();
    Drawn {
        html: drawing.out,
        marked: drawing.marked,
    }
}

/// Whether a finding is about words that can be marked. Where its label has no message, it stands where there was room.
pub fn is_about_words(finding: &Finding) -> bool {
    finding.labels.primary.message.is_some()
}

/// By finding: the furthest end of those up to it that are about words.
fn reach(findings: &[Finding]) -> Vec<usize> {
    let ends = findings.iter().scan(0, |furthest: &mut usize, finding| {
        if is_about_words(finding) {
            *furthest = finding.span().end.max(*furthest);
        }
        Some(*furthest)
    });
    ends.collect()
}

struct Drawing<'d> {
    draft: &'d Draft<'d>,
    ids: &'d Ids,
    out: String,
    /// What stands in the open block.
    inline: String,
    /// The element that it becomes; text that stands loose in a list item has none.
    element: Option<Element>,
    /// Findings whose first mark stands in the open block.
    notes: Vec<usize>,
    marked: Vec<bool>,
    /// By finding: how far those up to it reach that are about words, so that those at a place are found without a look at all.
    reach: Vec<usize>,
    /// Of the heading above, counted from 1.
    level: usize,
    /// Whether the row of a table is its head.
    in_head: bool,
    /// Where in `inline` the open cell begins.
    cell: usize,
}

#[derive(Clone, Copy)]
enum Element {
    Paragraph,
    Term,
    Heading(usize),
    Code,
    Html,
    Table,
}

impl Drawing<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) => self.text(&text, range),
            Event::Code(text) => {
                self.inline.push_str("<code>");
                self.text(&text, range);
                self.inline.push_str("</code>");
            }
            Event::InlineHtml(tag) => {
                let name = tag.trim_matches(['<', '>', '/', ' ']);
                if name.eq_ignore_ascii_case("br") {
                    self.inline.push_str("<br>\n");
                }
            }
            Event::SoftBreak => self.inline.push('\n'),
            Event::HardBreak => self.inline.push_str("<br>\n"),
            Event::Rule => {
                self.flush();
                self.out.push_str("<hr>\n");
            }
            Event::FootnoteReference(name) => {
                self.push(format_args!("<sup>[{}]</sup>", markup(&name)));
            }
            Event::TaskListMarker(done) => self.inline.push_str(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open(Element::Paragraph),
            Tag::DefinitionListTitle => self.open(Element::Term),
            Tag::Heading { level, .. } => {
                // A level that is left out in the draft is none on the page.
                let wanted = ABOVE + heading(level);
                self.level = wanted.min(self.level + 1).min(6);
                self.open(Element::Heading(self.level));
            }
            Tag::CodeBlock(_) => self.open(Element::Code),
            Tag::HtmlBlock => self.open(Element::Html),
            Tag::Table(_) => self.open(Element::Table),
            Tag::TableHead => {
                self.in_head = true;
                self.inline.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => self.inline.push_str("<tr>"),
            Tag::TableCell => self.cell = self.inline.len(),
            Tag::BlockQuote(_) => self.container("<blockquote>\n"),
            Tag::List(None) => self.container("<ul>\n"),
            Tag::List(Some(1)) => self.container("<ol>\n"),
            Tag::List(Some(first)) => self.container(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.container("<li>"),
            Tag::DefinitionList => self.container("<div>\n"),
            Tag::DefinitionListDefinition => self.container("<div class=\"definition\">\n"),
            Tag::FootnoteDefinition(name) => {
                self.container(&format!("<div class=\"footnote\">[{}]\n", markup(&name)));
            }
            Tag::Emphasis => self.inline.push_str("<em>"),
            Tag::Strong => self.inline.push_str("<strong>"),
            Tag::Strikethrough => self.inline.push_str("<s>"),
            Tag::Superscript => self.inline.push_str("<sup>"),
            Tag::Subscript => self.inline.push_str("<sub>"),
            Tag::Link { .. } => self.inline.push_str("<span class=\"link\">"),
            Tag::Image { .. } => self.inline.push_str("<span class=\"image\">"),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::DefinitionListTitle => self.flush(),
            TagEnd::Table => {
                self.inline.push_str("</tbody>\n");
                self.flush();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.inline.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.inline.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let content = self.inline.split_off(self.cell);
                // A heading that says nothing heads nothing.
                let element = if self.in_head && !content.is_empty() {
                    ("<th scope=\"col\">", "</th>")
                } else {
                    ("<td>", "</td>")
                };
                self.inline.push_str(element.0);
                self.inline.push_str(&content);
                self.inline.push_str(element.1);
            }
            TagEnd::BlockQuote(_) => self.container("</blockquote>\n"),
            TagEnd::List(true) => self.container("</ol>\n"),
            TagEnd::List(false) => self.container("</ul>\n"),
            TagEnd::Item => self.container("</li>\n"),
            TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition => self.container("</div>\n"),
            TagEnd::Emphasis => self.inline.push_str("</em>"),
            TagEnd::Strong => self.inline.push_str("</strong>"),
            TagEnd::Strikethrough => self.inline.push_str("</s>"),
            TagEnd::Superscript => self.inline.push_str("</sup>"),
            TagEnd::Subscript => self.inline.push_str("</sub>"),
            TagEnd::Link | TagEnd::Image => self.inline.push_str("</span>"),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Begins a block of text.
    fn open(&mut self, element: Element) {
        self.flush();
        self.element = Some(element);
    }

    /// Begins or ends what holds blocks.
    fn container(&mut self, tag: &str) {
        self.flush();
        self.out.push_str(tag);
    }

    /// Ends the open block: its explanations, then its text.
    fn flush(&mut self) {
        let element = self.element.take();
        let inline = std::mem::take(&mut self.inline);
        let numbers = std::mem::take(&mut self.notes);
        // Words may stand behind a comment, and be explained.
        let is_comment = matches!(element, Some(Element::Html))
            && inline.trim_start().starts_with("&lt;!--")
            && numbers.is_empty();
        if inline.trim().is_empty() || is_comment {
            return;
        }
        if !numbers.is_empty() {
            self.out.push_str("<div class=\"passage\">\n");
            let written = notes(&mut self.out, self.draft, self.ids, &numbers, true);
            debug_assert!(written.is_ok(), "a string takes all that is written to it");
        }
        let tags = match element {
            None => ("<div>".to_owned(), "</div>".to_owned()),
            Some(Element::Paragraph) => ("<p>".to_owned(), "</p>".to_owned()),
            Some(Element::Term) => ("<p class=\"term\">".to_owned(), "</p>".to_owned()),
            Some(Element::Heading(level)) => (format!("<h{level}>"), format!("</h{level}>")),
            Some(Element::Code) => ("<pre><code>".to_owned(), "</code></pre>".to_owned()),
            Some(Element::Html) => ("<pre class=\"html\">".to_owned(), "</pre>".to_owned()),
            Some(Element::Table) => ("<table>\n".to_owned(), "</table>".to_owned()),
        };
        self.out.push_str(&tags.0);
        self.out.push_str(&inline);
        self.out.push_str(&tags.1);
        self.out.push('\n');
        if !numbers.is_empty() {
            self.out.push_str("</div>\n");
        }
    }

    /// Text of the draft, which stands in its source at `range`.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let here = self.findings_in(&range);
        if here.is_empty() {
            self.inline.push_str(&markup(text));
            return;
        }
        if self.draft.source.text()[range.clone()] != *text {
            // A character reference, or code between its marks: whole or not at all.
            self.marked(text, &range, &here);
            return;
        }
        let mut cuts: Vec<usize> = (here.iter())
            .flat_map(|number| {
                let span = self.draft.findings[*number].span();
                [span.start, span.end]
            })
            .filter(|cut| range.contains(cut))
            .chain([range.start, range.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            let piece = cut[0]..cut[1];
            let text = &text[piece.start - range.start..piece.end - range.start];
            let here = self.findings_in(&piece);
            self.marked(text, &piece, &here);
        }
    }

    /// A piece of text with the marks of all findings that cover it: it links to the first, and bears the numbers of those that
    /// end with it.
    fn marked(&mut self, text: &str, piece: &Range<usize>, here: &[usize]) {
        let Some(first) = here.first() else {
            self.inline.push_str(&markup(text));
            return;
        };
        let fresh: Vec<usize> = (here.iter().copied())
            .filter(|number| !self.marked[*number])
            .collect();
        for number in &fresh {
            self.marked[*number] = true;
            self.notes.push(*number);
            if number != first {
                let id = self.ids.mark(*number);
                self.push(format_args!("<span id=\"{id}\"></span>"));
            }
        }
        let worst = (here.iter())
            .map(|number| self.draft.findings[*number].severity)
            .max()
            .map_or("info", crate::severity::Severity::name);
        let id = if fresh.contains(first) {
            format!(" id=\"{}\"", self.ids.mark(*first))
        } else {
            String::new()
        };
        let text = markup(text);
        if text.trim().is_empty() && id.is_empty() {
            self.push(format_args!("<mark class=\"{worst}\">{text}</mark>"));
        } else {
            // The number is the link for the keyboard: one for each finding, however many pieces it has.
            self.push(format_args!(
                "<a{id} href=\"#{}\" tabindex=\"-1\"><mark class=\"{worst}\">{text}</mark></a>",
                self.ids.note(*first),
            ));
        }
        for number in here {
            if self.draft.findings[*number].span().end <= piece.end {
                self.push(format_args!(
                    "<sup><a href=\"#{}\">{}</a></sup>",
                    self.ids.note(*number),
                    self.ids.shown(*number)
                ));
            }
        }
    }

    /// The findings about words in this part of the source, by number.
    fn findings_in(&self, range: &Range<usize>) -> Vec<usize> {
        let findings = self.draft.findings;
        let until = findings.partition_point(|finding| finding.span().start < range.end);
        let mut here: Vec<usize> = (0..until)
            .rev()
            .take_while(|number| self.reach[*number] > range.start)
            .filter(|number| {
                let finding = &findings[*number];
                is_about_words(finding) && finding.span().end > range.start
            })
            .collect();
        here.reverse();
        here
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        let written = self.inline.write_fmt(text);
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }
}

fn heading(level: HeadingLevel) -> usize {
    level as usize
}
