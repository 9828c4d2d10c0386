//! What of a Markdown draft is prose, block by block: each input with the blocks that a reader reads.
//!
//! A block is written `kind: text`, with a `>` before it if it is somebody else's words; `¦` stands for something that is not
//! prose, which no phrase crosses.

use pitchlint::document::BlockKind;
use pitchlint::document::prose::BARRIER;
use pitchlint::{Document, Linter, Selection, Source};

fn blocks(markdown: &str) -> Vec<String> {
    let source = Source::new("draft.md", markdown);
    let document = Document::parse(&source);
    let describe = |block: &pitchlint::document::Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::TableCell => "td".to_owned(),
            BlockKind::Caption => "caption".to_owned(),
            BlockKind::AltText => "alt".to_owned(),
            BlockKind::Footnote => "note".to_owned(),
            BlockKind::Definition => "def".to_owned(),
        };
        let text = &document.prose().text()[block.text.clone()];
        let mut shown = String::new();
        for c in text.trim().chars() {
            match c {
                BARRIER if shown.ends_with('¦') => {}
                BARRIER => shown.push('¦'),
                c => shown.push(c),
            }
        }
        let quote = if block.quoted { ">" } else { "" };
        format!("{quote}{kind}: {shown}")
    };
    document.blocks().iter().map(describe).collect()
}

