//! The lines of a draft that a diagnostic shows, cut to the screen's width.
//!
//! Drafts keep whole paragraphs on one line. Shown whole, such a line wraps and the underline lands under the wrong words; so a
//! snippet shows a window of each line around its labels. It is made from the source's line table and never reads more of a
//! line than it shows, whatever the line's length.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::screen::safe;
use crate::finding::{Label, Labels};
use crate::source::Source;

/// Lines that are this near to each other are shown together, with the lines between them.
const NEAR: usize = 2;
/// The columns that miette needs beside a line: the line number and its frame.
const FRAME: usize = 9;
/// However long a label's message is, so many columns of the line stand before it.
const LEAST_BEFORE: usize = 18;
/// A label that covers more lines than this is shown by its first line.
const MOST_LINES: usize = 6;

/// Parts of a source, with the labels placed in them.
#[derive(Debug, Default)]
pub struct Snippet {
    name: String,
    text: String,
    parts: Vec<Part>,
    /// In the order of the finding's labels: bytes of the snippet's text, and the message.
    pub labels: Vec<(Range<usize>, Option<String>)>,
}

/// A run of lines that follow each other in the source.
#[derive(Debug)]
struct Part {
    /// Bytes of the snippet's text.
    range: Range<usize>,
    /// Number of the first line, from 1.
    first_line: usize,
    /// For each label in it: where it starts in the snippet's text, and its column in the source, from 1.
    columns: Vec<(usize, usize)>,
}

impl Snippet {
    /// The snippet that shows all labels of a finding on a screen of `width` columns.
    pub fn new(source: &Source, labels: &Labels, width: usize) -> Self {
        let all: Vec<&Label> = std::iter::once(&labels.primary)
            .chain(&labels.related)
            .collect();
        let mut snippet = Snippet {
            name: safe(source.name()).into_owned(),
            labels: all
                .iter()
                .map(|label| (0..0, label.message.clone()))
                .collect(),
            ..Snippet::default()
        };
        let mut lines: Vec<Range<usize>> =
            all.iter().map(|label| lines_of(source, label)).collect();
        lines.sort_by_key(|lines| lines.start);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for next in lines {
            match runs.last_mut() {
                Some(last) if next.start <= last.end + NEAR => last.end = last.end.max(next.end),
                _ => runs.push(next),
            }
        }
        for run in runs {
            snippet.add_part(source, &all, &run, width.saturating_sub(FRAME));
        }
        snippet
    }

    fn add_part(&mut self, source: &Source, labels: &[&Label], lines: &Range<usize>, width: usize) {
        let start = self.text.len();
        for line in lines.start..=lines.end {
            self.add_line(source, labels, line, width);
        }
        let range = start..self.text.len();
        let columns = labels
            .iter()
            .zip(&self.labels)
            .filter(|(_, (place, _))| range.contains(&place.start) || place.start == start);
        let columns = columns
            .map(|(label, (place, _))| (place.start, source.position(label.span.start).column))
            .collect();
        self.parts.push(Part {
            range,
            first_line: lines.start,
            columns,
        });
    }

    /// Adds a window of a line and places the labels that start or end in it.
    fn add_line(&mut self, source: &Source, labels: &[&Label], number: usize, width: usize) {
        let line = source.line_range(number);
        let in_line = |offset: usize| line.start <= offset && offset <= line.end;
        let shown = (labels.iter())
            .filter(|label| in_line(label.span.start))
            .min_by_key(|label| label.span.start)
            .map_or(line.start..line.end, |label| {
                window(&source.text()[line.clone()], label, line.start, width)
            });
        if shown.start > line.start {
            self.text.push('…');
        }
        let base = self.text.len();
        let mut used = 0;
        let mut places: Vec<(usize, usize)> = Vec::new(); // source offset, snippet offset
        let marks: Vec<usize> = labels
            .iter()
            .flat_map(|label| [label.span.start, label.span.end])
            .collect();
        let mut cut_at = None;
        for (at, c) in source.text()[shown.clone()].char_indices() {
            if marks.contains(&(shown.start + at)) {
                places.push((shown.start + at, self.text.len()));
            }
            used += if c == '\t' { 4 } else { c.width().unwrap_or(1) };
            if used > width {
                cut_at = Some(shown.start + at);
                break;
            }
            let mut buffer = [0; 4];
            self.text.push_str(&safe(c.encode_utf8(&mut buffer)));
        }
        let end = self.text.len();
        if cut_at.is_some() {
            self.text.push('…');
        }
        let shown_end = cut_at.unwrap_or(shown.end);
        for (label, (place, _)) in labels.iter().zip(&mut self.labels) {
            let locate = |offset: usize| {
                let known = places
                    .iter()
                    .find(|(source, _)| *source == offset)
                    .map(|(_, snippet)| *snippet);
                known.unwrap_or(if offset < shown.start { base } else { end })
            };
            if in_line(label.span.start) {
                place.start = locate(label.span.start);
                place.end =
                    locate(label.span.end.min(shown_end.max(label.span.start))).max(place.start);
            }
            if in_line(label.span.end) && label.span.start < line.start {
                place.end = locate(label.span.end);
            }
        }
        self.text.push('\n');
    }
}

