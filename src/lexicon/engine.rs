//! A regular expression in two engines: one that is soon ready, for the first few paragraphs, and one that reads faster, for more.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::PatternID;
use regex_automata::meta::{BuildError, Config, Regex};

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
        let matches = regex.captures_iter(text);
        let hits = matches.filter_map(|groups| groups.get(group.unwrap_or(0)));
        Some(hits.map(|hit| hit.range()).collect())
    }

    fn full_hits(&self, text: &str) -> Vec<Range<usize>> {
        let compile = || compile(&self.text, self.workload).ok();
        let Some(regex) = self.full.get_or_init(compile) else {
            return Vec::new();
        };
        let group = regex.group_info().to_index(PatternID::ZERO, HIT);
        let matches = regex.captures_iter(text);
        let hits = matches.filter_map(|groups| groups.get_group(group.unwrap_or(0)));
        hits.map(|hit| hit.range()).collect()
    }

    /// What each engine finds, which must be the same; `None` for one that cannot be compiled.
    #[cfg(test)]
    pub(super) fn both(&self, text: &str) -> [Option<Vec<Range<usize>>>; 2] {
        let full = self.full_hits(text);
        let is_compiled = matches!(self.full.get(), Some(Some(_)));
        [self.light_hits(text), is_compiled.then_some(full)]
    }
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
