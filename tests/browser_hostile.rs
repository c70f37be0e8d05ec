//! Renders hostile articles and bundles in one browser tab. Whatever the data is, a page consists of harmless elements
//! only, and equals the page that the press has rendered.
//!
//! The press runs natively, so its pages come from `cargo test -p e2e`, which has to run first. `tests/e2e` opens a sample
//! of them from a host.
#![cfg(target_arch = "wasm32")]

#[path = "e2e/src/hostile/mutate.rs"]
mod mutate;

#[path = "support/dom.rs"]
mod dom;

use article::{Article, Front, HeadlineList, Publication, Slug};
use dom::without_marks;
use gloo_net::http::Request;
use js_sys::{Array, Function, JSON};
use mutate::{ARTICLE, ASKED, FRONT, LIST, Mutant, PUBLICATION};
use serde::de::DeserializeOwned;
use serde_json::Value;
use viewer::browser::build::build;
use viewer::json::Json;
use viewer::pages::Page;
use viewer::route::{ListPage, Root, Route};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{DomParser, Element, HtmlElement, SupportedType};

wasm_bindgen_test_configure!(run_in_browser);

const ALLOWED: &str = include_str!("e2e/src/hostile/allowed.json");
const AUDIT: &str = include_str!("e2e/src/hostile/audit.js");

/// The native test writes the pages here; the test runner serves the project's folder.
const ARTICLES: &str = "/target/e2e-native/hostile.json";

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    Json::parse(text).ok()?.read().ok()
}

/// Renders a page, and passes it to `look`.
fn built<T>(
    publication: &Publication,
    route: Route,
    page: Page,
    look: impl FnOnce(&HtmlElement) -> T,
) -> T {
    let document = web_sys::window().unwrap().document().unwrap();
    let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    build(|| page.view(publication, &route), &place, &Root::from(&route));
    look(&place)
}

/// The audit's findings in a page.
fn audit(page: &HtmlElement, keeps: &JsValue) -> String {
    let allowed = JSON::parse(ALLOWED).unwrap();
    let arguments = Array::of4(&allowed, keeps, &JsValue::NULL, page);
    let found = Function::new_no_args(AUDIT).apply(&JsValue::NULL, &arguments).unwrap();
    Array::from(&found).join("; ").into()
}

/// Records requests that only a script of a case would make.
fn watch() {
    let watch = "window.asked = []; const ask = window.fetch;
        window.fetch = (...it) => { window.asked.push(String(it[0]?.url ?? it[0])); return ask(...it); };";
    Function::new_no_args(watch).call0(&JsValue::NULL).unwrap();
}

fn nothing_ran() {
    let asked =
        Function::new_no_args("return window.asked.join(' ')").call0(&JsValue::NULL).unwrap();
    let asked = asked.as_string().unwrap();
    assert!(!asked.contains(ASKED), "a script ran: {asked}");
}

/// Checks that each mutant is refused or becomes a harmless page, and that at least `least` aren't refused.
fn check(
    mutants: Vec<Mutant>,
    least: usize,
    page: impl Fn(&str) -> Option<(Publication, Route, Page)>,
) {
    watch();
    let keeps = Array::new();
    let mut wrong = Vec::new();
    let mut shown = 0;
    for (number, mutant) in mutants.iter().enumerate() {
        let Some((publication, route, page)) = page(&mutant.sent(number)) else {
            continue;
        };
        shown += 1;
        let found = built(&publication, route, page, |page| audit(page, &keeps));
        if !found.is_empty() {
            wrong.push(format!("{:.120}: {found}", mutant.name));
        }
    }
    nothing_ran();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(shown >= least, "only {shown} of {} mutants were shown", mutants.len());
}

fn specimen() -> Route {
    Route::Article(Slug::new("specimen").unwrap())
}

fn article(text: &str) -> Option<(Publication, Route, Page)> {
    let article: Article = read(text)?;
    Some((read(PUBLICATION)?, specimen(), Page::Article(Box::new(article))))
}

#[wasm_bindgen_test]
fn spoilt_articles() {
    let data: Value = ARTICLE.parse().unwrap();
    let mut mutants = mutate::every(&data);
    mutants.extend(mutate::articles());
    check(mutants, 350, article);
}

#[wasm_bindgen_test]
fn spoilt_lists() {
    let route = || Route::Topic(Slug::new("a").unwrap(), ListPage::Newest);
    check(mutate::every(&LIST.parse().unwrap()), 50, |text| {
        let list: HeadlineList = read(text)?;
        Some((read(PUBLICATION)?, route(), Page::Headlines(list)))
    });
}

#[wasm_bindgen_test]
fn spoilt_fronts() {
    check(mutate::every(&FRONT.parse().unwrap()), 50, |text| {
        let front: Front = read(text)?;
        Some((read(PUBLICATION)?, Route::Front, Page::Front(front)))
    });
}

#[wasm_bindgen_test]
fn spoilt_publications() {
    check(mutate::every(&PUBLICATION.parse().unwrap()), 15, |text| {
        let (_, route, page) = article(ARTICLE)?;
        Some((read(text)?, route, page))
    });
}

/// The viewer renders each article to the same DOM as the press.
#[wasm_bindgen_test]
async fn hostile_articles() {
    let answer = Request::get(ARTICLES).send().await.unwrap();
    assert!(answer.ok(), "{ARTICLES} is missing: `cargo test -p e2e` makes it");
    let all: Value = answer.text().await.unwrap().parse().unwrap();
    let publication: Publication = read(all["publication"].as_str().unwrap()).unwrap();
    watch();
    let mut wrong = Vec::new();
    for case in all["articles"].as_array().unwrap() {
        let text = |name: &str| case[name].as_str().unwrap();
        let article: Option<Article> = read(text("data"));
        let article = article.expect("the press writes what the viewer reads");
        let route = Route::Article(Slug::new(text("slug")).unwrap());
        let keeps = JSON::parse(&case["keeps"].to_string()).unwrap();
        let printed = parsed(text("page"));
        let found = built(&publication, route, Page::Article(Box::new(article)), |page| {
            let found = audit(page, &keeps);
            without_marks(page);
            let same = page.is_equal_node(Some(&printed));
            if same { found } else { found + " and it differs from the prerendered page" }
        });
        if !found.is_empty() {
            wrong.push(format!("{}: {found}", text("name")));
        }
    }
    nothing_ran();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn parsed(page: &str) -> Element {
    let document = DomParser::new()
        .unwrap()
        .parse_from_string(&["<div>", page, "</div>"].concat(), SupportedType::TextHtml);
    document.unwrap().query_selector("div").unwrap().unwrap()
}
