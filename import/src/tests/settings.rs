//! Settings of other generators, in whole papers.

use super::{PICTURE, import_folder, paper};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use expect_test::{Expect, expect};
use std::fs;

/// Checks the articles of a paper with these files: section, authors, old addresses; and what is said.
fn check(files: &[(&str, &str)], expected: Expect) {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    let (imported, report) = paper(&files);
    let mut shown = String::new();
    for story in &imported.stories {
        let article = &story.article;
        let authors: Vec<&str> = article.authors.iter().map(|author| &*author.name).collect();
        let section = article.section.as_ref().map_or("", |section| &*section.name);
        let aliases: Vec<&str> = story.aliases.iter().map(|alias| &*alias.address).collect();
        let topics: Vec<&str> = article.topics.iter().map(|topic| &*topic.name).collect();
        let topics =
            if topics.is_empty() { String::new() } else { [" | ", &*topics.join(", ")].concat() };
        shown += &format!(
            "{}: {} | {section} | {} | {}{topics}\n",
            story.file.display(),
            article.language,
            authors.join(", "),
            aliases.join(" ")
        );
    }
    for (file, outcome) in imported.account.iter() {
        if !outcome.to_string().starts_with("article") {
            shown += &format!("{}: {outcome}\n", file.display());
        }
    }
    expected.assert_eq(&(shown + &report));
}

