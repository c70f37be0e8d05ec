//! The one document: front page, the other pages, the paper's files, and what starts the viewer.

use super::{Parts, page};
use crate::file_names::FILES;
use crate::html::Html;
use crate::site::SiteError;
use crate::viewer_files::ViewerFiles;
use article::Publication;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use import::files;
use import::generated::SINGLE_FILE_MARK;
use import::media_types::media_type;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use viewer::route::{PUBLICATION_FILE, Root, Route};

/// What answers for the host.
const BOOT: &str = include_str!("boot.js");
/// What shows one page of many.
const STYLE: &str = include_str!("single.css");
/// What the viewer's WebAssembly is called in the document.
const WASM: &str = "viewer.wasm";

/// Makes the document.
///
/// # Errors
/// When a picture, recording or document can't be read.
pub fn document(parts: &Parts, viewer: Option<&ViewerFiles>) -> Result<String, SiteError> {
    let media = Media::read(parts)?;
    let (front, pages) = printed(parts, media);
    let publication = parts.written.get(PUBLICATION_FILE);
    // It is our own writing.
    let publication: Publication =
        publication.and_then(|json| serde_json::from_slice(json).ok()).unwrap_or_default();
    let sheet = viewer.map_or("", |viewer| text(viewer.content(&viewer.style)));
    let style = [sheet, STYLE].concat();
    let scripts = viewer.map(|viewer| [BOOT.to_owned(), starting(viewer)]);

    let mut html = Html::new();
    html.raw(SINGLE_FILE_MARK).raw("<html lang=\"").text(&publication.language);
    html.raw("\" dir=\"").raw(publication.direction.as_str()).raw("\"><head>");
    html.raw("<meta charset=\"utf-8\">");
    html.meta("viewport", "width=device-width, initial-scale=1");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.raw(&policy(&style, scripts.as_ref().map_or(&[], |scripts| scripts))).raw("\">");
    html.raw("<title>").text(&publication.title).raw("</title>");
    if !publication.tagline.is_empty() {
        html.meta("description", &publication.tagline);
    }
    html.meta("color-scheme", "light dark");
    if let Some(icon) = viewer.map(|viewer| viewer.content("icon.svg")) {
        html.link("icon", &data_address("icon.svg", icon));
    }
    html.raw("<style>").raw(&style).raw("</style></head><body>");
    html.raw("<div id=\"app\" data-page=\"").text(&Route::Front.file()).raw("\">");
    let (above, below) = front.split_at(front.find("</main>").map_or(front.len(), |at| at + 7));
    html.raw(above).raw(&pages.html).raw(below).raw("</div>");
    if let (Some(viewer), Some(scripts)) = (viewer, &scripts) {
        pages.media.put_rest(&mut html);
        put_files(&mut html, parts);
        html.raw("<script type=\"application/wasm\" data-file=\"").raw(WASM).raw("\">");
        html.raw(&BASE64.encode(viewer.content(&viewer.wasm))).raw("</script>");
        for script in scripts {
            html.raw("<script type=\"module\">").raw(script).raw("</script>");
        }
    }
    html.raw("</body></html>\n");
    Ok(html.finish())
}

/// The pages but the front page, and what became of the pictures.
struct Pages<'a> {
    html: String,
    media: Media<'a>,
}

/// The front page, and all others in one piece. Pictures stand on the front page and in the articles;
/// thumbnails elsewhere come with the viewer, which takes them from there.
fn printed<'a>(parts: &'a Parts, mut media: Media<'a>) -> (String, Pages<'a>) {
    let page_of = |route: &Route| parts.written.get(&route.file()).map(|bytes| text(bytes));
    let front = page_of(&Route::Front).unwrap_or_default();
    let front = page::rewrite(front, "", &mut |file, _| media.place(file));
    let mut html = String::new();
    let root = Root::at(Root::FRAGMENT);
    let mut data = BTreeSet::new();
    for file in parts.written.keys() {
        let route = Route::parse(file);
        let json = route.data_file().and_then(|data| parts.written.get(&data));
        // Redirects have no data. The first page of a list that has one page has two names.
        let (Some(json), Some(printed)) = (json, page_of(&route)) else { continue };
        if *file != route.file() || route == Route::Front || !data.insert(json) {
            continue;
        }
        let mut embed = |file: &str, is_thumbnail: bool| media.in_page(file, is_thumbnail);
        html += &page::part(printed, &root.page(&route), &mut embed).unwrap_or_default();
    }
    (front, Pages { html, media })
}

