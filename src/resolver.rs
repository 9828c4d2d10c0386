//! Which settings hold for a draft: the nearest config, or the one that was named, and the command line on top. Drafts that agree
//! share a linter. The command line and the language server both ask here.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::load::{Configs, Trouble};
use crate::config::packs::named_packs;
use crate::config::paths::canonical;
use crate::config::{Config, LoadedPack};
use crate::discover::Problem;
use crate::lexicon::matcher::Workload;
use crate::lexicon::pack::Pack;
use crate::linter::{Linter, Phrases};
use crate::rules;
use crate::settings::{Layer, Selection, Settings};

/// Finds the settings of drafts.
pub struct Resolver {
    configs: Configs,
    lookup: Lookup,
    /// What the command line or the editor says.
    over: Layer,
    /// By folder as it was given: the same without links.
    folders: HashMap<PathBuf, PathBuf>,
}

/// Which files are to be read whatever is found beside the drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedFiles {
    /// Packs that stand behind those of every config.
    pub packs: Vec<PathBuf>,
    /// One config for all drafts.
    pub config: Option<PathBuf>,
    /// Whether no configs are looked for.
    pub isolated: bool,
}

/// Where settings are looked for.
enum Lookup {
    Nearest,
    Named(Arc<Config>),
    Nowhere,
}

/// What holds for a draft.
pub struct Resolved {
    pub config: Option<Arc<Config>>,
    /// The draft, without links in the path of its folder.
    pub path: PathBuf,
    /// Of the overrides of the config, those that match the draft.
    pub overrides: Vec<usize>,
}

impl Resolver {
    /// Reads what is named; `over` is laid over what configs say.
    ///
    /// # Errors
    /// All that keeps the named files from being used.
    pub fn new(named: &NamedFiles, over: Layer) -> Result<Self, Vec<Trouble>> {
        let configs = Configs::new(named_packs(&named.packs)?);
        let lookup = match &named.config {
            Some(path) => Lookup::Named(Arc::new(configs.named(path)?)),
            None if named.isolated => Lookup::Nowhere,
            None => Lookup::Nearest,
        };
        Ok(Resolver {
            configs,
            lookup,
            over,
            folders: HashMap::new(),
        })
    }

    /// Whether configs are looked at.
    pub fn heeds_configs(&self) -> bool {
        !matches!(self.lookup, Lookup::Nowhere)
    }

    /// What holds for a draft.
    ///
    /// # Errors
    /// What is wrong with its config, unless that was said about an earlier draft.
    pub fn resolve(&mut self, draft: &Path) -> Result<Resolved, Vec<Trouble>> {
        let folder = draft.parent().unwrap_or(Path::new(""));
        let name = draft.file_name().unwrap_or_default();
        let folder = self.folder(folder);
        let config = self.config_in(&folder)?;
        let path = folder.join(name);
        let overrides = config
            .as_ref()
            .map(|config| config.overrides_of(&path, self.configs.here()))
            .unwrap_or_default();
        Ok(Resolved {
            config,
            path,
            overrides,
        })
    }

    /// The settings that hold in the folder that the program runs in, for no draft in particular.
    ///
    /// # Errors
    /// As [`resolve`](Resolver::resolve).
    pub fn settings_here(&mut self) -> Result<Settings, Vec<Trouble>> {
        let here = self.configs.here().to_path_buf();
        let config = self.config_in(&here)?;
        Ok(self.settings(config.as_deref(), &[]))
    }

    /// The folder that the program runs in, without links, from which the names of configs count.
    pub fn here(&self) -> &Path {
        self.configs.here()
    }

