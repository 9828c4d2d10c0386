//! A Code Quality report for GitLab, which shows it in merge requests: a JSON array in the format that GitLab took over from Code
//! Climate.

use serde::Serialize;

use super::escape::json;
use super::{Draft, End, Reporter, Run, fingerprint, paragraphs};
use crate::finding::Finding;
use crate::severity::Severity;

/// An array of issues.
pub struct Gitlab;

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'f>,
    content: Content,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// What Code Climate shows when somebody asks for more.
#[derive(Serialize)]
struct Content {
    body: String,
}

impl Reporter for Gitlab {
    fn begin(&self, out: &mut String, _: &Run) {
        out.push_str("[\n");
    }

    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        let fingerprints = fingerprint::all(draft.source, draft.findings);
        for (number, (finding, fingerprint)) in draft.findings.iter().zip(fingerprints).enumerate()
        {
            if number > 0 {
                out.push_str(self.between());
            }
            json(out, &issue(draft, finding, &fingerprint));
        }
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn end(&self, out: &mut String, _: &Run, _: &End<'_>) {
        out.push_str("\n]\n");
    }
}

fn issue<'f>(draft: &Draft<'f>, finding: &'f Finding, fingerprint: &str) -> Issue<'f> {
    let source = draft.source;
    let description = [Some(&finding.message), finding.help.as_ref()];
    let mut more = paragraphs::besides(source, finding);
    more.extend(finding.url());
    Issue {
        description: description
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(". "),
        check_name: &finding.rule,
        fingerprint: fingerprint::with_path(draft.path, fingerprint),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: draft.path,
            lines: Lines {
                begin: source.line_of(finding.span().start),
                end: source.line_of(finding.span().end),
            },
        },
        content: Content {
            body: more.join("\n\n"),
        },
    }
}
