//! Figures in a sentence: money, shares, spans of time, dates, plain numbers.

use std::ops::Range;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    Money,
    Percent,
    Duration,
    Date,
    Number,
}

/// A figure and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub kind: FigureKind,
    /// Bytes of the text it was found in, with its unit.
    pub range: Range<usize>,
}

const CURRENCIES: &[&str] = &[
    "usd", "eur", "gbp", "chf", "cad", "aud", "inr", "jpy", "btc", "eth", "dai", "usdc", "usdt",
    "dollars", "dollar", "euros", "euro", "pounds", "francs",
];

/// What may stand between a number and a unit of time.
const SORTS_OF_DAYS: &[&str] = &["business", "calendar", "full", "school", "whole", "working"];

const TIME_UNITS: &[&str] = &[
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
    "year", "years", "quarter", "quarters", "sprint", "sprints",
];

/// Small numbers as good prose writes them.
const NUMBER_WORDS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "twenty", "thirty", "half", "several",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Words before the name of a month that make it a date, even if it is "may".
const BEFORE_MONTHS: &[&str] = &[
    "by", "in", "until", "till", "next", "last", "since", "from", "this", "early", "late", "mid",
    "before", "after", "of", "through", "to",
];

/// The figures of a folded text, in order.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    if !may_hold_figures(text) {
        return found;
    }
    let words: Vec<(usize, &str)> = words(text);
    let mut taken = 0;
    for (number, &(at, word)) in words.iter().enumerate() {
        // The day of a date that was read with its month.
        if at < taken {
            continue;
        }
        let next = words.get(number + 1).map_or("", |(_, next)| next);
        let previous = number.checked_sub(1).map_or("", |before| words[before].1);
        let mut end = at + word.len();
        let next_end = words
            .get(number + 1)
            .map_or(end, |(next_at, next)| next_at + next.len());
        let is_month =
            MONTHS.contains(&word) && (has_digit(next) || BEFORE_MONTHS.contains(&previous));
        if is_quarter(word) || is_month {
            if MONTHS.contains(&word) && has_digit(next) {
                end = next_end;
                taken = end;
            }
            found.push(Figure {
                kind: FigureKind::Date,
                range: at..end,
            });
            continue;
        }
        // "Two working days"
        let is_sort = words
            .get(number + 1)
            .is_some_and(|(_, next)| SORTS_OF_DAYS.contains(next));
        let (unit, unit_end) = words
            .get(number + 1 + usize::from(is_sort))
            .map_or(("", end), |(at, unit)| (*unit, at + unit.len()));
        // "A three-year contract" says what sort of contract.
        let apart = !text[end..].starts_with('-');
        if NUMBER_WORDS.contains(&word) && TIME_UNITS.contains(&unit) && apart {
            found.push(Figure {
                kind: FigureKind::Duration,
                range: at..unit_end,
            });
            continue;
        }
        let before = &text[..at];
        if !counts(word, before, previous, &text[end..]) {
            continue;
        }
        let signed = before.ends_with(['$', '€', '£', '¥'])
            || before.trim_end().ends_with(['$', '€', '£', '¥']);
        let after = &text[end..];
        let kind = if signed {
            FigureKind::Money
        } else if after.starts_with(['€', '$', '£'])
            || CURRENCIES.contains(&next)
            || CURRENCIES.contains(&previous)
            || next == "$"
        {
            end = if CURRENCIES.contains(&next) {
                next_end
            } else {
                end
            };
            FigureKind::Money
        } else if after.trim_start().starts_with('%')
            || matches!(next, "percent" | "per")
                && !next.is_empty()
                && after.starts_with(" per cent")
        {
            end += after.find('%').map_or(0, |sign| sign + 1).min(2);
            FigureKind::Percent
        } else if next == "percent" {
            end = next_end;
            FigureKind::Percent
        } else if TIME_UNITS.contains(&unit) {
            end = unit_end;
            FigureKind::Duration
        } else if is_year(word)
            || is_iso_date(word)
            || MONTHS.contains(&next)
            || MONTHS.contains(&previous)
        {
            FigureKind::Date
        } else {
            FigureKind::Number
        };
        found.push(Figure {
            kind,
            range: at..end,
        });
    }
    found
}

/// Whether a folded text may hold a sum of money: a sign or a word for a currency stands in it.
pub(super) fn may_hold_money(text: &str) -> bool {
    let is_word = |at: usize, word: &str| {
        let around = [
            text[..at].chars().next_back(),
            text[at + word.len()..].chars().next(),
        ];
        // "20eur", but no method.
        !around.iter().flatten().any(|c| c.is_alphabetic())
    };
    let stands =
        |word: &str| memchr::memmem::find_iter(text.as_bytes(), word).any(|at| is_word(at, word));
    let has_sign = || {
        memchr::memchr(b'$', text.as_bytes()).is_some()
            || !text.is_ascii() && text.contains(['€', '£', '¥'])
    };
    has_sign() || CURRENCIES.iter().any(|word| stands(word))
}

