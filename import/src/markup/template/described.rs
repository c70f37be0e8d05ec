//! Tags that nobody here knows, and that say what they show.

use super::expand::TagExpander;
use super::html::push_attribute;
use super::values::is_image;

impl TagExpander<'_> {
    /// Posts and snippets on other hosts that generators have shortcodes for.
    pub(super) fn push_embed(&mut self) -> bool {
        let tag = self.tag;
        let mut arguments = tag.arguments();
        let (first, second) = (arguments.next(), arguments.next());
        let id = tag.named(&["id"]).or(second).or(first).unwrap_or_default();
        let user = tag.named(&["user"]).or(second.and(first)).unwrap_or("i");
        if id.is_empty() || id.contains(['/', ' ', '.']) {
            return false;
        }
        let address = match tag.name {
            "gist" if user != "i" => format!("https://gist.github.com/{user}/{id}"),
            "gist" => format!("https://gist.github.com/{id}"),
            "tweet" | "twitter" | "x" => format!("https://x.com/{user}/status/{id}"),
            "instagram" => format!("https://www.instagram.com/p/{id}/"),
            _ => return false,
        };
        self.push_iframe(&address, "");
        true
    }

    /// An unknown tag that says what it shows: a picture, or a link with words.
    pub(super) fn push_described(&mut self) -> bool {
        let tag = self.tag;
        let source = tag.named(&["src", "source", "image", "img", "file", "url", "href", "link"]);
        let source = source.or_else(|| tag.arguments().next()).unwrap_or_default();
        let words = ["alt", "title", "caption", "text", "description"];
        if is_image(source) {
            let quoted = tag.arguments.iter().filter(|argument| {
                argument.quoted && argument.key.is_empty() && argument.text != source
            });
            let alt = tag.named(&["alt", "description"]);
            let alt = alt.or_else(|| quoted.map(|argument| argument.text).next());
            self.push_image(source, alt.unwrap_or_default());
            return true;
        }
        let Some(words) = tag.named(&words) else {
            return false;
        };
        if source.contains("://") {
            self.push_iframe(source, words);
            return true;
        }
        let is_path = source.contains('/') && !source.contains(' ');
        if is_path {
            let mut html = String::from("<a href=\"");
            push_attribute(&mut html, source);
            html.push_str("\">");
            push_attribute(&mut html, words);
            html.push_str("</a>");
            self.push_html(&html);
        }
        is_path
    }
}
