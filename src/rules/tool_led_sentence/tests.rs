//! Sentences and what becomes of them.

use super::*;
use crate::linter::{Linter, Selection};

/// A sentence with its purpose between bars, and the same with the purpose first; nothing where no rewrite may be offered.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "We should start a podcast |so that new hires learn faster|.",
        "So that new hires learn faster, we should start a podcast.",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers|.",
        "To reach first-time buyers, launch a TikTok channel.",
    ),
    (
        "I propose a chatbot |in order to cut repeat calls by a third|.",
        "In order to cut repeat calls by a third, I propose a chatbot.",
    ),
    (
        "We will use a newsletter |to win back lapsed donors|.",
        "To win back lapsed donors, we will use a newsletter.",
    ),
    (
        "Let us set up a wiki |so as to spare our engineers the same ten questions|.",
        "So as to spare our engineers the same ten questions, let us set up a wiki.",
    ),
    (
        "Let's open a forum |so that customers help each other|.",
        "So that customers help each other, let's open a forum.",
    ),
    (
        "Use WhatsApp |for the purpose of reducing no-shows|.",
        "For the purpose of reducing no-shows, use WhatsApp.",
    ),
    (
        "We'll run a webinar |to train our resellers' staff|.",
        "To train our resellers' staff, we'll run a webinar.",
    ),
    (
        "I suggest a dashboard |so that the board sees costs early|.",
        "So that the board sees costs early, I suggest a dashboard.",
    ),
    (
        "The support team should adopt a chatbot |to shorten the queue|.",
        "To shorten the queue, the support team should adopt a chatbot.",
    ),
    (
        "Marketing should launch a podcast |to attract skilled engineers|.",
        "To attract skilled engineers, Marketing should launch a podcast.",
    ),
    (
        "HR should start a newsletter |so that new staff find help|.",
        "So that new staff find help, HR should start a newsletter.",
    ),
    (
        "Start a podcast |to keep volunteers informed|!",
        "To keep volunteers informed, start a podcast!",
    ),
    (
        "Create a landing page |to help visitors book faster|",
        "To help visitors book faster, create a landing page",
    ),
    (
        "Build a dashboard |to help customers solve their own problems|.",
        "To help customers solve their own problems, build a dashboard.",
    ),
    (
        "We should start a podcast, |so that new hires learn faster|.",
        "So that new hires learn faster, we should start a podcast.",
    ),
    (
        "We should buy Slack licences and train every team |so that questions are answered in a day|.",
        "So that questions are answered in a day, we should buy Slack licences and train every team.",
    ),
    (
        "We must set up a CRM |to reduce double entry|.",
        "To reduce double entry, we must set up a CRM.",
    ),
    (
        "Adopt Jira |in order to halve our backlog this year|.",
        "In order to halve our backlog this year, adopt Jira.",
    ),
    (
        "We should create a YouTube channel |to teach patients and nurses|.",
        "To teach patients and nurses, we should create a YouTube channel.",
    ),
    (
        "We recommend a mailing list |so that residents hear of road works in time|.",
        "So that residents hear of road works in time, we recommend a mailing list.",
    ),
    (
        "We should introduce a wiki |so that nobody asks twice|.",
        "So that nobody asks twice, we should introduce a wiki.",
    ),
    (
        "Our team should use Slack |to avoid delays|.",
        "To avoid delays, our team should use Slack.",
    ),
    (
        "We want to launch a newsletter |to keep donors|.",
        "To keep donors, we want to launch a newsletter.",
    ),
    (
        "We should use short cycles |to reduce the cost of a mistake|.",
        "To reduce the cost of a mistake, we should use short cycles.",
    ),
    (
        "Use checklists |to prevent errors at night|.",
        "To prevent errors at night, use checklists.",
    ),
    // No rewrite.
    ("We should start a podcast |so that they learn faster|.", ""),
    (
        "We should start a podcast |so that new hires can replay it|.",
        "",
    ),
    ("Use a chatbot |to help customers, partners and staff|.", ""),
    (
        "Launch a TikTok channel |to reach first-time buyers and post daily|.",
        "",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers and we will see|.",
        "",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers because they are young|.",
        "",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers (our main market)|.",
        "",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers: it is cheap|.",
        "",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers; it is cheap|.",
        "",
    ),
    (
        "Launch a TikTok channel |to reach first-time buyers - it is cheap|.",
        "",
    ),
    (
        "Launch a TikTok channel (or a blog) |to reach first-time buyers|.",
        "",
    ),
    (
        "Next year, we should start a podcast |so that new hires learn faster|.",
        "",
    ),
    (
        "But we should start a podcast |so that new hires learn faster|.",
        "",
    ),
    (
        "We should start a podcast when the budget allows |to help new hires|.",
        "",
    ),
    (
        "We should start a podcast and we should fund it |to help new hires|.",
        "",
    ),
    (
        "We should start a podcast |so that new hires learn faster when work is slow|.",
        "",
    ),
    ("Use a dashboard |to cut costs for $200 a month|.", ""),
    ("Use a wiki |to spare new hires those questions|.", ""),
    (
        "Use a forum |so that customers help customers so that calls fall|.",
        "",
    ),
    (
        "Should we start a podcast |so that new hires learn faster|?",
        "",
    ),
    ("Use a \"chatbot |to help customers|\".", ""),
    ("Use a chatbot |to save their time|.", ""),
    ("Use a chatbot |to help customers starting in March|.", ""),
    ("Start a podcast |to help new hires|…", ""),
];

