//! The web app manifest, by which readers can install the paper (W3C Web Application Manifest).

use crate::viewer_files::ViewerFiles;
use article::Publication;
use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;
use viewer::route::Route;

/// The icons that the viewer may have: file, type, sizes, purpose.
const ICONS: [(&str, &str, &str, &str); 4] = [
    ("icon.svg", "image/svg+xml", "any", "any"),
    ("icon-192.png", "image/png", "192x192", "any"),
    ("icon-512.png", "image/png", "512x512", "any"),
    ("icon-maskable-512.png", "image/png", "512x512", "maskable"),
];

/// The most characters of a name under an icon.
const MAX_SHORT_NAME: usize = 12;

/// The manifest of a paper. Its addresses are relative to it, so that the site can be moved.
pub fn manifest(publication: &Publication, base: Option<&str>, viewer: &ViewerFiles) -> String {
    let front = Route::Front.file();
    let mut manifest = Map::new();
    let mut put = |name: &str, value: Value| {
        manifest.insert(name.to_owned(), value);
    };
    put("name", json!(publication.title));
    put("short_name", json!(short_name(&publication.title)));
    if !publication.tagline.is_empty() {
        put("description", json!(publication.tagline));
    }
    put("lang", json!(publication.language));
    put("dir", json!(publication.direction.as_str()));
    // Unlike the others, `id` is relative to the host's root. Without it, browsers use `start_url`, which
    // amounts to the same.
    if let Some(path) = base.and_then(path_of) {
        put("id", json!(format!("./{path}{front}")));
    }
    put("start_url", json!(format!("./{front}")));
    put("scope", json!("./"));
    put("display", json!("standalone"));
    if let Some(paper) = viewer.paper_colours.first() {
        put("background_color", json!(paper));
        put("theme_color", json!(paper));
    }
    let icons = ICONS.iter().filter(|(file, ..)| viewer.has(file));
    let icons = icons.map(|(file, kind, sizes, purpose)| {
        json!({ "src": file, "type": kind, "sizes": sizes, "purpose": purpose })
    });
    put("icons", icons.collect());
    Value::Object(manifest).to_string()
}

/// The path of a site's address, without its first slash: of `https://host/paper/` it is `paper/`.
fn path_of(base: &str) -> Option<&str> {
    base.split_once("//")?.1.split_once('/').map(|(_, path)| path)
}

/// As many of the title's first words as fit under an icon.
fn short_name(title: &str) -> String {
    let fits = |words: &str| words.graphemes(true).count() <= MAX_SHORT_NAME;
    let article = ["The ", "the "].iter().find_map(|the| title.strip_prefix(the));
    let title = if fits(title) { title } else { article.unwrap_or(title) };
    let ends = title.match_indices(' ').map(|(end, _)| end).chain([title.len()]);
    let whole = ends.map(|end| &title[..end]).take_while(|words| fits(words)).last();
    let short =
        whole.map_or_else(|| title.graphemes(true).take(MAX_SHORT_NAME).collect(), str::to_owned);
    if short == title {
        return short;
    }
    // `Morning &` would look cut off.
    short.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == ' ').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{path_of, short_name};
    use expect_test::{Expect, expect};

    #[test]
    fn names_that_fit_under_an_icon() {
        let check = |titles: &[&str], expected: Expect| {
            let short = |title: &&str| format!("{title}: {}\n", short_name(title));
            expected.assert_eq(&titles.iter().map(short).collect::<String>());
        };
        check(
            &[
                "The Paper",
                "The Compositor",
                "The Manchester Guardian",
                "Frankfurter Allgemeine",
                "Morning & Evening",
                "Extra! Extra!",
                "Süddeutsche-Zeitung",
                "조선일보 영문판 뉴스레터",
                "दैनिक जागरण समाचार",
            ],
            expect![[r#"
                The Paper: The Paper
                The Compositor: Compositor
                The Manchester Guardian: Manchester
                Frankfurter Allgemeine: Frankfurter
                Morning & Evening: Morning
                Extra! Extra!: Extra
                Süddeutsche-Zeitung: Süddeutsche
                조선일보 영문판 뉴스레터: 조선일보 영문판
                दैनिक जागरण समाचार: दैनिक जागरण
            "#]],
        );
    }

    #[test]
    fn paths_of_sites() {
        assert_eq!(path_of("https://example.org/"), Some(""));
        assert_eq!(path_of("https://example.org/a/b/"), Some("a/b/"));
    }
}
