//! Finds configs and reads them with all that they name. A config that was merely found may have come with somebody else's
//! files, so it reads nothing outside of its own folder; one that was named on the command line may.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::Diagnostic;
use toml::Spanned;

use super::file::{self, PYTHON_PROJECT, Section};
use super::paths::{canonical, normal, shown};
use super::statements::{self, Statements, origin, unknown_rule};
use super::{Config, LoadedPack};
use crate::discover::{Problem, read_file};
use crate::fault::{Fault, FileProblem, fault, first};
use crate::rules;
use crate::source::Source;
use crate::user_pack;

/// The names that a config may have, in the order in which they are looked for in a folder.
pub const NAMES: &[&str] = &["pitchlint.toml", ".pitchlint.toml", PYTHON_PROJECT];

/// Something that keeps a config from being used.
pub type Trouble = Box<dyn Diagnostic + Send + Sync>;

/// The configs that have been looked for, by folder, so that each is read once.
#[derive(Debug)]
pub struct Configs {
    /// The folder that the program runs in, without links.
    here: PathBuf,
    /// Packs that were named on the command line, which stand behind those of every config.
    packs: Vec<LoadedPack>,
    /// By folder without links: the config that holds in it, or that it cannot be used.
    found: HashMap<PathBuf, Result<Option<Arc<Config>>, Broken>>,
}

/// There is a config, and it cannot be used; its user has been told why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

impl Configs {
    /// Nothing looked for yet.
    pub fn new(packs: Vec<LoadedPack>) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        Configs {
            here: here.canonicalize().unwrap_or(here),
            packs,
            found: HashMap::new(),
        }
    }

    /// The folder that the program runs in, without links.
    pub fn here(&self) -> &Path {
        &self.here
    }

    /// The packs that were named on the command line.
    pub fn packs(&self) -> &[LoadedPack] {
        &self.packs
    }

    /// The config that is nearest to a folder: in it, or else in the nearest folder above it.
    ///
    /// # Errors
    /// If it cannot be used; what is wrong with it is put into `troubles` when it is first met.
    pub fn nearest(
        &mut self,
        folder: &Path,
        troubles: &mut Vec<Trouble>,
    ) -> Result<Option<Arc<Config>>, Broken> {
        if let Some(known) = self.found.get(folder) {
            return known.clone();
        }
        let found = match self.in_folder(folder) {
            Ok(Some(config)) => Ok(Some(Arc::new(config))),
            Ok(None) => match folder.parent() {
                Some(above) => self.nearest(above, troubles),
                None => Ok(None),
            },
            Err(wrong) => {
                troubles.extend(wrong);
                Err(Broken)
            }
        };
        self.found.insert(folder.to_path_buf(), found.clone());
        found
    }

    fn in_folder(&self, folder: &Path) -> Result<Option<Config>, Vec<Trouble>> {
        for name in NAMES {
            let path = folder.join(name);
            if path.is_file()
                && let Some(config) = self.load(&path, Trust::Found)?
            {
                return Ok(Some(config));
            }
        }
        Ok(None)
    }

    /// The config in a file that its user named.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn named(&self, path: &Path) -> Result<Config, Vec<Trouble>> {
        self.load(path, Trust::Named)?.ok_or_else(|| {
            let problem = Problem {
                what: format!("{}: it has no section [tool.pitchlint]", path.display()),
                cure: "name a file with settings of pitchlint, or add the section".to_owned(),
            };
            vec![Box::new(problem) as Trouble]
        })
    }

    fn load(&self, path: &Path, trust: Trust) -> Result<Option<Config>, Vec<Trouble>> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut loader = Loader {
            here: &self.here,
            root: canonical(&self.here.join(folder)),
            trust,
            shown: shown(path, &self.here),
            extending: Vec::new(),
            read: Vec::new(),
            rules: Vec::new(),
            troubles: Vec::new(),
        };
        let mut config = loader.config(path);
        if let Some(config) = &mut config {
            config.files = std::mem::take(&mut loader.read);
            for pack in &self.packs {
                if (config.packs.iter()).all(|known| known.path != pack.path) {
                    config.packs.push(pack.clone());
                }
            }
            loader.check_rules(config);
        }
        if loader.troubles.is_empty() {
            Ok(config)
        } else {
            Err(loader.troubles)
        }
    }
}

