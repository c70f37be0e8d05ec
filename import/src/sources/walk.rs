//! Finding the articles in a folder, and what becomes of all that is no article.
//!
//! What ends as an article does (`kinds.rs`) is one, in every folder below, except
//! - names that begin with a dot; `node_modules`; folders of site generators that hold no articles
//!   (`_site`, `_includes`, `_layouts`, `_data`, …); a finished site of our own,
//!   or a finished paper that is one file;
//! - files about the folder: `README`, `LICENSE`, `CHANGELOG`, …;
//! - files for hosts and crawlers, which are copied: `robots.txt`, `ads.txt`, …;
//! - `_index.*`, and an `index.*` of the folder itself: those are list pages. Of another `index.*` its
//!   front matter tells (`story/kinds.rs`).

use crate::access::{Access, AccessError, Purpose};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::media_types::is_published;
use crate::outcome::{Account, Outcome, PassedOver};
use crate::sources::{generated, kinds};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

pub(crate) use super::kinds::{SourceFormat, format_of, stem};

/// A file that holds an article.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// Relative to the paper's folder.
    pub file: PathBuf,
    pub format: SourceFormat,
    /// The language that its name says, where others beside it say another: `name.fr.md`.
    pub language: Option<String>,
}

/// What is in a folder.
#[derive(Default)]
pub(crate) struct Found {
    /// What may be an article, in order of the paths.
    pub articles: Vec<SourceFile>,
    /// Files for the site's root, by their names there.
    pub root_files: Vec<(String, PathBuf)>,
    /// The folders at whose top site generators have pages.
    pub page_folders: Vec<PathBuf>,
    /// What became of everything else.
    pub account: Account,
}

/// A walk through a folder.
struct Walk<'a> {
    folder: &'a Path,
    access: &'a Access,
    diagnostics: &'a Diagnostics,
    /// Folders at the root that belong to a site generator.
    scaffolding: Vec<&'static str>,
    account: RefCell<Account>,
    /// The folders to which links lead that were followed.
    followed: RefCell<HashSet<PathBuf>>,
}

/// Looks through `folder`.
pub(crate) fn walk(folder: &Path, access: &Access, diagnostics: &Diagnostics) -> Found {
    let names = names_in(folder);
    let walk = Walk {
        folder,
        access,
        diagnostics,
        scaffolding: kinds::scaffolding(&names),
        account: RefCell::default(),
        followed: RefCell::default(),
    };
    let mut articles = Vec::new();
    let mut root_files = Vec::new();
    let mut formats: BTreeMap<&str, Vec<PathBuf>> = BTreeMap::new();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(|entry| walk.is_wanted(entry)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                walk.set(walk.relative(path), Outcome::Failed);
                diagnostics.add(unreadable(folder, &error));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            if !entry.file_type().is_dir() {
                walk.set(walk.relative(entry.path()), Outcome::PassedOver(PassedOver::Kind));
            }
            continue;
        }
        let path = walk.relative(entry.path());
        match kind_of(path, entry.path()) {
            Kind::Article(format) => {
                articles.push(SourceFile { file: path.to_owned(), format, language: None });
            }
            Kind::RootFile(name) => {
                root_files.push((name, entry.path().to_owned()));
                walk.set(path, Outcome::RootFile);
            }
            Kind::Format(name) => {
                formats.entry(name).or_default().push(path.to_owned());
                walk.set(path, Outcome::PassedOver(PassedOver::Format));
            }
            Kind::Other(outcome) => walk.set(path, outcome),
        }
    }
    articles.sort_by(|a, b| a.file.cmp(&b.file));
    name_languages(&mut articles);
    for (name, files) in formats {
        diagnostics.add(other_format(name, &files));
    }
    root_files.extend(root_files_above(access, &root_files));
    let account = walk.account.into_inner();
    let page_folders = page_folders(access.folder(), &names);
    Found { articles, root_files, page_folders, account }
}

/// What a file is.
enum Kind {
    Article(SourceFormat),
    RootFile(String),
    Format(&'static str),
    Other(Outcome),
}

fn kind_of(path: &Path, whole: &Path) -> Kind {
    let passed = |why| Kind::Other(Outcome::PassedOver(why));
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if kinds::is_root_file(name) {
        let at_root = path.components().count() == 1
            || (path.components().count() == 2 && kinds::is_static(path));
        return match at_root && is_plain(name, whole) {
            true => Kind::RootFile(name.to_owned()),
            false => passed(PassedOver::Static),
        };
    }
    if kinds::is_settings(path) {
        return Kind::Other(Outcome::Settings);
    }
    if let Some(format) = format_of(path) {
        if kinds::is_about_the_folder(path) {
            return passed(PassedOver::Repository);
        }
        let stem = stem(path);
        let lists = stem == "_index" || stem.starts_with("_index.");
        let front = stem == "index" && path.components().count() == 1;
        return if lists || front { passed(PassedOver::ListPage) } else { Kind::Article(format) };
    }
    match kinds::other_format(path) {
        Some(format) if !is_published(path) => Kind::Format(format),
        _ if is_published(path) => passed(PassedOver::Unused),
        _ => passed(PassedOver::Kind),
    }
}

/// Whether a file for the site's root holds nothing that a browser would run.
fn is_plain(name: &str, path: &Path) -> bool {
    const MAX_BYTES: u64 = 1 << 20;
    if !kinds::is_verification(name) {
        return true;
    }
    let text = crate::files::read(path, MAX_BYTES).unwrap_or_default();
    text.starts_with(b"google-site-verification:") && !text.contains(&b'<')
}

/// Files for the site's root that lie in static folders outside the paper's own, and have no name
/// that one of `known` has.
fn root_files_above(access: &Access, known: &[(String, PathBuf)]) -> Vec<(String, PathBuf)> {
    let unknown = |name: &&&str| !known.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
    let names = kinds::ROOT_FILES.iter().filter(unknown);
    let in_folders = names.filter_map(|name| {
        let mut found = access.media_folders().iter().map(|folder| folder.join(name));
        let real = found.find_map(|file| access.check(&file, Purpose::RootFile).ok())?;
        Some(((*name).to_owned(), real))
    });
    in_folders.collect()
}

/// The names of what stands in a folder.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// The folders at whose top site generators have pages.
fn page_folders(folder: &Path, names: &[String]) -> Vec<PathBuf> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let beside = folder.parent().map(names_in).unwrap_or_default();
    kinds::page_folders(names, name, &beside)
}

