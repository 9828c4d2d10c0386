//! What a browser would show of a block of HTML.
//!
//! html5gum takes the block apart by the WHATWG rules; the lists below say which elements hide their text, which divide blocks
//! and which a reader reads through.

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{Span, Tokenizer};

use super::BlockKind;
use super::excerpt::Excerpt;
use super::markdown::Reader;
use crate::char_boundary::{ceil_char_boundary, floor_char_boundary};

/// Elements whose text is code, is struck out, or is not shown.
const HIDING: &[&str] = &[
    "audio", "canvas", "code", "del", "head", "iframe", "kbd", "math", "noscript", "object", "pre",
    "s", "samp", "script", "select", "strike", "style", "svg", "template", "textarea", "title",
    "tt", "var", "video",
];

/// Elements that a sentence runs through. Source: the phrasing content of the HTML Living Standard, 3.2.5.2.5, and the
/// presentational elements of its chapter 16.2.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "data", "dfn", "em", "font", "i",
    "ins", "label", "mark", "meter", "nobr", "output", "progress", "q", "ruby", "rp", "rt",
    "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// All other elements that a browser knows. Source: the index of elements of the HTML Living Standard, chapters 4 and 16.2.
const OTHER: &[&str] = &[
    "address",
    "area",
    "article",
    "aside",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "img",
    "input",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "marquee",
    "menu",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "path",
    "picture",
    "search",
    "section",
    "slot",
    "source",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "track",
    "ul",
];

/// Whether a browser knows the element. `name` is in lower case.
pub(super) fn is_element(name: &str) -> bool {
    [HIDING, INLINE, OTHER]
        .iter()
        .any(|names| names.contains(&name))
}

/// Whether the text of the element is no prose.
pub(super) fn hides_its_text(name: &str) -> bool {
    HIDING.contains(&name)
}

/// The name of a single tag, in lower case, and whether it closes an element. `None` for a comment, a declaration and the like.
pub(super) fn tag_name(tag: &str) -> Option<(String, bool)> {
    let inside = tag.strip_prefix('<')?;
    let closing = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
        .unwrap_or(name.len());
    (end > 0).then(|| (name[..end].to_ascii_lowercase(), closing))
}

/// Elements that hold others and have to be closed.
const HOLDING: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "ol",
    "section",
    "table",
    "ul",
];

/// Whether a text, after white space, begins with the tag of an element.
pub(super) fn begins_with_element(text: &str) -> bool {
    tag_name(text.trim_start()).is_some_and(|(name, _)| is_element(&name))
}

/// Reads an HTML block into blocks of prose. Returns how many more elements it opens than it closes.
pub(super) fn read_block(excerpt: &Excerpt, reader: &mut Reader<'_>) -> isize {
    let html = excerpt.text.as_str();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    // The element that hides what follows, and how many of its kind are open.
    let mut hiding: Option<(String, usize)> = None;
    let mut held = 0;
    let Ok(tokens) = Tokenizer::new_with_emitter(html, emitter).collect::<Result<Vec<_>, _>>();
    for token in tokens {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                held += isize::from(HOLDING.contains(&name.as_str()));
                if let Some((hider, open)) = &mut hiding {
                    *open += usize::from(*hider == name && !tag.self_closing);
                    continue;
                }
                let span = on_boundaries(html, tag.span);
                let hidden = tag.attributes.contains_key(b"hidden".as_slice());
                if reader.is_blank_to_fill_in(&name, &html[span.clone()]) {
                    reader.html_text(&html[span.clone()], excerpt, &span);
                } else if (hides_its_text(&name) || hidden) && !tag.self_closing && !is_void(&name)
                {
                    reader.barrier();
                    hiding = Some((name, 1));
                } else if name == "br" {
                    reader.html_space(excerpt, &span);
                } else if name == "a" && tag.attributes.contains_key(b"href".as_slice()) {
                    reader.note_reference();
                } else if name == "blockquote" {
                    reader.enter_quotation();
                } else if !INLINE.contains(&name.as_str()) {
                    open_block(&name, reader);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                held -= isize::from(HOLDING.contains(&name.as_str()));
                if let Some((hider, open)) = &mut hiding {
                    *open -= usize::from(*hider == name);
                    if *open == 0 {
                        hiding = None;
                    }
                } else if name == "blockquote" {
                    reader.leave_quotation();
                } else if !INLINE.contains(&name.as_str()) && is_element(&name) {
                    reader.end_block();
                }
            }
            Token::String(text) if hiding.is_none() => {
                let span = on_boundaries(html, text.span);
                characters(excerpt, span, reader);
            }
            Token::Comment(comment) if hiding.is_none() => {
                let span = on_boundaries(html, comment.span);
                let source = excerpt.map.source_range(&span);
                reader.note_comment(&html[span], source, false);
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.leave_html_block();
    held
}

/// Adds the characters of a text token: its lines, and what its character references stand for.
fn characters(excerpt: &Excerpt, span: std::ops::Range<usize>, reader: &mut Reader<'_>) {
    let html = excerpt.text.as_str();
    let mut at = span.start;
    while at < span.end {
        let rest = &html[at..span.end];
        let plain = rest.find(['&', '\n']).unwrap_or(rest.len());
        reader.html_text(&rest[..plain], excerpt, &(at..at + plain));
        at += plain;
        let rest = &rest[plain..];
        if rest.starts_with('\n') {
            reader.html_space(excerpt, &(at..at + 1));
            at += 1;
        } else if !rest.is_empty() {
            let length = reference(rest);
            let mut decoded = String::new();
            for token in Tokenizer::new(&rest[..length]).flatten() {
                if let Token::String(text) = token {
                    decoded.push_str(&String::from_utf8_lossy(&text));
                }
            }
            reader.html_text(&decoded, excerpt, &(at..at + length));
            at += length;
        }
    }
}

/// How many bytes a character reference at the start of `text` has; 1 for an ampersand that stands for itself.
fn reference(text: &str) -> usize {
    let name = text[1..]
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .map_or(text.len(), |end| end + 1);
    if name > 1 && text[name..].starts_with(';') {
        name + 1
    } else {
        1
    }
}

fn open_block(name: &str, reader: &mut Reader<'_>) {
    let kind = match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading(name.as_bytes()[1] - b'0'),
        "td" | "th" => BlockKind::TableCell,
        "li" => BlockKind::ListItem,
        "dt" | "dd" => BlockKind::Definition,
        "caption" | "figcaption" | "summary" | "legend" => BlockKind::Caption,
        _ => return reader.end_block(),
    };
    reader.open_block(kind);
}

/// Elements without content. Source: HTML Living Standard, 13.1.2.
fn is_void(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ]
    .contains(&name)
}

/// The span of a token, which lies on character boundaries of well-formed text; if not, it is widened to them.
fn on_boundaries(html: &str, span: Span<usize>) -> std::ops::Range<usize> {
    let start = floor_char_boundary(html, span.start);
    start..ceil_char_boundary(html, span.end.max(start))
}
