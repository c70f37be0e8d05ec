//! Notes in a line, `^[like this]`, and abbreviations, `*[HTML]: Hyper Text Markup Language`.

use super::{Edit, Source, suffix};
use crate::escape::push_escaped;

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = inline_notes(source);
    edits.extend(abbreviations(source));
    edits
}

fn inline_notes(source: &Source<'_>) -> Vec<Edit> {
    const MAX_NOTES: usize = 2_000;
    let text = source.text;
    let mut edits = Vec::new();
    let mut notes = String::new();
    for at in source.find_all("^[").take(MAX_NOTES) {
        let Some(length) = closing_bracket(&text[at + 2..]) else { continue };
        let words = text[at + 2..at + 2 + length].split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            continue;
        }
        let name = format!("[^dateline-{at}]");
        notes += &["\n\n", &name, ": ", &words].concat();
        edits.push(Edit::new(at..at + length + 3, name));
    }
    if !notes.is_empty() {
        edits.push(Edit::insert(text.len(), notes + "\n"));
    }
    edits
}

/// Where the bracket closes inside of which a text begins. A note has no empty line in it.
fn closing_bracket(text: &str) -> Option<usize> {
    const MAX_LEN: usize = 5_000;
    let mut depth = 0;
    for (at, c) in text.char_indices().take(MAX_LEN) {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return Some(at),
            ']' => depth -= 1,
            '\n' if text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Takes out the definitions, and gives what each says to the first place where the word stands.
fn abbreviations(source: &Source<'_>) -> Vec<Edit> {
    const MAX: usize = 200;
    let definitions: Vec<(usize, &str, &str, &str)> = source
        .lines()
        .filter_map(|(at, line)| {
            let (word, meaning) = line.strip_prefix("*[")?.split_once("]:")?;
            (!word.is_empty()).then_some((at, line, word, meaning.trim()))
        })
        .take(MAX)
        .collect();
    let mut edits = Vec::new();
    for &(start, line, word, meaning) in &definitions {
        edits.push(Edit::new(start..start + line.trim_end().len(), ""));
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let first = source.text.match_indices(word).map(|(at, _)| at).find(|&at| {
            let (before, after) = (&source.text[..at], &source.text[at + word.len()..]);
            let whole = !is_part(before.chars().next_back()) && !is_part(after.chars().next());
            let defines = definitions
                .iter()
                .any(|(start, line, ..)| (*start..start + line.len()).contains(&at));
            whole && !defines && !source.is_code(at) && !in_tag_or_address(before)
        });
        if let Some(at) = first.filter(|_| !meaning.is_empty()) {
            let mut html = String::from("<abbr title=\"");
            push_escaped(&mut html, meaning);
            html += &["\">", word, "</abbr>"].concat();
            edits.push(Edit::new(at..at + word.len(), html));
        }
    }
    edits
}

/// Whether a text ends inside a tag, or inside the address of a link.
fn in_tag_or_address(before: &str) -> bool {
    let line = suffix(before, 500).rsplit('\n').next().unwrap_or_default();
    let tag = line.rfind('<').is_some_and(|tag| !line[tag..].contains('>'));
    let address = line.rfind("](").is_some_and(|link| !line[link..].contains(')'));
    tag || address
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn notes_in_lines() {
        check(
            edits,
            "One^[a *note* [x](y)] and 2^[3.\n",
            expect![[r#"
            One[^dateline-3] and 2^[3.


            [^dateline-3]: a *note* [x](y)
        "#]],
        );
    }

    #[test]
    fn abbreviated_words() {
        check(
            edits,
            "HTMLs, [x](HTML), HTML.\n\n*[HTML]: Hyper \"Text\"\n*[CSS]: Sheets\n",
            expect![[r#"
                HTMLs, [x](HTML), <abbr title="Hyper &quot;Text&quot;">HTML</abbr>.



            "#]],
        );
    }
}
