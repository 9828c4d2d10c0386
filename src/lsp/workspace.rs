//! Which linter a document gets, if any: its folder's config and what the editor sets. Documents that agree share a linter.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::Uri;

use super::ignored::is_ignored;
use super::settings::EditorSettings;
use super::uri::{self, Place};
use crate::config::load::{NAMES, Trouble};
use crate::config::paths::canonical;
use crate::lexicon::matcher::Workload;
use crate::linter::Linter;
use crate::nearest::nearest;
use crate::resolver::{Resolver, make_linter};
use crate::settings::Settings;

/// The languages whose documents are checked, as editors call them.
const LANGUAGES: &[&str] = &["gfm", "markdown", "mdx", "plaintext", "text"];

/// The most linters that are kept for settings that no document has at the moment.
const MOST_IDLE: usize = 4;

/// The folders that are open, and what holds in them.
pub struct Workspace {
    folders: Vec<PathBuf>,
    settings: EditorSettings,
    /// None until it is asked for, or if what the editor's settings name cannot be used.
    resolver: Option<Resolver>,
    is_broken: bool,
    linters: Vec<(Settings, Arc<Linter>)>,
}

/// What a document is checked with.
#[derive(Clone)]
pub struct Target {
    pub linter: Arc<Linter>,
    /// What findings call the document.
    pub name: String,
    /// The config in which a word can be accepted for this document. It need not be there yet.
    pub config: Option<PathBuf>,
}

impl Workspace {
    /// These folders, with these settings.
    pub fn new(folders: &[PathBuf], settings: EditorSettings) -> Self {
        Workspace {
            folders: folders.iter().map(|folder| canonical(folder)).collect(),
            settings,
            resolver: None,
            is_broken: false,
            linters: Vec::new(),
        }
    }

    /// The settings of the editor.
    pub fn settings(&self) -> &EditorSettings {
        &self.settings
    }

    /// Takes other settings.
    pub fn set(&mut self, settings: EditorSettings) {
        self.settings = settings;
        self.forget();
    }

    /// Opens and closes folders.
    pub fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        let removed: Vec<PathBuf> = removed.iter().map(|folder| canonical(folder)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        for folder in added.into_iter().map(|folder| canonical(&folder)) {
            if !self.folders.contains(&folder) {
                self.folders.push(folder);
            }
        }
        self.forget();
    }

    /// Forgets what was read from configs and packs. A linter whose settings turn out to be the same stays.
    pub fn forget(&mut self) {
        self.resolver = None;
        self.is_broken = false;
        let in_use = |linter: &Arc<Linter>| Arc::strong_count(linter) > 1;
        let mut idle = self.linters.iter().filter(|(_, one)| !in_use(one)).count();
        self.linters.retain(|(_, linter)| {
            let stays = in_use(linter) || idle <= MOST_IDLE;
            idle -= usize::from(!stays);
            stays
        });
    }

    /// What a document is checked with; none if it is not for this program, or its config cannot be used. What is wrong is put
    /// into `troubles` when it is first met.
    pub fn target(
        &mut self,
        uri: &Uri,
        language: &str,
        troubles: &mut Vec<String>,
    ) -> Option<Target> {
        let is_known = |name: &str| LANGUAGES.iter().any(|one| one.eq_ignore_ascii_case(name));
        // Vim joins file types with a dot.
        if !self.settings.enable || !language.split('.').any(is_known) {
            return None;
        }
        let (path, is_saved) = match uri::place(uri) {
            Place::File(path) => (path, true),
            Place::Unsaved(name) => (self.home().join(name_of(&name)), false),
            Place::Elsewhere => return None,
        };
        if is_saved && is_ignored(&path, self.folder_of(&path)) {
            return None;
        }
        self.prepare(troubles);
        let resolver = self.resolver.as_mut()?;
        let resolved = match resolver.resolve(&path) {
            Ok(resolved) => resolved,
            Err(wrong) => {
                troubles.extend(wrong.iter().map(told));
                return None;
            }
        };
        if is_saved && !resolver.wants(&resolved) {
            return None;
        }
        let settings = Settings {
            selection: self.settings.selection(),
            ..resolver.settings(resolved.config.as_deref(), &resolved.overrides)
        };
        let config = match &resolved.config {
            Some(config) => Some(config.path.clone()),
            None => (self.folder_of(&resolved.path))
                .or_else(|| resolved.path.parent().filter(|_| is_saved))
                .map(|folder| folder.join(NAMES[0])),
        };
        Some(Target {
            linter: self.linter(settings, troubles)?,
            name: path.display().to_string(),
            config,
        })
    }

    /// The innermost open folder around a path.
    fn folder_of(&self, path: &Path) -> Option<&Path> {
        let path = canonical(path.parent().unwrap_or(path));
        let around = (self.folders.iter()).filter(|folder| path.starts_with(folder));
        around
            .max_by_key(|folder| folder.components().count())
            .map(PathBuf::as_path)
    }

    /// Where what has no place of its own belongs.
    fn home(&self) -> PathBuf {
        let first = self.folders.first().cloned();
        first.unwrap_or_else(|| std::env::current_dir().unwrap_or_default())
    }

    fn prepare(&mut self, troubles: &mut Vec<String>) {
        if self.resolver.is_some() || self.is_broken {
            return;
        }
        let named = self.settings.named_files(&self.home());
        match Resolver::new(&named, self.settings.layer()) {
            Ok(resolver) => self.resolver = Some(resolver),
            Err(wrong) => {
                self.is_broken = true;
                troubles.extend(wrong.iter().map(told));
            }
        }
    }

    fn linter(&mut self, settings: Settings, troubles: &mut Vec<String>) -> Option<Arc<Linter>> {
        let known = self.linters.iter().find(|(known, _)| *known == settings);
        if let Some((_, linter)) = known {
            return Some(Arc::clone(linter));
        }
        let named = settings
            .selection
            .select
            .iter()
            .chain(&settings.selection.ignore);
        for id in named {
            if !settings.rule_ids().any(|known| known == id) {
                let near = nearest(id, settings.rule_ids());
                let near = near
                    .first()
                    .map(|near| format!("; did you mean \"{near}\"?"));
                troubles.push(format!(
                    "pitchlint's settings: there is no rule \"{id}\"{}",
                    near.unwrap_or_default()
                ));
            }
        }
        match make_linter(settings.clone(), Workload::Small) {
            Ok(linter) => {
                let linter = Arc::new(linter);
                self.linters.push((settings, Arc::clone(&linter)));
                Some(linter)
            }
            Err(problem) => {
                troubles.push(format!("{}; {}", problem.what, problem.cure));
                None
            }
        }
    }
}

/// The last part of a name: an unsaved document lies nowhere.
fn name_of(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What is wrong with a file, where, and how to mend it, in one text.
fn told(trouble: &Trouble) -> String {
    let place = || {
        let label = trouble.labels()?.next()?;
        let read = trouble.source_code()?.read_span(label.inner(), 0, 0).ok()?;
        Some(format!("{}:{}: ", read.name()?, read.line() + 1))
    };
    let help = trouble.help().map(|help| format!("; {help}"));
    format!(
        "{}{trouble}{}",
        place().unwrap_or_default(),
        help.unwrap_or_default()
    )
}
