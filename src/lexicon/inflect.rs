//! English inflection: the forms in which a dictionary word turns up in a sentence.
//!
//! Regular formation after Quirk et al., *A Comprehensive Grammar of the English Language* (1985), 3.2 to 3.20 (verbs)
//! and 5.79 to 5.94 (plurals), with short lists of irregular words. It knows no meanings: a word whose past tense and past
//! participle differ gets both, and the caller decides which one it can use.

use serde::Deserialize;

/// How a phrase is inflected.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum PartOfSpeech {
    /// Singular and plural.
    Noun,
    /// Base, third person, past, participles.
    Verb,
    /// Itself and its adverb in -ly.
    Adjective,
    /// Not inflected.
    #[default]
    Phrase,
}

/// One inflected form of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflection {
    Base,
    Plural,
    ThirdPerson,
    Present,
    Past,
    PastParticiple,
    Adverb,
}

impl PartOfSpeech {
    /// The inflections of this part of speech, the base form first.
    pub fn inflections(self) -> &'static [Inflection] {
        use Inflection::{Adverb, Base, Past, PastParticiple, Plural, Present, ThirdPerson};
        match self {
            PartOfSpeech::Noun => &[Base, Plural],
            PartOfSpeech::Verb => &[Base, ThirdPerson, Present, Past, PastParticiple],
            PartOfSpeech::Adjective => &[Base, Adverb],
            PartOfSpeech::Phrase => &[Base],
        }
    }
}

