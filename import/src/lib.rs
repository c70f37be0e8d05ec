//! Imports articles: reads the Markdown, HTML and plain-text files of a folder and builds stories.
//!
//! Two passes, because a link can lead to any article. The first reads each file's front matter and
//! assigns its slug (`drafts/draft.rs`); the second builds each body, with the addresses of all
//! articles known (`story/build.rs`). Both run on all cores. The output is in the order of the
//! files.
//!
//! The modules form layers, and no module imports from a higher one (`tests/floors.rs`): `story` →
//! `drafts`, `media`, `markup` → `metadata`, `cleaning` → `sources` → `config` → `access` →
//! `value`, `slugs`, `diagnostics`, `files`, `file_name`.

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
use story::places::{self, PlaceLink};
use story::{duplicates, terms};

/// All articles of a paper, and its sections.
#[derive(Debug)]
pub struct Imported {
    /// The articles, ordered by file path.
    pub stories: Vec<Story>,
    /// The sections in the paper's order: those of `dateline.toml`, then any others that articles
    /// name.
    pub sections: Vec<Section>,
    /// How many articles were skipped because they are marked as drafts.
    pub drafts: usize,
}

/// Imports all articles of the folder. A file that can't be read is reported and skipped.
pub fn import(config: &Config, diagnostics: &Diagnostics, progress: &dyn Progress) -> Imported {
    let access = Access::new(&config.folder, &config.media_folders);
    let found = walk::walk(&config.folder, &access, diagnostics);
    let read = |found| Draft::new(read::read(&config.folder, found)?);
    let drafts: Vec<Result<Draft, Box<Diagnostic>>> = found.par_iter().map(read).collect();
    let mut ready = Vec::new();
    let mut skipped = 0;
    for draft in drafts {
        match draft {
            Ok(draft) if draft.front_matter.draft => skipped += 1,
            Ok(draft) => ready.push(draft),
            Err(diagnostic) => diagnostics.add(*diagnostic),
        }
    }
    let drafts = duplicates::deduplicate_slugs(ready, diagnostics);
    let stories = build_stories(config, &access, drafts, diagnostics, progress);
    let sections = terms::sections(config, &stories);
    Imported { stories, sections, drafts: skipped }
}

/// Imports a single text, as if the file `name` held it and were the paper's only file. Returns
/// `None`, and reports why, if it can't be an article.
pub fn import_text(
    config: &Config,
    name: &str,
    text: &str,
    diagnostics: &Diagnostics,
) -> Option<Story> {
    let found = walk::SourceFile { file: name.into(), format: walk::format_of(Path::new(name))? };
    let draft = read::from_text(&found, text.to_owned()).and_then(Draft::new);
    let draft = draft.map_err(|diagnostic| diagnostics.add(*diagnostic)).ok()?;
    let access = Access::new(&config.folder, &config.media_folders);
    build_stories(config, &access, vec![draft], diagnostics, &NoProgress).pop()
}

/// A story, its links to places in others, and what was noticed while it was made.
struct Made {
    story: Story,
    links: Vec<PlaceLink>,
    problems: Vec<Diagnostic>,
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
    let made: Vec<Made> = drafts
        .into_par_iter()
        .map(|draft| {
            let context = Context::new(config, &articles, &media, &draft);
            let (story, links) = build::story(context, &formatters);
            progress.step();
            let problems = draft.diagnostics.into_vec(&draft.source.file, &draft.source.text);
            Made { story, links, problems }
        })
        .collect();
    let mut stories = Vec::with_capacity(made.len());
    let (mut links, mut problems) = (Vec::new(), Vec::new());
    for made in made {
        stories.push(made.story);
        links.push(made.links);
        problems.extend(made.problems);
    }
    places::turn_links(&mut stories, links, diagnostics);
    for problem in duplicates::merge_dead_links(problems.into_iter()) {
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
