//! Writes a paper's files: its data, its pages, and all that stands beside them.

use crate::contents::{Contents, json_of};
use crate::extras;
use crate::file_names::MANIFEST;
use crate::headers;
use crate::manifest::manifest;
use crate::paper::{List, Paper};
use crate::prerender::{Form, Shell};
use crate::site::{Sink, SiteError};
use crate::viewer_files::ViewerFiles;
use article::Headline;
use import::DateFormatter;
use import::Progress;
use import::config::Config;
use import::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, ErrorChain};
use import::files;
use rayon::prelude::*;
use std::path::PathBuf;
use viewer::pages::{Failure, Page};
use viewer::route::{DAMAGED_FILE, ListPage, OFFLINE_FILE, Route};

/// Writes a paper into `sink`. One that is to be one file has no viewer beside it, and nothing that
/// needs an address.
///
/// # Errors
/// When a file can't be written.
pub fn write(
    paper: Paper,
    config: &Config,
    viewer: Option<&ViewerFiles>,
    form: Form,
    sink: &dyn Sink,
    diagnostics: &Diagnostics,
    progress: &dyn Progress,
) -> Result<(), SiteError> {
    let in_site = form == Form::Site;
    let base = config.base_url.as_deref().filter(|_| in_site);
    let viewer = viewer.filter(|_| in_site);
    let contents = Contents::of(sink);
    let sink: &dyn Sink = &contents;
    let Paper { publication, articles, index, front, lists, redirects, media, root_files, .. } =
        paper;
    let writer = Writer {
        shell: Shell::new(&publication, base, viewer, form),
        formatter: DateFormatter::new(&config.language, config.zone.clone()),
        headlines: &index.headlines,
        sink,
    };
    progress.start(articles.len() + lists.len() + media.len());

    if let Some(viewer) = viewer {
        viewer.write(sink)?;
        for (file, failure) in
            [(OFFLINE_FILE, Failure::Unreachable), (DAMAGED_FILE, Failure::Unreadable)]
        {
            sink.write(file, writer.shell.stand_in(file, failure).as_bytes())?;
        }
        sink.write(MANIFEST, manifest(&publication, base, viewer).as_bytes())?;
    }
    if in_site {
        // Before the press's own: the publisher knows better what crawlers are to do.
        copy_root_files(root_files, sink, diagnostics)?;
    }
    writer.page(&Route::Front, &json_of(&front), Page::Front(front))?;
    writer.page(&Route::NotFound(String::new()), &[], Page::NotFound)?;
    extras::write(&publication, base, &articles, &index, &lists, sink)?;
    headers::write(sink)?;

    articles.into_par_iter().enumerate().try_for_each(|(place, mut article)| {
        index.complete(place, &mut article);
        let route = Route::Article(article.slug.clone());
        writer.page(&route, &json_of(&article), Page::Article(Box::new(article)))?;
        progress.step();
        Ok(())
    })?;
    lists.par_iter().try_for_each(|list| {
        writer.list(list)?;
        progress.step();
        Ok(())
    })?;

    for copy in media {
        match sink.copy(copy.to.as_str(), &copy.from) {
            // It was there when the article was read.
            Err(error @ SiteError::Source { .. }) => {
                let message = ErrorChain(&error).to_string();
                diagnostics.add(Diagnostic::new(DiagnosticKind::Unreadable, copy.from, message));
            }
            done => done?,
        }
        progress.step();
    }
    // Last, so that they can't take the place of a page.
    for redirect in redirects {
        if !extras::redirect(&publication, base, &redirect, sink)? {
            let message =
                format!("`{}` is the address of something else already", redirect.address);
            let help = "take it out of the article's aliases";
            let diagnostic = Diagnostic::new(DiagnosticKind::BadAlias, redirect.file, message);
            diagnostics.add(diagnostic.at(redirect.location).help(help));
        }
    }
    contents.finish(publication.clone())
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

/// Writes pages. Called from many threads at once, it keeps nothing of what it wrote.
struct Writer<'a> {
    shell: Shell<'a>,
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
        self.sink.write(&route.file(), self.shell.document(route, page).as_bytes())
    }

    /// Writes all pages of a list; the newest under two names.
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
