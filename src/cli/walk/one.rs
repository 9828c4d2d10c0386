//! The walk through one draft: each finding is shown, and what its author decides is written before the next is looked for.

use std::io::{self, Write as _};

use similar::{DiffTag, TextDiff};

use super::Draft;
use super::Tally;
use super::accepted::{Accepted, Place};
use super::prompt::{Choice, Offer, Prompt};
use super::skipped::Skipped;
use crate::accept::AcceptedTerm;
use crate::cli::fix_command::FixCommandArgs;
use crate::cli::{ColorArgs, complain};
use crate::discover::{Problem, read_file};
use crate::document::prose::fold_term;
use crate::fault::FileProblem;
use crate::finding::{Edit, Finding, apply};
use crate::lexicon::comparison::term_of;
use crate::lexicon::matcher::Workload;
use crate::linter::Linter;
use crate::report::screen::safe_line;
use crate::report::{Style, diff, full};
use crate::resolver::make_linter;
use crate::settings::Settings;
use crate::source::Source;
use crate::write;

/// How the walk through a draft ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Every finding was decided about.
    Through,
    Quit,
    /// The draft could not be written, or what it says about itself cannot be read. The user has been told by then.
    Failed,
}

/// What comes after a decision.
enum Next {
    /// The next finding; the same one, if nothing came of the decision.
    Finding,
    End(End),
}

/// The walk through a draft.
pub(super) struct Walk<'w> {
    draft: Draft,
    linter: Linter,
    source: Source,
    skipped: Skipped,
    accepted: &'w mut Accepted,
    style: Style,
    args: &'w FixCommandArgs,
}

impl<'w> Walk<'w> {
    /// A walk through a draft, or nothing if it cannot be read, which its author has been told by then.
    pub(super) fn new(
        mut draft: Draft,
        accepted: &'w mut Accepted,
        style: Style,
        args: &'w FixCommandArgs,
    ) -> io::Result<Option<Self>> {
        (draft.settings.accept).extend(accepted.at(draft.place.as_ref()));
        let made = linter_for(&draft.settings).and_then(|linter| {
            let source = read_file(&draft.path)?;
            Ok((linter, source))
        });
        match made {
            Ok((linter, source)) => Ok(Some(Walk {
                draft,
                linter,
                source,
                skipped: Skipped::default(),
                accepted,
                style,
                args,
            })),
            Err(problem) => {
                complain(args.color, &problem)?;
                Ok(None)
            }
        }
    }

    /// Shows one finding after the other, until none is left.
    pub(super) fn through(mut self, tally: &mut Tally) -> io::Result<End> {
        let mut known_faults = Vec::new();
        let end = loop {
            let analysis = self.linter.analyse(&self.source);
            for fault in analysis.faults {
                let (name, text) = (self.source.name(), self.source.text());
                if !known_faults.contains(&fault.message) {
                    known_faults.push(fault.message.clone());
                    complain(self.color(), &FileProblem::new(name, text, fault))?;
                }
            }
            let findings = analysis.findings;
            let left = self.skipped.left(&self.source, &findings);
            let next = match left.first() {
                Some(finding) => self.decide(finding, left.len(), tally)?,
                None => Next::End(End::Through),
            };
            if let Next::End(end) = next {
                let failing = |finding: &&Finding| self.args.fail_on.includes(finding.severity);
                tally.left += findings.len();
                tally.failing += findings.iter().filter(failing).count();
                break end;
            }
        };
        Ok(match end {
            End::Through if !known_faults.is_empty() => End::Failed,
            end => end,
        })
    }

    fn color(&self) -> ColorArgs {
        self.args.color
    }

    /// Shows a finding, of which there are so many left, and does what its author wants done about it.
    fn decide(&mut self, finding: &Finding, left: usize, tally: &mut Tally) -> io::Result<Next> {
        let mut shown = String::from("\n");
        let this = std::slice::from_ref(finding);
        full::write(&mut shown, self.style, &self.source, this);
        let offer = Offer {
            fix: finding.fix.as_ref(),
            passage: passage(&self.source, finding),
            term: self.term(finding),
            config: self.draft.place.as_ref().map(Place::shown),
            left,
        };
        if let Some(fix) = offer.fix {
            let new = apply(self.source.text(), &fix.edits);
            let looked_over = if fix.safe { "" } else { " (look it over)" };
            shown.push_str(&format!("Fix: {}{looked_over}\n", fix.title));
            diff::write_lines(&mut shown, self.style.color, self.source.text(), &new);
            shown.push('\n');
        }
        say(&shown)?;
        let choice = Prompt {
            offer: &offer,
            color: self.style.color,
            silences: &|term| self.silences(term, finding),
        }
        .ask()?;
        match choice {
            Choice::Quit => Ok(Next::End(End::Quit)),
            Choice::Skip => {
                self.skipped.add(&self.source, finding);
                Ok(Next::Finding)
            }
            Choice::Accept(term) => self.accept(term, tally),
            Choice::Take => {
                let fix = finding.fix.as_ref();
                let edits = fix.map_or_else(Vec::new, |fix| fix.edits.clone());
                self.write(&edits, &mut tally.taken, false)
            }
            Choice::Write(replacement) => {
                let span = finding.span().clone();
                let edits = [Edit { span, replacement }];
                self.write(&edits, &mut tally.edited, true)
            }
        }
    }

