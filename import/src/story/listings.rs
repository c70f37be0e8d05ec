//! Links to the front page and to lists of headlines, once it is known which lists the paper has.

use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticKind, LineIndex, Location};
use crate::drafts::context::{Context, LinkedListing};
use crate::drafts::diagnostics::help;
use crate::drafts::listings::Listing;
use crate::metadata::language_names::main_language;
use crate::story::Story;
use article::{Article, Href, Inline, Slug, Target, each_line_mut};
use std::collections::{HashMap, HashSet};

/// Makes the address of a list, relative to the site's root.
pub type ListAddress = fn(&Listing) -> Href;

/// A link to something that may be a list.
pub(crate) struct ListLink {
    wanted: Vec<Listing>,
    otherwise: Option<Target>,
    address: String,
    location: Location,
}

impl ListLink {
    /// The links of the article at hand.
    pub(crate) fn all(context: &Context<'_>) -> Vec<ListLink> {
        let links = context.take_listings();
        if links.is_empty() {
            return Vec::new();
        }
        let lines = LineIndex::new(&context.draft.source.text);
        let link = |LinkedListing { wanted, otherwise, address, offset }| {
            let location = lines.location(context.span_of(offset, &address), "");
            ListLink { wanted, otherwise, address, location }
        };
        links.into_iter().map(link).collect()
    }
}

/// Where links lead, by what is written; `None` if nowhere.
type Turned = HashMap<String, Option<Target>>;

/// Turns the links of each story to lists, and returns what is to be said of those to lists that the
/// paper doesn't have: their words stay.
pub(crate) fn turn_links(
    stories: &mut [Story],
    links: Vec<Vec<ListLink>>,
    config: &Config,
    address: ListAddress,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if links.iter().all(Vec::is_empty) {
        return problems;
    }
    let known = Known::new(stories, config);
    for (story, links) in stories.iter_mut().zip(links).filter(|(_, links)| !links.is_empty()) {
        let mut turned = Turned::new();
        for link in links {
            let found = link.wanted.iter().find(|listing| known.has(listing)).map(address);
            let found = found.map(Target::Site).or_else(|| link.otherwise.clone());
            if turned.insert(link.address.clone(), found.clone()).is_none() && found.is_none() {
                problems.push(dead(story, link));
            }
        }
        turn(&mut story.article, &turned);
    }
    problems
}

fn dead(story: &Story, link: ListLink) -> Diagnostic {
    let message = format!("`{:.100}` is not a page of this paper", link.address);
    Diagnostic::new(DiagnosticKind::DeadLink, story.file.as_path(), message)
        .about(&link.address)
        .at(link.location)
        .help(help(DiagnosticKind::DeadLink))
}

/// The lists that the paper has.
struct Known(HashSet<Listing>);

impl Known {
    fn new(stories: &[Story], config: &Config) -> Known {
        let mut known = HashSet::from([Listing::Front, Listing::All]);
        known.extend(config.sections.iter().map(|section| Listing::Section(section.slug.clone())));
        let mut languages = HashSet::new();
        for article in stories.iter().filter(|story| !story.is_page).map(|story| &story.article) {
            known.extend(article.section.iter().map(|term| Listing::Section(term.slug.clone())));
            known.extend(article.topics.iter().map(|topic| Listing::Topic(topic.slug.clone())));
            known.extend(article.authors.iter().map(|author| Listing::Author(author.slug.clone())));
            languages.insert(main_language(&article.language));
        }
        if languages.len() > 1 {
            let slugs = languages.into_iter().filter_map(|language| Slug::new(language).ok());
            known.extend(slugs.map(Listing::Language));
        }
        Known(known)
    }

    fn has(&self, listing: &Listing) -> bool {
        self.0.contains(listing)
    }
}

fn turn(article: &mut Article, turned: &Turned) {
    let mut line = |line: &mut Vec<Inline>| turn_line(line, turned);
    each_line_mut(&mut article.body, &mut line);
    if let Some(image) = &mut article.lead_image {
        line(&mut image.caption);
    }
    for footnote in &mut article.footnotes {
        each_line_mut(&mut footnote.body, &mut line);
    }
}

fn turn_line(line: &mut Vec<Inline>, turned: &Turned) {
    for inline in std::mem::take(line) {
        let mut inline = inline;
        if let Some(inner) = inline.children_mut() {
            turn_line(inner, turned);
        }
        match inline {
            Inline::Link { to: Target::Site(written), text } => {
                match turned.get(written.as_str()).cloned().flatten() {
                    Some(to) => line.push(Inline::Link { to, text }),
                    None => line.extend(text),
                }
            }
            other => line.push(other),
        }
    }
}
