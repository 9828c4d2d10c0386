//! `pitchlint config`: what holds for a draft, and where each value comes from.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use super::settings::told;
use super::{CLEAN, ConfigCommandArgs, FAILED, complain};
use crate::config::{Config, LoadedPack};

use crate::discover::read_file;
use crate::document::Document;
use crate::fault::FileProblem;
use crate::report::screen::safe;
use crate::resolver::{Resolved, Resolver};
use crate::settings::{Layer, Origin, OwnSettings, Sourced};
use crate::source::Source;

pub(super) fn run(args: &ConfigCommandArgs) -> io::Result<u8> {
    let over = args.voice.layer_with(args.kind, &args.accept);
    let Some(mut resolver) = args.voice.resolver(Layer::default(), args.color)? else {
        return Ok(FAILED);
    };
    let Some(resolved) = told(args.color, resolver.resolve(&args.draft))? else {
        return Ok(FAILED);
    };
    let config = resolved.config.as_deref();
    let mut layer = resolver.layer(config, &resolved.overrides);
    let mut faults = Vec::new();
    // A draft that is still to be written has settings, too.
    if args.draft.is_file() {
        match read_file(&args.draft) {
            Ok(source) => {
                let settings = resolver.settings(config, &resolved.overrides);
                let own = OwnSettings::of(&Document::parse(&source), || settings.rule_ids());
                layer.cover_with(&own_layer(&source, &own));
                faults = (own.faults.into_iter())
                    .map(|fault| FileProblem::new(source.name(), source.text(), fault))
                    .collect();
            }
            Err(problem) => {
                complain(args.color, &problem)?;
                return Ok(FAILED);
            }
        }
    }
    layer.cover_with(&over);
    let packs = resolver.packs(config);
    let page = page(&args.draft, &resolved, config, &layer, packs, &resolver);
    io::stdout().write_all(safe(&page).as_bytes())?;
    for fault in &faults {
        complain(args.color, fault)?;
    }
    Ok(if faults.is_empty() { CLEAN } else { FAILED })
}

/// What a draft says of itself, as a layer like any other.
fn own_layer(source: &Source, own: &OwnSettings) -> Layer {
    let origin = |at: usize| Origin::File {
        name: source.name().to_owned(),
        line: source.position(at).line,
    };
    let sourced = |at: usize, value| Sourced {
        value,
        origin: origin(at),
    };
    Layer {
        audience: (own.audience.as_ref()).map(|(value, span)| Sourced {
            value: *value,
            origin: origin(span.start),
        }),
        kind: (own.kind.as_ref()).map(|(value, span)| Sourced {
            value: *value,
            origin: origin(span.start),
        }),
        accept: (own.accept.iter())
            .map(|(term, span)| Sourced {
                value: term.clone(),
                origin: origin(span.start),
            })
            .collect(),
        levels: (own.disable.iter())
            .map(|(id, span)| (id.clone(), sourced(span.start, crate::settings::Level::Off)))
            .collect(),
        preset: None,
    }
}

fn page(
    draft: &Path,
    resolved: &Resolved,
    config: Option<&Config>,
    layer: &Layer,
    packs: &[LoadedPack],
    resolver: &Resolver,
) -> String {
    let mut out = String::new();
    let used = config.map_or("none", |config| &config.name);
    let _ = writeln!(out, "{}\nconfig: {used}\n", draft.display());
    let mut line = |key: &str, value: &str, origin: &Origin| {
        let _ = writeln!(out, "{key:<30} {value:<12} {origin}");
    };
    let mut one = |key: &str, set: Option<(&str, &Origin)>, default: &str| {
        let (value, origin) = set.unwrap_or((default, &Origin::Default));
        line(key, value, origin);
    };
    let audience = layer.audience.as_ref();
    one(
        "audience",
        audience.map(|set| (set.value.name(), &set.origin)),
        crate::lexicon::pack::Audience::default().name(),
    );
    let kind = layer.kind.as_ref();
    one(
        "kind",
        kind.map(|set| (set.value.name(), &set.origin)),
        "auto",
    );
    let preset = layer.preset.as_ref();
    one(
        "preset",
        preset.map(|set| (set.value.name(), &set.origin)),
        "default",
    );
    for (id, level) in &layer.levels {
        line(&format!("rules.{id}"), level.value.name(), &level.origin);
    }
    for term in &layer.accept {
        line("accept", term.value.text(), &term.origin);
    }
    for pack in packs {
        line("packs", &pack.name, &pack.origin);
    }
    let globs = |config: &Config| {
        let written = |globs: &Option<crate::config::Globs>| {
            globs
                .as_ref()
                .map_or(Vec::new(), |globs| globs.written.clone())
        };
        (written(&config.include), written(&config.exclude))
    };
    if let Some((include, exclude)) = config.map(globs) {
        for glob in &include {
            line("include", &glob.value, &glob.origin);
        }
        for glob in &exclude {
            line("exclude", &glob.value, &glob.origin);
        }
    }
    if !resolver.wants(resolved) {
        out.push_str(
            "\nIt is left out where it is found in a folder, and checked only if it is named.\n",
        );
    }
    out
}
