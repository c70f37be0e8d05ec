//! Diagnostics of whole papers.

use super::{check_file, import_folder, paper};
use expect_test::{Expect, expect};
use std::fs;

fn check(files: &[(&str, &[u8])], expected: Expect) {
    let (imported, report) = paper(files);
    let files: Vec<String> =
        imported.stories.iter().map(|story| story.file.display().to_string()).collect();
    expected.assert_eq(&format!("{report}articles: {}\n", files.join(" ")));
}

const GOOD: (&str, &[u8]) = ("good.md", b"---\ntitle: Good\n---\nText.");

#[test]
fn files_that_cannot_be_read() {
    check(
        &[("bytes.md", b"Good \xff bad\n"), ("empty.md", b" \n"), GOOD],
        expect![[r#"
            error: this is not UTF-8: byte 5 is 0xFF
             --> bytes.md:1:6
              |
            1 | Good � bad
              |      ^
              |
              = help: save the file in the encoding UTF-8

            error: there is no text in this file
            --> empty.md
             = help: write the article, or remove the file

            articles: good.md
        "#]],
    );
}

#[test]
fn front_matter_that_cannot_be_read() {
    check(
        &[("a.md", b"---\ntitle: Foo: bar\n---\nText"), ("b.md", b"+++\ntitle = Foo\n+++\n"), GOOD],
        expect![[r#"
            error: mapping values are not allowed in this context
             --> a.md:2:11
              |
            2 | title: Foo: bar
              |           ^
              |
              = help: front matter is `key: value` lines; a value with a colon or other signs in it has to be in "quotation marks"

            error: invalid boolean, expected `false`
             --> b.md:2:9
              |
            2 | title = Foo
              |         ^^^
              |
              = help: front matter is `key: value` lines; a value with a colon or other signs in it has to be in "quotation marks"

            articles: good.md
        "#]],
    );
}

#[test]
fn slugs() {
    check(
        &[
            ("a.md", b"---\ntitle: A\nslug: same\n---\nx"),
            ("b.md", b"---\ntitle: B\nslug: Same\n---\nx"),
            ("c.md", b"---\ntitle: C\nslug: ../../c\n---\nx"),
            ("2018-06-01-d.md", b"x"),
            ("2018-06-02-d.md", b"# D\n\nx"),
        ],
        expect![[r#"
            warning: this article has no headline; its file name is used: D
             --> 2018-06-01-d.md:1:1
              |
            1 | x
              | ^
              |
              = help: add `title:` to the front matter

            warning: `d` is the slug of another article too: 2018-06-01-d.md
            --> 2018-06-02-d.md
             = help: this article is published as `d-2018-06-02`; set its `slug:` to choose another

            error: `Same` is the slug of another article too: a.md
             --> b.md:3:7
              |
            3 | slug: Same
              |       ^^^^
              |
              = help: this article is left out; set another `slug:` for one of them

            error: `../../c` is not a slug: a slug can't contain '/'
             --> c.md:3:7
              |
            3 | slug: ../../c
              |       ^^^^^^^
              |
              = help: a slug is one part of an address, such as `a-day-at-the-press`

            articles: 2018-06-01-d.md 2018-06-02-d.md a.md
        "#]],
    );
}

#[test]
fn aliases() {
    check(
        &[
            (
                "a.md",
                b"---\ntitle: A\naliases: [/old/, /2014/../x, 'C:\\x', /index.html, /]\n---\nx",
            ),
            ("b.md", b"---\ntitle: B\naliases: /Old/index.html\n---\nx"),
        ],
        expect![[r#"
            warning: `/2014/../x` can't be an alias: it is not a path inside the site
             --> a.md:3:18
              |
            3 | aliases: [/old/, /2014/../x, 'C:\x', /index.html, /]
              |                  ^^^^^^^^^^
              |
              = help: an alias is a path below the site's root: /2018/06/01/name/

            warning: `C:\x` can't be an alias: it is not a path inside the site
             --> a.md:3:31
              |
            3 | aliases: [/old/, /2014/../x, 'C:\x', /index.html, /]
              |                               ^^^^
              |
              = help: an alias is a path below the site's root: /2018/06/01/name/

            warning: `/index.html` can't be an alias: every paper has a page of its own there
             --> a.md:3:38
              |
            3 | aliases: [/old/, /2014/../x, 'C:\x', /index.html, /]
              |                                      ^^^^^^^^^^^
              |
              = help: an alias is a path below the site's root: /2018/06/01/name/

            warning: `/` can't be an alias: it is not a path inside the site
             --> a.md:3:51
              |
            3 | aliases: [/old/, /2014/../x, 'C:\x', /index.html, /]
              |                                                   ^
              |
              = help: an alias is a path below the site's root: /2018/06/01/name/

            warning: `Old/index.html` is an alias of another article, too: a.md
             --> b.md:3:10
              |
            3 | aliases: /Old/index.html
              |          ^^^^^^^^^^^^^^^
              |
              = help: it leads to the other article

            articles: a.md b.md
        "#]],
    );
}

#[test]
fn repeated_occurrences_are_merged() {
    check(
        &[
            ("a.md", b"---\ntitle: A\n---\n![x](x.png) ![y](y.png) [p](/p/) [q](/q/) [p](/p/)\n\n![z](z.png) ![z](z.png) ![w](w.png)"),
            ("b.md", b"---\ntitle: B\n---\n[p](/p/) [x](../../../../etc/passwd.pdf) ![e](../../../../etc/e.png)"),
        ],
        expect![[r#"
            warning: 4 pictures or files were not found
             --> a.md:4:6
              |
            4 | ![x](x.png) ![y](y.png) [p](/p/) [q](/q/) [p](/p/)
              |      ^^^^^
              |
             ::: a.md:4:18
              |
            4 | ![x](x.png) ![y](y.png) [p](/p/) [q](/q/) [p](/p/)
              |                  ^^^^^
              |
             ::: a.md:6:6
              |
            6 | ![z](z.png) ![z](z.png) ![w](w.png)
              |      ^^^^^
              |
              = note: and 1 more in this file
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

            warning: `/p/` is not a page of this paper; 2 articles link to it
             --> a.md:4:29
              |
            4 | ![x](x.png) ![y](y.png) [p](/p/) [q](/q/) [p](/p/)
              |                             ^^^
              |
              = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

            warning: `/q/` is not a page of this paper
             --> a.md:4:38
              |
            4 | ![x](x.png) ![y](y.png) [p](/p/) [q](/q/) [p](/p/)
              |                                      ^^^
              |
              = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

            warning: 2 files are outside the paper's folder
             --> b.md:4:14
              |
            4 | [p](/p/) [x](../../../../etc/passwd.pdf) ![e](../../../../etc/e.png)
              |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
             ::: b.md:4:47
              |
            4 | [p](/p/) [x](../../../../etc/passwd.pdf) ![e](../../../../etc/e.png)
              |                                               ^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the paper's folder

            articles: a.md b.md
        "#]],
    );
}

#[test]
fn very_long_lines() {
    // 50 MB in release builds, where it is fast.
    let words = if cfg!(debug_assertions) { 200_000 } else { 10_000_000 };
    let mut text = "word ".repeat(words).into_bytes();
    text.extend(b"![x](gone.png)");
    let (imported, report) = paper(&[("a.md", &text)]);
    assert_eq!(imported.stories[0].article.word_count as usize, words + 1);
    assert!(report.len() < 2000, "{}", report.len());
    let warned = report.contains("warning: this line is 47 MB long\n");
    assert!(warned || cfg!(debug_assertions), "{report}");
}

#[test]
fn files_too_large_are_refused() {
    let base = tempfile::tempdir().unwrap();
    let file = fs::File::create(base.path().join("large.md")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let (imported, report) = import_folder(base.path());
    assert!(imported.stories.is_empty());
    expect![[r#"
        error: this is larger than 64 MB, more than an article can be
        --> large.md
         = help: split it, or move it out of the folder

    "#]]
    .assert_eq(&report);
}

#[test]
fn a_missing_lead_image_keeps_its_text() {
    let check = |image: &str, expected: Expect| {
        let words =
            "image_alt: A press\nimage_caption: The *hall* at night\nimage_credit: TASS-Yonhap";
        let text = format!("---\ntitle: T\nimage: {image}\n{words}\n---\nText.");
        check_file("a.md", &text, expected);
    };
    check(
        "gone.webp",
        expect![[r#"
            *A press⏎The *hall* at night /TASS-Yonhap*
            Text.
            warning: `gone.webp` was not found
             --> a.md:3:8
              |
            3 | image: gone.webp
              |        ^^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

        "#]],
    );
    check(
        "https://example.org/hall.webp",
        expect![[r#"
        embed https://example.org/hall.webp "A press" The *hall* at night /TASS-Yonhap
        Text.
        warning: `https://example.org/hall.webp` is on another host
         --> a.md:3:8
          |
        3 | image: https://example.org/hall.webp
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: readers are shown a link to it; save it in the folder to show the picture itself

    "#]],
    );
    check_file(
        "a.md",
        "---\ntitle: T\nimage: gone.webp\n---\nText.",
        expect![[r#"
            Text.
            warning: `gone.webp` was not found
             --> a.md:3:8
              |
            3 | image: gone.webp
              |        ^^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

        "#]],
    );
}

#[test]
fn names_without_letters() {
    check(
        &[(
            "a.md",
            "---\ntitle: A\nauthor: _\ntopics: [ink, …]\nsection: \"?\"\n---\nText.".as_bytes(),
        )],
        expect![[r#"
            warning: `_` has no letter or digit: nothing is listed under it
             --> a.md:3:9
              |
            3 | author: _
              |         ^

            warning: `…` has no letter or digit: nothing is listed under it
             --> a.md:4:15
              |
            4 | topics: [ink, …]
              |               ^

            warning: `?` has no letter or digit: nothing is listed under it
             --> a.md:5:11
              |
            5 | section: "?"
              |           ^

            articles: a.md
        "#]],
    );
}
