//! Requests and their responses.

use super::{Body, Handler, LiveReload, Request};
use expect_test::{Expect, expect};
use std::fs;
use std::io::Read;
use std::sync::Arc;
use tempfile::TempDir;

fn site() -> (TempDir, Handler) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    for (file, text) in [
        ("index.html", "<body>front</body>"),
        ("404.html", "<body>nothing</body>"),
        ("viewer/v.wasm", "wasm"),
        ("article/한글.html", "<body>article</body>"),
        ("2014/x/index.html", "<body>moved</body>"),
        ("media/film.webm", "0123456789"),
    ] {
        let place = site.join(file);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    (folder, Handler::new(&site, Arc::new(LiveReload::new())))
}

fn check(request: &Request, expected: Expect) {
    let (_folder, handler) = site();
    let response = handler.handle(request);
    let mut text = response.status.to_string();
    for (name, value) in response.headers {
        if matches!(name, "Content-Type" | "Content-Range" | "Location" | "Accept-Ranges") {
            text += &format!(" {value}");
        }
    }
    let build = handler.reload.build().to_string();
    let body = String::from_utf8(bytes(response.body)).unwrap();
    text += &format!("\n{}", body.replace(&build, "N").trim_end());
    expected.assert_eq(&text);
}

fn bytes(body: Body) -> Vec<u8> {
    match body {
        Body::Bytes(bytes) => bytes,
        Body::File(file, length) => {
            let mut bytes = Vec::new();
            file.take(length).read_to_end(&mut bytes).unwrap();
            bytes
        }
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
            200 application/wasm bytes
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
    let (folder, handler) = site();
    let outside = folder.path();
    #[cfg(unix)]
    for (to, link) in [
        (outside.join("secret.txt"), "link.txt"),
        (outside.to_owned(), "folder"),
        (outside.join("site/viewer/v.wasm"), "inside.wasm"),
    ] {
        std::os::unix::fs::symlink(to, handler.site.join(link)).unwrap();
    }
    let check = |address: &str, status: u16| {
        assert_eq!(handler.handle(&get(address)).status, status, "{address}");
    };
    let whole = format!("/{}", outside.join("secret.txt").display());
    for address in [
        "/../secret.txt",
        "/viewer/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/.%2e/secret.txt",
        "/a/..%2f..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/secret.txt%00.html",
        "/link.txt",
        "/folder/secret.txt",
        "/folder/",
        "/nul",
        "/viewer/v.wasm.",
        "/C:/secret.txt",
        &whole,
        &whole.replace('/', "%2f"),
        "/index.html/secret.txt",
        "/index.html/",
        &format!("/{}", "long".repeat(100)),
        // A redirect must not become the address of another host.
        "//2014/x%2f..",
    ] {
        check(address, 404);
    }
    check("/viewer/v.wasm", 200);
    #[cfg(unix)]
    check("/inside.wasm", 200);
    let moved = handler.handle(&get("//2014/x"));
    let location = moved.headers.iter().find(|(name, _)| *name == "Location").unwrap();
    assert_eq!(location.1, "/2014/x/");
}

#[test]
#[cfg(unix)]
fn what_cant_be_read_is_not_called_missing() {
    let (_folder, handler) = site();
    std::os::unix::fs::symlink("loop.html", handler.site.join("loop.html")).unwrap();
    let response = handler.handle(&get("/loop.html"));
    let body = String::from_utf8(bytes(response.body)).unwrap();
    assert_eq!(response.status, 500);
    assert!(body.starts_with("This file can't be read: Too many"), "{body}");

    let check = |error: rustix::io::Errno, status: u16, retry: &[&str]| {
        let response = handler.failed(&error.into(), &get("/"));
        let headers = response.headers.iter().filter(|(name, _)| *name == "Retry-After");
        assert_eq!(response.status, status, "{error}");
        assert_eq!(headers.map(|(_, value)| value).collect::<Vec<_>>(), retry, "{error}");
    };
    check(rustix::io::Errno::MFILE, 503, &["1"]);
    check(rustix::io::Errno::NFILE, 503, &["1"]);
    check(rustix::io::Errno::IO, 500, &[]);
    check(rustix::io::Errno::ACCESS, 500, &[]);
    check(rustix::io::Errno::NOENT, 404, &[]);
}

#[test]
fn strangers_and_their_methods_are_refused() {
    let (_folder, handler) = site();
    let check = |name: &str, status: u16| {
        let request = Request::new("GET", "/", &[("Host", name)]);
        assert_eq!(handler.handle(&request).status, status, "{name}");
    };
    for own in ["localhost", "LocalHost:8080", "127.0.0.1:1", "127.0.0.1", "[::1]", "[::1]:65535"] {
        check(own, 200);
    }
    for other in [
        "",
        "paper.example",
        "paper.example:8080",
        "localhost.paper.example",
        "localhost:8080.paper.example",
        "localhost:",
        "paper.example:localhost",
        "127.0.0.1.paper.example:8080",
        "127.0.0.2",
        "0.0.0.0:8080",
        "::1",
        "[::1]x",
        "192.168.0.1:8080",
    ] {
        check(other, 403);
    }
    for (method, address) in [("POST", "/"), ("OPTIONS", "*"), ("CONNECT", "localhost:1")] {
        self::check(
            &Request::new(method, address, &[("Host", "127.0.0.1:8080")]),
            expect![[r#"
            405 text/plain; charset=utf-8
            Only GET and HEAD."#]],
        );
    }
}

#[test]
fn parts_of_a_film() {
    let film = |method: &str, headers: &[(&str, &str)]| {
        let headers = [&[("Host", "localhost")], headers].concat();
        Request::new(method, "/media/film.webm", &headers)
    };
    check(
        &film("GET", &[]),
        expect![[r#"
        200 video/webm bytes
        0123456789"#]],
    );
    check(
        &film("GET", &[("Range", "bytes=0-1")]),
        expect![[r#"
        206 video/webm bytes bytes 0-1/10
        01"#]],
    );
    check(
        &film("GET", &[("Range", "bytes=-3")]),
        expect![[r#"
        206 video/webm bytes bytes 7-9/10
        789"#]],
    );
    check(
        &film("GET", &[("Range", "bytes=10-")]),
        expect![[r#"
        416 video/webm bytes bytes */10
    "#]],
    );
    check(
        &film("GET", &[("Range", "bytes=0-1,4-5")]),
        expect![[r#"
        200 video/webm bytes
        0123456789"#]],
    );
    check(
        &film("HEAD", &[("Range", "bytes=0-1")]),
        expect![[r#"
        200 video/webm bytes
        0123456789"#]],
    );
    // What the browser has a part of is another film.
    check(
        &film("GET", &[("Range", "bytes=2-"), ("If-Range", "\"old\"")]),
        expect![[r#"
        200 video/webm bytes
        0123456789"#]],
    );
}

#[test]
fn what_the_browser_has_is_not_sent() {
    let (_folder, handler) = site();
    let response = handler.handle(&get("/viewer/v.wasm"));
    let version = response.headers.iter().find(|(name, _)| *name == "ETag");
    let has = [("Host", "localhost:8080"), ("If-None-Match", &*version.unwrap().1)];
    let again = handler.handle(&Request::new("GET", "/viewer/v.wasm", &has));
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
