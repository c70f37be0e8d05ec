//! The static folders of other site generators, recognized by the settings file next to them.

use std::path::{Path, PathBuf};

/// A generator's settings files, and the folders next to them that it publishes unchanged.
type Generator = (&'static [&'static str], &'static [&'static str]);

/// The usual names of media folders, for generators that can publish any folder.
const USUAL: &[&str] = &[
    "assets",
    "static",
    "public",
    "images",
    "img",
    "media",
    "pictures",
    "files",
    "uploads",
    "src/assets",
    "src/static",
    "src/public",
    "src/images",
    "src/img",
];

const GENERATORS: [Generator; 12] = [
    // Hugo
    (
        &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default"],
        &["static", "assets"],
    ),
    // Jekyll; Hexo
    (
        &["_config.yml", "_config.yaml", "_config.toml"],
        &[
            "assets", "static", "public", "images", "img", "media", "pictures", "files", "uploads",
            "source",
        ],
    ),
    // Eleventy
    (
        &[
            "eleventy.config.js",
            "eleventy.config.mjs",
            "eleventy.config.cjs",
            "eleventy.config.ts",
            ".eleventy.js",
        ],
        USUAL,
    ),
    // Docusaurus
    (
        &[
            "docusaurus.config.js",
            "docusaurus.config.ts",
            "docusaurus.config.mjs",
            "docusaurus.config.cjs",
        ],
        &["static"],
    ),
    // Gatsby
    (&["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"], &["static", "src/images"]),
    // Astro
    (
        &["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs"],
        &["public", "src/assets"],
    ),
    // Next
    (&["next.config.js", "next.config.mjs", "next.config.ts"], &["public"]),
    // Nuxt
    (&["nuxt.config.ts", "nuxt.config.js"], &["public", "static", "assets"]),
    // VitePress
    (&[".vitepress"], &["public"]),
    // MkDocs
    (&["mkdocs.yml", "mkdocs.yaml"], &["docs"]),
    // Pelican
    (&["pelicanconf.py"], &["content"]),
    // The older name of Hugo's and Zola's settings file. It is a common name, so a content folder
    // must be next to it.
    (&["config.toml", "config.yaml", "config.yml"], &["static", "assets"]),
];

/// The static folders in `root` of the generators whose settings file is there.
pub(super) fn static_folders(root: &Path) -> Vec<PathBuf> {
    let its = |(settings, _): &&Generator| {
        settings.iter().any(|name| root.join(name).exists())
            && (!settings.contains(&"config.toml") || root.join("content").is_dir())
    };
    let folders = GENERATORS.iter().filter(its).flat_map(|(_, folders)| *folders);
    let folders = folders.filter_map(|folder| root.join(folder).canonicalize().ok());
    // A symbolic link could lead anywhere.
    folders.filter(|folder| folder.is_dir() && folder.starts_with(root)).collect()
}
