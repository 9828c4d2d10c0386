//! Messages in and out. What is no message is answered as JSON-RPC says, and the next one is looked for behind it: an editor that
//! slips once should not lose its linter.

use std::io::{self, BufWriter, Read, Write};

use crossbeam_channel::{Receiver, Sender};
use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// The most bytes of a message that are waited for. Whoever announces more has miscounted.
const LARGEST: usize = 1 << 30;

/// How many bytes are read at a time.
const CHUNK: usize = 1 << 16;

/// How the header begins that says how long a message is.
const LENGTH: &[u8] = b"content-length:";

/// What an editor sent.
#[derive(Debug)]
pub enum Incoming {
    Message(Message),
    Malformed(Malformed),
}

/// Bytes that are no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The id of the request, where one can be made out.
    pub id: Value,
    /// One of JSON-RPC's.
    pub code: i32,
    pub message: String,
}

/// What is sent to an editor.
#[derive(Debug)]
pub enum Outgoing {
    Message(Message),
    Malformed(Malformed),
}

impl From<Message> for Outgoing {
    fn from(message: Message) -> Self {
        Outgoing::Message(message)
    }
}

/// Takes a stream apart into messages.
pub struct Reader<R> {
    stream: R,
    buffer: Vec<u8>,
    /// How much of the buffer was taken.
    taken: usize,
    /// Whether bytes are passed over that are no message, which has been said.
    skipping: bool,
}

impl<R: Read> Reader<R> {
    /// Messages from a stream.
    pub fn new(stream: R) -> Self {
        Reader {
            stream,
            buffer: Vec::new(),
            taken: 0,
            skipping: false,
        }
    }

