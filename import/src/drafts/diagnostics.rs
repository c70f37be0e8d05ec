//! What is noticed while an article is made: gathered, so that what repeats is said once.

use crate::diagnostics::{Diagnostic, DiagnosticKind, LineIndex};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The problems of one article, while it is being made.
#[derive(Default)]
pub(crate) struct DraftDiagnostics {
    occurrences: RefCell<Vec<Occurrence>>,
    /// How many there are of each kind, also of those that were not kept.
    counts: RefCell<BTreeMap<DiagnosticKind, usize>>,
}

/// One thing noticed.
struct Occurrence {
    kind: DiagnosticKind,
    /// Bytes of the file.
    span: Range<usize>,
    /// What it is about: an address, a tag.
    subject: String,
    /// What is wrong, if the kind and the subject don't say it.
    message: String,
    /// What to do about it, if the kind doesn't say it.
    help: Option<String>,
}

impl Occurrence {
    /// What belongs together stands together.
    fn order(&self) -> impl Ord + '_ {
        let address = (self.kind == DiagnosticKind::DeadLink).then_some(&self.subject);
        (self.kind, &self.help, address, self.span.start)
    }
}

/// How many places of one problem are told.
const MAX_LOCATIONS: usize = 20;
/// How many notes of a kind are kept.
const MAX_PER_KIND: usize = 10_000;

impl DraftDiagnostics {
    /// DraftDiagnostics that `subject` has a problem whose kind says all.
    pub(crate) fn add(&self, kind: DiagnosticKind, span: Range<usize>, subject: &str) {
        self.push(kind, span, subject, "", None);
    }

    /// DraftDiagnostics that `subject` has a problem, and what to do about it.
    pub(crate) fn add_with_help(
        &self,
        kind: DiagnosticKind,
        span: Range<usize>,
        subject: &str,
        help: Option<String>,
    ) {
        self.push(kind, span, subject, "", help);
    }

    /// DraftDiagnostics a problem in words of its own.
    pub(crate) fn add_message(&self, kind: DiagnosticKind, span: Range<usize>, message: &str) {
        self.push(kind, span, "", message, None);
    }

    fn push(
        &self,
        kind: DiagnosticKind,
        span: Range<usize>,
        subject: &str,
        message: &str,
        help: Option<String>,
    ) {
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(kind).or_default();
        *count += 1;
        if *count > MAX_PER_KIND {
            return;
        }
        self.occurrences.borrow_mut().push(Occurrence {
            kind,
            span,
            subject: truncated(subject),
            message: message.to_owned(),
            help,
        });
    }

    /// The problems, for the report.
    pub(crate) fn into_vec(self, file: &Path, source: &str) -> Vec<Diagnostic> {
        let mut occurrences = self.occurrences.into_inner();
        occurrences.sort_by(|a, b| a.order().cmp(&b.order()));
        occurrences.dedup_by(|a, b| (a.kind, &a.span, &a.subject) == (b.kind, &b.span, &b.subject));
        // What has words of its own, or an address that others may share, stays on its own.
        let together = |a: &Occurrence, b: &Occurrence| {
            let same = a.kind == b.kind && a.message == b.message && a.help == b.help;
            same && (a.kind != DiagnosticKind::DeadLink || a.subject == b.subject)
        };
        if occurrences.is_empty() {
            return Vec::new();
        }
        let lines = LineIndex::new(source);
        let diagnostics = occurrences
            .chunk_by(together)
            .map(|occurrences| diagnostic(file, source, &lines, occurrences));
        let counts = self.counts.into_inner().into_iter();
        let more = counts.filter_map(|(kind, count)| {
            let more = count.checked_sub(MAX_PER_KIND).filter(|&more| more > 0)?;
            let message = format!("{more} more problems are not told: {}", kind.plural());
            Some(Diagnostic::new(DiagnosticKind::LimitExceeded, file, message))
        });
        diagnostics.chain(more).collect()
    }
}

