//! What looks like prose to a Markdown parser and is none: addresses, template syntax, attribute lists.

use std::ops::Range;

use super::prose::BARRIER;

/// What divides words in which an address may stand.
const DIVIDERS: [char; 9] = [' ', BARRIER, '<', '>', '(', ')', '[', ']', '|'];

/// The parts of a block's text that nobody reads as words, in order and apart, as bytes of `text`.
///
/// `is_mdx` says whether what stands in braces is code.
pub fn not_prose(text: &str, is_mdx: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    if memchr::memchr2(b'{', b'<', bytes).is_some() {
        if is_mdx {
            expressions(text, &mut found);
        }
        template_tags(text, &mut found);
        attribute_lists(text, &mut found);
    }
    // Blocks are short: a plain search is faster than one that has to be made ready.
    let holds = |sign: &str| {
        let first = sign.as_bytes()[0];
        memchr::memchr_iter(first, bytes).any(|at| bytes[at..].starts_with(sign.as_bytes()))
    };
    if ["@", "://", "www."].into_iter().any(holds) {
        addresses(text, &mut found);
    }
    found.sort_by_key(|range| range.start);
    let mut end = 0;
    found.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    found
}

/// `{{ jinja }}`, `{% liquid %}`, `<% erb %>`, `{/* MDX */}`, whose asterisks may have been read as emphasis.
fn template_tags(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    // Most angles and braces are of types and of code.
    let may_open = |at: usize| matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'/'));
    if !memchr::memchr2_iter(b'{', b'<', bytes).any(may_open) {
        return;
    }
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("{/", "/}")] {
        let mut at = 0;
        while let Some(step) = text[at..].find(open) {
            let start = at + step;
            let Some(length) = text[start + 2..].find(close) else {
                break;
            };
            at = start + 2 + length + 2;
            found.push(start..at);
        }
    }
}

/// `{props.name}`, also with braces inside, as MDX has it.
fn expressions(text: &str, found: &mut Vec<Range<usize>>) {
    let (mut start, mut depth) = (0, 0_usize);
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'{' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
}

/// `{#id .class}` and `{: .class }` after a heading or a span, `:::{note}` and `{ref}` before a title or a code span.
fn attribute_lists(text: &str, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(step) = text[at..].find('{') {
        let start = at + step;
        at = start + 1;
        let Some(length) = text[at..]
            .find(['{', '}'])
            .filter(|length| text[at + length..].starts_with('}'))
        else {
            continue;
        };
        let end = at + length + 1;
        let inside = text[at..end - 1].trim_start();
        let is_directive = text[..start].ends_with(":::") || text[end..].starts_with(BARRIER);
        if inside.starts_with(['#', '.', ':']) || is_directive {
            found.push(start..end);
        }
    }
}

/// `https://example.org/page`, `www.example.org`, `someone@example.org`.
fn addresses(text: &str, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    for word in text.split_inclusive(DIVIDERS) {
        let start = at;
        at += word.len();
        // Each address has one of these.
        if !word.bytes().any(|b| matches!(b, b':' | b'.' | b'@')) {
            continue;
        }
        let word = word.trim_end_matches(DIVIDERS);
        let word_end = start
            + word
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '*'])
                .len();
        let scheme = word.find("://").map(|colon| {
            colon
                - word[..colon]
                    .bytes()
                    .rev()
                    .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
                    .count()
        });
        let begin = scheme.or_else(|| word.find("www.")).or_else(|| {
            let (mailbox, host) = word.split_once('@')?;
            let is_mail = mailbox.ends_with(|c: char| c.is_ascii_alphanumeric())
                && host.trim_end_matches('.').contains('.');
            is_mail.then(|| word.len() - word.trim_start_matches(['"', '\'']).len())
        });
        if let Some(begin) = begin.filter(|begin| start + begin < word_end) {
            found.push(start + begin..word_end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::not_prose;

    fn masked(text: &str) -> Vec<&str> {
        not_prose(text, false)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn addresses() {
        assert_eq!(
            masked("See https://example.org/leverage, (www.example.org/a_b) and jo@example.org."),
            [
                "https://example.org/leverage",
                "www.example.org/a_b",
                "jo@example.org"
            ]
        );
        assert_eq!(
            masked("ping @jo at 10:30 or a/b @ 5, or jo@home, or (@jo.lund)"),
            [""; 0]
        );
    }

    #[test]
    fn templates_and_attributes() {
        assert_eq!(
            masked("Dear {{ name }}, {% if x %}hi{% endif %} <%= y %>"),
            ["{{ name }}", "{% if x %}", "{% endif %}", "<%= y %>"]
        );
        assert_eq!(
            masked("Goals {#goals .big} and :::{note} x"),
            ["{#goals .big}", "{note}"]
        );
        assert_eq!(masked("Dear {Boss}, {{ unclosed"), [""; 0]);
        let text = "Dear } {a.b({c: 1})} {open";
        let expressions: Vec<&str> = (not_prose(text, true).into_iter())
            .map(|range| &text[range])
            .collect();
        assert_eq!(expressions, ["{a.b({c: 1})}"]);
    }
}
