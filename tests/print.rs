//! Pages as the press prints them: what goes in is the bundle's JSON, what comes out is HTML.
//!
//! `UPDATE_EXPECT=1 cargo test -p viewer --features ssr --test print` writes the goldens anew. The
//! browser has to build the very same pages: see `browser.rs`.

use article::{Article, Block, HeadlineList, Inline, Publication, Slug};
use expect_test::expect_file;
use viewer::pages::{Failure, Page, print};
use viewer::route::{ListPage, Root, Route};

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn printed(route: &Route, page: Page) -> String {
    let publication: Publication =
        serde_json::from_str(include_str!("../article/tests/publication.json")).unwrap();
    print(&publication, &Root::at("/"), route, page)
}

fn check(route: &Route, page: Page, golden: expect_test::ExpectFile) {
    let html = printed(route, page);
    assert!(!html.contains("<!>"), "no marks for hydration");
    // A line for each element of the outermost levels keeps differences readable.
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
        let html = printed(&route, Page::Article(Box::new(article)));
        for start in [format!("<h1 tabindex=\"-1\"{class}>x"), format!("<p{class}><em>x")] {
            assert!(html.contains(&start), "{bytes} bytes: no {start}");
        }
    };
    check(50_000, "");
    check(50_001, " class=\"endless\"");
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
