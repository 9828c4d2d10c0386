//! From Markdown to prose and back: each character of the prose knows the bytes that it comes from.

use pitchlint::document::prose::{BARRIER, BLOCK_END, FromSource, fold, fold_term};
use pitchlint::document::{Block, Document};

use super::common::{draft, slice};

pub fn run(data: &[u8]) {
    let source = draft(data);
    let document = Document::parse(&source);
    let text = source.text();
    let prose = document.prose();
    assert_eq!(prose.folded(), fold(prose.text()));
    assert_eq!(prose.folded().len(), prose.text().len());
    assert_eq!(
        fold(prose.folded()),
        prose.folded(),
        "folding twice is folding once"
    );

    let from_source = FromSource::new(prose);
    let mut end = 0;
    for (number, block) in document.blocks().iter().enumerate() {
        assert!(end <= block.text.start, "blocks stand in order and apart");
        end = block.text.end;
        let words = slice(prose.text(), &block.text, "block");
        assert!(
            !words.contains(BLOCK_END),
            "a block ends where it ends: {words:?}"
        );
        assert!(block.bold <= words.len() && words.is_char_boundary(block.bold));
        assert_eq!(
            fold_term(words),
            prose.folded()[block.text.clone()].trim(),
            "prose is plain, and plain text stays as it is"
        );
        characters(text, &document, block);
        for word in words_of(words) {
            let range = block.text.start + word.start..block.text.start + word.end;
            let place = prose.source_range(&range);
            let folded = from_source.folded(&place);
            let word = &prose.folded()[range];
            assert!(
                folded.contains(word.trim()),
                "{word:?} stands in {place:?}, where only {folded:?} is found"
            );
        }
        assert_eq!(
            document.block_at(block.text.start).map(|at| &at.text),
            Some(&block.text),
            "{number}"
        );
    }

    let mut end = 0;
    for sentence in document.sentences() {
        let words = slice(prose.text(), sentence, "sentence");
        assert!(end <= sentence.start && !words.trim_end().contains(BLOCK_END));
        end = sentence.end;
    }
    let mut end = 0;
    for comment in document.comments() {
        slice(text, &comment.span, "comment");
        assert!(end <= comment.span.start && !comment.span.is_empty());
        end = comment.span.end;
    }
    if let Some(front) = document.front_matter() {
        let matter = slice(text, &front.span, "front matter");
        assert!(front.span.start == source.body_start() && !matter.is_empty());
        for entry in &front.entries {
            slice(text, &entry.span, "entry");
            assert!(front.span.start <= entry.span.start && entry.span.end <= front.span.end);
        }
    }
}

/// The places of words, in bytes of the text.
fn words_of(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    let is_between = |c: char| c.is_whitespace() || c == BARRIER;
    text.split_inclusive(is_between).filter_map(move |word| {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(is_between);
        (!word.is_empty()).then_some(start..start + word.len())
    })
}

fn characters(text: &str, document: &Document, block: &Block) {
    let prose = document.prose();
    let mut before = 0..0;
    for (at, c) in prose.text()[block.text.clone()].char_indices() {
        if c == BARRIER {
            continue;
        }
        let start = block.text.start + at;
        let range = start..start + c.len_utf8();
        let place = prose.source_range(&range);
        let written = slice(text, &place, "character");
        // A space may stand for the end of a line or an element, which has no bytes of its own.
        assert!(
            c == ' ' || !written.is_empty(),
            "{c:?} at {start} comes from nowhere"
        );
        assert!(
            before.start <= place.start && before.end <= place.end,
            "{c:?} at {start} comes from {place:?}, and what stands before it from {before:?}"
        );
        before = place;
        // A character reference, an escape, or what stands in the place of the byte 0.
        if c == ' ' || written.starts_with(['&', '\\', '\0']) {
            continue;
        }
        // A tag over two lines of an item, which the parser does not give as they are written, is mapped as a whole, and with it what
        // character references in it stand for.
        let one = prose.folded()[range].trim();
        let is_among = || fold_term(written).contains(one) || written.contains('&');
        assert!(
            fold_term(written) == one || written.contains(['\n', '\r']) && is_among(),
            "{c:?} at {start} of {:?} comes from {written:?}",
            prose.text()
        );
    }
}
