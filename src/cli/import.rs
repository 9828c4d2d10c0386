//! `pitchlint import vale`: a folder of Vale's styles in, a folder of packs out, and a line for whatever was left behind.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::{CLEAN, ColorArgs, FAILED, FOUND, ImportArgs, ImportFrom, ImportValeArgs, complain};
use crate::discover::{Problem, read_file};
use crate::import::vale;
use crate::report::screen::safe_line;

/// The ending of Vale's rules. It reads no other.
const ENDING: &str = "yml";

/// Folders beside the styles that hold no rules: what Vale is told apart from them.
const SETTINGS: &[&str] = &["config", "Vocab"];

pub(super) fn run(args: &ImportArgs) -> io::Result<u8> {
    match &args.from {
        ImportFrom::Vale(args) => import_vale(args),
    }
}

fn import_vale(args: &ImportValeArgs) -> io::Result<u8> {
    let (files, problems) = rule_files(&args.styles);
    let mut run = Run {
        color: args.color,
        failed: false,
        left: 0,
        packs: BTreeMap::new(),
    };
    for problem in &problems {
        run.fail(problem)?;
    }
    for name in SETTINGS
        .iter()
        .filter(|name| args.styles.join(name).is_dir())
    {
        let path = args.styles.join(name).display().to_string();
        run.leave(
            &path,
            None,
            "Vocab",
            "vocabularies and dictionaries are not read",
        )?;
    }
    // A folder that holds rules itself is a style; else it holds styles.
    let is_style = files.iter().any(|file| file.parent() == Some(&args.styles));
    let styles = (!is_style).then_some(args.styles.as_path());
    for file in &files {
        let style = match styles.and_then(|styles| folder_below(styles, file)) {
            Some(style) => style,
            None => own_name(if is_style {
                Some(&args.styles)
            } else {
                file.parent()
            }),
        };
        run.import(&style, file)?;
    }
    let written = run.write(args)?;
    summary(args, written, &run)?;
    Ok(match (run.failed, run.left) {
        (true, _) => FAILED,
        (false, 0) => CLEAN,
        (false, _) => FOUND,
    })
}

/// What has been done so far.
struct Run {
    color: ColorArgs,
    failed: bool,
    left: usize,
    /// By id: the text of a pack, and the file that it comes from.
    packs: BTreeMap<String, (String, PathBuf)>,
}

impl Run {
    fn fail(&mut self, problem: &dyn miette::Diagnostic) -> io::Result<()> {
        self.failed = true;
        complain(self.color, problem)
    }

    fn leave(
        &mut self,
        path: &str,
        line: Option<usize>,
        key: &str,
        reason: &str,
    ) -> io::Result<()> {
        self.left += 1;
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        let told = format!("{path}{line}: {key}: {reason}");
        writeln!(io::stderr(), "{}", safe_line(&told))
    }

    fn import(&mut self, style: &str, file: &Path) -> io::Result<()> {
        let source = match read_file(file) {
            Ok(source) => source,
            Err(problem) => return self.fail(&problem),
        };
        let path = file.display().to_string();
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let imported = match vale::import(style, &name, &path, source.text()) {
            Ok(imported) => imported,
            Err(malformed) => return self.fail(malformed.as_ref()),
        };
        for left in &imported.left {
            self.leave(&path, Some(left.line), &left.key, &left.reason)?;
        }
        let Some(text) = imported.pack else {
            return Ok(());
        };
        if let Some((_, first)) = self.packs.get(&imported.id) {
            let reason = format!(
                "the id `{}` is taken by {}; rename one of the two files",
                imported.id,
                first.display()
            );
            return self.leave(&path, Some(1), "extends", &reason);
        }
        self.packs.insert(imported.id, (text, file.to_owned()));
        Ok(())
    }

