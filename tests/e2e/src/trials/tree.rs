//! The browsers' accessibility trees, as computed for screen readers.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::PAGES;
use e2e::words;
use e2e::{Engine, Run, User};
use serde_json::{Value, json};

fn pages(run: &Run) -> impl Iterator<Item = &'static str> {
    run.sample(PAGES, 3).into_iter().map(|(_, page)| page)
}

/// An expected accessible name.
#[derive(Debug)]
enum Name {
    Empty,
    Some,
    Is(&'static str),
    /// Any: WebKit names an article by its heading, others don't.
    Any,
}

/// Elements of every page with roles and names.
const EVERYWHERE: &[(&str, &str, Name)] = &[
    ("#app > header", "banner", Name::Empty),
    ("#app > header nav", "navigation", Name::Is("Sections")),
    ("#app > main", "main", Name::Empty),
    ("#app > footer", "contentinfo", Name::Empty),
    ("nav.sections ul", "list", Name::Empty),
    ("nav.sections a", "link", Name::Some),
    ("h1", "heading", Name::Some),
    (".foot a", "link", Name::Is(words::ALL_HEADLINES)),
];

const ON_AN_ARTICLE: &[(&str, &str, Name)] = &[
    ("main article", "article", Name::Any),
    (".byline a", "link", Name::Some),
    (".figure img", "image", Name::Some),
    ("nav.neighbours", "navigation", Name::Is(words::NEIGHBOURS)),
    ("nav.neighbours a", "link", Name::Some),
    ("nav.topics", "navigation", Name::Is("Topics")),
];

/// Only Chromium's driver returns the whole tree.
const WHOLE_TREE: &[Engine] = &[Engine::Chromium];

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::scaled("tree::landmarks_headings_links", |user, run| {
            pages(run).try_for_each(|page| {
                user.open(page)?;
                have_roles(user, EVERYWHERE).with_context(|| page)
            })
        }),
        Trial::new("tree::an_article", |user| {
            user.open("A")?;
            have_roles(user, ON_AN_ARTICLE)
        }),
        Trial::new("tree::the_edition_status", edition_status).with_worker(),
        Trial::scaled("tree::whole", |user, run| {
            pages(run).try_for_each(|page| {
                user.open(page)?;
                whole(user).with_context(|| page)
            })
        })
        .only_in(WHOLE_TREE),
        Trial::new("tree::is_read_in_order", order).only_in(WHOLE_TREE),
    ]
}

fn have_roles(user: &User, expected: &[(&str, &str, Name)]) -> Result<()> {
    for (selector, role, name) in expected {
        let find = "return document.querySelector(arguments[0])";
        let found = user.session.find(find, &[json!(selector)])?;
        let element = found.with_context(|| format!("there is no {selector}"))?;
        let (seen, called) = (user.session.role(&element)?, user.session.label(&element)?);
        // ARIA has two names for this role.
        let seen = if seen == "img" { "image" } else { &seen };
        let is_named = match name {
            Name::Empty => called.is_empty(),
            Name::Some => !called.trim().is_empty(),
            Name::Is(name) => called == *name,
            Name::Any => true,
        };
        ensure!(
            seen == *role && is_named,
            "{selector} should be {role}, called {name:?}; it is {seen}, called “{called}”"
        );
    }
    Ok(())
}

fn edition_status(user: &User) -> Result<()> {
    user.open("front")?;
    user.wait_until(
        "the edition's status is shown",
        "!!document.querySelector('.edition button')",
    )?;
    have_roles(user, &[(".edition button", "button", Name::Is(words::KEEP_OFFLINE))])
}

/// The nodes of the tree that aren't ignored, in reading order.
fn nodes(user: &User) -> Result<Vec<Value>> {
    let tree = user.session.devtools("Accessibility.getFullAXTree", &json!({}))?;
    let all = tree["nodes"].as_array().context("there is no tree")?;
    let mut order = Vec::new();
    let mut ahead: Vec<&Value> = all.first().into_iter().collect();
    while let Some(node) = ahead.pop() {
        if node["ignored"] != true {
            order.push(node.clone());
        }
        let children = node["childIds"].as_array().map(Vec::as_slice).unwrap_or_default();
        // Reversed, because it is a stack.
        let children = children.iter().rev();
        ahead.extend(children.filter_map(|id| all.iter().find(|it| it["nodeId"] == *id)));
    }
    Ok(order)
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or_default()
}

fn name(node: &Value) -> &str {
    node["name"]["value"].as_str().unwrap_or_default().trim()
}

fn property<'a>(node: &'a Value, name: &str) -> Option<&'a Value> {
    let mut properties = node["properties"].as_array()?.iter();
    properties.find(|it| it["name"] == name).map(|it| &it["value"]["value"])
}

/// Focusable elements have names; heading levels aren't skipped; landmarks are unique.
fn whole(user: &User) -> Result<()> {
    const NAMED: [&str; 5] = ["link", "button", "image", "navigation", "DisclosureTriangle"];
    let nodes = nodes(user)?;
    let mut level = 0;
    for node in &nodes {
        // `main` is focused by the skip link.
        let focusable = property(node, "focusable") == Some(&json!(true));
        let passive = ["main", "RootWebArea"].contains(&role(node));
        let must = NAMED.contains(&role(node)) || focusable && !passive;
        ensure!(!must || !name(node).is_empty(), "without a name: {node}");
        if role(node) == "heading" {
            let next = property(node, "level").and_then(Value::as_i64).context("no level")?;
            ensure!(next <= level + 1, "“{}” is of level {next} after {level}", name(node));
            level = next;
        }
    }
    let count = |wanted: fn(&Value) -> bool| nodes.iter().filter(|it| wanted(it)).count();
    let first = |it: &Value| role(it) == "heading" && property(it, "level") == Some(&json!(1));
    let counts = [
        count(first),
        count(|it| role(it) == "main"),
        count(|it| role(it) == "banner"),
        count(|it| role(it) == "contentinfo"),
    ];
    ensure!(counts == [1; 4], "headings of level 1, main, banner, contentinfo: {counts:?}");
    Ok(())
}

/// The reading order: headline, byline, date, text, links.
fn order(user: &User) -> Result<()> {
    user.open("A")?;
    let nodes = nodes(user)?;
    let body = user.value("document.querySelector('.body p').textContent.trim().slice(0, 20)")?;
    let body = body.as_str().context("no words")?.to_owned();
    let heading = user.snapshot()?.heading;
    let at = |what: &str, wanted: &dyn Fn(&Value) -> bool| {
        nodes.iter().position(wanted).with_context(|| format!("not in the tree: {what}"))
    };
    let places = [
        at("sections", &|it| role(it) == "navigation" && name(it) == "Sections")?,
        at("headline", &|it| role(it) == "heading" && name(it) == heading)?,
        at("byline", &|it| role(it) == "link" && name(it) == "Edith Marlow")?,
        at("date", &|it| role(it) == "StaticText" && name(it).starts_with("20 November"))?,
        at("words", &|it| role(it) == "StaticText" && name(it).starts_with(&body[..8]))?,
        at("ways on", &|it| role(it) == "navigation" && name(it).starts_with("Previous"))?,
        at("foot", &|it| role(it) == "contentinfo")?,
    ];
    ensure!(places.is_sorted(), "read in this order: {places:?}");
    Ok(())
}
