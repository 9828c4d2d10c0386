//! What a draft is called in reports that other programs read: its path from the folder that the program runs in.

use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a path of an address as it is (RFC 3986, unreserved characters), and what parts it.
pub const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The path relative to `here` if it lies below, with forward slashes. What is not Unicode is replaced by U+FFFD.
pub fn relative(path: &Path, here: &Path) -> String {
    let inner = path.strip_prefix(here).unwrap_or(path);
    let mut out = String::new();
    for component in inner.components() {
        match component {
            Component::CurDir => continue,
            Component::RootDir => {
                out.push('/');
                continue;
            }
            _ => {}
        }
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        out.push_str(&component.as_os_str().to_string_lossy());
    }
    out
}

/// The path as a reference of RFC 3986: percent-encoded, and with its scheme if it is absolute.
pub fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, KEPT);
    match path.as_bytes() {
        [b'/', ..] => format!("file://{encoded}"),
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => format!("file:///{encoded}"),
        _ => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_from_here() {
        let here = Path::new("/home/ann/docs");
        for (path, expected) in [
            ("a.md", "a.md"),
            ("./a b/./c.md", "a b/c.md"),
            ("/home/ann/docs/x/y.md", "x/y.md"),
            ("/home/ann/other.md", "/home/ann/other.md"),
            ("../other.md", "../other.md"),
            ("<stdin>", "<stdin>"),
        ] {
            assert_eq!(relative(Path::new(path), here), expected);
        }
    }

    #[test]
    fn addresses() {
        for (path, expected) in [
            ("a b/50%,x:y.md", "a%20b/50%25%2Cx%3Ay.md"),
            ("é\n\".md", "%C3%A9%0A%22.md"),
            ("/home/ann/other.md", "file:///home/ann/other.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
