//! What the language server does for an editor, message by message.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "messages are written where they are sent"
)]

mod editor;

use std::fs;
use std::path::Path;
use std::time::Duration;

use editor::{Editor, range, rules, uri};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A pitch that names its tool first, long before its goal.
const PITCH: &str = "# Proposal: a help desk tool\n\n\
We propose to buy Zendesk for 900 euros a month. We will utilize it daily.\n\n\
The tool has a shared inbox, rules that sort what comes in, and a page on which the team sees what is open. It runs in the \
browser, so nobody has to install anything, and the vendor moves the old messages over in a weekend. Two other teams in the \
building have used it since the spring. The contract runs for a year, and each of us would need half a day of training.\n\n\
Callers give up and leave because they wait four days for an answer today. We want them to wait one day by June.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The capabilities of an editor that can do most things.
fn able() -> Value {
    json!({
        "workspace": {
            "configuration": true,
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename"] },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "didChangeConfiguration": { "dynamicRegistration": true },
            "diagnostics": { "refreshSupport": true },
            "codeLens": { "refreshSupport": true },
        },
        "textDocument": {
            "codeAction": { "resolveSupport": { "properties": ["edit"] } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
        },
        "window": { "showDocument": { "support": true }, "workDoneProgress": true },
        "experimental": { "pitchlintCards": true },
    })
}

fn actions(editor: &mut Editor, uri: &str, range: Value, only: Value) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    let answer = editor.ask("textDocument/codeAction", params);
    answer["result"].as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    (actions.iter())
        .map(|action| action["title"].as_str().unwrap())
        .collect()
}

/// An action with its edit.
fn resolved(editor: &mut Editor, actions: &[Value], title: &str) -> Value {
    let action = actions.iter().find(|action| action["title"] == title);
    assert!(
        action.is_some(),
        "{title} is not among {:?}",
        titles(actions)
    );
    let action = action.unwrap();
    if action.get("edit").is_some() {
        return action.clone();
    }
    let answer = editor.ask("codeAction/resolve", action.clone());
    assert!(answer["result"]["edit"].is_object(), "{answer}");
    answer["result"].clone()
}

/// A text of letters alone after an edit of it.
fn applied(text: &str, edit: &Value) -> String {
    let edits = match edit["changes"].as_object() {
        Some(changes) => changes.values().next().unwrap(),
        None => &edit["documentChanges"][0]["edits"],
    };
    let offset = |position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + position["character"].as_u64().unwrap() as usize
    };
    let mut edits: Vec<(usize, usize, &str)> = (edits.as_array().unwrap().iter())
        .map(|edit| {
            let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
            (
                offset(start),
                offset(end),
                edit["newText"].as_str().unwrap(),
            )
        })
        .collect();
    edits.sort_unstable();
    let mut new = text.to_owned();
    for (start, end, text) in edits.into_iter().rev() {
        new.replace_range(start..end, text);
    }
    new
}

