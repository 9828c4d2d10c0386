//! Directives: one that is offered for a finding silences that one and its like on the line, and nothing else; one that does
//! nothing is reported, and one that is not reported does something.

use std::collections::BTreeSet;

use pitchlint::linter::Analysis;
use pitchlint::suppress::insertion::insertion;
use pitchlint::suppress::{Action, Directives};
use pitchlint::{Finding, Linter, Source};

use super::common::{self, DEFAULT, STRICT, draft, edited};

/// The rule about directives themselves.
const UNUSED: &str = "unused-directive";

/// A rule that speaks about how many findings there are.
const COUNTS: &str = "jargon-barrage";

/// The most findings of a draft, and the most directives, that are tried: each takes some checks.
const MOST: usize = 4;

pub fn run(data: &[u8]) {
    let source = draft(data);
    for linter in [&*DEFAULT, &*STRICT] {
        let analysis = linter.analyse(&source);
        common::findings(&source, &analysis.findings);
        // Those that are tried are spread over the draft.
        let step = analysis.findings.len().div_ceil(MOST).max(1);
        for finding in analysis.findings.iter().step_by(step) {
            silenced(linter, &source, &analysis, finding);
        }
        // What a draft says about itself may keep rules silent, and nobody misses what they would have said.
        let every_rule_speaks =
            std::ptr::eq(linter, &*STRICT) && analysis.document.front_matter().is_none();
        taken_out(linter, &source, &analysis, every_rule_speaks);
    }
}

/// A finding by its rule and the byte at which it begins. Where it ends may differ by the space before a comment.
fn told(finding: &Finding, start: usize) -> (String, usize) {
    (finding.rule.to_string(), start)
}

fn silenced(linter: &Linter, source: &Source, analysis: &Analysis, finding: &Finding) {
    let Some(insertion) = insertion(linter, source, analysis, finding) else {
        return;
    };
    let edit = insertion.edit;
    assert!(edit.span.is_empty(), "nothing is taken out");
    let text = edited(source.text(), std::slice::from_ref(&edit));
    let changed = Source::new(source.name(), text);
    let after = linter.analyse(&changed).findings;
    common::findings(&changed, &after);

    // Places as they are in the changed draft.
    let moved = |at: usize| {
        let is_behind = edit.span.start <= at;
        at + if is_behind { edit.replacement.len() } else { 0 }
    };
    let lines_of = |finding: &Finding| {
        let span = finding.span();
        changed.line_of(moved(span.start))
            ..=changed.line_of(moved(span.end.max(span.start + 1) - 1))
    };
    // A draft without words has its findings at its beginning, whatever comes to stand there.
    let start_of = |finding: &Finding| {
        let span = finding.span();
        if span.is_empty() {
            span.start
        } else {
            moved(span.start)
        }
    };
    let own = told(finding, start_of(finding));
    let own_lines = lines_of(finding);
    let left: BTreeSet<_> = after
        .iter()
        .map(|one| told(one, one.span().start))
        .collect();
    assert!(
        !left.contains(&own),
        "{finding:?} still speaks in {:?}",
        changed.text()
    );
    // A comment of MDX stands among the words of its paragraph, and may end a sentence before a small letter.
    if edit.replacement.contains("{/*") {
        return;
    }
    let mut before = BTreeSet::new();
    for one in &analysis.findings {
        let place = told(one, start_of(one));
        let lines = lines_of(one);
        let shares_line = lines.start() <= own_lines.end() && own_lines.start() <= lines.end();
        let is_like =
            one.rule == finding.rule && (shares_line || insertion.action == Action::DisableFile);
        assert!(
            left.contains(&place) || is_like || one.rule == COUNTS || one.rule == UNUSED,
            "{place:?} is gone with {own:?} from {:?}",
            changed.text()
        );
        before.insert(place);
    }
    // Of two that only a space parts, an expression that asks for one on either side finds the first. A comment parts them further.
    let is_next = |new: &(String, usize)| {
        new.0 == own.0 && changed.line_of(new.1).abs_diff(*own_lines.end()) <= 1
    };
    for new in left.difference(&before) {
        assert!(
            new.0 == COUNTS
                || is_next(new)
                || analysis
                    .findings
                    .iter()
                    .any(|one| one.rule == new.0.as_str() && one.rule == UNUSED),
            "{new:?} has come with the silence about {own:?} to {:?}",
            changed.text()
        );
    }
}

/// Makes each comment one that is not for pitchlint, letter for letter in its place.
fn taken_out(linter: &Linter, source: &Source, analysis: &Analysis, every_rule_speaks: bool) {
    let directives = Directives::new(source, &analysis.document);
    let all = directives.all();
    let others = |finding: &&Finding| finding.rule != UNUSED;
    let told = |findings: &[Finding]| -> Vec<_> {
        (findings.iter().filter(others))
            .map(|finding| (told(finding, finding.span().start), finding.message.clone()))
            .collect()
    };
    let before = told(&analysis.findings);
    for directive in all.iter().take(MOST) {
        let names_itself =
            |rules: &[pitchlint::suppress::Named]| rules.iter().any(|rule| rule.id == UNUSED);
        // One that silences what is said about others; some of its names may be of use; and a comment for nobody is what the
        // next line of another directive is about.
        if all.iter().any(|other| names_itself(&other.rules))
            || directive.rules.len() > 1
            || all.iter().any(|other| {
                other.action == Some(Action::DisableNextLine)
                    && other.comment.span != directive.comment.span
            })
        {
            continue;
        }
        let span = directive.comment.span.clone();
        let comment = source.text()[span.clone()].replacen("pitchlint-", "pitchlink-", 1);
        let mut text = source.text().to_owned();
        text.replace_range(span.clone(), &comment);
        let after = told(&linter.check(&Source::new(source.name(), text)));
        let is_reported = (analysis.findings.iter())
            .any(|finding| finding.rule == UNUSED && *finding.span() == span);
        if is_reported {
            assert_eq!(
                before, after,
                "{directive:?} is reported, and did something"
            );
        } else if all.len() == 1 && every_rule_speaks && directive.action != Some(Action::Enable) {
            assert_ne!(
                before, after,
                "{directive:?} does nothing, and nobody says so"
            );
        }
    }
}
