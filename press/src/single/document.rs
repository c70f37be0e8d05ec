//! The one document: front page, the other pages, the paper's files, and what starts the viewer.

use super::Parts;
use crate::html::Html;
use crate::site::SiteError;
use crate::viewer_files::ViewerFiles;
use article::site_files::{DATA, FILE_LIST, PUBLICATION};
use article::{MediaPath, Publication};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use import::files;
use import::generated::SINGLE_FILE_MARK;
use import::media_types::media_type;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use viewer::InlineFiles;
use viewer::load::page_of;
use viewer::pages::{render_part, render_with_parts};
use viewer::route::{Root, Route};

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
    let media = Arc::new(Media::read(parts)?);
    let publication = parts.written.get(PUBLICATION);
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
    html.app(&Route::Front.file());
    put_pages(&mut html, &publication, parts, &media);
    html.raw("</div>");
    if let (Some(viewer), Some(scripts)) = (viewer, &scripts) {
        media.put_rest(&mut html);
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

/// Puts all pages into the document: the front page, and hidden in it the others.
fn put_pages(html: &mut Html, publication: &Publication, parts: &Parts, media: &Arc<Media>) {
    let front = parts.written.get(&Route::Front.data_file().unwrap_or_default());
    let front = page_of(&Route::Front, Ok(front.map_or("", |json| text(json))));
    let [above, below] = render_with_parts(publication, front, Arc::clone(media) as _);
    html.raw(&above);
    let mut seen = BTreeSet::new();
    let pages = parts.written.iter().filter_map(|(file, json)| {
        let route = Route::of_data_file(file).filter(|route| *route != Route::Front)?;
        // The newest page of a list has two names.
        seen.insert(json).then_some((route, text(json)))
    });
    let pages: Vec<(Route, &str)> = pages.collect();
    let render = |(route, json): (Route, &str)| {
        render_part(&route, page_of(&route, Ok(json)), Arc::clone(media) as _)
    };
    let pages: Vec<String> = pages.into_par_iter().map(render).collect();
    for page in pages {
        html.raw(&page);
    }
    html.raw(&below);
}

/// Pictures, recordings, documents. Thumbnails stand on the front page only; elsewhere they come with the
/// viewer, which takes them from where the picture stands, or from an element that is not shown.
struct Media {
    /// What is in them, as `data:` addresses, by name.
    addresses: BTreeMap<String, String>,
    usage: Mutex<Usage>,
}

/// Which files are shown where.
#[derive(Default)]
struct Usage {
    /// By a page, in the document.
    in_pages: BTreeSet<String>,
    /// By the viewer.
    by_viewer: BTreeSet<String>,
}

impl Media {
    fn read(parts: &Parts) -> Result<Media, SiteError> {
        let read = |(name, path): (&String, &PathBuf)| {
            let bytes = files::read(path, u64::MAX - 1);
            let bytes = bytes.map_err(|error| SiteError::Source { path: path.clone(), error })?;
            Ok((name.clone(), data_address(name, &bytes)))
        };
        let addresses = parts.media.iter().map(read).collect::<Result<_, SiteError>>()?;
        Ok(Media { addresses, usage: Mutex::default() })
    }

    fn usage(&self) -> MutexGuard<'_, Usage> {
        self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts into the document what only the viewer shows.
    fn put_rest(&self, html: &mut Html) {
        let usage = self.usage();
        for name in usage.by_viewer.difference(&usage.in_pages) {
            let Some(address) = self.addresses.get(name) else { continue };
            html.raw("<script type=\"text/plain\" data-media=\"").text(name).raw("\">");
            html.raw(address).raw("</script>");
        }
    }
}

impl InlineFiles for Media {
    fn show(&self, file: &MediaPath) -> Option<String> {
        self.usage().in_pages.insert(file.as_str().to_owned());
        self.addresses.get(file.as_str()).cloned()
    }

    fn leave_to_viewer(&self, file: &MediaPath) {
        self.usage().by_viewer.insert(file.as_str().to_owned());
    }
}

/// A file as an address.
fn data_address(name: &str, bytes: &[u8]) -> String {
    ["data:", &media_type(name).replace(' ', ""), ";base64,", &BASE64.encode(bytes)].concat()
}

/// Puts the paper's data into the document, each piece once, under all of its names.
fn put_files(html: &mut Html, parts: &Parts) {
    let mut files: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for (name, bytes) in &parts.written {
        if name.starts_with(DATA) && name != FILE_LIST {
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
