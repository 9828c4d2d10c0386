//! The command line: what a user may type, and what each command does.

mod adopt;
mod card;
mod check;
mod completions;
mod config;
mod drafts;
mod examples;
mod explain;
mod fix;
mod fix_command;
mod import;
mod init;
mod man;
mod new;
mod output;
mod progress;
mod rules;
mod schema;
mod settings;
mod threads;
mod verdict;
mod walk;
mod watch;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use crate::nearest::nearest;
use crate::report::Style;
use crate::report::screen::safe;
use crate::settings::KindSetting;
use adopt::AdoptArgs;
use fix::FixArgs;
use fix_command::FixCommandArgs;
use output::OutputArgs;
use settings::{AcceptArgs, RuleArgs, VoiceArgs};
use verdict::VerdictArgs;

/// Nothing was found that should fail the run.
const CLEAN: u8 = 0;
/// Something was found, or asked for and not known.
const FOUND: u8 = 1;
/// Something kept a draft from being checked.
const FAILED: u8 = 2;

/// Read a pitch as its reader will: flags jargon and hype, and says what to write instead
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArgs,
}

const AFTER_HELP: &str = "\
Exit codes: 0 nothing found, 1 findings at the level of --fail-on or above, more warnings than --max-warnings or a score below \
--min-score (with --diff: something to fix), 2 a draft could not be checked, or a draft or a report not written.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Check drafts (what happens without a command, too)
    Check(CheckArgs),
    /// Fix drafts, or with -i walk through their findings one at a time
    #[command(after_help = fix_command::HELP)]
    Fix(FixCommandArgs),
    /// The scorecard before sending: goal, measure, ask, order, jargon, reading grade
    Card(CardArgs),
    /// Explain a rule, or the advice for a word
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Write a goal-first draft with slots to fill in
    New(NewArgs),
    /// Write a config with comments, fit for a folder
    Init(InitArgs),
    /// Show which settings hold for a draft, and where each comes from
    Config(ConfigCommandArgs),
    /// Print the JSON Schema of a config, for editors
    Schema,
    /// Turn rules of another linter into packs
    Import(ImportArgs),
    /// Print what your shell needs to complete the command line
    Completions(CompletionsArgs),
    /// Print the manual as a man page, or write a page for each command
    Man(ManArgs),
    /// Check drafts while they are written: the language server that editors start, over standard input and output
    Lsp(LspArgs),
}

