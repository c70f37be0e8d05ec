//! HTML to blocks.
//!
//! What has no block of its own keeps its text: an unknown element is what it holds.

mod embed;
mod figure;
mod finish;
mod flow;
mod inline;
mod kind;
mod list;
mod notes;
mod quote;
mod table;

use crate::cleaning::tidy;
use crate::drafts::desk::Desk;
use crate::markup::dom::{Data, Dom, Id};
use crate::markup::markdown::MARK;
use crate::slugs::slug_of;
use article::{Aside, AsideKind, Block, Code, Footnote, Heading, Inline, plain_text};
pub(crate) use figure::{card, in_words};
use flow::Flow;
use inline::Ruby;
use kind::Kind;
use std::collections::{HashMap, HashSet};

/// Blocks inside blocks, and text inside text, go no deeper than this. The viewer's JSON reader
/// gives up at 128 levels; a list in a list is four of them, a link in a link three.
const DEEPEST_BLOCK: usize = 12;
const DEEPEST_INLINE: usize = 16;

/// How many blocks may be put into emphasis and links that go around them. Each costs an inline: a
/// few tags around everything would be one in each paragraph.
const MOST_WRAPS: usize = 50_000;

/// What became of a text.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub blocks: Vec<Block>,
    pub footnotes: Vec<Footnote>,
}

/// Where the elements of a tree come from in the source.
pub(crate) enum Places {
    /// Comments in the tree say it.
    Marks,
    /// The tree was made of the source itself: byte at which each line begins.
    Lines(Vec<usize>),
}

/// What is known of the article whose text is read.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub headline: &'a str,
    pub language: &'a str,
}

/// Makes one line of a tree: of a title, of a caption.
pub(crate) fn line(dom: &Dom, about: About<'_>, desk: &Desk<'_>) -> Vec<Inline> {
    let mut blocks = body(dom, dom.root(), Places::Marks, about, desk).blocks;
    let mut line = Vec::new();
    inline::flatten(std::mem::take(&mut blocks), &mut line, &mut blocks);
    line
}

/// Makes a body of what is below `top`.
pub(crate) fn body(dom: &Dom, top: Id, places: Places, about: About<'_>, desk: &Desk<'_>) -> Body {
    let mut converter = Converter {
        dom,
        desk,
        places,
        headline: about.headline,
        language: about.language,
        place: desk.draft.body,
        blocks_deep: 0,
        inlines_deep: 0,
        holds_blocks: kind::holders_of_blocks(dom),
        // To browsers this is the top of the page.
        ids: HashSet::from(["top".to_owned()]),
        repeats: HashMap::new(),
        fragments: Vec::new(),
        notes: notes::Notes::new(dom),
        rubies: HashMap::new(),
        too_deep: None,
        too_much: None,
        wraps: 0,
    };
    converter.too_deep = dom.too_deep.map(|id| converter.place_of(id));
    converter.too_much = dom.full.map(|id| converter.place_of(id));
    let mut blocks = converter.inside(top);
    let mut footnotes = converter.footnotes();
    converter.finish(&mut blocks, &mut footnotes);
    Body { blocks, footnotes }
}

/// Makes blocks of a tree's nodes.
struct Converter<'a> {
    dom: &'a Dom,
    desk: &'a Desk<'a>,
    places: Places,
    headline: &'a str,
    /// The article's language.
    language: &'a str,
    /// The byte of the source where the block at hand begins.
    place: usize,
    blocks_deep: usize,
    inlines_deep: usize,
    /// For each node, whether there is a block somewhere below.
    holds_blocks: Vec<bool>,
    /// The ids of headings, each given once.
    ids: HashSet<String>,
    /// How often an id was wanted.
    repeats: HashMap<String, usize>,
    /// The links to places in this article: the place's id, the link's address, where it stands.
    fragments: Vec<(String, String, usize)>,
    notes: notes::Notes,
    /// The `ruby` elements of which a reading was met.
    rubies: HashMap<Id, Ruby>,
    /// The byte of the source where the first block is that is nested too deep.
    too_deep: Option<usize>,
    /// The byte of the source from where on there is more than can be shown.
    too_much: Option<usize>,
    /// How many blocks were put into emphasis or links that go around them.
    wraps: usize,
}

