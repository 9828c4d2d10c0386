//! One sentence with a phrase in it, dressed up as an author, an editor or a converter may have left it.

use proptest::prelude::*;
use proptest::sample::Index;

/// Stand around what was planted while a draft is put together; nothing else uses these characters.
pub const BEGIN: char = '\u{e000}';
pub const END: char = '\u{e001}';

/// Where a sentence stands: what it may hold there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Paragraph,
    /// On one line.
    Heading,
    /// On one line, divided by pipes.
    Cell,
    /// Nothing but HTML means anything.
    Html,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub phrase: Index,
    before: &'static str,
    after: &'static str,
    around: (&'static str, &'static str),
    case: u8,
    letters: Vec<(Index, u8)>,
    gaps: Vec<u8>,
    emphasis: Option<(Index, Index, u8)>,
    element: Option<(Index, Index, u8)>,
    decoy: Option<u8>,
}

/// Words of all sorts, of which no rule thinks anything.
const WORDS: &[&str] = &[
    "the mill",
    "naïve",
    "Straße",
    "İstanbul",
    "ẞ",
    "战略",
    "🚀",
    "👩\u{200d}👩\u{200d}👧",
    "e\u{301}tude",
    "שלום",
    "\u{200b}",
    "ﬁne",
    "𝔘",
    "a\u{ad}b",
    "&amp;",
    "\\*",
    "`code`",
    "Ǆ",
    "ﷺ",
    "\u{fffd}",
    "a < b",
    "a_b",
    "<b>bold</b>",
    "*so*",
];

/// What may touch a phrase.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("", ""),
    ("(", ")"),
    ("", ","),
    ("", ";"),
    ("\u{2014}", "\u{2014}"),
    ("", "\u{2026}"),
    ("\u{200b}", "\u{ad}"),
];

impl Sentence {
    pub fn any() -> impl Strategy<Value = Sentence> {
        let words = || prop::sample::select(WORDS);
        let span = || prop::option::of((any::<Index>(), any::<Index>(), any::<u8>()));
        let dressing = (
            any::<u8>(),
            prop::collection::vec((any::<Index>(), any::<u8>()), 0..3),
            prop::collection::vec(any::<u8>(), 3),
            span(),
            span(),
        );
        let context = (
            any::<Index>(),
            words(),
            words(),
            prop::sample::select(AROUND),
            prop::option::weighted(0.3, any::<u8>()),
        );
        (context, dressing).prop_map(|((phrase, before, after, around, decoy), dressing)| {
            let (case, letters, gaps, emphasis, element) = dressing;
            Sentence {
                phrase,
                before,
                after,
                around,
                case,
                letters,
                gaps,
                emphasis,
                element,
                decoy,
            }
        })
    }

    /// The sentence, with marks around the phrase.
    pub fn written(&self, phrases: &[String], setting: Setting) -> String {
        let phrase = self.phrase.get(phrases);
        let (open, close) = self.around;
        let decoy = self
            .decoy
            .map(|kind| decoy(phrase, kind, setting))
            .unwrap_or_default();
        let (before, after) = match setting {
            // Markdown is none there.
            Setting::Html => ("the mill", "the mill"),
            _ => (self.before, self.after),
        };
        format!(
            "Near {before} then {open}{}{close} came up {decoy}by {after}.",
            self.dressed(phrase, setting)
        )
    }

    fn dressed(&self, phrase: &str, setting: Setting) -> String {
        let letters: Vec<char> = match self.case % 8 {
            0 => phrase.to_uppercase().chars().collect(),
            1 => phrase[..1]
                .to_uppercase()
                .chars()
                .chain(phrase[1..].chars())
                .collect(),
            _ => phrase.chars().collect(),
        };
        let mut gaps = self.gaps.iter().cycle();
        let mut pieces: Vec<String> = (letters.iter())
            .map(|c| match c {
                ' ' => gap(*gaps.next().unwrap(), setting),
                '-' => hyphen(*gaps.next().unwrap(), setting).to_owned(),
                '\'' => ["'", "\u{2019}", "&#39;", "&rsquo;"]
                    [usize::from(gaps.next().unwrap() % 4)]
                .to_owned(),
                c => c.to_string(),
            })
            .collect();
        for (index, kind) in &self.letters {
            let at = index.index(letters.len());
            // Behind the last letter it would be beside the phrase.
            if letters[at].is_ascii_alphabetic() && at + 1 < letters.len() {
                pieces[at] = letter(letters[at], *kind, setting);
            }
        }
        let is_plain = |at: usize| letters[at].is_ascii_alphanumeric() && pieces[at].len() == 1;
        let range = |(one, other): (Index, Index)| {
            let (one, other) = (one.index(letters.len()), other.index(letters.len()));
            (one.min(other), one.max(other) + 1)
        };
        let starts_word =
            |at: usize| at == 0 || letters[at - 1] == ' ' && pieces[at - 1].len() == 1;
        let ends_word =
            |at: usize| at == letters.len() || letters[at] == ' ' && pieces[at].len() == 1;

        let element = (self.element)
            .map(|(one, other, kind)| (range((one, other)), element(kind, phrase, setting)))
            .filter(|((start, end), _)| is_plain(*start) && is_plain(*end - 1));
        let emphasis = (self.emphasis)
            .filter(|_| setting != Setting::Html)
            .map(|(one, other, kind)| {
                (
                    range((one, other)),
                    ["*", "**", "_", "__"][usize::from(kind % 4)],
                )
            })
            .filter(|((start, end), mark)| {
                // Marks of emphasis work beside letters only, and underscores at the ends of words only.
                is_plain(*start)
                    && is_plain(*end - 1)
                    && (!mark.starts_with('_')
                        || starts_word(*start) && ends_word(*end) && self.around.0 != "\u{200b}")
            })
            .filter(|((start, end), _)| match &element {
                Some(((from, to), _)) => {
                    let inside = from <= start && end <= to;
                    let around = start < from && to < end;
                    let apart = end < from || to < start;
                    inside || around || apart
                }
                None => true,
            });
        // A mark stands outside of what was planted if it stands at its end.
        let count = pieces.len();
        let mut out = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            let (mut outer, mut inner) = (String::new(), String::new());
            let mut opens: Vec<(usize, &str)> = Vec::new();
            if let Some(((start, end), (open, _))) = &element
                && *start == at
            {
                opens.push((end - start, open));
            }
            if let Some(((start, end), mark)) = &emphasis
                && *start == at
            {
                opens.push((end - start, mark));
            }
            // The longer one is the outer one; of two that are as long, the element is.
            opens.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
            let into = if at == 0 { &mut outer } else { &mut inner };
            opens.iter().for_each(|(_, mark)| into.push_str(mark));
            out.push_str(&outer);
            if at == 0 {
                out.push(BEGIN);
            }
            out.push_str(&inner);
            out.push_str(piece);
            if at + 1 == count {
                out.push(END);
            }
            let mut closes: Vec<(usize, &str)> = Vec::new();
            if let Some(((start, end), mark)) = &emphasis
                && *end == at + 1
            {
                closes.push((end - start, mark));
            }
            if let Some(((start, end), (_, close))) = &element
                && *end == at + 1
            {
                closes.push((end - start, close));
            }
            closes.sort_by_key(|(length, _)| *length);
            closes.iter().for_each(|(_, mark)| out.push_str(mark));
        }
        out
    }
}

