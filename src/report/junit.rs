//! JUnit's XML, as Jenkins and GitLab read it: each draft is a suite, each finding a test in it. A draft with nothing to mend is one
//! test that passes.

use std::fmt::{self, Write as _};

use super::escape::markup;
use super::{Draft, End, Reporter, Run, paragraphs};
use crate::finding::Finding;
use crate::severity::Severity;

/// A `testsuite` for each draft.
pub struct Junit;

impl Reporter for Junit {
    fn begin(&self, out: &mut String, _: &Run) {
        out.push_str(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pitchlint\">\n",
        );
    }

    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        let written = suite(out, draft);
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }

    fn end(&self, out: &mut String, _: &Run, _: &End<'_>) {
        out.push_str("</testsuites>\n");
    }
}

/// Whether a finding is a test that fails. A suggestion is one that passes and has something to say, as it fails no run.
fn fails(finding: &Finding) -> bool {
    finding.severity > Severity::Info
}

fn suite(out: &mut String, draft: &Draft<'_>) -> fmt::Result {
    let path = markup(draft.path);
    let failures = draft.findings.iter().filter(|it| fails(it)).count();
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
        draft.findings.len().max(1),
    )?;
    if draft.findings.is_empty() {
        writeln!(
            out,
            "    <testcase name=\"pitchlint\" classname=\"{path}\"/>"
        )?;
    }
    for finding in draft.findings {
        let at = draft.source.position(finding.span().start);
        let rule = markup(&finding.rule);
        writeln!(
            out,
            "    <testcase name=\"{rule} ({}:{})\" classname=\"{path}\">",
            at.line, at.column
        )?;
        let mut texts = vec![format!(
            "{}:{}:{}: {}",
            draft.path, at.line, at.column, finding.severity
        )];
        texts.extend(paragraphs::of(draft.source, finding));
        texts.extend(finding.url());
        let text = markup(&texts.join("\n"));
        if fails(finding) {
            writeln!(
                out,
                "      <failure type=\"{}\" message=\"{}\">{text}</failure>",
                finding.severity,
                markup(&finding.message),
            )?;
        } else {
            writeln!(out, "      <system-out>{text}</system-out>")?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}
