//! Makes stories of files: of the Markdown, HTML and plain text that publishers have.
//!
//! Two steps, because a link can lead to any article: first every file is read as far as its front
//! matter and gets its slug (`story/draft.rs`), then every body is made, with the addresses of all
//! articles at hand (`story/make.rs`). Both run on all processors; what comes out is in order of the
//! files.
//!
//! The modules stand in floors, and nothing is imported from a higher one (`tests/architecture.rs`):
//! `story` → `media`, `markup` → `metadata`, `cleaning` → `sources` → `config` → `access` → `value`,
//! `slugs`, `diagnostics`, `files`, `file_name`.

mod access;
mod cleaning;
pub mod config;
pub mod diagnostics;
mod drafts;
pub mod escape;
pub mod file_name;
pub mod files;
pub mod hash;
mod markup;
mod media;
pub mod media_types;
mod metadata;
mod progress;
mod slugs;
mod sources;
mod story;
mod value;

pub use media::MediaCopy;
pub use metadata::dates::Calendar;
pub use progress::{Progress, Unwatched};
pub use sources::finished;
pub use story::{OldAddress, Story};

use access::Access;
use article::Section;
use config::Config;
use diagnostics::{Problem, Report};
use drafts::book::Book;
use drafts::desk::Desk;
use drafts::draft::Draft;
use media::Library;
use metadata::language::language_of;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use sources::{read, walk};
use std::path::Path;
use story::make::{self, Calendars};
use story::{terms, unique};

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

/// Makes stories of all articles in the folder. What can't be read is in the report; the rest goes
/// on.
pub fn import(config: &Config, report: &Report, progress: &dyn Progress) -> Imported {
    let access = Access::new(&config.folder, &config.media_folders);
    let found = walk::walk(&config.folder, &access, report);
    let read = |found| Draft::new(read::read(&config.folder, found)?);
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
    let drafts = unique::with_slugs_of_their_own(ready, report);
    let stories = make_stories(config, &access, drafts, report, progress);
    let sections = terms::sections(config, &stories);
    Imported { stories, sections, drafts: unfinished }
}

/// Makes the story of a text, as if the file `name` held it and were the only one of its paper. `None`
/// if that can't be an article; the report says why.
pub fn import_text(config: &Config, name: &str, text: &str, report: &Report) -> Option<Story> {
    let found = walk::Found { file: name.into(), kind: walk::kind_of(Path::new(name))? };
    let draft = read::from_text(&found, text.to_owned()).and_then(Draft::new);
    let draft = draft.map_err(|problem| report.add(*problem)).ok()?;
    let access = Access::new(&config.folder, &config.media_folders);
    make_stories(config, &access, vec![draft], report, &Unwatched).pop()
}

fn make_stories(
    config: &Config,
    access: &Access,
    drafts: Vec<Draft>,
    report: &Report,
    progress: &dyn Progress,
) -> Vec<Story> {
    progress.start(drafts.len());
    let book = Book::new(drafts.iter());
    let library = Library::new(access);
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
    for problem in unique::once_an_address(problems.into_iter().flatten()) {
        report.add(problem);
    }
    unique::give_aliases_once(&mut stories, report);
    terms::unite_slugs(&mut stories, config);
    terms::unite_names(&mut stories);
    stories
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

#[cfg(test)]
mod tests;
