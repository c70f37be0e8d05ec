//! Orders stories into a paper: lists, front page, neighbours, related articles.

mod front;
mod headline;
mod lists;
mod menu;
mod natural;
mod related;

pub use lists::List;

use article::{
    Article, Direction, FORMAT_VERSION, Front, Headline, Href, Image, Neighbour, Publication,
    Section, Slug,
};
use import::config::Config;
use import::diagnostics::Location;
use import::{Alias, Imported, MediaCopy, Story};
use menu::Routes;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use viewer::route::Route;

/// A whole paper, ready to be written.
#[derive(Debug)]
pub struct Paper {
    /// What every page shows of the paper.
    pub publication: Publication,
    /// How many sections the paper has.
    pub sections: usize,
    /// The articles, oldest first, without what [`Index::add_links`] adds.
    pub articles: Vec<Article>,
    /// The pages that are no articles.
    pub pages: Vec<Article>,
    /// What articles' pages show of other articles.
    pub index: Index,
    /// The front page.
    pub front: Front,
    /// Every list of headlines.
    pub lists: Vec<List>,
    /// The former addresses of articles.
    pub redirects: Vec<Redirect>,
    /// Files for the site's root, by their names there.
    pub root_files: Vec<(String, PathBuf)>,
    /// The media files to copy.
    pub media: Vec<MediaCopy>,
}

/// A former address of an article.
#[derive(Debug)]
pub struct Redirect {
    /// Whether nobody has to know if something else has it.
    pub implied: bool,
    /// The address, from the site's root.
    pub address: String,
    /// The article, or the page that is none.
    pub to: Route,
    /// Its headline.
    pub headline: String,
    /// The file that names the address.
    pub file: PathBuf,
    /// Where in the file.
    pub location: Location,
}

/// What articles show of each other, by their position in the paper (oldest first).
#[derive(Debug)]
pub struct Index {
    /// The articles' entries in lists.
    pub headlines: Vec<Headline>,
    /// The time of each article's last change, or else of its publication, if known.
    pub changed: Vec<Option<String>>,
    related: Vec<Vec<usize>>,
}

impl Paper {
    /// Makes a paper of the imported stories.
    pub fn new(config: &Config, imported: Imported) -> Paper {
        let mut imported = imported;
        let routes = Routes::new(&imported);
        for story in imported.stories.iter_mut().chain(&mut imported.pages) {
            story.article.translations = routes.translations(&story.translations);
        }
        let mut stories = std::mem::take(&mut imported.stories);
        let sections = std::mem::take(&mut imported.sections);
        // The slug makes the order whole: two articles of one minute must not change places.
        stories.sort_by(|a, b| {
            let slugs = || natural::cmp(a.article.slug.as_str(), b.article.slug.as_str());
            a.instant.cmp(&b.instant).then_with(slugs)
        });
        let mut publication = publication(config, &sections);
        let headlines: Vec<Headline> = stories
            .iter()
            .map(|story| headline::headline(&story.article, &publication.language))
            .collect();
        let changed = stories.iter().map(|story| {
            let Article { updated, published, .. } = &story.article;
            let time = updated.as_ref().or(published.as_ref());
            time.map(|time| time.instant.clone())
        });
        let changed = changed.collect();
        let featured: Vec<bool> = stories.iter().map(|story| story.featured).collect();
        let related = related_stories(&stories);
        let front = front::front(&headlines, &featured, &sections);
        let articles: Vec<&Article> = stories.iter().map(|story| &story.article).collect();
        let lists = lists::all(&articles, &sections, config);
        publication.menu = routes.menu(&imported, &config.language, &lists);
        remove_unlisted_authors(&mut imported.pages, &articles);
        let mut paper = Paper {
            publication,
            sections: sections.len(),
            articles: Vec::with_capacity(stories.len()),
            pages: Vec::with_capacity(imported.pages.len()),
            index: Index { headlines, changed, related },
            front,
            lists,
            redirects: Vec::new(),
            root_files: imported.root_files,
            media: Vec::new(),
        };
        for story in stories.into_iter().chain(imported.pages) {
            let to = menu::route(&story);
            paper.redirects.extend(redirect_from_name(&story));
            for Alias { implied, address, location } in story.aliases {
                paper.redirects.push(Redirect {
                    implied,
                    address,
                    location,
                    to: to.clone(),
                    headline: story.article.headline.clone(),
                    file: story.file.clone(),
                });
            }
            paper.media.extend(story.media);
            let of_kind = if story.is_page { &mut paper.pages } else { &mut paper.articles };
            of_kind.push(story.article);
        }
        // Articles may share a file.
        paper.media.sort_by(|a, b| a.to.as_str().cmp(b.to.as_str()));
        paper.media.dedup_by(|a, b| a.to == b.to);
        paper
    }
}

