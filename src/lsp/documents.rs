//! The open documents, and when each is checked next.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_server::RequestId;
use lsp_types::Uri;

use super::answers::Ask;
use super::checked::Checked;
use super::text::Text;
use super::workspace::Target;

/// While somebody types, a draft is checked at most once in this time; the first change after a pause is checked at once.
const INTERVAL: Duration = Duration::from_millis(50);

/// A draft that takes longer than [`INTERVAL`] to check is checked when nobody has typed for this time.
const PAUSE: Duration = Duration::from_millis(100);

/// A document as its editor has it.
pub struct Document {
    pub uri: Uri,
    pub language: String,
    pub version: i32,
    pub text: Arc<Text>,
    /// Counts up with each change of the text or of the target.
    pub generation: u64,
    /// None if the document is not for this program.
    pub target: Option<Target>,
    /// The last version that was checked.
    pub checked: Option<Arc<Checked>>,
    /// Requests that wait for the current version to be checked.
    pub waiting: Vec<(RequestId, Ask)>,
    schedule: Schedule,
}

/// When a document is checked.
#[derive(Debug, Default)]
struct Schedule {
    due: Option<Instant>,
    is_running: bool,
    started: Option<Instant>,
    /// How long the last check took.
    took: Duration,
}

impl Document {
    /// A document that was just opened.
    pub fn new(uri: Uri, language: String, version: i32, text: Text) -> Self {
        Document {
            uri,
            language,
            version,
            text: Arc::new(text),
            generation: 0,
            target: None,
            checked: None,
            waiting: Vec::new(),
            schedule: Schedule::default(),
        }
    }

    /// What was found in the current version, if it was checked.
    pub fn current(&self) -> Option<&Arc<Checked>> {
        let checked = self.checked.as_ref();
        checked.filter(|checked| checked.generation == self.generation)
    }

    /// Checks it as soon as can be.
    pub fn check_now(&mut self, now: Instant) {
        if self.target.is_some() && self.current().is_none() {
            self.schedule.due = Some(now);
        }
    }

    /// Checks it once its author has typed enough.
    pub fn check_soon(&mut self, now: Instant) {
        if self.target.is_none() {
            return;
        }
        let schedule = &mut self.schedule;
        let due = if schedule.took > INTERVAL {
            now + PAUSE
        } else {
            schedule.started.map_or(now, |started| started + INTERVAL)
        };
        // Somebody waits for an answer.
        let due = if self.waiting.is_empty() { due } else { now };
        schedule.due = Some(due.max(now));
    }

    /// Whether the check is to be started; it is then taken for started.
    fn start(&mut self, now: Instant) -> bool {
        let schedule = &mut self.schedule;
        let starts = !schedule.is_running && schedule.due.is_some_and(|due| due <= now);
        if starts {
            schedule.due = None;
            schedule.is_running = true;
            schedule.started = Some(now);
        }
        starts
    }

    /// A check has come to its end.
    pub fn finish(&mut self, now: Instant) {
        self.schedule.is_running = false;
        if let Some(started) = self.schedule.started {
            self.schedule.took = now - started;
        }
    }
}

/// The open documents by address.
#[derive(Default)]
pub struct Documents {
    all: HashMap<String, Document>,
}

impl Documents {
    /// Opens a document, or opens it anew.
    pub fn open(&mut self, document: Document) {
        self.all.insert(document.uri.as_str().to_owned(), document);
    }

    pub fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.all.remove(uri.as_str())
    }

    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.all.get(uri)
    }

    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.all.get_mut(uri)
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        self.all.values_mut()
    }

    /// The documents whose check is to be started now.
    pub fn starting(&mut self, now: Instant) -> impl Iterator<Item = &mut Document> {
        (self.all.values_mut()).filter_map(move |document| document.start(now).then_some(document))
    }

    /// When the next check is to be started, if one is.
    pub fn next_due(&self) -> Option<Instant> {
        let idle = (self.all.values()).filter(|document| !document.schedule.is_running);
        idle.filter_map(|document| document.schedule.due).min()
    }
}
