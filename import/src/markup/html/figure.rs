//! Images, audio and video, with captions.

use super::Converter;
use super::block_builder::{BlockBuilder, gallery};
use super::quote::drop_dash;
use crate::cleaning::normalize;
use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::{ResolvedImage, is_absolute, with_scheme};
use crate::markup::dom::NodeId;
use crate::media_types::{is_published, media_type};
use crate::metadata::credit::take_credit;
use article::{Audio, Block, Credit, Embed, Href, Inline, MediaPath, Video, plain_text};

use std::path::Path;

impl Converter<'_> {
    /// Converts an `img`.
    pub(super) fn image(&mut self, id: NodeId) -> Vec<Block> {
        let dom = self.dom;
        let alt = dom.nonblank(id, "alt").unwrap_or_default().to_owned();
        let mut caption = self.attribute_line(dom.nonblank(id, "title").unwrap_or_default());
        let credit = take_credit(&mut caption);
        let candidates = self.picture_sources(id);
        let Some(source) = self.first_available(&candidates) else {
            return image_as_text(alt, caption, credit);
        };
        match self.context.resolve_image(source, self.offset) {
            ResolvedImage::Local(mut image) => {
                (image.alt, image.caption, image.credit) = (alt, caption, credit);
                vec![Block::Image(image)]
            }
            ResolvedImage::Remote(href) => vec![card(href, alt, caption, &credit)],
            ResolvedImage::Missing => image_as_text(alt, caption, credit),
        }
    }

    /// An attribute's value as inlines; it contains no markup.
    fn attribute_line(&self, words: &str) -> Vec<Inline> {
        let mut line = Vec::new();
        if !words.is_empty() {
            line.push(Inline::Text(words.to_owned()));
        }
        normalize::line(&mut line);
        line
    }

    pub(super) fn gallery(&mut self, id: NodeId) -> Vec<Block> {
        let blocks = self.blocks_in(id);
        let (images, others) = blocks
            .into_iter()
            .partition::<Vec<_>, _>(|block| matches!(block, Block::Image(_) | Block::Gallery(_)));
        let flat = images.into_iter().flat_map(|block| match block {
            Block::Gallery(images) => images.into_iter().map(Block::Image).collect(),
            other => vec![other],
        });
        let flat: Vec<Block> = flat.collect();
        let mut blocks = match flat.len() {
            0 => Vec::new(),
            1 => flat,
            _ => vec![gallery(flat)],
        };
        blocks.extend(others);
        blocks
    }

    /// A figure: the caption goes to its content.
    pub(super) fn figure(&mut self, id: NodeId) -> Vec<Block> {
        let dom = self.dom;
        let caption_id = dom.descendants(id).find(|&below| {
            dom.name(below) == "figcaption" && nearest_figure(self, below) == Some(id)
        });
        let mut builder = BlockBuilder::default();
        for child in dom.children(id) {
            if Some(child) != caption_id {
                self.figure_part(child, caption_id, &mut builder);
            }
        }
        let mut blocks = builder.finish();
        let Some(caption_id) = caption_id else {
            return blocks;
        };
        let (mut caption, rest) = self.line(caption_id);
        let credit = take_credit(&mut caption);
        give_caption(&mut blocks, caption, credit);
        blocks.extend(rest);
        blocks
    }

    /// Converts a part of a figure, without the caption.
    fn figure_part(&mut self, id: NodeId, caption: Option<NodeId>, builder: &mut BlockBuilder) {
        let dom = self.dom;
        let around = caption.is_some_and(|caption| {
            std::iter::successors(dom.parent(caption), |&up| dom.parent(up)).any(|up| up == id)
        });
        if around {
            for child in dom.children(id).filter(|&child| Some(child) != caption) {
                self.figure_part(child, caption, builder);
            }
        } else {
            self.node(id, builder);
        }
    }

    /// Adds what `![…](…)` embeds if it is no picture: a recording, a film, a document. `false` if it
    /// is one.
    pub(super) fn other_medium(&mut self, id: NodeId, builder: &mut BlockBuilder) -> bool {
        let source = self.dom.nonblank(id, "src").unwrap_or_default().to_owned();
        let path = source.split(['?', '#']).next().unwrap_or_default();
        match media_type(path).split('/').next() {
            Some("audio") => self.audio(id, builder),
            Some("video") => self.video(id, builder),
            Some("application" | "text") if is_published(Path::new(path)) => {
                let target = self.context.resolve_link(&source, self.offset);
                let alt = self.dom.nonblank(id, "alt").map(str::to_owned);
                let name = path.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
                let text = vec![Inline::Text(alt.unwrap_or(name))];
                match target {
                    Some(to) => builder.push_inline(Inline::Link { to, text }),
                    None => text.into_iter().for_each(|inline| builder.push_inline(inline)),
                }
            }
            _ => return false,
        }
        true
    }

    pub(super) fn audio(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        self.report_tracks(id);
        let Some(source) = self.source(id) else {
            return self.convert_children(id, builder);
        };
        let title = self.title(id);
        if let Some(embed) = self.remote(&source, &title) {
            return builder.push_floating(embed);
        }
        match self.context.resolve_file(&source, self.offset) {
            Some(media) => builder.push_floating(vec![Block::Audio(Audio {
                file: media.copy.to,
                title,
                caption: Vec::new(),
                credit: Credit::default(),
            })]),
            None => self.fallback(id, title, builder),
        }
    }

    /// What a recording or a film is called.
    fn title(&self, id: NodeId) -> String {
        let title = self.dom.nonblank(id, "title").or_else(|| self.dom.nonblank(id, "alt"));
        title.unwrap_or_default().to_owned()
    }

    pub(super) fn video(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        self.report_tracks(id);
        let dom = self.dom;
        let Some(source) = self.source(id) else {
            return self.convert_children(id, builder);
        };
        let title = self.title(id);
        if let Some(embed) = self.remote(&source, &title) {
            return builder.push_floating(embed);
        }
        let poster = dom
            .nonblank(id, "poster")
            .map(|poster| self.context.resolve_image(poster, self.offset));
        let (poster, size) = match poster {
            Some(ResolvedImage::Local(image)) => (image.file, (image.width, image.height)),
            _ => (MediaPath::default(), (0, 0)),
        };
        let pixels = |name| dom.nonblank(id, name).and_then(|pixels| pixels.parse().ok());
        match self.context.resolve_file(&source, self.offset) {
            Some(media) => builder.push_floating(vec![Block::Video(Video {
                file: media.copy.to,
                poster,
                width: pixels("width").unwrap_or(size.0),
                height: pixels("height").unwrap_or(size.1),
                title,
                caption: Vec::new(),
                credit: Credit::default(),
            })]),
            None => self.fallback(id, title, builder),
        }
    }

    /// Reports that caption files (`track`) are removed.
    fn report_tracks(&self, id: NodeId) {
        let dom = self.dom;
        let tracks = dom.descendants(id).filter(|&below| dom.name(below) == "track");
        for source in tracks.filter_map(|track| dom.nonblank(track, "src")) {
            let message = format!(
                "the captions in `{source}` are left out: write what is said into the article, or \
                 link to the file"
            );
            let span = self.context.span_of(self.offset, source);
            self.context.draft.diagnostics.add_message(DiagnosticKind::Unsupported, span, &message);
        }
    }

    /// The fallback for a missing audio or video file.
    fn fallback(&mut self, id: NodeId, title: String, builder: &mut BlockBuilder) {
        if !title.is_empty() {
            builder.push_inline(Inline::Emphasis(vec![Inline::Text(title)]));
        }
        self.convert_children(id, builder);
    }

    /// The source address of an `audio` or `video`.
    /// The file that an `audio` or `video` plays: the first of its sources that is there.
    fn source(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let inner = dom.descendants(id).filter(|&inner| dom.name(inner) == "source");
        let all = std::iter::once(id).chain(inner).filter_map(|source| dom.nonblank(source, "src"));
        let sources: Vec<String> = all.map(str::to_owned).collect();
        self.first_available(&sources).map(str::to_owned)
    }

    /// A card for audio or video on another host.
    fn remote(&self, source: &str, title: &str) -> Option<Vec<Block>> {
        if !is_absolute(source) {
            return None;
        }
        let href = Href::new(&with_scheme(source)).ok()?;
        self.context.report(DiagnosticKind::RemoteImage, self.offset, source);
        let embed = Embed { href, title: title.to_owned(), caption: Vec::new() };
        Some(vec![Block::Embed(embed)])
    }
}

