//! `jargon-barrage`: the firehose. One finding a draft, at its densest paragraph, on top of those for the single terms: each may
//! pass alone, together they drown the reader.

use std::ops::Range;

use super::{Case, Structure};
use crate::document::BlockKind;
use crate::finding::{Finding, Label};
use crate::reading::scene::count_words;
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "jargon-barrage",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: false,
    what: "Four or more jargon and hype terms within 60 words, or more than three per 100 words of the draft.",
    why: "One such word your reader translates; at the fourth they stop reading and start to wonder what you are hiding.",
    instead: "Say the paragraph aloud to somebody outside your trade, and write down what you said. One claim and its figure do \
              more than five adjectives.",
    bad: &[
        "# Proposal: a trial\n\nWe will leverage synergies and a holistic, world-class programme to move the needle for our members \
         over the next year, with a small team that works two days a week and reports to the board each month on what it did.",
        "# Proposal: shop news\n\nOur shops in the north sell less each year, and nobody there knows why.\n\n- A game-changing, \
         cutting-edge campaign with influencer posts and thought leadership will supercharge sales in all the shops of the north, \
         beginning with the four that lost the most last year.",
        "# Proposal: donors\n\nWe ask for 200 euros. Donors leave after a year.\n\nThis revolutionary approach drives synergy and \
         unleashes unprecedented loyalty overnight. It is a no-brainer that the members of the board will find easy to follow \
         once they have seen it at work in the offices of our friends.",
        "# Business case\n\nThe seamless, turnkey, next-generation, state-of-the-art system answers calls at night so that the \
         staff at the desk can sleep, and it costs less than the two people whom we would have to hire in the spring, as the director reckoned in her note to the board.",
        "# Proposal: calls\n\nWe propose to ideate around the low-hanging fruit. Repeat calls cost us 40 hours a week, and the \
         staff who take them would rather help the people who have a new question.\n\nThe holistic plan is world-class, and it \
         will circle back to the callers.",
    ],
    good: &[
        "# Proposal: fewer calls\n\nRepeat calls cost us 40 hours a week. We propose to write the ten answers down, and to put \
         them where callers look first: on the back of the bill. Printing costs 200 euros, and we will know by June whether \
         fewer people call.",
        "# Proposal: synergy\n\nWe will leverage synergies with a world-class, holistic plan.",
        "# Proposal: fewer calls\n\nWe will leverage what we have: ten answers that our staff give 4,000 times a month. \
         Written down once and printed on the bill, they would save us 40 hours a week. A trial in one town would show by June \
         whether callers read them, and it would cost us no more than the paper.",
        "# Proposal: a glossary\n\nThe words that we mean to drop are these.\n\n> We leverage synergies and a holistic, \
         world-class, game-changing, cutting-edge programme to move the needle.\n\nNobody outside the building could tell us \
         what any of them stands for, and the visitors whom we asked in May laughed at most of them, so we propose to stop.",
        "# Proposal: a bridge\n\nThe bridge is robust and the plan is comprehensive: it lists each beam, its age, and the load \
         that it bears. We ask for 12,000 euros to have the six oldest beams looked at before the winter, because the last \
         inspection was nine years ago and found rust in two of them.",
    ],
    check,
};

/// The rules whose findings add up.
const COUNTED: &[&str] = &[
    "corporate-jargon",
    "social-jargon",
    "hype",
    "holy-grail",
    "overnight-promise",
    "panic",
];

/// So many terms...
const TERMS: usize = 4;
/// ...within so many words are a barrage.
const WINDOW: usize = 60;
/// In a shorter draft, a few words more or less decide: it is not judged.
const SHORTEST: usize = 40;
/// Terms for each hundred words of the whole draft, above which it is a barrage however they are spread.
const PER_HUNDRED: usize = 3;

/// The most terms that the help lists.
const LISTED: usize = 12;

/// A paragraph or list item, and the terms in it.
struct Paragraph<'f> {
    terms: Vec<&'f Finding>,
    /// The most terms within a window.
    densest: usize,
    words: usize,
}

fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut counted: Vec<&Finding> = (case.wording.iter())
        .filter(|finding| COUNTED.contains(&&*finding.rule))
        .collect();
    // What an image says is read behind its paragraph, but stands in the middle of it.
    counted.sort_by_key(|finding| finding.span().start);
    if counted.len() < TERMS {
        return Vec::new();
    }
    let words = count_words(case.document);
    if words < SHORTEST {
        return Vec::new();
    }
    // Of equally dense paragraphs, the first.
    let densest = paragraphs(case, &counted)
        .into_iter()
        .rev()
        .max_by_key(|paragraph| {
            (
                paragraph.densest,
                paragraph.terms.len() * 1000 / paragraph.words,
            )
        });
    let Some(densest) = densest else {
        return Vec::new();
    };
    let everywhere = counted.len() * 100 > PER_HUNDRED * words;
    if densest.densest < TERMS && !everywhere {
        return Vec::new();
    }
    vec![finding(case, &densest, &counted, words)]
}

