//! Headlines: an article's entry in a list.

use super::figure::picture;
use super::{Names, Stamp, filled, href, lang};
use crate::route::{ListPage, Route};
use article::Headline;
use leptos::prelude::*;

/// How large a headline is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The lead story.
    Lead,
    /// A story of the front page, with picture and standfirst.
    Story,
    /// A line of a list: no picture.
    Line,
}

/// An article's entry in a list. The headline is the link; the rest of the entry is not, so that
/// it is read out once.
#[component]
pub fn HeadlineItem(
    /// The article.
    headline: Headline,
    /// How large.
    size: Size,
    /// Whether to name the section.
    #[prop(optional)]
    with_section: bool,
) -> impl IntoView {
    let (language, direction) = lang(headline.language.as_deref());
    let class = match size {
        Size::Lead => "headline lead",
        Size::Story => "headline story",
        Size::Line => "headline line",
    };
    let picture = headline
        .thumbnail
        .filter(|_| size != Size::Line)
        .and_then(|image| picture(image, size == Size::Lead))
        .map(|image| view! { <div class="headline-picture">{image}</div> });
    let section = headline.section.filter(|_| with_section).map(|section| {
        let address = href(&Route::Section(section.slug, ListPage::Newest));
        view! { <p class="kicker"><a href=address>{section.name}</a></p> }
    });
    let link = view! { <a href=href(&Route::Article(headline.slug))>{headline.headline}</a> };
    let title = match size {
        Size::Lead => view! { <h2 class="headline-title">{link}</h2> }.into_any(),
        _ => view! { <h3 class="headline-title">{link}</h3> }.into_any(),
    };
    let standfirst =
        filled(headline.standfirst).map(|words| view! { <p class="standfirst">{words}</p> });
    let names: Vec<_> = headline.authors.into_iter().map(IntoAny::into_any).collect();
    let authors =
        (!names.is_empty()).then(|| view! { <span class="authors">"By "<Names names /></span> });
    let day = headline.published.map(|time| view! { <Stamp time day=true /> });
    view! {
        <article class=class lang=language dir=direction>
            {picture}
            <div class="headline-text">
                {section} {title} {standfirst} <p class="headline-meta">{authors} {day}</p>
            </div>
        </article>
    }
}

/// Headlines side by side.
#[component]
pub fn HeadlineGrid(
    /// The headlines.
    headlines: Vec<Headline>,
    /// Whether each names its section.
    #[prop(optional)]
    with_section: bool,
) -> impl IntoView {
    let item = |headline| {
        view! { <li><HeadlineItem headline size=Size::Story with_section /></li> }
    };
    let items: Vec<_> = headlines.into_iter().map(item).collect();
    view! { <ul class="headline-grid" role="list">{items}</ul> }
}

/// Headlines one under the other.
#[component]
pub fn HeadlineList(
    /// The headlines.
    headlines: Vec<Headline>,
    /// Whether each names its section.
    #[prop(optional)]
    with_section: bool,
) -> impl IntoView {
    let item = |headline| {
        view! { <li><HeadlineItem headline size=Size::Line with_section /></li> }
    };
    let items: Vec<_> = headlines.into_iter().map(item).collect();
    view! { <ul class="headline-list" role="list">{items}</ul> }
}
