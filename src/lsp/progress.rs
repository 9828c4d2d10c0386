//! Signs of life for drafts so large that checking them is noticed.

use lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd,
};

use super::outbox::{Awaited, Outbox};

/// From this many bytes on, a check is announced.
const LARGE: usize = 1 << 19;

/// The checks that are announced.
#[derive(Default)]
pub struct Progress {
    next: u64,
    running: Vec<Running>,
}

struct Running {
    token: String,
    uri: String,
    /// Whether the editor has agreed, and was told.
    is_shown: bool,
}

impl Progress {
    /// Announces the check of a large document.
    pub fn start(&mut self, uri: &str, bytes: usize, outbox: &mut Outbox) {
        if bytes < LARGE || self.running.iter().any(|running| running.uri == uri) {
            return;
        }
        self.next += 1;
        let token = format!("pitchlint-{}", self.next);
        let params = WorkDoneProgressCreateParams {
            token: NumberOrString::String(token.clone()),
        };
        let awaited = Awaited::Progress(token.clone());
        outbox.ask("window/workDoneProgress/create", params, awaited);
        self.running.push(Running {
            token,
            uri: uri.to_owned(),
            is_shown: false,
        });
    }

    /// The editor has agreed.
    pub fn agreed(&mut self, token: &str, outbox: &Outbox) {
        // The check may be over by now.
        if let Some(running) = self.running.iter_mut().find(|one| one.token == token) {
            running.is_shown = true;
            let name = running.uri.rsplit('/').next().unwrap_or(&running.uri);
            let begin = WorkDoneProgressBegin {
                title: "pitchlint".to_owned(),
                message: Some(format!("reading {name}")),
                ..WorkDoneProgressBegin::default()
            };
            tell(outbox, token, WorkDoneProgress::Begin(begin));
        }
    }

    /// The check of a document is over.
    pub fn end(&mut self, uri: &str, outbox: &Outbox) {
        self.running.retain(|running| {
            let is_over = running.uri == uri;
            if is_over && running.is_shown {
                let end = WorkDoneProgressEnd { message: None };
                tell(outbox, &running.token, WorkDoneProgress::End(end));
            }
            !is_over
        });
    }
}

fn tell(outbox: &Outbox, token: &str, progress: WorkDoneProgress) {
    let params = ProgressParams {
        token: NumberOrString::String(token.to_owned()),
        value: ProgressParamsValue::WorkDone(progress),
    };
    outbox.notify("$/progress", params);
}