fn finding(
    case: &Case<'_>,
    paragraph: &Paragraph<'_>,
    all: &[&Finding],
    words_of_draft: usize,
) -> Finding {
    let text = |finding: &Finding| {
        let text = &case.source.text()[finding.span().clone()];
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // A barrage all over the draft is told of with its terms from all over it.
    let is_local = paragraph.densest >= TERMS;
    let told = if is_local { &paragraph.terms } else { all };
    let mut terms: Vec<String> = Vec::new();
    for finding in told {
        let term = text(finding);
        if !terms.iter().any(|known| known.eq_ignore_ascii_case(&term)) {
            terms.push(term);
        }
    }
    let (count, words) = (paragraph.terms.len(), paragraph.words);
    let message = if is_local {
        format!("{count} pieces of jargon or hype in one paragraph of {words} words")
    } else {
        format!(
            "{} pieces of jargon or hype in a draft of {words_of_draft} words",
            all.len(),
        )
    };
    let label = |finding: &&Finding, message: &str| Label {
        span: finding.span().clone(),
        message: Some(message.to_owned()),
    };
    // The terms are flagged one by one already; the help lists them, so one label is enough.
    let first = paragraph
        .terms
        .first()
        .map_or_else(|| case.top(), |first| label(first, "it starts here"));
    let more = terms.len().saturating_sub(LISTED);
    terms.truncate(LISTED);
    let and_more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let help = format!(
        "Take these out and see what is left: {}{and_more}. {}",
        terms.join(", "),
        RULE.instead
    );
    if is_local {
        RULE.finding(message, first, help)
    } else {
        RULE.finding_of_draft(message, first, help)
    }
}

/// The paragraphs and list items with the terms that stand in them. Both are in order, so one walk tells.
fn paragraphs<'f>(case: &Case<'_>, counted: &[&'f Finding]) -> Vec<Paragraph<'f>> {
    let prose = case.document.prose();
    let mut found = Vec::new();
    for block in case.document.blocks() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            continue;
        }
        let span = prose.source_range(&block.text);
        let from = counted.partition_point(|finding| finding.span().start < span.start);
        let to = counted.partition_point(|finding| finding.span().start < span.end);
        if from < to {
            let terms = counted[from..to].to_vec();
            found.push(Paragraph {
                densest: densest(case.source.text(), &terms),
                words: prose.text()[block.text.clone()]
                    .split_whitespace()
                    .count()
                    .max(1),
                terms,
            });
        }
    }
    found
}

/// The most terms that stand within [`WINDOW`] words of each other.
fn densest(text: &str, terms: &[&Finding]) -> usize {
    // How many words stand before the end of each term, counted from the first.
    let Some(first) = terms.first() else {
        return 0;
    };
    let mut at = first.span().start;
    let mut words = 0;
    let mut places: Vec<Range<usize>> = Vec::with_capacity(terms.len());
    for term in terms {
        words += text[at..term.span().start.max(at)]
            .split_whitespace()
            .count();
        let own = text[term.span().clone()].split_whitespace().count();
        places.push(words..words + own);
        words += own;
        at = term.span().end.max(at);
    }
    let mut most = 0;
    let mut from = 0;
    for to in 0..places.len() {
        while places[to].end - places[from].start > WINDOW {
            from += 1;
        }
        most = most.max(to + 1 - from);
    }
    most
}

#[cfg(test)]
mod tests {
    use crate::linter::{Linter, Selection};
    use crate::source::Source;

    fn barrages(text: &str) -> Vec<String> {
        let linter = Linter::new(&Selection::default());
        let findings = linter.check(&Source::new("draft.md", text));
        (findings.iter())
            .filter(|finding| finding.rule == super::RULE.id)
            .map(|finding| finding.message.clone())
            .collect()
    }

    /// `terms` terms in a paragraph, each `gap` words after the one before.
    fn draft(terms: usize, gap: usize) -> String {
        let filler = "word ".repeat(gap);
        format!(
            "# Proposal: a trial\n\n{}{}",
            format!("synergy {filler}").repeat(terms),
            "word ".repeat(60)
        )
    }

    #[test]
    fn four_within_sixty_words() {
        assert_eq!(barrages(&draft(4, 18)).len(), 1);
        assert_eq!(
            barrages(&draft(4, 18)),
            ["4 pieces of jargon or hype in one paragraph of 136 words".to_owned()]
        );
        assert_eq!(barrages(&draft(4, 30)), [] as [String; 0]);
        assert_eq!(barrages(&draft(3, 18)), [] as [String; 0]);
    }

    #[test]
    fn only_the_densest_paragraph() {
        let two = format!(
            "{}\n\nA world-class, holistic, game-changing, cutting-edge, seamless plan.",
            draft(4, 10)
        );
        let found = barrages(&two);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("5 pieces"), "{found:?}");
    }
}
