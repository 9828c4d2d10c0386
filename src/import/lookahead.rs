//! Expressions that end by looking at what follows, `it is(?!\.)`, in two parts. Patterns cannot look ahead; but they can flag one
//! part of what they match, and pass over a match altogether.

use super::expression::Expression;

/// An expression and what is to follow it, or not to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookahead {
    pub text: String,
    pub next: String,
    /// Whether it must not follow.
    pub negative: bool,
}

impl Lookahead {
    /// Takes an expression apart; none if it looks elsewhere, too. The first part stands for certain words only: an expression
    /// that could match less in order to please the second part would not do so in two parts.
    pub fn split(text: &str) -> Option<Self> {
        let at = text.find("(?=").or_else(|| text.find("(?!"))?;
        let negative = text[at..].starts_with("(?!");
        let next = text[at + 3..].strip_suffix(')')?;
        let first = &text[..at];
        Expression::new(first).ok()?.words()?;
        // Were the bracket at the end not that of the lookahead, the part within would not be complete.
        Expression::new(next).ok()?;
        Some(Lookahead {
            text: first.to_owned(),
            next: next.to_owned(),
            negative,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Lookahead;

    #[test]
    fn only_a_look_at_the_end_is_taken_apart() {
        let split =
            |text| Lookahead::split(text).map(|parts| (parts.text, parts.next, parts.negative));
        let parts =
            |text: &str, next: &str, negative| Some((text.to_owned(), next.to_owned(), negative));
        assert_eq!(split(r"it is(?!\.)"), parts("it is", r"\.", true));
        assert_eq!(
            split(r"(?:we|they) have(?=\.|$)"),
            parts("(?:we|they) have", r"\.|$", false)
        );
        for text in [
            "it is",
            "it(?! was) is",
            r"\w+(?!\.)",
            "(?<!a)b(?!c)",
            "a(?!b)(?!c)",
            "a(?=b)c(d)",
            "(a(?!b))",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
