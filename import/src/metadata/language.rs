//! The language that an article says it is in.

use crate::metadata::front_matter::SpannedText;
use icu_locale_core::LanguageIdentifier;

/// The language of a draft: its own if it says one that can be read, else the paper's.
pub(crate) fn language_of(front_matter: Option<&SpannedText>, paper: &str) -> String {
    front_matter.and_then(tag_of).map_or_else(|| paper.to_owned(), |language| language.to_string())
}

/// The language that an article says it is in; `None` if that can't be read.
pub(crate) fn tag_of(text: &SpannedText) -> Option<LanguageIdentifier> {
    text.text.replace('_', "-").parse().ok()
}

/// The language that a page's first tag names. Asked for before the page is read as a whole.
pub(crate) fn of_page(html: &str) -> Option<String> {
    let start = html.find("<html").or_else(|| html.find("<HTML"))?;
    let tag = &html[start..start + html[start..].find('>')?];
    let (_, value) = tag.split_once(" lang=")?;
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(value.len());
    Some(value[..end].to_owned()).filter(|language| !language.is_empty())
}
