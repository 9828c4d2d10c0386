//! The language server: whatever an editor sends, the server answers in whole messages and ends when the editor does; and what it
//! says of a draft that was edited is what a check of the same text says.
//!
//! The first byte says what the rest is: `r`, bytes as they arrive; `l`, messages, a line each; anything else, edits.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use arbitrary::{Arbitrary, Unstructured};
use pitchlint::fix::{Applicability, fix};
use pitchlint::{Source, lsp};
use serde_json::{Value, json};

use super::common::DEFAULT;

/// How long an answer may take, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most edits of a run.
const MOST_EDITS: usize = 12;

const URI: &str = "untitled:draft.md";

pub fn run(data: &[u8]) {
    match data.split_first() {
        Some((b'r', rest)) => {
            let mut editor = Editor::start();
            editor.send(rest);
            editor.close();
        }
        Some((b'l', rest)) => {
            let mut editor = Editor::start();
            editor.initialize(&json!({}));
            for line in rest.split(|byte| *byte == b'\n') {
                editor.send(format!("Content-Length: {}\r\n\r\n", line.len()).as_bytes());
                editor.send(line);
            }
            editor.close();
        }
        Some((_, rest)) => {
            if let Ok(session) = Session::arbitrary(&mut Unstructured::new(rest)) {
                edited(&session);
            }
        }
        None => {}
    }
}

/// How columns are counted.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

#[derive(Debug)]
struct Session {
    encoding: Encoding,
    edits: Vec<Edit>,
    text: String,
}

#[derive(Arbitrary, Clone, Debug)]
struct Edit {
    place: Option<Place>,
    new: String,
    ask: Option<Ask>,
}

/// Small numbers, so that a place is often in the text.
#[derive(Arbitrary, Clone, Copy, Debug)]
struct Place {
    start: (u8, u8),
    end: (u8, u8),
    is_far: bool,
}

#[derive(Arbitrary, Clone, Copy, Debug)]
enum Ask {
    Hover(u8, u8),
    Actions(u8, u8),
    Symbols,
    Lenses,
    Diagnostics,
    Cancel,
}

impl<'a> Arbitrary<'a> for Session {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let encoding = bytes.arbitrary()?;
        let count = bytes.int_in_range(0..=MOST_EDITS)?;
        let edits = (0..count)
            .map(|_| bytes.arbitrary())
            .collect::<Result<_, _>>()?;
        // The rest is a draft as it may lie on a disk.
        let text = String::from_utf8_lossy(bytes.take_rest_ref()).into_owned();
        Ok(Session {
            encoding,
            edits,
            text,
        })
    }
}

/// `Unstructured::take_rest` takes the whole of it.
trait TakeRest<'a> {
    fn take_rest_ref(&mut self) -> &'a [u8];
}

impl<'a> TakeRest<'a> for Unstructured<'a> {
    fn take_rest_ref(&mut self) -> &'a [u8] {
        let length = self.len();
        self.bytes(length).unwrap_or_default()
    }
}

