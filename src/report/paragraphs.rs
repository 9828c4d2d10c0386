//! All that a finding says, as plain text, for formats that have one place for it.

use crate::finding::Finding;
use crate::source::Source;

/// The message, what the labels say, and the advice; each in its own paragraph, without the address of the rule's page.
pub fn of(source: &Source, finding: &Finding) -> Vec<String> {
    let mut all = vec![finding.message.clone()];
    all.extend(besides(source, finding));
    all
}

/// The same without the message.
pub fn besides(source: &Source, finding: &Finding) -> Vec<String> {
    let mut all: Vec<String> = finding.labels.primary.message.iter().cloned().collect();
    for label in &finding.labels.related {
        if let Some(message) = &label.message {
            let line = source.line_of(label.span.start);
            all.push(format!("line {line}: {message}"));
        }
    }
    all.extend(finding.help.clone());
    all
}
