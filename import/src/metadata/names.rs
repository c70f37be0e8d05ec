//! Splits a text into the names of several people.

use crate::cleaning::normalize;

/// Splits a byline: `Pak Soo-chan, Kim Min and Lee Ha`. A suffix after a comma stays with its name:
/// `Martin Luther King, Jr.`
pub(crate) fn split_byline(list: &str) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in split_names(list) {
        match people.last_mut() {
            Some(person) if is_suffix(&name) => *person = [person.as_str(), ", ", &name].concat(),
            _ => people.push(name),
        }
    }
    people
}

/// Splits `Pak Soo-chan, Kim Min and Lee Ha` at separators.
pub(crate) fn split_names(list: &str) -> Vec<String> {
    let list = list.replace(" and ", ",").replace(" & ", ",").replace(" und ", ",");
    let names = list.split([',', ';', '、', '·']).map(normalize::in_one_line);
    names.filter(|name| !name.is_empty()).collect()
}

fn is_suffix(word: &str) -> bool {
    const SUFFIXES: [&str; 15] = [
        "jr", "sr", "ii", "iii", "iv", "phd", "dphil", "md", "dds", "esq", "mba", "rn", "cpa",
        "jd", "obe",
    ];
    let word = word.replace('.', "").to_lowercase();
    SUFFIXES.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::split_byline;
    use expect_test::{Expect, expect};

    fn check(list: &str, expected: Expect) {
        expected.assert_eq(&split_byline(list).join(" | "));
    }

    #[test]
    fn people() {
        check("Pak Soo-chan, Kim Min and Lee Ha", expect!["Pak Soo-chan | Kim Min | Lee Ha"]);
        check("Martin Luther King, Jr.", expect!["Martin Luther King, Jr."]);
        check("Ann Lee, Ph.D., MD and Kim Min", expect!["Ann Lee, Ph.D., MD | Kim Min"]);
    }
}
