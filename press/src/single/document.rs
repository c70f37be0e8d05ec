//! The document: front page, the other pages, the paper's data and media, and the viewer.

use super::Parts;
use crate::html::Html;
use crate::inline_style::{InlineStyle, hash_source};
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
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use viewer::InlineFiles;
use viewer::load::page_of;
use viewer::pages::{render_part, render_with_parts};
use viewer::route::{Root, Route};

/// The script that takes the place of the host.
const BOOT: &str = include_str!("boot.js");
/// The style that shows one of the pages.
const STYLE: &str = include_str!("single.css");
/// The name of the viewer's WebAssembly in the document.
const WASM: &str = "viewer.wasm";

/// Makes the document.
///
/// # Errors
/// When a picture, recording or document can't be read.
pub fn document(parts: &Parts, viewer: Option<&ViewerFiles>) -> Result<String, SiteError> {
    let media = Arc::new(Media::read(parts)?);
    let publication = parts.written.get(PUBLICATION);
    // The press has written it, so it can be read.
    let publication: Publication =
        publication.and_then(|json| serde_json::from_slice(json).ok()).unwrap_or_default();
    let sheet = viewer.map_or("", |viewer| text(viewer.content(&viewer.style)));
    let style = InlineStyle::new([sheet, STYLE].concat());
    let scripts = viewer.map(|viewer| [BOOT.to_owned(), viewer_script(viewer)]);

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
    html.style(&style).raw("</head><body>");
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

/// Adds all pages: the front page, and in it the others, hidden.
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

/// Pictures, recordings and documents. Only the front page is rendered with thumbnails. On other pages the
/// viewer adds them; it takes the data from a page with the picture, or else from a `script` element.
struct Media {
    /// Their content as `data:` addresses, by name.
    addresses: BTreeMap<String, String>,
    usage: Mutex<Usage>,
}

/// Where files are used.
#[derive(Default)]
struct Usage {
    /// By rendered pages.
    in_pages: BTreeSet<String>,
    /// By the viewer only, as far as is known.
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

    /// Adds the files that only the viewer shows.
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

/// The `data:` address of a file.
fn data_address(name: &str, bytes: &[u8]) -> String {
    ["data:", &media_type(name).replace(' ', ""), ";base64,", &BASE64.encode(bytes)].concat()
}

/// Adds the paper's data, each content once with all of its names.
fn put_files(html: &mut Html, parts: &Parts) {
    let mut files: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for (name, bytes) in &parts.written {
        if name.starts_with(DATA) && name != FILE_LIST {
            files.entry(bytes).or_default().push(name);
        }
    }
    for (bytes, names) in files {
        html.raw("<script type=\"application/json\" data-file=\"").text(&names.join(" "));
        // In JSON `<` occurs in strings only. Escaped, it can't end the element.
        html.raw("\">").raw(&text(bytes).replace('<', "\\u003c")).raw("</script>");
    }
}

/// The viewer's script, with the call that starts it.
fn viewer_script(viewer: &ViewerFiles) -> String {
    let start = viewer.script_for(&[Root::FRAGMENT, WASM].concat());
    // Within a string, the only place where it can occur, this means the same.
    start.replace("</script", "<\\/script")
}

/// The Content Security Policy: what is in the document, and nothing else.
fn policy(style: &InlineStyle, scripts: &[String]) -> String {
    let allowed: Vec<String> = scripts.iter().map(|script| hash_source(script)).collect();
    let allowed = if scripts.is_empty() { "'none'".to_owned() } else { allowed.join(" ") };
    format!(
        "default-src 'none'; script-src {allowed} 'wasm-unsafe-eval'; style-src {}; img-src data:; \
         media-src data: blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        style.source
    )
}

/// What the press has written, which is UTF-8.
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}
