//! Finding media files.

use super::MediaLibrary;
use crate::access::Access;
use expect_test::{Expect, expect};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

const SVG: &str = "<?xml version='1.0'?><svg xmlns='x' stroke-width='9' viewBox='0 0 640 480'/>";

fn check(paths: &[&str], expected: Expect) {
    let base = tempfile::tempdir().unwrap();
    let paper = base.path().join("site/paper");
    for (file, text) in [
        ("site/paper/news/a.svg", SVG),
        ("site/paper/news/a-320w.svg", "<svg width=\"320\" height='240px'>"),
        ("site/paper/static/b c.svg", SVG),
        ("site/hugo.toml", ""),
        ("site/assets/d.svg", SVG),
        ("secret.svg", SVG),
        ("site/paper/news/broken.png", "no picture"),
        ("site/paper/news/con.SVG", SVG),
        ("site/paper/news/..odd..svg", SVG),
        ("site/paper/news/x.그림", SVG),
        (&format!("site/paper/news/y.{}", "z".repeat(200)), SVG),
        ("site/paper/.env", "secret"),
        ("site/paper/.git/config", "secret"),
        ("elsewhere/e.svg", SVG),
    ] {
        let path = base.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    #[cfg(unix)]
    for (to, link) in [
        ("../../secret.svg", "link.svg"),
        ("../../elsewhere", "folder"),
        ("../../elsewhere", "static/folder"),
        (".env", "env.svg"),
        ("news/a.svg", "fine.svg"),
    ] {
        std::os::unix::fs::symlink(to, paper.join(link)).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("../elsewhere", base.path().join("site/public")).unwrap();
    let access = Access::new(&paper, &[]);
    let library = MediaLibrary::new(&access, HashSet::new());
    let shown = |path: &&str| match library.find(Path::new("news/x.md"), path) {
        Err(error) => format!("{:.40}: {error:?}\n", path.escape_debug().to_string()),
        Ok(media) => {
            let renditions = media.renditions();
            let widths: Vec<u32> = renditions.iter().map(|rendition| rendition.width).collect();
            let to = media.copy.to.as_str();
            format!("{path:.40}: {to} {}x{} {widths:?}\n", media.width, media.height)
        }
    };
    expected.assert_eq(&paths.iter().map(shown).collect::<String>());
}

#[test]
fn files_are_found() {
    check(
        &[
            "a.svg",
            "/news/a.svg",
            "./a.svg?v=1",
            "/b%20c.svg",
            "assets/d.svg",
            "/d.svg",
            "broken.png",
            "news/",
        ],
        expect![[r#"
            a.svg: media/a-584c67d5.svg 640x480 [320]
            /news/a.svg: media/a-584c67d5.svg 640x480 [320]
            ./a.svg?v=1: media/a-584c67d5.svg 640x480 [320]
            /b%20c.svg: media/b-c-584c67d5.svg 640x480 []
            assets/d.svg: media/d-584c67d5.svg 640x480 []
            /d.svg: media/d-584c67d5.svg 640x480 []
            broken.png: media/broken-9ed97c95.png 0x0 []
            news/: NotFound
        "#]],
    );
}

#[test]
fn files_outside_are_refused() {
    check(
        &[
            "../../../secret.svg",
            "/../../secret.svg",
            "..%2f..%2f..%2fsecret.svg",
            "/link.svg",
            "/etc/passwd",
            "../../assets/d.svg",
            "assets/../../secret.svg",
            "a\0b",
        ],
        expect![[r#"
            ../../../secret.svg: Outside(None)
            /../../secret.svg: Outside(None)
            ..%2f..%2f..%2fsecret.svg: Outside(None)
            /link.svg: Outside(None)
            /etc/passwd: NotFound
            ../../assets/d.svg: media/d-584c67d5.svg 640x480 []
            assets/../../secret.svg: NotFound
            a\0b: Outside(None)
        "#]],
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_only() {
    check(
        &["/fine.svg", "/link.svg", "/folder/e.svg", "folder/e.svg", "/e.svg", "/env.svg"],
        expect![[r#"
            /fine.svg: media/a-584c67d5.svg 640x480 [320]
            /link.svg: Outside(None)
            /folder/e.svg: Outside(Some("../../elsewhere"))
            folder/e.svg: Outside(Some("../../elsewhere"))
            /e.svg: Outside(Some("../../elsewhere"))
            /env.svg: Private
        "#]],
    );
}

#[test]
fn hidden_files_are_refused() {
    check(
        &["/.env", "/.git/config", "%2egit/config", "../.env"],
        expect![[r#"
            /.env: Private
            /.git/config: Private
            %2egit/config: Private
            ../.env: Private
        "#]],
    );
}

#[test]
fn unusual_names() {
    let long = "a".repeat(300) + ".svg";
    check(
        &[
            "con.SVG",
            "x.그림",
            &format!("y.{}", "z".repeat(200)),
            &long,
            "%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.svg",
            "%252e%252e/secret.svg",
            "..%5c..%5c..%5csecret.svg",
            "..\\..\\..\\secret.svg",
            "C:/secret.svg",
            "a%00b",
        ],
        expect![[r#"
            con.SVG: media/con-1-584c67d5.svg 640x480 []
            x.그림: UnpublishedType
            y.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz: UnpublishedType
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: NotFound
            %2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.svg: Outside(None)
            %252e%252e/secret.svg: NotFound
            ..%5c..%5c..%5csecret.svg: Outside(None)
            ..\\..\\..\\secret.svg: Outside(None)
            C:/secret.svg: NotFound
            a%00b: Outside(None)
        "#]],
    );
}
