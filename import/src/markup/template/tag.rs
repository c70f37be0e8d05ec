//! Parses one tag: name, arguments, filters.

/// The delimiters of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiters {
    /// `{% … %}`
    Tag,
    /// `{{ … }}`
    Output,
    /// `{{< … >}}` and `{{% … %}}`
    Shortcode,
    /// `{# … #}`
    Comment,
    /// `{: … }`: Kramdown's attribute lists.
    Attributes,
}

impl Delimiters {
    /// The opening delimiter at the start of `text`.
    pub(super) fn at(text: &str) -> Option<Delimiters> {
        let opens = |opening| text.starts_with(opening);
        if opens("{{<") || opens("{{%") {
            Some(Delimiters::Shortcode)
        } else if opens("{{") {
            Some(Delimiters::Output)
        } else if opens("{%") {
            Some(Delimiters::Tag)
        } else if opens("{#") {
            Some(Delimiters::Comment)
        } else if opens("{:") {
            Some(Delimiters::Attributes)
        } else {
            None
        }
    }

    pub(super) fn opening(self) -> &'static str {
        match self {
            Delimiters::Tag => "{%",
            Delimiters::Output => "{{",
            Delimiters::Shortcode => "{{<",
            Delimiters::Comment => "{#",
            Delimiters::Attributes => "{:",
        }
    }

    fn closing(self, text: &str) -> &'static str {
        match self {
            Delimiters::Tag => "%}",
            Delimiters::Output => "}}",
            Delimiters::Shortcode if text.starts_with("{{<") => ">}}",
            Delimiters::Shortcode => "%}}",
            Delimiters::Comment => "#}",
            Delimiters::Attributes => "}",
        }
    }
}

/// An argument: `"text"`, `word`, `key="text"`, `key: "text"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Argument<'a> {
    pub key: &'a str,
    pub text: &'a str,
    pub quoted: bool,
}

/// A tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub delimiters: Delimiters,
    /// The length of the whole tag, including its delimiters.
    pub length: usize,
    pub whole: &'a str,
    /// `image` in `{% image "a.png" %}` and `{{ image(src="a.png") }}`; empty for other `{{ … }}`.
    pub name: &'a str,
    pub arguments: Vec<Argument<'a>>,
    /// The filters of `{{ value | filter }}`, with their arguments.
    pub filters: Vec<(&'a str, Vec<Argument<'a>>)>,
}

impl<'a> Tag<'a> {
    /// Parses the tag at the start of `text`; `None` if it is not closed.
    pub(super) fn parse(text: &'a str, delimiters: Delimiters) -> Option<Tag<'a>> {
        let opening = delimiters.opening().len();
        let closing = delimiters.closing(text);
        let end = opening + text[opening..].find(closing)?;
        let length = end + closing.len();
        let inside = text[opening..end].trim_matches('-').trim();
        let mut tag = Tag {
            delimiters,
            length,
            whole: &text[..length],
            name: "",
            arguments: Vec::new(),
            filters: Vec::new(),
        };
        match delimiters {
            Delimiters::Comment => {
                // `{#id}` after a heading is not a comment, even if `#}` follows later.
                let within = &text[opening..end];
                let begins = within.starts_with(|c: char| c.is_whitespace() || c == '-');
                let one_line = !within.contains('\n');
                return (one_line || (begins && !within.contains("{#"))).then_some(tag);
            }
            Delimiters::Attributes => {
                tag.arguments = arguments(inside);
                return (!tag.whole.contains('\n')).then_some(tag);
            }
            Delimiters::Output => {
                let mut parts = split_filters(inside).into_iter();
                let argument = parts.next().unwrap_or_default();
                (tag.name, tag.arguments) =
                    call(argument).unwrap_or_else(|| ("", arguments(argument)));
                tag.filters = parts.map(filter).collect();
            }
            Delimiters::Tag | Delimiters::Shortcode => {
                let inside = inside.trim_end_matches('/').trim_end();
                (tag.name, tag.arguments) = call(inside).unwrap_or_else(|| {
                    let ends = |c: char| c.is_whitespace() || c == ',';
                    let (name, rest) = inside.split_at(inside.find(ends).unwrap_or(inside.len()));
                    (name, arguments(rest))
                });
            }
        }
        Some(tag)
    }

    /// Whether `{: … }` is a Kramdown attribute list. A bare word is one only on a line of its own:
    /// `{:toc}`.
    pub(super) fn is_attribute_list(&self, alone: bool) -> bool {
        let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "_-.#%:/".contains(c));
        let is_one = |argument: &Argument<'_>| match argument.key {
            "" => {
                plain(argument.text) && (alone || argument.text.starts_with(['.', '#', ':', '/']))
            }
            _ => argument.quoted || plain(argument.text),
        };
        !self.arguments.is_empty() && self.arguments.iter().all(is_one)
    }

    /// The positional arguments.
    pub(super) fn arguments(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.arguments
            .iter()
            .filter(|argument| argument.key.is_empty())
            .map(|argument| argument.text)
    }

    /// The argument with one of these keys.
    pub(super) fn named(&self, keys: &[&str]) -> Option<&'a str> {
        let find = |key: &&str| self.arguments.iter().find(|argument| argument.key == *key);
        keys.iter().find_map(find).map(|argument| argument.text).filter(|text| !text.is_empty())
    }
}

