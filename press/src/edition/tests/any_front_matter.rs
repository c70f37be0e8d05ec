//! Whatever articles say of themselves, the paper is made: no article can end a build.

use super::write;
use crate::edition::OutputFormat;
use crate::paper::{Paper, list_address};
use crate::site::DryRun;
use import::NoProgress;
use import::config::Config;
use import::diagnostics::Diagnostics;
use std::fs;

/// Values that meet in one file's name, or that some system, host or reader takes for another.
const VALUES: &[&str] = &[
    "kim",
    "kim.html",
    "KIM",
    "Kim!",
    "kim/1",
    "kim.html/1.html",
    "1",
    "index",
    "index.html",
    "404",
    "headlines",
    "straße",
    "STRASSE",
    "ΑΣ",
    "ας",
    "ασ",
    "é",
    "e\u{301}",
    "ﬁ",
    "fi",
    "İ",
    "ı",
    "con",
    "NUL.html",
    "a\u{61c}b",
    "a\u{202e}b",
    "a\u{200d}b",
    "..",
    ".",
    "-",
    "_",
    "…",
    "",
    " ",
    "CNAME",
    "_headers",
    "robots.txt",
    "data",
    "data/site.json",
    "article",
    "article/kim",
    "/article/kim.html",
    "/author/kim.html/",
    "viewer",
    "media/a.png",
    "%2e%2e",
    "{}",
    "[]",
    "[kim, kim.html]",
    "{name: kim.html, role: 1}",
    "null",
    "true",
    "2018-06-01",
    "0000-00-00",
    "99999999999999999999",
    "'",
    "\"",
    "&a [*a]",
    "\u{1f}",
    "한글",
    "हिन्दी",
    "😀",
];

const KEYS: &[&str] = &[
    "title",
    "slug",
    "date",
    "updated",
    "author",
    "authors",
    "section",
    "category",
    "topics",
    "tags",
    "standfirst",
    "image",
    "image_alt",
    "permalink",
    "aliases",
    "redirect_from",
    "related",
    "language",
    "lang",
    "source",
    "corrections",
    "featured",
    "draft",
    "dateline",
    "copyright",
];

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// An article's text: some keys with one value or a list of them.
    fn article(&mut self) -> String {
        let mut text = "---\n".to_owned();
        let mut keys = KEYS.to_vec();
        for _ in 0..=self.below(6) {
            let key = keys.swap_remove(self.below(keys.len()));
            let values: Vec<&str> = (0..=self.below(3)).map(|_| self.one_of(VALUES)).collect();
            match (values.as_slice(), self.below(4)) {
                ([value], 0) => text += &format!("{key}: {value}\n"),
                ([value], _) => text += &format!("{key}: {value:?}\n"),
                (values, _) => text += &format!("{key}: {values:?}\n"),
            }
        }
        text + "---\nText of the article.\n"
    }
}

/// Makes papers of `count` articles that the numbers from `seed` on decide.
fn check(seed: u64, count: usize) {
    let mut numbers = Numbers(seed);
    let mut files: Vec<(String, String)> = (0..count)
        .map(|at| {
            let folder = numbers.one_of(&["", "news/", "STRASSE/", "straße/", "kim.html/"]);
            (format!("{folder}a{at}.md"), numbers.article())
        })
        .collect();
    files.push((
        "dateline.toml".to_owned(),
        "base_url = \"https://paper.example/\"\n[[sections]]\nslug = \"Straße\"\n[authors.\"kim.html\"]\n"
            .to_owned(),
    ));
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let diagnostics = Diagnostics::new();
    let config = Config::load(folder.path(), &diagnostics).unwrap();
    let imported = import::import(&config, list_address, &diagnostics, &NoProgress);
    assert!(imported.stories.len() > count / 4, "{} articles are made", imported.stories.len());
    let paper = Paper::new(&config, imported);
    let dry_run = DryRun::default();
    let written =
        write(paper, &config, None, OutputFormat::Site, &dry_run, &diagnostics, &NoProgress);
    written.unwrap_or_else(|error| panic!("with seed {seed}: {error}"));
}

#[test]
fn no_article_ends_a_build() {
    for seed in 0..20 {
        check(seed, 60);
    }
}
