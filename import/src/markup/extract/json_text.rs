//! JSON as it stands in pages: in comments, with line breaks in texts, commas too many.

use serde_json::Value;

/// The values that a script of JSON-LD holds, as far as they can be read.
pub(super) fn parse(script: &str) -> Option<Value> {
    let text = unwrapped(script);
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&repaired(text))).ok()
}

/// The JSON without the comments around it.
fn unwrapped(script: &str) -> &str {
    let script = script.split_once("<![CDATA[").map_or(script, |(_, inner)| inner);
    let script = script.rsplit_once("]]>").map_or(script, |(inner, _)| inner);
    let start = script.find(['{', '[']).unwrap_or(0);
    let end = script.rfind(['}', ']']).map_or(script.len(), |end| end + 1);
    script.get(start..end).unwrap_or(script)
}

/// The JSON with escapes for what no text may hold, without commas before a closing bracket.
fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_text = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '"' if !escaped => in_text = !in_text,
            '}' | ']' if !in_text => {
                let end = out.trim_end().len();
                if out[..end].ends_with(',') {
                    out.truncate(end - 1);
                }
            }
            _ => {}
        }
        escaped = in_text && c == '\\' && !escaped;
        match c {
            '\n' | '\r' | '\t' if in_text => out.push(' '),
            c if c.is_control() && in_text => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::parse;
    use expect_test::{Expect, expect};

    fn check(script: &str, expected: Expect) {
        expected.assert_eq(&parse(script).map_or("-".to_owned(), |value| value.to_string()));
    }

    #[test]
    fn scripts() {
        check(r#"{"a": "b"}"#, expect![[r#"{"a":"b"}"#]]);
        check("<!--\n[{\"a\": \"b\"}]\n//-->", expect![[r#"[{"a":"b"}]"#]]);
        check("//<![CDATA[\n{\"a\": [1]}\n//]]>", expect![[r#"{"a":[1]}"#]]);
        check(
            "{\"a\": \"b\nc\", \"d\": [\"e, \\\" ]\",], };",
            expect![[r#"{"a":"b c","d":["e, \" ]"]}"#]],
        );
        check("var a = 1", expect!["-"]);
    }
}
