//! The context in which one draft is built: configuration, article index, media library. Resolves
//! links and images, and reports diagnostics.

mod links;

use crate::access::AccessError;
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostics::DiagnosticKind;
use crate::drafts::article_index::ArticleIndex;
use crate::drafts::draft::Draft;
use crate::drafts::listings::Listing;
use crate::media::{Media, MediaCopy, MediaLibrary};
use article::{Href, Image, Slug, Target};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;

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
