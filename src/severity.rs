//! How bad a finding is; the order is that of `--fail-on`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The severity of a finding, least first.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; never fails a run by default.
    Info,
    /// Most readers will stumble here.
    Warning,
    /// The draft should not go out like this.
    Error,
}

impl Severity {
    /// The name as users write it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