fn linter() -> Linter {
    Linter::new(&Selection {
        select: vec![RULE.id.to_owned()],
        ignore: Vec::new(),
    })
}

fn draft(sentence: &str) -> Source {
    Source::new(
        "draft.md",
        format!("# Proposal: a trial\n\nCalls cost us 40 hours a week. {sentence}\n\nThe end.\n"),
    )
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut done = String::new();
    let mut from = 0;
    for edit in edits {
        assert!(from <= edit.span.start, "in order and apart");
        done.push_str(&text[from..edit.span.start]);
        done.push_str(&edit.replacement);
        from = edit.span.end;
    }
    done.push_str(&text[from..]);
    done
}

#[test]
fn a_rewritten_draft_is_silent() {
    let linter = linter();
    let mut wrong = Vec::new();
    for (marked, wanted) in SENTENCES {
        let sentence = marked.replace('|', "");
        let source = draft(&sentence);
        let findings = linter.check(&source);
        let fix = findings.first().and_then(|finding| finding.fix.as_ref());
        if wanted.is_empty() {
            if fix.is_some() {
                wrong.push(format!("{sentence}: a rewrite: {fix:?}"));
            }
            continue;
        }
        let Some(fix) = fix else {
            wrong.push(format!("{sentence}: {} findings, no fix", findings.len()));
            continue;
        };
        let fixed = Source::new("draft.md", apply(source.text(), &fix.edits));
        if fixed.text() != draft(wanted).text() {
            wrong.push(format!("{sentence}: {}", fixed.text()));
        }
        if !linter.check(&fixed).is_empty() {
            wrong.push(format!("{wanted}: is found again"));
        }
        if !findings[0].help.as_deref().unwrap_or("").ends_with(wanted) {
            wrong.push(format!("{:?}", findings[0].help));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn markup_survives_the_move() {
    for (from, to) in [
        (
            "**Launch** a [TikTok channel](https://example.org) to reach *first-time* [buyers](b.md).",
            "To reach *first-time* [buyers](b.md), **launch** a [TikTok channel](https://example.org).",
        ),
        (
            "*Launch a TikTok channel to reach first-time buyers.*",
            "*To reach first-time buyers, launch a TikTok channel.*",
        ),
        (
            "Launch a TikTok channel **to reach first-time buyers**.",
            "**To reach first-time buyers**, launch a TikTok channel.",
        ),
        (
            "We’ll start a podcast\nso that new hires’ questions are answered.",
            "So that new hires’ questions are answered, we’ll start a podcast.",
        ),
        (
            "- Launch a TikTok channel to reach **first-time buyers**",
            "- To reach **first-time buyers**, launch a TikTok channel",
        ),
        (
            "- Launch a TikTok channel to reach [first-time buyers](b.md)",
            "- To reach [first-time buyers](b.md), launch a TikTok channel",
        ),
        (
            "1. **We should** use a [wiki][w] to help [new hires][n].\n\n[w]: a\n[n]: b",
            "1. To help [new hires][n], **we should** use a [wiki][w].\n\n[w]: a\n[n]: b",
        ),
        // The emphasis lies across the two clauses.
        ("Launch a *TikTok channel to reach* first-time buyers.", ""),
    ] {
        let source = Source::new("draft.md", format!("# Proposal: a trial\n\n{from}\n"));
        let findings = linter().check(&source);
        assert_eq!(findings.len(), 1, "{from}");
        match &findings[0].fix {
            Some(fix) => {
                let fixed = apply(source.text(), &fix.edits);
                assert_eq!(fixed, format!("# Proposal: a trial\n\n{to}\n"));
                assert_eq!(linter().check(&Source::new("draft.md", fixed)), []);
            }
            None => assert_eq!(to, "", "{from}"),
        }
    }
}

#[test]
fn these_are_left_alone() {
    let linter = linter();
    let loud: Vec<_> = [
        "We plan to use a podcast.",
        "We should learn how to use Slack.",
        "We use a chatbot to reduce calls.",
        "We launched a podcast to help new hires.",
        "We should give customers access to support on Slack.",
        "We should use a podcast that allows staff to improve quality.",
        "Start a newsletter to get more followers.",
        "Start a newsletter to increase engagement with customers.",
        "Start a podcast so that our Instagram grows.",
        "Use cases for Slack include a way to help customers.",
        "Author: we should start a podcast to help customers.",
        "It is said that \"we should start a podcast to help customers\" too.",
        "Podcasts are a way to reach customers.",
        "To help new hires, we should start a podcast.",
        "We should move from e-mail to Slack.",
    ]
    .into_iter()
    .filter(|sentence| {
        let source = Source::new("draft.md", format!("# Proposal: a trial\n\n{sentence}\n"));
        !linter.check(&source).is_empty()
    })
    .collect();
    assert_eq!(loud, [""; 0]);
}
