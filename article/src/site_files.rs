//! The names of a site's files and folders, relative to the site's root. `viewer::route` derives the names of
//! pages and of their data. The press declares those that the worker needs before the worker's script.

/// The folder of the bundle: data as JSON.
pub const DATA: &str = "data/";
/// The folder of pictures, audio, video and documents; each name contains a hash of the content.
pub const MEDIA: &str = "media/";
/// The folder of the viewer; each name contains a hash of the content.
pub const VIEWER: &str = "viewer/";

/// The front page; in other folders, the page that hosts send for the folder's address.
pub const INDEX: &str = "index.html";
/// The page that hosts send for unknown addresses.
pub const NOT_FOUND: &str = "404.html";
/// The page that the service worker shows offline for a page that isn't cached.
pub const OFFLINE: &str = "offline.html";
/// The page that the service worker shows offline for a page whose cached copy is damaged.
pub const DAMAGED: &str = "damaged.html";

/// The data file of the publication.
pub const PUBLICATION: &str = "data/publication.json";
/// The list of the site's files for the service worker: `[name, bytes, hash]` of every file.
pub const FILE_LIST: &str = "data/files.json";
/// The file by which a site is recognized as Dateline's. It lists what the press wrote.
pub const MARKER: &str = "data/site.json";
/// The headlines of the articles that can be read offline. Answered by the service worker; not a file of the
/// site.
pub const KEPT: &str = "data/kept.json";
/// The progress of downloading the edition. Stored by the service worker; not a file of the site.
pub const PROGRESS: &str = "data/progress.json";

/// The service worker. It is at the site's root, because it controls only pages in its folder and below.
pub const WORKER: &str = "worker.js";
/// The web app manifest (W3C).
pub const MANIFEST: &str = "manifest.webmanifest";
/// The feed of the newest articles (Atom, RFC 4287).
pub const FEED: &str = "feed.xml";
/// The list of all pages for search engines (sitemaps.org).
pub const SITEMAP: &str = "sitemap.xml";
/// The rules for crawlers (RFC 9309).
pub const ROBOTS: &str = "robots.txt";
/// The response headers that Netlify and Cloudflare Pages send.
pub const HEADERS: &str = "_headers";