impl Index {
    /// Adds neighbours and related articles to the article at `position`.
    pub fn add_links(&self, position: usize, article: &mut Article) {
        let neighbour = |position: usize| {
            self.headlines.get(position).map(|headline| Neighbour {
                slug: headline.slug.clone(),
                headline: headline.headline.clone(),
            })
        };
        article.previous = position.checked_sub(1).and_then(neighbour);
        article.next = neighbour(position + 1);
        let related = self.related[position].iter();
        article.related = related.map(|&other| self.headlines[other].clone()).collect();
    }
}

/// How many sections are in the navigation, and with their newest stories on the front page.
const FIRST_SECTIONS: usize = 12;

fn publication(config: &Config, sections: &[Section]) -> Publication {
    let first = &sections[..sections.len().min(FIRST_SECTIONS)];
    Publication {
        version: FORMAT_VERSION,
        title: config.title.clone(),
        tagline: config.tagline.clone(),
        language: config.language.clone(),
        direction: Direction::of_language(&config.language),
        // Only of a site: `edition.rs`.
        base_url: Href::default(),
        copyright: config.copyright.clone(),
        sections: first.to_vec(),
        // Known when all articles are listed.
        menu: Vec::new(),
        more_sections: (sections.len() - first.len()) as u32,
        // Known when all files are written: `file_list.rs`.
        edition: String::new(),
        kilobytes: 0,
    }
}

/// The thumbnail of an article, for lists.
fn thumbnail(article: &Article) -> Option<Image> {
    let image = article.thumbnail()?;
    Some(Image { caption: Vec::new(), credit: article::Credit::default(), ..image.clone() })
}

/// The address that an article would have if no other had its name.
fn redirect_from_name(story: &Story) -> Option<Redirect> {
    let called = story.called.clone()?;
    let address = if story.is_page { Route::Page(called) } else { Route::Article(called) };
    Some(Redirect {
        address: address.file(),
        implied: true,
        location: Location::new("", 0..0, ""),
        to: menu::route(story),
        headline: story.article.headline.clone(),
        file: story.file.clone(),
    })
}

/// Removes the authors of pages who have no list, because they have no article.
fn remove_unlisted_authors(pages: &mut [Story], articles: &[&Article]) {
    let named = |article: &&Article| !article.authors.is_empty();
    if !pages.iter().map(|page| &page.article).any(|article| named(&article)) {
        return;
    }
    let authors = articles.iter().flat_map(|article| &article.authors);
    let listed: HashSet<&Slug> = authors.map(|author| &author.slug).collect();
    for page in pages {
        page.article.authors.retain(|author| listed.contains(&author.slug));
    }
}

/// For each story the positions of related ones.
fn related_stories(stories: &[Story]) -> Vec<Vec<usize>> {
    let positions: HashMap<&Slug, usize> =
        stories.iter().enumerate().map(|(at, story)| (&story.article.slug, at)).collect();
    // Unknown slugs were reported by the import.
    let named = stories.iter().map(|story| {
        let found = story.related.iter().filter_map(|slug| positions.get(slug).copied());
        found.collect()
    });
    let articles: Vec<&Article> = stories.iter().map(|story| &story.article).collect();
    related::related(&articles, named.collect())
}
