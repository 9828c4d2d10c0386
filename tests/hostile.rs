//! File names and texts that are out to break a report, run through all formats. Each report is read back by a parser of its own and
//! compared with the findings.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;

use html5gum::{Token, Tokenizer};
use percent_encoding::percent_decode_str;
use pitchlint::report::screen::safe;
use program::{folder, pitchlint, stdout};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use roxmltree::Document;
use serde_json::Value;
use tempfile::TempDir;

const NAMES: &[&[u8]] = &[
    b"a b.md",
    b"-dash.md",
    b"--format=html.md",
    b"new\nline.md",
    b"carriage\rreturn.md",
    b"quo\"te'.md",
    b"50%25,%0A.md",
    b"com,ma;semi.md",
    b"co:lon::error::x.md",
    b"<script>alert(1)<.md",
    b"]]>.md",
    b"|pipe`tick*star_.md",
    b"@everyone #1.md",
    b"\x1b[31mred\x07.md",
    b"bidi\xe2\x80\xae.md",
    b"latin\xe9.md",
    b"back\\slash.md",
    b"caf\xc3\xa9/sub dir/n.md",
];

/// What a draft may say. Each is a blank, which findings quote.
const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]></failure><x y=\"z\">",
    "a' onmouseover='alert(1)",
    "::error file=x::y",
    "%0A::warning::z",
    "| cell | `tick` **bold** @everyone #1",
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "\u{9b}2J \u{202e}turned",
    "nul \u{0} here \u{fffe}",
    "</pre></script></style>-->",
    "javascript:alert(1)",
    "ümläut 🚀 {{ x }} ${y} %s",
];

/// The beginning of a pack whose advice is as hostile.
const PACK: &str = r#"
id = "house"
severity = "warning"
message = '"{text}" ]]> <script> %0A::error::'
what = "<script>alert(1)</script> ]]> ::error::"
why = "<script>alert(2)</script>"
instead = "</style><script>alert(3)</script>"
"#;

/// What `jsonl`, the contract, says of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    path: String,
    rule: String,
    severity: String,
    message: String,
    help: String,
    line: u64,
    column: u64,
}

fn drafts() -> TempDir {
    let drafts = folder(&[]);
    let mut text = String::from("\u{feff}# Words\n\nWe leverage it.\n");
    let mut pack = String::from(PACK);
    for (number, hostile) in TEXTS.iter().enumerate() {
        let said = serde_json::to_string(hostile).unwrap();
        pack.push_str(&format!(
            "[[entry]]\nterms = [\"zork{number}\"]\nhears = {said}\nadvice = {said}\n"
        ));
        text.push_str(&format!("\nSee zork{number}, says the house.\n"));
        let hostile = hostile.replace('<', "\\<");
        text.push_str(&format!(
            "\nPay [insert {hostile}] for it, and [TBD {hostile}](x).\n"
        ));
        text.push_str(&format!("\n<p>We leverage {hostile}</p>\n"));
    }
    fs::write(drafts.path().join("house.toml"), pack).unwrap();
    fs::write(
        drafts.path().join("pitchlint.toml"),
        "packs = [\"house.toml\"]\n",
    )
    .unwrap();
    for name in NAMES {
        let path = drafts.path().join(OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &text).unwrap();
    }
    drafts
}

