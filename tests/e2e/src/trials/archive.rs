//! A paper with many articles: lists with several pages, links to months.

use super::Trial;
use super::access::axe;
use super::modes::nothing_is_lost_on;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::Paper;
use e2e::walk::walk;
use e2e::words;
use e2e::{Engine, User, press};
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Two full list pages of 50, and the newest of 70.
const ARTICLES: usize = 170;

const WALKS: &[(&str, &str)] = &[
    (
        "older_and_newer",
        "open headlines, headlines/2.html, headlines/1.html, headlines/2.html, headlines, back, back, \
         back, back, forward",
    ),
    (
        "a_deep_link_to_an_old_page",
        "open headlines/1.html, headlines/2.html, back, reload, forward",
    ),
    (
        "scroll_on_an_old_page",
        "open headlines/2.html, scroll 3000, headlines/1.html, back, forward",
    ),
    (
        "scroll_on_a_long_page",
        "open headlines, scroll 5000, article/story-118.html, article/story-117.html, back, back, forward",
    ),
    (
        "articles_over_the_edge_of_a_page",
        "open headlines/2.html, article/story-99.html, article/story-100.html, headlines, back, back, back",
    ),
    (
        "a_section",
        "open front, section/city.html, section/city/1.html, article/story-1.html, back, back, back",
    ),
    ("a_topic", "open topic/ink.html, topic/ink/2.html, topic/ink/1.html, go -2, forward"),
];

/// Older list pages, and the newest.
const LISTS: &[&str] = &[
    "headlines",
    "headlines/2.html",
    "headlines/1.html",
    "section/city.html",
    "section/city/1.html",
];

/// The paper, built once; `None` if that failed.
static PAPER: Mutex<Option<Paper>> = Mutex::new(None);

pub(super) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = WALKS
        .iter()
        .enumerate()
        .map(|(at, &(name, steps))| {
            let trial = reading(&format!("walks::{name}"), move |user| walk(user, steps));
            let trial = if at % 2 == 0 { trial } else { trial.in_a_folder() };
            if name == "articles_over_the_edge_of_a_page" { trial } else { trial.thorough() }
        })
        .collect();
    trials.push(reading("to_a_month", to_a_month));
    trials.push(reading("from_an_old_page_to_the_months", to_the_months));
    trials.push(
        reading("axe", |user| {
            LISTS.iter().try_for_each(|page| {
                user.open(page)?;
                axe(user).context(*page)
            })
        })
        .essential_in(&[Engine::Chromium]),
    );
    trials.push(
        reading("narrow", |user| {
            let pages =
                LISTS.iter().map(|page| user.paper.file(page)).collect::<Result<Vec<_>>>()?;
            nothing_is_lost_on(user, &pages, 320, 16)
        })
        .essential_in(&[Engine::WebKit]),
    );
    trials
}

/// A trial with this paper.
fn reading(name: &str, run: impl Fn(&User) -> Result<()> + Send + 'static) -> Trial {
    Trial::new(&format!("archive::{name}"), move |user| {
        let mut paper = PAPER.lock().unwrap_or_else(PoisonError::into_inner);
        if paper.is_none() {
            let name = format!("archive-{}", user.engine().name());
            *paper = Some(make(&user.paper.site.with_file_name(name))?);
        }
        run(&User::new(user.browser, paper.as_ref().context("just made")?, user.root)?)
    })
}

/// Builds the paper in `folder`.
fn make(folder: &Path) -> Result<Paper> {
    let (articles, site) = (folder.join("paper"), folder.join("site"));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for number in 0..ARTICLES {
        let section = articles.join(if number % 3 == 0 { "craft" } else { "city" });
        fs::create_dir_all(&section)?;
        fs::write(section.join(format!("story-{number}.md")), story(number))?;
    }
    fs::write(articles.join("dateline.toml"), "title = \"The Archive\"\nlanguage = \"en\"\n")?;
    let output = press::build(&articles, &site)?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Paper::open(&site)
}

/// An article; there are three per month from January 2015.
fn story(number: usize) -> String {
    let (year, month, day) = (2015 + number / 36, number / 3 % 12 + 1, number % 3 * 9 + 1);
    format!(
        "---\ntitle: Story {number}\ndate: {year}-{month:02}-{day:02}\ntopics: [ink]\n\
         description: What story {number} is about.\n---\n\n{}",
        format!("Story {number} goes on for a while, as stories do. ").repeat(40)
    )
}

/// Follows a link to a month on another list page, which must be scrolled to the top.
fn to_a_month(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.session.click(&user.session.find_by(".months summary")?)?;
    user.click_words("March 2016")?;
    at_month(user, "headlines/1.html", "March 2016")?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    // The list of months is still open.
    user.click_words("May 2017")?;
    at_month(user, "headlines/2.html", "May 2017")
}

/// Follows the link from an older page to the list of months on the newest, which must be open.
fn to_the_months(user: &User) -> Result<()> {
    user.open("headlines/1.html")?;
    user.click_words(words::JUMP_TO_MONTH)?;
    user.wait_for_page("headlines")?;
    user.wait_until("the months are seen", "document.querySelector('.months').open")?;
    user.click_words("January 2015")?;
    at_month(user, "headlines/1.html", "January 2015")
}

fn at_month(user: &User, page: &str, month: &str) -> Result<()> {
    user.wait_for_page(page)?;
    let heading = format!(
        "[...document.querySelectorAll('h2')].find(it => it.textContent === '{month}')
            .getBoundingClientRect().top"
    );
    let in_sight = format!(
        "{heading} >= 0 && {heading} < innerHeight / 2 || scrollY + innerHeight
        >= document.documentElement.scrollHeight - 1"
    );
    user.wait_until(&format!("{month} is in view"), &in_sight)
}
