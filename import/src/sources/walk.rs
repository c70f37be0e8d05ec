//! Finds the articles in a folder.
//!
//! Every file with the extension `.md`, `.markdown`, `.txt`, `.html` or `.htm` in the folder and
//! its subfolders is an article, except:
//! - files and folders whose name starts with a dot; `node_modules`; folders of site generators
//!   that hold no articles (`_site`, `_includes`, `_layouts`, `_data`, `_drafts`, …); sites and
//!   single-file papers made by Dateline;
//! - repository files: `README`, `LICENSE`, `CHANGELOG`, `CONTRIBUTING`, `CODE_OF_CONDUCT`,
//!   `robots.txt`, `humans.txt`, `requirements.txt`;
//! - list pages: `_index.*`, and an `index.*` at the root or with other articles in its folder. An
//!   `index.*` alone in its folder is an article named after that folder.

use crate::access::{Access, AccessError, Purpose};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::sources::generated;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The format of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceFormat {
    Markdown,
    Html,
    Plain,
}

/// A file that holds an article.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// Relative to the paper's folder.
    pub file: PathBuf,
    pub format: SourceFormat,
}

/// The articles below `folder`, sorted by path.
pub(crate) fn walk(folder: &Path, access: &Access, diagnostics: &Diagnostics) -> Vec<SourceFile> {
    let mut found: BTreeMap<PathBuf, Vec<SourceFile>> = BTreeMap::new();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let should_visit = |entry: &DirEntry| {
        // Access is checked before the content: reading a pipe would block.
        is_candidate(entry)
            && is_allowed(entry, folder, access, diagnostics)
            && !is_generated_paper(entry)
    };
    for entry in entries.into_iter().filter_entry(should_visit) {
        match entry {
            Err(error) => diagnostics.add(unreadable(folder, &error)),
            Ok(entry) if entry.file_type().is_file() => {
                let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                if let Some(format) = format_of(path) {
                    let parent = path.parent().unwrap_or(Path::new("")).to_owned();
                    found
                        .entry(parent)
                        .or_default()
                        .push(SourceFile { file: path.to_owned(), format });
                }
            }
            Ok(_) => {}
        }
    }
    let mut files: Vec<SourceFile> = found.into_iter().flat_map(without_lists).collect();
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files
}

fn without_lists((folder, files): (PathBuf, Vec<SourceFile>)) -> Vec<SourceFile> {
    let alone = files.len() == 1 && folder.parent().is_some();
    files.into_iter().filter(|found| alone || stem(&found.file) != "index").collect()
}

