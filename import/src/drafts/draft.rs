//! Drafts: articles whose front matter and slug are known, and whose body is not read yet.

use crate::diagnostics::{Diagnostic, DiagnosticKind, Location};
use crate::drafts::diagnostics::DraftDiagnostics;
use crate::drafts::name_date::{date_in_path, split_date};
use crate::metadata::dates::ParsedDateTime;
use crate::metadata::front_matter::{self, FrontMatter, SpannedText};
use crate::metadata::language;
use crate::slugs::slug_of;
use crate::sources::read::Source;
use crate::sources::walk::{SourceFormat, stem};
use article::Slug;
use std::path::Path;

/// An article whose body is not built yet.
pub(crate) struct Draft {
    pub source: Source,
    pub front_matter: FrontMatter,
    /// The byte offset of the body in the source.
    pub body_start: usize,
    pub slug: Slug,
    /// The publication date, from the front matter or the file name.
    pub date: Option<ParsedDateTime>,
    pub diagnostics: DraftDiagnostics,
}

impl Draft {
    /// Reads the front matter, or returns why this file can't be an article.
    pub(crate) fn new(source: Source) -> Result<Draft, Box<Diagnostic>> {
        let (mut front_matter, body_start) = front_matter::read(&source.text).map_err(|error| {
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
        report_long_line(&source.text, &diagnostics);
        for invalid in &front_matter.invalid_values {
            diagnostics.add_message(
                DiagnosticKind::BadValue,
                invalid.span.clone(),
                &invalid.message,
            );
        }
        let (file_date, name) = split_date(name_of_file(&source.file));
        let slug = slug(&source, &front_matter, name)?;
        let permalink = front_matter.permalink.as_ref().and_then(|text| date_in_path(&text.text));
        let folders = || source.file.parent().and_then(Path::to_str).and_then(date_in_path);
        let named = file_date.or(permalink).or_else(folders);
        let date = date(&front_matter, named, &diagnostics);
        Ok(Draft { source, front_matter, body_start, slug, date, diagnostics })
    }

    /// The file's name without its date, used as headline if there is no other.
    pub(crate) fn name(&self) -> &str {
        split_date(name_of_file(&self.source.file)).1
    }

    /// The slug with the date from the file name appended; `None` if there is no such date, or the
    /// slug was chosen by the author.
    pub(crate) fn dated_slug(&self) -> Option<Slug> {
        let chosen = self.front_matter.slug.is_some() || self.front_matter.permalink.is_some();
        let (file_date, _) = split_date(name_of_file(&self.source.file));
        let date = file_date.filter(|_| !chosen)?.date;
        Slug::new(format!("{}-{date}", self.slug)).ok()
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

/// The file's name without its extension; for `press-hall/index.md`, the folder's name.
fn name_of_file(file: &Path) -> &str {
    match stem(file) {
        "index" => file.parent().and_then(Path::file_name).and_then(|name| name.to_str()),
        _ => None,
    }
    .unwrap_or(stem(file))
}

fn slug(source: &Source, front_matter: &FrontMatter, name: &str) -> Result<Slug, Box<Diagnostic>> {
    let bad = |text: &SpannedText, error: &str| {
        let diagnostic = Diagnostic::new(DiagnosticKind::BadSlug, &source.file, error);
        let location = Location::new(&source.text, text.span.clone(), "");
        let help = "a slug is one part of an address, such as `a-day-at-the-press`";
        Box::new(diagnostic.at(location).help(help))
    };
    if let Some(text) = &front_matter.slug {
        return Slug::new(text.text.as_str()).or_else(|error| {
            let is_path = text.text.contains(['/', '\\']);
            let made = slug_of(&text.text).filter(|_| !is_path);
            made.ok_or_else(|| bad(text, &format!("`{}` is not a slug: {error}", text.text)))
        });
    }
    if let Some(text) = front_matter.permalink.as_ref().filter(|text| !is_pattern(&text.text))
        && let Some(last) =
            text.text.trim_end_matches('/').rsplit('/').find(|part| *part != "index.html")
    {
        let last = last.strip_suffix(".html").unwrap_or(last);
        if last.bytes().all(|byte| byte == b'.') && !last.is_empty() {
            return Err(bad(text, &format!("`{}` can't be an address", text.text)));
        }
        if let Some(slug) = Slug::new(last).ok().or_else(|| slug_of(last)) {
            return Ok(slug);
        }
    }
    Slug::new(name).ok().or_else(|| slug_of(name)).ok_or_else(|| {
        let message = format!("no slug can be made of the file name `{name}`");
        let diagnostic = Diagnostic::new(DiagnosticKind::BadSlug, &source.file, message);
        Box::new(diagnostic.help("rename the file, or add `slug:` to its front matter"))
    })
}

/// Whether a permalink is a pattern: `/:year/:title/`, `{{ title }}`.
pub(crate) fn is_pattern(permalink: &str) -> bool {
    permalink.contains("/:") || permalink.starts_with(':') || permalink.contains(['{', '}', '%'])
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::sources::read::Source;
    use crate::sources::walk::SourceFormat;
    use expect_test::{Expect, expect};

    fn check(file: &str, front_matter: &str, expected: Expect) {
        let text = format!("---\n{front_matter}\n---\n");
        let source = Source { file: file.into(), format: SourceFormat::Markdown, text };
        expected.assert_eq(&match Draft::new(source) {
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
        check("!!.md", "", expect!["no slug can be made of the file name `!!`"]);
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
        check(
            "a.md",
            "slug: ../../etc/passwd",
            expect!["`../../etc/passwd` is not a slug: a slug can't contain '/'"],
        );
        check(
            "a.md",
            "slug: ..",
            expect!["`..` is not a slug: a slug can't start or end with a dot or hyphen"],
        );
        check("a.md", "permalink: /2014/03/12/old-name/", expect!["old-name 2014-03-12 a"]);
        check("a.md", "permalink: /old.html", expect!["old - a"]);
        check("a.md", "permalink: /:year/:title/", expect!["a - a"]);
        check("a.md", "permalink: /../..", expect!["`/../..` can't be an address"]);
    }
}