#[test]
fn a_finding_has_all_its_parts() {
    let folder = folder(&[]);
    let mut editor = Editor::open(folder.path(), json!({}));
    let uri = uri(&folder.path().join("pitch.md"));
    editor.did_open(&uri, "markdown", PITCH);
    let published = editor.published(&uri);
    assert_eq!(published["version"], 1);
    let all = published["diagnostics"].as_array().unwrap();
    let first = all.iter().find(|one| one["code"] == "tools-first").unwrap();
    assert_eq!(first["range"], range(2, 18, 25));
    assert_eq!(first["severity"], 1);
    assert_eq!(first["source"], "pitchlint");
    let page = first["codeDescription"]["href"].as_str().unwrap();
    assert!(page.ends_with("/docs/rules/tools-first.md"), "{page}");
    let related = &first["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri);
    assert_eq!(related["location"]["range"]["start"]["line"], 6);
    let message = first["message"].as_str().unwrap();
    assert_eq!(message.lines().count(), 2, "{message}");
    assert!(first.get("tags").is_none());
    editor.part();
}

#[test]
fn a_comment_that_does_nothing_is_unnecessary() {
    let folder = folder(&[]);
    let mut editor = Editor::open(folder.path(), json!({}));
    let text = "<!-- pitchlint-disable-next-line hype -->\nWe call.\n";
    editor.did_open("untitled:a", "markdown", text);
    let published = editor.published("untitled:a");
    let one = &published["diagnostics"][0];
    assert_eq!(
        (&one["code"], &one["tags"]),
        (&json!("unused-directive"), &json!([1]))
    );
    // What is wrong with a draft's own settings is shown, too.
    editor.did_change(
        "untitled:a",
        2,
        Value::Null,
        "---\npitchlint:\n  kind: pich\n---\n\nWe call.\n",
    );
    let published = editor.published("untitled:a");
    let one = &published["diagnostics"][0];
    assert!(
        one["message"]
            .as_str()
            .unwrap()
            .contains("\"pich\" is no kind of draft")
    );
    assert_eq!(one["range"]["start"]["line"], 2);
    editor.part();
}

#[test]
fn actions_of_a_finding() {
    let folder = folder(&[]);
    let mut editor = Editor::open(folder.path(), able());
    let uri = uri(&folder.path().join("pitch.md"));
    editor.did_open(&uri, "markdown", PITCH);
    let all = actions(&mut editor, &uri, range(2, 58, 58), Value::Null);
    let expected = [
        "Write \"use\"",
        "Put the goal first: move the paragraph with the goal above the tool",
        "Silence corporate-jargon here",
        "Accept \"utilize\" in pitchlint.toml",
        "Explain corporate-jargon",
        "Fix all that can be fixed safely",
    ];
    assert_eq!(titles(&all), expected);
    assert_eq!(
        (&all[0]["kind"], &all[0]["isPreferred"]),
        (&json!("quickfix"), &json!(true))
    );
    let document = &all[0]["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(*document, json!({ "uri": uri, "version": 1 }));
    assert_eq!(all[1]["kind"], "refactor.rewrite.goalFirst");
    assert_eq!(all[5]["kind"], "source.fixAll.pitchlint");

    let fixed = PITCH.replace("utilize", "use");
    for title in [expected[0], expected[5]] {
        let action = resolved(&mut editor, &all, title);
        assert_eq!(applied(PITCH, &action["edit"]), fixed, "{title}");
    }
    let moved = resolved(&mut editor, &all, expected[1]);
    let moved = applied(PITCH, &moved["edit"]);
    assert!(
        moved.find("Callers give up").unwrap() < moved.find("Zendesk").unwrap(),
        "{moved}"
    );
    let silenced = resolved(&mut editor, &all, expected[2]);
    assert!(
        applied(PITCH, &silenced["edit"]).contains(
            "\n\n<!-- pitchlint-disable-next-line corporate-jargon -->\nWe propose to buy"
        ),
        "{silenced}"
    );

    // An offer for a text that has changed since.
    editor.did_change(&uri, 2, Value::Null, &PITCH.replace("euros", "dollars"));
    let late = editor.ask("codeAction/resolve", all[5].clone());
    assert_eq!(late["error"]["code"], -32801, "{late}");
    editor.part();
}

#[test]
fn actions_of_a_kind() {
    let folder = folder(&[]);
    let mut editor = Editor::open(folder.path(), json!({}));
    editor.did_open("untitled:pitch", "markdown", PITCH);
    for (only, count) in [
        (json!(["source"]), 1),
        (json!(["source.fixAll"]), 1),
        (json!(["source.fixAll.pitchlint"]), 1),
        (json!(["source.fixAll.eslint"]), 0),
        (json!(["refactor"]), 1),
        (json!(["refactor.rewrite"]), 1),
        (json!(["refactor.extract"]), 0),
        (json!(["quick"]), 0),
        (json!([]), 0),
    ] {
        let found = actions(
            &mut editor,
            "untitled:pitch",
            range(2, 58, 58),
            only.clone(),
        );
        assert_eq!(found.len(), count, "{only}: {:?}", titles(&found));
        // This editor asks for no edits later.
        assert!(
            found.iter().all(|action| action["edit"].is_object()),
            "{found:?}"
        );
    }
    editor.part();
}

#[test]
fn a_word_is_accepted_in_the_config() {
    let config = "# ours\naccept = [\"a\"] # more to come\n";
    let drafts = folder(&[("with/pitchlint.toml", config)]);
    let mut editor = Editor::open(drafts.path(), able());
    let text = "They Leverage it.\n";
    let here = uri(&drafts.path().join("with/a.md"));
    editor.did_open(&here, "markdown", text);
    let all = actions(&mut editor, &here, range(0, 8, 8), Value::Null);
    let accept = resolved(&mut editor, &all, "Accept \"leverage\" in pitchlint.toml");
    assert_eq!(
        accept["edit"]["documentChanges"][0]["textDocument"]["uri"],
        uri(&drafts
            .path()
            .canonicalize()
            .unwrap()
            .join("with/pitchlint.toml"))
    );
    let after = applied(config, &accept["edit"]);
    assert_eq!(
        after,
        "# ours\naccept = [\"a\", \"leverage\"] # more to come\n"
    );

    // Once it is written, the finding is gone.
    fs::write(drafts.path().join("with/pitchlint.toml"), after).unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    editor.wait_for(|message| message["params"]["diagnostics"] == json!([]));

    // Where there is none, it is made in the folder that is open.
    let there = uri(&drafts.path().join("a.md"));
    editor.did_open(&there, "markdown", text);
    let all = actions(&mut editor, &there, range(0, 8, 8), Value::Null);
    let accept = resolved(&mut editor, &all, "Accept \"leverage\" in pitchlint.toml");
    let changes = &accept["edit"]["documentChanges"];
    let new = uri(&drafts.path().canonicalize().unwrap().join("pitchlint.toml"));
    assert_eq!(
        (&changes[0]["kind"], &changes[0]["uri"]),
        (&json!("create"), &json!(new))
    );
    assert_eq!(
        changes[1]["edits"][0]["newText"],
        pitchlint::config::accepting::new_config("leverage")
    );
    editor.part();

    // An editor that cannot make files is not asked to.
    let mut plain = Editor::open(drafts.path(), json!({}));
    plain.did_open(&there, "markdown", text);
    let all = actions(&mut plain, &there, range(0, 8, 8), Value::Null);
    assert!(
        !titles(&all).iter().any(|title| title.starts_with("Accept")),
        "{all:?}"
    );
    plain.part();
}

#[test]
fn an_explanation_is_a_page_or_a_message() {
    let folder = folder(&[]);
    let explain = json!({ "command": "pitchlint.explain", "arguments": ["hype"] });
    let mut editor = Editor::open(folder.path(), able());
    let id = editor.request("workspace/executeCommand", explain.clone());
    let shown = editor.wait_for(|message| message["method"] == "window/showDocument");
    assert!(
        shown["params"]["uri"]
            .as_str()
            .unwrap()
            .ends_with("/hype.md"),
        "{shown}"
    );
    assert_eq!(shown["params"]["external"], true);
    editor.wait_for(|message| message["id"] == id && message.get("result").is_some());
    editor.part();

    let mut plain = Editor::open(folder.path(), json!({}));
    plain.request("workspace/executeCommand", explain);
    let shown = plain.wait_for(|message| message["method"] == "window/showMessage");
    let message = shown["params"]["message"].as_str().unwrap();
    assert!(
        message.starts_with("hype: ") && message.contains("\nInstead: "),
        "{message}"
    );
    plain.part();
}

#[test]
fn hover_card_and_outline() {
    let folder = folder(&[]);
    let mut editor = Editor::open(folder.path(), able());
    let uri = uri(&folder.path().join("pitch.md"));
    editor.did_open(&uri, "markdown", PITCH);
    let card = editor.wait_for(|message| message["method"] == "pitchlint/card");
    assert_eq!(card["params"]["order"], "tools-first");
    assert!(card["params"]["score"].is_u64(), "{card}");

    let at = |line, column| json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": column } });
    let hover = editor.ask("textDocument/hover", at(2, 59))["result"].clone();
    assert_eq!(hover["range"], range(2, 57, 64));
    assert_eq!(hover["contents"]["kind"], "markdown");
    let text = hover["contents"]["value"].as_str().unwrap();
    for part in [
        "office jargon",
        "[corporate-jargon](http",
        "**Why:**",
        "**Instead:**",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!(
        editor.ask("textDocument/hover", at(3, 0))["result"],
        Value::Null
    );

    let document = json!({ "textDocument": { "uri": uri } });
    let lenses = editor.ask("textDocument/codeLens", document.clone())["result"].clone();
    let titles: Vec<&str> = (lenses.as_array().unwrap().iter())
        .map(|lens| lens["command"]["title"].as_str().unwrap())
        .collect();
    let score = card["params"]["score"].to_string();
    let top = format!("tool before goal, score {score} of 100");
    assert_eq!(titles, [top.as_str(), "the goal", "the first tool"]);
    assert_eq!(lenses[1]["range"]["start"]["line"], 6);
    let symbols = editor.ask("textDocument/documentSymbol", document)["result"].clone();
    let tool = &symbols[0];
    assert_eq!(
        (&tool["name"], &tool["detail"]),
        (&json!("ask"), &json!("We propose")),
        "{symbols}"
    );
    let answer = editor.ask(
        "workspace/executeCommand",
        json!({ "command": "pitchlint.card", "arguments": [uri] }),
    );
    assert_eq!(answer["result"]["score"], card["params"]["score"]);
    editor.part();
}

#[test]
fn diagnostics_that_are_asked_for() {
    let folder = folder(&[]);
    let mut capabilities = able();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let mut editor = Editor::open(folder.path(), capabilities);
    editor.did_open("untitled:a", "markdown", "We leverage it.\n");
    let mut params = json!({ "textDocument": { "uri": "untitled:a" } });
    let first = editor.ask("textDocument/diagnostic", params.clone())["result"].clone();
    assert_eq!(first["kind"], "full");
    assert_eq!(rules(&first["items"]), ["corporate-jargon"]);
    params["previousResultId"] = first["resultId"].clone();
    let second = editor.ask("textDocument/diagnostic", params.clone())["result"].clone();
    assert_eq!(second["kind"], "unchanged");
    editor.did_change("untitled:a", 2, Value::Null, "We use it.\n");
    let third = editor.ask("textDocument/diagnostic", params)["result"].clone();
    assert_eq!(
        (&third["kind"], &third["items"]),
        (&json!("full"), &json!([]))
    );
    // Nothing is published besides, which would be shown twice.
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let refresh = editor.wait_for(|message| message["method"] != "pitchlint/card");
    assert_eq!(
        refresh["method"], "workspace/diagnostic/refresh",
        "{refresh}"
    );
    editor.part();
}

#[test]
fn silence_where_nothing_is_to_be_said() {
    let drafts = folder(&[
        (".gitignore", "built/\n"),
        ("pitchlint.toml", "exclude = [\"archive/\"]\n"),
        ("built/a.md", "x"),
        ("archive/a.md", "x"),
        ("a.md", "x"),
    ]);
    let mut editor = Editor::open(drafts.path(), json!({}));
    let text = "We leverage it.\n";
    for (name, language, speaks) in [
        ("a.md", "markdown", true),
        ("a.mdx", "mdx", true),
        ("a.txt", "plaintext", true),
        ("b.txt", "text", true),
        ("b.md", "markdown.pandoc", true),
        ("a.rs", "rust", false),
        ("built/a.md", "markdown", false),
        ("built/new.md", "markdown", false),
        ("archive/a.md", "markdown", false),
    ] {
        let uri = uri(&drafts.path().join(name));
        editor.did_open(&uri, language, text);
        let document =
            json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 5 } });
        let hover = editor.ask("textDocument/hover", document)["result"].clone();
        assert_eq!(hover.is_object(), speaks, "{name}");
        editor.tell(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }
    editor.part();
}

#[test]
fn each_folder_has_its_config() {
    let one = folder(&[("pitchlint.toml", "accept = [\"leverage\"]\n")]);
    let two = folder(&[
        ("house.toml", HOUSE),
        ("pitchlint.toml", "packs = [\"house.toml\"]\n"),
    ]);
    let mut editor = Editor::open(one.path(), able());
    let added = [json!({ "uri": uri(two.path()), "name": "two" })];
    editor.tell(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": added, "removed": [] } }),
    );
    let text = "We leverage the frobnicator.\n";
    let (in_one, in_two) = (uri(&one.path().join("a.md")), uri(&two.path().join("a.md")));
    editor.did_open(&in_one, "markdown", text);
    assert!(editor.rules(&in_one).is_empty());
    editor.did_open(&in_two, "markdown", text);
    assert_eq!(editor.rules(&in_two), ["corporate-jargon", "house"]);

    // The pack changes, and is broken, and is whole again.
    let change = |text: &str| fs::write(two.path().join("house.toml"), text).unwrap();
    change(&HOUSE.replace("frobnicator", "widget"));
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(editor.rules(&in_two), ["corporate-jargon"]);
    change("id = 1");
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    let told = editor.wait_for(|message| message["method"] == "window/showMessage");
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("house.toml:1"), "{message}");
    change(HOUSE);
    editor.tell("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(editor.rules(&in_two), ["corporate-jargon", "house"]);
    editor.part();
}

const HOUSE: &str = r#"
id = "house"
severity = "warning"
message = "\"{text}\" is a word of this house"
what = "Words of the house."
why = "Nobody else knows them."
instead = "Say what it does."
bad = ["We sell the frobnicator."]
good = ["We sell."]

[[entry]]
terms = ["frobnicator"]
hears = "what is that"
advice = "Say what it does."
"#;

#[test]
fn an_editor_that_watches_no_files() {
    let drafts = folder(&[]);
    let mut editor = Editor::open(drafts.path(), json!({}));
    let uri = uri(&drafts.path().join("a.md"));
    editor.did_open(&uri, "markdown", "We leverage it.\n");
    assert_eq!(editor.rules(&uri), ["corporate-jargon"]);
    fs::write(
        drafts.path().join("pitchlint.toml"),
        "accept = [\"leverage\"]\n",
    )
    .unwrap();
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": uri } }),
    );
    assert!(editor.rules(&uri).is_empty());
    editor.part();
}

