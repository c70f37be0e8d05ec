//! MkDocs' `mkdocs.yml`, and the authors of its blogs.

use super::{Field, Place, SiteSettings, authors};

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let Some(config) = place.document(&["mkdocs.yml", "mkdocs.yaml"]) else {
        return false;
    };
    settings.take(Field::Title, config.text(&["site_name"]), &config);
    settings.take(Field::Tagline, config.text(&["site_description"]), &config);
    settings.take(Field::Language, config.text(&["theme.language"]), &config);
    settings.take(Field::BaseUrl, config.text(&["site_url"]), &config);
    let names = ["docs/blog/.authors.yml", "docs/.authors.yml", "docs/posts/.authors.yml"];
    for name in names {
        if let Some(list) = place.document(&[name]) {
            authors::read_list(&list, settings);
        }
    }
    true
}
