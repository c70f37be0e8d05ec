//! `dateline serve`, as a browser meets it.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

/// A press that serves, ended with the test.
struct Serving {
    process: Child,
    said: BufReader<ChildStderr>,
    host: String,
}

/// The command that serves a paper at any port.
fn serve(mut dateline: Command, paper: &Path, site: &Path) -> Command {
    dateline.arg("serve").arg(paper).arg("--out").arg(site).args(["--port", "0"]);
    dateline
}

/// A press that may have so many files and connections open.
#[cfg(unix)]
fn with_descriptors(most: usize) -> Command {
    let mut shell = Command::new("sh");
    let script = format!("ulimit -n {most}; exec \"$0\" \"$@\"");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_dateline")]);
    shell
}

/// A folder with a paper of one article, and a place for its site.
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

    fn start_with(paper: &Path, site: &Path, words: &[&OsStr]) -> Serving {
        let mut dateline = serve(Command::new(env!("CARGO_BIN_EXE_dateline")), paper, site);
        Serving::spawn(dateline.args(words))
    }

    fn spawn(dateline: &mut Command) -> Serving {
        let mut process = dateline.stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(process.stderr.take().unwrap());
        let mut serving = Serving { process, said, host: String::new() };
        let line = serving.hears("http://");
        let host = line.split_once("http://").unwrap().1.split('/').next().unwrap();
        serving.host = host.to_owned();
        serving
    }

    /// Waits for a line with these words.
    fn hears(&mut self, words: &str) -> String {
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
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

    fn ask(&self, method: &str, address: &str) -> TcpStream {
        self.ask_with(method, address, "")
    }

    /// Asks with more headers, each ended by a line's end.
    fn ask_with(&self, method: &str, address: &str, headers: &str) -> TcpStream {
        let mut stream = self.connect();
        let host = &self.host;
        let request = format!(
            "{method} {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get(&self, address: &str) -> String {
        let mut answer = String::new();
        self.ask("GET", address).read_to_string(&mut answer).unwrap();
        answer
    }
}

#[test]
fn a_saved_article_shows() {
    let folder = tempfile::tempdir().unwrap();
    // The site inside the paper: what the press writes must not set it going again.
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
        let mut answer = String::new();
        serving.ask("HEAD", "/").read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");

    let build = script.split_once("build=").unwrap().1;
    let events = serving.ask("GET", &format!("/dateline-events?build={build}"));
    let mut events = BufReader::new(events).lines().map(|line| line.unwrap());
    fs::write(paper.join("story.md"), "# Story\n\nAfter.\n").unwrap();
    let news = events.find(|line| line.starts_with("data:")).unwrap();
    assert!(news.contains("\"article/story.html\""), "{news}");
    assert!(serving.get("/article/story.html").contains("After."));

    // What can't be read is told, and the pages stay.
    fs::write(paper.join("story.md"), b"# Story\n\n\xff\xfe\n").unwrap();
    serving.hears("the pages stay as they were");
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
        let mut answer = String::new();
        let headers = format!("Range: {range}\r\n");
        serving.ask_with(method, &address, &headers).read_to_string(&mut answer).unwrap();
        for line in expected {
            assert!(answer.contains(line), "{method} {range}: {line:?} is not in {answer}");
        }
        assert!(answer.ends_with(&format!("\r\n\r\n{body}")), "{method} {range}: {answer}");
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
        let viewer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/viewer");
        for folder in ["", "worker"] {
            fs::create_dir_all(dist.join(folder)).unwrap();
            for file in fs::read_dir(viewer.join(folder)).unwrap() {
                let file = file.unwrap();
                if file.file_type().unwrap().is_file() {
                    fs::copy(file.path(), dist.join(folder).join(file.file_name())).unwrap();
                }
            }
        }
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
    let events = serving.ask("GET", "/dateline-events");
    let mut events = BufReader::new(events).lines().map(|line| line.unwrap());
    let mut wait_for = |serving: &Serving, rule: &str| {
        while !style(serving).contains(rule) {
            events.find(|line| line.starts_with("data:")).unwrap();
        }
    };
    fs::write(dist.join("base.css"), "body { margin: 2px }").unwrap();
    wait_for(&serving, "margin: 2px");

    // Another folder comes into its place; meanwhile there is none.
    fs::remove_dir_all(&dist).unwrap();
    serving.hears("the viewer stays as it was");
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
    let mut dateline = Command::new(env!("CARGO_BIN_EXE_dateline"));
    dateline.arg("serve").arg(folder.path()).args(["--port", &port]);
    let output = dateline.current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("--port"), "{said}");
}

#[test]
fn strictness_lasts() {
    let folder = tempfile::tempdir().unwrap();
    let (paper, site) = (folder.path().join("paper"), folder.path().join("site"));
    fs::create_dir(&paper).unwrap();
    fs::write(paper.join("story.md"), "# Story\n\nBefore.\n").unwrap();
    let mut serving = Serving::start_with(&paper, &site, &[OsStr::new("--strict")]);
    fs::write(paper.join("story.md"), "# Story\n\nAfter. ![Gone](gone.png)\n").unwrap();
    serving.hears("the pages stay as they were");
    assert!(serving.get("/article/story.html").contains("Before."));
}

#[test]
#[cfg(unix)]
fn idle_connections_keep_nobody_waiting() {
    let (_folder, paper, site) = paper();
    let mut serving = Serving::spawn(&mut serve(with_descriptors(96), &paper, &site));
    // More than it may have open, and open pages beside them.
    let _events: Vec<TcpStream> =
        (0..60).map(|_| serving.ask("GET", "/dateline-events?build=1")).collect();
    let _idle: Vec<TcpStream> = (0..120).map(|_| serving.connect()).collect();
    for _ in 0..20 {
        let page = serving.get("/article/story.html");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    }
    fs::write(paper.join("story.md"), "# Story\n\nAfter.\n").unwrap();
    serving.hears("1 article");
    assert!(serving.get("/article/story.html").contains("After."));
}

#[test]
#[cfg(unix)]
fn who_finds_no_place_is_told_so() {
    let (_folder, paper, site) = paper();
    let serving = Serving::spawn(&mut serve(with_descriptors(64), &paper, &site));
    // Requests that have begun are not silent.
    let _begun: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = serving.connect();
            stream.write_all(b"G").unwrap();
            stream
        })
        .collect();
    let mut refused = serving.get("/article/story.html");
    // Those were not all read yet.
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
        // The rest of a refused request may not be taken any more.
        let _ = stream.write_all(request.replace('|', "\r\n").as_bytes());
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.lines().next().unwrap_or_default();
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
fn a_lack_of_descriptors_is_no_fault_of_the_settings() {
    let (_folder, paper, site) = paper();
    let mut said = String::new();
    // With more and more descriptors something else is the first that can't be opened.
    for descriptors in 4..24 {
        let mut dateline = serve(with_descriptors(descriptors), &paper, &site);
        let mut process = dateline.stderr(Stdio::piped()).spawn().unwrap();
        for line in BufReader::new(process.stderr.take().unwrap()).lines() {
            said += &format!("{descriptors}: {}\n", line.unwrap());
            if said.contains("http://") {
                process.kill().unwrap();
            }
        }
        process.wait().unwrap();
    }
    assert!(said.contains("dateline.toml can't be read: Too many open files"), "{said}");
    assert!(!said.contains("have to be fixed"), "{said}");
}
