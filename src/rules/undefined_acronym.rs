//! `undefined-acronym`: the first use of a short form that the draft never spells out.
//!
//! It is built like the rules of structure, since it looks at the whole draft, but it speaks of words and in any draft. Which
//! short forms need no explanation, and what the others stand for, is in `rules/words/acronyms.toml`.

mod expansion;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use memchr::memmem;

use super::{Case, Structure};
use crate::document::prose::Prose;
use crate::document::{Block, BlockKind, Document};
use crate::finding::{Finding, Label};
use crate::lexicon::pack::Audience;
use crate::severity::Severity;
use expansion::Expansions;
use words::{run_end, starts_word, words, words_in_capitals};

mod table {
    include!(concat!(env!("OUT_DIR"), "/acronyms.rs"));
}

pub const RULE: Structure = Structure {
    id: "undefined-acronym",
    severity: Severity::Info,
    on_by_default: true,
    pitches_only: false,
    what: "The first use of a short form in capitals, such as CTR or MQL, that the draft never spells out.",
    why: "To your reader these are letters. They will not ask; they will read on and understand less, or stop.",
    instead: "Write it out at the first use, with the short form behind it in brackets; from there on the short form will do. If \
              you need it only once or twice, leave it out.",
    bad: &[
        "We want to raise our CTR from 1 % to 2 %.",
        "# Proposal: more talks\n\nThe CFP closes in May, so we ask for two days.",
        "Each MQL costs us 40 euros.",
        "- The KOLs get a free bag.\n- The shop pays the post.",
        "The form goes to the QZB before the board sees it. The QZB meets in May.",
        "| Step | Who |\n| --- | --- |\n| Sign the form | The head of the WKB |",
        "A new UI/XQP team looks after it.",
        "The rows are Cost, CAC and Growth.",
        "- CAC: 20 euros\n- Rent: 40 euros",
        "Fields of traditional trades such as OT are slow.",
        "The TC meets in May. We all keep the Code.",
    ],
    good: &[
        "We want to raise our click-through rate (CTR) from 1 % to 2 %. The CTR of last year was lower.",
        "The CTR (click-through rate) is 1 %.",
        "The Water Quality Board meets in May. Until then, WQB members may object.",
        "Each working group has a chair. A WG meets once a month.",
        "The CEO asked HR and IT for a PDF of the FAQ by Q3, and the API must answer in 20 ms over HTTPS.",
        "The trip costs 300 EUR or 320 USD, from 9 AM to 5 PM CET.",
        "# QZB\n\nThe board meets in May.",
        "Set `QZB` in the file, or read README and LICENSE.",
        "PLEASE DO NOT PARK HERE.\n\nThe gate opens at nine.",
        "The text MUST be short, and it is NOT to be sent by post.",
        "Louis XIV lived in Versailles, and Austin, TX, is warm.",
        "They hold $QZB and 500 QZB in their purse.",
        "> The QZB is the right place for it.",
        "The tool is under the MIT and BSD licences.",
        "ISO 9001, RFC 2119 and UTF-8 are standards.",
        "We won a prize at the #QZB meeting.",
        "Two NGOs and the CEO's office agree.",
        "The sign reads PUSH, so I push.",
        "- Ada QZBIN, Graz\n- Jon Smith, Linz",
        "The IBM QZB is a machine of the seventies.",
        "The QZB Foundation paid. We thank the QZB.",
        "We pay in QZB. The fee is 36.5 QZB.",
        "Both boards have to agree.\n\n- QZB: the people who look after water.",
    ],
    check,
};

/// The fewest and the most letters of a short form.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;

/// How many short forms of a draft are reported: those that it uses most. A paper by engineers for engineers has dozens.
const MOST: usize = 6;

/// How many short forms are looked up in the whole draft: those that it uses most. Where a list of thousands is spelled out, each
/// would be.
const LOOKED_UP: usize = 200;

/// How many words in capitals in a row are shouted.
const SHOUTED: usize = 3;

/// What follows the name of an organisation or a currency.
const NAMED: &[&str] = &[
    "Foundation",
    "Inc",
    "Ltd",
    "GmbH",
    "University",
    "Institute",
    "Association",
    "token",
    "coin",
];

/// A short form where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Use<'t> {
    /// Without the -s of a plural.
    short: &'t str,
    /// Bytes of the prose.
    range: Range<usize>,
}

