//! What makes a finding the same one in the next run, whatever became of the lines around it.

use std::collections::HashMap;
use std::hash::Hasher as _;

use siphasher::sip128::{Hasher128 as _, SipHasher13};

use crate::char_boundary::floor_char_boundary;
use crate::finding::Finding;
use crate::source::Source;

/// Words before and behind the label that belong to it: they tell two uses of the same word apart, and stay beside it when a
/// paragraph is moved or wrapped anew.
const NEIGHBOURS: usize = 3;

/// Bytes in which neighbours are looked for.
const REACH: usize = 100;

/// For each finding 32 hexadecimal digits, no two the same. They follow from the rule, the words and their neighbours; the same
/// words beside the same neighbours are counted.
pub fn all(source: &Source, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<u128, u64> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let parts = words(source, finding);
            let count = seen.entry(hash(&parts)).or_default();
            *count += 1;
            let number = count.to_string();
            let parts = parts.iter().map(String::as_str);
            let parts: Vec<&str> = parts.chain([number.as_str()]).collect();
            format!("{:032x}", hash(&parts))
        })
        .collect()
}

/// The same with the path in it: for reports in which each must differ from those of other drafts.
pub fn with_path(path: &str, fingerprint: &str) -> String {
    format!("{:032x}", hash(&[path, fingerprint]))
}

fn words(source: &Source, finding: &Finding) -> Vec<String> {
    let mut parts = vec![finding.rule.to_string()];
    // Without a message, the label is about no words: it stands where there is room.
    if finding.labels.primary.message.is_some() {
        let (text, span) = (source.text(), finding.span());
        let before = &text[floor_char_boundary(text, span.start.saturating_sub(REACH))..span.start];
        let after = &text[span.end..floor_char_boundary(text, span.end + REACH)];
        // What stands in another paragraph may go another way.
        let mut before: Vec<&str> = (before.rsplit('\n'))
            .enumerate()
            .take_while(|(number, line)| *number == 0 || !line.trim().is_empty())
            .flat_map(|(_, line)| line.split_whitespace().rev())
            .take(NEIGHBOURS)
            .collect();
        before.reverse();
        let after: Vec<&str> = (after.split('\n'))
            .enumerate()
            .take_while(|(number, line)| *number == 0 || !line.trim().is_empty())
            .flat_map(|(_, line)| line.split_whitespace())
            .take(NEIGHBOURS)
            .collect();
        parts.push(before.join(" "));
        let label = text[span.clone()].split_whitespace();
        parts.push(label.collect::<Vec<_>>().join(" "));
        parts.push(after.join(" "));
    }
    parts
}

fn hash(parts: &[impl AsRef<str>]) -> u128 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(part.as_ref().as_bytes());
        // No UTF-8 holds this byte, so no two lists of parts look the same.
        hasher.write(&[0xff]);
    }
    hasher.finish128().as_u128()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Linter, Selection};

    fn of(text: &str) -> Vec<String> {
        let source = Source::new("a.md", text);
        all(&source, &Linter::new(&Selection::default()).check(&source))
    }

    #[test]
    fn moved_and_wrapped_lines_stay_the_same() {
        let before = of("We leverage it well.\n\nThat is our holy grail, and they know it.");
        let after =
            of("New.\n\n\nThat is our holy\ngrail, and they know it.\n\nWe\nleverage it well.");
        assert_eq!(before.len(), 2);
        assert_eq!(after, [before[1].clone(), before[0].clone()]);
    }

    #[test]
    fn each_has_its_own() {
        let same = of("We leverage it.\n\nWe leverage it.\n\nWe leverage it.");
        assert_eq!(same.len(), 3);
        assert!(same[0] != same[1] && same[1] != same[2] && same[0] != same[2]);
        assert!(with_path("a.md", &same[0]) != with_path("b.md", &same[0]));
    }

    #[test]
    fn they_are_the_same_in_years() {
        assert_eq!(of("We leverage it."), ["0f0980c49767d18f691c51025199b0d4"]);
    }
}