    /// The ids of all rules that are known without any config.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        let own = (self.configs.packs().iter()).map(|pack| pack.pack.id.as_str());
        rules::ids().map(|id| -> &str { id }).chain(own)
    }

    fn folder(&mut self, folder: &Path) -> PathBuf {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let full = canonical(&self.configs.here().join(folder));
        self.folders.insert(folder.to_path_buf(), full.clone());
        full
    }

    fn config_in(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Vec<Trouble>> {
        match &self.lookup {
            Lookup::Nowhere => Ok(None),
            Lookup::Named(config) => Ok(Some(Arc::clone(config))),
            Lookup::Nearest => {
                let mut troubles = Vec::new();
                let found = self.configs.nearest(folder, &mut troubles);
                found.map_err(|_| troubles)
            }
        }
    }

    /// Whether a draft that was found in a folder is to be checked.
    pub fn wants(&self, resolved: &Resolved) -> bool {
        let config = resolved.config.as_ref();
        config.is_none_or(|config| config.wants(&resolved.path, self.configs.here()))
    }

    /// What was said where, the command line on top.
    pub fn layer(&self, config: Option<&Config>, overrides: &[usize]) -> Layer {
        let mut layer = config.map_or_else(Layer::default, |config| config.layer_of(overrides));
        layer.cover_with(&self.over);
        layer
    }

    /// The packs of a config and of the command line.
    pub fn packs<'c>(&'c self, config: Option<&'c Config>) -> &'c [LoadedPack] {
        config.map_or_else(|| self.configs.packs(), |config| &config.packs)
    }

    /// The settings that follow from a config and some of its overrides.
    pub fn settings(&self, config: Option<&Config>, overrides: &[usize]) -> Settings {
        Settings {
            packs: self
                .packs(config)
                .iter()
                .map(|pack| pack.pack.clone())
                .collect(),
            ..self.layer(config, overrides).settings()
        }
    }
}

/// A hash of settings, but for the packs, which take long to read through.
fn summary(settings: &Settings) -> u64 {
    let Settings {
        levels,
        kind,
        audience,
        preset,
        accept,
        ..
    } = settings;
    let mut hasher = DefaultHasher::new();
    (levels, kind, audience, preset, accept).hash(&mut hasher);
    hasher.finish()
}

/// Which linters are needed: one for all drafts whose settings are the same.
#[derive(Default)]
pub struct Linters {
    settings: Vec<Settings>,
    /// Their numbers, by most of what they say: of many configs, few are alike.
    alike: HashMap<u64, Vec<usize>>,
    /// By config, if there is one, and by its overrides that match: the number of the linter.
    known: HashMap<(Option<*const Config>, Vec<usize>), usize>,
}

impl Linters {
    /// The number of the settings that hold for a draft.
    pub fn number(
        &mut self,
        resolver: &Resolver,
        resolved: &Resolved,
        selection: &Selection,
    ) -> usize {
        // The resolver keeps its configs, so each has a place of its own.
        let key = (
            resolved.config.as_ref().map(Arc::as_ptr),
            resolved.overrides.clone(),
        );
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        let settings = Settings {
            selection: selection.clone(),
            ..resolver.settings(resolved.config.as_deref(), &resolved.overrides)
        };
        let alike = self.alike.entry(summary(&settings)).or_default();
        let same = (alike.iter()).find(|number| self.settings[**number] == settings);
        let number = same.copied().unwrap_or(self.settings.len());
        if number == self.settings.len() {
            alike.push(number);
            self.settings.push(settings);
        }
        self.known.insert(key, number);
        number
    }

    /// The ids of the rules of some draft.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        self.settings.iter().flat_map(Settings::rule_ids)
    }

    /// The linters by number, all made for the same workload.
    ///
    /// # Errors
    /// As [`make_linter`].
    pub fn make(self, workload: Workload, moves: bool) -> Result<Vec<Linter>, Problem> {
        let mut known: Vec<(Vec<Pack>, Arc<Phrases>)> = Vec::new();
        let made = self.settings.into_iter().map(|settings| {
            let same = known.iter().find(|(packs, _)| *packs == settings.packs);
            let phrases = match same {
                Some((_, phrases)) => Arc::clone(phrases),
                None => {
                    let phrases = Phrases::new(&settings.packs, workload);
                    let phrases = Arc::new(phrases.map_err(|error| too_large(&error))?);
                    known.push((settings.packs.clone(), Arc::clone(&phrases)));
                    phrases
                }
            };
            // A check shows the cards of pitches only.
            let linter = Linter::with_phrases(settings, phrases).without_cards_of_prose();
            Ok(if moves {
                linter
            } else {
                linter.without_moves()
            })
        });
        made.collect()
    }
}

/// The linter for these settings.
///
/// # Errors
/// When their packs have more phrases than an automaton can hold.
pub fn make_linter(settings: Settings, workload: Workload) -> Result<Linter, Problem> {
    Linter::with_settings(settings, workload).map_err(|error| too_large(&error))
}

fn too_large(error: &aho_corasick::BuildError) -> Problem {
    Problem {
        what: format!("the packs are too large: {error}"),
        cure: "leave out some of the terms".to_owned(),
    }
}