impl Converter<'_> {
    /// The blocks below `top`.
    fn inside(&mut self, top: Id) -> Vec<Block> {
        let mut flow = Flow::default();
        self.fill(top, &mut flow);
        flow.finish()
    }

    /// Adds what is below `top` to `flow`.
    fn fill(&mut self, top: Id, flow: &mut Flow) {
        let dom = self.dom;
        for child in dom.children(top) {
            self.node(child, flow);
        }
    }

    fn node(&mut self, id: Id, flow: &mut Flow) {
        let dom = self.dom;
        match dom.data(id) {
            Data::Text(text) => flow.text(text),
            Data::Comment(_) => self.place = marked(dom, id).unwrap_or(self.place),
            Data::Root => self.fill(id, flow),
            Data::Element { .. } => self.element(id, flow),
        }
    }

    fn element(&mut self, id: Id, flow: &mut Flow) {
        if let Places::Lines(lines) = &self.places {
            let line = self.dom.line(id).saturating_sub(1);
            self.place = lines.get(line).copied().unwrap_or(self.place);
        }
        match kind::of(self.dom, id) {
            Kind::Inline(inline) => self.inline(id, inline, flow),
            Kind::Nothing => {}
            Kind::Paragraph => {
                flow.end_line();
                let mut paragraph = Flow::default();
                self.fill(id, &mut paragraph);
                flow.blocks(paragraph.finish_paragraph());
            }
            Kind::Container => {
                flow.end_line();
                self.fill(id, flow);
                flow.end_line();
            }
            kind if self.blocks_deep >= DEEPEST_BLOCK => {
                self.is_too_deep();
                flow.end_line();
                if kind == Kind::Code {
                    flow.text(&self.dom.text(id));
                } else {
                    self.fill(id, flow);
                }
                flow.end_line();
            }
            kind => {
                self.blocks_deep += 1;
                self.block(id, kind, flow);
                self.blocks_deep -= 1;
            }
        }
    }

    fn block(&mut self, id: Id, kind: Kind, flow: &mut Flow) {
        match kind {
            Kind::Heading(level) => {
                let blocks = self.heading(id, level);
                flow.blocks(blocks);
            }
            Kind::Quotation => self.quotation(id, flow),
            Kind::PullQuote => self.pull_quote(id, flow),
            Kind::List => {
                let list = self.list(id);
                flow.blocks(list);
            }
            Kind::Definitions => {
                let list = self.definitions(id);
                flow.blocks(list);
            }
            Kind::Code => flow.blocks(vec![self.code(id)]),
            Kind::Table => {
                let table = self.table(id);
                flow.blocks(table);
            }
            Kind::Figure => {
                let figure = self.figure(id);
                flow.blocks(figure);
            }
            Kind::Gallery => {
                let gallery = self.gallery(id);
                flow.blocks(gallery);
            }
            Kind::Aside(kind) => {
                let aside = self.aside(id, kind);
                flow.blocks(aside);
            }
            Kind::Divider => flow.blocks(vec![Block::Divider]),
            Kind::Inline(_) | Kind::Nothing | Kind::Paragraph | Kind::Container => {}
        }
    }

    fn heading(&mut self, id: Id, level: u8) -> Vec<Block> {
        let (text, after) = self.line(id);
        let words = plain_text(&text);
        let repeats = level == 1 && tidy::same_words(&words, self.headline);
        let mut blocks = Vec::new();
        if !text.is_empty() && !repeats {
            let given = self.dom.filled(id, "id").map(str::to_owned);
            let id = self.unique_id(given, &words);
            let level = level.max(2);
            blocks.push(Block::Heading(Heading { level, id, text }));
        }
        blocks.extend(after);
        blocks
    }

    /// An id that no other heading has: the given one, else made of the words.
    fn unique_id(&mut self, given: Option<String>, words: &str) -> String {
        let plain = |id: &String| !id.contains(|c: char| c.is_whitespace() || c.is_control());
        let wanted = given.filter(plain).unwrap_or_else(|| {
            slug_of(words).map_or_else(|| "section".to_owned(), |slug| slug.to_string())
        });
        // Where the last one with this id left off: a thousand equal headings are counted, not
        // tried.
        let mut number = self.repeats.get(&wanted).copied().unwrap_or(1);
        let mut id = wanted.clone();
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.repeats.insert(wanted, number);
        id
    }

    fn code(&self, id: Id) -> Block {
        let dom = self.dom;
        let text = dom.text(id);
        let class_of = |id: Id| {
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

    fn aside(&mut self, id: Id, kind: AsideKind) -> Vec<Block> {
        let dom = self.dom;
        let mut title = Vec::new();
        let mut flow = Flow::default();
        for child in dom.children(id) {
            let heads = title.is_empty() && flow.is_empty();
            match dom.name(child) {
                "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if heads => {
                    let (text, after) = self.line(child);
                    title = text;
                    flow.blocks(after);
                }
                _ if heads
                    && dom.has_class(child, &["title", "admonition-title", "callout-title"]) =>
                {
                    let (text, after) = self.line(child);
                    title = text;
                    flow.blocks(after);
                }
                _ => self.node(child, &mut flow),
            }
        }
        let body = flow.finish();
        if body.is_empty() && title.is_empty() {
            return Vec::new();
        }
        vec![Block::Aside(Aside { kind, title, body })]
    }

    /// Keeps that the block at hand is nested too deep.
    fn is_too_deep(&mut self) {
        self.too_deep = Some(self.too_deep.unwrap_or(usize::MAX).min(self.place));
    }

    /// The byte of the source where the block with the element begins.
    fn place_of(&self, id: Id) -> usize {
        let dom = self.dom;
        let place = match &self.places {
            Places::Lines(lines) => lines.get(dom.line(id).saturating_sub(1)).copied(),
            Places::Marks => {
                let before = dom.descendants(dom.root()).take_while(|&node| node != id);
                before.filter_map(|node| marked(dom, node)).last()
            }
        };
        place.unwrap_or(self.desk.draft.body)
    }
}

/// The place that a mark tells.
fn marked(dom: &Dom, id: Id) -> Option<usize> {
    match dom.data(id) {
        Data::Comment(comment) => comment.strip_prefix(MARK)?.parse().ok(),
        _ => None,
    }
}
