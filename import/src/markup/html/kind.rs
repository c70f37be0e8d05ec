//! What each HTML element is to an article.

use crate::markup::dom::{Dom, FOOTNOTE, Id, NOTE};
use article::AsideKind;

/// What an element is to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A piece of a line.
    Inline(InlineKind),
    /// A block whose own nature says nothing: what it holds counts.
    Container,
    Paragraph,
    Heading(u8),
    Quotation,
    PullQuote,
    List,
    Definitions,
    Code,
    Table,
    Figure,
    Gallery,
    Aside(AsideKind),
    Divider,
    /// Nothing to read.
    Nothing,
}

/// What an element in a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InlineKind {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    Code,
    Link,
    Quote,
    Break,
    Note,
    /// How the characters before it are read.
    Reading,
    /// Something that a reader sees at this place, and that is no text.
    Image,
    Audio,
    Video,
    Frame,
    Script,
    Drawing,
    /// Its words only.
    Words,
}

/// What the element `id` is.
pub(super) fn of(dom: &Dom, id: Id) -> Kind {
    let name = dom.name(id);
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading(name.as_bytes()[1] - b'0'),
        "p" | "dt" | "summary" | "caption" | "figcaption" | "legend" | "address" => {
            if dom.has_class(id, PULL_QUOTES) { Kind::PullQuote } else { Kind::Paragraph }
        }
        "blockquote" => quotation(dom, id),
        "ul" | "ol" | "menu" | "dir" => Kind::List,
        "dl" => Kind::Definitions,
        "pre" | "listing" | "xmp" | "plaintext" => Kind::Code,
        "table" => table(dom, id),
        "figure" => Kind::Figure,
        "hr" => Kind::Divider,
        "aside" | "details" | "div" | "section" | "article" | "main" => boxed(dom, id, name),
        "header" | "footer" | "nav" | "center" | "form" | "fieldset" | "li" | "dd" | "hgroup"
        | "search" | "dialog" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body"
        | "html" | "optgroup" | "option" | "template" | "slot" => Kind::Container,
        "style" | "head" | "meta" | "link" | "base" | "title" | "input" | "param" | "source"
        | "track" | "col" | "colgroup" | "area" | "datalist" | "wbr" | FOOTNOTE => Kind::Nothing,
        _ => Kind::Inline(inline(name)),
    }
}

fn inline(name: &str) -> InlineKind {
    match name {
        "em" | "i" | "var" | "dfn" => InlineKind::Emphasis,
        "strong" | "b" => InlineKind::Strong,
        "del" | "s" | "strike" => InlineKind::Strikethrough,
        "sup" => InlineKind::Superscript,
        "sub" => InlineKind::Subscript,
        "code" | "kbd" | "samp" | "tt" => InlineKind::Code,
        "a" => InlineKind::Link,
        "q" => InlineKind::Quote,
        "br" => InlineKind::Break,
        "rt" => InlineKind::Reading,
        "img" | "image" => InlineKind::Image,
        "audio" => InlineKind::Audio,
        "video" => InlineKind::Video,
        "iframe" | "embed" | "object" | "frame" => InlineKind::Frame,
        "script" => InlineKind::Script,
        "svg" | "canvas" => InlineKind::Drawing,
        NOTE => InlineKind::Note,
        _ => InlineKind::Words,
    }
}

const PULL_QUOTES: &[&str] = &["pullquote", "pull-quote", "pull_quote"];
const GALLERIES: &[&str] = &["gallery", "image-gallery", "photo-gallery", "wp-block-gallery"];
const WARNINGS: &[&str] = &["warning", "caution", "danger", "alert", "usa-alert-warning"];
const REMARKS: &[&str] = &["note", "callout", "tip", "info", "admonition", "notice"];
const BOXES: &[&str] = &["sidebar", "infobox", "factbox", "box", "aside"];

fn quotation(dom: &Dom, id: Id) -> Kind {
    let alert = |kind: &str| dom.has_class(id, &[&["markdown-alert-", kind].concat()]);
    if ["note", "tip", "important"].into_iter().any(alert) {
        Kind::Aside(AsideKind::Note)
    } else if ["warning", "caution"].into_iter().any(alert) {
        Kind::Aside(AsideKind::Warning)
    } else if dom.has_class(id, PULL_QUOTES) {
        Kind::PullQuote
    } else {
        Kind::Quotation
    }
}

/// A `div` or its like: its class may say what it is.
fn boxed(dom: &Dom, id: Id, name: &str) -> Kind {
    if dom.has_class(id, PULL_QUOTES) {
        Kind::PullQuote
    } else if dom.has_class(id, GALLERIES) {
        Kind::Gallery
    } else if dom.has_class(id, WARNINGS) {
        Kind::Aside(AsideKind::Warning)
    } else if dom.has_class(id, REMARKS) {
        Kind::Aside(AsideKind::Note)
    } else if matches!(name, "aside" | "details") || dom.has_class(id, BOXES) {
        Kind::Aside(AsideKind::Background)
    } else {
        Kind::Container
    }
}

/// A table that only arranges things on the page is no table.
fn table(dom: &Dom, id: Id) -> Kind {
    let arranges =
        dom.attribute(id, "role").is_some_and(|role| matches!(role, "presentation" | "none"));
    let nested = dom.descendants(id).skip(1).any(|inner| dom.name(inner) == "table");
    if arranges || nested { Kind::Container } else { Kind::Table }
}

/// For each node, whether a block stands somewhere below it.
pub(super) fn holders_of_blocks(dom: &Dom) -> Vec<bool> {
    let mut holders = vec![false; dom.len()];
    for id in dom.descendants(dom.root()) {
        if dom.name(id).is_empty() || matches!(of(dom, id), Kind::Inline(_) | Kind::Nothing) {
            continue;
        }
        let mut above = dom.parent(id);
        while let Some(holder) = above.filter(|&holder| !holders[holder]) {
            holders[holder] = true;
            above = dom.parent(holder);
        }
    }
    holders
}
