//! The text of a draft as its reader sees it, and the way back from every character of it to the bytes of the source.
//!
//! One string holds the prose of all blocks, so that one pass of the matcher reads the whole draft. Blocks are divided by line
//! breaks, and inside a block whatever is no prose (a code span, an image) leaves a [`BARRIER`]; no phrase crosses either.

use std::ops::Range;

/// Stands in the prose for something that is not prose. One byte, and no part of any word.
pub const BARRIER: char = '\u{1f}';

/// Divides blocks.
pub const BLOCK_END: char = '\n';

/// Maps a text that was put together from pieces of a source back to that source.
#[derive(Debug, Default)]
pub struct SourceMap {
    runs: Vec<Run>,
}

/// A piece of the text. Where both lengths are the same, bytes answer to bytes; else the piece as a whole to the whole.
/// Offsets and lengths are bytes; a source is smaller than 4 GiB, and its prose is no longer than it.
#[derive(Clone, Copy, Debug)]
struct Run {
    text: u32,
    text_len: u32,
    source: u32,
    source_len: u32,
}

fn narrow(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

impl Run {
    fn new(text: usize, text_len: usize, source: &Range<usize>) -> Self {
        Run {
            text: narrow(text),
            text_len: narrow(text_len),
            source: narrow(source.start),
            source_len: narrow(source.len()),
        }
    }

    fn is_linear(self) -> bool {
        self.text_len == self.source_len
    }

    /// The source of the bytes of this run that lie within `text`.
    fn source_of(self, text: &Range<usize>) -> Range<usize> {
        let (start, source) = (self.text as usize, self.source as usize);
        if self.is_linear() {
            let from = text.start.saturating_sub(start).min(self.text_len as usize);
            let to = text.end.saturating_sub(start).min(self.text_len as usize);
            source + from..source + to
        } else {
            source..source + self.source_len as usize
        }
    }
}

impl SourceMap {
    /// Notes that `len` bytes from `text` on come from `source`. Pieces are added in the order of the text.
    pub fn add(&mut self, text: usize, len: usize, source: Range<usize>) {
        let run = Run::new(text, len, &source);
        if let Some(last) = self.runs.last_mut()
            && last.is_linear()
            && run.is_linear()
            && last.text + last.text_len == run.text
            && last.source + last.source_len == run.source
        {
            last.text_len += run.text_len;
            last.source_len += run.source_len;
        } else {
            self.runs.push(run);
        }
    }

    /// The bytes of the source from the first to the last byte of `text`, with whatever markup lies between.
    /// An empty range maps to an empty range.
    pub fn source_range(&self, text: &Range<usize>) -> Range<usize> {
        let mut pieces = self.pieces(text.clone());
        let Some((_, first)) = pieces.next() else {
            return 0..0;
        };
        let last = if text.len() > 1 {
            self.pieces(text.end - 1..text.end)
                .next()
                .map_or(first.end, |(_, source)| source.end)
        } else {
            first.end
        };
        first.start..last.max(first.start)
    }

    /// The pieces of `text` with the source of each, in order. Text that came from nowhere (a barrier) is left out.
    pub fn pieces(
        &self,
        text: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        let first = self
            .runs
            .partition_point(|run| (run.text as usize + run.text_len as usize) <= text.start);
        self.runs[first..]
            .iter()
            .take_while({
                let end = text.end;
                move |run| (run.text as usize) < end
            })
            .map(move |run| {
                let start = run.text as usize;
                let piece = start.max(text.start)..(start + run.text_len as usize).min(text.end);
                let source = run.source_of(&piece);
                (piece, source)
            })
    }
}

/// The prose of a draft: as the reader sees it and folded for matching. An offset into one is an offset into the other.
#[derive(Debug, Default)]
pub struct Prose {
    text: String,
    folded: String,
    map: SourceMap,
}

impl Prose {
    /// The text as the reader sees it, with quotation marks, apostrophes, hyphens and spaces of all sorts made plain, line
    /// breaks inside a block made spaces, and characters without width left out.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same text in lower case, byte for byte. (The few letters whose lower case has another length in UTF-8, such as
    /// `İ`, stay as they are.)
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The bytes of the source behind a range of the prose.
    pub fn source_range(&self, text: &Range<usize>) -> Range<usize> {
        self.map.source_range(text)
    }
}

/// The prose behind places of the source, for whoever comes from there.
pub struct FromSource<'p> {
    prose: &'p Prose,
    /// By their place in the source: what an image says stands behind its paragraph.
    runs: Vec<Run>,
}