/// The most configs that a config may extend, one behind the other. Some hundreds would take all of the stack.
const MOST_BASES: usize = 32;

/// How a config was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    Found,
    Named,
}

/// The rules that a file names, and where; whether they exist is known when all packs are there.
struct NamedRules {
    source: Arc<Source>,
    rules: Vec<(String, Range<usize>)>,
}

/// Reads a config and what it extends.
struct Loader<'l> {
    here: &'l Path,
    /// The folder of the config that was found, without links.
    root: PathBuf,
    trust: Trust,
    /// That config, as it is shown.
    shown: String,
    /// The files that are being read, each extended by the one before.
    extending: Vec<PathBuf>,
    /// All files that were read.
    read: Vec<PathBuf>,
    rules: Vec<NamedRules>,
    troubles: Vec<Trouble>,
}

impl Loader<'_> {
    /// The config in a file, joined with what it extends. `None` if there is none or it cannot be read at all.
    fn config(&mut self, path: &Path) -> Option<Config> {
        let full = self.here.join(path);
        let real = canonical(&full);
        if self.extending.is_empty() && !self.may_read(&real) {
            self.problem(
                format!(
                    "{}: it is a link to a file outside of its folder",
                    self.shown
                ),
                format!("if you trust it, name it: --config {}", self.shown),
            );
            return None;
        }
        let source = match read_file(path) {
            Ok(source) => Arc::new(renamed(source, &shown(path, self.here))),
            Err(problem) => {
                self.troubles.push(Box::new(problem));
                return None;
            }
        };
        let name = path.file_name().unwrap_or_default();
        let section = Section::of(&name.to_string_lossy());
        let file = match file::read(source.text(), section) {
            Ok(file) => file?,
            Err(fault) => {
                self.fault(&source, fault);
                return None;
            }
        };
        let folder = full.parent().map(canonical).unwrap_or_default();
        let Statements {
            mut config,
            extends,
            packs,
            rules,
            faults,
        } = statements::of(&source, &folder, file);
        for fault in first(faults) {
            self.fault(&source, fault);
        }
        self.rules.push(NamedRules {
            source: source.clone(),
            rules,
        });
        self.read.push(real.clone());
        self.extending.push(real);
        if let Some(base) = extends
            && let Some(base) = self.base(&source, &folder, &base)
        {
            config = joined(base, config);
        }
        self.extending.pop();
        for pack in packs {
            self.pack(&source, &folder, &pack, &mut config.packs);
        }
        Some(config)
    }

    fn base(&mut self, source: &Source, folder: &Path, base: &Spanned<String>) -> Option<Config> {
        let path = self.allowed(source, folder, base, None)?;
        if self.extending.contains(&canonical(&path)) {
            self.fault(
                source,
                fault(
                    "the configs extend one another in a circle",
                    "take this line out, or the one in the file that leads back here",
                    base.span(),
                ),
            );
            return None;
        }
        if self.extending.len() > MOST_BASES {
            self.fault(
                source,
                fault(
                    format!("more than {MOST_BASES} configs extend one another"),
                    "put the settings of some of them into one file",
                    base.span(),
                ),
            );
            return None;
        }
        let before = self.troubles.len();
        let config = self.config(&path);
        if config.is_none() && self.troubles.len() == before {
            self.fault(
                source,
                fault(
                    format!("`{}` has no section [tool.pitchlint]", base.get_ref()),
                    "name a file with settings of pitchlint",
                    base.span(),
                ),
            );
        }
        config
    }

    fn pack(
        &mut self,
        source: &Source,
        folder: &Path,
        named: &Spanned<String>,
        packs: &mut Vec<LoadedPack>,
    ) {
        let Some(path) = self.allowed(source, folder, named, Some("--pack")) else {
            return;
        };
        let real = canonical(&path);
        if packs.iter().any(|known| known.path == real) {
            return;
        }
        self.read.push(real.clone());
        let read = match read_file(&path) {
            Ok(read) => renamed(read, &shown(&path, self.here)),
            Err(problem) => {
                self.troubles.push(Box::new(problem));
                return;
            }
        };
        let is_taken = |id: &str| {
            rules::ids().any(|known| known == id) || packs.iter().any(|known| known.pack.id == id)
        };
        match user_pack::read(read.text(), is_taken) {
            Ok(pack) => packs.push(LoadedPack {
                pack: pack.pack,
                name: read.name().to_owned(),
                origin: origin(source, named.span().start),
                path: real,
            }),
            Err(faults) => {
                for fault in faults {
                    self.fault(&read, fault);
                }
            }
        }
    }

    /// The path of a file that a config names, if it is there and may be read. `option` names such a file on the command line.
    fn allowed(
        &mut self,
        source: &Source,
        folder: &Path,
        named: &Spanned<String>,
        option: Option<&str>,
    ) -> Option<PathBuf> {
        let path = normal(&folder.join(named.get_ref()));
        // What lies outside is not even looked for.
        if !self.may_read(&path) || path.exists() && !self.may_read(&canonical(&path)) {
            let trusting = format!("--config {}", self.shown);
            let cure = match option {
                Some(option) => format!(
                    "move it below that folder, or name it on the command line: {option} {}; {trusting} allows all that this \
                     config names",
                    shown(&path, self.here)
                ),
                None => format!(
                    "move it below that folder, or, if you trust this config, name it on the command line: {trusting}"
                ),
            };
            self.fault(
                source,
                fault(
                    format!(
                        "`{}` lies outside of the folder of the config, and a config may read there only if you name it",
                        named.get_ref()
                    ),
                    cure,
                    named.span(),
                ),
            );
            return None;
        }
        if !path.is_file() {
            self.fault(
                source,
                fault(
                    format!("there is no file `{}`", named.get_ref()),
                    "check the spelling; the path counts from the folder of this file",
                    named.span(),
                ),
            );
            return None;
        }
        Some(path)
    }

    fn may_read(&self, path: &Path) -> bool {
        self.trust == Trust::Named || path.starts_with(&self.root)
    }

    /// Whether all rules that were named exist, now that all packs are there.
    fn check_rules(&mut self, config: &Config) {
        for NamedRules {
            source,
            rules: named,
        } in std::mem::take(&mut self.rules)
        {
            let own = config.packs.iter().map(|pack| pack.pack.id.as_str());
            let known = || rules::ids().map(|id| -> &str { id }).chain(own.clone());
            let unknown = named
                .into_iter()
                .filter(|(id, _)| !known().any(|known| known == id));
            let faults = unknown.map(|(id, span)| unknown_rule(&id, span, known()));
            for fault in first(faults.collect()) {
                self.fault(&source, fault);
            }
        }
    }

    fn fault(&mut self, source: &Source, fault: Fault) {
        let problem = FileProblem::new(source.name(), source.text(), fault);
        self.troubles.push(Box::new(problem));
    }

    fn problem(&mut self, what: String, cure: String) {
        self.troubles.push(Box::new(Problem { what, cure }));
    }
}

/// A config laid over the one that it extends.
fn joined(base: Config, upper: Config) -> Config {
    let mut joined = base;
    joined.name = upper.name;
    joined.path = upper.path;
    joined.layer.cover_with(&upper.layer);
    joined.include = upper.include.or(joined.include);
    joined.exclude = upper.exclude.or(joined.exclude);
    joined.overrides.extend(upper.overrides);
    joined
}

fn renamed(source: Source, name: &str) -> Source {
    if source.name() == name {
        source
    } else {
        Source::new(name, source.text())
    }
}
