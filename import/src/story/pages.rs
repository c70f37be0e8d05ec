//! Which drafts are pages and no articles: About, Contact, Imprint, Privacy, a 404 of one's own.
//!
//! A draft is a page if it says so (`layout: page`, `type: page`); if it is undated in a folder
//! `pages`; or if it is undated at the root of a site generator's content, as these programs have
//! it. In a plain folder, undated files are articles.

use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::drafts::draft::Draft;
use crate::sources::kinds::is_posts_folder;
use crate::sources::walk::{SourceFormat, stem};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Marks the drafts that are pages. `roots` are the folders in which site generators expect pages.
pub(crate) fn mark(drafts: &mut [Draft], roots: &[PathBuf], diagnostics: &Diagnostics) {
    let mut roots: HashSet<PathBuf> = roots.iter().cloned().collect();
    let of_posts: HashSet<PathBuf> =
        drafts.iter().filter_map(|draft| beside_posts(&draft.source.file)).collect();
    roots.extend(of_posts.iter().cloned());
    let said: Vec<Option<bool>> = drafts.iter().map(said).collect();
    let stands = |draft: &Draft, said: Option<bool>| match said {
        Some(is_page) => is_page,
        None => stands_as_page(draft, &roots) || is_folder_beside_posts(draft, &of_posts),
    };
    let by_place: Vec<bool> =
        drafts.iter().zip(&said).map(|(draft, said)| stands(draft, *said)).collect();
    // A paper of nothing but pages would be empty: then they are its articles.
    let some_article = |pages: &[bool]| pages.contains(&false);
    let said: Vec<bool> = said.into_iter().map(|said| said == Some(true)).collect();
    let Some(pages) = [by_place, said].into_iter().find(|pages| some_article(pages)) else {
        return;
    };
    for (draft, is_page) in drafts.iter_mut().zip(pages) {
        draft.is_page = is_page;
        if draft.is_not_found() {
            diagnostics.add(not_found(&draft.source.file));
        }
    }
}

/// The folder that holds the folder `_posts` of this file.
fn beside_posts(file: &Path) -> Option<PathBuf> {
    let above = file.ancestors().find(|above| above.file_name().is_some_and(is_posts_folder))?;
    above.parent().map(Path::to_owned)
}

/// Whether a draft is a page, if its front matter or its folder says that.
fn said(draft: &Draft) -> Option<bool> {
    const ARTICLES: [&str; 7] = ["post", "posts", "article", "articles", "blog", "news", "story"];
    // Jekyll and Hexo: what is there is a post, whatever its layout.
    let dated_name = stem(&draft.source.file).len() > draft.name().len()
        && stem(&draft.source.file).starts_with(|c: char| c.is_ascii_digit());
    if dated_name || draft.source.file.iter().any(is_posts_folder) {
        return Some(false);
    }
    let value = |key: &str| {
        let mut scalars = draft.front_matter.scalars.iter();
        let found = scalars.find(|(name, _)| name.eq_ignore_ascii_case(key))?.1;
        Some(found.trim().to_ascii_lowercase())
    };
    for key in ["type", "post_type"] {
        match value(key) {
            Some(kind) if kind == "page" => return Some(true),
            Some(kind) if ARTICLES.contains(&&*kind) => return Some(false),
            _ => {}
        }
    }
    let layout = value("layout")?;
    let name = layout.rsplit('/').next().and_then(|name| name.split('.').next());
    match name {
        // A file `layouts/page.njk` may be for all that has a page, posts too.
        Some("page") if layout == "page" || draft.date.is_none() => Some(true),
        Some(name) if ARTICLES.iter().any(|kind| name.contains(kind)) => Some(false),
        _ => None,
    }
}

/// Whether a draft is `about/index.md` beside the folder of posts: where posts have a folder, that is
/// a page, and Hexo dates it.
fn is_folder_beside_posts(draft: &Draft, of_posts: &HashSet<PathBuf>) -> bool {
    let above = draft.source.file.parent().and_then(Path::parent);
    draft.is_index() && !is_tagged(draft) && above.is_some_and(|above| of_posts.contains(above))
}

/// Whether an undated draft lies where site generators have pages.
fn stands_as_page(draft: &Draft, roots: &HashSet<PathBuf>) -> bool {
    let source = &draft.source;
    if draft.date.is_some() {
        return false;
    }
    // `about/index.md` is another way to write `about.md`.
    let folder = source.file.parent().unwrap_or(Path::new(""));
    let folder = match draft.is_index() {
        true => folder.parent().unwrap_or(Path::new("")),
        false => folder,
    };
    let has_front_matter = draft.body_start > 0;
    if folder.file_name().is_some_and(|name| name == "pages" || name == "_pages") {
        return has_front_matter || source.format == SourceFormat::Markdown;
    }
    let at_root = folder.as_os_str().is_empty() || roots.contains(folder);
    let not_found = at_root && draft.name() == "404";
    not_found || (has_front_matter && !is_tagged(draft) && roots.contains(folder))
}

/// Whether a draft has topics, or the tag by which Eleventy lists posts.
fn is_tagged(draft: &Draft) -> bool {
    let mut lines = draft.source.text[..draft.body_start].lines();
    !draft.front_matter.topics.is_empty()
        || lines.any(|line| line.trim_start().trim_start_matches('"').starts_with("tags"))
}

fn not_found(file: &Path) -> Diagnostic {
    let message = "this page for unknown addresses is published as an ordinary page";
    Diagnostic::new(DiagnosticKind::OwnNotFound, file, message)
        .help("at unknown addresses, readers see the page that the viewer has for them")
}
