//! Fields from front matter.

use super::{PICTURE, paper, show};
use crate::outcome::Withheld;
use expect_test::{Expect, expect};

const CONFIG: &[u8] =
    b"time_zone = \"Europe/London\"\n[[sections]]\nslug = \"type\"\nname = \"Type\"\n\
    [authors.ines-varga]\nname = \"Ines Varga\"\nrole = \"Type correspondent\"\n";

fn check(file: &str, text: &str, expected: Expect) {
    let (imported, report) = paper(&[
        ("dateline.toml", CONFIG),
        (file, text.as_bytes()),
        ("pictures/a.svg", PICTURE),
        ("other.md", b"---\ntitle: Other\n---\nText."),
    ]);
    let story = imported.stories.iter().find(|story| story.file.to_str() == Some(file)).unwrap();
    let mut shown = show::head(&story.article);
    if !story.aliases.is_empty() {
        let aliases: Vec<&str> = story.aliases.iter().map(|alias| &*alias.address).collect();
        shown += &format!("aliases: {}\n", aliases.join(" "));
    }
    if !story.related.is_empty() {
        let related: Vec<&str> = story.related.iter().map(article::Slug::as_str).collect();
        shown += &format!("related: {}\n", related.join(" "));
    }
    expected.assert_eq(&(shown + &report));
}

