//! Where front matter stands in a file, and in which notation it is written.

use crate::value::ParseError;
use std::ops::Range;

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Toml,
    Json,
    /// Lines of `Key: value`, each a text as it stands.
    Lines,
}

/// Front matter, and where it stands in a file.
#[derive(Debug)]
pub(super) struct FrontMatterBlock {
    pub notation: Notation,
    pub inner: Range<usize>,
    /// Where the article itself begins.
    pub end: usize,
}

impl FrontMatterBlock {
    /// The front matter at the beginning of `text`. Empty lines, byte order marks and an HTML comment
    /// may stand before it, as editors and licences put them there.
    pub(super) fn of(text: &str) -> Result<Option<FrontMatterBlock>, ParseError> {
        let start = skipped(text);
        let rest = &text[start..];
        if is_json(rest) {
            return Ok(object_end(rest).map(|end| FrontMatterBlock {
                notation: Notation::Json,
                inner: start..start + end,
                end: start + end,
            }));
        }
        let first = rest.lines().next().unwrap_or_default().trim_end();
        let Some((fence, notation)) = fence(first) else {
            return Ok(without_opening(text, start).or_else(|| without_fences(text, start)));
        };
        let Some(inner) = rest.find('\n').map(|newline| start + newline + 1) else {
            return Ok(None);
        };
        let mut at = inner;
        for line in text[inner..].split_inclusive('\n') {
            let bare = line.trim_end();
            if bare == fence || (bare == "..." && fence == "---") {
                let end = at + line.len();
                // What stands between two dividers below an empty line is an article's.
                let is_matter = start == 0 || first != "---" || has_key(&text[inner..at]);
                return Ok(is_matter.then_some(FrontMatterBlock {
                    notation,
                    inner: inner..at,
                    end,
                }));
            }
            at += line.len();
        }
        // A text may begin with a divider; a text with a key below it was meant otherwise.
        if start == 0 && has_key(&text[inner..]) {
            let message = format!("the front matter is not closed: the line `{fence}` is missing");
            return Err(ParseError { message, span: 0..first.len() });
        }
        Ok(None)
    }
}

/// Front matter that has only an end, as Hexo allows: lines of `key: value` with a title, then `---`.
fn without_opening(text: &str, start: usize) -> Option<FrontMatterBlock> {
    const MAX_LINES: usize = 60;
    let (mut at, mut keys, mut titled) = (start, 0, false);
    for line in text[start..].split_inclusive('\n').take(MAX_LINES) {
        let bare = line.trim_end();
        if bare == "---" {
            let end = at + line.len();
            let inner = start..at;
            // One line and a rule below it are a heading.
            let is_matter = titled && keys > 1;
            return is_matter.then_some(FrontMatterBlock { notation: Notation::Yaml, inner, end });
        }
        let key = bare.split_once(':').map(|(key, _)| key);
        let is_key = key.is_some_and(|key| {
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            !key.is_empty() && key.len() < 30 && key.chars().all(fits)
        });
        let is_item = keys > 0 && (bare.starts_with(['-', ' ']) || bare.is_empty());
        if !is_key && !is_item {
            return None;
        }
        keys += usize::from(is_key);
        titled |= key.is_some_and(|key| key.eq_ignore_ascii_case("title"));
        at += line.len();
    }
    None
}

/// Front matter that only an empty line ends, as in Pelican and MultiMarkdown: lines of `Key: value`
/// with a title.
fn without_fences(text: &str, start: usize) -> Option<FrontMatterBlock> {
    const KEYS: [&str; 14] = [
        "title", "date", "modified", "category", "tags", "slug", "author", "authors", "summary",
        "status", "lang", "subtitle", "keywords", "template",
    ];
    let (mut end, mut keys, mut titled) = (start, 0, false);
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            end += line.len();
            break;
        }
        let continues = keys > 0 && line.starts_with("    ");
        let key = line.split_once(':').map_or("", |(key, _)| key).to_ascii_lowercase();
        let known = KEYS.contains(&&*key);
        // What begins with a known word may go on with others of the publisher's own.
        let is_word = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let fits = continues || known || (keys > 0 && is_word);
        if !fits {
            return None;
        }
        keys += usize::from(!continues);
        titled |= line.starts_with("Title:") || (key == "title" && keys > 1);
        end += line.len();
    }
    let inner = start..end;
    titled.then_some(FrontMatterBlock { notation: Notation::Lines, inner, end })
}

/// The line that ends front matter which begins with this line, and its notation.
fn fence(first: &str) -> Option<(&'static str, Notation)> {
    Some(match first {
        "---" | "---yaml" | "---yml" | "--- yaml" => ("---", Notation::Yaml),
        "+++" => ("+++", Notation::Toml),
        "---toml" | "--- toml" => ("---", Notation::Toml),
        ";;;" => (";;;", Notation::Json),
        // An object of JavaScript that only holds values is read as YAML's flow style.
        "---js" | "--- js" | "---javascript" => ("---", Notation::Yaml),
        "---json" | "--- json" => ("---", Notation::Json),
        _ => return None,
    })
}

/// How many bytes stand before the front matter, if there is some.
fn skipped(text: &str) -> usize {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut rest = text.trim_start_matches(blank);
    while let Some(comment) = rest.strip_prefix("<!--")
        && let Some(end) = comment.find("-->")
    {
        rest = comment[end + 3..].trim_start_matches(blank);
    }
    let begin = text.len() - rest.len();
    // Indented, it is code.
    let line = text[..begin].rfind('\n').map_or(0, |newline| newline + 1);
    if text[line..begin].contains([' ', '\t']) { 0 } else { begin }
}

/// Whether the first line is a `key: value`.
fn has_key(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let line = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    let key = line.split([':', '=']).next().unwrap_or_default().trim();
    line.len() > key.len() && !key.is_empty() && !key.contains(' ')
}

/// Whether a text begins with an object of JSON. A template tag begins with another sign after `{`.
fn is_json(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// Where the object ends that `text` begins with, its line end included.
fn object_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
