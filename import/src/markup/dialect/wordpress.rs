//! WordPress' shortcodes, which stay in texts that are exported from there: `[caption]`, `[embed]`,
//! `[gallery]`, `[audio]`, `[video]`, `[sourcecode]`, `[ref]`, and those of page builders.

use super::{Edit, Source, prefix};
use crate::escape::push_escaped;

/// A shortcode's start tag: `[name a="b" c]`.
struct Tag<'a> {
    name: &'a str,
    arguments: &'a str,
    length: usize,
}

/// What is done with a shortcode.
type Rewrite = fn(&Tag<'_>, inside: &str) -> Option<String>;

/// Shortcodes around something, which count only with their end tag.
const PAIRS: &[(&str, Rewrite)] = &[
    ("caption", caption),
    ("wp_caption", caption),
    ("embed", |_, inside| frame(inside.trim())),
    ("youtube", |_, inside| frame(inside.trim())),
    ("audio", |tag, _| medium("audio", tag)),
    ("video", |tag, _| medium("video", tag)),
    ("sourcecode", code),
    ("code", code),
    ("ref", note),
    ("footnote", note),
    ("pullquote", |_, inside| {
        Some(["\n\n<aside>\n\n", inside.trim(), "\n\n</aside>\n\n"].concat())
    }),
    ("dropcap", |_, inside| Some(inside.to_owned())),
];

/// Shortcodes that stand alone.
const SINGLE: &[(&str, Rewrite)] = &[
    ("gallery", |_, _| None),
    ("playlist", |_, _| None),
    ("contact-form", |_, _| None),
    ("contact-form-7", |_, _| None),
    ("embed", |tag, _| frame(tag.named("src")?)),
    ("youtube", |tag, _| frame(tag.address()?)),
    ("vimeo", |tag, _| frame(tag.address()?)),
    ("soundcloud", |tag, _| frame(tag.address()?)),
    ("tweet", |tag, _| frame(tag.address()?)),
    ("audio", |tag, _| medium("audio", tag)),
    ("video", |tag, _| medium("video", tag)),
];

/// What the names of shortcodes begin with that only lay out what stands between them.
const BUILDERS: [&str; 4] = ["vc_", "et_pb_", "fusion_", "su_"];

/// The signs of which a text with shortcodes has one.
pub(super) const SIGNS: &[&str] = &[
    "[/",
    "[gallery",
    "[playlist",
    "[contact-form",
    "[embed",
    "[youtube",
    "[vimeo",
    "[soundcloud",
    "[tweet",
    "[audio",
    "[video",
];

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let text = source.text;
    let mut edits: Vec<Edit> = Vec::new();
    // End tags that don't occur: don't look for them again.
    let mut missing: Vec<&str> = Vec::new();
    let mut done = 0;
    for at in source.find_all("[") {
        if at < done {
            continue;
        }
        let Some(tag) = Tag::at(&text[at..]) else { continue };
        let end = at + tag.length;
        // Programs that make Markdown of HTML escape brackets.
        let at = at - usize::from(text[..at].ends_with('\\'));
        if is_of_builder(tag.name) {
            edits.push(Edit::new(at..end, "\n\n"));
            continue;
        }
        let pair = PAIRS.iter().find(|(name, _)| *name == tag.name);
        let close = pair.filter(|_| !missing.contains(&tag.name)).and_then(|(name, rewrite)| {
            let close = end + text[end..].find(&["[/", name].concat())?;
            let after = close + 2 + name.len();
            let mark = ["]", "\\]"].into_iter().find(|mark| text[after..].starts_with(mark))?;
            let inside = end..close - usize::from(text[..close].ends_with('\\'));
            Some((*rewrite, inside, after + mark.len()))
        });
        let single = || SINGLE.iter().find(|(name, _)| *name == tag.name);
        if pair.is_some() && close.is_none() {
            missing.push(tag.name);
        }
        let (with, end) = if let Some((rewrite, inside, close)) = close {
            (rewrite(&tag, &text[inside]), close)
        } else if let Some((_, rewrite)) = single() {
            (rewrite(&tag, ""), end)
        } else {
            continue;
        };
        edits.push(match with {
            Some(with) => Edit::new(at..end, with),
            None => Edit::left_out(at..end),
        });
        done = end;
    }
    edits
}

