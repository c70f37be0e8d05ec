//! Builds an article from a draft.

mod alias_path;
mod fields;
mod limits;
mod moved;

use crate::cleaning::bidi;
use crate::cleaning::dashes;
use crate::cleaning::normalize;
use crate::cleaning::quotes;
use crate::cleaning::word_count::WordCount;
use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::{Context, ResolvedImage};
use crate::markup::Overflow;
use crate::markup::dialect;
use crate::markup::dom::Dom;
use crate::markup::extract::{self, Picture};
use crate::markup::html::{self, ArticleInfo, Body, SourceMap};
use crate::markup::markdown;
use crate::markup::plain;
use crate::markup::template;
use crate::metadata::dates::{DateFormatter, ParsedDateTime};
use crate::metadata::language::language_of;
use crate::slugs::name_of;
use crate::sources::walk::{SourceFormat, stem};
use crate::story::Story;
use crate::story::places::PlaceLink;
use article::{
    Article, Block, Direction, FORMAT_VERSION, Heading, Image, Inline, Time, plain_text,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// A date formatter for each language of the paper.
pub(crate) type DateFormatters = HashMap<String, DateFormatter>;

/// What is extracted from the body of a file: the text, and metadata that the front matter may
/// override.
#[derive(Default)]
struct Extracted {
    headline: String,
    standfirst: String,
    authors: Vec<String>,
    /// The publication date: as printed (plain text only), and parsed.
    published: Option<(Option<String>, ParsedDateTime)>,
    updated: Option<ParsedDateTime>,
    topics: Vec<String>,
    section: String,
    image: Picture,
    copyright: String,
    body: Body,
}

/// Makes the article of the draft on the desk.
pub(crate) fn story(context: Context<'_>, formatters: &DateFormatters) -> (Story, Vec<PlaceLink>) {
    let language = language(&context);
    let builder =
        StoryBuilder { context: &context, language: &language, formatter: &formatters[&language] };
    let extracted = builder.extract();
    let (article, instant) = builder.article(extracted);
    let (aliases, related) = (builder.aliases(), builder.related());
    let featured = context.draft.front_matter.featured;
    let file = context.draft.source.file.clone();
    let called = context.draft.answers_for_name.then(|| context.draft.called.clone());
    let (is_page, translations) = (context.draft.is_page, context.draft.translations.clone());
    let places = PlaceLink::all(&context);
    let media = context.into_copies();
    let story = Story {
        file,
        article,
        instant,
        called,
        aliases,
        is_page,
        translations,
        related,
        featured,
        media,
    };
    (story, places)
}

fn language(context: &Context<'_>) -> String {
    language_of(context.draft.front_matter.language.as_ref(), &context.config.language)
}

struct StoryBuilder<'a> {
    context: &'a Context<'a>,
    language: &'a str,
    formatter: &'a DateFormatter,
}

