//! Whether a draft is a pitch: does it ask somebody to decide something? Structure rules speak about pitches only.

use std::cell::LazyCell;

use crate::document::{Block, BlockKind, Document};
use crate::lexicon::context::allows;
use crate::lexicon::matcher::{Hit, Lexicon};
use crate::lexicon::pack::{Role, Roles};

use super::figures::{FigureKind, may_hold_money};
use super::scene::{Passage, Scene, Section, front_title};

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It asks somebody to decide something.
    Pitch,
    /// Anything else.
    Prose,
}

impl Kind {
    /// The name that the card's JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pitch => "pitch",
            Kind::Prose => "prose",
        }
    }
}

/// A kind and what it was told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindChoice {
    pub kind: Kind,
    /// Of a pitch, what made it one: "its title". Of prose, a clause: "its name says so".
    pub because: &'static str,
}

impl KindChoice {
    /// Of a draft in which nothing tells of a pitch.
    pub const PROSE: KindChoice = KindChoice {
        kind: Kind::Prose,
        because: "nothing in it asks for a decision",
    };

    /// What the settings say about all drafts.
    pub fn set(kind: Kind) -> Self {
        let because = match kind {
            Kind::Pitch => "the settings",
            Kind::Prose => "the settings say so",
        };
        KindChoice { kind, because }
    }

    /// "because of its title", "because its name says so".
    pub fn reason(&self) -> String {
        match self.kind {
            Kind::Pitch => format!("because of {}", self.because),
            Kind::Prose => format!("because {}", self.because),
        }
    }
}

/// Words at the head of the metadata lines of proposals.
const PROPOSAL_KEYS: &[&str] = &[
    "proposer",
    "proposal category",
    "rfc pr",
    "rfc",
    "kep",
    "feature name",
    "funding requested",
    "grant amount",
    "budget",
    "decision by",
    "decision needed by",
    "requested",
];

/// Those of them that stand elsewhere in lists of words and of settings, too.
const COMMON_KEYS: &[&str] = &["rfc", "kep", "budget", "requested"];

/// Whether a key tells of a proposal where it stands.
fn may_stand(key: &str, is_at_head: bool) -> bool {
    is_at_head || !COMMON_KEYS.contains(&key)
}

/// Whether nothing in a document can make it a pitch, as far as a quick look tells, which has to be enough for all the pages of a
/// docs repository. Where it can, [`decide`] looks closely.
pub fn is_surely_prose(document: &Document, lexicon: &Lexicon<'_>, hits: &[Hit]) -> bool {
    let roles = lexicon.roles(hits);
    let heading = |hit: &Hit| {
        let block = document.block_at(hit.range.start)?;
        matches!(block.kind, BlockKind::Heading(_)).then_some(block)
    };
    let in_headings = Roles::from_iter(hits.iter().filter_map(|hit| {
        let role = (lexicon.entry(hit).role).filter(|role| role.is_of_headings())?;
        let block = heading(hit).filter(|_| allows(document, lexicon, hit))?;
        let is_question = || {
            role == Role::HeadingGoal && explains(&document.prose().folded()[block.text.clone()])
        };
        (!is_question()).then_some(role)
    }));
    // Only the first heading can be the title.
    let first = LazyCell::new(|| {
        let mut blocks = document.blocks().iter();
        blocks.find(|block| matches!(block.kind, BlockKind::Heading(_)))
    });
    let is_title = |block: &Block| *first == Some(block);
    let is_titled = || {
        let mut cues = lexicon.cues(hits, &[Role::PitchTitle]);
        cues.any(|cue| heading(cue).is_some_and(is_title))
            || front_title(document, lexicon).contains(&Role::PitchTitle)
    };
    let weighs = in_headings.has(Role::HeadingGoal) && in_headings.has(Role::HeadingProposal);
    let budgeted = in_headings.has(Role::HeadingAsk) && roles.has_any(&[Role::MildAsk, Role::Cost]);
    let folded = document.prose().folded();
    let keyed = || {
        let head_end = head_end(document);
        memchr::memchr_iter(b':', folded.as_bytes()).any(|colon| {
            let line = folded[..colon].trim_end();
            let is_at_head = colon < head_end;
            // Most words end with another letter.
            let last = line.bytes().next_back();
            PROPOSAL_KEYS.iter().any(|key| {
                key.bytes().next_back() == last && line.ends_with(key) && may_stand(key, is_at_head)
            })
        })
    };
    let asks = || {
        let mut cues = lexicon.cues(hits, &[Role::Ask, Role::PitchAddress]);
        cues.any(|cue| allows(document, lexicon, cue))
    };
    let priced = || {
        let is_cell = |hit: &Hit| {
            let block = document.block_at(hit.range.start);
            block.is_some_and(|block| block.kind == BlockKind::TableCell)
        };
        // Of a table, it may stand in another cell.
        let anywhere = LazyCell::new(|| may_hold_money(folded));
        let has_sum = |hit: &Hit| {
            may_hold_money(&folded[document.sentence_at(hit.range.start)])
                || is_cell(hit) && *anywhere
        };
        let mut cues = lexicon.cues(hits, &[Role::Cost]);
        cues.any(|cue| has_sum(cue) && allows(document, lexicon, cue))
    };
    !(weighs || budgeted || is_titled() || keyed() || asks() || priced())
}

