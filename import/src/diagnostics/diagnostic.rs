//! A diagnostic: what is wrong, where, and how to fix it.

use super::Location;
use std::path::PathBuf;

/// An error or a warning. Diagnostics are ordered by file, then location, then kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, relative to the paper's folder.
    pub file: PathBuf,
    /// Where in the file; empty if it concerns the whole file. A problem that occurs several times
    /// in a file is one diagnostic with several locations.
    pub locations: Vec<Location>,
    /// How many more locations there are than `locations` holds.
    pub more: usize,
    /// The kind.
    pub kind: DiagnosticKind,
    /// What it concerns: an address, a tag. Empty if the message says it all.
    pub subject: String,
    /// What is wrong.
    pub message: String,
    /// How to fix it; empty if that is obvious.
    pub help: String,
}

/// Whether something is missing from the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something is missing from the paper.
    Error,
    /// Something may not appear in the paper as intended.
    Warning,
    /// Something is as it should be, and good to know.
    Note,
}

/// The kinds of diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosticKind {
    /// `dateline.toml` can't be read.
    BadConfig,
    /// `dateline.toml` has an unknown setting.
    UnknownSetting,
    /// Settings of another site generator are used.
    TakenSettings,
    /// A value of another generator's settings can't be used.
    BadSetting,
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
    /// Files are texts in a format that is not read.
    UnreadFormat,
    /// A plain text doesn't read like an article.
    NotAnArticle,
    /// A page is for unknown addresses, for which there is one.
    OwnNotFound,
    /// An article is kept out of search engines, as it says.
    Unindexed,
    /// A file is read as Markdown, and parts of it are not.
    Mdx,
    /// A symbolic link leads to a folder that contains it.
    SymlinkLoop,
    /// The front matter is not valid YAML or TOML.
    BadFrontMatter,
    /// A value of the front matter can't be used.
    BadValue,
    /// A slug is invalid.
    BadSlug,
    /// Several articles have one name, and got something added.
    RenamedSlug,
    /// A date can't be read.
    BadDate,
    /// A line is so long that its line ends were probably lost.
    LongLine,
    /// An article has no headline.
    NoHeadline,
    /// An alias (a former address) is invalid or taken.
    BadAlias,
    /// A related article that doesn't exist.
    UnknownRelated,
    /// An image, audio, video or document file was not found.
    MissingFile,
    /// An image's dimensions can't be read.
    BadImage,
    /// An image is on another host.
    RemoteImage,
    /// A path leads out of the paper's folder.
    OutsidePath,
    /// A file that an article names is never published: it is hidden, or holds settings.
    PrivateFile,
    /// A file that an article names has a type that is not published.
    UnpublishedType,
    /// A link's scheme is not allowed.
    ForbiddenLink,
    /// A link leads to a page that doesn't exist.
    DeadLink,
    /// A link's fragment names no heading of the page.
    DeadFragment,
    /// A link has a title, which is not shown.
    LinkTitle,
    /// A template tag is unknown.
    UnknownTag,
    /// A template tag is not closed.
    UnclosedTag,
    /// Two footnotes have the same name.
    DuplicateFootnote,
    /// A script was removed.
    Script,
    /// Something can't be shown.
    Unsupported,
    /// A saved page has words around its story, which are left out.
    Furniture,
    /// Elements are nested too deep.
    TooDeep,
    /// An article exceeds a limit: of elements, of attributes, of names.
    LimitExceeded,
}