/// Checks each input, and shows all that differ.
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(markdown, expected)| blocks(markdown) != *expected)
        .map(|(markdown, expected)| {
            format!(
                "{markdown}\n  is {:?}\n  not {expected:?}",
                blocks(markdown)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn plain_markdown() {
    check(&[
        ("", &[]),
        ("one\ntwo\n\nthree", &["p: one two", "p: three"]),
        ("# One #\n\n###### Six", &["h1: One", "h6: Six"]),
        ("One\n===\n\nTwo\nlines\n---", &["h1: One", "h2: Two lines"]),
        ("- a\n- b\n\n  c", &["li: a", "li: b", "li: c"]),
        ("1. a\n   - b\n2. c", &["li: a", "li: b", "li: c"]),
        ("- [x] done\n- [ ] open", &["li: done", "li: open"]),
        ("- # Head\n  text", &["h1: Head", "li: text"]),
        (
            "| a | b |\n|---|---|\n| c \\| d | |",
            &["td: a", "td: b", "td: c | d"],
        ),
        ("Text[^1].\n\n[^1]: A note.", &["p: Text.", "note: A note."]),
        (
            "Term\n: One meaning\n: Another",
            &["def: Term", "def: One meaning", "def: Another"],
        ),
        ("a  \nb\\\nc", &["p: a b c"]),
        ("*a*b **c** __d__ \\*e\\*", &["p: ab c d *e*"]),
        (
            "It costs $5 and $10, or $x$.",
            &["p: It costs $5 and $10, or $x$."],
        ),
        ("&lt;b&gt; &amp; &#x41;&nbsp;B", &["p: <b> & A B"]),
        ("***\n\ntext\n\n* * *", &["p: text"]),
    ]);
}

#[test]
fn what_is_not_prose() {
    check(&[
        ("a `code` b", &["p: a ¦ b"]),
        ("```rust\nlet x;\n```\n\n    indented\n\ntext", &["p: text"]),
        ("- a\n\n  ```\n  code\n  ```\n- b", &["li: a", "li: b"]),
        ("a ~~gone~~ b", &["p: a ¦ b"]),
        ("a ~~gone *far* away~~ b", &["p: a ¦ b"]),
        (
            "<https://a.example> and https://b.example/x.",
            &["p: ¦ and ¦."],
        ),
        (
            "write to <me@a.example> or me@b.example",
            &["p: write to ¦ or ¦"],
        ),
        ("[text](url \"title\") end", &["p: text end"]),
        (
            "[text][ref] and [ref]\n\n[ref]: /url 'title'",
            &["p: text and ref"],
        ),
        ("a <!-- hidden --> b", &["p: a  b"]),
        ("<!-- a\n\nb -->\n\ntext", &["p: text"]),
        ("a {{ b }} c {% d %} e <% f %>", &["p: a ¦ c ¦ e ¦"]),
        ("## Goals {#goals .wide}", &["h2: Goals ¦"]),
        ("import Chart from './chart'\n\ntext", &["p: text"]),
        ("export const meta = { a: 1 }\n\ntext", &["p: text"]),
        (
            "import the list from the office",
            &["p: import the list from the office"],
        ),
        ("export it and send it", &["p: export it and send it"]),
        ("export it (by post)", &["p: export it (by post)"]),
    ]);
}

/// "≧̸" has two characters of together five bytes, and so has the reference.
#[test]
fn a_reference_is_no_shorter_than_its_two_characters() {
    let source = Source::new("draft.md", "a &ngE; b");
    let document = Document::parse(&source);
    let prose = document.prose();
    for (at, c) in prose.text().char_indices().skip(2).take(2) {
        let place = prose.source_range(&(at..at + c.len_utf8()));
        assert_eq!(&source.text()[place], "&ngE;", "{c:?}");
    }
}

#[test]
fn images_speak_after_the_block_in_which_they_stand() {
    check(&[
        ("a ![b *c*](d.png \"e\") f", &["p: a ¦ f", "alt: b c"]),
        ("![only](a.png)", &["alt: only"]),
        ("- x ![y](z) w", &["li: x ¦ w", "alt: y"]),
        ("[![badge](a.svg)](b) text", &["p: ¦ text", "alt: badge"]),
        ("![a ![b](c) d](e) f", &["p: ¦ f", "alt: a b d"]),
        ("![a\nb\\\nc](d)", &["alt: a b c"]),
    ]);
}

#[test]
fn front_matter() {
    check(&[
        ("---\ntitle: x\n---\n\ntext", &["p: text"]),
        ("+++\ntitle = \"x\"\n+++\ntext", &["p: text"]),
        ("---\ntitle: x\n...\ntext", &["p: text"]),
        ("\u{feff}---\r\ntitle: x\r\n---\r\ntext", &["p: text"]),
        (
            "text\n\n---\nkey: value\n---\n\nmore",
            &["p: text", "h2: key: value", "p: more"],
        ),
        ("---\n\nunclosed: yes", &["p: unclosed: yes"]),
        ("+++\nno end", &["p: +++ no end"]),
    ]);
}

#[test]
fn bold_words_at_the_head_of_a_block() {
    let bold = |markdown: &str| -> Vec<usize> {
        let document = Document::parse(&Source::new("draft.md", markdown));
        document.blocks().iter().map(|block| block.bold).collect()
    };
    assert_eq!(bold("One.\n\n**Goal:** fewer calls\n"), [0, 5]);
    assert_eq!(bold("**All** and **more**\n"), [3]);
    assert_eq!(bold("Fewer **calls**\n"), [0]);
}

#[test]
fn cells_are_counted_anew_in_each_table() {
    let document = Document::parse(&Source::new(
        "draft.md",
        "| a | b |\n| - | - |\n| c | d |\n\n| e |\n| - |\n| f |\n",
    ));
    let cells: Vec<(u32, u32)> = (document.blocks().iter())
        .filter_map(|block| block.cell)
        .map(|cell| (cell.row, cell.column))
        .collect();
    assert_eq!(cells, [(0, 0), (0, 1), (1, 0), (1, 1), (0, 0), (1, 0)]);
}

/// What a draft says about itself, and where it says so.
#[test]
fn metadata_entries() {
    let said = |text: &str| -> Vec<String> {
        let document = Document::parse(&Source::new("draft.md", text));
        (document.front_matter().into_iter())
            .flat_map(|matter| &matter.entries)
            .map(|entry| {
                let items = entry.items.join(",");
                format!("{} = {items} <{}>", entry.key, &text[entry.span.clone()])
            })
            .collect()
    };
    assert_eq!(
        said(
            "---\ntitle: \"A: b #1 # d\" # c\npitchlint:\n  kind: prose # for now\n  accept: [a, 'b']\ntags:\n  - one\n  - two\n\n# a note: x\nowner: {name: Jo, team: x}\n---\n"
        ),
        [
            "title = A: b #1 # d <title: \"A: b #1 # d\" # c>",
            "pitchlint =  <pitchlint:>",
            "pitchlint.kind = prose <kind: prose # for now>",
            "pitchlint.accept = a,b <accept: [a, 'b']>",
            "tags = one,two <tags:\n  - one\n  - two>",
            "owner.name = Jo <owner: {name: Jo, team: x}>",
            "owner.team = x <owner: {name: Jo, team: x}>",
        ]
    );
    assert_eq!(
        said("+++\nTitle = \"x\"\n[pitchlint]\nkind = \"pitch\"\n+++\n"),
        [
            "title = x <Title = \"x\">",
            "pitchlint.kind = pitch <kind = \"pitch\">"
        ]
    );
}

#[test]
fn whose_words_they_are() {
    check(&[
        ("> theirs\n\nours", &[">p: theirs", "p: ours"]),
        ("> > deeper\n> - item", &[">p: deeper", ">li: item"]),
        (
            "- ours\n  > theirs\n- ours",
            &["li: ours", ">li: theirs", "li: ours"],
        ),
        ("> [!WARNING]\n> ours", &["p: ours"]),
        (
            "> [!NOTE]\n> ours\n>\n> > theirs",
            &["p: ours", ">p: theirs"],
        ),
        ("- one\n  > [!NOTE]\n  > two", &["li: one", "li: two"]),
        ("> ```{note}\n> theirs\n> ```", &[">p: theirs"]),
        (
            "<blockquote>theirs</blockquote>\n\nours",
            &[">p: theirs", "p: ours"],
        ),
        ("<blockquote>unclosed\n\nours", &[">p: unclosed", "p: ours"]),
        (
            "<blockquote>\n\ntheirs\n\n</blockquote>\n\nours",
            &[">p: theirs", "p: ours"],
        ),
    ]);
}

#[test]
fn admonitions() {
    check(&[
        (
            "```{note}\nOurs, *all*\nof it.\n```",
            &["p: Ours, all of it."],
        ),
        (
            "````{tip}\nA\n```{warning}\nB\n```\n````",
            &["p: A", "p: B"],
        ),
        (
            "````{tip}\n[A][a], [b]\n```{note}\n[C][a], [d], [e][]\n```\n[e]: x\n````\n\n[a]: x\n[B]: x",
            &["p: A, b", "p: C, [d], e"],
        ),
        ("```{code-block} rust\nlet x;\n```", &[]),
        // The parser takes colons for a definition list; what counts is that the words are read.
        (":::note\nOurs.\n:::", &["def: :::note Ours.", "def: ::"]),
        (":::{note}\nOurs.\n:::", &["def: :::¦ Ours.", "def: ::"]),
    ]);
}

#[test]
fn html_blocks() {
    check(&[
        (
            "<details>\n<summary>More</summary>\nBody <b>bo</b>ld.\n</details>",
            &["caption: More", "p: Body bold."],
        ),
        ("<details>\n\nBody *it*\n\n</details>", &["p: Body it"]),
        (
            "<table><tr><td>a<br>b</td><th>c</th></tr></table>",
            &["td: a b", "td: c"],
        ),
        (
            "<div align=center>\n<h2>Head</h2>\ntext\n</div>",
            &["h2: Head", "p: text"],
        ),
        (
            "<script>\nvar a = '<p>no</p>';\n</script>\n\ntext",
            &["p: text"],
        ),
        ("<style>p { color: red }</style>\n\ntext", &["p: text"]),
        ("<p hidden>no</p><p>yes</p>", &["p: yes"]),
        ("<pre>\ncode\n</pre>\n\ntext", &["p: text"]),
        (
            "<p>a <del>b <i>c</i> <del>d</del> e</del> f</p>",
            &["p: a ¦ f"],
        ),
        (
            "<ul><li>a</li><li>b <code>c</code></li></ul>",
            &["li: a", "li: b ¦"],
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", &["def: a", "def: b"]),
        (
            "<p>R&amp;D &copy; AT&T &bogus;</p>",
            &["p: R&D © AT&T &bogus;"],
        ),
        ("<p>a <!-- b --> c</p>", &["p: a  c"]),
        ("> <p>theirs\n> too</p>", &[">p: theirs too"]),
        (
            "<div>\n  <div>\n    <p>deep</p>\n  </div>\n</div>",
            &["p: deep"],
        ),
        (
            "a <kbd>Ctrl</kbd> <del>gone</del> b<br/>c",
            &["p: a ¦ ¦ b c"],
        ),
        ("<img src=x alt=y> text", &["p: text"]),
        ("<p>a <del>b <del>c</del> d</del> e</p>", &["p: a ¦ e"]),
        ("a <del>b <del>c</del> d</del> e", &["p: a ¦ e"]),
        ("a </del> b", &["p: a  b"]),
        ("<p>a<wbr hidden>b</p>", &["p: ab"]),
        ("<div>\n\n    let code;\n\n</div>", &[]),
        (
            "<div>\n\n    <div>\n\none\n\n    <p>two</p>\n\n</div></div>",
            &["p: one", "p: two"],
        ),
        ("<div>\n\n    <p>text</p>\n\n</div>", &["p: text"]),
        ("<div>\ntext\n</div>\n\n    <p>code</p>", &["p: text"]),
    ]);
}

#[test]
fn tags_that_are_blanks() {
    check(&[
        ("Dear <company name>,", &["p: Dear <company name>,"]),
        ("Dear <name>,", &["p: Dear <name>,"]),
        (
            "See <Tabs> and <my-chart> and <Tab id=\"1\">",
            &["p: See  and  and"],
        ),
        ("A <foo>closed</foo> one", &["p: A closed one"]),
        ("A <foo/> one", &["p: A  one"]),
    ]);
}

#[test]
fn links_and_footnotes_are_references() {
    let has = |markdown: &str| {
        let document = Document::parse(&Source::new("draft.md", markdown));
        let sentence = document.sentence_at(0);
        document.has_reference(&sentence)
    };
    for with in [
        "It [pays](https://example.org). Not here.",
        "[It pays](https://example.org). Not here.",
        "It pays, see <https://example.org>.",
        "It pays, see https://example.org/a here.",
        "It pays.[^1] Not here.\n\n[^1]: A survey.",
        "It <a href=\"https://example.org\">pays</a>.",
        "<p>It <a href=\"https://example.org\">pays</a>.</p>",
    ] {
        assert!(has(with), "{with}");
    }
    for without in [
        "It pays. [Not here](https://example.org).",
        "It `pays` {{ x }}.",
        "It <a name=\"x\">pays</a>.",
        "<p>It <a name=\"x\">pays</a>.</p>",
        "It pays.\n\n[Not here](https://example.org).",
    ] {
        assert!(!has(without), "{without}");
    }
}

/// What stands in braces is code in MDX, and text elsewhere.
#[test]
fn expressions_of_mdx_are_code() {
    let found = |name: &str| {
        let draft = "We use {props.leverage} and {a.map(() => { leverage })} here.\n";
        let linter = Linter::new(&Selection::default());
        linter.check(&Source::new(name, draft)).len()
    };
    assert_eq!(found("page.mdx"), 0);
    assert_eq!(found("page.md"), 2);
}

/// Where a block is read line by line, a line break of two bytes is still one line break.
#[test]
fn words_are_found_in_blocks_of_html_and_in_admonitions() {
    let linter = Linter::new(&Selection::default());
    for draft in [
        "<p>\nSo\nwe leverage\nit.\n</p>\n",
        "```{note}\nSo\nwe leverage\nit.\n```\n",
        "- <p>\n  So\n  we leverage\n  it.\n  </p>\n",
        "<p>\nR&amp;D\nwe leverage\nit &amp; more.\n</p>\n",
        "- ````{note}\n  ```{tip}\n  So\n  we leverage\n  it.\n  ```\n  ````\n",
        "- ```{note}\n  ~~~{tip}\n  <p>So\n  we leverage\n  it.\n",
    ] {
        for draft in [draft.to_owned(), draft.replace('\n', "\r\n")] {
            let source = Source::new("draft.md", draft);
            let text = |finding: &pitchlint::Finding| &source.text()[finding.span().clone()];
            let found = linter.check(&source);
            let found: Vec<&str> = found.iter().map(text).collect();
            assert_eq!(found, ["leverage"], "{:?}", source.text());
        }
    }
    let source = Source::new("draft.md", "<p>So we &#108;everag&#101; it.</p>");
    let found = linter.check(&source);
    assert_eq!(
        &source.text()[found[0].span().clone()],
        "&#108;everag&#101;"
    );
}
