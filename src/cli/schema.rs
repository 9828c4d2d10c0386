//! `pitchlint schema`: the JSON Schema of a config, for editors.

use std::io::{self, Write as _};

use super::CLEAN;
use crate::config::file::schema;

pub(super) fn run() -> io::Result<u8> {
    let schema = schema().map_err(io::Error::other)?;
    io::stdout().write_all(schema.as_bytes())?;
    Ok(CLEAN)
}
