//! The linter: made once, then asked about one draft after the other.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::accept::AcceptedTerms;
use crate::document::Document;
use crate::document::prose::fold_term;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::lexicon::matcher::{Hit, Hits, Lexicon, Workload};
use crate::lexicon::pack::{Pack, PackKind};
use crate::lexicon::pattern::Expression;
use crate::lexicon::table::{PackRow, Tables};
use crate::nearest::nearest;
use crate::reading::{Kind, KindChoice, LazyReading, Reading, declared, is_surely_prose};
use crate::rules::unused_directive::{Sifted, Spoke};
use crate::rules::wording::Wording;
use crate::rules::{self, AFTERWARDS, Case, STRUCTURE, Structure};
use crate::settings::OwnSettings;
pub use crate::settings::{Preset, Selection, Settings};
use crate::source::Source;
use crate::suppress::Directives;

/// All that is known about a draft.
pub struct Analysis {
    pub document: Document,
    pub reading: Reading,
    /// By place.
    pub findings: Vec<Finding>,
    /// What is wrong with the settings in its front matter.
    pub faults: Vec<Fault>,
}

/// All rules, ready to check drafts. It can be shared between threads.
pub struct Linter {
    settings: Settings,
    phrases: Arc<Phrases>,
    /// Those of the settings.
    accepted: AcceptedTerms,
    /// Whether a finding carries the fix that moves blocks about.
    moves: bool,
    /// Whether drafts that are no pitches are read as closely as those that are.
    reads_prose: bool,
    /// By pack: whether the rule speaks.
    active: Vec<bool>,
    /// By pack: whether it is a rule that its user thinks something of.
    all_wording: Vec<bool>,
}

/// What linters with the same packs share, whatever else they are set to: it takes most of their memory.
pub struct Phrases {
    lexicon: Lexicon<'static>,
    workload: Workload,
    /// By pattern; made when a draft first holds one of its hints.
    patterns: Vec<OnceLock<Expression>>,
}

impl Phrases {
    /// The phrases of the program and of these packs, for as much text as `workload` says.
    ///
    /// # Errors
    /// When there are more than an automaton can hold.
    pub fn new(packs: &[Pack], workload: Workload) -> Result<Self, aho_corasick::BuildError> {
        let lexicon = Lexicon::of(rules::tables_with(packs), workload)?;
        let patterns = lexicon.tables().patterns.iter();
        Ok(Phrases {
            patterns: patterns.map(|_| OnceLock::new()).collect(),
            lexicon,
            workload,
        })
    }

