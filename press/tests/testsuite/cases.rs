//! Whole builds: one folder per case in `cases/`, with the articles in `paper/`, the arguments in `command`
//! (default: `build`), the files to show in `show`, and the expected output in `expected.txt`, which
//! `UPDATE_EXPECT=1 cargo test -p press` updates.

use crate::support::{command, files, fixtures, viewer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use expect_test::expect_file;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;

fn check(case: &str) {
    let folder = fixtures().join("cases").join(case);
    let made = tempfile::tempdir().unwrap();
    let site = made.path().join("site");
    let lines = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
    let line = lines("command");
    let mut words = line.split_whitespace();

    // In the folder of the case, so that problems name files relative to it.
    let mut dateline = command(&folder);
    dateline.arg(words.next().unwrap_or("build")).arg("paper").args(words);
    if !line.starts_with("check") {
        dateline.arg("--out").arg(&site);
    }
    let output = dateline.arg("--viewer").arg(viewer()).output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();

    let mut text = format!("exit {}\n", output.status.code().unwrap());
    text += &stable_output(&printed, &site);
    let files: Vec<String> = files(&site).into_keys().collect();
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
        assert_nothing_inline(file, &html);
        if file != "404.html" {
            assert_links_have_targets(&site, file, &html);
        }
    }
    drop(made);
}

/// The output without the site's path and times.
fn stable_output(printed: &str, site: &Path) -> String {
    let printed = printed.replace(&site.display().to_string(), "SITE");
    let timed = |word: &&str| word.contains('.') && word.parse::<f64>().is_ok();
    let words = printed.split_inclusive([' ', '\n']);
    words.map(|word| if timed(&word.trim_end()) { "N " } else { word }).collect()
}

/// The document around the page, one element a line. The page itself is tested by the viewer's tests.
fn around_page(html: &str) -> String {
    let page = html.find("<div id=\"app\"").and_then(|at| Some(at + html[at..].find('>')? + 1));
    let end = html.rfind("</div>");
    let around = match (page, end) {
        (Some(page), Some(end)) => [&html[..page], "…", &html[end..]].concat(),
        _ => html.to_owned(),
    };
    around.replace("><", ">\n<")
}

/// The values of every attribute `name` in `html`.
fn attributes<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let starts = html.match_indices(name).map(move |(at, _)| &html[at + name.len()..]);
    starts.filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next())
}

/// Pages have no inline scripts, and no inline style except the one that their policy allows.
fn assert_nothing_inline(file: &str, html: &str) {
    for script in html.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        let data = tag.contains("application/ld+json");
        assert!(data || rest.starts_with("</script>"), "{file} has a script: {script}");
    }
    let styles: Vec<&str> = html.split("<style>").skip(1).collect();
    assert_eq!(html.matches("<style").count(), styles.len(), "{file}");
    let allowed: Vec<String> = styles
        .iter()
        .map(|style| Sha256::digest(style.split("</style>").next().unwrap()))
        .map(|hash| format!(" 'sha256-{}'", BASE64.encode(hash)))
        .collect();
    let policy = format!("style-src 'self'{};", allowed.concat());
    assert!(html.contains(&policy), "{file} has a style that is not allowed");
    for attribute in [" style", " onclick", " onload", " onerror", " srcdoc"] {
        assert_eq!(attributes(html, attribute).next(), None, "{file} has{attribute}");
    }
    assert!(attributes(html, " href").all(|link| !link.starts_with("javascript:")), "{file}");
    assert!(html.contains("http-equiv=\"Content-Security-Policy\""), "{file} has no policy");
}

fn assert_links_have_targets(site: &Path, file: &str, html: &str) {
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
            for case in fs::read_dir(fixtures().join("cases")).unwrap() {
                let case = case.unwrap().file_name().into_string().unwrap();
                assert!(tested.contains(&case), "nobody tests {case}");
            }
        }
    };
}

cases! {
    whole_paper
    without_settings
    linked_style
    one_broken_article
    pages_and_languages
    nothing_readable
    broken_settings
    strict_with_warning
    check_only
    bad_date
    taken_aliases
}
