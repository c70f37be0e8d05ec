//! Every fault on every kind of page, and caching.

mod fake;

use super::{CacheMode, Host, Loader};
use crate::pages::{Failure, Page};
use crate::route::{ListPage, Root, Route};
use article::{FORMAT_VERSION, Slug};
use expect_test::{Expect, expect};
use fake::{Answer, Fake};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

const ARTICLE: &str = include_str!("../../article/tests/article.json");
const FRONT: &str = include_str!("../../article/tests/front.json");
const LIST: &str = include_str!("../../article/tests/list.json");
const PUBLICATION: &str = include_str!("../../article/tests/publication.json");

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn article(name: &str) -> Route {
    Route::Article(slug(name))
}

/// A page of each kind, its text, and its title.
fn kinds() -> [(Route, &'static str, &'static str); 8] {
    let page = ListPage::Newest;
    [
        (Route::Front, FRONT, "front"),
        (Route::Headlines(page), LIST, "list"),
        (Route::Section(slug("world"), page), LIST, "list"),
        (Route::Author(slug("a"), page), LIST, "list"),
        (Route::Topic(slug("t"), page), LIST, "list"),
        (Route::Language(slug("fr"), page), LIST, "list"),
        (article("specimen"), ARTICLE, "article"),
        (Route::Page(slug("about")), ARTICLE, "article"),
    ]
}

fn paper() -> (Fake, Loader<Fake>) {
    let host = Fake::new();
    (host, Loader::new(Root::at("/paper/"), host))
}

/// What a page shows.
fn shown(page: &Page) -> &'static str {
    match page {
        Page::Front(_) => "front",
        Page::Headlines(_) => "list",
        Page::Article(_) => "article",
        Page::NotFound => "Not found",
        Page::Failure(failure, _) => failure.title(),
    }
}

fn file(route: &Route) -> String {
    route.data_file().unwrap()
}

/// Opens a page that fails, retries, retries after the host is repaired, and opens it again. Returns what was
/// shown each time, and the requests.
fn attempts(route: &Route, good: &str, bad: Answer) -> String {
    let (host, loader) = paper();
    host.respond(&file(route), bad);
    let attempt = || {
        let page = host.run(loader.page(route));
        let requests = host.requests().replace(&file(route), "requested");
        format!("{} ({})", shown(&page), if requests.is_empty() { "cached" } else { &requests })
    };
    let mut attempts = vec![attempt(), attempt()];
    host.respond(&file(route), Ok(good.to_owned()));
    attempts.extend([attempt(), attempt()]);
    attempts.join(", ")
}

