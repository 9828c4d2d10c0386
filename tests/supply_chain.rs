//! What the program is made of: each dependency has its reason, its licence and its keeper in `docs/dependencies.md`, which is drawn
//! anew from Cargo.toml by
//!
//! ```sh
//! SNAPSHOTS=overwrite cargo test --test supply_chain
//! ```
//!
//! but for the keepers, who are written into it by hand and stay.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Stands where nobody has looked yet who keeps a crate.
const UNKNOWN: &str = "?";

const HEAD: &str = "\
# What pitchlint is built on

Each crate that pitchlint names in its `Cargo.toml`, with what it is for, its licence, and who keeps it. The table is drawn from
`Cargo.toml` and compared with it by a test (`tests/supply_chain.rs`), so it is up to date. What these crates need in turn stands in
`Cargo.lock`; [`deny.toml`](../deny.toml) says which licences and sources are allowed for all of them, and that none of them may be made
for network connections.
";

/// A dependency as Cargo.toml has it.
struct Dependency {
    name: String,
    purpose: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn manifest() -> String {
    fs::read_to_string(root().join("Cargo.toml")).unwrap()
}

/// What is known of all packages. Those of other systems were not built, and Cargo fetches them if they are not there yet.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The sections of Cargo.toml with dependencies, each with the heading that it has in the table.
fn sections() -> Vec<(&'static str, Vec<Dependency>)> {
    let headings = [
        ("[dependencies]", "In the program"),
        (
            "[target.'cfg(unix)'.dependencies]",
            "In the program, on Unix",
        ),
        ("[build-dependencies]", "While it is built"),
        ("[dev-dependencies]", "In tests and benchmarks"),
    ];
    let manifest = manifest();
    let named = manifest
        .lines()
        .filter(|line| line.starts_with('[') && line.contains("dependencies"));
    assert_eq!(
        named.count(),
        headings.len(),
        "a section of dependencies is not in the table"
    );
    let section = |(start, heading)| {
        let lines = manifest
            .lines()
            .skip_while(move |line| *line != start)
            .skip(1);
        let lines = lines.take_while(|line| !line.starts_with('['));
        let named = lines.filter(|line| line.contains(" = ")).map(|line| {
            let (name, rest) = line.split_once(" = ").unwrap();
            let purpose = rest.rsplit_once(" # ").map_or("", |(_, purpose)| purpose);
            assert!(!purpose.is_empty(), "{name} has no word on what it is for");
            Dependency {
                name: name.to_owned(),
                purpose: purpose.trim().to_owned(),
            }
        });
        (heading, named.collect())
    };
    headings.into_iter().map(section).collect()
}

/// By crate: who keeps it, as the table has it now.
fn keepers(page: &str) -> BTreeMap<String, String> {
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let name = cells.first()?.strip_prefix("[`")?.split_once('`')?.0;
        (cells.len() == 4).then(|| (name.to_owned(), cells[3].to_owned()))
    });
    rows.collect()
}

/// The package that a dependency stands for.
fn package<'m>(metadata: &'m Value, name: &str) -> &'m Value {
    let packages = metadata["packages"].as_array().unwrap();
    let own = packages
        .iter()
        .find(|package| text(package, "name") == "pitchlint")
        .unwrap();
    let id = text(own, "id");
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let node = nodes.iter().find(|node| text(node, "id") == id).unwrap();
    let ids: Vec<&str> = node["deps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dependency| text(dependency, "pkg"))
        .collect();
    let mut meant = packages
        .iter()
        .filter(|package| text(package, "name") == name && ids.contains(&text(package, "id")));
    meant
        .next()
        .unwrap_or_else(|| panic!("{name} is not in Cargo.lock"))
}