impl<'p> FromSource<'p> {
    /// Sorts the pieces of the prose, once for all questions.
    pub fn new(prose: &'p Prose) -> Self {
        let mut runs = prose.map.runs.clone();
        runs.sort_by_key(|run| run.source);
        FromSource { prose, runs }
    }

    /// The folded prose that stands within these bytes of the source, with single spaces, and spaces where something is no prose.
    pub fn folded(&self, source: &Range<usize>) -> String {
        let end_of = |run: &Run| run.source as usize + run.source_len as usize;
        let first = self.runs.partition_point(|run| end_of(run) <= source.start);
        let mut folded = String::new();
        let mut end = 0;
        for run in &self.runs[first..] {
            let start = run.source as usize;
            if start >= source.end {
                break;
            }
            let text = run.text as usize;
            let piece = if run.is_linear() {
                text + source.start.saturating_sub(start)
                    ..text + end_of(run).min(source.end) - start
            } else {
                text..text + run.text_len as usize
            };
            // Between pieces that do not touch stands something that is no prose.
            if piece.start != end {
                folded.push(' ');
            }
            end = piece.end;
            folded.push_str(self.prose.folded.get(piece).unwrap_or_default());
        }
        let words = folded.split(|c: char| c.is_whitespace() || c == BARRIER);
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }
}

/// Puts prose together, piece by piece.
#[derive(Debug, Default)]
pub struct ProseBuilder {
    text: String,
    map: SourceMap,
}

impl ProseBuilder {
    pub fn with_capacity(bytes: usize) -> Self {
        ProseBuilder {
            text: String::with_capacity(bytes),
            map: SourceMap::default(),
        }
    }

    /// Where the prose ends so far, in bytes.
    pub fn end(&self) -> usize {
        self.text.len()
    }

    /// The prose from `start` on.
    pub fn since(&self, start: usize) -> &str {
        &self.text[start..]
    }

    /// Adds text that stands in the source, byte for byte, from `source` on.
    pub fn push_verbatim(&mut self, text: &str, source: usize) {
        let mut plain_from = 0;
        let mut at = 0;
        let is_special = |b: &u8| !matches!(b, b' '..=b'~');
        // Asked of all bytes, where it need not be known which it is, this takes a fraction of the time.
        if !text.bytes().fold(false, |any, b| any | is_special(&b)) {
            return self.push_run(text, source);
        }
        while let Some(step) = text.as_bytes()[at..].iter().position(is_special) {
            at += step;
            let Some(c) = text[at..].chars().next() else {
                break;
            };
            let end = at + c.len_utf8();
            if let Some(plain) = plain_form(c) {
                self.push_run(&text[plain_from..at], source + plain_from);
                self.push_atomic(plain, source + at..source + end);
                plain_from = end;
            }
            at = end;
        }
        self.push_run(&text[plain_from..], source + plain_from);
    }

    /// Adds text that stands for `source` as a whole: an entity, an escape, a line break.
    pub fn push_atomic(&mut self, text: &str, source: Range<usize>) {
        for c in text.chars() {
            let start = self.text.len();
            match plain_form(c) {
                Some(plain) => self.text.push_str(plain),
                None => self.text.push(c),
            }
            // Each character comes from all of it: two that together are as long as it must not be taken for its bytes.
            if self.text.len() > start {
                self.map.add(start, self.text.len() - start, source.clone());
            }
        }
    }

    fn push_run(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.map
                .add(self.text.len(), text.len(), source..source + text.len());
            self.text.push_str(text);
        }
    }

    /// Marks that something stands here that is not prose.
    pub fn push_barrier(&mut self) {
        if !self.text.ends_with([BARRIER, BLOCK_END]) {
            self.text.push(BARRIER);
        }
    }

    /// Ends a block.
    pub fn end_block(&mut self) {
        self.text.push(BLOCK_END);
    }

    /// Takes ranges of the prose out of it: they turned out not to be prose. Ranges lie on character boundaries.
    pub fn mask(&mut self, ranges: &[Range<usize>]) {
        for range in ranges {
            let barriers: String = std::iter::repeat_n(BARRIER, range.len()).collect();
            self.text.replace_range(range.clone(), &barriers);
        }
    }

    pub fn finish(self) -> Prose {
        let folded = fold(&self.text);
        Prose {
            text: self.text,
            folded,
            map: self.map,
        }
    }
}

