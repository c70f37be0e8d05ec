//! Converts inline elements.

use super::block_builder::BlockBuilder;
use super::element_kind::{ElementKind, InlineKind};
use super::{Converter, MAX_INLINE_DEPTH, MAX_WRAPPED_BLOCKS};
use crate::cleaning::normalize;
use crate::cleaning::normalize::same_words;
use crate::diagnostics::DiagnosticKind;
use crate::markup::dom::{Dom, NodeId};
use crate::markup::permalink_marks;
use article::{Block, Direction, Href, Inline, Span, Target};

/// An inline that wraps others.
pub(super) enum Wrap {
    As(fn(Vec<Inline>) -> Inline),
    Link(Target),
    Language(String, Direction),
}

impl Wrap {
    fn apply(&self, text: Vec<Inline>) -> Inline {
        match self {
            Wrap::As(make) => make(text),
            Wrap::Link(to) => Inline::Link { to: to.clone(), text },
            Wrap::Language(language, direction) => Inline::Span(Span {
                language: language.clone(),
                direction: *direction,
                text,
                ..Span::default()
            }),
        }
    }
}

/// How the annotations of a `ruby` element are written.
#[derive(Clone, Copy, Default)]
pub(super) struct Ruby {
    /// Whether the source has parentheses for them (`rp`).
    bracketed: bool,
    /// Whether the text is Chinese, Japanese or Korean, so that parentheses are full-width.
    wide: bool,
}

impl Ruby {
    fn of(dom: &Dom, id: NodeId) -> Ruby {
        let mut marks = dom.descendants(id).filter(|&below| dom.name(below) == "rp");
        Ruby {
            bracketed: marks.any(|mark| !dom.text(mark).trim().is_empty()),
            wide: dom.text(id).chars().any(is_wide),
        }
    }
}

