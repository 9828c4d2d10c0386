//! What must hold for any bytes whatever, one function for each fuzz target.
//!
//! It is ordinary Rust, so that a file that broke a promise once is tried again by `cargo test` ever after, without the nightly
//! compiler that fuzzing needs: `../tests/fuzz_corpus.rs` compiles this file, too. A broken promise is a panic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a promise that does not hold ends the run"
)]

pub mod check;
pub mod common;
pub mod directives;
pub mod fix;
pub mod lsp;
pub mod mapping;
pub mod reports;
pub mod settings;
