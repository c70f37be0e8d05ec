//! Parses JSON (RFC 8259).
//!
//! More lenient than the standard where that is harmless: numbers may have leading zeros, and strings may
//! contain unescaped control characters.

use super::Error;

/// The deepest nesting that is accepted. The press writes nothing as deep, and recursion must not
/// overflow the stack.
const MAX_DEPTH: u16 = 200;

/// A JSON value.
pub(super) enum Value {
    Null,
    Bool(bool),
    /// `None` if it isn't an integer or doesn't fit: the press writes no such number.
    Number(Option<i64>),
    String(String),
    Array(Vec<Value>),
    /// Names and values. A name is a [`Value::String`].
    Object(Vec<(Value, Value)>),
}

impl Value {
    /// Parses a JSON text.
    ///
    /// # Errors
    /// The text isn't valid JSON, or is nested too deeply.
    pub(super) fn parse(text: &str) -> Result<Value, Error> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(MAX_DEPTH)?;
        parser.skip_whitespace();
        if parser.at == text.len() { Ok(value) } else { Err(Error) }
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The offset of the next byte, always at a character boundary.
    at: usize,
}

impl Parser<'_> {
    /// The next byte; 0 at the end.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn skip_whitespace(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Consumes `word` and the whitespace before it. Returns whether it was there.
    fn eat(&mut self, word: &str) -> bool {
        self.skip_whitespace();
        let found = self.text[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn expect(&mut self, word: &str) -> Result<(), Error> {
        if self.eat(word) { Ok(()) } else { Err(Error) }
    }

    fn value(&mut self, deeper: u16) -> Result<Value, Error> {
        let deeper = deeper.checked_sub(1).ok_or(Error)?;
        self.skip_whitespace();
        Ok(match self.peek() {
            b'"' => Value::String(self.string()?),
            b'-' | b'0'..=b'9' => Value::Number(self.number()),
            b'[' => {
                let mut items = Vec::new();
                self.sequence("[", "]", |parser| {
                    items.push(parser.value(deeper)?);
                    Ok(())
                })?;
                Value::Array(items)
            }
            b'{' => {
                let mut fields = Vec::new();
                self.sequence("{", "}", |parser| {
                    let name = Value::String(parser.string()?);
                    parser.expect(":")?;
                    fields.push((name, parser.value(deeper)?));
                    Ok(())
                })?;
                Value::Object(fields)
            }
            _ if self.eat("null") => Value::Null,
            _ if self.eat("true") => Value::Bool(true),
            _ => {
                self.expect("false")?;
                Value::Bool(false)
            }
        })
    }

    /// Parses comma-separated items between brackets.
    fn sequence(
        &mut self,
        open: &str,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.expect(open)?;
        if self.eat(close) {
            return Ok(());
        }
        item(self)?;
        while self.eat(",") {
            item(self)?;
        }
        self.expect(close)
    }

    fn number(&mut self) -> Option<i64> {
        let start = self.at;
        while matches!(self.peek(), b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') {
            self.at += 1;
        }
        self.text[start..self.at].parse().ok()
    }

    fn string(&mut self) -> Result<String, Error> {
        self.expect("\"")?;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'));
            let end = end.ok_or(Error)?;
            string.push_str(&rest[..end]);
            self.at += end;
            if self.eat("\"") {
                return Ok(string);
            }
            self.at += 1;
            string.push(self.escaped()?);
        }
    }

    /// Parses the rest of an escape sequence, after its backslash.
    fn escaped(&mut self) -> Result<char, Error> {
        let byte = self.peek();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut code = self.hex4()?;
                // A surrogate pair.
                if code & 0xfc00 == 0xd800 && self.text[self.at..].starts_with("\\u") {
                    self.at += 2;
                    code = 0x1_0000 + ((code & 0x3ff) << 10) + (self.hex4()? & 0x3ff);
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(Error),
        })
    }

    /// Parses four hexadecimal digits.
    fn hex4(&mut self) -> Result<u32, Error> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Error)?;
        self.at += 4;
        // Not `from_str_radix`, which accepts a sign.
        digits.chars().try_fold(0, |code, digit| Some(code << 4 | digit.to_digit(16)?)).ok_or(Error)
    }
}
