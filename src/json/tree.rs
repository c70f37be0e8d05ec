//! From a JSON text (RFC 8259) to a tree.
//!
//! Laxer than the standard where it does no harm: numbers may begin with zeros, and texts may hold
//! control characters as they are.

use super::Unreadable;

/// Nothing that the press writes is as deep; what is deeper would overflow the stack.
const DEEPEST: u16 = 200;

/// A value of the text.
pub(super) enum Tree {
    Null,
    Truth(bool),
    /// `None` if it isn't whole, or too large: nothing that the press writes.
    Number(Option<i64>),
    Text(String),
    List(Vec<Tree>),
    /// Names and values. A name is a [`Tree::Text`].
    Fields(Vec<(Tree, Tree)>),
}

impl Tree {
    /// Parses a text.
    ///
    /// # Errors
    /// The text is no JSON, or too deep.
    pub(super) fn parse(text: &str) -> Result<Tree, Unreadable> {
        let mut parser = Parser { text, at: 0 };
        let tree = parser.value(DEEPEST)?;
        parser.space();
        if parser.at == text.len() { Ok(tree) } else { Err(Unreadable) }
    }
}

struct Parser<'a> {
    text: &'a str,
    /// How many bytes are read; always the beginning of a character.
    at: usize,
}

impl Parser<'_> {
    /// The byte at hand; 0 at the end.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Passes over `word`, if it comes next.
    fn takes(&mut self, word: &str) -> bool {
        self.space();
        let takes = self.text[self.at..].starts_with(word);
        if takes {
            self.at += word.len();
        }
        takes
    }

    fn expect(&mut self, word: &str) -> Result<(), Unreadable> {
        if self.takes(word) { Ok(()) } else { Err(Unreadable) }
    }

    fn value(&mut self, deeper: u16) -> Result<Tree, Unreadable> {
        let deeper = deeper.checked_sub(1).ok_or(Unreadable)?;
        self.space();
        Ok(match self.byte() {
            b'"' => Tree::Text(self.string()?),
            b'-' | b'0'..=b'9' => Tree::Number(self.number()),
            b'[' => {
                let mut items = Vec::new();
                self.series("[", "]", |parser| {
                    items.push(parser.value(deeper)?);
                    Ok(())
                })?;
                Tree::List(items)
            }
            b'{' => {
                let mut fields = Vec::new();
                self.series("{", "}", |parser| {
                    let name = Tree::Text(parser.string()?);
                    parser.expect(":")?;
                    fields.push((name, parser.value(deeper)?));
                    Ok(())
                })?;
                Tree::Fields(fields)
            }
            _ if self.takes("null") => Tree::Null,
            _ if self.takes("true") => Tree::Truth(true),
            _ => {
                self.expect("false")?;
                Tree::Truth(false)
            }
        })
    }

    /// What stands between brackets, with commas between.
    fn series(
        &mut self,
        open: &str,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        self.expect(open)?;
        if self.takes(close) {
            return Ok(());
        }
        item(self)?;
        while self.takes(",") {
            item(self)?;
        }
        self.expect(close)
    }

    fn number(&mut self) -> Option<i64> {
        let start = self.at;
        while matches!(self.byte(), b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') {
            self.at += 1;
        }
        self.text[start..self.at].parse().ok()
    }

    fn string(&mut self) -> Result<String, Unreadable> {
        self.expect("\"")?;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'));
            let end = end.ok_or(Unreadable)?;
            string.push_str(&rest[..end]);
            self.at += end;
            if self.takes("\"") {
                return Ok(string);
            }
            self.at += 1;
            string.push(self.escaped()?);
        }
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> Result<char, Unreadable> {
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut code = self.unit()?;
                // Two halves, one behind the other, are a character beyond the first 65,536.
                if code & 0xfc00 == 0xd800 && self.text[self.at..].starts_with("\\u") {
                    self.at += 2;
                    code = 0x1_0000 + ((code & 0x3ff) << 10) + (self.unit()? & 0x3ff);
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(Unreadable),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, Unreadable> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unreadable)?;
        self.at += 4;
        // Not `from_str_radix`, which takes a sign.
        digits
            .chars()
            .try_fold(0, |unit, digit| Some(unit << 4 | digit.to_digit(16)?))
            .ok_or(Unreadable)
    }
}
