//! From hits to findings: what a phrase has to pass before it is worth a word to its author.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use super::replacement;
use crate::document::Document;
use crate::document::prose::BARRIER;
use crate::finding::{Finding, Label, Labels};
use crate::lexicon::context::{Surroundings, allows};
use crate::lexicon::matcher::{Hits, Lexicon};
use crate::lexicon::name::is_in_name;
use crate::lexicon::pack::{Audience, Confidence};
use crate::lexicon::table::{AdviceRow, PackRow, PatternRow};
use crate::severity::Severity;
use crate::source::Source;

/// The audience that a draft is for unless its author says otherwise.
const READER: Audience = Audience::Executive;

/// The wording rules that speak, and the regular expressions of their patterns.
pub struct Wording<'l> {
    pub lexicon: &'l Lexicon<'static>,
    /// By pack: whether the rule is on.
    pub active: &'l [bool],
    /// By number.
    pub pattern: &'l dyn Fn(usize) -> Option<&'l Regex>,
}

/// A place that is to be flagged.
struct Candidate {
    /// Bytes of the prose.
    range: Range<usize>,
    pack: &'static PackRow,
    advice: &'static AdviceRow,
    replacement: Option<&'static str>,
}

impl Wording<'_> {
    /// The findings of all wording rules in a document, by place.
    pub fn findings(&self, source: &Source, document: &Document, hits: &Hits) -> Vec<Finding> {
        let mut candidates = self.phrases(document, hits);
        candidates.extend(self.pattern_matches(document, hits));
        candidates.sort_by_key(|candidate| {
            (
                candidate.range.start,
                std::cmp::Reverse(candidate.range.end),
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

    fn phrases(&self, document: &Document, hits: &Hits) -> Vec<Candidate> {
        let flagged = hits.phrases.iter().filter(|hit| {
            let entry = self.lexicon.entry(hit);
            self.active[entry.pack as usize]
                && speaks(&entry.advice)
                && !document.is_quoted(&hit.range)
                && allows(document, self.lexicon, hit)
                && !is_in_name(document, &hit.range)
        });
        flagged
            .map(|hit| Candidate {
                range: hit.range.clone(),
                pack: self.lexicon.pack(hit),
                advice: &self.lexicon.entry(hit).advice,
                replacement: self.lexicon.replacement(hit),
            })
            .collect()
    }

    fn pattern_matches(&self, document: &Document, hits: &Hits) -> Vec<Candidate> {
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
            let PatternRow { pack, advice, .. } = &tables.patterns[number];
            let on = self.active[*pack as usize] && speaks(advice);
            let pack = &tables.packs[*pack as usize];
            if !on || is_template && pack.skip_templates {
                continue;
            }
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
                        advice,
                        replacement: None,
                    });
                }
            }
        }
        found
    }

    fn finding(&self, source: &Source, document: &Document, candidate: &Candidate) -> Finding {
        let tables = self.lexicon.tables();
        let Candidate {
            range,
            pack,
            advice,
            replacement: word,
        } = candidate;
        let span = document.prose().source_range(range);
        let as_drafted = &document.prose().text()[range.clone()];
        let fix = word.and_then(|word| replacement::fix(source, document, range, word));
        let hears = format!("your reader hears: {}", tables.str(advice.hears));
        Finding {
            rule: tables.str(pack.id).into(),
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

/// Whether advice is given to the reader at hand.
fn speaks(advice: &AdviceRow) -> bool {
    advice.confidence != Confidence::Low && !advice.is_plain_for(READER)
}

fn severity(document: &Document, candidate: &Candidate) -> Severity {
    let Candidate {
        range,
        pack,
        advice,
        ..
    } = candidate;
    let usual = if advice.confidence == Confidence::Medium {
        Severity::Info.min(pack.severity)
    } else {
        pack.severity
    };
    match pack.severity_with_figure {
        Some(softer) if softer < usual && Surroundings::new(document, range).has_figure() => softer,
        _ => usual,
    }
}
