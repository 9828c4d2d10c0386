//! Directives: comments in which an author asks for silence, and what becomes of the findings where they hold.

mod index;
pub mod insertion;

use std::collections::HashMap;
use std::ops::Range;

use crate::document::Document;
use crate::document::comment::Comment;
use crate::finding::Finding;
use crate::source::Source;
use index::{Index, Stretch};

/// What a directive asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Silence on the lines of the comment.
    DisableLine,
    /// Silence on the next line that is neither blank nor a directive itself.
    DisableNextLine,
    /// Silence in the whole draft.
    DisableFile,
    /// Silence from here on.
    Disable,
    /// The end of that silence.
    Enable,
}

impl Action {
    /// All actions.
    pub const ALL: [Action; 5] = [
        Action::DisableLine,
        Action::DisableNextLine,
        Action::DisableFile,
        Action::Disable,
        Action::Enable,
    ];

    /// How it is written behind the address.
    pub fn name(self) -> &'static str {
        match self {
            Action::DisableLine => "disable-line",
            Action::DisableNextLine => "disable-next-line",
            Action::DisableFile => "disable-file",
            Action::Disable => "disable",
            Action::Enable => "enable",
        }
    }
}

/// A name in a directive, and whether it did anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub used: bool,
}

/// A comment that asks for silence, or for its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    pub comment: Comment,
    /// The word behind the address, as drafted.
    pub word: String,
    /// None if there is no action of this name.
    pub action: Option<Action>,
    /// The rules that it names; all rules, if it names none.
    pub rules: Vec<Named>,
    /// Whether it did anything, for a rule that it names or, if it names none, for any.
    pub used: bool,
}

/// Where one directive holds.
struct Silence {
    directive: usize,
    /// The name among those of the directive; none for all rules.
    name: Option<usize>,
    /// Bytes of the source. A finding is silenced if its place touches it.
    span: Range<usize>,
    /// Whether it is enough for a finding to reach into the span; else it has to begin there.
    touching: bool,
}

/// The directives of a draft.
#[derive(Default)]
pub struct Directives {
    directives: Vec<Directive>,
    silences: Vec<Silence>,
    /// By rule: where it is enabled by name. There, silences of all rules end for it.
    enabled: HashMap<String, Vec<usize>>,
    /// What is known of a rule since its first finding: of all silences, and of those alone that name it.
    by_rule: [HashMap<String, Indexes>; 2],
}

/// Where a rule is silent.
struct Indexes {
    /// For findings that reach into a silence.
    touching: Index,
    /// For those that begin in one.
    beginning: Index,
}

impl Directives {
    /// The directives among the comments of a draft.
    pub fn new(source: &Source, document: &Document) -> Self {
        let directives: Vec<Directive> = document.comments().iter().map(directive).collect();
        let mut all = Directives {
            directives,
            ..Directives::default()
        };
        let mut lines_after = NextLines::new(source, document);
        let mut open = Open::default();
        for number in 0..all.directives.len() {
            let Some(action) = all.directives[number].action else {
                continue;
            };
            let comment = all.directives[number].comment.span.clone();
            let lines = source.line_of(comment.start)..source.line_of(comment.end);
            let (span, touching) = match action {
                Action::DisableLine => (whole_lines(source, lines.start, lines.end), true),
                Action::DisableNextLine => match lines_after.next(lines.end) {
                    Some(line) => (whole_lines(source, line, line), true),
                    None => continue,
                },
                Action::DisableFile => (0..source.text().len(), true),
                Action::Disable => (comment.end..source.text().len(), false),
                Action::Enable => {
                    let used = all.end(&mut open, number);
                    mark_enabled(&mut all.directives[number], &used);
                    continue;
                }
            };
            let new = all.silences.len();
            (all.silences).extend(names(&all.directives[number]).map(|name| Silence {
                directive: number,
                name,
                span: span.clone(),
                touching,
            }));
            if action == Action::Disable {
                open.add(&all.directives[number], &all.silences, new);
            }
        }
        all
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.directives.is_empty()
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Directive] {
        &self.directives
    }

