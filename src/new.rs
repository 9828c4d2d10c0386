//! A draft to begin with: the goal first, and a slot wherever only its author knows what to say.

/// The draft. Each slot stands between angle brackets, and `check` reports it as a placeholder until it is filled in.
///
/// Every sentence is one that the draft should keep: they state the pieces that a reader needs in order to decide.
pub const DRAFT: &str = "\
# Proposal: <what will be better> for <whom>

## Goal

We want to reduce the time that <whom> lose with <what hurts today>. We will know that it worked when <what you count>
goes from <today's figure> to <target figure> by <date>.

## Today

Today it happens to <how many> of 100 <customers or colleagues>, as <who counted it> counted.

## What we propose

To get there, we propose <the smallest step that can show it>. Others in our place have tried <another way>, which would
not do here because <reason>.

## What we ask of you

Please approve <sum of money> and <how many> hours a week of <whose time>, and decide by <decision date>.

## When

We start in <month> with a trial. After six weeks we look at the figures and decide whether to go on.

## What may go wrong

The main risk is that <what may go wrong>. We stop if <sign that it fails>, and have lost no more than <what is lost>.

## Who

<name> does the work. <name of an executive> stands behind it.
";

/// The slots of the draft, in order, with their brackets.
pub fn slots() -> impl Iterator<Item = &'static str> {
    let mut rest = DRAFT;
    std::iter::from_fn(move || {
        let start = rest.find('<')?;
        let end = start + rest[start..].find('>')? + 1;
        let slot = &rest[start..end];
        rest = &rest[end..];
        Some(slot)
    })
}
