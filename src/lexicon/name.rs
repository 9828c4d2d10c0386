//! Names of firms, people and posts: whatever words they are made of, nobody chose these words for their sound in this draft.
//!
//! A name is told by capitals and by a word that comes with names (Ltd, Officer, Mr). Capitals alone tell nothing: drafts give
//! them to every buzzword.

use std::ops::Range;

use crate::document::Document;

/// Legal forms of firms.
const LEGAL_FORMS: &[&str] = &[
    "AB", "AG", "AS", "BV", "Co", "Corp", "GmbH", "Inc", "KG", "LLC", "LLP", "LP", "Limited",
    "Ltd", "NV", "Oy", "PLC", "Plc", "Pty", "SA", "SARL", "SE", "SpA", "Srl", "plc",
];

/// What firms, clubs, schools and works call themselves.
const KINDS: &[&str] = &[
    "Academy",
    "Act",
    "Agency",
    "Association",
    "Award",
    "Awards",
    "Band",
    "Bar",
    "Bank",
    "Bill",
    "Centre",
    "Center",
    "Church",
    "Cinema",
    "Club",
    "College",
    "Consulting",
    "Council",
    "Directive",
    "Festival",
    "Foundation",
    "Fund",
    "Gallery",
    "Group",
    "Holdings",
    "Hospital",
    "Hotel",
    "Inn",
    "Institute",
    "Journal",
    "Labs",
    "Law",
    "Library",
    "Ministry",
    "Museum",
    "Orchestra",
    "Press",
    "Prize",
    "Records",
    "Restaurant",
    "Regulation",
    "School",
    "Society",
    "Street",
    "Theatre",
    "Theater",
    "Treaty",
    "Trust",
    "Union",
    "University",
];

/// What bodies call themselves, with what they are for behind it.
const BODIES: &[&str] = &[
    "Alliance",
    "Board",
    "Bureau",
    "Chair",
    "Coalition",
    "Commission",
    "Committee",
    "Department",
    "Division",
    "Faculty",
    "Federation",
    "League",
    "Network",
    "Office",
];

/// The same, said of a name: "Silver Bullet (the band)", "the film Silver Bullet".
const KINDS_OF_NAMED: &[&str] = &[
    "album",
    "band",
    "boat",
    "book",
    "café",
    "charity",
    "choir",
    "film",
    "firm",
    "game",
    "horse",
    "hotel",
    "magazine",
    "musical",
    "newspaper",
    "novel",
    "opera",
    "painting",
    "play",
    "pub",
    "restaurant",
    "ship",
    "song",
    "start-up",
    "startup",
    "theatre",
    "town",
    "train",
    "village",
];

/// The last words of the names of posts.
const POSTS: &[&str] = &[
    "Administrator",
    "Adviser",
    "Advisor",
    "Analyst",
    "Assistant",
    "Co-ordinator",
    "Commissioner",
    "Consultant",
    "Coordinator",
    "Director",
    "Editor",
    "Executive",
    "Intern",
    "Lead",
    "Manager",
    "Officer",
    "Secretary",
    "Specialist",
    "Strategist",
    "Supervisor",
];

/// What stands before what somebody is in charge of.
const IN_CHARGE_OF: &[&str] = &[
    "Chair of",
    "Director of",
    "Head of",
    "President of",
    "VP of",
];

/// What stands before the names of people.
const FORMS_OF_ADDRESS: &[&str] = &[
    "Captain",
    "Dame",
    "Dr",
    "Judge",
    "Justice",
    "Lady",
    "Lord",
    "Miss",
    "Mr",
    "Mrs",
    "Ms",
    "Prof",
    "Professor",
    "Sergeant",
    "Sir",
];

/// Words that have no capital in a heading whose other words have.
const SMALL_IN_HEADINGS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on",
    "or", "over", "the", "to", "up", "via", "vs", "with",
];

/// The most bytes of a sentence that are looked at on either side of a phrase.
const SIGHT: usize = 600;

/// How many words of a name are looked at behind a phrase.
const REACH: usize = 4;

/// Whether a range of the prose is part of a name.
pub fn is_in_name(document: &Document, range: &Range<usize>) -> bool {
    let text = document.prose().text();
    let Range { start, end } = document.sentence_near(range, SIGHT);
    is_name(
        &text[start..range.start],
        &text[range.clone()],
        &text[range.end..end],
    )
}

/// Whether the words between `before` and `after` of their sentence are part of a name.
fn is_name(before: &str, words: &str, after: &str) -> bool {
    if !words.split([' ', '-']).all(is_capitalised) {
        return false;
    }
    let run = capitalised_run(after);
    let addressed = last_word(before).is_some_and(|word| FORMS_OF_ADDRESS.contains(&word));
    if addressed || run.iter().any(|word| LEGAL_FORMS.contains(word)) {
        return true;
    }
    let is_post = run.last().is_some_and(|last| {
        let singular = last.strip_suffix('s').unwrap_or(last);
        POSTS.contains(last) || POSTS.contains(&singular)
    }) || IN_CHARGE_OF
        .iter()
        .any(|post| before.trim_end().ends_with(post));
    // A line of its own may be the name of a post: in a table of staff, say.
    let stands_alone = before.trim().is_empty() && run.join(" ") == after.trim();
    if is_post && stands_alone {
        return true;
    }
    let is_named = run.iter().any(|word| KINDS.contains(word))
        || is_of_body(before)
        || is_called_one(before, words, after);
    // In a heading all words have capitals, and a name looks like any other words.
    (is_post || is_named) && has_small_word(before, after)
}

