//! The printed pages, made parts of one document: no id stands in it twice, and what a site has in
//! files of their own stands where it is shown.
//!
//! What is read here is our own printing: every `<` begins a tag, and every value is in quotes.

use viewer::route::Root;

/// Says what a file holds, as an address, if that is to stand where the file is shown; the flag says
/// that this is a thumbnail.
pub type Embed<'a> = &'a mut dyn FnMut(&str, bool) -> Option<String>;

/// The page in a document of many: what is inside `main`, shown when `address` is in the address bar.
/// `None` if there is no such element.
pub fn part(printed: &str, address: &str, embed: Embed) -> Option<String> {
    let start = printed.find("<main ")?;
    let start = start + printed[start..].find('>')? + 1;
    let end = printed.rfind("</main>")?;
    let id = address.trim_start_matches('#');
    let inner = rewrite(printed.get(start..end)?, id, embed);
    Some(["<main id=\"", id, "\" tabindex=\"-1\" hidden>", &inner, "</main>"].concat())
}

/// The HTML of a page, with the ids of its places beginning with that of the `page`, if that has one.
/// Files of the paper become what `embed` says they hold: without that, a picture goes, and a link
/// keeps its words.
pub fn rewrite(html: &str, page: &str, embed: Embed) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut in_figure = false;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let begun = out.len();
        rest = &rest[at..];
        let (name, mut tag) = rest.split_at(rest.find([' ', '>']).unwrap_or(rest.len()));
        out.push_str(name);
        in_figure = name == "<figure" || in_figure && name != "</figure";
        let thumbnail = name == "<img" && !in_figure;
        let mut whole = true;
        while let Some((attribute, value, after)) = attribute(tag) {
            whole &= write(&mut out, attribute, value, page, &mut |file| embed(file, thumbnail));
            tag = after;
        }
        rest = tag;
        if name == "<img" && !whole {
            out.truncate(begun);
            rest = rest.strip_prefix('>').unwrap_or(rest);
        }
    }
    out + rest
}

/// The attribute that `tag` goes on with: its name, its value, what follows.
fn attribute(tag: &str) -> Option<(&str, &str, &str)> {
    let tag = tag.strip_prefix(' ')?;
    let end = tag.find(['=', ' ', '>'])?;
    let (name, rest) = tag.split_at(end);
    let Some(value) = rest.strip_prefix("=\"") else {
        return Some((name, "", rest));
    };
    let (value, rest) = value.split_once('"')?;
    Some((name, value, rest))
}

/// Writes an attribute; says whether it is still there, or not needed.
fn write(
    out: &mut String,
    name: &str,
    value: &str,
    page: &str,
    embed: &mut dyn FnMut(&str) -> Option<String>,
) -> bool {
    let mut put = |name: &str, value: &[&str]| {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        value.iter().for_each(|part| out.push_str(part));
        out.push('"');
    };
    let file = value.strip_prefix(Root::FRAGMENT).filter(|file| file.starts_with("media/"));
    match (name, file) {
        // There is each picture in one size.
        ("srcset" | "sizes", _) => {}
        ("src" | "poster" | "href", Some(file)) => {
            let Some(data) = embed(file) else { return false };
            put(&["data-", name].concat(), &[file]);
            put(name, &[&data]);
            if name == "href" {
                // Browsers open no page from a `data:` address, but save it as a file.
                put("download", &[file.rsplit('/').next().unwrap_or(file)]);
            }
        }
        ("id", _) if !page.is_empty() => put(name, &[page, "#", value]),
        ("href", _) if is_place(value) && !page.is_empty() => put(name, &["#", page, value]),
        _ => put(name, &[value]),
    }
    true
}

/// Whether an address is that of a place in the page where it stands.
fn is_place(address: &str) -> bool {
    address.starts_with('#') && !address.starts_with(Root::FRAGMENT)
}
