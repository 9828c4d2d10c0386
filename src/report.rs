//! From findings to bytes on a screen, in a pipe or in a file. A format adds no words to a rule's, and knows no rule.
//!
//! A [`Reporter`] writes draft by draft, so that a report of any length takes no more memory than its longest draft.

mod checkstyle;
pub mod compact;
pub mod diff;
mod escape;
mod fingerprint;
pub mod full;
mod github;
mod gitlab;
mod html;
mod json;
pub mod jsonl;
mod junit;
mod markdown;
mod object;
mod paragraphs;
pub mod path;
mod rdjson;
mod sarif;
pub mod screen;
mod snippet;
pub mod statistics;
pub mod summary;

use clap::ValueEnum;

pub use json::schema;

use crate::card::Card;
use crate::finding::Finding;
use crate::lexicon::table::Tables;
use crate::pages;
use crate::reading::Kind;
use crate::rules;
use crate::severity::Severity;
use crate::source::Source;
use summary::Counts;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The passage, what is wrong with it and what to write instead
    #[default]
    Full,
    /// One line a finding
    Compact,
    /// One JSON document, with a schema
    Json,
    /// One JSON object a finding, a line each
    Jsonl,
    /// SARIF 2.1.0, for code scanning on GitHub and for viewers
    Sarif,
    /// Annotations in a workflow of GitHub Actions
    Github,
    /// A Code Quality report for GitLab
    Gitlab,
    /// Checkstyle's XML, which most CI servers read
    Checkstyle,
    /// JUnit's XML: each draft a suite, each finding a failed test
    Junit,
    /// Reviewdog's JSON, with suggestions
    Rdjson,
    /// A job summary or a comment on a pull request
    Markdown,
    /// A page to read and to print: the drafts with their findings beside them
    Html,
}

/// How a format draws on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours may be used.
    pub color: bool,
    /// Whether the screen can make words a link.
    pub links: bool,
    /// The width of the screen in columns.
    pub width: usize,
}

impl Style {
    /// For a file: no colours, no links, and lines as long as they are read well.
    pub const PLAIN: Style = Style {
        color: false,
        links: false,
        width: 100,
    };
}

/// What is known before the first draft is written.
#[derive(Clone, Debug)]
pub struct Run {
    /// All rules that may have spoken, each once; only for the formats that list them, see [`Format::lists_rules`].
    pub rules: Vec<RuleInfo>,
    /// How many drafts there are.
    pub drafts: usize,
    /// Whether closing lines for people are left out.
    pub quiet: bool,
}

/// What a rule says about itself, for formats that list rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    pub id: String,
    pub severity: Severity,
    pub on_by_default: bool,
    pub what: String,
    pub why: String,
    pub instead: String,
    /// The address of its page, if it has one.
    pub url: Option<String>,
}

/// A draft and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'d> {
    /// Relative to the folder that the program runs in if it lies below, with forward slashes ([`path::relative`]).
    pub path: &'d str,
    pub source: &'d Source,
    pub kind: Kind,
    /// By place.
    pub findings: &'d [Finding],
    /// Only for the formats that show it, see [`Format::shows_card`].
    pub card: Option<&'d Card>,
}

impl<'d> Draft<'d> {
    /// The card of a pitch: whether prose is a good pitch is not asked.
    pub fn pitch_card(&self) -> Option<&'d Card> {
        self.card.filter(|_| self.kind == Kind::Pitch)
    }
}

/// What is known when all drafts are written.
#[derive(Clone, Copy, Debug)]
pub struct End<'c> {
    pub counts: &'c Counts,
    /// Whether a draft or a setting could not be read.
    pub failed: bool,
    /// Drafts with something to tell that had no room, see [`Reporter::limit`].
    pub left_out: usize,
}

/// Writes a report: `begin`, then `draft` for each draft, then `end`, each behind what is in `out`.
pub trait Reporter: Sync {
    /// What stands above the drafts.
    fn begin(&self, _out: &mut String, _run: &Run) {}

    /// The part of one draft; nothing if there is nothing to tell of it. It may be called from many threads.
    fn draft(&self, out: &mut String, run: &Run, draft: &Draft<'_>);

    /// What stands between two parts that are not empty.
    fn between(&self) -> &'static str {
        ""
    }

    /// What stands below the drafts.
    fn end(&self, _out: &mut String, _run: &Run, _end: &End<'_>) {}

    /// How many bytes the parts of all drafts may take, if whoever reads the report sets a limit. Those without room are left out.
    fn limit(&self) -> Option<usize> {
        None
    }
}

impl Format {
    /// Whether fixes are written out.
    pub fn shows_fixes(self) -> bool {
        matches!(
            self,
            Format::Json | Format::Jsonl | Format::Sarif | Format::Rdjson
        )
    }

    /// Whether the scorecard of a draft is written, too.
    pub fn shows_card(self) -> bool {
        matches!(self, Format::Json | Format::Markdown | Format::Html)
    }

    /// Whether all rules are listed, found or not.
    pub fn lists_rules(self) -> bool {
        self == Format::Sarif
    }

    /// Whether `--statistics` can be written like this.
    pub fn counts(self) -> bool {
        matches!(
            self,
            Format::Full | Format::Compact | Format::Json | Format::Jsonl
        )
    }

    /// What writes it.
    pub fn reporter(self, style: Style) -> Box<dyn Reporter> {
        match self {
            Format::Full => Box::new(full::Full(style)),
            Format::Compact => Box::new(compact::Compact(style)),
            Format::Json => Box::new(json::Json),
            Format::Jsonl => Box::new(jsonl::Jsonl),
            Format::Sarif => Box::new(sarif::Sarif),
            Format::Github => Box::new(github::Github),
            Format::Gitlab => Box::new(gitlab::Gitlab),
            Format::Checkstyle => Box::new(checkstyle::Checkstyle),
            Format::Junit => Box::new(junit::Junit),
            Format::Rdjson => Box::new(rdjson::Rdjson),
            Format::Markdown => Box::new(markdown::Markdown),
            Format::Html => Box::new(html::Html),
        }
    }

    /// Writes the findings of one draft in a format that needs nothing above or below them.
    pub fn write(self, out: &mut String, style: Style, source: &Source, findings: &[Finding]) {
        let run = Run {
            rules: Vec::new(),
            drafts: 1,
            quiet: true,
        };
        let draft = Draft {
            path: source.name(),
            source,
            kind: Kind::Prose,
            findings,
            card: None,
        };
        self.reporter(style).draft(out, &run, &draft);
    }

    /// The name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

impl RuleInfo {
    /// All rules of these tables.
    pub fn all_of(tables: &Tables) -> impl Iterator<Item = RuleInfo> {
        rules::all_of(tables).map(|rule| RuleInfo {
            id: rule.id.to_owned(),
            severity: rule.severity,
            on_by_default: rule.on_by_default,
            what: rule.what.to_owned(),
            why: rule.why.to_owned(),
            instead: rule.instead.to_owned(),
            url: pages::url(rule.id),
        })
    }
}
