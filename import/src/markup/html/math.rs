//! Formulas, in TeX or MathML, and abbreviations.

use super::Converter;
use super::block_builder::BlockBuilder;
use crate::markup::dom::{NodeData, NodeId};
use article::Inline;

impl Converter<'_> {
    /// A formula: the TeX that stands for it, or what MathML says in the same signs.
    pub(super) fn math(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        self.push_places(builder);
        let tex = match dom.attribute(id, "tex") {
            Some(tex) => tex.to_owned(),
            None => {
                let given = dom.descendants(id).find(|&below| {
                    dom.attribute(below, "encoding").is_some_and(|kind| kind.contains("tex"))
                });
                let tex = match given {
                    Some(annotation) => dom.text(annotation),
                    None => self.tex_of(id),
                };
                let words: Vec<&str> = tex.split_whitespace().collect();
                if words.is_empty() {
                    return;
                }
                let sign = if dom.attribute(id, "display") == Some("block") { "$$" } else { "$" };
                [sign, &words.join(" "), sign].concat()
            }
        };
        builder.push_inline(Inline::Math(tex));
    }

    /// MathML as TeX: what stands above, below and over a line says so.
    fn tex_of(&self, id: NodeId) -> String {
        let dom = self.dom;
        if let NodeData::Text(text) = dom.data(id) {
            return text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let is_content = |&child: &NodeId| match dom.data(child) {
            NodeData::Text(text) => !text.trim().is_empty(),
            NodeData::Element { .. } => !dom.is_element(child, &["annotation", "annotation-xml"]),
            _ => false,
        };
        let parts: Vec<String> =
            dom.children(id).filter(is_content).map(|child| self.tex_of(child)).collect();
        let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
        let grouped = |at: usize| match part(at) {
            part if part.chars().count() == 1 => part.to_owned(),
            part => ["{", part, "}"].concat(),
        };
        match dom.local_name(id) {
            "msup" | "mover" => [part(0), "^", &grouped(1)].concat(),
            "msub" | "munder" => [part(0), "_", &grouped(1)].concat(),
            "msubsup" | "munderover" => [part(0), "_", &grouped(1), "^", &grouped(2)].concat(),
            "mfrac" => {
                let simple = |at: usize| part(at).chars().all(char::is_alphanumeric);
                match simple(0) && simple(1) {
                    true => [part(0), "/", part(1)].concat(),
                    false => ["\\frac{", part(0), "}{", part(1), "}"].concat(),
                }
            }
            "msqrt" => ["\\sqrt{", &parts.concat(), "}"].concat(),
            "mroot" => ["\\sqrt[", part(1), "]{", part(0), "}"].concat(),
            "mtr" => [&parts.join(" & "), " \\\\ "].concat(),
            "mtext" => ["\\text{", &parts.concat(), "}"].concat(),
            "mspace" => " ".to_owned(),
            _ => parts.concat(),
        }
    }

    /// A word, and in brackets what it stands for, once: fingers and keyboards can't reach a title.
    pub(super) fn abbreviation(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        self.convert_children(id, builder);
        let Some(title) = dom.nonblank(id, "title") else {
            return;
        };
        if title != dom.text(id).trim() && self.abbreviations.insert(title.to_owned()) {
            builder.push_text(&[" (", title, ")"].concat());
        }
    }
}
