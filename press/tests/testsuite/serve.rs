//! `dateline serve`, tested as a process over HTTP.

use crate::support::{command, copy, dateline, viewer};
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

/// A running `dateline serve`, killed when dropped.
struct Serving {
    process: Child,
    printed: BufReader<ChildStderr>,
    host: String,
}

/// The command that serves a paper at a free port.
fn serve(mut dateline: Command, paper: &Path, site: &Path) -> Command {
    dateline.arg("serve").arg(paper).arg("--out").arg(site).args(["--port", "0"]);
    dateline
}

/// `dateline` with a limit of file descriptors.
#[cfg(unix)]
fn with_descriptors(limit: usize) -> Command {
    let mut shell = Command::new("sh");
    let script = format!("ulimit -n {limit}; exec \"$0\" \"$@\"");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_dateline")]);
    shell
}

/// A temporary folder, and in it a paper of one article and the path for its site.
fn paper() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (paper, site) = (folder.path().join("paper"), folder.path().join("site"));
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("dateline.toml"), "title = \"Paper\"\n").unwrap();
    fs::write(paper.join("story.md"), "# Story\n\nBefore.\n").unwrap();
    (folder, paper, site)
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Serving {
    fn start(paper: &Path, site: &Path) -> Serving {
        Serving::start_with(paper, site, &[])
    }

    fn start_with(paper: &Path, site: &Path, args: &[&OsStr]) -> Serving {
        let mut dateline = serve(command(paper), paper, site);
        Serving::spawn(dateline.args(args))
    }

    fn spawn(dateline: &mut Command) -> Serving {
        let mut process = dateline.stderr(Stdio::piped()).spawn().unwrap();
        let printed = BufReader::new(process.stderr.take().unwrap());
        let mut serving = Serving { process, printed, host: String::new() };
        let line = serving.wait_for_line("http://");
        let host = line.split_once("http://").unwrap().1.split('/').next().unwrap();
        serving.host = host.to_owned();
        serving
    }

    /// Waits for a line on standard error that contains `words`.
    fn wait_for_line(&mut self, words: &str) -> String {
        let mut line = String::new();
        while self.printed.read_line(&mut line).unwrap() > 0 {
            if line.contains(words) {
                return line;
            }
            line.clear();
        }
        panic!("dateline ended without saying {words:?}");
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    fn request(&self, method: &str, address: &str) -> TcpStream {
        self.request_with(method, address, "")
    }

    /// Requests with more headers, each ending in CRLF.
    fn request_with(&self, method: &str, address: &str, headers: &str) -> TcpStream {
        let mut stream = self.connect();
        let host = &self.host;
        let request = format!(
            "{method} {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get(&self, address: &str) -> String {
        let mut response = String::new();
        self.request("GET", address).read_to_string(&mut response).unwrap();
        response
    }
}

#[test]
fn a_saved_article_shows() {
    let folder = tempfile::tempdir().unwrap();
    // The site is inside the paper: writing it must not start another build.
    let (paper, site) = (folder.path().join("paper"), folder.path().join("paper/site"));
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("story.md"), "# Story\n\nBefore.\n").unwrap();
    let mut serving = Serving::start(&paper, &site);

    let page = serving.get("/article/story.html");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Before."), "{page}");
    let script = page.split("src=\"").find(|rest| rest.starts_with("/dateline-live.js")).unwrap();
    let script = script.split('"').next().unwrap();
    assert!(serving.get(script).contains("EventSource"));
    let head = {
        let mut response = String::new();
        serving.request("HEAD", "/").read_to_string(&mut response).unwrap();
        response
    };
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");

    let build = script.split_once("build=").unwrap().1;
    let events = serving.request("GET", &format!("/dateline-events?build={build}"));
    let mut events = BufReader::new(events).lines().map(|line| line.unwrap());
    fs::write(paper.join("story.md"), "# Story\n\nAfter.\n").unwrap();
    let news = events.find(|line| line.starts_with("data:")).unwrap();
    assert!(news.contains("\"article/story.html\""), "{news}");
    assert!(serving.get("/article/story.html").contains("After."));

    // An unreadable article is reported, and the old pages stay.
    fs::write(paper.join("story.md"), b"# Story\n\n\xff\xfe\n").unwrap();
    serving.wait_for_line("the pages stay as they were");
    assert!(serving.get("/article/story.html").contains("After."));
}

#[test]
fn a_film_is_sent_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let (paper, site) = (folder.path().join("paper"), folder.path().join("site"));
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("story.md"), "# Story\n\n<video src=\"film.webm\"></video>\n").unwrap();
    fs::write(paper.join("film.webm"), "0123456789").unwrap();
    let serving = Serving::start(&paper, &site);
    let film = fs::read_dir(site.join("media")).unwrap().next().unwrap().unwrap().file_name();
    let address = format!("/media/{}", film.to_str().unwrap());
    let check = |method: &str, range: &str, expected: &[&str], body: &str| {
        let mut response = String::new();
        let headers = format!("Range: {range}\r\n");
        serving.request_with(method, &address, &headers).read_to_string(&mut response).unwrap();
        for line in expected {
            assert!(response.contains(line), "{method} {range}: {line:?} is not in {response}");
        }
        assert!(response.ends_with(&format!("\r\n\r\n{body}")), "{method} {range}: {response}");
    };
    check(
        "GET",
        "bytes=0-1",
        &["206 Partial Content\r\n", "Content-Range: bytes 0-1/10\r\n", "Content-Length: 2\r\n"],
        "01",
    );
    check("GET", "bytes=7-", &["206 ", "Content-Range: bytes 7-9/10\r\n"], "789");
    check("GET", "bytes=10-", &["416 Range Not Satisfiable\r\n", "bytes */10\r\n"], "");
    check("HEAD", "bytes=0-1", &["200 OK\r\n", "Accept-Ranges: bytes", "Content-Length: 10"], "");
}

