//! HTML files.

use super::{check_file, paper, show};
use expect_test::{Expect, expect};

fn check(html: &str, expected: Expect) {
    check_file("page.html", &["<title>The Headline</title>", html].concat(), expected);
}

#[test]
fn figures() {
    check(
        "<figure><img src=a.svg alt=Alt><figcaption>Caption <em>here</em>. /TASS-Yonhap</figcaption></figure>",
        expect![[r#"
            ![Alt](media/a-c8d01734.svg 640x480) Caption *here*. / TASS > Yonhap
        "#]],
    );
    check(
        "<figure><blockquote><p>Words.</blockquote><figcaption>— Her</figcaption></figure>",
        expect![[r#"
            > Words.
            > — Her
        "#]],
    );
    check(
        "<figure><img src=a.svg><img src=b.svg><figcaption>Both.</figcaption></figure><figure><pre><code class=language-rust>x\n</code></pre><figcaption>Code.</figcaption></figure>",
        expect![[r#"
            gallery
              ![](media/a-c8d01734.svg 640x480) 
              ![](media/b-c8d01734.svg 640x480) 
            Both.
            ```rust
            x
            Code.
        "#]],
    );
    check(
        "<picture><source srcset=x.webp><img src=a.svg alt=Alt title='Caption'></picture><p><a href=b.svg><img src=a.svg></a>",
        expect![[r#"
            ![Alt](media/a-c8d01734.svg 640x480) Caption
            ![](media/a-c8d01734.svg 640x480) 
        "#]],
    );
}

#[test]
fn embeds() {
    check(
        "<iframe src='https://www.youtube-nocookie.com/embed/abc?start=30' title='A film'></iframe><iframe src=//player.vimeo.com/video/9></iframe><iframe src=https://maps.example.org/x></iframe><iframe src=javascript:x title=Bad></iframe>",
        expect![[r#"
            embed https://www.youtube.com/watch?v=abc&t=30s "A film" 
            embed https://vimeo.com/9 "" 
            embed https://maps.example.org/x "" 
            Bad
            warning: `javascript:x` can't be shown
             --> page.html:1:226
              |
            1 | ...iframe src=https://maps.example.org/x></iframe><iframe src=javascript:x title=Bad></iframe>
              |                                                               ^^^^^^^^^^^^

        "#]],
    );
    check(
        "<blockquote class=twitter-tweet><p>Tweet</p>— Her <a href=https://twitter.com/x>June 1</a></blockquote><script async src=https://platform.twitter.com/widgets.js></script><script src=https://gist.github.com/a/1.js></script>",
        expect![[r#"
            > Tweet
            > — Her [June 1](https://twitter.com/x)
            embed https://gist.github.com/a/1 "" 
        "#]],
    );
}

#[test]
fn audio_and_video() {
    check(
        "<audio src=bell.mp3 title=Bell></audio><video poster=a.svg width=10 height=20><source src=film.webm>No film</video><audio src=none.mp3 title=Gone>Fallback</audio><video src=https://example.org/v.mp4 title=Far></video>",
        expect![[r#"
            audio media/bell-dd29442d.mp3 "Bell" 
            video media/film-d0607f7a.webm media/a-c8d01734.svg 10x20 "" 
            *Gone*Fallback
            embed https://example.org/v.mp4 "Far" 
            warning: `none.mp3` was not found
             --> page.html:1:154
              |
            1 | ...10 height=20><source src=film.webm>No film</video><audio src=none.mp3 title=Gone>Fallback</audio><video src=https://example.org/v....
              |                                                                 ^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

            warning: `https://example.org/v.mp4` is on another host
             --> page.html:1:201
              |
            1 | ... src=none.mp3 title=Gone>Fallback</audio><video src=https://example.org/v.mp4 title=Far></video>
              |                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: readers are shown a link to it; save it in the folder to show the picture itself

        "#]],
    );
}

#[test]
fn caption_tracks_are_reported() {
    check(
        "<video src=film.webm><track src=film.en.vtt kind=captions><track src=film.de.vtt></video>",
        expect![[r#"
            video media/film-d0607f7a.webm  0x0 "" 
            warning: the captions in `film.en.vtt` are left out: write what is said into the article, or link to the file
             --> page.html:1:60
              |
            1 | <title>The Headline</title><video src=film.webm><track src=film.en.vtt kind=captions><track src=film.de.vtt></video>
              |                                                            ^^^^^^^^^^^

            warning: the captions in `film.de.vtt` are left out: write what is said into the article, or link to the file
             --> page.html:1:97
              |
            1 | <title>The Headline</title><video src=film.webm><track src=film.en.vtt kind=captions><track src=film.de.vtt></video>
              |                                                                                                 ^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn ruby_annotations() {
    check(
        "<p><ruby>漢字<rt>かんじ</rt></ruby>と<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>, <ruby>WHO<rt>World Health Organization</rt></ruby>, <ruby>漢<rt></rt></ruby>",
        expect![[r#"
            漢字（かんじ）と東(とう)京(きょう), WHO (World Health Organization), 漢
        "#]],
    );
}

#[test]
fn unclosed_elements_are_reported() {
    check(
        "<p>One.\n<p>Two.<script>x\n<p>Three.",
        expect![[r#"
            One.
            Two.
            warning: `<script` is left out: pages have no scripts
             --> page.html:2:8
              |
            2 | <p>Two.<script>x
              |        ^^^^^^^

            warning: `<script>` is not closed, so all that follows is part of it: add `</script>`
             --> page.html:2:8
              |
            2 | <p>Two.<script>x
              |        ^^^^^^^

        "#]],
    );
}

#[test]
fn tables() {
    check(
        "<table><caption>What</caption><tr><th>A<th>B<tr><th scope=row rowspan=2>C<td colspan=3 align=right>1<br>2<tr><td><p>x</p><ul><li>y</ul></table><table role=presentation><tr><td><p>Laid out</table>",
        expect![[r#"
            table What
              = A (Column) = B (Column)
              | C (Row) (+0/1) | 1⏎2 (End) (+2/0)
              | x⏎y
            Laid out
        "#]],
    );
}

#[test]
fn empty_rows_under_a_cell_stay() {
    check(
        "<table><tr><td rowspan=2>A<td>B<tr><tr><td>C<td>D<tr><td><tr><td>E<td>F</table><table><tr><th rowspan=2>G<th>H<tr><th>I<tr><td>J<td>K</table>",
        expect![[r#"
            table 
              | A (+0/1) | B
              | 
              | C | D
              | E | F
            table 
              = G (Column) (+0/1) = H (Column)
              = I (Column)
              | J | K
        "#]],
    );
}

#[test]
fn lists() {
    check(
        "<dl><dt>Web<dd>The ribbon.<dt>Ears<dd><p>Sides.<p>More.</dl><ol start=3><li>three<ol><li>a</ol></ol><ul>stray<li>b<ul><li>c</ul></ul>",
        expect![[r#"
            -
              **Web**
              The ribbon.
            -
              **Ears**
              Sides.
              More.
            3.
              three
              1.
                a
            -
              stray
            -
              b
              -
                c
        "#]],
    );
}

#[test]
fn a_lists_first_number_is_its_first_items() {
    check(
        "<ol><li>a<li value=7>b</ol><ol><li value=5>a<li>b</ol>",
        expect![[r#"
            1.
              a
            7.
              b
            5.
              a
            6.
              b
        "#]],
    );
}

#[test]
fn old_pages() {
    check(
        "<center><font size=2>One<br><br>Two</font></center>Three<p>Four<h1>The headline</h1><h4>Five</h4>",
        expect![[r#"
            One
            Two
            Three
            Four
            #### Five (#five)
        "#]],
    );
    check(
        "<a href=https://example.org><div>Block <b>link</b></div></a><em><p>One<p>Two</em><div class=note><p class=title>Hint</p>Text</div>",
        expect![[r#"
            [Block **link**](https://example.org)
            *One*
            *Two*
            Note: Hint
              Text
        "#]],
    );
}

#[test]
fn whole_pages() {
    let page = "<!DOCTYPE html><html lang=de><head><title>Headline | Paper</title>\
        <meta name=description content='A summary'><meta name=author content='A B and C'>\
        <meta property=article:published_time content=2018-06-01T11:31:00Z>\
        <meta name=keywords content='x, y'></head><body><nav>Menu</nav><article><h1>Die Zeile</h1>\
        <p>Text.</article><footer>Foot</footer>";
    let (imported, report) = paper(&[("page.html", page.as_bytes())]);
    let article = &imported.stories[0].article;
    expect![[r#"
        page: Die Zeile
        standfirst: A summary
        authors: a-b=A B, c=C
        published: 2018-06-01T11:31:00+00:00 | 1. Juni 2018, 11:31 | 1. Juni 2018
        topics: x=x, y=y
        language: de ltr
        Text.
        warning: 2 words around the story are left out: navigation 2
         --> page.html:1:1
          |
        1 | <!DOCTYPE html><html lang=de><head><title>Headline | Paper</title><meta name=description content='A summary'><meta name=author conten...
          | ^
          |
          = help: look whether the story is whole; an element `article` around it says where it stands

    "#]]
    .assert_eq(&(show::head(article) + &show::body(article) + &report));
}

#[test]
fn definitions_inside_definitions() {
    check(
        "<dl><dt>A<dd>one<dl><dt>B<dd>two</dl><div><dt>C<dd>three</div><p>Stray.</dl><dl><p>No term.</dl>",
        expect![[r#"
            -
              **A**
              one
              -
                **B**
                two
            -
              **C**
              three
              Stray.
            No term.
        "#]],
    );
    let deep = "<dl><dt>A<dd>".repeat(60) + "one";
    let (imported, _) = paper(&[("a.html", deep.as_bytes())]);
    assert_eq!(show::body(&imported.stories[0].article).matches("one").count(), 1);
}

#[test]
fn permalink_marks() {
    check_file(
        "page.html",
        "<h1>Marks<a class=headerlink href='#x' title='Permalink to this heading'>¶</a></h1><h2 id=one>One<a class=headerlink \
         href='#one' title='Permalink'>¶</a></h2><p>Text <a href='#one'>↑</a>.<h2 id=two><a aria-hidden=true href='#two'>#</a> \
         Two</h2><h2><a name=three href='#'></a>Three <a href='#three'>and four</a></h2><p><a href='#three'>3</a>",
        expect![[r#"
            ## One (#one)
            Text [↑](#one).
            ## Two (#two)
            ## <#three>Three [and four](#three) (#three-and-four)
            [3](#three)
            warning: `#` is not a heading of this page
             --> page.html:1:36
              |
            1 | <h1>Marks<a class=headerlink href='#x' title='Permalink to this heading'>¶</a></h1><h2 id=one>One<a class=headerlink href='#one' titl...
              |                                    ^
              |
              = help: the nearest heading is “Three and four”, `#three-and-four`

        "#]],
    );
    check_file(
        "text.md",
        "# T\n\n## One[¶](#one \"Permalink\")\n\n## [#](#two) Two {#two}\n\n[↑](#one)\n",
        expect![[r#"
            ## One (#one)
            ## Two (#two)
            [↑](#one)
        "#]],
    );
}
