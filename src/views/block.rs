//! The body of an article: one component for each kind of block, chosen in one `match`.

use super::figure::{Figure, audio, video};
use super::inline::text;
use super::table::table;
use article::{Aside, AsideKind, Block, Code, Embed, Heading, Image, Inline, List, Quotation};
use leptos::prelude::*;

/// An article's body.
#[component]
pub fn Body(
    /// Its blocks.
    blocks: Vec<Block>,
    /// Where it was filed; opens the first paragraph. Empty if not said.
    dateline: String,
) -> impl IntoView {
    let mut blocks = blocks.into_iter().peekable();
    let opening = (!dateline.is_empty()).then(|| {
        let first = match blocks.next_if(|block| matches!(block, Block::Paragraph(_))) {
            Some(Block::Paragraph(words)) => Some(text(words)),
            _ => None,
        };
        view! { <p><span class="dateline">{dateline}</span> " — " {first}</p> }
    });
    view! { <div class="body">{opening} {blocks.map(block).collect::<Vec<_>>()}</div> }
}

/// Shows blocks in a row.
pub fn blocks(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(words) => view! { <p>{text(words)}</p> }.into_any(),
        Block::Heading(it) => heading(it),
        Block::Quotation(it) => quotation(it, "quotation"),
        Block::PullQuote(it) => quotation(it, "pull-quote"),
        Block::List(it) => list(it),
        Block::Image(image) => view! { <Figure image=image /> }.into_any(),
        Block::Gallery(images) => gallery(images),
        Block::Table(it) => table(it),
        Block::Code(it) => code(it),
        Block::Embed(it) => embed(it),
        Block::Audio(it) => audio(it),
        Block::Video(it) => video(it),
        Block::Aside(it) => aside(it),
        Block::Divider => view! { <hr /> }.into_any(),
    }
}

fn heading(Heading { level, id, text: words }: Heading) -> AnyView {
    let words = text(words);
    match level {
        0..=2 => view! { <h2 id=id>{words}</h2> }.into_any(),
        3 => view! { <h3 id=id>{words}</h3> }.into_any(),
        4 => view! { <h4 id=id>{words}</h4> }.into_any(),
        5 => view! { <h5 id=id>{words}</h5> }.into_any(),
        _ => view! { <h6 id=id>{words}</h6> }.into_any(),
    }
}

fn quotation(Quotation { body, attribution }: Quotation, class: &'static str) -> AnyView {
    let attribution = (!attribution.is_empty())
        .then(|| view! { <figcaption>"— "{text(attribution)}</figcaption> });
    view! {
        <figure class=class>
            <blockquote>{blocks(body)}</blockquote>
            {attribution}
        </figure>
    }
    .into_any()
}

fn list(List { start, items }: List) -> AnyView {
    let items: Vec<_> = items.into_iter().map(|it| view! { <li>{item(it)}</li> }).collect();
    match start {
        None => view! { <ul>{items}</ul> }.into_any(),
        Some(1) => view! { <ol>{items}</ol> }.into_any(),
        Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
    }
}

/// An item of one paragraph, or of one with a list under it, needs no paragraph around its words.
fn item(mut it: Vec<Block>) -> AnyView {
    let tight = it.iter().skip(1).all(|block| matches!(block, Block::List(_)));
    match it.first_mut() {
        Some(Block::Paragraph(words)) if tight => {
            let words = std::mem::take(words);
            it.remove(0);
            (text(words), blocks(it)).into_any()
        }
        _ => blocks(it).into_any(),
    }
}

fn gallery(images: Vec<Image>) -> AnyView {
    let images: Vec<_> =
        images.into_iter().map(|image| view! { <li><Figure image=image /></li> }).collect();
    view! { <ul class="gallery" role="list">{images}</ul> }.into_any()
}

fn code(Code { language, text }: Code) -> AnyView {
    let label =
        if language.is_empty() { "Code".to_owned() } else { ["Code: ", &language].concat() };
    view! { <pre tabindex="0" role="region" aria-label=label><code>{text}</code></pre> }.into_any()
}

fn embed(Embed { href, title, caption }: Embed) -> AnyView {
    let host = href.host().to_owned();
    let title = match (title.is_empty(), host.is_empty()) {
        (false, _) => title,
        (true, false) => host.clone(),
        (true, true) => href.as_str().to_owned(),
    };
    let linked = |words: String| match href.is_empty() {
        true => words.into_any(),
        false => view! { <a href=href.as_str().to_owned()>{words}</a> }.into_any(),
    };
    let caption = (!caption.is_empty()).then(|| view! { <figcaption>{text(caption)}</figcaption> });
    view! {
        <figure class="embed">
            <p class="embed-title">{linked(title)}</p>
            <p class="embed-host">{host}</p>
            {caption}
        </figure>
    }
    .into_any()
}

fn aside(Aside { kind, title, body }: Aside) -> AnyView {
    let (class, name) = match kind {
        AsideKind::Background => ("aside", "Background"),
        AsideKind::Note => ("aside note", "Note"),
        AsideKind::Warning => ("aside warning", "Warning"),
    };
    let label = if title.is_empty() { name.to_owned() } else { article::plain_text(&title) };
    let title: Vec<Inline> = match (title.is_empty(), kind) {
        (true, AsideKind::Background) => title,
        (true, _) => vec![Inline::Text(name.to_owned())],
        (false, _) => title,
    };
    let title = (!title.is_empty()).then(|| view! { <p class="aside-title">{text(title)}</p> });
    view! { <aside class=class aria-label=label>{title} {blocks(body)}</aside> }.into_any()
}
