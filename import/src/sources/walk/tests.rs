//! What is found in a folder, and what isn't.

use super::walk;
use crate::access::Access;
use crate::diagnostics::Diagnostics;
use expect_test::expect;
use std::fs;
use std::path::Path;
use std::process::Command;

#[cfg(unix)]
#[test]
fn articles_are_found() {
    let folder = tempfile::tempdir().unwrap();
    for file in [
        "README.md",
        "a.md",
        ".hidden.md",
        "index.md",
        "news/_index.md",
        "news/b.TXT",
        "news/index.html",
        "news/bundle/index.md",
        "node_modules/x/y.md",
        "_posts/c.html",
        "_site/d.html",
        "site/data/publication.json",
        "site/e.html",
        "picture.png",
        "dateline.toml",
        "key.pem",
        ".git/config",
        ".git/notes/f.md",
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret.txt");
    fs::write(&secret, "secret").unwrap();
    for (to, link) in [
        (Path::new(".."), "news/loop"),
        (Path::new("a.md"), "linked.md"),
        (elsewhere.path(), "folder"),
        (&secret, "secret.txt"),
        (&secret, "secret.png"),
        (Path::new("missing.md"), "broken.md"),
        (Path::new(".git/config"), "leak.md"),
        (Path::new(".git"), "git"),
        (Path::new("dateline.toml"), "settings.txt"),
        (Path::new("key.pem"), "key.txt"),
        (Path::new("pipe.txt"), "linked-pipe.html"),
        (Path::new("/dev/zero"), "zero.txt"),
    ] {
        std::os::unix::fs::symlink(to, folder.path().join(link)).unwrap();
    }
    for pipe in ["news/pipe.html", "pipe.txt"] {
        Command::new("mkfifo").arg(folder.path().join(pipe)).status().unwrap();
    }
    let diagnostics = Diagnostics::new();
    let access = Access::new(folder.path(), &[]);
    let found = walk(folder.path(), &access, &diagnostics);
    let files: Vec<String> = found.articles.iter().map(|f| f.file.display().to_string()).collect();
    expect!["_posts/c.html a.md linked.md news/b.TXT news/bundle/index.md news/index.html"]
        .assert_eq(&files.join(" "));
    let mut printed = Vec::new();
    diagnostics.print(&mut printed, false);
    expect![[r#"
        error: this can't be read: No such file or directory (os error 2)
        --> broken.md

        error: 3 unreadable files
          linked-pipe.html: this is not a regular file and is not read
          news/pipe.html: this is not a regular file and is not read
          pipe.txt: this is not a regular file and is not read
          = help: remove it

        error: this symbolic link leads back to `.`, in a loop
        --> news/loop
         = help: it is not followed; remove the link

        warning: 3 files outside the paper's folder
          folder: this symbolic link leads out of the folder and is not followed
          secret.txt: this symbolic link leads out of the folder and is not followed
          zero.txt: this symbolic link leads out of the folder and is not followed
          = help: copy into the folder what should be in the paper

        warning: this symbolic link leads to a file that is not an article and is not followed
        --> key.txt
         = help: an article ends in .md, .markdown, .html, .htm or .txt

        warning: 3 files that are never published
          git: this symbolic link leads to something hidden or to settings and is not followed
          leak.md: this symbolic link leads to something hidden or to settings and is not followed
          settings.txt: this symbolic link leads to something hidden or to settings and is not followed
          = help: copy into the folder what should be in the paper

    "#]]
    .assert_eq(&String::from_utf8(printed).unwrap());
}
