//! How hosting services serve a folder: which file an address is mapped to, and with which headers.
//!
//! Based on their documentation. `docs/HOSTING.md` has what publishers need to know.

use std::fs;
use std::path::Path;

/// A kind of host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HostKind {
    /// Files at their addresses, index documents, and `404.html` for missing files.
    #[default]
    Plain,
    /// GitHub Pages: `x` serves `x.html`, and everything is cacheable for ten minutes.
    GitHubPages,
    /// Netlify: `x` serves `x.html`; `_headers` sets headers.
    Netlify,
    /// Cloudflare Pages: `x.html` is redirected to `x`; `_headers` sets headers.
    Cloudflare,
    /// S3 behind CloudFront: an index document at the root only, and 403 with XML for missing files.
    S3,
    /// The same, configured with `404.html` as the error page.
    S3WithErrorPage,
    /// Sends WebAssembly as `application/octet-stream`.
    WasmAsBytes,
    /// Sends WebAssembly as text.
    WasmAsText,
    /// Sends everything as immutable.
    AllImmutable,
}

/// What an address is mapped to.
pub(super) enum Found {
    /// A file, relative to the paper's root.
    File(String),
    /// A redirect, relative to the host's root.
    Moved(String),
    /// Nothing.
    Missing,
}

/// The response for missing files.
pub(super) enum Missing {
    /// `404.html`, with status 404.
    Page,
    /// XML, with this status.
    Xml(u16),
}

impl HostKind {
    /// Maps the decoded address `asked`, relative to the paper's `root`.
    pub(super) fn find(self, site: &Path, root: &str, asked: &str) -> Found {
        let is_file = |file: &str| !file.is_empty() && site.join(file).is_file();
        let is_folder_address = asked.is_empty() || asked.ends_with('/');
        if is_folder_address {
            let at_host_root = root == "/" && asked.is_empty();
            let has_index =
                !matches!(self, HostKind::S3 | HostKind::S3WithErrorPage) || at_host_root;
            let index = [asked, "index.html"].concat();
            return if has_index && is_file(&index) { Found::File(index) } else { Found::Missing };
        }
        let with_ending = [asked, ".html"].concat();
        match self {
            HostKind::Cloudflare if is_file(asked) && asked.ends_with(".html") => {
                let shown = asked.strip_suffix(".html").unwrap_or(asked);
                let shown = if shown == "index" { "" } else { shown };
                Found::Moved([root, shown].concat())
            }
            _ if is_file(asked) => Found::File(asked.to_owned()),
            HostKind::GitHubPages | HostKind::Netlify | HostKind::Cloudflare
                if is_file(&with_ending) =>
            {
                Found::File(with_ending)
            }
            _ => Found::Missing,
        }
    }

    /// The response for missing files.
    pub(super) fn missing(self) -> Missing {
        if self == HostKind::S3 { Missing::Xml(403) } else { Missing::Page }
    }

    /// The media type that the host sends for a file of the type `usual`.
    pub(super) fn media_type(self, usual: &'static str) -> &'static str {
        match self {
            HostKind::WasmAsBytes if usual == "application/wasm" => "application/octet-stream",
            HostKind::WasmAsText if usual == "application/wasm" => "text/plain",
            _ => usual,
        }
    }

    /// The headers of a file, relative to the paper's root.
    pub(super) fn headers(self, site: &Path, file: &str) -> String {
        let cache = match self {
            HostKind::GitHubPages => "max-age=600",
            HostKind::AllImmutable => "public, max-age=31536000, immutable",
            HostKind::Netlify | HostKind::Cloudflare => {
                let text = fs::read_to_string(site.join("_headers")).unwrap_or_default();
                return listed(&text, &["/", file].concat());
            }
            // No heuristic caching, so that tests see what the host sends.
            _ => "no-cache",
        };
        format!("Cache-Control: {cache}\r\n")
    }

    /// Whether the host shows `article/x` for `article/x.html`.
    pub fn hides_extensions(self) -> bool {
        self == HostKind::Cloudflare
    }
}

/// The headers in a file `_headers` for the address `path`. Both hosts default to `max-age=0`.
fn listed(text: &str, path: &str) -> String {
    let mut headers = String::new();
    let mut applies = false;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if line.starts_with([' ', '\t']) {
            if applies {
                headers += line.trim();
                headers += "\r\n";
            }
            continue;
        }
        applies = match line.trim().strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == line.trim(),
        };
    }
    if !headers.contains("Cache-Control:") {
        headers += "Cache-Control: public, max-age=0, must-revalidate\r\n";
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn reads_a_list_of_headers() {
        let text = "# all\n/*\n  A: 1\n\n/x/*\n\tB: 2\n\tCache-Control: no-store\n/y\n  C: 3\n";
        let usual = "Cache-Control: public, max-age=0, must-revalidate\r\n";
        assert_eq!(listed(text, "/x/y"), "A: 1\r\nB: 2\r\nCache-Control: no-store\r\n");
        assert_eq!(listed(text, "/y"), format!("A: 1\r\nC: 3\r\n{usual}"));
        assert_eq!(listed("", "/y"), usual);
    }
}
