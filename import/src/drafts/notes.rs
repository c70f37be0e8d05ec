//! What is noticed while an article is made: gathered, so that what repeats is said once.

use crate::diagnostics::{Lines, Problem, ProblemKind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The problems of one article, while it is being made.
#[derive(Default)]
pub(crate) struct Notes {
    notes: RefCell<Vec<Note>>,
    /// How many there are of each kind, also of those that were not kept.
    counts: RefCell<BTreeMap<ProblemKind, usize>>,
}

/// One thing noticed.
struct Note {
    kind: ProblemKind,
    /// Bytes of the file.
    span: Range<usize>,
    /// What it is about: an address, a tag.
    subject: String,
    /// What is wrong, if the kind and the subject don't say it.
    message: String,
    /// What to do about it, if the kind doesn't say it.
    help: Option<String>,
}

impl Note {
    /// What belongs together stands together.
    fn order(&self) -> impl Ord + '_ {
        let address = (self.kind == ProblemKind::DeadLink).then_some(&self.subject);
        (self.kind, &self.help, address, self.span.start)
    }
}

/// How many places of one problem are told.
const PLACES: usize = 20;
/// How many notes of a kind are kept.
const MOST_OF_A_KIND: usize = 10_000;

impl Notes {
    /// Notes that `subject` has a problem whose kind says all.
    pub(crate) fn about(&self, kind: ProblemKind, span: Range<usize>, subject: &str) {
        self.add(kind, span, subject, "", None);
    }

    /// Notes that `subject` has a problem, and what to do about it.
    pub(crate) fn about_with_help(
        &self,
        kind: ProblemKind,
        span: Range<usize>,
        subject: &str,
        help: Option<String>,
    ) {
        self.add(kind, span, subject, "", help);
    }

    /// Notes a problem in words of its own.
    pub(crate) fn say(&self, kind: ProblemKind, span: Range<usize>, message: &str) {
        self.add(kind, span, "", message, None);
    }

    fn add(
        &self,
        kind: ProblemKind,
        span: Range<usize>,
        subject: &str,
        message: &str,
        help: Option<String>,
    ) {
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(kind).or_default();
        *count += 1;
        if *count > MOST_OF_A_KIND {
            return;
        }
        self.notes.borrow_mut().push(Note {
            kind,
            span,
            subject: clipped(subject),
            message: message.to_owned(),
            help,
        });
    }

    /// The problems, for the report.
    pub(crate) fn into_problems(self, file: &Path, source: &str) -> Vec<Problem> {
        let mut notes = self.notes.into_inner();
        notes.sort_by(|a, b| a.order().cmp(&b.order()));
        notes.dedup_by(|a, b| (a.kind, &a.span, &a.subject) == (b.kind, &b.span, &b.subject));
        // What has words of its own, or an address that others may share, stays on its own.
        let together = |a: &Note, b: &Note| {
            let same = a.kind == b.kind && a.message == b.message && a.help == b.help;
            same && (a.kind != ProblemKind::DeadLink || a.subject == b.subject)
        };
        if notes.is_empty() {
            return Vec::new();
        }
        let lines = Lines::new(source);
        let problems = notes.chunk_by(together).map(|notes| problem(file, source, &lines, notes));
        let counts = self.counts.into_inner().into_iter();
        let more = counts.filter_map(|(kind, count)| {
            let more = count.checked_sub(MOST_OF_A_KIND).filter(|&more| more > 0)?;
            let message = format!("{more} more problems are not told: {}", kind.plural());
            Some(Problem::new(ProblemKind::TooMuch, file, message))
        });
        problems.chain(more).collect()
    }
}

fn problem(file: &Path, source: &str, lines: &Lines<'_>, notes: &[Note]) -> Problem {
    let first = &notes[0];
    let message = if first.message.is_empty() {
        message(first.kind, &first.subject, notes.len())
    } else {
        first.message.clone()
    };
    let advice = first.help.as_deref().unwrap_or(help(first.kind));
    let mut problem = Problem::new(first.kind, file, message).about(&first.subject).help(advice);
    let several = notes.len() > 1;
    for note in &notes[..notes.len().min(PLACES)] {
        let label = if several && spelled_otherwise(note, source) { &note.subject } else { "" };
        problem = problem.at(lines.place(note.span.clone(), label));
    }
    problem.more = notes.len().saturating_sub(PLACES);
    problem
}

/// Whether the place itself doesn't show what the note is about.
fn spelled_otherwise(note: &Note, source: &str) -> bool {
    source.get(note.span.clone()).is_none_or(|shown| !shown.contains(&note.subject))
}

