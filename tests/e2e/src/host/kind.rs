//! How hosts of the world serve a folder: which file an address leads to, and what is said of it.
//!
//! What each does is written down in its own documentation, and in `docs/HOSTING.md` where a
//! publisher has to know it.

use std::fs;
use std::path::Path;

/// How a host serves a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HostKind {
    /// The file at its address, index documents in folders, and the paper's page for what is
    /// missing.
    #[default]
    Plain,
    /// GitHub Pages: `x` leads to `x.html`, and everything may be kept for ten minutes.
    GitHubPages,
    /// Netlify: `x` leads to `x.html`; `_headers` says what may be kept.
    Netlify,
    /// Cloudflare Pages: `x.html` is sent on to `x`; `_headers` says what may be kept.
    Cloudflare,
    /// A bucket of S3 behind CloudFront: an index document at the host's root only, and what is
    /// missing is forbidden, in XML.
    S3,
    /// The same, told to send the paper's page for what is missing.
    S3WithErrorPage,
    /// Knows no WebAssembly, and calls it bytes.
    WasmAsBytes,
    /// Knows no WebAssembly, and calls it text.
    WasmAsText,
    /// Says of everything that it never changes.
    KeepsForEver,
}

/// Where an address leads.
pub(super) enum Found {
    /// To this file, by its name from the paper's root.
    File(String),
    /// To another address, from the host's root.
    Moved(String),
    /// Nowhere.
    Missing,
}

/// What is sent where an address leads nowhere.
pub(super) enum Missing {
    /// The paper's own page, with status 404.
    Page,
    /// The host's words in XML, with this status.
    Xml(u16),
}

impl HostKind {
    /// Where the address `asked`, decoded and from the paper's root `root`, leads.
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

    /// What is sent where an address leads nowhere.
    pub(super) fn missing(self) -> Missing {
        if self == HostKind::S3 { Missing::Xml(403) } else { Missing::Page }
    }

    /// What the host calls a file of the type `usual`.
    pub(super) fn media_type(self, usual: &'static str) -> &'static str {
        match self {
            HostKind::WasmAsBytes if usual == "application/wasm" => "application/octet-stream",
            HostKind::WasmAsText if usual == "application/wasm" => "text/plain",
            _ => usual,
        }
    }

    /// The headers about the file at the address `file`, from the paper's root.
    pub(super) fn headers(self, site: &Path, file: &str) -> String {
        let cache = match self {
            HostKind::GitHubPages => "max-age=600",
            HostKind::KeepsForEver => "public, max-age=31536000, immutable",
            HostKind::Netlify | HostKind::Cloudflare => {
                let text = fs::read_to_string(site.join("_headers")).unwrap_or_default();
                return listed(&text, &["/", file].concat());
            }
            // Nothing is kept by the browser unasked: what a test sees, the host has just sent.
            _ => "no-cache",
        };
        format!("Cache-Control: {cache}\r\n")
    }

    /// Whether the host shows `article/x` where the paper has `article/x.html`.
    pub fn hides_endings(self) -> bool {
        self == HostKind::Cloudflare
    }
}

/// The headers that a file `_headers` lists for the address `path`. Both hosts let nothing be kept
/// unasked if it says nothing of that.
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
