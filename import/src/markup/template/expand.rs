//! Expands a single tag.

use super::tag::{Argument, Delimiters, Tag};
use super::values::{capitalized, formatted_date, is_image};
use crate::diagnostics::DiagnosticKind;
use crate::drafts::context::Context;
use std::collections::HashMap;

/// The surroundings of a tag.
#[derive(Clone, Copy)]
pub(super) struct Surroundings {
    /// It is alone on its line.
    pub alone: bool,
    /// A word follows immediately.
    pub word: bool,
}

/// Appends a tag's expansion to `out`. `from` is its source offset.
pub(super) fn expand(
    tag: &Tag<'_>,
    surroundings: Surroundings,
    from: usize,
    context: &Context<'_>,
    variables: &mut HashMap<String, String>,
    out: &mut String,
) {
    let before = out.len();
    let alone = surroundings.alone;
    let mut expander = TagExpander { tag, surroundings, from, context, variables, out };
    match tag.delimiters {
        Delimiters::Comment => {}
        Delimiters::Attributes => expander.attributes(),
        Delimiters::Output if tag.name.is_empty() => expander.output(),
        Delimiters::Output | Delimiters::Tag | Delimiters::Shortcode => expander.tag(),
    }
    // An empty line would split the paragraph around it.
    if alone && out.len() == before && tag.delimiters != Delimiters::Attributes {
        out.push_str(EMPTY_COMMENT);
    }
}

/// HTML that is nothing.
pub(super) const EMPTY_COMMENT: &str = "<!---->";