type Fault = (&'static str, fn(&str) -> Answer);

const FAULTS: [Fault; 14] = [
    ("refused", |_| Err(Failure::Unreachable)),
    ("times out", |_| Err(Failure::TimedOut)),
    ("404", |_| Err(Failure::Status(404))),
    ("410", |_| Err(Failure::Status(410))),
    ("429", |_| Err(Failure::Status(429))),
    ("500", |_| Err(Failure::Status(500))),
    ("503", |_| Err(Failure::Status(503))),
    ("cut off", |good| Ok(good[..good.len() / 2].to_owned())),
    ("one byte short", |good| Ok(good.trim_end()[..good.trim_end().len() - 1].to_owned())),
    ("something behind it", |good| Ok([good, "<!-- served by -->"].concat())),
    ("another file", |_| Ok(PUBLICATION.to_owned())),
    ("HTML", |_| Ok("<!doctype html><h1>Sign in</h1>".to_owned())),
    ("empty", |_| Ok(String::new())),
    ("newer", |good| Ok(newer(good))),
];

fn newer(good: &str) -> String {
    let version = |number: u32| format!("\"version\": {number}");
    good.replacen(&version(FORMAT_VERSION), &version(FORMAT_VERSION + 1), 1)
}

#[test]
fn every_fault_on_every_kind_of_page() {
    let mut table = String::new();
    for (name, bad) in FAULTS {
        let rows = kinds().map(|(route, good, shown)| {
            let attempts = attempts(&route, good, bad(good));
            attempts.replace(&format!("{shown} ("), "page (")
        });
        assert!(rows.iter().all(|row| *row == rows[0]), "{name}: {rows:#?}");
        writeln!(table, "{name}: {}", rows[0]).unwrap();
    }
    expect![[r#"
        refused: No connection (requested), No connection (requested?), page (requested?), page (cached)
        times out: No answer (requested), No answer (requested?), page (requested?), page (cached)
        404: Not found (requested), Not found (requested?), page (requested?), page (cached)
        410: Not found (requested), Not found (requested?), page (requested?), page (cached)
        429: The page could not be fetched (requested), The page could not be fetched (requested?), page (requested?), page (cached)
        500: The page could not be fetched (requested), The page could not be fetched (requested?), page (requested?), page (cached)
        503: The page could not be fetched (requested), The page could not be fetched (requested?), page (requested?), page (cached)
        cut off: The page arrived damaged (requested), The page arrived damaged (requested?), page (requested?), page (cached)
        one byte short: The page arrived damaged (requested), The page arrived damaged (requested?), page (requested?), page (cached)
        something behind it: The page arrived damaged (requested), The page arrived damaged (requested?), page (requested?), page (cached)
        another file: The page arrived damaged (requested), The page arrived damaged (requested?), page (requested?), page (cached)
        HTML: The page arrived damaged (requested), The page arrived damaged (requested?), page (requested?), page (cached)
        empty: The page arrived damaged (requested), The page arrived damaged (requested?), page (requested?), page (cached)
        newer: A newer edition is out (requested), A newer edition is out (requested?), page (requested?), page (cached)
    "#]].assert_eq(&table);
}

/// Opens pages in turn, and compares what is shown and requested.
fn check(host: Fake, loader: &Loader<Fake>, routes: &[&Route], expected: Expect) {
    let mut told = String::new();
    for route in routes {
        let page = host.run(loader.page(route));
        let requests = Some(host.requests()).filter(|requests| !requests.is_empty());
        let requests = requests.unwrap_or_else(|| "-".to_owned());
        writeln!(told, "{} {}: {requests}", route.file(), shown(&page)).unwrap();
    }
    expected.assert_eq(&told);
}

fn put_articles(host: Fake, names: &[&str]) {
    for name in names {
        host.respond(&file(&article(name)), Ok(ARTICLE.to_owned()));
    }
}

#[test]
fn what_is_no_page_is_asked_of_nobody() {
    let (host, loader) = paper();
    let nowhere = Route::NotFound("nowhere".to_owned());
    loader.prefetch(nowhere.clone());
    while host.run_tasks() {}
    assert_eq!(host.requests(), "");
    check(
        host,
        &loader,
        &[&nowhere, &nowhere],
        expect![[r#"
            404.html Not found: -
            404.html Not found: -
        "#]],
    );
}

#[test]
fn loads_that_overlap_are_one() {
    let (host, loader) = paper();
    put_articles(host, &["a"]);
    host.hold();
    loader.prefetch(article("a"));
    let pages: Rc<RefCell<Vec<&str>>> = Rc::default();
    for _ in 0..2 {
        let (loader, pages) = (loader.clone(), Rc::clone(&pages));
        host.spawn(async move {
            let page = loader.page(&article("a")).await;
            pages.borrow_mut().push(shown(&page));
        });
        while host.run_tasks() {}
    }
    loader.prefetch(article("a"));
    assert_eq!(*pages.borrow(), [""; 0]);
    host.release();
    while host.run_tasks() {}
    assert_eq!(*pages.borrow(), ["article"; 2]);
    assert_eq!(host.requests(), "data/article/a.json");
}

#[test]
fn what_was_fetched_ahead_is_there() {
    let (host, loader) = paper();
    put_articles(host, &["a"]);
    loader.prefetch(article("a"));
    while host.run_tasks() {}
    assert_eq!(host.requests(), "data/article/a.json");
    loader.prefetch(article("a"));
    while host.run_tasks() {}
    assert_eq!(host.requests(), "", "it is cached");
    check(
        host,
        &loader,
        &[&article("a")],
        expect![[r#"
            article/a.html article: -
        "#]],
    );
}

#[test]
fn what_was_fetched_ahead_and_is_damaged_is_asked_for_anew() {
    let (host, loader) = paper();
    host.respond(&file(&article("a")), Ok("{".to_owned()));
    loader.prefetch(article("a"));
    while host.run_tasks() {}
    put_articles(host, &["a"]);
    check(
        host,
        &loader,
        &[&article("a"), &article("a")],
        expect![[r#"
            article/a.html article: data/article/a.json data/article/a.json?
            article/a.html article: -
        "#]],
    );
    // A failed prefetch isn't cached.
    loader.prefetch(article("b"));
    while host.run_tasks() {}
    put_articles(host, &["b"]);
    check(
        host,
        &loader,
        &[&article("b")],
        expect![[r#"
        article/b.html article: data/article/b.json data/article/b.json
    "#]],
    );
}

#[test]
fn only_the_page_that_has_failed_bypasses_caches() {
    let (host, loader) = paper();
    put_articles(host, &["b"]);
    let (a, b) = (article("a"), article("b"));
    check(
        host,
        &loader,
        &[&a, &b, &a, &a],
        expect![[r#"
        article/a.html Not found: data/article/a.json
        article/b.html article: data/article/b.json
        article/a.html Not found: data/article/a.json?
        article/a.html Not found: data/article/a.json?
    "#]],
    );
    loader.bypass_cache(article("c"));
    put_articles(host, &["c"]);
    check(
        host,
        &loader,
        &[&article("c"), &article("c")],
        expect![[r#"
            article/c.html article: data/article/c.json?
            article/c.html article: -
        "#]],
    );
}

#[test]
fn the_publication() {
    let (host, loader) = paper();
    let read = |cache_mode, answer| {
        host.respond("data/publication.json", answer);
        let title = host.run(loader.publication(cache_mode)).map(|publication| publication.title);
        (title, host.requests())
    };
    let good = || Ok(PUBLICATION.to_owned());
    let (title, requests) = read(CacheMode::Default, good());
    assert_eq!((title.is_ok(), &*requests), (true, "data/publication.json"));
    let (title, requests) = read(CacheMode::Bypass, good());
    assert_eq!((title.is_ok(), &*requests), (true, "data/publication.json?"));
    assert_eq!(read(CacheMode::Bypass, Ok(newer(PUBLICATION))).0, Err(Failure::Newer));
    assert_eq!(read(CacheMode::Bypass, Err(Failure::TimedOut)).0, Err(Failure::TimedOut));
}

#[test]
fn headlines_of_what_is_kept_are_listed_with_a_failure() {
    let (host, loader) = paper();
    host.respond("data/kept.json", Ok(LIST.to_owned()));
    host.respond(&file(&article("a")), Err(Failure::Unreachable));
    let kept = |route: &Route| match host.run(loader.page(route)) {
        Page::Failure(_, kept) => kept.len().to_string(),
        page => shown(&page).to_owned(),
    };
    assert_eq!(kept(&article("a")), "0", "without a worker");
    host.add_worker();
    host.requests();
    assert_ne!(kept(&article("a")), "0");
    assert_eq!(host.requests(), "data/article/a.json? data/kept.json");
    assert_eq!(kept(&article("b")), "Not found");
    assert_eq!(host.requests(), "data/article/b.json");
    host.respond("data/kept.json", Err(Failure::Unreachable));
    assert_eq!(kept(&article("a")), "0");
}

/// The 40 most recently used pages are cached, and always the front page.
#[test]
fn the_memory_is_bounded() {
    let (host, loader) = paper();
    host.respond(&file(&Route::Front), Ok(FRONT.to_owned()));
    let open = |route: &Route| {
        host.run(loader.page(route));
        !host.requests().is_empty()
    };
    let pages: Vec<Route> = (0..41).map(|number| article(&format!("a{number}"))).collect();
    for page in &pages {
        host.respond(&file(page), Ok(ARTICLE.to_owned()));
    }
    assert!(open(&Route::Front));
    for page in &pages[..39] {
        assert!(open(page));
    }
    assert!(!open(&pages[0]), "40 fit");
    assert!(open(&pages[39]));
    assert!(open(&pages[40]));
    assert!(!open(&pages[0]), "used since");
    assert!(!open(&Route::Front), "always kept");
    assert!(!open(&pages[3]), "not the oldest");
    assert!(open(&pages[1]), "the oldest has gone");
}
