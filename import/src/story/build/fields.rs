//! The fields of an article other than its body: authors, section, topics, lead image, corrections,
//! aliases.

use super::StoryBuilder;
use super::alias_path::alias_path;
use super::limits::{MAX_NAMES, MAX_OTHERS};
use crate::cleaning::normalize;
use crate::config::AuthorEntry;
use crate::diagnostics::{DiagnosticKind, LineIndex};
use crate::drafts::context::ResolvedImage;
use crate::drafts::draft::Draft;
use crate::markup::extract::Picture;
use crate::markup::{html, template};
use crate::metadata::credit;
use crate::metadata::names::{self, Person};
use crate::slugs::{name_of, slug_of_name};
use crate::story::Alias;
use article::site_files::NOT_FOUND;
use article::{Author, Block, Correction, Href, Image, Inline, Section, Slug, Source, Term};
use jiff::Timestamp;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::path::Component;

impl StoryBuilder<'_> {
    pub(super) fn authors(&self, printed: &[String]) -> Vec<Author> {
        let front_matter = &self.context.draft.front_matter.authors;
        let given: Vec<(&str, &str)> = if front_matter.is_empty() {
            printed.iter().map(|name| (name.as_str(), "")).collect()
        } else {
            front_matter
                .iter()
                .map(|author| (author.name.text.as_str(), author.role.as_str()))
                .collect()
        };
        let listed = front_matter.iter().any(|author| author.listed);
        let mut people: Vec<Person> = Vec::new();
        for (name, role) in given.iter().copied() {
            let known = self.context.config.authors.find(name).is_some();
            let first = people.len();
            match () {
                () if known => people.push(Person { name: name.to_owned(), role: String::new() }),
                () if listed || given.len() > 1 => people.extend(names::person(name)),
                () => people.extend(names::split_byline(name)),
            }
            for person in people[first..].iter_mut().filter(|_| !role.is_empty()) {
                role.clone_into(&mut person.role);
            }
        }
        let mut authors: Vec<Author> = Vec::new();
        let mut named = HashSet::new();
        for Person { name, role } in people {
            let Some(mut author) = self.author(&name) else { continue };
            if author.role.is_empty() {
                author.role = role;
            }
            if named.insert(author.slug.clone()) {
                authors.push(author);
            }
        }
        let from = front_matter.first().map_or(0, |author| author.name.span.start);
        self.limited(MAX_NAMES, authors, "authors", from)
    }

    fn author(&self, name: &str) -> Option<Author> {
        let entry = self.context.config.authors.find(name);
        let entry = entry.map(|AuthorEntry { slug, name, role, .. }| Author {
            slug: slug.clone(),
            name: name.clone(),
            role: role.clone(),
        });
        entry.or_else(|| {
            let slug = slug_of_name(name)?;
            Some(Author { slug, name: name.to_owned(), role: String::new() })
        })
    }

    /// The section: from the front matter, else from the page, else from the top-level folder.
    pub(super) fn section(&self, printed: &str) -> Option<Term> {
        if self.context.draft.is_page {
            return None;
        }
        let front_matter =
            self.context.draft.front_matter.section.as_ref().map(|text| text.text.as_str());
        let name = front_matter.or(Some(printed).filter(|name| !name.is_empty()));
        let name = name.or_else(|| folder_section(self.context.draft))?;
        let sections = &self.context.config.sections;
        let term = |entry: &Section| Term { slug: entry.slug.clone(), name: entry.name.clone() };
        if let Some(entry) = sections.find(name) {
            return Some(term(entry));
        }
        let slug = slug_of_name(name)?;
        let entry = sections.with_slug(&slug).map(term);
        Some(entry.unwrap_or_else(|| {
            let known = self.context.config.section_names.get(slug.as_str());
            let name = known.map_or_else(|| name_of(name), |(name, _)| name.clone());
            Term { slug, name }
        }))
    }

    pub(super) fn topics(&self, printed: &[String]) -> Vec<Term> {
        let own = &self.context.draft.front_matter.topics;
        let mut topics: Vec<Term> = Vec::new();
        let mut seen = HashSet::new();
        for name in own.iter().map(|text| &text.text).chain(printed) {
            if let Some(slug) = slug_of_name(name).filter(|slug| seen.insert(slug.clone())) {
                topics.push(Term { slug, name: name.clone() });
            }
        }
        self.limited(MAX_NAMES, topics, "topics", own.first().map_or(0, |text| text.span.start))
    }

    /// Reports names from which no slug can be made (`…`, `???`): nothing can be listed under them.
    pub(super) fn report_names_without_letters(&self) {
        let draft = self.context.draft;
        let authors = draft.front_matter.authors.iter().map(|author| &author.name);
        let authors = authors.filter(|name| self.author(&name.text).is_none());
        let topics =
            draft.front_matter.topics.iter().filter(|name| slug_of_name(&name.text).is_none());
        let section = draft.front_matter.section.iter().filter(|_| !draft.is_page);
        let section = section.filter(|_| self.section("").is_none());
        for name in authors.chain(topics).chain(section) {
            let message =
                format!("`{:.100}` has no letter or digit: nothing is listed under it", name.text);
            let span = self.context.span_of(name.span.start, &name.text);
            draft.diagnostics.add_message(DiagnosticKind::BadValue, span, &message);
        }
    }

    /// The lead image; if it can't be shown, blocks that stand in for it at the start of the body.
    pub(super) fn lead_image(&self, printed: &Picture) -> (Option<Image>, Vec<Block>) {
        let Some(front_matter) = &self.context.draft.front_matter.image else {
            // The image of a page's metadata is often a logo on another host: don't report it.
            let found = self.context.media.find(&self.context.draft.source.file, &printed.address);
            return match found.is_ok().then(|| self.context.resolve_image(&printed.address, 0)) {
                Some(ResolvedImage::Local(image)) => {
                    let mut caption = plain_line(&printed.caption);
                    let mut credit = credit::take_credit(&mut caption);
                    if !printed.credit.is_empty() {
                        credit = credit::credit(&printed.credit);
                    }
                    (Some(Image { caption, credit, ..image }), Vec::new())
                }
                _ => (None, Vec::new()),
            };
        };
        let alt = self.words(&front_matter.alt);
        let mut caption = self.line(&front_matter.caption);
        let mut credit = credit::take_credit(&mut caption);
        if !front_matter.credit.is_empty() {
            credit = credit::credit(&self.words(&front_matter.credit));
        }
        let offset = front_matter.file.span.start;
        let file = template::in_markdown(&front_matter.file.text, offset, self.context);
        match self.context.resolve_image(file.text(), offset) {
            ResolvedImage::Local(image) => {
                (Some(Image { alt, caption, credit, ..image }), Vec::new())
            }
            ResolvedImage::Remote(href) => (None, vec![html::card(href, alt, caption, &credit)]),
            ResolvedImage::Missing => (None, html::image_as_text(alt, caption, credit)),
        }
    }

    pub(super) fn source(&self) -> Option<Source> {
        let source = self.context.draft.front_matter.source.as_ref()?;
        let address = &source.address;
        let href = Href::new(&address.text).unwrap_or_else(|_| {
            self.context.report(DiagnosticKind::ForbiddenLink, address.span.start, &address.text);
            Href::default()
        });
        let name =
            if source.name.is_empty() { href.host().to_owned() } else { source.name.clone() };
        (!name.is_empty()).then_some(Source { name, href })
    }

    /// The corrections, newest first; those without a date come last.
    pub(super) fn corrections(&self) -> Vec<Correction> {
        let front_matter = &self.context.draft.front_matter.corrections;
        let mut corrections: Vec<(Option<Timestamp>, Correction)> = Vec::new();
        for correction in front_matter {
            let parsed =
                correction.date.as_ref().and_then(|text| self.context.draft.parse_date(text));
            let (time, instant) = self.time(parsed, None);
            let text = self.words(&correction.text);
            corrections.push((instant, Correction { time, text }));
        }
        corrections.sort_by_key(|(instant, _)| std::cmp::Reverse(*instant));
        let corrections = corrections.into_iter().map(|(_, correction)| correction).collect();
        self.limited(MAX_OTHERS, corrections, "corrections", 0)
    }

    /// The aliases of the article: its permalink and former addresses, relative to the site's root.
    pub(super) fn aliases(&self) -> Vec<Alias> {
        let draft = self.context.draft;
        let mut aliases: Vec<Alias> = Vec::new();
        let mut seen = HashSet::new();
        let lines = LazyCell::new(|| LineIndex::new(&draft.source.text));
        for text in draft.front_matter.address().into_iter().chain(&draft.front_matter.aliases) {
            if draft.is_not_found() && text.text.trim_start_matches('/') == NOT_FOUND {
                continue;
            }
            let span = self.context.span_of(text.span.start, &text.text);
            match alias_path(&text.text, self.context.config.base_url.as_deref()) {
                Ok(address) if !seen.insert(address.clone()) => {}
                Ok(address) => {
                    let location = lines.location(span, "");
                    aliases.push(Alias { implied: false, address, location });
                }
                // `../old/` is known as seen from the article's folder.
                Err(_) if text.text.trim().starts_with("..") && !draft.former.is_empty() => {}
                Err(error) => {
                    let message = format!("`{:.100}` can't be an alias: {error}", text.text);
                    draft.diagnostics.add_message(DiagnosticKind::BadAlias, span, &message);
                }
            }
        }
        for former in &draft.former {
            if let Ok(address) = alias_path(former, None)
                && seen.insert(address.clone())
            {
                aliases.push(Alias { implied: true, address, location: lines.location(0..0, "") });
            }
        }
        let from = draft.front_matter.aliases.first().map_or(0, |text| text.span.start);
        self.limited(MAX_OTHERS, aliases, "aliases", from)
    }

    pub(super) fn related(&self) -> Vec<Slug> {
        let mut related = Vec::new();
        let mut seen = HashSet::from([self.context.draft.slug.clone()]);
        for text in &self.context.draft.front_matter.related {
            let book = self.context.articles;
            let found = book.slug(&text.text);
            let found = found.or_else(|| book.find(&self.context.draft.source.file, &text.text));
            match found.filter(|slug| !book.is_page(slug)) {
                Some(slug) if !seen.insert(slug.clone()) => {}
                Some(slug) => related.push(slug),
                None => {
                    self.context.report(
                        DiagnosticKind::UnknownRelated,
                        text.span.start,
                        &text.text,
                    );
                }
            }
        }
        related
    }
}

/// Words without markup, as a line.
fn plain_line(words: &str) -> Vec<Inline> {
    let mut line = vec![Inline::Text(words.to_owned())];
    normalize::line(&mut line);
    line.retain(|_| !words.is_empty());
    line
}

/// The section by folder: the first folder of the path that is not a site generator's content
/// folder.
fn folder_section(draft: &Draft) -> Option<&str> {
    const CONTENT_FOLDERS: [&str; 8] =
        ["posts", "_posts", "content", "blog", "src", "pages", "articles", "docs"];
    let folders = draft.folder_in_every_language().components().filter_map(|part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    let mut folders = folders.skip_while(|folder| CONTENT_FOLDERS.contains(folder));
    let limited = folders.next()?;
    // A year is not a section (`posts/2014/x.md`), and neither is a page bundle
    // (`posts/name/index.md`).
    let is_year = limited.bytes().all(|byte| byte.is_ascii_digit());
    let is_bundle = draft.is_index() && folders.next().is_none();
    (!is_year && !is_bundle).then_some(limited)
}