pub(super) struct TagExpander<'a> {
    pub(super) tag: &'a Tag<'a>,
    pub(super) surroundings: Surroundings,
    from: usize,
    context: &'a Context<'a>,
    variables: &'a mut HashMap<String, String>,
    pub(super) out: &'a mut String,
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
                self.push_image(source, alt);
            }
            // Hexo: the file, then words for its title; of `img`, classes come first.
            "img"
                if tag.arguments().skip(1).any(is_image)
                    && !tag.arguments().next().is_some_and(is_image) =>
            {
                let words: Vec<&str> = arguments.skip_while(|word| !is_image(word)).collect();
                let is_size = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
                let title: Vec<&str> = words[1..].iter().skip_while(is_size).copied().collect();
                self.push_image(words[0], &title.join(" "));
            }
            "asset_img" => {
                let file = arguments.find(|word| is_image(word)).unwrap_or_default();
                let is_size = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
                let words: Vec<&str> = arguments.skip_while(is_size).collect();
                self.push_image(file, &words.join(" "));
            }
            "image" | "img" | "picture" | "figure" | "responsive_image" => {
                let source = tag.named(&["src", "image", "file", "url", "path"]);
                let source = source.or_else(|| arguments.next()).unwrap_or_default();
                // A class may come between the file and the description: `"x.jpg" "wide" "A hall"`.
                let (first, second) = (arguments.next(), arguments.next());
                let alt = tag.named(&["alt"]).or(second).or(first).unwrap_or_default();
                self.push_image(source, alt);
            }
            "get_url" => {
                // In Zola, `@/` is the content folder.
                let path = tag.named(&["path"]).or_else(|| arguments.next()).unwrap_or_default();
                self.push_address(path.strip_prefix('@').unwrap_or(path));
            }
            // Hexo: words and an address, or an article and words.
            "link" if tag.arguments().any(|word| word.contains("://")) => {
                let words: Vec<&str> = tag.arguments().collect();
                let at = words.iter().position(|word| word.contains("://")).unwrap_or_default();
                self.push_link(words[at], &words[..at].join(" "));
            }
            "post_link" | "asset_link" => {
                let to = arguments.next().unwrap_or_default();
                let words: Vec<&str> = arguments.filter(|word| !is_flag(word)).collect();
                self.push_link(to, &words.join(" "));
            }
            "url" | "ref" | "relref" | "link" | "post_url" | "post_path" | "asset_path" => {
                let path = tag.named(&["path"]).or_else(|| arguments.next()).unwrap_or_default();
                let rooted = tag.name == "link" && !path.starts_with('/');
                let path = if rooted { ["/", path].concat() } else { path.to_owned() };
                self.push_address(&path);
            }
            "youtube" => {
                let id = tag.named(&["id", "video"]).or_else(|| arguments.next());
                self.push_video("https://www.youtube.com/embed/", id.unwrap_or_default());
            }
            "vimeo" => {
                let id = tag.named(&["id", "video"]).or_else(|| arguments.next());
                self.push_video("https://player.vimeo.com/video/", id.unwrap_or_default());
            }
            "include" | "include_relative" | "include_cached" | "render" | "partial" => {
                self.include();
            }
            "param" => {
                let name = arguments.next().unwrap_or_default();
                match self.context.draft.front_matter.scalars.get(name) {
                    Some(value) => self.out.push_str(value),
                    None => self.report_unknown(),
                }
            }
            "assign" | "set" => self.assign(),
            "capture" | "endcapture" | "endset" | "increment" | "decrement" | "layout" | "toc" => {}
            "if" | "unless" | "elsif" | "elif" | "else" | "for" | "case" | "when" | "tablerow"
            | "cycle" | "break" | "continue" | "block" | "extends" | "macro" | "import"
            | "from" => {
                self.report_unknown();
            }
            name if name.starts_with("end") || name.starts_with('/') => {}
            _ if self.push_embed() || self.push_described() => {}
            _ => {
                self.report_unknown();
                self.push_quoted_text();
            }
        }
    }

    /// Includes one of the site's own templates. Its arguments show what it would have displayed.
    fn include(&mut self) {
        let tag = self.tag;
        let file = tag.arguments().next().unwrap_or_default().to_ascii_lowercase();
        let source = tag.named(&["image", "src", "image_path", "img", "file", "url"]);
        let images = ["figure", "image", "img", "picture", "photo"];
        if let Some(source) = source.filter(|_| images.iter().any(|word| file.contains(word))) {
            let alt = tag.named(&["alt", "image_alt"]).unwrap_or_default();
            return self.push_image(source, alt);
        }
        let id = tag.named(&["id", "video", "video_id"]).unwrap_or_default();
        for (host, player) in [
            ("youtube", "https://www.youtube.com/embed/"),
            ("vimeo", "https://player.vimeo.com/video/"),
        ] {
            if file.contains(host) && !id.is_empty() {
                return self.push_video(player, id);
            }
        }
        self.report_unknown();
        self.push_quoted_text();
    }

    /// `{% assign name = "value" %}`
    fn assign(&mut self) {
        let value = self.tag.arguments.iter().find(|argument| !argument.key.is_empty());
        if let Some(value) = value.filter(|value| value.quoted) {
            self.variables.insert(value.key.to_owned(), value.text.to_owned());
        }
    }

    /// Kramdown's attributes: the id of a heading is one; a table of contents takes the place of the
    /// list above it.
    fn attributes(&mut self) {
        let named = |sign: char| self.tag.arguments().find_map(|word| word.strip_prefix(sign));
        let is_toc = self.tag.arguments().any(|word| word == "toc");
        let line_start = self.out.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.out[line_start..].trim();
        if is_toc {
            let item = line.trim_start_matches(['*', '-', '+', '1', '.', ' ']);
            if item.len() < line.len() && !item.contains(' ') {
                self.out.truncate(line_start);
            }
        } else if let Some(id) = named('#').filter(|_| line.starts_with('#')) {
            // The list may stand behind the heading or below it.
            let end = line_start + self.out[line_start..].trim_end().len();
            let id = [" {#", id, "}"].concat();
            self.out.insert_str(end, &id);
        }
    }

    /// `{{ value | filter }}`
    fn output(&mut self) {
        let tag = self.tag;
        let Some(first) = tag.arguments.first() else {
            return;
        };
        let value = if first.quoted { Some(first.text.to_owned()) } else { self.variable(first) };
        let Some(value) = value else {
            self.report_unknown();
            return self.push_filter_text();
        };
        let mut value = value;
        for (filter, arguments) in &tag.filters {
            match *filter {
                "date" => match formatted_date(&value, arguments) {
                    Some(date) => value = date,
                    None => return self.report_unknown(),
                },
                "upcase" | "upper" => value = value.to_uppercase(),
                "downcase" | "lower" => value = value.to_lowercase(),
                "capitalize" => value = capitalized(&value),
                "embed" | "video" | "youtube" => {
                    let title = arguments.first().map_or("", |argument| argument.text);
                    return self.push_iframe(&value, title);
                }
                "team_link" | "author_link" => {
                    let author = self.context.config.authors.find(&value);
                    let name = author.map_or(value.as_str(), |author| author.name.as_str());
                    self.out.push_str(name);
                    return;
                }
                // The site's own program finds the image; the name alone would read as text.
                name if ["photo", "image", "avatar", "icon"]
                    .iter()
                    .any(|end| name.ends_with(end)) =>
                {
                    return self.report_unknown();
                }
                "url" | "relative_url" | "absolute_url" | "safe" | "escape" | "strip"
                | "uri_escape" | "markdownify" | "smartify" | "default" | "trim" | "url_encode"
                | "htmlBaseUrl" | "locale_url" | "strip_html" | "strip_newlines" | "xml_escape"
                | "escape_once" => {}
                _ => self.report_unknown(),
            }
        }
        let is_address = value.starts_with('/') || value.contains("://");
        if is_address && !value.contains(char::is_whitespace) {
            self.push_address(&value);
        } else {
            self.out.push_str(&value);
        }
    }

    /// The value of a variable.
    fn variable(&self, argument: &Argument<'_>) -> Option<String> {
        let name = argument.text;
        match name {
            // The root of the site: a root-relative address follows.
            "site.baseurl" | "site.url" | "baseurl" | "site.base_url" | "page.preview_baseurl" => {
                Some(String::new())
            }
            "site.title" => Some(self.context.config.title.clone()),
            _ if self.variables.contains_key(name) => self.variables.get(name).cloned(),
            _ => {
                let name = name.strip_prefix("page.").unwrap_or(name);
                self.context.draft.front_matter.scalars.get(name).cloned()
            }
        }
    }

    /// Appends an address, escaped for Markdown's `](…)`.
    fn push_address(&mut self, address: &str) {
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

    fn push_quoted_text(&mut self) {
        let file = self.tag.arguments.first().filter(|_| self.tag.name.starts_with("include"));
        let words = self.tag.arguments.iter().filter(|argument| {
            argument.quoted && Some(*argument) != file && reads_as_text(argument.text)
        });
        let words: Vec<&str> = words.map(|argument| argument.text).collect();
        self.push_words(&words);
    }

    /// Appends the quoted arguments of the filters of an unknown value, if they read as text.
    fn push_filter_text(&mut self) {
        const FORMATTING_FILTERS: [&str; 8] =
            ["date", "replace", "remove", "split", "join", "where", "map", "sort"];
        let filters =
            self.tag.filters.iter().filter(|(name, _)| !FORMATTING_FILTERS.contains(name));
        let arguments = filters.flat_map(|(_, arguments)| arguments);
        let words = arguments.filter(|argument| argument.quoted && reads_as_text(argument.text));
        let words: Vec<&str> = words.map(|argument| argument.text).collect();
        self.push_words(&words);
    }

    /// Appends words, separated from what follows the tag.
    fn push_words(&mut self, words: &[&str]) {
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

    pub(super) fn report_unknown(&mut self) {
        let first_line = self.tag.whole.lines().next().unwrap_or_default();
        self.context.report(DiagnosticKind::UnknownTag, self.from, first_line);
    }
}

/// Whether a word only says how something is done.
fn is_flag(word: &&str) -> bool {
    matches!(*word, "true" | "false")
}

/// Whether an argument is text for readers, not an address, a file or an identifier.
fn reads_as_text(text: &str) -> bool {
    let is_file = text.contains(['/', '.']) && !text.contains(' ');
    !is_file && text.chars().any(char::is_alphabetic)
}
