//! Whether a sentence names where it has its facts from: the mechanism behind `sourced` in the contexts of a pack.
//!
//! A name is told by its capital, and by the words that sources are named with. `docs/` says what that cannot tell.

use std::sync::LazyLock;

use super::engine::Engine;
use super::matcher::Workload;
use super::needs::is_plain;

/// What names a source, each by an example:
/// - (Smith 2019), [12], Smith et al.
/// - according to Eurostat; a survey by the Red Cross
/// - Gartner's last survey; the Pew report
static NAMED: LazyLock<Engine> = LazyLock::new(|| {
    let works = "(?:study|studies|survey|report|census|poll|figures|estimates?|data|paper|index|handbook|research|analysis)";
    let named = [
        r"\((?:[^()]*[ ,])?(?:19|20)\d\d[a-z]?\)".to_owned(),
        r"\[\d{1,3}(?:[,-] ?\d{1,3})*\]".to_owned(),
        r"\bet al\b".to_owned(),
        format!(
            r"\b(?:(?i:according to|reported by|published by|{works} by)|(?:survey|report|figures|data|census) from) (?:the )?[A-Z]"
        ),
        format!(r"[A-Z][\w&.-]*'s? (?:[\w-]+ ){{0,3}}{works}\b"),
        format!(r"\b(?:[Tt]he|[Tt]his|[Oo]ne|[Aa]n?) [A-Z][\w&.-]+ (?:[\w-]+ ){{0,3}}{works}\b"),
    ];
    engine(named.join("|"))
});

/// What a name is put before when it says something: "Gartner found that".
static SAYING: LazyLock<Engine> = LazyLock::new(|| {
    let says = "found|finds|reports|reported|estimates|estimated|counted|surveyed|measured|writes|wrote|puts|showed";
    engine(format!(
        r"\b(?<hit>[A-Z][\w&.-]+) (?:has |have )?(?:{says})\b"
    ))
});

/// An expression whose capitals are those of all scripts, where the text has others than those of ASCII.
fn engine(text: String) -> Engine {
    Engine::new(text.replace("[A-Z]", r"\p{Lu}"), text, Workload::Small)
}

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
    let is_light = is_plain(sentence);
    let hits = |engine: &Engine| engine.hits(sentence, is_light);
    let says = || {
        let found = hits(&SAYING).into_iter().next();
        found.is_some_and(|who| {
            let who = &sentence[who];
            // A plural names a kind of people: "Experts found".
            !NOBODY.contains(&who) && !who.ends_with('s')
        })
    };
    !hits(&NAMED).is_empty() || says()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            for engine in [&NAMED, &SAYING] {
                let [light, full] = engine.both(sentence);
                assert!(light.is_some() && light == full, "{sentence}");
            }
        }
        assert!(names_source(
            "Laut Émile, according to École Normale, most do."
        ));
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
