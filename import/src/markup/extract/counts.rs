//! What stands below each element of a page: characters, links, paragraphs. Elements that are taken away
//! no longer count.

use crate::cleaning::normalize;
use crate::markup::dom::{Dom, NodeData, NodeId};
use std::ops::{AddAssign, SubAssign};

/// What stands in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Characters; one of a script without spaces counts as two.
    pub chars: u32,
    /// Characters in links, in tenths: those of links inside the page say less.
    pub link_tenths: u32,
    pub heading_chars: u32,
    /// Characters in paragraphs as stories have them, long and with few links.
    pub prose: u32,
    pub commas: u32,
    pub paragraphs: u32,
    pub images: u32,
    pub items: u32,
    pub inputs: u32,
    pub frames: u32,
    /// Elements that part text: what has none of them is a paragraph.
    pub blocks: u32,
    /// Figures with something printed under them.
    pub captions: u32,
}

macro_rules! each_count {
    ($macro:ident, $a:expr, $b:expr) => {
        $macro!($a, $b, chars link_tenths heading_chars prose commas paragraphs images items inputs frames blocks captions)
    };
}
macro_rules! add {
    ($a:expr, $b:expr, $($field:ident)*) => { $( $a.$field += $b.$field; )* };
}
macro_rules! subtract {
    ($a:expr, $b:expr, $($field:ident)*) => { $( $a.$field = $a.$field.saturating_sub($b.$field); )* };
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        each_count!(add, self, other);
    }
}

impl SubAssign for Counts {
    fn sub_assign(&mut self, other: Counts) {
        each_count!(subtract, self, other);
    }
}

impl Counts {
    /// How much of the text is in links: 0 to 1.
    pub(super) fn link_density(&self) -> f32 {
        if self.chars == 0 { 0.0 } else { self.link_tenths as f32 / 10.0 / self.chars as f32 }
    }
}

/// A piece of text that is a paragraph to readers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    /// The element that it is, or that it stands in.
    pub element: NodeId,
    /// Whether it is only a run of text in the element.
    pub is_run: bool,
    pub chars: u32,
    pub commas: u32,
    /// Whether much of it is in links.
    pub is_linked: bool,
}

/// A page, of which parts were taken away.
#[derive(Clone)]
pub(super) struct Page<'a> {
    pub dom: &'a Dom,
    /// All nodes, in the order of the text.
    pub order: Vec<NodeId>,
    gone: Vec<bool>,
    counts: Vec<Counts>,
    phrasing: Vec<bool>,
    pub paragraphs: Vec<Paragraph>,
}

/// Paragraphs of a story are longer, and have fewer links.
const PROSE_LEN: u32 = 80;
const PROSE_LINKS: f32 = 0.3;

impl<'a> Page<'a> {
    /// The page without the elements of which `is_gone` is true.
    pub(super) fn new(dom: &'a Dom, is_gone: &dyn Fn(NodeId) -> bool) -> Page<'a> {
        let mut page = Page {
            dom,
            order: Vec::new(),
            gone: vec![false; dom.len()],
            counts: vec![Counts::default(); dom.len()],
            phrasing: vec![false; dom.len()],
            paragraphs: Vec::new(),
        };
        for id in dom.descendants(dom.root()) {
            let above = dom.parent(id).is_some_and(|up| page.gone[up]);
            page.gone[id] = above || is_unread(dom.name(id)) || is_gone(id);
            if !page.gone[id] {
                page.order.push(id);
            }
        }
        page.count();
        page
    }

    pub(super) fn is_gone(&self, id: NodeId) -> bool {
        self.gone[id]
    }

    pub(super) fn counts(&self, id: NodeId) -> &Counts {
        &self.counts[id]
    }

    /// Whether a node is a piece of a line.
    pub(super) fn is_phrasing(&self, id: NodeId) -> bool {
        self.phrasing[id]
    }

    /// Takes an element away, with all that is in it.
    pub(super) fn remove(&mut self, id: NodeId) {
        if self.gone[id] {
            return;
        }
        let counts = self.counts[id];
        for up in std::iter::successors(self.dom.parent(id), |&up| self.dom.parent(up)) {
            self.counts[up] -= counts;
        }
        for below in self.dom.descendants(id) {
            self.gone[below] = true;
        }
    }

    /// The elements at and below `top` that are there, in the order of the text.
    pub(super) fn elements(&self, top: NodeId) -> Vec<NodeId> {
        let there = |&id: &NodeId| !self.gone[id] && !self.dom.name(id).is_empty();
        self.dom.descendants(top).filter(there).collect()
    }

    /// The elements around a node, the nearest first.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.dom.parent(id), |&up| self.dom.parent(up))
    }

    /// The text below a node that is there.
    pub(super) fn text(&self, top: NodeId) -> String {
        let mut text = String::new();
        for id in self.dom.descendants(top).filter(|&id| !self.gone[id]) {
            match self.dom.data(id) {
                NodeData::Text(piece) => text.push_str(piece),
                NodeData::Element { .. } if self.dom.name(id) == "br" || !self.phrasing[id] => {
                    text.push('\n');
                }
                _ => {}
            }
        }
        text
    }

    fn count(&mut self) {
        for at in (0..self.order.len()).rev() {
            let id = self.order[at];
            self.count_one(id);
            if let Some(up) = self.dom.parent(id) {
                let counts = self.counts[id];
                self.counts[up] += counts;
            }
        }
        self.paragraphs.reverse();
    }