/// Whether the words before a phrase begin the name of a body: "the Centre for Trade and Community ...".
fn is_of_body(before: &str) -> bool {
    let mut behind = "";
    for word in before.trim_end().rsplit(' ') {
        if matches!(behind, "for" | "of" | "on")
            && (KINDS.contains(&word) || BODIES.contains(&word))
        {
            return true;
        }
        let is_joint = matches!(word, "for" | "of" | "on" | "the" | "and" | "&" | "in");
        if !is_joint && !is_capitalised(word) {
            return false;
        }
        behind = word;
    }
    false
}

/// Whether the sentence says that it is a name: "the film ...", "... (the band)", "the ... is a train".
fn is_called_one(before: &str, words: &str, after: &str) -> bool {
    let is_kind = |word: &str| KINDS_OF_NAMED.contains(&word.trim_matches(['.', ',']));
    let in_brackets = after.strip_prefix(" (").is_some_and(|inside| {
        let inside = inside.split(')').next().unwrap_or(inside);
        inside.split(' ').any(is_kind)
    });
    // A single word has a capital at the head of any sentence.
    let has_capitals_of_its_own = !before.trim().is_empty() || words.contains(' ');
    let is_said = has_capitals_of_its_own
        && [" is a ", " is the ", " was a ", " was the "]
            .iter()
            .any(|verb| {
                let rest = after.strip_prefix(verb);
                rest.and_then(|rest| rest.split(' ').next())
                    .is_some_and(is_kind)
            });
    in_brackets || is_said || last_word(before).is_some_and(is_kind)
}

/// The words behind a phrase up to the first without a capital, unless punctuation divides them. A legal form may stand behind
/// a comma.
fn capitalised_run(after: &str) -> Vec<&str> {
    let mut run = Vec::new();
    let mut rest = after;
    while run.len() < REACH {
        let comma = rest.starts_with(", ");
        let joint = [", ", " & ", " ", "-"]
            .into_iter()
            .find_map(|joint| rest.strip_prefix(joint));
        let Some(stripped) = joint else { break };
        let end = stripped
            .find(|c: char| !(c.is_alphanumeric() || c == '-'))
            .unwrap_or(stripped.len());
        let word = &stripped[..end];
        let is_form = LEGAL_FORMS.contains(&word);
        if !is_form && (comma || !is_capitalised(word)) {
            break;
        }
        run.push(word);
        rest = &stripped[end..];
    }
    run
}

fn last_word(before: &str) -> Option<&str> {
    let before = before.strip_suffix(' ')?.trim_end_matches('.');
    before.rsplit([' ', '(', '"']).next()
}

/// Whether a word begins with a capital and goes on in small letters.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// Whether a word stands around a phrase that has no capital and would have one in a heading all of whose words have.
fn has_small_word(before: &str, after: &str) -> bool {
    (before.split(' ').chain(after.split(' ')))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .any(|word| {
            word.starts_with(char::is_lowercase)
                && !SMALL_IN_HEADINGS.contains(&word)
                && !LEGAL_FORMS.contains(&word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn names_are_told_by_the_words_that_come_with_them() {
        for (before, words, after) in [
            ("", "Seamless", " Ltd pays in June."),
            ("We wrote to ", "Synergy", " Holdings plc in May."),
            ("It was built by ", "Holistic", ", Inc. in a year."),
            ("", "Holistic", " & Sons Ltd pays in June."),
            ("Ask Mr ", "Silo", " about the key."),
            (
                "Ms Lund is our ",
                "Community Engagement",
                " Officer since May.",
            ),
            ("She is Head of ", "Engagement", " at the museum."),
            (
                "We asked the Centre for Trade and Community ",
                "Engagement",
                " (CTCE) for advice.",
            ),
            ("The Department of the ", "Ecosystem", " pays for it."),
            ("", "Engagement", " Manager"),
            ("", "Silver Bullet", " (the band) played on."),
            ("The ", "Silver Bullet", " is a train between the ports."),
            ("We saw the film ", "Silver Bullet", " on the ferry."),
            (
                "It fell under the ",
                "Disruptive",
                " Trading Act of the colony.",
            ),
        ] {
            assert!(is_name(before, words, after), "{before}{words}{after}");
        }
    }

    #[test]
    fn capitals_alone_make_no_name() {
        for (before, words, after) in [
            ("", "Seamless", " payment for all."),
            ("Our ", "Digital Engagement", " Strategy grows the club."),
            ("", "Drive Engagement", " With A Trust Culture"),
            ("we need ", "synergy", " Ltd or not."),
            ("", "SYNERGY", " LTD"),
            ("", "Leverage", " and Act Now to win."),
            ("Ask for ", "Synergy", ". Ltd is a legal form."),
            ("", "Engagement", " is a game for our guests."),
            ("our ", "amazing", " Manager is here."),
            ("", "Digital Engagement", ""),
            ("Our New ", "Engagement", " Manager"),
            ("The Centre is for ", "Engagement", " of all sorts."),
            ("The Centre pays for Community ", "Engagement", " in May."),
            ("A Plan for the ", "Ecosystem", " of shops"),
            ("The Department of ", "Engagement", ""),
        ] {
            assert!(!is_name(before, words, after), "{before}{words}{after}");
        }
    }

    /// A sentence is looked at so many bytes far, and these may end inside a letter.
    #[test]
    fn long_sentences_of_other_letters() {
        for spare in ["", "a"] {
            let words = "é".repeat(SIGHT);
            let draft = format!("{spare}{words} Seamless{spare} {words}");
            let document = Document::parse(&Source::new("draft.md", &*draft));
            let start = document.prose().text().find("Seamless").unwrap();
            assert!(!is_in_name(&document, &(start..start + 8)));
        }
    }
}
