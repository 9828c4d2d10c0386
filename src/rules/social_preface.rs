//! `social-preface`.

use super::{Case, Structure};
use crate::finding::Finding;
use crate::severity::Severity;

pub const RULE: Structure = Structure {
    id: "social-preface",
    severity: Severity::Info,
    on_by_default: true,
    pitches_only: true,
    what: "",
    why: "",
    instead: "",
    bad: &[],
    good: &[],
    check,
};

fn check(case: &Case<'_>) -> Vec<Finding> {
    let _ = case;
    Vec::new()
}
