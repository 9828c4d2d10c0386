//! The draft laid out for reading: sections, and in them the sentences of the body with their cues and figures.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::figures::{Figure, FigureKind, figures};
use super::label::Labels;
use super::tool_use::{ToolUse, named_by_front_matter, tools};
use crate::document::{Block, BlockKind, Document};
use crate::lexicon::context::allows;
use crate::lexicon::matcher::{Hit, Lexicon};
use crate::lexicon::pack::Role;

/// A cue in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub role: Role,
    /// Bytes of the prose.
    pub range: Range<usize>,
}

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Bytes of the prose; empty before the first heading.
    pub heading: Range<usize>,
    /// From 1; 0 before the first heading.
    pub level: u8,
    /// What the heading says the section is about.
    pub about: Vec<Role>,
    /// Whether the heading is the draft's title.
    pub is_title: bool,
    /// Number of the section around it.
    pub parent: Option<usize>,
}

/// A sentence of the body.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Bytes of the prose.
    pub range: Range<usize>,
    /// Number of the section.
    pub section: usize,
    /// Number of the block.
    pub block: usize,
    /// How many passages of its section stand before it.
    pub place: usize,
    /// Words of the body before it.
    pub words_before: usize,
    /// Its cues, in order.
    pub cues: Vec<Cue>,
    /// Its figures, in prose bytes.
    pub figures: Vec<Figure>,
    /// What the labels over it or at its head say it is about.
    pub about: Vec<Role>,
    /// Whether it is a line about the document itself: who, where, status.
    pub is_metadata: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

impl Passage {
    /// The first cue of a role.
    pub fn cue(&self, role: Role) -> Option<&Cue> {
        self.cues.iter().find(|cue| cue.role == role)
    }

    /// Whether there is a cue of this role.
    pub fn has(&self, role: Role) -> bool {
        self.cue(role).is_some()
    }

    /// Whether there is a cue of any of these roles.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        self.cues.iter().any(|cue| roles.contains(&cue.role))
    }

    /// The first figure of any of these kinds.
    pub fn figure(&self, kinds: &[FigureKind]) -> Option<&Figure> {
        self.figures
            .iter()
            .find(|figure| kinds.contains(&figure.kind))
    }
}

/// The draft laid out for reading.
#[derive(Debug, Default)]
pub struct Scene {
    pub sections: Vec<Section>,
    pub passages: Vec<Passage>,
    /// Words of the body.
    pub words: usize,
    /// The title, in prose bytes.
    pub title: Option<Range<usize>>,
    /// What the title in the front matter is about.
    pub front_title: Vec<Role>,
    /// Whether there is a table with a column or a row of costs, and sums in it.
    pub has_priced_table: bool,
    /// The tools named anywhere, by their folded names.
    tools: HashMap<String, ToolUse>,
}

/// Words at the start of a line, up to a colon, that make it a line about the document and not of its text.
const METADATA: &[&str] = &[
    "author",
    "authors",
    "proposer",
    "proposers",
    "project",
    "project name",
    "name",
    "name of project",
    "title",
    "status",
    "type",
    "rfc",
    "date",
    "created",
    "updated",
    "category",
    "proposal category",
    "contact",
    "contact name",
    "contact email",
    "email",
    "e-mail",
    "mail",
    "phone",
    "twitter",
    "github",
    "linkedin",
    "website",
    "team website",
    "url",
    "link",
    "links",
    "discord",
    "telegram",
    "slack",
    "forum",
    "payment address",
    "address",
    "wallet",
    "repo",
    "repository",
    "owner",
    "owners",
    "reviewers",
    "approvers",
    "sponsor",
    "sponsors",
    "tags",
    "labels",
    "license",
    "licence",
    "version",
    "team",
    "to",
    "from",
    "cc",
    "subject",
    "related issues",
    "related",
    "discussion",
    "start date",
    "rfc pr",
    "implementation status",
    "issue",
    "related issues and prs",
    "pr",
    "deadline",
    "applicant",
    "organization",
    "organisation",
    "legal entity",
    "team name",
    "team members",
    "proposal name",
];

