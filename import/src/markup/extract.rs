//! The article of a web page: what the page says of it, and where its story stands among menus, other
//! stories and comments.
//!
//! The story is found as Reader View of Firefox finds it (`score.rs`), inside what authors of pages say
//! with elements, classes and words (`scope.rs`, `marks.rs`, `phrases.rs`). What is known of the article
//! comes from JSON-LD, else microdata, else `<meta>` elements, else from what readers see. Pages that a
//! publisher wrote by hand have nothing around their stories, and come over whole.

mod around;
mod byline;
mod clean;
mod counts;
mod facts;
mod headline;
mod json_ld;
mod json_text;
mod left_out;
mod marks;
mod meta;
mod microdata;
mod phrases;
mod picture;
mod scope;
mod score;
mod site;
mod story;
mod tidy;
mod visible;

use crate::markup::dom::{Dom, NodeId};
use crate::markup::page;
use around::Printed;
use counts::Page;
use facts::Facts;
pub(crate) use facts::Picture;
use left_out::LeftOut;
use marks::Furniture;

/// An article as its page says it.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub headline: String,
    pub standfirst: String,
    pub authors: Vec<String>,
    /// Dates, the best first.
    pub published: Vec<String>,
    pub updated: Vec<String>,
    pub image: Picture,
    pub topics: Vec<String>,
    pub section: String,
    /// Whether search engines are asked not to show it.
    pub noindex: bool,
}

/// What was found in a page.
pub(crate) struct Extracted {
    pub head: Head,
    /// The element that holds the story, and nothing else any more.
    pub top: NodeId,
    pub left_out: LeftOut,
}

/// Finds the article of a page, and takes out of the tree what is no part of it.
pub(crate) fn extract(dom: &mut Dom) -> Extracted {
    let facts = json_ld::facts(dom).or(microdata::facts(dom)).or(meta::facts(dom));
    let signs = site::signs(dom);
    tidy::tidy(dom);
    let body = dom.find(dom.root(), "body").unwrap_or(dom.root());
    if signs < 2 {
        let head = head(dom, facts, &visible::of_hand_made(dom));
        return Extracted { head, top: page::story(dom), left_out: LeftOut::default() };
    }
    let mut found: Vec<Option<Furniture>> = vec![None; dom.len()];
    let mut page = Page::new(dom, &|_| false);
    scope::remove_furniture(&mut page, body, &mut found);
    let visible = visible::facts(&page, body);
    let text = facts.body.clone();
    let mut head = head(dom, facts, &visible);
    let printed =
        Printed { headline: &head.headline, standfirst: &head.standfirst, authors: &head.authors };
    let story = story::find(&page, body, &text, &printed, &mut found);
    if signs < 4 && story.loses_prose(body, &found) {
        drop((page, story));
        return Extracted { head, top: page::story(dom), left_out: LeftOut::default() };
    }
    let top = story.top;
    let gone: Vec<NodeId> =
        dom.descendants(top).filter(|&id| story.page.is_gone(id) && is_element(dom, id)).collect();
    let mut kept = vec![false; dom.len()];
    dom.descendants(top).for_each(|id| kept[id] = !story.page.is_gone(id));
    let left_out = LeftOut::of(dom, &|id| kept[id], &found, &head.headline);
    drop((page, story));
    picture::find(dom, &mut head.image);
    picture::drop_alternatives(dom, top);
    for id in gone {
        dom.detach(id);
    }
    if repeats(&head.standfirst, &dom.text(top)) {
        head.standfirst.clear();
    }
    Extracted { head, top, left_out }
}

/// Scripts that show something are looked at later.
fn is_element(dom: &Dom, id: NodeId) -> bool {
    let shows = || dom.nonblank(id, "src").is_some_and(|source| source.contains("gist.github.com"));
    match dom.name(id) {
        "" => false,
        "script" => !shows(),
        _ => true,
    }
}

fn head(dom: &Dom, facts: Facts, visible: &Facts) -> Head {
    let site = facts.site.clone();
    let headline = headline::headline(dom, &facts.headline, &site);
    let authors = authors(dom, &facts, visible, &site);
    let mut published = facts.published;
    published.extend(visible.published.iter().cloned());
    Head {
        headline,
        standfirst: facts.standfirst,
        authors,
        published,
        updated: facts.updated,
        image: facts.image,
        topics: facts.topics,
        section: facts.section,
        noindex: meta::is_noindex(dom),
    }
}

/// The authors. A paper that names itself as the author names nobody, unless nobody else is named.
fn authors(dom: &Dom, facts: &Facts, visible: &Facts, site: &str) -> Vec<String> {
    let title =
        dom.find(dom.root(), "title").map(|id| dom.text(id).to_lowercase()).unwrap_or_default();
    let is_paper =
        |name: &str| name.eq_ignore_ascii_case(site) || title.contains(&name.to_lowercase());
    // `湾岸新聞 山本恵子`
    let without_site = |name: &String| {
        let rest = name.strip_prefix(site).map(str::trim).filter(|rest| !rest.is_empty());
        rest.unwrap_or(name).to_owned()
    };
    let people = |names: &[String]| -> Vec<String> {
        names.iter().filter(|name| !is_paper(name)).map(without_site).collect()
    };
    let sources = [
        people(&facts.authors),
        people(&visible.authors),
        facts.authors.clone(),
        visible.authors.clone(),
        facts.organizations.clone(),
    ];
    sources.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether a summary is only the beginning of the story, perhaps cut off.
fn repeats(standfirst: &str, story: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(300).collect::<String>();
    let summary = letters(standfirst.trim_end_matches(['…', '.', ' ']));
    summary.chars().count() > 40 && letters(story).starts_with(&summary)
}
