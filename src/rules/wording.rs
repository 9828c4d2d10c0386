//! From hits to findings: what a phrase has to pass before it is worth a word to its author.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use crate::document::Document;
use crate::document::prose::BARRIER;
use crate::finding::{Edit, Finding, Fix, Label, Labels};
use crate::lexicon::context::{Surroundings, allows};
use crate::lexicon::matcher::{Hits, Lexicon};
use crate::lexicon::table::{AdviceRow, PackRow, PatternRow};
use crate::settings::Settings;
use crate::severity::Severity;
use crate::source::Source;

/// The wording rules that speak, and the regular expressions of their patterns.
pub struct Wording<'l> {
    pub lexicon: &'l Lexicon<'static>,
    pub settings: &'l Settings,
    /// By pack: whether the rule is on.
    pub active: &'l [bool],
    /// By number.
    pub pattern: &'l dyn Fn(usize) -> Option<&'l Regex>,
}

/// A place that is to be flagged.
struct Candidate<'l> {
    /// Bytes of the prose.
    range: Range<usize>,
    pack: &'l PackRow,
    /// The number of the pack.
    number: u32,
    advice: &'l AdviceRow,
    severity: Severity,
    replacement: Option<&'l str>,
}

impl<'l> Wording<'l> {
    /// The findings of all wording rules in a document, by place.
    pub fn findings(&self, source: &Source, document: &Document, hits: &Hits) -> Vec<Finding> {
        let mut candidates = self.phrases(document, hits);
        candidates.extend(self.pattern_matches(document, hits));
        candidates.retain(|candidate| !self.is_accepted(document, &candidate.range));
        // Of two packs with the same phrase, the later one has been added by its user.
        candidates.sort_by_key(|candidate| {
            (
                candidate.range.start,
                std::cmp::Reverse(candidate.range.end),
                std::cmp::Reverse(candidate.number),
            )
        });
        // The longest phrase that may stand at a place says it all.
        let mut end = 0;
        candidates.retain(|candidate| {
            let apart = candidate.range.start >= end;
            if apart {
                end = candidate.range.end;
            }
            apart
        });
        candidates
            .iter()
            .map(|candidate| self.finding(source, document, candidate))
            .collect()
    }

    /// Whether the user accepts a term in the range, or one of which the range is a part.
    fn is_accepted(&self, document: &Document, range: &Range<usize>) -> bool {
        let folded = document.prose().folded();
        let mut accepted = self.settings.accept.iter();
        accepted.any(|term| term.covers(folded, range))
    }

    fn phrases(&self, document: &Document, hits: &Hits) -> Vec<Candidate<'l>> {
        let flagged = hits.phrases.iter().filter_map(|hit| {
            let entry = self.lexicon.entry(hit);
            let pack = self.lexicon.pack(hit);
            if !self.active[entry.pack as usize] {
                return None;
            }
            let severity = self.settings.severity(pack.severity, &entry.advice)?;
            let flagged = !document.is_quoted(&hit.range) && allows(document, self.lexicon, hit);
            flagged.then(|| Candidate {
                range: hit.range.clone(),
                pack,
                number: entry.pack,
                advice: &entry.advice,
                severity,
                replacement: self.lexicon.replacement(hit),
            })
        });
        flagged.collect()
    }

    fn pattern_matches(&self, document: &Document, hits: &Hits) -> Vec<Candidate<'l>> {
        let tables = self.lexicon.tables();
        let is_template = document
            .front_matter()
            .is_some_and(|matter| matter.is_template);
        // Each pattern is tried once in each block that holds one of its hints.
        let blocks: BTreeSet<(usize, usize, usize)> = (hits.hints.iter())
            .filter_map(|hint| {
                let block = document.block_at(hint.offset)?;
                Some((block.text.start, block.text.end, hint.pattern as usize))
            })
            .collect();
        let mut found = Vec::new();
        for (start, end, number) in blocks {
            let PatternRow {
                pack: number_of_pack,
                advice,
                ..
            } = &tables.patterns[number];
            let pack = &tables.packs[*number_of_pack as usize];
            if !self.active[*number_of_pack as usize] || is_template && pack.skip_templates {
                continue;
            }
            let Some(severity) = self.settings.severity(pack.severity, advice) else {
                continue;
            };
            let Some(regex) = (self.pattern)(number) else {
                continue;
            };
            for groups in regex.captures_iter(&document.prose().text()[start..end]) {
                let Some(hit) = groups.name("hit").or_else(|| groups.get(0)) else {
                    continue;
                };
                let range = start + hit.start()..start + hit.end();
                if !range.is_empty() && !document.is_quoted(&range) {
                    found.push(Candidate {
                        range,
                        pack,
                        number: *number_of_pack,
                        advice,
                        severity,
                        replacement: None,
                    });
                }
            }
        }
        found
    }

    fn finding(&self, source: &Source, document: &Document, candidate: &Candidate<'_>) -> Finding {
        let tables = self.lexicon.tables();
        let Candidate {
            range,
            pack,
            advice,
            replacement,
            ..
        } = candidate;
        let span = document.prose().source_range(range);
        let as_drafted = &document.prose().text()[range.clone()];
        let written = replacement.map(|to| in_case_of(as_drafted, to));
        let fix = written
            .filter(|_| source.text()[span.clone()] == *as_drafted)
            .map(|replacement| Fix {
                title: format!("write \"{replacement}\""),
                safe: true,
                edits: vec![Edit {
                    span: span.clone(),
                    replacement,
                }],
            });
        let hears = format!("your reader hears: {}", tables.str(advice.hears));
        Finding {
            rule: tables.str(pack.id).to_owned().into(),
            severity: severity(document, candidate),
            message: tables
                .str(pack.message)
                .replace("{text}", &as_drafted.replace(BARRIER, "…")),
            labels: Labels {
                primary: Label {
                    span,
                    message: Some(hears),
                },
                related: Vec::new(),
            },
            note: Some(tables.str(pack.why).to_owned()),
            help: Some(tables.str(advice.instead).to_owned()),
            fix,
        }
    }
}

/// How bad it is: as the settings have it, or milder where the sentence carries a figure.
fn severity(document: &Document, candidate: &Candidate<'_>) -> Severity {
    let usual = candidate.severity;
    match candidate.pack.severity_with_figure {
        Some(softer)
            if softer < usual && Surroundings::new(document, &candidate.range).has_figure() =>
        {
            softer
        }
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
