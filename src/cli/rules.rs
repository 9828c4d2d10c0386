//! `pitchlint rules`: what is looked for.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use anstyle::Style as Ansi;

use super::{CLEAN, RulesArgs};
use crate::lexicon;
use crate::lexicon::pack::Confidence;
use crate::report::screen::paint;
use crate::rules;

pub(super) fn run(args: &RulesArgs) -> io::Result<u8> {
    let mut out = String::new();
    if args.phrases {
        let spoken = lexicon::forms(rules::wording_rules()).filter(|known| known.entry.advice.confidence != Confidence::Low);
        let forms: BTreeSet<&str> = spoken.map(|known| known.form.text.as_ref()).collect();
        for form in forms {
            out.push_str(form);
            out.push('\n');
        }
    } else {
        let color = args.color.style(&io::stdout()).color;
        for rule in rules::wording_rules() {
            paint(&mut out, color, Ansi::new().bold(), &format!("{:<18}", rule.id));
            let _ = writeln!(out, " {:<8} {}", rule.severity, rule.what);
        }
    }
    io::stdout().write_all(out.as_bytes())?;
    Ok(CLEAN)
}
