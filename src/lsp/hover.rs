//! What is shown where the pointer rests: what is wrong, what the reader hears, why, and what to write instead.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::checked::Checked;
use crate::finding::Finding;

/// The findings at a position, if there are any.
pub fn hover(checked: &Checked, position: Position, markdown: bool) -> Option<Hover> {
    let at = checked.text.offset(position);
    let here: Vec<&Finding> = checked.findings_at(&(at..at)).collect();
    let first = here.first()?;
    let texts: Vec<String> = (here.iter())
        .map(|finding| {
            if markdown {
                page(finding)
            } else {
                plain(finding)
            }
        })
        .collect();
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: if markdown {
                MarkupKind::Markdown
            } else {
                MarkupKind::PlainText
            },
            value: texts.join(if markdown { "\n\n---\n\n" } else { "\n\n" }),
        }),
        range: Some(checked.text.range(first.span())),
    })
}

/// The parts of a finding that have something to say, with their titles.
fn parts(finding: &Finding) -> impl Iterator<Item = (&'static str, &str)> {
    let primary = finding.labels.primary.message.as_deref();
    [
        ("", primary),
        ("Why", finding.note.as_deref()),
        ("Instead", finding.help.as_deref()),
    ]
    .into_iter()
    .filter_map(|(title, text)| Some((title, text?)))
}

fn page(finding: &Finding) -> String {
    let rule = &finding.rule;
    let title = match finding.url() {
        Some(url) => format!("[{rule}]({url})"),
        None => format!("`{rule}`"),
    };
    let mut page = format!("**{}** ({title})", literal(&finding.message));
    for (title, text) in parts(finding) {
        let text = literal(text);
        page += &match title {
            "" => format!("\n\n{text}"),
            title => format!("\n\n**{title}:** {text}"),
        };
    }
    page
}

fn plain(finding: &Finding) -> String {
    let mut page = format!("{} ({})", finding.message, finding.rule);
    for (title, text) in parts(finding) {
        page += &match title {
            "" => format!("\n{text}"),
            title => format!("\n{title}: {text}"),
        };
    }
    page
}

/// Text as Markdown that shows it, slots and all. Backquotes stay: the texts of the rules use them for code.
pub fn literal(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        in_code ^= c == '`';
        if !in_code && matches!(c, '\\' | '<' | '>' | '[' | ']' | '*' | '_' | '#' | '|') {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown
}
