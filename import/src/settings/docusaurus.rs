//! Docusaurus' `docusaurus.config.js`: a program, of which the literal values are read.

use super::{Field, Place, SiteSettings, Taken, authors, excluded, joined};
use crate::value::Node;

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
    read_tags(place, settings);
    excluded::of_docusaurus(place, settings);
    settings.programs.push(config.name);
    authors::read_data(place, &["blog/authors", "authors"], settings);
    true
}

/// Names of topics: `tags.yml` beside the posts, with a table for each.
fn read_tags(place: &Place<'_>, settings: &mut SiteSettings) {
    let Some(tags) = place.document(&["blog/tags.yml", "tags.yml"]) else {
        return;
    };
    for entry in tags.root.entries() {
        if let Some(label) = entry.node.get("label").and_then(Node::text) {
            settings.topics.push((entry.key.clone(), label.to_owned()));
            settings.note(Taken::Topics, &tags.name);
        }
    }
}