fn report(drafts: &TempDir, format: &str) -> String {
    stdout(&pitchlint(drafts, &["--quiet", "--format", format]).code(1))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn expected(drafts: &TempDir) -> Vec<Expected> {
    let output = report(drafts, "jsonl");
    let findings: Vec<Expected> = (output.lines())
        .map(|line| {
            let finding: Value = serde_json::from_str(line).unwrap();
            Expected {
                path: text(&finding["path"]),
                rule: text(&finding["rule"]),
                severity: text(&finding["severity"]),
                message: text(&finding["message"]),
                help: text(&finding["help"]),
                line: finding["line"].as_u64().unwrap(),
                column: finding["column"].as_u64().unwrap(),
            }
        })
        .collect();
    let paths: HashSet<&str> = findings
        .iter()
        .map(|finding| finding.path.as_str())
        .collect();
    assert_eq!(paths.len(), NAMES.len(), "{paths:?}");
    for hostile in ["<script>", "]]>", "::error", "@everyone", "%0A"] {
        let quoted = (findings.iter()).any(|finding| finding.message.contains(hostile));
        assert!(quoted, "no message quotes {hostile:?}");
    }
    for hostile in TEXTS {
        let said = findings.iter().any(|finding| finding.help == *hostile);
        assert!(said, "no advice is {hostile:?}");
    }
    findings
}

/// Nothing that a terminal or a log would obey.
fn assert_quiet(report: &str) {
    let loud = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(
        !report.contains(loud),
        "{:?}",
        report.chars().find(|c| loud(*c))
    );
}

#[test]
fn json() {
    let drafts = drafts();
    let output = report(&drafts, "json");
    assert_quiet(&output);
    let document: Value = serde_json::from_str(&output).unwrap();
    let mut expected = expected(&drafts).into_iter();
    for draft in document["drafts"].as_array().unwrap() {
        for finding in draft["findings"].as_array().unwrap() {
            let expected = expected.next().unwrap();
            assert_eq!(draft["path"], finding["path"]);
            assert_eq!(finding["path"], expected.path);
            assert_eq!(finding["message"], expected.message);
            assert_eq!(finding["line"], expected.line);
        }
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn sarif() {
    let drafts = drafts();
    let output = report(&drafts, "sarif");
    assert_quiet(&output);
    let document: Value = serde_json::from_str(&output).unwrap();
    let results = document["runs"][0]["results"].as_array().unwrap();
    let expected = expected(&drafts);
    assert_eq!(results.len(), expected.len());
    for (result, expected) in results.iter().zip(expected) {
        let place = &result["locations"][0]["physicalLocation"];
        let uri = text(&place["artifactLocation"]["uri"]);
        assert!(
            uri.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)),
            "{uri}"
        );
        assert_eq!(
            percent_decode_str(&uri).decode_utf8().unwrap(),
            expected.path
        );
        assert_eq!(result["ruleId"], expected.rule);
        assert_eq!(place["region"]["startLine"], expected.line);
        assert_eq!(place["region"]["startColumn"], expected.column);
        let message = text(&result["message"]["text"]);
        assert!(message.starts_with(&expected.message) && message.ends_with(&expected.help));
    }
}

#[test]
fn gitlab() {
    let drafts = drafts();
    let output = report(&drafts, "gitlab");
    assert_quiet(&output);
    let issues: Vec<Value> = serde_json::from_str(&output).unwrap();
    let expected = expected(&drafts);
    assert_eq!(issues.len(), expected.len());
    let fingerprints: HashSet<String> = (issues.iter())
        .map(|issue| text(&issue["fingerprint"]))
        .collect();
    assert_eq!(
        fingerprints.len(),
        issues.len(),
        "no two fingerprints are the same"
    );
    for (issue, expected) in issues.iter().zip(expected) {
        assert_eq!(issue["location"]["path"], expected.path);
        assert_eq!(issue["location"]["lines"]["begin"], expected.line);
        assert_eq!(issue["check_name"], expected.rule);
        assert_eq!(
            issue["description"],
            format!("{}. {}", expected.message, expected.help)
        );
    }
}

#[test]
fn rdjson() {
    let drafts = drafts();
    let output = report(&drafts, "rdjson");
    assert_quiet(&output);
    let document: Value = serde_json::from_str(&output).unwrap();
    let diagnostics = document["diagnostics"].as_array().unwrap();
    let expected = expected(&drafts);
    assert_eq!(diagnostics.len(), expected.len());
    for (diagnostic, expected) in diagnostics.iter().zip(expected) {
        assert_eq!(diagnostic["location"]["path"], expected.path);
        assert_eq!(
            diagnostic["location"]["range"]["start"]["line"],
            expected.line
        );
        assert_eq!(diagnostic["code"]["value"], expected.rule);
        assert_eq!(
            text(&diagnostic["severity"]).to_lowercase(),
            expected.severity
        );
        assert!(text(&diagnostic["message"]).starts_with(&expected.message));
    }
}

/// Text as XML can hold it.
fn shown(text: &str) -> String {
    safe(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[test]
fn checkstyle() {
    let drafts = drafts();
    let output = report(&drafts, "checkstyle");
    assert_quiet(&output);
    let document = Document::parse(&output).unwrap();
    let mut expected = expected(&drafts).into_iter();
    for file in document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
    {
        for error in file.children().filter(roxmltree::Node::is_element) {
            let expected = expected.next().unwrap();
            assert_eq!(file.attribute("name").unwrap(), shown(&expected.path));
            assert_eq!(error.attribute("line").unwrap(), expected.line.to_string());
            assert_eq!(
                error.attribute("column").unwrap(),
                expected.column.to_string()
            );
            assert_eq!(error.attribute("severity").unwrap(), expected.severity);
            let message = error.attribute("message").unwrap();
            assert!(message.starts_with(&shown(&expected.message)), "{message}");
        }
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn junit() {
    let drafts = drafts();
    let output = report(&drafts, "junit");
    assert_quiet(&output);
    let document = Document::parse(&output).unwrap();
    let mut expected = expected(&drafts).into_iter();
    for suite in document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
    {
        let tests = suite.children().filter(roxmltree::Node::is_element);
        assert_eq!(
            suite.attribute("tests").unwrap(),
            tests.clone().count().to_string()
        );
        for test in tests {
            let expected = expected.next().unwrap();
            assert_eq!(suite.attribute("name").unwrap(), shown(&expected.path));
            assert_eq!(test.attribute("classname").unwrap(), shown(&expected.path));
            let child = test.first_element_child().unwrap();
            assert!(child.text().unwrap().contains(&shown(&expected.message)));
            assert_eq!(
                child.attribute("message").is_none(),
                expected.severity == "info"
            );
            if let Some(message) = child.attribute("message") {
                assert_eq!(message, shown(&expected.message));
                assert_eq!(child.attribute("type").unwrap(), expected.severity);
            }
        }
    }
    assert_eq!(expected.next(), None);
}

/// As the runner of GitHub Actions reads a workflow command.
fn command(line: &str) -> (&str, Vec<(&str, String)>, String) {
    let (head, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let decode = |text: &str| {
        (text.replace("%0D", "\r").replace("%0A", "\n"))
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').unwrap();
        (key, decode(value))
    });
    let data = data
        .replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%");
    (name, properties.collect(), data)
}

#[test]
fn github() {
    let drafts = drafts();
    let output = report(&drafts, "github");
    assert_quiet(&output);
    let expected = expected(&drafts);
    assert_eq!(output.lines().count(), expected.len());
    for (line, expected) in output.lines().zip(expected) {
        let (name, properties, data) = command(line);
        let kind = if expected.severity == "info" {
            "notice"
        } else {
            &expected.severity
        };
        assert_eq!(name, kind);
        let value = |key| &properties.iter().find(|(name, _)| *name == key).unwrap().1;
        assert_eq!(*value("file"), safe(&expected.path));
        assert_eq!(*value("line"), expected.line.to_string());
        assert_eq!(*value("title"), format!("pitchlint: {}", expected.rule));
        assert!(data.starts_with(&*safe(&expected.message)), "{data}");
    }
}

#[test]
fn lines_for_people() {
    let drafts = drafts();
    let expected = expected(&drafts);
    let compact = report(&drafts, "compact");
    assert_quiet(&compact);
    assert_eq!(compact.lines().count(), expected.len());
    assert_quiet(&report(&drafts, "full"));
}

#[test]
fn markdown() {
    let drafts = drafts();
    // The limit on comments would leave most of them out.
    let mut read = 0;
    let expected = expected(&drafts);
    for name in NAMES {
        // What is no Unicode cannot be named here.
        let Ok(path) = std::str::from_utf8(name) else {
            continue;
        };
        let args = ["--format", "markdown", "--", path];
        let output = stdout(&pitchlint(&drafts, &args).code(1));
        assert_quiet(&output);
        let expected: Vec<&Expected> = expected.iter().filter(|it| it.path == path).collect();
        let cells = cells(&output, path);
        assert_eq!(cells.len(), expected.len() * 4, "{path}");
        for (row, expected) in cells.chunks(4).zip(expected) {
            assert_eq!(row[0], expected.line.to_string());
            assert_eq!(row[1], expected.severity);
            let message = safe(&expected.message).replace('\n', " ");
            assert!(row[2].starts_with(&message), "{:?} {message:?}", row[2]);
            assert_eq!(row[3], expected.rule);
            read += 1;
        }
    }
    assert!(read > 400, "{read}");
}

/// The texts of the cells below the heads, as they are shown. Nothing but line breaks and links to rules may stand in them.
fn cells(markdown: &str, path: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut open: Option<String> = None;
    let mut heading = String::new();
    let (mut in_head, mut in_heading) = (false, false);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableCell) if !in_head => open = Some(String::new()),
            Event::End(TagEnd::TableCell) => cells.extend(open.take()),
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Text(text) => match &mut open {
                Some(cell) => cell.push_str(&text.replace('\u{200b}', "")),
                None if in_heading => heading.push_str(&text.replace('\u{200b}', "")),
                None => {}
            },
            Event::InlineHtml(tag) => {
                assert_eq!(&*tag, "<br>");
                open.as_mut().unwrap_or(&mut heading).push(' ');
            }
            Event::Html(html) => panic!("{html}"),
            Event::Code(code) => panic!("{code}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with(env!("CARGO_PKG_REPOSITORY")),
                    "{dest_url}"
                );
            }
            _ => {}
        }
    }
    let path = safe(path).replace('\n', " ");
    assert!(
        heading.replace("  ", " ").contains(&path),
        "{heading:?} {path:?}"
    );
    cells
}

/// The elements that a page may have; none of them runs or loads anything.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "article",
    "section",
    "div",
    "span",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "a",
    "mark",
    "sup",
    "em",
    "strong",
    "s",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "meter",
    "blockquote",
    "hr",
    "br",
];

