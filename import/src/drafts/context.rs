//! The context in which one draft is built: configuration, article index, media library. Resolves
//! links and images, and reports diagnostics.

use crate::access::AccessError;
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostics::DiagnosticKind;
use crate::drafts::article_index::ArticleIndex;
use crate::drafts::draft::Draft;
use crate::drafts::listings::{Listing, is_feed};
use crate::media::{Attachment, Media, MediaCopy, MediaLibrary};
use crate::media_types::is_published;
use article::percent;
use article::site_files::FEED;
use article::{Href, Image, MediaPath, Slug, Target};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Everything that building one article needs.
pub(crate) struct Context<'a> {
    pub config: &'a Config,
    pub articles: &'a ArticleIndex,
    pub media: &'a MediaLibrary<'a>,
    pub draft: &'a Draft,
    /// The files to copy, by source path.
    copies: RefCell<HashMap<PathBuf, MediaCopy>>,
    places: RefCell<Vec<LinkedPlace>>,
    listings: RefCell<Vec<LinkedListing>>,
}

/// What the addresses of wikilinks begin with.
pub(crate) const WIKI: &str = "dateline-page:";

/// A place in an article that a link leads to.
pub(crate) struct LinkedPlace {
    pub slug: Slug,
    pub fragment: String,
    /// As it is written.
    pub address: String,
    /// The byte of the source where the link's block begins.
    pub offset: usize,
}

/// A link to what may be a list of headlines, or the front page.
pub(crate) struct LinkedListing {
    /// What it may be, the likeliest first.
    pub wanted: Vec<Listing>,
    /// Where it leads if it is none of them.
    pub otherwise: Option<Target>,
    /// As it is written.
    pub address: String,
    /// The byte of the source where the link's block begins.
    pub offset: usize,
}

