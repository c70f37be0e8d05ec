//! The sitemap (sitemaps.org) and `robots.txt`, which names it.

use crate::address::absolute;
use crate::paper::{Index, List};
use crate::site::{Sink, SiteError};
use crate::xml::Xml;
use article::site_files::{ROBOTS, SITEMAP};
use article::{Article, Slug};
use import::outcome::Indexing;
use std::collections::HashMap;
use viewer::route::{ListPage, Route};

/// The most addresses in one sitemap (sitemaps.org).
const MAX_ADDRESSES: usize = 50_000;

/// Writes the sitemap of the site at `base`, and `robots.txt` if the site is at its host's root.
///
/// # Errors
/// When a file can't be written.
pub fn write(
    base: &str,
    index: &Index,
    lists: &[List],
    pages: &[Article],
    indexing: &HashMap<Slug, Indexing>,
    sink: &dyn Sink,
) -> Result<(), SiteError> {
    let mut addresses = addresses(base, index, lists, indexing);
    for page in pages.iter().filter(|page| !indexing.contains_key(&page.slug)) {
        let address = absolute(base, &Route::Page(page.slug.clone()).address());
        addresses.push((address, page.updated.as_ref().map(|time| time.instant.clone())));
    }
    if addresses.len() <= MAX_ADDRESSES {
        sink.write_if_free(SITEMAP, sitemap(&addresses).as_bytes())?;
    } else {
        let mut parts = Vec::new();
        for (number, part) in addresses.chunks(MAX_ADDRESSES).enumerate() {
            let file = format!("sitemap-{}.xml", number + 1);
            sink.write(&file, sitemap(part).as_bytes())?;
            parts.push(absolute(base, &file));
        }
        sink.write_if_free(SITEMAP, sitemap_index(&parts).as_bytes())?;
    }
    // Crawlers read `robots.txt` at a host's root only.
    let at_host_root =
        base.split_once("//").is_some_and(|(_, rest)| rest.matches('/').count() == 1);
    if at_host_root {
        let robots = format!("User-agent: *\nAllow: /\nSitemap: {}\n", absolute(base, SITEMAP));
        sink.write_if_free(ROBOTS, robots.as_bytes())?;
    }
    Ok(())
}

/// A page's full address, and the time of its last change if that is known.
type Address = (String, Option<String>);

/// The addresses of all pages that search engines may show.
fn addresses(
    base: &str,
    index: &Index,
    lists: &[List],
    indexing: &HashMap<Slug, Indexing>,
) -> Vec<Address> {
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
        if indexing.contains_key(&headline.slug) {
            continue;
        }
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
