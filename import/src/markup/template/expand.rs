//! What the tags mean.

use super::tag::{Argument, Delimiters, Tag};
use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::{Context, is_absolute};
use crate::escape::push_escaped;

/// What stands around a tag.
#[derive(Clone, Copy)]
pub(super) struct Surroundings {
    /// Nothing else on its line.
    pub alone: bool,
    /// A word right behind it.
    pub word: bool,
}

/// Adds to `out` what a tag means. `from` is the byte of the source where it stands.
pub(super) fn expand(
    tag: &Tag<'_>,
    surroundings: Surroundings,
    from: usize,
    context: &Context<'_>,
    out: &mut String,
) {
    let before = out.len();
    let alone = surroundings.alone;
    let mut expander = TagExpander { tag, surroundings, from, context, out };
    match tag.delimiters {
        Delimiters::Comment | Delimiters::Attributes => {}
        Delimiters::Output if tag.name.is_empty() => expander.output(),
        Delimiters::Output | Delimiters::Tag | Delimiters::Shortcode => expander.tag(),
    }
    // A line that a tag leaves empty would part what stands around it.
    if alone && out.len() == before && tag.delimiters != Delimiters::Attributes {
        out.push_str(EMPTY_COMMENT);
    }
}

/// HTML that is nothing.
pub(super) const EMPTY_COMMENT: &str = "<!---->";

struct TagExpander<'a> {
    tag: &'a Tag<'a>,
    surroundings: Surroundings,
    from: usize,
    context: &'a Context<'a>,
    out: &'a mut String,
}

