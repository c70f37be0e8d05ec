//! Addresses at which an article was found on its former site, though it doesn't name them itself.

use crate::config::Config;
use crate::metadata::front_matter::FrontMatter;
use crate::settings::Request;
use crate::slugs::slug_of;
use crate::sources::kinds::stem;
use article::Slug;
use jiff::civil::Date;
use std::path::Path;

/// The addresses that patterns of settings make, and those that old addresses mean as seen from the
/// article's folder.
pub(crate) fn addresses(
    file: &Path,
    front_matter: &FrontMatter,
    called: &Slug,
    date: Option<Date>,
    config: &Config,
) -> Vec<String> {
    let parts = file.parent().into_iter().flat_map(Path::iter);
    let folders: Vec<String> = parts.map(|part| part.to_string_lossy().into_owned()).collect();
    let title = front_matter.title.as_ref().and_then(|title| slug_of(&title.text));
    let request = Request {
        date,
        name: called.as_str(),
        title: title.as_ref().unwrap_or(called).as_str(),
        file: stem(file),
        folders: &folders,
        categories: &front_matter.categories,
    };
    let own = front_matter.permalink.as_ref().map(|text| text.text.as_str());
    let by_pattern = match own {
        Some(pattern) if pattern.contains(':') && !pattern.contains(['{', '%']) => {
            config.permalinks.filled(pattern, &request)
        }
        Some(_) => None,
        None => config.permalinks.address(&request),
    };
    // To Hugo an old address without a slash before it lies beside the article's.
    let relative = front_matter.aliases.iter().filter_map(|alias| beside(&folders, &alias.text));
    by_pattern.into_iter().chain(relative).collect()
}

/// The address that is seen from the folders of content.
fn beside(folders: &[String], alias: &str) -> Option<String> {
    let alias = alias.trim();
    if alias.is_empty() || alias.starts_with('/') || alias.contains(':') {
        return None;
    }
    let content = usize::from(folders.first().is_some_and(|folder| folder == "content"));
    let mut parts: Vec<&str> = folders[content..].iter().map(String::as_str).collect();
    for part in alias.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let slash = if alias.ends_with('/') || !alias.ends_with(".html") { "/" } else { "" };
    (!parts.is_empty()).then(|| ["/", &parts.join("/"), slash].concat())
}
