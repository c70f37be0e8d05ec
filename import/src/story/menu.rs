//! Finds the pages that the menu of `dateline.toml` names.

use crate::config::{CONFIG_FILE, Config, MenuEntry, MenuTarget};
use crate::diagnostics::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::drafts::article_index::ArticleIndex;
use article::Target;
use std::path::Path;

/// A link of the menu.
#[derive(Clone, Debug)]
pub struct MenuLink {
    /// The words to show; empty for the headline of the page.
    pub name: String,
    /// Where it leads.
    pub to: Target,
}

/// The menu's links; `None` if the paper has no menu of its own.
pub(crate) fn resolve(
    config: &Config,
    articles: &ArticleIndex,
    diagnostics: &Diagnostics,
) -> Option<Vec<MenuLink>> {
    let link = |entry: &MenuEntry| {
        let to = match &entry.to {
            MenuTarget::Address(href) => Target::Address(href.clone()),
            MenuTarget::Page(page) => {
                let found =
                    articles.slug(page).or_else(|| articles.find(Path::new(CONFIG_FILE), page));
                let Some(slug) = found else {
                    diagnostics.add(unknown(entry, page));
                    return None;
                };
                articles.target(slug, String::new())
            }
        };
        Some(MenuLink { name: entry.name.clone(), to })
    };
    (!config.menu.is_empty()).then(|| config.menu.iter().filter_map(link).collect())
}

fn unknown(entry: &MenuEntry, page: &str) -> Diagnostic {
    let message = format!("the menu names `{page:.100}`, which is no page of this paper");
    Diagnostic::new(DiagnosticKind::UnknownSetting, CONFIG_FILE, message)
        .at(entry.location.clone())
        .help("write its file, such as about.md, or its slug")
}
