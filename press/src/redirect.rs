//! Redirects from articles' former addresses.

use crate::address::absolute;
use crate::html::Html;
use crate::paper::Redirect;
use crate::site::{Sink, SiteError};
use article::Publication;
use import::file_name::page_file;
use viewer::route::Route;

/// Writes a page at a former address of an article that redirects to the article. `false` if the address
/// is taken.
///
/// # Errors
/// When the file can't be written.
pub fn write(
    publication: &Publication,
    base: Option<&str>,
    redirect: &Redirect,
    sink: &dyn Sink,
) -> Result<bool, SiteError> {
    let to = &redirect.to;
    let address = redirect.address.trim_start_matches('/');
    if Route::parse(address.trim_end_matches('/')) == *to {
        // Hosts that hide `.html` serve the article there already; a folder of that name would conflict.
        return Ok(true);
    }
    let file = page_file(address);
    let target = ["../".repeat(file.matches('/').count()), to.file()].concat();
    let canonical = base.map(|base| absolute(base, &to.address()));
    let mut html = Html::new();
    html.raw("<!doctype html><html lang=\"").text(&publication.language);
    html.raw("\"><head><meta charset=\"utf-8\"><title>").text(&redirect.headline).raw("</title>");
    html.policy(None);
    html.raw("<meta http-equiv=\"refresh\" content=\"0; url=").text(&target).raw("\">");
    html.link("canonical", canonical.as_deref().unwrap_or(&target));
    html.raw("</head><body><p ").page_attribute(&file).raw("><a href=\"").text(&target).raw("\">");
    html.text(&redirect.headline);
    html.raw("</a></p></body></html>\n");
    sink.write_if_free(&file, html.finish().as_bytes())
}
