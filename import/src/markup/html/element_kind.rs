//! Classifies HTML elements.

use crate::markup::dom::{Dom, FOOTNOTE, FOOTNOTE_REF, MATH, NodeId};
use article::AsideKind;

/// What an element becomes in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementKind {
    /// An inline.
    Inline(InlineKind),
    /// A block without meaning of its own: its content is converted.
    Container,
    Paragraph,
    Heading(u8),
    Quotation,
    PullQuote,
    List,
    DescriptionList,
    Code,
    Table,
    Figure,
    Gallery,
    Aside(AsideKind),
    Divider,
    /// Not shown.
    Ignored,
}

/// What an inline element becomes.
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
    FootnoteReference,
    /// A formula.
    Math,
    /// A word whose title says what it stands for.
    Abbreviation,
    /// A box to tick.
    Input,
    /// The pronunciation of the characters before it.
    RubyText,
    /// Replaced content: shown at this position, and not text.
    Image,
    Audio,
    Video,
    Frame,
    Script,
    Graphic,
    /// Only its content is kept.
    Transparent,
}

/// Classifies the element `id`.
pub(super) fn of(dom: &Dom, id: NodeId) -> ElementKind {
    let name = dom.name(id);
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ElementKind::Heading(name.as_bytes()[1] - b'0'),
        "p" | "dt" | "summary" | "caption" | "figcaption" | "legend" | "address" => {
            if dom.has_class(id, PULL_QUOTES) {
                ElementKind::PullQuote
            } else {
                ElementKind::Paragraph
            }
        }
        "blockquote" => quotation(dom, id),
        "ul" | "ol" | "menu" | "dir" => ElementKind::List,
        "dl" => ElementKind::DescriptionList,
        "pre" | "listing" | "xmp" | "plaintext" => ElementKind::Code,
        "table" => table(dom, id),
        "figure" => ElementKind::Figure,
        "hr" => ElementKind::Divider,
        "aside" | "details" | "div" | "section" | "article" | "main" => container(dom, id, name),
        "header" | "footer" | "nav" | "center" | "form" | "fieldset" | "li" | "dd" | "hgroup"
        | "search" | "dialog" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body"
        | "html" | "optgroup" | "option" | "template" | "slot" => ElementKind::Container,
        "style" | "head" | "meta" | "link" | "base" | "title" | "param" | "source" | "track"
        | "col" | "colgroup" | "area" | "datalist" | "wbr" | FOOTNOTE => ElementKind::Ignored,
        _ => ElementKind::Inline(inline(name)),
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
        "rt" => InlineKind::RubyText,
        "img" | "image" => InlineKind::Image,
        "audio" => InlineKind::Audio,
        "video" => InlineKind::Video,
        "iframe" | "embed" | "object" | "frame" => InlineKind::Frame,
        "script" => InlineKind::Script,
        "svg" | "canvas" => InlineKind::Graphic,
        FOOTNOTE_REF => InlineKind::FootnoteReference,
        MATH | "math" => InlineKind::Math,
        "abbr" | "acronym" => InlineKind::Abbreviation,
        "input" => InlineKind::Input,
        _ => InlineKind::Transparent,
    }
}

const PULL_QUOTES: &[&str] = &["pullquote", "pull-quote", "pull_quote"];
const GALLERIES: &[&str] = &["gallery", "image-gallery", "photo-gallery", "wp-block-gallery"];
const WARNINGS: &[&str] = &["warning", "caution", "danger", "alert", "usa-alert-warning"];
const NOTES: &[&str] = &["note", "callout", "tip", "info", "admonition", "notice"];
const ASIDES: &[&str] = &["sidebar", "infobox", "factbox", "box", "aside"];

fn quotation(dom: &Dom, id: NodeId) -> ElementKind {
    let has_alert_class = |kind: &str| dom.has_class(id, &[&["markdown-alert-", kind].concat()]);
    if ["note", "tip", "important"].into_iter().any(has_alert_class) {
        ElementKind::Aside(AsideKind::Note)
    } else if ["warning", "caution"].into_iter().any(has_alert_class) {
        ElementKind::Aside(AsideKind::Warning)
    } else if dom.has_class(id, PULL_QUOTES) {
        ElementKind::PullQuote
    } else {
        ElementKind::Quotation
    }
}

/// A generic container: its class may give it a meaning.
fn container(dom: &Dom, id: NodeId, name: &str) -> ElementKind {
    if dom.has_class(id, PULL_QUOTES) {
        ElementKind::PullQuote
    } else if dom.has_class(id, GALLERIES) {
        ElementKind::Gallery
    } else if dom.has_class(id, WARNINGS) {
        ElementKind::Aside(AsideKind::Warning)
    } else if dom.has_class(id, NOTES) {
        ElementKind::Aside(AsideKind::Note)
    } else if matches!(name, "aside" | "details") || dom.has_class(id, ASIDES) {
        ElementKind::Aside(AsideKind::Background)
    } else {
        ElementKind::Container
    }
}

/// A layout table is a container.
fn table(dom: &Dom, id: NodeId) -> ElementKind {
    let is_layout =
        dom.attribute(id, "role").is_some_and(|role| matches!(role, "presentation" | "none"));
    let nested = dom.descendants(id).skip(1).any(|inner| dom.name(inner) == "table");
    if is_layout || nested { ElementKind::Container } else { ElementKind::Table }
}

/// For each node, whether it has a block-level descendant.
pub(super) fn block_ancestors(dom: &Dom) -> Vec<bool> {
    let mut ancestors = vec![false; dom.len()];
    for id in dom.descendants(dom.root()) {
        if dom.name(id).is_empty()
            || matches!(of(dom, id), ElementKind::Inline(_) | ElementKind::Ignored)
        {
            continue;
        }
        let mut above = dom.parent(id);
        while let Some(ancestor) = above.filter(|&ancestor| !ancestors[ancestor]) {
            ancestors[ancestor] = true;
            above = dom.parent(ancestor);
        }
    }
    ancestors
}
