//! Reading `dateline.toml`.

use super::{CONFIG_FILE, Config, ConfigError};
use crate::diagnostics::Diagnostics;
use expect_test::{Expect, expect};
use std::fs;

fn check(toml: &str, expected: Expect) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(CONFIG_FILE), toml).unwrap();
    let report = Diagnostics::new();
    let config = Config::load(folder.path(), &report);
    let mut printed = Vec::new();
    report.print_all(&mut printed, false);
    let mut shown = String::from_utf8(printed).unwrap();
    if let Ok(config) = config {
        let zone = config.zone.iana_name().unwrap_or("UTC");
        shown +=
            &format!("{} | {} | {zone} | {:?}\n", config.title, config.language, config.base_url);
        shown.extend(config.sections.iter().map(|s| format!("{}: {}\n", s.slug, s.name)));
        shown
            .extend(config.authors.iter().map(|a| format!("{}: {}, {}\n", a.slug, a.name, a.role)));
        shown.extend(config.menu.iter().map(|entry| format!("{:?} {:?}\n", entry.name, entry.to)));
    }
    expected.assert_eq(&shown);
}

#[test]
fn settings_are_read() {
    check(
        "title = \"The Paper\"\nlanguage = \"KO\"\ntime_zone = \"Asia/Seoul\"\nbase_url = \
         \"https://example.org/p\"\n[[sections]]\nslug = \"world\"\n[[sections]]\nslug = \
         \"home\"\nname = \"At Home\"\n[authors.pak]\nname = \"Pak Soo-chan\"\nrole = \"Editor\"\n",
        expect![[r#"
            The Paper | ko | Asia/Seoul | Some("https://example.org/p/")
            world: World
            home: At Home
            pak: Pak Soo-chan, Editor
        "#]],
    );
}

#[test]
fn unknown_settings_get_a_suggestion() {
    check(
        "title = \"A\"\ntimezone = \"UTC\"\n[colours]\nink = 1\n",
        expect![[r#"
            warning: there is no setting `timezone`
             --> dateline.toml:2:1
              |
            2 | timezone = "UTC"
              | ^^^^^^^^
              |
              = help: did you mean `time_zone`?

            warning: there is no setting `colours`
             --> dateline.toml:3:2
              |
            3 | [colours]
              |  ^^^^^^^
              |
              = help: the settings here are title, tagline, language, time_zone, base_url, copyright, compress, inline_style, typographic_quotes, media, sections, authors, menu

            A | en | UTC | None
        "#]],
    );
}

#[test]
fn errors_have_locations() {
    check(
        "title = \"A\nlanguage = 1\n",
        expect![[r#"
        error: invalid basic string, expected `"`
         --> dateline.toml:1:11
          |
        1 | title = "A
          |           ^
          |
          = help: see https://toml.io for how TOML is written

    "#]],
    );
    check(
        "language = \"english please\"\ntime_zone = \"Asia/Soul\"\nbase_url = \"example.org\"\n\
         title = [1]\n[[sections]]\nslug = \"a/b\"\n[[sections]]\nname = \"x\"\n",
        expect![[r#"
            error: this is not a language
             --> dateline.toml:1:12
              |
            1 | language = "english please"
              |            ^^^^^^^^^^^^^^^^
              |
              = help: write its BCP 47 tag: "en", "ko", "pt-BR"

            error: this is not a time zone
             --> dateline.toml:2:13
              |
            2 | time_zone = "Asia/Soul"
              |             ^^^^^^^^^^^
              |
              = help: did you mean "Asia/Seoul"?

            error: this is not the address of a site
             --> dateline.toml:3:12
              |
            3 | base_url = "example.org"
              |            ^^^^^^^^^^^^^
              |
              = help: write the whole address: "https://example.org/paper/"

            error: `title` has to be text
             --> dateline.toml:4:9
              |
            4 | title = [1]
              |         ^^^

            error: a slug can't contain '/'
             --> dateline.toml:6:8
              |
            6 | slug = "a/b"
              |        ^^^^^

            error: this section has no slug
             --> dateline.toml:7:1
              |
            7 | [[sections]]
              | ^^^^^^^^^^^^
              |
              = help: add slug = "world"

        "#]],
    );
}

#[test]
fn a_bare_folder_has_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let bare = folder.path().join("Morning");
    fs::create_dir(&bare).unwrap();
    let config = Config::load(&bare, &Diagnostics::new()).unwrap();
    assert_eq!((config.title.as_str(), config.language.as_str()), ("Morning", "en"));
}

#[test]
fn slugs_are_case_folded() {
    check(
        "[[sections]]\nslug = \"World\"\n[[sections]]\nslug = \"world\"\n[authors.Kim]\n[authors.kim]\n",
        expect![[r#"
            error: another section has this slug
             --> dateline.toml:4:8
              |
            4 | slug = "world"
              |        ^^^^^^^

            error: another author has this slug, perhaps with other capitals or punctuation
             --> dateline.toml:6:10
              |
            6 | [authors.kim]
              |          ^^^

        "#]],
    );
}

#[test]
fn authors_may_be_a_list() {
    check(
        "title = \"A\"\n[[authors]]\nslug = \"pak\"\nname = \"Pak Soo-chan\"\nrole = \"Editor\"\n",
        expect![[r#"
            A | en | UTC | None
            pak: Pak Soo-chan, Editor
        "#]],
    );
    check(
        "[[authors]]\nname = \"Pak\"\n[[authors]]\nslug = \"a/b\"\n",
        expect![[r#"
        error: this author has no slug
         --> dateline.toml:1:1
          |
        1 | [[authors]]
          | ^^^^^^^^^^^
          |
          = help: write [authors.kim], or add slug = "kim"

        error: a slug can't contain '/'
         --> dateline.toml:4:8
          |
        4 | slug = "a/b"
          |        ^^^^^

    "#]],
    );
    check(
        "authors = [\"Pak\"]\n",
        expect![[r#"
        error: this author has no slug
         --> dateline.toml:1:12
          |
        1 | authors = ["Pak"]
          |            ^^^^^
          |
          = help: write [authors.kim], or add slug = "kim"

    "#]],
    );
}

#[cfg(unix)]
#[test]
fn unreadable_is_not_invalid() {
    // Longer than any system's maximum path length.
    let folder = std::path::PathBuf::from("folder/".repeat(1000));
    let report = Diagnostics::new();
    let unusable = Config::load(&folder, &report).unwrap_err();
    assert!(matches!(unusable, ConfigError::Unreadable(_)), "{unusable}");
    assert_eq!(report.errors(), 0);
}

#[test]
fn menus() {
    check(
        "title = \"A\"\n[[menu]]\npage = \"about.md\"\n[[menu]]\nname = \"A\"\naddress = \"https://a.example/\"\n",
        expect![[r#"
            A | en | UTC | None
            "" Page("about.md")
            "A" Address(Href("https://a.example/"))
        "#]],
    );
    check(
        "[[menu]]\nname = \"A\"\n[[menu]]\naddress = \"https://a.example/\"\n\
         [[menu]]\nname = \"B\"\naddress = \"javascript:alert(1)\"\n[[menu]]\npage = \"a\"\nurl = \"b\"\n",
        expect![[r#"
            error: this entry needs either a `page` or an `address`
             --> dateline.toml:1:1
              |
            1 | [[menu]]
              | ^^^^^^^^
              |
              = help: page = "about"

            error: this entry needs a `name` and a whole `address`
             --> dateline.toml:3:1
              |
            3 | [[menu]]
              | ^^^^^^^^
              |
              = help: name = "Subscribe", address = "https://example.org/"

            error: this entry needs a `name` and a whole `address`
             --> dateline.toml:5:1
              |
            5 | [[menu]]
              | ^^^^^^^^
              |
              = help: name = "Subscribe", address = "https://example.org/"

            warning: there is no setting `url`
              --> dateline.toml:10:1
               |
            10 | url = "b"
               | ^^^
               |
               = help: the settings here are name, page, address

        "#]],
    );
}