#[test]
fn jekyll() {
    check(
        &[
            (
                "_config.yml",
                "title: G\nlang: fr\nfuture: false\ndefaults:\n- scope: {path: '', type: posts}\n  \
                 values: {author: ana, category: port}\n- scope: {path: _posts/old}\n  values: {published: false}\n",
            ),
            ("_data/authors.yml", "ana: {name: Ana Roca}\n"),
            (
                "_posts/2024-05-01-quay.md",
                "---\ntitle: Q\n---\nText. [b](/port/2024/05/02/lock.html)",
            ),
            (
                "_posts/2024-05-02-lock.md",
                "---\ntitle: L\npermalink: /:year/:title/\nauthor: Bo\n---\nText.",
            ),
            ("_posts/old/2024-05-03-gone.md", "---\ntitle: Gone\n---\nText."),
        ],
        expect![[r#"
            _posts/2024-05-01-quay.md: fr | Port | Ana Roca | port/2024/05/01/quay.html
            _posts/2024-05-02-lock.md: fr | Port | Bo | 2024/lock/
            _config.yml: settings
            _data: passed over: it belongs to a site generator
            _posts/old/2024-05-03-gone.md: left out: draft
            note: from these settings: title, language, default front matter
            --> _config.yml
             = help: dateline.toml wins over them

            note: from these settings: authors
            --> _data/authors.yml
             = help: dateline.toml wins over them

        "#]],
    );
}

#[test]
fn hugo() {
    check(
        &[
            ("hugo.toml", "title = 'H'\nlocale = 'en-GB'\n[permalinks]\nnews = '/:year/:slug/'\n"),
            ("content/news/_index.md", "---\ntitle: Latest news\ncascade: {draft: true}\n---\n"),
            (
                "content/news/a.md",
                "---\ntitle: A\ndate: 2024-05-01\ndraft: false\naliases: [old-a, ../b/]\n---\nText.",
            ),
            ("content/news/b.md", "---\ntitle: B\ndate: 2024-05-01\n---\nText."),
            ("content/authors/ana/_index.md", "---\ntitle: Ana Roca\n---\n"),
            ("content/authors/bo.md", "---\ntitle: Bo Lind\n---\nBo writes."),
            ("content/sport/c.md", "---\ntitle: C\nauthors: [ana, bo]\n---\nText."),
        ],
        expect![[r#"
            content/news/a.md: en-GB | Latest news |  | old-a 2024/a/ news/old-a/ b/
            content/sport/c.md: en-GB | Sport | Ana Roca, Bo Lind | 
            content/authors/ana/_index.md: settings
            content/authors/bo.md: settings
            content/news/_index.md: settings
            content/news/b.md: left out: draft
            hugo.toml: settings
            note: from these settings: authors
            --> content/authors
             = help: dateline.toml wins over them

            note: from these settings: default front matter, names of sections
            --> content/news/_index.md
             = help: dateline.toml wins over them

            note: from these settings: title, language, permalinks
            --> hugo.toml
             = help: dateline.toml wins over them

        "#]],
    );
}

#[test]
fn our_own_settings_win() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("_config.yml"),
        "title: Theirs\ndescription: Under\nurl: https://their.example\ntimezone: Asia/Seoul\nlang: zz_bad_tag_x\n",
    )
    .unwrap();
    fs::write(folder.path().join("dateline.toml"), "title = \"Ours\"\nlanguage = \"de\"\n")
        .unwrap();
    let diagnostics = Diagnostics::new();
    let config = Config::load(folder.path(), &diagnostics).unwrap();
    let zone = config.zone.iana_name().unwrap_or_default();
    let base = config.base_url.as_deref().unwrap_or_default();
    let shown = [&*config.title, &*config.tagline, &*config.language, base, zone].join(" | ");
    expect!["Ours | Under | de | https://their.example/ | Asia/Seoul"].assert_eq(&shown);
}

#[test]
fn a_paper_without_settings_has_a_telling_name_and_the_language_of_its_texts() {
    let base = tempfile::tempdir().unwrap();
    let folder = base.path().join("gazette/src/content");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.md"), "# 항구\n\n항구가 아홉 시에 열렸다.").unwrap();
    let diagnostics = Diagnostics::new();
    let config = Config::load(&folder, &diagnostics).unwrap();
    expect!["gazette ko"].assert_eq(&format!("{} {}", config.title, config.language));
    let (imported, report) = import_folder(&folder);
    assert_eq!(imported.stories[0].article.language, "ko");
    assert!(report.starts_with("note: most texts look like `ko`"), "{report}");
}

#[test]
fn pictures_are_found_in_any_spelling() {
    let text = "---\ntitle: T\n---\n![a](br\u{fc}cke.svg) ![b](Pictures/HALL.SVG)";
    let (imported, report) = paper(&[
        ("a.md", text.as_bytes()),
        ("bru\u{308}cke.svg", PICTURE),
        ("pictures/hall.svg", PICTURE),
    ]);
    assert_eq!((imported.stories[0].media.len(), &*report), (2, ""));
}

#[test]
fn excluded_files() {
    let text = "---\ntitle: T\n---\nText.";
    let check = |settings: (&str, &str), files: &[&str], expected: Expect| {
        let all: Vec<(&str, &[u8])> = files
            .iter()
            .map(|file| (*file, text.as_bytes()))
            .chain([(settings.0, settings.1.as_bytes())])
            .collect();
        let (imported, _) = paper(&all);
        let shown = imported
            .account
            .iter()
            .map(|(file, outcome)| format!("{}: {outcome}\n", file.display()));
        expected.assert_eq(&shown.collect::<String>());
    };
    check(
        (
            "_config.yml",
            "exclude: [scripts, old/, '*.secret.md']\ninclude: [_pages]\n\
             collections: {recipes: {output: true}, staff: {output: false}}\n",
        ),
        &[
            "_posts/2024-05-01-a.md",
            "_posts/b.secret.md",
            "old/c.md",
            "x/old/d.md",
            "_recipes/e.md",
            "_staff/f.md",
            "_notes/g.md",
            "_pages/h.md",
            "scripts.md",
            "_i.md",
        ],
        expect![[r#"
            _config.yml: settings
            _i.md: passed over: the settings of a site generator leave it out
            _notes: passed over: the settings of a site generator leave it out
            _pages/h.md: page
            _posts/2024-05-01-a.md: article
            _posts/b.secret.md: passed over: the settings of a site generator leave it out
            _recipes/e.md: article
            _staff: passed over: the settings of a site generator leave it out
            old: passed over: the settings of a site generator leave it out
            scripts.md: page
            x/old/d.md: article
        "#]],
    );
    check(
        ("hugo.toml", "ignoreFiles = ['\\.secret\\.md$', '/private/']"),
        &["content/posts/a.md", "content/posts/b.secret.md", "content/private/c.md"],
        expect![[r#"
            content/posts/a.md: article
            content/posts/b.secret.md: passed over: the settings of a site generator leave it out
            content/private/c.md: passed over: the settings of a site generator leave it out
            hugo.toml: settings
        "#]],
    );
    check(
        (
            "config.toml",
            "base_url = 'https://x.example'\nignored_content = ['*.{tmp,old}.md', 'notes']",
        ),
        &["content/a.md", "content/b.tmp.md", "content/c/d.old.md", "content/notes/e.md"],
        expect![[r#"
            config.toml: settings
            content/a.md: article
            content/b.tmp.md: passed over: the settings of a site generator leave it out
            content/c/d.old.md: passed over: the settings of a site generator leave it out
            content/notes: passed over: the settings of a site generator leave it out
        "#]],
    );
    check(
        ("docusaurus.config.js", "module.exports = {title: 'X'}"),
        &["blog/a.md", "blog/_part.md", "blog/_parts/b.md"],
        expect![[r#"
            blog/_part.md: passed over: the settings of a site generator leave it out
            blog/_parts: passed over: the settings of a site generator leave it out
            blog/a.md: article
            docusaurus.config.js: settings
        "#]],
    );
}

#[test]
fn names_of_docusaurus_topics() {
    check(
        &[
            ("docusaurus.config.js", "module.exports = {title: 'X'}"),
            ("blog/tags.yml", "hola:\n  label: Hola!\n  permalink: /hola\n"),
            ("blog/a.md", "---\ntitle: A\ntags: [hola]\n---\nText."),
        ],
        expect![[r#"
            blog/a.md: en |  |  |  | Hola!
            blog/tags.yml: settings
            docusaurus.config.js: settings
            note: from these settings: names of topics
            --> blog/tags.yml
             = help: dateline.toml wins over them

            note: from these settings: title
            --> docusaurus.config.js
             = help: dateline.toml wins over them

            note: this is a program and not run: only literal values in it are known
            --> docusaurus.config.js
             = help: set in dateline.toml what it computes

        "#]],
    );
}

#[test]
fn names_of_topics() {
    check(
        &[
            ("hugo.toml", "title = 'X'"),
            ("content/tags/big-ships/_index.md", "---\ntitle: Ships & Boats\n---\nAbout them."),
            ("content/posts/a.md", "---\ntitle: A\ntags: [Big Ships, x]\n---\nText."),
        ],
        expect![[r#"
            content/posts/a.md: en |  |  |  | Ships & Boats, x
            content/tags/big-ships/_index.md: settings
            hugo.toml: settings
            note: from these settings: names of topics
            --> content/tags/big-ships/_index.md
             = help: dateline.toml wins over them

            note: from these settings: title
            --> hugo.toml
             = help: dateline.toml wins over them

        "#]],
    );
}

#[test]
fn mkdocs_and_obsidian() {
    check(
        &[
            (
                "mkdocs.yml",
                "site_name: Quay\nsite_url: https://m.example/\ntheme: {name: material, language: fr}\nmarkdown_extensions:\n  - x:\n      y: !!python/name:a.b\n",
            ),
            (
                "docs/blog/.authors.yml",
                "authors:\n  sq:\n    name: Martin D\n    description: Creator\n",
            ),
            ("docs/blog/index.md", "# Blog\n"),
            (
                "docs/blog/posts/a.md",
                "---\ndate: {created: 2024-01-31}\nauthors: [sq]\n---\n# A\n\nText.",
            ),
        ],
        expect![[r#"
            docs/blog/posts/a.md: fr |  | Martin D | 
            docs/blog/.authors.yml: settings
            docs/blog/index.md: passed over: it lists articles, which the press does by itself
            mkdocs.yml: settings
            note: from these settings: authors
            --> docs/blog/.authors.yml
             = help: dateline.toml wins over them

            note: from these settings: title, language, base_url
            --> mkdocs.yml
             = help: dateline.toml wins over them

        "#]],
    );
    check(
        &[
            (".obsidian/templates.json", "{\"folder\": \"Templates\"}"),
            (".obsidian/app.json", "{\"userIgnoreFilters\": [\"Private/\", \"/x.*/\"]}"),
            ("Templates/day.md", "# {{title}}"),
            ("Private/a.md", "Secret."),
            ("b.md", "# B\n\n![[a.svg|200]] Text. ^id-1"),
            ("drawing.md", "---\nexcalidraw-plugin: parsed\n---\nx"),
            ("attachments/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='6' height='4'/>"),
        ],
        expect![[r#"
            b.md: en |  |  | 
            .obsidian: passed over: its name begins with a dot
            Private: passed over: the settings of a site generator leave it out
            Templates: passed over: the settings of a site generator leave it out
            attachments/a.svg: shown or offered by an article
            drawing.md: passed over: it is a drawing of a plugin
            note: from these settings: excluded files
            --> .obsidian/app.json
             = help: dateline.toml wins over them

            note: from these settings: excluded files
            --> .obsidian/templates.json
             = help: dateline.toml wins over them

        "#]],
    );
}
