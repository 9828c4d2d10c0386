//! The regular expressions of packs, within the bounds that keep a run quick whoever wrote them.

use regex_automata::meta::{BuildError, Config, Regex};

use super::matcher::Workload;

/// The most memory that a compiled expression may take, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// Whether the expression of a pattern can be used.
///
/// # Errors
/// When it is not one, or takes too much memory.
pub fn check(text: &str) -> Result<(), regex::Error> {
    let builder = &mut regex::RegexBuilder::new(text);
    builder.size_limit(SIZE_LIMIT).build().map(|_| ())
}

/// Compiles the expression of a pattern. For a draft or a few, most of the time that regular expressions usually take goes into
/// getting ready to search long texts; that is left out.
///
/// # Errors
/// When it is not one, or takes too much memory.
pub fn compile(text: &str, workload: Workload) -> Result<Regex, Box<BuildError>> {
    let long = workload == Workload::Large;
    let config = Config::new()
        .nfa_size_limit(Some(SIZE_LIMIT))
        .auto_prefilter(long)
        .hybrid(long)
        .onepass(false);
    Regex::builder()
        .configure(config)
        .build(text)
        .map_err(Box::new)
}
