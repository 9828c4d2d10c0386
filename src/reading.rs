//! The draft as its reader meets it: where the goal stands, which tool came before it, what is asked for and what is missing.
//!
//! Made once from the document and the matcher's hits. Cues are data in `rules/cues/`; each file in `reading/` recognises one
//! thing in one sentence, by its cues, its figures and its place. There is no model of language behind it: `docs/how-it-reads.md`
//! says what that cannot tell.

pub mod declared;
pub mod figures;
pub mod kind;
mod label;
pub mod opening;
mod recognise;
pub mod scene;
mod tool_use;

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use crate::document::Document;
use crate::lexicon::matcher::{Hit, Lexicon};
pub use kind::{Kind, KindChoice, is_surely_prose};
pub use scene::{Passage, Scene, Section};

/// Within a section, a reader who meets the tool waits this many sentences for the goal before it counts as second.
const LONG_WAIT: usize = 5;

/// What a mention is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Goal,
    Tool,
    Measure,
    Baseline,
    Ask,
    Timeline,
    Risk,
    Owner,
}

impl Piece {
    /// All pieces, in the order of a good pitch.
    pub const ALL: [Piece; 8] = [
        Piece::Goal,
        Piece::Baseline,
        Piece::Measure,
        Piece::Tool,
        Piece::Ask,
        Piece::Timeline,
        Piece::Risk,
        Piece::Owner,
    ];

    /// The name that users see.
    pub fn name(self) -> &'static str {
        match self {
            Piece::Goal => "goal",
            Piece::Tool => "tool",
            Piece::Measure => "measure",
            Piece::Baseline => "baseline",
            Piece::Ask => "ask",
            Piece::Timeline => "timeline",
            Piece::Risk => "risk",
            Piece::Owner => "owner",
        }
    }
}

/// A place where a piece stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub piece: Piece,
    /// The words that say it, in prose bytes.
    pub range: Range<usize>,
    /// Number of the passage.
    pub passage: usize,
}

/// Whether the goal or the tool comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    GoalFirst,
    ToolsFirst,
    NoGoal,
    NoTool,
}

impl Order {
    /// The name that the card's JSON uses.
    pub fn name(self) -> &'static str {
        match self {
            Order::GoalFirst => "goal-first",
            Order::ToolsFirst => "tools-first",
            Order::NoGoal => "no-goal",
            Order::NoTool => "no-tool",
        }
    }
}

/// A reading that is made when somebody first asks for it: most rules have nothing to say about most pages.
pub struct LazyReading<'r> {
    made: OnceCell<Reading>,
    make: &'r dyn Fn() -> Reading,
}

impl<'r> LazyReading<'r> {
    /// A reading that will be made in this way.
    pub fn new(make: &'r dyn Fn() -> Reading) -> Self {
        LazyReading {
            made: OnceCell::new(),
            make,
        }
    }

    /// The reading, if it has been made.
    pub fn into_inner(self) -> Option<Reading> {
        self.made.into_inner()
    }
}

impl Deref for LazyReading<'_> {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        self.made.get_or_init(self.make)
    }
}

/// What a reader has learned at the end of the draft, and in which order.
#[derive(Debug)]
pub struct Reading {
    pub scene: Scene,
    /// In reading order.
    pub mentions: Vec<Mention>,
    pub kind: KindChoice,
}

impl Reading {
    /// Reads a document. `told` is its kind where that is known; otherwise the text decides.
    pub fn new(
        document: &Document,
        lexicon: &Lexicon<'_>,
        hits: &[Hit],
        told: Option<KindChoice>,
    ) -> Self {
        let scene = Scene::new(document, lexicon, hits);
        let mut mentions = Vec::new();
        for (number, passage) in scene.passages.iter().enumerate() {
            for piece in Piece::ALL {
                if let Some(range) = recognise::piece(piece, document, &scene, passage) {
                    mentions.push(Mention {
                        piece,
                        range,
                        passage: number,
                    });
                }
            }
        }
        let kind = told.unwrap_or_else(|| kind::decide(document, &scene));
        // What reads like an ask in a guide or a policy asks this reader for nothing.
        if kind.kind == Kind::Prose {
            mentions.retain(|mention| mention.piece != Piece::Ask);
        }
        mentions.sort_by_key(|mention| (mention.range.start, mention.piece));
        Reading {
            scene,
            mentions,
            kind,
        }
    }

    /// What is known of a document of this kind that nobody reads closely: its kind.
    pub fn unread(kind: KindChoice) -> Self {
        Reading {
            scene: Scene::default(),
            mentions: Vec::new(),
            kind,
        }
    }

    /// The first mention of a piece.
    pub fn first(&self, piece: Piece) -> Option<&Mention> {
        self.mentions.iter().find(|mention| mention.piece == piece)
    }

    /// The passage in which a mention stands.
    pub fn passage(&self, mention: &Mention) -> &Passage {
        &self.scene.passages[mention.passage]
    }

    /// Which comes first. A tool counts as first only where the reader has to wait for the goal: it stands in an earlier section,
    /// or several sentences before it.
    pub fn order(&self) -> Order {
        let Some(goal) = self.first(Piece::Goal) else {
            return Order::NoGoal;
        };
        let Some(tool) = self.first(Piece::Tool) else {
            return Order::NoTool;
        };
        if tool.range.start < goal.range.start && self.leads(tool, goal) {
            Order::ToolsFirst
        } else {
            Order::GoalFirst
        }
    }

    fn leads(&self, tool: &Mention, goal: &Mention) -> bool {
        let (sections, sentences) = (
            self.passage(goal).section - self.passage(tool).section,
            goal.passage - tool.passage,
        );
        sections > 0 || sentences >= LONG_WAIT
    }
}
