//! Values that are checked when they are made and when they are read: addresses, slugs, paths of files.

use article::{Direction, Href, MediaPath, Slug};

#[test]
fn addresses() {
    for good in [
        "https://example.org/a?b#c",
        "HTTP://example.org",
        "//example.org/",
        "mailto:a@example.org",
        "tel:+44",
        "a/b.html",
        "#a",
        "?a=b:c",
        "a/b:c",
        "",
    ] {
        let address = Href::new(good).unwrap();
        assert_eq!((address.as_str(), address.is_empty()), (good, good.is_empty()));
    }
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "file:///etc/passwd",
        "x:y",
        ":x",
        "\u{a0}javascript:x",
        "\u{feff}javascript:x",
        "\u{200b}javascript:x",
        "javascript\u{ad}:x",
        "java\tscript:x",
        "java\rscript:x",
        "java\0script:x",
        "javascript://example.org/%0ax",
        "javascript:a/b",
        "view-source:javascript:x",
        "feed:https://example.org/",
        "filesystem:x",
        "about:blank",
        "ws://example.org",
        "ftp://example.org",
        "https\u{200b}://example.org/",
        "https://example.org/\u{7f}",
        "https://example.org/\u{85}x",
    ] {
        assert!(Href::new(bad).is_err(), "{bad}");
    }
    for bad in ["a/", "media/..", "javascript:x", "a\0b", "a\n", "a\u{85}b"] {
        assert!(MediaPath::new(bad).is_err(), "{bad}");
    }
    for bad in ["", "/a", "a//b", "../a", "a/..", "a/./b", "c:a", "a\\b", "a?b", "a#b", "%2e%2e/a"]
    {
        assert!(MediaPath::new(bad).is_err(), "{bad}");
    }
    let host = |address| Href::new(address).unwrap().host().to_owned();
    assert_eq!(host("https://www.example.org:8080/a"), "example.org:8080");
    assert_eq!(host("https://user@example.org"), "example.org");
    assert_eq!(host("a/b"), "");
}

#[test]
fn slugs() {
    for good in ["a", "a-b_c", "한글", "2018", "v1.2", "console", "com10"] {
        assert!(Slug::new(good).is_ok(), "{good}");
    }
    let long = "a".repeat(121);
    for bad in [
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "a b",
        "-a",
        "a-",
        ".a",
        "a.",
        "con",
        "NUL",
        "com1",
        "lpt³.html",
        "aux.txt",
        "a%2f",
        "a?b",
        "a#b",
        "a\u{202e}b",
        "a\u{2067}b",
        "a\u{feff}b",
        "a\u{fffd}b",
        "a\u{a0}b",
        "a\0b",
        "a:b",
        "<b>",
        "\"",
        "a&b",
        "lpt9.x",
        &long,
    ] {
        assert!(Slug::new(bad).is_err(), "{bad}");
    }
}

#[test]
fn directions() {
    for rtl in ["ar", "he-IL", "FA", "az-Arab"] {
        assert_eq!(Direction::of_language(rtl), Direction::Rtl, "{rtl}");
    }
    for ltr in ["en", "ko", "ar-Latn", "", "pa"] {
        assert_eq!(Direction::of_language(ltr), Direction::Ltr, "{ltr}");
    }
}

/// Deserialization makes the same checks as the constructors.
#[test]
fn deserialized_values_are_checked() {
    let read = |text: &str| serde_json::Value::from(text);
    for bad in ["javascript:x", "\u{a0}data:x", "java\nscript:x", "file:///x"] {
        let href: Href = serde_json::from_value(read(bad)).unwrap();
        assert!(href.is_empty(), "{bad}");
    }
    for bad in ["../x", "/x", "javascript:x", "a%2fb"] {
        let file: MediaPath = serde_json::from_value(read(bad)).unwrap();
        assert!(file.is_empty(), "{bad}");
    }
    for bad in ["..", "a/b", "", "a\u{202e}b"] {
        assert!(serde_json::from_value::<Slug>(read(bad)).is_err(), "{bad}");
    }
}

#[test]
fn values_as_text() {
    let file = MediaPath::new("media/a.png").unwrap();
    assert_eq!((file.as_str(), file.is_empty()), ("media/a.png", false));
    assert!(MediaPath::default().is_empty());
    let direction = [Direction::Ltr, Direction::Rtl].map(Direction::as_str);
    assert_eq!(direction, ["ltr", "rtl"]);
}
