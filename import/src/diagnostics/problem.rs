//! A problem: what is wrong, where, and what to do about it.

use super::Place;
use std::path::PathBuf;

/// Something wrong, or in need of a look. Problems order by file, then place, then kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the folder of articles.
    pub file: PathBuf,
    /// Where in the file; empty if it is about the whole file. A problem that occurs many times in
    /// a file is one problem with many places.
    pub places: Vec<Place>,
    /// How many more places there are than `places` holds.
    pub more: usize,
    /// What it is.
    pub kind: ProblemKind,
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
pub enum ProblemKind {
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
    /// A file has no text.
    Empty,
    /// A link of the file system leads in a circle.
    LinkLoop,
    /// The front matter is no YAML or TOML.
    BadFrontMatter,
    /// A value of the front matter can't be used.
    BadValue,
    /// A slug can't be an address.
    BadSlug,
    /// Two articles have one slug.
    DuplicateSlug,
    /// An article's slug was another's, and got its date added.
    DatedSlug,
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
    BadPicture,
    /// A picture is on another host.
    RemotePicture,
    /// A path leads out of the folder.
    OutsidePath,
    /// A picture, recording or document is a file that is never published.
    PrivateFile,
    /// A picture, recording or document is of a kind that is not published.
    UnpublishedKind,
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
    DuplicateNote,
    /// A script made something that the page can't show.
    Script,
    /// Something can't be shown.
    Unsupported,
    /// Text is nested deeper than can be shown.
    TooDeep,
    /// An article has more parts than can be shown.
    TooMuch,
}

impl ProblemKind {
    /// Whether it keeps something out of the paper.
    pub fn severity(self) -> Severity {
        match self {
            ProblemKind::BadConfig
            | ProblemKind::Unreadable
            | ProblemKind::TooLarge
            | ProblemKind::NotUtf8
            | ProblemKind::Empty
            | ProblemKind::LinkLoop
            | ProblemKind::BadFrontMatter
            | ProblemKind::BadDate
            | ProblemKind::BadSlug
            | ProblemKind::DuplicateSlug => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// Whether it can keep a whole article out of the paper, and not only a part of one.
    pub fn loses_articles(self) -> bool {
        let part = matches!(self, ProblemKind::BadDate | ProblemKind::LinkLoop);
        self.severity() == Severity::Error && !part
    }

    /// What problems of this kind are called when there are many: `pictures and files not found`.
    pub fn plural(self) -> &'static str {
        match self {
            ProblemKind::BadConfig => "faults in dateline.toml",
            ProblemKind::UnknownSetting => "unknown settings",
            ProblemKind::Unreadable => "unreadable files",
            ProblemKind::TooLarge => "files too large",
            ProblemKind::NotUtf8 => "files not in UTF-8",
            ProblemKind::Empty => "files without text",
            ProblemKind::LinkLoop => "links in a circle",
            ProblemKind::BadFrontMatter => "faults in front matter",
            ProblemKind::BadValue => "values that can't be used",
            ProblemKind::BadSlug => "slugs that can't be addresses",
            ProblemKind::DuplicateSlug => "slugs used twice",
            ProblemKind::DatedSlug => "slugs told apart by their dates",
            ProblemKind::BadDate => "dates that can't be read",
            ProblemKind::LongLine => "lines that are very long",
            ProblemKind::NoHeadline => "articles without a headline",
            ProblemKind::BadAlias => "old addresses that can't be kept",
            ProblemKind::UnknownRelated => "related articles that don't exist",
            ProblemKind::MissingFile => "articles whose pictures or files are missing",
            ProblemKind::BadPicture => "pictures that can't be read",
            ProblemKind::RemotePicture => "articles with pictures on other hosts",
            ProblemKind::OutsidePath => "files outside the paper's folder",
            ProblemKind::PrivateFile => "files that are never published",
            ProblemKind::UnpublishedKind => "files of kinds that are not published",
            ProblemKind::ForbiddenLink => "articles with links that can't be published",
            ProblemKind::DeadLink => "addresses that the paper doesn't have",
            ProblemKind::DeadFragment => "articles with links to places that don't exist",
            ProblemKind::LinkTitle => "articles with titles of links, which are left out",
            ProblemKind::UnknownTag => "articles with template tags that the press doesn't know",
            ProblemKind::UnclosedTag => "template tags without an end",
            ProblemKind::DuplicateNote => "articles with footnotes of one name",
            ProblemKind::Script => "articles with scripts",
            ProblemKind::Unsupported => "things that can't be shown",
            ProblemKind::TooDeep => "articles nested too deep",
            ProblemKind::TooMuch => "articles with more parts than can be shown",
        }
    }
}

impl Problem {
    /// A problem of the whole `file`.
    pub fn new(kind: ProblemKind, file: impl Into<PathBuf>, message: impl Into<String>) -> Problem {
        Problem {
            file: file.into(),
            places: Vec::new(),
            more: 0,
            kind,
            subject: String::new(),
            message: message.into(),
            help: String::new(),
        }
    }

    /// The problem, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Problem {
        self.places.push(place);
        self
    }

    /// The problem, with what it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Problem {
        self.subject = subject.into();
        self
    }

    /// The problem, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = help.into();
        self
    }
}
