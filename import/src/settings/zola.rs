//! Zola's `config.toml` or `zola.toml`.

use super::permalinks::Style;
use super::{Field, Place, SiteSettings, excluded};

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let config = place.document(&["zola.toml", "config.toml"]);
    let Some(config) = config.filter(|config| config.root.get("base_url").is_some()) else {
        return false;
    };
    settings.take(Field::Title, config.text(&["title", "extra.title"]), &config);
    settings.take(Field::Tagline, config.text(&["description", "extra.description"]), &config);
    settings.take(Field::Language, config.text(&["default_language"]), &config);
    settings.take(Field::BaseUrl, config.text(&["base_url"]), &config);
    settings.take(Field::TimeZone, config.text(&["extra.timezone", "extra.time_zone"]), &config);
    settings.take(Field::Copyright, config.text(&["extra.copyright"]), &config);
    settings.permalinks.set(Style::Hugo, "");
    excluded::of_zola(place, &config, settings);
    true
}
