//! The linter: made once, then asked about one draft after the other.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use crate::document::Document;
use crate::finding::Finding;
use crate::lexicon::matcher::{Hits, Lexicon, Workload};
use crate::lexicon::pack::PackKind;
use crate::reading::{Kind, KindChoice, Reading, declared};
use crate::rules::wording::Wording;
use crate::rules::{self, Case, STRUCTURE, Structure};
use crate::source::Source;

/// The most memory that the compiled regular expression of a pattern may take, in bytes.
pub const PATTERN_SIZE_LIMIT: usize = 1 << 20;

/// Which rules speak.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The ids of the only rules to speak; empty for all.
    pub select: Vec<String>,
    /// The ids of rules to be silent.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether the rule with this id speaks.
    pub fn includes(&self, id: &str) -> bool {
        (self.select.is_empty() || self.select.iter().any(|selected| selected == id))
            && !self.ignore.iter().any(|ignored| ignored == id)
    }
}

/// All that is known about a draft.
pub struct Analysis {
    pub document: Document,
    pub reading: Reading,
    /// By place.
    pub findings: Vec<Finding>,
}

/// All rules, ready to check drafts. It can be shared between threads.
pub struct Linter {
    selection: Selection,
    kind: Option<Kind>,
    lexicon: Lexicon<'static>,
    /// Whether a finding carries the fix that moves blocks about.
    moves: bool,
    /// By pack: whether the rule speaks.
    active: Vec<bool>,
    /// By pack: whether it is a rule.
    all_wording: Vec<bool>,
    /// By pattern; compiled when a draft first holds one of its hints.
    patterns: Vec<OnceLock<Option<Regex>>>,
}

impl Linter {
    /// A linter for a draft or a few.
    pub fn new(selection: &Selection) -> Self {
        Linter::for_workload(selection, Workload::Small)
    }

    /// A linter for as much text as `workload` says.
    ///
    /// # Panics
    /// Never: the phrases of the build fit into an automaton, which the tests show.
    pub fn for_workload(selection: &Selection, workload: Workload) -> Self {
        let tables = rules::tables();
        #[expect(
            clippy::expect_used,
            reason = "the packs are part of the program; a user cannot cause this"
        )]
        let lexicon = Lexicon::new(tables, workload).expect("the packs of the build fit");
        Linter {
            selection: selection.clone(),
            kind: None,
            moves: true,
            lexicon,
            active: (tables.packs.iter())
                .map(|pack| pack.kind == PackKind::Rule && selection.includes(tables.str(pack.id)))
                .collect(),
            all_wording: (tables.packs.iter())
                .map(|pack| pack.kind == PackKind::Rule)
                .collect(),
            patterns: tables.patterns.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Takes all drafts for this kind, whatever they say; with `None`, as from the start, each for what it says it is.
    #[must_use]
    pub fn with_kind(self, kind: Option<Kind>) -> Self {
        Linter { kind, ..self }
    }

    /// Leaves out the fixes that move blocks about: each costs another reading of the draft, and not everybody wants them.
    #[must_use]
    pub fn without_moves(self) -> Self {
        Linter {
            moves: false,
            ..self
        }
    }

    /// What the rules find in a draft, by place.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        self.analyse(source).findings
    }

    /// A draft taken apart, read and checked.
    pub fn analyse(&self, source: &Source) -> Analysis {
        let (document, hits, reading) = self.read(source);
        let wording = |active| self.wording(active, source, &document, &hits);
        let mut findings = wording(&self.active);
        // A structure rule that counts words counts those of rules that do not speak, too.
        let all_wording = if self.selection == Selection::default() {
            findings.clone()
        } else {
            wording(&self.all_wording)
        };
        let reread = |changed: &Source| self.read(changed).2;
        let case = Case {
            source,
            document: &document,
            reading: &reading,
            wording: &all_wording,
            reread: self.moves.then_some(&reread),
        };
        let is_pitch = reading.kind.kind == Kind::Pitch;
        let structure: Vec<Finding> = (STRUCTURE.iter())
            .filter(|rule| self.structure_speaks(rule) && (is_pitch || !rule.pitches_only))
            .flat_map(|rule| (rule.check)(&case))
            .collect();
        findings.extend(structure);
        findings.sort_by_key(|finding| (finding.span().start, finding.span().end));
        Analysis {
            document,
            reading,
            findings,
        }
    }

    fn read(&self, source: &Source) -> (Document, Hits, Reading) {
        let document = Document::parse(source);
        let hits = self.lexicon.scan(document.prose().folded());
        let told = (self.kind.map(KindChoice::set)).or_else(|| declared::kind(source, &document));
        let reading = Reading::new(&document, &self.lexicon, &hits, told);
        (document, hits, reading)
    }

    fn wording(
        &self,
        active: &[bool],
        source: &Source,
        document: &Document,
        hits: &Hits,
    ) -> Vec<Finding> {
        let pattern = |number: usize| self.pattern(number);
        let rules = Wording {
            lexicon: &self.lexicon,
            active,
            pattern: &pattern,
        };
        rules.findings(source, document, hits)
    }

    /// Whether a structure rule speaks: by default, or because it was selected by name.
    fn structure_speaks(&self, rule: &Structure) -> bool {
        let named = self.selection.select.iter().any(|id| id == rule.id);
        (rule.on_by_default || named) && self.selection.includes(rule.id)
    }

    /// The automaton and its phrases.
    pub fn lexicon(&self) -> &Lexicon<'static> {
        &self.lexicon
    }

    fn pattern(&self, number: usize) -> Option<&Regex> {
        let compile = || {
            let tables = self.lexicon.tables();
            let text = tables.str(tables.patterns[number].regex);
            RegexBuilder::new(text)
                .size_limit(PATTERN_SIZE_LIMIT)
                .build()
                .ok()
        };
        self.patterns[number].get_or_init(compile).as_ref()
    }
}
