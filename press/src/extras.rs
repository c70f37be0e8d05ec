//! What stands beside the pages: the feed, the sitemap, and what leads on from former addresses.

use crate::address::absolute;
use crate::file_names::{FEED, ROBOTS, SITEMAP};
use crate::html::Html;
use crate::paper::{Index, List, Redirect};
use crate::site::{Sink, SiteError};
use article::{Article, Headline, Publication, Time};
use import::escape::push_escaped;
use import::file_name::page_file;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use viewer::route::{ListPage, Route};

/// How many articles the feed offers.
const IN_FEED: usize = 30;
/// How many addresses one sitemap may hold (sitemaps.org).
const IN_SITEMAP: usize = 50_000;

/// Writes what needs the site's full address, if it is known: feed, sitemap, robots.txt.
///
/// # Errors
/// When a file can't be written.
pub fn write(
    publication: &Publication,
    base: Option<&str>,
    articles: &[Article],
    index: &Index,
    lists: &[List],
    sink: &dyn Sink,
) -> Result<(), SiteError> {
    let Some(base) = base else {
        return Ok(());
    };
    sink.write(FEED, feed(publication, base, articles, index).as_bytes())?;
    let addresses = addresses(base, index, lists);
    if addresses.len() <= IN_SITEMAP {
        sink.write_if_free(SITEMAP, sitemap(&addresses).as_bytes())?;
    } else {
        let mut parts = Vec::new();
        for (number, part) in addresses.chunks(IN_SITEMAP).enumerate() {
            let file = format!("sitemap-{}.xml", number + 1);
            sink.write(&file, sitemap(part).as_bytes())?;
            parts.push(absolute(base, &file));
        }
        sink.write_if_free(SITEMAP, sitemap_index(&parts).as_bytes())?;
    }
    // Crawlers look for it at a host's root only.
    let at_host_root =
        base.split_once("//").is_some_and(|(_, rest)| rest.matches('/').count() == 1);
    if at_host_root {
        let robots = format!("User-agent: *\nAllow: /\nSitemap: {}\n", absolute(base, SITEMAP));
        sink.write_if_free(ROBOTS, robots.as_bytes())?;
    }
    Ok(())
}

fn feed(publication: &Publication, base: &str, articles: &[Article], index: &Index) -> String {
    let newest = || (0..articles.len()).rev().take(IN_FEED);
    // A feed must say when it changed. Its articles' times say so and, unlike the time of the
    // build, leave the file as it is when nothing changed.
    let updated = newest().find_map(|place| changed(&articles[place]).map(moment));
    let mut xml = Xml::new();
    xml.raw("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(&publication.language).raw("\">\n");
    xml.element("title", &publication.title);
    if !publication.tagline.is_empty() {
        xml.element("subtitle", &publication.tagline);
    }
    xml.element("id", base);
    xml.element("updated", updated.as_deref().unwrap_or(NEVER));
    xml.link("alternate", "text/html", base);
    xml.link("self", "application/atom+xml", &absolute(base, FEED));
    if !publication.copyright.is_empty() {
        xml.element("rights", &publication.copyright);
    }
    xml.author(&publication.title);
    for place in newest() {
        entry(&mut xml, base, &index.headlines[place], &articles[place]);
    }
    xml.raw("</feed>\n").finish()
}

