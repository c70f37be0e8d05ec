//! The first line of a fenced code block: its language, and its title.

/// What stands behind the fence that opens a code block.
#[derive(Debug, Default)]
pub(super) struct FenceInfo {
    pub language: String,
    pub title: String,
}

impl FenceInfo {
    /// `toml title="a.toml" {1,3}`, `js:app.js`, `{.python .numberLines}`.
    pub(super) fn of(info: &str) -> FenceInfo {
        let info = info.trim();
        let inside = info.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or_default());
        let words = inside.unwrap_or(info);
        let first = words.split([' ', '{', ',']).find(|word| !word.is_empty()).unwrap_or_default();
        let mut language = first.trim_start_matches(['.', '=']);
        let mut title = ["title", "filename", "file", "name", "caption"]
            .iter()
            .find_map(|key| value(info, key))
            .unwrap_or_default();
        if let Some((before, file)) = language.split_once(':') {
            language = before;
            title = if title.is_empty() { file } else { title };
        }
        if language.contains('=') {
            language = "";
        }
        FenceInfo { language: language.to_owned(), title: title.to_owned() }
    }
}

/// The value of `key="value"` or `key=value`.
fn value<'a>(info: &'a str, key: &str) -> Option<&'a str> {
    let (at, _) = info.match_indices(key).find(|(at, _)| {
        info[at + key.len()..].starts_with('=')
            && (*at == 0 || info[..*at].ends_with([' ', '{', ',']))
    })?;
    let rest = &info[at + key.len() + 1..];
    match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next(),
        _ => rest.split([' ', '}', ',']).next(),
    }
}

/// Whether a code block has no closing fence.
pub(super) fn is_unclosed(block: &str) -> bool {
    let block = block.trim_start_matches([' ', '\t']);
    let Some(sign) = block.chars().next() else { return false };
    let length = block.len() - block.trim_start_matches(sign).len();
    let last = block.trim_end().rsplit('\n').next().unwrap_or_default();
    let last = last.trim().trim_start_matches(['>', ' ']);
    let closes = last.len() >= length && last.chars().all(|c| c == sign);
    !closes || !block.trim_end().contains('\n')
}

#[cfg(test)]
mod tests {
    use super::{FenceInfo, is_unclosed};

    #[test]
    fn languages_and_titles() {
        for (info, language, title) in [
            ("", "", ""),
            ("rust", "rust", ""),
            ("rust,ignore", "rust", ""),
            ("toml title=\"a b.toml\" {1,3}", "toml", "a b.toml"),
            ("{.python .numberLines}", "python", ""),
            ("js:app.js", "js", "app.js"),
            ("go {filename=main.go}", "go", "main.go"),
            ("{filename=\"x\"}", "", "x"),
        ] {
            let found = FenceInfo::of(info);
            assert_eq!(
                (found.language.as_str(), found.title.as_str()),
                (language, title),
                "{info}"
            );
        }
    }

    #[test]
    fn fences_that_are_not_closed() {
        assert!(is_unclosed("```sh\nmake\n"));
        assert!(is_unclosed("```\n"));
        assert!(!is_unclosed("```sh\nmake\n```\n"));
        assert!(!is_unclosed("~~~~\n~~~\n~~~~"));
    }
}
