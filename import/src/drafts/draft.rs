//! Drafts: articles whose front matter and slug are known, and whose body is not read yet.

use crate::config::Config;
use crate::diagnostics::{Diagnostic, DiagnosticKind, Location};
use crate::drafts::diagnostics::DraftDiagnostics;
use crate::drafts::former;
use crate::drafts::name_date::{date_in_path, split_date};
use crate::metadata::dates::ParsedDateTime;
use crate::metadata::front_matter::{self, FrontMatter, SpannedText};
use crate::metadata::language;
use crate::outcome::Withheld;
use crate::slugs::slug_of;
use crate::sources::kinds::is_among_drafts;
use crate::sources::mdx;
use crate::sources::read::Source;
use crate::sources::walk::{SourceFormat, stem};
use article::Slug;
use std::path::{Component, Path, PathBuf};

/// An article whose body is not built yet.
pub(crate) struct Draft {
    pub source: Source,
    pub front_matter: FrontMatter,
    /// The byte offset of the body in the source.
    pub body_start: usize,
    /// What its publisher calls it.
    pub called: Slug,
    /// Its name in addresses, which no other article has.
    pub slug: Slug,
    /// Whether it is found under what it is called, although its address is longer.
    pub answers_for_name: bool,
    /// The publication date, from the front matter or the file name.
    pub date: Option<ParsedDateTime>,
    /// Addresses that it had on its former site without naming them.
    pub former: Vec<String>,
    /// The folder above it that says its language.
    pub language_folder: Option<LanguageFolder>,
    /// The same in other languages.
    pub translations: Vec<Translation>,
    /// Whether it is a page and no article.
    pub is_page: bool,
    pub diagnostics: DraftDiagnostics,
}

/// A folder of articles in one language.
#[derive(Clone, Debug)]
pub(crate) struct LanguageFolder {
    pub language: String,
    /// The folders above it.
    pub above: PathBuf,
    /// The article's folder, without this one.
    pub without: PathBuf,
    /// Whether the folders above it say that it is one.
    pub declared: bool,
}

/// The same story in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language (BCP 47).
    pub language: String,
    /// The slug of the article or page.
    pub slug: Slug,
}

impl Draft {
    /// Reads the front matter, or returns why this file can't be an article.
    pub(crate) fn new(source: Source, config: &Config) -> Result<Draft, Box<Diagnostic>> {
        let defaults = config.defaults.of(&source.file);
        let (mut front_matter, body_start) = front_matter::read(&source.text, &defaults).map_err(|error| {
            let location = Location::new(&source.text, error.span, "");
            let help = "front matter is `key: value` lines; a value with a colon or other signs in \
                        it has to be in \"quotation marks\"";
            let diagnostic =
                Diagnostic::new(DiagnosticKind::BadFrontMatter, &source.file, error.message);
            Box::new(diagnostic.at(location).help(help))
        })?;
        let diagnostics = DraftDiagnostics::default();
        if let Some(language) =
            front_matter.language.as_ref().filter(|text| language::tag_of(text).is_none())
        {
            let message = format!(
                "`{:.40}` is not a language; write its BCP 47 tag, such as en, ko or pt-BR",
                language.text
            );
            diagnostics.add_message(DiagnosticKind::BadValue, language.span.clone(), &message);
        }
        if source.format == SourceFormat::Html && front_matter.language.is_none() {
            front_matter.language = language::of_html(&source.text[body_start..])
                .map(|text| SpannedText { text, span: 0..0 });
        }
        if let (Some(language), None) = (&source.language, &front_matter.language) {
            let text = language.clone();
            front_matter.language = Some(SpannedText { text, span: 0..0 });
        }
        if source.is_mdx && source.components.is_empty() {
            let message = "this is MDX and read as Markdown";
            diagnostics.add_message(DiagnosticKind::Mdx, 0..0, message);
        }
        for mdx::Component { name, span } in &source.components {
            diagnostics.add(DiagnosticKind::Mdx, span.clone(), name);
        }
        report_long_line(&source.text, &diagnostics);
        for invalid in &front_matter.invalid_values {
            diagnostics.add_message(
                DiagnosticKind::BadValue,
                invalid.span.clone(),
                &invalid.message,
            );
        }
        let (file_date, name) = split_date(name_of_file(&source));
        let called = called(&front_matter, name, &diagnostics);
        let permalink = front_matter.address().and_then(|text| date_in_path(&text.text));
        let folders = || source.file.parent().and_then(Path::to_str).and_then(date_in_path);
        let named = file_date.or(permalink).or_else(folders);
        let date = date(&front_matter, named, &diagnostics);
        let slug = called.clone();
        let answers_for_name = false;
        let day = date.map(|parsed| parsed.date);
        let former = former::addresses(&source.file, &front_matter, &called, day, config);
        Ok(Draft {
            source,
            front_matter,
            body_start,
            called,
            slug,
            answers_for_name,
            date,
            former,
            language_folder: None,
            translations: Vec::new(),
            is_page: false,
            diagnostics,
        })
    }

