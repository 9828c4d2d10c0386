//! What an editor tells: documents opened, changed, saved and closed; settings, folders and files changed.

use std::time::Instant;

use lsp_server::RequestId;
use lsp_types::{
    CancelParams, ConfigurationItem, ConfigurationParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesRegistrationOptions,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern, MessageType, NumberOrString,
    Registration, RegistrationParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answers::Refusal;
use super::documents::Document;
use super::outbox::Awaited;
use super::server::{Server, paths};
use super::settings::{EditorSettings, SECTION};
use super::text::Text;

/// The files on which it depends what is checked, and with what. Packs may have any name; nearly all end like this.
const WATCHED: &[&str] = &["**/*.toml", "**/.gitignore", "**/.ignore"];

impl Server {
    /// Takes in what an editor tells. What cannot be read is passed over, since nobody waits for an answer.
    pub(super) fn notification(&mut self, method: &str, params: Value) {
        match method {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => self.with(method, params, Server::did_open),
            "textDocument/didChange" => self.with(method, params, Server::did_change),
            "textDocument/didSave" => {
                self.with(method, params, |server, params| server.did_save(&params))
            }
            "textDocument/didClose" => self.with(method, params, Server::did_close),
            "workspace/didChangeConfiguration" => {
                self.with(method, params, |server, params| {
                    server.did_change_configuration(&params)
                });
            }
            "workspace/didChangeWorkspaceFolders" => {
                self.with(method, params, |server, params| {
                    server.did_change_folders(&params)
                });
            }
            "workspace/didChangeWatchedFiles" => {
                self.workspace.forget();
                self.aim_all();
            }
            "$/cancelRequest" => self.with(method, params, Server::cancel),
            // What is not known may be ignored.
            _ => {}
        }
    }

    fn with<P: DeserializeOwned>(&mut self, method: &str, params: Value, take: fn(&mut Server, P)) {
        match serde_json::from_value(params) {
            Ok(params) => take(self, params),
            Err(error) => {
                let message = format!("{method} cannot be read: {error}");
                let params = json!({ "type": MessageType::WARNING, "message": message });
                self.outbox.notify("window/logMessage", params);
            }
        }
    }

    fn initialized(&mut self) {
        let mut registrations = Vec::new();
        let mut register = |method: &str, options: Option<Value>| {
            registrations.push(Registration {
                id: method.to_owned(),
                method: method.to_owned(),
                register_options: options,
            });
        };
        if self.client.registers_watchers {
            let watcher = |glob: &&str| FileSystemWatcher {
                glob_pattern: GlobPattern::String((*glob).to_owned()),
                kind: None,
            };
            let options = DidChangeWatchedFilesRegistrationOptions {
                watchers: WATCHED.iter().map(watcher).collect(),
            };
            let options = serde_json::to_value(options).ok();
            register("workspace/didChangeWatchedFiles", options);
        }
        if self.client.registers_configuration {
            let options = json!({ "section": SECTION });
            register("workspace/didChangeConfiguration", Some(options));
        }
        if !registrations.is_empty() {
            let params = RegistrationParams { registrations };
            (self.outbox).ask("client/registerCapability", params, Awaited::Nothing);
        }
        self.ask_for_settings();
    }

    fn ask_for_settings(&mut self) {
        if self.client.has_configuration {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some(SECTION.to_owned()),
            };
            let params = ConfigurationParams { items: vec![item] };
            (self.outbox).ask("workspace/configuration", params, Awaited::Settings);
        }
    }

    /// Takes the answer to a question of the server; none if the editor refused it.
    pub(super) fn hear(&mut self, awaited: Awaited, answer: Option<Value>) {
        match (awaited, answer) {
            (Awaited::Settings, Some(Value::Array(mut sections))) => {
                // An editor that has no such section says null; what it said at the start holds then.
                if let Some(section) = sections.pop().filter(|section| !section.is_null()) {
                    self.set(&section);
                }
            }
            (Awaited::Progress(token), Some(_)) => self.progress.agreed(&token, &self.outbox),
            _ => {}
        }
    }

    fn set(&mut self, value: &Value) {
        let (settings, troubles) = EditorSettings::read(value);
        if *self.workspace.settings() != settings {
            self.workspace.set(settings);
            self.aim_all();
        }
        self.tell(troubles);
    }

    fn did_open(&mut self, params: DidOpenTextDocumentParams) {
        let opened = params.text_document;
        let uri = opened.uri.as_str().to_owned();
        let text = Text::new(opened.text, self.client.encoding);
        let mut document = Document::new(opened.uri, opened.language_id, opened.version, text);
        document.generation = self.next_generation();
        self.documents.open(document);
        self.look_for_configs();
        self.aim(&uri);
    }

    fn did_change(&mut self, params: DidChangeTextDocumentParams) {
        let generation = self.next_generation();
        // A document that is not open has no text to change.
        let Some(document) = self.documents.get_mut(params.text_document.uri.as_str()) else {
            return;
        };
        let text = std::sync::Arc::make_mut(&mut document.text);
        for change in params.content_changes {
            text.replace(change.range, &change.text);
        }
        document.version = params.text_document.version;
        document.generation = generation;
        document.check_soon(Instant::now());
    }

    fn did_save(&mut self, params: &DidSaveTextDocumentParams) {
        self.look_for_configs();
        // It may be a config, or the first save of a file that is to be ignored.
        self.aim(params.text_document.uri.as_str());
    }

    fn did_close(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if let Some(document) = self.documents.close(&uri) {
            self.progress.end(uri.as_str(), &self.outbox);
            self.silence(&uri, document.waiting);
        }
    }

    fn did_change_configuration(&mut self, params: &DidChangeConfigurationParams) {
        if self.client.has_configuration {
            self.ask_for_settings();
        } else {
            self.set(&params.settings);
        }
    }

    fn did_change_folders(&mut self, params: &DidChangeWorkspaceFoldersParams) {
        let added = paths(params.event.added.iter().map(|folder| &folder.uri));
        let removed = paths(params.event.removed.iter().map(|folder| &folder.uri));
        self.workspace.change_folders(added, &removed);
        self.aim_all();
    }

    /// An editor that watches no files does not tell when a config changes: it is read anew now and then.
    fn look_for_configs(&mut self) {
        if !self.client.registers_watchers {
            self.workspace.forget();
        }
    }

    fn cancel(&mut self, params: CancelParams) {
        let id = match params.id {
            NumberOrString::Number(number) => RequestId::from(number),
            NumberOrString::String(text) => RequestId::from(text),
        };
        let mut is_known = self.working.remove(&id);
        for document in self.documents.iter_mut() {
            let before = document.waiting.len();
            document.waiting.retain(|(waiting, _)| *waiting != id);
            is_known |= document.waiting.len() < before;
        }
        // Whoever was answered already hears nothing more.
        if is_known {
            let refusal = Refusal::new(lsp_server::ErrorCode::RequestCanceled, "cancelled");
            self.outbox.answer(id, Err(refusal));
        }
    }
}
