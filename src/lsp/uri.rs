//! Addresses of documents, and the paths behind them.

use std::path::{Path, PathBuf};

use lsp_types::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use crate::report::path::KEPT;

/// Where a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    File(PathBuf),
    /// In an editor that has not saved it yet; its name there.
    Unsaved(String),
    /// In an archive, an older version, the output of a program.
    Elsewhere,
}

/// What must not stand in an address as it is.
const NOT_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Where the document with this address is.
pub fn place(uri: &Uri) -> Place {
    let text = uri.as_str();
    let Some((scheme, rest)) = text.split_once(':') else {
        return Place::Elsewhere;
    };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let rest = &rest[..end];
    if scheme.eq_ignore_ascii_case("untitled") {
        return Place::Unsaved(percent_decode_str(rest).decode_utf8_lossy().into_owned());
    }
    if !scheme.eq_ignore_ascii_case("file") {
        return Place::Elsewhere;
    }
    let path = match rest.strip_prefix("//") {
        None => Some(rest),
        Some(rest) => rest.find('/').map(|at| &rest[at..]).filter(|path| {
            let host = &rest[..rest.len() - path.len()];
            host.is_empty() || host.eq_ignore_ascii_case("localhost")
        }),
    };
    match path.and_then(decoded) {
        Some(path) if path.is_absolute() => Place::File(path),
        _ => Place::Elsewhere,
    }
}

#[cfg(unix)]
fn decoded(path: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    let bytes: Vec<u8> = percent_decode_str(path).collect();
    // No path holds the byte 0.
    (!bytes.contains(&0)).then(|| std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn decoded(path: &str) -> Option<PathBuf> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // "/c:/drafts" is "c:/drafts" here.
    let has_drive = path.get(2..3) == Some(":");
    let path = if has_drive { &path[1..] } else { &path };
    (!path.contains('\0')).then(|| PathBuf::from(path))
}

/// The address of a file; none if its path is no text where that matters, or not absolute.
pub fn of_path(path: &Path) -> Option<Uri> {
    if !path.is_absolute() {
        return None;
    }
    format!("file://{}", encoded(path)?).parse().ok()
}

#[cfg(unix)]
fn encoded(path: &Path) -> Option<String> {
    use std::os::unix::ffi::OsStrExt as _;
    let bytes = path.as_os_str().as_bytes();
    Some(percent_encoding::percent_encode(bytes, KEPT).to_string())
}

#[cfg(not(unix))]
fn encoded(path: &Path) -> Option<String> {
    let path = path.to_str()?.replace('\\', "/");
    let path = utf8_percent_encode(&path, KEPT);
    Some(format!("/{path}"))
}

/// The keys under which addresses stand.
const KEYS: &[&str] = &["uri", "rootUri"];

/// Writes addresses as they should be: some editors send spaces and letters of all alphabets as they are.
pub fn mend(params: &mut Value) {
    match params {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(uri) if KEYS.contains(&key.as_str()) => {
                        *uri = utf8_percent_encode(uri, NOT_IN_ADDRESS).to_string();
                    }
                    value => mend(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mend),
        _ => {}
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (uri, expected) in [
            ("file:///a/b.md", Place::File("/a/b.md".into())),
            (
                "file:///a%20b/%C3%A9.md",
                Place::File("/a b/\u{e9}.md".into()),
            ),
            ("FILE://localhost/a.md", Place::File("/a.md".into())),
            ("file:/a.md", Place::File("/a.md".into())),
            ("file:///a.md?x#y", Place::File("/a.md".into())),
            ("file://host/a.md", Place::Elsewhere),
            ("file:///a%00.md", Place::Elsewhere),
            ("untitled:Untitled-1", Place::Unsaved("Untitled-1".into())),
            ("git:/a.md?ref", Place::Elsewhere),
            ("a.md", Place::Elsewhere),
        ] {
            assert_eq!(place(&uri.parse().unwrap()), expected, "{uri}");
        }
    }

    #[test]
    fn there_and_back() {
        let path = Path::new("/drafts é/100 %#?.md");
        let uri = of_path(path).unwrap();
        assert_eq!(
            uri.as_str(),
            "file:///drafts%20%C3%A9/100%20%25%23%3F%2Emd".replace("%2E", ".")
        );
        assert_eq!(place(&uri), Place::File(path.into()));
    }

    #[test]
    fn addresses_are_mended() {
        let mut params = serde_json::json!({ "textDocument": { "uri": "file:///a b/é%20.md" } });
        mend(&mut params);
        assert_eq!(params["textDocument"]["uri"], "file:///a%20b/%C3%A9%20.md");
    }
}