fn nearest_figure(converter: &Converter<'_>, id: NodeId) -> Option<NodeId> {
    let dom = converter.dom;
    std::iter::successors(dom.parent(id), |&up| dom.parent(up)).find(|&up| dom.name(up) == "figure")
}

/// A card that links to an image on another host.
pub(crate) fn card(href: Href, title: String, mut caption: Vec<Inline>, credit: &Credit) -> Block {
    add_credit(&mut caption, credit);
    Block::Embed(Embed { href, title, caption })
}

/// The text of a missing image: alternative text, caption and credit.
pub(crate) fn image_as_text(alt: String, caption: Vec<Inline>, credit: Credit) -> Vec<Block> {
    let mut line = caption;
    add_credit(&mut line, &credit);
    if !alt.is_empty() && !plain_text(&line).contains(&alt) {
        if !line.is_empty() {
            line.insert(0, Inline::Break);
        }
        line.insert(0, Inline::Text(alt));
    }
    if normalize::is_blank(&line) {
        return Vec::new();
    }
    vec![Block::Paragraph(vec![Inline::Emphasis(line)])]
}

fn add_credit(line: &mut Vec<Inline>, credit: &Credit) {
    if !credit.0.is_empty() {
        line.push(Inline::Text(format!(" /{}", credit.0.join("-"))));
        normalize::line(line);
    }
}

