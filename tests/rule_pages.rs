//! The pages of the rules in `docs/rules/` are what the rules say today.
//!
//! `SNAPSHOTS=overwrite cargo test --test rule_pages` writes them anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pitchlint::report::{Format, Style};
use pitchlint::{Linter, Selection, Source, pages, rules};
use pulldown_cmark::{Event, Parser, Tag};
use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules");

#[test]
fn the_pages_are_current() {
    for page in pages::all() {
        let path = Path::new(FOLDER).join(&page.name);
        let written = Data::read_from(&path, Some(DataFormat::Text)).raw();
        assert_data_eq!(page.text, written);
    }
}

#[test]
fn no_page_has_outlived_its_rule() {
    let names: BTreeSet<String> = pages::all().into_iter().map(|page| page.name).collect();
    let obsolete: Vec<_> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !names.contains(name))
        .collect();
    assert!(
        obsolete.is_empty(),
        "no rule has these pages any more; delete them from docs/rules: {}",
        obsolete.join(", ")
    );
}

#[test]
fn every_rule_has_an_address_that_ends_in_its_page() {
    for id in rules::ids() {
        let url = pages::url(id).unwrap();
        assert!(url.starts_with("https://"), "{url}");
        assert!(url.ends_with(&format!("/docs/rules/{id}.md")), "{url}");
    }
    assert_eq!(pages::url("no-such-rule"), None);
}

#[test]
fn every_link_of_a_page_leads_to_a_file() {
    for page in pages::all() {
        for event in Parser::new(&page.text) {
            if let Event::Start(Tag::Link { dest_url, .. }) = event {
                let file = dest_url.split('#').next().unwrap();
                assert!(
                    Path::new(FOLDER).join(file).is_file(),
                    "{}: {file}",
                    page.name
                );
            }
        }
    }
}

/// Where the screen can, the rule's id is a link; elsewhere no address is in the way.
#[test]
fn the_full_report_links_to_the_page_where_the_screen_can() {
    let source = Source::new("draft.md", "We leverage it.");
    let findings = Linter::new(&Selection::default()).check(&source);
    let full = |links| {
        let style = Style {
            color: true,
            links,
            width: 100,
        };
        let mut out = String::new();
        Format::Full.write(&mut out, style, &source, &findings);
        out
    };
    let url = pages::url("corporate-jargon").unwrap();
    assert!(full(true).contains(&format!("\u{1b}]8;;{url}\u{1b}\\")));
    assert!(!full(false).contains("http") && !full(false).contains("\u{1b}]8"));
}
