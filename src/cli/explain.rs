//! `pitchlint explain`: a rule, or the advice for a word.

use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style as Ansi};

use super::{CLEAN, ExplainArgs, FAILED, FOUND, complain, nearest};
use crate::discover::Problem;
use crate::document::prose::fold_term;
use crate::lexicon::comparison::term_of;
use crate::lexicon::pack::Audience;
use crate::lexicon::table::{ContextRow, Tables, TermRow};
use crate::lexicon::term::forms;
use crate::report::screen::{paint, safe_line};
use crate::rules::{self, About, undefined_acronym};
use crate::settings::Settings;

/// How many other forms of a term are named.
const MOST_FORMS: usize = 8;

/// How many words of a context are named.
const MOST_WORDS: usize = 24;

pub(super) fn run(args: &ExplainArgs) -> io::Result<u8> {
    let asked = args.name.join(" ");
    let style = args.color.style(&io::stdout());
    let Some(settings) = args.voice.settings(args.color)? else {
        return Ok(FAILED);
    };
    let tables = &*rules::tables_with(&settings.packs);
    let mut page = Page {
        out: String::new(),
        color: style.color,
        width: style.width,
        tables,
        settings: &settings,
    };
    let term = fold_term(&asked);
    if let Some(rule) = rules::all_of(tables).find(|rule| rule.id == term) {
        page.rule(&rule);
    } else if let Some(known) = term_of(tables, &term) {
        page.term(&asked, &term, known);
    } else if let Some((long, plain)) = undefined_acronym::meaning(asked.trim()) {
        page.short_form(&asked, long, plain);
    } else {
        complain(args.color, &unknown(tables, &asked, &term))?;
        return Ok(FOUND);
    }
    io::stdout().write_all(page.out.as_bytes())?;
    Ok(CLEAN)
}

fn unknown(tables: &Tables, asked: &str, term: &str) -> Problem {
    let known = rules::all_of(tables).map(|rule| rule.id).chain(
        tables
            .terms
            .iter()
            .filter(|term| tables.entry_of(term).role.is_none())
            .map(|term| tables.str(term.headline)),
    );
    let near = nearest(term, known);
    let cure = if near.is_empty() {
        "`pitchlint rules` lists the rules, `pitchlint rules --phrases` all words and phrases"
            .to_owned()
    } else {
        format!(
            "did you mean {}?",
            near.iter()
                .map(|name| format!("\"{name}\""))
                .collect::<Vec<_>>()
                .join(" or ")
        )
    };
    Problem {
        what: format!("no rule has a word to say about \"{}\"", safe_line(asked)),
        cure,
    }
}

/// What is written, and how.
struct Page<'t> {
    out: String,
    color: bool,
    width: usize,
    tables: &'t Tables,
    settings: &'t Settings,
}

