//! Gatsby's `gatsby-config.js`: a program, of which the literal values are read.

use super::{Field, Place, SiteSettings, authors, joined};

const NAMES: [&str; 4] =
    ["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs", "gatsby-config.cjs"];

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let Some(config) = place.document(&NAMES) else {
        return false;
    };
    let title = config.text(&["siteMetadata.title", "siteMetadata.siteTitle"]);
    settings.take(Field::Title, title, &config);
    let tagline = ["siteMetadata.tagline", "siteMetadata.description"];
    settings.take(Field::Tagline, config.text(&tagline), &config);
    let language = ["siteMetadata.language", "siteMetadata.lang", "siteMetadata.siteLanguage"];
    settings.take(Field::Language, config.text(&language), &config);
    let prefix = config.text(&["pathPrefix"]).unwrap_or_default();
    let url = config.text(&["siteMetadata.siteUrl", "siteMetadata.url"]);
    let url = url.map(|url| joined(url, prefix));
    settings.take(Field::BaseUrl, url.as_deref(), &config);
    settings.programs.push(config.name);
    if let Some(package) = place.document(&["package.json"]) {
        settings.take(Field::Title, package.text(&["name"]), &package);
        settings.take(Field::Tagline, package.text(&["description"]), &package);
        let homepage = package.text(&["homepage"]).filter(|home| !home.contains("github.com"));
        settings.take(Field::BaseUrl, homepage, &package);
    }
    authors::read_data(place, &["content/authors", "src/data/authors", "data/authors"], settings);
    true
}
