//! Which files are pages, and the menu.

use super::paper;
use expect_test::{Expect, expect};

/// Checks the pages of a folder with these files, the links to them, the menu, and what is said.
fn check(files: &[(&str, &str)], expected: Expect) {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    let (imported, report) = paper(&files);
    let mut shown = String::new();
    for story in imported.stories.iter().chain(&imported.pages) {
        let kind = if story.is_page { "page" } else { "article" };
        let body = super::show::body(&story.article);
        let links: Vec<&str> =
            body.split("](").skip(1).filter_map(|at| at.split(')').next()).collect();
        let links =
            if links.is_empty() { String::new() } else { format!(" → {}", links.join(", ")) };
        let section = story.article.section.as_ref().map_or("", |section| section.name.as_str());
        shown += &format!("{kind} {}: {} {section}", story.file.display(), story.article.slug);
        shown = format!("{}{links}\n", shown.trim_end());
    }
    for link in imported.menu.iter().flatten() {
        shown += &format!("menu {:?} {:?}\n", link.name, link.to);
    }
    expected.assert_eq(&(shown + &report));
}

const POST: (&str, &str) =
    ("_posts/2024-05-01-a.md", "---\ntitle: A\n---\n[About](/about/) [us](../about.md#us)");

#[test]
fn pages_of_generators() {
    check(
        &[
            POST,
            ("_posts/2024-05-02-b.md", "---\ntitle: B\nlayout: page\n---\nText."),
            (
                "about.md",
                "---\ntitle: About\npermalink: /about/\n---\n[A]({% post_url 2024-05-01-a %})",
            ),
            ("imprint/index.md", "---\ntitle: Imprint\n---\nText."),
            ("contact.html", "---\nlayout: default\ntitle: Contact\n---\n<p>Text."),
            ("news.md", "---\ntitle: News\nlayout: post\n---\nText."),
            ("tagged.md", "---\ntitle: Tagged\ntags: [post]\n---\nText."),
            ("dated.md", "---\ntitle: Dated\ndate: 2024-05-01\n---\nText."),
            ("bare.md", "Text."),
            ("deep/x.md", "---\ntitle: Deep\n---\nText."),
            ("404.html", "---\npermalink: /404.html\ntitle: Lost\n---\n<p>Lost."),
        ],
        expect![[r#"
            article _posts/2024-05-01-a.md: a → page about, page about
            article _posts/2024-05-02-b.md: b
            article bare.md: bare
            article dated.md: dated
            article deep/x.md: x Deep
            article news.md: news
            article tagged.md: tagged
            page 404.html: 404
            page about.md: about → article a
            page contact.html: contact
            page imprint/index.md: imprint
            note: this page for unknown addresses is published as an ordinary page
            --> 404.html
             = help: at unknown addresses, readers see the page that the viewer has for them

            warning: `../about.md#us` is no place in the article that it leads to
             --> _posts/2024-05-01-a.md:4:23
              |
            4 | [About](/about/) [us](../about.md#us)
              |                       ^^^^^^^^^^^^^^
              |
              = help: the link leads to the article; there are no headings in it

            warning: this article has no headline; its file name is used: Bare
             --> bare.md:1:1
              |
            1 | Text.
              | ^
              |
              = help: add `title:` to the front matter

        "#]],
    );
    check(
        &[
            ("config.toml", "title = 'x'"),
            ("content/about.md", "+++\ntitle = 'About'\n+++\nText."),
            ("content/blog/a.md", "+++\ntitle = 'A'\n+++\n[About](@/about.md)"),
        ],
        expect![[r#"
            article content/blog/a.md: a → page about
            page content/about.md: about
            note: from these settings: title
            --> config.toml
             = help: dateline.toml wins over them

        "#]],
    );
}

#[test]
fn pages_of_plain_folders() {
    check(
        &[
            ("a.md", "---\ntitle: A\n---\nText."),
            ("about.md", "---\ntitle: About\nLayout: Page\nauthor: Kim\nsection: S\n---\nText."),
            ("imprint.md", "---\ntitle: Imprint\ntype: page\ndate: 2024-05-01\n---\nText."),
            ("layout.md", "---\nlayout: layouts/page.njk\ndate: 2024-05-01\n---\nText."),
            ("pages/privacy.md", "# Privacy\n\nText."),
            ("pages/2024-05-01-dated.md", "Text."),
            ("pages/page-1.html", "<h1>Page 1</h1><p>Text."),
            ("404.md", "Lost."),
        ],
        expect![[r#"
            article a.md: a
            article layout.md: layout
            article pages/2024-05-01-dated.md: dated
            article pages/page-1.html: page-1
            page 404.md: 404
            page about.md: about
            page imprint.md: imprint
            page pages/privacy.md: privacy
            note: this page for unknown addresses is published as an ordinary page
            --> 404.md
             = help: at unknown addresses, readers see the page that the viewer has for them

            warning: this article has no headline; its file name is used: 404
             --> 404.md:1:1
              |
            1 | Lost.
              | ^
              |
              = help: add `title:` to the front matter

            warning: this article has no headline; its file name is used: Layout
             --> layout.md:1:1
              |
            1 | ---
              | ^
              |
              = help: add `title:` to the front matter

            warning: this article has no headline; its file name is used: Dated
             --> pages/2024-05-01-dated.md:1:1
              |
            1 | Text.
              | ^
              |
              = help: add `title:` to the front matter

        "#]],
    );
}

#[test]
fn a_paper_of_pages_has_articles() {
    check(
        &[
            ("_config.yml", "title: x"),
            ("a.md", "---\ntitle: A\n---\nText."),
            ("b.md", "---\nlayout: page\ntitle: B\n---\nText."),
        ],
        expect![[r#"
            article a.md: a
            page b.md: b
            note: from these settings: title
            --> _config.yml
             = help: dateline.toml wins over them

        "#]],
    );
    check(
        &[("b.md", "---\nlayout: page\ntitle: B\n---\nText.")],
        expect![[r#"
        article b.md: b
    "#]],
    );
}

#[test]
fn menus() {
    let entries = "[[menu]]\npage = \"about.md\"\n[[menu]]\nname = \"A\"\npage = \"a\"\n\
                   [[menu]]\nname = \"Shop\"\naddress = \"https://shop.example/\"\n\
                   [[menu]]\npage = \"nowhere\"\n";
    check(
        &[("dateline.toml", entries), POST, ("about.md", "---\ntitle: About\n---\nText.")],
        expect![[r#"
            article _posts/2024-05-01-a.md: a → page about, page about
            page about.md: about
            menu "" Page { slug: Slug("about"), fragment: "" }
            menu "A" Article { slug: Slug("a"), fragment: "" }
            menu "Shop" Address(Href("https://shop.example/"))
            warning: `../about.md#us` is no place in the article that it leads to
             --> _posts/2024-05-01-a.md:4:23
              |
            4 | [About](/about/) [us](../about.md#us)
              |                       ^^^^^^^^^^^^^^
              |
              = help: the link leads to the article; there are no headings in it

            warning: the menu names `nowhere`, which is no page of this paper
             --> dateline.toml:9:1
              |
            9 | [[menu]]
              | ^^^^^^^^
              |
              = help: write its file, such as about.md, or its slug

        "#]],
    );
}

#[test]
fn pages_of_hexo() {
    check(
        &[
            (
                "source/_posts/a.md",
                "title: A\ndate: 2024/5/2\ncategories:\n- [Sport, Ball]\n---\nText.",
            ),
            ("source/about/index.md", "---\ntitle: About\ndate: 2024-05-01\n---\nUs."),
            ("source/tags/index.md", "---\ntitle: Tags\ndate: 2024-05-01\ntype: tags\n---\n"),
            ("source/_posts/b.md", "title: a heading\n---\nText: of it."),
        ],
        expect![[r#"
            article source/_posts/a.md: a
            article source/_posts/b.md: b
            page source/about/index.md: about
            warning: this article has no headline; its file name is used: B
             --> source/_posts/b.md:1:1
              |
            1 | title: a heading
              | ^
              |
              = help: add `title:` to the front matter

        "#]],
    );
}
