//! MDX: Markdown with components and JavaScript in it. The Markdown is read, the rest is blanked, so that
//! every place stays what it is.

use std::ops::Range;

/// Something in a text that is for a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Component {
    /// `import`, `export`, `<Chart>`.
    pub name: String,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// A tag that shows nothing. It stands for a component's, filled up with spaces: spaces alone could
/// make code of a line.
const NOTHING: &str = "<wbr";

/// The text without what is for programs, in which every other byte has its place.
pub(crate) fn to_markdown(text: String) -> (String, Vec<Component>) {
    let components = components(&text);
    if components.is_empty() {
        return (text, components);
    }
    let mut out = String::with_capacity(text.len());
    for Component { name, span } in &components {
        out.push_str(&text[out.len()..span.start]);
        let replaced = &text[span.clone()];
        let is_tag = name.starts_with('<') && replaced.len() > NOTHING.len();
        let start = out.len();
        out.push_str(&literal_address(name, replaced).unwrap_or_default());
        out.push_str(if is_tag { NOTHING } else { "" });
        let last = span.len() - usize::from(is_tag);
        for byte in &replaced.as_bytes()[out.len() - start..last] {
            out.push(if *byte == b'\n' { '\n' } else { ' ' });
        }
        out.push_str(if is_tag { ">" } else { "" });
    }
    out.push_str(&text[out.len()..]);
    (out, components)
}

/// An attribute with the address that is written in its value: `src={require("./a.png").default}`.
fn literal_address(name: &str, attribute: &str) -> Option<String> {
    let value = attribute.strip_prefix(name).filter(|_| matches!(name, "src" | "href"))?;
    let mark = value.chars().find(|c| matches!(c, '"' | '\'' | '`'))?;
    let mut parts = value.split(mark);
    let address = parts.nth(1)?;
    // Two texts, or one with values in it, are no address.
    let whole = parts.count() == 1 && !address.contains(['$', '"', '\n']);
    whole.then(|| [name, "=\"", address, "\""].concat())
}

/// Finds what is for programs, line by line, outside of front matter and code.
fn components(text: &str) -> Vec<Component> {
    let mut found: Vec<Component> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = body(text);
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let line = &text[at..end];
        let bare = line.trim();
        if let Some(mark) = fence {
            fence = Some(mark).filter(|mark| !bare.starts_with(mark));
            at = end;
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark)) {
            fence = Some(mark);
            at = end;
        } else if let Some(name) = statement(line) {
            let lines = text[at..].split_inclusive('\n');
            let lines = lines.take_while(|line| !line.trim().is_empty());
            let end = at + lines.map(str::len).sum::<usize>();
            found.push(Component { name: name.to_owned(), span: at..end });
            at = end;
        } else {
            at = tags(text, at..end, &mut found).max(end);
        }
    }
    found
}

/// Where the front matter ends.
fn body(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return 0;
    };
    let start = text.len() - rest.len();
    rest.find("\n---").map_or(0, |end| start + end + 4)
}

/// Whether a line begins a statement of JavaScript.
fn statement(line: &str) -> Option<&'static str> {
    let imports = line.starts_with("import ") && line.contains(['\'', '"', '{']);
    let exports = ["const ", "default ", "function ", "let ", "{", "*"];
    let exports = line
        .strip_prefix("export ")
        .is_some_and(|rest| exports.iter().any(|keyword| rest.starts_with(keyword)));
    if imports { Some("import") } else { exports.then_some("export") }
}

/// Finds the components' tags that begin in a line; says where the last one ends.
fn tags(text: &str, line: Range<usize>, found: &mut Vec<Component>) -> usize {
    let mut at = line.start;
    while let Some(next) = text[at..line.end.max(at)].find(['<', '`']).map(|next| at + next) {
        let rest = &text[next..];
        if let Some(code) = rest.strip_prefix('`') {
            let ticks = 1 + code.len() - code.trim_start_matches('`').len();
            let after = &rest[ticks..];
            let close = after.find(&rest[..ticks]).filter(|end| next + ticks + end < line.end);
            at = next + ticks + close.map_or(0, |end| end + ticks);
        } else if let Some((name, length)) = tag(rest) {
            let name = if name.is_empty() { "<>".to_owned() } else { format!("<{name}>") };
            found.push(Component { name, span: next..next + length });
            at = next + length;
        } else {
            at = next + attributes(text, next, found);
        }
    }
    at
}

