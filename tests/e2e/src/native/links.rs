//! Checks the links and subresources of a paper's pages.

use super::audit::{addresses_in, scheme};
use super::page::Page;
use crate::host::decode;
use crate::paper::Paper;
use std::collections::HashMap;

/// The subresources of a page that are missing or on another host.
pub(super) fn loads(paper: &Paper, file: &str, page: &Page) -> Vec<String> {
    let names = ["src", "poster", "href"].map(str::to_owned);
    let mut wrong = Vec::new();
    for element in &page.elements {
        for (name, address) in addresses_in(element, &names) {
            let is_loaded = match (element.name.as_str(), name) {
                ("a", _) => false,
                ("link", _) => {
                    let rel = element.attribute("rel").unwrap_or_default();
                    !["canonical", "prev", "next", "alternate"].contains(&rel)
                }
                _ => true,
            };
            let is_there = || paper.site.join(target(file, address).0).is_file();
            if is_loaded && (leads_away(address) || !is_there()) {
                wrong.push(format!("<{} {name}> is not in the site: {address:.80}", element.name));
            }
        }
    }
    wrong
}

/// The dead links of a paper: to a missing page, or a missing element.
pub(super) fn dead(paper: &Paper) -> Vec<String> {
    let read = |file: &String| (file.clone(), Page::read(&paper.site.join(file)));
    let pages: HashMap<String, Page> = paper.pages.iter().map(read).collect();
    let mut dead = Vec::new();
    let mut links = 0;
    for (file, page) in &pages {
        let hrefs =
            page.elements.iter().filter(|it| it.name == "a").filter_map(|a| a.attribute("href"));
        for href in hrefs.filter(|href| !leads_away(href)) {
            links += 1;
            let (to, place) = target(file, href);
            let is_there = match pages.get(&to) {
                // `#top` needs no element.
                Some(page) => place.is_empty() || place == "top" || page.has_id(&place),
                None => place.is_empty() && paper.site.join(&to).is_file(),
            };
            if !is_there {
                dead.push(format!("{file}: {href} leads nowhere"));
            }
        }
    }
    if links < pages.len() * 5 {
        dead.push(format!("only {links} links"));
    }
    dead
}

/// Whether an address has a scheme or a host.
fn leads_away(address: &str) -> bool {
    scheme(address).is_some() || address.starts_with("//") || address.starts_with("\\")
}

/// The file that a relative address on the page `file` refers to, relative to the site's root, and the fragment.
fn target(file: &str, address: &str) -> (String, String) {
    let (path, place) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = file.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()),
                _ => parts.push(part),
            }
        }
    }
    let mut to = decode(&parts.join("/"));
    if to.is_empty() || to.ends_with('/') {
        to += "index.html";
    }
    (to, decode(place))
}

mod tests {
    use super::target;

    #[test]
    fn finds_the_file_and_the_place_of_an_address() {
        let check = |address: &str, file: &str, place: &str| {
            assert_eq!(target("article/a.html", address), (file.to_owned(), place.to_owned()));
        };
        check("b.html", "article/b.html", "");
        check("../index.html#x%20y", "index.html", "x y");
        check("#top", "article/a.html", "top");
        check("../", "index.html", "");
        check("%C3%A9.html?1", "article/é.html", "");
    }
}
