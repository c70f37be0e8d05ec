//! The visible words of a Markdown post.

use super::{Words, count};

/// All words except those of front matter, addresses, template tags and HTML tags.
pub(super) fn words(post: &str) -> Words {
    let text = post.replace("\r\n", "\n");
    let text = without_front_matter(&text);
    let text = replace(text, "<!--", "-->", |_| String::new());
    let text = replace(&text, "{% comment %}", "{% endcomment %}", |_| String::new());
    let text = replace(&text, "{{", "}}", |_| String::new());
    let text = replace(&text, "{%", "%}", quoted_texts);
    let text = replace(&text, "<script", "</script>", |_| String::new());
    let text = replace(&text, "<style", "</style>", |_| String::new());
    let text: String = text.lines().filter_map(line).map(|line| line + "\n").collect();
    let text = without_addresses(&text);
    let text = without_tags(&text);
    let mut words = Words::new();
    count(&decode(&text), &mut words);
    words
}

fn without_front_matter(text: &str) -> &str {
    let without = |fence: &str| {
        let rest = text.strip_prefix(fence)?.strip_prefix('\n')?;
        rest.split_once(&format!("\n{fence}")).map(|(_, body)| body)
    };
    without("---").or_else(|| without("+++")).unwrap_or(text)
}

/// Replaces every range from `open` to the next `close`, both included.
fn replace(text: &str, open: &str, close: &str, with: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((inside, after)) = after.split_once(close) else {
            break;
        };
        out += before;
        out += &with(inside);
        rest = after;
    }
    out + rest
}

/// The quoted arguments of a template tag that have several words, which excludes file and class names.
fn quoted_texts(tag: &str) -> String {
    // `image_with_class FILE CLASSES TEXT`: the classes may be several words.
    let classes = tag.trim_start_matches('-').trim_start().starts_with("image_with_class");
    let texts = tag.split('"').skip(1).step_by(2).enumerate();
    let texts = texts.filter(|(at, _)| !(classes && *at == 1)).map(|(_, text)| text);
    let texts = texts.filter(|text| text.trim().contains(' '));
    texts.fold(" ".to_owned(), |all, text| all + text + " ")
}

/// A line without its markup; `None` if nothing else is in it.
fn line(line: &str) -> Option<String> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let is_fence = text.starts_with("```") || text.starts_with("~~~");
    if is_fence || is_definition(text) {
        return None;
    }
    let number = text.bytes().take_while(u8::is_ascii_digit).count();
    let text = match text.as_bytes().get(number) {
        Some(b'.' | b')') if number > 0 => &text[number..],
        _ => text,
    };
    let text = replace(text, "{#", "}", |_| String::new());
    Some(replace(&text, "{:", "}", |_| String::new()))
}

/// Whether a line is a link definition: `[id]: address`.
fn is_definition(line: &str) -> bool {
    line.starts_with('[')
        && !line.starts_with("[^")
        && line.contains("]: ")
        && line.find("]: ").is_some_and(|end| !line[1..end].contains(']'))
}

/// Removes links' targets (`](address)`, `][id]`) and footnote references (`[^1]`).
fn without_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = replace(text, "[^", "]", |_| " ".to_owned());
    while let Some(at) = rest.find("](").into_iter().chain(rest.find("][")).min() {
        out += &rest[..at];
        out.push(' ');
        let after = &rest[at + 1..];
        let end = closing(after).unwrap_or(1);
        rest = after[end..].to_owned();
    }
    out + &rest
}

/// The end of the bracket that `text` begins with, in the same paragraph.
fn closing(text: &str) -> Option<usize> {
    let (open, close) = if text.starts_with('(') { ('(', ')') } else { ('[', ']') };
    let mut depth = 0;
    let paragraph = text.split("\n\n").next()?;
    for (at, c) in paragraph.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Removes HTML tags, but keeps the text of their attributes.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out += before;
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some((tag, behind)) = after.split_once('>').filter(|_| is_tag) else {
            out.push(' ');
            rest = after;
            continue;
        };
        out.push(' ');
        // `<https://example.org>` and `<somebody@example.org>` are text.
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        if name.contains([':', '@']) {
            out += tag;
        } else {
            // The title of a link is a tooltip, not text.
            let attributes: &[&str] = if name == "a" { &[] } else { &["alt", "title"] };
            for attribute in attributes {
                out += attribute_value(tag, attribute);
                out.push(' ');
            }
        }
        rest = behind;
    }
    out + rest
}

fn attribute_value<'a>(tag: &'a str, name: &str) -> &'a str {
    let value = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    value.map_or("", |(value, _)| value)
}

/// Decodes character references; an unknown one is a space.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out += before;
        let name = after.split(';').next().unwrap_or_default();
        let is_reference = name.len() < after.len()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
        if is_reference {
            out.push(named(name).unwrap_or(' '));
            rest = &after[name.len() + 1..];
        } else {
            out.push(' ');
            rest = after;
        }
    }
    out + rest
}

/// The named character references that are letters.
fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return number.ok().and_then(char::from_u32);
    }
    Some(match name {
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "aacute" => 'á',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        _ => return None,
    })
}
