//! Valid file names for a site: they stay inside it, and are unambiguous on every system and host.

use article::{BadSlug, Slug};
use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;
use std::fmt;

/// Why a file name is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadName {
    /// It leads out of the site, or names no file: `..`, `/etc`, `a//b`, `a\b`.
    Outside,
    /// It contains a character that some system forbids.
    Character(char),
    /// It contains a bidirectional control, so that it looks like another name.
    BidiControl,
    /// A component ends with a dot or a space, which Windows drops.
    TrailingDotOrSpace,
    /// A component starts with a hyphen: `rm *` would take it for an option.
    LeadingHyphen,
    /// A component is a Windows device name: `con`, `nul.html`.
    Device,
    /// Its top-level folder has the name of a file that hosts read: `CNAME`, `web.config`.
    HostFile,
    /// A component is longer than file systems allow.
    TooLong,
}

/// The maximum length of a component in bytes. File systems allow 255, and extensions are appended
/// (`.br`).
const MAX_PART_LEN: usize = 240;

/// Files that hosts and crawlers read, in lower case. They are the publisher's. (Hidden names such
/// as `.htaccess` and `.well-known` are never written either.)
const HOST_FILES: [&str; 26] = [
    "_config.yml",
    "_headers",
    "_redirects",
    "_routes.json",
    "_worker.js",
    "ads.txt",
    "amplify.yml",
    "app-ads.txt",
    "apple-app-site-association",
    "browserconfig.xml",
    "cname",
    "crossdomain.xml",
    "favicon.ico",
    "firebase.json",
    "humans.txt",
    "netlify.toml",
    "now.json",
    "php.ini",
    "robots.txt",
    "security.txt",
    "sitemap.xml",
    "staticfile",
    "staticwebapp.config.json",
    "vercel.json",
    "web.config",
    "wrangler.toml",
];

impl BadName {
    /// Checks `file`, a path relative to the site's root with `/` as separator.
    pub fn of(file: &str) -> Option<BadName> {
        let top = file.split_once('/').map_or("", |(top, _)| top);
        let host_file = || is_host_file(top).then_some(BadName::HostFile);
        file.split('/').find_map(part).or_else(host_file)
    }
}

/// Checks one component.
fn part(part: &str) -> Option<BadName> {
    let odd = |c: &char| c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if matches!(part, "" | "." | "..") || part.contains('\\') {
        return Some(BadName::Outside);
    }
    if let Some(character) = part.chars().find(odd) {
        return Some(BadName::Character(character));
    }
    if part.contains(is_bidi_control) {
        return Some(BadName::BidiControl);
    }
    if part.ends_with(['.', ' ']) {
        return Some(BadName::TrailingDotOrSpace);
    }
    if part.starts_with('-') {
        return Some(BadName::LeadingHyphen);
    }
    // Windows ignores an extension, and spaces before it.
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let console = ["conin$", "conout$"].iter().any(|name| stem.eq_ignore_ascii_case(name));
    if console || Slug::new(stem) == Err(BadSlug::Device) {
        return Some(BadName::Device);
    }
    (part.len() > MAX_PART_LEN).then_some(BadName::TooLong)
}

/// Whether a character is a Unicode bidirectional control: a mark, embedding, override or isolate.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a top-level name is that of a file for hosts, which belongs to the publisher.
pub fn is_host_file(entry: &str) -> bool {
    HOST_FILES.iter().any(|name| entry.eq_ignore_ascii_case(name))
}

/// Folds case and normalizes, as case-insensitive file systems do (Windows, macOS): names with the
/// same result are one file there.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    // `str::to_lowercase` lowercases Σ by context. Going through upper case also makes the two
    // lower-case sigmas equal.
    let small: String =
        name.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
    match ComposingNormalizerBorrowed::new_nfc().normalize(&small) {
        Cow::Borrowed(_) => small,
        Cow::Owned(composed) => composed,
    }
}

