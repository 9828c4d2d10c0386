//! Packs that were named on the command line, which stand behind those of every config.

use std::path::PathBuf;

use super::LoadedPack;
use super::load::Trouble;
use super::paths::canonical;
use crate::discover::read_file;
use crate::fault::FileProblem;
use crate::rules;
use crate::settings::Origin;
use crate::user_pack;

/// The packs in files that were named on the command line.
///
/// # Errors
/// All that is wrong with them.
pub fn named_packs(paths: &[PathBuf]) -> Result<Vec<LoadedPack>, Vec<Trouble>> {
    let mut packs: Vec<LoadedPack> = Vec::with_capacity(paths.len());
    let mut troubles: Vec<Trouble> = Vec::new();
    for path in paths {
        let real = canonical(path);
        if packs.iter().any(|known| known.path == real) {
            continue;
        }
        let source = match read_file(path) {
            Ok(source) => source,
            Err(problem) => {
                troubles.push(Box::new(problem));
                continue;
            }
        };
        let is_taken = |id: &str| {
            rules::ids().any(|known| known == id) || packs.iter().any(|known| known.pack.id == id)
        };
        match user_pack::read(source.text(), is_taken) {
            Ok(read) => packs.push(LoadedPack {
                pack: read.pack,
                name: source.name().to_owned(),
                origin: Origin::CommandLine,
                path: real,
            }),
            Err(faults) => troubles.extend(faults.into_iter().map(|fault| -> Trouble {
                Box::new(FileProblem::new(source.name(), source.text(), fault))
            })),
        }
    }
    if troubles.is_empty() {
        Ok(packs)
    } else {
        Err(troubles)
    }
}