#[test]
fn each_dependency_has_a_reason_a_licence_and_a_keeper() {
    let path = root().join("docs/dependencies.md");
    let page = fs::read_to_string(&path).unwrap_or_default();
    let (keepers, metadata) = (keepers(&page), metadata());
    let mut drawn = HEAD.to_owned();
    for (heading, dependencies) in sections() {
        drawn.push_str(&format!("\n## {heading}\n\n| crate | what for | licence | kept by |\n| --- | --- | --- | --- |\n"));
        for Dependency { name, purpose } in dependencies {
            let package = package(&metadata, &name);
            let (licence, keeper) = (
                text(package, "license"),
                keepers.get(&name).map_or(UNKNOWN, String::as_str),
            );
            let purpose = purpose.replace('|', "\\|");
            drawn.push_str(&format!(
                "| [`{name}`]({}) | {purpose} | {licence} | {keeper} |\n",
                text(package, "repository")
            ));
        }
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|wanted| wanted == "overwrite") {
        fs::write(&path, &drawn).unwrap();
    } else {
        assert!(
            drawn == page,
            "docs/dependencies.md is not up to date: SNAPSHOTS=overwrite cargo test --test supply_chain"
        );
    }
    let unknown: Vec<&str> = drawn
        .lines()
        .filter(|line| line.ends_with(&format!("| {UNKNOWN} |")))
        .collect();
    assert!(
        unknown.is_empty(),
        "write into docs/dependencies.md who keeps them: {unknown:#?}"
    );
}

#[test]
fn all_crates_come_from_the_registry_with_a_checksum() {
    let lock: toml::Table = fs::read_to_string(root().join("Cargo.lock"))
        .unwrap()
        .parse()
        .unwrap();
    let packages = lock["package"].as_array().unwrap();
    let others: Vec<&toml::Value> = packages
        .iter()
        .filter(|package| package["name"].as_str() != Some("pitchlint"))
        .collect();
    assert_eq!(others.len() + 1, packages.len());
    for package in others {
        let source = package.get("source").and_then(|source| source.as_str());
        assert_eq!(
            source,
            Some("registry+https://github.com/rust-lang/crates.io-index"),
            "{package}"
        );
        assert!(package.get("checksum").is_some(), "{package}");
    }
}

/// The same as `cargo deny` says, where that is not at hand.
#[test]
fn nothing_in_it_is_made_for_connections() {
    let deny: toml::Table = fs::read_to_string(root().join("deny.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let denied: BTreeSet<&str> = deny["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ban| ban["crate"].as_str().unwrap())
        .collect();
    assert!(denied.len() > 10);
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let names: BTreeSet<&str> = packages
        .iter()
        .map(|package| text(package, "name"))
        .collect();
    assert!(names.contains("pulldown-cmark"), "{names:?}");
    assert_eq!(names.intersection(&denied).count(), 0, "{names:?}");
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    let manifest: toml::Table = manifest().parse().unwrap();
    assert_eq!(
        manifest["lints"]["rust"]["unsafe_code"].as_str(),
        Some("forbid")
    );
    // It holds for each target of the package; this is for code that no target knows.
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        rust_files(&root().join(folder), &mut files);
    }
    files.push(root().join("build.rs"));
    assert!(files.len() > 100, "{}", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let words = ["unsafe", "{"].join(" ");
        assert!(
            !text.contains(&words) && !text.contains(&words.replace('{', "fn")),
            "{}",
            file.display()
        );
    }
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn no_dependency_needs_a_newer_rust_than_is_promised() {
    let version =
        |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().unwrap()).collect() };
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let own = packages
        .iter()
        .find(|package| text(package, "name") == "pitchlint")
        .unwrap();
    let promised = version(text(own, "rust_version"));
    for package in packages {
        let needed = text(package, "rust_version");
        if !needed.is_empty() {
            let name = text(package, "name");
            assert!(
                version(needed)[..2] <= promised[..2],
                "{name} needs Rust {needed}"
            );
        }
    }
    for page in ["README.md", "CONTRIBUTING.md"] {
        let said = format!("Rust {}", text(own, "rust_version"));
        let page = fs::read_to_string(root().join(page))
            .unwrap()
            .replace("[Rust](https://rustup.rs)", "Rust");
        assert!(page.contains(&said), "{said}");
    }
}
