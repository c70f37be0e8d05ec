//! Reading one tag: its name, its values, its filters.

/// What stands around a tag.
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
    /// `{: … }`: Kramdown's attributes.
    Attributes,
}

impl Delimiters {
    /// The delimiters that open at the beginning of `text`.
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

/// A value in a tag: `"text"`, `word`, `key="text"`, `key: "text"`.
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
    /// All of it, delimiters too.
    pub length: usize,
    pub whole: &'a str,
    /// `image` of `{% image "a.png" %}` and of `{{ image(src="a.png") }}`; of other `{{ … }}` nothing.
    pub name: &'a str,
    pub arguments: Vec<Argument<'a>>,
    /// What `{{ … }}` puts its value through.
    pub filters: Vec<(&'a str, Vec<Argument<'a>>)>,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the beginning of `text`; `None` if it has no end.
    pub(super) fn read(text: &'a str, delimiters: Delimiters) -> Option<Tag<'a>> {
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
                // `{#id}` of a heading is none, even if a comment's end follows somewhere.
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

    /// Whether `{: … }` holds what Kramdown takes for attributes. A bare word is the name of some
    /// only on a line of its own: `{:toc}`.
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

    /// The values without a key.
    pub(super) fn arguments(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.arguments
            .iter()
            .filter(|argument| argument.key.is_empty())
            .map(|argument| argument.text)
    }

    /// The value with one of these keys.
    pub(super) fn named(&self, keys: &[&str]) -> Option<&'a str> {
        let find = |key: &&str| self.arguments.iter().find(|argument| argument.key == *key);
        keys.iter().find_map(find).map(|argument| argument.text).filter(|text| !text.is_empty())
    }
}

/// A tag of Hugo's that is put between comment marks, so that it is shown: `{{</* ref "x" */>}}`.
pub(super) struct EscapedTag<'a> {
    pub length: usize,
    opening: &'a str,
    inside: &'a str,
    closing: &'a str,
}

impl EscapedTag<'_> {
    /// The tag as readers see it.
    pub(super) fn tag(&self) -> String {
        [self.opening, self.inside, self.closing].concat()
    }
}

/// The shown tag at the beginning of `text`.
pub(super) fn escaped(text: &str) -> Option<EscapedTag<'_>> {
    let (opening, rest) =
        text.split_at_checked(3).filter(|(open, _)| ["{{<", "{{%"].contains(open))?;
    let closing = if opening == "{{<" { ">}}" } else { "%}}" };
    let inside = rest.strip_prefix("/*")?;
    let end = inside.find(&["*/", closing].concat())?;
    let length = opening.len() + 2 + end + 2 + closing.len();
    Some(EscapedTag { length, opening, inside: &inside[..end], closing })
}

/// The name and the values of what is written as a call: `image(src="a.png")`. Of `macros::image`
/// the last word tells what it is.
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

/// Parts a text at `|`, outside of quotation marks.
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

/// Where the quotation ends that `text` goes on with. Authors put quotation marks inside quotation
/// marks; the one that ends is followed by the end, by a comma or filter, or by the next value.
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

/// The values of a tag: quoted or bare, with a key or without, with commas or without.
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
