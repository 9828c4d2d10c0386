//! One line a finding, as compilers write them: an editor's error list understands it.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style as Ansi};

use super::screen::{paint, safe_line};
use super::summary;
use super::{Draft, End, Reporter, Run, Style};
use crate::finding::{Finding, Severity};
use crate::source::Source;

/// Lines, and the closing ones.
pub struct Compact(pub Style);

impl Reporter for Compact {
    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        write(out, self.0, draft.source, draft.findings);
    }

    fn end(&self, out: &mut String, run: &Run, end: &End<'_>) {
        summary::close(out, self.0, run, end.counts);
    }
}

/// Writes `path:line:column: severity: message [rule]`.
pub fn write(out: &mut String, style: Style, source: &Source, findings: &[Finding]) {
    for finding in findings {
        let at = source.position(finding.span().start);
        let place = format!("{}:{}:{}:", safe_line(source.name()), at.line, at.column);
        let color = match finding.severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Info => AnsiColor::Cyan,
        };
        paint(out, style.color, Ansi::new().bold(), &place);
        out.push(' ');
        paint(
            out,
            style.color,
            color.on_default().bold(),
            finding.severity.name(),
        );
        let written = writeln!(out, ": {} [{}]", safe_line(&finding.message), finding.rule);
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }
}