const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "class",
    "id",
    "href",
    "aria-label",
    "scope",
    "min",
    "max",
    "value",
    "start",
    "tabindex",
];

#[test]
fn html() {
    let drafts = drafts();
    let output = report(&drafts, "html");
    assert_quiet(&output);
    let mut messages = Vec::new();
    let mut paths = Vec::new();
    let mut open: Option<(Vec<u8>, String)> = None;
    let (mut ids, mut links) = (HashSet::new(), HashSet::new());
    for Ok(token) in Tokenizer::new(&output) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.0.clone()).unwrap();
                assert!(ELEMENTS.contains(&name.as_str()), "<{name}>");
                for (key, value) in &tag.attributes {
                    let key = std::str::from_utf8(key).unwrap();
                    let value = std::str::from_utf8(value).unwrap();
                    assert!(ATTRIBUTES.contains(&key), "{key}");
                    if key == "id" {
                        assert!(ids.insert(value.to_owned()), "{value} stands twice");
                    }
                    if key == "href" {
                        match value.strip_prefix('#') {
                            Some(id) => drop(links.insert(id.to_owned())),
                            None => {
                                assert!(value.starts_with(env!("CARGO_PKG_REPOSITORY")), "{value}")
                            }
                        }
                    }
                }
                let class = tag.attributes.get(b"class".as_slice());
                if name == "h2" || class.is_some_and(|class| ***class == *b"message") {
                    open = Some((tag.name.0, String::new()));
                }
            }
            Token::String(text) => {
                if let Some((_, content)) = &mut open {
                    content.push_str(std::str::from_utf8(&text).unwrap());
                }
            }
            Token::EndTag(tag) => {
                if let Some((name, content)) = open.take_if(|(name, _)| *name == tag.name.0) {
                    if name == b"h2" {
                        paths.push(content);
                    } else {
                        messages.push(content);
                    }
                }
            }
            Token::Comment(comment) => panic!("{comment:?}"),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    assert_eq!(
        links.difference(&ids).next(),
        None,
        "every link has its place"
    );
    let expected = expected(&drafts);
    let mut messages_expected: Vec<String> = (expected.iter())
        .map(|finding| shown(&finding.message).replace('`', ""))
        .collect();
    // The page sorts what is about no words to the top.
    messages_expected.sort();
    let mut messages: Vec<String> = messages.iter().map(|it| it.replace('`', "")).collect();
    messages.sort();
    assert_eq!(messages, messages_expected);
    let mut paths_expected: Vec<String> = expected.iter().map(|it| shown(&it.path)).collect();
    paths_expected.dedup();
    assert_eq!(paths, paths_expected);
}
