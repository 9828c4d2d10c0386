//! Git as a program: it is asked, and what it says when it cannot answer is told in words with a cure.

use std::io::{self, BufReader, Read as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Output, Stdio};
use std::thread;

use super::patch;
use crate::config::paths::canonical;
use crate::discover::Problem;

/// A repository, and the revision that is asked about.
pub(super) struct Git<'g> {
    root: PathBuf,
    revision: &'g str,
}

/// By path from the top folder: which lines (from 1) of a file are new or changed.
pub(super) type Changes = Vec<(PathBuf, Vec<Range<usize>>)>;

/// The name of something in Git's store, in hexadecimal digits.
pub(super) struct Object(String);

impl<'g> Git<'g> {
    /// The repository of a folder.
    ///
    /// # Errors
    /// If Git is not there, or will not have the folder.
    pub fn new(folder: &Path, revision: &'g str) -> Result<Self, Problem> {
        let output =
            run(folder, &["rev-parse", "--show-toplevel"]).map_err(|error| no_git(&error))?;
        if !output.status.success() {
            return Err(no_repository(folder, &output));
        }
        let root = canonical(&path(line_of(&output.stdout)));
        Ok(Git { root, revision })
    }

    /// The top folder, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the revision stands for.
    ///
    /// # Errors
    /// If it stands for nothing.
    pub fn object(&self) -> Result<Object, Problem> {
        // Whatever the revision is, it is no option; and from here on, only what Git made of it is used.
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            self.revision,
        ];
        let object = self.run(&args)?;
        let hash = String::from_utf8_lossy(line_of(&object.stdout)).into_owned();
        let is_hash = !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let tree = format!("{hash}^{{tree}}");
        if !object.status.success()
            || !is_hash
            || !self
                .run(&["rev-parse", "--verify", "--quiet", &tree])?
                .status
                .success()
        {
            return Err(self.no_revision());
        }
        Ok(Object(hash))
    }

    /// What the files on the disk have that the object has not.
    ///
    /// # Errors
    /// If Git fails.
    pub fn changes(&self, object: &Object) -> Result<Changes, Problem> {
        // A user's own settings must not change the form of the answer.
        let mut child = command(&self.root)
            .args([
                "-c",
                "core.quotePath=false",
                "-c",
                "diff.suppressBlankEmpty=false",
            ])
            .args([
                "diff",
                "--no-ext-diff",
                "--no-textconv",
                "--no-color",
                "--no-relative",
                "--text",
            ])
            .args([
                "--src-prefix=a/",
                "--dst-prefix=b/",
                "--unified=0",
                "--inter-hunk-context=0",
            ])
            .args([
                "--find-renames",
                "--submodule=short",
                "--ignore-submodules=all",
                &object.0,
                "--",
            ])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| no_git(&error))?;
        let errors = child.stderr.take().map(read_aside);
        let answer = child.stdout.take().map(BufReader::new);
        let changes = answer.map_or(Ok(Vec::new()), patch::read);
        let said = errors
            .and_then(|errors| errors.join().ok())
            .unwrap_or_default();
        let ended = wait(child);
        match (changes, ended) {
            (Ok(changes), Ok(true)) => Ok((changes.into_iter())
                .map(|(name, lines)| (path(&name), lines))
                .collect()),
            (Err(error), _) | (_, Err(error)) => Err(failed(error.to_string().as_bytes())),
            (_, Ok(false)) => Err(failed(&said)),
        }
    }

    /// The files that Git knows, from the top folder.
    ///
    /// # Errors
    /// If Git fails.
    pub fn tracked(&self) -> Result<Vec<PathBuf>, Problem> {
        let output = self.run(&["ls-files", "--cached", "-z"])?;
        if !output.status.success() {
            return Err(failed(&output.stderr));
        }
        let names = output.stdout.split(|byte| *byte == 0);
        Ok(names.filter(|name| !name.is_empty()).map(path).collect())
    }

    fn run(&self, args: &[&str]) -> Result<Output, Problem> {
        run(&self.root, args).map_err(|error| no_git(&error))
    }

    fn no_revision(&self) -> Problem {
        let revision = self.revision;
        let is_shallow = (self.run(&["rev-parse", "--is-shallow-repository"]))
            .is_ok_and(|output| line_of(&output.stdout) == b"true");
        let cure = if revision.contains("..") {
            let base = revision
                .split("..")
                .next()
                .filter(|base| !base.is_empty())
                .unwrap_or("main");
            format!(
                "name one revision; for what a branch has changed: --since \"$(git merge-base {base} HEAD)\""
            )
        } else if is_shallow {
            "this is a shallow clone, which lacks most revisions: fetch it with `git fetch --depth=1 origin` and its name or hash, \
             or, in GitHub Actions, check out with `fetch-depth: 0`"
                .to_owned()
        } else {
            "check the spelling; `git branch --all` and `git log` list what there is, and `git fetch` gets what is not here yet"
                .to_owned()
        };
        Problem {
            what: format!(
                "--since: there is no revision \"{revision}\" in {}",
                self.root.display()
            ),
            cure,
        }
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    // What it says is read here; it takes no locks, and starts nothing that a repository asks for.
    command
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env_remove("GIT_EXTERNAL_DIFF");
    command.args(["--no-pager", "-c", "core.fsmonitor=false"]);
    command
}

fn run(folder: &Path, args: &[&str]) -> io::Result<Output> {
    command(folder).args(args).output()
}

/// Reads what Git complains of while its answer is read, so that it never waits for a reader.
fn read_aside(mut errors: ChildStderr) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut said = Vec::new();
        // What was read before it broke off is enough.
        let _ = errors.read_to_end(&mut said);
        said
    })
}

fn wait(mut child: Child) -> io::Result<bool> {
    child.wait().map(|status| status.success())
}

/// The first line.
fn line_of(output: &[u8]) -> &[u8] {
    let line = output
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A path as Git writes it.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).replace('/', std::path::MAIN_SEPARATOR_STR))
}

fn no_git(error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        Problem {
            what: "--since asks Git, and there is no program \"git\" on the PATH".to_owned(),
            cure: "install Git, or leave out --since".to_owned(),
        }
    } else {
        Problem {
            what: format!("--since asks Git, and it cannot be run: {error}"),
            cure: "check that `git --version` works, or leave out --since".to_owned(),
        }
    }
}

fn no_repository(folder: &Path, output: &Output) -> Problem {
    let said = String::from_utf8_lossy(&output.stderr);
    let folder = folder.display();
    if said.contains("not a git repository") {
        Problem {
            what: format!("--since: {folder} is in no Git repository"),
            cure: "name drafts that are in one, or leave out --since".to_owned(),
        }
    } else if said.contains("dubious ownership") {
        Problem {
            what: format!(
                "--since: the repository of {folder} belongs to another user, and Git will not read it"
            ),
            cure: format!("if you trust it: git config --global --add safe.directory {folder}"),
        }
    } else {
        failed(&output.stderr)
    }
}

fn failed(said: &[u8]) -> Problem {
    let said = String::from_utf8_lossy(line_of(said)).trim().to_owned();
    Problem {
        what: format!("--since: Git cannot say what has changed: {said}"),
        cure: "mend what Git complains of, or leave out --since".to_owned(),
    }
}
