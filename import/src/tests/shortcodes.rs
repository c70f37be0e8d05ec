//! Shortcodes that say what they show, variables and attributes.

use super::check_file;
use expect_test::{Expect, expect};

fn check(markdown: &str, expected: Expect) {
    check_file("text.md", &["---\ntitle: T\n---\n", markdown].concat(), expected);
}

#[test]
fn boxes_of_shortcodes() {
    check(
        "{{< note >}}\nMind the *gap*.\n{{< /note >}}\n\n{{% notice warning \"Hot\" %}}\nInner.\n{{% /notice %}}\n\n{{< details summary=\"More *facts*\" >}}\nHidden.\n{{< /details >}}\n\n{% tip %}Oil it.{% endtip %}\n\n{{< note >}} alone.",
        expect![[r#"
            Note: 
              Mind the *gap*.
            Warning: Hot
              Inner.
            Background: More *facts*
              Hidden.
            Note: 
              Oil it.
            alone.
            warning: `{{< note >}}` is not a known template tag
              --> text.md:18:1
               |
            18 | {{< note >}} alone.
               | ^^^^^^^^^^^^
               |
               = help: its quoted text is kept, the rest is left out

        "#]],
    );
}

#[test]
fn described_shortcodes() {
    check(
        "{{< wide-img src=\"a.svg\" alt=\"Cranes\" >}}The harbour opened.\n\n{% asset_img a.svg The plan %}\n\n{{< tile \"b.svg\" \"A tile\" >}}\n\n{{< button href=\"/world/other/\" text=\"Read\" >}}\n\n{{< card url=\"https://x.example/\" title=\"X\" >}}",
        expect![[r#"
            ![Cranes](media/a-c8d01734.svg 640x480) 
            The harbour opened.
            ![The plan](media/a-c8d01734.svg 640x480) 
            ![A tile](media/b-c8d01734.svg 640x480) 
            [Read](article other)
            embed https://x.example/ "X" 
        "#]],
    );
    check(
        "{{< gist someone 0123 >}}\n\n{{< tweet user=\"someone\" id=\"12\" >}}\n\n{{< x user=\"someone\" id=\"13\" >}}\n\n{{< instagram CxO >}}",
        expect![[r#"
            embed https://gist.github.com/someone/0123 "" 
            embed https://x.com/someone/status/12 "" 
            embed https://x.com/someone/status/13 "" 
            embed https://www.instagram.com/p/CxO/ "" 
        "#]],
    );
}

#[test]
fn variables_and_dates() {
    check_file(
        "text.md",
        "---\ntitle: T\ndate: 2024-05-01 10:30\n---\n{% capture promo %}Subscribe{% endcapture %}{% assign n = \"five\" %}{{ promo }} to {{ n }}: \
         {{ page.date | date: \"%B %d, %Y\" }}, {{ page.date }}. {{ \"shout\" | upcase }} {{ \"now\" | date: \"%Y\" }}.",
        expect![[r#"
            Subscribe to five: May 01, 2024, 2024-05-01 10:30. SHOUT .
            warning: `{{ "now" | date: "%Y" }}` is not a known template tag
             --> text.md:5:169
              |
            5 | ... %d, %Y" }}, {{ page.date }}. {{ "shout" | upcase }} {{ "now" | date: "%Y" }}.
              |                                                         ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: its quoted text is kept, the rest is left out

        "#]],
    );
}

#[test]
fn attributes_of_kramdown() {
    check(
        "* TOC\n{:toc}\n\n## One {: #first}\n\n## Two\n{: #second .x}\n\n[1](#first) [2](#second)",
        expect![[r#"
            ## One (#first)
            ## Two (#second)
            [1](#first) [2](#second)
        "#]],
    );
    check(
        "Write {{/* youtube(id=\"x\") */}} and `{{/* y() */}}`.",
        expect![[r#"
            Write {{ youtube(id=“x”) }} and `{{ y() }}`.
        "#]],
    );
}

#[test]
fn shortcodes_of_wordpress() {
    check(
        "\\[caption id=\"attachment\\_7\"\\]![C](a.svg) Three\\[/caption\\]\n\n[caption id=\"x\" width=\"3\"]<a href=\"/a.svg\"><img src=\"/a.svg\" alt=\"A\" /></a> The *hall* at noon[/caption]\n\n\
         [caption][![B](b.svg)](b.svg) Two[/caption]\n\nText. [embed]https://www.youtube.com/watch?v=abc[/embed] More[ref]A *note*.[/ref].\n\n\
         [gallery ids=\"1,2\"]\n\n[audio mp3=\"bell.mp3\"][/audio]\n\n[vc_row][vc_column width=\"1/2\"]\nIn **it**.\n[/vc_column][/vc_row]",
        expect![[r#"
            ![C](media/a-c8d01734.svg 640x480) Three
            ![A](media/a-c8d01734.svg 640x480) The *hall* at noon
            ![B](media/b-c8d01734.svg 640x480) Two
            Text.
            embed https://www.youtube.com/watch?v=abc "" 
            More[^1].
            audio media/bell-dd29442d.mp3 "" 
            In **it**.
            [^1]:
                A *note*.
            warning: `[gallery ids="1,2"]` is not a known template tag
              --> text.md:12:1
               |
            12 | [gallery ids="1,2"]
               | ^^^^^^^^^^^^^^^^^^^
               |
               = help: its quoted text is kept, the rest is left out

        "#]],
    );
}

#[test]
fn shortcodes_at_the_start_of_lines() {
    check(
        "{{ youtube(id=\"abc\") }} See [this](#a) {{< figure src=\"a.svg\" caption=\"C\" >}} and *that*.\n\n## A\n\n{{< param title >}}",
        expect![[r#"
            embed https://www.youtube.com/watch?v=abc "" 
            See [this](#a)
            ![](media/a-c8d01734.svg 640x480) C
            and *that*.
            ## A (#a)
            T
        "#]],
    );
}

#[test]
fn tags_of_hexo() {
    check(
        "{% blockquote Kim Dae, The Quay https://x.example/ On ships %}\nShips *sail*.\n{% endblockquote %}\n\n\
         {% codeblock lang:js Title https://x.example link %}\nlet a = {{ b }};\n{% endcodeblock %}\n\n\
         {% pullquote %}\nBig words.\n{% endpullquote %}\n\n{% post_link world/2018-06-01-other 'The other' %} \
         [p]({% post_path other %}) {% asset_link paper.pdf Paper %} {% link A search https://x.example true title %}\n\n\
         {% img left /a.svg 300 200 'A pic' %}",
        expect![[r#"
            > Ships *sail*.
            > — Kim Dae, [On ships](https://x.example/)
            ```js
            let a = {{ b }};
            >> Big words.
            [The other](article other) [p](article other) [Paper](file media/paper-315d429b.pdf) [A search](https://x.example)
            ![A pic](media/a-c8d01734.svg 640x480) 
        "#]],
    );
    check(
        "{% quote(author=\"Kim\") %}\nSaid *so*.\n{% end %}\n\n{{< quote \"Ilse\" >}}\nNo.\n{{< /quote >}}\n\n{% note() %}\nNote.\n{% end %}",
        expect![[r#"
            > Said *so*.
            > — Kim
            > No.
            > — Ilse
            Note: 
              Note.
        "#]],
    );
}
