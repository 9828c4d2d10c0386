//! The linter: made once, then asked about one draft after the other.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex_automata::meta::Regex;

use crate::document::Document;
use crate::document::prose::fold_term;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::lexicon::matcher::{Hits, Lexicon, Workload};
use crate::lexicon::pack::PackKind;
use crate::lexicon::pattern;
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
    lexicon: Lexicon<'static>,
    workload: Workload,
    /// Whether a finding carries the fix that moves blocks about.
    moves: bool,
    /// Whether drafts that are no pitches are read as closely as those that are.
    reads_prose: bool,
    /// By pack: whether the rule speaks.
    active: Vec<bool>,
    /// By pack: whether it is a rule that its user thinks something of.
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
        let (active, all_wording) = wording_rules(tables, &settings);
        Ok(Linter {
            active,
            all_wording,
            patterns: tables.patterns.iter().map(|_| OnceLock::new()).collect(),
            lexicon,
            workload,
            moves: true,
            reads_prose: true,
            settings,
        })
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
        let (document, hits) = self.take_apart(source);
        let told = self.told(source, &document).or_else(|| {
            let looks_closely =
                self.reads_prose || !is_surely_prose(&document, &self.lexicon, &hits);
            (!looks_closely).then_some(KindChoice::PROSE)
        });
        let read = || Reading::new(&document, &self.lexicon, &hits, told);
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
            let (active, all_wording) = wording_rules(self.lexicon.tables(), settings);
            (Cow::Owned(active), Cow::Owned(all_wording))
        };
        let (active, all_wording) = rules;
        let mut directives = Directives::new(source, &document);
        // What is silenced counts for no other rule, either.
        let mut wording = |active| {
            let mut findings = self.wording(settings, active, source, &document, &hits);
            directives.sift(&mut findings);
            findings
        };
        let mut findings = wording(&active);
        // A structure rule that counts words counts those of rules that do not speak, too.
        let all_wording = if active == all_wording {
            findings.clone()
        } else {
            wording(&all_wording)
        };
        let reread = |changed: &Source| {
            let (document, hits) = self.take_apart(changed);
            let told = self.told(changed, &document);
            Reading::new(&document, &self.lexicon, &hits, told)
        };
        let case = Case {
            source,
            document: &document,
            kind: kind.kind,
            roles: self.lexicon.roles(&hits),
            reading: &reading,
            audience: settings.audience,
            wording: &all_wording,
            reread: self.moves.then_some(&reread),
            sifted: None,
        };
        let is_pitch = kind.kind == Kind::Pitch;
        let mut structure: Vec<Finding> = (STRUCTURE.iter())
            .filter(|rule| structure_speaks(settings, rule) && (is_pitch || !rule.pitches_only))
            .flat_map(|rule| structure_findings(settings, rule, &case))
            .filter(|finding| !is_accepted(settings, source, finding))
            .collect();
        directives.sift(&mut structure);
        findings.extend(structure);
        findings.extend(self.afterwards(settings, &active, case, &mut directives));
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
        let case = Case {
            sifted: Some(Sifted {
                directives: directives.all(),
                spoke: &|id| self.spoke(settings, active, id, kind),
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
        let tables = self.lexicon.tables();
        let mut packs = tables.packs.iter().zip(active);
        match packs.find(|(pack, _)| pack.kind == PackKind::Rule && tables.str(pack.id) == id) {
            Some((_, active)) => spoke(*active),
            None => {
                let near = nearest(id, self.rule_ids());
                Spoke::Unknown(near.first().map(|near| (*near).to_owned()))
            }
        }
    }

    fn take_apart(&self, source: &Source) -> (Document, Hits) {
        let document = Document::parse(source);
        let hits = self.lexicon.scan(document.prose().folded());
        (document, hits)
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
        active: &[bool],
        source: &Source,
        document: &Document,
        hits: &Hits,
    ) -> Vec<Finding> {
        let pattern = |number: usize| self.pattern(number);
        let rules = Wording {
            lexicon: &self.lexicon,
            settings,
            active,
            pattern: &pattern,
        };
        rules.findings(source, document, hits)
    }

    /// The ids of all rules, the user's own last.
    fn rule_ids(&self) -> impl Iterator<Item = &str> {
        rules::all_of(self.lexicon.tables()).map(|rule| rule.id)
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
fn is_accepted(settings: &Settings, source: &Source, finding: &Finding) -> bool {
    let accepted = &settings.accept;
    if accepted.is_empty() || finding.labels.primary.message.is_none() {
        return false;
    }
    let text = fold_term(&source.text()[finding.span().clone()]);
    accepted.iter().any(|term| term.is(&text))
}
