//! Jekyll's and Hexo's `_config.yml`.

use super::permalinks::Style;
use super::{Field, Place, SiteSettings, Taken, authors, excluded, joined};
use crate::value::Node;

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let Some(config) = place.document(&["_config.yml", "_config.yaml", "_config.toml"]) else {
        return false;
    };
    // Hexo's own keys.
    let hexo = ["source_dir", "new_post_name", "public_dir", "root"];
    let hexo = hexo.iter().any(|key| config.node(key).is_some());
    settings.take(Field::Title, config.text(&["title", "name"]), &config);
    settings.take(Field::Tagline, config.text(&["tagline", "subtitle", "description"]), &config);
    settings.take(Field::Language, config.text(&["lang", "language", "locale"]), &config);
    settings.take(Field::TimeZone, config.text(&["timezone"]), &config);
    settings.take(Field::Copyright, config.text(&["copyright"]), &config);
    let base = config.text(&[if hexo { "root" } else { "baseurl" }]).unwrap_or_default();
    // Hexo's `url` has its `root` already.
    let url =
        config.text(&["url"]).map(|url| if hexo { url.to_owned() } else { joined(url, base) });
    settings.take(Field::BaseUrl, url.as_deref(), &config);
    if config.node("future").is_some_and(Node::is_true) {
        settings.future = true;
        settings.note(Taken::Future, &config.name);
    }
    let style = if hexo { Style::Hexo } else { Style::Jekyll };
    let pattern = config.text(&["permalink", "collections.posts.permalink"]);
    if pattern.is_some() {
        settings.note(Taken::Permalinks, &config.name);
    }
    settings.permalinks.set(style, pattern.unwrap_or("date"));
    if let Some(defaults) = config.node("defaults")
        && settings.defaults.add_jekyll(defaults, &place.inner)
    {
        settings.note(Taken::Defaults, &config.name);
    }
    match hexo {
        true => excluded::of_hexo(place, &config, settings),
        false => excluded::of_jekyll(place, &config, settings),
    }
    authors::read_data(place, &["_data/authors", "_data/people", "source/_data/authors"], settings);
    true
}
