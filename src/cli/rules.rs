//! `pitchlint rules`: what is looked for.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use anstyle::Style as Ansi;

use super::{CLEAN, FAILED, RulesArgs, examples};
use crate::lexicon::term::forms;
use crate::report::screen::paint;
use crate::rules;

pub(super) fn run(args: &RulesArgs) -> io::Result<u8> {
    if let Some(pack) = &args.check {
        return examples::run(args, pack);
    }
    let Some(settings) = args.voice.settings(args.color)? else {
        return Ok(FAILED);
    };
    let tables = &*rules::tables_with(&settings.packs);
    let mut out = String::new();
    if args.phrases {
        let spoken = tables.terms.iter().filter(|term| {
            let entry = tables.entry_of(term);
            let pack = tables.pack_of(entry);
            let id = tables.str(pack.id);
            let severity = settings.rule_severity(id, pack.severity);
            !settings.is_off(id)
                && entry.role.is_none()
                && settings.severity(severity, &entry.advice).is_some()
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
        for rule in rules::all_of(tables) {
            paint(
                &mut out,
                color,
                Ansi::new().bold(),
                &format!("{:<21}", rule.id),
            );
            let off = if rule.on_by_default || settings.is_asked_for(rule.id) {
                ""
            } else {
                " (off by default)"
            };
            let severity = settings.rule_severity(rule.id, rule.severity).name();
            let severity = if settings.is_off(rule.id) {
                "off"
            } else {
                severity
            };
            let _ = writeln!(out, " {severity:<8} {}{off}", rule.what);
        }
    }
    io::stdout().write_all(out.as_bytes())?;
    Ok(CLEAN)
}
