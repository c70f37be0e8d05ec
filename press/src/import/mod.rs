//! Makes stories of files: of the Markdown, HTML and plain text that publishers have.
//!
//! Two steps, because a link can lead to any article: first every file is read as far as its front
//! matter and gets its slug (`draft`), then every body is made, with the book of all addresses at
//! hand (`make`). Both run on all processors; what comes out is in order of the files.

mod book;
mod count;
mod credit;
pub mod dates;
mod desk;
mod directions;
mod dom;
mod draft;
mod front_matter;
mod html;
mod inserts;
mod make;
mod markdown;
mod media;
mod names;
mod notes;
mod page;
mod plain;
mod quotes;
mod slugs;
mod source;
mod template;
mod terms;
mod tidy;
mod value;
mod walk;

pub use dates::Calendar;
pub use media::MediaCopy;
pub(crate) use slugs::{name_of, slug_of_name};
pub(crate) use value::{Entry, Node, Value, parse_toml};

use crate::access::Access;
use crate::config::Config;
use crate::file_name::folded;
use crate::report::{Place, Problem, ProblemKind, Report};
use article::{Article, Section, Slug};
use book::Book;
use desk::Desk;
use draft::Draft;
use jiff::Timestamp;
use make::{Calendars, language_of};
use media::Library;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// A paper's articles, and the sections they make.
#[derive(Debug)]
pub struct Imported {
    /// The articles, in order of their files.
    pub stories: Vec<Story>,
    /// The sections in the order of the paper: those of `dateline.toml`, then others that articles
    /// name.
    pub sections: Vec<Section>,
    /// How many drafts were left out.
    pub drafts: usize,
}

/// An article, with what the paper needs to know about it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The file it was made of, relative to the folder.
    pub file: PathBuf,
    /// The article. It does not know its neighbours and related articles yet.
    pub article: Article,
    /// When it was published, to sort it by.
    pub instant: Option<Timestamp>,
    /// Where it was found before.
    pub aliases: Vec<OldAddress>,
    /// Articles to read with it; all exist.
    pub related: Vec<Slug>,
    /// Whether it should lead the front page.
    pub featured: bool,
    /// The files that it shows or links to.
    pub media: Vec<MediaCopy>,
}

/// An address at which an article was found before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldAddress {
    /// Below the site's root, safe to write a file at: `2014/03/12/coming-soon/`.
    pub address: String,
    /// Where the article says so.
    pub place: Place,
}

/// Told how far the import is, from any thread.
pub trait Progress: Sync {
    /// There are `total` articles to make.
    fn start(&self, total: usize);
    /// One more is done.
    fn step(&self);
}

/// Makes stories of all articles in the folder. What can't be read is in the report; the rest goes
/// on.
pub fn import(config: &Config, report: &Report, progress: &dyn Progress) -> Imported {
    let access = Access::new(&config.folder, &config.media_folders);
    let found = walk::walk(&config.folder, &access, report);
    let read = |found| Draft::new(source::read(&config.folder, found)?);
    let drafts: Vec<Result<Draft, Box<Problem>>> = found.par_iter().map(read).collect();
    let mut ready = Vec::new();
    let mut unfinished = 0;
    for draft in drafts {
        match draft {
            Ok(draft) if draft.meta.draft => unfinished += 1,
            Ok(draft) => ready.push(draft),
            Err(problem) => report.add(*problem),
        }
    }
    let drafts = with_slugs_of_their_own(ready, report);
    progress.start(drafts.len());
    let book = Book::new(drafts.iter());
    let library = Library::new(&access);
    let calendars = calendars(config, &drafts);
    let made: Vec<(Story, Vec<Problem>)> = drafts
        .into_par_iter()
        .map(|draft| {
            let story = make::story(Desk::new(config, &book, &library, &draft), &calendars);
            progress.step();
            (story, draft.notes.into_problems(&draft.source.file, &draft.source.text))
        })
        .collect();
    let (mut stories, problems): (Vec<Story>, Vec<Vec<Problem>>) = made.into_iter().unzip();
    for problem in once_an_address(problems.into_iter().flatten()) {
        report.add(problem);
    }
    give_aliases_once(&mut stories, report);
    terms::unite_slugs(&mut stories, config);
    terms::unite_names(&mut stories);
    let sections = terms::sections(config, &stories);
    Imported { stories, sections, drafts: unfinished }
}

