//! The feed of the newest articles (Atom, RFC 4287).

use crate::address::absolute;
use crate::paper::Index;
use crate::site::{Sink, SiteError};
use crate::xml::Xml;
use article::site_files::FEED;
use article::{Article, Headline, Publication, Time};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use viewer::route::Route;

/// How many articles the feed has.
const MAX_ENTRIES: usize = 30;

/// Writes the feed of the site at `base`.
///
/// # Errors
/// When the file can't be written.
pub fn write(
    publication: &Publication,
    base: &str,
    articles: &[Article],
    index: &Index,
    sink: &dyn Sink,
) -> Result<(), SiteError> {
    sink.write(FEED, feed(publication, base, articles, index).as_bytes())
}

fn feed(publication: &Publication, base: &str, articles: &[Article], index: &Index) -> String {
    let newest = || (0..articles.len()).rev().take(MAX_ENTRIES);
    // The time of the latest change of an article, not of the build: then the file stays the same as long as
    // the articles do.
    let updated = newest().find_map(|position| changed(&articles[position]).map(date_time));
    let mut xml = Xml::new();
    xml.raw("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(&publication.language).raw("\">\n");
    xml.element("title", &publication.title);
    if !publication.tagline.is_empty() {
        xml.element("subtitle", &publication.tagline);
    }
    xml.element("id", base);
    xml.element("updated", updated.as_deref().unwrap_or(NEVER));
    link(&mut xml, "alternate", "text/html", base);
    link(&mut xml, "self", "application/atom+xml", &absolute(base, FEED));
    if !publication.copyright.is_empty() {
        xml.element("rights", &publication.copyright);
    }
    author(&mut xml, &publication.title);
    for position in newest() {
        entry(&mut xml, base, &index.headlines[position], &articles[position]);
    }
    xml.raw("</feed>\n").finish()
}

fn entry(xml: &mut Xml, base: &str, headline: &Headline, article: &Article) {
    let address = absolute(base, &Route::Article(headline.slug.clone()).address());
    xml.raw("<entry>\n");
    xml.element("title", &headline.headline);
    xml.element("id", &address);
    link(xml, "alternate", "text/html", &address);
    if let Some(published) = &headline.published {
        xml.element("published", &date_time(published));
    }
    xml.element("updated", changed(article).map(date_time).as_deref().unwrap_or(NEVER));
    for author in &article.authors {
        self::author(xml, &author.name);
    }
    if let Some(section) = &headline.section {
        xml.raw("<category term=\"").text(section.slug.as_str());
        xml.raw("\" label=\"").text(&section.name).raw("\"/>\n");
    }
    if !headline.standfirst.is_empty() {
        xml.element("summary", &headline.standfirst);
    }
    xml.raw("</entry>\n");
}

/// For an unknown time: Atom requires one.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// When an article was last changed, or else published.
fn changed(article: &Article) -> Option<&Time> {
    article.updated.as_ref().or(article.published.as_ref())
}

/// A time with a time of day, as Atom requires. A day starts in the paper's time zone, so that feed
/// readers show the day that is printed.
fn date_time(time: &Time) -> String {
    let start_of_day = || {
        let date: Date = time.instant.parse().ok()?;
        let zoned = date.to_zoned_datetime(TimeZone::get(&time.zone).ok()?).ok()?;
        Some(zoned.timestamp().display_with_offset(zoned.offset()).to_string())
    };
    if time.instant.contains('T') {
        return time.instant.clone();
    }
    start_of_day().unwrap_or_else(|| [&time.instant, "T00:00:00Z"].concat())
}

fn author(xml: &mut Xml, name: &str) {
    xml.raw("<author>").element("name", name).raw("</author>\n");
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, address: &str) {
    xml.raw("<link rel=\"").raw(rel).raw("\" type=\"").raw(media_type).raw("\" href=\"");
    xml.text(address).raw("\"/>\n");
}

#[cfg(test)]
mod tests {
    use super::date_time;
    use article::Time;

    #[test]
    fn days_start_in_the_papers_zone() {
        let shown = |instant: &str, zone: &str| {
            date_time(&Time { instant: instant.into(), zone: zone.into(), ..Time::default() })
        };
        assert_eq!(shown("2024-05-01", "America/New_York"), "2024-05-01T00:00:00-04:00");
        assert_eq!(shown("2024-05-01", ""), "2024-05-01T00:00:00Z");
        assert_eq!(shown("2024-05-01T10:00:00+09:00", "+09"), "2024-05-01T10:00:00+09:00");
    }
}