fn check(case: &Case<'_>) -> Vec<Finding> {
    let text = case.document.prose().text();
    let in_table = |found: &Use<'_>| {
        (case.document.block_at(found.range.start))
            .is_some_and(|block| matches!(block.kind, BlockKind::TableCell))
    };
    let mut uses: BTreeMap<&str, (Use<'_>, usize)> = BTreeMap::new();
    for found in (case.document.blocks().iter())
        .filter(|block| !block.quoted && !matches!(block.kind, BlockKind::Heading(_)))
        .flat_map(|block| uses_in(text, block))
        .filter(|found| {
            !is_known_to(case.audience, found.short) && !case.document.is_quoted(&found.range)
        })
    {
        let in_prose = !in_table(&found);
        let (first, count) = uses.entry(found.short).or_insert((found.clone(), 0));
        *count += 1;
        // A table of metadata is no place to spell a word out; the first sentence is.
        if in_prose && in_table(first) {
            *first = found;
        }
    }
    if uses.is_empty() {
        return Vec::new();
    }
    let expansions = Expansions::new(case.document);
    let plurals: HashSet<&str> = (uses.keys().copied())
        .filter(|short| singular(short).is_some_and(|one| uses.contains_key(one)))
        .collect();
    let mut by_use: Vec<(Use<'_>, usize)> = uses.into_values().collect();
    by_use.sort_by_key(|(first, count)| (Reverse(*count), first.range.start));
    by_use
        .iter()
        .filter(|(first, _)| !plurals.contains(&first.short))
        .take(LOOKED_UP)
        .filter(|(first, _)| !is_name(case.document.prose(), first.short))
        .filter(|(first, _)| !expansions.explain(first.short, &first.range))
        .take(MOST)
        .map(|(first, count)| finding(case.document, first, *count))
        .collect()
}

/// Whether a short form stands but once in a text, those places counted where it is not judged: in a heading, or as part of a name.
fn stands_once(text: &str, short: &str) -> bool {
    let is_whole = |at: &usize| {
        let behind = at + short.len();
        let rest = || &text[behind..run_end(text, behind, true)];
        starts_word(text, *at) && matches!(rest(), "" | "s")
    };
    let mut places = memmem::find_iter(text.as_bytes(), short).filter(is_whole);
    places.next().is_some() && places.next().is_none()
}

fn finding(document: &Document, first: &Use<'_>, count: usize) -> Finding {
    let short = first.short;
    let as_drafted = &document.prose().text()[first.range.clone()];
    let help = match meaning(short) {
        Some((long, plain)) => format!(
            "{short} is short for {long}: {plain}. Write \"{long} ({short})\" at the first use, or say it in these plain words."
        ),
        None if count == 1 && stands_once(document.prose().text(), short) => format!(
            "Write out what {short} stands for. It is used only here, so the short form can go."
        ),
        None => format!(
            "Write out what {short} stands for here, with \"({short})\" behind it; after that the short form will do."
        ),
    };
    let label = Label {
        span: document.prose().source_range(&first.range),
        message: Some("your reader hears: letters; what do they stand for?".to_owned()),
    };
    RULE.finding(
        format!("\"{as_drafted}\" is used and never spelled out"),
        label,
        help,
    )
}

/// What an insider's short form stands for, and what that means.
pub fn meaning(short: &str) -> Option<(&'static str, &'static str)> {
    (table::TRADE.iter())
        .find(|row| row.0.eq_ignore_ascii_case(short))
        .map(|row| (row.1, row.2))
}

fn is_known(short: &str) -> bool {
    let known = |short| table::KNOWN.binary_search(&short).is_ok();
    known(short) || singular(short).is_some_and(known)
}

/// Whether those who read the draft use the short form every day.
fn is_known_to(audience: Audience, short: &str) -> bool {
    (table::TRADE.iter())
        .filter(|row| row.3 & audience.bit() != 0)
        .any(|row| row.0 == short || singular(short) == Some(row.0))
}

/// What a short form with an -S behind it may be the plural of: "NGOS".
fn singular(short: &str) -> Option<&str> {
    short
        .strip_suffix('S')
        .filter(|one| one.len() > *LETTERS.start())
}

/// Whether a draft uses a short form as a name or as a plain word elsewhere, so that its capitals stand for nothing: in small
/// letters, or as a currency or a name ("$ABC", "36.5 ABC", "ABC 12", "the ABC Foundation", "ABC ABC").
fn is_name(prose: &Prose, short: &str) -> bool {
    let text = prose.text();
    let small = short.to_ascii_lowercase();
    memmem::find_iter(prose.folded().as_bytes(), &small)
        .map(|at| at..at + short.len())
        .filter(|range| {
            starts_word(text, range.start) && run_end(text, range.end, true) == range.end
        })
        .any(|range| match &text[range.clone()] {
            word if word == short => is_marked(text, &range),
            // "ABs" are two of a short form "AB", and say nothing about "ABS".
            word => !is_capitals(word.trim_end_matches('s')),
        })
}

/// Whether what stands around a word makes it a currency or a name.
fn is_marked(text: &str, range: &Range<usize>) -> bool {
    let (before, word, after) = (
        &text[..range.start],
        &text[range.clone()],
        &text[range.end..],
    );
    let next = after.strip_prefix(' ').unwrap_or_default();
    before.ends_with('$')
        || is_numbered(after)
        || is_amount(before) && meaning(word).is_none()
        || NAMED.iter().any(|name| next.starts_with(name))
        || (next.strip_prefix(word)).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a sum with its decimals stands before a word, as before a currency: "36.5 ABC".
fn is_amount(before: &str) -> bool {
    let sum = before.strip_suffix(' ').unwrap_or_default();
    let sum = sum
        .rsplit(|c: char| !(c.is_ascii_digit() || c == '.'))
        .next();
    sum.and_then(|sum| sum.split_once('.'))
        .is_some_and(|(whole, part)| !whole.is_empty() && !part.is_empty())
}

/// The short forms in a block that not everybody knows, as far as the letters around them tell.
fn uses_in<'t>(text: &'t str, block: &Block) -> Vec<Use<'t>> {
    let within = &text[block.text.clone()];
    let found: Vec<(Range<usize>, &str)> = words_in_capitals(within)
        .filter_map(|word| Some((word.clone(), short_form(within, &word)?)))
        .filter(|(_, short)| !is_known(short))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let capitals: Vec<Range<usize>> = words_in_capitals(within)
        .filter(|word| is_capitals(&within[word.clone()]))
        .collect();
    // A block in capitals is a heading or a cry, and one that is a short form alone is a label.
    let mut long = words(within).filter(|word| word.len() > 1);
    if !capitals.is_empty() && long.nth(2 * capitals.len() - 1).is_none() {
        return Vec::new();
    }
    let start = block.text.start;
    let first = words(within).next().map_or(0, |word| word.start);
    let stands_alone = |word: &Range<usize>| {
        run_length(&capitals, within, word) < SHOUTED && !is_part_of_name(within, first, word)
    };
    (found.into_iter())
        .filter(|(word, _)| stands_alone(word))
        .map(|(word, short)| Use {
            short,
            range: start + word.start..start + word.end,
        })
        .collect()
}

