//! What is compared: the same articles, served in four ways.

use crate::sites::Sites;
use e2e::paper::Paper;
use std::path::Path;

/// A way to serve the articles. The addresses of articles are the same in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contestant {
    /// Handwritten HTML; all figures are compared with it.
    Plain,
    Dateline,
    /// Dateline's pages without their scripts.
    Bare,
    VitePress,
}

impl Contestant {
    pub(crate) const ALL: [Contestant; 4] =
        [Contestant::Plain, Contestant::Dateline, Contestant::Bare, Contestant::VitePress];

    /// Its name in `--only`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Contestant::Plain => "plain",
            Contestant::Dateline => "dateline",
            Contestant::Bare => "bare",
            Contestant::VitePress => "vitepress",
        }
    }

    /// Its name in tables.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Contestant::Plain => "plain page",
            Contestant::Dateline => "Dateline",
            Contestant::Bare => "Dateline without scripts",
            Contestant::VitePress => "VitePress 1.6",
        }
    }

    pub(crate) fn site<'a>(self, sites: &'a Sites, paper: &'a Paper) -> Option<&'a Path> {
        match self {
            Contestant::Plain => Some(&sites.plain),
            Contestant::Dateline => Some(&paper.site),
            Contestant::Bare => Some(&sites.bare),
            Contestant::VitePress => sites.vitepress.as_deref(),
        }
    }

    /// Whether a click replaces the page without a new document. The pages without scripts are plain pages then.
    pub(crate) fn has_router(self) -> bool {
        matches!(self, Contestant::Dateline | Contestant::VitePress)
    }

    /// An expression: whether its scripts have started.
    pub(crate) fn started(self) -> &'static str {
        match self {
            Contestant::Plain | Contestant::Bare => "true",
            Contestant::Dateline => {
                "document.documentElement.dataset.viewer === 'ready' &&
                    document.documentElement.dataset.routeState === 'settled'"
            }
            Contestant::VitePress => "'__vue_app__' in document.getElementById('app')",
        }
    }

    /// A regular expression of the address from which the article `slug` is fetched ahead.
    pub(crate) fn data(self, slug: &str) -> String {
        match self {
            Contestant::Dateline => format!("/data/article/{slug}\\.json"),
            Contestant::VitePress => format!("/assets/article_{slug}\\.md\\."),
            Contestant::Plain | Contestant::Bare => "^$".to_owned(),
        }
    }
}
