//! `tool-led-sentence`: within one sentence the tool leads and what it is for trails.
//!
//! It reads a sentence from the left: does it propose something, is that a tool, and does a purpose close it that is worth more
//! than the tool? `purpose` moves that purpose to the front, as a fix that a person should look at.

mod lists;
mod purpose;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::lists::{
    ADVERBS, KEEPS_TO, MAKES_MEANS, MARKERS, MEANS_VERBS, PROPOSALS, PROPOSES, STRONG, TAKES_TO,
};
use self::purpose::{first_small, main_clause, purpose_first, with_capital};
use super::words::{Word, starts_with, starts_with_any, words};
use super::{Case, Structure};
use crate::document::Document;
use crate::finding::{Edit, Finding, Fix, Label};
use crate::lexicon::pack::Role;
use crate::reading::Passage;
use crate::reading::scene::Cue;
use crate::severity::Severity;
use crate::source::Source;

pub const RULE: Structure = Structure {
    id: "tool-led-sentence",
    severity: Severity::Warning,
    on_by_default: true,
    pitches_only: true,
    what: "A sentence proposes a tool first and says only at its end what the tool is for.",
    why: "Your reader has to judge the tool before they know what they would get for it, and many stop there.",
    instead: "Put the purpose first: \"So that new hires learn faster, we should start a podcast.\"",
    bad: &[
        "# Proposal: shorter first weeks\n\nWe should start a podcast so that new hires learn faster.",
        "# Proposal: more first homes\n\nFirst-time buyers pass us by.\n\n- Launch a TikTok channel to reach first-time buyers.",
        "# Proposal: fewer calls\n\nI propose a chatbot in order to cut repeat calls by a third.",
        "# Proposal: answers at hand\n\nLet us set up a wiki so as to spare our engineers the same ten questions.",
        "# Proposal: donors who stay\n\nDonors leave after a year. We will use a *monthly newsletter* to win back lapsed donors.",
        "# Proposal: fewer no-shows\n\nNext year, we should use WhatsApp for the purpose of reducing no-shows.",
    ],
    good: &[
        "# Proposal: shorter first weeks\n\nSo that new hires learn faster, we should start a podcast.",
        "# Proposal: TikTok\n\nWe should post a video series to grow our TikTok.",
        "# Proposal: a channel\n\nLaunch a TikTok channel to attract more followers.",
        "# Proposal: shorter first weeks\n\nShould we start a podcast so that new hires learn faster?",
        "# Proposal: shorter first weeks\n\n> We should start a podcast so that new hires learn faster.",
        "# Proposal: shorter first weeks\n\nWe started a podcast last year to help new hires.",
        "# Proposal: fewer calls\n\nWe plan to use a dashboard. The team wants to reduce repeat calls.",
        "# Proposal: fewer calls\n\nWe should give the dashboard access to support tickets.",
        "# Proposal: donors who stay\n\nWe should cut the cost of the newsletter to keep donors.",
    ],
    check,
};

/// Longer sentences have more wrong with them than their order.
const MOST_WORDS: usize = 40;

fn check(case: &Case<'_>) -> Vec<Finding> {
    (case.reading.scene.passages.iter())
        .filter(|passage| !passage.quoted && !passage.is_metadata)
        .filter_map(|passage| finding(case, passage))
        .collect()
}

/// A sentence in which the tool leads.
struct ToolLed {
    /// In prose bytes.
    tool: Range<usize>,
    /// The purpose, in prose bytes, without what closes the sentence.
    purpose: Range<usize>,
}

fn finding(case: &Case<'_>, passage: &Passage) -> Option<Finding> {
    let prose = case.document.prose();
    let found = tool_led(case.document, passage)?;
    let label = |range: &Range<usize>, message: &str| Label {
        span: prose.source_range(range),
        message: Some(message.to_owned()),
    };
    let tool = &prose.text()[found.tool.clone()];
    let rewrite = rewrite(case.source, case.document, passage, &found.purpose);
    let help = match &rewrite {
        Some(rewrite) => format!("put the purpose first:\n\n{}", rewrite.sentence),
        None => "Start the sentence with what it is for, then say what you propose. If that makes it clumsy, make two \
                 sentences of it, the purpose first."
            .to_owned(),
    };
    let mut finding = RULE.finding(
        format!("\"{tool}\" comes before what it is for"),
        label(&found.purpose, "what it is for stands at the end"),
        help,
    );
    finding
        .labels
        .related
        .push(label(&found.tool, "the tool leads"));
    finding.fix = rewrite.map(|rewrite| Fix {
        title: "put the purpose first".to_owned(),
        safe: false,
        edits: rewrite.edits,
    });
    Some(finding)
}

