//! Settings of other generators, and what is taken from them.

use super::{Request, SiteSettings, Taken, read};
use expect_test::{Expect, expect};
use jiff::civil::date;
use std::fs;

/// Reads the settings of the paper in the folder `paper` of a folder with these files.
fn settings(paper: &str, files: &[(&str, &str)]) -> SiteSettings {
    let base = tempfile::tempdir().unwrap();
    let root = base.path().join("a/b/c/d");
    for (file, text) in files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::create_dir_all(root.join(paper)).unwrap();
    read(&root.join(paper))
}

fn check(paper: &str, files: &[(&str, &str)], expected: Expect) {
    let settings = settings(paper, files);
    let mut shown = String::new();
    for (field, value) in &settings.values {
        shown += &format!("{}: {value}\n", Taken::Field(*field).name());
    }
    for author in &settings.authors {
        shown +=
            &format!("author {}: {} ({}) {}\n", author.key, author.name, author.role, author.bio);
    }
    for section in &settings.sections {
        shown +=
            &format!("section {}: {} | {}\n", section.folder, section.name, section.description);
    }
    let request = Request {
        date: Some(date(2024, 5, 1)),
        name: "quay",
        title: "the-quay",
        file: "2024-05-01-quay",
        folders: &["news".to_owned()],
        categories: &["Old Port".to_owned()],
    };
    if let Some(address) = settings.permalinks.address(&request) {
        shown += &format!("address: {address}\n");
    }
    for file in ["news/a.md", "_posts/a.md"] {
        let defaults = settings.defaults.of(file.as_ref());
        let values: Vec<String> = defaults
            .iter()
            .map(|entry| format!("{}={}", entry.key, entry.node.text().unwrap_or("…")))
            .collect();
        if !values.is_empty() {
            shown += &format!("defaults of {file}: {}\n", values.join(" "));
        }
    }
    for (file, taken) in &settings.taken {
        let names: Vec<&str> = taken.iter().map(|taken| taken.name()).collect();
        shown += &format!("{file} -> {}\n", names.join(", "));
    }
    expected.assert_eq(&shown);
}

