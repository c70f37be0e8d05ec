//! Splits a text into the names of several people.

use crate::cleaning::normalize;

/// Somebody that a byline names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    pub name: String,
    /// Empty if not said.
    pub role: String,
}

/// The people that a byline names: `Pak Soo-chan, Kim Min and Lee Ha`, `Okell, Tomas; Varga, Ilse`.
/// What follows a name at a comma and is none itself stays with it: `Martin Luther King, Jr.`, or is
/// a role: `Ana Roca, Executive Director`.
pub(crate) fn split_byline(list: &str) -> Vec<Person> {
    if list.contains(';') {
        return list.split(';').filter_map(person).collect();
    }
    if let Some(name) = turned(list) {
        return vec![Person { name, role: String::new() }];
    }
    let mut people: Vec<Person> = Vec::new();
    for part in list.split([',', '、']) {
        let words = normalize::in_one_line(part);
        match people.last_mut() {
            Some(person) if is_role(&words) => {
                let separator = if person.role.is_empty() { "" } else { ", " };
                person.role = [person.role.as_str(), separator, &words].concat();
            }
            _ => split_names(part).into_iter().for_each(|name| add(&mut people, name)),
        }
    }
    people
}

/// Adds a name, or what belongs to the name before.
fn add(people: &mut Vec<Person>, name: String) {
    match people.last_mut() {
        Some(person) if is_suffix(&name) => {
            person.name = [person.name.as_str(), ", ", &name].concat();
        }
        _ => people.push(Person { name, role: String::new() }),
    }
}

/// One person: `Okell, Tomas`, `Ana Roca, Executive Director`. `None` if nobody is named.
pub(crate) fn person(text: &str) -> Option<Person> {
    let whole = normalize::in_one_line(text);
    if let Some(name) = turned(&whole) {
        return Some(Person { name, role: String::new() });
    }
    let at_role = whole.match_indices(',').find(|(at, _)| is_role(whole[at + 1..].trim()));
    let (name, role) = match at_role {
        Some((at, _)) => (whole[..at].trim().to_owned(), whole[at + 1..].trim().to_owned()),
        None => (whole, String::new()),
    };
    (!name.is_empty()).then_some(Person { name, role })
}

/// `Okell, Tomas` is Tomas Okell: one word on each side of the comma, initials aside. (Two people
/// would have a surname each.)
fn turned(text: &str) -> Option<String> {
    let (last, first) = text.split_once(',')?;
    let (last, first) = (last.trim(), first.trim());
    if first.contains(',') || is_suffix(first) || is_role(first) {
        return None;
    }
    let is_name = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let is_initial = |word: &str| is_name(word) && word.trim_end_matches('.').chars().count() == 1;
    let (mut surname, mut given) = (last.split(' ').rev(), first.split(' '));
    // `van der Berg` is one surname.
    let is_surname = surname.next().is_some_and(is_name)
        && surname.all(|word| word.chars().all(char::is_lowercase) && !word.is_empty());
    let is_given = given.next().is_some_and(is_name) && given.all(is_initial);
    (is_surname && is_given).then(|| [first, " ", last].concat())
}

/// Whether the words behind a name say what somebody does, or where.
fn is_role(words: &str) -> bool {
    const ROLES: &[&str] = &[
        "administrator",
        "adviser",
        "advisor",
        "agency",
        "analyst",
        "architect",
        "assistant",
        "associate",
        "attorney",
        "bureau",
        "ceo",
        "cfo",
        "chairman",
        "chairperson",
        "chairwoman",
        "cio",
        "cofounder",
        "columnist",
        "commissioner",
        "consultant",
        "coo",
        "coordinator",
        "correspondent",
        "cto",
        "department",
        "designer",
        "desk",
        "developer",
        "director",
        "directora",
        "editor",
        "editora",
        "engineer",
        "fellow",
        "founder",
        "intern",
        "journalist",
        "journaliste",
        "korrespondent",
        "korrespondentin",
        "librarian",
        "manager",
        "office",
        "officer",
        "periodista",
        "photographer",
        "producer",
        "redactor",
        "redactora",
        "redakteur",
        "redakteurin",
        "reporter",
        "researcher",
        "rédacteur",
        "rédactrice",
        "scientist",
        "secretary",
        "specialist",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "staff",
        "strategist",
        "writer",
        "기자",
        "특파원",
        "記者",
    ];
    // Titles that may stand before a name, or be one: only with what they are of.
    const TITLES: &[&str] = &[
        "ambassador",
        "chair",
        "chief",
        "dean",
        "deputy",
        "governor",
        "head",
        "mayor",
        "member",
        "minister",
        "president",
        "professor",
        "senator",
        "vice",
    ];
    let lower = words.to_lowercase().replace("co-founder", "cofounder");
    let mut each = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |list: &[&str]| each.clone().any(|word| list.contains(&word));
    let is_of = [" of ", " for ", " at "].iter().any(|of| lower.contains(of));
    has(ROLES) || has(TITLES) && (is_of || each.all(|word| TITLES.contains(&word)))
}

/// `Pak Soo-chan, Kim Min and Lee Ha`.
pub(crate) fn split_names(list: &str) -> Vec<String> {
    let list = [" ", list].concat().replace(" and ", ",").replace(" & ", ",").replace(" und ", ",");
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
        let shown = split_byline(list).into_iter().map(|person| match person.role.as_str() {
            "" => person.name,
            role => format!("{} ({role})", person.name),
        });
        expected.assert_eq(&shown.collect::<Vec<_>>().join(" | "));
    }

    #[test]
    fn people() {
        check("Pak Soo-chan, Kim Min and Lee Ha", expect!["Pak Soo-chan | Kim Min | Lee Ha"]);
        check("Pak Soo-chan, Kim Min, and Lee Ha", expect!["Pak Soo-chan | Kim Min | Lee Ha"]);
        check("Martin Luther King, Jr.", expect!["Martin Luther King, Jr."]);
        check("Ann Lee, Ph.D., MD and Kim Min", expect!["Ann Lee, Ph.D., MD | Kim Min"]);
    }

    #[test]
    fn surnames_first() {
        check("Okell, Tomas", expect!["Tomas Okell"]);
        check("Okell, Tomas J.; van der Berg, Ilse", expect!["Tomas J. Okell | Ilse van der Berg"]);
        check("Ann Lee, Bob Fox", expect!["Ann Lee | Bob Fox"]);
        check("ann, bob", expect!["ann | bob"]);
        check("Ann, Bob and Carl", expect!["Ann | Bob | Carl"]);
    }

    #[test]
    fn roles() {
        check("Ana Roca, Executive Director", expect!["Ana Roca (Executive Director)"]);
        check(
            "Ana Roca, Director of Planning and Budget, Kim Min",
            expect!["Ana Roca (Director of Planning and Budget) | Kim Min"],
        );
        check("Ana Roca, Office of Public Affairs", expect!["Ana Roca (Office of Public Affairs)"]);
        check("Ana Roca, President", expect!["Ana Roca (President)"]);
        check("Ana Roca, James Dean", expect!["Ana Roca | James Dean"]);
        check("Ana Roca, Mayor of Busan; Kim Min", expect!["Ana Roca (Mayor of Busan) | Kim Min"]);
    }
}
