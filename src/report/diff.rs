//! What fixes change, as a unified diff that `patch` understands.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style as Ansi};
use similar::{ChangeTag, TextDiff};

use super::screen::{paint, safe, safe_line};
use crate::source::Source;

/// Writes the way from one text of a draft to another; nothing if they are the same. For a screen, control characters are left
/// out; otherwise each line is what it is, byte for byte.
pub fn write(out: &mut String, color: bool, for_screen: bool, old: &Source, new: &str) {
    // Nothing but a line feed ends a line: that is how `patch` sees it.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (old_lines, new_lines) = (lines(old.text()), lines(new));
    let diff = TextDiff::from_slices(&old_lines, &new_lines);
    let name = safe_line(old.name());
    // A name with a space ends at a tab.
    let end = if name.contains(' ') { "\t" } else { "" };
    for (number, hunk) in diff.unified_diff().iter_hunks().enumerate() {
        if number == 0 {
            for mark in ["---", "+++"] {
                paint(
                    out,
                    color,
                    Ansi::new().bold(),
                    &format!("{mark} {name}{end}"),
                );
                out.push('\n');
            }
        }
        let header = hunk.header().to_string();
        paint(out, color, AnsiColor::Cyan.on_default(), &header);
        out.push('\n');
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => AnsiColor::Red.on_default(),
                ChangeTag::Insert => AnsiColor::Green.on_default(),
                ChangeTag::Equal => Ansi::new(),
            };
            let line = change.value();
            let bare = line.strip_suffix('\n').unwrap_or(line);
            let shown = if for_screen { safe(bare) } else { bare.into() };
            paint(out, color, style, &format!("{}{shown}", change.tag()));
            out.push('\n');
            if bare.len() == line.len() {
                let written = writeln!(out, "\\ No newline at end of file");
                debug_assert!(written.is_ok(), "a string takes all that is written to it");
            }
        }
    }
}
