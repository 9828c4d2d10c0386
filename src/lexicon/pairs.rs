//! Pairs of neighbouring letters, by which most texts are known not to stand in a longer one before it is searched.

/// The pairs of neighbouring bytes of a text, one bit each; those that share a bit are taken for each other.
pub struct Pairs([u64; 64]);

impl Pairs {
    pub fn of(text: &str) -> Self {
        let mut pairs = Pairs([0; 64]);
        for pair in text.as_bytes().windows(2) {
            let (row, bit) = place(pair);
            pairs.0[row] |= bit;
        }
        pairs
    }

    /// Whether the other text may be part of this one.
    pub fn may_hold(&self, text: &str) -> bool {
        (text.as_bytes().windows(2)).all(|pair| self.may_have(pair))
    }

    /// Whether two bytes may stand side by side in this text.
    pub fn may_have(&self, pair: &[u8]) -> bool {
        let (row, bit) = place(pair);
        self.0[row] & bit != 0
    }
}

fn place(pair: &[u8]) -> (usize, u64) {
    (usize::from(pair[0] & 63), 1 << (pair[1] & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_may_be_part_of_it() {
        let pairs = Pairs::of("reach of our posts");
        for text in ["reach of", "our posts", "r", "", "of our"] {
            assert!(pairs.may_hold(text), "{text}");
        }
        for text in ["likes", "of their", "posts "] {
            assert!(!pairs.may_hold(text), "{text}");
        }
        assert!(!Pairs::of("").may_hold("ab"));
    }
}