#[test]
fn everything() {
    check(
        "type/2018-06-01-letters.md",
        "---\ntitle: The *letter* `g` &amp; <em>others</em>\ndate: 2018-06-01 11:31\nupdated: 2018-06-02\n\
         authors: [ines-varga, Pak Soo-chan]\ntags: [Type design, API]\nstandfirst: What **it** is.\n\
         image: ../pictures/a.svg\nimage_alt: A letter\nimage_caption: The letter *g*\nimage_credit: TASS-Yonhap\n\
         dateline: PYONGYANG\ncopyright: © Them\nsource: Chosun\nsource_url: https://example.org/x\n\
         redirect_from: [/2014/03/12/letters/, /../up]\nrelated: [other, gone]\n\
         corrections: [{date: 2018-06-02, text: It was *g*.}, {date: 2018-06-03, text: Later.}]\n---\nText.",
        expect![[r#"
            letters: The letter g & others
            standfirst: What it is.
            authors: ines-varga=Ines Varga (Type correspondent), pak-soo-chan=Pak Soo-chan
            dateline: PYONGYANG
            published: 2018-06-01T11:31:00+01:00 | 1 June 2018, 11:31 | 1 June 2018
            updated: 2018-06-02 | 2 June 2018 | 2 June 2018
            section: type=Type
            topics: type-design=Type design, api=API
            lead image: ![A letter](media/a-c8d01734.svg 640x480) The letter *g* / TASS > Yonhap
            copyright: © Them
            source: Chosun https://example.org/x
            correction: 3 June 2018: Later.
            correction: 2 June 2018: It was g.
            aliases: 2014/03/12/letters/
            related: other
            warning: `/../up` can't be an alias: it is not a path inside the site
              --> type/2018-06-01-letters.md:16:39
               |
            16 | redirect_from: [/2014/03/12/letters/, /../up]
               |                                       ^^^^^^
               |
               = help: an alias is a path below the site's root: /2018/06/01/name/

            warning: `gone` is not an article of this paper
              --> type/2018-06-01-letters.md:17:18
               |
            17 | related: [other, gone]
               |                  ^^^^
               |
               = help: name the other article's slug

        "#]],
    );
}

#[test]
fn defaults() {
    check(
        "craft/2018-06-01-a-day-at-work.md",
        "Text only.",
        expect![[r#"
            a-day-at-work: A day at work
            published: 2018-06-01 | 1 June 2018 | 1 June 2018
            section: craft=Craft
            warning: this article has no headline; its file name is used: A day at work
             --> craft/2018-06-01-a-day-at-work.md:1:1
              |
            1 | Text only.
              | ^
              |
              = help: add `title:` to the front matter

        "#]],
    );
    check(
        "posts/2018/06/bundle/index.md",
        "# The heading\n\nText.",
        expect![[r#"
            bundle: The heading
        "#]],
    );
    check(
        "a.md",
        "---\ntitle: T\nauthor: A B and C D\nlang: ar\ndate: 2018-06-01 11:31\ncategory: World news\n---\nx",
        expect![[r#"
            a: T
            authors: a-b=A B, c-d=C D
            published: 2018-06-01T11:31:00+01:00 | 1 يونيو 2018، 11:31 ص | 1 يونيو 2018
            section: world-news=World news
            language: ar rtl
        "#]],
    );
}

#[test]
fn bad_values() {
    check(
        "a.md",
        "---\ntitle: T\ndate: someday\nupdated: 2018-02-31\nimage: gone.png\nsource: X\nsource_url: javascript:x\n---\nx",
        expect![[r#"
            a: T
            source: X 
            error: 2 dates can't be read
             --> a.md:3:7
              |
            3 | date: someday
              |       ^^^^^^^
              |
             ::: a.md:4:10
              |
            4 | updated: 2018-02-31
              |          ^^^^^^^^^^
              |
              = help: write it as 2018-06-01 or 2018-06-01 11:31; the article is shown without it

            warning: `gone.png` was not found
             --> a.md:5:8
              |
            5 | image: gone.png
              |        ^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

            warning: `javascript:x` can't be linked
             --> a.md:7:13
              |
            7 | source_url: javascript:x
              |             ^^^^^^^^^^^^
              |
              = help: only http, https, mailto, tel and relative addresses are linked; the text is kept

        "#]],
    );
}

#[test]
fn drafts_are_counted_and_left_out() {
    let (imported, report) = paper(&[
        ("a.md", b"---\ntitle: A\ndraft: true\n---\nx"),
        ("b.md", b"---\ntitle: B\npublished: false\n---\nx"),
        ("c.md", b"---\ntitle: C\n---\nx"),
    ]);
    assert_eq!(
        (imported.stories.len(), imported.account.withheld()[&Withheld::Draft], &*report),
        (1, 2, "")
    );
}

#[test]
fn topics_and_sections_have_one_name() {
    let (imported, _) = paper(&[
        ("dateline.toml", CONFIG),
        ("x/a.md", b"---\ntitle: A\ntags: [API]\n---\nx"),
        ("x/b.md", b"---\ntitle: B\ntags: [api]\n---\nx"),
        ("y/c.md", b"---\ntitle: C\ntags: [API]\nsection: Type\n---\nx"),
    ]);
    let topics: Vec<&str> =
        imported.stories.iter().map(|story| story.article.topics[0].name.as_str()).collect();
    let sections: Vec<&str> =
        imported.sections.iter().map(|section| section.name.as_str()).collect();
    assert_eq!((topics, sections), (vec!["API", "API", "API"], vec!["Type", "X"]));
}

#[test]
fn slugs_are_case_folded() {
    let (imported, report) = paper(&[
        ("dateline.toml", b"[[sections]]\nslug = \"World\"\n[authors.Kim]\nname = \"Kim Ok\"\n"),
        ("a.md", b"---\ntitle: A\nsection: world\nauthors: [kim, Lee]\n---\nText."),
        ("b.md", b"---\ntitle: B\nsection: WORLD!\nauthors: [KIM!, lee]\n---\nText."),
    ]);
    let heads: Vec<String> = imported.stories.iter().map(|s| show::head(&s.article)).collect();
    expect![[r#"
        a: A
        authors: kim=Kim Ok, lee=Lee
        section: World=World
        b: B
        authors: kim=Kim Ok, lee=lee
        section: World=World
    "#]]
    .assert_eq(&(heads.concat() + &report));
}

#[test]
fn values_of_the_wrong_type_are_reported() {
    check(
        "a.md",
        "---\ntitle: T\nstandfirst: [One, two]\nlang: Klingon!\nauthors: [{name: Lee Ha, role: Editor}]\n\
         corrections:\n- date: 2018-06-02\n---\nx",
        expect![[r#"
            a: T
            standfirst: One, two
            authors: lee-ha=Lee Ha (Editor)
            warning: `standfirst` has to be one text, in quotation marks if need be
             --> a.md:3:13
              |
            3 | standfirst: [One, two]
              |             ^^^^^^^^^^

            warning: `Klingon!` is not a language; write its BCP 47 tag, such as en, ko or pt-BR
             --> a.md:4:7
              |
            4 | lang: Klingon!
              |       ^^^^^^^^

            warning: a correction has to be a text, or have a `text`
             --> a.md:7:3
              |
            7 | - date: 2018-06-02
              |   ^^^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn signs_in_names() {
    check(
        "a.md",
        "---\ntitle: T\nauthors: [\"Martin Luther King, Jr.\"]\ntags: [C, C++, C#]\n\
         copyright: \"&copy; 2018\"\naliases: [/%EC%8B%A0/]\n---\nx",
        expect![[r#"
            a: T
            authors: martin-luther-king-jr=Martin Luther King, Jr.
            topics: c=C, c-plus-plus=C++, c-sharp=C#
            copyright: © 2018
            aliases: 신/
        "#]],
    );
}

#[test]
fn titles_are_lines() {
    for (title, expected) in [
        ("3. *Nature* is back", "3. Nature is back"),
        ("> 90 % of *all* ships", "> 90 % of all ships"),
        ("- *Minus* ten", "- Minus ten"),
        ("# 1", "# 1"),
        ("[Letters]: no *ink* left", "[Letters]: no ink left"),
        ("Why the <main> element matters", "Why the <main> element matters"),
        ("A vector<int> and an <em>em</em>", "A vector<int> and an em"),
        ("What the <img> tag is", "What the <img> tag is"),
        ("One\nmore line", "One more line"),
    ] {
        let text = format!("---\ntitle: {}\n---\nText.", serde_json::to_string(title).unwrap());
        let (imported, _) = paper(&[("a.md", text.as_bytes())]);
        assert_eq!(imported.stories[0].article.headline, expected);
    }
}

#[test]
fn surnames_first_and_roles() {
    check(
        "a.md",
        "---\ntitle: T\nauthor: \"Okell, Tomas\"\n---\nText.",
        expect![[r#"
        a: T
        authors: tomas-okell=Tomas Okell
    "#]],
    );
    check(
        "a.md",
        "---\ntitle: T\nauthors: [\"Okell, Tomas\", \"Ana Roca, Executive Director\", ines-varga]\n---\nText.",
        expect![[r#"
            a: T
            authors: tomas-okell=Tomas Okell, ana-roca=Ana Roca (Executive Director), ines-varga=Ines Varga (Type correspondent)
        "#]],
    );
}

#[test]
fn pictures_where_themes_put_them() {
    check(
        "a.md",
        "---\ntitle: T\nheader:\n  overlay_image: /pictures/a.svg\n  caption: The letter\n---\nText.",
        expect![[r#"
            a: T
            lead image: ![](media/a-c8d01734.svg 640x480) The letter
        "#]],
    );
    check(
        "a.md",
        "---\ntitle: T\nimage: \"{{ site.baseurl }}/pictures/a.svg\"\n---\nText.",
        expect![[r#"
            a: T
            lead image: ![](media/a-c8d01734.svg 640x480) 
        "#]],
    );
}

#[test]
fn control_characters_and_line_ends() {
    check(
        "a.md",
        "---\rtitle: \"Old \u{8}Mac\"\rdescription: \"a\\u0002b\"\r---\r\rOne\u{b}line.\r",
        expect![[r#"
            a: Old Mac
            standfirst: ab
        "#]],
    );
}

#[test]
fn metadata_of_pelican() {
    let first = "Title: My: title\nDate: 2010-12-03 10:20\nCategory: Python\nTags: pelican, web\nAuthors: Ana Roca, Bo Li\nSummary: Short\n    and long\n\n\
                 Text. [t]({tag}web) [c]({category}Python) [i]({index}) [a]({author}Ana Roca) [f]({filename}third.md)";
    let (imported, report) = paper(&[
        ("content/first.md", first.as_bytes()),
        ("content/second.md", b"Title: Second\nDate: 2011-01-01\nStatus: draft\n\nSecret."),
        ("content/third.md", b"Title: Third\n\nText."),
        ("content/prose.md", b"Note: this is prose.\n\nText."),
    ]);
    let shown = imported
        .stories
        .iter()
        .map(|story| show::head(&story.article) + &show::body(&story.article) + "\n");
    expect![[r#"
        first: My: title
        standfirst: Short and long
        authors: ana-roca=Ana Roca, bo-li=Bo Li
        published: 2010-12-03T10:20:00+00:00 | 3 December 2010, 10:20 | 3 December 2010
        section: python=Python
        topics: pelican=pelican, web=web
        Text. [t](list Topic/web) [c](list Section/python) [i](list Front) [a](list Author/ana-roca) [f](article third)

        prose: Prose
        Note: this is prose.
        Text.

        third: Third
        Text.

        warning: this article has no headline; its file name is used: Prose
         --> content/prose.md:1:1
          |
        1 | Note: this is prose.
          | ^
          |
          = help: add `title:` to the front matter

    "#]].assert_eq(&(shown.collect::<String>() + &report));
}
