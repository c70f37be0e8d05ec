//! The names of a site's files and folders, from the site's root. Names of pages and of their data are
//! made of these by `viewer::route`. The press writes what the worker needs before the worker's script.

/// The folder of the bundle: data as JSON.
pub const DATA: &str = "data/";
/// The folder of pictures, recordings, films and documents; a hash of the content is in each name.
pub const MEDIA: &str = "media/";
/// The folder of the viewer; a hash of the content is in each name.
pub const VIEWER: &str = "viewer/";

/// The front page; in other folders, what hosts send for the folder's address.
pub const INDEX: &str = "index.html";
/// The page that hosts send for unknown addresses.
pub const NOT_FOUND: &str = "404.html";
/// The page that the service worker shows for what is not kept.
pub const OFFLINE: &str = "offline.html";
/// The page that the service worker shows when what is kept is damaged and the host is out of reach.
pub const DAMAGED: &str = "damaged.html";

/// The bundle's file about the whole paper.
pub const PUBLICATION: &str = "data/publication.json";
/// The list of the site's files for the service worker: `[name, bytes, mark]` of every file, the mark
/// standing for its content.
pub const FILE_LIST: &str = "data/files.json";
/// The file by which a site is known to be Dateline's. It names what Dateline put there.
pub const MARKER: &str = "data/site.json";
/// The headlines of what is kept offline: the service worker's answer, not a file of the site.
pub const KEPT: &str = "data/kept.json";
/// How far the download of the edition is: kept by the service worker, not a file of the site.
pub const PROGRESS: &str = "data/progress.json";

/// The service worker. It stands at the site's root, because it serves what stands below it.
pub const WORKER: &str = "worker.js";
/// The paper as an application to install (W3C Web Application Manifest).
pub const MANIFEST: &str = "manifest.webmanifest";
/// The feed of the newest articles (Atom, RFC 4287).
pub const FEED: &str = "feed.xml";
/// The list of all pages for search engines (sitemaps.org).
pub const SITEMAP: &str = "sitemap.xml";
/// What crawlers may read (RFC 9309).
pub const ROBOTS: &str = "robots.txt";
/// What Netlify and Cloudflare Pages send with files.
pub const HEADERS: &str = "_headers";
