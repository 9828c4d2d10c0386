//! The regular expressions of packs, within the bounds that keep a run quick whoever wrote them.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use memchr::memmem;
use regex_automata::PatternID;
use regex_automata::meta::{BuildError, Config, Regex};

use super::matcher::Workload;
use super::needs::Border;
use super::pairs::Pairs;
use super::table::{PatternRow, PieceRow, Tables};
use crate::document::prose::Prose;

/// The most memory that a compiled expression may take, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// The group of an expression that is flagged, if it has one of this name, and not all of a match.
const HIT: &str = "hit";

/// What stands at the head of an expression that takes capitals for small letters, and no other letters for these.
const ANY_CASE: &str = "(?i-u)";

/// What stands at the head of an expression that knows only the letters of ASCII.
const ASCII: &str = "(?-u)";

/// How many bytes an expression reads with the engine that is soon ready, before the one that reads faster pays. Both take as long
/// for about as many.
const LITTLE: usize = 4096;

/// Whether the expression of a pattern can be used.
///
/// # Errors
/// When it is not one, or takes too much memory.
pub fn check(text: &str) -> Result<(), regex::Error> {
    let builder = &mut regex::RegexBuilder::new(text);
    builder.size_limit(SIZE_LIMIT).build().map(|_| ())
}

/// The expression of a pattern, compiled when it is first needed.
#[derive(Debug)]
pub struct Expression {
    text: String,
    /// Whether it is for folded prose, and not for prose as it is written.
    folded: bool,
    workload: Workload,
    /// How many bytes have been read so far.
    read: AtomicUsize,
    light: OnceLock<Option<regex_lite::Regex>>,
    full: OnceLock<Option<Regex>>,
}

impl Expression {
    /// The expression of a pattern that can be used.
    pub fn new(tables: &Tables, row: &PatternRow, workload: Workload) -> Self {
        let text = tables.str(row.regex);
        // In folded prose there are no capitals to be taken for anything, and without them it is compiled in half the time.
        let small = (text.strip_prefix(ANY_CASE))
            .filter(|rest| !rest.bytes().any(|b| b.is_ascii_uppercase()))
            .map(|rest| format!("{ASCII}{rest}"));
        Expression {
            folded: small.is_some(),
            text: small.unwrap_or_else(|| text.to_owned()),
            workload,
            read: AtomicUsize::new(0),
            light: OnceLock::new(),
            full: OnceLock::new(),
        }
    }

    /// What it flags in a part of the prose; both in bytes of the prose. The tables and the row are those that it was made of.
    pub fn hits(
        &self,
        tables: &Tables,
        row: &PatternRow,
        prose: &Prose,
        part: &Range<usize>,
    ) -> Vec<Range<usize>> {
        let text = if self.folded {
            prose.folded()
        } else {
            prose.text()
        };
        let here = &text[part.clone()];
        let is_little = self.read.fetch_add(here.len(), Ordering::Relaxed) < LITTLE;
        // A copy of the engine has memory of its own, and hands it on to the next one: to ask the system for more takes longer.
        let light = || Some(light_hits(&self.light()?.clone(), here));
        let full = || {
            self.full()
                .map_or_else(Vec::new, |full| full_hits(full, here))
        };
        let hits = if is_little && self.is_light(here) {
            if !may_match(tables, row, &prose.folded()[part.clone()]) {
                return Vec::new();
            }
            light().unwrap_or_else(full)
        } else {
            full()
        };
        (hits.into_iter())
            .map(|hit| part.start + hit.start..part.start + hit.end)
            .collect()
    }

    /// Whether the light engine finds in a text what the full one finds. It knows no letters but those of ASCII: there must be no
    /// others, or the expression must want to know of none.
    fn is_light(&self, text: &str) -> bool {
        self.folded || text.is_ascii()
    }

    /// The engine that is ready in an eighth of the time, and takes twice as long to read.
    fn light(&self) -> Option<&regex_lite::Regex> {
        let compile = || {
            let text = self.text.strip_prefix(ASCII).unwrap_or(&self.text);
            let mut builder = regex_lite::RegexBuilder::new(text);
            builder.size_limit(SIZE_LIMIT).build().ok()
        };
        self.light.get_or_init(compile).as_ref()
    }

    fn full(&self) -> Option<&Regex> {
        let compile = || compile(&self.text, self.workload).ok();
        self.full.get_or_init(compile).as_ref()
    }
}

/// Whether a folded text, which the light engine may read, holds what an expression needs.
fn may_match(tables: &Tables, row: &PatternRow, folded: &str) -> bool {
    let pairs = Pairs::of(folded);
    let stands = |piece: &PieceRow| {
        let text = tables.str(piece.text);
        pairs.may_hold(text) && places(folded, text).any(|place| has_borders(folded, place, piece))
    };
    let mut needs = tables.rows(&tables.needs, row.needs).iter();
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

/// For a draft or a few, most of the time that regular expressions usually take goes into getting ready to search long texts; that
/// is left out.
fn compile(text: &str, workload: Workload) -> Result<Regex, Box<BuildError>> {
    let long = workload == Workload::Large;
    let config = Config::new()
        .nfa_size_limit(Some(SIZE_LIMIT))
        .auto_prefilter(long)
        .hybrid(long)
        .onepass(false);
    let regex = Regex::builder().configure(config).build(text);
    regex.map_err(Box::new)
}

fn light_hits(regex: &regex_lite::Regex, text: &str) -> Vec<Range<usize>> {
    let group = regex.capture_names().position(|name| name == Some(HIT));
    regex
        .captures_iter(text)
        .filter_map(|groups| groups.get(group.unwrap_or(0)))
        .map(|hit| hit.range())
        .collect()
}

fn full_hits(regex: &Regex, text: &str) -> Vec<Range<usize>> {
    let group = regex.group_info().to_index(PatternID::ZERO, HIT);
    regex
        .captures_iter(text)
        .filter_map(|groups| groups.get_group(group.unwrap_or(0)))
        .map(|hit| hit.range())
        .collect()
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
        (EXPRESSIONS.iter().zip(built_in().patterns.iter()))
            .filter(|(expression, _)| expression.is_light(text))
            .map(|(expression, row)| {
                let text = if expression.folded { &folded } else { text };
                let full = full_hits(expression.full().unwrap(), text);
                assert!(
                    full.is_empty() || may_match(built_in(), row, &folded),
                    "{expression:?} {text}"
                );
                [light_hits(expression.light().unwrap(), text), full]
            })
            .collect()
    }

    #[test]
    fn every_expression_of_the_program_compiles() {
        for row in built_in().patterns.iter() {
            for workload in [Workload::Small, Workload::Large] {
                let expression = Expression::new(built_in(), row, workload);
                assert!(expression.full().is_some(), "{expression:?}");
                assert!(expression.light().is_some(), "{expression:?}");
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
                    "[ -~é“”€\u{a0}ſ]{1,3}",
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
