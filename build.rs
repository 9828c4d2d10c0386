//! Turns the packs in `rules/` into static tables, so that the program parses nothing when it starts.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "cargo reads what a build script prints, and shows its author why it panicked"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/severity.rs"]
#[allow(dead_code, reason = "the build needs only part of the program's types")]
mod severity;

#[path = "src/lexicon"]
#[allow(dead_code, reason = "the build needs only part of the program's types")]
mod lexicon {
    pub mod anchor;
    pub mod inflect;
    pub mod letters;
    pub mod needs;
    pub mod pack;
    pub mod shapes;
    pub mod table;
    pub mod term;
}

use lexicon::pack::{Audience, Pack, PackError};
use lexicon::table::Tables;
use serde::Deserialize;

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=src/severity.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    write_acronyms(&out.join("acronyms.rs"));
    let rules = pack_files("rules")
        .into_iter()
        .map(|path| read(&path, Pack::read));
    let cues = pack_files("rules/cues").into_iter().map(|path| {
        let name = name(&path).to_owned();
        read(&path, |text| Pack::read_cues(&name, text))
    });
    let packs: Vec<Pack> = rules.chain(cues).collect();
    let Tables {
        text,
        items,
        packs,
        entries,
        terms,
        patterns,
        words,
        shapes,
        sites,
        anchors,
        hints,
        hint_anchors,
        needs,
        pieces,
    } = Tables::compile(&packs);
    // What Debug writes of these types is Rust: structs of numbers, and enums whose variants are in scope where it is included.
    let code = format!(
        "pub static TABLES: Tables = Tables {{ text: Cow::Borrowed({text:?}), items: Cow::Borrowed(&{items:?}), packs: Cow::Borrowed(&{packs:?}), \
         entries: Cow::Borrowed(&{entries:?}), terms: Cow::Borrowed(&{terms:?}), patterns: Cow::Borrowed(&{patterns:?}), \
         words: Cow::Borrowed(&{words:?}), shapes: Cow::Borrowed(&{shapes:?}), sites: Cow::Borrowed(&{sites:?}), anchors: Cow::Borrowed(&{anchors:?}), \
         hints: Cow::Borrowed(&{hints:?}), hint_anchors: Cow::Borrowed(&{hint_anchors:?}), \
         needs: Cow::Borrowed(&{needs:?}), pieces: Cow::Borrowed(&{pieces:?}) }};"
    );
    fs::write(out.join("tables.rs"), code).expect("OUT_DIR can be written");
}

/// The short forms of `rules/words/acronyms.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acronyms {
    /// Words divided by spaces, under what they have in common.
    known: BTreeMap<String, String>,
    trade: Vec<Trade>,
}

/// A short form that only insiders know.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trade {
    short: String,
    long: String,
    plain: String,
    /// Who knows it.
    #[serde(default)]
    audience: Vec<Audience>,
}

fn write_acronyms(out: &Path) {
    let text = fs::read_to_string("rules/words/acronyms.toml").expect("the list can be read");
    let acronyms: Acronyms = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let known: BTreeSet<&str> = (acronyms.known.values())
        .flat_map(|words| words.split_whitespace())
        .collect();
    let known: Vec<&str> = known.into_iter().collect();
    // Audiences are bits, as in the tables of packs.
    let trade: Vec<(&str, &str, &str, u8)> = (acronyms.trade.iter())
        .map(|row| {
            let bits = (row.audience.iter()).fold(0, |bits, audience| bits | audience.bit());
            (
                row.short.as_str(),
                row.long.as_str(),
                row.plain.as_str(),
                bits,
            )
        })
        .collect();
    let code = format!(
        "pub(super) static KNOWN: &[&str] = &{known:?};\npub(super) static TRADE: &[(&str, &str, &str, u8)] = &{trade:?};"
    );
    fs::write(out, code).expect("OUT_DIR can be written");
}

fn pack_files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of packs is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder of packs can be listed").path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    paths.sort();
    paths
}

fn name(path: &Path) -> &str {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a pack has a plain name")
}

fn read(path: &Path, reader: impl Fn(&str) -> Result<Pack, PackError>) -> Pack {
    let text = fs::read_to_string(path).expect("a pack can be read");
    let pack = reader(&text).unwrap_or_else(|error| {
        let line = error
            .span
            .as_ref()
            .map_or(1, |span| text[..span.start].lines().count().max(1));
        panic!("{}:{line}: {error}", path.display())
    });
    assert_eq!(name(path), pack.id, "a pack is named for its rule");
    pack
}
