//! Papers and what becomes of them: one folder per case in `cases/`, with the articles in `paper/`,
//! the command line in `command` (by default `build`), the files to look at in `show`, and what is
//! printed and made in `expected.txt`. `UPDATE_EXPECT=1 cargo test -p press` writes the last anew.

use expect_test::expect_file;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn check(case: &str) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folder = tests.join("cases").join(case);
    let made = tempfile::tempdir().unwrap();
    let site = made.path().join("site");
    let lines = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
    let command = lines("command");
    let mut words = command.split_whitespace();

    let mut dateline = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // Problems name files as seen from the folder of the case.
    dateline.current_dir(&folder).arg(words.next().unwrap_or("build")).arg("paper").args(words);
    if !command.starts_with("check") {
        dateline.arg("--out").arg(&site);
    }
    dateline.arg("--viewer").arg(tests.join("viewer")).env("NO_COLOR", "1");
    let output = dateline.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();

    let mut text = format!("exit {}\n", output.status.code().unwrap());
    text += &without_chance(&said, &site);
    let files = files(&site);
    if !files.is_empty() {
        write!(text, "\n== files\n{}\n", files.join("\n")).unwrap();
    }
    for file in lines("show").lines() {
        let content = fs::read_to_string(site.join(file));
        let content = content.unwrap_or_else(|error| error.kind().to_string());
        let content = if file.ends_with(".html") { around_page(&content) } else { content };
        write!(text, "\n== {file}\n{}\n", content.trim_end()).unwrap();
    }
    expect_file![folder.join("expected.txt")].assert_eq(&text);

    for file in files.iter().filter(|file| file.ends_with(".html")) {
        let html = fs::read_to_string(site.join(file)).unwrap();
        nothing_inline(file, &html);
        if file != "404.html" {
            links_lead_somewhere(&site, file, &html);
        }
    }
    drop(made);
}

/// What is said, without what differs each time.
fn without_chance(said: &str, site: &Path) -> String {
    let said = said.replace(&site.display().to_string(), "SITE");
    let timed = |word: &&str| word.contains('.') && word.parse::<f64>().is_ok();
    let words = said.split_inclusive([' ', '\n']);
    words.map(|word| if timed(&word.trim_end()) { "N " } else { word }).collect()
}

/// Every file of the site, in order.
fn files(site: &Path) -> Vec<String> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() { collect(&path, files) } else { files.push(path) }
        }
    }
    let mut paths = Vec::new();
    collect(site, &mut paths);
    let name =
        |path: &PathBuf| path.strip_prefix(site).unwrap().to_string_lossy().replace('\\', "/");
    let mut names: Vec<String> = paths.iter().map(name).collect();
    names.sort();
    names
}

/// What the press puts around a page, one element a line. The page itself is the viewer's to test.
fn around_page(html: &str) -> String {
    let page = html.find("<div id=\"app\"").and_then(|at| Some(at + html[at..].find('>')? + 1));
    let end = html.rfind("</div>");
    let around = match (page, end) {
        (Some(page), Some(end)) => [&html[..page], "…", &html[end..]].concat(),
        _ => html.to_owned(),
    };
    around.replace("><", ">\n<")
}

/// Every attribute `name` in `html`, with what it says.
fn attributes<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let starts = html.match_indices(name).map(move |(at, _)| &html[at + name.len()..]);
    starts.filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next())
}

/// The policy of the pages forbids what is inline, so nothing must be.
fn nothing_inline(file: &str, html: &str) {
    for script in html.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        let data = tag.contains("application/ld+json");
        assert!(data || rest.starts_with("</script>"), "{file} has a script: {script}");
    }
    assert!(!html.contains("<style"), "{file} has a style sheet of its own");
    for attribute in [" style", " onclick", " onload", " onerror", " srcdoc"] {
        assert_eq!(attributes(html, attribute).next(), None, "{file} has{attribute}");
    }
    assert!(attributes(html, " href").all(|link| !link.starts_with("javascript:")), "{file}");
    assert!(html.contains("http-equiv=\"Content-Security-Policy\""), "{file} has no policy");
}

fn links_lead_somewhere(site: &Path, file: &str, html: &str) {
    let here = site.join(file);
    let here = here.parent().unwrap();
    for link in attributes(html, " href").chain(attributes(html, " src")) {
        let path = link.split(['#', '?']).next().unwrap();
        if path.is_empty() || path.contains(':') {
            continue;
        }
        assert!(here.join(path).is_file(), "{file} links to {link}");
    }
}

macro_rules! cases {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(&stringify!($name).replace('_', "-")); })*

        #[test]
        fn every_case_is_tested() {
            let tested = [$(stringify!($name).replace('_', "-")),*];
            let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
            for case in fs::read_dir(cases).unwrap() {
                let case = case.unwrap().file_name().into_string().unwrap();
                assert!(tested.contains(&case), "nobody tests {case}");
            }
        }
    };
}

cases! {
    whole_paper
    without_settings
    one_broken_article
    nothing_readable
    broken_settings
    strict_with_warning
    check_only
    bad_date
    taken_aliases
}
