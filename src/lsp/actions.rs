//! What can be done about a finding: fix it, silence it, accept its word, read about it; and about a whole draft: fix all, put
//! the goal first.

mod edit;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, WorkspaceEdit,
};
use serde::{Deserialize, Serialize};

use super::checked::Checked;
use super::client::{Client, EXPLAIN, FIX_ALL, GOAL_FIRST};
use super::diagnostics::diagnostic;
use crate::accept::AcceptedTerm;
use crate::finding::{Finding, Fix};
use crate::fix::{Applicability, fix};
use crate::rules::{self, STRUCTURE};
use crate::suppress::insertion::insertion;

/// The most findings for which actions are listed: nobody reads a longer menu, and a selection may hold a whole book.
const MOST_FINDINGS: usize = 40;

/// The most words of a term that is offered to be accepted; what is longer is a sentence.
const MOST_WORDS: usize = 5;

/// An action whose edit is worked out when somebody chooses it.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Deferred {
    pub uri: String,
    /// Of the document for which it was offered.
    pub generation: u64,
    what: What,
}

#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
enum What {
    FixAll,
    /// Of the finding of this rule that begins at this byte.
    Silence {
        rule: String,
        start: usize,
    },
    Accept {
        term: String,
    },
}

/// The actions for a range.
pub fn actions(
    checked: &Checked,
    client: &Client,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let menu = Menu {
        checked,
        client,
        only: params.context.only.as_deref(),
    };
    let span = checked.text.span(&params.range);
    let mut actions = Vec::new();
    let mut seen: Vec<(String, usize)> = Vec::new();
    if menu.wants(&CodeActionKind::QUICKFIX) || menu.wants(&CodeActionKind::REFACTOR_REWRITE) {
        for finding in checked.findings_at(&span).take(MOST_FINDINGS) {
            actions.extend(menu.fix(finding));
        }
    }
    actions.extend(menu.goal_first());
    if menu.wants(&CodeActionKind::QUICKFIX) {
        for finding in checked.findings_at(&span).take(MOST_FINDINGS) {
            // One comment silences all findings of a rule on a line.
            let line = checked.source.line_of(finding.span().start);
            let key = (finding.rule.to_string(), line);
            if !seen.contains(&key) {
                actions.extend(menu.silence(finding));
                actions.extend(menu.accept(finding));
                actions.push(menu.explain(finding));
                seen.push(key);
            }
        }
    }
    actions.extend(menu.fix_all());
    actions.into_iter().map(CodeActionOrCommand::from).collect()
}

/// The edit of an action that was offered without; none if there is none after all.
pub fn resolve(checked: &Checked, client: &Client, deferred: &Deferred) -> Option<WorkspaceEdit> {
    match &deferred.what {
        What::FixAll => {
            let fixed = fix(&checked.target.linter, &checked.source, Applicability::Safe);
            let change = edit::difference(&checked.text, fixed.source.text())?;
            Some(edit::of_document(checked, client, vec![change]))
        }
        What::Silence { rule, start } => {
            let mut findings = checked.analysis.findings.iter();
            let finding = findings.find(|one| one.rule == *rule && one.span().start == *start)?;
            let (linter, source) = (&checked.target.linter, &checked.source);
            let insertion = insertion(linter, source, &checked.analysis, finding)?;
            let edits = checked.edits(&[insertion.edit]);
            Some(edit::of_document(checked, client, edits))
        }
        What::Accept { term } => {
            let config = checked.target.config.as_deref()?;
            edit::accepting(config, &term.parse().ok()?, client)
        }
    }
}

struct Menu<'c> {
    checked: &'c Checked,
    client: &'c Client,
    /// The kinds that are asked for; all, if none.
    only: Option<&'c [CodeActionKind]>,
}

