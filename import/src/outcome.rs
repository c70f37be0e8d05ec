//! What became of each file of the paper's folder, so that nobody has to wonder where one went.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why an article is left out of the paper, because somebody said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Withheld {
    /// It is not finished.
    Draft,
    /// Its day has not come yet.
    Future,
    /// Its last day is over.
    Expired,
    /// It is private, or has no page of its own.
    Hidden,
}

/// What search engines may do with a page, as its publisher says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indexing {
    /// They may find it.
    #[default]
    Open,
    /// It is not in the sitemap.
    NotInSitemap,
    /// They are told not to show it, and it is not in the sitemap.
    Closed,
}

/// Why a file is no part of the paper, though nobody said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassedOver {
    /// Its name begins with a dot.
    HiddenName,
    /// It is about the folder: a README, a licence.
    Repository,
    /// The settings of another site generator leave it out.
    Excluded,
    /// It belongs to another site generator: templates, themes, what it has made.
    Generator,
    /// It was made by this program.
    OwnSite,
    /// It is a drawing, made by a plugin of an editor.
    Drawing,
    /// It lists articles, which the press does by itself.
    ListPage,
    /// It lies beside the article of a folder, and says nothing about itself.
    Attachment,
    /// It is about an author whom the settings know.
    Author,
    /// It lies in a folder of files that are published as they are, and no article shows it.
    Static,
    /// It could be published, but no article shows or offers it.
    Unused,
    /// It is a text in a format that the press doesn't read.
    Format,
    /// It is a plain text that doesn't read like an article.
    NoArticle,
    /// It is of a kind that is never published.
    Kind,
    /// It is a second way to a folder that is read already.
    SecondWay,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// An article.
    Article,
    /// A page that is no article.
    Page,
    /// A picture, recording or document that an article shows or offers.
    Medium,
    /// A file for hosts and crawlers, copied to the root of the site.
    RootFile,
    /// Settings of the paper.
    Settings,
    /// Left out because it says so.
    LeftOut(Withheld),
    /// Not read, or not needed.
    PassedOver(PassedOver),
    /// Not readable; a problem says why.
    Failed,
}

/// The outcome of every file. A folder that was not looked into has one for all that is in it.
#[derive(Debug, Default)]
pub struct Account(BTreeMap<PathBuf, Outcome>);

impl Account {
    /// Says what became of a file, or changes it.
    pub fn set(&mut self, file: impl Into<PathBuf>, outcome: Outcome) {
        self.0.insert(file.into(), outcome);
    }

    /// Says that a file is a part of the paper, if it was not needed until now.
    pub fn used(&mut self, file: &Path) {
        if let Some(outcome @ Outcome::PassedOver(_)) = self.0.get_mut(file) {
            *outcome = Outcome::Medium;
        }
    }

    /// Says that settings were taken from a file, or from the list pages in a folder.
    pub fn settings(&mut self, file: &Path) {
        let inside =
            self.0.range_mut(file.to_owned()..).take_while(|(path, _)| path.starts_with(file));
        for (path, outcome) in inside {
            let list = *outcome == Outcome::PassedOver(PassedOver::ListPage);
            if list || (path == file && matches!(outcome, Outcome::PassedOver(_))) {
                *outcome = Outcome::Settings;
            }
        }
    }

    /// Every file with its outcome, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, Outcome)> {
        self.0.iter().map(|(file, outcome)| (file.as_path(), *outcome))
    }

    /// The texts that lie beside articles, relative to the paper's folder.
    pub(crate) fn attachments(&self) -> impl Iterator<Item = &Path> {
        let attachment = Outcome::PassedOver(PassedOver::Attachment);
        self.iter().filter(move |(_, outcome)| *outcome == attachment).map(|(file, _)| file)
    }

    /// The files that could be published, relative to the paper's folder.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &Path> {
        let unused = Outcome::PassedOver(PassedOver::Unused);
        self.iter().filter(move |(_, outcome)| *outcome == unused).map(|(file, _)| file)
    }

    /// How many files were left out because they say so, by reason.
    pub fn withheld(&self) -> BTreeMap<Withheld, usize> {
        let mut counts = BTreeMap::new();
        for outcome in self.0.values() {
            if let Outcome::LeftOut(why) = outcome {
                *counts.entry(*why).or_default() += 1;
            }
        }
        counts
    }

    /// How many files that could hold an article are none: lists, attachments, plain texts.
    pub fn passed_over(&self) -> usize {
        let texts = self.0.values().filter(|outcome| {
            use PassedOver::{Attachment, Excluded, Format, ListPage, NoArticle, Static};
            matches!(
                outcome,
                Outcome::PassedOver(Attachment | Excluded | Format | ListPage | NoArticle | Static)
            )
        });
        texts.count()
    }
}

impl Withheld {
    /// What so many articles of the kind are called: `2 drafts`.
    pub fn counted(self, count: usize) -> String {
        let ending = if count == 1 { "" } else { "s" };
        format!("{count} {self}{ending}")
    }
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Withheld::Draft => "draft",
            Withheld::Future => "future article",
            Withheld::Expired => "expired article",
            Withheld::Hidden => "hidden article",
        })
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PassedOver::HiddenName => "its name begins with a dot",
            PassedOver::Repository => "it is about the folder",
            PassedOver::Excluded => "the settings of a site generator leave it out",
            PassedOver::Generator => "it belongs to a site generator",
            PassedOver::OwnSite => "it was made by dateline",
            PassedOver::Drawing => "it is a drawing of a plugin",
            PassedOver::ListPage => "it lists articles, which the press does by itself",
            PassedOver::Attachment => "it lies beside the article of its folder",
            PassedOver::Author => "it is about an author",
            PassedOver::Static => "it lies in a folder of static files",
            PassedOver::Unused => "no article shows or offers it",
            PassedOver::Format => "its format is not read",
            PassedOver::NoArticle => "it doesn't read like an article",
            PassedOver::Kind => "files of its kind are not published",
            PassedOver::SecondWay => "it leads to a folder that is read already",
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Article => f.write_str("article"),
            Outcome::Page => f.write_str("page"),
            Outcome::Medium => f.write_str("shown or offered by an article"),
            Outcome::RootFile => f.write_str("copied to the site's root"),
            Outcome::Settings => f.write_str("settings"),
            Outcome::LeftOut(why) => write!(f, "left out: {why}"),
            Outcome::PassedOver(why) => write!(f, "passed over: {why}"),
            Outcome::Failed => f.write_str("failed; a problem says why"),
        }
    }
}
