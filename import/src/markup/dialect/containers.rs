//! Boxes around text: `:::note Title` (Docusaurus, VitePress, Pandoc) and `!!! note "Title"`
//! (Python-Markdown, MkDocs).

use super::{Edit, Source};
use crate::escape::push_escaped;

pub(super) fn edits(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = fenced(source);
    edits.extend(indented(source));
    edits
}

/// What a box is, by its name; `None` if the name says nothing to readers.
pub(crate) fn class_of(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "tip" | "info" | "hint" | "important" | "success" | "question" | "help"
        | "faq" | "todo" | "abstract" | "summary" | "tldr" | "example" | "seealso" | "check"
        | "done" | "admonition" | "callout" | "alert" | "notice" | "quote" | "cite" => "note",
        "warning" | "caution" | "danger" | "attention" | "error" | "bug" | "failure" | "fail"
        | "missing" => "warning",
        "details" | "spoiler" | "collapse" | "sidebar" | "aside" => "aside",
        _ => return None,
    })
}

/// The HTML that opens a box, up to an empty line behind which Markdown is read.
pub(crate) fn opening(name: &str, title: &str, indent: &str) -> String {
    let mut html = [indent, "<div class=\""].concat();
    push_escaped(&mut html, class_of(name).unwrap_or_default());
    html += "\">\n\n";
    if !title.is_empty() {
        html += indent;
        html += "<div class=\"admonition-title\">\n\n";
        html += &[indent, title, "\n\n", indent, "</div>\n\n"].concat();
    }
    html
}

fn fenced(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    // How many colons each open box has.
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in source.lines() {
        let bare = line.trim();
        let colons = bare.len() - bare.trim_start_matches(':').len();
        if colons < 3 {
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let info = bare.trim_matches(':').trim();
        let range = at..at + line.len();
        if !info.is_empty() {
            let (name, title) = name_and_title(info);
            // Colons with more words behind them than a box has are a line of text.
            if name.is_empty() || (class_of(name).is_none() && !title.is_empty()) {
                continue;
            }
            open.push(colons);
            edits.push(Edit::new(range, ["\n", &opening(name, title, indent)].concat()));
        } else if let Some(inner) = open.iter().rposition(|&other| other <= colons) {
            let ends = "</div>".repeat(open.len() - inner);
            open.truncate(inner);
            edits.push(Edit::new(range, ["\n", indent, &ends, "\n\n"].concat()));
        }
    }
    edits
}

/// `note`, `note Title`, `note[Title]`, `note{title="Title"}`, `{.note}`.
fn name_and_title(info: &str) -> (&str, &str) {
    let info = info.trim_start_matches(['{', '.', ' ']);
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let end = info.find(|c| !is_part(c)).unwrap_or(info.len());
    let (name, rest) = info.split_at(end);
    let rest = rest.trim();
    let title = match rest.split_once("title=") {
        Some((_, title)) => title.trim_end_matches('}').trim_end(),
        None if rest.starts_with(['{', '}', '.', '#']) => "",
        None => rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(rest),
    };
    (name, title.trim_matches(['"', '\'']))
}

fn indented(source: &Source<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done = 0;
    for (at, line) in source.lines() {
        let bare = line.trim_start();
        let marks = ["!!! ", "???+ ", "??? "];
        let Some(info) = marks.iter().find_map(|mark| bare.strip_prefix(mark)) else { continue };
        let (name, title) = name_and_title(info.trim());
        // Three exclamation marks may also be three exclamation marks.
        let Some(_) = class_of(name).filter(|_| at >= done) else { continue };
        let indent = &line[..line.len() - bare.len()];
        edits.push(Edit::new(at..at + line.len(), ["\n", &opening(name, title, indent)].concat()));
        done = at + line.len();
        let mut last = done;
        for inner in source.text[done..].split_inclusive('\n') {
            let own = inner.strip_prefix(indent).unwrap_or(inner);
            let width = match own.strip_prefix('\t') {
                Some(_) => 1,
                None if own.starts_with("    ") => 4,
                None if own.trim().is_empty() => 0,
                None => break,
            };
            let start = done + inner.len() - own.len();
            edits.push(Edit::new(start..start + width, ""));
            done += inner.len();
            if width > 0 {
                last = done;
            }
        }
        edits.push(Edit::insert(last, ["\n", indent, "</div>\n\n"].concat()));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::markup::dialect::check;
    use expect_test::expect;

    #[test]
    fn fences() {
        check(
            edits,
            "::: warning Mind it\nHot.\n:::\nEnd.\n",
            expect![[r#"

            <div class="warning">

            <div class="admonition-title">

            Mind it

            </div>

            Hot.

            </div>

            End.
        "#]],
        );
        check(
            edits,
            ":::tip[A *title*]\nOil it.\n:::\n",
            expect![[r#"

            <div class="note">

            <div class="admonition-title">

            A *title*

            </div>

            Oil it.

            </div>

        "#]],
        );
        check(
            edits,
            "::::note\n:::{.row}\na\n:::\n::::\n",
            expect![[r#"

            <div class="note">


            <div class="">

            a

            </div>


            </div>

        "#]],
        );
        check(
            edits,
            "```\n:::note\n```\n::: what is this\n:::\n",
            expect![[r#"
            ```
            :::note
            ```
            ::: what is this
            :::
        "#]],
        );
    }

    #[test]
    fn indented_boxes() {
        check(
            edits,
            "!!! note \"By the way\"\n    It is *old*.\n\n        code\n\nEnd.\n",
            expect![[r#"

                <div class="note">

                <div class="admonition-title">

                By the way

                </div>

                It is *old*.

                    code

                </div>


                End.
            "#]],
        );
        check(
            edits,
            "??? danger\n\tHot.\n!!! What a day\n",
            expect![[r#"

            <div class="warning">

            Hot.

            </div>

            !!! What a day
        "#]],
        );
    }
}
