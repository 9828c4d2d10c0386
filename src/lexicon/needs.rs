//! What a text must hold for an expression to match in it, as the expression tells. Most texts with a hint are ruled out by it, so
//! that few expressions are compiled for a draft.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// A piece of what an expression matches, in small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    pub text: String,
    pub before: Border,
    pub after: Border,
}

/// Letters, from those that English writes most.
const COMMON: &[u8] = b" etaoinshrdlcumwfgypbvkjxqz";

impl Piece {
    /// The two neighbouring bytes of its text that the fewest texts hold, as far as their letters tell; `None` if there are no two.
    pub fn rarest_pair(&self) -> Option<[u8; 2]> {
        let rarity = |b: &u8| COMMON.iter().position(|c| c == b).unwrap_or(COMMON.len());
        let pairs = self
            .text
            .as_bytes()
            .windows(2)
            .map(|pair| [pair[0], pair[1]]);
        pairs.max_by_key(|pair| pair.iter().map(rarity).sum::<usize>())
    }
}

/// What must be at an end of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    #[default]
    Anything,
    /// The start or the end of a word.
    Word,
    /// The start or the end of the text.
    Text,
}

pub type Pieces = BTreeSet<Piece>;

/// The most pieces of which one is needed. Twice as many take twice as long to look for.
const MOST: usize = 1500;

/// Sets of pieces, of each of which a folded text must hold one, or the expression does not match there. It may still not match
/// where the text holds them all. It is for [plain](is_plain) texts: no other characters are
/// read in classes. Each piece is two bytes or longer.
pub fn needs(regex: &str) -> Vec<Pieces> {
    let mut needs = Needs::behind(nothing());
    if let Ok(hir) = regex_syntax::parse(regex) {
        needs.read(&hir);
        needs.end();
    }
    // The fewer pieces, the sooner it is known that none is there.
    needs.sets.sort_by_key(Pieces::len);
    needs.sets
}

/// What was read of an expression.
struct Needs {
    sets: Vec<Pieces>,
    /// What stands right before the next part of it.
    last: Pieces,
}

impl Needs {
    fn behind(last: Pieces) -> Self {
        Needs {
            sets: Vec::new(),
            last,
        }
    }

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
            HirKind::Repetition(repetition) => self.repeated(repetition),
            HirKind::Alternation(parts) => self.alternatives(parts),
            _ => drop(self.end()),
        }
    }

    /// What is repeated may be missing; if it is not, its end stands before what follows.
    fn repeated(&mut self, repetition: &Repetition) {
        let before = self.end();
        let mut once = Needs::behind(nothing());
        once.read(&repetition.sub);
        self.last = once.last;
        if repetition.min == 0 {
            self.last.extend(before);
        } else {
            self.sets.extend(once.sets);
        }
        self.limit();
    }

    fn alternatives(&mut self, parts: &[Hir]) {
        let before = self.end();
        self.last.clear();
        let mut of_parts = Vec::new();
        for part in parts {
            let mut this = Needs::behind(before.clone());
            this.read(part);
            let last = this.end();
            self.last.extend(last);
            // The set whose shortest piece is the longest says most.
            this.sets.sort_by_key(|set| Reverse(shortest(set)));
            of_parts.push(this.sets);
        }
        // Whichever part it is, each of its sets is needed; so is one of any that holds them all.
        let most = of_parts.iter().map(Vec::len).max().unwrap_or_default();
        let one_of_each = |rank: usize| -> Option<Pieces> {
            let sets = of_parts.iter().map(|sets| sets.get(rank).or(sets.last()));
            sets.collect::<Option<Vec<_>>>()
                .map(|sets| sets.into_iter().flatten().cloned().collect())
        };
        let needed = (0..most).map_while(one_of_each);
        self.sets.extend(needed.filter(|set| set.len() <= MOST));
        self.limit();
    }

    /// What stands before something of which nothing is known; it is needed by itself.
    fn end(&mut self) -> Pieces {
        let last = std::mem::replace(&mut self.last, nothing());
        if shortest(&last) > 1 {
            self.sets.push(last.clone());
        }
        last
    }

    fn limit(&mut self) {
        if self.last.len() > MOST {
            self.last = nothing();
        }
    }
}

