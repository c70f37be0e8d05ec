//! Docusaurus' `docusaurus.config.js`: a program, of which the literal values are read.

use super::{Field, Place, SiteSettings, authors, excluded, joined};

const NAMES: [&str; 4] = [
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
];

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let Some(config) = place.document(&NAMES) else {
        return false;
    };
    settings.take(Field::Title, config.text(&["title"]), &config);
    settings.take(Field::Tagline, config.text(&["tagline"]), &config);
    settings.take(Field::Language, config.text(&["i18n.defaultLocale"]), &config);
    let base = config.text(&["baseUrl"]).unwrap_or_default();
    let url = config.text(&["url"]).map(|url| joined(url, base));
    settings.take(Field::BaseUrl, url.as_deref(), &config);
    excluded::of_docusaurus(place, settings);
    settings.programs.push(config.name);
    authors::read_data(place, &["blog/authors", "authors"], settings);
    true
}