    /// Writes a change of the draft, and counts it.
    fn write(&mut self, edits: &[Edit], count: &mut usize, shown: bool) -> io::Result<Next> {
        let new = apply(self.source.text(), edits);
        let path = &self.draft.path;
        if let Err(problem) = write::replace(path, self.source.text(), &new) {
            return match read_file(path) {
                // Somebody has it open in an editor, say: their text stays, and the walk goes on through it.
                Ok(present) if present.text() != self.source.text() => {
                    say(
                        "The draft was changed meanwhile, so nothing was written. As it is now:\n",
                    )?;
                    (self.skipped).follow(&differences(self.source.text(), present.text()));
                    self.source = present;
                    Ok(Next::Finding)
                }
                _ => {
                    complain(self.color(), &problem)?;
                    Ok(Next::End(End::Failed))
                }
            };
        }
        *count += 1;
        let mut out = String::new();
        if shown {
            diff::write_lines(&mut out, self.style.color, self.source.text(), &new);
        }
        out.push_str("Written.\n");
        say(&out)?;
        self.skipped.follow(edits);
        self.source = Source::new(self.source.name(), new);
        Ok(Next::Finding)
    }

    /// Accepts a term for good.
    fn accept(&mut self, term: AcceptedTerm, tally: &mut Tally) -> io::Result<Next> {
        let Some(place) = &self.draft.place else {
            return Ok(Next::Finding);
        };
        let added = place.add(term.text()).and_then(|()| {
            self.draft.settings.accept.push(term.clone());
            linter_for(&self.draft.settings)
        });
        match added {
            Ok(linter) => {
                say(&format!("Added to {}.\n", place.shown()))?;
                self.accepted.add(place, term);
                self.linter = linter;
                tally.accepted += 1;
            }
            Err(problem) => complain(self.color(), &problem)?,
        }
        Ok(Next::Finding)
    }

    /// The term to accept, so that the finding is silent: in the form in which a rule has it, if it does.
    fn term(&self, finding: &Finding) -> Option<String> {
        let drafted = fold_term(&self.source.text()[finding.span().clone()]);
        let tables = self.linter.lexicon().tables();
        let headline = term_of(tables, &drafted).map(|term| tables.str(term.headline));
        let mut terms = headline.into_iter().chain([drafted.as_str()]);
        let term = terms.find(|term| {
            let term = term.parse::<AcceptedTerm>();
            term.is_ok_and(|term| self.silences(&term, finding))
        });
        term.map(str::to_owned)
    }

    /// Whether nothing is said any more where the finding stands, once the term is accepted.
    fn silences(&self, term: &AcceptedTerm, finding: &Finding) -> bool {
        let mut settings = self.draft.settings.clone();
        settings.accept.push(term.clone());
        let findings = linter_for(&settings).map(|linter| linter.check(&self.source));
        findings.is_ok_and(|findings| {
            (findings.iter())
                .all(|other| other.rule != finding.rule || other.span() != finding.span())
        })
    }
}

fn linter_for(settings: &Settings) -> Result<Linter, Problem> {
    make_linter(settings.clone(), Workload::Small)
}

/// The words that a finding is about, on one line, for their author to write something else instead. None if it is about words
/// that are not there, or if the passage holds what a terminal would obey.
fn passage(source: &Source, finding: &Finding) -> Option<String> {
    finding.labels.primary.message.as_ref()?;
    let lines: Vec<&str> = source.text()[finding.span().clone()].lines().collect();
    let (first, others) = lines.split_first()?;
    let mut passage = (*first).to_owned();
    for line in others {
        // A line break of prose is a space, and what begins the next line belongs to a list or a quotation.
        passage.push(' ');
        passage.push_str(line.trim_start_matches([' ', '\t', '>']));
    }
    (!passage.is_empty() && safe_line(&passage) == passage).then_some(passage)
}

/// What somebody else changed, as edits of whole lines, in order and apart.
fn differences(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines) = (diff::lines(old), diff::lines(new));
    let ops = TextDiff::from_slices(&old_lines, &new_lines).ops().to_vec();
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let changed = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    let edits = changed.map(|op| {
        let start = length(&old_lines[..op.old_range().start]);
        Edit {
            span: start..start + length(&old_lines[op.old_range()]),
            replacement: new_lines[op.new_range()].concat(),
        }
    });
    edits.collect()
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::finding::apply;

    #[test]
    fn edits_lead_from_one_text_to_the_other() {
        for (old, new) in [
            ("a\nb\nc", "a\nx\nc"),
            ("a\na\n", "a\nb\na\nc\n"),
            ("é\r\na", "è\r\na\r\n"),
            ("", "a"),
            ("a", ""),
            ("a\n", "a\n"),
        ] {
            assert_eq!(apply(old, &differences(old, new)), new);
        }
    }
}