impl Converter<'_> {
    /// Converts the content of `id` to one line, and returns what can't be in a line.
    pub(super) fn line(&mut self, id: NodeId) -> (Vec<Inline>, Vec<Block>) {
        let mut line = Vec::new();
        let mut rest = Vec::new();
        flatten(self.blocks_in(id), &mut line, &mut rest);
        normalize::line(&mut line);
        (line, rest)
    }

    pub(super) fn inline(&mut self, id: NodeId, kind: InlineKind, builder: &mut BlockBuilder) {
        match kind {
            InlineKind::Emphasis => self.wrapped(id, builder, Some(Wrap::As(Inline::Emphasis))),
            InlineKind::Strong => self.wrapped(id, builder, Some(Wrap::As(Inline::Strong))),
            InlineKind::Strikethrough => {
                self.wrapped(id, builder, Some(Wrap::As(Inline::Strikethrough)));
            }
            InlineKind::Superscript => {
                self.wrapped(id, builder, Some(Wrap::As(Inline::Superscript)));
            }
            InlineKind::Subscript => self.wrapped(id, builder, Some(Wrap::As(Inline::Subscript))),
            InlineKind::Transparent if self.dom.name(id) == "noscript" && self.is_twin(id) => {}
            InlineKind::Transparent => self.wrapped(id, builder, None),
            InlineKind::Link if permalink_marks::is_mark(self.dom, id) => {}
            InlineKind::Link => {
                let offset = self.offset;
                let address = self.dom.nonblank(id, "href").unwrap_or_default();
                let target = self.context.resolve_link(address, offset);
                if let Some(Target::Heading(fragment)) = &target {
                    self.fragments.push((fragment.clone(), address.to_owned(), offset));
                }
                self.link_title(id);
                self.wrapped(id, builder, target.map(Wrap::Link));
            }
            InlineKind::Code => {
                let code = self.dom.text(id);
                builder.push_inline(Inline::Code(
                    code.split_whitespace().collect::<Vec<_>>().join(" "),
                ));
            }
            InlineKind::Quote => {
                builder.push_text("“");
                self.convert_children(id, builder);
                builder.push_text("”");
            }
            InlineKind::Break => builder.push_inline(Inline::Break),
            InlineKind::FootnoteReference => {
                let note = self.footnote_reference(id);
                builder.push_inline(note);
            }
            InlineKind::Math => self.math(id, builder),
            InlineKind::Abbreviation => self.abbreviation(id, builder),
            InlineKind::Input => {
                let is_box = matches!(self.dom.nonblank(id, "type"), Some("checkbox" | "radio"));
                if is_box {
                    let ticked = self.dom.attribute(id, "checked").is_some();
                    builder.push_text(if ticked { "☑ " } else { "☐ " });
                }
            }
            InlineKind::RubyText => self.ruby_text(id, builder),
            InlineKind::Image if self.is_stand_in(id) => {}
            InlineKind::Image if self.other_medium(id, builder) => {}
            InlineKind::Image => {
                let image = self.image(id);
                builder.push_floating(image);
            }
            InlineKind::Audio => self.audio(id, builder),
            InlineKind::Video => self.video(id, builder),
            InlineKind::Frame => self.frame(id, builder),
            InlineKind::Script => {
                let script = self.script(id);
                builder.push_floating(script);
            }
            InlineKind::Graphic => self.graphic(id, builder),
        }
    }

    /// A ruby annotation in parentheses: the source's fallback parentheses if it has them, else
    /// ours.
    fn ruby_text(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        let above = std::iter::successors(dom.parent(id), |&up| dom.parent(up));
        let ruby = above.take(3).find(|&up| dom.name(up) == "ruby");
        let ruby_style =
            ruby.map(|ruby| *self.rubies.entry(ruby).or_insert_with(|| Ruby::of(dom, ruby)));
        let Ruby { bracketed, wide } = ruby_style.unwrap_or_default();
        if bracketed || dom.text(id).trim().is_empty() {
            return self.convert_children(id, builder);
        }
        let (open, close) = if wide { ("（", "）") } else { (" (", ")") };
        builder.push_text(open);
        self.convert_children(id, builder);
        builder.push_text(close);
    }

    /// Reports a link's title, which touch and keyboard can't reach, so it is not kept. A title
    /// that repeats the link's text or address is no loss.
    fn link_title(&self, id: NodeId) {
        let dom = self.dom;
        let Some(title) = dom.nonblank(id, "title") else {
            return;
        };
        let repeats = same_words(title, &dom.text(id)) || dom.nonblank(id, "href") == Some(title);
        if repeats {
            return;
        }
        // Search for the quoted title, because a short one may also occur in the text before.
        let source = &self.context.draft.source.text;
        let quoted =
            [('"', '"'), ('\'', '\''), ('(', ')')].into_iter().find_map(|(open, close)| {
                let quoted = format!("{open}{title}{close}");
                let span = self.context.span_of(self.offset, &quoted);
                (source.get(span.clone()) == Some(&quoted)).then_some(span.start + 1)
            });
        self.context.report(DiagnosticKind::LinkTitle, quoted.unwrap_or(self.offset), title);
    }

    /// An inline graphic can't be shown; its label is kept.
    fn graphic(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let dom = self.dom;
        let label = dom.nonblank(id, "aria-label").map(str::to_owned);
        let label = label.unwrap_or_else(|| dom.text(id));
        builder.push_text(&label);
        self.context.report(DiagnosticKind::Unsupported, self.offset, "<svg");
    }

    fn wrapped(&mut self, id: NodeId, builder: &mut BlockBuilder, wrap: Option<Wrap>) {
        let wrap = self.language(id).filter(|_| !matches!(wrap, Some(Wrap::Link(_)))).or(wrap);
        let Some(wrap) = wrap else {
            return self.convert_children(id, builder);
        };
        if self.inline_depth >= MAX_INLINE_DEPTH {
            self.mark_too_deep();
            return self.convert_children(id, builder);
        }
        self.inline_depth += 1;
        if self.has_block_descendant[id] {
            let mut blocks = self.blocks_in(id);
            self.wrapped_blocks += blocks.len();
            if self.wrapped_blocks <= MAX_WRAPPED_BLOCKS {
                wrap_blocks(&mut blocks, &wrap);
            } else {
                self.overflow.get_or_insert(self.offset);
            }
            builder.push_blocks(blocks);
        } else {
            let floating = floating_counts(builder);
            let outer = builder.start_nested();
            self.convert_children(id, builder);
            let inner = builder.end_nested(outer);
            if let Wrap::Link(to) = &wrap {
                let alone = normalize::is_blank(&inner);
                let (before, after) = builder.floating_mut();
                for block in
                    before.iter_mut().skip(floating.0).chain(after.iter_mut().skip(floating.1))
                {
                    link_picture(block, to, alone);
                }
            }
            if !inner.is_empty() {
                builder.push_if_nonblank(wrap.apply(inner));
            }
        }
        self.inline_depth -= 1;
    }

    /// The language and direction of an element's text, if they are not the article's.
    fn language(&self, id: NodeId) -> Option<Wrap> {
        let dom = self.dom;
        let named = dom.nonblank(id, "lang").or_else(|| dom.nonblank(id, "xml:lang"));
        let language = named.and_then(|named| named.parse().ok());
        let language = language.map(|known: icu_locale_core::LanguageIdentifier| known.to_string());
        let own = Direction::of_language(self.language);
        let natural = language.as_deref().map_or(own, Direction::of_language);
        let direction = match dom.nonblank(id, "dir") {
            Some(dir) if dir.eq_ignore_ascii_case("rtl") => Direction::Rtl,
            Some(dir) if dir.eq_ignore_ascii_case("ltr") => Direction::Ltr,
            _ => natural,
        };
        let language = language.filter(|language| *language != self.language);
        let differs = language.is_some() || direction != own;
        differs.then(|| Wrap::Language(language.unwrap_or_default(), direction))
    }

    /// The same of a block.
    pub(super) fn block_language(&self, id: NodeId) -> Option<Wrap> {
        let dom = self.dom;
        let says = dom.attribute(id, "lang").or_else(|| dom.attribute(id, "dir")).is_some();
        (says && self.inline_depth < MAX_INLINE_DEPTH).then(|| self.language(id)).flatten()
    }

    /// Converts a block of another language: its lines are.
    pub(super) fn block_in_language(
        &mut self,
        id: NodeId,
        kind: ElementKind,
        language: &Wrap,
        builder: &mut BlockBuilder,
    ) {
        builder.end_line();
        let mut inner = BlockBuilder::default();
        self.inline_depth += 1;
        self.element_of_kind(id, kind, &mut inner);
        self.inline_depth -= 1;
        let mut blocks = inner.finish();
        article::each_line_mut(&mut blocks, &mut |line: &mut Vec<Inline>| {
            if !line.is_empty() {
                *line = vec![language.apply(std::mem::take(line))];
            }
        });
        builder.push_blocks(blocks);
    }
}

