//! Saved pages of newspapers: how much of each story comes over, and how little else.
//!
//! `tests/pages/shapes/` has pages in the shapes that sites have, `tests/pages/stories/` what stands in
//! them. A place in a shape such as `[[p:1-3]]` takes a piece of its story; what is right follows.

mod page;
mod words;

use super::paper;
use article::Article;
use expect_test::expect_file;
use page::Page;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use words::Score;

#[test]
fn saved_pages() {
    let pages = pages();
    let files: Vec<(String, Vec<u8>)> =
        pages.iter().map(|page| (format!("{}.html", page.name), page.bytes())).collect();
    let picture = super::PICTURE.to_vec();
    let pictures = ["page_files/lead.png", "quay_files/quay.png", "lead.png", "b.png", "torre.png"];
    let pictures = pictures.map(|name| (name.to_owned(), picture.clone()));
    let all: Vec<(&str, &[u8])> =
        files.iter().chain(&pictures).map(|(name, text)| (name.as_str(), &text[..])).collect();
    let (imported, _) = paper(&all);
    let article_of = |page: &Page| {
        let file = format!("{}.html", page.name);
        imported
            .stories
            .iter()
            .find(|story| story.file == Path::new(&file))
            .map(|story| &story.article)
    };
    let mut table = Table::default();
    for page in &pages {
        table.add(page, article_of(page));
    }
    expect_file!["../../tests/pages/figures.txt"].assert_eq(&table.finish());
}

/// The pages of the set, in order of their names.
fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut shapes: Vec<PathBuf> =
        fs::read_dir(folder.join("shapes")).unwrap().map(|entry| entry.unwrap().path()).collect();
    shapes.sort();
    shapes.iter().map(|shape| Page::read(&folder, shape)).collect()
}

/// The figures of all pages.
#[derive(Default)]
struct Table {
    rows: String,
    sum: Score,
    pages: usize,
    headlines: (usize, usize),
    bylines: (usize, usize),
    dates: (usize, usize),
}

impl Table {
    fn add(&mut self, page: &Page, article: Option<&Article>) {
        let score =
            article.map_or_else(|| Score::nothing(&page.right), |article| Score::of(article, page));
        let headline =
            article.is_some_and(|article| words::same(&article.headline, &page.headline));
        let byline = page.author.as_ref().map(|author| {
            article.is_some_and(|article| {
                article.authors.first().is_some_and(|first| first.name == *author)
            })
        });
        let date = page.days.as_ref().map(|days| {
            let time = article.and_then(|article| article.published.as_ref());
            time.is_some_and(|time| days.iter().any(|day| time.instant.starts_with(day.as_str())))
        });
        let mark = |right: Option<bool>| match right {
            None => "·",
            Some(true) => "yes",
            Some(false) => "NO",
        };
        count(&mut self.headlines, Some(headline));
        count(&mut self.bylines, byline);
        count(&mut self.dates, date);
        let (recall, precision) = (score.recall(), score.precision());
        let (first, last) = (mark(Some(score.first)), mark(Some(score.last)));
        let (headline, byline, date) = (mark(Some(headline)), mark(byline), mark(date));
        let name = &page.name;
        writeln!(
            self.rows,
            "{name:<22}{recall:>7.1}{precision:>10.1}  {first:<6}{last:<5}{headline:<9}{byline:<7}{date}"
        )
        .unwrap();
        self.sum.add(&score);
        self.pages += 1;
    }

    fn finish(self) -> String {
        let (recall, precision) = (self.sum.recall(), self.sum.precision());
        let of = |(right, all): (usize, usize)| format!("{right} of {all}");
        format!(
            "page                   recall precision  first last headline byline date\n{}\n\
             {} pages: recall {recall:.1} %, precision {precision:.1} %, headlines {}, bylines {}, dates {}\n",
            self.rows,
            self.pages,
            of(self.headlines),
            of(self.bylines),
            of(self.dates)
        )
    }
}

fn count((right, all): &mut (usize, usize), found: Option<bool>) {
    *right += usize::from(found == Some(true));
    *all += usize::from(found.is_some());
}