/// Finds the values of JavaScript in the start tag of an element, such as `onClick={…}`, at byte
/// `start`; says how long the tag is, or 1 if it is none.
fn attributes(text: &str, start: usize, found: &mut Vec<Component>) -> usize {
    const MAX_LEN: usize = 1 << 13;
    let tag = &text.as_bytes()[start..text.len().min(start + MAX_LEN)];
    if !tag.get(1).is_some_and(u8::is_ascii_lowercase) {
        return 1;
    }
    let (mut depth, mut quote, mut name) = (0_usize, None, None);
    let mut inside: Vec<Component> = Vec::new();
    for (at, byte) in tag.iter().copied().enumerate().skip(1) {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            _ if quote == Some(byte) => quote = None,
            (_, Some(_)) => {}
            (b'{', None) => depth += 1,
            (b'}', None) => {
                depth = depth.saturating_sub(1);
                let from = name.filter(|_| depth == 0);
                if let Some(from) = from {
                    let name = String::from_utf8_lossy(&tag[from..]).into_owned();
                    let name = name.split('=').next().unwrap_or_default().to_owned();
                    inside.push(Component { name, span: start + from..start + at + 1 });
                }
            }
            (b'>', None) if depth == 0 => {
                found.append(&mut inside);
                return at + 1;
            }
            (b' ' | b'\n', None) if depth == 0 => name = Some(at + 1),
            (b'<', None) if depth == 0 => return 1,
            _ => {}
        }
    }
    1
}

/// The name and the length of the component's tag at the beginning of a text.
fn tag(text: &str) -> Option<(&str, usize)> {
    const MAX_LEN: usize = 1 << 13;
    let inside = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let name = &inside[..inside.find(|c: char| !c.is_alphanumeric() && c != '.')?];
    let is_component = name.starts_with(|c: char| c.is_uppercase()) || name.contains('.');
    let is_fragment = inside.starts_with('>');
    if !(is_component || is_fragment) {
        return None;
    }
    let (mut depth, mut quote) = (0_i32, None);
    for (at, byte) in text.bytes().enumerate().take(MAX_LEN) {
        match (byte, quote) {
            (b'"' | b'\'' | b'`', None) => quote = Some(byte),
            _ if quote == Some(byte) => quote = None,
            (_, Some(_)) => {}
            (b'{', None) => depth += 1,
            (b'}', None) => depth -= 1,
            (b'>', None) if depth <= 0 => return Some((name, at + 1)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::to_markdown;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let (markdown, components) = to_markdown(text.to_owned());
        assert_eq!(markdown.len(), text.len());
        let names: Vec<&str> = components.iter().map(|component| &*component.name).collect();
        // Blank lines are not kept in expected texts.
        let shown = markdown.replace(' ', "·");
        expected.assert_eq(&format!("{shown}\n[{}]", names.join(" ")));
    }

    #[test]
    fn values_of_attributes_are_blanked() {
        check(
            "<img src={require('./a.png').default} alt=\"A\"/> <a href={x + 'b' + 'c'}>d</a>\n<button type=\"x\" onClick={() => alert('b>')} style={{a: 1}}>Click</button> <b>x</b> a < b {c}>\n",
            expect![[r#"
                <img·src="./a.png"····················alt="A"/>·<a·····················>d</a>
                <button·type="x"···········································>Click</button>·<b>x</b>·a·<·b·{c}>

                [src href onClick style]"#]],
        );
    }

    #[test]
    fn what_is_for_programs_is_blanked() {
        check(
            "---\ntitle: <T>\n---\nimport Chart from './Chart';\n\nGrew by a <b>third</b>.\n\n<Chart data={[1 > 2]} />\n\n\
             <Tabs>\n<Tab label=\"a\">One.</Tab>\n</Tabs>\n\n`<Code />`\n\n```jsx\nimport x from 'x'\n<Code />\n```\n",
            expect![[r#"
                ---
                title:·<T>
                ---
                ····························

                Grew·by·a·<b>third</b>.

                <wbr···················>

                <wbr·>
                <wbr··········>One.<wbr·>
                <wbr··>

                `<Code·/>`

                ```jsx
                import·x·from·'x'
                <Code·/>
                ```

                [import <Chart> <Tabs> <Tab> <Tab> <Tabs>]"#]],
        );
        check(
            "import duties rose.\n\nexport of grain fell. 1 < 2 <",
            expect![[r#"
                import·duties·rose.

                export·of·grain·fell.·1·<·2·<
                []"#]],
        );
    }
}
