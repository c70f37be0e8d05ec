//! Markdown.

use super::check_file;
use expect_test::{Expect, expect};

fn check(markdown: &str, expected: Expect) {
    check_file("text.md", &["---\ntitle: The Headline\n---\n", markdown].concat(), expected);
}

#[test]
fn paragraphs_and_lines() {
    check(
        "One *two* **three** `four` ~~five~~  \nsix\nseven\\\neight &amp; nine.\n\nTen.",
        expect![[r#"
            One *two* **three** `four` ~~five~~⏎six seven⏎eight & nine.
            Ten.
        "#]],
    );
    check(
        "An *emphasis that **nests*** and [a *link*](https://example.org \"t\").",
        expect![[r#"
            An *emphasis that **nests*** and [a *link*](https://example.org).
            warning: `t` is a link's title and left out
             --> text.md:4:66
              |
            4 | An *emphasis that **nests*** and [a *link*](https://example.org "t").
              |                                                                  ^
              |
              = help: touch and keyboard can't show titles; put what readers need into the text

        "#]],
    );
    check(
        "H<sub>2</sub>O, m<sup>2</sup>, <del>old</del> <ins>new</ins>, <q>said</q>, <span lang=\"de\">Zeitung</span>.",
        expect![[r#"
            H_2_O, m^2^, ~~old~~ new, “said”, <de Zeitung>.
        "#]],
    );
}

#[test]
fn headings() {
    check(
        "# The Headline\n\n# Another\n\n## Why it rose {#why}\n\n## Why it rose\n\n## Why it rose\n\n###### Six\n\n## …",
        expect![[r#"
            ## Another (#another)
            ## Why it rose (#why)
            ## Why it rose (#why-it-rose)
            ## Why it rose (#why-it-rose-1)
            ###### Six (#six)
            ## … (#section)
        "#]],
    );
}

#[test]
fn lists() {
    check(
        "- one\n- two\n  - three\n\n4. four\n5. five\n\n   more\n",
        expect![[r#"
            -
              one
            -
              two
              -
                three
            4.
              four
            5.
              five
              more
        "#]],
    );
}

#[test]
fn quotations() {
    check(
        "> Words.\n>\n> — Mark Twain, *note* of 1897\n",
        expect![[r#"
            > Words.
            > — Mark Twain, *note* of 1897
        "#]],
    );
    check(
        "> Words go on\n> and on.\n> -- Mark Twain\n",
        expect![[r#"
        > Words go on and on.
        > — Mark Twain
    "#]],
    );
    check(
        "> Only words – not more.\n",
        expect![[r#"
        > Only words – not more.
    "#]],
    );
    check(
        "> We [the editors] saw it. [sic]\n",
        expect![[r#"
        > We <insert the editors> saw it. <insert sic>
    "#]],
    );
    check(
        "<blockquote>\n<p>Words.</p>\n<footer>— <cite>Her</cite></footer>\n</blockquote>\n\n<blockquote class=\"pullquote\"><p>Large words.</p></blockquote>",
        expect![[r#"
            > Words.
            > — Her
            >> Large words.
        "#]],
    );
}

#[test]
fn inserts() {
    check(
        "\"We assessed the [joint declaration], which you signed,\" he said [later].",
        expect![[r#"
            “We assessed the <insert joint declaration>, which you signed,” he said [later].
        "#]],
    );
    check(
        "“The *[sic]* and **the [bold]** one”, [a link](https://example.org).",
        expect![[r#"
            “The *<insert sic>* and **the <insert bold>** one”, [a link](https://example.org).
        "#]],
    );
}

#[test]
fn alerts_are_asides() {
    check(
        "> [!NOTE]\n> Remark.\n\n> [!WARNING]\n> Beware.\n",
        expect![[r#"
            Note: 
              Remark.
            Warning: 
              Beware.
        "#]],
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_met() {
    check(
        "A[^b] and B[^a] and A again[^b], none[^c].\n\n[^a]: First written.\n[^b]: Second,\n    with *more*.\n[^d]: Nobody asks.\n",
        expect![[r#"
            A[^1] and B[^2] and A again[^1], none[^c].
            [^1]:
                Second, with *more*.
            [^2]:
                First written.
            [^3]:
                Nobody asks.
            warning: `[^c]` has no footnote: it stays in the text
             --> text.md:4:38
              |
            4 | A[^b] and B[^a] and A again[^b], none[^c].
              |                                      ^^^^

        "#]],
    );
    check(
        "A[^Note] and[^ä].\n\n[^note]: One.\n[^Ä]: Two.\n\nB.\n\n[^NOTE]: Three.\n",
        expect![[r#"
            A[^1] and[^2].
            B.
            [^1]:
                One.
                Three.
            [^2]:
                Two.
            warning: `[^NOTE]` has two footnotes
              --> text.md:11:1
               |
            11 | [^NOTE]: Three.
               | ^^^^^^^
               |
               = help: their texts are merged; give each a name of its own

        "#]],
    );
}

#[test]
fn tables() {
    check(
        "| Ink | Angle |\n|:--|--:|\n| Cyan | 15° |\n| `Key` | 45° |\n",
        expect![[r#"
            table 
              = Ink (Column) = Angle (Column) (End)
              | Cyan | 15° (End)
              | `Key` | 45° (End)
        "#]],
    );
}

#[test]
fn code() {
    check(
        "```rust\nfn main() {\n\n}\n```\n\n    indented\n      more\n",
        expect![[r#"
            ```rust
            fn main() {

            }
            ```
            indented
              more
        "#]],
    );
}

#[test]
fn pictures() {
    check(
        "![Alt](a.svg \"They meet. /TASS-Yonhap\")",
        expect![[r#"
            ![Alt](media/a-c8d01734.svg 640x480) They meet. / TASS > Yonhap
        "#]],
    );
    check(
        "Text ![Alt](a.svg) goes on.\n\n![A](a.svg)\n![B](b.svg)",
        expect![[r#"
            Text goes on.
            ![Alt](media/a-c8d01734.svg 640x480) 
            gallery
              ![A](media/a-c8d01734.svg 640x480) 
              ![B](media/b-c8d01734.svg 640x480) 
        "#]],
    );
    check(
        "[![Alt](a.svg)](https://example.org/big) and [![Alt](a.svg)](a.svg)",
        expect![[r#"
            ![Alt](media/a-c8d01734.svg 640x480) [example.org](https://example.org/big)
            and
            ![Alt](media/a-c8d01734.svg 640x480) 
        "#]],
    );
    check(
        "![Far](https://example.org/far.png \"Caption\")",
        expect![[r#"
            embed https://example.org/far.png "Far" Caption
            warning: `https://example.org/far.png` is on another host
             --> text.md:4:8
              |
            4 | ![Far](https://example.org/far.png "Caption")
              |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: readers are shown a link to it; save it in the folder to show the picture itself

        "#]],
    );
    check(
        "Before.\n\n![What it shows](gone.png \"Its caption\")\n\n![](gone.png)",
        expect![[r#"
            Before.
            *What it shows⏎Its caption*
            warning: 2 pictures or files were not found
             --> text.md:6:18
              |
            6 | ![What it shows](gone.png "Its caption")
              |                  ^^^^^^^^
              |
             ::: text.md:8:5
              |
            8 | ![](gone.png)
              |     ^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

        "#]],
    );
}

#[test]
fn html_in_between() {
    check(
        "<div class=\"gallery\">\n\n![A](a.svg)\n\n![B](b.svg)\n\n</div>\n\n<aside>\n<h3>Facts</h3>\n\n- *One*\n\n</aside>",
        expect![[r#"
            gallery
              ![A](media/a-c8d01734.svg 640x480) 
              ![B](media/b-c8d01734.svg 640x480) 
            Background: Facts
              -
                *One*
        "#]],
    );
    check(
        "<div class=\"pquote\">\n<blockquote>\n\t\t“First.\n\n\t\tSecond.”\n</blockquote>\n</div>\n\n\tcode\n",
        expect![[r#"
            > “First.
            > Second.”
            ```
            code
        "#]],
    );
    check(
        "<div class=\"pquote\">\n\t{{ \"her\" | team_photo }}\n\t<blockquote>\nWords.\n\t</blockquote>\n</div>",
        expect![[r#"
            > Words.
            warning: `{{ "her" | team_photo }}` is not a known template tag
             --> text.md:5:2
              |
            5 |     {{ "her" | team_photo }}
              |     ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: its quoted text is kept, the rest is left out

        "#]],
    );
    check(
        "<details><summary>More</summary>\n\nHidden *text*.\n</details>\n\n<hr>\nText<br>line",
        expect![[r#"
            Background: More
              Hidden *text*.
            ---
            Text⏎line
        "#]],
    );
    check(
        "A <script>alert(1)</script> and <style>p{}</style> <b onclick=x>bold</b> <blink>text</blink>.",
        expect![[r#"
            A and **bold** text.
            warning: `<script` is left out: pages have no scripts
             --> text.md:4:3
              |
            4 | A <script>alert(1)</script> and <style>p{}</style> <b onclick=x>bold</b> <blink>text</blink>.
              |   ^^^^^^^

        "#]],
    );
}

#[test]
fn raw_text_elements_do_not_swallow_the_rest() {
    check(
        "One.\n\n<iframe src=\"https://maps.example.org/x\"/>\n\n*Two*.\n\n<script src=\"https://gist.github.com/a/1.js\" />\n\n- Three\n  <STYLE title='/>' />\n\n```\n<script src=x />\n```",
        expect![[r#"
            One.
            embed https://maps.example.org/x "" 
            *Two*.
            embed https://gist.github.com/a/1 "" 
            -
              Three
            ```
            <script src=x />
        "#]],
    );
    check(
        "One <b>two</b>.\n\nText <style>\n\n*Three*.",
        expect![[r#"
            One **two**.
            Text
            warning: `<style>` is not closed, so all that follows is part of it: add `</style>`
             --> text.md:6:6
              |
            6 | Text <style>
              |      ^^^^^^

        "#]],
    );
}