impl Menu<'_> {
    /// Whether actions of this kind are asked for, by name or by that of a kind above.
    fn wants(&self, kind: &CodeActionKind) -> bool {
        self.only.is_none_or(|only| {
            only.iter().any(|wanted| {
                let rest = kind.as_str().strip_prefix(wanted.as_str());
                wanted.as_str().is_empty()
                    || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    }

    fn fix(&self, finding: &Finding) -> Option<CodeAction> {
        let fix = finding.fix.as_ref()?;
        if is_goal_first(finding) {
            return None;
        }
        let kind = if fix.safe {
            CodeActionKind::QUICKFIX
        } else {
            CodeActionKind::REFACTOR_REWRITE
        };
        self.wants(&kind).then(|| CodeAction {
            is_preferred: fix.safe.then_some(true),
            ..self.applying(finding, fix, kind, capitalised(&fix.title))
        })
    }

    /// The move of the goal, wherever in the draft somebody asks.
    fn goal_first(&self) -> Option<CodeAction> {
        if !self.wants(&GOAL_FIRST) {
            return None;
        }
        let findings = || self.checked.analysis.findings.iter();
        let (finding, fix) = rules::GOAL_FIRST.iter().find_map(|rule| {
            let mut of_rule = findings().filter(|finding| finding.rule == rule.id);
            of_rule.find_map(|finding| Some((finding, finding.fix.as_ref()?)))
        })?;
        let title = format!("Put the goal first: {}", uncapitalised(&fix.title));
        Some(self.applying(finding, fix, GOAL_FIRST, title))
    }

    fn applying(
        &self,
        finding: &Finding,
        fix: &Fix,
        kind: CodeActionKind,
        title: String,
    ) -> CodeAction {
        let edits = self.checked.edits(&fix.edits);
        CodeAction {
            title,
            kind: Some(kind),
            diagnostics: Some(vec![diagnostic(self.checked, finding)]),
            edit: Some(edit::of_document(self.checked, self.client, edits)),
            ..CodeAction::default()
        }
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let findings = &self.checked.analysis.findings;
        let is_fixable = |finding| Applicability::Safe.includes(finding);
        if !self.wants(&FIX_ALL) || !findings.iter().any(is_fixable) {
            return None;
        }
        let action = CodeAction {
            title: "Fix all that can be fixed safely".to_owned(),
            kind: Some(FIX_ALL),
            ..CodeAction::default()
        };
        self.deferred(action, What::FixAll)
    }

    fn silence(&self, finding: &Finding) -> Option<CodeAction> {
        let action = CodeAction {
            title: format!("Silence {} here", finding.rule),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic(self.checked, finding)]),
            ..CodeAction::default()
        };
        let what = What::Silence {
            rule: finding.rule.to_string(),
            start: finding.span().start,
        };
        self.deferred(action, what)
    }

    fn accept(&self, finding: &Finding) -> Option<CodeAction> {
        let term = term(self.checked, finding)?;
        let config = self.checked.target.config.as_deref()?;
        if !config.exists() && !self.client.creates_files {
            return None;
        }
        let action = CodeAction {
            title: format!(
                "Accept \"{}\" in {}",
                term.text(),
                config.file_name()?.to_string_lossy()
            ),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic(self.checked, finding)]),
            ..CodeAction::default()
        };
        let term = term.text().to_owned();
        self.deferred(action, What::Accept { term })
    }

    fn explain(&self, finding: &Finding) -> CodeAction {
        let title = format!("Explain {}", finding.rule);
        CodeAction {
            title: title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            command: Some(Command {
                title,
                command: EXPLAIN.to_owned(),
                arguments: Some(vec![
                    finding.rule.to_string().into(),
                    self.checked.uri.as_str().into(),
                ]),
            }),
            ..CodeAction::default()
        }
    }

    /// An action with its edit, or, for an editor that asks for the edit when it needs one, with what to ask for.
    fn deferred(&self, mut action: CodeAction, what: What) -> Option<CodeAction> {
        let deferred = Deferred {
            uri: self.checked.uri.as_str().to_owned(),
            generation: self.checked.generation,
            what,
        };
        if self.client.resolves_edits {
            action.data = serde_json::to_value(deferred).ok();
        } else {
            action.edit = Some(resolve(self.checked, self.client, &deferred)?);
        }
        Some(action)
    }
}

fn is_goal_first(finding: &Finding) -> bool {
    rules::GOAL_FIRST.iter().any(|rule| rule.id == finding.rule)
}

/// The term that a finding is about, if it is about a term: not about where something stands or what is missing.
fn term(checked: &Checked, finding: &Finding) -> Option<AcceptedTerm> {
    let is_about_pieces = STRUCTURE
        .iter()
        .any(|rule| rule.id == finding.rule && rule.pitches_only);
    finding.labels.primary.message.as_ref()?;
    let text = &checked.source.text()[finding.span().clone()];
    let words: Vec<&str> = text.split_whitespace().collect();
    if is_about_pieces || words.len() > MOST_WORDS {
        return None;
    }
    // A capital at the head is that of the sentence; one further on belongs to the word.
    let term = words.join(" ");
    let mut rest = term.chars();
    rest.next();
    let term = if rest.any(char::is_uppercase) {
        term
    } else {
        term.to_lowercase()
    };
    term.parse().ok()
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest.clone()).collect()
}

fn uncapitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_lowercase);
    first.chain(rest.clone()).collect()
}
