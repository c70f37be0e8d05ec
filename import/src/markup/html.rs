//! Converts HTML to blocks.
//!
//! Unknown elements are transparent: their content is kept.

mod bare_links;
mod block_builder;
mod checks;
pub(crate) use checks::is_top;
mod element_kind;
mod embed;
mod figure;
mod footnotes;
mod inline;
mod list;
mod math;
mod place;
mod quote;
mod sources;
mod table;

use crate::cleaning::normalize;
use crate::drafts::context::Context;
use crate::markup::dom::{Dom, NodeData, NodeId};
use crate::markup::markdown::MARKER;
use crate::slugs::slug_of;
use article::{Aside, AsideKind, Block, Code, Footnote, Heading, Inline, plain_text};
use block_builder::BlockBuilder;
use element_kind::ElementKind;
pub(crate) use figure::{card, image_as_text};
use inline::Ruby;
use std::collections::{HashMap, HashSet};

/// The maximum nesting depth of blocks and inlines. The viewer's JSON reader accepts 200
/// levels (`src/json.rs`); a nested list takes four levels of it, a nested link three.
const MAX_BLOCK_DEPTH: usize = 12;
const MAX_INLINE_DEPTH: usize = 16;

/// How many blocks may be wrapped in emphasis or links that span blocks. Each wrap costs an inline
/// in every paragraph.
const MAX_WRAPPED_BLOCKS: usize = 50_000;

/// The converted body.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub blocks: Vec<Block>,
    pub footnotes: Vec<Footnote>,
}

/// Maps elements to source offsets.
pub(crate) enum SourceMap {
    /// The tree contains marker comments with offsets (Markdown).
    Markers,
    /// The tree was parsed from the source itself: the byte offset of each line (HTML).
    LineStarts(Vec<usize>),
}

/// What the converter needs to know about the article.
#[derive(Clone, Copy)]
pub(crate) struct ArticleInfo<'a> {
    pub headline: &'a str,
    pub language: &'a str,
}

/// Converts a tree to one line of inlines, such as a title or a caption.
pub(crate) fn line(dom: &Dom, info: ArticleInfo<'_>, context: &Context<'_>) -> Vec<Inline> {
    let mut blocks = body(dom, dom.root(), SourceMap::Markers, info, context).blocks;
    let mut line = Vec::new();
    inline::flatten(std::mem::take(&mut blocks), &mut line, &mut blocks);
    line
}

/// Converts the content of `top` to a body.
pub(crate) fn body(
    dom: &Dom,
    top: NodeId,
    source_map: SourceMap,
    info: ArticleInfo<'_>,
    context: &Context<'_>,
) -> Body {
    let mut converter = Converter {
        dom,
        context,
        source_map,
        headline: info.headline,
        language: info.language,
        offset: context.draft.body_start,
        block_depth: 0,
        inline_depth: 0,
        has_block_descendant: element_kind::block_ancestors(dom),
        // `#top` always means the top of the page.
        ids: HashSet::from(["top".to_owned()]),
        id_counts: HashMap::new(),
        fragments: Vec::new(),
        footnotes: footnotes::Footnotes::new(dom),
        rubies: HashMap::new(),
        abbreviations: HashSet::new(),
        pending_places: Vec::new(),
        place_aliases: HashMap::new(),
        too_deep: None,
        overflow: None,
        wrapped_blocks: 0,
    };
    converter.too_deep = dom.too_deep.map(|id| converter.offset_of(id));
    converter.overflow = dom.full.map(|id| converter.offset_of(id));
    let mut blocks = converter.blocks_in(top);
    let mut footnotes = converter.footnotes();
    if matches!(converter.source_map, SourceMap::Markers) {
        converter.link_bare_addresses(&mut blocks, &mut footnotes);
    }
    converter.check(&mut blocks, &mut footnotes);
    Body { blocks, footnotes }
}