    fn count_one(&mut self, id: NodeId) {
        let dom = self.dom;
        if let NodeData::Text(text) = dom.data(id) {
            self.phrasing[id] = true;
            self.counts[id] = text_counts(text);
            return;
        }
        self.phrasing[id] = is_phrasing(dom.name(id))
            || is_transparent(dom.name(id))
                && dom.children(id).all(|child| self.phrasing[child] || self.gone[child]);
        self.add_paragraphs(id);
        let counts = &mut self.counts[id];
        match dom.name(id) {
            "a" => {
                let fragment = dom
                    .nonblank(id, "href")
                    .is_some_and(|href| href.len() > 1 && href.starts_with('#'));
                counts.link_tenths = counts.chars * if fragment { 3 } else { 10 };
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => counts.heading_chars = counts.chars,
            "img" => counts.images += 1,
            "li" => counts.items += 1,
            "input" => counts.inputs += 1,
            "iframe" | "embed" | "object" => counts.frames += 1,
            "figcaption" if counts.chars > 15 => counts.captions += 1,
            _ => {}
        }
        // Those below were counted before.
        if matches!(
            dom.name(id),
            "blockquote" | "dl" | "div" | "img" | "ol" | "p" | "pre" | "table" | "ul"
        ) {
            counts.blocks += 1;
        }
    }

    /// The paragraphs that an element is, or that stand in it without an element of their own.
    fn add_paragraphs(&mut self, id: NodeId) {
        let counts = self.counts[id];
        let whole = match self.dom.name(id) {
            "p" => true,
            "div" => counts.blocks == 0 && !self.has_double_break(id),
            "pre" | "h2" | "h3" | "h4" | "h5" | "h6" => false,
            _ if self.phrasing[id] || counts.chars == 0 => return,
            _ => false,
        };
        if whole {
            self.add_paragraph(id, false, &counts);
            return;
        }
        if !matches!(
            self.dom.name(id),
            "div"
                | "td"
                | "body"
                | "center"
                | "article"
                | "section"
                | "main"
                | "font"
                | "span"
                | "li"
                | "dd"
        ) {
            return;
        }
        let mut run = Counts::default();
        let children: Vec<NodeId> =
            self.dom.children(id).filter(|&child| !self.gone[child]).collect();
        for (at, &child) in children.iter().enumerate() {
            let breaks = self.dom.name(child) == "br"
                && children[at + 1..]
                    .iter()
                    .find(|&&next| self.counts[next].chars > 0 || self.dom.name(next) == "br")
                    .is_some_and(|&next| self.dom.name(next) == "br");
            if self.phrasing[child] && !breaks {
                run += self.counts[child];
            } else {
                self.add_paragraph(id, true, &std::mem::take(&mut run));
            }
        }
        self.add_paragraph(id, true, &run);
    }

    fn has_double_break(&self, id: NodeId) -> bool {
        let mut last = false;
        self.dom
            .children(id)
            .filter(|&child| self.counts[child].chars > 0 || self.dom.name(child) == "br")
            .any(|child| {
                let is_break = self.dom.name(child) == "br";
                let double = last && is_break;
                last = is_break;
                double
            })
    }

    fn add_paragraph(&mut self, element: NodeId, is_run: bool, text: &Counts) {
        if text.chars == 0 {
            return;
        }
        let counts = &mut self.counts[element];
        counts.paragraphs += 1;
        if text.chars >= PROSE_LEN && text.link_density() < PROSE_LINKS {
            counts.prose += text.chars;
        }
        self.paragraphs.push(Paragraph {
            element,
            is_run,
            chars: text.chars,
            commas: text.commas,
            is_linked: text.link_density() >= PROSE_LINKS,
        });
    }
}

fn text_counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut blank = true;
    for c in text.trim().chars() {
        let space = c.is_whitespace();
        counts.chars += match c {
            _ if space => u32::from(!blank),
            c if normalize::is_unspaced(c) || ('\u{ac00}'..='\u{d7a3}').contains(&c) => 2,
            _ => 1,
        };
        blank = space;
        counts.commas +=
            u32::from(matches!(c, ',' | '،' | '、' | '，' | '﹐' | '︐' | '︑' | '⸲' | '⸴' | '⹁'));
    }
    counts
}

/// Elements with nothing for readers.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "head" | "template" | "link" | "meta" | "title" | "noframes"
    )
}

fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "abbr"
            | "audio"
            | "b"
            | "bdi"
            | "bdo"
            | "br"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "datalist"
            | "dfn"
            | "em"
            | "embed"
            | "i"
            | "img"
            | "input"
            | "kbd"
            | "label"
            | "mark"
            | "math"
            | "meter"
            | "noscript"
            | "object"
            | "output"
            | "progress"
            | "q"
            | "ruby"
            | "rb"
            | "rt"
            | "rp"
            | "samp"
            | "script"
            | "select"
            | "small"
            | "strong"
            | "sub"
            | "sup"
            | "textarea"
            | "time"
            | "var"
            | "wbr"
            | "u"
            | "s"
            | "strike"
            | "tt"
            | "big"
            | "svg"
            | "acronym"
    )
}

/// Elements that are what they hold.
fn is_transparent(name: &str) -> bool {
    matches!(name, "a" | "del" | "ins" | "font" | "span" | "")
}
