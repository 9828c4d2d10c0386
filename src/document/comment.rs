//! Comments of a draft that speak to pitchlint rather than to its reader. What they say is for others to judge.

use std::ops::Range;

/// How such a comment begins.
pub const ADDRESS: &str = "pitchlint-";

/// A comment that is addressed to pitchlint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Bytes of the source, with the marks around it.
    pub span: Range<usize>,
    /// What stands between its marks, without the space around it and without the address.
    pub text: String,
    /// Whether it stands among words, rather than in a block of HTML.
    pub is_inline: bool,
}

/// A comment of HTML, with its marks, if it is closed and addressed to pitchlint.
pub(super) fn html(comment: &str, span: Range<usize>, is_inline: bool) -> Option<Comment> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?;
    addressed(inside, span, is_inline)
}

/// A comment of MDX that begins at an offset of the source.
pub(super) fn expression(source: &str, start: usize) -> Option<Comment> {
    let inside = source.get(start..)?.strip_prefix("{/*")?;
    let inside = &inside[..inside.find("*/}")?];
    let end = start + "{/*".len() + inside.len() + "*/}".len();
    addressed(inside, start..end, true)
}

fn addressed(inside: &str, span: Range<usize>, is_inline: bool) -> Option<Comment> {
    let text = inside.trim().strip_prefix(ADDRESS)?.to_owned();
    Some(Comment {
        span,
        text,
        is_inline,
    })
}
