//! Rules that crate boundaries can't enforce: the direction of imports, and where certain words may occur.

use std::fs;
use std::path::{Path, PathBuf};

/// Checks that no source in `folder` (a file or folder of the project) contains any of `words`.
fn check(folder: &str, words: &[&str]) {
    for (path, number, code) in lines(folder) {
        for word in words {
            assert!(!code.contains(word), "{}:{number}: {word}", path.display());
        }
    }
}

/// A line without its comment: its file, its number, its text.
type Line = (PathBuf, usize, String);

/// The lines of the Rust files in `folder`.
fn lines(folder: &str) -> Vec<Line> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join(folder)];
    let mut lines = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
            let numbered =
                code.enumerate().map(|(at, code)| (path.clone(), at + 1, code.to_owned()));
            lines.extend(numbered);
        }
    }
    assert!(!lines.is_empty(), "{folder} has files");
    lines
}

/// The same without unit tests.
fn lines_of_code(folder: &str) -> Vec<Line> {
    let mut lines = lines(folder);
    let is_test_file = |path: &Path| path.iter().any(|name| name == "tests" || name == "tests.rs");
    let mut tests_in = None;
    lines.retain(|(path, _, code)| {
        if code.starts_with("mod tests {") {
            tests_in = Some(path.clone());
        }
        tests_in.as_ref() != Some(path) && !is_test_file(path)
    });
    lines
}

#[test]
fn pages_and_views_know_neither_browser_nor_loading() {
    for folder in ["src/pages", "src/views"] {
        check(folder, &["web_sys", "js_sys", "wasm_bindgen", "crate::browser", "crate::load"]);
        check(folder, &["crate::app"]);
    }
    check("src/views", &["crate::pages"]);
}

#[test]
fn only_the_browser_folder_touches_the_browser() {
    for file in [
        "src/app.rs",
        "src/edition.rs",
        "src/load.rs",
        "src/load",
        "src/navigation",
        "src/route.rs",
        "src/route",
        "src/main.rs",
    ] {
        check(file, &["web_sys", "js_sys"]);
    }
}

#[test]
fn addresses_are_made_in_one_place() {
    for folder in ["src/pages", "src/views", "src/app.rs", "src/load.rs", "src/browser"] {
        check(folder, &[".html\"", "\"article/", "\"section/", "\"data/"]);
    }
}

/// Names of the site's files are in `article::site_files` only. Unit tests may spell them out.
#[test]
fn files_of_the_site_are_named_in_one_place() {
    let names = ["data/", "media/", "viewer/", "worker.js\"", "404.html", "offline.html"];
    for folder in ["press/src", "src/load.rs", "src/pages", "src/views", "src/protocol.rs"] {
        for (path, number, code) in lines_of_code(folder) {
            for name in names.map(|name| format!("\"{name}")) {
                assert!(!code.contains(&name), "{}:{number}: {name}", path.display());
            }
        }
    }
}

#[test]
fn the_format_knows_nothing_of_the_world() {
    check("article/src", &["std::fs", "std::net", "web_sys", "leptos"]);
}

#[test]
fn nothing_is_set_through_html() {
    for folder in ["src", "article/src"] {
        check(folder, &["inner_html", "set_inner_html", "insert_adjacent_html", "outer_html"]);
        check(folder, &["document.write", "create_element_from_html"]);
    }
}

#[test]
fn the_viewer_is_built_on_these_crates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let (_, of_package) = manifest.split_once("[package]").unwrap();
    let (_, dependencies) = of_package.split_once("[dependencies]").unwrap();
    let (dependencies, _) = dependencies.split_once("[dev-dependencies]").unwrap();
    for name in ["leptos", "wasm-bindgen", "serde", "gloo-net", "web-sys"] {
        let is_named = dependencies
            .lines()
            .any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '.'])));
        assert!(is_named, "{name} is not among the viewer's dependencies");
    }
}
