//! The rules, and the one list of them.
//!
//! A wording rule is a pack in `rules/`: its phrases are data, and [`wording`] is the code they share. A structure rule is one
//! file here and one line in [`STRUCTURE`].

pub mod buried_goal;
pub mod jargon_barrage;
pub mod missing;
mod rearrange;
mod replacement;
pub mod social_preface;
pub mod tactics_before_goals;
pub mod tool_led_sentence;
pub mod tools_first;
pub mod undefined_acronym;
pub mod unused_directive;
pub mod vague_ask;
pub mod wording;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use crate::char_boundary::floor_char_boundary;
use crate::document::Document;
use crate::document::prose::BARRIER;
use crate::finding::{Finding, Label, Labels, Scope};
use crate::lexicon;
use crate::lexicon::pack::{Audience, Pack, PackKind, Role};
use crate::lexicon::table::{PackRow, Tables};
use crate::reading::{Kind, LazyReading, Reading};
use crate::severity::Severity;
use crate::source::Source;

/// A rule about the order and the pieces of a draft.
pub struct Structure {
    pub id: &'static str,
    pub severity: Severity,
    /// Whether it speaks unless it is selected.
    pub on_by_default: bool,
    /// Whether it speaks about pitches only.
    pub pitches_only: bool,
    pub what: &'static str,
    pub why: &'static str,
    pub instead: &'static str,
    /// Drafts in which it must find something.
    pub bad: &'static [&'static str],
    /// Drafts in which it must find nothing.
    pub good: &'static [&'static str],
    pub check: fn(&Case<'_>) -> Vec<Finding>,
}

/// All structure rules, in the order in which a reader would trip.
pub const STRUCTURE: &[&Structure] = &[
    &tools_first::RULE,
    &buried_goal::RULE,
    &tactics_before_goals::RULE,
    &tool_led_sentence::RULE,
    &social_preface::RULE,
    &missing::GOAL,
    &missing::MEASURE,
    &missing::BASELINE,
    &missing::ASK,
    &missing::TIMELINE,
    &missing::RISK,
    &missing::OWNER,
    &vague_ask::RULE,
    &jargon_barrage::RULE,
    &undefined_acronym::RULE,
];

/// The rules that speak last: about what became of the findings of all others.
pub const AFTERWARDS: &[&Structure] = &[&unused_directive::RULE];

/// The rules whose fix moves the goal up, the one that does most first.
pub const GOAL_FIRST: &[&Structure] = &[&tools_first::RULE, &buried_goal::RULE];

/// What a structure rule looks at.
#[derive(Clone, Copy)]
pub struct Case<'c> {
    pub source: &'c Source,
    pub document: &'c Document,
    pub kind: Kind,
    /// Where cues of a role stand, whatever stands around them; in prose bytes.
    pub cues: &'c dyn Fn(Role) -> Vec<Range<usize>>,
    pub reading: &'c LazyReading<'c>,
    /// Who reads it.
    pub audience: Audience,
    /// The findings of the wording rules.
    pub wording: &'c [Finding],
    /// Reads another version of the draft: what a change would make of it. None if nobody asks for changes so large.
    pub reread: Option<&'c dyn Fn(&Source) -> Reading>,
    /// For the rules that speak last.
    pub sifted: Option<unused_directive::Sifted<'c>>,
}

