//! A regular expression in two engines: one that is soon ready, for the first few paragraphs, and one that reads faster, for more.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta::{BuildError, Config, Regex};
use regex_automata::{Input, PatternID};

use super::matcher::Workload;

/// The most memory that a compiled expression may take, in bytes.
pub(super) const SIZE_LIMIT: usize = 1 << 20;

/// The group of an expression that counts, if it has one of this name, and not all of a match.
const HIT: &str = "hit";

/// How many bytes the engine that is soon ready reads, before the one that reads faster pays. Both take as long for about as many.
const LITTLE: usize = 4096;

/// An expression, compiled when it is first needed.
#[derive(Debug)]
pub(super) struct Engine {
    text: String,
    light_text: String,
    workload: Workload,
    /// How many bytes have been read so far.
    read: AtomicUsize,
    light: OnceLock<Option<regex_lite::Regex>>,
    full: OnceLock<Option<Regex>>,
}

impl Engine {
    /// An expression, and the same for the engine that is soon ready. That one knows no letters, figures and spaces but those of
    /// ASCII, and gets only texts in which both find the same.
    pub(super) fn new(text: String, light_text: String, workload: Workload) -> Self {
        Engine {
            text,
            light_text,
            workload,
            read: AtomicUsize::new(0),
            light: OnceLock::new(),
            full: OnceLock::new(),
        }
    }

    /// Where it matches, or its group does; none if it cannot be compiled. `is_light` says whether both engines read the text alike.
    pub(super) fn hits(&self, text: &str, is_light: bool) -> Vec<Range<usize>> {
        let is_little = self.read.fetch_add(text.len(), Ordering::Relaxed) < LITTLE;
        let light = (is_light && is_little).then(|| self.light_hits(text));
        light.flatten().unwrap_or_else(|| self.full_hits(text))
    }

    fn light_hits(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let regex = self.light.get_or_init(|| {
            let mut builder = regex_lite::RegexBuilder::new(&self.light_text);
            builder.size_limit(SIZE_LIMIT).build().ok()
        });
        // A copy has memory of its own, and hands it on to the next one: to ask the system for more takes longer.
        let regex = regex.clone()?;
        let group = regex.capture_names().position(|name| name == Some(HIT));
        Some(hits(text, |from| {
            let groups = regex.captures_at(text, from)?;
            let hit = groups.get(group.unwrap_or(0)).map(|hit| hit.range());
            Some((groups.get(0)?.range(), hit))
        }))
    }

    fn full_hits(&self, text: &str) -> Vec<Range<usize>> {
        let compile = || compile(&self.text, self.workload).ok();
        let Some(regex) = self.full.get_or_init(compile) else {
            return Vec::new();
        };
        let group = regex.group_info().to_index(PatternID::ZERO, HIT);
        let mut groups = regex.create_captures();
        hits(text, |from| {
            regex.search_captures(&Input::new(text).range(from..), &mut groups);
            let hit = groups.get_group(group.unwrap_or(0));
            Some((groups.get_group(0)?.range(), hit.map(|hit| hit.range())))
        })
    }

    /// What each engine finds, which must be the same; `None` for one that cannot be compiled.
    #[cfg(test)]
    pub(super) fn both(&self, text: &str) -> [Option<Vec<Range<usize>>>; 2] {
        let full = self.full_hits(text);
        let is_compiled = matches!(self.full.get(), Some(Some(_)));
        [self.light_hits(text), is_compiled.then_some(full)]
    }
}

/// All hits in a text. `next` finds the first match from a place on, and the hit in it, if that match has one.
fn hits(
    text: &str,
    mut next: impl FnMut(usize) -> Option<(Range<usize>, Option<Range<usize>>)>,
) -> Vec<Range<usize>> {
    let mut hits: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some((whole, hit)) = (from <= text.len()).then(|| next(from)).flatten() {
        // The sign that ends one hit may be the one before the next. To go back further could take time without end.
        let end = match &hit {
            Some(hit) if hit.end > from && text[hit.end..whole.end].chars().nth(1).is_none() => {
                hit.end
            }
            _ => whole.end,
        };
        let step = text[end..].chars().next().map_or(1, char::len_utf8);
        from = if end > from && !whole.is_empty() {
            end
        } else {
            end + step
        };
        hits.extend(hit);
    }
    hits
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(expression: &str, text: &str) -> Vec<Range<usize>> {
        let engine = Engine::new(expression.into(), expression.into(), Workload::Small);
        let [light, full] = engine.both(text).map(Option::unwrap);
        assert_eq!(light, full);
        full
    }

    #[test]
    fn one_sign_may_stand_between_two_hits_and_more_belong_to_the_first() {
        assert_eq!(found(" (?<hit>a) ", " a a a "), [1..2, 3..4, 5..6]);
        assert_eq!(found("(?<hit>a)aa", "aaaaaa"), [0..1, 3..4]);
        // A hit that is left out, and one of nothing.
        assert_eq!(found("b|(?<hit>a)", "baba"), [1..2, 3..4]);
        assert_eq!(found("b?", "bé"), [0..1, 1..1, 3..3]);
    }
}
