//! What an editor may ask about a document, and the answer once the document was checked.

use lsp_server::ErrorCode;
use lsp_types::{
    CodeAction, CodeActionParams, DocumentDiagnosticReport, DocumentSymbolResponse,
    FullDocumentDiagnosticReport, Position, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};
use serde::Serialize;
use serde_json::Value;

use super::actions::{self, Deferred};
use super::checked::Checked;
use super::client::Client;
use super::{diagnostics, hover, scorecard};

/// A question about a document.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The diagnostics, with the id of those that the editor has.
    Diagnostics {
        known: Option<String>,
    },
    Actions(Box<CodeActionParams>),
    /// The edit of an action.
    Resolve(Box<CodeAction>, Deferred),
    Hover(Position),
    Symbols,
    Lenses,
    Card,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: i32,
    pub message: String,
}

impl Refusal {
    /// A refusal with one of the codes of the protocol.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Refusal {
            code: code as i32,
            message: message.into(),
        }
    }
}

impl Ask {
    /// The answer about a document that was checked.
    ///
    /// # Errors
    /// If an action was offered for another version, or turns out to be impossible.
    pub fn answer(self, checked: &Checked, client: &Client) -> Result<Value, Refusal> {
        match self {
            Ask::Diagnostics { known } => {
                let id = checked.generation.to_string();
                if known.as_ref() == Some(&id) {
                    return json(unchanged(id));
                }
                json(report(Some(id), diagnostics::all(checked)))
            }
            Ask::Actions(params) => json(actions::actions(checked, client, &params)),
            Ask::Resolve(action, deferred) => {
                if deferred.generation != checked.generation {
                    return Err(Refusal::new(
                        ErrorCode::ContentModified,
                        "the draft has changed since this was offered",
                    ));
                }
                match actions::resolve(checked, client, &deferred) {
                    Some(edit) => json(CodeAction {
                        edit: Some(edit),
                        ..*action
                    }),
                    None => Err(Refusal::new(
                        ErrorCode::RequestFailed,
                        "this cannot be done here without changing how the draft reads",
                    )),
                }
            }
            Ask::Hover(position) => json(hover::hover(checked, position, client.markdown)),
            Ask::Symbols => json(DocumentSymbolResponse::Nested(scorecard::symbols(checked))),
            Ask::Lenses => json(scorecard::lenses(checked)),
            Ask::Card => Ok(scorecard::object(checked)),
        }
    }

    /// The answer about a document of which this program has nothing to say.
    pub fn answer_nothing(&self) -> Value {
        match self {
            Ask::Diagnostics { .. } => json(report(None, Vec::new())).unwrap_or_default(),
            Ask::Actions(_) | Ask::Symbols | Ask::Lenses => Value::Array(Vec::new()),
            Ask::Resolve(action, _) => json(action).unwrap_or_default(),
            Ask::Hover(_) | Ask::Card => Value::Null,
        }
    }
}

fn report(
    result_id: Option<String>,
    items: Vec<lsp_types::Diagnostic>,
) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

fn unchanged(result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

fn json(value: impl Serialize) -> Result<Value, Refusal> {
    let failed =
        |error: serde_json::Error| Refusal::new(ErrorCode::InternalError, error.to_string());
    serde_json::to_value(value).map_err(failed)
}