impl Case<'_> {
    /// Whether no wording rule warns of any word in a range of the prose.
    pub fn is_plain(&self, range: &Range<usize>) -> bool {
        let span = self.document.prose().source_range(range);
        let stands_here =
            |finding: &Finding| finding.span().start < span.end && span.start < finding.span().end;
        !(self.wording.iter())
            .filter(|finding| finding.severity == Severity::Warning)
            .any(stands_here)
    }

    /// The source behind a range of the prose, up to the end of its first line: where a long sentence begins is enough.
    pub fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let span = self.document.prose().source_range(range);
        let end = self.source.line_range(self.source.line_of(span.start)).end;
        span.start..span.end.min(end).max(span.start)
    }

    /// The place to point at when something is missing from the whole draft: its title, or its first words.
    pub fn top(&self) -> Label {
        let prose = self.document.prose();
        // What is no prose, such as an address or a comment of MDX, is nothing to point at.
        let words = |range: &Range<usize>| {
            let text = &prose.text()[range.clone()];
            let words = text.trim_start_matches([BARRIER, ' ']);
            (!words.is_empty()).then_some(range.end - words.len()..range.end)
        };
        let blocks = self.document.blocks();
        let title = self.reading.scene.title.as_ref();
        let range = (title
            .into_iter()
            .chain(blocks.iter().map(|block| &block.text)))
        .find_map(words)
        .or_else(|| Some(blocks.first()?.text.clone()));
        let text = self.source.text();
        let span = range.map_or(0..0, |range| {
            // One line is enough to point at.
            let line = range.start..range.end.min(range.start + 80);
            let span = prose.source_range(&line);
            span.start..floor_char_boundary(text, span.end)
        });
        Label {
            span,
            message: None,
        }
    }
}

impl Structure {
    /// A finding of this rule with one label.
    pub fn finding(
        &self,
        message: impl Into<String>,
        primary: Label,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            rule: self.id.into(),
            severity: self.severity,
            message: message.into(),
            labels: Labels {
                primary,
                related: Vec::new(),
            },
            note: Some(self.why.to_owned()),
            help: Some(help.into()),
            fix: None,
            scope: Scope::Place,
        }
    }

    /// The same about the draft as a whole; the label is where a reader notices.
    pub fn finding_of_draft(
        &self,
        message: impl Into<String>,
        primary: Label,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            scope: Scope::Draft,
            ..self.finding(message, primary, help)
        }
    }
}

/// The packs of the wording rules and of the cues.
pub fn tables() -> &'static Tables {
    lexicon::built_in()
}

/// The same with the user's own packs behind them.
pub fn tables_with(packs: &[Pack]) -> Cow<'static, Tables> {
    if packs.is_empty() {
        Cow::Borrowed(tables())
    } else {
        Cow::Owned(tables().with(packs))
    }
}

/// The wording rules, sorted by id.
pub fn wording_rules() -> impl Iterator<Item = &'static PackRow> {
    wording_rules_of(tables())
}

/// The wording rules of these tables: those of the program sorted by id, then the user's own.
pub fn wording_rules_of(tables: &Tables) -> impl Iterator<Item = &PackRow> {
    (tables.packs.iter()).filter(|pack| pack.kind == PackKind::Rule)
}

/// What a rule says about itself.
pub struct About<'t> {
    pub id: &'t str,
    pub severity: Severity,
    pub on_by_default: bool,
    /// Whether it speaks about pitches only.
    pub pitches_only: bool,
    pub what: &'t str,
    pub why: &'t str,
    pub instead: &'t str,
    pub bad: Vec<&'t str>,
    pub good: Vec<&'t str>,
    /// Of a wording rule: its phrases and patterns.
    pub pack: Option<&'t PackRow>,
}

/// All rules: those of structure in reading order, those that speak last, then those of wording by id.
pub fn all() -> impl Iterator<Item = About<'static>> {
    all_of(tables())
}

/// The same of tables that may hold a user's own packs.
pub fn all_of(tables: &Tables) -> impl Iterator<Item = About<'_>> {
    let structure = STRUCTURE.iter().chain(AFTERWARDS).map(|rule| About {
        id: rule.id,
        severity: rule.severity,
        on_by_default: rule.on_by_default,
        pitches_only: rule.pitches_only,
        what: rule.what,
        why: rule.why,
        instead: rule.instead,
        bad: rule.bad.to_vec(),
        good: rule.good.to_vec(),
        pack: None,
    });
    let wording = wording_rules_of(tables).map(move |pack| About {
        id: tables.str(pack.id),
        severity: pack.severity,
        on_by_default: true,
        pitches_only: false,
        what: tables.str(pack.what),
        why: tables.str(pack.why),
        instead: tables.str(pack.instead),
        bad: tables.list(pack.bad).collect(),
        good: tables.list(pack.good).collect(),
        pack: Some(pack),
    });
    structure.chain(wording)
}

/// The ids of all rules.
pub fn ids() -> impl Iterator<Item = &'static str> {
    all().map(|rule| rule.id)
}
