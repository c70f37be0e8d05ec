//! Headlines: articles' entries in lists.

use super::thumbnail;
use article::{Article, Headline, names_shown};

/// The most bytes of a text in a list: a standfirst of a megabyte in each of a thousand lists would fill a
/// disk.
const MAX_BYTES: usize = 2_000;

/// The headline of an article in a paper of this language.
pub(super) fn headline(article: &Article, language: &str) -> Headline {
    let (named, others) = article.authors.split_at(names_shown(article.authors.len()));
    let mut thumbnail = thumbnail(article);
    if let Some(image) = &mut thumbnail {
        image.alt = cut(&image.alt);
    }
    Headline {
        slug: article.slug.clone(),
        headline: cut(&article.headline),
        language: (article.language != language).then(|| article.language.clone()),
        standfirst: cut(&article.standfirst),
        authors: named.iter().map(|author| author.name.clone()).collect(),
        more_authors: others.len() as u32,
        published: article.published.clone(),
        section: article.section.clone(),
        thumbnail,
    }
}

/// The text, cut to the limit. From a cut text, directional formatting characters are removed, because
/// those that end them may be lost.
fn cut(text: &str) -> String {
    if text.len() <= MAX_BYTES {
        return text.to_owned();
    }
    let end = (0..=MAX_BYTES).rfind(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let is_directional = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut beginning: String = text[..end].chars().filter(|c| !is_directional(c)).collect();
    beginning.push('…');
    beginning
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, headline};
    use article::{Article, Author, Slug};

    #[test]
    fn long_texts_are_cut_in_lists() {
        let author = |n: usize| Author {
            slug: Slug::new(format!("a{n}")).unwrap(),
            name: format!("Author {n:03}"),
            role: String::new(),
        };
        let article = Article {
            headline: "é".repeat(MAX_BYTES / 2),
            standfirst: format!("a\u{202e}{}\u{202c}", "é".repeat(MAX_BYTES)),
            authors: (0..1000).map(author).collect(),
            ..Article::default()
        };
        let headline = headline(&article, "en");
        assert_eq!(headline.headline, article.headline);
        assert_eq!(headline.standfirst, format!("a{}…", "é".repeat(MAX_BYTES / 2 - 2)));
        assert_eq!((headline.authors.len(), headline.more_authors), (5, 995));
    }
}