/// The file of the page at an address relative to the site's root: `a/index.html` for `a/` and `a`.
pub fn page_file(address: &str) -> String {
    let address = address.trim_start_matches('/');
    if address.ends_with(".html") || address.ends_with(".htm") {
        address.to_owned()
    } else {
        [address.trim_end_matches('/'), "/index.html"].concat()
    }
}

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadName::Character(character) => {
                return write!(f, "a file name can't contain {character:?}");
            }
            BadName::Outside => "it is not a path inside the site",
            BadName::BidiControl => "it contains a bidirectional control character",
            BadName::TrailingDotOrSpace => "on Windows, no file name ends with a dot or a space",
            BadName::LeadingHyphen => {
                "commands take a name that starts with a hyphen for an option"
            }
            BadName::Device => "it is a Windows device name",
            BadName::HostFile => "hosts read a file of that name, so it can't be a folder",
            BadName::TooLong => "it is longer than a file name can be",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{BadName, folded};
    use expect_test::{Expect, expect};

    fn check(files: &[&str], expected: Expect) {
        let error = |file: &&str| match BadName::of(file) {
            None => format!("{:.30}: fine\n", file.escape_debug().to_string()),
            Some(error) => format!("{:.30}: {error}\n", file.escape_debug().to_string()),
        };
        expected.assert_eq(&files.iter().map(error).collect::<String>());
    }

    #[test]
    fn names_of_files() {
        check(
            &[
                "index.html",
                "article/한글.html",
                "viewer/snippets/x-1/inline0.js",
                "console.html",
                "com10.html",
                ".nojekyll",
                &"a".repeat(240),
            ],
            expect![[r#"
                index.html: fine
                article/한글.html: fine
                viewer/snippets/x-1/inline0.js: fine
                console.html: fine
                com10.html: fine
                .nojekyll: fine
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: fine
            "#]],
        );
    }

    #[test]
    fn names_that_lead_out() {
        check(
            &["", "..", "../a", "a/../../b", "/etc/a", "a//b", "./a", "a/", "..\\a", "C:/a", "a:b"],
            expect![[r#"
                : it is not a path inside the site
                ..: it is not a path inside the site
                ../a: it is not a path inside the site
                a/../../b: it is not a path inside the site
                /etc/a: it is not a path inside the site
                a//b: it is not a path inside the site
                ./a: it is not a path inside the site
                a/: it is not a path inside the site
                ..\\a: it is not a path inside the site
                C:/a: a file name can't contain ':'
                a:b: a file name can't contain ':'
            "#]],
        );
    }

    #[test]
    fn names_that_are_invalid_on_some_system() {
        check(
            &[
                "a/con",
                "NUL.html",
                "Com1.tar.gz",
                "lpt¹",
                "aux .txt",
                "conout$",
                "a./b",
                "a /b",
                "a?b",
                "a\0b",
                "a\u{85}b",
                &"a".repeat(241),
            ],
            expect![[r#"
                a/con: it is a Windows device name
                NUL.html: it is a Windows device name
                Com1.tar.gz: it is a Windows device name
                lpt¹: it is a Windows device name
                aux .txt: it is a Windows device name
                conout$: it is a Windows device name
                a./b: on Windows, no file name ends with a dot or a space
                a /b: on Windows, no file name ends with a dot or a space
                a?b: a file name can't contain '?'
                a\0b: a file name can't contain '\0'
                a\u{85}b: a file name can't contain '\u{85}'
                aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: it is longer than a file name can be
            "#]],
        );
    }

    #[test]
    fn names_that_mislead_hosts_or_people() {
        check(
            &[
                "CNAME",
                "cname/index.html",
                "Web.config/x",
                "_headers",
                "-rf/a",
                "a/-b",
                "a\u{202e}lmth",
            ],
            expect![[r#"
                CNAME: fine
                cname/index.html: hosts read a file of that name, so it can't be a folder
                Web.config/x: hosts read a file of that name, so it can't be a folder
                _headers: fine
                -rf/a: commands take a name that starts with a hyphen for an option
                a/-b: commands take a name that starts with a hyphen for an option
                a\u{202e}lmth: it contains a bidirectional control character
            "#]],
        );
    }

    #[test]
    fn names_are_case_folded() {
        for (a, b) in [("A.html", "a.html"), ("ΑΣ.html", "ας.html"), ("e\u{301}", "É"), ("ﬀ", "FF")]
        {
            assert_eq!(folded(a), folded(b));
        }
        assert_ne!(folded("a"), folded("á"));
    }
}