impl DiagnosticKind {
    /// Whether it is an error or a warning.
    pub fn severity(self) -> Severity {
        match self {
            DiagnosticKind::BadConfig
            | DiagnosticKind::Unreadable
            | DiagnosticKind::TooLarge
            | DiagnosticKind::NotUtf8
            | DiagnosticKind::Empty
            | DiagnosticKind::SymlinkLoop
            | DiagnosticKind::BadFrontMatter
            | DiagnosticKind::BadDate => Severity::Error,
            DiagnosticKind::Mdx
            | DiagnosticKind::TakenSettings
            | DiagnosticKind::OwnNotFound
            | DiagnosticKind::Unindexed => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// Whether it can keep a whole article out of the paper, rather than a part of one.
    pub fn loses_articles(self) -> bool {
        let part = matches!(self, DiagnosticKind::BadDate | DiagnosticKind::SymlinkLoop);
        self.severity() == Severity::Error && !part
    }

    /// The name of many of this kind: `articles whose pictures or files are missing`.
    pub fn plural(self) -> &'static str {
        match self {
            DiagnosticKind::BadConfig => "errors in dateline.toml",
            DiagnosticKind::UnknownSetting => "unknown settings",
            DiagnosticKind::TakenSettings => "files of settings that are used",
            DiagnosticKind::BadSetting => "settings of other generators that can't be used",
            DiagnosticKind::Unreadable => "unreadable files",
            DiagnosticKind::TooLarge => "files too large",
            DiagnosticKind::NotUtf8 => "files not in UTF-8",
            DiagnosticKind::Encoding => "pages whose encoding is a guess",
            DiagnosticKind::Empty => "files without text",
            DiagnosticKind::UnreadFormat => "formats that are not read",
            DiagnosticKind::NotAnArticle => "plain texts that don't read like articles",
            DiagnosticKind::OwnNotFound => "pages for unknown addresses",
            DiagnosticKind::Unindexed => {
                "articles kept out of search engines or the sitemap, as they say"
            }
            DiagnosticKind::Mdx => "articles in MDX, which are read as Markdown",
            DiagnosticKind::SymlinkLoop => "links in a circle",
            DiagnosticKind::BadFrontMatter => "faults in front matter",
            DiagnosticKind::BadValue => "values that can't be used",
            DiagnosticKind::BadSlug => "slugs that can't be addresses",
            DiagnosticKind::RenamedSlug => "names that several articles have",
            DiagnosticKind::BadDate => "dates that can't be read",
            DiagnosticKind::LongLine => "lines that are very long",
            DiagnosticKind::NoHeadline => "articles without a headline",
            DiagnosticKind::BadAlias => "aliases that can't be used",
            DiagnosticKind::UnknownRelated => "related articles that don't exist",
            DiagnosticKind::MissingFile => "articles whose pictures or files are missing",
            DiagnosticKind::BadImage => "pictures that can't be read",
            DiagnosticKind::RemoteImage => "articles with pictures on other hosts",
            DiagnosticKind::OutsidePath => "files outside the paper's folder",
            DiagnosticKind::PrivateFile => "files that are never published",
            DiagnosticKind::UnpublishedType => "files of types that are not published",
            DiagnosticKind::ForbiddenLink => "articles with links that can't be published",
            DiagnosticKind::DeadLink => "addresses that the paper doesn't have",
            DiagnosticKind::DeadFragment => "articles with links to headings that don't exist",
            DiagnosticKind::LinkTitle => "articles with titles of links, which are left out",
            DiagnosticKind::UnknownTag => "articles with unknown template tags",
            DiagnosticKind::UnclosedTag => "template tags that are not closed",
            DiagnosticKind::DuplicateFootnote => "articles with footnotes of the same name",
            DiagnosticKind::Script => "articles with scripts",
            DiagnosticKind::Unsupported => "things that can't be shown",
            DiagnosticKind::Furniture => "pages of which only the story is printed",
            DiagnosticKind::TooDeep => "articles nested too deep",
            DiagnosticKind::LimitExceeded => "articles with more parts than can be shown",
        }
    }
}

impl Diagnostic {
    /// A diagnostic about the whole `file`.
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

    /// Adds a location.
    #[must_use]
    pub fn at(mut self, location: Location) -> Diagnostic {
        self.locations.push(location);
        self
    }

    /// Sets the subject.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Diagnostic {
        self.subject = subject.into();
        self
    }

    /// Sets the help text.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = help.into();
        self
    }
}
