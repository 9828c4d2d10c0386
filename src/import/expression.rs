//! Regular expressions of other linters: whether this program can use them, which plain words they stand for, and which text
//! must be there for one to match.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::char_boundary::floor_char_boundary;
use crate::document::prose::fold_term;
use crate::lexicon::inflect::PartOfSpeech;
use crate::lexicon::pattern;
use crate::lexicon::term;

/// The most words that one expression is written out to.
const MOST_WORDS: usize = 48;
/// The longest text that a hint is made of, in bytes; a hint need not be whole.
const LONGEST_HINT: usize = 40;

/// An expression that can be used.
#[derive(Debug)]
pub struct Expression {
    hir: Hir,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Why it cannot be used, in a few words.
    pub fn new(text: &str) -> Result<Self, String> {
        let hir = regex_syntax::parse(text).map_err(|error| reason(text, &error))?;
        pattern::check(text).map_err(|_| "the expression is too large".to_owned())?;
        Ok(Expression { hir })
    }

    /// All texts that it matches, if they are few and the same in any place.
    pub fn words(&self) -> Option<Vec<String>> {
        written_out(&self.hir).filter(|words| words.iter().all(|word| !word.is_empty()))
    }

    /// Folded texts, one of which stands in whatever it matches; none if there are no such texts.
    pub fn hints(&self) -> Vec<String> {
        let mut hints: Vec<String> = needed(&self.hir).unwrap_or_default();
        hints.sort();
        hints.dedup();
        // Where a longer hint stands, so does the shorter one within it.
        let within = |hint: &String| {
            hints
                .iter()
                .any(|other| other != hint && hint.contains(other.as_str()))
        };
        hints.iter().filter(|hint| !within(hint)).cloned().collect()
    }
}

/// What keeps an expression from being used.
fn reason(text: &str, error: &regex_syntax::Error) -> String {
    if ["(?=", "(?!", "(?<=", "(?<!"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return "the expression looks ahead or behind, which patterns cannot do".to_owned();
    }
    match error {
        regex_syntax::Error::Parse(error) => {
            format!("the expression is not understood: {}", error.kind())
        }
        regex_syntax::Error::Translate(error) => {
            format!("the expression is not understood: {}", error.kind())
        }
        _ => "the expression is not understood".to_owned(),
    }
}

/// Whether a term finds this very text and nothing else: plain words, with no hyphen (which a term finds as a space, too) and
/// no second spelling.
pub fn is_plain_term(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == '\'';
    let words_are_plain = text.split(' ').all(|word| {
        word.starts_with(char::is_alphanumeric)
            && word.ends_with(char::is_alphanumeric)
            && word.chars().all(plain)
    });
    words_are_plain
        && term::compile(text, PartOfSpeech::Phrase, None)
            .is_ok_and(|term| term.words == text.to_lowercase())
}

/// The texts that an expression stands for, in its own order.
fn written_out(hir: &Hir) -> Option<Vec<String>> {
    let words = match hir.kind() {
        HirKind::Empty => vec![String::new()],
        HirKind::Literal(literal) => vec![std::str::from_utf8(&literal.0).ok()?.to_owned()],
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class
                .ranges()
                .iter()
                .map(regex_syntax::hir::ClassUnicodeRange::len)
                .sum();
            if count > 8 {
                return None;
            }
            (class.iter().flat_map(|range| range.start()..=range.end()))
                .map(String::from)
                .collect()
        }
        HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
            let mut words = written_out(&repetition.sub)?;
            words.push(String::new());
            words
        }
        HirKind::Capture(capture) => written_out(&capture.sub)?,
        HirKind::Concat(parts) => parts.iter().try_fold(vec![String::new()], |words, part| {
            crossed(&words, &written_out(part)?)
        })?,
        HirKind::Alternation(parts) => {
            let parts: Option<Vec<Vec<String>>> = parts.iter().map(written_out).collect();
            parts?.concat()
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) | HirKind::Repetition(_) => return None,
    };
    (words.len() <= MOST_WORDS).then_some(words)
}

/// Every beginning with every end, unless they are too many.
fn crossed(beginnings: &[String], ends: &[String]) -> Option<Vec<String>> {
    if beginnings.len() * ends.len() > MOST_WORDS {
        return None;
    }
    let all = beginnings
        .iter()
        .flat_map(|beginning| ends.iter().map(move |end| format!("{beginning}{end}")));
    Some(all.collect())
}