fn diagnostic(
    file: &Path,
    source: &str,
    lines: &LineIndex<'_>,
    occurrences: &[Occurrence],
) -> Diagnostic {
    let first = &occurrences[0];
    let message = if first.message.is_empty() {
        message(first.kind, &first.subject, occurrences.len())
    } else {
        first.message.clone()
    };
    let help_text = first.help.as_deref().unwrap_or(help(first.kind));
    let mut diagnostic =
        Diagnostic::new(first.kind, file, message).about(&first.subject).help(help_text);
    let several = occurrences.len() > 1;
    for occurrence in &occurrences[..occurrences.len().min(MAX_LOCATIONS)] {
        let label =
            if several && spelled_otherwise(occurrence, source) { &occurrence.subject } else { "" };
        diagnostic = diagnostic.at(lines.location(occurrence.span.clone(), label));
    }
    diagnostic.more = occurrences.len().saturating_sub(MAX_LOCATIONS);
    diagnostic
}

/// Whether the place itself doesn't show what the note is about.
fn spelled_otherwise(occurrence: &Occurrence, source: &str) -> bool {
    source.get(occurrence.span.clone()).is_none_or(|shown| !shown.contains(&occurrence.subject))
}

/// What is wrong, in words: with `subject` if it is one thing, counted if there are more.
fn message(kind: DiagnosticKind, subject: &str, count: usize) -> String {
    let (one, many) = match kind {
        DiagnosticKind::MissingFile => ("is not there", "pictures or files are not there"),
        DiagnosticKind::Unreadable => ("can't be read", "pictures or files can't be read"),
        DiagnosticKind::BadImage => ("has no size that can be read", "pictures can't be read"),
        DiagnosticKind::RemoteImage => ("is on another host", "pictures are on other hosts"),
        DiagnosticKind::OutsidePath => {
            ("is outside the paper's folder", "files are outside the paper's folder")
        }
        DiagnosticKind::PrivateFile => ("is never published", "files are never published"),
        DiagnosticKind::UnpublishedType => {
            ("is of a kind that is not published", "files are of kinds that are not published")
        }
        DiagnosticKind::ForbiddenLink => ("can't be linked", "addresses can't be linked"),
        DiagnosticKind::DeadLink => {
            ("is not a page of this paper", "addresses aren't of this paper")
        }
        DiagnosticKind::DeadFragment => {
            ("is no heading of this page", "places aren't in this page")
        }
        DiagnosticKind::LinkTitle => {
            ("is a link's title and left out", "links' titles are left out")
        }
        DiagnosticKind::UnknownTag => ("is no template tag of the press", "tags are unknown"),
        DiagnosticKind::UnclosedTag => ("has no end", "tags have no end"),
        DiagnosticKind::DuplicateFootnote => {
            ("has two footnotes", "names have two footnotes or more")
        }
        DiagnosticKind::BadDate => ("is not a date that can be read", "dates can't be read"),
        DiagnosticKind::BadAlias => {
            ("can't be kept as an old address", "old addresses can't be kept")
        }
        DiagnosticKind::UnknownRelated => {
            ("is not an article of this paper", "articles don't exist")
        }
        DiagnosticKind::Script => ("is left out: pages have no scripts", "scripts are left out"),
        DiagnosticKind::Unsupported => ("can't be shown", "things can't be shown"),
        _ => ("has a problem", "problems"),
    };
    // However often an article links to an address, it is one address.
    if count == 1 || kind == DiagnosticKind::DeadLink {
        format!("`{subject}` {one}")
    } else {
        format!("{count} {many}")
    }
}