    /// The next message; none at the end of the stream.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn read(&mut self) -> io::Result<Option<Incoming>> {
        loop {
            let length = match self.header()? {
                None => return Ok(None),
                Some(Ok(length)) => length,
                Some(Err(message)) => {
                    // One answer for each stretch of such bytes, however long.
                    if !std::mem::replace(&mut self.skipping, true) {
                        return Ok(Some(Incoming::Malformed(parse_error(message))));
                    }
                    continue;
                }
            };
            while self.buffer.len() - self.taken < length {
                if !self.fill()? {
                    return Ok(None);
                }
            }
            self.skipping = false;
            let start = self.taken;
            let body = &self.buffer[start..start + length];
            let value = serde_json::from_slice::<Value>(body);
            // A length that is too great reaches into the next message.
            let next = (value.is_err()).then(|| find_length(body)).flatten();
            self.taken = start + next.unwrap_or(length);
            let incoming = match value {
                Ok(value) => match message(value) {
                    Some(incoming) => incoming,
                    None => continue,
                },
                Err(error) => {
                    Incoming::Malformed(parse_error(&format!("this is no JSON: {error}")))
                }
            };
            return Ok(Some(incoming));
        }
    }

    /// The length that the next headers announce, in bytes, or what is wrong with the next line; none at the end of the stream.
    fn header(&mut self) -> io::Result<Option<Result<usize, &'static str>>> {
        let mut length = None;
        loop {
            let Some(line) = self.line()? else {
                return Ok(None);
            };
            if line.is_empty() {
                return Ok(Some(length.ok_or("the header has no Content-Length")));
            }
            let Some(at) = find_length(&line) else {
                if is_header(&line) {
                    continue;
                }
                return Ok(Some(Err("this is no header")));
            };
            let digits = line[at + LENGTH.len()..].trim_ascii();
            let number = str::from_utf8(digits).ok().and_then(|n| n.parse().ok());
            match number.filter(|number| *number <= LARGEST) {
                Some(number) => length = Some(number),
                None => return Ok(Some(Err("the Content-Length is no length"))),
            }
        }
    }

    /// The next line without its break; none at the end of the stream.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut looked = 0;
        loop {
            let rest = &self.buffer[self.taken..];
            if let Some(at) = memchr::memchr(b'\n', &rest[looked..]) {
                let end = looked + at;
                let line = rest[..end].trim_ascii_end().to_vec();
                self.taken += end + 1;
                return Ok(Some(line));
            }
            looked = rest.len();
            if looked > LARGEST {
                self.taken += looked;
                looked = 0;
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Whether there was more.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.drain(..self.taken);
        self.taken = 0;
        if self.buffer.is_empty() {
            // What one large message took is given back.
            self.buffer.shrink_to(CHUNK);
        }
        let before = self.buffer.len();
        self.buffer.resize(before + CHUNK, 0);
        let read = loop {
            match self.stream.read(&mut self.buffer[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer
            .truncate(before + read.as_ref().copied().unwrap_or(0));
        Ok(read? > 0)
    }
}

/// What an object says; none if nobody waits for an answer to it.
fn message(value: Value) -> Option<Incoming> {
    let id = value.get("id").filter(|id| id.is_i64() || id.is_string());
    let id = id.cloned().unwrap_or_default();
    let is_answer = value.get("method").is_none()
        && (value.get("result").is_some() || value.get("error").is_some());
    match serde_json::from_value(value) {
        Ok(message) => Some(Incoming::Message(message)),
        Err(_) if is_answer => None,
        Err(_) => Some(Incoming::Malformed(Malformed {
            id,
            code: ErrorCode::InvalidRequest as i32,
            message: "this is neither a request nor a notification".to_owned(),
        })),
    }
}

fn parse_error(message: &str) -> Malformed {
    Malformed {
        id: Value::Null,
        code: ErrorCode::ParseError as i32,
        message: message.to_owned(),
    }
}

/// Where the header that gives the length begins.
fn find_length(bytes: &[u8]) -> Option<usize> {
    (bytes.windows(LENGTH.len())).position(|window| window.eq_ignore_ascii_case(LENGTH))
}

fn is_header(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    name.len() < line.len() && !name.is_empty() && name.iter().all(is_name)
}

/// Reads until the stream ends or nobody listens any more.
pub fn read_all(stream: impl Read, to: &Sender<Incoming>) {
    let mut reader = Reader::new(stream);
    while let Ok(Some(incoming)) = reader.read() {
        if to.send(incoming).is_err() {
            return;
        }
    }
}

/// Writes until nobody reads or has more to say.
pub fn write_all(stream: impl Write, from: &Receiver<Outgoing>) {
    let mut stream = BufWriter::new(stream);
    for outgoing in from {
        if write(&mut stream, outgoing).is_err() {
            return;
        }
    }
}

fn write(stream: &mut impl Write, outgoing: Outgoing) -> io::Result<()> {
    match outgoing {
        Outgoing::Message(message) => message.write(stream),
        Outgoing::Malformed(Malformed { id, code, message }) => {
            let answer = json!({
                "jsonrpc": "2.0",
                "id": id,
                "error": { "code": code, "message": message },
            });
            let answer = answer.to_string();
            write!(stream, "Content-Length: {}\r\n\r\n{answer}", answer.len())?;
            stream.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Vec<String> {
        let mut reader = Reader::new(bytes);
        std::iter::from_fn(|| reader.read().unwrap())
            .map(|incoming| match incoming {
                Incoming::Message(Message::Notification(notification)) => notification.method,
                Incoming::Message(other) => format!("{other:?}"),
                Incoming::Malformed(malformed) => malformed.code.to_string(),
            })
            .collect()
    }

    fn framed(body: &str, length: usize) -> String {
        format!("Content-Length: {length}\r\n\r\n{body}")
    }

    const BODY: &str = r#"{"method":"a"}"#;

    #[test]
    fn what_is_no_message_is_passed_over() {
        let good = framed(BODY, BODY.len());
        for (bad, expected) in [
            (framed("{oops}", 6), vec!["-32700"]),
            (framed("[1]", 3), vec!["-32600"]),
            (framed(r#"{"id":1}"#, 8), vec!["-32600"]),
            // An answer that cannot be read is none of our business.
            (framed(r#"{"id":null,"result":1}"#, 22), vec![]),
            // Too short: the end of the message is found before the next header.
            (framed(BODY, 5), vec!["-32700"]),
            // Too long: the next header is found in the message.
            (framed(BODY, BODY.len() + 20), vec!["-32700"]),
            ("noise\n\nmore noise\r\n".to_owned(), vec!["-32700"]),
            ("Content-Length: many\r\n\r\n".to_owned(), vec!["-32700"]),
            (
                "Content-Length: 99999999999999\r\n\r\n".to_owned(),
                vec!["-32700"],
            ),
        ] {
            let mut expected: Vec<&str> = expected;
            expected.extend(["a", "a"]);
            let stream = format!("{bad}{good}{good}");
            assert_eq!(told(stream.as_bytes()), expected, "{bad}");
        }
    }

    #[test]
    fn other_headers_do_not_matter() {
        let bytes = format!(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:{}\r\n\r\n{BODY}",
            BODY.len()
        );
        assert_eq!(told(bytes.as_bytes()), ["a"]);
    }
}