/// Sets the caption on the figure's only block that can have one; else appends it as a paragraph.
fn give_caption(blocks: &mut Vec<Block>, mut caption: Vec<Inline>, credit: Credit) {
    let images = blocks.iter().all(|block| matches!(block, Block::Image(_)));
    if images && blocks.len() > 1 {
        *blocks = vec![gallery(std::mem::take(blocks))];
    }
    let mut takers = blocks.iter_mut().filter(|block| {
        matches!(
            block,
            Block::Image(_)
                | Block::Audio(_)
                | Block::Video(_)
                | Block::Embed(_)
                | Block::Table(_)
                | Block::Quotation(_)
        )
    });
    let (taker, others) = (takers.next(), takers.next().is_some());
    let Some(taker) = taker.filter(|_| !others) else {
        add_credit(&mut caption, &credit);
        if !normalize::is_blank(&caption) {
            blocks.push(Block::Paragraph(caption));
        }
        return;
    };
    let (own, own_credit) = match taker {
        Block::Image(image) => (&mut image.caption, Some(&mut image.credit)),
        Block::Audio(audio) => (&mut audio.caption, Some(&mut audio.credit)),
        Block::Video(video) => (&mut video.caption, Some(&mut video.credit)),
        Block::Embed(embed) => (&mut embed.caption, None),
        Block::Table(table) => (&mut table.caption, None),
        Block::Quotation(quotation) => {
            drop_dash(&mut caption);
            (&mut quotation.attribution, None)
        }
        _ => return,
    };
    match own_credit {
        Some(own_credit) if own_credit.0.is_empty() => *own_credit = credit,
        _ => add_credit(&mut caption, &credit),
    }
    if !own.is_empty() && plain_text(own) != plain_text(&caption) {
        caption.push(Inline::Break);
        caption.append(own);
        normalize::line(&mut caption);
    }
    *own = caption;
}