impl StoryBuilder<'_> {
    fn extract(&self) -> Extracted {
        match self.context.draft.source.format {
            SourceFormat::Markdown => self.markdown(),
            SourceFormat::Html => self.page(),
            SourceFormat::Plain => self.plain(),
        }
    }

    fn text(&self) -> &str {
        &self.context.draft.source.text[self.context.draft.body_start..]
    }

    fn info<'b>(&'b self, headline: &'b str) -> ArticleInfo<'b> {
        ArticleInfo { headline, language: self.language }
    }

    fn markdown(&self) -> Extracted {
        let expanded =
            template::in_markdown(self.text(), self.context.draft.body_start, self.context);
        let expanded = dialect::rewritten(expanded);
        let markdown::Rendered { html, unclosed_fence, overflow } = markdown::render(&expanded);
        if let Some(offset) = unclosed_fence {
            let message = "this code block has no end, so all that follows is code: close it with \
                           the signs that open it";
            let span = self.context.span_of(offset, "");
            self.context.draft.diagnostics.add_message(DiagnosticKind::Unsupported, span, message);
        }
        let dom = Dom::fragment(&html);
        // Free each stage's output early: for a large text, they don't fit in memory together.
        drop(html);
        drop(expanded);
        let mut headline = self.headline();
        let titled = !headline.is_empty();
        let mut body =
            html::body(&dom, dom.root(), SourceMap::Markers, self.info(&headline), self.context);
        if !titled {
            headline = first_heading(&dom);
            if !headline.is_empty() {
                body.blocks.retain(differs_from_headline(&headline));
            }
        }
        body.blocks.extend(overflow.map(|overflow| Block::Paragraph(self.overflow_line(overflow))));
        Extracted { headline, body, ..Extracted::default() }
    }

    fn page(&self) -> Extracted {
        let expanded = template::in_html(self.text(), self.context.draft.body_start, self.context);
        let text = expanded.text();
        let mut dom = Dom::page(text);
        let extract::Extracted { head, top, left_out } = extract::extract(&mut dom);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let lines = SourceMap::LineStarts(lines.map(|at| expanded.source_offset(at)).collect());
        let own = self.headline();
        let headline = if own.is_empty() { head.headline } else { own };
        let body = html::body(&dom, top, lines, self.info(&headline), self.context);
        if let Some(message) = left_out.message() {
            self.context.draft.diagnostics.add_message(DiagnosticKind::Furniture, 0..0, &message);
        }
        Extracted {
            headline,
            standfirst: head.standfirst,
            authors: head.authors,
            published: self.first_date(&head.published).map(|parsed| (None, parsed)),
            updated: self.first_date(&head.updated),
            topics: head.topics,
            section: head.section,
            image: head.image,
            body,
            ..Extracted::default()
        }
    }

    /// The first date that can be read; says so if there are some, and none can.
    fn first_date(&self, dates: &[String]) -> Option<ParsedDateTime> {
        let parsed = dates.iter().find_map(|text| ParsedDateTime::parse(text));
        if let Some(first) = dates.first().filter(|_| parsed.is_none()) {
            self.context.report(DiagnosticKind::BadDate, self.context.draft.body_start, first);
        }
        parsed
    }

    fn plain(&self) -> Extracted {
        let page = plain::read(self.text(), self.context.draft.body_start, &self.headline());
        let mut blocks = page.blocks;
        self.attach_sibling_image(&mut blocks);
        blocks.extend(page.overflow.map(|overflow| Block::Paragraph(self.overflow_line(overflow))));
        Extracted {
            headline: page.headline,
            authors: page.authors,
            published: page.date.map(|(printed, parsed)| (Some(printed), parsed)),
            updated: page.updated,
            copyright: page.copyright,
            body: Body { blocks, footnotes: Vec::new() },
            ..Extracted::default()
        }
    }

    /// If an image has the same name as the plain-text file, it belongs to the first caption.
    fn attach_sibling_image(&self, blocks: &mut [Block]) {
        let mut images = blocks.iter_mut().filter_map(|block| match block {
            Block::Image(image) => Some(image),
            _ => None,
        });
        let Some(captioned) = images.next() else {
            return;
        };
        let file = &self.context.draft.source.file;
        let name = stem(file);
        for extension in ["webp", "avif", "jpg", "jpeg", "png", "svg", "gif"] {
            let path = [name, ".", extension].concat();
            let Ok(media) = self.context.media.find(file, &percent_encode(&path)) else {
                continue;
            };
            let found = self.context.resolve_image(&percent_encode(&path), 0);
            if let (ResolvedImage::Local(found), true) = (found, media.width > 0) {
                let (caption, credit) =
                    (std::mem::take(&mut captioned.caption), std::mem::take(&mut captioned.credit));
                *captioned = Image { caption, credit, ..found };
            }
            return;
        }
    }

    /// The headline of the front matter; empty if there is none.
    fn headline(&self) -> String {
        let title = self.context.draft.front_matter.title.as_ref();
        title.map_or_else(String::new, |title| self.words(&title.text))
    }

    /// The plain text of a front-matter value, which may contain inline Markdown or HTML.
    fn words(&self, text: &str) -> String {
        plain_text(&self.line(text))
    }

    fn line(&self, text: &str) -> Vec<Inline> {
        if !text.contains(['*', '_', '`', '<', '&', '[', '{', '\\', '~']) {
            let mut line = vec![Inline::Text(text.to_owned())];
            normalize::line(&mut line);
            return line;
        }
        let expanded = template::in_markdown(text, 0, self.context);
        let markdown::Rendered { html, overflow, .. } = markdown::render_line(&expanded);
        let mut line = html::line(&Dom::fragment(&html), self.info(""), self.context);
        line.extend(overflow.into_iter().flat_map(|overflow| self.overflow_line(overflow)));
        line
    }

    /// Converts the unparsed end of a text to one line of plain text, and reports it.
    fn overflow_line(&self, overflow: Overflow) -> Vec<Inline> {
        self.context.report_overflow(overflow.offset);
        let mut line = vec![Inline::Text(overflow.text)];
        normalize::line(&mut line);
        line
    }

    fn article(&self, mut extracted: Extracted) -> (Article, Option<Timestamp>) {
        let front_matter = &self.context.draft.front_matter;
        let is_page = self.context.draft.is_page;
        self.report_names_without_letters();
        let headline = self.headline_or_file_name(extracted.headline);
        let standfirst = match &front_matter.standfirst {
            Some(text) => self.words(&text.text),
            None => extracted.standfirst,
        };
        let printed = extracted.published.as_ref().and_then(|(printed, _)| printed.clone());
        let parsed = self.context.draft.date.filter(|_| front_matter.date.is_some());
        let parsed =
            parsed.or(extracted.published.map(|(_, parsed)| parsed)).or(self.context.draft.date);
        let (published, instant) =
            self.time(parsed, printed.filter(|_| front_matter.date.is_none()));
        let updated =
            front_matter.updated.as_ref().and_then(|text| self.context.draft.parse_date(text));
        let (lead_image, fallback) = self.lead_image(&extracted.image);
        extracted.body.blocks.splice(0..0, fallback);
        if extracted.body.blocks.is_empty() {
            extracted.body.blocks.extend(self.moved_card(&headline));
        }
        let count = WordCount::of(&extracted.body.blocks, &extracted.body.footnotes);
        let mut article = Article {
            version: FORMAT_VERSION,
            slug: self.context.draft.slug.clone(),
            language: self.language.to_owned(),
            direction: Direction::of_language(self.language),
            // The paper adds them: it knows which are pages.
            translations: Vec::new(),
            headline,
            standfirst,
            authors: self.authors(&extracted.authors),
            dateline: self.words(&front_matter.dateline),
            published,
            updated: self.time(updated.or(extracted.updated), None).0,
            section: self.section(&extracted.section),
            topics: if is_page { Vec::new() } else { self.topics(&extracted.topics) },
            lead_image,
            body: extracted.body.blocks,
            footnotes: extracted.body.footnotes,
            source: self.source(),
            copyright: front_matter
                .copyright
                .as_ref()
                .map_or(extracted.copyright, |text| self.words(&text.text)),
            corrections: self.corrections(),
            previous: None,
            next: None,
            related: Vec::new(),
            word_count: count.total(),
            reading_minutes: if is_page { 0 } else { count.reading_minutes() },
        };
        if self.context.config.typographic_quotes {
            // HTML has dashes of its own.
            if self.context.draft.source.format == SourceFormat::Markdown {
                dashes::set(&mut article);
            }
            quotes::curl(&mut article);
        }
        self.cut_names(&mut article);
        bidi::balance(&mut article);
        (article, instant)
    }

    fn headline_or_file_name(&self, headline: String) -> String {
        if !headline.is_empty() {
            return headline;
        }
        let name = name_of(self.context.draft.name());
        let message = format!("this article has no headline; its file name is used: {name}");
        self.context.draft.diagnostics.add_message(DiagnosticKind::NoHeadline, 0..0, &message);
        name
    }

    fn time(
        &self,
        parsed: Option<ParsedDateTime>,
        printed: Option<String>,
    ) -> (Option<Time>, Option<Timestamp>) {
        let Some((mut time, instant)) = parsed.and_then(|parsed| self.formatter.time_of(parsed))
        else {
            return (None, None);
        };
        if let Some(printed) = printed {
            time.text = printed;
        }
        (Some(time), Some(instant))
    }
}

/// The first level-1 heading, used as headline if the front matter has no title.
fn first_heading(dom: &Dom) -> String {
    let heading = dom.find(dom.root(), "h1");
    let text = heading.map(|heading| dom.text(heading)).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A filter that removes the first heading with the headline's text.
fn differs_from_headline(headline: &str) -> impl FnMut(&Block) -> bool + '_ {
    let mut found = false;
    move |block| match block {
        Block::Heading(Heading { level: 2, text, .. }) if !found => {
            found = plain_text(text) == headline;
            !found
        }
        _ => true,
    }
}

fn percent_encode(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}
