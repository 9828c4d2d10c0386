//! Blocks in blocks, as Markdown allows them, with sentences in them that are read and some that are not.

use proptest::prelude::*;
use proptest::sample::Index;

use super::sentence::{BEGIN, END, Sentence, Setting};

#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(Sentence),
    Heading(u8, Sentence),
    Underlined(Sentence),
    Bullets(Vec<Vec<Block>>),
    Numbers(Vec<Vec<Block>>),
    Task(Sentence),
    /// A note in the author's own voice.
    Note(Vec<Block>),
    /// The same in a fence, as MyST has it.
    Admonition(Vec<Block>),
    /// Somebody else's words.
    Quote(Vec<Block>),
    Table(Vec<Sentence>),
    Footnote(Sentence),
    Definition(Sentence),
    /// HTML around Markdown.
    Division(Vec<Block>),
    Fold(Sentence, Vec<Block>),
    Html(Sentence),
    Alternative(Index),
    Fence(Index),
    Indented(Index),
    Comment(Index),
    Script(Index),
}

impl Block {
    pub fn any() -> impl Strategy<Value = Block> {
        let index = any::<Index>;
        let leaf = prop_oneof![
            6 => Sentence::any().prop_map(Block::Paragraph),
            2 => (1u8..7, Sentence::any()).prop_map(|(level, sentence)| Block::Heading(level, sentence)),
            1 => Sentence::any().prop_map(Block::Underlined),
            1 => Sentence::any().prop_map(Block::Task),
            2 => prop::collection::vec(Sentence::any(), 1..4).prop_map(Block::Table),
            1 => Sentence::any().prop_map(Block::Footnote),
            1 => Sentence::any().prop_map(Block::Definition),
            1 => Sentence::any().prop_map(Block::Html),
            1 => index().prop_map(Block::Alternative),
            1 => index().prop_map(Block::Fence),
            1 => index().prop_map(Block::Indented),
            1 => index().prop_map(Block::Comment),
            1 => index().prop_map(Block::Script),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let blocks = || prop::collection::vec(inner.clone(), 1..3);
            let items = || prop::collection::vec(prop::collection::vec(inner.clone(), 1..3), 1..3);
            prop_oneof![
                items().prop_map(Block::Bullets),
                items().prop_map(Block::Numbers),
                blocks().prop_map(Block::Note),
                blocks().prop_map(Block::Admonition),
                blocks().prop_map(Block::Quote),
                blocks().prop_map(Block::Division),
                (Sentence::any(), blocks())
                    .prop_map(|(summary, blocks)| Block::Fold(summary, blocks)),
            ]
        })
    }
}

/// A draft of these blocks, with marks around what was planted.
pub fn draft(blocks: &[Block], matter: Option<&str>, phrases: &[String]) -> String {
    let mut writer = Writer {
        phrases,
        footnotes: 0,
    };
    let matter = matter
        .map(|phrase| format!("---\nnote: {phrase}\n---\n\n"))
        .unwrap_or_default();
    let body = writer.blocks(blocks);
    // Its title is not read.
    let reference = &phrases[phrases.len() / 2];
    format!("{matter}{body}\n\n[ref]: https://example.org/x \"{reference}\"\n")
}

struct Writer<'p> {
    phrases: &'p [String],
    footnotes: usize,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> String {
        let written: Vec<String> = blocks.iter().map(|block| self.block(block)).collect();
        // Else one list would go on with the next, and indented code be part of it.
        written.join("\n\n<!-- -->\n\n")
    }

    fn block(&mut self, block: &Block) -> String {
        let phrases = self.phrases;
        let written = |sentence: &Sentence, setting| sentence.written(phrases, setting);
        match block {
            Block::Paragraph(sentence) => written(sentence, Setting::Paragraph),
            Block::Heading(level, sentence) => {
                format!(
                    "{} {}",
                    "#".repeat(usize::from(*level)),
                    written(sentence, Setting::Heading)
                )
            }
            Block::Underlined(sentence) => {
                format!("{}\n---", written(sentence, Setting::Paragraph))
            }
            Block::Bullets(items) => self.items(items, |_| "- ".to_owned()),
            Block::Numbers(items) => self.items(items, |number| format!("{}. ", number + 9)),
            Block::Task(sentence) => indented(
                "- ",
                &format!("[ ] {}", written(sentence, Setting::Heading)),
            ),
            // Right below the first line, nothing is indented code.
            Block::Note(blocks) => prefixed("> ", &format!("[!NOTE]\n\n{}", self.blocks(blocks))),
            Block::Admonition(blocks) => {
                let inside = self.blocks(blocks);
                let longest = inside.split(|c| c != '`').map(str::len).max();
                let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
                format!("{fence}{{note}}\n{inside}\n{fence}")
            }
            Block::Quote(blocks) => prefixed("> ", &self.blocks(blocks).replace([BEGIN, END], "")),
            Block::Table(sentences) => {
                let mut table = "| a | b |\n|---|:-:|".to_owned();
                for sentence in sentences {
                    table += &format!("\n| c | {} |", written(sentence, Setting::Cell));
                }
                table
            }
            Block::Footnote(sentence) => {
                self.footnotes += 1;
                let number = self.footnotes;
                let note = indented("    ", &written(sentence, Setting::Paragraph));
                format!("Here.[^{number}]\n\n[^{number}]: {}", note.trim_start())
            }
            Block::Definition(sentence) => {
                format!(
                    "Word\n{}",
                    indented(": ", &written(sentence, Setting::Paragraph))
                )
            }
            Block::Division(blocks) => {
                format!("<div class='a'>\n\n{}\n\n</div>", self.blocks(blocks))
            }
            Block::Fold(summary, blocks) => format!(
                "<details>\n<summary>{}</summary>\n\n{}\n\n</details>",
                written(summary, Setting::Html),
                self.blocks(blocks)
            ),
            Block::Html(sentence) => format!("<p>{}</p>", written(sentence, Setting::Html)),
            Block::Alternative(phrase) => {
                format!(
                    "![Near the mill then {BEGIN}{}{END} came up.](x)",
                    phrase.get(phrases)
                )
            }
            Block::Fence(phrase) => format!("~~~ text\nThen {} came up.\n~~~", phrase.get(phrases)),
            Block::Indented(phrase) => format!("    Then {} came up.", phrase.get(phrases)),
            Block::Comment(phrase) => format!("<!-- Then\n{} came up. -->", phrase.get(phrases)),
            Block::Script(phrase) => format!(
                "<script>\n// Then {} came up.\n</script>",
                phrase.get(phrases)
            ),
        }
    }

    fn items(&mut self, items: &[Vec<Block>], mark: impl Fn(usize) -> String) -> String {
        let items = items.iter().enumerate();
        let items: Vec<String> = items
            .map(|(number, blocks)| indented(&mark(number), &self.blocks(blocks)))
            .collect();
        items.join("\n")
    }
}

/// The lines below a mark, as far to the right as the first.
fn indented(mark: &str, text: &str) -> String {
    let indent = " ".repeat(mark.len());
    let lines: Vec<String> = (text.lines().enumerate())
        .map(|(number, line)| match (number, line) {
            (0, line) => format!("{mark}{line}"),
            (_, "") => String::new(),
            (_, line) => format!("{indent}{line}"),
        })
        .collect();
    lines.join("\n")
}

fn prefixed(mark: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{mark}{line}")).collect();
    lines.join("\n")
}
