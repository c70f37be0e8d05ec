//! Links of wikis and vaults, `[[page|words]]` and `![[picture.png]]`, and links whose addresses have
//! spaces in them, which CommonMark takes for text.

use super::{Edit, Source, prefix};
use crate::drafts::context::WIKI;
use crate::escape::push_escaped;
use crate::media_types::is_published;
use std::path::Path;

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits: Vec<Edit> =
        source.find_all("[[").filter_map(|at| wikilink(source.text, at)).collect();
    edits.extend(source.find_all("](").filter_map(|at| spaced_address(source.text, at + 2)));
    edits
}

/// Obsidian's names of paragraphs, ` ^name` at their ends, which its readers don't see.
pub(super) fn names_of_blocks(source: &Source<'_>) -> Vec<Edit> {
    let named = source.lines().filter_map(|(at, line)| {
        let line = line.trim_end();
        let (before, name) = line.rsplit_once('^')?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let fits = name.len() >= 2
            && name.chars().all(is_name)
            && name.contains(|c: char| c.is_ascii_alphabetic())
            && (before.is_empty() || before.ends_with(' '));
        fits.then(|| Edit::new(at + before.trim_end().len()..at + line.len(), ""))
    });
    named.collect()
}

fn wikilink(text: &str, at: usize) -> Option<Edit> {
    const MAX_LEN: usize = 300;
    let inside = &text[at + 2..];
    let length = prefix(inside, MAX_LEN).find("]]")?;
    let (inside, after) = (&inside[..length], &inside[length + 2..]);
    let embeds = text[..at].ends_with('!');
    let before = text[..at].trim_end_matches('!').chars().next_back();
    // Lists of lists, tests of shells and links in brackets are none.
    let is_link = !inside.is_empty()
        && !inside.contains(['\n', '[', ']'])
        && inside.trim() == inside
        && !inside.bytes().all(|byte| byte.is_ascii_digit())
        && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '[')
        && !after.starts_with(['(', ':']);
    if !is_link {
        return None;
    }
    let (target, words) = inside.split_once('|').map_or((inside, None), |(t, w)| (t, Some(w)));
    let target = target.trim_end_matches('\\').trim();
    let range = at - usize::from(embeds)..at + length + 4;
    if embeds && is_published(Path::new(target)) {
        return Some(Edit::new(range, picture(target, words)));
    }
    let shown = words.map_or_else(|| shown(target), str::to_owned);
    let mut html = String::from("<a href=\"");
    match target.strip_prefix('#') {
        Some(place) => push_escaped(&mut html, &["#", place].concat()),
        None => push_escaped(&mut html, &[WIKI, target].concat()),
    }
    Some(Edit::new(range, html + "\">" + &shown + "</a>"))
}

/// A picture; numbers behind the bar are its size.
fn picture(file: &str, words: Option<&str>) -> String {
    let is_size = |words: &&str| words.bytes().all(|b| b.is_ascii_digit() || b == b'x');
    let mut html = ["<img src=\"", WIKI].concat();
    push_escaped(&mut html, &file.replace('%', "%25").replace('?', "%3F"));
    html += "\" alt=\"";
    push_escaped(&mut html, words.filter(|words| !is_size(words)).unwrap_or_default());
    html + "\"><!---->"
}

/// What a link without words shows: `page › place`.
fn shown(target: &str) -> String {
    let target = target.trim_start_matches('#');
    let mut html = String::new();
    push_escaped(&mut html, &target.replace("#^", "#").replace('#', " › "));
    html
}

/// Puts an address with spaces into angle brackets: `![a](the hall.png)`.
fn spaced_address(text: &str, at: usize) -> Option<Edit> {
    const MAX_LEN: usize = 300;
    let rest = &text[at..];
    let length = prefix(rest, MAX_LEN).find([')', '\n'])?;
    let address = &rest[..length];
    let plain = !address.contains(['"', '\'', '<', '>', '(']) && rest[length..].starts_with(')');
    if !plain || !address.trim().contains(' ') {
        return None;
    }
    let path = address.trim().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_page = [".md", ".html", ".htm"].iter().any(|ending| name.ends_with(ending));
    let is_address = is_page
        || path.starts_with("{author}")
        || path.starts_with("{tag}")
        || path.starts_with("{category}")
        || path.contains("://")
        || is_published(Path::new(name));
    is_address.then(|| Edit::new(at..at + length, ["<", address.trim(), ">"].concat()))
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn wikilinks() {
        check(
            edits,
            "See [[Other page|the *page*]], [[a/b#c]], [[#d]] and ![[my hall.png|300]].\n",
            expect![[r##"
                See <a href="dateline-page:Other page">the *page*</a>, <a href="dateline-page:a/b#c">a/b › c</a>, <a href="#d">d</a> and <img src="dateline-page:my hall.png" alt=""><!---->.
            "##]],
        );
        check(
            edits,
            "x[[1]] [[1]](y) if [[ -f x ]] `[[a]]` [[a](b)]\n",
            expect![[r#"
            x[[1]] [[1]](y) if [[ -f x ]] `[[a]]` [[a](b)]
        "#]],
        );
    }

    #[test]
    fn names_of_blocks() {
        check(
            super::names_of_blocks,
            "A paragraph. ^block-1\n\n- item ^ab12\n\n^table\n\nx ^2 a^b x^2\n",
            expect![[r#"
                A paragraph.

                - item



                x ^2 a^b x^2
            "#]],
        );
    }

    #[test]
    fn addresses_with_spaces() {
        check(
            edits,
            "![a](the hall.png) [b](https://x.example/a b) [c](d \"e\") [f](not a file)\n",
            expect![[r#"
                ![a](<the hall.png>) [b](<https://x.example/a b>) [c](d "e") [f](not a file)
            "#]],
        );
    }
}
