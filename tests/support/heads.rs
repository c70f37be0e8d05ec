//! Pages whose heads the press prints and the viewer builds. Their printed heads are in `tests/pages/heads.txt`.

use article::{Article, Block, Direction, Href, Inline, Link, Publication, Slug, Subject};
use serde::de::DeserializeOwned;
use viewer::json::Json;
use viewer::pages::{Failure, Head, Page};
use viewer::route::{ListPage, Root, Route};

const ARTICLE: &str = include_str!("../../article/tests/article.json");
const FRONT: &str = include_str!("../../article/tests/front.json");
const LIST: &str = include_str!("../../article/tests/list.json");
const PUBLICATION: &str = include_str!("../../article/tests/publication.json");

fn read<T: DeserializeOwned>(text: &str) -> T {
    Json::parse(text).expect("it is JSON").read().expect("it has the form")
}

fn slug(text: &str) -> Slug {
    Slug::new(text).expect("it is a slug")
}

/// Heads, with what each is of.
pub fn heads() -> Vec<(&'static str, Head)> {
    let publication: Publication = read(PUBLICATION);
    let of = |route: Route, page: Page| Head::new(&publication, &Root::at("/"), &route, &page);
    let nowhere = Publication { base_url: Href::default(), ..publication.clone() };
    let without_base =
        |route: Route, page: Page| Head::new(&nowhere, &Root::at("/"), &route, &page);
    let article = || Page::Article(Box::new(read(ARTICLE)));
    let specimen = || Route::Article(slug("specimen"));
    let list = |newer: bool, number: u32, subject: Option<Subject>| {
        let mut list: article::HeadlineList = read(LIST);
        (list.has_newer, list.page) = (newer, number);
        list.subject = subject.unwrap_or(list.subject);
        Page::Headlines(list)
    };
    let author = |page| Route::Author(slug("a"), page);
    vec![
        ("front page", of(Route::Front, Page::Front(read(FRONT)))),
        ("article", of(specimen(), article())),
        ("article without base_url", without_base(specimen(), article())),
        ("article without standfirst", of(Route::Article(slug("long")), long_article())),
        ("page", of(Route::Page(slug("about")), about())),
        ("page without base_url", without_base(Route::Page(slug("about")), about())),
        ("list", of(author(ListPage::Number(2)), list(true, 2, None))),
        ("newest page of a list", of(author(ListPage::Number(3)), list(false, 3, None))),
        ("whole list", of(Route::Headlines(ListPage::Newest), list(false, 1, Some(Subject::All)))),
        ("not found", of(Route::NotFound("nowhere".to_owned()), Page::NotFound)),
        ("failure", of(specimen(), Page::Failure(Failure::Status(503), Vec::new()))),
    ]
}

/// An article with a long first paragraph, and an address, a headline and a topic with special characters.
fn long_article() -> Page {
    let words = "“Words,” — he, said. ".repeat(9) + "</script><!-- & so on.";
    Page::Article(Box::new(Article {
        slug: slug("long"),
        language: "en".to_owned(),
        headline: "</script> \"quoted\" & 한글".to_owned(),
        body: vec![Block::Divider, Block::Paragraph(vec![Inline::Text(words)])],
        word_count: 27,
        ..Article::default()
    }))
}

/// A page that is no article, in two languages.
fn about() -> Page {
    let french = Link {
        name: "Français".to_owned(),
        href: Href::new("page/à-propos.html").expect("it is an address"),
        language: Some("fr".to_owned()),
    };
    Page::Article(Box::new(Article {
        slug: slug("about"),
        language: "en".to_owned(),
        direction: Direction::Ltr,
        translations: vec![french],
        headline: "About".to_owned(),
        body: vec![Block::Paragraph(vec![Inline::Text("We.".to_owned())])],
        word_count: 1,
        ..Article::default()
    }))
}
