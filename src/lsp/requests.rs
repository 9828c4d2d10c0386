//! What an editor asks for.

use lsp_server::{ErrorCode, RequestId};
use lsp_types::{
    CodeAction, CodeActionParams, CodeLensParams, DocumentDiagnosticParams, DocumentSymbolParams,
    ExecuteCommandParams, HoverParams, MessageType, ShowDocumentParams,
};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions::Deferred;
use super::answers::Ask;
use super::client::{CARD, EXPLAIN};
use super::outbox::Awaited;
use super::scorecard;
use super::server::Server;
use crate::pages;
use crate::rules;

impl Server {
    /// Answers a request, at once or later.
    pub(super) fn request(&mut self, id: RequestId, method: &str, params: Value) {
        let result = match method {
            "textDocument/diagnostic" => read(params).map(|params: DocumentDiagnosticParams| {
                let known = params.previous_result_id;
                (params.text_document.uri, Ask::Diagnostics { known })
            }),
            "textDocument/codeAction" => read(params).map(|params: CodeActionParams| {
                let uri = params.text_document.uri.clone();
                (uri, Ask::Actions(Box::new(params)))
            }),
            "textDocument/hover" => read(params).map(|params: HoverParams| {
                let place = params.text_document_position_params;
                (place.text_document.uri, Ask::Hover(place.position))
            }),
            "textDocument/documentSymbol" => read(params)
                .map(|params: DocumentSymbolParams| (params.text_document.uri, Ask::Symbols)),
            "textDocument/codeLens" => {
                read(params).map(|params: CodeLensParams| (params.text_document.uri, Ask::Lenses))
            }
            "codeAction/resolve" => return self.resolve(id, params),
            "workspace/executeCommand" => return self.execute(id, params),
            _ => {
                let message = format!("there is no method {method}");
                return self.outbox.refuse(id, ErrorCode::MethodNotFound, message);
            }
        };
        match result {
            Ok((_, Ask::Lenses)) if !self.workspace.settings().code_lens => {
                self.outbox.answer(id, Ok(Ask::Lenses.answer_nothing()));
            }
            Ok((uri, ask)) => self.ask(id, uri.as_str(), ask),
            Err(message) => self.outbox.refuse(id, ErrorCode::InvalidParams, message),
        }
    }

    fn resolve(&mut self, id: RequestId, params: Value) {
        let action: CodeAction = match read(params) {
            Ok(action) => action,
            Err(message) => return self.outbox.refuse(id, ErrorCode::InvalidParams, message),
        };
        let deferred = action.data.as_ref().map(Deferred::deserialize);
        match deferred {
            Some(Ok(deferred)) => {
                let uri = deferred.uri.clone();
                self.ask(id, &uri, Ask::Resolve(Box::new(action), deferred));
            }
            // It has its edit already.
            None => match serde_json::to_value(action) {
                Ok(action) => self.outbox.answer(id, Ok(action)),
                Err(error) => {
                    (self.outbox).refuse(id, ErrorCode::InternalError, error.to_string());
                }
            },
            Some(Err(error)) => {
                (self.outbox).refuse(id, ErrorCode::InvalidParams, error.to_string());
            }
        }
    }

    fn execute(&mut self, id: RequestId, params: Value) {
        let params: ExecuteCommandParams = match read(params) {
            Ok(params) => params,
            Err(message) => return self.outbox.refuse(id, ErrorCode::InvalidParams, message),
        };
        let argument = |at: usize| params.arguments.get(at).and_then(Value::as_str);
        match (params.command.as_str(), argument(0)) {
            (EXPLAIN, Some(rule)) => {
                if self.explain(rule, argument(1)) {
                    self.outbox.answer(id, Ok(Value::Null));
                } else {
                    let message = format!("there is no rule \"{rule}\"");
                    self.outbox.refuse(id, ErrorCode::InvalidParams, message);
                }
            }
            (CARD, Some(uri)) => {
                let checked = self
                    .documents
                    .get(uri)
                    .and_then(|document| document.current());
                if let Some(checked) = checked {
                    self.show(MessageType::INFO, scorecard::message(checked));
                }
                let uri = uri.to_owned();
                self.ask(id, &uri, Ask::Card);
            }
            (EXPLAIN | CARD, None) => {
                let message = format!("{} needs an argument", params.command);
                self.outbox.refuse(id, ErrorCode::InvalidParams, message);
            }
            (command, _) => {
                let message = format!("there is no command {command}");
                self.outbox.refuse(id, ErrorCode::InvalidParams, message);
            }
        }
    }

    /// Opens the page of a rule, or says what is on it. Returns whether there is such a rule, be it in a pack of the document.
    fn explain(&mut self, rule: &str, uri: Option<&str>) -> bool {
        if let Some(Ok(uri)) = pages::url(rule).map(|url| url.parse())
            && self.client.shows_documents
        {
            let params = ShowDocumentParams {
                uri,
                external: Some(true),
                take_focus: Some(true),
                selection: None,
            };
            self.outbox
                .ask("window/showDocument", params, Awaited::Nothing);
            return true;
        }
        let document = uri.and_then(|uri| self.documents.get(uri));
        let target = document.and_then(|document| document.target.as_ref());
        let tables = match target {
            Some(target) => target.linter.lexicon().tables(),
            None => rules::tables(),
        };
        let about = rules::all_of(tables).find(|about| about.id == rule);
        let message = about.map(|about| {
            format!(
                "{rule}: {}\nWhy: {}\nInstead: {}",
                about.what, about.why, about.instead
            )
        });
        let is_known = message.is_some();
        if let Some(message) = message {
            self.show(MessageType::INFO, message);
        }
        is_known
    }
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}
