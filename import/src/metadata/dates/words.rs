//! The words of dates: months, days and zones, in the languages of many papers.

use super::Token;

/// The months in English, German, French, Spanish, Italian, Portuguese, Dutch, the languages of
/// Scandinavia, Polish, Czech, Russian and Turkish, as dates have them.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "jänner",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "januari",
        "stycznia",
        "ledna",
        "января",
        "ocak",
    ],
    &[
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "lutego",
        "února",
        "февраля",
        "şubat",
    ],
    &[
        "march",
        "märz",
        "maerz",
        "mrz",
        "mars",
        "marzo",
        "março",
        "maart",
        "marts",
        "marca",
        "března",
        "марта",
        "mart",
    ],
    &["april", "avril", "abril", "aprile", "kwietnia", "dubna", "апреля", "nisan"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "května", "мая", "mayıs"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "czerwca", "června", "июня", "haziran"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "lipca", "července", "июля", "temmuz"],
    &[
        "august",
        "août",
        "aout",
        "agosto",
        "augustus",
        "augusti",
        "sierpnia",
        "srpna",
        "августа",
        "ağustos",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "setembro",
        "września",
        "září",
        "сентября",
        "eylül",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "października",
        "října",
        "октября",
        "ekim",
    ],
    &["november", "novembre", "noviembre", "novembro", "listopada", "listopadu", "ноября", "kasım"],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "desember",
        "grudnia",
        "prosince",
        "декабря",
        "aralık",
    ],
];

/// The days of the week in English, which are shortened too.
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Other words that say nothing more: days of the week, articles, what follows a number.
const SILENT: &[&str] = &[
    "st",
    "nd",
    "rd",
    "th",
    "at",
    "on",
    "of",
    "de",
    "del",
    "di",
    "le",
    "den",
    "der",
    "el",
    "er",
    "º",
    "um",
    "uhr",
    "à",
    "às",
    "kl",
    "klo",
    "г",
    "года",
    "roku",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "feira",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
];

/// Zones of RFC 822 and others that mean one thing, and their hours east of Greenwich.
const ZONES: &[(&str, i8)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("bst", 1),
    ("cet", 1),
    ("mez", 1),
    ("west", 1),
    ("cest", 2),
    ("mesz", 2),
    ("eet", 2),
    ("eest", 3),
    ("msk", 3),
    ("jst", 9),
    ("kst", 9),
    ("aest", 10),
    ("aedt", 11),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// What a word means; `Some(None)` if it means nothing here, `None` if it is no word of dates.
pub(super) fn word(word: &str, after: &str) -> Option<Option<Token>> {
    let word = word.to_lowercase().replace('.', "");
    if word.is_empty() {
        return Some(None);
    }
    if let Some(month) = month(&word) {
        return Some(Some(Token::Month(month)));
    }
    if let Some((_, hours)) = ZONES.iter().find(|(zone, _)| *zone == word) {
        return Some(Some(Token::Zone(*hours)));
    }
    match word.as_str() {
        "am" => Some(Some(Token::Am)),
        "pm" => Some(Some(Token::Pm)),
        "t" if after.starts_with(|c: char| c.is_ascii_digit()) => Some(None),
        word if SILENT.contains(&word) => Some(None),
        word if word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word)) => Some(None),
        _ => None,
    }
}

/// The month that a word is, or shortens: `sept`, if there is only one.
fn month(word: &str) -> Option<i8> {
    let shortens = |name: &&str| word.chars().count() >= 3 && name.starts_with(word);
    let position = |fits: &dyn Fn(&&str) -> bool| {
        let mut months = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(fits));
        let (first, others) = (months.next(), months.next());
        first.filter(|_| others.is_none()).map(|(month, _)| month)
    };
    position(&|name| *name == word).or_else(|| position(&shortens))
}

/// Korean, Japanese and Chinese units after numbers.
pub(super) fn cjk(text: &str) -> Option<(Option<Token>, usize)> {
    const UNITS: [(&str, Option<Token>); 20] = [
        ("오전", Some(Token::Am)),
        ("오후", Some(Token::Pm)),
        ("午前", Some(Token::Am)),
        ("午後", Some(Token::Pm)),
        ("上午", Some(Token::Am)),
        ("下午", Some(Token::Pm)),
        ("요일", None),
        ("曜日", None),
        ("星期", None),
        ("周", None),
        ("년", None),
        ("월", None),
        ("일", None),
        ("年", None),
        ("月", None),
        ("日", None),
        ("시", Some(Token::Colon)),
        ("時", Some(Token::Colon)),
        ("分", None),
        ("분", None),
    ];
    let unit = UNITS.iter().find(|(unit, _)| text.starts_with(unit));
    // A day of the week, in brackets or before its unit.
    let day = || text.chars().next().filter(|c| "화수목금토火水木金土一二三四五六".contains(*c));
    unit.map(|(unit, token)| (*token, unit.len())).or_else(|| Some((None, day()?.len_utf8())))
}