/// What a reader takes for a space.
fn gap(kind: u8, setting: Setting) -> String {
    let on_one_line = [
        " ", "&nbsp;", "\u{a0}", "<br>", "\u{2009}", "&#32;", " ", "  ",
    ];
    let on_two = ["\n", "\\\n", "  \n", "<br>\n"];
    let kind = usize::from(kind);
    match setting {
        Setting::Paragraph if kind % 3 == 0 => on_two[kind / 3 % on_two.len()],
        Setting::Html if kind % 3 == 0 => ["\n", "<br>\n"][kind / 3 % 2],
        _ => on_one_line[kind / 3 % on_one_line.len()],
    }
    .to_owned()
}

fn hyphen(kind: u8, setting: Setting) -> &'static str {
    let all = ["-", "\u{2010}", "\u{2011}", "&#45;", "\u{2013}", "\\-"];
    let count = if setting == Setting::Html {
        all.len() - 1
    } else {
        all.len()
    };
    all[usize::from(kind) % count]
}

/// A letter as a reader does not see that it was written.
fn letter(c: char, kind: u8, setting: Setting) -> String {
    match kind % 8 {
        0 => format!("&#{};", u32::from(c)),
        1 => format!("&#x{:x};", u32::from(c)),
        2 => format!("{c}\u{ad}"),
        3 => format!("{c}&shy;"),
        4 => format!("{c}\u{200b}"),
        5 => format!("{c}<wbr>"),
        6 if setting != Setting::Cell => format!("{c}<!-- {c} -->"),
        _ => format!("{c}<i></i>"),
    }
}

/// What opens and closes a run of words, with the phrase where nobody reads it.
fn element(kind: u8, phrase: &str, setting: Setting) -> (String, String) {
    let kinds = if setting == Setting::Html { 3 } else { 6 };
    let hidden = phrase.replace(' ', "-");
    match kind % kinds {
        0 => ("<b>".to_owned(), "</b>".to_owned()),
        1 => (format!("<span title=\"{phrase}\">"), "</span>".to_owned()),
        2 => (format!("<a href=\"{hidden}\">"), "</a>".to_owned()),
        3 => (
            "[".to_owned(),
            format!("](https://example.org/{hidden} \"{phrase}\")"),
        ),
        4 => ("[".to_owned(), "][ref]".to_owned()),
        _ => ("[".to_owned(), format!("](<{phrase}>)")),
    }
}

/// The phrase where nobody reads it, or reads it as the author's own.
fn decoy(phrase: &str, kind: u8, setting: Setting) -> String {
    let hidden = phrase.replace(' ', "-");
    let html = [
        format!("<!-- {phrase} -->"),
        format!("<i title=\"{phrase}\">so</i>"),
        format!("<code>{phrase}</code>"),
        format!("https://example.org/{hidden}"),
    ];
    let markdown = [
        format!("`{phrase}`"),
        format!("``{phrase} ` ``"),
        format!("~~{phrase}~~"),
        format!("<https://example.org/{hidden}>"),
        format!("[so](https://example.org/{hidden})"),
        "[so][ref]".to_owned(),
        format!("{{{{ {phrase} }}}}"),
        format!("\"as {phrase} they told us\""),
        format!("\u{201c}as {phrase} they told us\u{201d}"),
        format!("![](x \"{phrase}\")"),
    ];
    let kind = usize::from(kind);
    let decoy = if setting == Setting::Html || kind % 2 == 0 {
        &html[kind / 2 % html.len()]
    } else {
        &markdown[kind / 2 % markdown.len()]
    };
    format!("{decoy} ")
}
