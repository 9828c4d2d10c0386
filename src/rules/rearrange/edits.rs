//! Lines taken out of a text and put in further up, with blank lines where blocks need them.

use std::ops::Range;

use crate::finding::Edit;

/// Whole lines and the start of the line above which they go.
pub(super) struct Move {
    pub from: Range<usize>,
    pub to: usize,
}

impl Move {
    /// An insertion and a deletion. `to` lies above `from`, and a line that is not blank between them.
    pub fn edits(&self, text: &str) -> Vec<Edit> {
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = text[self.from.clone()].trim_end_matches(['\r', '\n']);
        let gap = match line_before(text, self.to) {
            Some(line)
                if !text[line.clone()]
                    .trim_matches('\u{feff}')
                    .trim()
                    .is_empty() =>
            {
                line_break
            }
            _ => "",
        };
        vec![
            Edit {
                span: self.to..self.to,
                replacement: format!("{gap}{lines}{line_break}{line_break}"),
            },
            Edit {
                span: self.deletion(text, self.from.start + lines.len()),
                replacement: String::new(),
            },
        ]
    }

    /// The lines themselves and the blank lines on one side of them. `end` is where the last line ends, without its break.
    fn deletion(&self, text: &str, end: usize) -> Range<usize> {
        let blank_before =
            line_before(text, self.from.start).is_some_and(|line| text[line].trim().is_empty());
        if text[end..].trim().is_empty() {
            // The last lines of the draft: whether it ends in a line break stays as it was.
            let mut start = self.from.start;
            while let Some(line) = line_before(text, start) {
                if !text[line.clone()].trim().is_empty() {
                    let content = text[line.clone()].trim_end_matches(['\r', '\n']);
                    return line.start + content.len()..end;
                }
                start = line.start;
            }
            return start..end;
        }
        if !blank_before {
            return self.from.clone();
        }
        let mut next = self.from.end;
        while let Some(length) = text[next..].find('\n') {
            if !text[next..next + length].trim().is_empty() {
                break;
            }
            next += length + 1;
        }
        self.from.start..next
    }
}

/// The line before the one that begins at `at`, with its break.
fn line_before(text: &str, at: usize) -> Option<Range<usize>> {
    let end = at.checked_sub(1)?;
    let start = text[..end].rfind('\n').map_or(0, |line| line + 1);
    Some(start..at)
}

#[cfg(test)]
mod tests {
    use super::Move;
    use crate::finding::apply;

    fn moved(text: &str, lines: &str, above: &str) -> String {
        let from = text.find(lines).unwrap();
        let edits = Move {
            from: from..from + lines.len(),
            to: text.find(above).unwrap(),
        }
        .edits(text);
        assert!(edits[0].span.end < edits[1].span.start);
        apply(text, &edits)
    }

    #[test]
    fn between_others() {
        assert_eq!(moved("a\n\nb\n\n\nc\n", "b\n", "a"), "b\n\na\n\nc\n");
        assert_eq!(
            moved("# t\na\n# h\nb\n\nc\n", "b\n", "a"),
            "# t\n\nb\n\na\n# h\n\nc\n"
        );
    }

    #[test]
    fn at_the_end_the_last_line_break_stays_as_it_was() {
        assert_eq!(moved("a  \n\nb", "b", "a"), "b\n\na  ");
        assert_eq!(moved("a\n\nb\n\n", "b\n", "a"), "b\n\na\n\n");
        assert_eq!(moved("a\r\n\r\nb\r\n", "b\r\n", "a"), "b\r\n\r\na\r\n");
    }
}
