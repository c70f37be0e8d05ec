//! Which of the files that could hold an article are one, as they say themselves.

use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::drafts::draft::Draft;
use crate::markup::plain;
use crate::outcome::{Account, Outcome, PassedOver};
use crate::sources::kinds::is_static;
use crate::sources::walk::SourceFormat;
use article::Block;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What lies in a folder with an `index` file.
#[derive(Default)]
struct Bundle {
    /// The places of the `index` files.
    indices: Vec<usize>,
    /// The places of the others.
    others: Vec<usize>,
}

/// The drafts that are articles. What becomes of the others is in the account.
pub(crate) fn articles(
    config: &Config,
    drafts: Vec<Draft>,
    account: &mut Account,
    diagnostics: &Diagnostics,
) -> Vec<Draft> {
    let passed = passed_over(config, &drafts);
    let mut kept = Vec::with_capacity(drafts.len());
    for (draft, passed) in drafts.into_iter().zip(passed) {
        let Some(why) = passed else {
            kept.push(draft);
            continue;
        };
        if why == PassedOver::NoArticle {
            diagnostics.add(told(&draft.source.file));
        }
        let outcome = match why {
            PassedOver::Author => Outcome::Settings,
            why => Outcome::PassedOver(why),
        };
        account.set(draft.source.file, outcome);
    }
    kept
}

/// For each draft, why it is none.
fn passed_over(config: &Config, drafts: &[Draft]) -> Vec<Option<PassedOver>> {
    let mut passed: Vec<Option<PassedOver>> =
        drafts.iter().map(|draft| on_its_own(config, draft)).collect();
    for bundle in bundles(drafts).into_values() {
        if bundle.others.is_empty() {
            continue;
        }
        let mut attached = false;
        for index in bundle.indices {
            if is_list(drafts, index, &bundle.others) {
                passed[index] = Some(PassedOver::ListPage);
            } else {
                attached |= has_front_matter(&drafts[index]);
            }
        }
        if attached {
            // What is not to be printed is left out, and no attachment.
            let silent = bundle.others.into_iter().filter(|&place| {
                !says_what_it_is(&drafts[place]) && drafts[place].withheld(config).is_none()
            });
            silent.for_each(|place| passed[place] = Some(PassedOver::Attachment));
        }
    }
    passed
}

/// The folders with `index` files, but for the paper's own.
fn bundles(drafts: &[Draft]) -> HashMap<PathBuf, Bundle> {
    let folder = |draft: &Draft| draft.source.file.parent().unwrap_or(Path::new("")).to_owned();
    let mut bundles: HashMap<PathBuf, Bundle> = HashMap::new();
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.is_index()) {
        bundles.entry(folder(draft)).or_default().indices.push(place);
    }
    if bundles.is_empty() {
        return bundles;
    }
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.is_index()) {
        if let Some(bundle) = bundles.get_mut(draft.source.file.parent().unwrap_or(Path::new(""))) {
            bundle.others.push(place);
        }
    }
    bundles
}

fn has_front_matter(draft: &Draft) -> bool {
    draft.body_start > 0
}

fn says_what_it_is(draft: &Draft) -> bool {
    draft.front_matter.title.is_some() || draft.front_matter.date.is_some()
}

/// Why a draft is no article, whatever lies beside it.
fn on_its_own(config: &Config, draft: &Draft) -> Option<PassedOver> {
    if is_author(config, draft) {
        return Some(PassedOver::Author);
    }
    if draft.front_matter.scalars.contains_key("excalidraw-plugin") {
        return Some(PassedOver::Drawing);
    }
    if is_bare_index(draft) {
        return Some(PassedOver::ListPage);
    }
    if has_front_matter(draft) {
        return is_empty_list(draft).then_some(PassedOver::ListPage);
    }
    if is_static(&draft.source.file) {
        return Some(PassedOver::Static);
    }
    let plain = draft.source.format == SourceFormat::Plain;
    let is_article = draft.date.is_some() || !plain || reads_like_an_article(&draft.source.text);
    (!is_article).then_some(PassedOver::NoArticle)
}

/// Whether a draft is the page of an author whom the settings know.
fn is_author(config: &Config, draft: &Draft) -> bool {
    let folders = draft.source.file.parent().into_iter().flat_map(Path::iter);
    let mut last_two = folders.rev().take(2);
    let of_authors =
        last_two.any(|name| ["authors", "_authors"].iter().any(|known| name == *known));
    of_authors && draft.date.is_none() && config.authors.find(draft.name()).is_some()
}

/// Whether a plain text says whose or of which day it is, or has a caption, as a newspaper's page does.
fn reads_like_an_article(text: &str) -> bool {
    let page = plain::read(text, 0, "");
    let says_whose = !page.authors.is_empty() || !page.copyright.is_empty();
    let captioned = page.blocks.iter().any(|block| matches!(block, Block::Image(_)));
    says_whose || captioned || page.date.is_some() || page.updated.is_some()
}

/// Whether an `index` file only lists the articles beside it.
fn is_list(drafts: &[Draft], index: usize, others: &[usize]) -> bool {
    let draft = &drafts[index];
    if draft.front_matter.date.is_some() {
        return false;
    }
    match draft.source.format {
        // Pages made by hand list the pages beside them.
        SourceFormat::Html => {
            others.iter().any(|&place| drafts[place].source.format == SourceFormat::Html)
        }
        SourceFormat::Markdown | SourceFormat::Plain => lists_articles(draft),
    }
}

/// Whether an undated `index.md` has a heading and nothing below it.
fn is_bare_index(draft: &Draft) -> bool {
    let body = draft.source.text[draft.body_start..].trim();
    let is_markdown = draft.source.format == SourceFormat::Markdown;
    let heading = body.strip_prefix("# ").is_some_and(|heading| !heading.contains('\n'));
    draft.is_index() && is_markdown && draft.date.is_none() && heading
}

/// Whether a text without words says that it lists articles: Hexo's `type: tags`.
fn is_empty_list(draft: &Draft) -> bool {
    const LISTS: [&str; 10] = [
        "tags",
        "tag",
        "categories",
        "category",
        "archives",
        "archive",
        "authors",
        "search",
        "home",
        "index",
    ];
    let named = |key: &str| draft.front_matter.scalars.get(key).map_or("", String::as_str);
    let lists = ["type", "layout"].into_iter().any(|key| LISTS.contains(&named(key)));
    lists && draft.source.text[draft.body_start..].trim().is_empty()
}

/// Whether an undated text is made of the articles beside it.
fn lists_articles(draft: &Draft) -> bool {
    const LOOPS: [&str; 6] =
        ["{% for", "{%- for", "{{ range", "{{- range", "paginator.", "collections."];
    const LAYOUTS: [&str; 9] =
        ["list", "index", "blog", "archive", "archives", "home", "section", "posts", "category"];
    let text = &draft.source.text[draft.body_start..];
    let layout = draft.front_matter.scalars.get("layout").map_or("", String::as_str);
    let layout = layout.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or("");
    text.trim().is_empty()
        || LOOPS.iter().any(|mark| text.contains(mark))
        || draft.source.text[..draft.body_start].contains("\npagination:")
        || LAYOUTS.contains(&layout)
}

fn told(file: &Path) -> Diagnostic {
    let message = "this plain text has no byline and no date, so it is not an article";
    Diagnostic::new(DiagnosticKind::NotAnArticle, file, message)
        .help("if it is one, write `---`, `title: …` and `---` above it")
}
