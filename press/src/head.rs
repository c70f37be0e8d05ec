//! Prints heads.

use crate::html::Html;
use viewer::pages::Head;

/// Adds a page's title, and the elements that describe the page.
pub fn print(html: &mut Html, head: &Head) {
    html.raw("<title>").text(&head.title).raw("</title>");
    for element in &head.elements {
        let (tag, attributes) = element.parts();
        html.raw("<").raw(tag);
        for (name, value) in attributes.iter().filter(|(name, _)| !name.is_empty()) {
            html.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
        }
        html.raw(">");
    }
}

#[cfg(test)]
#[path = "../../tests/support/heads.rs"]
mod heads;

#[cfg(test)]
mod tests {
    use super::{heads, print};
    use crate::html::Html;
    use expect_test::expect_file;

    /// `tests/browser.rs` compares what the viewer builds with this golden.
    #[test]
    fn printed() {
        let print = |(name, head)| {
            let mut html = Html::new();
            print(&mut html, &head);
            let html = html.finish().replace("><", ">\n<");
            ["== ", name, "\n", &html, "\n"].concat()
        };
        let printed: Vec<String> = heads::heads().into_iter().map(print).collect();
        expect_file!["../../tests/pages/heads.txt"].assert_eq(&printed.join("\n"));
    }
}
