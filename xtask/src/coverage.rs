//! `cargo xtask coverage SOURCE SITE`: checks that every word of a folder of Markdown posts is in the articles that
//! the press made of them.
//!
//! Deliberately independent of the press: the parsing is reimplemented here, and simpler, so that it doesn't share
//! the press' bugs. Where that is too simple for Markdown, it takes fewer words from the source, never more from
//! the article.

mod article;
mod prose;

use anyhow::{Context as _, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The share of a post's words that must be found. Lost sentences fall below it; words that the simple parser reads
/// differently stay above.
const ENOUGH: f64 = 0.995;

const SHOWN_WORDS: usize = 30;

/// Words with their counts.
type Words = BTreeMap<String, usize>;

/// Prints the posts with missing words, and fails if there are any.
pub(crate) fn run(source: &Path, site: &Path) -> Result<()> {
    let posts = posts_below(source)?;
    ensure!(!posts.is_empty(), "{} has no Markdown files", source.display());
    let mut covered = Vec::new();
    let mut lost = 0;
    for post in &posts {
        let name = post.strip_prefix(source)?.display();
        let text = fs::read_to_string(post).with_context(|| format!("{name}"))?;
        let Some(file) = article_file(post, &text, site) else {
            println!("{name}: no article");
            lost += 1;
            continue;
        };
        let there = article::words(&fs::read_to_string(&file)?)
            .with_context(|| format!("{}", file.display()))?;
        let (coverage, missing) = compare(&prose::words(&text), &there);
        if coverage < ENOUGH {
            println!("{name}: {:.2} %, missing: {}", coverage * 100.0, show(&missing));
            lost += 1;
        }
        covered.push(coverage);
    }
    covered.sort_by(f64::total_cmp);
    let percent = |at: usize| covered.get(at).map_or(0.0, |coverage| coverage * 100.0);
    println!(
        "{} posts, {} articles; words covered: least {:.2} %, median {:.2} %",
        posts.len(),
        covered.len(),
        percent(0),
        percent(covered.len() / 2)
    );
    if lost > 0 {
        bail!("{lost} posts have no article, or less than {:.1} % of their words", ENOUGH * 100.0);
    }
    Ok(())
}

/// The share of `wanted` that is in `there`, and the missing words.
fn compare(wanted: &Words, there: &Words) -> (f64, Words) {
    let missing: Words = wanted
        .iter()
        .map(|(word, count)| (word, count.saturating_sub(*there.get(word).unwrap_or(&0))))
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| (word.clone(), count))
        .collect();
    let total: usize = wanted.values().sum();
    let lacking: usize = missing.values().sum();
    (1.0 - lacking as f64 / total.max(1) as f64, missing)
}

fn show(missing: &Words) -> String {
    let words = missing.iter().take(SHOWN_WORDS).map(|(word, count)| match count {
        1 => word.clone(),
        _ => format!("{word} ×{count}"),
    });
    let more = if missing.len() > SHOWN_WORDS { ", …" } else { "" };
    words.collect::<Vec<_>>().join(", ") + more
}

/// The article of a post: named like its file, with or without the date.
///
/// A post may set its address. If several posts have one name, the press adds dates to the later ones.
fn article_file(post: &Path, text: &str, site: &Path) -> Option<PathBuf> {
    let stem = post.file_stem()?.to_str()?;
    let small = stem.to_lowercase();
    let chosen = text.lines().find_map(|line| line.strip_prefix("permalink:"));
    let chosen = chosen.and_then(|path| path.trim().trim_matches('/').rsplit('/').next());
    let name = undated(&small);
    let date = small.strip_suffix(name).unwrap_or_default().trim_end_matches('-');
    let dated = format!("{name}-{date}");
    [chosen.unwrap_or_default(), &dated, undated(stem), stem, name, &small]
        .map(|slug| site.join("data/article").join(format!("{slug}.json")))
        .into_iter()
        .find(|file| file.is_file())
}

