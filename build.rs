//! Turns the packs in `rules/` into static tables, so that the program parses nothing when it starts.

use std::fmt::Write as _;
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
    pub mod pack;
    pub mod term;
}

use lexicon::anchor::{Anchor, anchors};
use lexicon::pack::{Advice, Context, Entry, Form, Pack, Pattern, Text};

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=src/severity.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("packs.rs");
    let packs: Vec<Pack> = pack_files().iter().map(|path| read(path)).collect();
    let mut code = format!("pub static PACKS: &[Pack] = &{};\n", list(&packs, pack));
    writeln!(code, "pub static ANCHORS: &[Anchor] = &{};", list(&anchors(&packs), anchor)).expect("a string takes it");
    fs::write(out, code).expect("OUT_DIR can be written");
}

fn pack_files() -> Vec<PathBuf> {
    let entries = fs::read_dir("rules").expect("the rules are in rules/");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("rules/ can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
}

fn read(path: &Path) -> Pack {
    let text = fs::read_to_string(path).expect("a pack can be read");
    let pack = Pack::read(&text).unwrap_or_else(|error| {
        let line = error.span.as_ref().map_or(1, |span| text[..span.start].lines().count().max(1));
        panic!("{}:{line}: {error}", path.display())
    });
    assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(pack.id.as_ref()), "a pack is named for its rule");
    pack
}

fn pack(pack: &Pack) -> String {
    format!(
        "Pack {{ id: {}, severity: Severity::{:?}, message: {}, what: {}, why: {}, instead: {}, bad: {}, good: {}, \
         skip_templates: {:?}, severity_with_figure: {}, entries: {}, patterns: {} }}",
        text(&pack.id),
        pack.severity,
        text(&pack.message),
        text(&pack.what),
        text(&pack.why),
        text(&pack.instead),
        cow_list(&pack.bad, text),
        cow_list(&pack.good, text),
        pack.skip_templates,
        pack.severity_with_figure.map_or_else(|| "None".to_owned(), |severity| format!("Some(Severity::{severity:?})")),
        cow_list(&pack.entries, entry),
        cow_list(&pack.patterns, pattern),
    )
}

fn entry(entry: &Entry) -> String {
    format!(
        "Entry {{ terms: {}, forms: {}, advice: {}, joined: {:?}, used_as: {}, unless: {}, only: {} }}",
        cow_list(&entry.terms, text),
        cow_list(&entry.forms, form),
        advice(&entry.advice),
        entry.joined,
        entry.used_as.map_or_else(|| "None".to_owned(), |pos| format!("Some(PartOfSpeech::{pos:?})")),
        context(&entry.unless),
        context(&entry.only),
    )
}

fn form(form: &Form) -> String {
    let replacement = form.replacement.as_ref().map_or_else(|| "None".to_owned(), |to| format!("Some({})", text(to)));
    format!("Form {{ text: {}, replacement: {replacement}, base: {} }}", text(&form.text), form.base)
}

fn advice(advice: &Advice) -> String {
    format!(
        "Advice {{ hears: {}, instead: {}, confidence: Confidence::{:?}, plain_for: {} }}",
        text(&advice.hears),
        text(&advice.instead),
        advice.confidence,
        cow_list(&advice.plain_for, |audience| format!("Audience::{audience:?}")),
    )
}

fn context(context: &Context) -> String {
    format!(
        "Context {{ before: {}, after: {}, sentence: {}, negated: {}, grounded: {} }}",
        cow_list(&context.before, text),
        cow_list(&context.after, text),
        cow_list(&context.sentence, text),
        context.negated,
        context.grounded,
    )
}

fn pattern(pattern: &Pattern) -> String {
    format!(
        "Pattern {{ regex: {}, hints: {}, advice: {} }}",
        text(&pattern.regex),
        cow_list(&pattern.hints, text),
        advice(&pattern.advice),
    )
}

fn anchor(anchor: &Anchor) -> String {
    let sites = cow_list(&anchor.sites, |site| format!("Site::{site:?}"));
    format!("Anchor {{ text: {}, sites: {sites} }}", text(&anchor.text))
}

fn text(text: &Text) -> String {
    format!("Cow::Borrowed({:?})", text.as_ref())
}

fn list<T>(items: &[T], item: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", "))
}

fn cow_list<T>(items: &[T], item: impl Fn(&T) -> String) -> String {
    format!("Cow::Borrowed(&{})", list(items, item))
}
