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

fn check(route: &Route, page: Page, golden: expect_test::ExpectFile) {
    let publication: Publication =
        serde_json::from_str(include_str!("../article/tests/publication.json")).unwrap();
    let html = print(&publication, &Root::at("/"), route, page);
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
fn paragraphs_longer_than_articles() {
    let check = |bytes: usize, is_endless: bool| {
        let text = include_str!("../article/tests/article.json");
        let mut article: Article = serde_json::from_str(text).unwrap();
        let words = vec![Inline::Text("x".repeat(bytes))];
        article.body = vec![Block::Paragraph(vec![Inline::Emphasis(words)])];
        article.dateline.clear();
        let publication =
            serde_json::from_str(include_str!("../article/tests/publication.json")).unwrap();
        let route = Route::Article(slug("specimen"));
        let html = print(&publication, &Root::at("/"), &route, Page::Article(Box::new(article)));
        let paragraph = if is_endless { r#"<p class="endless"><em>x"# } else { "<p><em>x" };
        assert!(html.contains(paragraph), "{bytes} bytes");
    };
    check(50_000, false);
    check(50_001, true);
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