/// Whether a heading with words for a goal asks why something is as it is, as pages that describe a piece of software do. "Why now"
/// and "Why do we need it?" are of a proposal.
fn explains(heading: &str) -> bool {
    let words: Vec<&str> = (heading.split(|c: char| !(c.is_alphanumeric() || c == '\'')))
        .filter(|word| !word.is_empty())
        .collect();
    match &words[..] {
        ["why", rest @ ..] => {
            let is_question = heading.contains('?')
                || rest
                    .first()
                    .is_some_and(|next| ["not", "use", "another"].contains(next));
            is_question
                && !rest
                    .iter()
                    .any(|word| ["we", "our", "us", "i", "my", "this", "now"].contains(word))
        }
        ["non", "goals" | "goal", ..] => true,
        _ => false,
    }
}

/// The most bytes of a document that can be its head.
const LONGEST_HEAD: usize = 2_000;

/// Where the head of a document ends, in bytes of its prose: at its second heading, or sooner.
fn head_end(document: &Document) -> usize {
    let mut headings = 0;
    let mut blocks = document.blocks().iter();
    let behind = blocks.find(|block| {
        headings += usize::from(matches!(block.kind, BlockKind::Heading(_)));
        headings > 1 || block.text.start > LONGEST_HEAD
    });
    behind.map_or(document.prose().folded().len(), |block| block.text.start)
}

/// Decides from the document alone: front matter, title, headings, metadata lines and asking phrases.
pub fn decide(document: &Document, scene: &Scene) -> KindChoice {
    let titles = scene
        .sections
        .iter()
        .filter(|section| section.is_title)
        .map(|section| &section.about)
        .chain([&scene.front_title]);
    let titled = titles.flatten().any(|role| *role == Role::PitchTitle);
    let folded = document.prose().folded();
    let said = |test: &dyn Fn(&Passage) -> bool| scene.passages.iter().any(test);
    let keyed = || {
        let head_end = head_end(document);
        said(&|passage| {
            let line = folded[passage.range.clone()].split_once(':');
            let is_at_head = passage.range.start < head_end;
            line.is_some_and(|(key, _)| {
                PROPOSAL_KEYS.contains(&key.trim()) && may_stand(key.trim(), is_at_head)
            })
        })
    };
    let headed = |role| (scene.sections.iter()).any(|section| section.about.contains(&role));
    let priced = || {
        let prices = |passage: &Passage| {
            passage.has(Role::Cost) && passage.figure(&[FigureKind::Money]).is_some()
        };
        scene.has_priced_table || said(&prices)
    };
    // A heading such as "Budget", above what we should do or what it costs.
    let budgeted = || {
        let asks =
            |section: &Section| !section.is_title && section.about.contains(&Role::HeadingAsk);
        scene.sections.iter().any(asks)
            && said(&|passage| passage.has_any(&[Role::MildAsk, Role::Cost]))
    };
    let weighs = || {
        let states_goal = |section: &Section| {
            section.about.contains(&Role::HeadingGoal)
                && !explains(&folded[section.heading.clone()])
        };
        headed(Role::HeadingProposal) && scene.sections.iter().any(states_goal)
    };
    let asks = || said(&|passage| passage.has(Role::Ask) && !passage.quoted);
    let addresses = || {
        headed(Role::PitchAddress)
            || said(&|passage| passage.has(Role::PitchAddress) && !passage.quoted)
    };
    let choice = |kind, because| KindChoice { kind, because };
    if titled {
        choice(Kind::Pitch, "its title")
    } else if keyed() {
        choice(Kind::Pitch, "the lines at its head")
    } else if priced() || budgeted() {
        choice(Kind::Pitch, "its budget")
    } else if weighs() {
        choice(Kind::Pitch, "its headings")
    } else if asks() {
        choice(Kind::Pitch, "what it asks for")
    } else if addresses() {
        choice(Kind::Pitch, "how it speaks of itself")
    } else {
        KindChoice::PROSE
    }
}
