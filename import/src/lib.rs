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
pub use metadata::dates::DateFormatter;
pub use progress::{NoProgress, Progress};
pub use sources::generated;
pub use story::{Alias, Story};

use access::Access;
use article::Section;
use config::Config;
use diagnostics::{Diagnostic, Diagnostics};
use drafts::article_index::ArticleIndex;
use drafts::context::Context;
use drafts::draft::Draft;
use media::MediaLibrary;
use metadata::language::language_of;
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use sources::{read, walk};
use std::path::Path;
use story::build::{self, DateFormatters};
use story::{duplicates, terms};

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
pub fn import(config: &Config, diagnostics: &Diagnostics, progress: &dyn Progress) -> Imported {
    let access = Access::new(&config.folder, &config.media_folders);
    let found = walk::walk(&config.folder, &access, diagnostics);
    let read = |found| Draft::new(read::read(&config.folder, found, diagnostics)?);
    let drafts: Vec<Result<Draft, Box<Diagnostic>>> = found.par_iter().map(read).collect();
    let mut ready = Vec::new();
    let mut unfinished = 0;
    for draft in drafts {
        match draft {
            Ok(draft) if draft.front_matter.draft => unfinished += 1,
            Ok(draft) => ready.push(draft),
            Err(problem) => diagnostics.add(*problem),
        }
    }
    let drafts = duplicates::deduplicate_slugs(ready, diagnostics);
    let stories = build_stories(config, &access, drafts, diagnostics, progress);
    let sections = terms::sections(config, &stories);
    Imported { stories, sections, drafts: unfinished }
}

/// Makes the story of a text, as if the file `name` held it and were the only one of its paper. `None`
/// if that can't be an article; the report says why.
pub fn import_text(
    config: &Config,
    name: &str,
    text: &str,
    diagnostics: &Diagnostics,
) -> Option<Story> {
    let found = walk::SourceFile { file: name.into(), format: walk::format_of(Path::new(name))? };
    let draft = read::from_text(&found, text.to_owned()).and_then(Draft::new);
    let draft = draft.map_err(|problem| diagnostics.add(*problem)).ok()?;
    let access = Access::new(&config.folder, &config.media_folders);
    build_stories(config, &access, vec![draft], diagnostics, &NoProgress).pop()
}

fn build_stories(
    config: &Config,
    access: &Access,
    drafts: Vec<Draft>,
    diagnostics: &Diagnostics,
    progress: &dyn Progress,
) -> Vec<Story> {
    progress.start(drafts.len());
    let articles = ArticleIndex::new(drafts.iter());
    let media = MediaLibrary::new(access);
    let formatters = formatters(config, &drafts);
    let made: Vec<(Story, Vec<Diagnostic>)> = drafts
        .into_par_iter()
        .map(|draft| {
            let story = build::story(Context::new(config, &articles, &media, &draft), &formatters);
            progress.step();
            (story, draft.diagnostics.into_vec(&draft.source.file, &draft.source.text))
        })
        .collect();
    let (mut stories, problems): (Vec<Story>, Vec<Vec<Diagnostic>>) = made.into_iter().unzip();
    for problem in duplicates::merge_dead_links(problems.into_iter().flatten()) {
        diagnostics.add(problem);
    }
    duplicates::deduplicate_aliases(&mut stories, diagnostics);
    terms::merge_equal_slugs(&mut stories, config);
    terms::unify_topic_names(&mut stories);
    stories
}

fn formatters(config: &Config, drafts: &[Draft]) -> DateFormatters {
    let mut formatters = DateFormatters::new();
    let languages = drafts
        .iter()
        .map(|draft| language_of(draft.front_matter.language.as_ref(), &config.language));
    for language in languages {
        formatters
            .entry(language)
            .or_insert_with_key(|language| DateFormatter::new(language, config.zone.clone()));
    }
    formatters
}

#[cfg(test)]
mod tests;
