//! The names of the files that stand beside a site's pages. Those of pages and their data are made by
//! `viewer::route`.

/// The feed of the newest articles (Atom, RFC 4287).
pub const FEED: &str = "feed.xml";
/// The list of all pages for search engines (sitemaps.org).
pub const SITEMAP: &str = "sitemap.xml";
/// What crawlers may read (RFC 9309).
pub const ROBOTS: &str = "robots.txt";
/// What Netlify and Cloudflare Pages send with files.
pub const HEADERS: &str = "_headers";
/// The paper as an application to install (W3C Web Application Manifest).
pub const MANIFEST: &str = "manifest.webmanifest";
/// The service worker. It stands at the site's root, because it serves what stands below it.
pub const WORKER: &str = "worker.js";
/// The list of the site's files for the service worker: `[name, bytes, mark]` of every file, the mark
/// standing for its content.
pub const FILES: &str = "data/files.json";
/// The file by which a site is known to be Dateline's. It names what Dateline put there.
pub const MARKER: &str = "data/site.json";