    /// Writes the packs, and says how many there are.
    fn write(&mut self, args: &ImportValeArgs) -> io::Result<usize> {
        if self.packs.is_empty() {
            return Ok(0);
        }
        if let Err(error) = fs::create_dir_all(&args.output) {
            self.fail(&unwritable(&args.output, &error))?;
            return Ok(0);
        }
        let mut written = 0;
        for (id, (text, _)) in std::mem::take(&mut self.packs) {
            let path = args.output.join(format!("{id}.toml"));
            match write_pack(&path, &text, args.force) {
                Ok(()) => written += 1,
                Err(error) => self.fail(&unwritable(&path, &error))?,
            }
        }
        Ok(written)
    }
}

/// Writes a pack where nothing else stands. The same pack may stand there: an import can be done again.
fn write_pack(path: &Path, text: &str, force: bool) -> io::Result<()> {
    if force {
        return fs::write(path, text);
    }
    let file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path);
    match file {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match fs::read(path) {
            Ok(there) if there == text.as_bytes() => Ok(()),
            _ => Err(error),
        },
        Err(error) => Err(error),
    }
}

fn summary(args: &ImportValeArgs, written: usize, run: &Run) -> io::Result<()> {
    let packs = if written == 1 { "pack" } else { "packs" };
    let output = args.output.display().to_string();
    let output = safe_line(&output);
    let left = match run.left {
        0 if run.failed => "Not everything could be read and written: see above.".to_owned(),
        0 => "Everything was carried over.".to_owned(),
        1 => "One thing was not carried over: see above.".to_owned(),
        left => format!("{left} things were not carried over: see above."),
    };
    if written == 0 {
        writeln!(io::stdout(), "No packs were written. {left}")
    } else {
        writeln!(io::stdout(), "{written} {packs} in {output}. {left}")
    }
}

/// The rules below a path, sorted, and what kept some from being found.
fn rule_files(styles: &Path) -> (Vec<PathBuf>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut walk = WalkBuilder::new(styles);
    walk.standard_filters(false).hidden(true).follow_links(true);
    let top = styles.to_owned();
    walk.filter_entry(move |entry| {
        let is_settings = entry.path().parent() == Some(&top)
            && entry
                .file_name()
                .to_str()
                .is_some_and(|name| SETTINGS.contains(&name));
        !(is_settings && entry.path().is_dir())
    });
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let is_rule = entry.path().extension().is_some_and(|ending| ending == ENDING);
                if is_rule && entry.file_type().is_some_and(|kind| kind.is_file()) {
                    files.push(entry.into_path());
                }
            }
            Err(error) => problems.push(Problem {
                what: error.to_string(),
                cure: "check the path, make it readable, or take it out of the folder; the rest was read".to_owned(),
            }),
        }
    }
    if files.is_empty() && problems.is_empty() {
        problems.push(Problem {
            what: format!("{}: there are no rules of Vale here", styles.display()),
            cure:
                "name Vale's StylesPath, a style in it, or a rule, which is a file ending in .yml"
                    .to_owned(),
        });
    }
    files.sort();
    (files, problems)
}

/// The first folder below the styles on the way to a rule.
fn folder_below(styles: &Path, file: &Path) -> Option<String> {
    let folder = file.strip_prefix(styles).ok()?.parent()?;
    match folder.components().next()? {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }
}

/// The name of a folder, which may be written as `.`.
fn own_name(folder: Option<&Path>) -> String {
    let folder = folder.and_then(|folder| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        folder.canonicalize().ok()
    });
    let name = folder.as_deref().and_then(Path::file_name);
    name.map_or_else(
        || "vale".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn unwritable(path: &Path, error: &io::Error) -> Problem {
    let name = path.display();
    let (what, cure) = match error.kind() {
        io::ErrorKind::AlreadyExists if path.extension().is_none() => (
            format!("{name}: it is a file"),
            "name a folder with --output",
        ),
        io::ErrorKind::AlreadyExists => (
            format!(
                "{name}: there is a file of this name with other contents, and it is not overwritten"
            ),
            "choose another folder with --output, or say --force to overwrite it",
        ),
        io::ErrorKind::PermissionDenied => (
            format!("{name}: you may not write there"),
            "choose another folder with --output",
        ),
        _ => (
            format!("{name}: {error}"),
            "choose another folder with --output",
        ),
    };
    Problem {
        what,
        cure: cure.to_owned(),
    }
}
