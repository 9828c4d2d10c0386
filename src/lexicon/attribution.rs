//! Whether a sentence names where it has its facts from: the mechanism behind `sourced` in the contexts of a pack.
//!
//! A name is told by its capital, and by the words that sources are named with. `docs/` says what that cannot tell.

use std::sync::LazyLock;

use regex::Regex;

/// What names a source, each by an example:
/// - (Smith 2019), [12], Smith et al.
/// - according to Eurostat; a survey by the Red Cross
/// - Gartner's last survey; the Pew report
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let works = "(?:study|studies|survey|report|census|poll|figures|estimates?|data|paper|index|handbook|research|analysis)";
    let named = [
        r"\((?:[^()]*[ ,])?(?:19|20)\d\d[a-z]?\)".to_owned(),
        r"\[\d{1,3}(?:[,-] ?\d{1,3})*\]".to_owned(),
        r"\bet al\b".to_owned(),
        format!(
            r"\b(?:(?i:according to|reported by|published by|{works} by)|(?:survey|report|figures|data|census) from) (?:the )?\p{{Lu}}"
        ),
        format!(r"\p{{Lu}}[\w&.-]*'s? (?:[\w-]+ ){{0,3}}{works}\b"),
        format!(r"\b(?:[Tt]he|[Tt]his|[Oo]ne|[Aa]n?) \p{{Lu}}[\w&.-]+ (?:[\w-]+ ){{0,3}}{works}\b"),
    ];
    Regex::new(&named.join("|")).ok()
});

/// What a name is put before when it says something: "Gartner found that".
static SAYING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let says = "found|finds|reports|reported|estimates|estimated|counted|surveyed|measured|writes|wrote|puts|showed";
    Regex::new(&format!(
        r"\b(\p{{Lu}}[\w&.-]+) (?:has |have )?(?:{says})\b"
    ))
    .ok()
});

/// Words that stand before such a verb and name nobody.
const NOBODY: &[&str] = &[
    "Data",
    "Everybody",
    "Everyone",
    "Evidence",
    "He",
    "Hardly",
    "It",
    "Literature",
    "Nobody",
    "One",
    "People",
    "Research",
    "Science",
    "She",
    "Someone",
    "That",
    "The",
    "They",
    "This",
    "We",
    "Who",
];

/// Whether a sentence, as drafted, names a source.
pub(super) fn names_source(sentence: &str) -> bool {
    let named = NAMED.as_ref().is_some_and(|named| named.is_match(sentence));
    let says = || {
        let found = SAYING.as_ref()?.captures(sentence)?;
        let who = found.get(1)?.as_str();
        // A plural names a kind of people: "Experts found".
        Some(!NOBODY.contains(&who) && !who.ends_with('s'))
    };
    named || says().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::names_source;

    #[test]
    fn named_sources() {
        for sentence in [
            "Most people cycle (Smith 2019).",
            "Most people cycle [12].",
            "Smith et al. found otherwise.",
            "According to Eurostat, most people cycle.",
            "A survey by the Red Cross says so.",
            "Gartner's last survey says so.",
            "The Pew report says so.",
            "A Nielsen study says so.",
            "Gartner found that most people cycle.",
        ] {
            assert!(names_source(sentence), "{sentence}");
        }
    }

    #[test]
    fn nobody_named() {
        for sentence in [
            "Studies show that most people cycle.",
            "According to a recent study, most people cycle.",
            "Experts found that most people cycle.",
            "Research found that most people cycle.",
            "A survey in Canada says so.",
            "Most people cycled in 2019.",
            "The last survey says so.",
        ] {
            assert!(!names_source(sentence), "{sentence}");
        }
    }
}
