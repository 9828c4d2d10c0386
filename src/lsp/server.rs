//! The main loop: takes what comes from the editor and from the threads, and decides what is checked when.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, select, unbounded};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use lsp_types::{
    Diagnostic, InitializeParams, InitializeResult, MessageType, PublishDiagnosticsParams,
    ServerInfo, ShowMessageParams, Uri,
};
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::Deserialize as _;
use serde_json::Value;

use super::answers::{Ask, Refusal};
use super::checked::Checked;
use super::client::Client;
use super::documents::Documents;
use super::outbox::Outbox;
use super::progress::Progress;
use super::settings::EditorSettings;
use super::transport::{Incoming, Outgoing};
use super::uri::{self, Place};
use super::workspace::Workspace;
use super::{diagnostics, scorecard};

/// What the threads have done.
pub enum Event {
    /// A document was checked; with what to publish, if the editor does not ask for it.
    Checked(Box<Checked>, Option<Value>),
    Answered(RequestId, Result<Value, Refusal>),
}

/// How far the conversation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Silent,
    Talking,
    /// The editor wants to part.
    Parting,
}

/// The server with all that it knows.
pub struct Server {
    stage: Stage,
    pub(super) client: Arc<Client>,
    pub(super) outbox: Outbox,
    pub(super) documents: Documents,
    pub(super) workspace: Workspace,
    pub(super) progress: Progress,
    /// Requests that threads are working on.
    pub(super) working: HashSet<RequestId>,
    /// What the user was told is wrong, so that nobody hears it twice.
    told: Vec<String>,
    generation: u64,
    checks: ThreadPool,
    answers: ThreadPool,
    events: (Sender<Event>, Receiver<Event>),
}

/// Whether the conversation goes on.
pub enum Next {
    Go,
    /// It is over; whether the editor asked for it first.
    End(bool),
}

