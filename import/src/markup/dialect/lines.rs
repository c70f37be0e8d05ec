//! Lines that mean something as a whole: a place for a table of contents, the lines of a poem
//! (`| …`, Pandoc).

use super::{Edit, Source};

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut poem: Vec<(usize, &str)> = Vec::new();
    for (at, line) in source.lines() {
        let bare = line.trim();
        let is_verse = (bare.starts_with("| ") || bare == "|") && !bare[1..].contains('|');
        let follows = poem.last().is_none_or(|(last, line)| last + line.len() == at);
        if !is_verse || !follows {
            end(&mut poem, &mut edits);
        }
        if is_verse {
            poem.push((at, line));
        }
        if ["[toc]", "[[toc]]", "[[_toc_]]"].iter().any(|toc| toc.eq_ignore_ascii_case(bare)) {
            edits.push(Edit::new(at..at + line.trim_end().len(), ""));
        }
    }
    end(&mut poem, &mut edits);
    edits
}

/// Ends a poem. One line alone is none.
fn end(poem: &mut Vec<(usize, &str)>, edits: &mut Vec<Edit>) {
    let lines = std::mem::take(poem);
    if lines.len() < 2 {
        return;
    }
    let count = lines.len();
    for (number, (at, line)) in lines.into_iter().enumerate() {
        let mark = line.len() - line.trim_start().len();
        let width = if line[mark..].starts_with("| ") { 2 } else { 1 };
        let words = &line[mark + width..];
        let indent = words.len() - words.trim_start_matches(' ').len();
        let start = at + mark;
        edits.push(Edit::new(start..start + width + indent, "&nbsp;".repeat(indent)));
        if number + 1 < count {
            edits.push(Edit::insert(at + line.trim_end().len(), "\\"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn poems() {
        check(
            edits,
            "| The ship\n|   comes in\n| at last\n\n| one\n",
            expect![[r#"
                The ship\
                &nbsp;&nbsp;comes in\
                at last

                | one
            "#]],
        );
        check(
            edits,
            "| a | b |\n|---|---|\n| c | d |\n",
            expect![[r#"
            | a | b |
            |---|---|
            | c | d |
        "#]],
        );
        check(
            edits,
            "Above\n[TOC]\nBetween\n[[_TOC_]]\nBelow\n",
            expect![[r#"
                Above

                Between

                Below
            "#]],
        );
    }
}
