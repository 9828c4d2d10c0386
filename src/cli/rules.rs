//! `pitchlint rules`: what is looked for.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use anstyle::Style as Ansi;

use super::{CLEAN, RulesArgs};
use crate::lexicon::pack::Confidence;
use crate::lexicon::term::forms;
use crate::report::screen::paint;
use crate::rules;

pub(super) fn run(args: &RulesArgs) -> io::Result<u8> {
    let mut out = String::new();
    if args.phrases {
        let tables = rules::tables();
        let spoken = tables.terms.iter().filter(|term| {
            tables.entry_of(term).role.is_none()
                && tables.entry_of(term).advice.confidence != Confidence::Low
        });
        let forms: BTreeSet<String> = spoken
            .flat_map(|term| forms(tables.str(term.words)))
            .collect();
        for form in forms {
            out.push_str(&form);
            out.push('\n');
        }
    } else {
        let color = args.color.style(&io::stdout()).color;
        for rule in rules::all() {
            paint(
                &mut out,
                color,
                Ansi::new().bold(),
                &format!("{:<21}", rule.id),
            );
            let off = if rule.on_by_default {
                ""
            } else {
                " (off by default)"
            };
            let _ = writeln!(out, " {:<8} {}{off}", rule.severity, rule.what);
        }
    }
    io::stdout().write_all(out.as_bytes())?;
    Ok(CLEAN)
}