/// Tells the languages of files that are one article in several: `name.en.md` and `name.fr.md`.
fn name_languages(articles: &mut [SourceFile]) {
    let mut names: HashSet<(PathBuf, String)> = HashSet::new();
    let mut twice: HashSet<(PathBuf, String)> = HashSet::new();
    let name = |article: &SourceFile| {
        let stem = stem(&article.file);
        let name = kinds::language_ending(stem).map_or(stem, |(name, _)| name);
        (article.file.parent().unwrap_or(Path::new("")).to_owned(), name.to_owned())
    };
    let languages =
        articles.iter().any(|article| kinds::language_ending(stem(&article.file)).is_some());
    if !languages {
        return;
    }
    for article in &*articles {
        let name = name(article);
        if !names.insert(name.clone()) {
            twice.insert(name);
        }
    }
    for article in articles {
        if twice.contains(&name(article)) {
            let ending = kinds::language_ending(stem(&article.file));
            article.language = ending.map(|(_, language)| language.to_owned());
        }
    }
}

fn other_format(name: &str, files: &[PathBuf]) -> Diagnostic {
    const MAX_NAMED: usize = 3;
    let named: Vec<String> =
        files.iter().take(MAX_NAMED).map(|file| file.display().to_string()).collect();
    let more = files.len().saturating_sub(MAX_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (count, are) = (files.len(), if files.len() == 1 { "file is" } else { "files are" });
    let message =
        format!("{count} {are} in a format that is not read ({name}): {}{more}", named.join(", "));
    Diagnostic::new(DiagnosticKind::UnreadFormat, &files[0], message)
        .help("turn articles among them into Markdown, for example with Pandoc")
}

impl Walk<'_> {
    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.folder).unwrap_or(path)
    }

    fn set(&self, path: &Path, outcome: Outcome) {
        self.account.borrow_mut().set(path, outcome);
    }

    /// Whether a file or folder is looked at. Whether it may be read comes before what is in it: a
    /// pipe would not answer.
    fn is_wanted(&self, entry: &DirEntry) -> bool {
        if entry.depth() == 0 {
            return true;
        }
        let unwanted = self.unwanted_name(entry).map(Outcome::PassedOver);
        let unwanted = unwanted.or_else(|| self.not_allowed(entry));
        let unwanted = unwanted.or_else(|| {
            is_generated_paper(entry).then_some(Outcome::PassedOver(PassedOver::OwnSite))
        });
        if let Some(outcome) = unwanted {
            self.set(self.relative(entry.path()), outcome);
        }
        unwanted.is_none()
    }

    fn unwanted_name(&self, entry: &DirEntry) -> Option<PassedOver> {
        let name = entry.file_name().to_str()?;
        if has_hidden_name(entry) {
            return Some(PassedOver::HiddenName);
        }
        if !entry.file_type().is_dir() {
            return None;
        }
        let scaffolding = entry.depth() == 1 && self.scaffolding.contains(&name);
        if scaffolding || kinds::SKIPPED_FOLDERS.contains(&name) {
            return Some(PassedOver::Generator);
        }
        generated::is_site(entry.path()).then_some(PassedOver::OwnSite)
    }

    /// What becomes of what may not be read. What is passed over although it seems wanted is told of.
    fn not_allowed(&self, entry: &DirEntry) -> Option<Outcome> {
        let kind = entry.file_type();
        let plain = !entry.path_is_symlink() && (kind.is_file() || kind.is_dir());
        if plain {
            return None;
        }
        let path = self.relative(entry.path());
        let has_article = format_of(entry.path()).is_some() && !kinds::is_about_the_folder(path);
        let wanted = if kind.is_dir() { Purpose::Folder } else { Purpose::Article };
        match self.access.check(entry.path(), wanted) {
            // A link that leads up is told of by the walk, as a circle.
            Ok(real) if kind.is_dir() && !self.access.folder().starts_with(&real) => {
                let inside = real.starts_with(self.access.folder());
                let second = inside || !self.followed.borrow_mut().insert(real);
                second.then_some(Outcome::PassedOver(PassedOver::SecondWay))
            }
            Ok(_) => None,
            Err(_) if !kind.is_dir() && !has_article => {
                // A picture may be shown all the same: that has its own rule.
                Some(Outcome::PassedOver(PassedOver::Kind))
            }
            Err(error) => {
                self.diagnostics.add(not_allowed(path, error));
                Some(Outcome::Failed)
            }
        }
    }
}

/// Whether a file is the output of `dateline build --single-file`.
fn is_generated_paper(entry: &DirEntry) -> bool {
    entry.file_type().is_file()
        && format_of(entry.path()) == Some(SourceFormat::Html)
        && generated::is_single_file(entry.path())
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
mod tests;
