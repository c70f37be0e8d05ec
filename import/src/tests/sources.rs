//! Which files are articles, and what becomes of the others.

use super::paper;
use expect_test::{Expect, expect};

const POST: &str = "---\ntitle: T\ndate: 2024-05-01\n---\nText.";

/// Checks what becomes of files with these texts, and what is said.
fn check(files: &[(&str, &str)], expected: Expect) {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    let (imported, report) = paper(&files);
    let outcome =
        |(file, outcome): (&std::path::Path, _)| format!("{}: {outcome}\n", file.display());
    let account: String = imported.account.iter().map(outcome).collect();
    expected.assert_eq(&(account + &report));
}

#[test]
fn the_article_of_a_folder_and_its_attachments() {
    check(
        &[
            ("quay/index.md", "---\ntitle: Q\ndate: 2024-05-02\n---\n[Words](transcript.txt)"),
            ("quay/transcript.txt", "Speaker: Stone."),
            ("quay/timing.html", "<title>Timings</title><p>Numbers."),
            ("quay/facts.md", "---\ntitle: Facts\n---\nText."),
            ("quay/notes.md", "Notes."),
            ("alone/index.html", "<h1>Alone</h1><p>Text."),
        ],
        expect![[r#"
            alone/index.html: article
            quay/facts.md: article
            quay/index.md: article
            quay/notes.md: passed over: it lies beside the article of its folder
            quay/timing.html: passed over: it lies beside the article of its folder
            quay/transcript.txt: shown or offered by an article
        "#]],
    );
}

#[test]
fn pages_that_list_articles() {
    check(
        &[
            ("index.md", POST),
            ("news/index.md", "---\ntitle: News\nlayout: layouts/list.njk\n---\nAll news."),
            ("news/a.md", POST),
            ("old/index.html", "<h1>Old</h1><a href='b.html'>b</a>"),
            ("old/b.html", "<h1>B</h1><p>Text."),
            ("guide/index.md", "# Guide\n\nText."),
            ("guide/install.md", "# Install\n\nText."),
            ("zola/_index.md", "+++\ntitle = \"Z\"\n+++"),
        ],
        expect![[r#"
            guide/index.md: article
            guide/install.md: article
            index.md: passed over: it lists articles, which the press does by itself
            news/a.md: article
            news/index.md: passed over: it lists articles, which the press does by itself
            old/b.html: article
            old/index.html: passed over: it lists articles, which the press does by itself
            zola/_index.md: settings
            note: from these settings: names of sections
            --> zola/_index.md
             = help: dateline.toml wins over them

        "#]],
    );
}

#[test]
fn formats_that_are_not_read() {
    check(
        &[
            ("a.md", POST),
            ("b.mkd", POST),
            ("c.mdown", POST),
            (
                "d.mdx",
                "---\ntitle: D\n---\nimport A from 'a'\n\nWords <A b={c} /> on.\n\n<Note>\n\nInside.\n\n</Note>",
            ),
            ("e.rst", "T\n="),
            ("f.rst", "T\n="),
            ("g.adoc", "= T"),
            ("h.org", "#+TITLE: T"),
            ("i.xyz", "?"),
        ],
        expect![[r#"
            a.md: article
            b.mkd: article
            c.mdown: article
            d.mdx: article
            e.rst: passed over: its format is not read
            f.rst: passed over: its format is not read
            g.adoc: passed over: its format is not read
            h.org: passed over: its format is not read
            i.xyz: passed over: files of its kind are not published
            note: 4 parts are for programs, and only their words are read
             --> d.mdx:4:1
              |
            4 |                  
              | ^^^^^^^^^^^^^^^^^ import
              |
             ::: d.mdx:6:7
              |
            6 | Words <wbr      > on.
              |       ^^^^^^^^^^^ <A>
              |
             ::: d.mdx:8:1
              |
            8 | <wbr >
              | ^^^^^^ <Note>
              |
              = note: and 1 more in this file

            warning: 2 files are in a format that is not read (reStructuredText): e.rst, f.rst
            --> e.rst
             = help: turn articles among them into Markdown, for example with Pandoc

            warning: 1 file is in a format that is not read (AsciiDoc): g.adoc
            --> g.adoc
             = help: turn articles among them into Markdown, for example with Pandoc

            warning: 1 file is in a format that is not read (Org): h.org
            --> h.org
             = help: turn articles among them into Markdown, for example with Pandoc

        "#]],
    );
}

#[test]
fn files_that_are_no_articles() {
    check(
        &[
            ("README.md", "Read."),
            ("README.ko.md", "Read."),
            ("news/security.md", POST),
            ("robots.txt", "User-agent: *"),
            ("static/ads.txt", "x"),
            ("static/google1a2b3c.html", "google-site-verification: google1a2b3c.html"),
            ("google1a2b3d.html", "google-site-verification: <script>alert(1)</script>"),
            ("static/licence.txt", "All rights."),
            ("static/page.html", "<h1>Static</h1>"),
            ("public/post.md", POST),
            ("words.txt", "Just\n\nwords"),
            ("page.txt", "Headline\n\n• By KIM\n\nJune 01, 2018 11:31\n\nText."),
            ("titled.txt", "---\ntitle: T\n---\nText."),
            ("node_modules/x/readme.md", "x"),
            ("_includes/x.html", "x"),
            ("_drafts/x.md", "x"),
            (".git/x.md", "x"),
            ("picture.svg", "<svg/>"),
            ("dateline.toml", ""),
        ],
        expect![[r#"
            .git: passed over: its name begins with a dot
            README.ko.md: passed over: it is about the folder
            README.md: passed over: it is about the folder
            _drafts/x.md: left out: draft
            _includes: passed over: it belongs to a site generator
            dateline.toml: settings
            google1a2b3d.html: passed over: it lies in a folder of static files
            news/security.md: article
            node_modules: passed over: it belongs to a site generator
            page.txt: article
            picture.svg: passed over: no article shows or offers it
            public/post.md: article
            robots.txt: copied to the site's root
            static/ads.txt: copied to the site's root
            static/google1a2b3c.html: copied to the site's root
            static/licence.txt: passed over: it is about the folder
            static/page.html: passed over: it lies in a folder of static files
            titled.txt: article
            words.txt: passed over: it doesn't read like an article
            warning: this plain text has no byline and no date, so it is not an article
            --> words.txt
             = help: if it is one, write `---`, `title: …` and `---` above it

        "#]],
    );
}

#[test]
fn folders_of_generators() {
    check(
        &[
            ("config.toml", "title = 'x'"),
            ("content/a.md", POST),
            ("themes/x/README.md", "x"),
            ("layouts/index.html", "x"),
            ("archetypes/default.md", POST),
            ("public/a/index.html", "x"),
        ],
        expect![[r#"
            archetypes: passed over: it belongs to a site generator
            config.toml: settings
            content/a.md: article
            layouts: passed over: it belongs to a site generator
            public: passed over: it belongs to a site generator
            themes: passed over: it belongs to a site generator
            note: from these settings: title
            --> config.toml
             = help: dateline.toml wins over them

        "#]],
    );
}

#[test]
fn languages_in_names() {
    check(
        &[
            ("quay/index.md", POST),
            ("quay/index.fr.md", POST),
            ("harbour.en.md", POST),
            ("harbour.fr.md", POST),
            ("node.js.md", POST),
        ],
        expect![[r#"
            harbour.en.md: article
            harbour.fr.md: article
            node.js.md: article
            quay/index.fr.md: article
            quay/index.md: article
        "#]],
    );
}

#[test]
fn texts_beside_articles_are_offered_as_text() {
    let (imported, report) = paper(&[
        (
            "quay/index.md",
            b"---\ntitle: Quay\n---\n[1](notes.txt) [2](more.md) [3](./page.html#x) [4](own.md) [5](draft.md) [6](../quay/more.md) [7](remarks.md)",
        ),
        ("quay/notes.txt", b"Notes."),
        ("quay/more.md", b"More."),
        ("quay/remarks.md", b"Text. <!-- secret -->"),
        ("quay/page.html", b"<p>Page<script>alert(1)</script>"),
        ("quay/own.md", b"---\ntitle: Own\n---\nText."),
        ("quay/draft.md", b"---\ndraft: true\n---\nSecret."),
        ("a.md", b"---\ntitle: A\n---\n[1](quay/more.md) [2](quay/draft.md)"),
    ]);
    let mut shown = String::new();
    for story in &imported.stories {
        shown += &format!("{}: {}", story.file.display(), super::show::body(&story.article));
        let files = story.media.iter().map(|copy| format!("  {}\n", copy.to.as_str()));
        shown.extend(files);
    }
    expect![[r#"
        a.md: [1](file media/more-2e823667.txt) 2
          media/more-2e823667.txt
        quay/index.md: [1](file media/notes-ae0272f9.txt) [2](file media/more-2e823667.txt) 3 [4](article own) 5 [6](file media/more-2e823667.txt) 7
          media/more-2e823667.txt
          media/notes-ae0272f9.txt
        quay/own.md: Text.
        warning: `quay/draft.md` is not a page of this paper
         --> a.md:4:23
          |
        4 | [1](quay/more.md) [2](quay/draft.md)
          |                       ^^^^^^^^^^^^^
          |
          = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        warning: `./page.html#x` lies beside the article, and is not published
         --> quay/index.md:4:33
          |
        4 | [1](notes.txt) [2](more.md) [3](./page.html#x) [4](own.md) [5](draft.md) [6](../quay/more.md) [7](remarks.md)
          |                                 ^^^^^^^^^^^^^
          |
          = help: the text is kept without a link: scripts in a page would run in the name of your site; give it front matter with a title to make an article of it

        warning: `draft.md` is not a page of this paper
         --> quay/index.md:4:64
          |
        4 | [1](notes.txt) [2](more.md) [3](./page.html#x) [4](own.md) [5](draft.md) [6](../quay/more.md) [7](remarks.md)
          |                                                                ^^^^^^^^
          |
          = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        warning: `remarks.md` lies beside the article, and is not published
         --> quay/index.md:4:99
          |
        4 | [1](notes.txt) [2](more.md) [3](./page.html#x) [4](own.md) [5](draft.md) [6](../quay/more.md) [7](remarks.md)
          |                                                                                                   ^^^^^^^^^^
          |
          = help: the text is kept without a link: its source has front matter, remarks, tags or HTML; give it a title in front matter to make an article of it

    "#]].assert_eq(&(shown + &report));
}
