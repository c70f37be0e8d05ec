//! Template tags.

use super::check_file;
use expect_test::{Expect, expect};

fn check(markdown: &str, expected: Expect) {
    let front = "---\ntitle: T\nimage: a.svg\nexcerpt: The summary\n---\n";
    check_file("text.md", &[front, markdown].concat(), expected);
}

#[test]
fn pictures() {
    check(
        "{% image \"a.svg\" \"Alt with \"inner\" quotes\" %}\n*Caption* below.\n\nText {% image 'a.svg' %} on.",
        expect![[r#"
            ![Alt with "inner" quotes](media/a-c8d01734.svg 640x480) 
            *Caption* below.
            Text on.
            ![](media/a-c8d01734.svg 640x480) 
        "#]],
    );
    check(
        "{% image_with_class \"a.svg\" \"wide\" \"Alt\" %}\n\n{% figure src=\"a.svg\" alt=\"Alt\" caption=\"It's here. /AP\" %}",
        expect![[r#"
            ![Alt](media/a-c8d01734.svg 640x480) 
            ![Alt](media/a-c8d01734.svg 640x480) It’s here. / AP
        "#]],
    );
    check(
        "{% include \"linked-figure.html\",\n  image: \"a.svg\",\n  alt: \"Alt.\",\n  caption: \"Caption\" %}\n\n{{< figure src=\"a.svg\" title=\"Hugo\" >}}",
        expect![[r#"
            ![Alt.](media/a-c8d01734.svg 640x480) Caption
            ![](media/a-c8d01734.svg 640x480) Hugo
        "#]],
    );
    check(
        "{% image \"a.svg\" \"A &ldquo;tweet&rdquo; & <more>\" %}",
        expect![[r#"
            ![A “tweet” & <more>](media/a-c8d01734.svg 640x480) 
        "#]],
    );
    check(
        "{% image \"/gone.png\" \"What it showed\" %}\n\n<img src=\"{{ image | url }}\">",
        expect![[r#"
            *What it showed*
            ![](media/a-c8d01734.svg 640x480) 
            warning: `/gone.png` was not found
             --> text.md:6:11
              |
            6 | {% image "/gone.png" "What it showed" %}
              |           ^^^^^^^^^
              |
              = help: put the file next to the article, in the folder, or in `assets`, `static` or `public`; its description and caption are kept as text

        "#]],
    );
}

#[test]
fn captions() {
    check(
        "{{< figure src=\"a.svg\" caption=\"They meet.\" title=\"Talks\" attr=\"Somebody\" attrlink=\"https://example.org/\" >}}\n\n{{< figure src=\"a.svg\" attr=\"TASS-Yonhap\" >}}",
        expect![[r#"
            ![](media/a-c8d01734.svg 640x480) **Talks** They meet. / Somebody
            ![](media/a-c8d01734.svg 640x480)  / TASS > Yonhap
        "#]],
    );
}

#[test]
fn calls() {
    check(
        "{{ youtube(id=\"abc\", autoplay=true) }}\n\n{{ figure(src=\"a.svg\", caption=\"They meet, at last. /AP\") }}\n\nText {{ image(src='a.svg') }} and {{ macros::image(\"b.svg\", \"Alt (b)\") }}. [x]({{ get_url(path=\"@/world/2018-06-01-other.md\") | safe }})",
        expect![[r#"
            embed https://www.youtube.com/watch?v=abc "" 
            ![](media/a-c8d01734.svg 640x480) They meet, at last. / AP
            Text and . [x](article other)
            ![](media/a-c8d01734.svg 640x480) 
            ![Alt (b)](media/b-c8d01734.svg 640x480) 
        "#]],
    );
    check(
        "{% quote(author=\"A B\") %}\nWords.\n{% end %}\n\n{% quote(author=\"A B\") %}Words.{% end %}\n\n{{ shout(text=\"Hear, hear\") }} and {{ x | default: \"words\" }} on {{ x | date: \"%B %d\" }}.",
        expect![[r#"
            > Words.
            > — A B
            > Words.
            > — A B
            Hear, hear and words on .
            warning: 3 template tags are unknown
              --> text.md:12:1
               |
            12 | {{ shout(text="Hear, hear") }} and {{ x | default: "words" }} on {{ x | date: "%B %d" }}.
               | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
              ::: text.md:12:36
               |
            12 | {{ shout(text="Hear, hear") }} and {{ x | default: "words" }} on {{ x | date: "%B %d" }}.
               |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^
               |
              ::: text.md:12:66
               |
            12 | {{ shout(text="Hear, hear") }} and {{ x | default: "words" }} on {{ x | date: "%B %d" }}.
               |                                                                  ^^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: its quoted text is kept, the rest is left out

        "#]],
    );
}

#[test]
fn addresses() {
    check(
        "[a]({{ \"/world/other/\" | url }}) [b]({{site.baseurl}}/2018/06/01/other/) [c]({% post_url 2018-06-01-other %}) [d]({% link world/2018-06-01-other.md %}) [e]({{< ref \"other\" >}}) [r]({{< relref \"other\" >}}) [f]({% url \"/none (x) y/\" %})",
        expect![[r#"
            [a](article other) [b](article other) [c](article other) [d](article other) [e](article other) [r](article other) f
            warning: `/none%20%28x%29%20y/` is not a page of this paper
             --> text.md:6:1
              |
            6 | [a]({{ "/world/other/" | url }}) [b]({{site.baseurl}}/2018/06/01/other/) [c]({% post_url 2018-06-01-other %}) [d]({% link world/2018-06-01-other.md %}) [e]({{< ref "other" >}}) [r]({{< relref "other" >}}) [f]({% url "/none (x) y/" %})
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: the text is kept without a link; set `base_url` in dateline.toml if the address is on your site, or write the whole address

        "#]],
    );
}

#[test]
fn code_shows_templates() {
    check(
        "`{{ a }}` and `{% raw %}{{ b }}{% endraw %}`\n\n```\n{% image \"x\" %}\n{% raw %}{% y %}{% endraw %}\n```\n\n{% raw %}{{ shown }}{% endraw %}",
        expect![[r#"
            `{{ a }}` and `{{ b }}`
            ```
            {% image "x" %}
            {% y %}
            {{ shown }}
        "#]],
    );
    check(
        "{% highlight rust linenos %}\nfn main() { {{ x }} }\n{% endhighlight %}\n",
        expect![[r#"
            ```rust
            fn main() { {{ x }} }
        "#]],
    );
    check(
        "{{< highlight go \"linenos=table\" >}}\nfmt.Print(\"{{ x }}\")\n{{< /highlight >}}\n\nText.",
        expect![[r#"
            ```go
            fmt.Print("{{ x }}")
            Text.
        "#]],
    );
}

#[test]
fn escaped_tags() {
    check(
        "Write {{</* youtube x */>}} or {{%/* b */%}}, and `{{</* c */>}}`.\n\n```\n{{</* d */>}}\n```",
        expect![[r#"
            Write {{< youtube x >}} or {{% b %}}, and `{{< c >}}`.
            ```
            {{< d >}}
        "#]],
    );
}

#[test]
fn comments_and_attributes() {
    check(
        "One.\n\n{# Not for\n\n   readers: {{ x }} #}\n\n## Two {#two}\n\nThree {# never #} four.\n\n{#- five\n-#}\n",
        expect![[r#"
            One.
            ## Two (#two)
            Three four.
        "#]],
    );
    check(
        "A hash {:a => 1}, a tuple {:ok, 2}, {:three} and *four*{: .five #six key=\"seven eight\"}.\n{: .nine}\n\n{:toc}",
        expect![[r#"
            A hash {:a => 1}, a tuple {:ok, 2}, {:three} and *four*.
        "#]],
    );
}

#[test]
fn indented_code_shows_templates() {
    check(
        "Text:\n\n    {% include x.html %}\n\nMore:\n\n    {# a #}\n    {{ b }}\n",
        expect![[r#"
            Text:
            ```
            {% include x.html %}
            More:
            ```
            {# a #}
            {{ b }}
        "#]],
    );
    check_file(
        "page.html",
        "<title>T</title><p>{% comment %}no{% endcomment %}<PRE><code>{% include x.html %}\n{{ a }}</code></pre><p><code>{{ b }}</code> <code>{% raw %}{{ c }}{% endraw %}</code>",
        expect![[r#"
            ```
            {% include x.html %}
            {{ a }}
            `{{ b }}` `{{ c }}`
        "#]],
    );
}

#[test]
fn videos() {
    check(
        "{% youtube \"abc\" %}\n\n{{< vimeo 9 >}}\n{{< youtube id=\"def\" title=\"Another\" >}}\n{{ \"https://www.youtube.com/embed/x\" | embed: \"A talk\" }}\n\nText.",
        expect![[r#"
            embed https://www.youtube.com/watch?v=abc "" 
            embed https://vimeo.com/9 "" 
            embed https://www.youtube.com/watch?v=def "Another" 
            embed https://www.youtube.com/watch?v=x "A talk" 
            Text.
        "#]],
    );
}

#[test]
fn words() {
    check(
        "By {{ \"maya\" | team_link }}{{ \"maya\" | team_photo }}: {{ page.excerpt }}. {{ unknown.thing }}",
        expect![[r#"
            By maya: The summary.
            warning: 2 template tags are unknown
             --> text.md:6:28
              |
            6 | By {{ "maya" | team_link }}{{ "maya" | team_photo }}: {{ page.excerpt }}. {{ unknown.thing }}
              |                            ^^^^^^^^^^^^^^^^^^^^^^^^^
              |
             ::: text.md:6:75
              |
            6 | By {{ "maya" | team_link }}{{ "maya" | team_photo }}: {{ page.excerpt }}. {{ unknown.thing }}
              |                                                                           ^^^^^^^^^^^^^^^^^^^
              |
              = help: its quoted text is kept, the rest is left out

        "#]],
    );
    check(
        "{% comment %}no {{ x }}{% endcomment %}{% assign a = \"b\" %}{# never #}Text{: .class}\n{: target=\"_blank\"}\n\n{%- if page.x == \"y\" -%}Kept{%- endif -%}",
        expect![[r#"
            Text
            Kept
            warning: `{%- if page.x == "y" -%}` is not a known template tag
             --> text.md:9:1
              |
            9 | {%- if page.x == "y" -%}Kept{%- endif -%}
              | ^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: its quoted text is kept, the rest is left out

        "#]],
    );
    check(
        "{% include promo.html title=\"Read this too\" link=\"/x/\" %}\n\n{{% notice tip %}}\nMind *this*.\n{{% /notice %}}",
        expect![[r#"
            Read this too
            Note: 
              Mind *this*.
            warning: `{% include promo.html title="Read this too" link="/x/" %}` is not a known template tag
             --> text.md:6:1
              |
            6 | {% include promo.html title="Read this too" link="/x/" %}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: its quoted text is kept, the rest is left out

        "#]],
    );
}

#[test]
fn unclosed_tags_stay() {
    check(
        "A {% image \"x\"\n\nB {{ open\n\n{%",
        expect![[r#"
            A {% image “x”
            B {{ open
            {%
            warning: 3 tags are not closed
              --> text.md:6:3
               |
             6 | A {% image "x"
               |   ^^
               |
              ::: text.md:8:3
               |
             8 | B {{ open
               |   ^^
               |
              ::: text.md:10:1
               |
            10 | {%
               | ^^
               |
               = help: it is kept as text

        "#]],
    );
    check(
        &"{% comment %} {{ {% ".repeat(10_000)[..30],
        expect![[r#"
            {{ {% {% comment
            warning: 3 tags are not closed
             --> text.md:6:15
              |
            6 | {% comment %} {{ {% {% comment
              |               ^^
              |
             ::: text.md:6:18
              |
            6 | {% comment %} {{ {% {% comment
              |                  ^^
              |
             ::: text.md:6:21
              |
            6 | {% comment %} {{ {% {% comment
              |                     ^^
              |
              = help: it is kept as text

        "#]],
    );
}

#[test]
fn locations_after_expansion() {
    check(
        "{% image \"a.svg\" \"Long alternative text\" %}\n\n{% comment %}gone{% endcomment %}\n\n[x](javascript:alert(1))",
        expect![[r#"
            ![Long alternative text](media/a-c8d01734.svg 640x480) 
            x
            warning: `javascript:alert(1)` can't be linked
              --> text.md:10:5
               |
            10 | [x](javascript:alert(1))
               |     ^^^^^^^^^^^^^^^^^^^
               |
               = help: only http, https, mailto, tel and relative addresses are linked; the text is kept

        "#]],
    );
}

#[test]
fn hostile_tags_end() {
    for tag in
        ["{% raw %} ", "{% comment %} ", "{% highlight %} ", "{{ ", "{% ", "{{< ", "{# ", "{: "]
    {
        let (imported, _) = super::paper(&[("a.md", tag.repeat(5_000).as_bytes())]);
        assert_eq!(imported.stories.len(), 1, "{tag}");
    }
}