    /// The file's name without its date, used as headline if there is no other.
    pub(crate) fn name(&self) -> &str {
        split_date(name_of_file(&self.source)).1
    }

    /// The language it is written in.
    pub(crate) fn language(&self, config: &Config) -> String {
        language::language_of(self.front_matter.language.as_ref(), &config.language)
    }

    /// Its path without what says its language, and without ending.
    pub(crate) fn name_in_every_language(&self) -> String {
        let folder = self.folder_in_every_language();
        slash_separated(&folder.join(own_name(&self.source)))
    }

    /// Its folder without the one that says its language.
    pub(crate) fn folder_in_every_language(&self) -> &Path {
        let folder = self.language_folder.as_ref().map(|folder| folder.without.as_path());
        folder.or(self.source.file.parent()).unwrap_or(Path::new(""))
    }

    /// Whether it is the publisher's own page for unknown addresses.
    pub(crate) fn is_not_found(&self) -> bool {
        self.is_page && self.called.as_str() == "404"
    }

    /// Whether its file is called `index`, so that its folder names it.
    pub(crate) fn is_index(&self) -> bool {
        own_name(&self.source) == "index"
    }

    /// The folders above the article: those of the address that it says it has, or of its file.
    pub(crate) fn folders(&self) -> Vec<String> {
        let said = self.front_matter.address();
        let path =
            said.map_or_else(|| slash_separated(&self.source.file), |text| text.text.clone());
        let mut parts: Vec<String> =
            path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        if parts.last().is_some_and(|last| last.starts_with("index.")) {
            parts.pop();
        }
        parts.pop();
        parts
    }

    /// Why it is not to be printed, if it isn't.
    pub(crate) fn withheld(&self, config: &Config) -> Option<Withheld> {
        let publication = &self.front_matter.publication;
        if publication.withheld.is_some() {
            return publication.withheld;
        }
        if is_among_drafts(&self.source.file) {
            return Some(Withheld::Draft);
        }
        let instant = |date: ParsedDateTime| Some(date.in_zone(&config.zone)?.timestamp());
        let until = publication.until.as_ref().and_then(|text| self.parse_date(text));
        if until.and_then(instant).is_some_and(|until| until <= config.now) {
            return Some(Withheld::Expired);
        }
        let from = publication.from.as_ref().and_then(|text| self.parse_date(text)).or(self.date);
        let future = from.and_then(instant).is_some_and(|from| from > config.now);
        (future && !config.future).then_some(Withheld::Future)
    }

    /// Parses a date of the front matter, and reports it if that fails.
    pub(crate) fn parse_date(&self, text: &SpannedText) -> Option<ParsedDateTime> {
        parse_date(text, &self.diagnostics)
    }
}

/// Reports the first very long line: without line ends, a text is one paragraph.
fn report_long_line(text: &str, diagnostics: &DraftDiagnostics) {
    const MAX_LEN: usize = 1 << 20;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > MAX_LEN {
            let message = format!("this line is {} MB long", line.len() >> 20);
            return diagnostics.add_message(DiagnosticKind::LongLine, at..at, &message);
        }
        at += line.len();
    }
}

fn date(
    front_matter: &FrontMatter,
    file_date: Option<ParsedDateTime>,
    diagnostics: &DraftDiagnostics,
) -> Option<ParsedDateTime> {
    match &front_matter.date {
        Some(text) => parse_date(text, diagnostics).or(file_date),
        None => file_date,
    }
}

fn parse_date(text: &SpannedText, diagnostics: &DraftDiagnostics) -> Option<ParsedDateTime> {
    let parsed = ParsedDateTime::parse(&text.text);
    if ParsedDateTime::is_zero(&text.text) {
        return None;
    }
    if parsed.is_none() {
        diagnostics.add(DiagnosticKind::BadDate, text.span.clone(), &text.text);
    }
    parsed
}

