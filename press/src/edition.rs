//! Writes a paper's files: data, pages, feed, sitemap, viewer, media.

use crate::feed;
use crate::file_list::{FileList, json_of};
use crate::headers;
use crate::manifest::manifest;
use crate::paper::{List, Paper, Redirect};
use crate::prerender::Renderer;
use crate::redirect;
use crate::site::{Sink, SiteError};
use crate::sitemap;
use crate::viewer_files::ViewerFiles;
use article::site_files::{DAMAGED, MANIFEST, OFFLINE};
use article::{Headline, Href, Publication};
use import::config::Config;
use import::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, ErrorChain};
use import::files;
use import::{DateFormatter, MediaCopy, Progress};
use rayon::prelude::*;
use std::path::PathBuf;
use viewer::pages::{Failure, Page};
use viewer::route::{ListPage, Route};

/// What a build makes of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// A site: each page is a document in a file of its own.
    Site,
    /// A single file. Only data is written: `single` renders the pages, when it has all files.
    SingleFile,
}

/// Writes a paper into `sink`. A single file has no viewer beside it, and nothing that needs a base
/// address.
///
/// # Errors
/// When a file can't be written.
pub fn write(
    paper: Paper,
    config: &Config,
    viewer: Option<&ViewerFiles>,
    format: OutputFormat,
    sink: &dyn Sink,
    diagnostics: &Diagnostics,
    progress: &dyn Progress,
) -> Result<(), SiteError> {
    let in_site = format == OutputFormat::Site;
    let base = config.base_url.as_deref().filter(|_| in_site);
    let viewer = viewer.filter(|_| in_site);
    let files = FileList::new(sink);
    let sink: &dyn Sink = &files;
    let Paper {
        publication,
        articles,
        pages,
        index,
        front,
        lists,
        redirects,
        media,
        root_files,
        ..
    } = paper;
    let publication = Publication { base_url: base_url(base), ..publication };
    let renderer = Renderer::new(&publication, viewer, config.inline_style);
    let writer = Writer {
        renderer: in_site.then_some(&renderer),
        formatter: DateFormatter::new(&config.language, config.zone.clone()),
        headlines: &index.headlines,
        sink,
    };
    progress.start(articles.len() + lists.len() + media.len());

    if let Some(viewer) = viewer {
        write_viewer(viewer, &publication, base, &renderer, sink)?;
    }
    if in_site {
        // Before the press's own: the publisher knows better what crawlers are to do.
        copy_root_files(root_files, sink, diagnostics)?;
    }
    writer.page(&Route::Front, &json_of(&front), Page::Front(front))?;
    writer.page(&Route::NotFound(String::new()), &[], Page::NotFound)?;
    if let Some(base) = base {
        feed::write(&publication, base, &articles, &index, sink)?;
        sitemap::write(base, &index, &lists, &pages, sink)?;
    }
    if in_site {
        headers::write(sink)?;
    }

    articles.into_par_iter().enumerate().try_for_each(|(position, mut article)| {
        index.add_links(position, &mut article);
        let route = Route::Article(article.slug.clone());
        writer.page(&route, &json_of(&article), Page::Article(Box::new(article)))?;
        progress.step();
        Ok(())
    })?;
    pages.into_par_iter().try_for_each(|page| {
        let route = Route::Page(page.slug.clone());
        writer.page(&route, &json_of(&page), Page::Article(Box::new(page)))
    })?;
    lists.par_iter().try_for_each(|list| {
        writer.list(list)?;
        progress.step();
        Ok(())
    })?;
    copy_media(media, sink, diagnostics, progress)?;
    if in_site {
        // After the pages, so that they can't claim a page's name.
        write_redirects(&publication, base, redirects, sink, diagnostics)?;
    }
    files.finish(publication.clone())
}

/// The site's address in the publication.
fn base_url(base: Option<&str>) -> Href {
    // The import has checked it.
    base.and_then(|base| Href::new(base).ok()).unwrap_or_default()
}

