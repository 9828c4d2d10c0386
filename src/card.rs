//! The scorecard before sending: what the reader will find, in which order, and how hard it is to read.

use std::ops::Range;

use crate::document::prose::readable;
use crate::document::{BlockKind, Document};
use crate::finding::{Finding, Severity};
use crate::reading::{KindChoice, Mention, Order, Piece, Reading};

/// A piece of the pitch and where it first stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the source.
    pub span: Range<usize>,
    /// The words, as the reader sees them.
    pub text: String,
    /// Whether its sentence has a blank that nobody filled in.
    pub is_blank: bool,
}

/// What a draft offers its reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub kind: KindChoice,
    pub order: Order,
    /// In the order of [`Piece::ALL`].
    pub pieces: Vec<(Piece, Option<Place>)>,
    pub words: usize,
    pub jargon_per_100_words: f64,
    /// Flesch-Kincaid grade level.
    pub grade: f64,
    /// The parts of the readiness score: what each is for, how much of it there is, and how much there can be.
    pub parts: Vec<Part>,
}

/// A part of the readiness score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: &'static str,
    /// The piece of the pitch that it is for, if it is for one.
    pub piece: Option<Piece>,
    pub points: u32,
    pub most: u32,
    /// The one thing to do for the rest of the points.
    pub next: &'static str,
}

/// The rule whose findings are blanks to be filled in.
const BLANK: &str = "placeholder";

/// The rules whose findings count as jargon.
const JARGON: &[&str] = &[
    "corporate-jargon",
    "holy-grail",
    "hype",
    "overnight-promise",
    "panic",
    "social-jargon",
];

impl Card {
    /// The card of a draft that was read and checked.
    pub fn new(document: &Document, reading: &Reading, findings: &[Finding]) -> Self {
        let blanks: Vec<&Range<usize>> = (findings.iter())
            .filter(|finding| finding.rule == BLANK)
            .map(Finding::span)
            .collect();
        let place = |mention: &Mention| {
            let around = (document.prose()).source_range(&reading.passage(mention).range);
            Place {
                span: document.prose().source_range(&mention.range),
                text: readable(&document.prose().text()[mention.range.clone()]),
                is_blank: blanks
                    .iter()
                    .any(|blank| around.start <= blank.start && blank.end <= around.end),
            }
        };
        let pieces: Vec<(Piece, Option<Place>)> = (Piece::ALL.into_iter())
            .map(|piece| (piece, reading.first(piece).map(place)))
            .collect();
        let words = count_words(document);
        let jargon = findings
            .iter()
            .filter(|finding| {
                JARGON.contains(&finding.rule.as_ref()) && finding.severity >= Severity::Info
            })
            .count();
        #[expect(
            clippy::cast_precision_loss,
            reason = "a draft has fewer words than an f64 can count"
        )]
        let jargon_per_100_words = if words == 0 {
            0.0
        } else {
            round(jargon as f64 * 100.0 / words as f64, 1)
        };
        let grade = round(grade(document), 1);
        let order = reading.order();
        let parts = parts(&pieces, order, jargon_per_100_words, grade);
        Card {
            kind: reading.kind,
            order,
            pieces,
            words,
            jargon_per_100_words,
            grade,
            parts,
        }
    }

    /// Where a piece first stands.
    pub fn piece(&self, piece: Piece) -> Option<&Place> {
        self.pieces
            .iter()
            .find(|(other, _)| *other == piece)
            .and_then(|(_, place)| place.as_ref())
    }

    /// Readiness, from 0 to 100.
    pub fn score(&self) -> u32 {
        self.parts.iter().map(|part| part.points).sum()
    }
}

