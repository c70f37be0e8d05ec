//! Lists of headlines: all, or those of a section, an author, a topic or a language.

use crate::route::{ListPage, Route};
use crate::views::{
    Element, SECTIONS, element, fragment_href, headline_list, href, href_with_fragment, id, link,
    maybe_paragraph, name_list, terms, words,
};
use article::{Headline, HeadlineList, Month, Subject};

/// The id of the list of months, which is inside `<details>`: a link to it opens that, in browsers as in the
/// viewer.
const MONTHS: &str = "d-months";

/// The list's name.
pub fn name(subject: &Subject) -> &str {
    match subject {
        Subject::All => words::ALL_HEADLINES,
        Subject::Section(section) => &section.name,
        Subject::Author { name, .. } => name,
        Subject::Topic(term) | Subject::Language(term) => &term.name,
    }
}

/// A page of a list of headlines.
pub fn page(list: HeadlineList, route: &Route) -> Element {
    let with_section = !matches!(list.subject, Subject::Section(_));
    let months =
        (!list.has_newer && list.months.len() > 2).then(|| months(&list.months, list.page, route));
    element("div")
        .class("list")
        .child(header(&list))
        .child(months)
        .child(by_month(list.headlines, &list.months, with_section))
        .child(pager(list.page, list.has_newer, route))
        .child(name_list(SECTIONS, words::ALL_SECTIONS, terms(list.sections, Route::Section)))
}

/// The list's name and description.
fn header(list: &HeadlineList) -> Element {
    let (class, about) = match &list.subject {
        Subject::All => ("list-header all", vec![]),
        Subject::Section(section) => ("list-header", vec![&section.description]),
        Subject::Author { role, bio, .. } => ("list-header author", vec![role, bio]),
        Subject::Topic(_) => ("list-header topic", vec![]),
        Subject::Language(_) => ("list-header", vec![]),
    };
    let about: Vec<_> =
        about.into_iter().map(|words| maybe_paragraph("about", words.clone())).collect();
    let number = list
        .has_newer
        .then(|| element("span").class("list-page").child(words::page_number(list.page)));
    let name = element("h1").attr("tabindex", "-1").child(name(&list.subject)).child(number);
    element("header").class(class).child(name).child(about)
}

/// Links to the months of the list.
fn months(months: &[Month], here: u32, route: &Route) -> Element {
    let month = |month: &Month| {
        let address = if month.page == here {
            fragment_href(&month.id)
        } else {
            href_with_fragment(&route.at(ListPage::Number(month.page)), &month.id)
        };
        let count = element("span").class("count").child(month.count.to_string());
        element("li").child(link(address).child(month.name.as_str())).child(" ").child(count)
    };
    let months: Vec<_> = months.iter().map(month).collect();
    let list = element("ul").attr("role", "list").child(months);
    element("details")
        .class("months")
        .child(element("summary").child(words::JUMP_TO_MONTH))
        .child(element("nav").attr("id", id(MONTHS)).attr("aria-label", words::MONTHS).child(list))
}

/// The headlines, grouped by month.
fn by_month(headlines: Vec<Headline>, months: &[Month], with_section: bool) -> Vec<Element> {
    let mut headlines = headlines.into_iter().peekable();
    let mut groups = Vec::new();
    while let Some(first) = headlines.next() {
        let month = month_of(&first).to_owned();
        let mut group = vec![first];
        while let Some(next) = headlines.next_if(|next| month_of(next) == month) {
            group.push(next);
        }
        let named = months.iter().find(|named| named.id == month);
        let name = named.map_or(words::UNDATED, |month| &month.name);
        let section = element("section")
            .class("month")
            .child(element("h2").attr("id", id(month)).child(name))
            .child(headline_list(group, with_section));
        groups.push(section);
    }
    groups
}

/// `2018-06`; `undated` if the article has no date.
fn month_of(headline: &Headline) -> &str {
    let instant = headline.published.as_ref().map(|time| time.instant.as_str());
    instant.and_then(|instant| instant.get(..7)).unwrap_or("undated")
}

/// Links to the newer and older pages of the list.
fn pager(page: u32, has_newer: bool, route: &Route) -> Option<Element> {
    let way = |to: ListPage, name: &'static str| link(href(&route.at(to))).child(name);
    let newer =
        has_newer.then(|| way(ListPage::Number(page + 1), words::NEWER).attr("rel", "prev"));
    let newest = has_newer.then(|| way(ListPage::Newest, words::NEWEST).class("newest"));
    // The list of months changes with every article, so it is on the newest page only.
    let all_months = || href_with_fragment(&route.at(ListPage::Newest), MONTHS);
    let months = has_newer.then(|| link(all_months()).child(words::JUMP_TO_MONTH));
    let older =
        (page > 1).then(|| way(ListPage::Number(page - 1), words::OLDER).attr("rel", "next"));
    let pager = element("nav").class("pager").attr("aria-label", words::PAGES);
    (has_newer || page > 1).then(|| pager.child(newer).child(newest).child(months).child(older))
}
