//! A page to read and to print: each draft as it would look, its findings marked and explained beside it, and its scorecard.
//!
//! The page stands alone. It needs no script, loads nothing and says so to the browser; what a draft holds is shown as text.

mod draft;

use std::fmt::{self, Write as _};

use super::escape::markup;
use super::summary::{number, severities};
use super::{Draft, End, Reporter, Run};
use crate::card::{Card, Place};
use crate::finding::Finding;
use crate::severity::Severity;
use crate::source::Source;

const STYLE: &str = include_str!("html/page.css");

/// A page.
pub struct Html;

impl Reporter for Html {
    fn begin(&self, out: &mut String, run: &Run) {
        let title = match run.drafts {
            1 => "A draft, read as its reader will".to_owned(),
            many => format!("{}, read as their readers will", number(many, "draft")),
        };
        out.push_str(&format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"pitchlint {}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
             </head>\n<body>\n<header><h1>{title}</h1></header>\n<main>\n",
            env!("CARGO_PKG_VERSION"),
        ));
    }

    fn draft(&self, out: &mut String, run: &Run, draft: &Draft<'_>) {
        // Among many drafts, those of which there is nothing to tell are left out.
        if draft.findings.is_empty() && draft.pitch_card().is_none() && run.drafts > 1 {
            return;
        }
        let written = article(out, draft);
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }

    fn end(&self, out: &mut String, run: &Run, end: &End<'_>) {
        out.push_str("</main>\n<footer>");
        if run.drafts > 1 {
            let drafts = number(end.counts.drafts, "draft");
            let sum = match end.counts.total() {
                0 => format!("Nothing to mend in {drafts}."),
                _ => format!("{drafts}: {}.", severities(end.counts)),
            };
            out.push_str(&format!("<p>{sum}</p>"));
        }
        out.push_str(&format!(
            "<p>Written by <a href=\"{}\">pitchlint</a> {}.</p></footer>\n</body>\n</html>\n",
            env!("CARGO_PKG_REPOSITORY"),
            env!("CARGO_PKG_VERSION"),
        ));
    }
}

fn article(out: &mut String, draft: &Draft<'_>) -> fmt::Result {
    let id = Ids::of(draft);
    let path = markup(draft.path);
    writeln!(out, "<article>\n<h2>{path}</h2>")?;
    let mut counts = super::summary::Counts::default();
    counts.add(draft.findings, false, draft.kind);
    match draft.findings.len() {
        0 => writeln!(out, "<p class=\"sum\">Nothing to mend.</p>")?,
        _ => writeln!(out, "<p class=\"sum\">{}.</p>", severities(&counts))?,
    }
    if let Some(card) = draft.pitch_card() {
        scorecard(out, draft.source, card)?;
    }
    let drawn = draft::draw(draft, &id);
    let whole: Vec<usize> = (0..draft.findings.len())
        .filter(|number| !drawn.marked[*number])
        .collect();
    if !whole.is_empty() {
        writeln!(out, "<h3>About the whole draft</h3>")?;
        notes(out, draft, &id, &whole, false)?;
    }
    writeln!(
        out,
        "<h3>The draft</h3>\n<div class=\"draft\">\n{}</div>\n</article>",
        drawn.html
    )
}

/// The ids of a draft on the page: those of other drafts differ.
struct Ids {
    draft: String,
    /// By finding: the number that it bears on the page, from 1. Findings about no words in particular bear none.
    shown: Vec<usize>,
}

impl Ids {
    fn of(draft: &Draft<'_>) -> Self {
        let mut count = 0;
        let shown = |finding: &Finding| {
            count += usize::from(draft::is_about_words(finding));
            count
        };
        Ids {
            draft: super::fingerprint::with_path(draft.path, "").split_off(20),
            shown: draft.findings.iter().map(shown).collect(),
        }
    }

    /// The number that a finding bears.
    fn shown(&self, number: usize) -> usize {
        self.shown[number]
    }

    /// The place of a finding in the draft, by its index.
    fn mark(&self, number: usize) -> String {
        format!("m{}-{}", self.draft, number + 1)
    }

    /// Its explanation.
    fn note(&self, number: usize) -> String {
        format!("n{}-{}", self.draft, number + 1)
    }
}

