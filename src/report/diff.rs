//! What fixes change, as a unified diff that `patch` understands.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style as Ansi};
use similar::udiff::UnifiedDiffHunk;
use similar::{ChangeTag, TextDiff};

use super::screen::{paint, safe, safe_line};
use crate::source::Source;

/// Lines around a change that `patch` finds its place by.
const CONTEXT: usize = 3;

/// Writes the way from one text of a draft to another; nothing if they are the same. For a screen, control characters are left
/// out; otherwise each line is what it is, byte for byte.
pub fn write(out: &mut String, color: bool, for_screen: bool, old: &Source, new: &str) {
    let (old_lines, new_lines) = (lines(old.text()), lines(new));
    let diff = TextDiff::from_slices(&old_lines, &new_lines);
    let name = safe_line(old.name());
    // A name with a space ends at a tab.
    let end = if name.contains(' ') { "\t" } else { "" };
    for (number, hunk) in hunks(&diff, CONTEXT).enumerate() {
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
        write_hunk(out, color, for_screen, &hunk);
    }
}

/// Writes the lines that differ between two texts of a draft, for somebody who knows which draft it is.
pub fn write_lines(out: &mut String, color: bool, old: &str, new: &str) {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let diff = TextDiff::from_slices(&old_lines, &new_lines);
    for hunk in hunks(&diff, 0) {
        write_hunk(out, color, true, &hunk);
    }
}

/// The lines of a text. Nothing but a line feed ends a line: that is how `patch` sees it.
pub fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn hunks<'d>(
    diff: &'d TextDiff<'_, '_, str>,
    context: usize,
) -> impl Iterator<Item = UnifiedDiffHunk<'d, 'd, 'd, str>> {
    diff.unified_diff()
        .context_radius(context)
        .iter_hunks()
        .collect::<Vec<_>>()
        .into_iter()
}

fn write_hunk(
    out: &mut String,
    color: bool,
    for_screen: bool,
    hunk: &UnifiedDiffHunk<'_, '_, '_, str>,
) {
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