#[test]
fn a_rebuilt_viewer_shows() {
    let folder = tempfile::tempdir().unwrap();
    let (paper, site) = (folder.path().join("paper"), folder.path().join("site"));
    let dist = folder.path().join("work/dist");
    let fill = |style: &str| {
        copy(&viewer(), &dist);
        fs::write(dist.join("base.css"), style).unwrap();
    };
    fill("body { margin: 1px }");
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("story.md"), "# Story\n\nText.\n").unwrap();
    let viewer = [OsStr::new("--viewer"), dist.as_os_str()];
    let mut serving = Serving::start_with(&paper, &site, &viewer);
    let style = |serving: &Serving| {
        let page = serving.get("/article/story.html");
        let link = page.split("href=\"").find(|rest| rest.starts_with("../viewer/style")).unwrap();
        serving.get(&link.split('"').next().unwrap()[2..])
    };
    assert!(style(&serving).contains("margin: 1px"));
    let events = serving.request("GET", "/dateline-events");
    let mut events = BufReader::new(events).lines().map(|line| line.unwrap());
    let mut wait_for = |serving: &Serving, rule: &str| {
        while !style(serving).contains(rule) {
            events.find(|line| line.starts_with("data:")).unwrap();
        }
    };
    fs::write(dist.join("base.css"), "body { margin: 2px }").unwrap();
    wait_for(&serving, "margin: 2px");

    // The folder is removed, then made anew.
    fs::remove_dir_all(&dist).unwrap();
    serving.wait_for_line("the viewer stays as it was");
    fill("body { margin: 3px }");
    wait_for(&serving, "margin: 3px");
    fs::write(dist.join("base.css"), "body { margin: 4px }").unwrap();
    wait_for(&serving, "margin: 4px");
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let args = ["serve", ".", "--port", &port];
    let (code, printed) = dateline(folder.path(), &args);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains(&format!("port {port} is taken")) && printed.contains("--port"),
        "{printed}"
    );
}