impl Scene {
    /// Lays out a document.
    pub fn new(document: &Document, lexicon: &Lexicon<'_>, hits: &[Hit]) -> Self {
        let cues = cues(document, lexicon, hits);
        let mut scene = Scene {
            sections: vec![Section::default()],
            // Room for all at once: a long draft has many, and they are large.
            passages: Vec::with_capacity(document.sentences().len()),
            ..Scene::default()
        };
        let headings = headings(document);
        scene.tools = tools(document, &cues);
        scene.front_title = front_title(document, lexicon);
        let mut sentences = document.sentences().iter().peekable();
        let mut next_cue = 0;
        let mut place = 0;
        let mut labels = Labels::default();
        // The sections around the one being read, the outermost first.
        let mut open: Vec<usize> = Vec::new();
        for (number, block) in document.blocks().iter().enumerate() {
            if let BlockKind::Heading(level) = block.kind {
                let first = cues.partition_point(|cue| cue.range.start < block.text.start);
                let about = cues[first..]
                    .iter()
                    .take_while(|cue| cue.range.start < block.text.end)
                    .map(|cue| cue.role)
                    .collect();
                while open
                    .last()
                    .is_some_and(|above: &usize| scene.sections[*above].level >= level)
                {
                    open.pop();
                }
                let parent = open.last().copied();
                open.push(scene.sections.len());
                let is_title =
                    scene.title.is_none() && scene.sections.len() == 1 && scene.words < 60;
                if is_title {
                    scene.title = Some(block.text.clone());
                }
                scene.sections.push(Section {
                    heading: block.text.clone(),
                    level,
                    about,
                    is_title,
                    parent,
                });
                place = 0;
                labels.heading();
                continue;
            }
            if !is_body(document, block, &headings) {
                continue;
            }
            let is_metadata = is_metadata(document, block);
            let first = cues.partition_point(|cue| cue.range.start < block.text.start);
            let end = cues.partition_point(|cue| cue.range.start < block.text.end);
            let about = labels.read(document, block, &cues[first..end]);
            while sentences
                .next_if(|sentence| sentence.end <= block.text.start)
                .is_some()
            {}
            while let Some(sentence) = sentences.next_if(|sentence| sentence.start < block.text.end)
            {
                while cues
                    .get(next_cue)
                    .is_some_and(|cue| cue.range.start < sentence.start)
                {
                    next_cue += 1;
                }
                let own = cues[next_cue..]
                    .iter()
                    .take_while(|cue| cue.range.start < sentence.end)
                    .cloned()
                    .collect();
                let text = &document.prose().folded()[sentence.clone()];
                let figures = figures(text).into_iter().map(|figure| Figure {
                    range: sentence.start + figure.range.start..sentence.start + figure.range.end,
                    ..figure
                });
                scene.passages.push(Passage {
                    range: sentence.clone(),
                    section: scene.sections.len() - 1,
                    block: number,
                    place,
                    words_before: scene.words,
                    cues: own,
                    figures: figures.collect(),
                    about: about.clone(),
                    is_metadata,
                    quoted: document.is_quoted(sentence),
                });
                place += 1;
                scene.words += text.split_whitespace().count();
            }
        }
        let cells = || {
            scene
                .passages
                .iter()
                .filter(|passage| document.blocks()[passage.block].kind == BlockKind::TableCell)
        };
        scene.has_priced_table = cells().any(|cell| cell.has(Role::Cost))
            && cells().any(|cell| cell.figure(&[FigureKind::Money]).is_some());
        scene
    }

    /// How the draft uses the name of a tool.
    pub fn tool_use(&self, name: &str) -> ToolUse {
        self.tools.get(name).copied().unwrap_or_default()
    }

    /// The section in which a passage stands.
    pub fn section(&self, passage: &Passage) -> &Section {
        &self.sections[passage.section]
    }

    /// Whether a label or the heading over a passage, or the heading over that, says that it is about this.
    pub fn is_under(&self, passage: &Passage, role: Role) -> bool {
        if passage.about.contains(&role) {
            return true;
        }
        let own = self.section(passage);
        let parent = own.parent.map(|number| &self.sections[number]);
        own.about.contains(&role)
            || parent.is_some_and(|parent| !parent.is_title && parent.about.contains(&role))
    }
}

/// How many words the body of a document has: [`Scene::words`], for whoever asks for no more than that.
pub fn count_words(document: &Document) -> usize {
    let headings = headings(document);
    let blocks = document.blocks().iter();
    let body = blocks.filter(|block| is_body(document, block, &headings));
    let texts = body.map(|block| &document.prose().folded()[block.text.clone()]);
    texts.map(|text| text.split_whitespace().count()).sum()
}

/// What the title in the front matter is about.
pub(super) fn front_title(document: &Document, lexicon: &Lexicon<'_>) -> Vec<Role> {
    let title = document
        .front_matter()
        .and_then(|matter| matter.title.as_deref())
        .unwrap_or("");
    let hits = lexicon.scan(title).phrases;
    (hits.iter())
        .filter_map(|hit| lexicon.entry(hit).role)
        .collect()
}

/// The cues of a document that stand where they mean what they say, by place. Of tools, the longest name at a place.
fn cues(document: &Document, lexicon: &Lexicon<'_>, hits: &[Hit]) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for hit in hits {
        let Some(role) = lexicon.entry(hit).role else {
            continue;
        };
        let hidden = cues.iter().rev().take(8).any(|cue| {
            cue.role == role && cue.range.end >= hit.range.end && cue.range.start <= hit.range.start
        });
        let in_title = || {
            role.is_tool()
                && named_by_front_matter(document, &document.prose().folded()[hit.range.clone()])
        };
        // "ipfs-search", "Slack-like": a part of another name.
        let compound = matches!(role, Role::Tool)
            && document.prose().folded()[hit.range.end..].starts_with('-');
        if !hidden && !compound && (allows(document, lexicon, hit) || in_title()) {
            cues.push(Cue {
                role,
                range: hit.range.clone(),
            });
        }
    }
    cues
}

/// The texts of all headings, folded.
fn headings(document: &Document) -> HashSet<&str> {
    let blocks = document
        .blocks()
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    blocks
        .map(|block| document.prose().folded()[block.text.clone()].trim())
        .collect()
}

/// Whether a block is of the body: no heading, nor what only names one, as a line of a table of contents does, and not what is
/// said of a picture.
fn is_body(document: &Document, block: &Block, headings: &HashSet<&str>) -> bool {
    match block.kind {
        BlockKind::Heading(_) | BlockKind::AltText | BlockKind::Caption => false,
        BlockKind::ListItem => {
            !headings.contains(document.prose().folded()[block.text.clone()].trim())
        }
        _ => true,
    }
}

/// Whether a block is a line about the document itself: "Author: ...", "Twitter: @...".
fn is_metadata(document: &Document, block: &Block) -> bool {
    let text = &document.prose().folded()[block.text.clone()];
    let Some((key, _)) = text.split_once(':') else {
        return false;
    };
    let key = key
        .trim()
        .trim_end_matches("(s)")
        .trim_start_matches("your ")
        .trim_start_matches("team ");
    key.len() <= 40 && METADATA.contains(&key)
}
