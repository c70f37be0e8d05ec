//! The site's folder: replaced atomically, and only if Dateline has made it.

use press::site::{DryRun, Sink, Site, SiteError};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with a site that holds `files`.
fn published(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    publish(&target, files);
    (folder, target)
}

/// Publishes `files`; returns the names of those that were written.
fn publish(target: &Path, files: &[(&str, &str)]) -> Vec<String> {
    let site = Site::begin(target).unwrap();
    for (file, text) in files {
        site.write(file, text.as_bytes()).unwrap();
    }
    let mut written = site.publish().unwrap().written;
    written.sort();
    written
}

fn read(target: &Path, file: &str) -> String {
    fs::read_to_string(target.join(file)).unwrap_or_else(|error| error.kind().to_string())
}

/// The entries beside the site: none, if everything was cleaned up.
fn beside(target: &Path) -> Vec<String> {
    let entries = fs::read_dir(target.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "site").collect()
}

#[test]
fn only_what_changed_is_written() {
    let (_folder, target) = published(&[("a/1.html", "one"), ("b.html", "two")]);
    #[cfg(unix)]
    let identity =
        || std::os::unix::fs::MetadataExt::ino(&target.join("a/1.html").metadata().unwrap());
    #[cfg(unix)]
    let before = identity();
    let written = publish(&target, &[("a/1.html", "one"), ("b.html", "2"), ("c.html", "three")]);
    assert_eq!(written, ["b.html", "c.html", "data/site.json"]);
    assert_eq!(read(&target, "b.html"), "2");
    #[cfg(unix)]
    assert_eq!(before, identity(), "an unchanged file is the same file");
    assert_eq!(publish(&target, &[("b.html", "2")]), ["data/site.json"]);
    assert_eq!(read(&target, "a/1.html"), "entity not found");
    assert_eq!(beside(&target), [""; 0]);
}

#[test]
fn a_build_that_fails_leaves_the_old_site() {
    let (_folder, target) = published(&[("index.html", "old")]);
    let site = Site::begin(&target).unwrap();
    site.write("index.html", b"new").unwrap();
    site.copy("media/a.png", Path::new("missing.png")).unwrap_err();
    drop(site);
    assert_eq!(read(&target, "index.html"), "old");
    assert_eq!(beside(&target), [""; 0]);
}

#[test]
fn a_build_that_was_killed_leaves_the_old_site_and_is_cleaned_up() {
    let (_folder, target) = published(&[("index.html", "old")]);
    // No process has this id on Unix.
    let left = target.with_file_name(format!(".site.new-{}", u32::MAX));
    fs::create_dir(&left).unwrap();
    fs::write(left.join("index.html"), "new").unwrap();
    fs::write(target.with_file_name(".site.lock"), u32::MAX.to_string()).unwrap();
    publish(&target, &[("index.html", "newer")]);
    assert_eq!(read(&target, "index.html"), "newer");
    assert_eq!(beside(&target), [""; 0]);
}

#[test]
fn foreign_folders_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    fs::create_dir(&target).unwrap();
    // An empty folder may be used.
    publish(&target, &[("index.html", "ours")]);
    fs::remove_file(target.join("data/site.json")).unwrap();
    assert!(matches!(Site::begin(&target), Err(SiteError::Foreign(_))));
    assert_eq!(read(&target, "index.html"), "ours");
    let file = folder.path().join("file");
    fs::write(&file, "theirs").unwrap();
    assert!(matches!(Site::begin(&file), Err(SiteError::NoFolder(_))));
    assert_eq!(fs::read_to_string(file).unwrap(), "theirs");
}

#[test]
fn foreign_entries_stay() {
    let (_folder, target) = published(&[("index.html", "1")]);
    fs::write(target.join("CNAME"), "paper.example").unwrap();
    fs::create_dir_all(target.join(".git/objects")).unwrap();
    fs::write(target.join(".git/objects/1"), "object").unwrap();
    for _ in 0..2 {
        publish(&target, &[("index.html", "2")]);
        assert_eq!(read(&target, "CNAME"), "paper.example");
        assert_eq!(read(&target, ".git/objects/1"), "object");
    }
    let site = Site::begin(&target).unwrap();
    let refused = site.write(".git/index.html", b"ours");
    assert!(matches!(refused, Err(SiteError::Occupied { .. })));
    drop(site);
    assert_eq!(read(&target, "CNAME"), "paper.example");
}

