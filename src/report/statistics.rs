//! `--statistics`: how many findings each rule has, and each draft.

use std::fmt::Write as _;

use serde::Serialize;

use super::Format;
use super::escape::json;
use super::screen::safe_line;
use super::summary::{Counts, grouped};
use crate::severity::Severity;

#[derive(Serialize)]
struct RuleCount<'c> {
    rule: &'c str,
    severity: Severity,
    count: usize,
}

/// The findings of one draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftCount {
    pub path: String,
    pub count: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

/// The counts as one document.
#[derive(Serialize)]
struct Statistics<'c> {
    version: u32,
    rules: Vec<RuleCount<'c>>,
    drafts: Vec<&'c DraftCount>,
}

/// Writes the counts, those of rules before those of drafts, the most first.
pub fn write(out: &mut String, format: Format, counts: &Counts) {
    let mut rules: Vec<_> = counts
        .rules
        .iter()
        .map(|(rule, (severity, count))| RuleCount {
            rule,
            severity: *severity,
            count: *count,
        })
        .collect();
    rules.sort_by(|a, b| b.count.cmp(&a.count).then(a.rule.cmp(b.rule)));
    let mut drafts: Vec<&DraftCount> = counts.by_draft.iter().collect();
    drafts.sort_by(|a, b| b.count.cmp(&a.count).then(a.path.cmp(&b.path)));
    match format {
        Format::Json => {
            let version = super::json::VERSION;
            json(
                out,
                &Statistics {
                    version,
                    rules,
                    drafts,
                },
            );
            out.push('\n');
        }
        Format::Jsonl => {
            for rule in rules {
                json(out, &rule);
                out.push('\n');
            }
            for draft in drafts {
                json(out, draft);
                out.push('\n');
            }
        }
        _ => {
            let mut write = || {
                for rule in &rules {
                    let count = grouped(rule.count);
                    writeln!(out, "{count:>7}  {:<7}  {}", rule.severity, rule.rule)?;
                }
                if !drafts.is_empty() {
                    writeln!(out)?;
                }
                for draft in &drafts {
                    let count = grouped(draft.count);
                    writeln!(out, "{count:>7}  {}", safe_line(&draft.path))?;
                }
                std::fmt::Result::Ok(())
            };
            let written = write();
            debug_assert!(written.is_ok(), "a string takes all that is written to it");
        }
    }
}
