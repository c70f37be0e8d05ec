//! Right-to-left text: an Arabic article in an English paper.

use super::Trial;
use super::modes::open_narrow;
use anyhow::{Result, ensure};
use e2e::{Engine, User};
use serde_json::json;

const ARTICLE: &str = "article/huruf-al-matbaa.html";

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("rtl::an_article_begins_at_the_right", article),
        Trial::new("rtl::a_headline_runs_its_own_way", headline).essential_in(&[Engine::WebKit]),
        Trial::new("rtl::fits_a_narrow_window", |user| {
            open_narrow(user, ARTICLE, 320)?;
            both_ways(user)
        })
        .essential_in(&[Engine::Firefox]),
    ]
}

/// An element's direction, and the distances of its first line from the left and right edges of its box, in CSS pixels.
const SET: &str = "
    const set = element => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const lines = [...range.getClientRects()].filter(it => it.width > 1);
        const first = lines.filter(it => Math.abs(it.top - lines[0].top) < 4);
        const box = element.getBoundingClientRect();
        const left = Math.min(...first.map(it => it.left)) - box.left;
        const right = box.right - Math.max(...first.map(it => it.right));
        return [getComputedStyle(element).direction, Math.round(left), Math.round(right)];
    };";

fn article(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.open(ARTICLE)?;
    both_ways(user)?;
    // By the viewer too, and back to a left-to-right page.
    user.follow("front")?;
    user.session.back()?;
    user.wait_for_page(ARTICLE)?;
    both_ways(user)
}

fn both_ways(user: &User) -> Result<()> {
    let script = [
        SET,
        "
        const all = selector => [...document.querySelectorAll(selector)];
        const list = all('.body ol > li')[0], quote = all('.pull-quote')[0];
        return {
            begins: [...all('h1'), ...all('.article-header .standfirst'), ...all('.body > p')]
                .map(it => [it.textContent.slice(0, 20), ...set(it)]),
            marker: getComputedStyle(list.parentElement).paddingRight,
            paper: getComputedStyle(document.documentElement).direction,
            neighbours: all('.neighbours a').map(it => it.getBoundingClientRect().left),
            wide: document.documentElement.scrollWidth - innerWidth,
        };",
    ]
    .concat();
    let seen = user.session.run(&script, &[])?;
    let begins = seen["begins"].as_array().map(Vec::as_slice).unwrap_or_default();
    ensure!(begins.len() > 10, "too little to compare: {seen}");
    for part in begins {
        ensure!(part[1] == "rtl", "runs from left to right: {part}");
        ensure!(part[3].as_f64().is_some_and(|it| it.abs() < 8.0), "not at the right: {part}");
    }
    ensure!(seen["marker"] != "0px", "the list's numbers are not at the right");
    ensure!(seen["paper"] == "ltr", "what is around the article has turned");
    ensure!(seen["wide"].as_f64() <= Some(0.0), "the page is too wide by {}", seen["wide"]);
    Ok(())
}

/// In a list, only the Arabic headline is right-to-left.
fn headline(user: &User) -> Result<()> {
    user.open("section/press.html")?;
    let script = [
        SET,
        "
        const titles = [...document.querySelectorAll('.headline-title')];
        return titles.map(it => [it.closest('[lang]').lang, ...set(it)]);",
    ]
    .concat();
    let titles = user.session.run(&script, &[])?;
    let titles = titles.as_array().cloned().unwrap_or_default();
    let (arabic, others): (Vec<_>, Vec<_>) = titles.iter().partition(|it| it[0] == "ar");
    ensure!(arabic.len() == 1 && others.len() > 3, "not the headlines expected: {titles:?}");
    let near = |value: &serde_json::Value| value.as_f64().is_some_and(|it| it.abs() < 8.0);
    for title in arabic {
        ensure!(title[1] == json!("rtl") && near(&title[3]), "the Arabic headline: {title}");
    }
    for title in others {
        ensure!(title[1] == json!("ltr") && near(&title[2]), "an English headline: {title}");
    }
    Ok(())
}