/// Hugo's escaped shortcode, which is shown as text: `{{</* ref "x" */>}}`.
pub(super) struct EscapedTag<'a> {
    pub length: usize,
    opening: &'a str,
    inside: &'a str,
    closing: &'a str,
}

impl EscapedTag<'_> {
    /// The tag as shown to readers.
    pub(super) fn tag(&self) -> String {
        [self.opening, self.inside, self.closing].concat()
    }

    /// Whether it is a call, which a text about Zola shows (`{{/* youtube(id="x") */}}`), and no comment.
    pub(super) fn is_call(&self) -> bool {
        call(self.inside.trim()).is_some()
    }
}

/// Parses the escaped shortcode at the start of `text`.
pub(super) fn escaped(text: &str) -> Option<EscapedTag<'_>> {
    const DELIMITERS: [(&str, &str); 4] =
        [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];
    let (opening, closing) = DELIMITERS.iter().find(|(open, _)| text.starts_with(open)).copied()?;
    let rest = &text[opening.len()..];
    let inside = rest.strip_prefix("/*")?;
    let end = inside.find(&["*/", closing].concat())?;
    let length = opening.len() + 2 + end + 2 + closing.len();
    Some(EscapedTag { length, opening: &text[..opening.len()], inside: &inside[..end], closing })
}

/// Parses a call: `image(src="a.png")`. The name is the last segment of a path such as
/// `macros::image`.
fn call(text: &str) -> Option<(&str, Vec<Argument<'_>>)> {
    let (name, rest) = text.split_once('(')?;
    let (name, inside) = (name.trim_end(), rest.trim_end().strip_suffix(')')?);
    let plain = |c: char| c.is_alphanumeric() || "_-.:".contains(c);
    let name = name.rsplit([':', '.']).next().filter(|_| name.chars().all(plain))?;
    (!name.is_empty()).then(|| (name, arguments(inside)))
}

fn filter(text: &str) -> (&str, Vec<Argument<'_>>) {
    let text = text.trim();
    let end = text.find([':', '(', ' ']).unwrap_or(text.len());
    (&text[..end], arguments(text[end..].trim_start_matches([':', '(', ' ']).trim_end_matches(')')))
}

/// Splits a text at `|` outside of quotation marks.
fn split_filters(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' => at += 1 + closing_quote(&text[at + 1..], c).map_or(0, |end| end + 1),
            '|' => {
                parts.push(text[start..at].trim());
                at += 1;
                start = at;
            }
            c => at += c.len_utf8(),
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// The offset of the closing quotation mark in `text`. Authors nest the same marks; the closing one
/// is followed by the end, a comma, a filter, or the next argument.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut last = None;
    for (at, _) in text.match_indices(quote) {
        if text[..at].ends_with('\\') {
            continue;
        }
        let after = &text[at + 1..];
        let next = after.trim_start();
        let parted = after.len() > next.len();
        let word =
            next.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(next.len());
        let keyed = word > 0 && next[word..].trim_start().starts_with(['=', ':']);
        if next.is_empty()
            || next.starts_with([',', '|', ')', '}', ']'])
            || (parted && (next.starts_with(['"', '\'']) || keyed))
        {
            return Some(at);
        }
        last.get_or_insert(at);
    }
    last
}

/// Parses arguments: quoted or bare, with or without keys, with or without commas.
fn arguments(text: &str) -> Vec<Argument<'_>> {
    let mut arguments = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return arguments;
        }
        let key_end =
            rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
        let after_key = rest[key_end..].trim_start();
        let key = match after_key.chars().next() {
            Some('=' | ':') if key_end > 0 && !after_key[1..].starts_with(['=', '/']) => {
                let key = &rest[..key_end];
                rest = after_key[1..].trim_start();
                key
            }
            _ => "",
        };
        let (text, quoted, length) = argument(rest);
        arguments.push(Argument { key, text, quoted });
        rest = &rest[length..];
    }
}

fn argument(text: &str) -> (&str, bool, usize) {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = closing_quote(&text[1..], quote).unwrap_or(text.len() - 1);
            (&text[1..1 + end], true, (end + 2).min(text.len()))
        }
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
            (&text[..end], false, end)
        }
    }
}
