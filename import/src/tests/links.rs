//! Links.

use super::{check_file, paper, show};
use expect_test::{Expect, expect};

fn check(file: &str, links: &[&str], expected: Expect) {
    let links: String = links.iter().map(|link| format!("[x]({link})\n")).collect();
    check_file(file, &["---\ntitle: T\n---\n## A place\n\n", &links].concat(), expected);
}

#[test]
fn links_to_articles() {
    check(
        "text.md",
        &[
            "world/2018-06-01-other.md",
            "./world/2018-06-01-other.md#part",
            "/old/other/",
            "/old/other",
            "/2018/06/01/other/",
            "/2018/06/01/other.html",
            "/blog/other",
            "other",
            "@/world/2018-06-01-other.md",
            "/2017/01/01/other/",
            "/a/b/other",
        ],
        expect![[r#"
            ## A place (#a-place)
            [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) x x
            warning: `./world/2018-06-01-other.md#part` is no place in the article that it leads to
             --> text.md:7:5
              |
            7 | [x](./world/2018-06-01-other.md#part)
              |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: the link leads to the article; there are no headings in it

            warning: `/2017/01/01/other/` is not a page of this paper
              --> text.md:15:5
               |
            15 | [x](/2017/01/01/other/)
               |     ^^^^^^^^^^^^^^^^^^
               |
               = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

            warning: `/a/b/other` is not a page of this paper
              --> text.md:16:5
               |
            16 | [x](/a/b/other)
               |     ^^^^^^^^^^
               |
               = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        "#]],
    );
    check(
        "press/text.md",
        &["../world/2018-06-01-other.md", "../other/", "../../../other.md"],
        expect![[r#"
            ## A place (#a-place)
            [x](article other) [x](article other) x
            warning: `../../../other.md` is not a page of this paper
             --> press/text.md:8:5
              |
            8 | [x](../../../other.md)
              |     ^^^^^^^^^^^^^^^^^
              |
              = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        "#]],
    );
}

#[test]
fn links_to_headings_and_files() {
    check(
        "text.md",
        &[
            "#a-place",
            "#nowhere",
            "#A%20place",
            "#a-place:~:text=x",
            "#",
            "#Top",
            "world/2018-06-01-other.md#top",
            "paper.pdf",
            "/paper.pdf?x#p",
            "gone.pdf",
        ],
        expect![[r#"
            ## A place (#a-place)
            [x](#a-place) x [x](#a-place) [x](#a-place) x [x](#top) [x](article other) [x](file media/paper-315d429b.pdf) [x](file media/paper-315d429b.pdf) x
            warning: 2 headings aren't in this page
             --> text.md:6:5
              |
            6 | [x](#a-place)
              |     ^
              |
             ::: text.md:7:5
              |
            7 | [x](#nowhere)
              |     ^^^^^^^^
              |
              = help: the nearest heading is “A place”, `#a-place`

            warning: `gone.pdf` was not found
              --> text.md:15:5
               |
            15 | [x](gone.pdf)
               |     ^^^^^^^^
               |
               = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

        "#]],
    );
}

#[test]
fn other_links() {
    check(
        "text.md",
        &[
            "https://example.org/a?b#c",
            "//example.org",
            "mailto:a@example.org",
            "tel:1",
            "javascript:x",
            "data:text/html,x",
            "/about/",
            "about.html",
            "",
        ],
        expect![[r#"
            ## A place (#a-place)
            [x](https://example.org/a?b#c) [x](//example.org) [x](mailto:a@example.org) [x](tel:1) x x x x x
            warning: 2 addresses can't be linked
              --> text.md:10:5
               |
            10 | [x](javascript:x)
               |     ^^^^^^^^^^^^
               |
              ::: text.md:11:5
               |
            11 | [x](data:text/html,x)
               |     ^^^^^^^^^^^^^^^^
               |
               = help: only http, https, mailto, tel and relative addresses are linked; the text is kept

            warning: `/about/` is not a page of this paper
              --> text.md:12:5
               |
            12 | [x](/about/)
               |     ^^^^^^^
               |
               = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

            warning: `about.html` is not a page of this paper
              --> text.md:13:5
               |
            13 | [x](about.html)
               |     ^^^^^^^^^^
               |
               = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        "#]],
    );
}

#[test]
fn base_url_completes_addresses() {
    let (imported, report) = paper(&[
        ("dateline.toml", b"base_url = \"https://example.org/paper/\""),
        ("a.md", b"---\ntitle: A\n---\n[x](/about/) [y](https://example.org/paper/b/) [z](https://example.org/paper/c)"),
        ("b.md", b"---\ntitle: B\n---\n[x](/about/)"),
    ]);
    expect![[r#"
        [x](https://example.org/paper/about/) [y](article b) [z](https://example.org/paper/c)
    "#]]
    .assert_eq(&(show::body(&imported.stories[0].article) + &report));
}

#[test]
fn titles_of_links() {
    check_file(
        "text.md",
        "---\ntitle: T\n---\nOne [a](other \"What it is\") and\n[b](https://example.org 'More')\n\n\
         <a href=\"other\" title=\"c\">C!</a> [d](https://example.org \"https://example.org\") [e](other \"\")\n",
        expect![[r#"
            One [a](article other) and [b](https://example.org)
            [C!](article other) [d](https://example.org) [e](article other)
            warning: 2 links' titles are left out
             --> text.md:4:16
              |
            4 | One [a](other "What it is") and
              |                ^^^^^^^^^^
              |
             ::: text.md:5:26
              |
            5 | [b](https://example.org 'More')
              |                          ^^^^
              |
              = help: touch and keyboard can't show titles; put what readers need into the text

        "#]],
    );
}

#[test]
fn places_in_many_spellings() {
    check_file(
        "text.md",
        "---\ntitle: T\n---\n[1](#whats-new--improved) [2](#qa) [3](#31-ink-paper) [4](#notes-1) \
         [5](#C--C) [6](#gone)\n\n\
         ## What's new & improved\n\n## Q&A\n\n## 3.1 Ink, paper\n\n## Notes\n\n## Notes\n\n## C & C\n",
        expect![[r#"
            [1](#whats-new-improved) [2](#q-a) [3](#3-1-ink-paper) [4](#notes-1) [5](#c-c) 6
            ## What’s new & improved (#whats-new-improved)
            ## Q&A (#q-a)
            ## 3.1 Ink, paper (#3-1-ink-paper)
            ## Notes (#notes)
            ## Notes (#notes-1)
            ## C & C (#c-c)
            warning: `#gone` is not a heading of this page
             --> text.md:4:84
              |
            4 | [1](#whats-new--improved) [2](#qa) [3](#31-ink-paper) [4](#notes-1) [5](#C--C) [6](#gone)
              |                                                                                    ^^^^^
              |
              = help: the nearest heading is “Notes”, `#notes-1`

        "#]],
    );
}

#[test]
fn places_that_are_no_headings() {
    check_file(
        "text.md",
        "---\ntitle: T\n---\nClose.<sup id=\"ref1\"><a href=\"#note1\">1</a></sup> [up](#head) [end](#end)\n\n\
         <a id=\"head\"></a>\n\n## Head\n\n<ol><li id=\"note1\">By three. <a href=\"#ref1\">↩</a></li>\
         <li id=\"unused\">Two.</li></ol><a name=\"end\"></a>\n",
        expect![[r#"
            Close.<#ref1>^[1](#note1)^ [up](#head) [end](#end)<#end>
            ## Head (#head)
            1.
              <#note1>By three. [↩](#ref1)
            2.
              Two.
        "#]],
    );
}

#[test]
fn places_in_other_articles() {
    let (imported, report) = paper(&[
        ("a.md", b"---\ntitle: A\n---\n## Ink & paper\n\n<p id=\"x\">Text.</p>\n"),
        (
            "b.md",
            b"---\ntitle: B\n---\n[1](a.md#ink-paper) [2](a.md#ink--paper) [3](a.md#x) [4](a.md#nowhere) [5](#nowhere)",
        ),
    ]);
    let bodies = imported.stories.iter().map(|story| show::body(&story.article));
    expect![[r#"
        ## Ink & paper (#ink-paper)
        <#x>Text.
        [1](article a #ink-paper) [2](article a #ink-paper) [3](article a #x) [4](article a) 5
        warning: `a.md#nowhere` is no place in the article that it leads to
         --> b.md:4:58
          |
        4 | [1](a.md#ink-paper) [2](a.md#ink--paper) [3](a.md#x) [4](a.md#nowhere) [5](#nowhere)
          |                                                          ^^^^^^^^^^^^
          |
          = help: the nearest heading there is “Ink & paper”, `#ink-paper`

        warning: `#nowhere` is not a heading of this page
         --> b.md:4:62
          |
        4 | [1](a.md#ink-paper) [2](a.md#ink--paper) [3](a.md#x) [4](a.md#nowhere) [5](#nowhere)
          |                                                              ^^^^^^^^
          |
          = help: the text is kept without a link

    "#]]
    .assert_eq(&(bodies.collect::<String>() + &report));
}

#[test]
fn bare_addresses() {
    check_file(
        "text.md",
        "---\ntitle: T\n---\nSee https://example.org/a_b_c?x=1&y=2, *www.example.org*, `https://x.example` \
         and desk@example.org. [https://y.example](https://z.example)",
        expect![[r#"
            See [https://example.org/a_b_c?x=1&y=2](https://example.org/a_b_c?x=1&y=2), *[www.example.org](https://www.example.org)*, `https://x.example` and [desk@example.org](mailto:desk@example.org). [https://y.example](https://z.example)
        "#]],
    );
    check_file(
        "text.html",
        "<h1>T</h1><p>See https://example.org/.</p>",
        expect![[r#"
        See https://example.org/.
    "#]],
    );
}

#[test]
fn the_papers_own_host() {
    let links = [
        "http://paper.example/p/b/",
        "https://www.paper.example/p/b.html#x",
        "HTTPS://PAPER.EXAMPLE/p/B",
        "//paper.example/p/b",
        "https://paper.example/pub/b",
        "/site/News/deep",
        "{filename}/news/Deep.md",
        "www.example.org",
    ];
    let links: String = links.iter().map(|link| format!("[x]({link})\n")).collect();
    let (imported, report) = paper(&[
        ("dateline.toml", b"base_url = \"https://paper.example/p/\""),
        ("a.md", ["---\ntitle: A\n---\n", &links].concat().as_bytes()),
        ("b.md", b"---\ntitle: B\n---\n## X\n"),
        ("news/Deep.md", b"---\ntitle: D\n---\nText."),
    ]);
    expect![[r#"
        [x](article b) [x](article b #x) [x](article b) [x](article b) [x](https://paper.example/pub/b) [x](article Deep) [x](article Deep) [x](https://www.example.org)
    "#]].assert_eq(&(show::body(&imported.stories[0].article) + &report));
}

/// Checks links of an article in `world/`, which has topics and an author, in a paper with this base
/// address.
fn check_lists(base: &str, links: &[&str], expected: Expect) {
    let links: String = links.iter().map(|link| format!("[x]({link})\n")).collect();
    let settings =
        format!("base_url = {base:?}\n[[authors]]\nslug = \"kim\"\nname = \"Kim Dae\"\n");
    let settings = if base.is_empty() { String::new() } else { settings };
    let front = "---\ntitle: T\nauthor: Kim Dae\ntags: [Big Ships, C++]\n---\n";
    let (imported, report) = paper(&[
        ("dateline.toml", settings.as_bytes()),
        ("world/asia/a.md", [front, &links].concat().as_bytes()),
        ("b.fr.md", b"---\ntitle: B\nlang: fr\n---\nTexte."),
    ]);
    let story = imported.stories.iter().find(|story| story.article.slug.as_str() == "a").unwrap();
    expected.assert_eq(&(show::body(&story.article) + &report));
}

#[test]
fn links_to_lists() {
    check_lists(
        "",
        &[
            "/",
            "/index.html",
            "/?utm=1#top",
            "../../",
            "../../../../",
            "../../index.html",
            "index.html",
            "./",
            "/world/",
            "/world/asia/",
            "@/world/asia/_index.md",
            "/tags/big-ships/",
            "/tags/#big-ships",
            "/blog/tags/C++/",
            "/categories/world/",
            "/author/kim-dae",
            "/blog/",
            "/page/2/",
            "/2014/05/",
            "/fr/",
            "/tags/gone/",
            "/tags/gone/",
            "/feed.xml",
        ],
        expect![[r#"
            [x](list Front) [x](list Front) [x](list Front) [x](list Front) [x](list Front) [x](list Front) [x](list Section/world) [x](list Section/world) [x](list Section/world) [x](list Section/world) [x](list Section/world) [x](list Topic/big-ships) [x](list Topic/big-ships) [x](list Topic/c-plus-plus) [x](list Section/world) [x](list Author/kim-dae) [x](list All) [x](list All) [x](list All) [x](list Language/fr) x x x
            warning: `/tags/gone/` is not a page of this paper
              --> world/asia/a.md:26:5
               |
            26 | [x](/tags/gone/)
               |     ^^^^^^^^^^^
               |
               = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

            warning: `/feed.xml` is not a page of this paper
              --> world/asia/a.md:28:5
               |
            28 | [x](/feed.xml)
               |     ^^^^^^^^^
               |
               = help: set `base_url` in dateline.toml: then the paper has a feed

        "#]],
    );
    check_lists(
        "https://paper.example/",
        &[
            "https://paper.example",
            "http://www.paper.example/?x",
            "//paper.example/tags/c++/",
            "https://paper.example/gone/",
            "https://elsewhere.example/",
            "/authors/kim/",
            "/people/kim/feed/",
            "/feed.xml",
            "https://paper.example/index.xml",
            "/gone/",
            "{{ site.url }}/",
            "{{ site.baseurl }}{% link index.html %}",
            "{{< ref \"/\" >}}",
            "{{ '/tags/c++/' | relative_url }}",
        ],
        expect![[r#"
            [x](list Front) [x](list Front) [x](list Topic/c-plus-plus) [x](https://paper.example/gone/) [x](https://elsewhere.example/) [x](list Author/kim) [x](file feed.xml) [x](file feed.xml) [x](file feed.xml) [x](https://paper.example/gone/) [x](list Front) [x](list Front) [x](list Front) [x](list Topic/c-plus-plus)
        "#]],
    );
}