#[test]
fn jekyll() {
    check(
        "_posts",
        &[
            (
                "_config.yml",
                "title: The Gazette\ndescription: Of the port\nurl: https://gazette.example\nbaseurl: /paper\n\
                 lang: en-GB\ntimezone: Europe/London\npermalink: pretty\ndefaults:\n\
                 - scope: {path: '', type: posts}\n  values: {author: ana, layout: post}\n\
                 - scope: {path: _posts/news}\n  values: {author: bo}\n",
            ),
            ("_data/authors.yml", "ana:\n  name: Ana Roca\n  bio: Writes.\n"),
        ],
        expect![[r#"
            title: The Gazette
            tagline: Of the port
            language: en-GB
            base_url: https://gazette.example/paper/
            time_zone: Europe/London
            author ana: Ana Roca () Writes.
            address: /old-port/2024/05/01/quay/
            defaults of news/a.md: author=bo layout=post
            defaults of _posts/a.md: author=ana layout=post
            ../_config.yml -> title, tagline, language, time_zone, base_url, permalinks, default front matter
            ../_data/authors.yml -> authors
        "#]],
    );
}

#[test]
fn hexo() {
    check(
        "source",
        &[(
            "_config.yml",
            "title: Hexo paper\nsubtitle: Under\nlanguage: [ko, en]\nurl: https://h.example/blog\nroot: /blog/\n\
             permalink: :year/:month/:day/:title/\n",
        )],
        expect![[r#"
            title: Hexo paper
            tagline: Under
            language: ko
            base_url: https://h.example/blog
            address: /2024/05/01/news/quay/
            ../_config.yml -> title, tagline, language, base_url, permalinks
        "#]],
    );
}

#[test]
fn hugo() {
    check(
        "content",
        &[
            (
                "hugo.toml",
                "title = 'Hugo paper'\nbaseURL = 'https://hugo.example/'\nlanguageCode = 'en-us'\n\
                 timeZone = 'America/New_York'\ncopyright = 'Us'\n[params]\ndescription = 'About'\n\
                 [permalinks]\nnews = '/:year/:month/:title/'\n",
            ),
            (
                "content/news/_index.md",
                "---\ntitle: Latest news\ndescription: All of it\ncascade:\n  author: ana\n---\n",
            ),
            ("content/authors/ana/_index.md", "+++\ntitle = 'Ana Roca'\n+++\n"),
        ],
        expect![[r#"
            title: Hugo paper
            tagline: About
            language: en-us
            base_url: https://hugo.example/
            time_zone: America/New_York
            copyright: Us
            author ana: Ana Roca () 
            section news: Latest news | All of it
            address: /2024/05/the-quay/
            defaults of news/a.md: author=ana
            ../hugo.toml -> title, tagline, language, time_zone, copyright, base_url, permalinks
            authors -> authors
            news/_index.md -> default front matter, names of sections
        "#]],
    );
    check(
        "",
        &[
            ("content/a.md", "x"),
            (
                "config/_default/hugo.yaml",
                "baseURL: https://h.example/\ndefaultContentLanguage: de\n",
            ),
            ("config/_default/languages.toml", "[de]\ntitle = 'Zeitung'\n"),
            ("config/_default/params.toml", "description = 'Von hier'\n"),
        ],
        expect![[r#"
            title: Zeitung
            tagline: Von hier
            language: de
            base_url: https://h.example/
            config/_default/hugo.yaml -> language, base_url
            config/_default/languages.toml -> title
            config/_default/params.toml -> tagline
        "#]],
    );
}

#[test]
fn zola() {
    check(
        "content",
        &[(
            "config.toml",
            "base_url = 'https://zola.example'\ntitle = 'Zola paper'\ndescription = 'Under'\n\
             default_language = 'fr'\n",
        )],
        expect![[r#"
            title: Zola paper
            tagline: Under
            language: fr
            base_url: https://zola.example
            ../config.toml -> title, tagline, language, base_url
        "#]],
    );
}

#[test]
fn eleventy() {
    check(
        "",
        &[
            ("eleventy.config.js", "module.exports = {}"),
            (
                "_data/metadata.js",
                "module.exports = { title: \"Eleventy paper\", url: `https://e.example/`, language: 'en' }",
            ),
            ("news/news.json", "{\"layout\": \"post\", \"author\": \"Ana\"}"),
        ],
        expect![[r#"
            title: Eleventy paper
            language: en
            base_url: https://e.example/
            defaults of news/a.md: layout=post author=Ana
            _data/metadata.js -> title, language, base_url
            news/news.json -> default front matter
        "#]],
    );
}

#[test]
fn docusaurus() {
    check(
        "blog",
        &[
            (
                "docusaurus.config.ts",
                "// title: 'No'\nimport type {Config} from '@docusaurus/types';\nconst config: Config = {\n\
                 title: 'Docs paper', tagline: 'It\\'s near', favicon: 'img/f.ico',\n\
                 url: 'https://docs.example', baseUrl: '/paper/',\n\
                 i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },\n\
                 themeConfig: { navbar: { title: 'Nav' } },\n};\nexport default config;\n",
            ),
            ("blog/authors.yml", "ana:\n  name: Ana Roca\n  title: Editor\n"),
        ],
        expect![[r#"
            title: Docs paper
            tagline: It's near
            language: en
            base_url: https://docs.example/paper/
            author ana: Ana Roca (Editor) 
            ../blog/authors.yml -> authors
            ../docusaurus.config.ts -> title, tagline, language, base_url
        "#]],
    );
}

#[test]
fn gatsby() {
    check(
        "content/blog",
        &[
            (
                "gatsby-config.js",
                "module.exports = {\n  siteMetadata: {\n    title: `Gatsby paper`,\n    description: `By ${name}`,\n\
                 author: { name: 'Ana' },\n    siteUrl: 'https://g.example',\n  },\n  plugins: [{ resolve: 'x', \
                 options: { title: 'Other' } }],\n}\n",
            ),
            ("package.json", "{\"name\": \"gatsby-starter\", \"description\": \"A starter\"}"),
        ],
        expect![[r#"
            title: Gatsby paper
            tagline: A starter
            base_url: https://g.example
            ../../gatsby-config.js -> title, base_url
            ../../package.json -> tagline
        "#]],
    );
}

#[test]
fn folders_without_settings() {
    check(
        "",
        &[("config.toml", "title = 'Something else'"), ("package.json", "{\"name\": \"x\"}")],
        expect![[r#""#]],
    );
}
