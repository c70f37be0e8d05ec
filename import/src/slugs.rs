//! Makes slugs from words, and names from slugs.

use article::Slug;

/// Makes a slug: `Tools you can use` becomes `tools-you-can-use`. `None` if there is no letter or
/// digit.
pub(crate) fn slug_of(words: &str) -> Option<Slug> {
    let mut slug = String::with_capacity(words.len());
    for character in words.chars() {
        let apostrophe = matches!(character, '\'' | '’');
        let follows = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let joins = is_combining_mark(character) && slug.ends_with(follows);
        if character.is_alphanumeric() || joins {
            slug.extend(character.to_lowercase());
        } else if !apostrophe && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > Slug::MAX_BYTES {
            truncate(&mut slug);
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    Slug::new(slug.as_str())
        .or_else(|_| Slug::new(slug + "-"))
        .ok()
        .or_else(|| escape_device(words))
}

/// Makes a slug from the name of a topic, section or author. Signs that distinguish names are
/// spelled out: `C`, `C++` and `C#` are three topics.
pub(crate) fn slug_of_name(name: &str) -> Option<Slug> {
    let mut words = String::with_capacity(name.len());
    for character in name.chars() {
        // `#news` is the topic `news`.
        match character {
            '+' if !words.is_empty() => words.push_str(" plus "),
            '#' if words.ends_with(char::is_alphanumeric) => words.push_str(" sharp "),
            _ => words.push(character),
        }
    }
    slug_of(&words).or_else(|| slug_of_pictographs(name))
}

/// The slug of a name that is only emoji: the numbers of its characters, without the marks that only
/// ask for colour.
fn slug_of_pictographs(name: &str) -> Option<Slug> {
    let is_variant = |c: &char| matches!(c, '\u{fe0e}' | '\u{fe0f}');
    let shown = name.chars().filter(|c| !c.is_whitespace() && !is_variant(c));
    let pictographs = shown.clone().any(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..));
    let numbers: Vec<String> = shown.take(20).map(|c| format!("{:x}", c as u32)).collect();
    Slug::new(numbers.join("-")).ok().filter(|_| pictographs)
}

/// Combining marks are part of words in many scripts: without them, `हिन्दी` would be split.
fn is_combining_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}'
        | '\u{1000}'..='\u{109f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
}

/// Appends a suffix to a Windows device name.
fn escape_device(words: &str) -> Option<Slug> {
    let plain: String = words.chars().filter(char::is_ascii_alphanumeric).collect();
    Slug::new(plain.to_lowercase() + "-1").ok()
}

/// Truncates at the last hyphen before the limit, else at the limit.
fn truncate(slug: &mut String) {
    let mut end = Slug::MAX_BYTES;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    let whole_words = slug[..end].rfind('-').filter(|&hyphen| hyphen > Slug::MAX_BYTES / 2);
    slug.truncate(whole_words.unwrap_or(end));
}

/// Makes a display name from a slug: `type-and-lettering` becomes `Type and lettering`.
pub(crate) fn name_of(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut characters = words.trim().chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{name_of, slug_of, slug_of_name};
    use expect_test::{Expect, expect};

    fn check(words: &[&str], expected: Expect) {
        let slug = |words: &&str| slug_of(words).map_or("-".to_owned(), |slug| slug.to_string());
        let slugs: Vec<String> = words.iter().map(slug).collect();
        expected.assert_eq(&slugs.join(" | "));
    }

    #[test]
    fn words_make_slugs() {
        check(
            &["Tools you can use", "What’s new?", "  A/B -- tests  ", "…", "C++", "Ünïcode & co."],
            expect![["tools-you-can-use | whats-new | a-b-tests | - | c | ünïcode-co"]],
        );
        check(
            &["신문 기자", "हिन्दी समाचार", "CON", "../../etc"],
            expect![["신문-기자 | हिन्दी-समाचार | con-1 | etc"]],
        );
    }

    #[test]
    fn signs_tell_names_apart() {
        let slug = |name| slug_of_name(name).unwrap().to_string();
        assert_eq!(["C", "C++", "C#", "#news"].map(slug), ["c", "c-plus-plus", "c-sharp", "news"]);
    }

    #[test]
    fn emoji_tell_names_apart() {
        let slug = |name| slug_of_name(name).map_or("-".to_owned(), |slug| slug.to_string());
        let names = ["👩\u{200d}🚀", "👩🚀", "🗞\u{fe0f}", "🗞", "🇰🇷", "🚀 News", "…", "\u{200d}"];
        expect!["1f469-200d-1f680 1f469-1f680 1f5de 1f5de 1f1f0-1f1f7 news - -"]
            .assert_eq(&names.map(slug).join(" "));
    }

    #[test]
    fn long_words_are_cut_at_a_word() {
        let slug = slug_of(&"a long headline ".repeat(20)).unwrap();
        assert!(slug.as_str().len() <= 120 && slug.as_str().ends_with("-a-long"), "{slug}");
        assert!(slug_of(&"가".repeat(500)).unwrap().as_str().len() <= 120);
    }

    #[test]
    fn slugs_make_names() {
        assert_eq!(name_of("type-and-lettering"), "Type and lettering");
    }
}
