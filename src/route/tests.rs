//! Routes to addresses and back.

use super::{ListPage, Location, Root, Route};
use article::Slug;
use expect_test::{Expect, expect};

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn check(path: &str, expected: Expect) {
    let route = Route::parse(path);
    let data = route.data_file().unwrap_or_else(|| "-".to_owned());
    let root = Root::from(&route).page(&Route::Front);
    expected.assert_eq(&format!("{route:?} {} {data} {root}", route.file()));
    if !matches!(route, Route::NotFound(_)) {
        assert_eq!(Route::parse(&route.file()), route, "the file round-trips");
        assert_eq!(Route::parse(&route.address()), route, "the address round-trips");
    }
}

#[test]
fn addresses() {
    check("", expect![[r#"Front index.html data/index.json index.html"#]]);
    check("index.html", expect![[r#"Front index.html data/index.json index.html"#]]);
    check(
        "headlines.html",
        expect![[r#"Headlines(Newest) headlines.html data/headlines.json index.html"#]],
    );
    check(
        "headlines/12.html",
        expect![[
            r#"Headlines(Number(12)) headlines/12.html data/headlines/12.json ../index.html"#
        ]],
    );
    check(
        "section/world/3",
        expect![[
            r#"Section(Slug("world"), Number(3)) section/world/3.html data/section/world/3.json ../../index.html"#
        ]],
    );
    check(
        "author/kim.html",
        expect![[
            r#"Author(Slug("kim"), Newest) author/kim.html data/author/kim.json ../index.html"#
        ]],
    );
    check(
        "topic/ships/1.html",
        expect![[
            r#"Topic(Slug("ships"), Number(1)) topic/ships/1.html data/topic/ships/1.json ../../index.html"#
        ]],
    );
    check(
        "language/fr/2.html",
        expect![[
            r#"Language(Slug("fr"), Number(2)) language/fr/2.html data/language/fr/2.json ../../index.html"#
        ]],
    );
    check(
        "page/about.html",
        expect![[r#"Page(Slug("about")) page/about.html data/page/about.json ../index.html"#]],
    );
    check("nowhere", expect![[r#"NotFound("nowhere") 404.html - index.html"#]]);
    check(
        "article/%ED%95%9C%EA%B8%80.html",
        expect![[
            r#"Article(Slug("한글")) article/한글.html data/article/한글.json ../index.html"#
        ]],
    );
}

#[test]
fn addresses_of_nothing() {
    for path in [
        "article/",
        "article/a/b",
        "article/..%2f..%2fx",
        "headlines/0",
        "headlines/01",
        "headlines/-1",
        "headlines/99999999999",
        "section/a/b/c",
        "nowhere",
        "article/%ff",
        "article/con",
        "page/a/b",
        "page",
        "index/a",
        "headlines/1/2",
    ] {
        assert!(matches!(Route::parse(path), Route::NotFound(_)), "{path}");
    }
}

#[test]
fn roots() {
    let root = Root::at("/papers");
    let article = Route::Article(slug("a"));
    assert_eq!(root.page(&article), "/papers/article/a.html");
    assert_eq!(root.page_with_fragment(&article, "b"), "/papers/article/a.html#b");
    let file = Root::at(Root::FRAGMENT);
    assert_eq!(file.page_with_fragment(&article, "b"), "#/article/a.html#b");
    let section = Route::Section(slug("s"), ListPage::Newest);
    assert_eq!(section.at(ListPage::Number(2)).file(), "section/s/2.html");
}

/// Compares the route, the fragment and the displayed address of a path and a fragment.
fn check_location(root: &str, path: &str, hash: &str, expected: Expect) {
    let root = Root::at(root);
    let location = root.locate(path.to_owned(), hash.to_owned());
    let Location { route, fragment } = &location;
    expected.assert_eq(&format!("{route:?} #{fragment} at {}", root.address(&location)));
}

#[test]
fn locations() {
    let check = |path, hash, expected| check_location("/papers/", path, hash, expected);
    check(
        "/papers/article/a.html",
        "",
        expect![[r#"Article(Slug("a")) # at /papers/article/a.html"#]],
    );
    check(
        "/papers/article/a",
        "#b",
        expect![[r#"Article(Slug("a")) #b at /papers/article/a.html#b"#]],
    );
    check("/papers/", "#", expect!["Front # at /papers/"]);
    check("/papers/index.html", "#%ED%95%9C", expect!["Front #한 at /papers/#한"]);
    check(
        "/papers/headlines.html",
        "#50%",
        expect!["Headlines(Newest) #50% at /papers/headlines.html#50%"],
    );
    check(
        "/papers/nowhere",
        "#a#b",
        expect![[r#"NotFound("nowhere") #a#b at /papers/nowhere#a#b"#]],
    );
    check("/papers", "", expect![[r#"NotFound("/papers") # at /papers//papers"#]]);
    check(
        "/other/article/a.html",
        "#b",
        expect![[r#"NotFound("/other/article/a.html") #b at /papers//other/article/a.html#b"#]],
    );
}

#[test]
fn locations_in_one_file() {
    let check = |hash, expected| check_location(Root::FRAGMENT, "/paper.html", hash, expected);
    check("", expect![[r#"NotFound("/paper.html") # at #//paper.html"#]]);
    check("#b", expect![[r#"NotFound("/paper.html") #b at #//paper.html#b"#]]);
    check("#/", expect!["Front # at #/"]);
    check("#/#b", expect!["Front #b at #/#b"]);
    check("#/article/a.html", expect![[r#"Article(Slug("a")) # at #/article/a.html"#]]);
    check("#/article/a.html#b", expect![[r#"Article(Slug("a")) #b at #/article/a.html#b"#]]);
}
