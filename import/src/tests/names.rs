//! Articles of one name, and what is told of them.

use super::paper;
use expect_test::{Expect, expect};

/// Checks the addresses of articles with these files and front matters, and what is said.
fn check(files: &[(&str, &str)], expected: Expect) {
    let texts: Vec<(&str, String)> = files
        .iter()
        .map(|(file, front)| (*file, format!("---\ntitle: T\n{front}\n---\nText.")))
        .collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    let (imported, report) = paper(&files);
    let mut shown = String::new();
    for story in &imported.stories {
        let called = story.called.as_ref().map_or(String::new(), |name| format!(" = {name}"));
        shown += &format!("{}: {}{called}\n", story.file.display(), story.article.slug);
    }
    expected.assert_eq(&(shown + &report));
}

#[test]
fn dates_tell_articles_apart() {
    check(
        &[("2018-06-02-d.md", ""), ("2018-06-01-d.md", ""), ("news/d.md", ""), ("e.md", "")],
        expect![[r#"
            2018-06-01-d.md: d-2018-06-01
            2018-06-02-d.md: d-2018-06-02
            e.md: e
            news/d.md: d
            warning: 3 articles are called `d`; they are published under longer names: 2018-06-01-d.md as `d-2018-06-01`, 2018-06-02-d.md as `d-2018-06-02`, news/d.md as `d`
            --> 2018-06-01-d.md
             = help: give each a `slug:` of its own to choose its address

        "#]],
    );
}

#[test]
fn folders_tell_articles_apart() {
    check(
        &[
            ("news/about.md", "date: 2024-05-01"),
            ("sport/about.md", "date: 2024-05-01"),
            ("issue1/letters/index.md", ""),
            ("issue2/letters.md", ""),
            ("en/post/hi.md", ""),
            ("fr/post/hi.md", ""),
        ],
        expect![[r#"
            en/post/hi.md: hi
            fr/post/hi.md: hi-fr
            issue1/letters/index.md: letters-issue1 = letters
            issue2/letters.md: letters-issue2
            news/about.md: about-news = about
            sport/about.md: about-sport
            warning: 2 articles are called `letters`; they are published under longer names: issue1/letters/index.md as `letters-issue1`, issue2/letters.md as `letters-issue2`
            --> issue1/letters/index.md
             = help: give each a `slug:` of its own to choose its address

            warning: 2 articles are called `about`; they are published under longer names: news/about.md as `about-news`, sport/about.md as `about-sport`
            --> news/about.md
             = help: give each a `slug:` of its own to choose its address

        "#]],
    );
}

#[test]
fn old_addresses_tell_articles_apart() {
    check(
        &[("plans.md", "path: 2017/02/06/plans"), ("plans@1.md", "path: 2018/03/12/plans")],
        expect![[r#"
            plans.md: plans-2017-02-06 = plans
            plans@1.md: plans-2018-03-12
            warning: 2 articles are called `plans`; they are published under longer names: plans.md as `plans-2017-02-06`, plans@1.md as `plans-2018-03-12`
            --> plans.md
             = help: give each a `slug:` of its own to choose its address

        "#]],
    );
}

#[test]
fn numbers_are_the_last_resort() {
    check(
        &[
            ("News/Hello.md", "date: 2024-05-01"),
            ("news/hello.md", "date: 2024-05-01"),
            ("a.md", "slug: same"),
            ("b.md", "slug: Same"),
            ("same-1.md", ""),
            ("!!.md", ""),
        ],
        expect![[r#"
            !!.md: t
            News/Hello.md: Hello-1 = Hello
            a.md: same-2 = same
            b.md: Same-3
            news/hello.md: hello-2
            same-1.md: same-1
            warning: 2 articles are called `Hello`; they are published under longer names: News/Hello.md as `Hello-1`, news/hello.md as `hello-2`
            --> News/Hello.md
             = help: give each a `slug:` of its own to choose its address

            warning: 2 articles are called `same`; they are published under longer names: a.md as `same-2`, b.md as `Same-3`
            --> a.md
             = help: give each a `slug:` of its own to choose its address

        "#]],
    );
}

#[test]
fn slugs_with_slashes_are_paths() {
    check(
        &[("a.md", "slug: kit/ten-tips"), ("b.md", "slug: ../up"), ("c.md", "slug: /deep/er/")],
        expect![[r#"
            a.md: ten-tips
            b.md: b
            c.md: er
            warning: `../up` can't be an address
             --> b.md:3:7
              |
            3 | slug: ../up
              |       ^^^^^

        "#]],
    );
}
