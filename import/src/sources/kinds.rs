//! What a file is, as its name says.

use crate::media_types::extension;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The ways in which an article can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceFormat {
    Markdown,
    Html,
    Plain,
}

/// Folders that hold articles, and don't name a section.
pub(crate) const CONTENT_FOLDERS: [&str; 11] = [
    "posts", "post", "_posts", "content", "blog", "src", "source", "pages", "articles", "article",
    "docs",
];

/// The name of a file without its ending.
pub(crate) fn stem(file: &Path) -> &str {
    file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// Formats of text that the press doesn't read, with their names.
const OTHER_FORMATS: [(&str, &str); 20] = [
    ("adoc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("creole", "Creole"),
    ("docx", "Word"),
    ("ejs", "EJS"),
    ("haml", "Haml"),
    ("hbs", "Handlebars"),
    ("jsx", "JSX"),
    ("liquid", "Liquid"),
    ("mediawiki", "MediaWiki"),
    ("njk", "Nunjucks"),
    ("odt", "OpenDocument"),
    ("org", "Org"),
    ("pug", "Pug"),
    ("qmd", "Quarto"),
    ("rmd", "R Markdown"),
    ("rst", "reStructuredText"),
    ("tex", "TeX"),
    ("textile", "Textile"),
    ("wiki", "wiki text"),
];

/// The name of the format of a text that the press doesn't read.
pub(super) fn other_format(path: &Path) -> Option<&'static str> {
    let ending = extension(path);
    OTHER_FORMATS.iter().find(|(known, _)| *known == ending).map(|(_, name)| *name)
}

/// The way in which an article with this ending is written; `None` if none has it.
pub(crate) fn format_of(path: &Path) -> Option<SourceFormat> {
    match &*extension(path) {
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn" | "mdtext" | "mdx" => {
            Some(SourceFormat::Markdown)
        }
        "html" | "htm" | "xhtml" | "shtml" => Some(SourceFormat::Html),
        "txt" | "text" => Some(SourceFormat::Plain),
        _ => None,
    }
}

/// Whether a file is about the folder, and not of it.
pub(super) fn is_about_the_folder(path: &Path) -> bool {
    const NAMES: [&str; 15] = [
        "readme",
        "license",
        "licence",
        "copying",
        "notice",
        "changelog",
        "contributing",
        "contributors",
        "code_of_conduct",
        "code-of-conduct",
        "codeowners",
        "security",
        "pull_request_template",
        "requirements",
        "requirements-dev",
    ];
    // An article may be about security, at least in a folder.
    let is_root = path.parent().is_none_or(|parent| parent.as_os_str().is_empty());
    let name = stem(path).to_ascii_lowercase();
    // `README.ko.md`
    let name = name.split('.').next().unwrap_or_default();
    NAMES.contains(&name) && (is_root || !["security", "notice", "contributors"].contains(&name))
}

/// Names of files that crawlers and hosts look for at a site's root.
pub(crate) const ROOT_FILES: [&str; 9] = [
    "ads.txt",
    "app-ads.txt",
    "sellers.json",
    "humans.txt",
    "keybase.txt",
    "llms.txt",
    "robots.txt",
    "security.txt",
    "BingSiteAuth.xml",
];

/// Whether a file is for crawlers or hosts, at a site's root.
pub(crate) fn is_root_file(name: &str) -> bool {
    ROOT_FILES.iter().any(|known| name.eq_ignore_ascii_case(known)) || is_verification(name)
}