/// The plain form of a typographic variant, empty for what has no width; `None` where a character is plain already.
fn plain_form(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{02bc}' | '\u{2032}'
        | '\u{ff07}' => "'",
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ff02}' => "\"",
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => "-",
        '\t'
        | '\n'
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => " ",
        '\r'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => "",
        '\0'..='\u{1f}' => "\u{1f}",
        _ => return None,
    })
}

/// Lower case of the same length in bytes.
pub fn fold(text: &str) -> String {
    let mut folded = text.to_ascii_lowercase();
    if text.is_ascii() {
        return folded;
    }
    let mut letter = [0; 4];
    let capitals = text
        .char_indices()
        .filter(|(_, c)| !c.is_ascii() && !is_without_case(*c));
    for (at, c) in capitals {
        let lower = lower(c);
        if lower != c {
            folded.replace_range(at..at + c.len_utf8(), lower.encode_utf8(&mut letter));
        }
    }
    folded
}

/// Whether a character stands where Unicode has no capitals: Han, kana and Hangul, private use, emoji, and what lies between.
fn is_without_case(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{faff}' | '\u{1f000}'..='\u{10ffff}')
}

/// The lower case of a letter, if it is as long.
fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// Prose as it is shown to people: an ellipsis stands for what is no prose, and nothing for it at the ends.
pub fn readable(prose: &str) -> String {
    let prose = prose.trim_matches(|c: char| c == BARRIER || c.is_whitespace());
    let pieces: Vec<&str> = prose
        .split(BARRIER)
        .filter(|piece| !piece.is_empty())
        .collect();
    pieces.join("…")
}

/// A text that did not come out of a Markdown file, such as a term to be looked up, folded as prose is.
pub fn fold_term(text: &str) -> String {
    let mut builder = ProseBuilder::default();
    builder.push_verbatim(text.trim(), 0);
    builder.finish().folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_for_people() {
        let hidden = BARRIER.to_string();
        let prose = format!("{hidden}{hidden} grow {hidden}{hidden}{hidden} sales{hidden}");
        assert_eq!(readable(&prose), "grow … sales");
        assert_eq!(readable("plain"), "plain");
    }

    #[test]
    fn every_piece_maps_back() {
        let source = "Game\u{2013}chan\u{ad}ging &amp; İ\u{2019}s";
        let mut builder = ProseBuilder::default();
        let entity = source.find("&amp;").unwrap();
        builder.push_verbatim(&source[..entity], 0);
        builder.push_atomic("&", entity..entity + 5);
        builder.push_verbatim(&source[entity + 5..], entity + 5);
        let prose = builder.finish();
        assert_eq!(prose.text(), "Game-changing & İ's");
        assert_eq!(prose.folded(), "game-changing & İ's");
        assert_eq!(
            &source[prose.source_range(&(0..13))],
            "Game\u{2013}chan\u{ad}ging"
        );
        assert_eq!(&source[prose.source_range(&(14..15))], "&amp;");
        assert_eq!(&source[prose.source_range(&(18..19))], "\u{2019}");
        assert_eq!(prose.source_range(&(3..3)).len(), 0);
    }

    #[test]
    fn capitals_of_all_alphabets_are_folded() {
        assert_eq!(fold_term("ÉCOLE Ελλάδα МОСКВА"), "école ελλάδα москва");
        for c in (char::MIN..=char::MAX).filter(|c| is_without_case(*c)) {
            assert_eq!(lower(c), c);
        }
    }

    #[test]
    fn masked_text_is_a_barrier() {
        let mut builder = ProseBuilder::default();
        builder.push_verbatim("see é.md now", 10);
        builder.mask(std::slice::from_ref(&(4..9)));
        let prose = builder.finish();
        assert_eq!(prose.text(), "see \u{1f}\u{1f}\u{1f}\u{1f}\u{1f} now");
        assert_eq!(prose.source_range(&(10..13)), 20..23);
    }
}
