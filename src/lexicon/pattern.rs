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

/// The expression of a pattern, compiled.
#[derive(Debug)]
pub struct Expression {
    pub regex: Regex,
    /// Whether it is for folded prose, and not for prose as it is written.
    pub folded: bool,
}

/// What stands at the head of an expression that takes capitals for small letters, and no other letters for these.
const ANY_CASE: &str = "(?i-u)";

/// Compiles the expression of a pattern. For a draft or a few, most of the time that regular expressions usually take goes into
/// getting ready to search long texts; that is left out.
///
/// # Errors
/// When it is not one, or takes too much memory.
pub fn compile(text: &str, workload: Workload) -> Result<Expression, Box<BuildError>> {
    // In folded prose there are no capitals to be taken for anything, and without them it is compiled in half the time.
    let small = (text.strip_prefix(ANY_CASE))
        .filter(|rest| !rest.bytes().any(|b| b.is_ascii_uppercase()))
        .map(|rest| format!("(?-u){rest}"));
    let long = workload == Workload::Large;
    let config = Config::new()
        .nfa_size_limit(Some(SIZE_LIMIT))
        .auto_prefilter(long)
        .hybrid(long)
        .onepass(false);
    let regex = Regex::builder()
        .configure(config)
        .build(small.as_deref().unwrap_or(text));
    Ok(Expression {
        regex: regex.map_err(Box::new)?,
        folded: small.is_some(),
    })
}