/// Converts nodes to blocks.
struct Converter<'a> {
    dom: &'a Dom,
    context: &'a Context<'a>,
    source_map: SourceMap,
    headline: &'a str,
    /// The article's language.
    language: &'a str,
    /// The source offset of the current block.
    offset: usize,
    block_depth: usize,
    inline_depth: usize,
    /// For each node, whether it has a block-level descendant.
    has_block_descendant: Vec<bool>,
    /// The ids in use.
    ids: HashSet<String>,
    /// The last number that was appended to an id to make it unique.
    id_counts: HashMap<String, usize>,
    /// Links to headings of this article: the heading's id, the link's address, its source offset.
    fragments: Vec<(String, String, usize)>,
    footnotes: footnotes::Footnotes,
    /// What was said of abbreviations.
    abbreviations: HashSet<String>,
    /// The ids of places that links lead to and of which the next words are.
    pending_places: Vec<String>,
    /// The headings that stand for ids right before them.
    place_aliases: HashMap<String, String>,
    /// The `ruby` elements of which a reading was met.
    rubies: HashMap<NodeId, Ruby>,
    /// The source offset of the first block that is nested too deep.
    too_deep: Option<usize>,
    /// The source offset after which a limit was exceeded.
    overflow: Option<usize>,
    /// How many blocks were wrapped in emphasis or links.
    wrapped_blocks: usize,
}

