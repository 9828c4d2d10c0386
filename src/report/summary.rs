//! What a run found in figures, and the closing lines for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::screen::paint;
use super::statistics::DraftCount;
use super::{Run, Style};
use crate::finding::{Finding, Severity};
use crate::fix::Applicability;
use crate::focus::LeftOut;
use crate::reading::Kind;
use anstyle::{AnsiColor, Style as Ansi};

/// What a run found, all drafts together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub drafts: usize,
    pub drafts_with_findings: usize,
    /// Drafts without a word of prose.
    pub empty: usize,
    /// Drafts that were taken for pitches; the others for prose.
    pub pitches: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Findings of these that a safe fix would take away.
    pub fixable: usize,
    /// Fixes that were applied; what they mended is no finding any more.
    pub fixed: usize,
    /// Drafts that they changed.
    pub drafts_fixed: usize,
    /// Findings that are not among all these: a baseline knows them.
    pub known: usize,
    /// Nor are these: what they are about has not changed.
    pub unchanged: usize,
    /// Findings that a baseline still knows, and that are gone.
    pub mended: usize,
    /// By rule: its most severe finding and how many there are.
    pub rules: BTreeMap<String, (Severity, usize)>,
    /// Drafts with findings, if they are to be told one by one.
    pub by_draft: Vec<DraftCount>,
}

impl Counts {
    /// Counts the findings of a draft.
    pub fn add(&mut self, findings: &[Finding], is_empty: bool, kind: Kind) {
        self.pitches += usize::from(kind == Kind::Pitch);
        self.empty += usize::from(is_empty);
        self.drafts += 1;
        self.drafts_with_findings += usize::from(!findings.is_empty());
        for finding in findings {
            self.fixable += usize::from(Applicability::Safe.includes(finding));
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            let (severity, count) = self
                .rules
                .entry(finding.rule.to_string())
                .or_insert((finding.severity, 0));
            *severity = finding.severity.max(*severity);
            *count += 1;
        }
    }

    /// Keeps the counts of the one draft that was counted, under its name.
    pub fn keep_draft(&mut self, path: &str) {
        if self.total() > 0 {
            self.by_draft.push(DraftCount {
                path: path.to_owned(),
                count: self.total(),
                errors: self.errors,
                warnings: self.warnings,
                infos: self.infos,
            });
        }
    }

    /// Counts the fixes that were applied to a draft.
    pub fn add_fixes(&mut self, count: usize) {
        self.fixed += count;
        self.drafts_fixed += usize::from(count > 0);
    }

    /// Counts what is not to be reported of a draft.
    pub fn add_left_out(&mut self, left_out: &LeftOut) {
        self.known += left_out.known;
        self.unchanged += left_out.unchanged;
        self.mended += left_out.mended;
    }

    /// Adds the counts of other drafts.
    pub fn merge(&mut self, other: Counts) {
        self.drafts += other.drafts;
        self.drafts_with_findings += other.drafts_with_findings;
        self.empty += other.empty;
        self.pitches += other.pitches;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixable += other.fixable;
        self.fixed += other.fixed;
        self.drafts_fixed += other.drafts_fixed;
        self.known += other.known;
        self.unchanged += other.unchanged;
        self.mended += other.mended;
        self.by_draft.extend(other.by_draft);
        for (rule, (severity, count)) in other.rules {
            let (known, sum) = self.rules.entry(rule).or_insert((severity, 0));
            *known = severity.max(*known);
            *sum += count;
        }
    }