/// Folded texts, one of which every match holds.
fn needed(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub),
        HirKind::Alternation(parts) => {
            let parts: Option<Vec<Vec<String>>> = parts.iter().map(needed).collect();
            parts
                .map(|parts| parts.concat())
                .filter(|hints| hints.len() <= MOST_WORDS)
        }
        HirKind::Concat(parts) => parts_needed(parts),
        HirKind::Literal(_) | HirKind::Class(_) => useful(&folded_out(hir)?),
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// What a sequence needs: of its runs of plain text, the one that is hardest to meet by chance.
fn parts_needed(parts: &[Hir]) -> Option<Vec<String>> {
    let mut candidates: Vec<Vec<String>> = Vec::new();
    let mut run = vec![String::new()];
    for part in parts {
        let longer = folded_out(part).and_then(|texts| crossed(&run, &texts));
        match longer {
            Some(longer) => run = longer,
            None => {
                candidates.extend(useful(&run));
                run = vec![String::new()];
                candidates.extend(needed(part));
            }
        }
    }
    candidates.extend(useful(&run));
    candidates.into_iter().max_by_key(|texts| {
        (
            texts.iter().map(String::len).min(),
            std::cmp::Reverse(texts.len()),
        )
    })
}

/// As [`written_out`], folded, so that a letter in either case is one text.
fn folded_out(hir: &Hir) -> Option<Vec<String>> {
    let texts = match hir.kind() {
        // An assertion takes up no text.
        HirKind::Look(_) => vec![String::new()],
        HirKind::Concat(parts) => parts.iter().try_fold(vec![String::new()], |texts, part| {
            crossed(&texts, &folded_out(part)?)
        })?,
        _ => written_out(hir)?,
    };
    let mut folded: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    Some(folded)
}

/// Texts as hints, if each of them is one. Prose is folded before hints are looked for in it, and so are they.
fn useful(texts: &[String]) -> Option<Vec<String>> {
    let hints = texts
        .iter()
        .map(|text| fold_term(&text[..floor_char_boundary(text, LONGEST_HINT)]));
    let hints: Vec<String> = hints.collect();
    hints.iter().all(|hint| !hint.is_empty()).then_some(hints)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<Vec<String>> {
        Expression::new(text).unwrap().words()
    }

    fn hints(text: &str) -> Vec<String> {
        Expression::new(text).unwrap().hints()
    }

    #[test]
    fn simple_expressions_are_written_out() {
        assert_eq!(words("colou?r").unwrap(), ["colour", "color"]);
        assert_eq!(words("(?:foo|bar) baz").unwrap(), ["foo baz", "bar baz"]);
        assert_eq!(words("back[- ]?end").unwrap().len(), 3);
        assert_eq!(words("dogs? and (cat|mouse)").unwrap().len(), 4);
        for text in [r"\w+ly", "a+", r"\bfoo", "x?", "(?:[a-h][a-h][a-h])"] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn hints_stand_in_every_match() {
        assert_eq!(hints(r"\bFoolish\s+bar\b"), ["foolish"]);
        assert_eq!(hints("(?i)colou?r"), ["color", "colour"]);
        assert_eq!(
            hints(r"\w+ (?:way|means) forward"),
            [" means forward", " way forward"].map(str::trim)
        );
        assert_eq!(hints(r"(?:foo)?\d+ bars?"), ["bar"]);
        for text in [r"\w+", r"\d*", r"(?:\w+|foo)", " - ?", r"\s+$"] {
            let hints = hints(text);
            assert!(
                hints.iter().all(|hint| !hint.trim().is_empty()),
                "{text}: {hints:?}"
            );
        }
        assert!(hints(r"(?:\w+|foo)").is_empty());
        assert!(hints("It\u{2019}s").contains(&"it's".to_owned()));
    }

    #[test]
    fn what_cannot_be_used_says_why() {
        let reason = |text| Expression::new(text).unwrap_err();
        assert!(reason("it is(?!\\.)").contains("ahead"));
        assert!(reason(r"(\w+) \1").contains("backreferences"));
        assert!(reason("(a").contains("unclosed"));
        assert!(reason(r"\w{1000}{1000}").contains("large"));
    }

    #[test]
    fn terms_that_find_more_than_their_text_are_not_plain() {
        for (text, plain) in [
            ("in order to", true),
            ("don't", true),
            ("e-mail", false),
            ("organise", false),
            ("24/7", false),
            ("the ", false),
            ("_", false),
            ("what?", false),
        ] {
            assert_eq!(is_plain_term(text), plain, "{text}");
        }
    }
}