impl Converter<'_> {
    /// Converts the content of `top` to blocks.
    fn blocks_in(&mut self, top: NodeId) -> Vec<Block> {
        let mut builder = BlockBuilder::default();
        self.convert_children(top, &mut builder);
        builder.finish()
    }

    /// Converts the content of `top` into `builder`.
    fn convert_children(&mut self, top: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        for child in dom.children(top) {
            self.node(child, builder);
        }
    }

    fn node(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        match dom.data(id) {
            NodeData::Text(text) => {
                if !text.trim().is_empty() {
                    self.push_places(builder);
                }
                if text.contains("[^") && matches!(self.source_map, SourceMap::Markers) {
                    self.text_with_references(text, builder);
                } else {
                    builder.push_text(text);
                }
            }
            NodeData::Comment(_) => self.offset = marker_offset(dom, id).unwrap_or(self.offset),
            NodeData::Root => self.convert_children(id, builder),
            NodeData::Element { .. } => self.element(id, builder),
        }
    }

    fn element(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        if let SourceMap::LineStarts(lines) = &self.source_map {
            let line = self.dom.line(id).saturating_sub(1);
            self.offset = lines.get(line).copied().unwrap_or(self.offset);
        }
        let kind = element_kind::of(self.dom, id);
        if !matches!(kind, ElementKind::Heading(_) | ElementKind::Ignored) {
            self.note_place(id);
        }
        if !matches!(kind, ElementKind::Inline(_) | ElementKind::Ignored)
            && let Some(language) = self.block_language(id)
        {
            return self.block_in_language(id, kind, &language, builder);
        }
        self.element_of_kind(id, kind, builder);
    }

    fn element_of_kind(&mut self, id: NodeId, kind: ElementKind, builder: &mut BlockBuilder) {
        match kind {
            ElementKind::Inline(inline) => {
                self.push_places_before(id, builder);
                self.inline(id, inline, builder);
            }
            ElementKind::Ignored => {}
            ElementKind::Paragraph => {
                builder.end_line();
                let mut paragraph = BlockBuilder::default();
                self.convert_children(id, &mut paragraph);
                builder.push_blocks(paragraph.finish_paragraph());
            }
            ElementKind::Container => {
                builder.end_line();
                self.convert_children(id, builder);
                builder.end_line();
            }
            kind if self.block_depth >= MAX_BLOCK_DEPTH => {
                self.mark_too_deep();
                builder.end_line();
                if kind == ElementKind::Code {
                    builder.push_text(&self.dom.text(id));
                } else {
                    self.convert_children(id, builder);
                }
                builder.end_line();
            }
            kind => {
                self.block_depth += 1;
                self.block(id, kind, builder);
                self.block_depth -= 1;
            }
        }
    }

    fn block(&mut self, id: NodeId, kind: ElementKind, builder: &mut BlockBuilder) {
        match kind {
            ElementKind::Heading(level) => {
                let blocks = self.heading(id, level);
                builder.push_blocks(blocks);
            }
            ElementKind::Quotation => self.quotation(id, builder),
            ElementKind::PullQuote => self.pull_quote(id, builder),
            ElementKind::List => {
                let list = self.list(id);
                builder.push_blocks(list);
            }
            ElementKind::DescriptionList => {
                let list = self.description_list(id);
                builder.push_blocks(list);
            }
            ElementKind::Code => builder.push_blocks(vec![self.code(id)]),
            ElementKind::Table => {
                let table = self.table(id);
                builder.push_blocks(table);
            }
            ElementKind::Figure => {
                let figure = self.figure(id);
                builder.push_blocks(figure);
            }
            ElementKind::Gallery => {
                let gallery = self.gallery(id);
                builder.push_blocks(gallery);
            }
            ElementKind::Aside(kind) => {
                let aside = self.aside(id, kind);
                builder.push_blocks(aside);
            }
            ElementKind::Divider => builder.push_blocks(vec![Block::Divider]),
            ElementKind::Inline(_)
            | ElementKind::Ignored
            | ElementKind::Paragraph
            | ElementKind::Container => {}
        }
    }

    fn heading(&mut self, id: NodeId, level: u8) -> Vec<Block> {
        let before = std::mem::take(&mut self.pending_places);
        // A heading may have the id itself.
        for place in &before {
            self.ids.remove(place);
        }
        let (text, after) = self.line(id);
        let words = plain_text(&text);
        // The headline stands at the top; a page may have it as its first heading.
        let first = level == 1 || self.ids.is_empty();
        let is_headline = first && normalize::same_words(&words, self.headline);
        let mut blocks = Vec::new();
        let given = self.dom.nonblank(id, "id").map(str::to_owned);
        if normalize::is_blank(&text) {
            self.pending_places.extend(before);
        } else if is_headline {
            // The headline stands at the top.
            let own = given.or_else(|| Some(slug_of(&words)?.to_string()));
            self.alias_places(before.into_iter().chain(own), "top");
        } else {
            let id = self.unique_id(given, &words);
            let level = level.max(2);
            self.alias_places(before, &id);
            blocks.push(Block::Heading(Heading { level, id, text }));
        }
        blocks.extend(after);
        blocks
    }

    /// A unique heading id: the given one, else one made of the heading's words.
    fn unique_id(&mut self, given: Option<String>, words: &str) -> String {
        let plain = |id: &String| !id.contains(|c: char| c.is_whitespace() || c.is_control());
        let base = given.filter(plain).unwrap_or_else(|| {
            slug_of(words).map_or_else(|| "section".to_owned(), |slug| slug.to_string())
        });
        // Where the last one with this id left off: a thousand equal headings are counted, not
        // tried. The second has the number 1, as in all programs that make ids.
        let mut number = self.id_counts.get(&base).copied().unwrap_or(0);
        let mut id = base.clone();
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        self.id_counts.insert(base, number);
        id
    }

    fn code(&self, id: NodeId) -> Block {
        let dom = self.dom;
        let text = dom.text(id);
        let class_of = |id: NodeId| {
            let classes = dom.attribute(id, "class").unwrap_or_default();
            let named = classes.split_ascii_whitespace().find_map(|class| {
                ["language-", "lang-", "highlight-source-"]
                    .iter()
                    .find_map(|prefix| class.strip_prefix(prefix))
            });
            named.map(str::to_owned)
        };
        let inner = dom.find(id, "code");
        let language = class_of(id).or_else(|| inner.and_then(class_of)).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
        Block::Code(Code { language, text })
    }

    fn aside(&mut self, id: NodeId, kind: AsideKind) -> Vec<Block> {
        let dom = self.dom;
        let mut title = Vec::new();
        let mut builder = BlockBuilder::default();
        for child in dom.children(id) {
            let heads = title.is_empty() && builder.is_empty();
            match dom.name(child) {
                "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if heads => {
                    let (text, after) = self.line(child);
                    title = text;
                    builder.push_blocks(after);
                }
                _ if heads
                    && dom.has_class(child, &["title", "admonition-title", "callout-title"]) =>
                {
                    let (text, after) = self.line(child);
                    title = text;
                    builder.push_blocks(after);
                }
                _ => self.node(child, &mut builder),
            }
        }
        let body = builder.finish();
        if body.is_empty() && title.is_empty() {
            return Vec::new();
        }
        vec![Block::Aside(Aside { kind, title, body })]
    }

    /// Records that the current block is nested too deep.
    fn mark_too_deep(&mut self) {
        self.too_deep = Some(self.too_deep.unwrap_or(usize::MAX).min(self.offset));
    }

    /// The source offset of the block that contains the element.
    fn offset_of(&self, id: NodeId) -> usize {
        let dom = self.dom;
        let offset = match &self.source_map {
            SourceMap::LineStarts(lines) => lines.get(dom.line(id).saturating_sub(1)).copied(),
            SourceMap::Markers => {
                let before = dom.descendants(dom.root()).take_while(|&node| node != id);
                before.filter_map(|node| marker_offset(dom, node)).last()
            }
        };
        offset.unwrap_or(self.context.draft.body_start)
    }
}

/// The source offset in a marker comment.
fn marker_offset(dom: &Dom, id: NodeId) -> Option<usize> {
    match dom.data(id) {
        NodeData::Comment(comment) => comment.strip_prefix(MARKER)?.parse().ok(),
        _ => None,
    }
}
