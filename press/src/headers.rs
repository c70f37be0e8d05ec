//! What hosts are told by a file in the site: Netlify and Cloudflare Pages read `_headers`.
//!
//! Only what differs from what they do by themselves, which is to let nothing be kept unasked. The
//! file speaks of addresses from the host's root, which is the only place where they read it.

use crate::file_names::HEADERS as HEADERS_FILE;
use crate::site::{Sink, SiteError};

/// Each folder's files have names with a hash of what is in them.
const HEADERS: &str = "\
/*
  X-Content-Type-Options: nosniff
/viewer/*
  Cache-Control: public, max-age=31536000, immutable
/media/*
  Cache-Control: public, max-age=31536000, immutable
";

/// Writes the file, unless the publisher has put one of their own into the site.
///
/// # Errors
/// When it can't be written.
pub fn write(sink: &dyn Sink) -> Result<(), SiteError> {
    sink.write_if_free(HEADERS_FILE, HEADERS.as_bytes()).map(drop)
}
