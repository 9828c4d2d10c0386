//! A document as it was checked: everything that answers are made from, at rest, so that other threads may look at it.

use std::ops::Range;
use std::sync::Arc;

use lsp_types::Uri;

use super::text::Text;
use super::workspace::Target;
use crate::card::Card;
use crate::finding::{Edit, Finding};
use crate::linter::Analysis;
use crate::source::Source;

/// A version of a document, and what was found in it.
pub struct Checked {
    pub uri: Uri,
    /// The editor's number of the version.
    pub version: i32,
    /// Counts up with each change of the text or of what it is checked with.
    pub generation: u64,
    pub text: Arc<Text>,
    pub target: Target,
    pub source: Source,
    pub analysis: Analysis,
}

impl Checked {
    /// Checks a version.
    pub fn new(uri: Uri, version: i32, generation: u64, text: Arc<Text>, target: Target) -> Self {
        let source = Source::new(target.name.clone(), text.text());
        let analysis = target.linter.analyse(&source);
        Checked {
            uri,
            version,
            generation,
            text,
            target,
            source,
            analysis,
        }
    }

    /// The findings that touch a range of bytes, by place.
    pub fn findings_at(&self, span: &Range<usize>) -> impl Iterator<Item = &Finding> {
        let touches = |finding: &&Finding| {
            let place = finding.span();
            place.start <= span.end && span.start <= place.end
        };
        let span = span.clone();
        let after = self
            .analysis
            .findings
            .partition_point(move |finding| finding.span().start <= span.end);
        self.analysis.findings[..after].iter().filter(touches)
    }

    /// Edits as the editor counts.
    pub fn edits(&self, edits: &[Edit]) -> Vec<lsp_types::TextEdit> {
        let edit = |edit: &Edit| lsp_types::TextEdit {
            range: self.text.range(&edit.span),
            new_text: edit.replacement.clone(),
        };
        edits.iter().map(edit).collect()
    }

    /// The scorecard.
    pub fn card(&self) -> Card {
        let analysis = &self.analysis;
        Card::new(&analysis.document, &analysis.reading, &analysis.findings)
    }
}