/// Whether the sentence proposes a tool and closes with what it is for.
fn tool_led(document: &Document, passage: &Passage) -> Option<ToolLed> {
    let first_tool = passage.cues.iter().find(|cue| cue.role.is_tool());
    let start = passage.range.start;
    let folded = &document.prose().folded()[passage.range.clone()];
    // Most sentences are not read word by word.
    let may_name_one =
        passage.has(Role::OutcomeVerb) && MAKES_MEANS.iter().any(|verb| folded.contains(verb));
    if first_tool.is_none() && !may_name_one
        || folded.trim_end_matches(['"', ')', '\'']).ends_with('?')
    {
        return None;
    }
    let found = words(folded);
    if found.len() > MOST_WORDS {
        return None;
    }
    let proposal = proposal(&found, folded)?;
    let place = |word: &Word<'_>| start + word.range.start..start + word.range.end;
    let marker = (proposal + 1..found.len())
        .find(|number| is_purpose(passage, start, &found, proposal, *number))?;
    let before = place(&found[marker]).start;
    let tool = match first_tool.filter(|tool| tool.range.end < before) {
        Some(tool) if tool.range.start >= place(&found[proposal]).start => tool.range.clone(),
        None if MAKES_MEANS.contains(&found[proposal].text) && marker > proposal + 1 => {
            place(&found[proposal + 1]).start..place(&found[marker - 1]).end
        }
        _ => return None,
    };
    let close = folded
        .trim_end_matches(['.', '!', '"', '\'', ')', ' ', '\u{2026}'])
        .len();
    let purpose = before..start + close;
    (!purpose.is_empty()).then_some(ToolLed { tool, purpose })
}