    /// All findings.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// Writes the closing lines at the end of a run, unless there is nothing to close or they are not wanted.
pub fn close(out: &mut String, style: Style, run: &Run, counts: &Counts) {
    if !run.quiet && counts.drafts > 0 {
        write(out, style, counts);
    }
}

/// Writes the closing lines: what was checked, and what came of it.
pub fn write(out: &mut String, style: Style, counts: &Counts) {
    let drafts = number(counts.drafts, "draft");
    if counts.empty == counts.drafts {
        let _ = writeln!(out, "Nothing to read in {drafts}: there is no prose in it.");
        return;
    }
    let _ = writeln!(out, "{drafts} checked{}.", kinds_of(counts));
    write_outcome(out, style, counts);
    write_left_out(out, counts);
}

/// Writes how many findings were not reported, and why.
pub fn write_left_out(out: &mut String, counts: &Counts) {
    let mut line = |count: usize, one: &str, many: &str| {
        if count > 0 {
            let text = if count == 1 { one } else { many };
            let _ = writeln!(out, "{} {text}", grouped(count));
        }
    };
    line(
        counts.known,
        "older finding is hidden by the baseline.",
        "older findings are hidden by the baseline.",
    );
    line(
        counts.unchanged,
        "finding in what has not changed is hidden.",
        "findings in what has not changed are hidden.",
    );
    line(
        counts.mended,
        "finding of the baseline is gone: --prune-baseline takes it out.",
        "findings of the baseline are gone: --prune-baseline takes them out.",
    );
}

fn write_outcome(out: &mut String, style: Style, counts: &Counts) {
    let drafts = number(counts.drafts, "draft");
    let all_heard = counts.known + counts.unchanged == 0;
    if counts.total() == 0 && counts.fixed > 0 {
        let new = if all_heard { "" } else { "new " };
        let fixed = format!("{} fixed, nothing {new}left to mend", grouped(counts.fixed));
        paint(
            out,
            style.color,
            AnsiColor::Green.on_default().bold(),
            &fixed,
        );
        let _ = writeln!(out, " in {drafts}.");
        return;
    }
    if counts.total() == 0 {
        paint(
            out,
            style.color,
            AnsiColor::Green.on_default().bold(),
            if all_heard {
                "Nothing to mend"
            } else {
                "Nothing new to mend"
            },
        );
        // The order of prose was not looked at, so it is not praised.
        let more = match (counts.drafts, counts.pitches) {
            _ if !all_heard => "",
            (1, 0) => " If it is a pitch, --kind pitch looks at its order, too.",
            (_, 0) => "",
            (1, _) => " It reads as if you were in the room.",
            (_, _) => " They read as if you were in the room.",
        };
        let _ = writeln!(out, " in {drafts}.{more}");
        return;
    }
    let place = if counts.drafts == 1 {
        drafts
    } else {
        format!("{} of {drafts}", counts.drafts_with_findings)
    };
    let total = if counts.fixed > 0 {
        let (fixed, left) = (grouped(counts.fixed), grouped(counts.total()));
        format!("{fixed} fixed, {left} left in {place}")
    } else {
        format!("{} in {place}", number(counts.total(), "finding"))
    };
    paint(out, style.color, Ansi::new().bold(), &total);
    let _ = write!(out, ": {}.", severities(counts));
    if let Some((rule, _)) = counts
        .rules
        .iter()
        .max_by_key(|(_, (severity, count))| (*count, *severity))
    {
        let _ = write!(out, " To read more about one: pitchlint explain {rule}");
    }
    out.push('\n');
    match (counts.fixable, counts.total()) {
        (0, _) => {}
        (1, 1) => out.push_str("It can be fixed with --fix.\n"),
        (all, total) if all == total => out.push_str("All of them can be fixed with --fix.\n"),
        (some, _) => {
            let _ = writeln!(out, "{} of them can be fixed with --fix.", grouped(some));
        }
    }
}

/// "1 error, 2 warnings"; only what there is.
pub fn severities(counts: &Counts) -> String {
    let mut kinds = Vec::new();
    for (count, name) in [
        (counts.errors, "error"),
        (counts.warnings, "warning"),
        (counts.infos, "suggestion"),
    ] {
        if count > 0 {
            kinds.push(number(count, name));
        }
    }
    kinds.join(", ")
}

/// Writes what the changes shown come to.
pub fn write_changes(out: &mut String, counts: &Counts) {
    let drafts = number(counts.drafts, "draft");
    if counts.fixed == 0 {
        let _ = writeln!(out, "Nothing to fix in {drafts}.");
    } else {
        let place = if counts.drafts == 1 {
            drafts
        } else {
            format!("{} of {drafts}", grouped(counts.drafts_fixed))
        };
        let _ = writeln!(
            out,
            "{} to apply in {place}; nothing was written.",
            fixes(counts.fixed)
        );
    }
}

/// "1 fix", "2 fixes".
fn fixes(count: usize) -> String {
    format!(
        "{} {}",
        grouped(count),
        if count == 1 { "fix" } else { "fixes" }
    )
}

/// ", as a pitch", ", all as prose", ": 2 as pitches, 1 as prose".
fn kinds_of(counts: &Counts) -> String {
    let pitches = counts.pitches;
    let prose = counts.drafts - pitches;
    match (pitches, prose) {
        (1, 0) => ", as a pitch".to_owned(),
        (0, 1) => ", as prose".to_owned(),
        (_, 0) => ", all as pitches".to_owned(),
        (0, _) => ", all as prose".to_owned(),
        _ => {
            let pitches = if pitches == 1 {
                "1 as a pitch".to_owned()
            } else {
                format!("{} as pitches", grouped(pitches))
            };
            format!(": {pitches}, {} as prose", grouped(prose))
        }
    }
}

/// "1 draft", "2,000 drafts".
pub fn number(count: usize, name: &str) -> String {
    format!(
        "{} {name}{}",
        grouped(count),
        if count == 1 { "" } else { "s" }
    )
}

/// A number with commas between its thousands.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let groups: Vec<_> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| String::from_utf8_lossy(group))
        .collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!(number(1, "draft"), "1 draft");
        assert_eq!(number(12_345, "draft"), "12,345 drafts");
    }
}
