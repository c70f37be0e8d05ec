//! The language of an article.

use crate::metadata::front_matter::SpannedText;
use icu_locale_core::LanguageIdentifier;

/// The language of a draft: its own if it is valid, else the paper's.
pub(crate) fn language_of(front_matter: Option<&SpannedText>, paper: &str) -> String {
    front_matter.and_then(tag_of).map_or_else(|| paper.to_owned(), |language| language.to_string())
}

/// Parses the language of a draft; `None` if it is invalid.
pub(crate) fn tag_of(text: &SpannedText) -> Option<LanguageIdentifier> {
    text.text.replace('_', "-").parse().ok()
}

/// The `lang` attribute of a page's `html` element, without parsing the page.
pub(crate) fn of_html(html: &str) -> Option<String> {
    let start = html.find("<html").or_else(|| html.find("<HTML"))?;
    let tag = &html[start..start + html[start..].find('>')?];
    let (_, value) = tag.split_once(" lang=")?;
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(value.len());
    Some(value[..end].to_owned()).filter(|language| !language.is_empty())
}
