//! Quotations and their attributions.

use super::Converter;
use super::block_builder::BlockBuilder;
use crate::cleaning::inserts;
use crate::cleaning::normalize;
use crate::markup::dom::{NodeData, NodeId};
use article::{Aside, AsideKind, Block, Inline, Quotation, plain_text};

const DASHES: [&str; 5] = ["—", "–", "―", "--", "‒"];

impl Converter<'_> {
    pub(super) fn quotation(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let mut quotation = self.quoted(id);
        if let Some((kind, title)) = take_callout(&mut quotation.body) {
            let mut body = quotation.body;
            if !quotation.attribution.is_empty() {
                body.push(Block::Paragraph(quotation.attribution));
            }
            return builder.push_blocks(vec![Block::Aside(Aside { kind, title, body })]);
        }
        if !quotation.body.is_empty() || !quotation.attribution.is_empty() {
            builder.push_blocks(vec![Block::Quotation(quotation)]);
        }
    }

    /// A pull quote. A `blockquote` inside it is unwrapped.
    pub(super) fn pull_quote(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let mut quotation = self.quoted(id);
        let (mut images, mut words): (Vec<Block>, Vec<Block>) =
            quotation.body.into_iter().partition(|block| matches!(block, Block::Image(_)));
        if let [Block::Quotation(_)] = words[..]
            && let Some(Block::Quotation(inner)) = words.pop()
        {
            words = inner.body;
            if quotation.attribution.is_empty() {
                quotation.attribution = inner.attribution;
            }
        }
        quotation.body = words;
        if !quotation.body.is_empty() || !quotation.attribution.is_empty() {
            images.push(Block::PullQuote(quotation));
        }
        builder.push_blocks(images);
    }

    fn quoted(&mut self, id: NodeId) -> Quotation {
        let dom = self.dom;
        let source = self.source_of_quotation(id);
        let mut builder = BlockBuilder::default();
        for child in dom.children(id).filter(|&child| Some(child) != source) {
            self.node(child, &mut builder);
        }
        let mut body = builder.finish();
        let mut attribution = Vec::new();
        if let Some(source) = source {
            let (line, rest) = self.line(source);
            attribution = line;
            body.extend(rest);
        }
        if attribution.is_empty() {
            attribution = take_attribution(&mut body);
        }
        drop_dash(&mut attribution);
        article::each_line_mut(&mut body, &mut inserts::everywhere);
        Quotation { body, attribution }
    }

    /// The last element of a quotation, if it names the source.
    fn source_of_quotation(&self, id: NodeId) -> Option<NodeId> {
        let dom = self.dom;
        let mut is_content = |&child: &NodeId| match dom.data(child) {
            NodeData::Text(text) => !text.trim().is_empty(),
            NodeData::Comment(_) => false,
            _ => true,
        };
        let last = dom.children(id).filter(&mut is_content).last()?;
        match dom.name(last) {
            "footer" | "cite" | "figcaption" => Some(last),
            "p" | "div" => {
                let mut children = dom.children(last).filter(&mut is_content);
                let (only, more) = (children.next()?, children.next());
                let cites = matches!(dom.name(only), "cite" | "footer") && more.is_none();
                cites.then_some(last)
            }
            _ => None,
        }
    }
}

/// Takes `[!tip]- Title` off the beginning of a quotation.
fn take_callout(body: &mut Vec<Block>) -> Option<(AsideKind, Vec<Inline>)> {
    let Some(Block::Paragraph(line)) = body.first_mut() else {
        return None;
    };
    // The square brackets were taken for an editor's insertion.
    let Some(Inline::Insert(words)) = line.first() else {
        return None;
    };
    let name = plain_text(words);
    let name = name.strip_prefix('!')?;
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let is_warning = ["warning", "caution", "danger", "error", "bug", "failure", "attention"]
        .iter()
        .any(|warning| warning.eq_ignore_ascii_case(name));
    let kind = if is_warning { AsideKind::Warning } else { AsideKind::Note };
    let mut title = std::mem::take(line);
    title.remove(0);
    if let Some(Inline::Text(first)) = title.first_mut() {
        *first = first.trim_start_matches(['-', '+']).to_owned();
    }
    normalize::line(&mut title);
    body.remove(0);
    Some((kind, title))
}

/// Removes and returns the last paragraph, or its last line, if it starts with a dash and is not
/// the whole quotation.
fn take_attribution(body: &mut Vec<Block>) -> Vec<Inline> {
    let alone = body.len() == 1;
    let Some(Block::Paragraph(last)) = body.last_mut() else {
        return Vec::new();
    };
    if !alone && starts_with_dash(last) {
        let Some(Block::Paragraph(line)) = body.pop() else {
            return Vec::new();
        };
        return line;
    }
    let Some(at) = last.iter().rposition(|inline| matches!(inline, Inline::Break)) else {
        return Vec::new();
    };
    if !starts_with_dash(&last[at + 1..]) {
        return Vec::new();
    }
    let line = last.split_off(at + 1);
    normalize::line(last);
    line
}

fn starts_with_dash(line: &[Inline]) -> bool {
    let text = plain_text(line);
    let text = text.trim_start();
    let words = DASHES.iter().find_map(|dash| text.strip_prefix(dash));
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Removes the dash at the start of an attribution.
pub(super) fn drop_dash(line: &mut Vec<Inline>) {
    let mut first = line.first_mut();
    while let Some(inline) = first {
        if let Inline::Text(text) = inline {
            let bare = text.trim_start();
            let bare = DASHES.iter().find_map(|dash| bare.strip_prefix(dash)).unwrap_or(bare);
            *text = bare.trim_start_matches('-').trim_start().to_owned();
            break;
        }
        first = inline.children_mut().and_then(|inner| inner.first_mut());
    }
    normalize::line(line);
}
