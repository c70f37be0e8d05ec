//! One story in several languages.

use super::paper;
use expect_test::{Expect, expect};

/// Checks languages, slugs, sections and translations of files with these front matters.
fn check(files: &[(&str, &str)], expected: Expect) {
    let texts: Vec<(&str, String)> = files
        .iter()
        .map(|(file, front)| (*file, format!("---\ntitle: T\n{front}\n---\nText.")))
        .collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    let (imported, report) = paper(&files);
    let mut shown = String::new();
    for story in imported.stories.iter().chain(&imported.pages) {
        let article = &story.article;
        let section = article.section.as_ref().map_or("-", |section| section.name.as_str());
        shown +=
            &format!("{}: {} {} {section}", story.file.display(), article.language, article.slug);
        for other in &story.translations {
            shown += &format!(", {} {}", other.language, other.slug);
        }
        shown.push('\n');
    }
    expected.assert_eq(&(shown + &report));
}

#[test]
fn languages_in_names() {
    check(
        &[
            ("quay/index.md", "date: 2024-05-02"),
            ("quay/index.fr.md", "date: 2024-05-02"),
            ("harbour.en.md", ""),
            ("harbour.fr.md", ""),
            ("harbour.de.md", "draft: true"),
            ("alone.fr.md", ""),
        ],
        expect![[r#"
            alone.fr.md: en alone.fr -
            harbour.en.md: en harbour -, fr harbour-fr
            harbour.fr.md: fr harbour-fr -, en harbour
            quay/index.fr.md: fr quay-fr -, en quay
            quay/index.md: en quay -, fr quay-fr
        "#]],
    );
}

#[test]
fn languages_in_folders() {
    check(
        &[
            ("en/news/hi.md", ""),
            ("fr/news/hi.md", ""),
            ("fr/news/seul.md", ""),
            ("pt_BR/news/hi.md", ""),
            ("it/computers.md", ""),
            ("news/is/hi.md", ""),
            ("blog/post.md", ""),
            ("i18n/ko/docusaurus-plugin-content-blog/post.md", ""),
        ],
        expect![[r#"
            blog/post.md: en post -, ko post-ko
            en/news/hi.md: en hi-news News, fr hi-fr, pt-BR hi-pt-br
            fr/news/hi.md: fr hi-fr News, en hi-news, pt-BR hi-pt-br
            fr/news/seul.md: fr seul News
            i18n/ko/docusaurus-plugin-content-blog/post.md: ko post-ko -, en post
            it/computers.md: en computers It
            news/is/hi.md: en hi-is News
            pt_BR/news/hi.md: pt-BR hi-pt-br News, en hi-news, fr hi-fr
            warning: 4 articles are called `hi`; they are published under longer names: en/news/hi.md as `hi-news`, fr/news/hi.md as `hi-fr`, news/is/hi.md as `hi-is` and 1 more
            --> en/news/hi.md
             = help: give each a `slug:` of its own to choose its address

        "#]],
    );
}

#[test]
fn keys_of_translations() {
    check(
        &[
            ("story.md", "translationKey: s"),
            ("recit.md", "translationKey: s\nlang: fr"),
            ("bericht.md", "translationkey: s\nlanguage: de"),
            ("other.md", "translationKey: o"),
            ("about.md", "layout: page\nref: about"),
            ("a-propos.md", "layout: page\nref: about\nlang: fr"),
        ],
        expect![[r#"
            bericht.md: de bericht -, en story, fr recit
            other.md: en other -
            recit.md: fr recit -, en story, de bericht
            story.md: en story -, de bericht, fr recit
            a-propos.md: fr a-propos -, en about
            about.md: en about -, fr a-propos
        "#]],
    );
}
