//! The question about a finding: one key for what to do, and a line to write where words are needed.

use std::io::{self, Write as _};

use anstyle::Style as Ansi;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use inquire::error::InquireError;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{CustomUserError, Text};

use crate::accept::AcceptedTerm;
use crate::finding::Fix;
use crate::report::screen::{paint, safe_line};

/// What there is to choose from.
pub(super) struct Offer<'o> {
    pub fix: Option<&'o Fix>,
    /// The words that may be written anew.
    pub passage: Option<String>,
    /// The term that may be accepted, and the config that takes it.
    pub term: Option<String>,
    pub config: Option<&'o str>,
    /// How many findings are left, with this one.
    pub left: usize,
}

/// What the user wants done.
pub(super) enum Choice {
    Take,
    /// These words instead of the passage.
    Write(String),
    Skip,
    Accept(AcceptedTerm),
    Quit,
}

/// Asks about a finding.
pub(super) struct Prompt<'p> {
    pub offer: &'p Offer<'p>,
    pub color: bool,
    /// Whether nothing is said any more about the passage, once a term is accepted.
    pub silences: &'p dyn Fn(&AcceptedTerm) -> bool,
}

/// What was typed on a line.
enum Typed {
    Text(String),
    /// The user went back to the question.
    Back,
    /// The user wants to leave.
    Quit,
}

impl Prompt<'_> {
    /// Asks until there is an answer.
    pub(super) fn ask(&self) -> io::Result<Choice> {
        loop {
            self.write_choices()?;
            let choice = match read_key()? {
                Key::Quit | Key::Letter('q') => self.chosen("quit", Choice::Quit)?,
                Key::Letter('s') => self.chosen("skip", Choice::Skip)?,
                Key::Letter('t') if self.offer.fix.is_some() => {
                    self.chosen("take", Choice::Take)?
                }
                Key::Letter('t') => self.no("there is no fix; write something else, or skip it")?,
                Key::Letter('e') => match &self.offer.passage {
                    Some(passage) => self.write(passage)?,
                    None => self.no("there are no words to write anew; skip it")?,
                },
                Key::Letter('a') => match (&self.offer.term, self.offer.config) {
                    (Some(term), Some(config)) => self.accept(term, config)?,
                    (_, None) => self.no("no config is looked at, so none takes the term")?,
                    (None, _) => self.no("it is about more than a term")?,
                },
                Key::Letter(_) => self.no("press one of the letters")?,
            };
            if let Some(choice) = choice {
                return Ok(choice);
            }
        }
    }

    fn write_choices(&self) -> io::Result<()> {
        let offer = self.offer;
        let mut out = String::new();
        let mut choice = |key: &str, rest: &str| {
            paint(
                &mut out,
                self.color,
                Ansi::new().bold(),
                &format!("[{key}]"),
            );
            out.push_str(rest);
            out.push_str("  ");
        };
        if offer.fix.is_some() {
            choice("t", "ake the fix");
        }
        if offer.passage.is_some() {
            choice("e", "dit");
        }
        choice("s", "kip");
        if let (Some(term), Some(_)) = (&offer.term, offer.config) {
            choice("a", &format!("ccept \"{}\" for good", safe_line(term)));
        }
        choice("q", "uit");
        out.push_str(&format!("({} left) ", offer.left));
        say(&out)
    }

    fn chosen(&self, name: &str, choice: Choice) -> io::Result<Option<Choice>> {
        say(&format!("{name}\n"))?;
        Ok(Some(choice))
    }

    fn no(&self, why: &str) -> io::Result<Option<Choice>> {
        say(&format!("\n{why}\n"))?;
        Ok(None)
    }

    fn write(&self, passage: &str) -> io::Result<Option<Choice>> {
        say("edit\n")?;
        let text = Text::new("Write instead:")
            .with_initial_value(passage)
            .with_help_message("Enter writes it, Esc goes back");
        Ok(match self.read_line(text)? {
            Typed::Text(text) if text != passage => Some(Choice::Write(text)),
            Typed::Text(_) | Typed::Back => None,
            Typed::Quit => Some(Choice::Quit),
        })
    }

    fn accept(&self, term: &str, config: &str) -> io::Result<Option<Choice>> {
        say("accept\n")?;
        let help = format!(
            "Enter adds it to {}, Esc goes back; a * at the end of a word is any ending",
            safe_line(config)
        );
        // A validator has to live as long as the program, so it only reads the term; the rest is asked afterwards.
        let readable = |text: &str| -> Result<Validation, CustomUserError> {
            Ok(match text.parse::<AcceptedTerm>() {
                Ok(_) => Validation::Valid,
                Err(error) => Validation::Invalid(error.into()),
            })
        };
        let text = Text::new("Accept for good:")
            .with_initial_value(term)
            .with_help_message(&help)
            .with_validator(readable);
        let typed = match self.read_line(text)? {
            Typed::Text(text) => text,
            Typed::Back => return Ok(None),
            Typed::Quit => return Ok(Some(Choice::Quit)),
        };
        let Ok(term) = typed.parse::<AcceptedTerm>() else {
            return Ok(None);
        };
        if (self.silences)(&term) {
            Ok(Some(Choice::Accept(term)))
        } else {
            self.no("with this term, the finding would still be there, so it was not added")
        }
    }

    fn read_line(&self, text: Text<'_, '_>) -> io::Result<Typed> {
        let look = if self.color {
            RenderConfig::default_colored()
        } else {
            RenderConfig::empty()
        };
        match text.with_render_config(look).prompt() {
            Ok(text) => Ok(Typed::Text(text)),
            Err(InquireError::OperationCanceled) => Ok(Typed::Back),
            Err(InquireError::OperationInterrupted) => Ok(Typed::Quit),
            Err(InquireError::IO(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

/// What was pressed.
enum Key {
    /// A letter, or a space for a key that is none.
    Letter(char),
    /// Ctrl-C, or Ctrl-D, which ends what is typed.
    Quit,
}

/// Keys come as they are pressed, and are not shown.
struct RawMode;

impl RawMode {
    fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(RawMode)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        // If the terminal does not take it, it is gone.
        let _ = disable_raw_mode();
    }
}

fn read_key() -> io::Result<Key> {
    let _raw = RawMode::enter()?;
    loop {
        let Event::Key(key) = event::read()? else {
            continue;
        };
        if key.is_press() {
            return Ok(meaning(key));
        }
    }
}

fn meaning(key: KeyEvent) -> Key {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c' | 'd') if control => Key::Quit,
        KeyCode::Char(letter) if !control => Key::Letter(letter.to_ascii_lowercase()),
        _ => Key::Letter(' '),
    }
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}