/// Whether a word belongs to a name with the word beside it: a family name in capitals ("Ada ABC, Graz"), or one behind or before
/// a short form that everybody knows ("IBM ABC"). `first` is where the first word of the text begins.
fn is_part_of_name(text: &str, first: usize, word: &Range<usize>) -> bool {
    let (before, after) = (&text[..word.start], &text[word.end..]);
    let is_letter = |c: char| c.is_alphanumeric();
    let last = before
        .strip_suffix(' ')
        .map(|before| &before[before.trim_end_matches(is_letter).len()..]);
    let next = after
        .strip_prefix(' ')
        .map(|after| &after[..run_end(after, 0, true)]);
    let is_family_name = |last: &str| {
        let is_second = word.start == first + last.len() + 1;
        is_title_case(last) && is_second && matches!(after.chars().next(), None | Some(','))
    };
    let known = |word: &str| is_capitals(word) && is_known(word);
    last.is_some_and(|last| is_family_name(last) || known(last)) || next.is_some_and(known)
}

/// How many words in capitals stand in a row around this one, with nothing but a space between them, as far as it matters.
fn run_length(capitals: &[Range<usize>], text: &str, word: &Range<usize>) -> usize {
    let Ok(at) = capitals.binary_search_by_key(&word.start, |word| word.start) else {
        return 0;
    };
    let joined = |pair: &&[Range<usize>]| &text[pair[0].end..pair[1].start] == " ";
    let (before, after) = (capitals[..=at].windows(2).rev(), capitals[at..].windows(2));
    let after = after.take(SHOUTED).take_while(joined).count();
    let before = before.take(SHOUTED).take_while(joined).count();
    before + 1 + after
}

