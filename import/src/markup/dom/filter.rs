//! Limits a tree's depth and weight while it is parsed.

use super::sink::DomSink;
use super::{NodeId, SELF_CLOSING, attributes};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};
use std::cell::Cell;

/// The maximum depth of elements. Deeper elements are dropped; their text is kept.
const MAX_DEPTH: u16 = 120;

/// A token sink in front of the tree builder. Beyond the maximum depth, and once the tree is full,
/// only text passes.
pub(super) struct TokenFilter {
    pub(super) tree: TreeBuilder<NodeId, DomSink>,
    /// Whether this is a fragment. There, elements that would take the rest of the text as raw text
    /// are replaced.
    fragment: bool,
    /// The element whose raw text is being read.
    pub(super) raw: Cell<Option<NodeId>>,
    /// Whether the raw text being read belongs to a dropped script or style.
    skip_raw: Cell<bool>,
    /// The last node before the first element that was nested too deep.
    pub(super) too_deep: Cell<Option<NodeId>>,
    /// The last node before the tree reached its maximum weight.
    pub(super) full: Cell<Option<NodeId>>,
    /// The last node before an element with too many attributes.
    pub(super) attribute_overflow: Cell<Option<NodeId>>,
}

impl TokenFilter {
    pub(super) fn new(tree: TreeBuilder<NodeId, DomSink>, fragment: bool) -> TokenFilter {
        TokenFilter {
            tree,
            fragment,
            raw: Cell::new(None),
            skip_raw: Cell::new(false),
            too_deep: Cell::new(None),
            full: Cell::new(None),
            attribute_overflow: Cell::new(None),
        }
    }

    fn tag(&self, mut tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        let sink = &self.tree.sink;
        if tag.kind == TagKind::EndTag {
            if self.skip_raw.take() {
                return TokenSinkResult::Continue;
            }
            if self.full.get().is_some() && self.raw.get().is_none() {
                return self.drop_tag(&tag, line);
            }
            self.raw.set(None);
            return self.pass(Token::TagToken(tag), line);
        }
        if self.is_text_only() {
            if self.full.get().is_none() {
                self.too_deep.set(self.too_deep.get().or(Some(sink.last())));
            }
            return self.drop_tag(&tag, line);
        }
        sink.expect(&tag.attrs);
        if tag.attrs.len() >= attributes::MAX {
            self.attribute_overflow.set(Some(sink.last()));
        }
        if self.fragment && self.replace_raw_text(&mut tag) {
            return self.open_and_close(tag, line);
        }
        self.pass(Token::TagToken(tag), line)
    }

    /// Whether only text is accepted here.
    fn is_text_only(&self) -> bool {
        self.full.get().is_some() || self.tree.sink.depth.get() >= MAX_DEPTH
    }

    /// Drops a tag, and the content of a script or style.
    fn drop_tag(&self, tag: &Tag, line: u64) -> TokenSinkResult<NodeId> {
        let kind = match &*tag.name {
            "script" => RawKind::ScriptData,
            "style" => RawKind::Rawtext,
            "a" | "abbr" | "b" | "cite" | "code" | "em" | "i" | "s" | "small" | "span"
            | "strong" | "sub" | "sup" | "u" => return TokenSinkResult::Continue,
            // Words in different blocks stay separate.
            _ => return self.pass(Token::CharacterTokens(StrTendril::from_char(' ')), line),
        };
        if tag.kind == TagKind::EndTag || (self.fragment && tag.self_closing) {
            return TokenSinkResult::Continue;
        }
        self.skip_raw.set(true);
        TokenSinkResult::RawData(kind)
    }

    fn pass(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let result = self.tree.process_token(token, line);
        if let TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext = result {
            self.raw.set(Some(self.tree.sink.last()));
        }
        if self.full.get().is_none() && self.tree.sink.is_full() {
            self.full.set(Some(self.tree.sink.last()));
            self.end_table(line);
        }
        result
    }

    /// Closes an open table: the parser would move text between cells in front of it (foster
    /// parenting).
    fn end_table(&self, line: u64) {
        let end = Tag {
            kind: TagKind::EndTag,
            name: local_name!("table"),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        if self.raw.get().is_none() {
            let _ = self.tree.process_token(Token::TagToken(end), line);
        }
    }

    /// Replaces elements that would take the rest of a fragment as raw text. Returns whether the
    /// element is closed by its own tag.
    fn replace_raw_text(&self, tag: &mut Tag) -> bool {
        let swallows = ["title", "textarea", "xmp", "noembed", "noframes", "plaintext", "select"];
        if swallows.contains(&&*tag.name) {
            tag.name = local_name!("span");
        }
        if let Some((name, _)) = SELF_CLOSING.iter().find(|(_, stand_in)| *tag.name == **stand_in) {
            tag.name = LocalName::from(*name);
        }
        let plain = ["iframe", "script", "style"].contains(&&*tag.name);
        tag.self_closing && plain
    }

    /// Closes a self-closing raw-text element: `<script/>` is an open script to HTML, but its
    /// author meant it to be closed.
    fn open_and_close(&self, start: Tag, line: u64) -> TokenSinkResult<NodeId> {
        let end =
            Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..start.clone() };
        // The pair of tags yields neither raw text nor a script to run.
        let _ = self.tree.process_token(Token::TagToken(start), line);
        let _ = self.tree.process_token(Token::TagToken(end), line);
        TokenSinkResult::Continue
    }
}

impl TokenSink for TokenFilter {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            Token::CharacterTokens(_) if self.skip_raw.get() => TokenSinkResult::Continue,
            Token::CommentToken(_) if self.is_text_only() => TokenSinkResult::Continue,
            Token::CharacterTokens(text) => {
                self.tree.sink.weigh_text(&text);
                self.pass(Token::CharacterTokens(text), line)
            }
            other => self.pass(other, line),
        }
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