/// The result of resolving an image's address.
pub(crate) enum ResolvedImage {
    Local(Image),
    Remote(Href),
    Missing,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        config: &'a Config,
        articles: &'a ArticleIndex,
        media: &'a MediaLibrary<'a>,
        draft: &'a Draft,
    ) -> Context<'a> {
        Context {
            config,
            articles,
            media,
            draft,
            copies: RefCell::default(),
            places: RefCell::default(),
            listings: RefCell::default(),
        }
    }

    /// The files that the article needs, without duplicates.
    pub(crate) fn into_copies(self) -> Vec<MediaCopy> {
        let mut copies: Vec<MediaCopy> = self.copies.into_inner().into_values().collect();
        copies.sort_by(|a, b| (a.to.as_str(), &a.from).cmp(&(b.to.as_str(), &b.from)));
        copies
    }

    /// The places in articles that links lead to.
    pub(crate) fn take_places(&self) -> Vec<LinkedPlace> {
        self.places.take()
    }

    /// The links to what may be lists.
    pub(crate) fn take_listings(&self) -> Vec<LinkedListing> {
        self.listings.take()
    }

    /// Notes a problem with `subject`, which the text at or after the byte `from` spells.
    pub(crate) fn report(&self, kind: DiagnosticKind, offset: usize, subject: &str) {
        self.draft.diagnostics.add(kind, self.span_of(offset, subject), subject);
    }

    /// Reports that everything after `offset` is too much for a page and is kept as plain text.
    pub(crate) fn report_overflow(&self, offset: usize) {
        let message = "this article has more parts than a page can show, and what follows is plain \
                       text: split it into several articles";
        self.draft.diagnostics.add_message(
            DiagnosticKind::LimitExceeded,
            self.span_of(offset, ""),
            message,
        );
    }

    /// The span of `subject` in the source, at or soon after `offset`; if it is not found, the span
    /// of the line there.
    pub(crate) fn span_of(&self, offset: usize, subject: &str) -> Range<usize> {
        const NEAR: usize = 1 << 14;
        let text = self.draft.source.text.as_str();
        let boundary = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let offset = boundary(offset.min(text.len()));
        let near = &text[offset..boundary((offset + NEAR).min(text.len()))];
        match near.find(subject) {
            Some(at) if !subject.is_empty() => offset + at..offset + at + subject.len(),
            _ => {
                let blank = near.len() - near.trim_start().len();
                let line = near[blank..].lines().next().unwrap_or_default().trim_end();
                offset + blank..offset + blank + line.len()
            }
        }
    }

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

    /// Resolves the address of an image.
    pub(crate) fn resolve_image(&self, address: &str, offset: usize) -> ResolvedImage {
        let address = without_source_mark(address.trim());
        let address = &*address;
        let in_vault = address.strip_prefix(WIKI);
        let address = in_vault.unwrap_or(address);
        if is_absolute(address) {
            return self.resolve_remote_image(address, offset);
        }
        let found = self.media.find(&self.draft.source.file, address);
        // A vault calls a picture by its name, wherever it is.
        let by_name = |error| in_vault.and_then(|name| self.media.find_by_name(name)).ok_or(error);
        match found.or_else(by_name) {
            Ok(media) => {
                let image = Image {
                    file: media.copy.to.clone(),
                    width: media.width,
                    height: media.height,
                    renditions: media.renditions(),
                    ..Image::default()
                };
                if media.width == 0 {
                    self.report(DiagnosticKind::BadImage, offset, address);
                }
                self.add_copies(&media);
                ResolvedImage::Local(image)
            }
            Err(error) => {
                self.report_access_error(error, address, offset);
                ResolvedImage::Missing
            }
        }
    }

    fn resolve_remote_image(&self, address: &str, offset: usize) -> ResolvedImage {
        let whole = with_scheme(address);
        match Href::new(&whole) {
            Ok(href) if whole.starts_with("http") => {
                self.report(DiagnosticKind::RemoteImage, offset, address);
                ResolvedImage::Remote(href)
            }
            _ => {
                self.report(DiagnosticKind::Unsupported, offset, address);
                ResolvedImage::Missing
            }
        }
    }

    /// Resolves the address of an audio, video or other file.
    pub(crate) fn resolve_file(&self, address: &str, offset: usize) -> Option<Media> {
        let in_vault = address.strip_prefix(WIKI);
        let address = in_vault.unwrap_or(address);
        let found = self.media.find(&self.draft.source.file, address);
        let by_name = |error| in_vault.and_then(|name| self.media.find_by_name(name)).ok_or(error);
        match found.or_else(by_name) {
            Ok(media) => {
                self.add_copies(&media);
                Some(media)
            }
            Err(error) => {
                self.report_access_error(error, address, offset);
                None
            }
        }
    }

    fn report_access_error(&self, error: AccessError, address: &str, offset: usize) {
        let (kind, help) = match error {
            AccessError::NotFound => (DiagnosticKind::MissingFile, None),
            AccessError::Outside(None) => (DiagnosticKind::OutsidePath, None),
            AccessError::Outside(Some(folder)) => (
                DiagnosticKind::OutsidePath,
                Some(format!(
                    "copy the file into the paper's folder, or allow its folder in {CONFIG_FILE}: \
                     [media] folders = [\"{folder}\"]"
                )),
            ),
            AccessError::Private => (DiagnosticKind::PrivateFile, None),
            AccessError::UnpublishedType => (DiagnosticKind::UnpublishedType, None),
            AccessError::NotRegular => {
                (DiagnosticKind::MissingFile, Some("it is not a regular file".to_owned()))
            }
            AccessError::Unreadable(why) => {
                (DiagnosticKind::Unreadable, Some(format!("the system says: {why}")))
            }
        };
        let span = self.span_of(offset, address);
        self.draft.diagnostics.add_with_help(kind, span, address, help);
    }

    fn add_copies(&self, media: &Media) {
        let copies = media.copies().map(|copy| (copy.from.clone(), copy));
        self.copies.borrow_mut().extend(copies);
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

/// An address without the mark that Pelican puts before files of the paper: `{filename}/a.md`. Marks of
/// lists are turned into addresses of lists: `{tag}ships`.
fn without_source_mark(address: &str) -> Cow<'_, str> {
    const FILES: [&str; 3] = ["filename", "static", "attach"];
    const LISTS: [&str; 4] = ["tag", "category", "author", "index"];
    let fences = [("{", "}"), ("%7B", "%7D"), ("|", "|")];
    let marked = fences.iter().find_map(|(open, close)| {
        let (mark, rest) = address.strip_prefix(open)?.split_once(close)?;
        Some((mark, rest))
    });
    match marked {
        Some((mark, rest)) if FILES.contains(&mark) => Cow::Borrowed(rest),
        Some(("index", _)) => Cow::Borrowed("/"),
        Some((mark, rest)) if LISTS.contains(&mark) => {
            Cow::Owned(["/", mark, "/", rest.trim_start_matches('/')].concat())
        }
        _ => Cow::Borrowed(address),
    }
}

/// Whether an address has a scheme or a host.
pub(crate) fn is_absolute(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') || address.starts_with("//")
}

/// Adds the scheme to a protocol-relative address: `//host/` is `https://host/`.
pub(crate) fn with_scheme(address: &str) -> String {
    let address = address.trim();
    if address.starts_with("//") { ["https:", address].concat() } else { address.to_owned() }
}
