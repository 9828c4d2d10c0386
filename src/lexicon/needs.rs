//! What a text must hold for an expression to match in it, as the expression tells. Most texts with a hint are ruled out by it, so
//! that few expressions are compiled for a draft.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// Texts in small letters.
type Texts = BTreeSet<String>;

/// The most texts of which one is needed. Twice as many take twice as long to look for.
const MOST: usize = 256;

/// Sets of texts, of each of which a folded text must hold one, or the expression does not match there. It may still not match
/// where the text holds them all. Of classes, only the letters of ASCII count: it is for texts without any others.
pub fn needs(regex: &str) -> Vec<Texts> {
    let mut needs = Needs::default();
    if let Ok(hir) = regex_syntax::parse(regex) {
        needs.read(&hir);
        needs.end();
    }
    // The fewer texts, the sooner it is known that none is there.
    needs.sets.sort_by_key(Texts::len);
    needs.sets
}

/// What was read of an expression.
struct Needs {
    sets: Vec<Texts>,
    /// What stands right before the next part of it.
    last: Texts,
}

impl Default for Needs {
    fn default() -> Self {
        Needs {
            sets: Vec::new(),
            last: nothing(),
        }
    }
}

impl Needs {
    fn read(&mut self, hir: &Hir) {
        if let Some(here) = all(hir) {
            self.last = followed(&self.last, &here).unwrap_or_else(|| {
                self.end();
                here
            });
            return;
        }
        match hir.kind() {
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.read(part)),
            HirKind::Capture(group) => self.read(&group.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => {
                self.end();
                self.read(&repetition.sub);
                self.end();
            }
            _ => self.end(),
        }
    }

    /// Something follows of which nothing is known.
    fn end(&mut self) {
        let last = std::mem::replace(&mut self.last, nothing());
        if last.iter().all(|text| text.len() > 1) {
            self.sets.push(last);
        }
    }
}

/// All texts that a part of an expression matches, if they are few.
fn all(hir: &Hir) -> Option<Texts> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(nothing()),
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).ok()?;
            Some(Texts::from([text.to_lowercase()]))
        }
        HirKind::Class(class) => letters(class),
        HirKind::Repetition(repetition) => repeated(repetition),
        HirKind::Capture(group) => all(&group.sub),
        HirKind::Concat(parts) => {
            (parts.iter()).try_fold(nothing(), |texts, part| followed(&texts, &all(part)?))
        }
        HirKind::Alternation(parts) => (parts.iter()).try_fold(Texts::new(), |mut texts, part| {
            texts.extend(all(part)?);
            (texts.len() <= MOST).then_some(texts)
        }),
    }
}

/// The letters of a class, if they are few: `[sz]`, and not `[a-z]`.
fn letters(class: &Class) -> Option<Texts> {
    let is_held = |b: u8| match class {
        Class::Unicode(class) => {
            (class.iter()).any(|range| (range.start()..=range.end()).contains(&char::from(b)))
        }
        Class::Bytes(class) => {
            (class.iter()).any(|range| (range.start()..=range.end()).contains(&b))
        }
    };
    let held = (0..=0x7f).filter(|b| is_held(*b));
    let letters: Texts = held
        .map(|b| char::from(b.to_ascii_lowercase()).to_string())
        .collect();
    (letters.len() < 8).then_some(letters)
}

fn repeated(repetition: &Repetition) -> Option<Texts> {
    let once = all(&repetition.sub)?;
    let mut now = nothing();
    let mut texts = Texts::new();
    for times in 0..=repetition.max? {
        if times > 0 {
            now = followed(&now, &once)?;
        }
        if times >= repetition.min {
            texts.extend(now.iter().cloned());
        }
        if texts.len() > MOST || now.is_empty() {
            return None;
        }
    }
    Some(texts)
}

/// Each text with each other one behind it, if those are few.
fn followed(texts: &Texts, by: &Texts) -> Option<Texts> {
    (texts.len() * by.len() <= MOST).then(|| {
        texts
            .iter()
            .flat_map(|text| by.iter().map(move |next| format!("{text}{next}")))
            .collect()
    })
}

/// The set of the empty text, which stands everywhere.
fn nothing() -> Texts {
    Texts::from([String::new()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(regex: &str) -> Vec<Vec<String>> {
        let sets = needs(regex).into_iter();
        sets.map(|set| set.into_iter().collect()).collect()
    }

    #[test]
    fn parts_that_stand_side_by_side_are_needed_together() {
        assert_eq!(
            read("(?i-u)\\b(?<hit>(?:organi[sz]ations|banks) (?:like|including) [A-Z]+ saw)\\b"),
            [
                vec![" saw"],
                vec![
                    "banks including ",
                    "banks like ",
                    "organisations including ",
                    "organisations like ",
                    "organizations including ",
                    "organizations like ",
                ],
            ]
        );
        assert_eq!(read("(?i)page ?views"), [["page views", "pageviews"]]);
        assert_eq!(read("a[^b]{2,}cd(?:ef){1,2}"), [["cdef", "cdefef"]]);
    }

    #[test]
    fn nothing_is_needed_where_nothing_is_known() {
        for regex in ["[a-z]+", "(?:ab)*", "(?:ab)?", "ab|c*", "[x%] ?", "(", ""] {
            assert_eq!(read(regex), Vec::<Vec<String>>::new(), "{regex}");
        }
    }

    #[test]
    fn what_cannot_stand_in_ascii_matches_nowhere() {
        assert_eq!(read("ab[€£]"), [Vec::<String>::new()]);
        assert_eq!(read("ab[$€]"), [["ab$"]]);
    }
}
