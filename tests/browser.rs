//! Tests that need a browser but no site: the browser's small stack, and rendering pages.
#![cfg(target_arch = "wasm32")]

#[path = "support/dom.rs"]
mod dom;

#[path = "support/heads.rs"]
mod heads;

use article::{Article, HeadlineList, Publication};
use dom::without_marks;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;
use viewer::browser::build::build;
use viewer::browser::{click, head};
use viewer::json::Json;
use viewer::pages::{Failure, Page};
use viewer::route::{ListPage, Root, Route};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, DomParser, Element, Event, HtmlElement, SupportedType};

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

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn parsed(html: &str) -> Document {
    DomParser::new().unwrap().parse_from_string(html, SupportedType::TextHtml).unwrap()
}

fn first(document: &Document, selector: &str) -> Element {
    document.query_selector(selector).unwrap().unwrap()
}

/// Checks that the viewer renders the same DOM as the press, so that it doesn't matter which of the two a reader sees.
fn check_page(route: Route, page: Page, printed: &str) {
    let document = document();
    let built: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    let publication: Publication = read(PUBLICATION);
    build(|| page.view(&publication, &route), &built, &Root::at("/"));
    without_marks(&built);
    let printed = printed.trim_end().replace(">\n<", "><");
    let expected = first(&parsed(&["<div>", &printed, "</div>"].concat()), "div");
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

/// The markup of nodes, one a line.
fn markup(elements: &[Element]) -> String {
    elements.iter().map(|element| element.outer_html() + "\n").collect()
}

#[wasm_bindgen_test]
fn the_browser_builds_the_head_that_the_press_prints() {
    let built = heads::heads();
    let printed: Vec<&str> = include_str!("pages/heads.txt").split("== ").skip(1).collect();
    assert_eq!(built.len(), printed.len());
    for ((name, built), printed) in built.into_iter().zip(printed) {
        let (printed_name, html) = printed.split_once('\n').unwrap();
        assert_eq!(name, printed_name);
        let printed = parsed(&["<head>", &html.trim_end().replace(">\n<", "><")].concat());
        let before = document().title();
        let former = head::take();
        head::put(&head::build(&built));
        assert_eq!(document().title(), printed.title(), "{name}");
        let shown = head::take();
        let mut expected = children(&first(&printed, "head"));
        expected.retain(|element| element.tag_name() != "TITLE");
        assert_eq!(markup(shown.elements()), markup(&expected), "{name}");
        let same = shown.elements().iter().zip(&expected).all(|(a, b)| a.is_equal_node(Some(b)));
        assert!(same, "{name}");
        head::put(&former);
        assert_eq!(document().title(), before);
    }
}

fn children(element: &Element) -> Vec<Element> {
    let children = element.children();
    (0..children.length()).filter_map(|at| children.item(at)).collect()
}

/// Of a printed document's head, the viewer takes what describes the page: what stands between the title and the
/// first element that all pages have.
#[wasm_bindgen_test]
fn the_browser_takes_the_printed_head() {
    let cases = include_str!("../press/tests/cases/whole-paper/expected.txt");
    let mut taken = 0;
    for html in cases.split("\n== ").filter(|file| file.contains("color-scheme")) {
        let (name, html) = html.split_once('\n').unwrap();
        let Some((html, _)) = html.split_once("<body") else { continue };
        let printed = first(&parsed(&html.replace(">\n<", "><")), "head");
        let mut elements = children(&printed);
        // Not the policy, which would apply to the tests.
        elements.retain(|element| !element.has_attribute("http-equiv"));
        let at = |is: &dyn Fn(&Element) -> bool| elements.iter().position(is).unwrap();
        let title = at(&|element| element.tag_name() == "TITLE");
        let end = at(&|element| element.get_attribute("name").as_deref() == Some("color-scheme"));
        let expected = markup(&elements[title + 1..end]);
        let place = first(&document(), "head");
        head::take();
        for element in &elements {
            place.append_child(element).unwrap();
        }
        assert_eq!(markup(head::take().elements()), expected, "{name}");
        taken += 1;
        elements.iter().for_each(Element::remove);
    }
    assert!(taken >= 5, "only {taken} pages");
}

/// A link with a text fragment is left to the browser, which finds the text.
#[wasm_bindgen_test]
fn links_that_the_viewer_follows() {
    let followed = Rc::new(RefCell::new(None));
    let seen = Rc::clone(&followed);
    click::on_click(Root::at("/"), move |location| {
        seen.replace(Some(location));
        true
    });
    // Runs last, so that no link is followed.
    let stop = Closure::<dyn Fn(Event)>::new(|event: Event| event.prevent_default());
    let window = web_sys::window().unwrap();
    window.add_event_listener_with_callback("click", stop.as_ref().unchecked_ref()).unwrap();
    let link: HtmlElement = document().create_element("a").unwrap().unchecked_into();
    document().body().unwrap().append_child(&link).unwrap();
    let check = |address: &str, fragment: Option<&str>| {
        link.set_attribute("href", address).unwrap();
        link.click();
        let location = followed.take();
        assert_eq!(location.map(|to| to.fragment).as_deref(), fragment, "{address}");
    };
    check("/article/a.html", Some(""));
    check("/article/a.html#b", Some("b"));
    check("/article/a.html#:~:text=words", None);
    check("/article/a.html#b:~:text=some%20words,end", None);
    check("/article/a.html?b", None);
    check("https://elsewhere.example/article/a.html", None);
    window.remove_event_listener_with_callback("click", stop.as_ref().unchecked_ref()).unwrap();
    link.remove();
}
