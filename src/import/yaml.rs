//! YAML as a tree that knows the line of everything in it, so that what is said about a rule can point at it.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

/// Deeper than any rule, and far from what would exhaust the stack.
const DEEPEST: usize = 32;
/// More than any rule holds, and few enough that aliases of aliases cannot fill the memory.
const MOST_NODES: usize = 200_000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// From 1.
    pub line: usize,
    pub value: Value,
}

/// A value. What a plain word means (a number, true, nothing) is up to whoever asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Scalar { text: String, quoted: bool },
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

/// Why a text is no YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    pub message: String,
    /// Bytes.
    pub span: Range<usize>,
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Whether nothing stands there.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, quoted: false } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// A truth value, in any of YAML's spellings.
    pub fn truth(&self) -> Option<bool> {
        match self.text()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        }
    }
}

/// Something that is not complete yet.
struct Open {
    line: usize,
    anchor: usize,
    is_map: bool,
    /// Of a map: keys and values in turn.
    nodes: Vec<Node>,
}

impl Open {
    fn close(self) -> Node {
        let value = if self.is_map {
            let mut nodes = self.nodes.into_iter();
            let pairs = std::iter::from_fn(|| Some((nodes.next()?, nodes.next()?)));
            Value::Map(pairs.collect())
        } else {
            Value::List(self.nodes)
        };
        Node {
            line: self.line,
            value,
        }
    }
}

/// Reads the first document of a YAML text; none if it is empty.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(text: &str) -> Result<Option<Node>, YamlError> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - body.len();
    let error_at = |marker: Marker, message: String| YamlError {
        message,
        span: span_at(text, offset, marker),
    };
    let mut open: Vec<Open> = Vec::new();
    let mut anchored: HashMap<usize, Node> = HashMap::new();
    let mut count = 0;
    for event in Parser::new_from_str(body) {
        let (event, span) =
            event.map_err(|error: ScanError| error_at(*error.marker(), error.info().to_owned()))?;
        let line = span.start.line();
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let value = Value::Scalar {
                    text: text.into_owned(),
                    quoted: style != ScalarStyle::Plain,
                };
                (anchor, Node { line, value })
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                if open.len() >= DEEPEST {
                    let message = format!("nested more than {DEEPEST} deep");
                    return Err(error_at(span.start, message));
                }
                open.push(Open {
                    line,
                    anchor,
                    is_map: matches!(event, Event::MappingStart(..)),
                    nodes: Vec::new(),
                });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(done) = open.pop() else { continue };
                (done.anchor, done.close())
            }
            Event::Alias(anchor) => match anchored.get(&anchor) {
                Some(node) => {
                    count += size(node);
                    (0, node.clone())
                }
                None => {
                    let message = "this refers to something that stands nowhere".to_owned();
                    return Err(error_at(span.start, message));
                }
            },
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {
                continue;
            }
        };
        count += 1;
        if count > MOST_NODES {
            return Err(error_at(
                span.start,
                "this is too much for one rule".to_owned(),
            ));
        }
        if anchor > 0 {
            anchored.insert(anchor, node.clone());
        }
        match open.last_mut() {
            Some(parent) => parent.nodes.push(node),
            None => return Ok(Some(node)),
        }
    }
    Ok(None)
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Scalar { .. } => 0,
        Value::List(nodes) => nodes.iter().map(size).sum(),
        Value::Map(pairs) => pairs
            .iter()
            .map(|(key, value)| size(key) + size(value))
            .sum(),
    }
}

/// The character at a marker, in bytes of the text; what is marked at the end of a text is its last line.
fn span_at(text: &str, offset: usize, marker: Marker) -> Range<usize> {
    let mut rest = text[offset..].char_indices().skip(marker.index());
    match rest.next() {
        Some((at, c)) => offset + at..offset + at + c.len_utf8(),
        None => text.len()..text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_knows_its_line() {
        let node = parse("\u{feff}# a comment\na: yes\nb:\n  - 'é'\n  - \"~\"\n  -\n")
            .unwrap()
            .unwrap();
        let Value::Map(pairs) = &node.value else {
            panic!("a map")
        };
        assert_eq!((pairs[0].0.line, pairs[0].1.truth()), (2, Some(true)));
        let Value::List(items) = &pairs[1].1.value else {
            panic!("a list")
        };
        assert_eq!(
            items
                .iter()
                .map(|item| (item.line, item.text(), item.is_null()))
                .collect::<Vec<_>>(),
            [
                (4, Some("é"), false),
                (5, Some("~"), false),
                (6, Some(""), true)
            ]
        );
        assert_eq!(parse("# nothing\n"), Ok(None));
    }

    #[test]
    fn aliases_are_followed_and_bombs_are_not() {
        let node = parse("a: &x [b, c]\nd: *x\n").unwrap().unwrap();
        let Value::Map(pairs) = &node.value else {
            panic!("a map")
        };
        assert_eq!(pairs[0].1.value, pairs[1].1.value);
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for i in 1..12 {
            let before = format!("*a{}, ", i - 1).repeat(10);
            bomb += &format!("a{i}: &a{i} [{}]\n", before.trim_end_matches(", "));
        }
        assert!(parse(&bomb).unwrap_err().message.contains("too much"));
        assert!(parse(&"[".repeat(100)).is_err());
        assert!(parse("a: *nowhere\n").is_err());
    }

    #[test]
    fn errors_point_at_bytes() {
        let text = "é: 'x\nb: [1\n";
        let error = parse(text).unwrap_err();
        assert!(text.is_char_boundary(error.span.start) && error.span.end <= text.len());
    }
}
