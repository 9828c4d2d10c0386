//! `--format` and `--output-file`: which reports are written, and where each goes.

use std::ffi::OsStr;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error, ValueEnum as _};

use crate::discover::Problem;
use crate::output::OutputFile;
use crate::report::summary::Counts;
use crate::report::{Draft, End, Format, Reporter, Run, Style};

/// The name that stands for standard output.
const STDOUT: &str = "-";

#[derive(Args, Debug, Default)]
pub(super) struct OutputArgs {
    /// How to write the findings, and with =FILE, where to; may be given more than once [default: full]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatParser)]
    format: Vec<FormatChoice>,
    /// Write the report to this file instead of standard output
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    output_file: Option<PathBuf>,
}

/// A format and the file that it is for, if it is for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormatChoice {
    pub format: Format,
    pub file: Option<PathBuf>,
}

#[derive(Clone)]
struct FormatParser;

impl TypedValueParser for FormatParser {
    type Value = FormatChoice;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, Error> {
        let parts = value.to_str().and_then(|text| text.split_once('='));
        let (name, file) = match parts {
            Some((name, file)) => (OsStr::new(name), Some(file)),
            None => (value, None),
        };
        let format = EnumValueParser::<Format>::new().parse_ref(command, arg, name)?;
        if file.is_some_and(str::is_empty) {
            let message = "a file has to be named behind the =";
            return Err(Error::raw(ErrorKind::InvalidValue, message).with_cmd(command));
        }
        let file = file.filter(|file| *file != STDOUT).map(PathBuf::from);
        Ok(FormatChoice { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = Format::value_variants().iter();
        Some(Box::new(values.filter_map(Format::to_possible_value)))
    }
}

impl OutputArgs {
    /// Whether a report goes to a file.
    pub fn writes_files(&self) -> bool {
        self.output_file.is_some() || self.format.iter().any(|choice| choice.file.is_some())
    }

    /// The reports to write, each with the file that it is for, if it is for one.
    ///
    /// # Errors
    /// When two reports go to the same place, or one that is not to be written with such options is asked for.
    pub fn choices(&self, diff: bool, statistics: bool) -> Result<Vec<FormatChoice>, Problem> {
        let mut choices = self.format.clone();
        if choices.is_empty() {
            choices.push(FormatChoice {
                format: Format::default(),
                file: None,
            });
        }
        for choice in choices.iter_mut().filter(|choice| choice.file.is_none()) {
            choice.file = self
                .output_file
                .clone()
                .filter(|file| file != Path::new(STDOUT));
        }
        for (number, choice) in choices.iter().enumerate() {
            let name = choice.format.name();
            if choices[..number]
                .iter()
                .any(|other| other.file == choice.file)
            {
                let place = choice.file.as_ref().map_or_else(
                    || "standard output".to_owned(),
                    |file| file.display().to_string(),
                );
                return Err(Problem {
                    what: format!("two reports cannot both go to {place}"),
                    cure: format!("give one a file of its own: --format {name}=FILE"),
                });
            }
            if diff && choice.file.is_some() {
                return Err(Problem {
                    what: "--diff shows changes instead of findings".to_owned(),
                    cure: format!("leave out --diff, or --format {name}=FILE"),
                });
            }
            if statistics && !choice.format.counts() {
                return Err(Problem {
                    what: format!("--statistics cannot be written as {name}"),
                    cure: "take full, compact, json or jsonl".to_owned(),
                });
            }
        }
        if self.output_file.is_some()
            && self.format.iter().all(|choice| choice.file.is_some())
            && !self.format.is_empty()
        {
            return Err(Problem {
                what: "every format has a file already, so there is none for --output-file"
                    .to_owned(),
                cure: "leave out --output-file".to_owned(),
            });
        }
        if diff {
            // Changes look the same in all formats.
            choices.truncate(1);
            choices[0].format = Format::default();
        }
        Ok(choices)
    }
}

/// What turns drafts into the parts of all reports. Threads may share it.
pub(super) struct Reports {
    pub run: Run,
    formats: Vec<(Format, Box<dyn Reporter>)>,
}

impl Reports {
    /// Reports for these choices; `style` is that of the stream.
    pub fn new(choices: &[FormatChoice], style: Style, run: Run) -> Self {
        let reporter = |choice: &FormatChoice| {
            let style = choice.file.as_ref().map_or(style, |_| Style::PLAIN);
            (choice.format, choice.format.reporter(style))
        };
        Reports {
            run,
            formats: choices.iter().map(reporter).collect(),
        }
    }

    /// The parts of a draft, one for each report.
    pub fn parts(&self, draft: &Draft<'_>) -> Vec<String> {
        let part = |(_, reporter): &(Format, Box<dyn Reporter>)| {
            let mut out = String::new();
            reporter.draft(&mut out, &self.run, draft);
            out
        };
        self.formats.iter().map(part).collect()
    }

    /// The formats, in the order of the parts.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        self.formats.iter().map(|(format, _)| *format)
    }
}

/// Where the parts of all reports go.
pub(super) struct Sinks<'r> {
    reports: &'r Reports,
    sinks: Vec<Sink>,
    /// Why reports could not be written.
    pub problems: Vec<Problem>,
}

