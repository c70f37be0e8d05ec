//! Reading front matter.

use super::read;
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let shown = match read(text, &[]) {
        Err(error) => {
            format!("{} at {:?} {:?}", error.message, error.span, text.get(error.span.clone()))
        }
        Ok((front_matter, body)) => {
            let text = |text: &Option<super::SpannedText>| text.clone().unwrap_or_default().text;
            let list = |list: &[super::SpannedText]| {
                list.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(";")
            };
            let author = |author: &super::AuthorField| match author.role.as_str() {
                "" => author.name.text.clone(),
                role => format!("{} ({role})", author.name.text),
            };
            let authors: Vec<String> = front_matter.authors.iter().map(author).collect();
            let mut parts = vec![
                ("title", text(&front_matter.title)),
                ("date", text(&front_matter.date)),
                ("updated", text(&front_matter.updated)),
                ("authors", authors.join(";")),
                ("topics", list(&front_matter.topics)),
                ("section", text(&front_matter.section)),
                ("standfirst", text(&front_matter.standfirst)),
                ("slug", text(&front_matter.slug)),
                ("permalink", text(&front_matter.permalink)),
                ("aliases", list(&front_matter.aliases)),
                ("related", list(&front_matter.related)),
            ];
            if let Some(image) = &front_matter.image {
                let image = [&image.file.text, &image.alt, &image.caption, &image.credit];
                parts.push(("image", image.map(String::as_str).join(";")));
            }
            if let Some(source) = &front_matter.source {
                parts.push(("source", format!("{};{}", source.name, source.address.text)));
            }
            for correction in &front_matter.corrections {
                parts.push((
                    "correction",
                    format!("{};{}", text(&correction.date), correction.text),
                ));
            }
            for invalid in &front_matter.invalid_values {
                parts.push(("invalid", format!("{} at {:?}", invalid.message, invalid.span)));
            }
            let withheld = front_matter.publication.withheld;
            parts.push(("withheld", withheld.map_or(String::new(), |why| format!("{why:?}"))));
            parts.push(("body", body.to_string()));
            parts.retain(|(_, value)| !value.is_empty());
            parts.iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
        }
    };
    expected.assert_eq(&shown);
}

