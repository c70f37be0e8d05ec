//! Obsidian's settings of a vault, in `.obsidian`: which folder holds templates, and which files are
//! excluded.

use super::{Place, SiteSettings, excluded};

pub(super) fn read(place: &Place<'_>, settings: &mut SiteSettings) -> bool {
    if !place.root.join(".obsidian").is_dir() {
        return false;
    }
    for name in [".obsidian/templates.json", ".obsidian/plugins/templater-obsidian/data.json"] {
        if let Some(config) = place.document(&[name]) {
            let folder = config.text(&["folder", "templates_folder"]);
            let folder: Vec<String> = folder.into_iter().map(str::to_owned).collect();
            excluded::of_obsidian(place, &folder, &config.name, settings);
        }
    }
    if let Some(config) = place.document(&[".obsidian/app.json"]) {
        let filters = config.node("userIgnoreFilters").map_or(&[][..], |node| node.items());
        let filters = filters.iter().filter_map(|node| node.text());
        // Regular expressions stand between slashes.
        let filters: Vec<String> =
            filters.filter(|filter| !filter.starts_with('/')).map(str::to_owned).collect();
        excluded::of_obsidian(place, &filters, &config.name, settings);
    }
    true
}
