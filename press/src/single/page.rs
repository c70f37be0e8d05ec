//! The printed pages, made parts of one document: no id stands in it twice, and what a site has in
//! files of their own stands where it is shown.
//!
//! What is read here is our own printing: every `<` begins a tag, and every value is in quotes.

use viewer::route::Root;

/// The page in a document of many: what is inside `main`, shown when `address` is in the address bar.
/// `None` if there is no such element.
pub fn part(
    printed: &str,
    address: &str,
    embed: &mut dyn FnMut(&str) -> Option<String>,
) -> Option<String> {
    let start = printed.find("<main ")?;
    let start = start + printed[start..].find('>')? + 1;
    let end = printed.rfind("</main>")?;
    let id = address.trim_start_matches('#');
    let inner = rewrite(printed.get(start..end)?, id, embed);
    Some(["<main id=\"", id, "\" tabindex=\"-1\" hidden>", &inner, "</main>"].concat())
}

/// The HTML of a page, with the ids of its places beginning with that of the `page`, if that has one.
/// Files of the paper become what `embed` says they hold; without that, the attribute goes.
pub fn rewrite(html: &str, page: &str, embed: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.find([' ', '>']).unwrap_or(rest.len());
        out.push_str(&rest[..name]);
        rest = &rest[name..];
        while let Some((attribute, value, after)) = attribute(rest) {
            write(&mut out, attribute, value, page, embed);
            rest = after;
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

fn write(
    out: &mut String,
    name: &str,
    value: &str,
    page: &str,
    embed: &mut dyn FnMut(&str) -> Option<String>,
) {
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
            let Some(data) = embed(file) else { return };
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
}

/// Whether an address is that of a place in the page where it stands.
fn is_place(address: &str) -> bool {
    address.starts_with('#') && !address.starts_with(Root::FRAGMENT)
}
