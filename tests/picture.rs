//! The picture in the README is what the program writes, not what somebody once wished that it wrote.
//!
//! `SNAPSHOTS=overwrite cargo test --test picture` draws it anew.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

use anstyle_svg::{Palette, Term, WIN10_CONSOLE};
use snapbox::cmd::{Command, cargo_bin};
use snapbox::{assert_data_eq, file};

#[test]
fn the_picture_is_current() {
    let run = Command::new(cargo_bin!("pitchlint"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/picture"))
        .args(["draft.md", "--color", "always"])
        .assert()
        .code(1);
    let written = std::str::from_utf8(&run.get_output().stdout).unwrap();
    let screen = format!("$ pitchlint draft.md\n\n{}", written.trim_end());
    let svg = Term::new().palette(bright()).render_svg(&screen);
    assert_data_eq!(svg, file!["../docs/report.svg"].raw());
}

/// The plain colours as light as the bright ones: on the dark background of a picture, the plain magenta is hard to read.
fn bright() -> Palette {
    let mut colors = WIN10_CONSOLE.0;
    let (plain, light) = colors.split_at_mut(8);
    plain[1..7].copy_from_slice(&light[1..7]);
    plain[5].0 = 255; // and the light one is hardly better
    plain[5].1 = 120;
    plain[5].2 = 220;
    Palette(colors)
}
