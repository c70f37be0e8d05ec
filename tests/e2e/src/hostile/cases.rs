//! The table of hostile articles.
//!
//! A case begins with `=== name`, or `=== name.html` for a file that isn't Markdown. Optional lines below it: `keeps:
//! words` for text that must be shown; `page: slug` if the page isn't named like the case; `refused` if the press must
//! refuse the article. The rest is the file. `\u{…}` is a character; an article without front matter gets a title.

use super::large;
use super::mutate::ASKED;

const TABLES: [(&str, &str); 7] = [
    ("scripts", include_str!("scripts.txt")),
    ("foreign", include_str!("foreign.txt")),
    ("elements", include_str!("elements.txt")),
    ("mutation", include_str!("mutation.txt")),
    ("markdown", include_str!("markdown.txt")),
    ("matter", include_str!("matter.txt")),
    ("letters", include_str!("letters.txt")),
];
const SCHEMES: &str = include_str!("schemes.txt");
const ADDRESSES: &str = include_str!("addresses.txt");

/// A hostile article.
#[derive(Clone)]
pub struct Case {
    /// The table that it is from.
    pub table: &'static str,
    /// Its name.
    pub name: String,
    /// The article's file name.
    pub file: String,
    /// The file's text.
    pub text: String,
    /// Text that must be shown.
    pub keeps: Vec<String>,
    /// The page's slug; `None` if the press must refuse the article.
    pub page: Option<String>,
}

/// All cases but [`slow`].
pub fn all() -> Vec<Case> {
    let mut cases: Vec<Case> = TABLES.iter().flat_map(|(table, text)| read(table, text)).collect();
    let schemes = SCHEMES.lines().filter(|line| !line.starts_with('#'));
    for (name, address) in schemes.filter_map(|line| line.split_once(": ")) {
        let cases_of = read("addresses", &ADDRESSES.replace("ADDRESS", address));
        cases.extend(cases_of.into_iter().map(|case| case.named(name)));
    }
    cases.extend(large::articles());
    cases
}

/// The table of [`slow`].
pub const SLOW_TABLE: &str = large::SLOW_TABLE;

/// Cases that take WebKitGTK up to 15 seconds to lay out.
pub fn slow() -> Vec<Case> {
    large::slow()
}

/// The names of all tables, in the order of [`all`].
pub fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(name, _)| *name).chain(["addresses", large::TABLE])
}

fn read(table: &'static str, text: &str) -> Vec<Case> {
    let cases = text.split("\n=== ").skip(1);
    cases.map(|case| Case::read(table, case)).collect()
}

impl Case {
    fn read(table: &'static str, text: &str) -> Case {
        let (file, mut text) = text.split_once('\n').unwrap_or((text, ""));
        let (name, ending) = file.split_once('.').unwrap_or((file, "md"));
        let (mut keeps, mut page, mut refused) = (Vec::new(), None, false);
        while let Some((line, rest)) = text.split_once('\n') {
            match line.split_once(": ") {
                Some(("keeps", words)) => keeps.push(naming(name, words)),
                Some(("page", slug)) => page = Some(slug.to_owned()),
                _ if line == "refused" => refused = true,
                _ => break,
            }
            text = rest;
        }
        let file = format!("{name}.{ending}");
        let page = page.unwrap_or_else(|| name.to_owned());
        let page = (!refused).then_some(page);
        Case { table, name: name.to_owned(), file, text: whole(name, ending, text), keeps, page }
    }

    /// The same case with another name.
    fn named(self, name: &str) -> Case {
        let text = self.text.replace(&self.name, name);
        let file = format!("{name}.md");
        Case { name: name.to_owned(), file, text, page: Some(name.to_owned()), ..self }
    }
}

/// The text, with the case's name in what its scripts request.
fn naming(name: &str, text: &str) -> String {
    text.replace(&format!("/{ASKED}/"), &format!("/{ASKED}-{name}/"))
}

/// The complete text of a case's file.
fn whole(name: &str, ending: &str, text: &str) -> String {
    let text = characters(text.trim_end_matches('\n'));
    let text = naming(name, &text) + "\n";
    let titled = ending != "md" || text.starts_with("---\n") || text.starts_with("+++\n");
    if titled { text } else { format!("---\ntitle: Case {name}\n---\n{text}") }
}

/// Replaces `\u{…}` by characters.
fn characters(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let named = piece.split_once('}').and_then(|(hex, rest)| {
            Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, rest))
        });
        match named {
            Some((character, rest)) => {
                out.push(character);
                out += rest;
            }
            None => out = out + "\\u{" + piece,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{all, characters, slow};
    use std::collections::HashSet;

    #[test]
    fn characters_stand_for_their_names() {
        assert_eq!(characters("a\\u{202e}b\\u{x}\\u0041"), "a\u{202e}b\\u{x}\\u0041");
    }

    #[test]
    fn every_case_has_a_name_of_its_own() {
        let mut names = HashSet::new();
        for case in all().into_iter().chain(slow()) {
            assert!(names.insert(case.name.clone()), "two cases are called {}", case.name);
        }
    }
}
