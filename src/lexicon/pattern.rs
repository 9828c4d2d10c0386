//! The regular expressions of packs, within the bounds that keep a run quick whoever wrote them.

use regex::{Regex, RegexBuilder};

/// The most memory that a compiled expression may take, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// Compiles the expression of a pattern.
///
/// # Errors
/// When it is not one, or takes too much memory.
pub fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(SIZE_LIMIT).build()
}
