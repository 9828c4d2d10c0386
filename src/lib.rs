//! pitchlint reads a Markdown pitch as its reader will, and says where it drowns the reader in jargon or praises without
//! proof, each time with what to write instead.
//!
//! The way of the data, in one direction:
//!
//! ```text
//! Source ─parse→ Document ─scan→ Hits ─rules→ Findings ─sift→ what is left of them
//!                                                  └─fix→ new text
//! ```
//!
//! ```
//! use pitchlint::{Linter, Selection, Source};
//!
//! let linter = Linter::new(&Selection::default());
//! let source = Source::new("draft.md", "We will leverage synergies.");
//! let findings = linter.check(&source);
//! assert_eq!(findings.len(), 2);
//! assert_eq!(&source.text()[findings[0].span().clone()], "leverage");
//! ```
//!
//! The library is pure: no file, terminal, thread or clock in it but for what [`config::load`], [`discover`], [`since`],
//! [`write`](mod@write), [`output`] and [`report`] do for the program.

pub mod accept;
pub mod baseline;
pub mod card;
mod char_boundary;
pub mod cli;
pub mod config;
pub mod discover;
pub mod document;
pub mod fault;
pub mod finding;
pub mod fix;
pub mod focus;
pub mod import;
pub mod lexicon;
pub mod linter;
pub mod lsp;
pub mod nearest;
pub mod new;
mod open;
pub mod output;
pub mod pages;
pub mod reading;
pub mod report;
pub mod resolver;
pub mod rules;
pub mod settings;
pub mod severity;
pub mod since;
pub mod source;
pub mod suppress;
pub mod user_pack;
pub mod write;

pub use document::Document;
pub use finding::Finding;
pub use linter::Linter;
pub use settings::{Preset, Selection, Settings};
pub use severity::Severity;
pub use source::Source;