    /// Takes out the findings that are to be silent, and notes which directives silenced them.
    pub fn sift(&mut self, findings: &mut Vec<Finding>) {
        if !self.is_empty() {
            findings.retain(|finding| !self.silence(finding, true));
        }
    }

    /// The same for directives that name the rule; those for all rules do not count.
    pub fn sift_named(&mut self, findings: &mut Vec<Finding>) {
        if !self.is_empty() {
            findings.retain(|finding| !self.silence(finding, false));
        }
    }

    fn silence(&mut self, finding: &Finding, unnamed_too: bool) -> bool {
        let rule = finding.rule.as_ref();
        if !self.by_rule[usize::from(unnamed_too)].contains_key(rule) {
            let indexes = self.indexes(rule, unnamed_too);
            self.by_rule[usize::from(unnamed_too)].insert(rule.to_owned(), indexes);
        }
        let Some(indexes) = self.by_rule[usize::from(unnamed_too)].get_mut(rule) else {
            return false;
        };
        let place = finding.span();
        let mut silencing = Vec::new();
        let mut note = |silence| silencing.push(silence);
        let reached =
            (indexes.touching).holds(place.end.max(place.start + 1), place.start, &mut note);
        let began = (indexes.beginning).holds(place.start + 1, place.start, &mut note);
        for silence in silencing {
            let Silence {
                directive, name, ..
            } = self.silences[silence];
            let directive = &mut self.directives[directive];
            directive.used = true;
            if let Some(name) = name {
                directive.rules[name].used = true;
            }
        }
        reached || began
    }

    fn indexes(&self, rule: &str, unnamed_too: bool) -> Indexes {
        let enabled = self.enabled.get(rule).map_or(&[][..], Vec::as_slice);
        let stretches = |touching| {
            let meant = self.silences.iter().enumerate().filter(|(_, silence)| {
                let named = silence
                    .name
                    .map(|name| &self.directives[silence.directive].rules[name]);
                silence.touching == touching && named.map_or(unnamed_too, |named| named.id == rule)
            });
            let stretches = meant.filter_map(|(number, silence)| {
                let mut until = silence.span.end + 1;
                if silence.name.is_none() && !silence.touching {
                    let next = enabled.partition_point(|at| *at < silence.span.start);
                    until = enabled.get(next).map_or(until, |at| until.min(*at));
                }
                let last = until.checked_sub(1)?;
                (silence.span.start <= last).then_some(Stretch {
                    first: silence.span.start,
                    last,
                    silence: number,
                })
            });
            Index::new(stretches.collect())
        };
        Indexes {
            touching: stretches(true),
            beginning: stretches(false),
        }
    }

    /// Ends the open silences that an `enable` speaks of. Returns, by name of the directive, whether there was one; for a directive
    /// without names one entry.
    fn end(&mut self, open: &mut Open, number: usize) -> Vec<bool> {
        let enable = &self.directives[number];
        let at = enable.comment.span.start;
        if enable.rules.is_empty() {
            let all = std::mem::take(open).all();
            for silence in &all {
                self.silences[*silence].span.end = at;
            }
            return vec![!all.is_empty()];
        }
        let ended = |rule: &Named| {
            let named = open.named.remove(&rule.id).unwrap_or_default();
            for silence in &named {
                self.silences[*silence].span.end = at;
            }
            if !open.unnamed.is_empty() {
                self.enabled.entry(rule.id.clone()).or_default().push(at);
            }
            !named.is_empty() || !open.unnamed.is_empty()
        };
        enable.rules.iter().map(ended).collect()
    }
}

/// The silences without an end so far, by number.
#[derive(Default)]
struct Open {
    unnamed: Vec<usize>,
    /// By rule.
    named: HashMap<String, Vec<usize>>,
}

