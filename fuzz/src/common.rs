//! What the targets share: linters, and what holds for every finding in every draft.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use pitchlint::document::prose::fold_term;
use pitchlint::lexicon::matcher::Workload;
use pitchlint::reading::Kind;
use pitchlint::report::RuleInfo;
use pitchlint::rules;
use pitchlint::settings::Level;
use pitchlint::{Finding, Linter, Preset, Selection, Settings, Severity, Source};

/// As it is without any settings.
pub static DEFAULT: LazyLock<Linter> = LazyLock::new(|| Linter::new(&Selection::default()));

/// Every rule speaks, as strictly as it can, about every draft.
pub static STRICT: LazyLock<Linter> = LazyLock::new(|| linter(Workload::Small));

/// The same, made for many drafts.
pub static STRICT_FOR_MANY: LazyLock<Linter> = LazyLock::new(|| linter(Workload::Large));

fn linter(workload: Workload) -> Linter {
    Linter::with_settings(strict(), workload).expect("the packs of the build fit")
}

/// Settings with which every rule speaks.
pub fn strict() -> Settings {
    let level = |severity| match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Info,
    };
    let rules = RuleInfo::all_of(rules::tables());
    let levels: BTreeMap<String, Level> =
        rules.map(|rule| (rule.id, level(rule.severity))).collect();
    Settings {
        levels,
        kind: Some(Kind::Pitch),
        preset: Preset::Strict,
        ..Settings::default()
    }
}

/// A draft of these bytes. What is not UTF-8 is refused with the place of the first byte that is not; the rest of the run takes
/// it for U+FFFD, so that it is not wasted.
pub fn draft(data: &[u8]) -> Source {
    let name = if data.contains(&b'{') {
        "draft.mdx"
    } else {
        "draft.md"
    };
    match Source::from_bytes(name, data.to_vec()) {
        Ok(source) => source,
        Err(error) => {
            if let pitchlint::source::SourceError::NotUtf8 { offset, line } = error {
                assert!(std::str::from_utf8(&data[..offset]).is_ok());
                let breaks = data[..offset].iter().filter(|byte| **byte == b'\n').count();
                assert_eq!(line, breaks + 1);
            }
            Source::new(name, String::from_utf8_lossy(data))
        }
    }
}

/// The bytes of a range, which has to lie in the text and on characters.
pub fn slice<'t>(text: &'t str, span: &Range<usize>, what: &str) -> &'t str {
    text.get(span.clone())
        .unwrap_or_else(|| panic!("{what}: {span:?} is no range of {text:?}"))
}

/// What holds for the findings of a draft.
pub fn findings(source: &Source, findings: &[Finding]) {
    for finding in findings {
        self::finding(source, finding);
    }
    assert!(
        findings.is_sorted_by_key(|finding| finding.span().start),
        "findings come in reading order: {findings:#?}"
    );
}

fn finding(source: &Source, finding: &Finding) {
    let text = source.text();
    let labels = &finding.labels;
    for label in std::iter::once(&labels.primary).chain(&labels.related) {
        slice(text, &label.span, "label");
        let (start, end) = (
            source.position(label.span.start),
            source.position(label.span.end),
        );
        assert!(start <= end && 1 <= start.line && end.line <= source.line_count());
        assert!(1 <= start.column && 1 <= end.column);
    }
    // Nothing has no words; something that is missing from it is missing at its beginning.
    let has_words = !fold_term(text).is_empty();
    assert!(
        !has_words || !finding.span().is_empty() || *finding.span() == (0..0),
        "{finding:?} is about nothing"
    );
    let texts = [
        Some(&finding.message),
        finding.note.as_ref(),
        finding.help.as_ref(),
    ];
    for said in texts.into_iter().flatten() {
        assert!(!said.trim().is_empty(), "{finding:?}");
    }
    assert!(!finding.message.contains('\n'), "{finding:?}");
    if let Some(fix) = &finding.fix {
        assert!(
            !fix.title.is_empty() && !fix.edits.is_empty(),
            "{finding:?}"
        );
        let mut end = 0;
        for (number, edit) in fix.edits.iter().enumerate() {
            slice(text, &edit.span, "edit");
            assert!(
                number == 0 || end <= edit.span.start,
                "{finding:?} has edits that overlap"
            );
            end = edit.span.end;
        }
    }
}

/// A text with edits made, one after the other from the last to the first.
pub fn edited(text: &str, edits: &[pitchlint::finding::Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.clone(), &edit.replacement);
    }
    text
}
