//! Directives: comments in which an author asks for silence, and what becomes of the findings where they hold.

pub mod insertion;

use std::ops::Range;

use crate::document::Document;
use crate::document::comment::Comment;
use crate::finding::Finding;
use crate::source::Source;

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
    /// Rules for which a silence of all rules ends earlier, and where.
    exceptions: Vec<(String, usize)>,
}

/// The directives of a draft.
#[derive(Default)]
pub struct Directives {
    directives: Vec<Directive>,
    silences: Vec<Silence>,
}

impl Directives {
    /// The directives among the comments of a draft.
    pub fn new(source: &Source, document: &Document) -> Self {
        let mut directives: Vec<Directive> = document.comments().iter().map(directive).collect();
        let mut silences = Vec::new();
        for number in 0..directives.len() {
            let Some(action) = directives[number].action else {
                continue;
            };
            let comment = directives[number].comment.span.clone();
            let lines = source.line_of(comment.start)..source.line_of(comment.end);
            let (span, touching) = match action {
                Action::DisableLine => (whole_lines(source, lines.start, lines.end), true),
                Action::DisableNextLine => match next_line(source, document, lines.end) {
                    Some(line) => (whole_lines(source, line, line), true),
                    None => continue,
                },
                Action::DisableFile => (0..source.text().len(), true),
                Action::Disable => (comment.end..source.text().len(), false),
                Action::Enable => {
                    let used = end(&mut silences, &directives, number);
                    mark_enabled(&mut directives[number], &used);
                    continue;
                }
            };
            silences.extend(names(&directives[number]).map(|name| Silence {
                directive: number,
                name,
                span: span.clone(),
                touching,
                exceptions: Vec::new(),
            }));
        }
        Directives {
            directives,
            silences,
        }
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
        let mut silenced = false;
        for silence in &self.silences {
            let directive = &mut self.directives[silence.directive];
            let is_meant = match silence.name {
                Some(name) => directive.rules[name].id == finding.rule,
                None => unnamed_too,
            };
            if is_meant && silence.holds(finding) {
                silenced = true;
                directive.used = true;
                if let Some(name) = silence.name {
                    directive.rules[name].used = true;
                }
            }
        }
        silenced
    }
}

impl Silence {
    fn holds(&self, finding: &Finding) -> bool {
        let place = finding.span();
        let is_exception = (self.exceptions.iter())
            .any(|(rule, from)| *rule == finding.rule && *from <= place.start);
        let reaches_in =
            self.touching && place.start < self.span.start && self.span.start < place.end;
        !is_exception
            && (reaches_in || self.span.start <= place.start && place.start <= self.span.end)
    }
}

/// The numbers of the names of a directive; a single none if it names no rule.
fn names(directive: &Directive) -> impl Iterator<Item = Option<usize>> + use<> {
    let all = directive.rules.is_empty().then_some(None);
    (0..directive.rules.len()).map(Some).chain(all)
}

/// Ends the silences that an `enable` speaks of. Returns, by name of the directive, whether there was one; for a directive
/// without names one entry.
fn end(silences: &mut [Silence], directives: &[Directive], number: usize) -> Vec<bool> {
    let enable = &directives[number];
    let at = enable.comment.span.start;
    let mut used = vec![false; enable.rules.len().max(1)];
    for silence in silences {
        let directive = &directives[silence.directive];
        if directive.action != Some(Action::Disable) || silence.span.end < at {
            continue;
        }
        let silenced = silence.name.map(|name| &directive.rules[name].id);
        match (enable.rules.is_empty(), silenced) {
            (true, _) => {
                silence.span.end = at;
                used[0] = true;
            }
            (false, None) => {
                for (rule, used) in enable.rules.iter().zip(&mut used) {
                    silence.exceptions.push((rule.id.clone(), at));
                    *used = true;
                }
            }
            (false, Some(id)) => {
                if let Some(name) = enable.rules.iter().position(|rule| rule.id == *id) {
                    silence.span.end = at;
                    used[name] = true;
                }
            }
        }
    }
    used
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

/// The first line behind `line` that holds something to read: neither blank, nor marks of a block quote or a directive alone.
/// Formatters of Markdown put a blank line behind a comment.
fn next_line(source: &Source, document: &Document, line: usize) -> Option<usize> {
    let comments = document.comments();
    let mut next = line + 1;
    while next <= source.line_count() {
        let range = source.line_range(next);
        let text = &source.text()[range.clone()];
        let read = text.trim_start_matches([' ', '\t', '>']);
        if read.is_empty() {
            next += 1;
            continue;
        }
        let start = range.start + (text.len() - read.len());
        let after = comments.partition_point(|comment| comment.span.start < start);
        match comments.get(after) {
            Some(comment) if comment.span.start == start => {
                let end = source.line_of(comment.span.end);
                let rest = &source.text()[comment.span.end..source.line_range(end).end];
                if !rest.trim().is_empty() {
                    return Some(next);
                }
                next = end + 1;
            }
            _ => return Some(next),
        }
    }
    None
}