/// Entries whose names are not UTF-8, and pipes and symbolic links.
#[cfg(target_os = "linux")]
#[test]
fn unusual_foreign_entries_stay() {
    use std::os::unix::ffi::OsStrExt;
    let (_folder, target) = published(&[("index.html", "1")]);
    let odd = target.join(std::ffi::OsStr::from_bytes(b"odd-\xff"));
    fs::write(&odd, "theirs").unwrap();
    fs::create_dir(target.join("folder")).unwrap();
    fs::write(target.join("folder").join(std::ffi::OsStr::from_bytes(b"\xfe")), "theirs").unwrap();
    std::process::Command::new("mkfifo").arg(target.join("pipe")).status().unwrap();
    std::os::unix::fs::symlink("/dev/zero", target.join("link")).unwrap();
    for _ in 0..2 {
        publish(&target, &[("index.html", "2")]);
        assert_eq!(fs::read_to_string(&odd).unwrap(), "theirs");
        assert_eq!(fs::read_dir(target.join("folder")).unwrap().count(), 1);
        assert!(target.join("pipe").exists());
        assert_eq!(fs::read_link(target.join("link")).unwrap(), Path::new("/dev/zero"));
    }
}

#[test]
fn changed_host_files_stay() {
    let files = [("index.html", "1"), ("_headers", "ours"), ("robots.txt", "ours")];
    let (_folder, target) = published(&files);
    publish(&target, &[("index.html", "2"), ("_headers", "newer"), ("robots.txt", "ours")]);
    assert_eq!(read(&target, "_headers"), "newer", "nobody has touched it");
    fs::remove_file(target.join("_headers")).unwrap();
    fs::write(target.join("_headers"), "theirs").unwrap();
    let site = Site::begin(&target).unwrap();
    assert!(!site.write_if_free("_headers", b"ours").unwrap());
    assert!(site.write_if_free("robots.txt", b"ours").unwrap());
    site.publish().unwrap();
    assert_eq!(read(&target, "_headers"), "theirs");
}

/// Of two concurrent builds one waits for the other, and the site is never a mixture.
#[test]
fn two_builds_at_once_publish_one_after_the_other() {
    const FILES: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    for round in 0..10 {
        std::thread::scope(|scope| {
            for text in ["a", "b"] {
                let target = &target;
                scope.spawn(move || {
                    let site = Site::begin(target).unwrap();
                    for number in 0..FILES {
                        site.write(&format!("{number}.html"), text.as_bytes()).unwrap();
                    }
                    site.publish().unwrap();
                });
            }
        });
        let texts: std::collections::BTreeSet<String> =
            (0..FILES).map(|number| read(&target, &format!("{number}.html"))).collect();
        assert_eq!(texts.len(), 1, "round {round}: {texts:?}");
        assert_eq!(beside(&target), [""; 0]);
    }
}

/// A symbolic link in the old site is not linked into the new one.
#[cfg(unix)]
#[test]
fn symbolic_links_in_the_old_site_are_replaced() {
    let (folder, target) = published(&[("a.html", "same")]);
    let elsewhere = folder.path().join("elsewhere");
    fs::write(&elsewhere, "same").unwrap();
    fs::remove_file(target.join("a.html")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, target.join("a.html")).unwrap();
    publish(&target, &[("a.html", "same")]);
    assert!(!target.join("a.html").is_symlink());
    assert_eq!(read(&target, "a.html"), "same");
}

#[test]
fn names_that_leave_the_site_are_refused() {
    let (_folder, target) = published(&[]);
    let site = Site::begin(&target).unwrap();
    let dry_run = DryRun::default();
    for file in ["", "../a", "a/../../b", "/etc/a", "a/./../..", "..\\a", ".", "nul.html", "a\0b"] {
        for sink in [&site as &dyn Sink, &dry_run] {
            let refused = [
                sink.write(file, b""),
                sink.write_if_free(file, b"").map(|_| ()),
                sink.copy(file, &target.join("data/site.json")),
            ];
            for refused in refused {
                assert!(matches!(refused, Err(SiteError::Name { .. })), "{file}");
            }
        }
    }
}

#[test]
fn names_are_claimed_once() {
    let (_folder, target) = published(&[]);
    let site = Site::begin(&target).unwrap();
    let dry_run = DryRun::default();
    for sink in [&site as &dyn Sink, &dry_run] {
        sink.write("article/a.html", b"").unwrap();
        let free = |file| sink.write_if_free(file, b"").unwrap();
        assert!(free("2014/a/index.html"));
        assert!(!free("2014/a/index.html"), "taken by the first");
        assert!(!free("article/a.html"), "a page");
        assert!(!free("article/a.html/index.html"), "no folder can be there");
        assert!(!free("Article/A.html"), "the same page on half of all systems");
        assert!(!free("article"), "a folder");
        let twice = sink.write("ARTICLE/a.html", b"");
        assert!(matches!(twice, Err(SiteError::Twice(_))));
    }
}
