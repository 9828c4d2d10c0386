//! From hits to findings: what a phrase has to pass before it is worth a word to its author.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use crate::document::Document;
use crate::finding::{Edit, Finding, Fix, Label, Labels};
use crate::lexicon::context::{Surroundings, allows};
use crate::lexicon::matcher::{Hits, Lexicon};
use crate::lexicon::pack::{Advice, Audience, Confidence, Pack};
use crate::severity::Severity;
use crate::source::Source;

/// The audience that a draft is for unless its author says otherwise.
const READER: Audience = Audience::Executive;

/// Which packs speak, and the regular expressions of their patterns.
pub struct Wording<'l> {
    lexicon: &'l Lexicon<'l>,
    /// By pack: whether the rule is on.
    active: &'l [bool],
    /// By pack and pattern.
    patterns: &'l dyn Fn(usize, usize) -> Option<&'l Regex>,
}

/// A place that is to be flagged.
struct Candidate<'p> {
    /// Bytes of the prose.
    range: Range<usize>,
    pack: &'p Pack,
    advice: &'p Advice,
    replacement: Option<&'p str>,
}

impl<'l> Wording<'l> {
    pub fn new(
        lexicon: &'l Lexicon<'l>,
        active: &'l [bool],
        patterns: &'l dyn Fn(usize, usize) -> Option<&'l Regex>,
    ) -> Self {
        Wording { lexicon, active, patterns }
    }

    /// The findings of all wording rules in a document, by place.
    pub fn findings(&self, source: &Source, document: &Document, hits: &Hits) -> Vec<Finding> {
        let mut candidates = self.phrases(document, hits);
        candidates.extend(self.pattern_matches(document, hits));
        candidates.sort_by_key(|candidate| (candidate.range.start, std::cmp::Reverse(candidate.range.end)));
        // The longest phrase that may stand at a place says it all.
        let mut end = 0;
        candidates.retain(|candidate| {
            let apart = candidate.range.start >= end;
            if apart {
                end = candidate.range.end;
            }
            apart
        });
        candidates.iter().map(|candidate| finding(source, document, candidate)).collect()
    }

    fn phrases(&self, document: &Document, hits: &Hits) -> Vec<Candidate<'l>> {
        let flagged = hits.phrases.iter().filter(|hit| {
            self.active[usize::from(hit.pack)]
                && speaks(&self.lexicon.entry(hit).advice)
                && !document.is_quoted(&hit.range)
                && allows(document, self.lexicon, hit)
        });
        flagged
            .map(|hit| Candidate {
                range: hit.range.clone(),
                pack: &self.lexicon.packs()[usize::from(hit.pack)],
                advice: &self.lexicon.entry(hit).advice,
                replacement: self.lexicon.form(hit).replacement.as_deref(),
            })
            .collect()
    }

    fn pattern_matches(&self, document: &Document, hits: &Hits) -> Vec<Candidate<'l>> {
        let is_template = document.front_matter().is_some_and(|matter| matter.is_template);
        // Each pattern is tried once in each block that holds one of its hints.
        let blocks: BTreeSet<_> = (hits.hints.iter())
            .filter(|hint| self.active[usize::from(hint.pack)])
            .filter_map(|hint| Some((document.block_at(hint.offset)?.text.clone(), hint.pack, hint.pattern)))
            .map(|(text, pack, pattern)| (text.start, text.end, usize::from(pack), usize::from(pattern)))
            .collect();
        let mut found = Vec::new();
        for (start, end, p, at) in blocks {
            let pack = &self.lexicon.packs()[p];
            let pattern = &pack.patterns[at];
            if is_template && pack.skip_templates || !speaks(&pattern.advice) {
                continue;
            }
            let Some(regex) = (self.patterns)(p, at) else { continue };
            for groups in regex.captures_iter(&document.prose().text()[start..end]) {
                let Some(hit) = groups.name("hit").or_else(|| groups.get(0)) else { continue };
                let range = start + hit.start()..start + hit.end();
                if !range.is_empty() && !document.is_quoted(&range) {
                    found.push(Candidate { range, pack, advice: &pattern.advice, replacement: None });
                }
            }
        }
        found
    }
}

/// Whether advice is given to the reader at hand.
fn speaks(advice: &Advice) -> bool {
    advice.confidence != Confidence::Low && !advice.plain_for.contains(&READER)
}

fn finding(source: &Source, document: &Document, candidate: &Candidate<'_>) -> Finding {
    let Candidate { range, pack, advice, replacement } = candidate;
    let span = document.prose().source_range(range);
    let as_drafted = &document.prose().text()[range.clone()];
    let written = replacement.map(|to| in_case_of(as_drafted, to));
    let fix = written.filter(|_| source.text()[span.clone()] == *as_drafted).map(|replacement| Fix {
        title: format!("write \"{replacement}\""),
        safe: true,
        edits: vec![Edit { span: span.clone(), replacement }],
    });
    Finding {
        rule: pack.id.clone(),
        severity: severity(document, candidate),
        message: pack.message.replace("{text}", as_drafted),
        labels: Labels {
            primary: Label { span, message: Some(format!("your reader hears: {}", advice.hears)) },
            related: Vec::new(),
        },
        note: Some(pack.why.to_string()),
        help: Some(advice.instead.to_string()),
        fix,
    }
}

fn severity(document: &Document, candidate: &Candidate<'_>) -> Severity {
    let Candidate { range, pack, advice, .. } = candidate;
    let usual = if advice.confidence == Confidence::Medium { Severity::Info.min(pack.severity) } else { pack.severity };
    match pack.severity_with_figure {
        Some(softer) if softer < usual && Surroundings::new(document, range).has_figure() => softer,
        _ => usual,
    }
}

/// `word` in the capitals of `model`: all of them, the first, or none.
fn in_case_of(model: &str, word: &str) -> String {
    let mut letters = model.chars().filter(|c| c.is_alphabetic());
    let first_is_capital = letters.next().is_some_and(char::is_uppercase);
    let rest_is_capital = letters.clone().next().is_some() && letters.all(char::is_uppercase);
    if first_is_capital && rest_is_capital {
        return word.to_uppercase();
    }
    let mut word = word.chars();
    match word.next() {
        Some(first) if first_is_capital => first.to_uppercase().chain(word).collect(),
        Some(first) => std::iter::once(first).chain(word).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_case_of;

    #[test]
    fn capitals_carry_over() {
        assert_eq!(in_case_of("LEVERAGING", "using"), "USING");
        assert_eq!(in_case_of("Leveraging", "using"), "Using");
        assert_eq!(in_case_of("leveraging", "using"), "using");
    }
}