/// Whether a character is Chinese, Japanese or Korean.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
        || matches!(c, '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn floating_counts(builder: &mut BlockBuilder) -> (usize, usize) {
    let (before, after) = builder.floating_mut();
    (before.len(), after.len())
}

/// Wraps the lines of paragraphs and headings.
fn wrap_blocks(blocks: &mut [Block], wrap: &Wrap) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => *line = vec![wrap.apply(std::mem::take(line))],
            Block::Heading(heading) => {
                heading.text = vec![wrap.apply(std::mem::take(&mut heading.text))];
            }
            other => {
                if let Wrap::Link(to) = wrap {
                    link_picture(other, to, true);
                }
            }
        }
    }
}

/// Images can't be links here: the link goes to the caption, unless it only leads to a larger
/// version of the image.
fn link_picture(block: &mut Block, to: &Target, alone: bool) {
    let address = match to {
        Target::Address(href) => href.as_str(),
        Target::File(file) => file.as_str(),
        Target::Article { .. } | Target::Page { .. } | Target::Heading(_) | Target::Site(_) => "",
    };
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let enlarges = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"]
        .iter()
        .any(|extension| path.ends_with(extension));
    let (caption, alt) = match block {
        Block::Image(image) => (&mut image.caption, image.alt.clone()),
        Block::Embed(embed) => (&mut embed.caption, embed.title.clone()),
        Block::Paragraph(line) if alone => (line, String::new()),
        _ => return,
    };
    if enlarges || !alone {
        return;
    }
    if caption.is_empty() {
        let host = Href::new(address).map(|href| href.host().to_owned()).unwrap_or_default();
        let words = if host.is_empty() { alt } else { host };
        caption.push(Inline::Text(words));
    }
    let text = std::mem::take(caption);
    caption.push(Inline::Link { to: to.clone(), text });
    normalize::line(caption);
}

/// Appends the lines of `blocks` to one line, separated by breaks; blocks without lines go to
/// `rest`.
pub(super) fn flatten(blocks: Vec<Block>, line: &mut Vec<Inline>, rest: &mut Vec<Block>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => add_line(line, text),
            Block::Heading(heading) => add_line(line, heading.text),
            Block::Quotation(quotation) | Block::PullQuote(quotation) => {
                flatten(quotation.body, line, rest);
                add_line(line, quotation.attribution);
            }
            Block::List(list) => {
                for item in list.items {
                    flatten(item, line, rest);
                }
            }
            Block::Code(code) => add_line(line, vec![Inline::Code(code.text)]),
            Block::Aside(aside) => {
                add_line(line, aside.title);
                flatten(aside.body, line, rest);
            }
            Block::Math(tex) => add_line(line, vec![Inline::Math(tex)]),
            Block::Divider => {}
            other => rest.push(other),
        }
    }
}

fn add_line(line: &mut Vec<Inline>, text: Vec<Inline>) {
    if text.is_empty() {
        return;
    }
    if !line.is_empty() {
        line.push(Inline::Break);
    }
    line.extend(text);
}
