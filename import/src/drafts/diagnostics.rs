//! The diagnostics of one draft. Repeated occurrences are merged.

use crate::diagnostics::{Diagnostic, DiagnosticKind, LineIndex};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Collects the diagnostics of one draft while its article is built.
#[derive(Default)]
pub(crate) struct DraftDiagnostics {
    occurrences: RefCell<Vec<Occurrence>>,
    /// How many occurrences of each kind there are, including those dropped.
    counts: RefCell<BTreeMap<DiagnosticKind, usize>>,
}

/// One occurrence of a problem.
struct Occurrence {
    kind: DiagnosticKind,
    /// Byte range in the file.
    span: Range<usize>,
    /// What it concerns: an address, a tag.
    subject: String,
    /// What is wrong; empty if the kind and the subject say it.
    message: String,
    /// How to fix it, if the kind doesn't say it.
    help: Option<String>,
}

impl Occurrence {
    /// The sort key: occurrences to merge are adjacent.
    fn order(&self) -> impl Ord + '_ {
        let address = (self.kind == DiagnosticKind::DeadLink).then_some(&self.subject);
        (self.kind, &self.help, address, self.span.start)
    }
}

/// How many locations one diagnostic keeps.
const MAX_LOCATIONS: usize = 20;
/// How many occurrences of one kind are kept.
const MAX_PER_KIND: usize = 10_000;

impl DraftDiagnostics {
    /// Adds an occurrence with the default message of its kind.
    pub(crate) fn add(&self, kind: DiagnosticKind, span: Range<usize>, subject: &str) {
        self.push(kind, span, subject, "", None);
    }

    /// Adds an occurrence with the default message of its kind and its own help text.
    pub(crate) fn add_with_help(
        &self,
        kind: DiagnosticKind,
        span: Range<usize>,
        subject: &str,
        help: Option<String>,
    ) {
        self.push(kind, span, subject, "", help);
    }

    /// Adds an occurrence with its own message.
    pub(crate) fn add_message(&self, kind: DiagnosticKind, span: Range<usize>, message: &str) {
        self.push(kind, span, "", message, None);
    }