/// The name of a file without its extension.
pub(crate) fn stem(file: &Path) -> &str {
    file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

fn is_candidate(entry: &DirEntry) -> bool {
    const SKIPPED_FOLDERS: [&str; 9] = [
        "node_modules",
        "_site",
        "_includes",
        "_layouts",
        "_data",
        "_drafts",
        "_sass",
        "_templates",
        "_theme",
    ];
    if entry.depth() == 0 {
        return true;
    }
    let Some(name) = entry.file_name().to_str() else {
        return true;
    };
    if has_hidden_name(entry) {
        return false;
    }
    if entry.file_type().is_dir() {
        return !SKIPPED_FOLDERS.contains(&name) && !generated::is_site(entry.path());
    }
    true
}

/// Whether a file is the output of `dateline build --single-file`.
fn is_generated_paper(entry: &DirEntry) -> bool {
    entry.file_type().is_file()
        && format_of(entry.path()) == Some(SourceFormat::Html)
        && generated::is_single_file(entry.path())
}

/// Whether a file or folder may be read. Reports what is skipped although it looks like an article.
fn is_allowed(entry: &DirEntry, folder: &Path, access: &Access, diagnostics: &Diagnostics) -> bool {
    let kind = entry.file_type();
    let has_article = format_of(entry.path()).is_some();
    let plain = !entry.path_is_symlink() && (kind.is_file() || kind.is_dir());
    // The root itself is always allowed.
    if plain || entry.depth() == 0 || has_hidden_name(entry) {
        return true;
    }
    let purpose = if kind.is_dir() { Purpose::Folder } else { Purpose::Article };
    let Err(error) = access.check(entry.path(), purpose) else {
        return true;
    };
    if kind.is_dir() || has_article {
        let file = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        diagnostics.add(not_allowed(file, error));
    }
    false
}

fn has_hidden_name(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn not_allowed(file: &Path, error: AccessError) -> Diagnostic {
    let (kind, message, help) = match error {
        AccessError::NotFound => {
            (DiagnosticKind::Unreadable, "this symbolic link is broken", "remove it")
        }
        AccessError::Outside(_) => (
            DiagnosticKind::OutsidePath,
            "this symbolic link leads out of the folder and is not followed",
            "copy into the folder what should be in the paper",
        ),
        AccessError::Private => (
            DiagnosticKind::PrivateFile,
            "this symbolic link leads to something hidden or to settings and is not followed",
            "copy into the folder what should be in the paper",
        ),
        AccessError::UnpublishedType => (
            DiagnosticKind::PrivateFile,
            "this symbolic link leads to a file that is not an article and is not followed",
            "an article ends in .md, .markdown, .html, .htm or .txt",
        ),
        AccessError::NotRegular | AccessError::Unreadable(_) => {
            (DiagnosticKind::Unreadable, "this is not a regular file and is not read", "remove it")
        }
    };
    Diagnostic::new(kind, file, message).help(help)
}

/// The source format by file name; `None` if it is not an article.
pub(crate) fn format_of(path: &Path) -> Option<SourceFormat> {
    const REPOSITORY_FILES: [&str; 9] = [
        "readme",
        "license",
        "licence",
        "changelog",
        "contributing",
        "code_of_conduct",
        "robots",
        "humans",
        "requirements",
    ];
    let kind = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "md" | "markdown" => SourceFormat::Markdown,
        "html" | "htm" => SourceFormat::Html,
        "txt" => SourceFormat::Plain,
        _ => return None,
    };
    let stem = stem(path).to_ascii_lowercase();
    (stem != "_index" && !REPOSITORY_FILES.contains(&stem.as_str())).then_some(kind)
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(folder);
    let file = path.strip_prefix(folder).unwrap_or(path);
    if let Some(ancestor) = error.loop_ancestor() {
        let ancestor = ancestor.strip_prefix(folder).unwrap_or(ancestor).display().to_string();
        let ancestor = if ancestor.is_empty() { ".".to_owned() } else { ancestor };
        let message = format!("this symbolic link leads back to `{ancestor}`, in a loop");
        return Diagnostic::new(DiagnosticKind::SymlinkLoop, file, message)
            .help("it is not followed; remove the link");
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::new(DiagnosticKind::Unreadable, file, format!("this can't be read: {reason}"))
}

#[cfg(test)]
mod tests {
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
        let files: Vec<String> = walk(folder.path(), &access, &diagnostics)
            .iter()
            .map(|f| f.file.display().to_string())
            .collect();
        expect!["_posts/c.html a.md linked.md news/b.TXT news/bundle/index.md"]
            .assert_eq(&files.join(" "));
        let mut printed = Vec::new();
        diagnostics.print(&mut printed, false);
        expect![[r#"
            error: this can't be read: No such file or directory (os error 2)
            --> broken.md

            error: this is not a regular file and is not read
            --> linked-pipe.html
             = help: remove it

            error: this symbolic link leads back to `.`, in a loop
            --> news/loop
             = help: it is not followed; remove the link

            error: this is not a regular file and is not read
            --> news/pipe.html
             = help: remove it

            error: this is not a regular file and is not read
            --> pipe.txt
             = help: remove it

            warning: this symbolic link leads out of the folder and is not followed
            --> folder
             = help: copy into the folder what should be in the paper

            warning: this symbolic link leads out of the folder and is not followed
            --> secret.txt
             = help: copy into the folder what should be in the paper

            warning: this symbolic link leads out of the folder and is not followed
            --> zero.txt
             = help: copy into the folder what should be in the paper

            warning: this symbolic link leads to something hidden or to settings and is not followed
            --> git
             = help: copy into the folder what should be in the paper

            warning: this symbolic link leads to a file that is not an article and is not followed
            --> key.txt
             = help: an article ends in .md, .markdown, .html, .htm or .txt

            4 files that are never published; also in
              leak.md: this symbolic link leads to something hidden or to settings and is not followed
              settings.txt: this symbolic link leads to something hidden or to settings and is not followed

        "#]]
        .assert_eq(&String::from_utf8(printed).unwrap());
    }
}
