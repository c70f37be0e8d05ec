//! Generated hostile articles: deeply nested, very long, or very many.

use super::cases::Case;

/// The table of these cases.
pub(super) const TABLE: &str = "large";

/// The table of [`slow`].
pub(super) const SLOW_TABLE: &str = "large_and_slow";

const DEEP: usize = 100_000;
/// As many elements as a browser lays out within seconds.
const MANY: usize = 5_000;
const ENDLESS: usize = 200_000;
const LONG: usize = 10_000_000;

/// The cases.
pub(super) fn articles() -> Vec<Case> {
    let nested =
        |open: &str, close: &str| format!("{}Deep.{}", open.repeat(DEEP), close.repeat(DEEP));
    let texts = [
        ("deep-quotations", "> ".repeat(DEEP) + "Deep."),
        ("deep-lists", (0..2_000).map(|depth| "  ".repeat(depth) + "- Deep.\n").collect()),
        ("deep-lists-in-a-line", "- ".repeat(DEEP) + "Deep."),
        ("deep-emphasis", "*a **a ".repeat(DEEP / 2) + "Deep."),
        ("deep-brackets", nested("[", "]")),
        ("deep-links", nested("[", "](https://example.org/)")),
        ("deep-pictures", nested("![", "](none.png)")),
        ("deep-parentheses", format!("[Deep.](https://example.org/{}", "(".repeat(DEEP))),
        (
            "deep-backticks",
            (1..1_000).map(|count| "`".repeat(count) + " ").collect::<String>() + "Deep.",
        ),
        ("deep-brackets-of-tags", "<".repeat(DEEP) + "Deep."),
        ("deep-spans", nested("<span>", "</span>")),
        ("deep-spans-of-languages", nested("<span lang=de>", "</span>")),
        ("deep-bold", nested("<b>", "")),
        ("deep-boxes", nested("<div>", "</div>")),
        ("deep-boxes-of-kinds", nested("<aside>", "</aside>")),
        ("deep-blockquotes", nested("<blockquote>", "</blockquote>")),
        ("deep-tables", nested("<table><tr><td>", "")),
        ("deep-lists-of-tags", nested("<ul><li>", "</ul>")),
        ("deep-figures", nested("<figure>", "</figure>")),
        ("deep-drawings", nested("<svg>", "</svg>") + "\n\nDeep."),
        ("deep-formulas", nested("<math>", "</math>") + "\n\nDeep."),
        ("deep-templates", nested("<template>", "</template>")),
        ("deep-objects", nested("<object>", "</object>")),
        (
            "deep-footnotes",
            (0..5_000).map(|n| format!("[^{n}]: Deep.[^{}]\n\n", n + 1)).collect::<String>()
                + "Deep.[^0]",
        ),
        ("deep-comments", "<!--".repeat(DEEP) + "-->\n\nDeep."),
        ("deep-tags-of-templates", "{% if x %}".repeat(DEEP) + "Deep."),
        ("deep-curly-brackets", "{{".repeat(DEEP) + "Deep."),
        ("many-items", "- Deep.\n".repeat(MANY)),
        ("many-paragraphs", "Deep.\n\n".repeat(MANY)),
        ("many-headings", "## Deep.\n\n".repeat(MANY / 2)),
        (
            "many-cells",
            "| a | b |\n| --- | --- |\n".to_owned() + &"| Deep. | x |\n".repeat(MANY / 2),
        ),
        (
            "many-references",
            (0..MANY).map(|n| format!("[{n}]: https://example.org/{n}\n")).collect::<String>()
                + "\nDeep.",
        ),
        (
            "many-attributes",
            format!("<p {}>Deep.</p>", (0..MANY).map(|n| format!("a{n}=b ")).collect::<String>()),
        ),
        ("many-addresses", "[a](https://example.org/) ".repeat(MANY / 2) + "Deep."),
        ("many-entities", "&amp;&lt;".repeat(MANY) + "Deep."),
        ("many-stars", "*".repeat(MANY) + "Deep."),
        ("many-underlines", "_a ".repeat(MANY) + "Deep."),
        ("many-dashes", "Deep.\n".to_owned() + &"-".repeat(LONG / 10)),
        ("long-line-of-code", format!("```\nDeep.{}\n```", "x".repeat(LONG / 10))),
        ("long-address", format!("[Deep.](https://example.org/{})", "x".repeat(LONG / 10))),
        ("long-attribute", format!("<p title=\"{}\">Deep.</p>", "x".repeat(LONG / 10))),
    ];
    let texts = texts.map(|(name, text)| article(name, &text));
    texts.into_iter().chain(matters()).chain(endless()).collect()
}

/// Cases in a separate paper, because WebKitGTK takes up to 15 seconds to lay out each of these, and each list with the
/// headline.
pub(super) fn slow() -> Vec<Case> {
    let texts = [
        ("long-paragraph", "Deep. ".repeat(LONG / 6)),
        ("long-word", "Deep.".to_owned() + &"x".repeat(LONG / 10)),
        ("long-alt-text", format!("![{}](none.png)\n\nDeep.", "x ".repeat(LONG / 20))),
        ("long-heading", format!("## Deep.{}", " x".repeat(LONG / 20))),
    ];
    let texts = texts.map(|(name, text)| article(name, &text));
    let headline = ("long-headline", format!("title: {}", "x".repeat(LONG / 10)), true);
    let cases = texts.into_iter().chain([with_matter(headline)]);
    cases.map(|case| Case { table: SLOW_TABLE, ..case }).collect()
}

/// Too large for a browser to lay out during a test: built, but not opened.
fn endless() -> impl Iterator<Item = Case> {
    let texts = [
        ("endless-list", "- Deep.\n".repeat(ENDLESS)),
        ("endless-tags", "{% if x %}".repeat(ENDLESS / 2)),
        ("endless-entities", "&lt;".repeat(ENDLESS)),
    ];
    texts.into_iter().map(|(name, text)| Case { table: "endless", ..article(name, &text) })
}

/// Large values in the front matter.
fn matters() -> impl Iterator<Item = Case> {
    let deep = |open: &str, close: &str| [open.repeat(DEEP), close.repeat(DEEP)].concat();
    let matters = [
        (
            "many-authors",
            format!(
                "title: T\nauthors: [{}]",
                (0..1_000).map(|n| format!("a{n},")).collect::<String>()
            ),
            true,
        ),
        (
            "many-topics",
            format!(
                "title: T\ntopics: [{}]",
                (0..100).map(|n| format!("t{n},")).collect::<String>()
            ),
            true,
        ),
        ("deep-matter", format!("title: {}", deep("[", "]")), false),
        ("deep-matter-of-maps", format!("title: {}", deep("{a: ", "}")), false),
    ];
    matters.into_iter().map(with_matter)
}

/// An article with this front matter, which the press must accept or refuse.
fn with_matter((name, matter, printed): (&str, String, bool)) -> Case {
    let mut case = article(name, "Deep.");
    case.text = format!("---\n{matter}\n---\nDeep.\n");
    case.page = case.page.filter(|_| printed);
    case
}

fn article(name: &str, text: &str) -> Case {
    Case {
        table: TABLE,
        name: name.to_owned(),
        file: format!("{name}.md"),
        text: format!("---\ntitle: Case {name}\n---\n{text}\n"),
        keeps: vec!["Deep.".to_owned()],
        page: Some(name.to_owned()),
    }
}
