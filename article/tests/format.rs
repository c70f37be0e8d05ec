//! Serialization and deserialization of a specimen that uses every type and field.
//!
//! `UPDATE_EXPECT=1 cargo test -p article` updates the goldens; read them before you commit.

use article::*;
use expect_test::{Expect, expect, expect_file};

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

fn term(name: &str) -> Term {
    Term { slug: slug(name), name: name.to_uppercase() }
}

fn time() -> Time {
    Time {
        instant: "2018-06-01T11:31:00+09:00".to_owned(),
        zone: "Asia/Seoul".to_owned(),
        text: "June 01, 2018 11:31".to_owned(),
        day: "1 June 2018".to_owned(),
    }
}

fn file(path: &str) -> MediaPath {
    MediaPath::new(path).unwrap()
}

fn image() -> Image {
    Image {
        file: file("media/hall-1f2e3d4c.webp"),
        width: 1600,
        height: 900,
        alt: "A hall".to_owned(),
        caption: words("The hall."),
        credit: Credit(vec!["TASS".to_owned(), "Yonhap".to_owned()]),
        renditions: vec![Rendition { file: file("media/hall-480w-5a6b7c8d.webp"), width: 480 }],
    }
}

fn every_inline() -> Vec<Inline> {
    let link = |to: Target| Inline::Link { to, text: words("link") };
    vec![
        Inline::Text("text".to_owned()),
        Inline::Emphasis(words("emphasis")),
        Inline::Strong(words("strong")),
        link(Target::Article { slug: slug("another"), fragment: "why".to_owned() }),
        link(Target::Page { slug: slug("about"), fragment: "us".to_owned() }),
        link(Target::Heading("why".to_owned())),
        link(Target::File(file("media/report-9e8d7c6b.pdf"))),
        link(Target::Address(Href::new("https://example.org/").unwrap())),
        Inline::Code("code".to_owned()),
        Inline::Math("$x^2$".to_owned()),
        Inline::Insert(words("insert")),
        Inline::Strikethrough(words("struck")),
        Inline::Superscript(words("2")),
        Inline::Subscript(words("0")),
        Inline::Note(1),
        Inline::Break,
        Inline::Span(Span {
            language: "ar".to_owned(),
            direction: Direction::Rtl,
            id: "place".to_owned(),
            text: words("سلام"),
        }),
    ]
}

fn every_block() -> Vec<Block> {
    let quotation =
        || Quotation { body: vec![paragraph("Words.")], attribution: words("Somebody") };
    let cell = |header, align| Cell { text: words("cell"), header, align, ..Cell::default() };
    vec![
        Block::Paragraph(every_inline()),
        Block::Heading(Heading { level: 2, id: "why".to_owned(), text: words("Why") }),
        Block::Quotation(quotation()),
        Block::PullQuote(quotation()),
        Block::List(List {
            items: vec![vec![
                paragraph("item"),
                Block::List(List {
                    start: Some(3),
                    reversed: true,
                    numerals: "a".to_owned(),
                    items: vec![vec![paragraph("third")]],
                }),
            ]],
            ..List::default()
        }),
        Block::Image(image()),
        Block::Gallery(vec![image()]),
        Block::Table(Table {
            caption: words("What it shows"),
            head: vec![Row(vec![cell(Some(Scope::Column), Align::Center)])],
            rows: vec![Row(vec![
                Cell { more_columns: 1, more_rows: 2, ..cell(Some(Scope::Row), Align::Start) },
                cell(None, Align::End),
            ])],
        }),
        Block::Code(Code { language: "rust".to_owned(), text: "fn main() {}".to_owned() }),
        Block::Math("$$x^2$$".to_owned()),
        Block::Embed(Embed {
            href: Href::new("https://example.org/film").unwrap(),
            title: "A film".to_owned(),
            caption: words("Somewhere else."),
        }),
        Block::Audio(Audio {
            file: file("media/bell-0a1b2c3d.wav"),
            title: "A bell".to_owned(),
            ..Audio::default()
        }),
        Block::Video(Video {
            file: file("media/sheet-4d5e6f70.webm"),
            poster: file("media/sheet-11223344.webp"),
            width: 640,
            height: 360,
            title: "A sheet".to_owned(),
            ..Video::default()
        }),
        Block::Aside(Aside {
            kind: AsideKind::Warning,
            title: words("Mind"),
            body: vec![paragraph("the gap")],
        }),
        Block::Divider,
    ]
}

fn headline() -> Headline {
    Headline {
        slug: slug("older"),
        headline: "Older".to_owned(),
        language: Some("ko".to_owned()),
        standfirst: "In short.".to_owned(),
        authors: vec!["Pak Soo-chan".to_owned(), "Kim Il".to_owned()],
        more_authors: 1995,
        published: Some(time()),
        section: Some(term("world")),
        thumbnail: Some(image()),
    }
}