#[test]
fn jekyll() {
    check(
        "---\nlayout: post\ntitle: \"Hello: *world*\"\ndate: 2014-03-12\nauthors:\n- mike\n- aaron\n\
         tags:\n- how we work\n- post\nexcerpt: \"A\n  summary.\"\nimage: /assets/x.png\nimage_alt: X\n\
         redirect_from:\n  - /old/\n---\nText\n",
        expect![[r#"
            title: Hello: *world*
            date: 2014-03-12
            authors: mike;aaron
            topics: how we work
            standfirst: A summary.
            aliases: /old/
            image: /assets/x.png;X;;
            body: 196
        "#]],
    );
}

#[test]
fn eleventy_and_jekyll_variants() {
    check(
        "---\r\ntitle: A\r\nauthor: {name: Pak Soo-chan, url: /x}\r\ntags: a, b\r\ncategory: World\r\n\
         image: {src: a.png, alt: A, caption: B, credit: C}\r\npublished: false\r\nimages:\r\n---\r\nx",
        expect![[r#"
            title: A
            authors: Pak Soo-chan
            topics: a;b
            section: World
            image: a.png;A;B;C
            withheld: Draft
            body: 167
        "#]],
    );
}

#[test]
fn zola_and_hugo() {
    check(
        "+++\ntitle = \"A\"\ndate = 2018-06-01T11:31:00+09:00\ndescription = \"D\"\naliases = [\"/b/\"]\n\
         [taxonomies]\ntags = [\"x, y\", \"z\"]\nauthors = [\"Pak\"]\n[extra]\nimage = \"a.png\"\n\
         source = \"Chosun\"\nsource_url = \"https://example.org\"\n+++\nx",
        expect![[r#"
            title: A
            date: 2018-06-01T11:31:00+09:00
            authors: Pak
            topics: x, y;z
            standfirst: D
            aliases: /b/
            image: a.png;;;
            source: Chosun;https://example.org
            body: 218
        "#]],
    );
    check(
        "---\ncorrections:\n- {date: 2018-06-02, text: Was wrong.}\n- Plain\nrelated: [a, b]\n---\n",
        expect![[r#"
        related: a;b
        correction: 2018-06-02;Was wrong.
        correction: ;Plain
        body: 84
    "#]],
    );
}

#[test]
fn none() {
    check(
        "No front matter",
        expect![[r#"
        body: 0
    "#]],
    );
    check(
        "---\n\nA divider above.\n",
        expect![[r#"
        body: 0
    "#]],
    );
}

#[test]
fn errors() {
    check(
        "---\ntitle: A\nNo end",
        expect![[
            r#"the front matter is not closed: the line `---` is missing at 0..3 Some("---")"#
        ]],
    );
    check(
        "---\ntitle: A: B\n---\n",
        expect![[r#"mapping values are not allowed in this context at 12..13 Some(":")"#]],
    );
    check(
        "---\njust text\n---\n",
        expect![[r#"the front matter has no `key: value` lines at 4..4 Some("")"#]],
    );
    check(
        "+++\ntitle = A\n+++\n",
        expect![[r#"string values must be quoted, expected literal string at 12..13 Some("A")"#]],
    );
}

#[test]
fn values_of_the_wrong_type() {
    check(
        "---\nstandfirst: [a, b]\ncategory: [world]\nslug: {a: b}\ntags: [x, {name: y}]\n---\n",
        expect![[r#"
            topics: x
            section: world
            standfirst: a, b
            invalid: `tags` has to be a text, or a list of texts at 64..73
            invalid: `standfirst` has to be one text, in quotation marks if need be at 16..22
            invalid: `slug` has to be one text, in quotation marks if need be at 47..53
            body: 79
        "#]],
    );
    check(
        "---\nauthors:\n- {first: Pak, last: Soo-chan}\n- {name: Kim, role: Editor}\n- {url: x}\n\
         corrections: [{date: 2018-06-02}, Plain]\nimage: {alt: A}\nsource: {page: 3}\n---\n",
        expect![[r#"
            authors: Pak Soo-chan;Kim (Editor)
            correction: ;Plain
            invalid: an author has to be a name, or have a `name` at 74..82
            invalid: `image` needs a `file`, the picture's path at 131..139
            invalid: `source` has to be a name, or have a `name` or a `url` at 148..157
            invalid: a correction has to be a text, or have a `text` at 97..115
            body: 162
        "#]],
    );
    check(
        "---\nauthors: []\nimage: {}\nstandfirst: ''\n---\n",
        expect![[r#"
        body: 45
    "#]],
    );
}

#[test]
fn topics_in_a_single_text() {
    check(
        "---\ncategories: news world\ntags: \"x y\"\n---\n",
        expect![[r#"
        topics: x;y;news;world
        body: 43
    "#]],
    );
    check(
        "---\ncategories: [news world]\ntags: press freedom, type\n---\n",
        expect![[r#"
        topics: press freedom;type;news world
        body: 59
    "#]],
    );
    check(
        "---\ntopics: press freedom\nkeywords: hot metal\n---\n",
        expect![[r#"
        topics: press freedom;hot metal
        body: 50
    "#]],
    );
}

#[test]
fn alternative_keys() {
    check(
        "---\ncategories: [News]\nsummary: Short.\npath: /2018/old-name/\nlastmod: 2018-06-03\n---\n",
        expect![[r#"
            updated: 2018-06-03
            topics: News
            standfirst: Short.
            permalink: /2018/old-name/
            body: 85
        "#]],
    );
}

#[test]
fn json() {
    check(
        "{\n  \"title\": \"A\",\n  \"tags\": [\"x\"]\n}\n\nText",
        expect![[r#"
        title: A
        topics: x
        body: 35
    "#]],
    );
    check(
        "---json\n{ \"title\": \"A\" }\n---\nText",
        expect![[r#"
        title: A
        body: 29
    "#]],
    );
    check(
        ";;;\n{ \"title\": \"A\" }\n;;;\nText",
        expect![[r#"
        title: A
        body: 25
    "#]],
    );
    check(
        "{\"title\": }\nText",
        expect![[r#"a value of JSON is missing here at 10..10 Some("")"#]],
    );
    check(
        "{{< figure >}}\n",
        expect![[r#"
        body: 0
    "#]],
    );
}

#[test]
fn what_may_stand_before_front_matter() {
    check(
        "\n\n---\ntitle: A\n---\nText",
        expect![[r#"
        title: A
        body: 19
    "#]],
    );
    check(
        "<!-- vim: set ft=markdown: -->\n---\ntitle: A\n---\nText",
        expect![[r#"
        title: A
        body: 48
    "#]],
    );
    check(
        "\u{feff}\n+++\ntitle = \"A\"\n+++\nText",
        expect![[r#"
        title: A
        body: 24
    "#]],
    );
    check(
        "\n---\n\nA divider, and another.\n\n---\n",
        expect![[r#"
        body: 0
    "#]],
    );
    check(
        "Text\n\n---\ntitle: A\n---\n",
        expect![[r#"
        body: 0
    "#]],
    );
}

#[test]
fn keys_in_any_letters() {
    check(
        "---\nTitle: A\nDRAFT: true\nPub-Date: 2018-06-01\nauthor_name: Ana\nTags: [x]\n---\n",
        expect![[r#"
            title: A
            date: 2018-06-01
            authors: Ana
            topics: x
            withheld: Draft
            body: 77
        "#]],
    );
}

#[test]
fn dates_under_many_names() {
    for key in ["created_at", "pubDate", "date_published", "publishedAt", "Publish-Date"] {
        let (front_matter, _) = read(&format!("---\n{key}: 2018-06-01\n---\n"), &[]).unwrap();
        assert_eq!(front_matter.date.unwrap().text, "2018-06-01", "{key}");
    }
    check(
        "---\ndate:\n  published: 2018-06-01\n  updated: 2018-06-02\npublished: true\n---\n",
        expect![[r#"
            date: 2018-06-01
            updated: 2018-06-02
            body: 76
        "#]],
    );
    check(
        "---\ndate: [2018-06-01]\nlast_update: {date: 2018-06-02}\n---\n",
        expect![[r#"
        date: 2018-06-01
        body: 59
    "#]],
    );
}

#[test]
fn keys_given_twice() {
    check(
        "---\ntitle: A\ntitle: B\n---\n",
        expect![[r#"
            title: B
            invalid: `title` is given twice: the last is read at 20..21
            body: 26
        "#]],
    );
}

#[test]
fn computed_titles() {
    check(
        "---\nnewstitle: A\neleventyComputed:\n  title: \"{{ newstitle }}\"\n---\n",
        expect![[r#"
            title: {{ newstitle }}
            body: 66
        "#]],
    );
}
