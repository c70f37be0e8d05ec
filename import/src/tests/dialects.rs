//! Markdown of other programs, and HTML as pages have it.

use super::{PICTURE, check_file, paper, show};
use expect_test::{Expect, expect};

fn check(markdown: &str, expected: Expect) {
    check_file("text.md", &["---\ntitle: T\n---\n", markdown].concat(), expected);
}

fn check_html(html: &str, expected: Expect) {
    check_file("text.html", &["<h1>T</h1>", html].concat(), expected);
}

#[test]
fn boxes() {
    check(
        "::: warning Mind the *press*\nIt is **hot**.\n\n- a\n:::\n\n:::tip\nOil it.\n:::\n\n!!! note \"By the way\"\n    It is *old*.\n\nEnd.",
        expect![[r#"
            Warning: Mind the *press*
              It is **hot**.
              -
                a
            Note: 
              Oil it.
            Note: By the way
              It is *old*.
            End.
        "#]],
    );
    check(
        "> [!NOTE] Mind the *press*\n> It is hot.\n\n> [!info]\n> It is old.\n\n> [!danger]- Folded\n> Oil it.\n\n> [!NOTE]\n> Plain.",
        expect![[r#"
            Note: Mind the *press*
              It is hot.
            Note: 
              It is old.
            Warning: Folded
              Oil it.
            Note: 
              Plain.
        "#]],
    );
}

#[test]
fn lists_of_terms_and_tasks() {
    check(
        "Quoin\n: A wedge.\n: A *corner*.\n\nForme\n: Type.",
        expect![[r#"
        -
          **Quoin**
          A wedge.
          A *corner*.
        -
          **Forme**
          Type.
    "#]],
    );
    check(
        "- [x] Ink\n- [ ] Paper\n\n<ul><li><input type=\"checkbox\" checked> Type</li></ul>",
        expect![[r#"
            -
              ☑ Ink
            -
              ☐ Paper
            -
              ☑ Type
        "#]],
    );
}

#[test]
fn formulas() {
    check(
        "The sum $x_{1} * y_{1}$, $$a = \\{b\\}\\\\ c$$ and \\(n_1\\); it costs $5 or $6.\n\n$$\nx < y\n$$\n\nA\n\\[ a^2 \\]\nb",
        expect![[r#"
            The sum <math $x_{1} * y_{1}$>, <math $$a = \{b\}\\ c$$> and <math \(n_1\)>; it costs $5 or $6.
            math $$
            x < y
            $$
            A
            math \[ a^2 \]
            b
        "#]],
    );
    check(
        "<math><msup><mi>x</mi><mn>2</mn></msup></math> <math><mfrac><mn>1</mn><mn>12</mn></mfrac></math>\n\
         <math><semantics><mi>y</mi><annotation encoding=\"application/x-tex\">\\hat y</annotation></semantics></math>",
        expect![[r#"
            <math $x^2$> <math $1/12$> <math $\hat y$>
        "#]],
    );
}

#[test]
fn wikilinks() {
    check(
        "[[other]], [[Other|the *other*]], [[2018-06-01-other#Part]], [[#Here]], [[gone]], ![[a.svg|300]]\n\n## Here\n",
        expect![[r#"
            [other](article other), [the *other*](article other), [2018-06-01-other › Part](article other), [Here](#here), gone,
            ![](media/a-c8d01734.svg 640x480) 
            ## Here (#here)
            warning: `2018-06-01-other#Part` is no place in the article that it leads to
             --> text.md:4:37
              |
            4 | [[other]], [[Other|the *other*]], [[2018-06-01-other#Part]], [[#Here]], [[gone]], ![[a.svg|300]]
              |                                     ^^^^^^^^^^^^^^^^^^^^^
              |
              = help: the link leads to the article; there are no headings in it

            warning: `gone` is not a page of this paper
             --> text.md:4:75
              |
            4 | [[other]], [[Other|the *other*]], [[2018-06-01-other#Part]], [[#Here]], [[gone]], ![[a.svg|300]]
              |                                                                           ^^^^
              |
              = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        "#]],
    );
    check(
        "![A](my a.svg) and [x](https://x.example/a b)",
        expect![[r#"
        *A*
        and [x](https://x.example/a%20b)
        warning: `my%20a.svg` was not found
         --> text.md:4:1
          |
        4 | ![A](my a.svg) and [x](https://x.example/a b)
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

    "#]],
    );
}

#[test]
fn words_in_angle_brackets() {
    check(
        "A List<String> for <your-name>. If a<b and c>d, stop. <x-y>kept</x-y> <i>so</i>",
        expect![[r#"
            A List<String> for <your-name>. If a<b and c>d, stop. kept *so*
        "#]],
    );
}

#[test]
fn code_with_titles_and_without_ends() {
    check(
        "```toml title=\"a.toml\"\nx\n```\n\n```{.python .x}\ny\n```\n\n```js:app.js\nz\n```",
        expect![[r#"
            **a.toml**
            ```toml
            x
            ```python
            y
            **app.js**
            ```js
            z
        "#]],
    );
    check(
        "Run:\n\n```sh\nmake\n\nThen.",
        expect![[r#"
        Run:
        ```sh
        make

        Then.
        warning: this code block has no end, so all that follows is code: close it with the signs that open it
         --> text.md:6:1
          |
        6 | ```sh
          | ^^^^^

    "#]],
    );
}

#[test]
fn notes_and_abbreviations() {
    check(
        "One^[a *note*] two[^2].\n\nThe HTML.\n\n*[HTML]: Hyper Text\n\n[^2]: B",
        expect![[r#"
        One[^1] two[^2].
        The HTML (Hyper Text).
        [^1]:
            a *note*
        [^2]:
            B
    "#]],
    );
    check(
        "<abbr title=\"Bureau\">B</abbr>, <abbr title=\"Bureau\">B</abbr>",
        expect![[r#"
        B (Bureau), B
    "#]],
    );
}

#[test]
fn cjk() {
    check(
        "**인쇄(印刷)**는 **말**이다. 3~4월, 5~6월. ~~지움~~",
        expect![[r#"
        **인쇄(印刷)**는 **말**이다. 3~4월, 5~6월. ~~지움~~
    "#]],
    );
}

#[test]
fn markdown_in_html() {
    check(
        "<div class=\"note\" markdown=\"1\">\n**Bold**\n\n- one\n</div>\n\n<figure markdown=\"1\">\n![A](a.svg)\n<figcaption>The crane</figcaption>\n</figure>",
        expect![[r#"
            Note: 
              **Bold**
              -
                one
            ![A](media/a-c8d01734.svg 640x480) The crane
        "#]],
    );
    check(
        "| The ship\n|   comes in\n\n[TOC]\n\nA ==mark==.\n{.lead}\n\n![A](a.svg){width=300}",
        expect![[r#"
            The ship⏎  comes in
            A mark.
            ![A](media/a-c8d01734.svg 640x480) 
        "#]],
    );
}

#[test]
fn numbered_lists() {
    check_html(
        "<ol reversed><li>c<li>b<li>a</ol><ol><li value=4>x<li>y<li value=9>z</ol><ol type=a><li>k</ol>",
        expect![[r#"
            3.
              c
            2.
              b
            1.
              a
            4.
              x
            5.
              y
            9.
              z
            a1.
              k
        "#]],
    );
}

#[test]
fn languages_of_blocks() {
    check_html(
        "<p lang=ar dir=rtl>سلام</p><blockquote lang=fr><p>Le <b>port</b>.</p></blockquote><p dir=rtl>x</p><p lang=en>y</p>",
        expect![[r#"
            <ar سلام>
            > <fr Le **port**.>
            <rtl x>
            y
        "#]],
    );
}

#[test]
fn pictures_of_lazy_pages() {
    check_html(
        "<p><img src=\"data:image/gif;base64,R0\" data-src=\"a.svg\" alt=\"A\"></p>",
        expect![[r#"
            ![A](media/a-c8d01734.svg 640x480) 
        "#]],
    );
    check_html(
        "<p><img data-src=a.svg alt=A><noscript><img src=a.svg alt=A></noscript></p>",
        expect![[r#"
            ![A](media/a-c8d01734.svg 640x480) 
        "#]],
    );
    check_html(
        "<p><img src=\"data:image/gif;base64,R0\" alt=A><noscript><img src=b.svg alt=A></noscript></p>",
        expect![[r#"
            ![A](media/b-c8d01734.svg 640x480) 
        "#]],
    );
    check_html(
        "<img srcset=\"a.svg 400w, b.svg 800w\" alt=\"B\"><picture><source srcset=a.svg><img alt=A></picture>",
        expect![[r#"
            ![B](media/b-c8d01734.svg 640x480) 
            ![A](media/a-c8d01734.svg 640x480) 
        "#]],
    );
}

#[test]
fn sources_in_turn_and_frames() {
    check_html(
        "<audio><source src=gone.ogg><source src=bell.mp3></audio><video><source src=https://x.example/f.webm><source src=film.webm></video>",
        expect![[r#"
            audio media/bell-dd29442d.mp3 "" 
            video media/film-d0607f7a.webm  0x0 "" 
        "#]],
    );
    check_html(
        "<iframe src=paper.pdf title=\"The plan\"></iframe><object data=paper.pdf><p>Read <a href=paper.pdf>it</a>.</p></object><embed src=paper.pdf>",
        expect![[r#"
            [The plan](file media/paper-315d429b.pdf)
            Read [it](file media/paper-315d429b.pdf).
            [paper.pdf](file media/paper-315d429b.pdf)
        "#]],
    );
}

#[test]
fn nothing_is_nothing() {
    check_html(
        "<p>One.<p>&nbsp;<p>&#8203;<p><br><h2>&nbsp;</h2><ul><li>&nbsp;<li>x</ul><p>Two.",
        expect![[r#"
            One.
            -
              x
            Two.
        "#]],
    );
}

#[test]
fn pictures_in_cells() {
    check(
        "| Sign | Code |\n|---|---|\n| ![Ink](a.svg) | b |",
        expect![[r#"
        table 
          = Sign (Column) = Code (Column)
          | Ink | b
        ![Ink](media/a-c8d01734.svg 640x480) 
        warning: pictures in the cells of a table follow the table
         --> text.md:4:1
          |
        4 | | Sign | Code |
          | ^^^^^^^^^^^^^^^

    "#]],
    );
}

#[test]
fn notes_in_html_and_missing_ones() {
    check(
        "<div class=\"note\">\nInside[^d] a box.\n</div>\n\nMissing[^gone], not \\[^meant]. `[^code]` [^ so].\n\n[^d]: Of the box.\n",
        expect![[r#"
            Note: 
              Inside[^1] a box.
            Missing[^gone], not [^meant]. `[^code]` [^ so].
            [^1]:
                Of the box.
            warning: `[^gone]` has no footnote: it stays in the text
             --> text.md:8:8
              |
            8 | Missing[^gone], not \[^meant]. `[^code]` [^ so].
              |        ^^^^^^^

        "#]],
    );
}

#[test]
fn pictures_in_the_articles_own_folder() {
    let (imported, report) = paper(&[
        ("_posts/2024-01-05-piece.md", b"---\ntitle: T\n---\n![Plan](plan.svg)"),
        ("_posts/2024-01-05-piece/plan.svg", PICTURE),
    ]);
    expect![[r#"
        ![Plan](media/plan-c8d01734.svg 640x480) 
    "#]]
    .assert_eq(&(show::body(&imported.stories[0].article) + &report));
}

#[test]
fn what_is_embedded_as_a_picture() {
    check(
        "![A bell](bell.mp3)\n\n![[film.webm]]\n\nSee ![](paper.pdf), ![[paper.pdf|Paper]] and ![Chart](world/gone.csv).",
        expect![[r#"
            audio media/bell-dd29442d.mp3 "A bell" 
            video media/film-d0607f7a.webm  0x0 "" 
            See [paper.pdf](file media/paper-315d429b.pdf), [Paper](file media/paper-315d429b.pdf) and Chart.
            warning: `world/gone.csv` was not found
             --> text.md:8:55
              |
            8 | See ![](paper.pdf), ![[paper.pdf|Paper]] and ![Chart](world/gone.csv).
              |                                                       ^^^^^^^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

        "#]],
    );
}
