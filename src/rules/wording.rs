//! From hits to findings: what a phrase has to pass before it is worth a word to its author.

use std::collections::BTreeSet;
use std::ops::Range;

use super::replacement::{self, Replacement};
use crate::accept::AcceptedTerms;
use crate::document::Document;
use crate::document::prose::readable;
use crate::finding::{Finding, Label, Labels, Scope};
use crate::lexicon::context::{Surroundings, allows, allows_in};
use crate::lexicon::matcher::{Hits, Lexicon};
use crate::lexicon::name::is_in_name;
use crate::lexicon::pattern::{Expression, Part};
use crate::lexicon::table::{AdviceRow, PackRow, PatternRow};
use crate::settings::Settings;
use crate::severity::Severity;
use crate::source::Source;

/// How far before a word the phrase that it is part of may begin, in bytes.
const LONGEST: usize = 100;

/// The wording rules that speak, and the regular expressions of their patterns.
pub struct Wording<'l> {
    pub lexicon: &'l Lexicon<'static>,
    pub settings: &'l Settings,
    /// The terms of which nothing is said.
    pub accepted: &'l AcceptedTerms,
    /// By pack: whether the rule is on.
    pub active: &'l [bool],
    /// By number.
    pub pattern: &'l dyn Fn(usize) -> &'l Expression,
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
    replacement: Option<Replacement<'l>>,
}

impl<'l> Wording<'l> {
    /// The findings of all wording rules in a document, by place.
    pub fn findings(&self, source: &Source, document: &Document, hits: &Hits) -> Vec<Finding> {
        let mut candidates = self.phrases(document, hits);
        candidates.extend(self.pattern_matches(document, hits));
        let folded = document.prose().folded();
        // A term that the user accepts in it, or one of which it is a part.
        candidates.retain(|candidate| !self.accepted.cover(folded, &candidate.range));
        // Of two packs with the same phrase, the later one has been added by its user.
        candidates.sort_by_key(|candidate| {
            (
                candidate.range.start,
                std::cmp::Reverse(candidate.range.end),
                std::cmp::Reverse(candidate.number),
            )
        });
        // The longest phrase that may stand at a place says it all.
        candidates.dedup_by(|next, last| next.range.start < last.range.end);
        candidates
            .iter()
            .map(|candidate| self.finding(source, document, candidate))
            .collect()
    }

    /// How bad the settings take a word with this advice to be; `None` if they want to hear nothing of it.
    fn severity(&self, pack: &PackRow, advice: &AdviceRow) -> Option<Severity> {
        let id = self.lexicon.tables().str(pack.id);
        let rule = self.settings.rule_severity(id, pack.severity);
        self.settings.severity(rule, advice)
    }

    fn phrases(&self, document: &Document, hits: &Hits) -> Vec<Candidate<'l>> {
        // A reader who knows "micro-influencer" knows its parts.
        let plain: Vec<&Range<usize>> = (hits.phrases.iter())
            .filter(|hit| {
                let advice = &self.lexicon.entry(hit).advice;
                advice.is_plain_for(self.settings.audience)
            })
            .map(|hit| &hit.range)
            .collect();
        let is_part = |range: &Range<usize>| {
            // In order of their start.
            let begun = plain.partition_point(|whole| whole.start <= range.start);
            (plain[..begun].iter().rev())
                .take_while(|whole| range.start - whole.start <= LONGEST)
                .any(|whole| range.end <= whole.end && range.len() < whole.len())
        };
        let flagged = hits.phrases.iter().filter_map(|hit| {
            if is_part(&hit.range) {
                return None;
            }
            let entry = self.lexicon.entry(hit);
            let pack = self.lexicon.pack(hit);
            if !self.active[entry.pack as usize] {
                return None;
            }
            let severity = self.severity(pack, &entry.advice)?;
            let flagged = !document.is_quoted(&hit.range)
                && allows(document, self.lexicon, hit)
                && !is_in_name(document, &hit.range);
            flagged.then(|| Candidate {
                range: hit.range.clone(),
                pack,
                number: entry.pack,
                advice: &entry.advice,
                severity,
                replacement: self.lexicon.replacement(hit).map(|text| Replacement {
                    text,
                    as_written: false,
                }),
            })
        });
        flagged.collect()
    }

    fn pattern_matches(&self, document: &Document, hits: &Hits) -> Vec<Candidate<'l>> {
        let tables = self.lexicon.tables();
        let is_template = document
            .front_matter()
            .is_some_and(|matter| matter.is_template);
        // Each pattern is tried once in each block that holds one of its hints, and one without hints in all of them.
        let mut blocks: BTreeSet<(usize, usize, usize)> = (hits.hints.iter())
            .filter_map(|hint| {
                let block = document.block_at(hint.offset)?;
                Some((block.text.start, block.text.end, hint.pattern as usize))
            })
            .collect();
        let unhinted = (tables.patterns.iter().enumerate()).filter(|(_, row)| !row.hinted);
        for (number, _) in unhinted {
            let all = document.blocks().iter();
            blocks.extend(all.map(|block| (block.text.start, block.text.end, number)));
        }
        let mut found = Vec::new();
        let mut last: Option<Part<'_>> = None;
        for (start, end, number) in blocks {
            let PatternRow {
                pack: number_of_pack,
                advice,
                replacement,
                as_written,
                unless,
                only,
                also,
                ..
            } = &tables.patterns[number];
            let replacement = Some(tables.str(*replacement))
                .filter(|text| !text.is_empty())
                .map(|text| Replacement {
                    text,
                    as_written: *as_written,
                });
            let pack = &tables.packs[*number_of_pack as usize];
            if !self.active[*number_of_pack as usize] || is_template && pack.skip_templates {
                continue;
            }
            let Some(severity) = self.severity(pack, advice) else {
                continue;
            };
            let block = (last.take()).filter(|block| block.start() == start);
            let block =
                last.insert(block.unwrap_or_else(|| Part::new(document.prose(), start..end)));
            if also.len > 0 && !tables.list(*also).any(|words| block.holds(words)) {
                continue;
            }
            let expression = (self.pattern)(number);
            for range in expression.hits(tables, block) {
                if !range.is_empty()
                    && !document.is_quoted(&range)
                    && allows_in(document, tables, &range, unless, only)
                {
                    found.push(Candidate {
                        range,
                        pack,
                        number: *number_of_pack,
                        advice,
                        severity,
                        replacement,
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
            replacement: word,
            ..
        } = candidate;
        let span = document.prose().source_range(range);
        let as_drafted = &document.prose().text()[range.clone()];
        let written = word.map(|word| word.written(as_drafted));
        let message = tables
            .str(pack.message)
            .replace(
                "{replacement}",
                written.as_deref().unwrap_or("something else"),
            )
            .replace("{text}", &readable(as_drafted));
        let fix = written.and_then(|word| replacement::fix(source, document, range, word));
        let hears = Some(tables.str(advice.hears))
            .filter(|hears| !hears.is_empty())
            .map(|hears| format!("your reader hears: {hears}"));
        Finding {
            rule: tables.str(pack.id).to_owned().into(),
            severity: severity(document, candidate),
            message,
            labels: Labels {
                primary: Label {
                    span,
                    message: hears,
                },
                related: Vec::new(),
            },
            note: Some(tables.str(pack.why).to_owned()),
            help: Some(tables.str(advice.instead).to_owned()),
            fix,
            scope: Scope::Place,
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
