//! Renders articles as text for tests.

use article::{Article, Block, Cell, Image, Inline, Quotation, Target};
use std::fmt::Write;

/// An article's body and footnotes.
pub(super) fn body(article: &Article) -> String {
    let mut out = String::new();
    blocks(&article.body, "", &mut out);
    for (number, footnote) in article.footnotes.iter().enumerate() {
        writeln!(out, "[^{}]:", number + 1).unwrap();
        blocks(&footnote.body, "    ", &mut out);
    }
    out
}

/// An article's fields other than its body.
pub(super) fn head(article: &Article) -> String {
    let mut out = format!("{}: {}\n", article.slug, article.headline);
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    field("standfirst", article.standfirst.clone());
    let authors = article.authors.iter().map(|author| {
        let role =
            if author.role.is_empty() { String::new() } else { format!(" ({})", author.role) };
        format!("{}={}{role}", author.slug, author.name)
    });
    field("authors", authors.collect::<Vec<_>>().join(", "));
    field("dateline", article.dateline.clone());
    for (name, time) in [("published", &article.published), ("updated", &article.updated)] {
        let time =
            time.as_ref().map(|time| format!("{} | {} | {}", time.instant, time.text, time.day));
        field(name, time.unwrap_or_default());
    }
    let section = article.section.as_ref();
    field(
        "section",
        section.map(|term| format!("{}={}", term.slug, term.name)).unwrap_or_default(),
    );
    let topics = article.topics.iter().map(|term| format!("{}={}", term.slug, term.name));
    field("topics", topics.collect::<Vec<_>>().join(", "));
    field("lead image", article.lead_image.as_ref().map(image).unwrap_or_default());
    field("copyright", article.copyright.clone());
    let source = article.source.as_ref();
    field("source", source.map(|s| format!("{} {}", s.name, s.href.as_str())).unwrap_or_default());
    for correction in &article.corrections {
        let day = correction.time.as_ref().map_or("", |time| time.day.as_str());
        field("correction", format!("{day}: {}", correction.text));
    }
    if article.language != "en" {
        field("language", format!("{} {}", article.language, article.direction.as_str()));
    }
    out
}

fn blocks(list: &[Block], indent: &str, out: &mut String) {
    for block in list {
        one(block, indent, out);
    }
}

fn one(block: &Block, indent: &str, out: &mut String) {
    let more = |by: &str| format!("{indent}{by}");
    match block {
        Block::Paragraph(text) => writeln!(out, "{indent}{}", line(text)).unwrap(),
        Block::Heading(heading) => {
            let marks = "#".repeat(usize::from(heading.level));
            writeln!(out, "{indent}{marks} {} (#{})", line(&heading.text), heading.id).unwrap();
        }
        Block::Quotation(quotation) => quoted(quotation, &more("> "), out),
        Block::PullQuote(quotation) => quoted(quotation, &more(">> "), out),
        Block::List(list) => {
            let step = if list.reversed { -1 } else { 1 };
            for (number, item) in list.items.iter().enumerate() {
                let numerals = &list.numerals;
                match list.start {
                    None => writeln!(out, "{indent}-").unwrap(),
                    Some(start) => {
                        writeln!(out, "{indent}{numerals}{}.", start + number as i32 * step)
                            .unwrap();
                    }
                }
                blocks(item, &more("  "), out);
            }
        }
        Block::Image(picture) => writeln!(out, "{indent}{}", image(picture)).unwrap(),
        Block::Gallery(images) => {
            writeln!(out, "{indent}gallery").unwrap();
            images
                .iter()
                .for_each(|picture| writeln!(out, "{indent}  {}", image(picture)).unwrap());
        }
        Block::Table(table) => {
            writeln!(out, "{indent}table {}", line(&table.caption)).unwrap();
            for (mark, rows) in [("=", &table.head), ("|", &table.rows)] {
                for row in rows {
                    let cells: Vec<String> = row.0.iter().map(cell).collect();
                    writeln!(out, "{indent}  {mark} {}", cells.join(&format!(" {mark} "))).unwrap();
                }
            }
        }
        Block::Code(code) => {
            writeln!(out, "{indent}```{}", code.language).unwrap();
            code.text.lines().for_each(|line| writeln!(out, "{indent}{line}").unwrap());
        }
        Block::Math(tex) => writeln!(out, "{indent}math {tex}").unwrap(),
        Block::Embed(embed) => {
            let (href, caption) = (embed.href.as_str(), line(&embed.caption));
            writeln!(out, "{indent}embed {href} \"{}\" {caption}", embed.title).unwrap();
        }
        Block::Audio(audio) => {
            let (file, caption) = (audio.file.as_str(), line(&audio.caption));
            writeln!(out, "{indent}audio {file} \"{}\" {caption}", audio.title).unwrap();
        }
        Block::Video(video) => {
            let (file, poster, caption) =
                (video.file.as_str(), video.poster.as_str(), line(&video.caption));
            let (width, height) = (video.width, video.height);
            writeln!(
                out,
                "{indent}video {file} {poster} {width}x{height} \"{}\" {caption}",
                video.title
            )
            .unwrap();
        }
        Block::Aside(aside) => {
            writeln!(out, "{indent}{:?}: {}", aside.kind, line(&aside.title)).unwrap();
            blocks(&aside.body, &more("  "), out);
        }
        Block::Divider => writeln!(out, "{indent}---").unwrap(),
    }
}

