//! Places between two characters, as the standard library has them from Rust 1.91 on, which is later than what is promised here.

/// The last place up to `at`, in bytes, that lies between two characters or at an end of the text.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut places = (0..=at.min(text.len())).rev();
    places.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The first such place from `at` on; the end of the text if it ends before.
pub(crate) fn ceil_char_boundary(text: &str, at: usize) -> usize {
    let mut places = at..text.len();
    places
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_between_characters() {
        let places =
            |find: fn(&str, usize) -> usize| (0..=5).map(|at| find("a😀", at)).collect::<Vec<_>>();
        assert_eq!(places(floor_char_boundary), [0, 1, 1, 1, 1, 5]);
        assert_eq!(places(ceil_char_boundary), [0, 1, 5, 5, 5, 5]);
        assert_eq!(
            (floor_char_boundary("a", 9), ceil_char_boundary("a", 9)),
            (1, 1)
        );
    }
}