/// The length of the shortest piece in bytes. Where there is none, nothing matches.
fn shortest(pieces: &Pieces) -> usize {
    let lengths = pieces.iter().map(|piece| piece.text.len());
    lengths.min().unwrap_or(usize::MAX)
}

/// All pieces that a part of an expression matches, if they are few.
fn all(hir: &Hir) -> Option<Pieces> {
    match hir.kind() {
        HirKind::Empty => Some(nothing()),
        HirKind::Look(look) => Some(border(*look)),
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).ok()?;
            Some(Pieces::from([piece(text.to_lowercase())]))
        }
        HirKind::Class(class) => letters(class),
        HirKind::Repetition(repetition) => all_repeated(repetition),
        HirKind::Capture(group) => all(&group.sub),
        HirKind::Concat(parts) => {
            (parts.iter()).try_fold(nothing(), |pieces, part| followed(&pieces, &all(part)?))
        }
        HirKind::Alternation(parts) => {
            (parts.iter()).try_fold(Pieces::new(), |mut pieces, part| {
                pieces.extend(all(part)?);
                (pieces.len() <= MOST).then_some(pieces)
            })
        }
    }
}

fn border(look: Look) -> Pieces {
    let border = match look {
        Look::Start | Look::End => Border::Text,
        Look::WordAscii | Look::WordUnicode => Border::Word,
        _ => Border::Anything,
    };
    Pieces::from([Piece {
        text: String::new(),
        before: border,
        after: border,
    }])
}

/// The letters of a class, if they are few: `[sz]`, and not `[a-z]`.
fn letters(class: &Class) -> Option<Pieces> {
    let ranges: Vec<RangeInclusive<char>> = match class {
        Class::Unicode(class) => (class.iter())
            .map(|range| range.start()..=range.end())
            .collect(),
        Class::Bytes(class) => (class.iter())
            .map(|range| char::from(range.start())..=char::from(range.end()))
            .collect(),
    };
    let held: Vec<char> = ranges.into_iter().flatten().take(MOST).collect();
    if held.len() == MOST {
        return None;
    }
    let letters: Pieces = (held.into_iter())
        .filter(|c| is_plain_character(*c))
        .map(|c| piece(c.to_ascii_lowercase().to_string()))
        .collect();
    (letters.len() < 8).then_some(letters)
}

/// Whether a text means the same to an expression that knows Unicode and to one that does not: its characters are plain.
pub fn is_plain(text: &str) -> bool {
    text.is_ascii() || text.chars().all(is_plain_character)
}

/// Whether a character is one of ASCII, or no letter, figure or space.
fn is_plain_character(c: char) -> bool {
    c.is_ascii() || !(regex_syntax::is_word_character(c) || c.is_whitespace())
}

fn all_repeated(repetition: &Repetition) -> Option<Pieces> {
    let once = all(&repetition.sub)?;
    let mut now = nothing();
    let mut pieces = Pieces::new();
    for times in 0..=repetition.max? {
        if times > 0 {
            now = followed(&now, &once)?;
        }
        if times >= repetition.min {
            pieces.extend(now.iter().cloned());
        }
        if pieces.len() > MOST || now.is_empty() {
            return None;
        }
    }
    Some(pieces)
}