#[derive(Args, Debug, Default)]
#[command(group = ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))]
struct CheckArgs {
    /// Drafts, folders to search for Markdown files, or - for standard input [default: this folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    fix: FixArgs,
    #[command(flatten)]
    adopt: AdoptArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    verdict: VerdictArgs,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    kind: KindArgs,
    #[command(flatten)]
    voice: VoiceArgs,
    #[command(flatten)]
    accept: AcceptArgs,
    /// Check again whenever a draft or its settings are saved, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fixing", "write_baseline", "prune_baseline", "output_file", "stdin_filename"])]
    watch: bool,
    /// Leave out what the config excludes even if it is named here, as hooks name all files that changed
    #[arg(long)]
    force_exclude: bool,
    /// What to call the draft that comes from standard input
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
    /// Count the findings of each rule and of each draft instead of writing them
    #[arg(long)]
    statistics: bool,
    /// Write findings, and no closing line
    #[arg(short, long)]
    quiet: bool,
    /// How many drafts to check at a time [default: one for each core]
    #[arg(short, long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct CardArgs {
    /// The draft, or - for standard input
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// How to write the card
    #[arg(long, value_enum, default_value_t)]
    format: CardFormat,
    #[command(flatten)]
    kind: KindArgs,
    #[command(flatten)]
    voice: VoiceArgs,
    #[command(flatten)]
    accept: AcceptArgs,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum CardFormat {
    /// For the terminal
    #[default]
    Full,
    /// One JSON object
    Json,
}

#[derive(Args, Debug)]
struct ExplainArgs {
    /// A rule's id, or a word or phrase
    #[arg(value_name = "RULE-OR-TERM", required = true, num_args = 1..)]
    name: Vec<String>,
    #[command(flatten)]
    voice: VoiceArgs,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct RulesArgs {
    /// List every form of every phrase instead, one a line
    #[arg(long)]
    phrases: bool,
    /// Check a pack of your own instead: whether it can be read, and whether its bad and good examples hold
    #[arg(long, value_name = "FILE", conflicts_with_all = ["phrases", "packs"])]
    check: Option<PathBuf>,
    #[command(flatten)]
    voice: VoiceArgs,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct NewArgs {
    /// The file to write, which must not be there yet; - for standard output [default: -]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct InitArgs {
    /// The folder to look at, or the file to write, which must not be there yet [default: this folder]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct ConfigCommandArgs {
    /// The draft, which need not be there yet
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    #[command(flatten)]
    kind: KindArgs,
    #[command(flatten)]
    voice: VoiceArgs,
    #[command(flatten)]
    accept: AcceptArgs,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct LspArgs {
    /// What many editors say of their own accord; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

#[derive(Args, Debug)]
struct ImportArgs {
    #[command(subcommand)]
    from: ImportFrom,
}

#[derive(Debug, Subcommand)]
enum ImportFrom {
    /// Styles of Vale: each existence and substitution rule becomes a pack
    #[command(after_help = IMPORT_HELP)]
    Vale(ImportValeArgs),
}

const IMPORT_HELP: &str = "\
Exit codes: 0 everything was carried over, 1 something could not be (standard error says what and where), 2 a file or folder \
could not be read or written.";

#[derive(Args, Debug)]
struct ImportValeArgs {
    /// Vale's StylesPath, one style in it, or one rule (a .yml file)
    #[arg(value_name = "STYLES_DIR")]
    styles: PathBuf,
    /// The folder to write to, one pack for each rule; it is made if it is not there
    #[arg(short, long, value_name = "DIR", default_value = "packs")]
    output: PathBuf,
    /// Overwrite packs that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Debug)]
struct CompletionsArgs {
    /// For which shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
struct ManArgs {
    /// The folder to write to, one page for each command; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    color: ColorArgs,
}

#[derive(Args, Clone, Copy, Debug, Default)]
struct KindArgs {
    /// What to take drafts for; the rules about order and missing pieces speak about pitches only [default: auto]
    #[arg(long, value_enum)]
    kind: Option<KindSetting>,
}

#[derive(Args, Clone, Copy, Debug, Default)]
struct ColorArgs {
    /// Whether to use colours; auto heeds NO_COLOR and asks whether somebody is looking
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorWhen,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ColorWhen {
    #[default]
    Auto,
    Always,
    Never,
}

/// The columns that a report may use where nobody's screen says otherwise.
const DEFAULT_WIDTH: usize = 100;
/// Lines longer than this are hard to read, on however wide a screen.
const WIDEST: usize = 120;

impl ColorArgs {
    /// How to draw on a stream. Colours: as the option says; else none under NO_COLOR (set to anything but nothing), for a dumb
    /// terminal, or where nobody is looking.
    fn style(self, stream: &impl io::IsTerminal) -> Style {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let color = match self.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => {
                !set("NO_COLOR")
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
                    && (set("CLICOLOR_FORCE") || stream.is_terminal())
            }
        };
        let width = if stream.is_terminal() {
            terminal_size::terminal_size()
                .map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).min(WIDEST))
        } else {
            DEFAULT_WIDTH
        };
        // Whoever wants no colours wants no other escape sequences either.
        let links = color && stream.is_terminal() && supports_hyperlinks::supports_hyperlinks();
        Style {
            color,
            links,
            width,
        }
    }
}

/// Runs the program with the arguments that it was given.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        None => check::run(&cli.check),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Fix(args)) => fix_command::run(args),
        Some(Command::Card(args)) => card::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Rules(args)) => rules::run(&args),
        Some(Command::New(args)) => new::run(&args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Config(args)) => config::run(&args),
        Some(Command::Schema) => schema::run(),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => man::run(&args),
        Some(Command::Lsp(_)) => crate::lsp::run().map(|parted| if parted { CLEAN } else { FOUND }),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Whoever was reading has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(error) => {
            // If standard error is closed as well, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "pitchlint: cannot write the report: {error}");
            ExitCode::from(FAILED)
        }
    }
}

/// Tells the user what went wrong and how to mend it.
fn complain(color: ColorArgs, problem: &dyn Diagnostic) -> io::Result<()> {
    let style = color.style(&io::stderr());
    let theme = if style.color {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let mut out = String::new();
    // An option that is broken at its hyphen cannot be copied.
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_word_splitter(textwrap::WordSplitter::NoHyphenation);
    handler
        .render_report(&mut out, problem)
        .map_err(io::Error::other)?;
    let out = if style.color { out.into() } else { safe(&out) };
    io::stderr().write_all(out.as_bytes())
}