impl TagExpander<'_> {
    fn tag(&mut self) {
        let tag = self.tag;
        let mut arguments = tag.arguments();
        match tag.name {
            "image_with_class" => {
                let (source, _, alt) = (arguments.next(), arguments.next(), arguments.next());
                let source = tag.named(&["src", "image"]).or(source).unwrap_or_default();
                let alt = tag.named(&["alt"]).or(alt).unwrap_or_default();
                self.picture(source, alt);
            }
            "image" | "img" | "picture" | "figure" | "responsive_image" => {
                let source = tag.named(&["src", "image", "file", "url", "path"]);
                let source = source.or_else(|| arguments.next()).unwrap_or_default();
                // A class may stand between the file and its description: `"x.jpg" "wide" "A hall"`.
                let (first, second) = (arguments.next(), arguments.next());
                let alt = tag.named(&["alt"]).or(second).or(first).unwrap_or_default();
                self.picture(source, alt);
            }
            "get_url" => {
                // Zola's `@/` is the folder of articles.
                let path = tag.named(&["path"]).or_else(|| arguments.next()).unwrap_or_default();
                self.address(path.strip_prefix('@').unwrap_or(path));
            }
            "url" | "ref" | "relref" | "link" | "post_url" => {
                let path = tag.named(&["path"]).or_else(|| arguments.next()).unwrap_or_default();
                let rooted = tag.name == "link" && !path.starts_with('/');
                let path = if rooted { ["/", path].concat() } else { path.to_owned() };
                self.address(&path);
            }
            "youtube" => {
                let id = tag.named(&["id", "video"]).or_else(|| arguments.next());
                self.video("https://www.youtube.com/embed/", id.unwrap_or_default());
            }
            "vimeo" => {
                let id = tag.named(&["id", "video"]).or_else(|| arguments.next());
                self.video("https://player.vimeo.com/video/", id.unwrap_or_default());
            }
            "include" | "include_relative" | "include_cached" | "render" | "partial" => {
                self.include();
            }
            "assign" | "set" | "capture" | "endcapture" | "endset" | "increment" | "decrement"
            | "layout" | "toc" => {}
            "if" | "unless" | "elsif" | "elif" | "else" | "for" | "case" | "when" | "tablerow"
            | "cycle" | "break" | "continue" | "block" | "extends" | "macro" | "import"
            | "from" => {
                self.report_unknown();
            }
            name if name.starts_with("end") || name.starts_with('/') => {}
            _ => {
                self.report_unknown();
                self.push_quoted_text();
            }
        }
    }

    /// A file of the site's own templates. What it is told is what it would have shown.
    fn include(&mut self) {
        let tag = self.tag;
        let file = tag.arguments().next().unwrap_or_default().to_ascii_lowercase();
        let source = tag.named(&["image", "src", "image_path", "img", "file", "url"]);
        let pictures = ["figure", "image", "img", "picture", "photo"];
        if let Some(source) = source.filter(|_| pictures.iter().any(|word| file.contains(word))) {
            let alt = tag.named(&["alt", "image_alt"]).unwrap_or_default();
            return self.picture(source, alt);
        }
        let id = tag.named(&["id", "video", "video_id"]).unwrap_or_default();
        for (host, player) in [
            ("youtube", "https://www.youtube.com/embed/"),
            ("vimeo", "https://player.vimeo.com/video/"),
        ] {
            if file.contains(host) && !id.is_empty() {
                return self.video(player, id);
            }
        }
        self.report_unknown();
        self.push_quoted_text();
    }

    /// `{{ value | filter }}`
    fn output(&mut self) {
        let tag = self.tag;
        let Some(first) = tag.arguments.first() else {
            return;
        };
        let known = if first.quoted { Some(first.text.to_owned()) } else { self.variable(first) };
        let Some(argument) = known else {
            self.report_unknown();
            return self.push_filter_text();
        };
        for (filter, arguments) in &tag.filters {
            match *filter {
                "embed" | "video" | "youtube" => {
                    let title = arguments.first().map_or("", |argument| argument.text);
                    return self.iframe(&argument, title);
                }
                "team_link" | "author_link" => {
                    let author = self.context.config.authors.find(&argument);
                    let name = author.map_or(argument.as_str(), |author| author.name.as_str());
                    self.out.push_str(name);
                    return;
                }
                // A picture that the site's own program finds; the name alone would read as text.
                name if ["photo", "image", "avatar", "icon"]
                    .iter()
                    .any(|end| name.ends_with(end)) =>
                {
                    return self.report_unknown();
                }
                "url" | "relative_url" | "absolute_url" | "safe" | "escape" | "strip"
                | "uri_escape" | "markdownify" | "upcase" | "downcase" | "capitalize"
                | "smartify" | "default" | "trim" | "url_encode" | "htmlBaseUrl" | "locale_url"
                | "date" => {}
                _ => self.report_unknown(),
            }
        }
        if argument.starts_with('/') || is_absolute(&argument) {
            self.address(&argument);
        } else {
            self.out.push_str(&argument);
        }
    }

    /// The value of something that has a name.
    fn variable(&self, argument: &Argument<'_>) -> Option<String> {
        let name = argument.text;
        match name {
            // The root of the site: what follows is an address from there.
            "site.baseurl" | "site.url" | "baseurl" | "site.base_url" | "page.preview_baseurl" => {
                Some(String::new())
            }
            "site.title" => Some(self.context.config.title.clone()),
            _ => {
                let name = name.strip_prefix("page.").unwrap_or(name);
                self.context.draft.front_matter.scalars.get(name).cloned()
            }
        }
    }

    /// Adds an address, so that it can stand in Markdown's round brackets too.
    fn address(&mut self, address: &str) {
        for c in address.trim().chars() {
            match c {
                ' ' => self.out.push_str("%20"),
                '(' => self.out.push_str("%28"),
                ')' => self.out.push_str("%29"),
                '<' | '>' | '\n' | '\r' => {}
                c => self.out.push(c),
            }
        }
    }

    /// A picture, with the caption that the tag gives it.
    fn picture(&mut self, source: &str, alt: &str) {
        if source.is_empty() {
            return self.report_unknown();
        }
        let mut html = String::from("<img src=\"");
        push_attribute(&mut html, source);
        html.push_str("\" alt=\"");
        push_attribute(&mut html, alt);
        html.push_str("\">");
        let caption = self.caption();
        if !caption.is_empty() {
            html = ["<figure>", &html, "<figcaption>", &caption, "</figcaption></figure>"].concat();
        }
        self.html(&html);
    }

    /// The HTML of a picture's caption: its title, what it says, whose the picture is.
    fn caption(&self) -> String {
        let tag = self.tag;
        let (title, words) = (tag.named(&["title"]), tag.named(&["caption", "figcaption"]));
        let mut html = String::new();
        if let Some(title) = title.filter(|title| words != Some(*title)) {
            html.push_str(if words.is_some() { "<strong>" } else { "" });
            push_attribute(&mut html, title);
            html.push_str(if words.is_some() { "</strong> " } else { "" });
        }
        push_attribute(&mut html, words.unwrap_or_default());
        // `attr` is Hugo's.
        if let Some(owner) = tag.named(&["attr", "credit"]) {
            html.push_str(" /");
            push_attribute(&mut html, owner.trim_start_matches('/'));
        }
        html
    }

    fn video(&mut self, player: &str, id: &str) {
        if id.is_empty() {
            return self.report_unknown();
        }
        let address = if is_absolute(id) { id.to_owned() } else { [player, id].concat() };
        let title = self.tag.named(&["title", "caption"]).unwrap_or_default();
        self.iframe(&address, title);
    }

    fn iframe(&mut self, address: &str, title: &str) {
        let mut html = String::from("<iframe src=\"");
        push_attribute(&mut html, address);
        html.push_str("\" title=\"");
        push_attribute(&mut html, title);
        html.push_str("\"></iframe>");
        self.html(&html);
    }

    /// Adds HTML in a way that lets the lines after it be Markdown. A comment before it makes it a
    /// block that ends with its line; one after it makes it a part of its paragraph.
    fn html(&mut self, html: &str) {
        if self.surroundings.alone {
            self.out.push_str(EMPTY_COMMENT);
        }
        self.out.push_str(html);
        if !self.surroundings.alone {
            self.out.push_str(EMPTY_COMMENT);
        }
    }

    fn push_quoted_text(&mut self) {
        let file = self.tag.arguments.first().filter(|_| self.tag.name.starts_with("include"));
        let words = self.tag.arguments.iter().filter(|argument| {
            argument.quoted && Some(*argument) != file && reads_as_text(argument.text)
        });
        let words: Vec<&str> = words.map(|argument| argument.text).collect();
        self.words(&words);
    }

    /// What the filters of an unknown value were told, as far as it is for readers.
    fn push_filter_text(&mut self) {
        const FORMATTING_FILTERS: [&str; 8] =
            ["date", "replace", "remove", "split", "join", "where", "map", "sort"];
        let filters =
            self.tag.filters.iter().filter(|(name, _)| !FORMATTING_FILTERS.contains(name));
        let arguments = filters.flat_map(|(_, arguments)| arguments);
        let words = arguments.filter(|argument| argument.quoted && reads_as_text(argument.text));
        let words: Vec<&str> = words.map(|argument| argument.text).collect();
        self.words(&words);
    }

    /// Adds words that are no part of what stands behind the tag.
    fn words(&mut self, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        self.out.push_str(&words.join(" "));
        if self.surroundings.alone {
            self.out.push('\n');
        } else if self.surroundings.word && self.tag.delimiters != Delimiters::Output {
            self.out.push(' ');
        }
    }

    fn report_unknown(&mut self) {
        let first_line = self.tag.whole.lines().next().unwrap_or_default();
        self.context.report(DiagnosticKind::UnknownTag, self.from, first_line);
    }
}

/// Whether a value is for readers: not an address, a file or a name for programs.
fn reads_as_text(text: &str) -> bool {
    let is_file = text.contains(['/', '.']) && !text.contains(' ');
    !is_file && text.chars().any(char::is_alphabetic)
}

/// Adds a value, on one line: a line end would end the block of HTML it is for.
fn push_attribute(html: &mut String, text: &str) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace("\\\"", "\"");
    // Values are put into HTML as they are: their authors wrote what HTML needs.
    for (part, at) in line.split('&').zip(0..) {
        if at > 0 {
            let end = part.find(';').unwrap_or(0);
            let name = &part[..end];
            let is_entity = (2..=10).contains(&end)
                && name.trim_start_matches('#').chars().all(|c| c.is_ascii_alphanumeric());
            html.push_str(if is_entity { "&" } else { "&amp;" });
        }
        push_escaped(html, part);
    }
}
