//! One JSON object a finding, a line each: the contract that scripts rely on. The path is the one that was given.

use super::escape::json;
use super::object::FindingObject;
use super::{Draft, Reporter, Run};

/// Objects, a line each.
pub struct Jsonl;

impl Reporter for Jsonl {
    fn draft(&self, out: &mut String, _: &Run, draft: &Draft<'_>) {
        for finding in draft.findings {
            let source = draft.source;
            json(out, &FindingObject::new(source.name(), source, finding));
            out.push('\n');
        }
    }
}
