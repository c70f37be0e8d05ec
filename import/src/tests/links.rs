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
            [x](article other) [x](article other #part) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) [x](article other) x x
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
        &["#a-place", "#nowhere", "#A%20place", "paper.pdf", "/paper.pdf?x#p", "gone.pdf"],
        expect![[r#"
            ## A place (#a-place)
            [x](#a-place) x x [x](file media/paper-315d429b.pdf) [x](file media/paper-315d429b.pdf) x
            warning: 2 headings aren't in this page
             --> text.md:7:5
              |
            7 | [x](#nowhere)
              |     ^^^^^^^^
              |
             ::: text.md:8:5
              |
            8 | [x](#A%20place)
              |     ^^^^^^^^^^
              |
              = help: the text is kept without a link

            warning: `gone.pdf` was not found
              --> text.md:11:5
               |
            11 | [x](gone.pdf)
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