#[test]
fn settings_of_the_editor() {
    let drafts = folder(&[]);
    let settings = json!({ "ignore": ["corporate-jargon"], "preset": "loud", "select": "no list" });
    let mut editor = Editor::open_with(drafts.path(), json!({}), settings);
    let mut troubles = Vec::new();
    for _ in 0..2 {
        let told = editor.wait_for(|message| message["method"] == "window/showMessage");
        troubles.push(told["params"]["message"].as_str().unwrap().to_owned());
    }
    assert!(
        troubles[0].starts_with("pitchlint.preset: unknown variant `loud`"),
        "{troubles:?}"
    );
    assert!(
        troubles[1].starts_with("pitchlint.select: "),
        "{troubles:?}"
    );
    let uri = "untitled:a";
    editor.did_open(uri, "markdown", "We leverage hype: a game-changer.\n");
    assert_eq!(editor.rules(uri), ["hype"]);
    let set = |settings: Value| json!({ "settings": { "pitchlint": settings } });
    editor.tell(
        "workspace/didChangeConfiguration",
        set(json!({ "accept": ["game-changer"] })),
    );
    assert_eq!(editor.rules(uri), ["corporate-jargon"]);
    editor.tell(
        "workspace/didChangeConfiguration",
        set(json!({ "enable": false })),
    );
    assert!(editor.rules(uri).is_empty());
    editor.tell("workspace/didChangeConfiguration", set(json!({})));
    assert_eq!(editor.rules(uri), ["corporate-jargon", "hype"]);
    editor.part();
}