/// Each piece with each other one behind it, if those are few.
fn followed(pieces: &Pieces, by: &Pieces) -> Option<Pieces> {
    let joined = |piece: &Piece, next: &Piece| Piece {
        before: if piece.text.is_empty() {
            piece.before.max(next.before)
        } else {
            piece.before
        },
        after: if next.text.is_empty() {
            next.after.max(piece.after)
        } else {
            next.after
        },
        text: format!("{}{}", piece.text, next.text),
    };
    (pieces.len() * by.len() <= MOST).then(|| {
        (pieces.iter())
            .flat_map(|piece| by.iter().map(move |next| joined(piece, next)))
            .collect()
    })
}

fn piece(text: String) -> Piece {
    Piece {
        text,
        ..Piece::default()
    }
}

/// The set of the empty piece, which stands everywhere.
fn nothing() -> Pieces {
    Pieces::from([Piece::default()])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces, with `<` for the border of a word and `|` for that of the text.
    fn read(regex: &str) -> Vec<Vec<String>> {
        let sign = |border| match border {
            Border::Anything => "",
            Border::Word => "<",
            Border::Text => "|",
        };
        let shown = |piece: Piece| [sign(piece.before), &piece.text, sign(piece.after)].concat();
        let sets = needs(regex).into_iter();
        sets.map(|set| set.into_iter().map(shown).collect())
            .collect()
    }

    #[test]
    fn the_rarest_pair_has_letters_that_english_seldom_writes() {
        let pair = |text: &str| {
            let text = text.to_owned();
            let pair = Piece {
                text,
                ..Piece::default()
            }
            .rarest_pair()?;
            String::from_utf8(pair.to_vec()).ok()
        };
        assert_eq!(pair("the likes of"), Some("ik".to_owned()));
        assert_eq!(pair("a 9th"), Some("9t".to_owned()));
        assert_eq!(pair("a"), None);
    }

    #[test]
    fn parts_that_stand_side_by_side_are_needed_together() {
        assert_eq!(
            read(r"(?i-u)\b(?<hit>(?:organi[sz]ations|banks) (?:like|as) [A-Z]+ saw)\b"),
            [
                vec![" saw<"],
                vec![
                    "<banks as ",
                    "<banks like ",
                    "<organisations as ",
                    "<organisations like ",
                    "<organizations as ",
                    "<organizations like ",
                ],
            ]
        );
        assert_eq!(read("(?i)page ?views"), [["page views", "pageviews"]]);
        assert_eq!(read("a[^b]{2,}cd(?:ef){1,2}$"), [["cdef|", "cdefef|"]]);
    }

    #[test]
    fn what_may_be_missing_stands_before_what_follows_or_does_not() {
        assert_eq!(
            read("^(?:[a-z]{1,9}: )?(?:(?:total|net) )*(?:reach|likes, [a-z]*)"),
            [[
                ": likes, ",
                ": reach",
                "|likes, ",
                "net likes, ",
                "net reach",
                "|reach",
                "total likes, ",
                "total reach"
            ]]
        );
    }

    #[test]
    fn one_of_several_alternatives_is_needed() {
        assert_eq!(
            read("(?:half of|[0-9]+ (?:in|of) [0-9]+) all"),
            [vec![" all", "half of all"], vec![" in ", " of ", "half of"]]
        );
        assert_eq!(
            read("(?:one[0-9]fifth|half)s"),
            [["fifth", "half"], ["half", "one"], ["fifths", "halfs"]]
        );
    }

    #[test]
    fn nothing_is_needed_where_nothing_is_known() {
        for regex in ["[a-z]+", "(?:ab)*", "(?:ab)?", "ab|c*", "[x%] ?", "(", ""] {
            assert_eq!(read(regex), Vec::<Vec<String>>::new(), "{regex}");
        }
    }

    #[test]
    fn classes_are_of_plain_characters() {
        assert_eq!(read("ab[$€]"), [["ab$", "ab€"]]);
        assert_eq!(read(r"(?i)[k€]b"), [["kb", "€b"]]);
        assert_eq!(read("ab[éà]"), [Vec::<String>::new()]);
        assert_eq!(read(r"[^a]bc\S"), [["bc"]]);
    }
}