/// Pictures, recordings, documents.
struct Media<'a> {
    /// What is in them, as addresses, by name.
    addresses: BTreeMap<&'a str, String>,
    /// Those that stand on a page.
    placed: BTreeSet<String>,
    /// Those that are wanted on other pages.
    wanted: BTreeSet<String>,
}

impl<'a> Media<'a> {
    fn read(parts: &'a Parts) -> Result<Media<'a>, SiteError> {
        let read = |(name, path): (&'a String, &std::path::PathBuf)| {
            let bytes = files::read(path, u64::MAX - 1);
            let bytes = bytes.map_err(|error| SiteError::Source { path: path.clone(), error })?;
            Ok((name.as_str(), data_address(name, &bytes)))
        };
        let addresses = parts.media.iter().map(read).collect::<Result<_, SiteError>>()?;
        Ok(Media { addresses, placed: BTreeSet::new(), wanted: BTreeSet::new() })
    }

    fn place(&mut self, file: &str) -> Option<String> {
        self.placed.insert(file.to_owned());
        self.addresses.get(file).cloned()
    }

    fn in_page(&mut self, file: &str, is_thumbnail: bool) -> Option<String> {
        if is_thumbnail {
            self.wanted.insert(file.to_owned());
            return None;
        }
        self.place(file)
    }
}

/// A file as an address.
fn data_address(name: &str, bytes: &[u8]) -> String {
    ["data:", &media_type(name).replace(' ', ""), ";base64,", &BASE64.encode(bytes)].concat()
}

impl Media<'_> {
    /// Puts into the document what only the viewer shows.
    fn put_rest(&self, html: &mut Html) {
        for (name, address) in &self.addresses {
            if self.wanted.contains(*name) && !self.placed.contains(*name) {
                html.raw("<script type=\"text/plain\" data-media=\"").text(name).raw("\">");
                html.raw(address).raw("</script>");
            }
        }
    }
}

/// Puts the paper's data into the document, each piece once, under all of its names.
fn put_files(html: &mut Html, parts: &Parts) {
    let mut files: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for (name, bytes) in &parts.written {
        if name.starts_with("data/") && name != FILES {
            files.entry(bytes).or_default().push(name);
        }
    }
    for (bytes, names) in files {
        html.raw("<script type=\"application/json\" data-file=\"").text(&names.join(" "));
        // In JSON `<` stands in texts only, and can be written so that it ends no element.
        html.raw("\">").raw(&text(bytes).replace('<', "\\u003c")).raw("</script>");
    }
}

/// The viewer's script, made to start it.
fn starting(viewer: &ViewerFiles) -> String {
    let start = viewer.starting(&[Root::FRAGMENT, WASM].concat());
    // Within a text, which is where it would stand, this is the same.
    start.replace("</script", "<\\/script")
}

/// What the document may do: show what is in it, run its own scripts, and nothing else.
fn policy(style: &str, scripts: &[String]) -> String {
    let hashed = |text: &str| format!(" 'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    let allowed: String = scripts.iter().map(|script| hashed(script)).collect();
    let allowed = if scripts.is_empty() { " 'none'".to_owned() } else { allowed };
    format!(
        "default-src 'none'; script-src{allowed} 'wasm-unsafe-eval'; style-src{}; img-src data:; \
         media-src data: blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hashed(style)
    )
}

/// Our own writing, which is UTF-8.
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}
