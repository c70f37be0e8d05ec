//! Words in angle brackets that are no elements: `<your-name>`, `List<String>`.

use std::collections::HashSet;

/// Elements of HTML that may stand without an end tag, or whose tag alone says something.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// The name in a start tag that is probably a word: it is no element of HTML, has no attribute with
/// a value and doesn't close itself.
pub(super) fn placeholder(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix('<')?.strip_suffix('>')?;
    if inside.starts_with(['/', '!', '?']) || inside.ends_with('/') || inside.contains('=') {
        return None;
    }
    let end = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
    let name = &inside[..end];
    let is_element = KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name));
    // `a<b and c>d` has words where attributes would be.
    let has_words = end < inside.len();
    let is_ours = name.starts_with("dateline-") || SELF_CLOSING_STAND_INS.contains(&name);
    ((!is_element || has_words) && !is_ours).then_some(name)
}

const SELF_CLOSING_STAND_INS: [&str; 2] = ["s-ript", "s-yle"];

/// The names of all elements that a text closes, in small letters.
pub(super) fn closed_elements(text: &str) -> HashSet<String> {
    let names = text.match_indices("</").map(|(at, _)| {
        let rest = &text[at + 2..];
        let ends = |c: &char| c.is_whitespace() || matches!(c, '>' | '<');
        let length = rest.chars().take(100).take_while(|c| !ends(c)).map(char::len_utf8).sum();
        &rest[..length]
    });
    names.map(str::to_ascii_lowercase).collect()
}
