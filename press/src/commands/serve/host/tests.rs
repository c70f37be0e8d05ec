//! Requests and their answers.

use super::{Body, Host, Live, Request};
use expect_test::{Expect, expect};
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

fn site() -> (TempDir, Host) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    for (file, text) in [
        ("index.html", "<body>front</body>"),
        ("404.html", "<body>nothing</body>"),
        ("viewer/v.wasm", "wasm"),
        ("article/한글.html", "<body>article</body>"),
        ("2014/x/index.html", "<body>moved</body>"),
    ] {
        let place = site.join(file);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    (folder, Host::new(&site, 8080, Arc::new(Live::new())))
}

fn check(request: &Request, expected: Expect) {
    let (_folder, host) = site();
    let answer = host.answer(request);
    let mut text = answer.status.to_string();
    for (name, value) in answer.headers {
        if matches!(name, "Content-Type" | "Location") {
            text += &format!(" {value}");
        }
    }
    let build = host.live.build().to_string();
    let body = String::from_utf8(bytes(answer.body)).unwrap();
    text += &format!("\n{}", body.replace(&build, "N").trim_end());
    expected.assert_eq(&text);
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Bytes(bytes) => bytes,
        Body::Stream(_) => b"(a stream)".to_vec(),
    }
}

fn get(address: &str) -> Request {
    Request::new("GET", address, &[("Host", "localhost:8080")])
}

#[test]
fn files() {
    check(
        &get("/"),
        expect![[r#"
        200 text/html; charset=utf-8
        <body>front<script type="module" src="/dateline-live.js?build=N"></script></body>"#]],
    );
    check(
        &get("/viewer/v.wasm?x"),
        expect![[r#"
        200 application/wasm
        wasm"#]],
    );
    check(
        &get("/article/%ED%95%9C%EA%B8%80.html"),
        expect![[r#"
        200 text/html; charset=utf-8
        <body>article<script type="module" src="/dateline-live.js?build=N"></script></body>"#]],
    );
    check(
        &get("/2014/x"),
        expect![[r#"
            301 text/plain; charset=utf-8 /2014/x/
            The address ends in a slash."#]],
    );
    check(
        &get("/2014/x/"),
        expect![[r#"
        200 text/html; charset=utf-8
        <body>moved<script type="module" src="/dateline-live.js?build=N"></script></body>"#]],
    );
    check(
        &get("/article/"),
        expect![[r#"
        404 text/html; charset=utf-8
        <body>nothing<script type="module" src="/dateline-live.js?build=N"></script></body>"#]],
    );
    check(
        &get("/nothing/here"),
        expect![[r#"
        404 text/html; charset=utf-8
        <body>nothing<script type="module" src="/dateline-live.js?build=N"></script></body>"#]],
    );
}

#[test]
fn nothing_outside_the_site() {
    for address in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/a/..%2f..%2fsecret.txt", "/..\\secret.txt"]
    {
        let (_folder, host) = site();
        assert_eq!(host.answer(&get(address)).status, 404, "{address}");
    }
    let (folder, host) = site();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("secret.txt"), host.site.join("link.txt"))
        .unwrap();
    assert_eq!(host.answer(&get("/link.txt")).status, 404);
    // A redirect must not become the address of another host.
    let away = host.answer(&get("//2014/x"));
    assert_ne!(away.status, 301, "{:?}", away.headers);
}

#[test]
fn strangers_and_their_methods_are_refused() {
    for host in ["paper.example:8080", "localhost:9", ""] {
        let stranger = Request::new("GET", "/", &[("Host", host)]);
        check(
            &stranger,
            expect![[r#"
        403 text/plain; charset=utf-8
        This server answers to localhost only."#]],
        );
    }
    check(
        &Request::new("POST", "/", &[("host", "127.0.0.1:8080")]),
        expect![[r#"
        405 text/plain; charset=utf-8
        Only GET and HEAD."#]],
    );
}

#[test]
fn what_the_browser_has_is_not_sent() {
    let (_folder, host) = site();
    let answer = host.answer(&get("/viewer/v.wasm"));
    let version = answer.headers.iter().find(|(name, _)| *name == "ETag");
    let has = [("Host", "localhost:8080"), ("If-None-Match", &*version.unwrap().1)];
    let again = host.answer(&Request::new("GET", "/viewer/v.wasm", &has));
    assert_eq!((again.status, bytes(again.body).len()), (304, 0));
}

#[test]
fn pages_are_kept_informed() {
    check(
        &get("/dateline-events?build=1"),
        expect![[r#"
        200 text/event-stream
        (a stream)"#]],
    );
}