fn parts(pieces: &[(Piece, Option<Place>)], order: Order, jargon: f64, grade: f64) -> Vec<Part> {
    let find = |piece| pieces.iter().find(|(other, _)| *other == piece);
    let place = |piece| find(piece).and_then(|(_, place)| place.as_ref());
    let piece = |name, piece, most, next| {
        let (points, next) = match place(piece) {
            Some(place) if place.is_blank => (0, "Fill in the blanks."),
            Some(_) => (most, next),
            None => (0, next),
        };
        Part {
            name,
            piece: Some(piece),
            points,
            most,
            next,
        }
    };
    let goal_first = matches!(order, Order::GoalFirst | Order::NoTool)
        && place(Piece::Goal).is_some_and(|goal| !goal.is_blank);
    vec![
        piece(
            "goal",
            Piece::Goal,
            25,
            "Say what will be better, for whom: a sentence that is true without the tool.",
        ),
        Part {
            name: "goal first",
            piece: None,
            points: if goal_first { 15 } else { 0 },
            most: 15,
            next: match order {
                Order::ToolsFirst => "Move the goal above the first tool.",
                _ => "State the goal first.",
            },
        },
        piece(
            "measure",
            Piece::Measure,
            15,
            "Say by which figure you will know: from what, to what, by when.",
        ),
        piece(
            "baseline",
            Piece::Baseline,
            5,
            "Give today's figure, so that the target means something.",
        ),
        piece(
            "ask",
            Piece::Ask,
            15,
            "Say what you want decided or paid, and how much.",
        ),
        piece(
            "timeline",
            Piece::Timeline,
            5,
            "Say when it starts, and when you look at the result.",
        ),
        piece(
            "risk",
            Piece::Risk,
            5,
            "Name one thing that may go wrong, and when you would stop.",
        ),
        Part {
            name: "plain words",
            piece: None,
            points: graded(jargon, 1.0, 4.0, 10),
            most: 10,
            next: "Replace the words that `pitchlint check` flags.",
        },
        Part {
            name: "easy to read",
            piece: None,
            points: graded(grade, 10.0, 16.0, 5),
            most: 5,
            next: "Shorten the longest sentences.",
        },
    ]
}

/// All points up to `good`, none from `bad` on, and in between in proportion.
fn graded(value: f64, good: f64, bad: f64, most: u32) -> u32 {
    let share = ((bad - value) / (bad - good)).clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a few points"
    )]
    let points = (share * f64::from(most)).round() as u32;
    points
}

fn count_words(document: &Document) -> usize {
    document
        .blocks()
        .iter()
        .filter(|block| {
            !matches!(
                block.kind,
                BlockKind::Heading(_) | BlockKind::AltText | BlockKind::Caption
            )
        })
        .map(|block| words(&document.prose().text()[block.text.clone()]).count())
        .sum()
}

/// The blocks of whole sentences: a heading or a table cell is none, and would make every draft look easy.
fn running_text(document: &Document) -> impl Iterator<Item = &str> {
    let running = |kind| {
        matches!(
            kind,
            BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::Definition
                | BlockKind::Footnote
        )
    };
    document
        .blocks()
        .iter()
        .filter(move |block| running(block.kind))
        .map(|block| &document.prose().text()[block.text.clone()])
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// The Flesch-Kincaid grade level: 0.39 × words a sentence + 11.8 × syllables a word − 15.59.
///
/// Source: Kincaid, Fishburne, Rogers and Chissom, *Derivation of new readability formulas for Navy enlisted personnel*,
/// Research Branch Report 8-75, 1975.
fn grade(document: &Document) -> f64 {
    let (mut sentences, mut word_count, mut syllable_count) = (0usize, 0usize, 0usize);
    for text in running_text(document) {
        for sentence in crate::document::sentence::sentences(text) {
            let before = word_count;
            for word in words(&text[sentence]) {
                word_count += 1;
                syllable_count += syllables(word);
            }
            sentences += usize::from(word_count > before);
        }
    }
    if word_count == 0 {
        return 0.0;
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "a draft has fewer words than an f64 can count"
    )]
    let (sentences, words, syllables) =
        (sentences as f64, word_count as f64, syllable_count as f64);
    (0.39 * words / sentences + 11.8 * syllables / words - 15.59).max(0.0)
}

/// Syllables of an English word, by its groups of vowels: a silent e at the end does not count.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters
        .chunk_by(|a, b| vowel(a) == vowel(b))
        .filter(|group| vowel(&group[0]))
        .count();
    let silent = match letters.as_slice() {
        // "table" keeps its e, "whole" does not
        [.., before, 'l', 'e'] => vowel(before),
        [.., _, before, 'e'] => !vowel(before),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

fn round(value: f64, digits: i32) -> f64 {
    let factor = 10f64.powi(digits);
    (value * factor).round() / factor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn syllables_of_words() {
        for (word, count) in [
            ("cat", 1),
            ("table", 2),
            ("engagement", 4),
            ("make", 1),
            ("readability", 5),
            ("the", 1),
            ("42", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_formula() {
        // 1 sentence, 6 words, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45, no lower than 0.
        let document = Document::parse(&Source::new("a", "The cat sat on the mat."));
        assert!(grade(&document).abs() < f64::EPSILON);
        let document = Document::parse(&Source::new(
            "a",
            "Accessibility documentation facilitates organisational transparency.",
        ));
        assert!(grade(&document) > 20.0);
    }
}