    /// Adds an occurrence with its own message and help text.
    pub(crate) fn add_message_with_help(
        &self,
        kind: DiagnosticKind,
        span: Range<usize>,
        message: &str,
        help: &str,
    ) {
        self.push(kind, span, "", message, Some(help.to_owned()));
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

    /// Merges the occurrences into diagnostics.
    pub(crate) fn into_vec(self, file: &Path, source: &str) -> Vec<Diagnostic> {
        let mut occurrences = self.occurrences.into_inner();
        occurrences.sort_by(|a, b| a.order().cmp(&b.order()));
        occurrences.dedup_by(|a, b| (a.kind, &a.span, &a.subject) == (b.kind, &b.span, &b.subject));
        // Occurrences with different messages are not merged. Dead links are merged by address,
        // because other articles may have the same one.
        let mergeable = |a: &Occurrence, b: &Occurrence| {
            let same = a.kind == b.kind && a.message == b.message && a.help == b.help;
            same && (a.kind != DiagnosticKind::DeadLink || a.subject == b.subject)
        };
        if occurrences.is_empty() {
            return Vec::new();
        }
        let lines = LineIndex::new(source);
        let diagnostics = occurrences
            .chunk_by(mergeable)
            .map(|occurrences| diagnostic(file, source, &lines, occurrences));
        let counts = self.counts.into_inner().into_iter();
        let more = counts.filter_map(|(kind, count)| {
            let more = count.checked_sub(MAX_PER_KIND).filter(|&more| more > 0)?;
            let message = format!("{more} more problems are not shown: {}", kind.plural());
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
            if several && needs_label(occurrence, source) { &occurrence.subject } else { "" };
        diagnostic = diagnostic.at(lines.location(occurrence.span.clone(), label));
    }
    diagnostic.more = occurrences.len().saturating_sub(MAX_LOCATIONS);
    diagnostic
}

/// Whether the marked text doesn't contain the subject, so that a label is needed.
fn needs_label(occurrence: &Occurrence, source: &str) -> bool {
    source.get(occurrence.span.clone()).is_none_or(|shown| !shown.contains(&occurrence.subject))
}

/// The default message: names `subject` if there is one occurrence, else counts them.
fn message(kind: DiagnosticKind, subject: &str, count: usize) -> String {
    let (one, many) = match kind {
        DiagnosticKind::MissingFile => ("was not found", "pictures or files were not found"),
        DiagnosticKind::Unreadable => ("can't be read", "pictures or files can't be read"),
        DiagnosticKind::BadImage => ("has no size that can be read", "pictures can't be read"),
        DiagnosticKind::RemoteImage => ("is on another host", "pictures are on other hosts"),
        DiagnosticKind::OutsidePath => {
            ("is outside the paper's folder", "files are outside the paper's folder")
        }
        DiagnosticKind::PrivateFile => ("is never published", "files are never published"),
        DiagnosticKind::UnpublishedType => {
            ("is of a type that is not published", "files are of types that are not published")
        }
        DiagnosticKind::ForbiddenLink => ("can't be linked", "addresses can't be linked"),
        DiagnosticKind::DeadLink => {
            ("is not a page of this paper", "addresses are not pages of this paper")
        }
        DiagnosticKind::DeadFragment => {
            ("is not a heading of this page", "headings aren't in this page")
        }
        DiagnosticKind::LinkTitle => {
            ("is a link's title and left out", "links' titles are left out")
        }
        DiagnosticKind::UnknownTag => ("is not a known template tag", "template tags are unknown"),
        DiagnosticKind::Mdx => (
            "is for a program, and only its words are read",
            "parts are for programs, and only their words are read",
        ),
        DiagnosticKind::UnclosedTag => ("is not closed", "tags are not closed"),
        DiagnosticKind::DuplicateFootnote => {
            ("has two footnotes", "names have two footnotes or more")
        }
        DiagnosticKind::BadDate => ("is not a date that can be read", "dates can't be read"),
        DiagnosticKind::BadAlias => ("can't be an alias", "aliases can't be used"),
        DiagnosticKind::UnknownRelated => {
            ("is not an article of this paper", "articles don't exist")
        }
        DiagnosticKind::Script => ("is left out: pages have no scripts", "scripts are left out"),
        DiagnosticKind::Unsupported => ("can't be shown", "things can't be shown"),
        _ => ("has a problem", "problems"),
    };
    // Many links to one address are one dead address.
    if count == 1 || kind == DiagnosticKind::DeadLink {
        format!("`{subject}` {one}")
    } else {
        format!("{count} {many}")
    }
}

/// How to fix problems of this kind.
pub(crate) fn help(kind: DiagnosticKind) -> &'static str {
    match kind {
        DiagnosticKind::MissingFile => {
            "put the file next to the article, in the folder, or in `assets`, `static` or `public`; \
             its description and caption are kept as text"
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
            "pictures, audio, video and documents are published, by their extensions; json, xml, \
             txt and archives from the paper's folder only; put other files into an archive (.zip)"
        }
        DiagnosticKind::ForbiddenLink => {
            "only http, https, mailto, tel and relative addresses are linked; the text is kept"
        }
        DiagnosticKind::DeadLink => {
            "the text is kept without a link; set `base_url` in dateline.toml if the address is \
             on your site, or write the whole address"
        }
        DiagnosticKind::DeadFragment => "the text is kept without a link",
        DiagnosticKind::LinkTitle => {
            "touch and keyboard can't show titles; put what readers need into the text"
        }
        DiagnosticKind::UnknownTag => "its quoted text is kept, the rest is left out",
        DiagnosticKind::UnclosedTag => "it is kept as text",
        DiagnosticKind::DuplicateFootnote => "their texts are merged; give each a name of its own",
        DiagnosticKind::BadDate => {
            "write it as 2018-06-01 or 2018-06-01 11:31; the article is shown without it"
        }
        DiagnosticKind::BadAlias => "an alias is a path below the site's root: /2018/06/01/name/",
        DiagnosticKind::UnknownRelated => "name the other article's slug",
        DiagnosticKind::TooDeep => "its text is kept, at the depth that can be shown",
        DiagnosticKind::LongLine => {
            "it is published as it is; if paragraphs ran together in it, put an empty line between \
             them"
        }
        DiagnosticKind::Furniture => {
            "look whether the story is whole; an element `article` around it says where it stands"
        }
        DiagnosticKind::Unindexed => {
            "lists and the feed of the paper name it: `draft: true` leaves it out"
        }
        DiagnosticKind::NoHeadline => "add `title:` to the front matter",
        _ => "",
    }
}

/// Shortens a subject to one line of readable length.
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

    /// Checks the messages for these occurrences in a blank text.
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
    fn repeated_occurrences_are_merged() {
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
                2 template tags are unknown (2 places)
            "#]],
        );
    }

    #[test]
    fn occurrences_beyond_the_limit_are_counted() {
        let tags = (0..MAX_PER_KIND + 3).map(|at| (DiagnosticKind::UnknownTag, at, "{{ a }}"));
        check(
            tags,
            expect![[r#"
            10000 template tags are unknown (10000 places)
            3 more problems are not shown: articles with unknown template tags (0 places)
        "#]],
        );
    }
}