/// Base, past tense, past participle.
const IRREGULAR_VERBS: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bend", "bent", "bent"),
    ("bet", "bet", "bet"),
    ("bite", "bit", "bitten"),
    ("bleed", "bled", "bled"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drink", "drank", "drunk"),
    ("drive", "drove", "driven"),
    ("eat", "ate", "eaten"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("fly", "flew", "flown"),
    ("forget", "forgot", "forgotten"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("light", "lit", "lit"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("overcome", "overcame", "overcome"),
    ("overthrow", "overthrew", "overthrown"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("rethink", "rethought", "rethought"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shake", "shook", "shaken"),
    ("shine", "shone", "shone"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("sleep", "slept", "slept"),
    ("speak", "spoke", "spoken"),
    ("speed", "sped", "sped"),
    ("spend", "spent", "spent"),
    ("spin", "spun", "spun"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("sweep", "swept", "swept"),
    ("swim", "swam", "swum"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("understand", "understood", "understood"),
    ("wake", "woke", "woken"),
    ("wear", "wore", "worn"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
];

const IRREGULAR_PLURALS: &[(&str, &str)] = &[
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("child", "children"),
    ("crisis", "crises"),
    ("criterion", "criteria"),
    ("foot", "feet"),
    ("half", "halves"),
    ("hero", "heroes"),
    ("life", "lives"),
    ("man", "men"),
    ("matrix", "matrices"),
    ("phenomenon", "phenomena"),
    ("person", "people"),
    ("potato", "potatoes"),
    ("shelf", "shelves"),
    ("woman", "women"),
];

/// Longer verbs stressed on the last syllable, which double their last letter as short ones do.
const STRESSED_LAST: &[&str] = &[
    "admit", "allot", "begin", "commit", "compel", "control", "defer", "equip", "excel", "expel",
    "forget", "format", "infer", "occur", "onramp", "permit", "prefer", "propel", "refer",
    "regret", "repel", "rebel", "revamp", "submit", "transfer", "upset",
];

/// The words in which -ise is no suffix, so that no -ize stands beside them.
const NEVER_IZE: &[&str] = &[
    "advertise",
    "advise",
    "arise",
    "compromise",
    "comprise",
    "concise",
    "devise",
    "disguise",
    "enterprise",
    "excise",
    "exercise",
    "expertise",
    "franchise",
    "improvise",
    "likewise",
    "merchandise",
    "otherwise",
    "paradise",
    "praise",
    "precise",
    "premise",
    "promise",
    "raise",
    "revise",
    "supervise",
    "surprise",
    "televise",
];

/// `word`, a lower-case dictionary form, in the given inflection. The last part of a hyphenated word inflects.
pub fn inflect(word: &str, inflection: Inflection) -> String {
    if let Some((first, last)) = word.rsplit_once('-') {
        return format!("{first}-{}", inflect(last, inflection));
    }
    match inflection {
        Inflection::Base => word.to_owned(),
        Inflection::Plural => match IRREGULAR_PLURALS
            .iter()
            .find(|(singular, _)| *singular == word)
        {
            Some((_, plural)) => (*plural).to_owned(),
            None => with_s(word, false),
        },
        Inflection::ThirdPerson => match word {
            "be" => "is".to_owned(),
            "have" => "has".to_owned(),
            _ => with_s(word, true),
        },
        Inflection::Present => present_participle(word),
        Inflection::Past => {
            irregular(word).map_or_else(|| regular_past(word), |(_, past, _)| (*past).to_owned())
        }
        Inflection::PastParticiple => irregular(word).map_or_else(
            || regular_past(word),
            |(_, _, participle)| (*participle).to_owned(),
        ),
        Inflection::Adverb => adverb(word),
    }
}

fn irregular(verb: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    IRREGULAR_VERBS.iter().find(|(base, _, _)| *base == verb)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The word without its last letter, and whether a consonant stands before that letter.
fn before_last(word: &str, last: char) -> Option<(&str, bool)> {
    let stem = word.strip_suffix(last)?;
    Some((
        stem,
        stem.bytes().last().is_some_and(|letter| !is_vowel(letter)),
    ))
}

fn with_s(word: &str, verb: bool) -> String {
    if let Some((stem, true)) = before_last(word, 'y') {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| word.ends_with(end));
    let verb_in_o = verb && before_last(word, 'o').is_some_and(|(_, consonant)| consonant);
    format!("{word}{}", if hisses || verb_in_o { "es" } else { "s" })
}

fn present_participle(verb: &str) -> String {
    if let Some(stem) = verb.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let keeps_e = ["ee", "oe", "ye", "be"]
        .iter()
        .any(|end| verb.ends_with(end))
        && !verb.ends_with("scribe");
    match verb.strip_suffix('e') {
        Some(stem) if !keeps_e => format!("{stem}ing"),
        _ => format!("{}ing", doubled(verb)),
    }
}

fn regular_past(verb: &str) -> String {
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    match before_last(verb, 'y') {
        Some((stem, true)) => format!("{stem}ied"),
        _ => format!("{}ed", doubled(verb)),
    }
}

/// The verb with its last letter doubled where spelling asks for it: plan, planning; commit, committed.
fn doubled(verb: &str) -> String {
    let letters = verb.as_bytes();
    let [.., before, vowel, last] = letters else {
        return verb.to_owned();
    };
    let short_end = is_vowel(*vowel)
        && !is_vowel(*last)
        && !matches!(last, b'w' | b'x' | b'y')
        && (!is_vowel(*before) || letters.ends_with(b"quit") || letters.ends_with(b"quip"));
    let vowel_groups = letters
        .chunk_by(|a, b| is_vowel(*a) == is_vowel(*b))
        .filter(|run| is_vowel(run[0]))
        .count();
    if short_end && (vowel_groups == 1 || STRESSED_LAST.contains(&verb)) {
        format!("{verb}{}", char::from(*last))
    } else {
        verb.to_owned()
    }
}

/// The British form that doubles an unstressed l: levelled beside leveled.
pub fn with_double_l(verb: &str, inflection: Inflection) -> Option<String> {
    let ending = match inflection {
        Inflection::Present => "ling",
        Inflection::Past | Inflection::PastParticiple => "led",
        _ => return None,
    };
    let [.., before, vowel, b'l'] = verb.as_bytes() else {
        return None;
    };
    let is_candidate = is_vowel(*vowel)
        && !is_vowel(*before)
        && irregular(verb).is_none()
        && doubled(verb) == verb
        && verb.bytes().filter(|&letter| is_vowel(letter)).count() > 1;
    is_candidate.then(|| format!("{verb}{ending}"))
}

fn adverb(adjective: &str) -> String {
    if let Some(stem) = adjective.strip_suffix("ic") {
        return format!("{stem}ically");
    }
    if let Some((stem, true)) = before_last(adjective, 'y') {
        return format!("{stem}ily");
    }
    if adjective.ends_with("le")
        && before_last(adjective.trim_end_matches('e'), 'l').is_some_and(|(_, consonant)| consonant)
    {
        return format!("{}y", &adjective[..adjective.len() - 1]);
    }
    if adjective.ends_with("ll") {
        return format!("{adjective}y");
    }
    format!("{adjective}ly")
}

/// The other spelling of a word in -ize or -ise (organize, organised, optimization, ...), if it has one.
pub fn other_spelling(word: &str) -> Option<String> {
    const ENDINGS: [&str; 9] = [
        "e", "es", "ed", "er", "ers", "ing", "able", "ation", "ations",
    ];
    let swap = |from: &str, to: &str| {
        ENDINGS.iter().find_map(|end| {
            let stem = word.strip_suffix(end)?.strip_suffix(from)?;
            (stem.len() >= 3).then(|| format!("{stem}{to}{end}"))
        })
    };
    if let Some(with_s) = swap("iz", "is") {
        return Some(with_s);
    }
    let with_z = swap("is", "iz")?;
    let is_root = NEVER_IZE
        .iter()
        .any(|root| word.contains(&root[..root.len() - 1]));
    (!is_root).then_some(with_z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_spelling() {
        for (word, inflection, expected) in [
            ("leverage", Inflection::Present, "leveraging"),
            ("leverage", Inflection::Past, "leveraged"),
            ("synergy", Inflection::Plural, "synergies"),
            ("plan", Inflection::Present, "planning"),
            ("commit", Inflection::Past, "committed"),
            ("onboard", Inflection::Present, "onboarding"),
            ("quit", Inflection::Present, "quitting"),
            ("need", Inflection::Present, "needing"),
            ("reach", Inflection::ThirdPerson, "reaches"),
            ("go", Inflection::ThirdPerson, "goes"),
            ("carry", Inflection::Past, "carried"),
            ("play", Inflection::Past, "played"),
            ("take", Inflection::PastParticiple, "taken"),
            ("tie", Inflection::Present, "tying"),
            ("see", Inflection::Present, "seeing"),
            ("fine-tune", Inflection::Present, "fine-tuning"),
            ("person", Inflection::Plural, "people"),
            ("seamless", Inflection::Adverb, "seamlessly"),
            ("holistic", Inflection::Adverb, "holistically"),
            ("incredible", Inflection::Adverb, "incredibly"),
            ("easy", Inflection::Adverb, "easily"),
            ("full", Inflection::Adverb, "fully"),
        ] {
            assert_eq!(
                inflect(word, inflection),
                expected,
                "{word} as {inflection:?}"
            );
        }
    }

    #[test]
    fn both_spellings_of_an_unstressed_l() {
        let forms = |verb| with_double_l(verb, Inflection::Past);
        assert_eq!(forms("level").as_deref(), Some("levelled"));
        assert_eq!(forms("signal").as_deref(), Some("signalled"));
        for verb in ["propel", "reveal", "fail", "scale", "curl", "sell"] {
            assert_eq!(forms(verb), None, "{verb}");
        }
    }

    #[test]
    fn both_spellings_of_ize() {
        assert_eq!(
            other_spelling("incentivize").as_deref(),
            Some("incentivise")
        );
        assert_eq!(other_spelling("organised").as_deref(), Some("organized"));
        assert_eq!(
            other_spelling("optimization").as_deref(),
            Some("optimisation")
        );
        for root in ["promise", "exercised", "enterprise", "wise", "prize"] {
            assert_eq!(other_spelling(root), None, "{root}");
        }
    }
}