/// The short form that a word is, without the -s of a plural.
fn short_form<'t>(text: &'t str, word: &Range<usize>) -> Option<&'t str> {
    let letters = &text[word.clone()];
    let short = match letters.strip_suffix('s') {
        Some(singular) => singular,
        None => letters,
    };
    // Most words are long, or in small letters; no other question is as cheap.
    if !LETTERS.contains(&short.len()) || !short.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let (before, after) = (&text[..word.start], &text[word.end..]);
    let is_other = is_in_name(before, after)
        || is_among_names(before, after) && meaning(short).is_none()
        || is_unit(before, letters)
        || is_numbered(after);
    (!is_other).then_some(short)
}

/// Whether the signs around a word make it part of a name, a path or a tag: `$ABC`, `#ABC`, `ABC_DEF`, `UTF-8`, `R&D`.
fn is_in_name(before: &str, after: &str) -> bool {
    let sign = before.chars().next_back();
    let mut behind = after.chars();
    let (next, one_on) = (behind.next(), behind.next());
    matches!(
        sign,
        Some('@' | '#' | '$' | '\\' | '.' | '_' | '+' | '=' | '&' | '<' | '-' | '*')
    ) || matches!(next, Some('_' | '\\' | '=' | '&' | '+' | '@' | '>'))
        || next == Some('.') && one_on.is_some_and(|c| c.is_ascii_alphanumeric())
        || next == Some('-') && is_mark(&after[1..])
        // A pair such as UI/UX is two words, a path is none.
        || next == Some('/') && !one_on.is_some_and(|c| c.is_ascii_uppercase())
        || sign == Some('/') && !before.trim_end_matches('/').ends_with(|c: char| c.is_ascii_uppercase())
}

/// Whether what follows a hyphen is a number or more capitals, and no word: "UTF-8", but not "UTF-Based".
fn is_mark(after: &str) -> bool {
    let mut letters = after.chars();
    match (letters.next(), letters.next()) {
        (Some(first), _) if first.is_ascii_digit() => true,
        (Some(first), second) if first.is_ascii_uppercase() => {
            !second.is_some_and(|c| c.is_ascii_lowercase())
        }
        _ => false,
    }
}

/// Whether a word follows a figure as a unit or a currency does: "500 ABC". A plural counts things and is none.
fn is_unit(before: &str, letters: &str) -> bool {
    !letters.ends_with('s')
        && (before.trim_end_matches([' ', '-'])).ends_with(|c: char| c.is_ascii_digit())
        && before.ends_with([' ', '-'])
}

/// Whether a word stands in a list of names that are no short forms: "such as ABC, Samsung".
fn is_among_names(before: &str, after: &str) -> bool {
    let word = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .next()
            .is_some_and(is_title_case)
    };
    after.strip_prefix(", ").is_some_and(word)
        || before
            .strip_suffix(", ")
            .and_then(|before| before.rsplit(|c: char| !c.is_alphanumeric()).next())
            .is_some_and(is_title_case)
}

/// Whether a number follows as it does in the name of a paper or a standard: "RFC 2119".
fn is_numbered(after: &str) -> bool {
    after
        .trim_start_matches([' ', '#'])
        .starts_with(|c: char| c.is_ascii_digit())
}

fn is_title_case(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_forms_are_sorted() {
        assert!(table::KNOWN.is_sorted(), "they are searched by halves");
        let trade = table::TRADE.iter().map(|row| row.0);
        let both: Vec<_> = trade.filter(|short| is_known(short)).collect();
        assert!(both.is_empty(), "known, and explained: {both:?}");
    }

    #[test]
    fn what_stands_once_stands_nowhere_else() {
        assert!(stands_once("The QZB meets in May; QZBA does not.", "QZB"));
        for twice in [
            "The QZB and the QZBs",
            "# QZB\n\nThe QZB meets.",
            "QZB, lab/QZB",
        ] {
            assert!(!stands_once(twice, "QZB"), "{twice}");
        }
    }

    #[test]
    fn which_words_are_short_forms() {
        let short = |text| {
            let found =
                words(text).find(|word| is_capitals(&text[word.clone()][..2.min(word.len())]));
            found.and_then(|word| short_form(text, &word))
        };
        assert_eq!(short("the QZBs met"), Some("QZB"));
        assert_eq!(short("the QZB's chair"), Some("QZB"));
        assert_eq!(short("(QZB)"), Some("QZB"));
        assert_eq!(short("QZB/XQP"), Some("QZB"));
        assert_eq!(short("5 QZBs"), Some("QZB"));
        for none in [
            "$QZB", "QZB-8", "QZB_X", "500 QZB", "QZB 12", "/QZB/x", "QZB.md", "QZBXYZ",
        ] {
            assert_eq!(short(none), None, "{none}");
        }
    }
}