/// A path of the file system with slashes.
pub(crate) fn slash_separated(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The file's name without its endings; of `press-hall/index.md` the folder's.
fn name_of_file(source: &Source) -> &str {
    let name = own_name(source);
    match name {
        "index" => source.file.parent().and_then(Path::file_name).and_then(|name| name.to_str()),
        _ => None,
    }
    .unwrap_or(name)
}

/// The file's name without its endings.
fn own_name(source: &Source) -> &str {
    let stem = stem(&source.file);
    match &source.language {
        Some(language) => stem[..stem.len() - language.len()].trim_end_matches('.'),
        None => stem,
    }
}

/// What an article is called in addresses: as its front matter says, as its file is, or as it is
/// titled.
fn called(front_matter: &FrontMatter, name: &str, diagnostics: &DraftDiagnostics) -> Slug {
    let said = front_matter.slug.iter().chain(front_matter.address());
    for text in said {
        match said_name(text) {
            Ok(Some(slug)) => return slug,
            Ok(None) => {}
            Err(message) => {
                diagnostics.add_message(DiagnosticKind::BadSlug, text.span.clone(), &message);
            }
        }
    }
    let title = || slug_of(&front_matter.title.as_ref()?.text);
    let plain = || Slug::new("article").unwrap_or_default();
    Slug::new(name).ok().or_else(|| slug_of(name)).or_else(title).unwrap_or_else(plain)
}

/// The name at the end of a slug or an address; `None` if it has none.
fn said_name(text: &SpannedText) -> Result<Option<Slug>, String> {
    let whole = text.text.trim();
    let mut parts = whole.trim_matches('/').split('/');
    if whole.contains('\\') || parts.clone().any(|part| [".", ".."].contains(&part)) {
        return Err(format!("`{:.100}` can't be an address", text.text));
    }
    let Some(last) = parts.rfind(|part| !["", "index.html"].contains(part)) else {
        return Ok(None);
    };
    let is_slug = Slug::new(last).ok().filter(|_| !last.ends_with(".html"));
    Ok(is_slug.or_else(|| {
        let last = last.strip_suffix(".html").unwrap_or(last);
        Slug::new(last).ok().or_else(|| slug_of(last))
    }))
}

#[cfg(test)]
mod tests {
    use super::{Config, Draft, Path};
    use crate::sources::read::Source;
    use crate::sources::walk::SourceFormat;
    use expect_test::{Expect, expect};

    fn check(file: &str, front_matter: &str, expected: Expect) {
        let text = format!("---\n{front_matter}\n---\n");
        let source = Source {
            file: file.into(),
            format: SourceFormat::Markdown,
            language: None,
            components: Vec::new(),
            is_mdx: false,
            text,
        };
        expected.assert_eq(&match Draft::new(source, &Config::of_folder(Path::new("."))) {
            Ok(draft) => {
                let date = draft.date.map_or("-".to_owned(), |parsed| parsed.date.to_string());
                format!("{} {date} {}", draft.slug, draft.name())
            }
            Err(diagnostic) => diagnostic.message,
        });
    }

    #[test]
    fn files_name_articles() {
        check(
            "_posts/2014-03-12-coming-soon.md",
            "",
            expect!["coming-soon 2014-03-12 coming-soon"],
        );
        check("2024-12-5-18f-project.md", "", expect!["18f-project 2024-12-05 18f-project"]);
        check("news/press hall!.md", "", expect!["press-hall - press hall!"]);
        check("news/press-hall/index.md", "", expect!["press-hall - press-hall"]);
        check("2014-03-12.md", "", expect!["2014-03-12 2014-03-12 2014-03-12"]);
        check(
            "2014-13-45-x.md",
            "date: 2014-03-01",
            expect!["2014-13-45-x 2014-03-01 2014-13-45-x"],
        );
        check("!!.md", "", expect!["article - !!"]);
        check("con.md", "", expect!["con-1 - con"]);
    }

    #[test]
    fn dates_of_articles() {
        check("2024-05-01_harbour.md", "", expect!["harbour 2024-05-01 harbour"]);
        check("2014/03/12/x.md", "", expect!["x 2014-03-12 x"]);
        check("x.md", "path: 2019/02/14/happy/", expect!["happy 2019-02-14 x"]);
        check("x.md", "date: 0001-01-01T00:00:00Z", expect!["x - x"]);
        check("2014-03-12-x.md", "date: \"0000-00-00\"", expect!["x 2014-03-12 x"]);
    }

    #[test]
    fn front_matter_names_articles() {
        check("a.md", "slug: other", expect!["other - a"]);
        check("a.md", "slug: Other Words", expect!["other-words - a"]);
        check("a.md", "slug: ../../etc/passwd", expect!["a - a"]);
        check("a.md", "slug: ..", expect!["a - a"]);
        check("a.md", "permalink: /2014/03/12/old-name/", expect!["old-name 2014-03-12 a"]);
        check("a.md", "permalink: /old.html", expect!["old - a"]);
        check("a.md", "permalink: /:year/:title/", expect!["a - a"]);
        check("a.md", "permalink: /../..", expect!["a - a"]);
    }
}
