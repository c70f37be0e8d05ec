//! What may enter a tree: nothing too deep, and no more than a page can show.

use super::sink::DomSink;
use super::{NodeId, SELF_CLOSING, attributes};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};
use std::cell::Cell;

/// Elements deeper than this stay out of the tree; what they hold does not.
const MAX_DEPTH: u16 = 120;

/// Stands before the tree builder. Of what is too deep, and of all that follows once the tree is
/// full, it lets only the text pass.
pub(super) struct TokenFilter {
    pub(super) tree: TreeBuilder<NodeId, DomSink>,
    /// Whether this is a fragment, where elements that swallow all that follows as plain text are
    /// mistakes.
    fragment: bool,
    /// The element whose plain text is being read.
    pub(super) raw: Cell<Option<NodeId>>,
    /// Whether the script or style being read has no element in the tree.
    skip_raw: Cell<bool>,
    /// The last node before the first element that was too deep.
    pub(super) too_deep: Cell<Option<NodeId>>,
    /// The last node of a tree that is full.
    pub(super) full: Cell<Option<NodeId>>,
    /// The last node before an element whose attributes were too many.
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
        if self.fragment && self.rewrite(&mut tag) {
            return self.start_and_end(tag, line);
        }
        self.pass(Token::TagToken(tag), line)
    }

    /// Whether the tree takes nothing but text here.
    fn is_text_only(&self) -> bool {
        self.full.get().is_some() || self.tree.sink.depth.get() >= MAX_DEPTH
    }

    /// Leaves a tag out. What a script or a style holds is no text.
    fn drop_tag(&self, tag: &Tag, line: u64) -> TokenSinkResult<NodeId> {
        let kind = match &*tag.name {
            "script" => RawKind::ScriptData,
            "style" => RawKind::Rawtext,
            "a" | "abbr" | "b" | "cite" | "code" | "em" | "i" | "s" | "small" | "span"
            | "strong" | "sub" | "sup" | "u" => return TokenSinkResult::Continue,
            // What stood in two blocks stays two words.
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

    /// Ends the table at hand, if there is one: text between its cells would be put above it.
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

    /// Makes of a start tag in a fragment what its author meant; says whether its element ends
    /// with it.
    fn rewrite(&self, tag: &mut Tag) -> bool {
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

    /// To browsers `<script/>` is a script that goes on; authors who write so mean its end.
    fn start_and_end(&self, start: Tag, line: u64) -> TokenSinkResult<NodeId> {
        let end =
            Tag { kind: TagKind::EndTag, self_closing: false, attrs: Vec::new(), ..start.clone() };
        // Neither plain text to read nor a script to run comes of the two.
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
