//! What classes, ids and roles say that elements are.

mod lists;

use crate::markup::dom::{Dom, NodeId};
use lists::{AUTHOR, AUTHORS, COMMENTS, DATES, NAVIGATION, NOTICES, RELATED, SHARING, WHOLE};

/// What stands in a page around a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Furniture {
    Navigation,
    Related,
    Sharing,
    Comments,
    /// Advertisements, offers, words about cookies.
    Notice,
    /// The byline and the date, which are not a part of the text.
    Byline,
    Other,
}

impl Furniture {
    /// What it is called in a list.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Furniture::Navigation => "navigation",
            Furniture::Related => "other stories",
            Furniture::Sharing => "sharing",
            Furniture::Comments => "comments",
            Furniture::Notice => "notices",
            Furniture::Byline => "headline, byline and date",
            Furniture::Other => "others",
        }
    }
}

/// What an element's classes and id say, for looking into.
pub(super) fn of(dom: &Dom, id: NodeId) -> String {
    let attribute = |name| dom.attribute(id, name).unwrap_or_default();
    let mut marks = [
        attribute("class"),
        " ",
        attribute("id"),
        " ",
        attribute("data-component"),
        " ",
        attribute("data-area"),
        " ",
    ]
    .concat();
    marks.make_ascii_lowercase();
    marks
}

/// What an element is, if it is no part of a story by what it is called.
pub(super) fn furniture(dom: &Dom, id: NodeId) -> Option<Furniture> {
    let name = dom.name(id);
    match name {
        "" | "html" | "body" | "main" | "h1" => return None,
        "nav" | "menu" => return Some(Furniture::Navigation),
        "noscript" if !dom.text(id).trim().is_empty() => return Some(Furniture::Notice),
        "amp-sidebar" | "amp-user-notification" => return Some(Furniture::Navigation),
        "amp-ad" | "amp-embed" | "amp-consent" | "amp-sticky-ad" => return Some(Furniture::Notice),
        "amp-social-share" | "amp-addthis" => return Some(Furniture::Sharing),
        _ => {}
    }
    match dom.nonblank(id, "role").unwrap_or_default() {
        "navigation" | "menu" | "menubar" | "search" | "contentinfo" => {
            return Some(Furniture::Navigation);
        }
        "alert" | "alertdialog" | "dialog" => return Some(Furniture::Notice),
        "complementary" => return Some(Furniture::Related),
        _ => {}
    }
    by_class(&of(dom, id), name)
}

fn by_class(marks: &str, name: &str) -> Option<Furniture> {
    if marks.trim().is_empty() {
        return None;
    }
    let has = |list: &[&str]| list.iter().any(|part| marks.contains(part));
    let found = match () {
        () if has(COMMENTS) => Some(Furniture::Comments),
        () if has(RELATED) => Some(Furniture::Related),
        () if has(SHARING) => Some(Furniture::Sharing),
        () if has(NOTICES) => Some(Furniture::Notice),
        () if has(NAVIGATION) => Some(Furniture::Navigation),
        () => marks.split_ascii_whitespace().find_map(|token| {
            WHOLE.iter().find(|(whole, _)| *whole == token).map(|&(_, furniture)| furniture)
        }),
    };
    // An article's classes tell its topics, too.
    found.filter(|_| {
        name != "article"
            || !(marks.contains("post") || marks.contains("entry"))
            || marks.contains("comment")
    })
}

/// Whether an element is called as bylines are.
pub(super) fn is_author(dom: &Dom, id: NodeId) -> bool {
    let said = |name, word: &str| {
        dom.nonblank(id, name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    let marks = of(dom, id);
    said("rel", "author")
        || said("itemprop", "author")
        || AUTHORS.iter().any(|part| marks.contains(part))
        || marks.split(' ').any(|token| AUTHOR.contains(&token))
}

/// Whether an element is called as dates are.
pub(super) fn is_date(dom: &Dom, id: NodeId) -> bool {
    let marks = of(dom, id);
    dom.name(id) == "time" || DATES.iter().any(|part| marks.contains(part))
}

/// What Reader View holds for no part of a story, if nothing speaks for it.
pub(super) fn is_unlikely(dom: &Dom, id: NodeId) -> bool {
    const UNLIKELY: &[&str] = &[
        "-ad-",
        "ai2html",
        "banner",
        "breadcrumbs",
        "combx",
        "comment",
        "community",
        "cover-wrap",
        "disqus",
        "extra",
        "footer",
        "gdpr",
        "header",
        "legends",
        "menu",
        "related",
        "remark",
        "replies",
        "rss",
        "shoutbox",
        "sidebar",
        "skyscraper",
        "social",
        "sponsor",
        "supplemental",
        "ad-break",
        "agegate",
        "pagination",
        "pager",
        "popup",
        "yom-remote",
    ];
    const LIKELY: &[&str] =
        &["and", "article", "body", "column", "content", "main", "mathjax", "shadow"];
    let marks = of(dom, id);
    UNLIKELY.iter().any(|part| marks.contains(part))
        && !LIKELY.iter().any(|part| marks.contains(part))
}

/// How much an element's class and id speak for its being a story, or against it.
pub(super) fn weight(dom: &Dom, id: NodeId) -> f32 {
    const FOR: &[&str] = &[
        "article",
        "body",
        "content",
        "entry",
        "hentry",
        "h-entry",
        "main",
        "page",
        "pagination",
        "post",
        "text",
        "blog",
        "story",
    ];
    const AGAINST: &[&str] = &[
        "-ad-",
        "hidden",
        "banner",
        "combx",
        "comment",
        "com-",
        "contact",
        "footer",
        "gdpr",
        "masthead",
        "media",
        "meta",
        "outbrain",
        "promo",
        "related",
        "scroll",
        "share",
        "shoutbox",
        "sidebar",
        "skyscraper",
        "sponsor",
        "shopping",
        "tags",
        "widget",
    ];
    let mut weight = 0.0;
    for name in ["class", "id"] {
        let mark = dom.attribute(id, name).unwrap_or_default().to_ascii_lowercase();
        if AGAINST.iter().any(|part| mark.contains(part))
            || mark.split(' ').any(|token| token == "hid")
        {
            weight -= 25.0;
        }
        if FOR.iter().any(|part| mark.contains(part)) {
            weight += 25.0;
        }
    }
    weight
}
