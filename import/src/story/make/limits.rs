//! How much may stand around an article's story. All of it is in each list that has the article.

use super::Maker;
use crate::diagnostics::ProblemKind;
use article::Article;

/// The most authors and topics of an article: each has a list of its own, with the article in it.
pub(super) const MOST_NAMES: usize = 5_000;
/// The most old addresses and corrections.
pub(super) const MOST_OTHERS: usize = 10_000;

impl Maker<'_> {
    /// The first `most` of `all`, of which the front matter speaks at the byte `from`; says what is
    /// left out.
    pub(super) fn first<T>(&self, most: usize, mut all: Vec<T>, what: &str, from: usize) -> Vec<T> {
        if all.len() > most {
            let message =
                format!("this article has {} {what}: the first {most} are kept", all.len());
            self.desk.draft.notes.say(ProblemKind::TooMuch, self.desk.spot(from, ""), &message);
            all.truncate(most);
        }
        all
    }

    /// Cuts names of authors, topics and sections that are longer than anybody's, and says so.
    pub(super) fn cut_names(&self, article: &mut Article) {
        const LONGEST: usize = 300;
        let terms = article.section.iter_mut().chain(&mut article.topics);
        let terms = terms.map(|term| &mut term.name);
        let authors = article.authors.iter_mut().map(|author| &mut author.name);
        for name in terms.chain(authors).filter(|name| name.len() > LONGEST) {
            let length = name.len();
            let end = (0..=LONGEST).rfind(|&at| name.is_char_boundary(at));
            name.truncate(end.unwrap_or_default());
            let message = format!("this name is {length} bytes long: the first {LONGEST} are kept");
            // Its first letter may have been made a capital.
            let second = name.chars().next().map_or(0, char::len_utf8);
            let span = self.desk.spot(0, &name[second..]);
            self.desk.draft.notes.say(ProblemKind::TooMuch, span, &message);
            name.push('…');
        }
    }
}
