//! The names of languages in themselves, by ISO 639 code (CLDR's names, with a capital).

/// Sorted by code.
const NAMES: [(&str, &str); 71] = [
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "Azərbaycan"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "Қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("la", "Latina"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("ml", "മലയാളം"),
    ("mn", "Монгол"),
    ("mr", "मराठी"),
    ("ms", "Melayu"),
    ("nb", "Norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("th", "ไทย"),
    ("tl", "Tagalog"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "O‘zbek"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The name of the language `tag` (BCP 47) in itself: `Français`, `Português (BR)`. The tag, if its
/// name is not known.
pub fn name_in_itself(tag: &str) -> String {
    let (language, rest) = tag.split_once('-').unwrap_or((tag, ""));
    let Some(name) = name(language) else {
        return tag.to_owned();
    };
    match (language, rest) {
        (_, "") => name.to_owned(),
        ("zh", "Hans" | "CN" | "SG" | "Hans-CN") => "简体中文".to_owned(),
        ("zh", "Hant" | "TW" | "HK" | "Hant-TW" | "Hant-HK") => "繁體中文".to_owned(),
        _ => format!("{name} ({rest})"),
    }
}

/// The language without region and script: `pt` of `pt-BR`.
pub fn main_language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether a folder's name is the code of a language, perhaps with a region: `fr`, `pt-BR`, `pt_BR`.
pub(crate) fn is_known(name: &str) -> bool {
    let mut parts = name.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let fits = |part: &str| {
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    name_of_code(language).is_some() && parts.clone().count() <= 2 && parts.all(fits)
}

fn name(language: &str) -> Option<&'static str> {
    name_of_code(&language.to_ascii_lowercase())
}

fn name_of_code(code: &str) -> Option<&'static str> {
    let at = NAMES.binary_search_by_key(&code, |(known, _)| known).ok()?;
    Some(NAMES[at].1)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, is_known, name_in_itself};

    #[test]
    fn names() {
        assert!(NAMES.is_sorted());
        let check = |tag: &str, name: &str| assert_eq!(name_in_itself(tag), name);
        check("fr", "Français");
        check("pt-BR", "Português (BR)");
        check("zh-TW", "繁體中文");
        check("zh", "中文");
        check("tlh", "tlh");
    }

    #[test]
    fn folders() {
        for name in ["fr", "pt-BR", "pt_BR", "zh-Hant-TW"] {
            assert!(is_known(name), "{name}");
        }
        for name in ["", "us", "FR", "french", "fr-", "en-editions", "archive"] {
            assert!(!is_known(name), "{name}");
        }
    }
}