/// Most sentences hold no digit, no number in words and no month, which is quickly seen.
fn may_hold_figures(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut inside = false;
    for (at, &b) in bytes.iter().enumerate() {
        if b.is_ascii_digit() {
            return true;
        }
        let starts = !inside && b.is_ascii_lowercase();
        inside = b.is_ascii_alphanumeric() || !b.is_ascii();
        if starts && FIRST_LETTERS.contains(&b) {
            let length = (bytes[at..].iter())
                .position(|b| !b.is_ascii_lowercase())
                .unwrap_or(bytes.len() - at);
            let word = &text[at..at + length];
            if (3..=9).contains(&length) && (NUMBER_WORDS.contains(&word) || MONTHS.contains(&word))
            {
                return true;
            }
        }
    }
    false
}

/// Letters with which numbers in words and months begin.
const FIRST_LETTERS: &[u8] = b"adefhjmnost";

/// What a number after these names and does not count: "step 5", "section 3".
const NUMBERED: &[&str] = &[
    "appendix",
    "chapter",
    "version",
    "step",
    "section",
    "figure",
    "table",
    "milestone",
    "phase",
    "level",
    "proposal",
    "option",
    "tier",
    "track",
    "part",
    "issue",
    "page",
    "item",
    "goal",
    "stage",
    "sprint",
    "rfc",
    "adr",
    "iso",
    "rule",
];

/// What may stand right after the digits of a number.
const MULTIPLES: &[&str] = &["", "k", "m", "bn", "x", "h"];

/// Whether a word is a number that counts something: not a version, the number of a step, or the start of a name.
fn counts(word: &str, before: &str, previous: &str, after: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let versioned = before.ends_with(['.', '#', '_'])
        || after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_alphabetic())
        || previous == "v";
    word.starts_with(|c: char| c.is_ascii_digit())
        && MULTIPLES.contains(&&word[digits.len()..])
        && !versioned
        && !NUMBERED.contains(&previous)
}

/// Words and numbers with their places; a number keeps its points and commas.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric()
            || start.is_some_and(|start: usize| {
                matches!(c, '.' | ',' | '-')
                    && text.as_bytes()[start].is_ascii_digit()
                    && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
            });
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push((from, &text[from..]));
    }
    found
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

fn is_quarter(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        [b'q', b'1'..=b'4', ..] | [b'h', b'1' | b'2']
    ) && word.len() <= 4
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1950..=2099))
}

fn is_iso_date(word: &str) -> bool {
    word.len() == 10 && word.as_bytes()[4] == b'-' && word.as_bytes()[7] == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_letters_are_those_of_the_words() {
        for word in NUMBER_WORDS.iter().chain(MONTHS) {
            assert!(may_hold_figures(word), "{word}");
        }
        assert!(!may_hold_figures("the staff often meet at noon"));
    }

    #[test]
    fn kinds() {
        let kinds = |text: &str| {
            figures(text)
                .into_iter()
                .map(|figure| (figure.kind, text[figure.range].to_owned()))
                .collect::<Vec<_>>()
        };
        let one = |kind, text: &str| vec![(kind, text.to_owned())];
        assert_eq!(
            kinds("costs $15,000/year"),
            one(FigureKind::Money, "15,000")
        );
        assert_eq!(
            kinds("costs 20 eur a month"),
            one(FigureKind::Money, "20 eur")
        );
        assert_eq!(kinds("falls by 12 %"), one(FigureKind::Percent, "12 %"));
        assert_eq!(kinds("in 6 weeks"), one(FigureKind::Duration, "6 weeks"));
        assert_eq!(kinds("by june 30"), one(FigureKind::Date, "june 30"));
        let two = vec![
            (FigureKind::Date, "june 30".to_owned()),
            (FigureKind::Date, "july 5".to_owned()),
        ];
        assert_eq!(
            kinds("from june 30 to july 5"),
            two,
            "apart, though a day is a number, too"
        );
        assert_eq!(kinds("in 2027"), one(FigureKind::Date, "2027"));
        assert_eq!(kinds("from q3 on"), one(FigureKind::Date, "q3"));
        assert_eq!(kinds("4,000 calls"), one(FigureKind::Number, "4,000"));
        assert_eq!(
            kinds("tenants wait four days"),
            one(FigureKind::Duration, "four days")
        );
        assert_eq!(
            kinds("two working days"),
            one(FigureKind::Duration, "two working days")
        );
        assert_eq!(
            kinds("10 business days"),
            one(FigureKind::Duration, "10 business days")
        );
        assert_eq!(kinds("in two working groups"), []);
        assert_eq!(
            kinds("by next december."),
            one(FigureKind::Date, "december")
        );
        assert_eq!(kinds("we start in may"), one(FigureKind::Date, "may"));
        assert_eq!(kinds("it may work, or march on"), vec![]);
        assert_eq!(kinds("update to v1.25 or 1.x in step 5 of #12"), vec![]);
        assert_eq!(kinds("the 3dtool library"), vec![]);
        assert_eq!(kinds("3x faster"), one(FigureKind::Number, "3x"));
    }
}
