//! An editor as far as the tests need one: it starts the language server, and speaks with it message by message.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]
#![allow(dead_code, reason = "not every test needs all of it")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "messages are written where they are sent"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use snapbox::cmd::cargo_bin;

/// How long an answer may take, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Editor {
    server: Child,
    stdin: Option<ChildStdin>,
    received: Receiver<Value>,
    next: i64,
}

impl Editor {
    /// Starts a server and says nothing.
    pub fn start() -> Editor {
        let mut server = Command::new(cargo_bin!("pitchlint"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(server.stdout.take().unwrap());
        let (sender, received) = channel();
        std::thread::spawn(move || {
            loop {
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    if stdout.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                    if line == "\r\n" {
                        break;
                    }
                    if let Some(number) = line.strip_prefix("Content-Length: ") {
                        length = number.trim().parse().unwrap();
                    }
                }
                let mut body = vec![0; length];
                if stdout.read_exact(&mut body).is_err() {
                    return;
                }
                if sender.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        Editor {
            stdin: server.stdin.take(),
            server,
            received,
            next: 0,
        }
    }

    /// Starts a server for a folder, for an editor that can do this.
    pub fn open(folder: &Path, capabilities: Value) -> Editor {
        Editor::open_with(folder, capabilities, Value::Null)
    }

    /// The same with settings.
    pub fn open_with(folder: &Path, capabilities: Value, settings: Value) -> Editor {
        let mut editor = Editor::start();
        let folders = [json!({ "uri": uri(folder), "name": "drafts" })];
        let answer = editor.ask(
            "initialize",
            json!({
                "processId": null,
                "capabilities": capabilities,
                "workspaceFolders": folders,
                "initializationOptions": settings,
            }),
        );
        assert!(answer["result"]["capabilities"].is_object(), "{answer}");
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and waits for its answer; what else comes meanwhile is lost.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Sends a request, and returns its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    pub fn next_message(&mut self) -> Value {
        self.received.recv_timeout(PATIENCE).unwrap()
    }

    /// The next message that is as a function says.
    pub fn wait_for(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next_message();
            if is_it(&message) {
                return message;
            }
        }
    }

    /// Whether nothing comes for a while.
    pub fn hears_nothing(&mut self, duration: Duration) -> bool {
        self.received.recv_timeout(duration).is_err()
    }

    pub fn did_open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts a text in the place of a range, or of all.
    pub fn did_change(&mut self, uri: &str, version: i32, range: Value, text: &str) {
        let mut change = json!({ "text": text });
        if !range.is_null() {
            change["range"] = range;
        }
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [change] }),
        );
    }

    /// The next diagnostics of a document.
    pub fn published(&mut self, uri: &str) -> Value {
        let message = self.wait_for(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
        });
        message["params"].clone()
    }

    /// The rules of the next diagnostics of a document.
    pub fn rules(&mut self, uri: &str) -> Vec<String> {
        rules(&self.published(uri)["diagnostics"])
    }

    /// Closes the stream, as an editor that dies does.
    pub fn die(&mut self) {
        self.stdin = None;
    }

    /// How the server ended, which it has to do within this time.
    pub fn end_within(&mut self, limit: Duration) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < limit, "the server goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Says goodbye as the protocol asks, and looks that nothing went wrong.
    pub fn part(mut self) {
        let answer = self.ask("shutdown", Value::Null);
        assert_eq!(answer["result"], Value::Null, "{answer}");
        assert!(answer.get("error").is_none(), "{answer}");
        self.tell("exit", Value::Null);
        assert_eq!(self.end_within(Duration::from_secs(5)).code(), Some(0));
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The address of a file or folder.
pub fn uri(path: &Path) -> String {
    let encode = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
            (*byte as char).to_string()
        }
        other => format!("%{other:02X}"),
    };
    let path: String = path
        .to_str()
        .unwrap()
        .as_bytes()
        .iter()
        .map(encode)
        .collect();
    format!("file://{path}")
}

pub fn rules(diagnostics: &Value) -> Vec<String> {
    let rule = |one: &Value| one["code"].as_str().unwrap_or("-").to_owned();
    diagnostics.as_array().unwrap().iter().map(rule).collect()
}

/// A range in one line.
pub fn range(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}
