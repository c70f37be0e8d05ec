//! JSON, with the place of every value.

use super::{Entry, Node, ParseError, Value};
use crate::controls::without_controls;
use std::ops::Range;

/// Deeper values are refused, so that nothing overflows the stack.
const MAX_DEPTH: usize = 32;

/// Reads JSON. A comma after the last value is passed over.
pub(crate) fn parse_json(text: &str) -> Result<Node, ParseError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let node = parser.value()?;
    parser.blanks();
    if parser.at < text.len() {
        return Err(parser.error("there is more after the end of the JSON"));
    }
    Ok(node)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn error(&self, message: &str) -> ParseError {
        ParseError { message: message.to_owned(), span: self.at..self.at }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Goes on behind `sign`, if it comes next.
    fn take(&mut self, sign: char) -> bool {
        self.blanks();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len_utf8() } else { 0 };
        found
    }

    fn value(&mut self) -> Result<Node, ParseError> {
        self.blanks();
        let start = self.at;
        let value = match self.rest().chars().next() {
            Some('{') => self.nested(Parser::map)?,
            Some('[') => self.nested(Parser::list)?,
            Some('"') => {
                let (text, span) = self.string()?;
                return Ok(Node { value: Value::Text(text), span });
            }
            Some(c) if c.is_alphanumeric() || c == '-' => self.word(),
            _ => return Err(self.error("a value of JSON is missing here")),
        };
        Ok(Node { value, span: start..self.at })
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Value, ParseError>,
    ) -> Result<Value, ParseError> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("this is nested too deep"));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn map(&mut self) -> Result<Value, ParseError> {
        let mut entries = Vec::new();
        while !self.take('}') {
            self.blanks();
            let (key, key_span) = self.string()?;
            if !self.take(':') {
                return Err(self.error("a colon is missing here"));
            }
            let node = self.value()?;
            entries.push(Entry { key, key_span, node });
            self.separator('}')?;
        }
        Ok(Value::Map(entries))
    }

    fn list(&mut self) -> Result<Value, ParseError> {
        let mut items = Vec::new();
        while !self.take(']') {
            items.push(self.value()?);
            self.separator(']')?;
        }
        Ok(Value::List(items))
    }

    fn separator(&mut self, end: char) -> Result<(), ParseError> {
        if self.take(',') {
            return Ok(());
        }
        self.blanks();
        if self.rest().starts_with(end) {
            return Ok(());
        }
        Err(self.error(&format!("a comma or `{end}` is missing here")))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Value {
        let is_part = |c: char| c.is_alphanumeric() || "+-._".contains(c);
        let length = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        let word = &self.text[self.at..self.at + length];
        self.at += length;
        if word == "null" { Value::Null } else { Value::Text(word.to_owned()) }
    }

    /// A text, and its place without the quotation marks.
    fn string(&mut self) -> Result<(String, Range<usize>), ParseError> {
        if !self.rest().starts_with('"') {
            return Err(self.error("a quotation mark is missing here"));
        }
        self.at += 1;
        let start = self.at;
        let mut text = String::new();
        loop {
            let Some(length) = self.rest().find(['"', '\\']) else {
                self.at = start - 1;
                return Err(self.error("this quotation has no end"));
            };
            text.push_str(&self.rest()[..length]);
            self.at += length;
            if self.rest().starts_with('"') {
                let span = start..self.at;
                self.at += 1;
                return Ok((without_controls(text), span));
            }
            self.at += 1;
            self.escape(&mut text)?;
        }
    }

    /// What follows a backslash.
    fn escape(&mut self, text: &mut String) -> Result<(), ParseError> {
        let Some(sign) = self.rest().chars().next() else {
            return Err(self.error("this quotation has no end"));
        };
        if sign == 'u' {
            let character = self.unicode()?;
            text.push(character);
            return Ok(());
        }
        self.at += sign.len_utf8();
        text.push(match sign {
            'n' => '\n',
            't' => '\t',
            'b' | 'f' | 'r' => ' ',
            other => other,
        });
        Ok(())
    }

    /// `u00e9`, or two that are one character beyond 16 bits.
    fn unicode(&mut self) -> Result<char, ParseError> {
        let first = self.unit()?;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            self.at += 1;
            let second = self.unit()?;
            let whole = 0x10000 + ((first - 0xd800) << 10) + (second.wrapping_sub(0xdc00) & 0x3ff);
            return Ok(char::from_u32(whole).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Result<u32, ParseError> {
        let digits = self.rest().get(1..5).unwrap_or_default();
        let unit = u32::from_str_radix(digits, 16)
            .map_err(|_| self.error("four hexadecimal digits are missing here"))?;
        self.at += 5;
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::parse_json;
    use crate::value::tests::shown;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&match parse_json(text) {
            Ok(node) => shown(&node),
            Err(error) => format!("{} at {:?}", error.message, error.span),
        });
    }

    #[test]
    fn values_and_places() {
        check(
            r#"{"a": "x\n\u00e9\ud83d\ude00\"", "b": [1, true, null,], "c": {}}"#,
            expect![[r#"{a: "x\né😀\""@7..30, b: ["1"@39..40, "true"@42..46, null], c: {}}"#]],
        );
    }

    #[test]
    fn errors() {
        check(r#"{"a": }"#, expect!["a value of JSON is missing here at 6..6"]);
        check(r#"{"a" 1}"#, expect!["a colon is missing here at 5..5"]);
        check(r#"{"a": "x"#, expect!["this quotation has no end at 6..6"]);
        check(r#"{"a": "\u12"}"#, expect!["four hexadecimal digits are missing here at 8..8"]);
        check(r#"{"a": 1} b"#, expect!["there is more after the end of the JSON at 9..9"]);
        check(r#"["a" "b"]"#, expect!["a comma or `]` is missing here at 5..5"]);
        check(&"[".repeat(100), expect!["this is nested too deep at 32..32"]);
    }
}
