//! What a draft says about itself: the keys below `pitchlint:` in its front matter. The kind of a draft is told where all that
//! speaks for it is weighed.

use std::borrow::Cow;
use std::ops::Range;

use super::{KindSetting, Level, Settings};
use crate::accept::AcceptedTerm;
use crate::document::{Document, MetadataEntry};
use crate::fault::{Fault, fault, first, nearest};
use crate::lexicon::pack::Audience;

/// The key of the front matter below which this program's own stand.
const OWN: &str = "pitchlint";

/// What a draft may say.
const KEYS: &[&str] = &["accept", "audience", "disable", "kind"];

/// What a draft says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnSettings {
    pub audience: Option<(Audience, Range<usize>)>,
    pub accept: Vec<(AcceptedTerm, Range<usize>)>,
    /// The ids of rules that are silent about it.
    pub disable: Vec<(String, Range<usize>)>,
    pub kind: Option<(KindSetting, Range<usize>)>,
    /// What is wrong with it; the rest holds all the same.
    pub faults: Vec<Fault>,
}

impl OwnSettings {
    /// Reads the front matter of a draft; `rules` are the ids of all rules.
    pub fn of<'r, I: Iterator<Item = &'r str>>(
        document: &Document,
        rules: impl Fn() -> I,
    ) -> OwnSettings {
        let mut own = OwnSettings::default();
        let entries = document
            .front_matter()
            .map_or(&[][..], |front| &front.entries);
        for entry in entries {
            if entry.key == OWN && !entry.items.is_empty() {
                own.wrong(
                    entry,
                    "a value stands behind `pitchlint`".to_owned(),
                    format!("put a key below it: one of {}", KEYS.join(", ")),
                );
            }
            let Some(key) = entry
                .key
                .strip_prefix(OWN)
                .and_then(|k| k.strip_prefix('.'))
            else {
                continue;
            };
            match key {
                "audience" => own.read_audience(entry),
                "kind" => own.read_kind(entry),
                "accept" => own.read_accept(entry),
                "disable" => own.read_disable(entry, &rules),
                _ => own.wrong(
                    entry,
                    format!("there is no key `{key}` below `pitchlint`"),
                    suggestion(key, KEYS.iter().copied()),
                ),
            }
        }
        own.faults = first(own.faults);
        own
    }

    fn read_audience(&mut self, entry: &MetadataEntry) {
        let names = || Audience::ALL.iter().map(|audience| audience.name());
        for item in &entry.items {
            match Audience::ALL.iter().find(|one| one.name() == item) {
                Some(audience) => self.audience = Some((*audience, entry.span.clone())),
                None => self.wrong(
                    entry,
                    format!("\"{item}\" is no audience"),
                    suggestion(item, names()),
                ),
            }
        }
    }

    fn read_kind(&mut self, entry: &MetadataEntry) {
        let kinds = [KindSetting::Pitch, KindSetting::Prose];
        for item in &entry.items {
            let named = kinds
                .iter()
                .find(|one| one.name().eq_ignore_ascii_case(item));
            match named {
                Some(kind) => self.kind = Some((*kind, entry.span.clone())),
                None => self.wrong(
                    entry,
                    format!("\"{item}\" is no kind of draft"),
                    suggestion(item, kinds.iter().map(|kind| kind.name())),
                ),
            }
        }
    }

    fn read_accept(&mut self, entry: &MetadataEntry) {
        for item in &entry.items {
            match item.parse() {
                Ok(term) => self.accept.push((term, entry.span.clone())),
                Err(_) => self.wrong(
                    entry,
                    format!("\"{item}\" cannot be accepted"),
                    "write plain words; only a * at the end of a word means something: any ending"
                        .to_owned(),
                ),
            }
        }
    }

    fn read_disable<'r, I: Iterator<Item = &'r str>>(
        &mut self,
        entry: &MetadataEntry,
        rules: impl Fn() -> I,
    ) {
        for item in &entry.items {
            if rules().any(|id| id == item) {
                self.disable.push((item.clone(), entry.span.clone()));
                continue;
            }
            let cure = match nearest(item, rules()) {
                Some(near) => format!("did you mean `{near}`? `pitchlint rules` lists all"),
                None => "`pitchlint rules` lists all".to_owned(),
            };
            self.wrong(entry, format!("there is no rule `{item}`"), cure);
        }
    }

    fn wrong(&mut self, entry: &MetadataEntry, message: String, cure: String) {
        self.faults.push(fault(message, cure, entry.span.clone()));
    }

    /// The settings that hold for the draft, where others hold for all.
    pub fn laid_over<'s>(&self, settings: &'s Settings) -> Cow<'s, Settings> {
        let audience = (self.audience.as_ref()).filter(|_| !settings.settled.audience);
        if self.accept.is_empty() && self.disable.is_empty() && audience.is_none() {
            return Cow::Borrowed(settings);
        }
        let mut own = Settings {
            selection: settings.selection.clone(),
            levels: settings.levels.clone(),
            accept: settings.accept.clone(),
            // Packs may be large, and have done their work when the linter was made.
            packs: Vec::new(),
            ..*settings
        };
        own.accept
            .extend(self.accept.iter().map(|(term, _)| term.clone()));
        for (id, _) in &self.disable {
            own.levels.insert(id.clone(), Level::Off);
            // Whoever runs the program with a selection wants it among what the drafts let speak.
            own.selection.ignore.push(id.clone());
        }
        if let Some((audience, _)) = audience {
            own.audience = *audience;
        }
        Cow::Owned(own)
    }
}

fn suggestion<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    let all: Vec<&str> = known.clone().collect();
    match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`? What fits here: {}", all.join(", ")),
        None => format!("what fits here: {}", all.join(", ")),
    }
}
