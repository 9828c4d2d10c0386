//! Reports read back: each is what its format asks for, holds each finding once, and nothing in a draft or its path gets out of
//! its place.

use clap::ValueEnum as _;
use pitchlint::card::Card;
use pitchlint::finding::Finding;
use pitchlint::linter::Analysis;
use pitchlint::report::summary::Counts;
use pitchlint::report::{Draft, End, Format, RuleInfo, Run, Style};
use pitchlint::{Source, rules};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::common::{DEFAULT, STRICT};

/// What drafts may be called. One is told from the other by the length of the draft.
const NAMES: &[&str] = &[
    "draft.md",
    "docs/a \"draft\" & <more>.md",
    "-->]]>'\u{1b}[1m\n|`x`.md",
    "# @ann %41\u{202e}é.md",
];

/// What ends a report in HTML.
const HTML_END: &str = "</footer>\n</body>\n</html>\n";

pub fn run(data: &[u8]) {
    let name = NAMES[data.len() % NAMES.len()];
    let source = Source::new(name, String::from_utf8_lossy(data));
    for linter in [&*DEFAULT, &*STRICT] {
        let analysis = linter.analyse(&source);
        for format in Format::value_variants() {
            let report = report(*format, &source, &analysis);
            read_back(*format, &report, &source, &analysis.findings);
        }
    }
}

/// A report on two drafts, this one and one without findings.
fn report(format: Format, source: &Source, analysis: &Analysis) -> String {
    let reporter = format.reporter(Style::PLAIN);
    let rules = if format.lists_rules() {
        RuleInfo::all_of(rules::tables()).collect()
    } else {
        Vec::new()
    };
    let run = Run {
        rules,
        drafts: 2,
        quiet: false,
    };
    let quiet = Source::new("quiet.md", "Nothing here.\n");
    let card = Card::new(&analysis.document, &analysis.reading, &analysis.findings);
    let kind = analysis.reading.kind.kind;
    let drafts = [
        Draft {
            path: source.name(),
            source,
            kind,
            findings: &analysis.findings,
            card: format.shows_card().then_some(&card),
        },
        Draft {
            path: quiet.name(),
            source: &quiet,
            kind: pitchlint::reading::Kind::Prose,
            findings: &[],
            card: None,
        },
    ];
    let mut counts = Counts::default();
    let mut out = String::new();
    reporter.begin(&mut out, &run);
    let mut is_first = true;
    for draft in &drafts {
        counts.add(draft.findings, false, draft.kind);
        let mut part = String::new();
        reporter.draft(&mut part, &run, draft);
        if !part.is_empty() {
            if !std::mem::take(&mut is_first) {
                out.push_str(reporter.between());
            }
            out.push_str(&part);
        }
    }
    let end = End {
        counts: &counts,
        failed: false,
        left_out: 0,
    };
    reporter.end(&mut out, &run, &end);
    out
}