struct Sink {
    place: Place,
    /// Bytes of the parts so far.
    bytes: usize,
    left_out: usize,
}

enum Place {
    Stream(BufWriter<Box<dyn Write>>),
    File(OutputFile),
    /// Nobody reads it any more, or it could not be written.
    Nowhere,
}

impl<'r> Sinks<'r> {
    /// Opens all files before anything is checked.
    ///
    /// # Errors
    /// When one of them cannot be written; none is, then.
    pub fn open(
        reports: &'r Reports,
        choices: &[FormatChoice],
        mut stream: Option<Box<dyn Write>>,
    ) -> Result<Self, Problem> {
        let mut sinks = Vec::new();
        for choice in choices {
            let place = match &choice.file {
                Some(file) => Place::File(OutputFile::create(file)?),
                None => stream.take().map_or(Place::Nowhere, |stream| {
                    Place::Stream(BufWriter::new(stream))
                }),
            };
            sinks.push(Sink {
                place,
                bytes: 0,
                left_out: 0,
            });
        }
        Ok(Sinks {
            reports,
            sinks,
            problems: Vec::new(),
        })
    }

    /// Writes what stands above the drafts.
    pub fn begin(&mut self) -> io::Result<()> {
        let run = &self.reports.run;
        self.each(|reporter, _, out| reporter.begin(out, run))
    }

    /// Writes the parts of a draft.
    pub fn add(&mut self, parts: &[String]) -> io::Result<()> {
        let mut parts = parts.iter();
        self.each(|reporter, sink, out| {
            let Some(part) = parts.next().filter(|part| !part.is_empty()) else {
                return;
            };
            if (reporter.limit()).is_some_and(|limit| sink.bytes + part.len() > limit) {
                sink.left_out += 1;
                return;
            }
            if sink.bytes > 0 {
                out.push_str(reporter.between());
            }
            out.push_str(part);
            sink.bytes += part.len();
        })
    }

    /// Writes what stands below the drafts.
    pub fn end(&mut self, counts: &Counts, failed: bool) -> io::Result<()> {
        let run = &self.reports.run;
        self.each(|reporter, sink, out| {
            let end = End {
                counts,
                failed,
                left_out: sink.left_out,
            };
            reporter.end(out, run, &end);
        })
    }

    /// Writes a text of each format's own instead of a report.
    pub fn write_each(&mut self, mut text: impl FnMut(&mut String, Format)) -> io::Result<()> {
        let mut formats = self.reports.formats();
        self.each(|_, _, out| {
            if let Some(format) = formats.next() {
                text(out, format);
            }
        })
    }

    /// Sends what is waiting on its way to the stream, so that what comes on standard error stands behind it.
    pub fn flush(&mut self) -> io::Result<()> {
        for sink in &mut self.sinks {
            if let Place::Stream(stream) = &mut sink.place {
                stream.flush()?;
            }
        }
        Ok(())
    }

    /// Gives all files their names.
    pub fn finish(mut self) -> io::Result<Vec<Problem>> {
        self.flush()?;
        for sink in self.sinks {
            if let Place::File(file) = sink.place {
                self.problems.extend(file.finish().err());
            }
        }
        Ok(self.problems)
    }

    fn each(
        &mut self,
        mut text: impl FnMut(&dyn Reporter, &mut Sink, &mut String),
    ) -> io::Result<()> {
        let only = self.sinks.len() == 1;
        for ((_, reporter), sink) in self.reports.formats.iter().zip(&mut self.sinks) {
            let mut out = String::new();
            text(reporter.as_ref(), sink, &mut out);
            match &mut sink.place {
                Place::Nowhere => {}
                Place::File(file) => {
                    if let Err(problem) = file.write(&out) {
                        self.problems.push(problem);
                        sink.place = Place::Nowhere;
                    }
                }
                Place::Stream(stream) => match stream.write_all(out.as_bytes()) {
                    // Whoever was reading has read enough; the files are still wanted.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe && !only => {
                        sink.place = Place::Nowhere;
                    }
                    done => done?,
                },
            }
        }
        Ok(())
    }
}
