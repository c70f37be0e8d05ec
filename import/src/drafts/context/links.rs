//! Resolves links: to articles, places, files, lists.

use super::{Context, LinkedListing, LinkedPlace, WIKI, is_absolute, without_source_mark};
use crate::access::AccessError;
use crate::config::CONFIG_FILE;
use crate::diagnostics::DiagnosticKind;
use crate::drafts::listings::{Listing, is_feed};
use crate::media::{Attachment, Media};
use crate::media_types::is_published;
use article::site_files::FEED;
use article::{Href, MediaPath, Slug, Target, percent};
use std::path::Path;

impl Context<'_> {
    /// The target of `[[page#place]]`.
    fn resolve_wikilink(&self, address: &str, offset: usize) -> Option<Target> {
        let (page, place) = address.split_once('#').unwrap_or((address, ""));
        let file = &self.draft.source.file;
        let slug = self.articles.find_page(file, page.trim());
        let Some(slug) = slug else {
            let found = self.find_document(page).and_then(Result::ok);
            if let Some(media) = found.or_else(|| self.media.find_by_name(page)) {
                self.add_copies(&media);
                return Some(Target::File(media.copy.to));
            }
            self.report(DiagnosticKind::DeadLink, offset, address);
            return None;
        };
        // Obsidian's `#^id` names a paragraph, which has no id here.
        let place = if place.starts_with('^') { "" } else { place };
        Some(self.article_target(slug, place.to_owned(), address, offset))
    }

    /// A place in an article, kept to be checked when all articles are made.
    fn article_target(&self, slug: Slug, place: String, address: &str, offset: usize) -> Target {
        let fragment = without_directive(&place).to_owned();
        if !fragment.is_empty() {
            let (slug, fragment, address) = (slug.clone(), fragment.clone(), address.to_owned());
            self.places.borrow_mut().push(LinkedPlace { slug, fragment, address, offset });
        }
        self.articles.target(slug, fragment)
    }

    /// The target of a link; `None` if only the link's text can be kept.
    pub(crate) fn resolve_link(&self, address: &str, offset: usize) -> Option<Target> {
        let address = without_source_mark(address.trim());
        let address = &*address;
        if address.is_empty() {
            return None;
        }
        if address.starts_with("www.") {
            return self.resolve_link(&["https://", address].concat(), offset);
        }
        if let Some(page) = address.strip_prefix(WIKI) {
            return self.resolve_wikilink(page, offset);
        }
        let Ok(href) = Href::new(address) else {
            self.report(DiagnosticKind::ForbiddenLink, offset, address);
            return None;
        };
        if let Some(fragment) = address.strip_prefix('#') {
            return Some(Target::Heading(percent::decode(without_directive(fragment))));
        }
        if is_absolute(address) {
            let base = self.config.base_url.as_deref();
            let own = base.and_then(|base| path_below(address, base));
            let own = own.map(|path| ["/", path].concat()).and_then(|path| {
                let internal = self.resolve_internal(&path, offset);
                let elsewhere = || Some(Target::Address(href.clone()));
                internal.or_else(|| self.resolve_listing(&path, address, elsewhere(), offset))
            });
            return Some(own.unwrap_or(Target::Address(href)));
        }
        let internal = self.resolve_internal(address, offset);
        if internal.is_none()
            && let Some(attachment) = self.resolve_attachment(address, offset)
        {
            return attachment;
        }
        let elsewhere = || self.below_base(address);
        let internal =
            internal.or_else(|| self.resolve_listing(address, address, elsewhere(), offset));
        internal.or_else(elsewhere).or_else(|| self.report_dead_link(address, offset))
    }

    /// The file that an address names; `None` if it names a page, or nothing that could be a file.
    fn find_document(&self, address: &str) -> Option<Result<Media, AccessError>> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let (_, extension) = name.rsplit_once('.')?;
        if ["md", "markdown", "html", "htm"].iter().any(|page| extension.eq_ignore_ascii_case(page))
        {
            return None;
        }
        let found = self.media.find(&self.draft.source.file, address);
        let names_nothing = found.as_ref().is_err_and(|error| *error == AccessError::NotFound);
        (!names_nothing || is_published(Path::new(name))).then_some(found)
    }

    /// An article or a file of the paper.
    fn resolve_internal(&self, address: &str, offset: usize) -> Option<Target> {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = percent::decode(path.split('?').next().unwrap_or_default());
        let file = &self.draft.source.file;
        if let Some(slug) = self.articles.find(file, &path) {
            return Some(self.article_target(slug, percent::decode(fragment), address, offset));
        }
        let media = self.find_document(address)?.ok()?;
        self.add_copies(&media);
        Some(Target::File(media.copy.to))
    }

    /// A text beside the article that is no article, if `address` names one; inside, its copy, if it
    /// may be published.
    fn resolve_attachment(&self, address: &str, offset: usize) -> Option<Option<Target>> {
        let path = percent::decode(address.split(['?', '#']).next().unwrap_or_default());
        let help = match self.media.find_attachment(&self.draft.source.file, &path)? {
            Attachment::Text(copy) => {
                let to = copy.to.clone();
                self.copies.borrow_mut().insert(copy.from.clone(), copy);
                return Some(Some(Target::File(to)));
            }
            Attachment::Page => {
                "the text is kept without a link: scripts in a page would run in the name of your \
                 site; give it front matter with a title to make an article of it"
            }
            Attachment::ForPrograms => {
                "the text is kept without a link: its source has front matter, remarks, tags or \
                 HTML; give it a title in front matter to make an article of it"
            }
        };
        let message = format!("`{address:.100}` lies beside the article, and is not published");
        let span = self.span_of(offset, address);
        let diagnostics = &self.draft.diagnostics;
        diagnostics.add_message_with_help(DiagnosticKind::UnpublishedType, span, &message, help);
        Some(None)
    }

    /// The front page, a list or a feed of the paper. `written` is the address as it is in the text.
    /// Whether the paper has that list is known when all articles are made; if not, the link leads
    /// to `otherwise`.
    fn resolve_listing(
        &self,
        address: &str,
        written: &str,
        otherwise: Option<Target>,
        offset: usize,
    ) -> Option<Target> {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = percent::decode(path.split('?').next().unwrap_or_default());
        if is_feed(&path) {
            // Without the site's address there is no feed.
            self.config.base_url.as_ref()?;
            return Some(Target::File(MediaPath::new(FEED).ok()?));
        }
        let wanted = self.articles.listings(&self.draft.source.file, &path, fragment);
        let wanted: Vec<Listing> =
            wanted.into_iter().map(|listing| self.as_settings_have_it(listing)).collect();
        if wanted.is_empty() {
            return None;
        }
        let placeholder = Href::new(written).ok()?;
        let address = placeholder.as_str().to_owned();
        self.listings.borrow_mut().push(LinkedListing { wanted, otherwise, address, offset });
        Some(Target::Site(placeholder))
    }

    /// The list with the slug that settings give to what is called so.
    fn as_settings_have_it(&self, listing: Listing) -> Listing {
        match &listing {
            Listing::Section(slug) => {
                let entry = self.config.sections.find(slug.as_str());
                entry.map_or(listing, |entry| Listing::Section(entry.slug.clone()))
            }
            Listing::Author(slug) => {
                let entry = self.config.authors.find(slug.as_str());
                entry.map_or(listing, |entry| Listing::Author(entry.slug.clone()))
            }
            _ => listing,
        }
    }

    /// A page of the site that is none of the paper's.
    fn below_base(&self, address: &str) -> Option<Target> {
        let base = self.config.base_url.as_ref()?;
        let path = address.strip_prefix('/').filter(|path| !path.starts_with('/'))?;
        Href::new(&[base, path].concat()).ok().map(Target::Address)
    }

    fn report_dead_link(&self, address: &str, offset: usize) -> Option<Target> {
        match self.find_document(address) {
            _ if is_feed(address) => {
                let help = format!("set `base_url` in {CONFIG_FILE}: then the paper has a feed");
                let span = self.span_of(offset, address);
                let diagnostics = &self.draft.diagnostics;
                diagnostics.add_with_help(DiagnosticKind::DeadLink, span, address, Some(help));
            }
            Some(Err(error)) => self.report_access_error(error, address, offset),
            _ => self.report(DiagnosticKind::DeadLink, offset, address),
        }
        None
    }
}

/// What follows the site's own address in an address, be it `http` or `https`, with `www.` or without.
fn path_below<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    let bare = |address: &str| -> Option<usize> {
        let (scheme, _) = address.split_once("//")?;
        ["http:", "https:", ""]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            .then_some(())?;
        let host = scheme.len() + 2;
        Some(host + if address[host..].starts_with("www.") { 4 } else { 0 })
    };
    let (own, address) = (&base[bare(base)?..], &address[bare(address)?..]);
    let own = own.trim_end_matches('/');
    let (begin, path) = address.split_at_checked(own.len())?;
    let ends = path.is_empty() || path.starts_with(['/', '?', '#']);
    (begin.eq_ignore_ascii_case(own) && ends).then(|| path.trim_start_matches('/'))
}

/// A fragment without what only tells browsers which words to mark: `#place:~:text=words`.
fn without_directive(fragment: &str) -> &str {
    fragment.split(":~:").next().unwrap_or_default()
}