fn is_of_builder(name: &str) -> bool {
    let name = name.trim_start_matches('/');
    BUILDERS.iter().any(|builder| name.starts_with(builder))
}

impl<'a> Tag<'a> {
    fn at(text: &'a str) -> Option<Tag<'a>> {
        const MAX_LEN: usize = 2_000;
        let inside = prefix(text, MAX_LEN).strip_prefix('[')?;
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-/".contains(c);
        let name = &inside[..inside.find(|c| !is_name(c))?];
        let length = inside.find(']')?;
        let arguments = inside[name.len()..length].trim_end_matches(['/', '\\']);
        let parted = arguments.is_empty() || arguments.starts_with([' ', '=', '\n']);
        // `[caption](address)` is a link, and `[caption]: address` says where one leads.
        let after = &inside[length + 1..];
        let is_link = after.starts_with(['(', '[', ':'])
            && !name.starts_with('/')
            && !is_of_builder(name)
            && !after.starts_with("[!")
            && !arguments.contains('=');
        let tag = Tag { name, arguments, length: length + 2 };
        (!name.is_empty() && parted && !is_link && !arguments.contains('[')).then_some(tag)
    }

    /// The value of an argument in quotation marks.
    fn named(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.arguments;
        loop {
            let at = rest.find(name)?;
            let (before, value) = (&rest[..at], &rest[at + name.len()..]);
            rest = value;
            let mark = value.strip_prefix('=').and_then(|value| value.chars().next());
            let starts = before.is_empty() || before.ends_with(char::is_whitespace);
            if let Some(mark @ ('"' | '\'')) = mark.filter(|_| starts) {
                let value = &value[2..];
                return value.find(mark).map(|end| &value[..end]);
            }
        }
    }

    /// The address that stands behind the name: `[youtube=https://…]`, `[vimeo 123]`.
    fn address(&self) -> Option<&'a str> {
        let named = ["url", "src", "id"].iter().find_map(|name| self.named(name));
        let first = || self.arguments.trim_start_matches(['=', ' ']).split_whitespace().next();
        named.or_else(first).map(|address| address.trim_matches(['"', '\'']))
    }
}

/// A picture with the words below it.
fn caption(tag: &Tag<'_>, inside: &str) -> Option<String> {
    let inside = inside.trim();
    let length = picture_length(inside)?;
    let (picture, words) = inside.split_at(length);
    let words =
        if words.trim().is_empty() { tag.named("caption").unwrap_or_default() } else { words };
    let words = words.trim().trim_start_matches("<br />").trim_start_matches("<br>").trim();
    let words = match words {
        "" => String::new(),
        words => ["<figcaption>\n\n", words, "\n\n</figcaption>\n"].concat(),
    };
    Some(["\n\n<figure>\n\n", picture, "\n\n", &words, "</figure>\n\n"].concat())
}

/// How long the picture is at the beginning of a text, in HTML or Markdown, perhaps inside a link.
fn picture_length(text: &str) -> Option<usize> {
    if text.starts_with("<a") {
        return text.find("</a>").map(|end| end + "</a>".len());
    }
    if text.starts_with("<img") {
        return text.find('>').map(|end| end + 1);
    }
    let start = text.find("![").filter(|at| *at <= 1)?;
    let end = |from: usize| text[from..].find(')').map(|end| from + end + 1);
    let inner = end(start + text[start..].find("](")?)?;
    if start == 1 && text[inner..].starts_with("](") { end(inner + 2) } else { Some(inner) }
}