/// What is wrong, in words: with `subject` if it is one thing, counted if there are more.
fn message(kind: ProblemKind, subject: &str, count: usize) -> String {
    let (one, many) = match kind {
        ProblemKind::MissingFile => ("is not there", "pictures or files are not there"),
        ProblemKind::Unreadable => ("can't be read", "pictures or files can't be read"),
        ProblemKind::BadPicture => ("has no size that can be read", "pictures can't be read"),
        ProblemKind::RemotePicture => ("is on another host", "pictures are on other hosts"),
        ProblemKind::OutsidePath => {
            ("is outside the paper's folder", "files are outside the paper's folder")
        }
        ProblemKind::PrivateFile => ("is never published", "files are never published"),
        ProblemKind::UnpublishedKind => {
            ("is of a kind that is not published", "files are of kinds that are not published")
        }
        ProblemKind::ForbiddenLink => ("can't be linked", "addresses can't be linked"),
        ProblemKind::DeadLink => ("is not a page of this paper", "addresses aren't of this paper"),
        ProblemKind::DeadFragment => ("is no heading of this page", "places aren't in this page"),
        ProblemKind::LinkTitle => ("is a link's title and left out", "links' titles are left out"),
        ProblemKind::UnknownTag => ("is no template tag of the press", "tags are unknown"),
        ProblemKind::UnclosedTag => ("has no end", "tags have no end"),
        ProblemKind::DuplicateNote => ("has two footnotes", "names have two footnotes or more"),
        ProblemKind::BadDate => ("is not a date that can be read", "dates can't be read"),
        ProblemKind::BadAlias => ("can't be kept as an old address", "old addresses can't be kept"),
        ProblemKind::UnknownRelated => ("is not an article of this paper", "articles don't exist"),
        ProblemKind::Script => ("is left out: pages have no scripts", "scripts are left out"),
        ProblemKind::Unsupported => ("can't be shown", "things can't be shown"),
        _ => ("has a problem", "problems"),
    };
    // However often an article links to an address, it is one address.
    if count == 1 || kind == ProblemKind::DeadLink {
        format!("`{subject}` {one}")
    } else {
        format!("{count} {many}")
    }
}

fn help(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::MissingFile => {
            "put the file beside the article, in the folder, or in `assets`, `static` or `public`; \
             what the article says about it is kept as text"
        }
        ProblemKind::RemotePicture => {
            "readers are shown a link to it; save it in the folder to show the picture itself"
        }
        ProblemKind::OutsidePath => "copy the file into the paper's folder",
        ProblemKind::PrivateFile => {
            "hidden files and settings are the publisher's own; a copy under another name can \
             be published"
        }
        ProblemKind::UnpublishedKind => {
            "pictures, recordings, films and documents are published, by their endings; json, xml, \
             txt and archives from the paper's own folder only; put others into an archive (.zip)"
        }
        ProblemKind::ForbiddenLink => {
            "only http, https, mailto, tel and relative addresses are linked; the words are kept"
        }
        ProblemKind::DeadLink => {
            "the words are kept without a link; set `base_url` in dateline.toml if the address is \
             on your site, or write the whole address"
        }
        ProblemKind::DeadFragment => "the words are kept without a link",
        ProblemKind::LinkTitle => {
            "titles show under a mouse only; write what readers need into the text"
        }
        ProblemKind::UnknownTag => "the text in its quotation marks is kept, the rest is left out",
        ProblemKind::UnclosedTag => "it stays in the text as it is",
        ProblemKind::DuplicateNote => {
            "what they say is in one note; give the others names of their own"
        }
        ProblemKind::BadDate => {
            "write it as 2018-06-01 or 2018-06-01 11:31; the article is shown without it"
        }
        ProblemKind::BadAlias => {
            "an old address is a path below the site's root: /2018/06/01/name/"
        }
        ProblemKind::UnknownRelated => "name the other article's slug",
        ProblemKind::TooDeep => "its text is kept, at the depth that can be shown",
        ProblemKind::LongLine => {
            "it is published as it is; if paragraphs ran together in it, put an empty line between \
             them"
        }
        ProblemKind::NoHeadline => "add `title:` to the front matter",
        _ => "",
    }
}

/// A subject is for reading: what nobody would read to its end has one.
fn clipped(subject: &str) -> String {
    const LONGEST: usize = 100;
    let line = subject.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        None if line.len() == subject.len() => line.to_owned(),
        None => [line, "…"].concat(),
        Some((end, _)) => [&line[..end], "…"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_OF_A_KIND, Notes};
    use crate::diagnostics::ProblemKind;
    use expect_test::{Expect, expect};
    use std::path::Path;

    /// Checks what is told of these problems, in a text of blanks.
    fn check(
        problems: impl IntoIterator<Item = (ProblemKind, usize, &'static str)>,
        expected: Expect,
    ) {
        let notes = Notes::default();
        for (kind, at, subject) in problems {
            notes.about(kind, at..at, subject);
        }
        let problems = notes.into_problems(Path::new("a.md"), &" ".repeat(20_000));
        let told = problems.iter().map(|problem| {
            format!("{} ({} places)\n", problem.message, problem.places.len() + problem.more)
        });
        expected.assert_eq(&told.collect::<String>());
    }

    #[test]
    fn what_repeats_is_said_once() {
        check(
            [
                (ProblemKind::DeadLink, 3, "/b/"),
                (ProblemKind::DeadLink, 1, "/a/"),
                (ProblemKind::DeadLink, 5, "/a/"),
                (ProblemKind::UnknownTag, 6, "{{ a }}"),
                (ProblemKind::UnknownTag, 6, "{{ a }}"),
                (ProblemKind::UnknownTag, 8, "{{ b }}"),
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
        let tags = (0..MOST_OF_A_KIND + 3).map(|at| (ProblemKind::UnknownTag, at, "{{ a }}"));
        check(
            tags,
            expect![[r#"
            10000 tags are unknown (10000 places)
            3 more problems are not told: articles with template tags that the press doesn't know (0 places)
        "#]],
        );
    }
}
