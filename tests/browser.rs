//! Tests that need a browser but no site: the browser's small stack, and rendering pages.
#![cfg(target_arch = "wasm32")]

#[path = "support/dom.rs"]
mod dom;

use article::{Article, HeadlineList, Publication};
use dom::without_marks;
use serde::de::DeserializeOwned;
use viewer::browser::build::build;
use viewer::json::Json;
use viewer::pages::{Failure, Page};
use viewer::route::{ListPage, Root, Route};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{DomParser, Element, HtmlElement, SupportedType};

wasm_bindgen_test_configure!(run_in_browser);

const ARTICLE: &str = include_str!("../article/tests/article.json");
const FRONT: &str = include_str!("../article/tests/front.json");
const LIST: &str = include_str!("../article/tests/list.json");
const PUBLICATION: &str = include_str!("../article/tests/publication.json");

fn read<T: DeserializeOwned>(text: &str) -> T {
    Json::parse(text).expect("it is JSON").read().expect("it has the form")
}

fn check_refused(text: &str) {
    let read = Json::parse(text).and_then(|json| json.read::<Article>());
    assert!(read.is_err(), "{text:.60}");
}

#[wasm_bindgen_test]
fn depth_is_refused_before_it_hurts() {
    for depth in [150, 1_000, 100_000] {
        let open = "[{\"emphasis\":".repeat(depth);
        let close = "}]".repeat(depth);
        let body = [&open, "[]", &close].concat();
        let text = ARTICLE.replacen("\"body\": [", &format!("\"x\": [{body}], \"body\": ["), 1);
        check_refused(&text);
        let paragraph = format!("\"body\": [{{\"paragraph\": {body}}},");
        check_refused(&ARTICLE.replacen("\"body\": [", &paragraph, 1));
    }
}

/// Checks that the viewer renders the same DOM as the press, so that it doesn't matter which of the two a reader sees.
fn check_page(route: Route, page: Page, printed: &str) {
    let document = web_sys::window().unwrap().document().unwrap();
    let built: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    let publication: Publication = read(PUBLICATION);
    build(|| page.view(&publication, &route), &built, &Root::at("/"));
    without_marks(&built);
    let printed = printed.trim_end().replace(">\n<", "><");
    let parsed = DomParser::new()
        .unwrap()
        .parse_from_string(&["<div>", &printed, "</div>"].concat(), SupportedType::TextHtml);
    let expected: Element = parsed.unwrap().query_selector("div").unwrap().unwrap();
    if !built.is_equal_node(Some(&expected)) {
        assert_eq!(built.outer_html(), expected.outer_html());
    }
}

#[wasm_bindgen_test]
fn the_browser_builds_what_the_press_prints() {
    let slug = |text| article::Slug::new(text).unwrap();
    let specimen = Route::Article(slug("specimen"));
    check_page(
        specimen.clone(),
        Page::Article(Box::new(read(ARTICLE))),
        include_str!("pages/article.html"),
    );
    check_page(Route::Front, Page::Front(read(FRONT)), include_str!("pages/front.html"));
    check_page(
        Route::Author(slug("a"), ListPage::Number(2)),
        Page::Headlines(read(LIST)),
        include_str!("pages/list.html"),
    );
    check_page(
        Route::NotFound("nowhere".to_owned()),
        Page::NotFound,
        include_str!("pages/not-found.html"),
    );
    let gone = Page::Failure(Failure::Status(503), vec![]);
    check_page(specimen.clone(), gone, include_str!("pages/failure.html"));
    let offline = Page::Failure(Failure::Unreachable, read::<HeadlineList>(LIST).headlines);
    check_page(specimen, offline, include_str!("pages/failure-offline.html"));
}
