//! What the server sends of its own accord: notifications, and requests whose answers are awaited.

use std::collections::HashMap;

use crossbeam_channel::Sender;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::Value;

use super::answers::Refusal;
use super::transport::{Malformed, Outgoing};

/// What an answer of the editor is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Awaited {
    Settings,
    /// Whether progress may be shown under this token.
    Progress(String),
    /// Nothing depends on it.
    Nothing,
}

/// The way to the editor. If nobody reads any more, what is sent is lost, and the end of the input ends the program.
pub struct Outbox {
    sender: Sender<Outgoing>,
    next: i32,
    awaited: HashMap<RequestId, Awaited>,
}

impl Outbox {
    /// An outbox that nothing was sent from yet.
    pub fn new(sender: Sender<Outgoing>) -> Self {
        Outbox {
            sender,
            next: 0,
            awaited: HashMap::new(),
        }
    }

    /// Answers a request.
    pub fn answer(&self, id: RequestId, result: Result<Value, Refusal>) {
        let response = match result {
            Ok(value) => Response {
                id,
                response_result: Ok(value),
            },
            Err(Refusal { code, message }) => Response::new_err(id, code, message),
        };
        self.send(response);
    }

    /// Refuses a request.
    pub fn refuse(&self, id: RequestId, code: ErrorCode, message: impl Into<String>) {
        self.answer(id, Err(Refusal::new(code, message)));
    }

    /// Says that something was no message.
    pub fn refuse_malformed(&self, malformed: Malformed) {
        let _ = self.sender.send(Outgoing::Malformed(malformed));
    }

    /// Tells the editor something.
    pub fn notify(&self, method: &str, params: impl Serialize) {
        if let Ok(params) = serde_json::to_value(params) {
            let method = method.to_owned();
            self.send(Notification { method, params });
        }
    }

    /// Asks the editor something.
    pub fn ask(&mut self, method: &str, params: impl Serialize, awaited: Awaited) {
        if let Ok(params) = serde_json::to_value(params) {
            self.next += 1;
            let id = RequestId::from(self.next);
            self.awaited.insert(id.clone(), awaited);
            let method = method.to_owned();
            self.send(Request { id, method, params });
        }
    }

    /// What an answer is for; none if nothing was asked under its id.
    pub fn take(&mut self, id: &RequestId) -> Option<Awaited> {
        self.awaited.remove(id)
    }

    fn send(&self, message: impl Into<Message>) {
        let _ = self.sender.send(message.into().into());
    }
}