/// A file name without a leading date (`2016-10-11-`, `2016-10-1-`).
fn undated(stem: &str) -> &str {
    let mut parts = stem.splitn(4, '-');
    let date = [4, 2, 2].map(|most| {
        let part = parts.next().unwrap_or_default();
        !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    parts.next().filter(|_| date.iter().all(|is| *is)).unwrap_or(stem)
}

fn posts_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut posts = Vec::new();
    let entries = fs::read_dir(folder);
    for entry in entries.with_context(|| format!("{} can't be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            posts.extend(posts_below(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "md")
            && !["README.md", "LICENSE.md"].iter().any(|name| path.ends_with(name))
        {
            posts.push(path);
        }
    }
    posts.sort();
    Ok(posts)
}

/// Counts the words of `text`: runs of letters and digits. All else is ignored, since the press may change
/// punctuation.
fn count(text: &str, words: &mut Words) {
    for run in text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        // In scripts without spaces between words, each character counts as a word.
        let mut word = String::new();
        for c in run.chars() {
            if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}') {
                *words.entry(c.to_string()).or_default() += 1;
            } else {
                word.push(c);
            }
        }
        if !word.is_empty() {
            *words.entry(word).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{article, compare, prose, show, undated};

    /// Which words of `post` are missing in an article with this `body`.
    fn check(post: &str, body: &str, missing: &str) {
        let article = format!(r#"{{"version":1,"headline":"Head","body":[{body}]}}"#);
        let there = article::words(&article).unwrap();
        assert_eq!(show(&compare(&prose::words(post), &there).1), missing, "{post}");
    }

    #[test]
    fn finds_what_is_missing() {
        check("One two three two", r#"{"paragraph":[{"text":"three One"}]}"#, "two ×2");
        check("don't", r#"{"paragraph":[{"text":"don’t"}]}"#, "");
        check("活<b>字</b>", r#"{"paragraph":[{"text":"活字"}]}"#, "");
        check("한글 신문", r#"{"paragraph":[{"text":"신문"}]}"#, "한글");
        check("", "", "");
    }

    #[test]
    fn takes_the_text_of_an_article_and_nothing_else() {
        let link = r#"{"paragraph":[{"link":{"to":{"address":"x:gone"},"text":[{"text":"a"}]}}]}"#;
        check("a gone", link, "gone");
        check("rust fn", r#"{"code":{"language":"rust","text":"fn"}}"#, "rust");
        check("id why", r#"{"heading":{"level":2,"id":"id","text":[{"text":"why"}]}}"#, "id");
        let picture = r#"{"image":{"file":"f.png","alt":"see","credit":["TASS"],
            "caption":[{"emphasis":[{"text":"this"}]}]}}"#;
        check("f see TASS this", picture, "f");
        check("break divider", r#""divider",{"paragraph":["break"]}"#, "break, divider");
    }

    #[test]
    fn reads_prose_only() {
        check("---\ntitle: Gone\n---\nHead", "", "");
        check("+++\ntitle = \"Gone\"\n+++\nHead", "", "");
        check("[Head](https://gone.example/ \"gone\")", "", "");
        check("[Head]({{ \"/gone/\" | url }})", "", "");
        check("![Head](gone.png) and", "", "and");
        check("[Head][gone]\n\n[gone]: https://gone.example/", "", "");
        check("Head[^1]\n\n[^1]: Note", "", "Note");
        check("1. Head\n> 2) Head", "", "Head");
        check("```gone\nHead\ncode\n```", "", "code");
        check("## Head {#gone}", "", "");
        check("<https://example.org>", "", "example, https, org");
    }

    #[test]
    fn reads_the_text_of_templates_and_tags() {
        check("{% image \"gone.png\" \"The alt\" %}", "", "The, alt");
        check("{% include \"gone.html\",\n alt: \"Two words\" %}", "", "Two, words");
        check("{% comment %}gone{% endcomment %}<!-- gone -->", "", "");
        check("{% raw %}Head{% endraw %}", "", "");
        check("<p class=\"gone\">Head<br>and</p>", "", "and");
        check("<img src=\"gone.png\" alt=\"an alt\">", "", "alt, an");
        check("<script>gone()</script><style>gone</style>", "", "");
        check("a &lt; b &amp; c&nbsp;d caf&#233;", "", "a, b, c, café, d");
        check("2 < 3 and 4 > 3", "", "2, 3 ×2, 4, and");
    }

    #[test]
    fn takes_the_date_off_a_name() {
        assert_eq!(undated("2016-10-11-the-juice"), "the-juice");
        assert_eq!(undated("2024-12-5-defaults"), "defaults");
        assert_eq!(undated("2016-in-review"), "2016-in-review");
    }
}
