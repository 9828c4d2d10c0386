//! A patch as Git writes it, without context: which lines of which files are new or changed.

use std::io::{self, BufRead};
use std::ops::Range;

/// Which lines (from 1) of a file are new or changed.
pub(super) type Change = (Vec<u8>, Vec<Range<usize>>);

/// Reads a patch. Each line of a hunk is counted, so that nothing in a draft is taken for a header.
///
/// # Errors
/// If it cannot be read to its end.
pub(super) fn read(mut patch: impl BufRead) -> io::Result<Vec<Change>> {
    let mut changes: Vec<Change> = Vec::new();
    let mut is_file = false;
    let mut line = Vec::new();
    let mut lines_left = 0;
    loop {
        line.clear();
        if patch.read_until(b'\n', &mut line)? == 0 {
            return Ok(changes);
        }
        if lines_left > 0 {
            lines_left -= usize::from(line.starts_with(b"+") || line.starts_with(b"-"));
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            let name = unquoted(name.strip_suffix(b"\n").unwrap_or(name));
            is_file = name.starts_with(b"b/");
            if is_file {
                changes.push((name[2..].to_vec(), Vec::new()));
            }
        } else if let Some(hunk) = line.strip_prefix(b"@@ ") {
            let (old, new) = counts(hunk).ok_or(io::ErrorKind::InvalidData)?;
            lines_left = old.len() + new.len();
            if let Some((_, lines)) = changes.last_mut().filter(|_| is_file && !new.is_empty()) {
                lines.push(new);
            }
        }
    }
}

/// The lines of a hunk before and after: `-3,2 +5 @@`.
fn counts(hunk: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let hunk = std::str::from_utf8(hunk.split(|byte| *byte == b'@').next()?).ok()?;
    let (old, new) = hunk.trim().split_once(' ')?;
    let range = |text: &str| {
        let (from, count) = text.split_once(',').unwrap_or((text, "1"));
        let (from, count): (usize, usize) = (from.parse().ok()?, count.parse().ok()?);
        Some(from..from.checked_add(count)?)
    };
    Some((
        range(old.strip_prefix('-')?)?,
        range(new.strip_prefix('+')?)?,
    ))
}

/// A path as it stands behind `+++ `: with a tab behind it if there is a space in it, and between quotation marks as in C if there
/// are stranger things.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let Some(inside) = name
        .strip_prefix(b"\"")
        .and_then(|name| name.strip_suffix(b"\""))
    else {
        return name.to_vec();
    };
    let mut out = Vec::with_capacity(inside.len());
    let mut bytes = inside.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'a') => out.push(7),
            Some(b'b') => out.push(8),
            Some(b't') => out.push(b'\t'),
            Some(b'n') => out.push(b'\n'),
            Some(b'v') => out.push(11),
            Some(b'f') => out.push(12),
            Some(b'r') => out.push(b'\r'),
            Some(first @ b'0'..=b'3') => {
                let digits = [Some(first), bytes.next(), bytes.next()];
                let value = digits.iter().flatten().fold(0, |value: u8, digit| {
                    value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'))
                });
                out.push(value);
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_and_names() {
        let patch = b"diff --git \"a/d \\303\\251/x \\\"q\\\".md\" \"b/d \\303\\251/x \\\"q\\\".md\"\n\
            index de98044..f993d51 100644\n--- \"a/d \\303\\251/x \\\"q\\\".md\"\t\n+++ \"b/d \\303\\251/x \\\"q\\\".md\"\t\n\
            @@ -2 +2 @@ a\n---- b/no.md\n++++ b/no.md\n@@ -3,0 +4,2 @@ c\n+@@ -1 +1 @@\n+new\n\\ No newline at end of file\n\
            diff --git a/gone.md b/gone.md\n--- a/gone.md\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n\
            diff --git a/cut one.md b/cut one.md\n--- a/cut one.md\t\n+++ b/cut one.md\t\n@@ -1,2 +0,0 @@\n-a\n-+++ b/no.md\n";
        let changes = read(&patch[..]).unwrap();
        assert_eq!(
            changes,
            [
                ("d \u{e9}/x \"q\".md".as_bytes().to_vec(), vec![2..3, 4..6]),
                (b"cut one.md".to_vec(), vec![]),
            ]
        );
    }
}