impl Open {
    /// Adds the silences of a directive, which are the last ones.
    fn add(&mut self, directive: &Directive, silences: &[Silence], first: usize) {
        for (number, silence) in silences.iter().enumerate().skip(first) {
            let of = match silence.name {
                Some(name) => (self.named.entry(directive.rules[name].id.clone())).or_default(),
                None => &mut self.unnamed,
            };
            of.push(number);
        }
    }

    fn all(self) -> Vec<usize> {
        let named = self.named.into_values().flatten();
        self.unnamed.into_iter().chain(named).collect()
    }
}

/// The numbers of the names of a directive; a single none if it names no rule.
fn names(directive: &Directive) -> impl Iterator<Item = Option<usize>> + use<> {
    let all = directive.rules.is_empty().then_some(None);
    (0..directive.rules.len()).map(Some).chain(all)
}

fn mark_enabled(enable: &mut Directive, used: &[bool]) {
    enable.used = used.contains(&true);
    for (rule, used) in enable.rules.iter_mut().zip(used) {
        rule.used = *used;
    }
}

/// `disable-next-line hype, panic: quoted from the customer`.
fn directive(comment: &Comment) -> Directive {
    let (head, _reason) = (comment.text.split_once(':')).unwrap_or((&comment.text, ""));
    let mut words = head
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty());
    let word = words.next().unwrap_or("").to_owned();
    let action = Action::ALL.into_iter().find(|action| action.name() == word);
    let mut rules: Vec<Named> = Vec::new();
    for id in words {
        if rules.iter().all(|rule| rule.id != id) {
            rules.push(Named {
                id: id.to_owned(),
                used: false,
            });
        }
    }
    Directive {
        comment: comment.clone(),
        word,
        action,
        rules,
        used: false,
    }
}

/// The bytes from the first to the last of these lines.
fn whole_lines(source: &Source, first: usize, last: usize) -> Range<usize> {
    source.line_range(first).start..source.line_range(last).end
}

/// Finds the first line behind another that holds something to read: neither blank, nor marks of a block quote or a directive
/// alone. Formatters of Markdown put a blank line behind a comment.
struct NextLines<'d> {
    source: &'d Source,
    document: &'d Document,
    /// By line: what was found behind it.
    known: HashMap<usize, Option<usize>>,
}

impl<'d> NextLines<'d> {
    fn new(source: &'d Source, document: &'d Document) -> Self {
        NextLines {
            source,
            document,
            known: HashMap::new(),
        }
    }

    fn next(&mut self, line: usize) -> Option<usize> {
        // Of each comment that stands alone, the line in which it ends: behind all of them, the same line follows.
        let mut passed = vec![line];
        let mut next = line + 1;
        let found = loop {
            let known = passed.last().and_then(|line| self.known.get(line));
            if let Some(known) = known {
                break *known;
            }
            match self.read(next) {
                Line::Blank => next += 1,
                Line::Comment(end) => {
                    passed.push(end);
                    next = end + 1;
                }
                Line::Text => break Some(next),
                Line::None => break None,
            }
        };
        self.known
            .extend(passed.into_iter().map(|line| (line, found)));
        found
    }

    fn read(&self, line: usize) -> Line {
        let (source, comments) = (self.source, self.document.comments());
        if line > source.line_count() {
            return Line::None;
        }
        let range = source.line_range(line);
        let text = &source.text()[range.clone()];
        let read = text.trim_start_matches([' ', '\t', '>']);
        if read.is_empty() {
            return Line::Blank;
        }
        let start = range.start + (text.len() - read.len());
        let after = comments.partition_point(|comment| comment.span.start < start);
        match comments.get(after) {
            Some(comment) if comment.span.start == start => {
                let end = source.line_of(comment.span.end);
                let rest = &source.text()[comment.span.end..source.line_range(end).end];
                if rest.trim().is_empty() {
                    Line::Comment(end)
                } else {
                    Line::Text
                }
            }
            _ => Line::Text,
        }
    }
}

/// What stands on a line.
enum Line {
    Blank,
    /// A directive alone, which ends in this line.
    Comment(usize),
    Text,
    /// The draft has ended.
    None,
}
