//! Making an article of a draft.

mod about;
mod limits;

use crate::cleaning::count::Length;
use crate::cleaning::directions;
use crate::cleaning::quotes;
use crate::cleaning::tidy;
use crate::diagnostics::ProblemKind;
use crate::drafts::desk::{Desk, Picture};
use crate::markup::Rest;
use crate::markup::dom::Dom;
use crate::markup::html::{self, About, Body, Places};
use crate::markup::markdown;
use crate::markup::page::{self, Head};
use crate::markup::plain;
use crate::markup::template;
use crate::metadata::dates::{Calendar, Moment};
use crate::metadata::language::language_of;
use crate::slugs::name_of;
use crate::sources::walk::{Kind, stem};
use crate::story::Story;
use article::{
    Article, Block, Direction, FORMAT_VERSION, Heading, Image, Inline, Time, plain_text,
};
use jiff::Timestamp;
use std::collections::HashMap;

/// A calendar for each language of the paper.
pub(crate) type Calendars = HashMap<String, Calendar>;

/// What the body of a file says about its article, beside the story.
#[derive(Default)]
struct Said {
    headline: String,
    standfirst: String,
    authors: Vec<String>,
    /// The date as printed, if it was, and read.
    published: Option<(Option<String>, Moment)>,
    updated: Option<Moment>,
    topics: Vec<String>,
    section: String,
    image: String,
    copyright: String,
    body: Body,
}

/// Makes the article of the draft on the desk.
pub(crate) fn story(desk: Desk<'_>, calendars: &Calendars) -> Story {
    let language = language(&desk);
    let maker = Maker { desk: &desk, language: &language, calendar: &calendars[&language] };
    let said = maker.said();
    let (article, instant) = maker.article(said);
    let (aliases, related) = (maker.aliases(), maker.related());
    let featured = desk.draft.meta.featured;
    let file = desk.draft.source.file.clone();
    Story { file, article, instant, aliases, related, featured, media: desk.into_copies() }
}

fn language(desk: &Desk<'_>) -> String {
    language_of(desk.draft.meta.language.as_ref(), &desk.config.language)
}

struct Maker<'a> {
    desk: &'a Desk<'a>,
    language: &'a str,
    calendar: &'a Calendar,
}

