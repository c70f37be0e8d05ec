//! What hosts are told by a file in the site: Netlify and Cloudflare Pages read `_headers`.
//!
//! Only what differs from what they do by themselves, which is to let nothing be kept unasked. The
//! file speaks of addresses from the host's root, which is the only place where they read it.

use crate::site::{Sink, SiteError};
use article::site_files::{HEADERS, MEDIA, VIEWER};

/// Writes the file, unless the publisher has put one of their own into the site.
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
