//! The desk at which one article is made: all that is at hand while its text is read.

use crate::access::Refusal;
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostics::ProblemKind;
use crate::drafts::book::Book;
use crate::drafts::draft::Draft;
use crate::media::{Library, Media, MediaCopy};
use crate::media_types::is_published;
use article::percent;
use article::{Href, Image, Target};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What is at hand while an article is made.
pub(crate) struct Desk<'a> {
    pub config: &'a Config,
    pub book: &'a Book,
    pub library: &'a Library<'a>,
    pub draft: &'a Draft,
    /// By the files they are made of.
    copies: RefCell<HashMap<PathBuf, MediaCopy>>,
}

/// What a picture's address leads to.
pub(crate) enum Picture {
    Here(Image),
    Elsewhere(Href),
    Nowhere,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(
        config: &'a Config,
        book: &'a Book,
        library: &'a Library<'a>,
        draft: &'a Draft,
    ) -> Desk<'a> {
        Desk { config, book, library, draft, copies: RefCell::default() }
    }

    /// The files that the article needs, each once.
    pub(crate) fn into_copies(self) -> Vec<MediaCopy> {
        let mut copies: Vec<MediaCopy> = self.copies.into_inner().into_values().collect();
        copies.sort_by(|a, b| (a.to.as_str(), &a.from).cmp(&(b.to.as_str(), &b.from)));
        copies
    }

    /// Notes a problem with `subject`, which the text at or after the byte `from` spells.
    pub(crate) fn note(&self, kind: ProblemKind, from: usize, subject: &str) {
        self.draft.notes.about(kind, self.spot(from, subject), subject);
    }

    /// Notes that the text from the byte `from` on is more than a page can show.
    pub(crate) fn too_much(&self, from: usize) {
        let message = "this article has more parts than a page can show, and what follows is plain \
                       text: split it into several articles";
        self.draft.notes.say(ProblemKind::TooMuch, self.spot(from, ""), message);
    }

    /// Where `subject` stands in the source, at or soon after the byte `from`; else the line there.
    pub(crate) fn spot(&self, from: usize, subject: &str) -> Range<usize> {
        const NEAR: usize = 1 << 14;
        let text = self.draft.source.text.as_str();
        let boundary = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let from = boundary(from.min(text.len()));
        let near = &text[from..boundary((from + NEAR).min(text.len()))];
        match near.find(subject) {
            Some(at) if !subject.is_empty() => from + at..from + at + subject.len(),
            _ => {
                let blank = near.len() - near.trim_start().len();
                let line = near[blank..].lines().next().unwrap_or_default().trim_end();
                from + blank..from + blank + line.len()
            }
        }
    }

    /// Where a link leads; `None` if only its words can be kept.
    pub(crate) fn link(&self, address: &str, from: usize) -> Option<Target> {
        let address = address.trim();
        if address.is_empty() {
            return None;
        }
        let Ok(href) = Href::new(address) else {
            self.note(ProblemKind::ForbiddenLink, from, address);
            return None;
        };
        if let Some(fragment) = address.strip_prefix('#') {
            return Some(Target::Heading(percent::decode(fragment)));
        }
        if is_absolute(address) {
            let own = self.config.base_url.as_deref().and_then(|base| address.strip_prefix(base));
            let own = own.and_then(|path| self.inside(&["/", path].concat()));
            return Some(own.unwrap_or(Target::Address(href)));
        }
        let inside = self.inside(address);
        inside.or_else(|| self.elsewhere_on_the_site(address, from))
    }

    /// The file that an address names; `None` if it names none, or a page.
    fn document(&self, address: &str) -> Option<Result<Media, Refusal>> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let (_, ending) = name.rsplit_once('.')?;
        if ["md", "markdown", "html", "htm"].iter().any(|page| ending.eq_ignore_ascii_case(page)) {
            return None;
        }
        let found = self.library.find(&self.draft.source.file, address);
        let names_nothing = found.as_ref().is_err_and(|refusal| *refusal == Refusal::Missing);
        (!names_nothing || is_published(Path::new(name))).then_some(found)
    }

    /// An article or a file of the paper.
    fn inside(&self, address: &str) -> Option<Target> {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = percent::decode(path.split('?').next().unwrap_or_default());
        let file = &self.draft.source.file;
        if let Some(slug) = self.book.find(file, &path) {
            return Some(Target::Article { slug, fragment: percent::decode(fragment) });
        }
        let media = self.document(address)?.ok()?;
        self.take(&media);
        Some(Target::File(media.copy.to))
    }

    fn elsewhere_on_the_site(&self, address: &str, from: usize) -> Option<Target> {
        if let Some(base) = &self.config.base_url
            && let Some(path) = address.strip_prefix('/')
            && !path.starts_with('/')
        {
            return Href::new(&[base, path].concat()).ok().map(Target::Address);
        }
        match self.document(address) {
            Some(Err(error)) => self.missing(error, address, from),
            _ => self.note(ProblemKind::DeadLink, from, address),
        }
        None
    }

    /// The picture at `address`.
    pub(crate) fn picture(&self, address: &str, from: usize) -> Picture {
        let address = address.trim();
        if is_absolute(address) {
            return self.remote(address, from);
        }
        match self.library.find(&self.draft.source.file, address) {
            Ok(media) => {
                let image = Image {
                    file: media.copy.to.clone(),
                    width: media.width,
                    height: media.height,
                    renditions: media.renditions(),
                    ..Image::default()
                };
                if media.width == 0 {
                    self.note(ProblemKind::BadPicture, from, address);
                }
                self.take(&media);
                Picture::Here(image)
            }
            Err(error) => {
                self.missing(error, address, from);
                Picture::Nowhere
            }
        }
    }

    fn remote(&self, address: &str, from: usize) -> Picture {
        let whole = whole_address(address);
        match Href::new(&whole) {
            Ok(href) if whole.starts_with("http") => {
                self.note(ProblemKind::RemotePicture, from, address);
                Picture::Elsewhere(href)
            }
            _ => {
                self.note(ProblemKind::Unsupported, from, address);
                Picture::Nowhere
            }
        }
    }

    /// A recording, a film or another file at `address`.
    pub(crate) fn file(&self, address: &str, from: usize) -> Option<Media> {
        match self.library.find(&self.draft.source.file, address) {
            Ok(media) => {
                self.take(&media);
                Some(media)
            }
            Err(error) => {
                self.missing(error, address, from);
                None
            }
        }
    }

    fn missing(&self, refusal: Refusal, address: &str, from: usize) {
        let (kind, help) = match refusal {
            Refusal::Missing => (ProblemKind::MissingFile, None),
            Refusal::Outside(None) => (ProblemKind::OutsidePath, None),
            Refusal::Outside(Some(folder)) => (
                ProblemKind::OutsidePath,
                Some(format!(
                    "copy the file into the paper's folder, or allow its folder in {CONFIG_FILE}: \
                     [media] folders = [\"{folder}\"]"
                )),
            ),
            Refusal::Private => (ProblemKind::PrivateFile, None),
            Refusal::Kind => (ProblemKind::UnpublishedKind, None),
            Refusal::NotOrdinary => {
                (ProblemKind::MissingFile, Some("it is not an ordinary file".to_owned()))
            }
            Refusal::Unreadable(why) => {
                (ProblemKind::Unreadable, Some(format!("the system says: {why}")))
            }
        };
        let spot = self.spot(from, address);
        self.draft.notes.about_with_help(kind, spot, address, help);
    }

    fn take(&self, media: &Media) {
        let copies = media.copies().map(|copy| (copy.from.clone(), copy));
        self.copies.borrow_mut().extend(copies);
    }
}

/// Whether an address names its own scheme or host.
pub(crate) fn is_absolute(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') || address.starts_with("//")
}

/// An address with its scheme: `//host/` is `https://host/`.
pub(crate) fn whole_address(address: &str) -> String {
    let address = address.trim();
    if address.starts_with("//") { ["https:", address].concat() } else { address.to_owned() }
}
