//! Checkstyle's XML report, which Jenkins and most other CI servers and many bots read.

use std::fmt::Write as _;

use super::escape::markup;
use super::{Draft, End, Reporter, Run, paragraphs};

/// A `file` for each draft with findings, an `error` for each of these.
pub struct Checkstyle;

impl Reporter for Checkstyle {
    fn begin(&self, out: &mut String, _: &Run) {
        // The version of Checkstyle that most readers and writers of its reports name.
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    }

    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        if draft.findings.is_empty() {
            return;
        }
        let mut write = || {
            writeln!(out, "  <file name=\"{}\">", markup(draft.path))?;
            for finding in draft.findings {
                let at = draft.source.position(finding.span().start);
                let mut texts = paragraphs::of(draft.source, finding);
                texts.extend(finding.url());
                writeln!(
                    out,
                    "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"pitchlint.{}\"/>",
                    at.line,
                    at.column,
                    finding.severity,
                    markup(&texts.join("\n")),
                    markup(&finding.rule),
                )?;
            }
            writeln!(out, "  </file>")
        };
        let written = write();
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }

    fn end(&self, out: &mut String, _: &Run, _: &End<'_>) {
        out.push_str("</checkstyle>\n");
    }
}
