//! Eleventy's `_data` files, and the data files of folders. Its own settings are a program.

use super::{Field, Place, SiteSettings, Taken, authors, excluded};

const PROGRAMS: [&str; 5] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
];
const FOLDERS: [&str; 4] = ["_data", "src/_data", "content/_data", "src/data"];
const FILES: [&str; 4] = ["site", "metadata", "meta", "siteConfig"];

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    let program = PROGRAMS.iter().find(|name| place.root.join(name).is_file());
    let mut found = program.is_some();
    for folder in FOLDERS {
        for name in FILES {
            let names: Vec<String> = ["json", "yml", "yaml", "toml", "js", "mjs", "cjs"]
                .iter()
                .map(|extension| format!("{folder}/{name}.{extension}"))
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let Some(data) = place.document(&names) else {
                continue;
            };
            found = true;
            settings.take(Field::Title, data.text(&["title", "name"]), &data);
            let tagline = ["tagline", "subtitle", "description"];
            settings.take(Field::Tagline, data.text(&tagline), &data);
            settings.take(Field::Language, data.text(&["language", "lang", "locale"]), &data);
            settings.take(Field::BaseUrl, data.text(&["url", "baseUrl", "base_url"]), &data);
            settings.take(Field::TimeZone, data.text(&["timezone", "timeZone"]), &data);
            settings.take(Field::Copyright, data.text(&["copyright"]), &data);
            if data.program {
                settings.programs.push(data.name);
            }
        }
        authors::read_data(place, &[&format!("{folder}/authors")], settings);
    }
    if let Some(program) = program {
        excluded::of_eleventy(place, settings);
        settings.programs.push([&place.up, *program].concat());
        if let Some(file) = settings.defaults.add_eleventy(place.folder) {
            settings.note(Taken::Defaults, &file);
        }
    }
    found
}
