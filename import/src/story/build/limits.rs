//! Limits on an article's metadata, which is repeated in every list that contains the article.

use super::StoryBuilder;
use crate::diagnostics::DiagnosticKind;
use article::Article;

/// The maximum number of authors and of topics: each has a list that contains the article.
pub(super) const MAX_NAMES: usize = 5_000;
/// The maximum number of aliases and of corrections.
pub(super) const MAX_OTHERS: usize = 10_000;

impl StoryBuilder<'_> {
    /// Truncates `all` to `max` items and reports it; `from` is the byte offset in the front
    /// matter.
    pub(super) fn limited<T>(
        &self,
        max: usize,
        mut all: Vec<T>,
        what: &str,
        from: usize,
    ) -> Vec<T> {
        if all.len() > max {
            let message =
                format!("this article has {} {what}: the first {max} are kept", all.len());
            self.context.draft.diagnostics.add_message(
                DiagnosticKind::LimitExceeded,
                self.context.span_of(from, ""),
                &message,
            );
            all.truncate(max);
        }
        all
    }

    /// Truncates very long names of authors, topics and sections, and reports them.
    pub(super) fn cut_names(&self, article: &mut Article) {
        const MAX_LEN: usize = 300;
        let terms = article.section.iter_mut().chain(&mut article.topics);
        let terms = terms.map(|term| &mut term.name);
        let authors = article.authors.iter_mut().map(|author| &mut author.name);
        for name in terms.chain(authors).filter(|name| name.len() > MAX_LEN) {
            let length = name.len();
            let end = (0..=MAX_LEN).rfind(|&at| name.is_char_boundary(at));
            name.truncate(end.unwrap_or_default());
            let message = format!("this name is {length} bytes long: the first {MAX_LEN} are kept");
            // The first letter may have been capitalized.
            let second = name.chars().next().map_or(0, char::len_utf8);
            let span = self.context.span_of(0, &name[second..]);
            self.context.draft.diagnostics.add_message(
                DiagnosticKind::LimitExceeded,
                span,
                &message,
            );
            name.push('…');
        }
    }
}