fn help(kind: DiagnosticKind) -> &'static str {
    match kind {
        DiagnosticKind::MissingFile => {
            "put the file beside the article, in the folder, or in `assets`, `static` or `public`; \
             what the article says about it is kept as text"
        }
        DiagnosticKind::RemoteImage => {
            "readers are shown a link to it; save it in the folder to show the picture itself"
        }
        DiagnosticKind::OutsidePath => "copy the file into the paper's folder",
        DiagnosticKind::PrivateFile => {
            "hidden files and settings are the publisher's own; a copy under another name can \
             be published"
        }
        DiagnosticKind::UnpublishedType => {
            "pictures, recordings, films and documents are published, by their endings; json, xml, \
             txt and archives from the paper's own folder only; put others into an archive (.zip)"
        }
        DiagnosticKind::ForbiddenLink => {
            "only http, https, mailto, tel and relative addresses are linked; the words are kept"
        }
        DiagnosticKind::DeadLink => {
            "the words are kept without a link; set `base_url` in dateline.toml if the address is \
             on your site, or write the whole address"
        }
        DiagnosticKind::DeadFragment => "the words are kept without a link",
        DiagnosticKind::LinkTitle => {
            "titles show under a mouse only; write what readers need into the text"
        }
        DiagnosticKind::UnknownTag => {
            "the text in its quotation marks is kept, the rest is left out"
        }
        DiagnosticKind::UnclosedTag => "it stays in the text as it is",
        DiagnosticKind::DuplicateFootnote => {
            "what they say is in one note; give the others names of their own"
        }
        DiagnosticKind::BadDate => {
            "write it as 2018-06-01 or 2018-06-01 11:31; the article is shown without it"
        }
        DiagnosticKind::BadAlias => {
            "an old address is a path below the site's root: /2018/06/01/name/"
        }
        DiagnosticKind::UnknownRelated => "name the other article's slug",
        DiagnosticKind::TooDeep => "its text is kept, at the depth that can be shown",
        DiagnosticKind::LongLine => {
            "it is published as it is; if paragraphs ran together in it, put an empty line between \
             them"
        }
        DiagnosticKind::Furniture => {
            "look whether the story is whole; an element `article` around it says where it stands"
        }
        DiagnosticKind::NoHeadline => "add `title:` to the front matter",
        _ => "",
    }
}

/// A subject is for reading: what nobody would read to its end has one.
fn truncated(subject: &str) -> String {
    const MAX_CHARS: usize = 100;
    let line = subject.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_CHARS) {
        None if line.len() == subject.len() => line.to_owned(),
        None => [line, "…"].concat(),
        Some((end, _)) => [&line[..end], "…"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{DraftDiagnostics, MAX_PER_KIND};
    use crate::diagnostics::DiagnosticKind;
    use expect_test::{Expect, expect};
    use std::path::Path;

    /// Checks what is told of these problems, in a text of blanks.
    fn check(
        occurrences: impl IntoIterator<Item = (DiagnosticKind, usize, &'static str)>,
        expected: Expect,
    ) {
        let diagnostics = DraftDiagnostics::default();
        for (kind, at, subject) in occurrences {
            diagnostics.add(kind, at..at, subject);
        }
        let diagnostics = diagnostics.into_vec(Path::new("a.md"), &" ".repeat(20_000));
        let shown = diagnostics.iter().map(|diagnostic| {
            format!(
                "{} ({} places)\n",
                diagnostic.message,
                diagnostic.locations.len() + diagnostic.more
            )
        });
        expected.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn what_repeats_is_said_once() {
        check(
            [
                (DiagnosticKind::DeadLink, 3, "/b/"),
                (DiagnosticKind::DeadLink, 1, "/a/"),
                (DiagnosticKind::DeadLink, 5, "/a/"),
                (DiagnosticKind::UnknownTag, 6, "{{ a }}"),
                (DiagnosticKind::UnknownTag, 6, "{{ a }}"),
                (DiagnosticKind::UnknownTag, 8, "{{ b }}"),
            ],
            expect![[r#"
                `/a/` is not a page of this paper (2 places)
                `/b/` is not a page of this paper (1 places)
                2 tags are unknown (2 places)
            "#]],
        );
    }

    #[test]
    fn very_many_are_counted() {
        let tags = (0..MAX_PER_KIND + 3).map(|at| (DiagnosticKind::UnknownTag, at, "{{ a }}"));
        check(
            tags,
            expect![[r#"
            10000 tags are unknown (10000 places)
            3 more problems are not told: articles with template tags that the press doesn't know (0 places)
        "#]],
        );
    }
}