/// Writes the viewer, its fallback pages, and the web app manifest.
fn write_viewer(
    viewer: &ViewerFiles,
    publication: &Publication,
    base: Option<&str>,
    renderer: &Renderer,
    sink: &dyn Sink,
) -> Result<(), SiteError> {
    viewer.write(sink)?;
    for (file, failure) in [(OFFLINE, Failure::Unreachable), (DAMAGED, Failure::Unreadable)] {
        sink.write(file, renderer.fallback(file, failure).as_bytes())?;
    }
    sink.write(MANIFEST, manifest(publication, base, viewer).as_bytes())
}

fn copy_media(
    media: Vec<MediaCopy>,
    sink: &dyn Sink,
    diagnostics: &Diagnostics,
    progress: &dyn Progress,
) -> Result<(), SiteError> {
    for copy in media {
        match sink.copy(copy.to.as_str(), &copy.from) {
            // The file was removed or changed since the article was read.
            Err(error @ SiteError::Source { .. }) => {
                let message = ErrorChain(&error).to_string();
                diagnostics.add(Diagnostic::new(DiagnosticKind::Unreadable, copy.from, message));
            }
            done => done?,
        }
        progress.step();
    }
    Ok(())
}

/// Writes redirects from articles' former addresses.
fn write_redirects(
    publication: &Publication,
    base: Option<&str>,
    redirects: Vec<Redirect>,
    sink: &dyn Sink,
    diagnostics: &Diagnostics,
) -> Result<(), SiteError> {
    let (implied, own): (Vec<Redirect>, Vec<Redirect>) =
        redirects.into_iter().partition(|redirect| redirect.implied);
    for redirect in own.into_iter().chain(implied) {
        if !redirect::write(publication, base, &redirect, sink)? && !redirect.implied {
            let message =
                format!("`{}` is the address of something else already", redirect.address);
            let help = "take it out of the article's aliases";
            let diagnostic = Diagnostic::new(DiagnosticKind::BadAlias, redirect.file, message);
            diagnostics.add(diagnostic.at(redirect.location).help(help));
        }
    }
    Ok(())
}

/// Copies what hosts and crawlers look for at a site's root.
fn copy_root_files(
    files: Vec<(String, PathBuf)>,
    sink: &dyn Sink,
    diagnostics: &Diagnostics,
) -> Result<(), SiteError> {
    const MAX_BYTES: u64 = 1 << 24;
    for (name, from) in files {
        match files::read(&from, MAX_BYTES) {
            Ok(bytes) => {
                sink.write_if_free(&name, &bytes)?;
            }
            Err(error) => {
                let message = format!("this can't be read: {error}");
                diagnostics.add(Diagnostic::new(DiagnosticKind::Unreadable, from, message));
            }
        }
    }
    Ok(())
}

/// Writes pages, from many threads at once.
struct Writer<'a> {
    /// `None` if only data is written.
    renderer: Option<&'a Renderer<'a>>,
    formatter: DateFormatter,
    headlines: &'a [Headline],
    sink: &'a dyn Sink,
}

impl Writer<'_> {
    /// Writes a page and its data.
    fn page(&self, route: &Route, data: &[u8], page: Page) -> Result<(), SiteError> {
        if let Some(file) = route.data_file() {
            self.sink.write(&file, data)?;
        }
        match self.renderer {
            Some(renderer) => {
                self.sink.write(&route.file(), renderer.document(route, page).as_bytes())
            }
            None => Ok(()),
        }
    }

    /// Writes all pages of a list; the newest at two addresses.
    fn list(&self, list: &List) -> Result<(), SiteError> {
        let newest = list.pages();
        (1..=newest).into_par_iter().try_for_each(|number| {
            let page = list.page(number, self.headlines, &self.formatter);
            let data = json_of(&page);
            if number == newest {
                self.page(&list.route, &data, Page::Headlines(page.clone()))?;
            }
            let route = list.route.at(ListPage::Number(page.page));
            self.page(&route, &data, Page::Headlines(page))
        })
    }
}

#[cfg(test)]
mod tests;
