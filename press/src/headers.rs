//! `_headers`: the response headers for hosts that read this file (Netlify, Cloudflare Pages).
//!
//! By default these hosts let browsers revalidate every file; only differences from that are set. Paths are
//! relative to the host's root, the only place where the file is read.

use crate::site::{Sink, SiteError};
use article::site_files::{HEADERS, MEDIA, VIEWER};

/// Writes the file, unless the publisher has put one into the site.
///
/// # Errors
/// When it can't be written.
pub fn write(sink: &dyn Sink) -> Result<(), SiteError> {
    let mut text = "/*\n  X-Content-Type-Options: nosniff\n".to_owned();
    // Their files have names with a hash of what is in them.
    for folder in [VIEWER, MEDIA] {
        text += &format!("/{folder}*\n  Cache-Control: public, max-age=31536000, immutable\n");
    }
    sink.write_if_free(HEADERS, text.as_bytes()).map(drop)
}
