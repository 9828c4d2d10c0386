//! One line a finding, as compilers write them: an editor's error list understands it.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style as Ansi};

use super::Style;
use super::screen::{paint, safe_line};
use crate::finding::{Finding, Severity};
use crate::source::Source;

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
