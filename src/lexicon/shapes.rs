//! What words look like from afar, by which most that are none of ours are told: their length, their first three bytes and their
//! last. One bit for each shape; some shapes share theirs.

/// How many rows of 64 bits there are.
const ROWS: usize = 1024;

/// The shapes of some words.
pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Vec<u64> {
    let mut shapes = vec![0; ROWS];
    for word in words {
        let (row, bit) = place(word.as_bytes());
        shapes[row] |= bit;
    }
    shapes
}

/// Whether a word may be one of those whose shapes these are.
pub fn may_hold(shapes: &[u64], word: &[u8]) -> bool {
    let (row, bit) = place(word);
    shapes.get(row).is_some_and(|bits| bits & bit != 0)
}

fn place(word: &[u8]) -> (usize, u64) {
    let byte = |at: usize| word.get(at).copied().unwrap_or_default();
    let last = byte(word.len().saturating_sub(1));
    let [first, second, third] = [0, 1, 2].map(byte);
    let shape = u64::from_le_bytes([first, second, third, last, word.len() as u8, 0, 0, 0]);
    // Multiplied by 2^64 divided by the golden ratio, neighbours stand far apart (Knuth, The Art of Computer Programming 3, 6.4).
    let hash = shape.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_shape_and_most_others_another() {
        let shapes = of(["viral", "a", "reach"].into_iter());
        for word in ["viral", "a", "reach", "reaching"] {
            assert_eq!(
                may_hold(&shapes, word.as_bytes()),
                word != "reaching",
                "{word}"
            );
        }
        // The letters between are not looked at.
        assert!(may_hold(&shapes, b"virol"));
        assert!(!may_hold(&[], b"viral"));
    }
}