impl Server {
    /// A server that nobody has talked to.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn new(outgoing: Sender<Outgoing>) -> io::Result<Self> {
        let pool = |threads, name: &'static str| {
            let pool = ThreadPoolBuilder::new().num_threads(threads);
            let pool = pool.thread_name(move |number| format!("{name} {number}"));
            pool.build().map_err(io::Error::other)
        };
        Ok(Server {
            stage: Stage::Silent,
            client: Arc::default(),
            outbox: Outbox::new(outgoing),
            documents: Documents::default(),
            workspace: Workspace::new(&[], EditorSettings::default()),
            progress: Progress::default(),
            working: HashSet::new(),
            told: Vec::new(),
            generation: 0,
            checks: pool(0, "check")?,
            // An answer must not wait for a large draft that nobody asks about.
            answers: pool(2, "answer")?,
            events: unbounded(),
        })
    }

    /// Talks until the end. Returns whether the editor parted as the protocol asks.
    pub fn serve(mut self, incoming: &Receiver<Incoming>) -> bool {
        let events = self.events.1.clone();
        loop {
            // What was sent in one go is taken in before any of it is checked.
            let (next_due, now) = (self.documents.next_due(), Instant::now());
            let wait = next_due.map(|due| due.saturating_duration_since(now));
            if incoming.is_empty() && wait.is_some_and(|wait| wait.is_zero()) {
                self.start_checks(now);
                continue;
            }
            let timer = match wait {
                Some(wait) => crossbeam_channel::after(wait),
                None => crossbeam_channel::never(),
            };
            select! {
                recv(incoming) -> incoming => match incoming {
                    Ok(incoming) => if let Next::End(parted) = self.take(incoming) {
                        return parted;
                    },
                    // The editor is gone.
                    Err(_) => return false,
                },
                recv(events) -> event => if let Ok(event) = event {
                    self.note(event);
                },
                recv(timer) -> _ => {}
            }
        }
    }

    fn take(&mut self, incoming: Incoming) -> Next {
        match incoming {
            Incoming::Malformed(malformed) => self.outbox.refuse_malformed(malformed),
            Incoming::Message(Message::Request(request)) => self.take_request(request),
            Incoming::Message(Message::Notification(notification)) => {
                return self.take_notification(notification);
            }
            Incoming::Message(Message::Response(response)) => {
                if let Some(awaited) = self.outbox.take(&response.id) {
                    self.hear(awaited, response.response_result.ok());
                }
            }
        }
        Next::Go
    }

    fn take_request(&mut self, request: Request) {
        let Request {
            id,
            method,
            mut params,
        } = request;
        uri::mend(&mut params);
        match (self.stage, method.as_str()) {
            (Stage::Silent, "initialize") => match InitializeParams::deserialize(&params) {
                Ok(read) => self.initialize(id, &read, &params["capabilities"]),
                Err(error) => {
                    (self.outbox).refuse(id, ErrorCode::InvalidParams, error.to_string());
                }
            },
            (Stage::Silent, _) => {
                let message = "`initialize` comes first";
                (self.outbox).refuse(id, ErrorCode::ServerNotInitialized, message);
            }
            (Stage::Talking, "shutdown") => {
                self.stage = Stage::Parting;
                self.outbox.answer(id, Ok(Value::Null));
            }
            (Stage::Talking, "initialize") => {
                let message = "`initialize` was sent before";
                self.outbox.refuse(id, ErrorCode::InvalidRequest, message);
            }
            (Stage::Talking, _) => self.request(id, &method, params),
            (Stage::Parting, _) => {
                let message = "nothing but `exit` may follow `shutdown`";
                self.outbox.refuse(id, ErrorCode::InvalidRequest, message);
            }
        }
    }

    fn take_notification(&mut self, notification: Notification) -> Next {
        let Notification { method, mut params } = notification;
        uri::mend(&mut params);
        match (self.stage, method.as_str()) {
            (stage, "exit") => return Next::End(stage == Stage::Parting),
            (Stage::Talking, _) => self.notification(&method, params),
            // As the protocol asks.
            (Stage::Silent | Stage::Parting, _) => {}
        }
        Next::Go
    }

    fn initialize(&mut self, id: RequestId, params: &InitializeParams, raw: &Value) {
        self.stage = Stage::Talking;
        self.client = Arc::new(Client::new(&params.capabilities, raw));
        let options = params.initialization_options.as_ref();
        let (settings, troubles) = EditorSettings::read(options.unwrap_or(&Value::Null));
        #[expect(deprecated, reason = "older editors know nothing else")]
        let root = params.root_uri.as_ref();
        let folders = match &params.workspace_folders {
            Some(folders) => folders.iter().map(|folder| &folder.uri).collect(),
            None => Vec::from_iter(root),
        };
        self.workspace = Workspace::new(&paths(folders), settings);
        let result = InitializeResult {
            capabilities: self.client.answer(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        let result = serde_json::to_value(result);
        let failed =
            |error: serde_json::Error| Refusal::new(ErrorCode::InternalError, error.to_string());
        self.outbox.answer(id, result.map_err(failed));
        self.tell(troubles);
    }

    /// Answers a question about a document, as soon as its current version was checked.
    pub(super) fn ask(&mut self, id: RequestId, uri: &str, ask: Ask) {
        let Some(document) = self.documents.get_mut(uri) else {
            let message = format!("{uri} is not open");
            self.outbox.refuse(id, ErrorCode::InvalidParams, message);
            return;
        };
        if document.target.is_none() {
            self.outbox.answer(id, Ok(ask.answer_nothing()));
            return;
        }
        match document.current().cloned() {
            Some(checked) => self.work_out(id, ask, checked),
            None => {
                document.waiting.push((id, ask));
                document.check_now(Instant::now());
            }
        }
    }

    fn work_out(&mut self, id: RequestId, ask: Ask, checked: Arc<Checked>) {
        self.working.insert(id.clone());
        let (events, client) = (self.events.0.clone(), Arc::clone(&self.client));
        self.answers.spawn(move || {
            let answer = ask.answer(&checked, &client);
            // The server may have ended meanwhile.
            let _ = events.send(Event::Answered(id, answer));
        });
    }

    fn start_checks(&mut self, now: Instant) {
        for document in self.documents.starting(now) {
            let Some(target) = document.target.clone() else {
                continue;
            };
            let text = Arc::clone(&document.text);
            if self.client.shows_progress {
                let (uri, bytes) = (document.uri.as_str(), text.text().len());
                self.progress.start(uri, bytes, &mut self.outbox);
            }
            let (uri, version, generation) =
                (document.uri.clone(), document.version, document.generation);
            let (events, pulls) = (self.events.0.clone(), self.client.pulls);
            self.checks.spawn(move || {
                let checked = Checked::new(uri, version, generation, text, target);
                let report = (!pulls).then(|| {
                    let all = diagnostics::all(&checked);
                    publication(&checked.uri, Some(version), all)
                });
                let _ = events.send(Event::Checked(Box::new(checked), report));
            });
        }
    }

    fn note(&mut self, event: Event) {
        match event {
            Event::Answered(id, answer) => {
                // If it is not among those, it was cancelled.
                if self.working.remove(&id) {
                    self.outbox.answer(id, answer);
                }
            }
            Event::Checked(checked, report) => {
                self.progress.end(checked.uri.as_str(), &self.outbox);
                let Some(document) = self.documents.get_mut(checked.uri.as_str()) else {
                    return;
                };
                document.finish(Instant::now());
                if document.generation != checked.generation {
                    return;
                }
                let checked = Arc::new(*checked);
                document.checked = Some(Arc::clone(&checked));
                let waiting = std::mem::take(&mut document.waiting);
                if let Some(report) = report {
                    self.outbox
                        .notify("textDocument/publishDiagnostics", report);
                }
                if self.client.wants_cards {
                    self.outbox
                        .notify("pitchlint/card", scorecard::object(&checked));
                }
                for (id, ask) in waiting {
                    self.work_out(id, ask, Arc::clone(&checked));
                }
            }
        }
    }

    /// A number that no version of a document has had.
    pub(super) fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }

    /// Finds out anew what a document is checked with, and checks it if that has changed.
    pub(super) fn aim(&mut self, uri: &str) {
        let generation = self.next_generation();
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        let mut troubles = Vec::new();
        let target = (self.workspace).target(&document.uri, &document.language, &mut troubles);
        let is_same = match (&document.target, &target) {
            (Some(old), Some(new)) => Arc::ptr_eq(&old.linter, &new.linter) && old.name == new.name,
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            document.generation = generation;
            document.checked = None;
        }
        let is_silenced = target.is_none() && document.target.is_some();
        document.target = target;
        document.check_now(Instant::now());
        if is_silenced {
            let (uri, waiting) = (document.uri.clone(), std::mem::take(&mut document.waiting));
            self.silence(&uri, waiting);
        }
        self.tell(troubles);
    }

    /// Takes back what was said about a document, and answers whoever waits.
    pub(super) fn silence(&mut self, uri: &Uri, waiting: Vec<(RequestId, Ask)>) {
        if !self.client.pulls {
            let report = publication(uri, None, Vec::new());
            self.outbox
                .notify("textDocument/publishDiagnostics", report);
        }
        for (id, ask) in waiting {
            self.outbox.answer(id, Ok(ask.answer_nothing()));
        }
    }

    /// Settings, configs, packs or folders have changed: what every document is checked with is found out anew.
    pub(super) fn aim_all(&mut self) {
        self.told.clear();
        let uris: Vec<String> = (self.documents.iter_mut())
            .map(|document| document.uri.as_str().to_owned())
            .collect();
        for uri in uris {
            self.aim(&uri);
        }
        let nothing = super::outbox::Awaited::Nothing;
        if self.client.refreshes_diagnostics && self.client.pulls {
            let refresh = "workspace/diagnostic/refresh";
            self.outbox.ask(refresh, Value::Null, nothing.clone());
        }
        if self.client.refreshes_lenses {
            self.outbox
                .ask("workspace/codeLens/refresh", Value::Null, nothing);
        }
    }

    /// Tells the user what is wrong with settings, configs or packs.
    pub(super) fn tell(&mut self, troubles: Vec<String>) {
        for message in troubles {
            if !self.told.contains(&message) {
                self.show(MessageType::WARNING, message.clone());
                self.told.push(message);
            }
        }
    }

    /// Shows the user a message.
    pub(super) fn show(&self, typ: MessageType, message: String) {
        let params = ShowMessageParams { typ, message };
        self.outbox.notify("window/showMessage", params);
    }
}

/// The paths of folders.
pub fn paths<'u>(uris: impl IntoIterator<Item = &'u Uri>) -> Vec<PathBuf> {
    let path = |uri: &Uri| match uri::place(uri) {
        Place::File(path) => Some(path),
        _ => None,
    };
    uris.into_iter().filter_map(path).collect()
}

fn publication(uri: &Uri, version: Option<i32>, all: Vec<Diagnostic>) -> Value {
    let params = PublishDiagnosticsParams::new(uri.clone(), all, version);
    serde_json::to_value(params).unwrap_or_default()
}