impl Page<'_> {
    fn rule(&mut self, rule: &About<'_>) {
        self.bold(rule.id);
        let severity = self.settings.rule_severity(rule.id, rule.severity);
        let (severity, off) = if self.settings.is_off(rule.id) {
            ("off", " in your config")
        } else if rule.on_by_default || self.settings.is_asked_for(rule.id) {
            (severity.name(), "")
        } else {
            (severity.name(), ", off by default")
        };
        self.out.push_str(&format!(" ({severity}{off})\n\n"));
        self.paragraph("What", rule.what);
        self.paragraph("Why", rule.why);
        self.paragraph("Instead", rule.instead);
        self.examples("Flagged", "✗", AnsiColor::Red, &rule.bad);
        self.examples("Left alone", "✓", AnsiColor::Green, &rule.good);
        if let Some(pack) =
            rules::wording_rules_of(self.tables).find(|pack| self.tables.str(pack.id) == rule.id)
        {
            let phrases: u32 = self
                .tables
                .entries_of(pack)
                .iter()
                .map(|entry| entry.terms.len)
                .sum();
            self.out.push_str(&format!(
                "It knows {phrases} phrases and {} patterns.\n",
                pack.patterns.len
            ));
        }
    }

    fn term(&mut self, asked: &str, folded: &str, term: &TermRow) {
        let tables = self.tables;
        let entry = tables.entry_of(term);
        let pack = tables.pack_of(entry);
        let id = tables.str(pack.id);
        self.bold(&format!("\"{}\"", safe_line(asked)));
        let audience = self.settings.audience;
        let own = self.settings.rule_severity(id, pack.severity);
        let strength = match self.settings.severity(own, &entry.advice) {
            _ if self.settings.is_off(id) => format!("{id}: off in your config"),
            Some(severity) => format!("{id}: {severity}"),
            None if entry.advice.is_plain_for(audience) => {
                format!(
                    "{id}: plain to the audience \"{}\": not reported",
                    audience.name()
                )
            }
            None => {
                format!(
                    "{id}: known, but too often the right word: reported with --preset strict only"
                )
            }
        };
        self.out.push_str(&format!(" ({strength})\n\n"));
        self.paragraph("Your reader hears", tables.str(entry.advice.hears));
        self.paragraph("Instead", tables.str(entry.advice.instead));
        let others: Vec<String> = tables
            .terms_of(entry)
            .iter()
            .flat_map(|term| forms(tables.str(term.words)))
            .filter(|form| form != folded)
            .collect();
        if !others.is_empty() {
            let more = if others.len() > MOST_FORMS {
                ", ..."
            } else {
                ""
            };
            self.paragraph(
                "Also",
                &format!(
                    "{}{more}",
                    others[..others.len().min(MOST_FORMS)].join(", ")
                ),
            );
        }
        let plain_for = (Audience::ALL.iter())
            .filter(|audience| entry.advice.is_plain_for(**audience))
            .map(|audience| audience.name());
        let plain_for: Vec<&str> = plain_for.collect();
        if !plain_for.is_empty() {
            self.paragraph("Plain to the audience", &plain_for.join(", "));
        }
        self.context("Only", &entry.only);
        self.context("Left alone", &entry.unless);
        self.paragraph(
            "The rule",
            &format!("{} More: pitchlint explain {id}", tables.str(pack.what)),
        );
    }

    fn short_form(&mut self, asked: &str, long: &str, plain: &str) {
        let rule = &undefined_acronym::RULE;
        self.bold(&format!("\"{}\"", safe_line(asked)));
        self.out
            .push_str(&format!(" ({}: {})\n\n", rule.id, rule.severity));
        self.paragraph("Your reader hears", "letters; what do they stand for?");
        self.paragraph("It stands for", &format!("{long}: {plain}."));
        self.paragraph("Instead", rule.instead);
        self.paragraph(
            "The rule",
            &format!("{} More: pitchlint explain {}", rule.what, rule.id),
        );
    }

    fn context(&mut self, title: &str, context: &ContextRow) {
        let mut parts = Vec::new();
        for (words, place) in [
            (context.before, "after"),
            (context.after, "before"),
            (context.near, "shortly after"),
            (context.sentence, "in a sentence with"),
            (context.paragraph, "in a paragraph with"),
        ] {
            let words: Vec<String> = (self.tables.list(words))
                .map(|word| match word {
                    "#" => "a count".to_owned(),
                    word => format!("\"{word}\""),
                })
                .collect();
            let more = if words.len() > MOST_WORDS {
                ", ..."
            } else {
                ""
            };
            if !words.is_empty() {
                let shown = &words[..words.len().min(MOST_WORDS)];
                parts.push(format!("{place} {}{more}", shown.join(", ")));
            }
        }
        if context.negated {
            parts.push("after a negation".to_owned());
        }
        if context.grounded {
            parts.push("where its sentence gives a figure or a reason".to_owned());
        }
        if context.sourced {
            parts.push("where its sentence has a link, a footnote or a named source".to_owned());
        }
        if !parts.is_empty() {
            self.paragraph(title, &parts.join("; "));
        }
    }

    fn bold(&mut self, text: &str) {
        paint(&mut self.out, self.color, Ansi::new().bold(), text);
    }

    /// A titled paragraph, wrapped to the screen.
    fn paragraph(&mut self, title: &str, text: &str) {
        let indent = " ".repeat(4);
        paint(
            &mut self.out,
            self.color,
            AnsiColor::Cyan.on_default(),
            title,
        );
        self.out.push('\n');
        let options = textwrap::Options::new(self.width)
            .initial_indent(&indent)
            .subsequent_indent(&indent);
        self.out.push_str(&textwrap::fill(text, options));
        self.out.push_str("\n\n");
    }

    fn examples(&mut self, title: &str, mark: &str, color: AnsiColor, examples: &[&str]) {
        paint(
            &mut self.out,
            self.color,
            AnsiColor::Cyan.on_default(),
            title,
        );
        self.out.push('\n');
        for example in examples {
            for (at, line) in example.trim_end().lines().enumerate() {
                self.out.push_str("    ");
                paint(
                    &mut self.out,
                    self.color,
                    color.on_default(),
                    if at == 0 { mark } else { " " },
                );
                self.out.push_str(&format!(" {line}\n"));
            }
        }
        self.out.push('\n');
    }
}
