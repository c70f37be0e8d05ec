//! `dateline serve`, as a browser meets it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

/// A press that serves, ended with the test.
struct Serving {
    process: Child,
    said: BufReader<ChildStderr>,
    host: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Serving {
    fn start(paper: &Path, site: &Path) -> Serving {
        let mut dateline = Command::new(env!("CARGO_BIN_EXE_dateline"));
        dateline.arg("serve").arg(paper).arg("--out").arg(site).args(["--port", "0"]);
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

    fn ask(&self, method: &str, address: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let host = &self.host;
        let request =
            format!("{method} {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
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