#[test]
fn settings_are_asked_for_where_that_is_possible() {
    let drafts = folder(&[]);
    let mut editor = Editor::open(drafts.path(), able());
    let registered = editor.wait_for(|message| message["method"] == "client/registerCapability");
    let watchers = &registered["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"], "**/*.toml");
    let asked = editor.wait_for(|message| message["method"] == "workspace/configuration");
    let answer = json!([{ "audience": "engineering", "select": ["corporate-jargo"] }]);
    editor.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": answer }));
    editor.did_open("untitled:a", "markdown", "We leverage it.\n");
    let told = editor.wait_for(|message| message["method"] == "window/showMessage");
    let message = told["params"]["message"].as_str().unwrap();
    assert!(
        message.contains("did you mean \"corporate-jargon\"?"),
        "{message}"
    );
    editor.part();
}

#[test]
fn a_large_draft_shows_progress() {
    let drafts = folder(&[]);
    let mut editor = Editor::open(drafts.path(), able());
    editor.did_open(
        "untitled:large",
        "markdown",
        &"We call the shops on Monday.\n\n".repeat(40_000),
    );
    let asked = editor.wait_for(|message| message["method"] == "window/workDoneProgress/create");
    editor.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    for kind in ["begin", "end"] {
        let progress = editor.wait_for(|message| message["method"] == "$/progress");
        assert_eq!(progress["params"]["token"], asked["params"]["token"]);
        assert_eq!(progress["params"]["value"]["kind"], kind);
    }
    editor.part();
}

#[test]
fn a_closed_document_is_forgotten() {
    let drafts = folder(&[]);
    let mut editor = Editor::open(drafts.path(), json!({}));
    let uri = uri(Path::new("/nowhere/at/all.md"));
    editor.did_open(&uri, "markdown", "We leverage it.\n");
    assert_eq!(editor.rules(&uri), ["corporate-jargon"]);
    // Closed while it is being checked: nothing comes after the last word.
    editor.did_change(&uri, 2, Value::Null, &"We leverage it.\n".repeat(5_000));
    std::thread::sleep(Duration::from_millis(10));
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": uri } }),
    );
    loop {
        let published = editor.published(&uri);
        if published["diagnostics"] == json!([]) {
            break;
        }
    }
    assert!(editor.hears_nothing(Duration::from_millis(500)));
    editor.part();
}
