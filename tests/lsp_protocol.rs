//! What an editor may get wrong, and what becomes of the session: it goes on, with the right error code.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod editor;

use std::time::{Duration, Instant};

use editor::{Editor, range, rules, uri};
use serde_json::{Value, json};

const BAD: &str = "We leverage it.\n";

/// Whether the server still checks drafts.
fn goes_on(editor: &mut Editor) {
    editor.did_open("untitled:goes-on", "markdown", BAD);
    assert_eq!(editor.rules("untitled:goes-on"), ["corporate-jargon"]);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": "untitled:goes-on" } }),
    );
    assert!(editor.rules("untitled:goes-on").is_empty());
}

fn opened() -> (tempfile::TempDir, Editor) {
    let folder = tempfile::tempdir().unwrap();
    let editor = Editor::open(folder.path(), json!({}));
    (folder, editor)
}

#[test]
fn bytes_that_are_no_message() {
    let (_folder, mut editor) = opened();
    for (bytes, code) in [
        ("Content-Length: 6\r\n\r\n{oops}", -32700),
        ("Content-Length: 3\r\n\r\n\"\u{e9}", -32700),
        ("Content-Length: 2\r\n\r\n[]", -32600),
        ("Content-Length: 8\r\n\r\n{\"id\":1}", -32600),
        ("Content-Length: x\r\n\r\n", -32700),
        ("Content-Length: -1\r\n\r\n", -32700),
        ("Content-Type: text\r\n\r\n", -32700),
        ("what is this?\r\n\r\n", -32700),
        // Shorter than it is.
        ("Content-Length: 9\r\n\r\n{\"jsonrpc\":\"2.0\"}\r\n", -32700),
    ] {
        editor.send_raw(bytes.as_bytes());
        let answer = editor.next_message();
        assert_eq!(answer["error"]["code"], code, "{bytes:?}: {answer}");
        goes_on(&mut editor);
    }
    // Longer than it is: it reaches into the next message, which is found all the same.
    editor.send_raw(b"Content-Length: 60\r\n\r\n{\"jsonrpc\":\"2.0\"}\r\n");
    let id = editor.request("textDocument/hover", json!({}));
    assert_eq!(editor.next_message()["error"]["code"], -32700);
    assert_eq!(editor.next_message()["id"], id);
    goes_on(&mut editor);
    editor.part();
}

#[test]
fn requests_that_cannot_be_answered() {
    let (_folder, mut editor) = opened();
    for (method, params, code) in [
        ("textDocument/rename", json!({}), -32601),
        ("$/unknown", json!({}), -32601),
        ("textDocument/hover", json!({ "textDocument": 1 }), -32602),
        ("textDocument/hover", json!([]), -32602),
        ("textDocument/codeAction", Value::Null, -32602),
        ("codeAction/resolve", json!({}), -32602),
        (
            "codeAction/resolve",
            json!({ "title": "a", "data": 1 }),
            -32602,
        ),
        (
            "textDocument/documentSymbol",
            json!({ "textDocument": { "uri": "file:///not-open.md" } }),
            -32602,
        ),
        (
            "workspace/executeCommand",
            json!({ "command": "rm" }),
            -32602,
        ),
        (
            "workspace/executeCommand",
            json!({ "command": "pitchlint.explain", "arguments": ["no-such-rule"] }),
            -32602,
        ),
        (
            "workspace/executeCommand",
            json!({ "command": "pitchlint.card" }),
            -32602,
        ),
        ("initialize", json!({ "capabilities": {} }), -32600),
    ] {
        let answer = editor.ask(method, params.clone());
        assert_eq!(answer["error"]["code"], code, "{method} {params}: {answer}");
    }
    goes_on(&mut editor);
    // An answer to a question that nobody asked, a cancellation of nothing.
    editor.send(&json!({ "jsonrpc": "2.0", "id": 77, "result": null }));
    editor.tell("$/cancelRequest", json!({ "id": 77 }));
    editor.tell("$/setTrace", json!({ "value": "verbose" }));
    goes_on(&mut editor);
    editor.part();
}