/// The number of the first word of what the sentence proposes; none if it proposes nothing.
fn proposal(found: &[Word<'_>], folded: &str) -> Option<usize> {
    opening(found).or_else(|| {
        // A lead-in of up to four words: "Next year, we should ...".
        let comma = folded.find(',')?;
        let after = found.iter().position(|word| word.range.start > comma)?;
        let lead_in = &found[..after];
        let is_short = (1..=4).contains(&lead_in.len());
        let is_purpose =
            starts_with(lead_in, "to").is_some() || starts_with_any(lead_in, MARKERS).is_some();
        (is_short && !is_purpose)
            .then(|| opening(&found[after..]))
            .flatten()
            .map(|number| after + number)
    })
}

fn opening(found: &[Word<'_>]) -> Option<usize> {
    let skip_adverbs = |mut at: usize| {
        while found
            .get(at)
            .is_some_and(|word| ADVERBS.contains(&word.text))
        {
            at += 1;
        }
        at
    };
    if let Some(at) = starts_with_any(found, PROPOSES) {
        return Some(at);
    }
    if let Some(at) = starts_with_any(found, PROPOSALS) {
        let verb = skip_adverbs(at);
        return MEANS_VERBS.contains(&found.get(verb)?.text).then_some(verb);
    }
    let first = skip_adverbs(usize::from(found.first()?.text == "please"));
    if MEANS_VERBS.contains(&found.get(first)?.text) && !matches!(found[first].text, "have" | "be")
    {
        // "Use cases", "Start date", "Post office": a verb is followed by what it is done to.
        let next = found.get(first + 1)?.text;
        return (!matches!(
            next,
            "cases" | "case" | "date" | "is" | "are" | "was" | "of"
        ))
        .then_some(first);
    }
    // "The support team should start ...": who should, in a few words.
    let should = found
        .iter()
        .take(6)
        .position(|word| word.text == "should")?;
    let verb = skip_adverbs(should + 1);
    let subject = &found[..should];
    let plain = !subject.is_empty()
        && !subject.iter().any(|word| {
            matches!(
                word.text,
                "it" | "this" | "that" | "which" | "who" | "if" | "when" | "what" | "why" | "they"
            )
        });
    (plain && MEANS_VERBS.contains(&found.get(verb)?.text)).then_some(verb)
}

/// Whether a purpose worth more than the tool begins with the word of this number.
fn is_purpose(
    passage: &Passage,
    start: usize,
    found: &[Word<'_>],
    proposal: usize,
    number: usize,
) -> bool {
    let marker = starts_with_any(&found[number..], MARKERS);
    let is_bare = found[number].text == "to";
    if marker.is_none() && !is_bare {
        return false;
    }
    let verb_at = number + marker.unwrap_or(1);
    let Some(verb) = found.get(verb_at) else {
        return false;
    };
    let verb_range = start + verb.range.start..start + verb.range.end;
    let is_outcome =
        |cue: &Cue| cue.role == Role::OutcomeVerb && cue.range.start == verb_range.start;
    let outcome = passage.cues.iter().find(|cue| is_outcome(cue));
    // What the purpose is about: the first thing in it that a reader cares for, or does not.
    let is_verb = |cue: &Cue| {
        (passage.cues.iter()).any(|other| {
            other.role == Role::OutcomeVerb
                && other.range == cue.range
                && cue.role == Role::Attention
        })
    };
    let about = (passage.cues.iter())
        .filter(|cue| {
            cue.range.start >= start + found[number].range.end
                && matches!(
                    cue.role,
                    Role::Tool | Role::ToolKind | Role::Attention | Role::OutcomeObject
                )
                && !is_verb(cue)
                && !(marker.is_none() && cue.range.start == verb_range.start)
        })
        .min_by_key(|cue| (cue.range.start, cue.role == Role::OutcomeObject));
    let is_vain = about.is_some_and(|cue| cue.role != Role::OutcomeObject);
    if is_vain {
        return false;
    }
    if !is_bare {
        return true;
    }
    let kept = number
        .checked_sub(1)
        .is_some_and(|before| KEEPS_TO.contains(&found[before].text))
        || found[proposal..number]
            .iter()
            .any(|word| TAKES_TO.contains(&word.text));
    let is_strong = STRONG.contains(&verb.text);
    // "help" before the outcome verb says the same a little softer.
    !kept && outcome.is_some() && (is_strong || about.is_some())
}

/// A rewritten sentence and the edits that make it.
struct Rewrite {
    /// As it will stand in the source, on one line.
    sentence: String,
    edits: Vec<Edit>,
}

/// The purpose moved to the front in the source, markup and all; none where the words or the markup do not allow it.
fn rewrite(
    source: &Source,
    document: &Document,
    passage: &Passage,
    purpose: &Range<usize>,
) -> Option<Rewrite> {
    let (prose, text) = (document.prose(), source.text());
    let range = &passage.range;
    let sentence = &prose.text()[range.clone()];
    let within = purpose.start - range.start..purpose.end - range.start;
    let wanted = purpose_first(sentence, &within)?;
    let main = main_clause(&sentence[..within.start])?;

    // In the source: where the main clause starts and ends, and the purpose with the markup around it.
    let first_letter =
        prose.source_range(&(range.start..range.start + main.chars().next()?.len_utf8()));
    let space = prose.source_range(&(purpose.start - 1..purpose.start));
    let cut_from = prose
        .source_range(&(range.start + main.len()..purpose.start))
        .start;
    let whole = prose.source_range(range);
    let (cut_to, end) = if purpose.end < range.end {
        let close = prose.source_range(&(purpose.end..range.end));
        (close.start, close.end)
    } else {
        let end = closed_end(text, space.end..whole.end)?;
        (end, end)
    };
    if !(first_letter.end <= cut_from && cut_from <= space.start && space.end < cut_to) {
        return None;
    }
    let clause = with_capital_after_markup(text[space.end..cut_to].trim(), &wanted)?;
    let lowered = first_small(main);
    let letter = &lowered[..lowered.chars().next()?.len_utf8()];

    // Emphasis that opens with the sentence either holds all of it, and the purpose goes inside, or only its first words.
    let outside = text[..first_letter.start]
        .trim_end_matches(['*', '_', '[', '~'])
        .len();
    [first_letter.start, outside].into_iter().find_map(|front| {
        let markup = &text[front..first_letter.start];
        let edits = vec![
            Edit {
                span: front..first_letter.end,
                replacement: format!("{clause}, {markup}{letter}"),
            },
            Edit {
                span: cut_from..cut_to,
                replacement: String::new(),
            },
        ];
        let rewritten = format!(
            "{}{}{}",
            edits[0].replacement,
            &text[first_letter.end..cut_from],
            &text[cut_to..end]
        );
        let line = rewritten.split_whitespace().collect::<Vec<_>>().join(" ");
        // What a reader will see is what was meant: no asterisk, bracket or tag has come loose.
        let seen = Document::parse(&Source::new("", with_definitions(&line)));
        let seen: Vec<_> = seen.prose().text().split_whitespace().collect();
        let meant: Vec<_> = wanted.split_whitespace().collect();
        (seen == meant).then_some(Rewrite {
            sentence: line,
            edits,
        })
    })
}

/// A sentence with a definition for each link that it may refer to: the draft's own stand elsewhere.
fn with_definitions(line: &str) -> String {
    let labels = line
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split_once(']'));
    labels.fold(line.to_owned(), |text, (label, _)| {
        format!("{text}\n\n[{label}]: #")
    })
}

/// Where a clause at the end of a block ends with the markup that it opened.
fn closed_end(text: &str, clause: Range<usize>) -> Option<usize> {
    let opened = text.get(clause.clone())?;
    if opened.contains('[') {
        // "to reach [buyers](https://example.org)": the words end before the link does.
        let rest = &text[clause.end..];
        let close = rest.find(')').filter(|_| rest.starts_with("]("))?;
        return Some(clause.end + close + 1);
    }
    for mark in ["**", "__", "~~", "*", "_"] {
        if opened.matches(mark).count() % 2 == 1 && text[clause.end..].starts_with(mark) {
            return Some(clause.end + mark.len());
        }
    }
    Some(clause.end)
}

/// The source of a clause with its first letter as `wanted` has it; markup may stand before that letter.
fn with_capital_after_markup(clause: &str, wanted: &str) -> Option<String> {
    let at = clause.find(char::is_alphabetic)?;
    let (markup, words) = clause.split_at(at);
    let markup_only = markup.chars().all(|c| matches!(c, '*' | '_' | '[' | '~'));
    let large = wanted.starts_with(char::is_uppercase);
    markup_only.then(|| {
        if large {
            format!("{markup}{}", with_capital(words))
        } else {
            clause.to_owned()
        }
    })
}