/// Whether a file proves to a search engine whose the site is.
pub(crate) fn is_verification(name: &str) -> bool {
    let code = name.strip_prefix("google").and_then(|rest| rest.strip_suffix(".html"));
    code.is_some_and(|code| code.len() >= 6 && code.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Folders of site generators that hold no articles, wherever they are.
pub(super) const SKIPPED_FOLDERS: [&str; 11] = [
    "node_modules",
    "bower_components",
    "__pycache__",
    "_site",
    "_includes",
    "_layouts",
    "_data",
    "_sass",
    "_templates",
    "_theme",
    "_plugins",
];

/// Generators' settings files, and the folders beside them that hold no articles.
const SCAFFOLDING: [(&[&str], &[&str]); 6] = [
    (
        &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "zola.toml"],
        &["archetypes", "layouts", "themes", "resources", "data", "i18n", "public"],
    ),
    // Names that say little: the folder of articles has to be beside them.
    (
        &["config.toml", "config.yaml", "config.yml", "config"],
        &[
            "archetypes",
            "layouts",
            "themes",
            "templates",
            "resources",
            "sass",
            "data",
            "i18n",
            "public",
        ],
    ),
    (
        &["_config.yml", "_config.yaml", "_config.toml"],
        &["scaffolds", "themes", "vendor", "public", "bin", "script"],
    ),
    (&["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"], &["public", "plugins"]),
    (&["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"], &["build"]),
    (
        &["eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"],
        &["dist", "_build"],
    ),
];

/// The folders at the root that hold no articles, given the names of what stands there.
pub(super) fn scaffolding(root: &[String]) -> Vec<&'static str> {
    let has = |name: &str| root.iter().any(|entry| entry == name);
    let folders = SCAFFOLDING.iter().filter(|(settings, _)| {
        let unclear = settings.contains(&"config.toml");
        settings.iter().any(|name| has(name)) && (!unclear || has("content"))
    });
    folders.flat_map(|(_, folders)| *folders).copied().collect()
}

/// Whether a file lies in a folder of drafts.
pub(crate) fn is_among_drafts(path: &Path) -> bool {
    const FOLDERS: [&str; 3] = ["_drafts", "drafts", "_draft"];
    let folders = path.parent().into_iter().flat_map(Path::iter).filter_map(|part| part.to_str());
    let mut folders = folders.map(str::to_ascii_lowercase);
    folders.any(|folder| FOLDERS.contains(&&*folder))
}

/// Whether a folder has this name in which all files are articles, for Jekyll and Hexo.
pub(crate) fn is_posts_folder(name: &OsStr) -> bool {
    name == "_posts"
}

/// The folders at whose top site generators have pages, given the names of what stands in the
/// paper's folder, its own name, and the names of what stands beside it.
pub(super) fn page_folders(root: &[String], name: &str, beside: &[String]) -> Vec<PathBuf> {
    const CONTENT: [&str; 3] = ["content", "src", "source"];
    let has_settings = |names: &[String]| {
        let has = |name: &str| names.iter().any(|entry| entry == name);
        SCAFFOLDING.iter().any(|(settings, _)| {
            let unclear = settings.contains(&"config.toml");
            settings.iter().any(|name| has(name)) && (!unclear || has("content"))
        })
    };
    if has_settings(root) {
        return [""].iter().chain(&CONTENT).map(PathBuf::from).collect();
    }
    let above = CONTENT.contains(&name) && has_settings(beside);
    above.then(PathBuf::new).into_iter().collect()
}

/// Whether a file lies in a folder of what is published as it is.
pub(crate) fn is_static(path: &Path) -> bool {
    const FOLDERS: [&str; 3] = ["static", "_static", "assets"];
    let mut folders =
        path.parent().into_iter().flat_map(Path::iter).filter_map(|part| part.to_str());
    let first = folders.clone().next();
    first == Some("public") || folders.any(|folder| FOLDERS.contains(&folder))
}

/// Whether a file holds settings of this program or of a site generator.
pub(super) fn is_settings(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let stem = stem(path);
    let config =
        ["config", "hugo", "_config", "zola", "dateline", "authors", "tags"].contains(&stem);
    let data = ["toml", "yaml", "yml", "json"].contains(&&*extension(path));
    (config && data)
        || name.contains(".config.")
        || ["package.json", ".eleventy.js", "gatsby-config.js", "gatsby-config.ts"].contains(&name)
}

/// The language at the end of a file's name: `fr` of `name.fr`. It is one only if the file beside it
/// says so too.
pub(super) fn language_ending(stem: &str) -> Option<(&str, &str)> {
    let (name, language) = stem.rsplit_once('.')?;
    let mut parts = language.split('-');
    let first = parts.next()?;
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let fits = first.len() == 2 && plain(first) && parts.all(|part| (2..=4).contains(&part.len()));
    (fits && !name.is_empty()).then_some((name, language))
}