fn edited(session: &Session) {
    let encoding = session.encoding;
    let name = match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Utf16 => "utf-16",
        Encoding::Utf32 => "utf-32",
    };
    let mut editor = Editor::start();
    editor.initialize(&json!({
        "general": { "positionEncodings": [name] },
        "textDocument": { "diagnostic": {} },
    }));
    let document = json!({ "uri": URI });
    let opened =
        json!({ "uri": URI, "languageId": "markdown", "version": 1, "text": session.text });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": opened }));
    let mut text = session.text.clone();
    for (number, edit) in session.edits.iter().enumerate() {
        let mut change = json!({ "text": edit.new });
        match edit.place {
            None => text.clone_from(&edit.new),
            Some(place) => {
                let far = if place.is_far { u32::MAX - 300 } else { 0 };
                let at = |(line, column): (u8, u8)| {
                    (u32::from(line % 16) + far / 2, u32::from(column) + far)
                };
                let (start, end) = (at(place.start), at(place.end));
                change["range"] = json!({ "start": position(start), "end": position(end) });
                let from = offset(&text, start, encoding);
                let to = offset(&text, end, encoding).max(from);
                text.replace_range(from..to, &edit.new);
            }
        }
        let versioned = json!({ "uri": URI, "version": number + 2 });
        editor.tell(
            "textDocument/didChange",
            &json!({ "textDocument": versioned, "contentChanges": [change] }),
        );
        if let Some(ask) = edit.ask {
            editor.wonder(ask);
        }
    }

    let answer = editor.ask(
        "textDocument/diagnostic",
        &json!({ "textDocument": document }),
    );
    let source = Source::new("draft.md", text.as_str());
    let analysis = DEFAULT.analyse(&source);
    let range = |span: &std::ops::Range<usize>| json!({ "start": position(place(&text, span.start, encoding)), "end": position(place(&text, span.end, encoding)) });
    let findings = (analysis.findings.iter())
        .map(|finding| (Value::from(&*finding.rule), range(finding.span())));
    let faults = (analysis.faults.iter()).map(|fault| (Value::Null, range(&fault.span)));
    let expected: Vec<(Value, Value)> = findings.chain(faults).collect();
    let items = answer["result"]["items"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"));
    let told: Vec<(Value, Value)> = (items.iter())
        .map(|item| (item["code"].clone(), item["range"].clone()))
        .collect();
    assert_eq!(told, expected, "{session:?} {text:?}");

    let all =
        json!({ "start": position((0, 0)), "end": position(place(&text, text.len(), encoding)) });
    let answer = editor.ask(
        "textDocument/codeAction",
        &json!({
            "textDocument": document,
            "range": all,
            "context": { "diagnostics": [], "only": ["source.fixAll"] },
        }),
    );
    let fixed = fix(&DEFAULT, &source, Applicability::Safe);
    let mut by_editor = text.clone();
    if let Some(action) = answer["result"]
        .as_array()
        .and_then(|actions| actions.first())
    {
        let edits = action["edit"]["changes"][URI].as_array();
        // From the last to the first, so that places stay what they are.
        for edit in edits.unwrap_or_else(|| panic!("{action}")).iter().rev() {
            let at = |end: &str| {
                let place = &edit["range"][end];
                let number = |key: &str| {
                    place[key]
                        .as_u64()
                        .and_then(|number| u32::try_from(number).ok())
                };
                offset(
                    &text,
                    (number("line").unwrap(), number("character").unwrap()),
                    encoding,
                )
            };
            by_editor.replace_range(at("start")..at("end"), edit["newText"].as_str().unwrap());
        }
    }
    assert_eq!(
        by_editor,
        fixed.source.text(),
        "an editor fixes what --fix fixes"
    );
    editor.part();
}

fn position((line, column): (u32, u32)) -> Value {
    json!({ "line": line, "character": column })
}

/// The lines of a text as the protocol counts them: where each begins, and where it ends without its break.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let width = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => {
                at += 1;
                continue;
            }
        };
        lines.push((start, at));
        at += width;
        start = at;
    }
    lines.push((start, bytes.len()));
    lines
}

fn width(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

/// The byte of a position: what lies behind a line is its end, what lies in a character is its beginning.
fn offset(text: &str, (line, column): (u32, u32), encoding: Encoding) -> usize {
    let Some((start, end)) = lines(text).get(line as usize).copied() else {
        return text.len();
    };
    let mut units = 0;
    for (at, c) in text[start..end].char_indices() {
        units += width(c, encoding);
        if units > column as usize {
            return start + at;
        }
    }
    end
}

/// The position of a byte.
fn place(text: &str, offset: usize, encoding: Encoding) -> (u32, u32) {
    let lines = lines(text);
    let line = lines
        .iter()
        .rposition(|(start, _)| *start <= offset)
        .unwrap_or_default();
    let before = &text[lines[line].0..offset];
    let units: usize = before.chars().map(|c| width(c, encoding)).sum();
    (u32::try_from(line).unwrap(), u32::try_from(units).unwrap())
}

/// An editor, and the server in a thread of its own.
struct Editor {
    to_server: Option<Sender<Vec<u8>>>,
    from_server: Receiver<Vec<u8>>,
    server: JoinHandle<io::Result<bool>>,
    received: Vec<u8>,
    next: i64,
}

/// The end of a pipe.
struct Pipe {
    from: Receiver<Vec<u8>>,
    rest: Vec<u8>,
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.from.recv() {
                Ok(bytes) => self.rest = bytes,
                Err(_) => return Ok(0),
            }
        }
        let count = buffer.len().min(self.rest.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest.drain(..count);
        Ok(count)
    }
}