/// Text with what stands between backquotes as code.
fn prose(text: &str) -> String {
    let parts: Vec<String> = text.split('`').map(markup).collect();
    if parts.len().is_multiple_of(2) {
        return markup(text);
    }
    (parts.into_iter().enumerate())
        .map(|(number, part)| {
            if number % 2 == 0 {
                part
            } else {
                format!("<code>{part}</code>")
            }
        })
        .collect()
}

/// Writes explanations. `marked` says whether their places can be linked to.
fn notes(
    out: &mut String,
    draft: &Draft<'_>,
    ids: &Ids,
    numbers: &[usize],
    marked: bool,
) -> fmt::Result {
    let class = if marked { "notes" } else { "notes whole" };
    writeln!(out, "<ul class=\"{class}\">")?;
    for number in numbers {
        let finding = &draft.findings[*number];
        let (severity, shown) = (finding.severity, ids.shown(*number));
        let named = match severity {
            Severity::Info => "suggestion",
            other => other.name(),
        };
        writeln!(
            out,
            "<li class=\"note {severity}\" id=\"{}\">",
            ids.note(*number)
        )?;
        write!(out, "<p class=\"head\">")?;
        if marked {
            let mark = ids.mark(*number);
            write!(
                out,
                "<a class=\"number\" href=\"#{mark}\" aria-label=\"Finding {shown}: back to the draft\">{shown}</a> "
            )?;
        }
        writeln!(
            out,
            "<span class=\"severity\">{named}</span></p>\n<p class=\"message\">{}</p>",
            prose(&finding.message)
        )?;
        said(out, draft.source, finding)?;
        rule(out, draft.source, finding)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

/// What a finding says besides its message.
fn said(out: &mut String, source: &Source, finding: &Finding) -> fmt::Result {
    if let Some(label) = &finding.labels.primary.message {
        writeln!(out, "<p class=\"label\">{}</p>", prose(label))?;
    }
    for label in &finding.labels.related {
        if let Some(message) = &label.message {
            let line = source.line_of(label.span.start);
            writeln!(
                out,
                "<p class=\"label\">Line {line}: {}</p>",
                prose(message)
            )?;
        }
    }
    if let Some(help) = &finding.help {
        writeln!(out, "<p class=\"help\">{}</p>", prose(help))?;
    }
    Ok(())
}

fn rule(out: &mut String, source: &Source, finding: &Finding) -> fmt::Result {
    let line = source.line_of(finding.span().start);
    let rule = markup(&finding.rule);
    let rule = match finding.url() {
        Some(url) => format!("<a href=\"{}\">{rule}</a>", markup(&url)),
        None => rule,
    };
    writeln!(out, "<p class=\"rule\">{rule}, line {line}</p>")
}

/// The parts of the score, what stands for each in the draft, and what is left to do.
fn scorecard(out: &mut String, source: &Source, card: &Card) -> fmt::Result {
    writeln!(
        out,
        "<section class=\"card\">\n<h3>Ready: {} of 100</h3>\n<table>\n<tbody>",
        card.score()
    )?;
    for part in &card.parts {
        let (name, points, most) = (part.name, part.points, part.most);
        let told = if points < most {
            prose(part.next)
        } else {
            part.piece
                .and_then(|piece| card.piece(piece))
                .map(|place| quoted(source, place))
                .unwrap_or_default()
        };
        writeln!(
            out,
            "<tr class=\"{}\"><th scope=\"row\">{name}</th><td class=\"points\">{points} of {most}</td>\
             <td class=\"bar\"><meter min=\"0\" max=\"{most}\" value=\"{points}\" aria-label=\"{name}\">{points} of {most}</meter></td>\
             <td class=\"told\">{told}</td></tr>",
            if points < most { "open" } else { "done" },
        )?;
    }
    writeln!(
        out,
        "</tbody>\n</table>\n<p class=\"figures\">{} words, {} jargon per 100 words, reading grade {} (Flesch-Kincaid)</p>\n</section>",
        card.words, card.jargon_per_100_words, card.grade
    )
}

/// The words of a piece, shortened, and their line.
fn quoted(source: &Source, place: &Place) -> String {
    /// Characters of a piece that tell which one it is.
    const MOST: usize = 90;
    let line = source.line_of(place.span.start);
    let text: String = place.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = text.chars().take(MOST).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("“{}{more}”, line {line}", markup(&shown))
}