/// A film or a post on another host.
fn frame(address: &str) -> Option<String> {
    let is_number = !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_digit());
    let is_video = address.len() == 11 && !address.contains(['/', '.', ' ']);
    let whole = match () {
        () if address.contains("://") => address.to_owned(),
        () if is_video => ["https://www.youtube.com/embed/", address].concat(),
        () if is_number => ["https://player.vimeo.com/video/", address].concat(),
        () => return None,
    };
    let mut html = String::from("\n\n<iframe src=\"");
    push_escaped(&mut html, &whole.replace("&amp;", "&"));
    Some(html + "\"></iframe>\n\n")
}

fn medium(element: &str, tag: &Tag<'_>) -> Option<String> {
    const SOURCES: [&str; 9] = ["src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv"];
    let source = SOURCES.iter().find_map(|name| tag.named(name))?;
    let mut html = ["\n\n<", element, " src=\""].concat();
    push_escaped(&mut html, source);
    Some([&html, "\"></", element, ">\n\n"].concat())
}

fn code(tag: &Tag<'_>, inside: &str) -> Option<String> {
    let language = ["language", "lang"].iter().find_map(|name| tag.named(name)).unwrap_or_default();
    let longest = inside.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat((longest + 1).max(3));
    let code = inside.trim_matches(['\n', '\r']);
    Some(["\n\n", &fence, language, "\n", code, "\n", &fence, "\n\n"].concat())
}

fn note(_: &Tag<'_>, inside: &str) -> Option<String> {
    let words = inside.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| ["^[", &words, "]"].concat())
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn captions() {
        check(
            edits,
            "[caption id=\"x\" width=\"3\"]<a href=\"/h.png\"><img src=\"/h.png\" /></a> The *hall*[/caption]\n\
             [caption][![a](h.png)](h.png) Two[/caption]\n[caption caption='Three']![a](h.png)[/caption]",
            expect![[r#"


                <figure>

                <a href="/h.png"><img src="/h.png" /></a>

                <figcaption>

                The *hall*

                </figcaption>
                </figure>




                <figure>

                [![a](h.png)](h.png)

                <figcaption>

                Two

                </figcaption>
                </figure>




                <figure>

                ![a](h.png)

                <figcaption>

                Three

                </figcaption>
                </figure>

            "#]],
        );
    }

    #[test]
    fn embeds_and_media() {
        check(
            edits,
            "[embed]https://x.example/?a=1&amp;b[/embed]\n[youtube=https://youtu.be/x]\n[youtube id=\"abcdefghijk\"]\n\
             [vimeo 123]\n[audio mp3=\"a.mp3\"][/audio]\n[video src='b.mp4']\n[gallery ids=\"1,2\"][playlist]",
            expect![[r#"


                <iframe src="https://x.example/?a=1&amp;b"></iframe>




                <iframe src="https://youtu.be/x"></iframe>




                <iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>




                <iframe src="https://player.vimeo.com/video/123"></iframe>




                <audio src="a.mp3"></audio>




                <video src="b.mp4"></video>


            "#]],
        );
    }

    #[test]
    fn other_shortcodes() {
        check(
            edits,
            "[sourcecode lang=\"js\"]\na[0]\n[/sourcecode] A[ref]See *b*.[/ref]. [vc_row][vc_column width=\"1/2\"]In[/vc_column][/vc_row] \
             [dropcap]T[/dropcap]he",
            expect![[r#"


                ```js
                a[0]
                ```

                 A^[See *b*.]. 



                In



                 The"#]],
        );
        check(
            edits,
            "[caption](a) [gallery][1] [embed]: x [code] [ref] [video](b) `[gallery]` [x/y] [a]b[/a]",
            expect![
                "[caption](a) [gallery][1] [embed]: x [code] [ref] [video](b) `[gallery]` [x/y] [a]b[/a]"
            ],
        );
    }
}
