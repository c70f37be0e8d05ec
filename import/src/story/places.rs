//! Links to places in other articles, once all articles are made.

use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics, LineIndex, Location};
use crate::drafts::context::{Context, LinkedPlace};
use crate::markup::html::is_top;
use crate::markup::places::Places;
use crate::story::Story;
use article::{Article, Inline, Slug, Target, each_line_mut};
use std::collections::{HashMap, HashSet};

/// A link to a place in an article.
pub(crate) struct PlaceLink {
    slug: Slug,
    fragment: String,
    address: String,
    location: Location,
}

impl PlaceLink {
    /// The links of the article at hand.
    pub(crate) fn all(context: &Context<'_>) -> Vec<PlaceLink> {
        let places = context.take_places();
        if places.is_empty() {
            return Vec::new();
        }
        let lines = LineIndex::new(&context.draft.source.text);
        let link = |LinkedPlace { slug, fragment, address, offset }| {
            let location = lines.location(context.span_of(offset, &address), "");
            PlaceLink { slug, fragment, address, location }
        };
        places.into_iter().map(link).collect()
    }
}

/// What the places in articles turned out to be called.
type Moved = HashMap<(Slug, String), String>;

/// Turns links to the places that are meant, and tells of those that don't exist. `links` are those of
/// each story. The link to an article stays when the place in it is not found.
pub(crate) fn turn_links(
    stories: &mut [Story],
    links: Vec<Vec<PlaceLink>>,
    diagnostics: &Diagnostics,
) {
    let wanted: HashSet<&Slug> = links.iter().flatten().map(|link| &link.slug).collect();
    let places: HashMap<Slug, Places> = stories
        .iter()
        .filter(|story| wanted.contains(&story.article.slug))
        .map(|story| (story.article.slug.clone(), Places::of(&story.article.body)))
        .collect();
    for (story, links) in stories.iter_mut().zip(links) {
        let mut moved = Moved::new();
        for link in links {
            let Some(places) = places.get(&link.slug) else { continue };
            match places.find(&link.fragment) {
                Some(id) if id == link.fragment => {}
                Some(id) => drop(moved.insert((link.slug, link.fragment), id.to_owned())),
                None if is_top(&link.fragment) => {
                    moved.insert((link.slug, link.fragment), String::new());
                }
                None => {
                    diagnostics.add(dead_place(story, &link, places));
                    moved.insert((link.slug, link.fragment), String::new());
                }
            }
        }
        if !moved.is_empty() {
            turn(&mut story.article, &moved);
        }
    }
}

fn dead_place(story: &Story, link: &PlaceLink, places: &Places) -> Diagnostic {
    let message = format!("`{:.100}` is no place in the article that it leads to", link.address);
    let nearest = places.nearest(&link.fragment);
    let help = match nearest {
        Some((words, id)) => format!("the nearest heading there is “{words:.80}”, `#{id}`"),
        None => "the link leads to the article; there are no headings in it".to_owned(),
    };
    Diagnostic::new(DiagnosticKind::DeadFragment, story.file.as_path(), message)
        .about(&link.address)
        .at(link.location.clone())
        .help(help)
}

fn turn(article: &mut Article, moved: &Moved) {
    let mut line = |line: &mut Vec<Inline>| turn_line(line, moved);
    each_line_mut(&mut article.body, &mut line);
    for footnote in &mut article.footnotes {
        each_line_mut(&mut footnote.body, &mut line);
    }
}

fn turn_line(line: &mut [Inline], moved: &Moved) {
    for inline in line {
        if let Inline::Link {
            to: Target::Article { slug, fragment } | Target::Page { slug, fragment },
            ..
        } = inline
            && let Some(id) = moved.get(&(slug.clone(), fragment.clone()))
        {
            fragment.clone_from(id);
        }
        if let Some(inner) = inline.children_mut() {
            turn_line(inner, moved);
        }
    }
}
