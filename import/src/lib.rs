//! Imports articles: reads the Markdown, HTML and plain-text files of a folder and builds stories.
//!
//! Two passes, because a link can lead to any article. The first reads each file's front matter and
//! assigns its slug (`drafts/draft.rs`); the second builds each body, with the addresses of all
//! articles known (`story/build.rs`). Both run on all cores. The output is in the order of the
//! files.
//!
//! The modules form layers, and no module imports from a higher one (`tests/floors.rs`): `story` →
//! `drafts`, `media`, `markup` → `metadata`, `cleaning` → `sources` → `config` → `access` →
//! `value`, `slugs`, `signs`, `diagnostics`, `files`, `file_name`.

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
pub mod outcome;
mod progress;
mod settings;
mod signs;
mod slugs;
mod sources;
mod story;
mod value;

pub use media::MediaCopy;
pub use metadata::dates::DateFormatter;
pub use metadata::language_names::{main_language, name_in_itself};
pub use progress::{NoProgress, Progress};
pub use sources::generated;
pub use story::menu::MenuLink;
pub use story::{Alias, Story, Translation};

use access::Access;
use article::Section;
use config::Config;
use diagnostics::{Diagnostic, Diagnostics};
use drafts::article_index::ArticleIndex;
use drafts::context::Context;
use drafts::draft::Draft;
use media::MediaLibrary;
use metadata::language::language_of;
use outcome::{Account, Outcome};
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use sources::read;
use sources::walk::{self, Found, SourceFile};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use story::build::{self, DateFormatters};
use story::places::{self, PlaceLink};
use story::{duplicates, kinds, menu, names, pages, terms, translations};

/// All articles of a paper, and its sections.
#[derive(Debug)]
pub struct Imported {
    /// The articles, ordered by file path.
    pub stories: Vec<Story>,
    /// The pages that are no articles, likewise.
    pub pages: Vec<Story>,
    /// The menu that `dateline.toml` has, without what doesn't exist; `None` if it has none.
    pub menu: Option<Vec<MenuLink>>,
    /// The sections in the paper's order: those of `dateline.toml`, then any others that articles
    /// name.
    pub sections: Vec<Section>,
    /// Files for the site's root, by their names there.
    pub root_files: Vec<(String, PathBuf)>,
    /// What became of each file of the folder.
    pub account: Account,
}

/// Imports all articles of the folder. A file that can't be read is reported and skipped.
pub fn import(config: &Config, diagnostics: &Diagnostics, progress: &dyn Progress) -> Imported {
    let access = Access::new(&config.folder, &config.media_folders);
    let Found { articles, root_files, page_folders, mut account } =
        walk::walk(&config.folder, &access, diagnostics);
    let read =
        |found: &SourceFile| Draft::new(read::read(&config.folder, found, diagnostics)?, config);
    let read: Vec<Result<Draft, Box<Diagnostic>>> = articles.par_iter().map(read).collect();
    let mut drafts = Vec::with_capacity(read.len());
    for (found, draft) in articles.into_iter().zip(read) {
        match draft {
            Ok(draft) => drafts.push(draft),
            Err(problem) => {
                account.set(found.file, Outcome::Failed);
                diagnostics.add(*problem);
            }
        }
    }
    let mut drafts = kinds::articles(config, drafts, &mut account, diagnostics);
    pages::mark(&mut drafts, &page_folders, diagnostics);
    let mut withheld = HashSet::new();
    drafts.retain(|draft| {
        let why = draft.withheld(config);
        let kind = if draft.is_page { Outcome::Page } else { Outcome::Article };
        account.set(&draft.source.file, why.map_or(kind, Outcome::LeftOut));
        if why.is_some() {
            withheld.insert(access.folder().join(&draft.source.file));
        }
        why.is_none()
    });
    translations::tell_languages(&mut drafts);
    names::distinguish(config, &mut drafts, diagnostics);
    translations::join(config, &mut drafts);
    let articles = ArticleIndex::new(drafts.iter());
    let menu = menu::resolve(config, &articles, diagnostics);
    let media = MediaLibrary::new(&access, withheld);
    let mut stories = build_stories(config, &media, &articles, drafts, diagnostics, progress);
    for copy in stories.iter().flat_map(|story| &story.media) {
        if let Ok(file) = copy.from.strip_prefix(access.folder()) {
            account.used(file);
        }
    }
    for file in &config.settings_files {
        account.settings(file);
    }
    if config.mark_future {
        stories.iter_mut().for_each(|story| story.mark_if_future(config.now));
    }
    let (pages, stories): (Vec<Story>, Vec<Story>) =
        stories.into_iter().partition(|story| story.is_page);
    let sections = terms::sections(config, &stories);
    Imported { stories, pages, menu, sections, root_files, account }
}

/// Imports a single text, as if the file `name` held it and were the paper's only file. Returns
/// `None`, and reports why, if it can't be an article.
pub fn import_text(
    config: &Config,
    name: &str,
    text: &str,
    diagnostics: &Diagnostics,
) -> Option<Story> {
    let format = walk::format_of(Path::new(name))?;
    let found = SourceFile { file: name.into(), format, language: None };
    let draft =
        read::from_text(&found, text.to_owned()).and_then(|source| Draft::new(source, config));
    let draft = draft.map_err(|diagnostic| diagnostics.add(*diagnostic)).ok()?;
    let access = Access::new(&config.folder, &config.media_folders);
    let articles = ArticleIndex::new(std::iter::once(&draft));
    let media = MediaLibrary::new(&access, HashSet::new());
    build_stories(config, &media, &articles, vec![draft], diagnostics, &NoProgress).pop()
}

/// A story, its links to places in others, and what was noticed while it was made.
struct Made {
    story: Story,
    links: Vec<PlaceLink>,
    problems: Vec<Diagnostic>,
}

fn build_stories(
    config: &Config,
    media: &MediaLibrary,
    articles: &ArticleIndex,
    drafts: Vec<Draft>,
    diagnostics: &Diagnostics,
    progress: &dyn Progress,
) -> Vec<Story> {
    progress.start(drafts.len());
    let formatters = formatters(config, &drafts);
    let made: Vec<Made> = drafts
        .into_par_iter()
        .map(|draft| {
            let context = Context::new(config, articles, media, &draft);
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