    fn pattern(&self, number: usize) -> &Expression {
        self.patterns[number].get_or_init(|| {
            let tables = self.lexicon.tables();
            Expression::new(tables, &tables.patterns[number], self.workload)
        })
    }
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
        let phrases = Phrases::new(&settings.packs, workload)?;
        Ok(Linter::with_phrases(settings, Arc::new(phrases)))
    }

    /// The same with phrases that were made for settings with the same packs.
    pub fn with_phrases(settings: Settings, phrases: Arc<Phrases>) -> Self {
        let (active, all_wording) = wording_rules(phrases.lexicon.tables(), &settings);
        Linter {
            active,
            all_wording,
            phrases,
            accepted: AcceptedTerms::new(&settings.accept),
            moves: true,
            reads_prose: true,
            settings,
        }
    }

    /// Takes all drafts for this kind, whatever they say; with `None`, as from the start, each for what it says it is.
    #[must_use]
    pub fn with_kind(mut self, kind: Option<Kind>) -> Self {
        self.settings.kind = kind;
        self.settings.settled.kind = kind.is_some();
        self
    }

    /// Leaves out the fixes that move blocks about: each costs another reading of the draft, and not everybody wants them.
    #[must_use]
    pub fn without_moves(mut self) -> Self {
        self.moves = false;
        self
    }

    /// Reads a draft that is no pitch only as closely as the rules need it: its [`Analysis::reading`] may be empty but for the kind.
    /// Nobody wants its card, and a docs repository is full of such pages.
    #[must_use]
    pub fn without_cards_of_prose(mut self) -> Self {
        self.reads_prose = false;
        self
    }

    /// What the rules find in a draft, by place.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        self.analyse(source).findings
    }

    /// A draft taken apart, read and checked.
    pub fn analyse(&self, source: &Source) -> Analysis {
        let document = Document::parse(source);
        let hits = self.lexicon().skim(document.prose().folded());
        let told = self.told(source, &document).or_else(|| {
            let is_prose =
                !self.reads_prose && is_surely_prose(&document, self.lexicon(), &hits.phrases);
            is_prose.then_some(KindChoice::PROSE)
        });
        let read = || self.read(&document, &hits.phrases, told);
        let reading = LazyReading::new(&read);
        let kind = told.unwrap_or_else(|| reading.kind);
        let own = OwnSettings::of(&document, || self.rule_ids());
        let settings = &*own.laid_over(&self.settings);
        let rules = if std::ptr::eq(settings, &self.settings) {
            (
                Cow::Borrowed(&self.active),
                Cow::Borrowed(&self.all_wording),
            )
        } else {
            let (active, all_wording) = wording_rules(self.lexicon().tables(), settings);
            (Cow::Owned(active), Cow::Owned(all_wording))
        };
        let (active, all_wording) = rules;
        let with_own = (!own.accept.is_empty()).then(|| AcceptedTerms::new(&settings.accept));
        let accepted = with_own.as_ref().unwrap_or(&self.accepted);
        let mut directives = Directives::new(source, &document);
        // What is silenced counts for no other rule, either.
        let mut wording = |active| {
            let mut findings = self.wording(settings, accepted, active, source, &document, &hits);
            directives.sift(&mut findings);
            findings
        };
        let mut findings = wording(&active);
        // A structure rule that counts words counts those of rules that do not speak, too.
        let with_silent = (active != all_wording).then(|| wording(&all_wording));
        let reread = |changed: &Source| {
            let document = Document::parse(changed);
            let told = self.told(changed, &document);
            let phrases = self.lexicon().skim(document.prose().folded()).phrases;
            self.read(&document, &phrases, told)
        };
        let cues = |role| {
            let roles = [role];
            let cues = self.lexicon().cues(&hits.phrases, &roles);
            cues.map(|cue| cue.range.clone()).collect()
        };
        let case = Case {
            source,
            document: &document,
            kind: kind.kind,
            cues: &cues,
            reading: &reading,
            audience: settings.audience,
            wording: with_silent.as_ref().unwrap_or(&findings),
            reread: self.moves.then_some(&reread),
            sifted: None,
        };
        let is_pitch = kind.kind == Kind::Pitch;
        let mut structure: Vec<Finding> = (STRUCTURE.iter())
            .filter(|rule| structure_speaks(settings, rule) && (is_pitch || !rule.pitches_only))
            .flat_map(|rule| structure_findings(settings, rule, &case))
            .filter(|finding| !is_accepted(accepted, source, finding))
            .collect();
        directives.sift(&mut structure);
        let afterwards = self.afterwards(settings, &active, case, &mut directives);
        findings.extend(structure);
        findings.extend(afterwards);
        findings.sort_by_key(|finding| (finding.span().start, finding.span().end));
        let unread = || {
            if self.reads_prose || is_pitch {
                read()
            } else {
                Reading::unread(kind)
            }
        };
        let reading = reading.into_inner().unwrap_or_else(unread);
        Analysis {
            document,
            reading,
            findings,
            faults: own.faults,
        }
    }

    /// What the rules find that speak when all others have spoken.
    fn afterwards(
        &self,
        settings: &Settings,
        active: &[bool],
        case: Case<'_>,
        directives: &mut Directives,
    ) -> Vec<Finding> {
        if directives.is_empty() {
            return Vec::new();
        }
        let kind = case.kind;
        let spoke = |id: &str| self.spoke(settings, active, id, kind);
        let case = Case {
            sifted: Some(Sifted {
                directives: directives.all(),
                spoke: &spoke,
                all_spoke: settings.selection.select.is_empty()
                    && settings.preset != Preset::Wording,
            }),
            ..case
        };
        let mut findings: Vec<Finding> = (AFTERWARDS.iter())
            .filter(|rule| settings.speaks(rule.id, rule.on_by_default))
            .flat_map(|rule| structure_findings(settings, rule, &case))
            .collect();
        directives.sift_named(&mut findings);
        findings
    }

    /// Whether the rule with this id would have spoken about a draft of this kind.
    fn spoke(&self, settings: &Settings, active: &[bool], id: &str, kind: Kind) -> Spoke {
        let spoke = |it_did| if it_did { Spoke::Yes } else { Spoke::No };
        if let Some(rule) = STRUCTURE.iter().find(|rule| rule.id == id) {
            return spoke(
                structure_speaks(settings, rule) && (kind == Kind::Pitch || !rule.pitches_only),
            );
        }
        if AFTERWARDS.iter().any(|rule| rule.id == id) {
            return Spoke::No;
        }
        let tables = self.lexicon().tables();
        let mut packs = tables.packs.iter().zip(active);
        match packs.find(|(pack, _)| pack.kind == PackKind::Rule && tables.str(pack.id) == id) {
            Some((_, active)) => spoke(*active),
            None => {
                let near = nearest(id, self.rule_ids());
                Spoke::Unknown(near.first().map(|near| (*near).to_owned()))
            }
        }
    }

    /// Reads a document closely. `skimmed` is what was found in it on the way.
    fn read(&self, document: &Document, skimmed: &[Hit], told: Option<KindChoice>) -> Reading {
        let folded = document.prose().folded();
        let phrases = self.lexicon().complete(folded, skimmed);
        Reading::new(document, self.lexicon(), &phrases, told)
    }

    /// The kind of a draft as its user, its front matter or its name tells it.
    fn told(&self, source: &Source, document: &Document) -> Option<KindChoice> {
        let set = self.settings.kind.map(KindChoice::set);
        (set.filter(|_| self.settings.settled.kind))
            .or_else(|| declared::own_kind(document))
            .or(set)
            .or_else(|| declared::kind(source, document))
    }

    fn wording(
        &self,
        settings: &Settings,
        accepted: &AcceptedTerms,
        active: &[bool],
        source: &Source,
        document: &Document,
        hits: &Hits,
    ) -> Vec<Finding> {
        let pattern = |number: usize| self.phrases.pattern(number);
        let rules = Wording {
            lexicon: self.lexicon(),
            settings,
            accepted,
            active,
            pattern: &pattern,
        };
        rules.findings(source, document, hits)
    }

    /// The ids of all rules, the user's own last.
    fn rule_ids(&self) -> impl Iterator<Item = &str> {
        rules::all_of(self.lexicon().tables()).map(|rule| rule.id)
    }

    /// The automaton and its phrases.
    pub fn lexicon(&self) -> &Lexicon<'static> {
        &self.phrases.lexicon
    }
}