fn read_back(format: Format, report: &str, source: &Source, findings: &[Finding]) {
    // Neither a terminal nor the eye is led astray.
    let is_stray = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(
        !report.contains(is_stray),
        "{format:?} lets a control character through: {report:?}"
    );
    let count = findings.len();
    match format {
        // Read by people; what stands in them is told by the snapshots.
        Format::Full => {}
        Format::Compact => {
            let about = |line: &&str| {
                line.ends_with(']')
                    && findings
                        .iter()
                        .any(|one| line.ends_with(&format!("[{}]", one.rule)))
            };
            assert_eq!(report.lines().filter(about).count(), count, "{report}");
        }
        Format::Github => {
            let commands = report.lines().filter(|line| line.starts_with("::"));
            assert!(commands.clone().all(|line| {
                ["::error ", "::warning ", "::notice "]
                    .iter()
                    .any(|command| line.starts_with(command))
            }));
            assert_eq!(commands.count(), count, "{report}");
        }
        Format::Json => {
            let report = json(report);
            assert_eq!(report["drafts"].as_array().map(Vec::len), Some(2));
            assert_eq!(report["drafts"][0]["path"], source.name());
            objects(array(&report["drafts"][0]["findings"]), source, findings);
        }
        Format::Jsonl => {
            let lines: Vec<Value> = report.lines().map(json).collect();
            assert!(lines.iter().all(|line| line["path"] == source.name()));
            objects(&lines, source, findings);
        }
        Format::Sarif => {
            let report = json(report);
            let run = &report["runs"][0];
            let results = array(&run["results"]);
            assert_eq!(results.len(), count);
            for (result, finding) in results.iter().zip(findings) {
                assert_eq!(result["ruleId"], *finding.rule);
                let rule = result["ruleIndex"]
                    .as_u64()
                    .and_then(|index| usize::try_from(index).ok());
                assert_eq!(
                    run["tool"]["driver"]["rules"][rule.expect("rules are numbered")]["id"],
                    *finding.rule
                );
            }
        }
        Format::Gitlab => {
            let report = json(report);
            let issues = array(&report);
            assert_eq!(issues.len(), count);
            let mut prints: Vec<&str> = issues
                .iter()
                .filter_map(|issue| issue["fingerprint"].as_str())
                .collect();
            prints.sort_unstable();
            prints.dedup();
            assert_eq!(
                prints.len(),
                count,
                "each issue has a fingerprint of its own"
            );
            for (issue, finding) in issues.iter().zip(findings) {
                assert_eq!(issue["check_name"], *finding.rule);
                assert_eq!(issue["location"]["path"], source.name());
                assert_eq!(
                    issue["location"]["lines"]["begin"],
                    source.line_of(finding.span().start)
                );
            }
        }
        Format::Rdjson => {
            let report = json(report);
            let diagnostics = array(&report["diagnostics"]);
            assert_eq!(diagnostics.len(), count);
            for (diagnostic, finding) in diagnostics.iter().zip(findings) {
                assert_eq!(diagnostic["code"]["value"], *finding.rule);
                assert_eq!(diagnostic["location"]["path"], source.name());
            }
        }
        Format::Checkstyle => {
            let report = xml(report);
            let errors: Vec<_> = report
                .descendants()
                .filter(|node| node.has_tag_name("error"))
                .collect();
            assert_eq!(errors.len(), count);
            for (error, finding) in errors.iter().zip(findings) {
                assert_eq!(
                    error.attribute("source"),
                    Some(format!("pitchlint.{}", finding.rule).as_str())
                );
                let line = source.line_of(finding.span().start).to_string();
                assert_eq!(error.attribute("line"), Some(line.as_str()));
            }
        }
        Format::Junit => {
            let report = xml(report);
            let suites = report
                .descendants()
                .filter(|node| node.has_tag_name("testsuite"));
            let tests: Vec<usize> = suites
                .map(|suite| {
                    suite
                        .children()
                        .filter(|node| node.has_tag_name("testcase"))
                        .count()
                })
                .collect();
            assert_eq!(tests, [count.max(1), 1]);
        }
        Format::Markdown => markdown(report, findings),
        Format::Html => html(report, findings),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn array(value: &Value) -> &Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is no array"))
}

fn xml(text: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The objects that scripts rely on say where the finding stands and what stands there.
fn objects(objects: &[Value], source: &Source, findings: &[Finding]) {
    assert_eq!(objects.len(), findings.len());
    for (object, finding) in objects.iter().zip(findings) {
        let span = finding.span();
        assert_eq!(object["rule"], *finding.rule);
        assert_eq!(object["message"], finding.message);
        assert_eq!(object["byte_start"], span.start);
        assert_eq!(object["byte_end"], span.end);
        assert_eq!(object["text"], source.text()[span.clone()]);
        let at = source.position(span.start);
        assert_eq!(
            (&object["line"], &object["column"]),
            (&at.line.into(), &at.column.into())
        );
        let edits = object["fix"]["edits"].as_array().map_or(0, Vec::len);
        assert_eq!(edits, finding.fix.as_ref().map_or(0, |fix| fix.edits.len()));
    }
}

/// The tables are tables with as many rows as there are findings, and nothing but links and line breaks stands in them.
fn markdown(report: &str, findings: &[Finding]) {
    let mut rows = 0;
    for event in Parser::new_ext(
        report,
        Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::End(TagEnd::TableRow) => rows += 1,
            Event::Start(
                Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::CodeBlock(_)
                | Tag::Emphasis
                | Tag::Strikethrough,
            )
            | Event::Code(_)
            | Event::Html(_) => panic!("{event:?} in {report}"),
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                assert!(
                    findings
                        .iter()
                        .any(|one| one.url().as_deref() == Some(dest_url)),
                    "{dest_url} in {report}"
                );
            }
            Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>", "{report}"),
            _ => {}
        }
    }
    // What is more than that is counted below the table.
    assert_eq!(rows, findings.len().min(100), "{report}");
}

/// Each finding has its note, and all elements are those that a report is made of.
fn html(report: &str, findings: &[Finding]) {
    const KNOWN: &[&str] = &[
        "a",
        "article",
        "body",
        "br",
        "code",
        "del",
        "div",
        "em",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "mark",
        "meta",
        "meter",
        "ol",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "style",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "input",
        "s",
    ];
    let mut notes = 0;
    let mut open: Vec<String> = Vec::new();
    for token in html5gum::Tokenizer::new(report).flatten() {
        match token {
            html5gum::Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(KNOWN.contains(&name.as_str()), "<{name}> in {report}");
                for (key, value) in &tag.attributes {
                    let (key, value) =
                        (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
                    assert!(!key.starts_with("on") && key != "src", "{key} in {report}");
                    let is_note = key == "class" && value.split(' ').any(|class| class == "note");
                    notes += usize::from(is_note && name == "li");
                    let is_safe = value.starts_with('#') || value.starts_with("https://");
                    assert!(key != "href" || is_safe, "{value} in {report}");
                }
                if !["br", "hr", "meta", "input"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            html5gum::Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name), "{report}");
            }
            html5gum::Token::Comment(comment) => panic!("{comment:?} in {report}"),
            _ => {}
        }
    }
    assert!(
        open.is_empty() && report.ends_with(HTML_END),
        "{open:?} is left open in {report}"
    );
    assert_eq!(notes, findings.len(), "{report}");
}
