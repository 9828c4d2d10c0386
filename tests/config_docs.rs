//! The schema of a config and the tables of its keys in docs/config.md are what the program reads today.
//!
//! `SNAPSHOTS=overwrite cargo test --test config_docs` writes them anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod program;

use std::fmt::Write as _;
use std::path::Path;

use pitchlint::config::file::schema;
use serde_json::Value;
use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn written(name: &str) -> Data {
    Data::read_from(&Path::new(ROOT).join(name), Some(DataFormat::Text)).raw()
}

#[test]
fn the_schema_is_current() {
    assert_data_eq!(schema().unwrap(), written("pitchlint.schema.json"));
}

#[test]
fn the_program_prints_the_schema() {
    let folder = program::folder(&[]);
    let printed = program::pitchlint(&folder, &["schema"]).code(0);
    assert_eq!(program::stdout(&printed), schema().unwrap());
}

/// A table of the keys of an object in the schema, in alphabetical order.
fn table(schema: &Value, object: &Value) -> String {
    let mut out = String::from("| Key | Holds | What it says |\n| --- | --- | --- |\n");
    for (key, value) in object["properties"].as_object().unwrap() {
        let told = value["description"].as_str().unwrap().replace('\n', " ");
        let holds = holds(schema, value);
        let _ = writeln!(out, "| `{key}` | {holds} | {told} |");
    }
    out
}

/// What a value is: one of a few texts, a list of texts, a table ...
fn holds(schema: &Value, value: &Value) -> String {
    if let Some(reference) = value["$ref"].as_str() {
        let name = reference.strip_prefix("#/$defs/").unwrap();
        return holds(schema, &schema["$defs"][name]);
    }
    let named = value["enum"].as_array().cloned().unwrap_or_default();
    let described = value["oneOf"].as_array().into_iter().flatten();
    let consts: Vec<String> = (named.iter())
        .chain(described.map(|one| &one["const"]))
        .map(|one| format!("`{one}`"))
        .collect();
    if !consts.is_empty() {
        return consts.join(", ");
    }
    match value["type"].as_str().unwrap() {
        "string" => "a text".to_owned(),
        "array" if value["items"]["type"] == "string" => "a list of texts".to_owned(),
        "array" => "tables".to_owned(),
        "object" => "a table".to_owned(),
        other => unreachable!("docs/config.md has no word for {other}"),
    }
}

#[test]
fn the_tables_of_keys_are_current() {
    let schema: Value = serde_json::from_str(&schema().unwrap()).unwrap();
    let mut page = std::fs::read_to_string(Path::new(ROOT).join("docs/config.md")).unwrap();
    for (mark, object) in [
        ("keys", &schema),
        ("overrides", &schema["$defs"]["Override"]),
    ] {
        let (before, rest) = page.split_once(&format!("<!-- {mark} -->\n")).unwrap();
        let (_, after) = rest.split_once(&format!("<!-- end of {mark} -->")).unwrap();
        page = format!(
            "{before}<!-- {mark} -->\n\n{}\n<!-- end of {mark} -->{after}",
            table(&schema, object)
        );
    }
    assert_data_eq!(page, written("docs/config.md"));
}

/// The examples of the page can be used as they stand.
#[test]
fn the_examples_of_the_page_can_be_read() {
    let page = std::fs::read_to_string(Path::new(ROOT).join("docs/config.md")).unwrap();
    let examples: Vec<&str> = (page.split("```toml\n").skip(1))
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    assert!(examples.len() >= 3);
    for example in examples {
        let name = if example.contains("[tool.") {
            "pyproject.toml"
        } else {
            "pitchlint.toml"
        };
        let folder = program::folder(&[
            (name, example.as_bytes()),
            ("house.toml", include_bytes!("../fixtures/packs/house.toml")),
            ("shared/base.toml", b""),
            ("draft.md", program::GOOD.as_bytes()),
        ]);
        program::pitchlint(&folder, &["draft.md"])
            .stderr_eq("")
            .code(0);
    }
}
