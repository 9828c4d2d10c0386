//! The linter: made once, then asked about one draft after the other.

use std::sync::OnceLock;

use regex_automata::meta::Regex;

use crate::document::Document;
use crate::document::prose::fold_term;
use crate::finding::Finding;
use crate::lexicon::matcher::{Hits, Lexicon, Workload};
use crate::lexicon::pack::PackKind;
use crate::lexicon::pattern;
use crate::nearest::nearest;
use crate::reading::{Kind, KindChoice, Reading, declared};
use crate::rules::unused_directive::{Sifted, Spoke};
use crate::rules::wording::Wording;
use crate::rules::{self, AFTERWARDS, Case, STRUCTURE, Structure};
pub use crate::settings::{Preset, Selection, Settings};
use crate::source::Source;
use crate::suppress::Directives;

/// The most memory that the compiled regular expression of a pattern may take, in bytes.
pub const PATTERN_SIZE_LIMIT: usize = 1 << 20;

/// All that is known about a draft.
pub struct Analysis {
    pub document: Document,
    pub reading: Reading,
    /// By place.
    pub findings: Vec<Finding>,
}

/// All rules, ready to check drafts. It can be shared between threads.
pub struct Linter {
    settings: Settings,
    lexicon: Lexicon<'static>,
    workload: Workload,
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
        let settings = Settings {
            selection: selection.clone(),
            ..Settings::default()
        };
        #[expect(
            clippy::expect_used,
            reason = "the packs are part of the program; a user cannot cause this"
        )]
        Linter::with_settings(settings, workload).expect("the packs of the build fit")
    }

    /// A linter as its user set it.
    ///
    /// # Errors
    /// When the user's packs have more phrases than an automaton can hold.
    pub fn with_settings(
        settings: Settings,
        workload: Workload,
    ) -> Result<Self, aho_corasick::BuildError> {
        let lexicon = Lexicon::of(rules::tables_with(&settings.packs), workload)?;
        let tables = lexicon.tables();
        let is_rule = (tables.packs.iter()).map(|pack| pack.kind == PackKind::Rule);
        let selected = (tables.packs.iter()).map(|pack| {
            pack.kind == PackKind::Rule && settings.selection.includes(tables.str(pack.id))
        });
        Ok(Linter {
            active: selected.collect(),
            all_wording: is_rule.collect(),
            patterns: tables.patterns.iter().map(|_| OnceLock::new()).collect(),
            lexicon,
            workload,
            moves: true,
            settings,
        })
    }

    /// Takes all drafts for this kind, whatever they say; with `None`, as from the start, each for what it says it is.
    #[must_use]
    pub fn with_kind(mut self, kind: Option<Kind>) -> Self {
        self.settings.kind = kind;
        self
    }

    /// Leaves out the fixes that move blocks about: each costs another reading of the draft, and not everybody wants them.
    #[must_use]
    pub fn without_moves(mut self) -> Self {
        self.moves = false;
        self
    }

    /// What the rules find in a draft, by place.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        self.analyse(source).findings
    }

    /// A draft taken apart, read and checked.
    pub fn analyse(&self, source: &Source) -> Analysis {
        let (document, hits, reading) = self.read(source);
        let mut directives = Directives::new(source, &document);
        // What is silenced counts for no other rule, either.
        let mut wording = |active| {
            let mut findings = self.wording(active, source, &document, &hits);
            directives.sift(&mut findings);
            findings
        };
        let mut findings = wording(&self.active);
        // A structure rule that counts words counts those of rules that do not speak, too.
        let all_wording = if self.settings.selection == Selection::default() {
            findings.clone()
        } else {
            wording(&self.all_wording)
        };
        let reread = |changed: &Source| self.read(changed).2;
        let case = Case {
            source,
            document: &document,
            reading: &reading,
            audience: self.settings.audience,
            wording: &all_wording,
            reread: self.moves.then_some(&reread),
            sifted: None,
        };
        let is_pitch = reading.kind.kind == Kind::Pitch;
        let mut structure: Vec<Finding> = (STRUCTURE.iter())
            .filter(|rule| self.structure_speaks(rule) && (is_pitch || !rule.pitches_only))
            .flat_map(|rule| (rule.check)(&case))
            .filter(|finding| !self.is_accepted(source, finding))
            .collect();
        directives.sift(&mut structure);
        findings.extend(structure);
        findings.extend(self.afterwards(case, &mut directives));
        findings.sort_by_key(|finding| (finding.span().start, finding.span().end));
        Analysis {
            document,
            reading,
            findings,
        }
    }

    /// What the rules find that speak when all others have spoken.
    fn afterwards(&self, case: Case<'_>, directives: &mut Directives) -> Vec<Finding> {
        if directives.is_empty() {
            return Vec::new();
        }
        let selection = &self.settings.selection;
        let kind = case.reading.kind.kind;
        let case = Case {
            sifted: Some(Sifted {
                directives: directives.all(),
                spoke: &|id| self.spoke(id, kind),
                all_spoke: selection.select.is_empty() && self.settings.preset != Preset::Wording,
            }),
            ..case
        };
        let mut findings: Vec<Finding> = (AFTERWARDS.iter())
            .filter(|rule| selection.includes(rule.id))
            .flat_map(|rule| (rule.check)(&case))
            .collect();
        directives.sift_named(&mut findings);
        findings
    }

    /// Whether the rule with this id would have spoken about a draft of this kind.
    fn spoke(&self, id: &str, kind: Kind) -> Spoke {
        let spoke = |it_did| if it_did { Spoke::Yes } else { Spoke::No };
        if let Some(rule) = STRUCTURE.iter().find(|rule| rule.id == id) {
            return spoke(
                self.structure_speaks(rule) && (kind == Kind::Pitch || !rule.pitches_only),
            );
        }
        if AFTERWARDS.iter().any(|rule| rule.id == id) {
            return Spoke::No;
        }
        let tables = self.lexicon.tables();
        let mut packs = tables.packs.iter().zip(&self.active);
        match packs.find(|(pack, _)| pack.kind == PackKind::Rule && tables.str(pack.id) == id) {
            Some((_, active)) => spoke(*active),
            None => {
                let near = nearest(id, self.settings.rule_ids());
                Spoke::Unknown(near.first().map(|near| (*near).to_owned()))
            }
        }
    }

    fn read(&self, source: &Source) -> (Document, Hits, Reading) {
        let document = Document::parse(source);
        let hits = self.lexicon.scan(document.prose().folded());
        let told =
            (self.settings.kind.map(KindChoice::set)).or_else(|| declared::kind(source, &document));
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
            settings: &self.settings,
            active,
            pattern: &pattern,
        };
        rules.findings(source, document, hits)
    }

    /// Whether a structure rule speaks: by default, or because it was selected by name.
    fn structure_speaks(&self, rule: &Structure) -> bool {
        let selection = &self.settings.selection;
        let named = selection.select.iter().any(|id| id == rule.id);
        let on = rule.on_by_default && self.settings.preset != Preset::Wording;
        (on || named) && selection.includes(rule.id)
    }

    /// Whether a structure rule has no more to say than that a term stands there which the user accepts. A label without a
    /// message is about no words: something is missing, and the label stands where there is room to say so.
    fn is_accepted(&self, source: &Source, finding: &Finding) -> bool {
        let accepted = &self.settings.accept;
        if accepted.is_empty() || finding.labels.primary.message.is_none() {
            return false;
        }
        let text = fold_term(&source.text()[finding.span().clone()]);
        accepted.iter().any(|term| term.is(&text))
    }

    /// The automaton and its phrases.
    pub fn lexicon(&self) -> &Lexicon<'static> {
        &self.lexicon
    }

    fn pattern(&self, number: usize) -> Option<&Regex> {
        let compile = || {
            let tables = self.lexicon.tables();
            pattern::compile(tables.str(tables.patterns[number].regex), self.workload).ok()
        };
        self.patterns[number].get_or_init(compile).as_ref()
    }
}