#[test]
fn strict_applies_to_rebuilds() {
    let folder = tempfile::tempdir().unwrap();
    let (paper, site) = (folder.path().join("paper"), folder.path().join("site"));
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("story.md"), "# Story\n\nBefore.\n").unwrap();
    let mut serving = Serving::start_with(&paper, &site, &[OsStr::new("--strict")]);
    fs::write(paper.join("story.md"), "# Story\n\nAfter. ![Gone](gone.png)\n").unwrap();
    serving.wait_for_line("the pages stay as they were");
    assert!(serving.get("/article/story.html").contains("Before."));
}

#[test]
#[cfg(unix)]
fn idle_connections_block_nobody() {
    let (_folder, paper, site) = paper();
    let mut serving = Serving::spawn(&mut serve(with_descriptors(96), &paper, &site));
    // More than the limit, and open pages beside them.
    let _events: Vec<TcpStream> =
        (0..60).map(|_| serving.request("GET", "/dateline-events?build=1")).collect();
    let _idle: Vec<TcpStream> = (0..120).map(|_| serving.connect()).collect();
    for _ in 0..20 {
        let page = serving.get("/article/story.html");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
    fs::write(paper.join("story.md"), "# Story\n\nAfter.\n").unwrap();
    serving.wait_for_line("1 article");
    assert!(serving.get("/article/story.html").contains("After."));
}

#[test]
#[cfg(unix)]
fn connections_over_the_limit_get_503() {
    let (_folder, paper, site) = paper();
    let serving = Serving::spawn(&mut serve(with_descriptors(64), &paper, &site));
    // Requests that have begun are not idle.
    let _begun: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = serving.connect();
            stream.write_all(b"G").unwrap();
            stream
        })
        .collect();
    let mut refused = serving.get("/article/story.html");
    // Some of them may not have been read yet.
    while refused.starts_with("HTTP/1.1 200") {
        refused = serving.get("/article/story.html");
    }
    assert!(refused.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{refused}");
    assert!(refused.contains("\r\nRetry-After: 1\r\n"), "{refused}");
}

#[test]
fn malformed_requests_are_answered() {
    let (_folder, paper, site) = paper();
    let serving = Serving::start(&paper, &site);
    let check = |request: &str, expected: &str| {
        let mut stream = serving.connect();
        // The server may close the connection before it has read the rest.
        let _ = stream.write_all(request.replace('|', "\r\n").as_bytes());
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let status = response.lines().next().unwrap_or_default();
        assert_eq!(status, format!("HTTP/1.1 {expected}"), "{request:.100}");
    };
    let here = &serving.host;
    check("nonsense||", "400 Bad Request");
    check("GET / HTTP/1.1||", "400 Bad Request");
    check("GET / HTTP/3.0||", "505 HTTP Version Not Supported");
    check(&format!("GET http://{here}/ HTTP/1.1|Host: other.example||"), "200 OK");
    check(&format!("GET http://other.example/ HTTP/1.1|Host: {here}||"), "403 Forbidden");
    check(&format!("OPTIONS * HTTP/1.1|Host: {here}||"), "405 Method Not Allowed");
    let body = "x".repeat(1_000_000);
    check(
        &format!("POST / HTTP/1.1|Host: {here}|Content-Length: 1000000||{body}"),
        "405 Method Not Allowed",
    );
    check(
        &format!("GET / HTTP/1.1|Host: {here}|X: {body}||"),
        "431 Request Header Fields Too Large",
    );
}

#[test]
#[cfg(unix)]
fn a_lack_of_descriptors_is_not_blamed_on_the_settings() {
    let (_folder, paper, site) = paper();
    let mut printed = String::new();
    // Each limit makes another file the first that can't be opened.
    for descriptors in 4..24 {
        let mut dateline = serve(with_descriptors(descriptors), &paper, &site);
        let mut process = dateline.stderr(Stdio::piped()).spawn().unwrap();
        for line in BufReader::new(process.stderr.take().unwrap()).lines() {
            printed += &format!("{descriptors}: {}\n", line.unwrap());
            if printed.contains("http://") {
                process.kill().unwrap();
            }
        }
        process.wait().unwrap();
    }
    assert!(printed.contains("dateline.toml can't be read: Too many open files"), "{printed}");
    assert!(!printed.contains("have to be fixed"), "{printed}");
}