fn quoted(quotation: &Quotation, indent: &str, out: &mut String) {
    blocks(&quotation.body, indent, out);
    if !quotation.attribution.is_empty() {
        writeln!(out, "{indent}— {}", line(&quotation.attribution)).unwrap();
    }
}

fn cell(cell: &Cell) -> String {
    let mut out = line(&cell.text);
    if let Some(scope) = cell.header {
        write!(out, " ({scope:?})").unwrap();
    }
    if cell.align != article::Align::Start {
        write!(out, " ({:?})", cell.align).unwrap();
    }
    if cell.more_columns + cell.more_rows > 0 {
        write!(out, " (+{}/{})", cell.more_columns, cell.more_rows).unwrap();
    }
    out
}

fn image(image: &Image) -> String {
    let credit = image.credit.0.join(" > ");
    format!(
        "![{}]({} {}x{}) {}{}",
        image.alt,
        image.file.as_str(),
        image.width,
        image.height,
        line(&image.caption),
        if credit.is_empty() { credit } else { format!(" / {credit}") }
    )
}

fn line(line: &[Inline]) -> String {
    line.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(text) => format!("*{}*", line(text)),
        Inline::Strong(text) => format!("**{}**", line(text)),
        Inline::Link { to, text } => format!("[{}]({})", line(text), target(to)),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Math(tex) => format!("<math {tex}>"),
        Inline::Insert(text) => format!("<insert {}>", line(text)),
        Inline::Strikethrough(text) => format!("~~{}~~", line(text)),
        Inline::Superscript(text) => format!("^{}^", line(text)),
        Inline::Subscript(text) => format!("_{}_", line(text)),
        Inline::Note(number) => format!("[^{number}]"),
        Inline::Break => "⏎".to_owned(),
        Inline::Span(span) => {
            let id = if span.id.is_empty() { String::new() } else { format!("#{}", span.id) };
            let dir = if span.language.is_empty() && span.direction == article::Direction::Rtl {
                "rtl"
            } else {
                ""
            };
            let words = line(&span.text);
            let space = if words.is_empty() { "" } else { " " };
            format!("<{}{dir}{id}{space}{words}>", span.language)
        }
    }
}

fn target(target: &Target) -> String {
    match target {
        Target::Page { slug, fragment } if fragment.is_empty() => format!("page {slug}"),
        Target::Page { slug, fragment } => format!("page {slug} #{fragment}"),
        Target::Article { slug, fragment } if fragment.is_empty() => format!("article {slug}"),
        Target::Article { slug, fragment } => format!("article {slug} #{fragment}"),
        Target::Heading(id) => format!("#{id}"),
        Target::Site(href) => format!("list {}", href.as_str()),
        Target::File(file) => format!("file {}", file.as_str()),
        Target::Address(href) => href.as_str().to_owned(),
    }
}