fn specimen() -> Article {
    let neighbour = |name: &str| Neighbour { slug: slug(name), headline: name.to_uppercase() };
    Article {
        version: FORMAT_VERSION,
        slug: slug("specimen"),
        language: "ar".to_owned(),
        direction: Direction::Rtl,
        translations: vec![Link {
            name: "Français".to_owned(),
            href: Href::new("article/specimen-fr.html").unwrap(),
            language: Some("fr".to_owned()),
        }],
        headline: "A specimen".to_owned(),
        standfirst: "It has everything.".to_owned(),
        authors: vec![Author {
            slug: slug("pak-soo-chan"),
            name: "Pak Soo-chan".to_owned(),
            role: "Correspondent".to_owned(),
        }],
        dateline: "PYONGYANG".to_owned(),
        published: Some(time()),
        updated: Some(time()),
        section: Some(term("world")),
        topics: vec![term("diplomacy")],
        lead_image: Some(image()),
        body: every_block(),
        footnotes: vec![Footnote { body: vec![paragraph("A note.")] }],
        source: Some(Source {
            name: "Elsewhere".to_owned(),
            href: Href::new("https://example.org/first").unwrap(),
        }),
        copyright: "© Chosunilbo".to_owned(),
        corrections: vec![Correction { time: Some(time()), text: "It was Thursday.".to_owned() }],
        previous: Some(neighbour("before")),
        next: Some(neighbour("after")),
        related: vec![headline()],
        word_count: 321,
        reading_minutes: 2,
    }
}

/// Checks that `value` is serialized as the golden, and deserialized from it unchanged.
fn check<T>(value: &T, golden: expect_test::ExpectFile)
where
    T: PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let text = serde_json::to_string_pretty(value).unwrap() + "\n";
    golden.assert_eq(&text);
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
}

#[test]
fn an_article_with_everything() {
    check(&specimen(), expect_file!["article.json"]);
}

#[test]
fn the_paper_around_it() {
    let section = Section {
        slug: slug("world"),
        name: "World".to_owned(),
        description: "All of it.".to_owned(),
    };
    let publication = Publication {
        version: FORMAT_VERSION,
        title: "The Paper".to_owned(),
        tagline: "Daily.".to_owned(),
        language: "en".to_owned(),
        direction: Direction::Ltr,
        base_url: Href::new("https://paper.example/").unwrap(),
        copyright: "© The Paper".to_owned(),
        sections: vec![section.clone()],
        more_sections: 2,
        menu: vec![
            Link {
                name: "About".to_owned(),
                href: Href::new("page/about.html").unwrap(),
                language: None,
            },
            Link {
                name: "Shop".to_owned(),
                href: Href::new("https://shop.example/").unwrap(),
                language: None,
            },
        ],
        edition: "0123456789abcdef".to_owned(),
        kilobytes: 1234,
    };
    check(&publication, expect_file!["publication.json"]);
    let front = Front {
        version: FORMAT_VERSION,
        lead: Some(headline()),
        top: vec![headline()],
        sections: vec![(term("world"), vec![headline()])],
    };
    check(&front, expect_file!["front.json"]);
    let author = Subject::Author {
        slug: slug("a"),
        name: "A".to_owned(),
        role: "Editor".to_owned(),
        bio: "Edits.".to_owned(),
    };
    let month = Month { id: "2018-06".to_owned(), name: "June 2018".to_owned(), count: 1, page: 2 };
    let list = |subject| HeadlineList {
        version: FORMAT_VERSION,
        subject,
        page: 2,
        has_newer: true,
        headlines: vec![headline()],
        months: vec![month.clone()],
        sections: vec![term("world"), term("sport")],
    };
    check(&list(author), expect_file!["list.json"]);
    let language = Subject::Language(term("fr"));
    for subject in [Subject::All, Subject::Section(section), Subject::Topic(term("type")), language]
    {
        let list = list(subject);
        let text = serde_json::to_string(&list).unwrap();
        assert_eq!(serde_json::from_str::<HeadlineList>(&text).unwrap(), list);
    }
}

fn check_read(json: &str, expected: Expect) {
    let read = serde_json::from_str::<Vec<Block>>(json);
    expected.assert_eq(&read.map_or_else(|e| e.to_string(), |blocks| format!("{blocks:?}")));
}

#[test]
fn reading_is_strict_where_text_would_be_lost_and_lenient_elsewhere() {
    check_read(r#"[{"marquee": []}]"#, expect!["unknown kind of Block at line 1 column 13"]);
    check_read(
        r#"[{"heading": {"level": 2}}]"#,
        expect!["Heading is incomplete at line 1 column 25"],
    );
    check_read(
        r#"[{"embed": {"href": "javascript:alert(1)", "title": "T", "new": [1]}}]"#,
        expect![[r#"[Embed(Embed { href: Href(""), title: "T", caption: [] })]"#]],
    );
    check_read(
        r#"[{"image": {"file": "../../etc/passwd", "alt": "A"}}]"#,
        expect![[
            r#"[Image(Image { file: MediaPath(""), width: 0, height: 0, alt: "A", caption: [], credit: Credit([]), renditions: [] })]"#
        ]],
    );
}
