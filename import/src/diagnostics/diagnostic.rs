//! A problem: what is wrong, where, and what to do about it.

use super::Location;
use std::path::PathBuf;

/// Something wrong, or in need of a look. Problems order by file, then place, then kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, relative to the folder of articles.
    pub file: PathBuf,
    /// Where in the file; empty if it is about the whole file. A problem that occurs many times in
    /// a file is one problem with many places.
    pub locations: Vec<Location>,
    /// How many more places there are than `places` holds.
    pub more: usize,
    /// What it is.
    pub kind: DiagnosticKind,
    /// What it is about: an address, a tag. Empty if the message says all.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it; empty if that is plain.
    pub help: String,
}

/// Whether a problem keeps something out of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is not in the paper.
    Error,
    /// Something is in the paper in another way than meant, perhaps.
    Warning,
}

/// The kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosticKind {
    /// `dateline.toml` can't be read.
    BadConfig,
    /// A setting that `dateline.toml` doesn't know.
    UnknownSetting,
    /// A file or folder can't be read.
    Unreadable,
    /// A file is larger than an article can be.
    TooLarge,
    /// A file is not UTF-8.
    NotUtf8,
    /// A page is in another encoding than it says, or says none.
    Encoding,
    /// A file has no text.
    Empty,
    /// A link of the file system leads in a circle.
    SymlinkLoop,
    /// The front matter is no YAML or TOML.
    BadFrontMatter,
    /// A value of the front matter can't be used.
    BadValue,
    /// A slug can't be an address.
    BadSlug,
    /// Two articles have one slug.
    DuplicateSlug,
    /// An article's slug was another's, and got its date added.
    RenamedSlug,
    /// A date can't be read.
    BadDate,
    /// A line is so long that its ends were probably lost.
    LongLine,
    /// An article has no headline.
    NoHeadline,
    /// An old address that can't be kept.
    BadAlias,
    /// A related article that doesn't exist.
    UnknownRelated,
    /// A picture, recording or document is not there.
    MissingFile,
    /// A picture's size can't be read.
    BadImage,
    /// A picture is on another host.
    RemoteImage,
    /// A path leads out of the folder.
    OutsidePath,
    /// A picture, recording or document is a file that is never published.
    PrivateFile,
    /// A picture, recording or document is of a kind that is not published.
    UnpublishedType,
    /// A link's address is of a kind that is not published.
    ForbiddenLink,
    /// A link leads to a page that the paper doesn't have.
    DeadLink,
    /// A link leads to a place that the page doesn't have.
    DeadFragment,
    /// A link has a title, which is not shown.
    LinkTitle,
    /// A template tag that the press doesn't know.
    UnknownTag,
    /// A template tag has no end.
    UnclosedTag,
    /// Two footnotes have one name.
    DuplicateFootnote,
    /// A script made something that the page can't show.
    Script,
    /// Something can't be shown.
    Unsupported,
    /// A saved page has words around its story, which are left out.
    Furniture,
    /// Text is nested deeper than can be shown.
    TooDeep,
    /// An article has more parts than can be shown.
    LimitExceeded,
}

impl DiagnosticKind {
    /// Whether it keeps something out of the paper.
    pub fn severity(self) -> Severity {
        match self {
            DiagnosticKind::BadConfig
            | DiagnosticKind::Unreadable
            | DiagnosticKind::TooLarge
            | DiagnosticKind::NotUtf8
            | DiagnosticKind::Empty
            | DiagnosticKind::SymlinkLoop
            | DiagnosticKind::BadFrontMatter
            | DiagnosticKind::BadDate
            | DiagnosticKind::BadSlug
            | DiagnosticKind::DuplicateSlug => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// Whether it can keep a whole article out of the paper, and not only a part of one.
    pub fn loses_articles(self) -> bool {
        let part = matches!(self, DiagnosticKind::BadDate | DiagnosticKind::SymlinkLoop);
        self.severity() == Severity::Error && !part
    }

    /// What problems of this kind are called when there are many: `pictures and files not found`.
    pub fn plural(self) -> &'static str {
        match self {
            DiagnosticKind::BadConfig => "faults in dateline.toml",
            DiagnosticKind::UnknownSetting => "unknown settings",
            DiagnosticKind::Unreadable => "unreadable files",
            DiagnosticKind::TooLarge => "files too large",
            DiagnosticKind::NotUtf8 => "files not in UTF-8",
            DiagnosticKind::Encoding => "pages whose encoding is a guess",
            DiagnosticKind::Empty => "files without text",
            DiagnosticKind::SymlinkLoop => "links in a circle",
            DiagnosticKind::BadFrontMatter => "faults in front matter",
            DiagnosticKind::BadValue => "values that can't be used",
            DiagnosticKind::BadSlug => "slugs that can't be addresses",
            DiagnosticKind::DuplicateSlug => "slugs used twice",
            DiagnosticKind::RenamedSlug => "slugs told apart by their dates",
            DiagnosticKind::BadDate => "dates that can't be read",
            DiagnosticKind::LongLine => "lines that are very long",
            DiagnosticKind::NoHeadline => "articles without a headline",
            DiagnosticKind::BadAlias => "old addresses that can't be kept",
            DiagnosticKind::UnknownRelated => "related articles that don't exist",
            DiagnosticKind::MissingFile => "articles whose pictures or files are missing",
            DiagnosticKind::BadImage => "pictures that can't be read",
            DiagnosticKind::RemoteImage => "articles with pictures on other hosts",
            DiagnosticKind::OutsidePath => "files outside the paper's folder",
            DiagnosticKind::PrivateFile => "files that are never published",
            DiagnosticKind::UnpublishedType => "files of kinds that are not published",
            DiagnosticKind::ForbiddenLink => "articles with links that can't be published",
            DiagnosticKind::DeadLink => "addresses that the paper doesn't have",
            DiagnosticKind::DeadFragment => "articles with links to places that don't exist",
            DiagnosticKind::LinkTitle => "articles with titles of links, which are left out",
            DiagnosticKind::UnknownTag => "articles with template tags that the press doesn't know",
            DiagnosticKind::UnclosedTag => "template tags without an end",
            DiagnosticKind::DuplicateFootnote => "articles with footnotes of one name",
            DiagnosticKind::Script => "articles with scripts",
            DiagnosticKind::Unsupported => "things that can't be shown",
            DiagnosticKind::Furniture => "pages of which only the story is printed",
            DiagnosticKind::TooDeep => "articles nested too deep",
            DiagnosticKind::LimitExceeded => "articles with more parts than can be shown",
        }
    }
}

impl Diagnostic {
    /// A problem of the whole `file`.
    pub fn new(
        kind: DiagnosticKind,
        file: impl Into<PathBuf>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            file: file.into(),
            locations: Vec::new(),
            more: 0,
            kind,
            subject: String::new(),
            message: message.into(),
            help: String::new(),
        }
    }

    /// The problem, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Diagnostic {
        self.locations.push(location);
        self
    }

    /// The problem, with what it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Diagnostic {
        self.subject = subject.into();
        self
    }

    /// The problem, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = help.into();
        self
    }
}