/// Gives every article a slug of its own, or leaves it out. The first file keeps the slug that
/// several have. Files with dates in their names are told apart by them, as on the sites they come
/// from; where slugs were chosen, somebody has to choose again.
fn with_slugs_of_their_own(drafts: Vec<Draft>, report: &Report) -> Vec<Draft> {
    let mut taken: HashMap<String, PathBuf> = HashMap::new();
    let mut kept: Vec<Draft> = Vec::new();
    for mut draft in drafts {
        let other = taken.get(&folded(draft.slug.as_str()));
        if let Some(other) = other {
            let dated =
                draft.dated_slug().filter(|slug| !taken.contains_key(&folded(slug.as_str())));
            report.add(same_slug(&draft, other, dated.as_ref()));
            let Some(dated) = dated else { continue };
            draft.slug = dated;
        }
        taken.insert(folded(draft.slug.as_str()), draft.source.file.clone());
        kept.push(draft);
    }
    kept
}

fn same_slug(draft: &Draft, other: &Path, dated: Option<&Slug>) -> Problem {
    let (file, slug, other) = (&draft.source.file, &draft.slug, other.display());
    let message = format!("`{slug}` is the slug of another article too: {other}");
    if let Some(dated) = dated {
        return Problem::new(ProblemKind::DatedSlug, file, message).help(format!(
            "this article is published as `{dated}`; give it a `slug:` of its own to choose"
        ));
    }
    let problem = Problem::new(ProblemKind::DuplicateSlug, file, message)
        .help("this article is left out; give one of them a `slug:` of its own");
    match &draft.meta.slug {
        Some(slug) => problem.at(Place::new(&draft.source.text, slug.span.clone(), "")),
        None => problem,
    }
}

fn calendars(config: &Config, drafts: &[Draft]) -> Calendars {
    let mut calendars = Calendars::new();
    let languages =
        drafts.iter().map(|draft| language_of(draft.meta.language.as_ref(), &config.language));
    for language in languages {
        calendars
            .entry(language)
            .or_insert_with_key(|language| Calendar::new(language, config.zone.clone()));
    }
    calendars
}

/// An address that the paper doesn't have is reported once, however many articles link to it.
fn once_an_address(problems: impl Iterator<Item = Problem>) -> Vec<Problem> {
    let mut addresses: BTreeMap<String, (Problem, usize)> = BTreeMap::new();
    let mut others = Vec::new();
    for problem in problems {
        if problem.kind != ProblemKind::DeadLink {
            others.push(problem);
            continue;
        }
        // Problems of one article with one address are one already.
        let address = problem.message.split('`').nth(1).unwrap_or_default().to_owned();
        addresses.entry(address).and_modify(|(_, count)| *count += 1).or_insert((problem, 1));
    }
    for (address, (mut problem, count)) in addresses {
        if count > 1 {
            problem.message =
                format!("`{address}` is not a page of this paper; {count} articles link to it");
        }
        others.push(problem);
    }
    others
}

/// An old address leads to one article: the first that claims it.
fn give_aliases_once(stories: &mut [Story], report: &Report) {
    let mut taken: HashMap<String, PathBuf> = HashMap::new();
    for Story { file, aliases, .. } in stories {
        aliases.retain(|OldAddress { address: alias, place }| {
            let name = folded(&book::plain_address(alias));
            if let Some(other) = taken.get(&name) {
                let message = format!(
                    "`{alias}` is an old address of another article too: {}",
                    other.display()
                );
                let problem = Problem::new(ProblemKind::BadAlias, file.as_path(), message);
                let problem = problem.at(place.clone());
                report.add(problem.help("it leads to the other article"));
                return false;
            }
            taken.insert(name, file.clone());
            true
        });
    }
}

#[cfg(test)]
pub(crate) mod tests;
