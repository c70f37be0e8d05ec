//! Compares this deserializer with `serde_json`.

use super::Json;
use article::{Article, Front, HeadlineList, Inline, Neighbour, Publication};
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Checks that a text gives the same value, or an error, as with `serde_json`.
fn check<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
    let read = Json::parse(text).and_then(|json| json.read::<T>());
    assert_eq!(read.ok(), serde_json::from_str(text).ok(), "{text}");
}

const ARTICLE: &str = include_str!("../../article/tests/article.json");

#[test]
fn what_the_press_writes() {
    check::<Article>(ARTICLE);
    check::<Front>(include_str!("../../article/tests/front.json"));
    check::<HeadlineList>(include_str!("../../article/tests/list.json"));
    check::<Publication>(include_str!("../../article/tests/publication.json"));
}

#[test]
fn what_is_no_article() {
    for text in ["", "{", "null", "[]", "\"\"", "7", "{}", "<!doctype html>", "{\"version\":1}"] {
        check::<Article>(text);
    }
    for cut in [1, 100, ARTICLE.len() / 2, ARTICLE.len() - 3] {
        check::<Article>(&ARTICLE[..cut]);
    }
    let wrong = |from: &str, to: &str| check::<Article>(&ARTICLE.replacen(from, to, 1));
    wrong("\"version\": 1", "\"version\": 1.5");
    wrong("\"version\": 1", "\"version\": -1");
    wrong("\"version\": 1", "\"version\": 1e300");
    wrong("\"slug\": \"specimen\"", "\"slug\": \"../specimen\"");
    wrong("\"paragraph\"", "\"marquee\"");
    wrong("\"headline\"", "\"headlime\"");
}

#[test]
fn texts() {
    for text in [
        r#""""#,
        r#"" a ""#,
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0041\u00e9\u20ac\ud83d\ude00""#,
        r#""직지 😀""#,
        r#""\x""#,
        r#""\u12""#,
        r#""\u12é4""#,
        r#""\u+041""#,
        r#""\é""#,
        r#"""#,
        r#""\"#,
        r#""a" "b""#,
    ] {
        check::<String>(text);
    }
}

#[test]
fn half_a_character_is_none() {
    let read = |text| Json::parse(text).and_then(|json| json.read::<String>()).unwrap();
    assert_eq!(read(r#""\ud83d""#), "\u{fffd}");
    assert_eq!(read(r#""\ude00a""#), "\u{fffd}a");
}

#[test]
fn numbers() {
    for text in
        ["0", "7", "-1", "255", "256", "4294967296", "1.5", "1e300", "-", "+1", "1-", "--1", ".5"]
    {
        check::<u8>(text);
        check::<u32>(text);
        check::<i32>(text);
    }
}

#[test]
fn lists() {
    for text in
        ["[]", " [ 1 , 2 ] ", "[1,]", "[,1]", "[1 2]", "[1", "[1]]", "[null,1]", "1", "", "nul"]
    {
        check::<Vec<Option<i32>>>(text);
    }
    check::<Vec<bool>>("[true,false]");
    check::<Vec<bool>>("[tru]");
}

#[test]
fn fields() {
    for text in [
        r#"{"slug":"a","headline":"A"}"#,
        r#" { "headline" : "A" , "x" : [{"y":null}] , "slug" : "a" } "#,
        r#"{"slug":"a","slug":"b","headline":"A"}"#,
        r#"{"slug":"a"}"#,
        r#"{"slug":"../a","headline":"A"}"#,
        r#"{"slug":"a","headline":"A",}"#,
        r#"{"slug":"a" "headline":"A"}"#,
        r#"{slug:"a"}"#,
        r#"{"slug"}"#,
        "{",
        "[]",
    ] {
        check::<Neighbour>(text);
    }
}

#[test]
fn variants() {
    for text in [
        r#"[{"text":"a"},"break",{"break":null},{"note":1}]"#,
        r#"[{"text":"a","code":"b"}]"#,
        r#"[{}]"#,
        r#"["text"]"#,
        r#"[{"break":1}]"#,
        r#"["marquee"]"#,
        r#"[{"link":{"to":{"address":"https://example.org/"},"text":[]}}]"#,
    ] {
        check::<Vec<Inline>>(text);
    }
}
