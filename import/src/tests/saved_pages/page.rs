//! A page of the set, made of a shape and a story.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

/// A page, and what is right of it.
pub(super) struct Page {
    pub name: String,
    html: String,
    encoding: String,
    pub headline: String,
    /// `None` if the page doesn't name who wrote it.
    pub author: Option<String>,
    /// `None` if the page isn't dated; else the day where it was written, and in UTC.
    pub days: Option<[String; 2]>,
    /// The paragraphs of the story that are in the page.
    pub right: Vec<String>,
    /// Words that may be there or not: captions, the standfirst.
    pub neutral: Vec<String>,
}

impl Page {
    pub(super) fn read(folder: &Path, shape: &Path) -> Page {
        let text = fs::read_to_string(shape).unwrap();
        let (mut story, mut encoding, mut keep) = ("", "utf-8", Vec::new());
        let mut html = String::new();
        for line in text.lines() {
            match line.split_once(": ") {
                Some(("story", name)) => story = name,
                Some(("encoding", name)) => encoding = name,
                Some(("keep", words)) => keep.push(words.to_owned()),
                _ => html.extend([line, "\n"]),
            }
        }
        let story = Story(fs::read_to_string(folder.join(format!("stories/{story}.txt"))).unwrap());
        let mut right = Vec::new();
        let named = html.contains("[[a]]") || html.contains("Marchand");
        let written: jiff::Timestamp = story.line("iso").parse().unwrap();
        let days = [story.line("iso")[..10].to_owned(), written.to_string()[..10].to_owned()];
        let spelled = ["-", "/", "."].map(|sign| days[0].replace('-', sign));
        let mut dates = ["[[iso]]", "[[day]]", "2022年10月09日"]
            .into_iter()
            .chain(spelled.iter().map(String::as_str));
        let dated = dates.any(|date| html.contains(date));
        let html = story.fill(&html, &mut right);
        right.splice(1..1, keep);
        Page {
            name: shape.file_stem().unwrap().to_str().unwrap().to_owned(),
            html,
            encoding: encoding.to_owned(),
            headline: story.line("headline").to_owned(),
            author: named.then(|| story.line("author").to_owned()),
            days: dated.then_some(days),
            right,
            neutral: ["standfirst", "caption", "credit", "quote", "sub"]
                .map(|key| story.line(key).to_owned())
                .to_vec(),
        }
    }

    /// The page as it is saved.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let encoding = encoding_rs::Encoding::for_label(self.encoding.as_bytes()).unwrap();
        encoding.encode(&self.html).0.into_owned()
    }
}

/// A story: lines of a key and a value.
struct Story(String);

impl Story {
    fn lines<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> {
        let prefix = format!("{key}: ");
        self.0.lines().filter_map(move |line| line.strip_prefix(prefix.as_str()))
    }

    fn line(&self, key: &str) -> &str {
        self.lines(key).next().unwrap()
    }

    /// Fills the places of a shape; the paragraphs that are used go into `right`.
    fn fill(&self, shape: &str, right: &mut Vec<String>) -> String {
        let mut out = String::new();
        let mut pieces = shape.split("[[");
        out.push_str(pieces.next().unwrap());
        for piece in pieces {
            let (place, rest) = piece.split_once("]]").unwrap();
            out.push_str(&self.place(place, right));
            out.push_str(rest);
        }
        out
    }

    fn place(&self, place: &str, right: &mut Vec<String>) -> String {
        let paragraphs: Vec<&str> = self.lines("p").collect();
        let links = |from: &str, to: &str| -> Vec<String> {
            let links = self.line("nav").split(" | ");
            links.map(|name| format!("{from}<a href=\"/{name}\">{name}</a>{to}")).collect()
        };
        let mut used = |range: &str, open: &str, close: &str, between: &str| {
            let texts: Vec<&str> = numbers(range).map(|number| paragraphs[number - 1]).collect();
            right.extend(texts.iter().map(|&text| text.to_owned()));
            let wrapped = texts.iter().map(|text| [open, text, close].concat());
            wrapped.collect::<Vec<_>>().join(between)
        };
        let mut parts = place.split(':');
        match (parts.next().unwrap(), parts.next(), parts.next()) {
            ("p", Some(range), _) => used(range, "<p>", "</p>", "\n"),
            ("div", Some(range), _) => used(range, "<div>", "</div>", "\n"),
            ("br", Some(range), _) => used(range, "", "", "<br><br>\n"),
            ("json", Some(name), _) => {
                paragraphs[numbers(&name[1..]).next().unwrap() - 1].replace('"', "\\\"")
            }
            ("cards", Some(range), Some(tag)) => self.cards(range, tag),
            ("links", Some(range), _) => self.links(range),
            ("nav", ..) => links("<li>", "</li>").concat(),
            ("divlinks", ..) => links("<div>", "</div>").concat(),
            ("brlinks" | "brlinks2", ..) => links("", "<br>").concat(),
            (name, ..) if name.len() == 2 && name.starts_with('p') => used(&name[1..], "", "", ""),
            (name, ..) => self.line(key_of(name)).to_owned(),
        }
    }

    /// Teasers of other stories.
    fn cards(&self, range: &str, tag: &str) -> String {
        let teasers: Vec<&str> = self.lines("teaser").collect();
        let card = |number: usize| {
            let (headline, words) = teasers[number - 1].split_once(" | ").unwrap();
            format!(
                "<{tag} class=\"card\"><a href=\"/{number}\"><h3>{headline}</h3></a><p>{words}</p></{tag}>\n"
            )
        };
        numbers(range).map(card).collect()
    }

    fn links(&self, range: &str) -> String {
        let teasers: Vec<&str> = self.lines("teaser").collect();
        let link = |number: usize| {
            let (headline, _) = teasers[number - 1].split_once(" | ").unwrap();
            format!("<li><a href=\"/{number}\">{headline}</a></li>")
        };
        numbers(range).map(link).collect()
    }
}

fn key_of(place: &str) -> &str {
    match place {
        "h" => "headline",
        "a" => "author",
        "s" => "standfirst",
        "k" => "credit",
        "q" => "quote",
        "cap" => "caption",
        other => other,
    }
}

fn numbers(range: &str) -> RangeInclusive<usize> {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    first.parse().unwrap()..=last.parse().unwrap()
}
