//! Findings as an editor shows them.

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString,
};

use super::checked::Checked;
use crate::fault::Fault;
use crate::finding::{Finding, Label};
use crate::severity::Severity;

/// Who speaks.
const SOURCE: &str = "pitchlint";

/// All that is to be shown about a document: findings by place, then what is wrong with the settings in its front matter.
pub fn all(checked: &Checked) -> Vec<Diagnostic> {
    let findings = checked.analysis.findings.iter();
    let faults = checked.analysis.faults.iter();
    findings
        .map(|finding| diagnostic(checked, finding))
        .chain(faults.map(|fault| of_fault(checked, fault)))
        .collect()
}

/// A finding as an editor shows it.
pub fn diagnostic(checked: &Checked, finding: &Finding) -> Diagnostic {
    let related: Vec<DiagnosticRelatedInformation> = (finding.labels.related.iter())
        .map(|label| related(checked, label))
        .collect();
    let page = finding.url().and_then(|url| url.parse().ok());
    Diagnostic {
        range: checked.text.range(finding.span()),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: message(finding),
        related_information: (!related.is_empty()).then_some(related),
        tags: is_idle(finding).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// What is wrong, and on the next line what to do about it; the examples that may follow are for the hover.
fn message(finding: &Finding) -> String {
    let help = finding.help.as_deref().and_then(|help| help.lines().next());
    match help {
        Some(help) => format!("{}\n{help}", finding.message),
        None => finding.message.clone(),
    }
}

fn related(checked: &Checked, label: &Label) -> DiagnosticRelatedInformation {
    let words = label.message.clone();
    DiagnosticRelatedInformation {
        location: Location::new(checked.uri.clone(), checked.text.range(&label.span)),
        message: words.unwrap_or_else(|| "see also".to_owned()),
    }
}

fn of_fault(checked: &Checked, fault: &Fault) -> Diagnostic {
    Diagnostic {
        range: checked.text.range(&fault.span),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: format!("{}\n{}", fault.message, fault.cure),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// Whether all that mends it is to take it out: it does nothing where it stands.
fn is_idle(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| {
        fix.safe
            && (fix.edits.iter()).all(|edit| {
                edit.replacement.is_empty()
                    && edit.span.start <= finding.span().start
                    && finding.span().end <= edit.span.end
            })
    })
}
