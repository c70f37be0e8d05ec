//! The literal values of a JavaScript program: `title: 'The Paper'`. Nothing is run; what is computed
//! is not known.

use crate::value::{Entry, Node, Value};

/// The `key: 'text'` pairs of a program, nested as their objects are. Objects without a key, such as
/// `module.exports = { … }`, count as the whole.
pub(super) fn literals(text: &str) -> Node {
    let mut reader = Reader { text, at: 0 };
    Node { value: Value::Map(reader.object(0)), span: 0..0 }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// Deeper objects are not read.
const MAX_DEPTH: usize = 30;

enum Token<'a> {
    Word(&'a str),
    Text(String),
    Sign(char),
}

impl<'a> Reader<'a> {
    /// The entries up to the end of the object at hand.
    fn object(&mut self, depth: usize) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        // The last word or text, which is a key if a colon follows.
        let mut last: Option<String> = None;
        let mut key: Option<String> = None;
        while let Some(token) = self.token() {
            match token {
                Token::Sign(':' | '=') => key = last.take(),
                Token::Sign('{') => {
                    let inner = if depth < MAX_DEPTH { self.object(depth + 1) } else { Vec::new() };
                    match key.take().filter(|key| !is_keyword(key)) {
                        Some(key) if !is_declared(&key) => {
                            push(&mut entries, key, Value::Map(inner));
                        }
                        // `const config = {…}`, or an object in a list: what it holds is near enough.
                        _ => inner.into_iter().for_each(|entry| {
                            push(&mut entries, entry.key, entry.node.value);
                        }),
                    }
                    last = None;
                }
                Token::Sign('}') if depth > 0 => return entries,
                Token::Sign(',' | ';') => (key, last) = (None, None),
                Token::Sign(_) => last = None,
                Token::Word(word) => {
                    let literal = matches!(word, "true" | "false");
                    match key.take() {
                        Some(key) if literal => {
                            push(&mut entries, key, Value::Text(word.to_owned()));
                        }
                        // `title: config.title` is not known.
                        Some(_) => last = None,
                        None => last = Some(word.to_owned()),
                    }
                }
                Token::Text(text) => match key.take() {
                    Some(key) => push(&mut entries, key, Value::Text(text)),
                    None => last = Some(text),
                },
            }
        }
        entries
    }

    fn token(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = &self.text[self.at..];
            let first = rest.chars().next()?;
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else if first.is_whitespace() {
                self.at += first.len_utf8();
            } else if matches!(first, '"' | '\'' | '`') {
                return Some(self.quoted(first));
            } else if first.is_alphanumeric() || matches!(first, '_' | '$') {
                let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-');
                let length = rest.find(|c| !word(c)).unwrap_or(rest.len());
                self.at += length;
                return Some(Token::Word(&rest[..length]));
            } else {
                self.at += first.len_utf8();
                return Some(Token::Sign(first));
            }
        }
    }

    fn quoted(&mut self, quote: char) -> Token<'a> {
        self.at += 1;
        let mut text = String::new();
        let mut escaped = false;
        let mut computed = false;
        for (at, c) in self.text[self.at..].char_indices() {
            match c {
                _ if escaped => {
                    text.push(if c == 'n' { '\n' } else { c });
                    escaped = false;
                }
                '\\' => escaped = true,
                c if c == quote => {
                    self.at += at + 1;
                    // What is put together is not known.
                    return if computed { Token::Sign('`') } else { Token::Text(text) };
                }
                c => {
                    computed |= quote == '`' && c == '{' && text.ends_with('$');
                    text.push(c);
                }
            }
        }
        self.at = self.text.len();
        Token::Sign(quote)
    }
}

fn is_keyword(word: &str) -> bool {
    ["exports", "module.exports", "default", "return"].contains(&word)
}

/// Whether a name is most probably that of the whole.
fn is_declared(word: &str) -> bool {
    ["config", "siteConfig", "metadata", "data", "options"].contains(&word)
}

/// Adds an entry, if it is the first of its key.
fn push(entries: &mut Vec<Entry>, key: String, value: Value) {
    if !entries.iter().any(|entry| entry.key == key) {
        entries.push(Entry { key, key_span: 0..0, node: Node { value, span: 0..0 } });
    }
}
