//! The linter: made once, then asked about one draft after the other.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use crate::document::Document;
use crate::finding::Finding;
use crate::lexicon::matcher::{Lexicon, Workload};
use crate::rules;
use crate::rules::wording::Wording;
use crate::source::Source;

/// The most memory that the compiled regular expression of a pattern may take, in bytes.
const PATTERN_SIZE_LIMIT: usize = 1 << 20;

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

/// All rules, ready to check drafts. It can be shared between threads.
pub struct Linter {
    lexicon: Lexicon<'static>,
    /// By pack: whether the rule speaks.
    active: Vec<bool>,
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
            lexicon,
            active: rules::ids().map(|id| selection.includes(id)).collect(),
            patterns: tables.patterns.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// What the rules find in a draft, by place.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        let document = Document::parse(source);
        let hits = self.lexicon.scan(document.prose().folded());
        let pattern = |number: usize| self.pattern(number);
        Wording {
            lexicon: &self.lexicon,
            active: &self.active,
            pattern: &pattern,
        }
        .findings(source, &document, &hits)
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
