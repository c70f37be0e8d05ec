//! Audits a prerendered page. `hostile/audit.js` does the same in a browser, by the same allowlist.

use super::allowed;
use super::page::{Element, Page};
use crate::paper::one_space;
use serde_json::Value;
use std::collections::HashSet;

/// What must not be in a page, and which of the texts `keeps` are missing.
pub(super) fn audit(page: &Page, keeps: &[String]) -> Vec<String> {
    let list = |name: &str| allowed(name).into_iter().collect::<HashSet<_>>();
    let (elements, attributes) = (list("elements"), list("attributes"));
    let (addresses, schemes) = (allowed("addresses"), allowed("schemes"));
    let mut found = Vec::new();
    let mut policies = 0;
    for element in &page.elements {
        let name = &element.name;
        if !element.is_html || !elements.contains(name) {
            found.push(format!("an element <{name:.80}>"));
        }
        for (attribute, value) in &element.attributes {
            if attribute == "http-equiv" && value == "Content-Security-Policy" {
                policies += 1;
            } else if !attributes.contains(attribute) {
                found.push(format!("<{name} {attribute:.80}> = {value:.80}"));
            }
        }
        let mut leads = |attribute: &str, address: &str| {
            if scheme(address).is_some_and(|scheme| !schemes.contains(&scheme)) {
                found.push(format!("<{name} {attribute}> leads to {address:.80}"));
            }
        };
        for (attribute, address) in addresses_in(element, &addresses) {
            leads(attribute, address);
        }
        if name == "script" {
            found.extend(script(element));
        }
    }
    if policies > 1 {
        found.push(format!("{policies} policies"));
    }
    if page.words.is_empty() {
        found.push("the page is blank".to_owned());
    }
    let missing = keeps.iter().filter(|words| !page.words.contains(&one_space(words)));
    found.extend(missing.map(|words| format!("“{words}” is missing")));
    found
}

/// The addresses in an element's attributes, with the attributes' names.
pub(super) fn addresses_in<'a>(
    element: &'a Element,
    names: &'a [String],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let pairs = element.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    pairs.flat_map(|(name, value)| {
        let is_one = names.iter().any(|it| it == name);
        let several = if name == "srcset" { value } else { "" };
        let several = several.split(',').filter_map(|it| it.split_whitespace().next());
        is_one.then_some(value).into_iter().chain(several).map(move |address| (name, address))
    })
}

/// Checks a script: without a viewer, only JSON-LD is allowed.
fn script(element: &Element) -> Option<String> {
    if element.attribute("type") != Some("application/ld+json") {
        return Some(format!("a script: {:?} {:.80}", element.attributes, element.text));
    }
    let json: Result<Value, _> = element.text.parse();
    json.is_err().then(|| "the data for search engines is no JSON".to_owned())
}

/// The scheme of an address by the WHATWG URL standard: leading spaces and control characters are skipped, tabs and
/// newlines anywhere are removed.
pub(super) fn scheme(address: &str) -> Option<String> {
    let address = address.trim_start_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

mod tests {
    use super::super::page_with;
    use super::{audit, scheme};

    fn check(part: &str, expected: &[&str]) {
        assert_eq!(audit(&page_with(part), &["T".to_owned()]), expected, "{part}");
    }

    #[test]
    fn finds_what_is_not_allowed() {
        check("<p>Words</p><img src=a.png srcset='b.png 1x, c.png 2x' alt=x>", &[]);
        check("<iframe></iframe>", &["an element <iframe>"]);
        check("<svg></svg>", &["an element <svg>"]);
        check("<svg><a></a></svg>", &["an element <svg>", "an element <a>"]);
        check("<p onclick=x>", &["<p onclick> = x"]);
        check("<p style=x>", &["<p style> = x"]);
        check("<a href='java\nscript:x'>", &["<a href> leads to java\nscript:x"]);
        check("<img srcset='a.png, data:x 2x'>", &["<img srcset> leads to data:x"]);
        check("<script type=application/ld+json>{}</script>", &[]);
        check(
            "<script type=application/ld+json>{</script>",
            &["the data for search engines is no JSON"],
        );
        check("<script>x</script>", &["a script: [] x"]);
        check("<meta http-equiv=refresh content=0>", &["<meta http-equiv> = refresh"]);
        assert_eq!(audit(&page_with(""), &["gone".to_owned()]), ["“gone” is missing"]);
    }

    #[test]
    fn finds_schemes_as_browsers_do() {
        for address in ["javascript:x", " \u{1}JavaScript:x", "java\tscri\npt:x"] {
            assert_eq!(scheme(address).as_deref(), Some("javascript"), "{address:?}");
        }
        for address in ["a/b:c", "?a:b", "#a:b", "\u{a0}javascript:x", ":x", "1a:x", "a b:c"] {
            assert_eq!(scheme(address), None, "{address:?}");
        }
    }
}
