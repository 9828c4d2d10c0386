//! From the keys of one file to settings that know where they stand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;

use super::file::{ConfigFile, OverrideTable};
use super::{Config, Globs, Override};
use crate::accept::AcceptedTerm;
use crate::fault::{Fault, fault, nearest};
use crate::settings::{Layer, Level, Origin, Sourced};
use crate::source::Source;

/// What one file says, before it is joined with what it extends.
pub(super) struct Statements {
    /// Without packs: their files are still to be read.
    pub config: Config,
    pub extends: Option<Spanned<String>>,
    pub packs: Vec<Spanned<String>>,
    /// The ids of rules that it names, and where.
    pub rules: Vec<(String, Range<usize>)>,
    pub faults: Vec<Fault>,
}

struct Reader<'r> {
    source: &'r Source,
    folder: &'r Path,
    rules: Vec<(String, Range<usize>)>,
    faults: Vec<Fault>,
}

/// Reads what a file says; its globs are relative to `folder`.
pub(super) fn of(source: &Source, folder: &Path, file: ConfigFile) -> Statements {
    let mut reader = Reader {
        source,
        folder,
        rules: Vec::new(),
        faults: Vec::new(),
    };
    let layer = Layer {
        preset: file.preset.map(|value| reader.sourced(value)),
        audience: file.audience.map(|value| reader.sourced(value)),
        kind: file.kind.map(|value| reader.sourced(value)),
        levels: reader.levels(file.rules),
        accept: reader.accept(file.accept),
    };
    let config = Config {
        name: source.name().to_owned(),
        path: folder.join(source.file_name()),
        files: Vec::new(),
        layer,
        packs: Vec::new(),
        include: file.include.and_then(|globs| reader.globs(&globs)),
        exclude: file.exclude.and_then(|globs| reader.globs(&globs)),
        overrides: (file.overrides.into_iter())
            .filter_map(|table| reader.one_override(table))
            .collect(),
    };
    Statements {
        config,
        extends: file.extends,
        packs: file.packs,
        rules: reader.rules,
        faults: reader.faults,
    }
}

impl Reader<'_> {
    fn sourced<T>(&self, value: Spanned<T>) -> Sourced<T> {
        Sourced {
            origin: origin(self.source, value.span().start),
            value: value.into_inner(),
        }
    }

    fn levels(
        &mut self,
        rules: BTreeMap<Spanned<String>, Spanned<Level>>,
    ) -> BTreeMap<String, Sourced<Level>> {
        let mut levels = BTreeMap::new();
        for (id, level) in rules {
            self.rules.push((id.get_ref().clone(), id.span()));
            levels.insert(id.into_inner(), self.sourced(level));
        }
        levels
    }

    fn accept(&mut self, terms: Vec<Spanned<String>>) -> Vec<Sourced<AcceptedTerm>> {
        let mut accepted = Vec::with_capacity(terms.len());
        for term in terms {
            match term.get_ref().parse::<AcceptedTerm>() {
                Ok(value) => accepted.push(Sourced {
                    value,
                    origin: origin(self.source, term.span().start),
                }),
                Err(error) => {
                    self.faults.push(fault(
                        format!("\"{}\" cannot be accepted", term.get_ref()),
                        error.to_string(),
                        term.span(),
                    ));
                }
            }
        }
        accepted
    }

    fn globs(&mut self, globs: &[Spanned<String>]) -> Option<Globs> {
        let origin = |at| origin(self.source, at);
        match Globs::read(self.folder, globs, &origin) {
            Ok(globs) => Some(globs),
            Err(faults) => {
                self.faults.extend(faults);
                None
            }
        }
    }

    fn one_override(&mut self, table: OverrideTable) -> Option<Override> {
        let layer = Layer {
            preset: table.preset.map(|value| self.sourced(value)),
            audience: table.audience.map(|value| self.sourced(value)),
            kind: table.kind.map(|value| self.sourced(value)),
            levels: self.levels(table.rules),
            accept: self.accept(table.accept),
        };
        if table.files.get_ref().is_empty() {
            self.faults.push(fault(
                "this override names no files, so it never holds",
                "name some, for example: files = [\"proposals/**\"]",
                table.files.span(),
            ));
        }
        let files = self.globs(table.files.get_ref())?;
        Some(Override { files, layer })
    }
}

/// The line of a byte of a config.
pub(super) fn origin(source: &Source, at: usize) -> Origin {
    Origin::File {
        name: source.name().to_owned(),
        line: source.position(at).line,
    }
}

/// What to say about the id of a rule that nobody knows.
pub(super) fn unknown_rule<'k>(
    id: &str,
    span: Range<usize>,
    known: impl Iterator<Item = &'k str>,
) -> Fault {
    let cure = match nearest(id, known) {
        Some(near) => format!("did you mean `{near}`? `pitchlint rules` lists all"),
        None => {
            "`pitchlint rules` lists all; a rule of your own needs its pack in `packs`".to_owned()
        }
    };
    fault(format!("there is no rule `{id}`"), cure, span)
}
