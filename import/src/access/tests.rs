//! Which files may be used.

use super::{Access, Purpose};
use expect_test::{Expect, expect};
use std::fs;
use std::path::PathBuf;

/// The paper's folder is `home/site/paper`. `created` lists files to create first (folders end in a
/// slash), `links` pairs of a symbolic link and its target.
fn check(
    created: &[&str],
    links: &[(&str, &str)],
    media: &[&str],
    queries: &[&str],
    expected: Expect,
) {
    let base = tempfile::tempdir().unwrap();
    let paper = base.path().join("home/site/paper");
    fs::create_dir_all(&paper).unwrap();
    for file in created {
        let path = paper.join(file);
        if file.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
    }
    #[cfg(unix)]
    for (link, to) in links {
        std::os::unix::fs::symlink(to, paper.join(link)).unwrap();
    }
    let media: Vec<PathBuf> = media.iter().map(PathBuf::from).collect();
    let access = Access::new(&paper, &media);
    let mut shown = String::new();
    for query in queries {
        let (word, path) = query.split_once(' ').unwrap();
        let used = match word {
            "article" => Purpose::Article,
            "folder" => Purpose::Folder,
            "media" => Purpose::Media,
            _ => Purpose::Settings,
        };
        let answer = match access.check(&paper.join(path), used) {
            Ok(_) => "yes".to_owned(),
            Err(refusal) => format!("{refusal:?}"),
        };
        shown += &format!("{query}: {answer}\n");
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_paper_without_a_repository_has_its_own_folder_only() {
    check(
        &[
            "a.png",
            "a.json",
            "../src/project/id_rsa.pem",
            "../files/payroll.csv",
            "../static/a.png",
            "../../a.pdf",
        ],
        &[],
        &[],
        &[
            "media a.png",
            "media a.json",
            "media b.png",
            "media ../src/project/id_rsa.pem",
            "media ../files/payroll.csv",
            "media ../static/a.png",
            "media ../../a.pdf",
            "media /etc/passwd",
        ],
        expect![[r#"
            media a.png: yes
            media a.json: yes
            media b.png: NotFound
            media ../src/project/id_rsa.pem: UnpublishedType
            media ../files/payroll.csv: Outside(Some("../files"))
            media ../static/a.png: Outside(Some("../static"))
            media ../../a.pdf: Outside(None)
            media /etc/passwd: UnpublishedType
        "#]],
    );
}

#[test]
fn a_repository_gives_media_and_documents() {
    check(
        &[
            "../.git/config",
            "../assets/a.png",
            "../files/a.pdf",
            "../src/key.pem",
            "../package.json",
            "../a.json",
            "../.env.png",
            "../../above.png",
        ],
        &[("../assets/key.png", "../src/key.pem")],
        &[],
        &[
            "media ../assets/a.png",
            "media ../files/a.pdf",
            "media ../src/key.pem",
            "media ../assets/key.png",
            "media ../package.json",
            "media ../a.json",
            "media ../.env.png",
            "media ../.git/config",
            "media ../../above.png",
        ],
        expect![[r#"
            media ../assets/a.png: yes
            media ../files/a.pdf: yes
            media ../src/key.pem: UnpublishedType
            media ../assets/key.png: UnpublishedType
            media ../package.json: Private
            media ../a.json: UnpublishedType
            media ../.env.png: Private
            media ../.git/config: Private
            media ../../above.png: Outside(None)
        "#]],
    );
}

#[test]
fn media_folders_of_publishers_and_generators() {
    check(
        &[
            "../hugo.toml",
            "../static/a.png",
            "../static/key.pem",
            "../data/a.png",
            "../../shared/a.png",
            "../../shared/.a.png",
        ],
        &[("../assets", "../../shared"), ("../static/out", "../data")],
        &["../../shared"],
        &[
            "media ../static/a.png",
            "media ../static/key.pem",
            "media ../static/out/a.png",
            "media ../data/a.png",
            "media ../../shared/a.png",
            "media ../../shared/.a.png",
            "article ../../shared/a.png",
        ],
        expect![[r#"
            media ../static/a.png: yes
            media ../static/key.pem: UnpublishedType
            media ../static/out/a.png: Outside(Some("../data"))
            media ../data/a.png: Outside(Some("../data"))
            media ../../shared/a.png: yes
            media ../../shared/.a.png: Private
            article ../../shared/a.png: Outside(Some("../../shared"))
        "#]],
    );
}

#[test]
fn common_settings_names_need_a_content_folder() {
    let queries = ["media ../static/a.png"];
    check(
        &["../config.toml", "../static/a.png"],
        &[],
        &[],
        &queries,
        expect![[r#"
            media ../static/a.png: Outside(Some("../static"))
        "#]],
    );
    check(
        &["../config.toml", "../content/", "../static/a.png"],
        &[],
        &[],
        &queries,
        expect![[r#"
            media ../static/a.png: yes
        "#]],
    );
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_resolved() {
    check(
        &[
            "a.md",
            "sub/b.md",
            ".git/config",
            ".git/notes/c.md",
            "dateline.toml",
            "key.pem",
            "a.png",
            "../other/d.md",
            "../other/dateline.toml",
        ],
        &[
            ("fine.md", "a.md"),
            ("leak.md", ".git/config"),
            ("git", ".git"),
            ("folder", "sub"),
            ("settings.txt", "dateline.toml"),
            ("key.txt", "key.pem"),
            ("key.png", "key.pem"),
            ("out.md", "../other/d.md"),
            ("out", "../other"),
            ("settings", "../other/dateline.toml"),
            ("own-settings", "dateline.toml"),
            ("zero.md", "/dev/zero"),
            ("gone.md", "gone"),
        ],
        &[],
        &[
            "article fine.md",
            "article leak.md",
            "folder git",
            "article git/notes/c.md",
            "folder folder",
            "article settings.txt",
            "media settings.txt",
            "article key.txt",
            "media key.png",
            "article out.md",
            "folder out",
            "settings settings",
            "settings own-settings",
            "article zero.md",
            "article gone.md",
            "article folder",
            "folder a.md",
        ],
        expect![[r#"
            article fine.md: yes
            article leak.md: Private
            folder git: Private
            article git/notes/c.md: Private
            folder folder: yes
            article settings.txt: Private
            media settings.txt: Private
            article key.txt: UnpublishedType
            media key.png: UnpublishedType
            article out.md: Outside(Some("../other"))
            folder out: Outside(None)
            settings settings: Outside(Some("../other"))
            settings own-settings: yes
            article zero.md: Outside(None)
            article gone.md: NotFound
            article folder: NotFound
            folder a.md: NotRegular
        "#]],
    );
}
