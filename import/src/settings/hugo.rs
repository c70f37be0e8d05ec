//! Hugo's `hugo.toml`, `config.toml` and `config/_default/`, in TOML, YAML or JSON.

use super::document::Document;
use super::permalinks::Style;
use super::{Field, Place, SiteSettings, Taken, authors, excluded};
use crate::value::{Node, Value};

const NAMES: [&str; 8] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/hugo.yml",
    "config/_default/hugo.json",
];
/// Names that others use too.
const OLD_NAMES: [&str; 8] = [
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/config.yml",
    "config/_default/config.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let Some(config) = place.document(&NAMES).or_else(|| old_settings(place)) else {
        return false;
    };
    let language = config.text(&["languageCode", "locale", "defaultContentLanguage"]);
    settings.take(
        Field::Title,
        config.text(&["title"]).or_else(|| of_language(&config, "title")),
        &config,
    );
    let tagline = ["params.tagline", "params.subtitle", "params.description", "description"];
    settings.take(Field::Tagline, config.text(&tagline), &config);
    settings.take(Field::Language, language, &config);
    settings.take(Field::TimeZone, config.text(&["timeZone"]), &config);
    settings.take(Field::Copyright, config.text(&["copyright"]), &config);
    settings.take(Field::BaseUrl, config.text(&["baseURL"]), &config);
    if config.node("buildFuture").is_some_and(Node::is_true) {
        settings.future = true;
        settings.note(Taken::Future, &config.name);
    }
    read_permalinks(&config, settings);
    read_parts(place, settings);
    excluded::of_hugo(place, &config, settings);
    authors::read_data(place, &["data/authors", "data/people"], settings);
    true
}

/// Settings under a name that others use too, if they are Hugo's.
fn old_settings(place: &Place<'_>) -> Option<Document> {
    let config = place.document(&OLD_NAMES)?;
    let zola = config.root.get("base_url").is_some();
    let keys = ["baseURL", "languageCode", "title", "theme", "params", "permalinks"];
    let hugo = keys.iter().any(|key| config.node(key).is_some());
    let has_articles = place.root.join("content").is_dir();
    (hugo && has_articles && !zola).then_some(config)
}

/// A value of the main language.
fn of_language<'d>(config: &'d Document, key: &str) -> Option<&'d str> {
    let language = config.text(&["defaultContentLanguage"]).unwrap_or("en");
    config.node(&format!("languages.{language}.{key}"))?.text()
}

/// Files of `config/_default/` that hold one part of the settings.
fn read_parts(place: &Place<'_>, settings: &mut SiteSettings) {
    let part = |name: &str| {
        let names: Vec<String> = ["toml", "yaml", "yml", "json"]
            .iter()
            .map(|extension| format!("config/_default/{name}.{extension}"))
            .collect();
        place.document(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    if let Some(params) = part("params") {
        let tagline = ["tagline", "subtitle", "description"];
        settings.take(Field::Tagline, params.text(&tagline), &params);
    }
    if let Some(languages) = part("languages") {
        let code = settings.values.get(&Field::Language).cloned().unwrap_or("en".to_owned());
        let first = languages.root.entries().first();
        let main = languages.node(&code).or(first.map(|entry| &entry.node));
        let title = main.and_then(|main| main.get("title")?.text()).map(str::to_owned);
        settings.take(Field::Title, title.as_deref(), &languages);
    }
    if let Some(permalinks) = part("permalinks") {
        read_patterns(&permalinks, "", settings);
    }
}

fn read_permalinks(config: &Document, settings: &mut SiteSettings) {
    settings.permalinks.set(Style::Hugo, "");
    read_patterns(config, "permalinks", settings);
    read_patterns(config, "permalinks.page", settings);
}

/// Patterns by section.
fn read_patterns(config: &Document, path: &str, settings: &mut SiteSettings) {
    let node = if path.is_empty() { Some(&config.root) } else { config.node(path) };
    for entry in node.map_or(&[][..], |node| node.entries()) {
        if let Value::Text(pattern) = &entry.node.value {
            settings.permalinks.add(&entry.key, pattern);
            settings.note(Taken::Permalinks, &config.name);
        }
    }
}
