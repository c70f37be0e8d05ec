//! Quotations, and who said them.

use super::Converter;
use super::flow::Flow;
use crate::cleaning::inserts;
use crate::cleaning::tidy;
use crate::markup::dom::{Data, Id};
use article::{Block, Inline, Quotation, plain_text};

const DASHES: [&str; 5] = ["—", "–", "―", "--", "‒"];

impl Converter<'_> {
    pub(super) fn quotation(&mut self, id: Id, flow: &mut Flow) {
        let quotation = self.quoted(id);
        if !quotation.body.is_empty() || !quotation.attribution.is_empty() {
            flow.blocks(vec![Block::Quotation(quotation)]);
        }
    }

    /// The article's own words, set large. What wraps a quotation only for that adds nothing.
    pub(super) fn pull_quote(&mut self, id: Id, flow: &mut Flow) {
        let mut quotation = self.quoted(id);
        let (mut pictures, mut words): (Vec<Block>, Vec<Block>) =
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
            pictures.push(Block::PullQuote(quotation));
        }
        flow.blocks(pictures);
    }

    fn quoted(&mut self, id: Id) -> Quotation {
        let dom = self.dom;
        let source = self.source_of_quotation(id);
        let mut flow = Flow::default();
        for child in dom.children(id).filter(|&child| Some(child) != source) {
            self.node(child, &mut flow);
        }
        let mut body = flow.finish();
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

    /// The element at the end of a quotation that says where it is from.
    fn source_of_quotation(&self, id: Id) -> Option<Id> {
        let dom = self.dom;
        let mut says_something = |&child: &Id| match dom.data(child) {
            Data::Text(text) => !text.trim().is_empty(),
            Data::Comment(_) => false,
            _ => true,
        };
        let last = dom.children(id).filter(&mut says_something).last()?;
        match dom.name(last) {
            "footer" | "cite" | "figcaption" => Some(last),
            "p" | "div" => {
                let mut children = dom.children(last).filter(&mut says_something);
                let (only, more) = (children.next()?, children.next());
                let cites = matches!(dom.name(only), "cite" | "footer") && more.is_none();
                cites.then_some(last)
            }
            _ => None,
        }
    }
}

/// Takes the last paragraph, or its last line, if it begins with a dash and is not all there is.
fn take_attribution(body: &mut Vec<Block>) -> Vec<Inline> {
    let alone = body.len() == 1;
    let Some(Block::Paragraph(last)) = body.last_mut() else {
        return Vec::new();
    };
    if !alone && begins_with_dash(last) {
        let Some(Block::Paragraph(line)) = body.pop() else {
            return Vec::new();
        };
        return line;
    }
    let Some(at) = last.iter().rposition(|inline| matches!(inline, Inline::Break)) else {
        return Vec::new();
    };
    if !begins_with_dash(&last[at + 1..]) {
        return Vec::new();
    }
    let line = last.split_off(at + 1);
    tidy::line(last);
    line
}

fn begins_with_dash(line: &[Inline]) -> bool {
    let text = plain_text(line);
    let text = text.trim_start();
    let words = DASHES.iter().find_map(|dash| text.strip_prefix(dash));
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Takes the dash off the beginning of an attribution.
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
    tidy::line(line);
}