#[test]
fn the_order_of_a_conversation() {
    let mut editor = Editor::start();
    let early = editor.ask("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002, "{early}");
    editor.did_open("untitled:early", "markdown", BAD);
    assert!(editor.hears_nothing(Duration::from_millis(200)));
    let wrong = editor.ask("initialize", json!({ "capabilities": 1 }));
    assert_eq!(wrong["error"]["code"], -32602, "{wrong}");
    let answer = editor.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(answer["result"]["serverInfo"]["name"], "pitchlint");
    editor.tell("initialized", json!({}));
    goes_on(&mut editor);
    editor.ask("shutdown", Value::Null);
    let late = editor.ask("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600, "{late}");
    editor.tell("exit", Value::Null);
    let status = editor.end_within(Duration::from_secs(5));
    assert_eq!(status.code(), Some(0));

    let (_folder, mut hasty) = opened();
    hasty.tell("exit", Value::Null);
    assert_eq!(hasty.end_within(Duration::from_secs(5)).code(), Some(1));
}

#[test]
fn an_editor_that_dies() {
    let (_folder, mut editor) = opened();
    goes_on(&mut editor);
    editor.die();
    assert_eq!(editor.end_within(Duration::from_secs(1)).code(), Some(1));

    // In the middle of a message, with a large draft still being checked.
    let (_folder, mut editor) = opened();
    editor.did_open("untitled:large", "markdown", &BAD.repeat(100_000));
    editor.send_raw(b"Content-Length: 1000\r\n\r\n{");
    std::thread::sleep(Duration::from_millis(100));
    editor.die();
    assert_eq!(editor.end_within(Duration::from_secs(1)).code(), Some(1));

    let mut silent = Editor::start();
    silent.die();
    assert_eq!(silent.end_within(Duration::from_secs(1)).code(), Some(1));
}

#[test]
fn edits_outside_of_the_document() {
    let (_folder, mut editor) = opened();
    let uri = "untitled:edits";
    editor.did_open(uri, "markdown", "😀 We leverage it.");
    let place = |line: u32, column: u32| json!({ "line": line, "character": column });
    assert_eq!(
        editor.published(uri)["diagnostics"][0]["range"],
        range(0, 6, 14)
    );
    for (version, start, end, new, expected) in [
        // In the middle of a surrogate pair: before it.
        (2, place(0, 1), place(0, 1), "é", range(0, 7, 15)),
        // Behind the end of the line, and of the document.
        (3, place(0, 5_000), place(0, 9_000), "\n", range(0, 7, 15)),
        (
            4,
            place(70, 5),
            place(u32::MAX, u32::MAX),
            "more",
            range(0, 7, 15),
        ),
        // Backwards: an insertion.
        (5, place(0, 3), place(0, 0), "x", range(0, 8, 16)),
    ] {
        editor.did_change(uri, version, json!({ "start": start, "end": end }), new);
        let published = editor.published(uri);
        assert_eq!(published["version"], version);
        assert_eq!(published["diagnostics"][0]["range"], expected, "{version}");
    }
    // No position at all, or a document that is not open: passed over.
    let place =
        json!({ "start": { "line": -1, "character": 0 }, "end": { "line": 0, "character": 0 } });
    editor.did_change(uri, 6, place, "x");
    editor.did_change("untitled:not-open", 2, Value::Null, BAD);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": "untitled:not-open" } }),
    );
    goes_on(&mut editor);
    editor.part();
}

#[test]
fn addresses() {
    let folder = tempfile::tempdir().unwrap();
    let drafts = folder.path().join("drafts é 漢字 100%");
    std::fs::create_dir(&drafts).unwrap();
    std::fs::write(drafts.join("pitchlint.toml"), "accept = [\"synergy\"]\n").unwrap();
    let mut editor = Editor::open(folder.path(), json!({}));
    let text = "We leverage synergy.\n";
    // With the config of its folder, so that the path was understood.
    let encoded = uri(&drafts.join("a b.md"));
    editor.did_open(&encoded, "markdown", text);
    assert_eq!(editor.rules(&encoded), ["corporate-jargon"]);
    // As it should not be written, and is.
    let raw = format!("file://{}", drafts.join("ü ö.md").display()).replace('%', "%25");
    editor.did_open(&raw, "markdown", text);
    assert_eq!(
        editor.rules(&uri(&drafts.join("ü ö.md"))),
        ["corporate-jargon"]
    );
    // Somewhere else: silence.
    for elsewhere in [
        "git:/drafts/a.md?%7B%7D",
        "https://example.com/a.md",
        "file://host/a.md",
        "vscode-notebook-cell:/a.md#1",
        "a.md",
    ] {
        editor.did_open(elsewhere, "markdown", text);
        let answer = editor.ask(
            "textDocument/codeAction",
            json!({ "textDocument": { "uri": elsewhere }, "range": range(0, 0, 9), "context": { "diagnostics": [] } }),
        );
        assert_eq!(answer["result"], json!([]), "{elsewhere}: {answer}");
    }
    goes_on(&mut editor);
    editor.part();
}

#[test]
fn a_burst_of_edits_is_checked_once_or_twice_and_never_stale() {
    let (_folder, mut editor) = opened();
    let uri = "untitled:burst";
    editor.did_open(uri, "markdown", "");
    editor.published(uri);
    for version in 2..=101 {
        editor.did_change(uri, version, range(0, 0, 0), "leverage ");
    }
    let mut versions = Vec::new();
    let start = Instant::now();
    while versions.last() != Some(&101) {
        let published = editor.published(uri);
        let version = published["version"].as_i64().unwrap();
        let found = rules(&published["diagnostics"]);
        let words = found
            .iter()
            .filter(|rule| *rule == "corporate-jargon")
            .count();
        assert_eq!(
            words as i64,
            version - 1,
            "the findings are those of the version"
        );
        versions.push(version);
    }
    assert!(versions.is_sorted(), "{versions:?}");
    // One for what was there when the first was taken, and one each interval after that.
    let most = 2 + start.elapsed().as_millis() / 50;
    assert!(versions.len() as u128 <= most, "{versions:?}");
    assert!(editor.hears_nothing(Duration::from_millis(300)));
    editor.part();
}

#[test]
fn a_request_can_be_cancelled() {
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let folder = tempfile::tempdir().unwrap();
    let mut editor = Editor::open(folder.path(), capabilities);
    let large = format!(
        "{}\n",
        "We leverage it, and the mill grinds on. ".repeat(20_000)
    );
    editor.did_open("untitled:large", "markdown", &large);
    let document = json!({ "textDocument": { "uri": "untitled:large" } });
    let id = editor.request("textDocument/diagnostic", document);
    // Another document is not kept waiting.
    editor.did_open("untitled:small", "markdown", BAD);
    let small = json!({ "textDocument": { "uri": "untitled:small" } });
    let answer = editor.ask("textDocument/diagnostic", small);
    assert_eq!(rules(&answer["result"]["items"]), ["corporate-jargon"]);
    editor.tell("$/cancelRequest", json!({ "id": id }));
    let answer = editor.wait_for(|message| message["id"] == id);
    assert_eq!(answer["error"]["code"], -32800, "{answer}");
    editor.part();
}
