//! Golden tests of the pages that the press renders, from the bundle's JSON to HTML.
//!
//! `UPDATE_EXPECT=1 cargo test -p viewer --features ssr --test render` updates the goldens.
//! `browser.rs` checks that the browser renders the same pages.

use article::{
    Article, Author, Block, Headline, HeadlineList, Inline, Publication, Slug, Subject, Term,
};
use expect_test::expect_file;
use viewer::pages::{Failure, Page, render};
use viewer::route::{ListPage, Root, Route};

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn rendered(route: &Route, page: Page) -> String {
    let publication: Publication =
        serde_json::from_str(include_str!("../article/tests/publication.json")).unwrap();
    render(&publication, &Root::at("/"), route, page)
}

fn check(route: &Route, page: Page, golden: expect_test::ExpectFile) {
    let html = rendered(route, page);
    assert!(!html.contains("<!>"), "no marks for hydration");
    // Line breaks between tags make diffs readable.
    golden.assert_eq(&html.replace("><", ">\n<"));
}

#[test]
fn article() {
    let article = serde_json::from_str(include_str!("../article/tests/article.json")).unwrap();
    check(
        &Route::Article(slug("specimen")),
        Page::Article(Box::new(article)),
        expect_file!["pages/article.html"],
    );
}

#[test]
fn words_longer_than_articles() {
    let check = |bytes: usize, class: &str| {
        let text = include_str!("../article/tests/article.json");
        let mut article: Article = serde_json::from_str(text).unwrap();
        let words = "x".repeat(bytes);
        article.headline.clone_from(&words);
        article.dateline.clear();
        article.body = vec![Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(words)])])];
        let route = Route::Article(slug("specimen"));
        let html = rendered(&route, Page::Article(Box::new(article)));
        for start in [format!("<h1 tabindex=\"-1\"{class}>x"), format!("<p{class}><em>x")] {
            assert!(html.contains(&start), "{bytes} bytes: no {start}");
        }
    };
    check(50_000, "");
    check(50_001, " class=\"very-long\"");
}

/// An article with `count` authors. Returns the byline, and how many names the footer has.
fn authors(count: usize) -> (String, usize) {
    let text = include_str!("../article/tests/article.json");
    let mut article: Article = serde_json::from_str(text).unwrap();
    let author = |number| Author {
        slug: slug(&format!("a{number}")),
        name: format!("A{number}"),
        ..Author::default()
    };
    article.authors = (1..=count).map(author).collect();
    let html = rendered(&Route::Article(slug("specimen")), Page::Article(Box::new(article)));
    let (_, byline) = html.split_once("<p class=\"byline\">").unwrap();
    let (byline, rest) = byline.split_once("</p>").unwrap();
    let foot = rest.split_once("id=\"d-authors\"").map_or("", |(_, foot)| foot);
    let foot = foot.split("</nav>").next().unwrap_or_default();
    let names = |part: &str| part.matches("rel=\"author\"").count();
    assert_eq!(names(byline) + names(foot), count, "every author is named once");
    (byline.split(['<', '>']).step_by(2).collect(), names(foot))
}

#[test]
fn a_byline_names_a_few_authors() {
    let check = |count: usize, byline: &str, in_foot: usize| {
        assert_eq!(authors(count), (byline.to_owned(), in_foot), "{count} authors");
    };
    check(1, "By A1", 0);
    check(6, "By A1, A2, A3, A4, A5 and A6", 0);
    check(7, "By A1, A2, A3, A4, A5 and 2 others", 2);
    check(1006, "By A1, A2, A3, A4, A5 and 1,001 others", 1001);
    check(2000, "By A1, A2, A3, A4, A5 and 1,995 others", 1995);
}

#[test]
fn lists_count_the_other_authors() {
    let list: HeadlineList =
        serde_json::from_str(include_str!("../article/tests/list.json")).unwrap();
    let check = |authors: &[&str], more_authors: u32, expected: &str| {
        let authors = authors.iter().map(|&name| name.to_owned()).collect();
        let headlines = vec![Headline { authors, more_authors, ..list.headlines[0].clone() }];
        let list = HeadlineList { headlines, ..list.clone() };
        let html = rendered(&Route::Headlines(ListPage::Newest), Page::Headlines(list));
        assert!(html.contains(expected), "no {expected:?} in {html}");
    };
    check(&["A", "B"], 0, "<span class=\"authors\">By A and B</span>");
    check(&["A", "B"], 7, "<span class=\"authors\">By A, B and 7 others</span>");
    check(&["A"], 12_034, "<span class=\"authors\">By A and 12,034 others</span>");
}

#[test]
fn page_that_is_no_article() {
    let article = Article {
        slug: slug("about"),
        language: "en".to_owned(),
        headline: "About".to_owned(),
        body: vec![Block::Paragraph(vec![Inline::Text("We.".to_owned())])],
        ..Article::default()
    };
    let page = Page::Article(Box::new(article));
    check(&Route::Page(slug("about")), page, expect_file!["pages/page.html"]);
}

#[test]
fn list_of_a_language() {
    let list: HeadlineList =
        serde_json::from_str(include_str!("../article/tests/list.json")).unwrap();
    let subject = Subject::Language(Term { slug: slug("fr"), name: "Français".to_owned() });
    let list = HeadlineList { subject, headlines: Vec::new(), months: Vec::new(), ..list };
    let route = Route::Language(slug("fr"), ListPage::Number(list.page));
    check(&route, Page::Headlines(list), expect_file!["pages/language.html"]);
}

#[test]
fn front() {
    let front = serde_json::from_str(include_str!("../article/tests/front.json")).unwrap();
    check(&Route::Front, Page::Front(front), expect_file!["pages/front.html"]);
}

#[test]
fn list() {
    let list = serde_json::from_str(include_str!("../article/tests/list.json")).unwrap();
    check(
        &Route::Author(slug("a"), ListPage::Number(2)),
        Page::Headlines(list),
        expect_file!["pages/list.html"],
    );
}

#[test]
fn not_found() {
    let asked = Route::NotFound("nowhere".to_owned());
    check(&asked, Page::NotFound, expect_file!["pages/not-found.html"]);
}

#[test]
fn failure() {
    let route = Route::Article(slug("specimen"));
    let list: HeadlineList =
        serde_json::from_str(include_str!("../article/tests/list.json")).unwrap();
    check(&route, Page::Failure(Failure::Status(503), vec![]), expect_file!["pages/failure.html"]);
    let offline = Page::Failure(Failure::Unreachable, list.headlines);
    check(&route, offline, expect_file!["pages/failure-offline.html"]);
}