impl Maker<'_> {
    fn said(&self) -> Said {
        match self.desk.draft.source.kind {
            Kind::Markdown => self.markdown(),
            Kind::Html => self.page(),
            Kind::Plain => self.plain(),
        }
    }

    fn text(&self) -> &str {
        &self.desk.draft.source.text[self.desk.draft.body..]
    }

    fn about<'b>(&'b self, headline: &'b str) -> About<'b> {
        About { headline, language: self.language }
    }

    fn markdown(&self) -> Said {
        let expanded = template::in_markdown(self.text(), self.desk.draft.body, self.desk);
        let markdown::Read { html, rest } = markdown::read(&expanded);
        let dom = Dom::fragment(&html);
        // Each stage lets go of the one before: a text of many pieces needs the room.
        drop(html);
        drop(expanded);
        let mut headline = self.headline();
        let titled = !headline.is_empty();
        let mut body =
            html::body(&dom, dom.root(), Places::Marks, self.about(&headline), self.desk);
        if !titled {
            headline = first_heading(&dom);
            if !headline.is_empty() {
                body.blocks.retain(repeats_not(&headline));
            }
        }
        body.blocks.extend(rest.map(|rest| Block::Paragraph(self.plainly(rest))));
        Said { headline, body, ..Said::default() }
    }

    fn page(&self) -> Said {
        let expanded = template::in_html(self.text(), self.desk.draft.body, self.desk);
        let text = expanded.text();
        let dom = Dom::page(text);
        let head = Head::of(&dom);
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let lines = Places::Lines(lines.map(|at| expanded.source_of(at)).collect());
        let own = self.headline();
        let headline = if own.is_empty() { head.title } else { own };
        let body = html::body(&dom, page::story(&dom), lines, self.about(&headline), self.desk);
        let date = |text: &str| {
            let moment = Moment::parse(text);
            if moment.is_none() && !text.is_empty() {
                self.desk.note(ProblemKind::BadDate, self.desk.draft.body, text);
            }
            moment
        };
        Said {
            headline,
            standfirst: head.description,
            authors: head.authors,
            published: date(&head.published).map(|moment| (None, moment)),
            updated: date(&head.updated),
            topics: head.topics,
            section: head.section,
            image: head.image,
            body,
            ..Said::default()
        }
    }

    fn plain(&self) -> Said {
        let page = plain::read(self.text(), self.desk.draft.body, &self.headline());
        let mut blocks = page.blocks;
        self.picture_beside(&mut blocks);
        blocks.extend(page.rest.map(|rest| Block::Paragraph(self.plainly(rest))));
        Said {
            headline: page.headline,
            authors: page.authors,
            published: page.date.map(|(printed, moment)| (Some(printed), moment)),
            updated: page.updated,
            copyright: page.copyright,
            body: Body { blocks, footnotes: Vec::new() },
            ..Said::default()
        }
    }

    /// A picture with the name of the plain text beside it is the one its caption is of.
    fn picture_beside(&self, blocks: &mut [Block]) {
        let mut images = blocks.iter_mut().filter_map(|block| match block {
            Block::Image(image) => Some(image),
            _ => None,
        });
        let Some(captioned) = images.next() else {
            return;
        };
        let file = &self.desk.draft.source.file;
        let name = stem(file);
        for ending in ["webp", "avif", "jpg", "jpeg", "png", "svg", "gif"] {
            let path = [name, ".", ending].concat();
            let Ok(media) = self.desk.library.find(file, &percent_encode(&path)) else {
                continue;
            };
            let found = self.desk.picture(&percent_encode(&path), 0);
            if let (Picture::Here(found), true) = (found, media.width > 0) {
                let (caption, credit) =
                    (std::mem::take(&mut captioned.caption), std::mem::take(&mut captioned.credit));
                *captioned = Image { caption, credit, ..found };
            }
            return;
        }
    }

    /// The headline that the front matter gives; empty if none.
    fn headline(&self) -> String {
        let title = self.desk.draft.meta.title.as_ref();
        title.map_or_else(String::new, |title| self.words(&title.text))
    }

    /// The words of a line of front matter, which may hold inline Markdown or HTML.
    fn words(&self, text: &str) -> String {
        plain_text(&self.line(text))
    }

    fn line(&self, text: &str) -> Vec<Inline> {
        if !text.contains(['*', '_', '`', '<', '&', '[', '{', '\\', '~']) {
            let mut line = vec![Inline::Text(text.to_owned())];
            tidy::line(&mut line);
            return line;
        }
        let expanded = template::in_markdown(text, 0, self.desk);
        let markdown::Read { html, rest } = markdown::read(&expanded);
        let mut line = html::line(&Dom::fragment(&html), self.about(""), self.desk);
        line.extend(rest.into_iter().flat_map(|rest| self.plainly(rest)));
        line
    }

    /// The end of a text that is too much to be read, as it is written.
    fn plainly(&self, rest: Rest) -> Vec<Inline> {
        self.desk.too_much(rest.from);
        let mut line = vec![Inline::Text(rest.text)];
        tidy::line(&mut line);
        line
    }

    fn article(&self, mut said: Said) -> (Article, Option<Timestamp>) {
        let meta = &self.desk.draft.meta;
        self.tell_of_names_without_letters();
        let headline = self.named(said.headline);
        let standfirst = match &meta.standfirst {
            Some(text) => self.words(&text.text),
            None => said.standfirst,
        };
        let printed = said.published.as_ref().and_then(|(printed, _)| printed.clone());
        let moment = self.desk.draft.date.filter(|_| meta.date.is_some());
        let moment = moment.or(said.published.map(|(_, moment)| moment)).or(self.desk.draft.date);
        let (published, instant) = self.time(moment, printed.filter(|_| meta.date.is_none()));
        let updated = meta.updated.as_ref().and_then(|text| self.desk.draft.date_of(text));
        let (lead_image, instead) = self.lead_image(&said.image);
        said.body.blocks.splice(0..0, instead);
        let length = Length::of(&said.body.blocks, &said.body.footnotes);
        let mut article = Article {
            version: FORMAT_VERSION,
            slug: self.desk.draft.slug.clone(),
            language: self.language.to_owned(),
            direction: Direction::of_language(self.language),
            headline,
            standfirst,
            authors: self.authors(&said.authors),
            dateline: self.words(&meta.dateline),
            published,
            updated: self.time(updated.or(said.updated), None).0,
            section: self.section(&said.section),
            topics: self.topics(&said.topics),
            lead_image,
            body: said.body.blocks,
            footnotes: said.body.footnotes,
            source: self.source(),
            copyright: meta
                .copyright
                .as_ref()
                .map_or(said.copyright, |text| self.words(&text.text)),
            corrections: self.corrections(),
            previous: None,
            next: None,
            related: Vec::new(),
            word_count: length.word_count(),
            reading_minutes: length.reading_minutes(),
        };
        if self.desk.config.typographic_quotes {
            quotes::set(&mut article);
        }
        self.cut_names(&mut article);
        directions::close(&mut article);
        (article, instant)
    }

    fn named(&self, headline: String) -> String {
        if !headline.is_empty() {
            return headline;
        }
        let name = name_of(self.desk.draft.name());
        let message = format!("this article has no headline; its file's name is used: {name}");
        self.desk.draft.notes.say(ProblemKind::NoHeadline, 0..0, &message);
        name
    }

    fn time(
        &self,
        moment: Option<Moment>,
        printed: Option<String>,
    ) -> (Option<Time>, Option<Timestamp>) {
        let Some((mut time, instant)) = moment.and_then(|moment| self.calendar.time_of(moment))
        else {
            return (None, None);
        };
        if let Some(printed) = printed {
            time.text = printed;
        }
        (Some(time), Some(instant))
    }
}

/// The first heading of level 1, for an article whose front matter has no title.
fn first_heading(dom: &Dom) -> String {
    let heading = dom.find(dom.root(), "h1");
    let text = heading.map(|heading| dom.text(heading)).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells the heading that became the headline, once, from all other blocks.
fn repeats_not(headline: &str) -> impl FnMut(&Block) -> bool + '_ {
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