fn entry(xml: &mut Xml, base: &str, headline: &Headline, article: &Article) {
    let address = absolute(base, &Route::Article(headline.slug.clone()).address());
    xml.raw("<entry>\n");
    xml.element("title", &headline.headline);
    xml.element("id", &address);
    xml.link("alternate", "text/html", &address);
    if let Some(published) = &headline.published {
        xml.element("published", &moment(published));
    }
    xml.element("updated", changed(article).map(moment).as_deref().unwrap_or(NEVER));
    for author in &article.authors {
        xml.author(&author.name);
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

/// What a feed says where no time is known: Atom demands one.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// When an article was last changed, or else published.
fn changed(article: &Article) -> Option<&Time> {
    article.updated.as_ref().or(article.published.as_ref())
}

/// A time as Atom wants it: with a time of day. A day begins where the paper is, so that its readers'
/// programs show the day that is printed.
fn moment(time: &Time) -> String {
    let begin = || {
        let date: Date = time.instant.parse().ok()?;
        let zoned = date.to_zoned_datetime(TimeZone::get(&time.zone).ok()?).ok()?;
        Some(zoned.timestamp().display_with_offset(zoned.offset()).to_string())
    };
    match time.instant.contains('T') {
        true => time.instant.clone(),
        false => begin().unwrap_or_else(|| [&time.instant, "T00:00:00Z"].concat()),
    }
}

/// A page's full address, and when it last changed if that is known.
type Address = (String, Option<String>);

/// The addresses of all pages.
fn addresses(base: &str, index: &Index, lists: &[List]) -> Vec<Address> {
    let mut addresses = vec![(base.to_owned(), None)];
    for list in lists {
        addresses.push((absolute(base, &list.route.address()), None));
        // The newest page has an address without a number.
        for number in 1..list.pages() {
            let route = list.route.at(ListPage::Number(number as u32));
            addresses.push((absolute(base, &route.address()), None));
        }
    }
    for (headline, changed) in index.headlines.iter().zip(&index.changed) {
        let address = absolute(base, &Route::Article(headline.slug.clone()).address());
        addresses.push((address, changed.clone()));
    }
    addresses
}

fn sitemap(addresses: &[Address]) -> String {
    let mut xml = Xml::new();
    xml.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (address, changed) in addresses {
        xml.raw("<url><loc>").text(address).raw("</loc>");
        if let Some(changed) = changed {
            xml.raw("<lastmod>").text(changed).raw("</lastmod>");
        }
        xml.raw("</url>\n");
    }
    xml.raw("</urlset>\n").finish()
}

fn sitemap_index(parts: &[String]) -> String {
    let mut xml = Xml::new();
    xml.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in parts {
        xml.raw("<sitemap><loc>").text(part).raw("</loc></sitemap>\n");
    }
    xml.raw("</sitemapindex>\n").finish()
}

/// Puts a page at an address that an article had before, which leads on to the article. `false` if
/// that can't be, because something else stands there.
///
/// # Errors
/// When it can't be written.
pub fn redirect(
    publication: &Publication,
    base: Option<&str>,
    redirect: &Redirect,
    sink: &dyn Sink,
) -> Result<bool, SiteError> {
    let to = Route::Article(redirect.slug.clone());
    let address = redirect.address.trim_start_matches('/');
    if Route::parse(address.trim_end_matches('/')) == to {
        // Hosts that hide the ending lead there already; a folder of that name would be in the way.
        return Ok(true);
    }
    let file = page_file(address);
    let way = ["../".repeat(file.matches('/').count()), to.file()].concat();
    let canonical = base.map(|base| absolute(base, &to.address()));
    let mut html = Html::new();
    html.raw("<!doctype html><html lang=\"").text(&publication.language);
    html.raw("\"><head><meta charset=\"utf-8\"><title>").text(&redirect.headline).raw("</title>");
    html.policy();
    html.raw("<meta http-equiv=\"refresh\" content=\"0; url=").text(&way).raw("\">");
    html.link("canonical", canonical.as_deref().unwrap_or(&way));
    html.raw("</head><body><p data-page=\"")
        .text(&file)
        .raw("\"><a href=\"")
        .text(&way)
        .raw("\">")
        .text(&redirect.headline);
    html.raw("</a></p></body></html>\n");
    sink.write_if_free(&file, html.finish().as_bytes())
}

/// XML text in the making.
struct Xml(String);

impl Xml {
    fn new() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    fn raw(&mut self, xml: &str) -> &mut Xml {
        self.0.push_str(xml);
        self
    }

    /// Adds text without the control characters that XML has no place for.
    fn text(&mut self, text: &str) -> &mut Xml {
        let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        let text: String = text.chars().filter(allowed).collect();
        push_escaped(&mut self.0, &text);
        self
    }

    fn element(&mut self, name: &str, text: &str) -> &mut Xml {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    fn author(&mut self, name: &str) {
        self.raw("<author>").element("name", name).raw("</author>\n");
    }

    fn link(&mut self, rel: &str, kind: &str, address: &str) -> &mut Xml {
        self.raw("<link rel=\"").raw(rel).raw("\" type=\"").raw(kind).raw("\" href=\"");
        self.text(address).raw("\"/>\n")
    }

    fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::moment;
    use article::Time;

    #[test]
    fn days_begin_where_the_paper_is() {
        let shown = |instant: &str, zone: &str| {
            moment(&Time { instant: instant.into(), zone: zone.into(), ..Time::default() })
        };
        assert_eq!(shown("2024-05-01", "America/New_York"), "2024-05-01T00:00:00-04:00");
        assert_eq!(shown("2024-05-01", ""), "2024-05-01T00:00:00Z");
        assert_eq!(shown("2024-05-01T10:00:00+09:00", "+09"), "2024-05-01T10:00:00+09:00");
    }
}