/// Which wording rules speak, and which of them their user thinks something of; both by pack.
fn wording_rules(tables: &Tables, settings: &Settings) -> (Vec<bool>, Vec<bool>) {
    let rule = |pack: &PackRow| (pack.kind == PackKind::Rule).then(|| tables.str(pack.id));
    let packs = tables.packs.iter();
    packs
        .map(|pack| {
            let id = rule(pack);
            (
                id.is_some_and(|id| settings.speaks(id, true)),
                id.is_some_and(|id| !settings.is_off(id)),
            )
        })
        .unzip()
}

/// Whether a structure rule speaks: by default, or because it was selected by name.
fn structure_speaks(settings: &Settings, rule: &Structure) -> bool {
    let by_default = rule.on_by_default && settings.preset != Preset::Wording;
    settings.speaks(rule.id, by_default)
}

/// What a structure rule finds, as bad as its user takes it.
fn structure_findings(settings: &Settings, rule: &Structure, case: &Case<'_>) -> Vec<Finding> {
    let mut findings = (rule.check)(case);
    let severity = settings.rule_severity(rule.id, rule.severity);
    for finding in &mut findings {
        // Where the rule itself is milder than usual, it stays so.
        finding.severity = if finding.severity < rule.severity {
            finding.severity.min(severity)
        } else {
            severity
        };
    }
    findings
}

/// Whether a structure rule has no more to say than that a term stands there which the user accepts. A label without a
/// message is about no words: something is missing, and the label stands where there is room to say so.
fn is_accepted(accepted: &AcceptedTerms, source: &Source, finding: &Finding) -> bool {
    if accepted.is_empty() || finding.labels.primary.message.is_none() {
        return false;
    }
    accepted.contain(&fold_term(&source.text()[finding.span().clone()]))
}
