//! The regular expressions of packs, within the bounds that keep a run quick whoever wrote them.

use std::ops::Range;

use memchr::memmem;

use super::engine::{Engine, SIZE_LIMIT};
use super::matcher::Workload;
use super::needs::{Border, is_plain};
use super::pairs::Pairs;
use super::table::{PatternRow, PieceRow, Rows, Tables};
use crate::document::prose::Prose;

/// What stands at the head of an expression that takes capitals for small letters, and no other letters for these.
const ANY_CASE: &str = "(?i-u)";

/// What stands at the head of an expression that knows only the letters of ASCII.
const ASCII: &str = "(?-u)";

/// Whether the expression of a pattern can be used.
///
/// # Errors
/// When it is not one, or takes too much memory.
pub fn check(text: &str) -> Result<(), regex::Error> {
    let builder = &mut regex::RegexBuilder::new(text);
    builder.size_limit(SIZE_LIMIT).build().map(|_| ())
}

/// A part of a draft's prose in which expressions are tried.
pub struct Part<'p> {
    prose: &'p Prose,
    /// Bytes of the prose.
    range: Range<usize>,
    /// Of the folded prose.
    pairs: Pairs,
}

impl<'p> Part<'p> {
    pub fn new(prose: &'p Prose, range: Range<usize>) -> Self {
        Part {
            pairs: Pairs::of(&prose.folded()[range.clone()]),
            prose,
            range,
        }
    }

    /// Where it begins, in bytes of the prose.
    pub fn start(&self) -> usize {
        self.range.start
    }

    fn folded(&self) -> &'p str {
        &self.prose.folded()[self.range.clone()]
    }

    /// Whether a text stands in it, in small letters.
    pub fn holds(&self, text: &str) -> bool {
        self.pairs.may_hold(text) && self.folded().contains(text)
    }
}

/// The expression of a pattern.
#[derive(Debug)]
pub struct Expression {
    engine: Engine,
    /// See [`PatternRow::needs`].
    needs: Rows,
    /// Whether it is for folded prose, and not for prose as it is written.
    folded: bool,
}

impl Expression {
    /// The expression of a pattern that can be used.
    pub fn new(tables: &Tables, row: &PatternRow, workload: Workload) -> Self {
        let text = tables.str(row.regex);
        // In folded prose there are no capitals to be taken for anything, and without them it is compiled in half the time.
        let small = (text.strip_prefix(ANY_CASE))
            .filter(|rest| !rest.bytes().any(|b| b.is_ascii_uppercase()));
        let engine = match small {
            Some(rest) => Engine::new(format!("{ASCII}{rest}"), rest.to_owned(), workload),
            None => Engine::new(text.to_owned(), text.to_owned(), workload),
        };
        Expression {
            engine,
            needs: row.needs,
            folded: small.is_some(),
        }
    }

    /// What it flags in a part of the prose, in bytes of the prose. The tables are those that it was made of.
    pub fn hits(&self, tables: &Tables, part: &Part<'_>) -> Vec<Range<usize>> {
        let text = if self.folded {
            part.folded()
        } else {
            &part.prose.text()[part.range.clone()]
        };
        let is_light = self.is_light(text);
        if is_light && !may_match(tables, self.needs, part.folded(), &part.pairs) {
            return Vec::new();
        }
        let hits = self.engine.hits(text, is_light).into_iter();
        let start = part.range.start;
        hits.map(|hit| start + hit.start..start + hit.end).collect()
    }

    /// Whether both engines read a text alike: it has none but plain characters, or the expression knows no others.
    fn is_light(&self, text: &str) -> bool {
        self.folded || is_plain(text)
    }
}