struct Sink(Sender<Vec<u8>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.send(bytes.to_vec()).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Editor {
    fn start() -> Self {
        let (to_server, from) = channel();
        let (to, from_server) = channel();
        let pipe = Pipe {
            from,
            rest: Vec::new(),
        };
        Editor {
            to_server: Some(to_server),
            from_server,
            server: std::thread::spawn(move || lsp::serve(pipe, Sink(to))),
            received: Vec::new(),
            next: 0,
        }
    }

    fn send(&mut self, bytes: &[u8]) {
        // A server that was told to end listens no more.
        let _ = self.to_server.as_ref().map(|to| to.send(bytes.to_vec()));
    }

    fn message(&mut self, message: &Value) {
        let body = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, method: &str, params: &Value) -> i64 {
        self.next += 1;
        self.message(
            &json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params }),
        );
        self.next
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.request(method, params);
        loop {
            let message = self
                .receive()
                .unwrap_or_else(|| panic!("the server ended before it answered {method}"));
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
        }
    }

    fn initialize(&mut self, capabilities: &Value) {
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let answer = self.ask("initialize", &params);
        assert!(answer["result"]["capabilities"].is_object(), "{answer}");
        self.tell("initialized", &json!({}));
    }

    /// Asks something whose answer nobody waits for.
    fn wonder(&mut self, ask: Ask) {
        let document = json!({ "uri": URI });
        let at = |line: u8, column: u8| position((u32::from(line % 16), u32::from(column)));
        match ask {
            Ask::Hover(line, column) => {
                let place = json!({ "textDocument": document, "position": at(line, column) });
                self.request("textDocument/hover", &place);
            }
            Ask::Actions(line, column) => {
                let range = json!({ "start": at(line, 0), "end": at(line, column) });
                let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
                self.request("textDocument/codeAction", &params);
            }
            Ask::Symbols => {
                self.request(
                    "textDocument/documentSymbol",
                    &json!({ "textDocument": document }),
                );
            }
            Ask::Lenses => {
                self.request(
                    "textDocument/codeLens",
                    &json!({ "textDocument": document }),
                );
            }
            Ask::Diagnostics => {
                self.request(
                    "textDocument/diagnostic",
                    &json!({ "textDocument": document }),
                );
            }
            Ask::Cancel => self.tell("$/cancelRequest", &json!({ "id": self.next })),
        }
    }

    /// The next message; none if the server has ended.
    fn receive(&mut self) -> Option<Value> {
        loop {
            if let Some(message) = self.take() {
                return Some(message);
            }
            match self.from_server.recv_timeout(PATIENCE) {
                Ok(bytes) => self.received.extend(bytes),
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => {
                    assert!(
                        self.received.is_empty(),
                        "half a message: {:?}",
                        self.received
                    );
                    return None;
                }
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                    panic!("the server says nothing")
                }
            }
        }
    }

    /// A whole message of what was received.
    fn take(&mut self) -> Option<Value> {
        let head = self
            .received
            .windows(4)
            .position(|window| window == b"\r\n\r\n")?;
        let header = std::str::from_utf8(&self.received[..head]).expect("a header is text");
        let length = header
            .lines()
            .find_map(|line| line.strip_prefix("Content-Length: "));
        let length: usize = length
            .expect("a message has a length")
            .parse()
            .expect("a length is a number");
        let body = head + 4..head + 4 + length;
        let message =
            serde_json::from_slice(self.received.get(body.clone())?).expect("a message is JSON");
        self.received.drain(..body.end);
        Some(message)
    }

    /// Goes away without a word, as an editor that dies does.
    fn close(mut self) {
        self.to_server = None;
        while self.receive().is_some() {}
        self.server
            .join()
            .expect("no panic")
            .expect("the system gives threads");
    }

    /// Says goodbye as the protocol asks.
    fn part(mut self) {
        let answer = self.ask("shutdown", &Value::Null);
        assert_eq!(answer["result"], Value::Null, "{answer}");
        self.tell("exit", &Value::Null);
        while self.receive().is_some() {}
        assert!(
            self.server
                .join()
                .expect("no panic")
                .expect("the system gives threads")
        );
    }
}
