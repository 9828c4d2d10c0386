//! Sets of letters, by which most places are ruled out before any words are compared.

/// A set of letters, one bit each; letters that share a bit are taken for each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letters(pub u32);

impl Letters {
    /// Any letter.
    pub const ALL: Letters = Letters(u32::MAX);

    /// These letters; a `*` or a `#`, which stand for others, is all of them.
    pub fn of(letters: impl Iterator<Item = u8>) -> Self {
        letters.fold(Letters(0), |all, letter| match letter {
            b'*' | b'#' => Letters::ALL,
            _ => Letters(all.0 | 1 << (letter & 31)),
        })
    }

    /// The letters of both.
    #[must_use]
    pub fn or(self, other: Letters) -> Self {
        Letters(self.0 | other.0)
    }

    /// Whether the letter may be one of these.
    pub fn may_hold(self, letter: Option<u8>) -> bool {
        letter.is_some_and(|letter| self.0 & 1 << (letter & 31) != 0)
    }

    /// Whether the letter may be one of these, or there need be none.
    pub fn admit(self, letter: Option<u8>) -> bool {
        self == Letters::ALL || self.may_hold(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_letters() {
        let letters = Letters::of(b"ab".iter().copied());
        assert!(letters.may_hold(Some(b'a')) && letters.admit(Some(b'b')));
        for other in [Some(b'c'), None] {
            assert!(!letters.may_hold(other) && !letters.admit(other));
        }
        assert!(Letters::ALL.admit(None) && !Letters::ALL.may_hold(None));
        for any in [b'*', b'#'] {
            assert_eq!(Letters::of([any, b'a'].into_iter()), Letters::ALL);
        }
    }
}