/// Whether a folded text, which the light engine may read, holds what an expression needs. `pairs` are its own.
fn may_match(tables: &Tables, needs: Rows, folded: &str, pairs: &Pairs) -> bool {
    let stands = |piece: &PieceRow| {
        // One look rules out most of some hundreds of pieces.
        if !pairs.may_have(&piece.pair) {
            return false;
        }
        let text = tables.str(piece.text);
        pairs.may_hold(text) && places(folded, text).any(|place| has_borders(folded, place, piece))
    };
    let mut needs = tables.rows(&tables.needs, needs).iter();
    needs.all(|pieces| tables.rows(&tables.pieces, *pieces).iter().any(stands))
}

/// Where a text stands in another one.
fn places(whole: &str, text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + memmem::find(whole.as_bytes().get(from..)?, text.as_bytes())?;
        from = at + 1;
        Some(at..at + text.len())
    })
}

/// Whether a place in a text has the borders of a piece.
fn has_borders(text: &str, place: Range<usize>, piece: &PieceRow) -> bool {
    let text = text.as_bytes();
    let is_word = |at: usize| {
        let b = text.get(at);
        b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
    };
    let is_border = |at: usize, border| match border {
        Border::Anything => true,
        Border::Word => is_word(at) != (at > 0 && is_word(at - 1)),
        Border::Text => at == 0 || at == text.len(),
    };
    is_border(place.start, piece.before) && is_border(place.end, piece.after)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use proptest::sample;

    use super::*;
    use crate::lexicon::built_in;

    /// Those of the program.
    static EXPRESSIONS: LazyLock<Vec<Expression>> = LazyLock::new(|| {
        let tables = built_in();
        (tables.patterns.iter())
            .map(|row| Expression::new(tables, row, Workload::Small))
            .collect()
    });

    /// What each engine finds with the expressions that either may be asked for.
    fn found(text: &str) -> Vec<[Vec<Range<usize>>; 2]> {
        let folded = text.to_ascii_lowercase();
        EXPRESSIONS
            .iter()
            .filter(|expression| expression.is_light(text))
            .map(|expression| {
                let text = if expression.folded { &folded } else { text };
                let [light, full] = expression.engine.both(text).map(Option::unwrap);
                let may_match =
                    may_match(built_in(), expression.needs, &folded, &Pairs::of(&folded));
                assert!(full.is_empty() || may_match, "{expression:?} {text}");
                [light, full]
            })
            .collect()
    }

    #[test]
    fn every_expression_of_the_program_compiles() {
        for row in built_in().patterns.iter() {
            for workload in [Workload::Small, Workload::Large] {
                let expression = Expression::new(built_in(), row, workload);
                let both = expression.engine.both("");
                assert!(both.iter().all(Option::is_some), "{expression:?}");
            }
        }
    }

    #[test]
    fn both_engines_find_the_same_in_the_examples() {
        let tables = built_in();
        let examples = (tables.packs.iter())
            .flat_map(|pack| tables.list(pack.bad).chain(tables.list(pack.good)));
        let mut hits = 0;
        for example in examples {
            for [light, full] in found(example) {
                assert_eq!(light, full, "{example}");
                hits += full.len();
            }
        }
        assert!(hits >= EXPRESSIONS.len(), "{hits}");
    }

    proptest! {
        #[test]
        fn both_engines_find_the_same_anywhere(
            pieces in prop::collection::vec(
                prop_oneof![
                    sample::select(vec![
                        "reach", "likes", "and", "of", "our", "posts", "the most", "popular", "to be", "confirmed", "your", "name",
                        "company", "TBD", "todo", "implement", "X", "xx", "most", "large", "brands", "like", "Acme", "from", "70", "%",
                        "people", "percent", "insert", "here", "5x", "more", "likely", "grow", "audience",
                    ]).prop_map(str::to_owned),
                    "[ -~é“”–…€\\u{a0}ſ]{1,3}",
                ],
                0..20,
            ),
            joint in "[ ,-]",
        ) {
            let text = pieces.join(&joint);
            for [light, full] in found(&text) {
                prop_assert_eq!(light, full);
            }
        }
    }
}