/// The lines that a label covers, the last included; of a long one, the first.
fn lines_of(source: &Source, label: &Label) -> Range<usize> {
    let first = source.line_of(label.span.start);
    let last = source.line_of(label.span.end.saturating_sub(1).max(label.span.start));
    if last - first >= MOST_LINES {
        first..first
    } else {
        first..last
    }
}

/// The bytes of the source to show of a line: from a word before the label, near enough for the label's message to fit beside
/// it, up to the end of the line. `text` is the line, which begins at `line_start`.
fn window(text: &str, label: &Label, line_start: usize, width: usize) -> Range<usize> {
    let message = label
        .message
        .as_deref()
        .map_or(0, |message| message.chars().count());
    let room = width.saturating_sub(message + 6).max(LEAST_BEFORE);
    let at = label.span.start.saturating_sub(line_start).min(text.len());
    let mut used = 0;
    let mut start = None;
    for (offset, c) in text[..at].char_indices().rev() {
        used += if c == '\t' { 4 } else { c.width().unwrap_or(1) };
        if used > room {
            break;
        }
        start = Some(offset);
    }
    let start = match start {
        None => at,
        Some(0) => 0,
        // Begin with a whole word, if there is one.
        Some(cut) => cut + text[cut..at].find(' ').map_or(0, |space| space + 1),
    };
    line_start + start..line_start + text.len()
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let part = self
            .parts
            .iter()
            .find(|part| part.range.start <= span.offset() && end <= part.range.end);
        let part = part.ok_or(MietteError::OutOfBounds)?;
        let before = &self.text[part.range.start..span.offset()];
        let start = before
            .rfind('\n')
            .map_or(part.range.start, |at| part.range.start + at + 1);
        let stop = self.text[end..part.range.end]
            .find('\n')
            .map_or(part.range.end, |at| end + at);
        let line = part.first_line - 1 + before.matches('\n').count();
        let column = part
            .columns
            .iter()
            .find(|(at, _)| *at == span.offset())
            .map_or(0, |(_, column)| column - 1);
        let data = &self.text[start..stop];
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            (start, data.len()).into(),
            line,
            column,
            data.matches('\n').count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str, word: &str, width: usize) -> (String, String) {
        let source = Source::new("a.md", text);
        let at = text.find(word).unwrap();
        let primary = Label {
            span: at..at + word.len(),
            message: None,
        };
        let snippet = Snippet::new(
            &source,
            &Labels {
                primary,
                related: Vec::new(),
            },
            width,
        );
        let labelled = snippet.text[snippet.labels[0].0.clone()].to_owned();
        (snippet.text.clone(), labelled)
    }

    #[test]
    fn long_lines_are_cut_around_the_label() {
        let text = format!(
            "{} leverage {}",
            "before ".repeat(1000),
            "after ".repeat(1000)
        );
        let (shown, labelled) = snippet(&text, "leverage", 60);
        assert_eq!(labelled, "leverage");
        assert!(shown.starts_with("…before "), "{shown}");
        assert!(shown.ends_with("…\n"), "{shown}");
        assert!(shown.chars().count() < 60, "{shown}");
    }

    #[test]
    fn short_lines_are_shown_whole() {
        assert_eq!(
            snippet("one\ntwo leverage\nthree", "leverage", 80),
            ("two leverage\n".into(), "leverage".into())
        );
        assert_eq!(
            snippet("a lever\nage b", "lever\nage", 80),
            ("a lever\nage b\n".into(), "lever\nage".into())
        );
        assert_eq!(
            snippet("\u{1b}[1m leverage", "leverage", 80),
            ("␛[1m leverage\n".into(), "leverage".into())
        );
    }
}
