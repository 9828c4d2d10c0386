//! From hits to findings: what a phrase has to pass before it is worth a word to its author.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use super::replacement::{self, Replacement};
use crate::document::Document;
use crate::document::prose::BARRIER;
use crate::finding::{Finding, Label, Labels};
use crate::lexicon::context::{Surroundings, allows, allows_in};
use crate::lexicon::matcher::{Hits, Lexicon};
use crate::lexicon::name::is_in_name;
use crate::lexicon::pack::{Audience, Confidence};
use crate::lexicon::table::{AdviceRow, PackRow, PatternRow};
use crate::severity::Severity;
use crate::source::Source;

/// The audience that a draft is for unless its author says otherwise.
const READER: Audience = Audience::Executive;

/// The group of a pattern that is flagged, if it has one of this name.
const HIT: &str = "hit";

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
    replacement: Option<Replacement>,
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
                replacement: self.lexicon.replacement(hit).map(|text| Replacement {
                    text,
                    as_written: false,
                }),
            })
            .collect()
    }

    fn pattern_matches(&self, document: &Document, hits: &Hits) -> Vec<Candidate> {
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
        for (start, end, number) in blocks {
            let PatternRow {
                pack,
                advice,
                replacement,
                as_written,
                unless,
                only,
                ..
            } = &tables.patterns[number];
            let replacement = Some(tables.str(*replacement))
                .filter(|text| !text.is_empty())
                .map(|text| Replacement {
                    text,
                    as_written: *as_written,
                });
            let on = self.active[*pack as usize] && speaks(advice);
            let pack = &tables.packs[*pack as usize];
            if !on || is_template && pack.skip_templates {
                continue;
            }
            let Some(regex) = (self.pattern)(number) else {
                continue;
            };
            let has_hit = regex.capture_names().flatten().any(|name| name == HIT);
            for groups in regex.captures_iter(&document.prose().text()[start..end]) {
                let flagged = if has_hit {
                    groups.name(HIT)
                } else {
                    groups.get(0)
                };
                let Some(hit) = flagged else {
                    continue;
                };
                let range = start + hit.start()..start + hit.end();
                if !range.is_empty()
                    && !document.is_quoted(&range)
                    && allows_in(document, tables, &range, unless, only)
                {
                    found.push(Candidate {
                        range,
                        pack,
                        advice,
                        replacement,
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
        let written = word.map(|word| word.written(as_drafted));
        let message = tables
            .str(pack.message)
            .replace(
                "{replacement}",
                written.as_deref().unwrap_or("something else"),
            )
            .replace("{text}", &as_drafted.replace(BARRIER, "…"));
        let fix = written.and_then(|word| replacement::fix(source, document, range, word));
        let hears = Some(tables.str(advice.hears))
            .filter(|hears| !hears.is_empty())
            .map(|hears| format!("your reader hears: {hears}"));
        Finding {
            rule: tables.str(pack.id).into(),
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
