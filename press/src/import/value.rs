//! Values of front matter and settings, from YAML or TOML, each with its place in the text.
//!
//! Scalars stay text: whether `2018-06-01` is a date or `007` a number is for the one who asks.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub value: Value,
    /// Bytes of the text that was parsed.
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing was written, or `null`.
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key of a map and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub node: Node,
}

/// Why and where a text is no YAML or TOML.
#[derive(Debug)]
pub(crate) struct Fault {
    pub message: String,
    pub span: Range<usize>,
}

/// Deeper values are refused, so that nothing overflows the stack.
const DEEPEST: usize = 32;

impl Node {
    /// The text of a scalar; `None` for nothing, lists and maps.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether it says yes.
    pub(crate) fn is_true(&self) -> bool {
        self.text()
            .is_some_and(|text| ["true", "yes", "on", "1"].contains(&text))
    }

    /// Whether it says no.
    pub(crate) fn is_false(&self) -> bool {
        self.text()
            .is_some_and(|text| ["false", "no", "off", "0"].contains(&text))
    }

    /// The entries of a map; none for other values.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value at `key` of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .rev()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// The items of a list; a scalar or a map is a list of one.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::Null => &[],
            Value::List(items) => items,
            Value::Text(_) | Value::Map(_) => std::slice::from_ref(self),
        }
    }
}

/// Reads TOML.
pub(crate) fn parse_toml(text: &str) -> Result<Node, Fault> {
    let table = DeTable::parse(text).map_err(|error| Fault {
        message: error.message().to_owned(),
        span: error.span().unwrap_or(0..0),
    })?;
    let span = table.span();
    Ok(Node {
        value: toml_map(table.get_ref()),
        span,
    })
}

fn toml_map(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            node: toml_node(value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Value::Map(entries)
}

fn toml_node(value: &Spanned<DeValue<'_>>) -> Node {
    let inner = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Text(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Value::Text(yes.to_string()),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(toml_node).collect()),
        DeValue::Table(table) => toml_map(table),
    };
    Node {
        value: inner,
        span: value.span(),
    }
}

/// Reads the first YAML document of `text`.
///
/// The YAML of the programs that publishers use lets a quotation go on at the edge of the next
/// line, which YAML itself forbids; so do we.
pub(crate) fn parse_yaml(text: &str) -> Result<Node, Fault> {
    parse_strict_yaml(text).or_else(|fault| match quotations_on_one_line(text) {
        Some(mended) => parse_strict_yaml(&mended).map_err(|_| fault),
        None => Err(fault),
    })
}

/// The text with quotations that go on at the edge of the next line put on one line, all bytes
/// still at their places. `None` if there is none.
fn quotations_on_one_line(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut open = None;
    for line in text.split_inclusive('\n') {
        open = match open {
            None => opened_quotation(line),
            Some(quote) if closes(line, quote) => None,
            still => still,
        };
        let bare = line.trim_end_matches(['\n', '\r']);
        mended.push_str(bare);
        match open {
            Some(_) => mended.extend(line[bare.len()..].chars().map(|_| ' ')),
            None => mended.push_str(&line[bare.len()..]),
        }
    }
    (open.is_none() && mended != text).then_some(mended)
}

/// The quotation mark that a line's value begins with, if the line doesn't close it.
fn opened_quotation(line: &str) -> Option<char> {
    let value = line.trim_start().trim_start_matches("- ");
    let value = value
        .split_once(": ")
        .map_or(value, |(_, value)| value)
        .trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    (!closes(&value[1..], quote)).then_some(quote)
}

fn closes(text: &str, quote: char) -> bool {
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            if quote == '\'' && characters.peek() == Some(&'\'') {
                characters.next();
            } else {
                return true;
            }
        }
    }
    false
}

fn parse_strict_yaml(text: &str) -> Result<Node, Fault> {
    let bytes = CharBytes::new(text);
    let mut loader = Loader {
        bytes: &bytes,
        open: Vec::new(),
        anchors: Vec::new(),
        done: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| fault(&error, &bytes))?;
        loader.take(event, span)?;
        if loader.done.is_some() {
            break;
        }
    }
    Ok(loader.done.unwrap_or(Node {
        value: Value::Null,
        span: 0..0,
    }))
}

fn fault(error: &ScanError, bytes: &CharBytes) -> Fault {
    let at = bytes.at(error.marker().index());
    Fault {
        message: error.info().to_owned(),
        span: at..at + 1,
    }
}

/// From the parser's character numbers to bytes.
struct CharBytes(Option<Vec<usize>>);

impl CharBytes {
    fn new(text: &str) -> CharBytes {
        let list = || {
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect()
        };
        CharBytes((!text.is_ascii()).then(list))
    }

    fn at(&self, index: usize) -> usize {
        match &self.0 {
            None => index,
            Some(starts) => starts[index.min(starts.len() - 1)],
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.at(span.start.index())..self.at(span.end.index())
    }
}

/// A list or map whose end has not come yet.
enum Open {
    List(usize, usize, Vec<Node>),
    Map(usize, usize, Vec<Entry>, Option<(String, Range<usize>)>),
}

struct Loader<'a> {
    bytes: &'a CharBytes,
    open: Vec<Open>,
    anchors: Vec<(usize, Node)>,
    done: Option<Node>,
}

impl Loader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let range = self.bytes.range(span);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && ["", "~", "null"].contains(&&*text);
                let value = if null {
                    Value::Null
                } else {
                    Value::Text(text.into_owned())
                };
                self.close(Node { value, span: range }, anchor);
            }
            Event::Alias(id) => {
                let known = self.anchors.iter().find(|(anchor, _)| *anchor == id);
                let value = known.map_or(Value::Null, |(_, node)| node.value.clone());
                self.close(Node { value, span: range }, 0);
            }
            Event::SequenceStart(anchor, _) => {
                self.open(Open::List(range.start, anchor, Vec::new()), range)?;
            }
            Event::MappingStart(anchor, _) => {
                self.open(Open::Map(range.start, anchor, Vec::new(), None), range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(start, anchor, items)) => {
                    self.close(
                        Node {
                            value: Value::List(items),
                            span: start..range.end,
                        },
                        anchor,
                    );
                }
                Some(Open::Map(start, anchor, entries, _)) => {
                    self.close(
                        Node {
                            value: Value::Map(entries),
                            span: start..range.end,
                        },
                        anchor,
                    );
                }
                None => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, open: Open, range: Range<usize>) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            let message = "this is nested too deep".to_owned();
            return Err(Fault {
                message,
                span: range,
            });
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, node: Node, anchor: usize) {
        // An alias of a list of aliases of … grows without end; nobody writes that in earnest.
        if anchor > 0 && self.anchors.len() < 16 && !matches!(node.value, Value::List(_)) {
            self.anchors.push((anchor, node.clone()));
        }
        match self.open.last_mut() {
            None => self.done = Some(node),
            Some(Open::List(_, _, items)) => items.push(node),
            Some(Open::Map(_, _, entries, key)) => match key.take() {
                None => {
                    let text = node.text().unwrap_or_default().to_owned();
                    *key = Some((text, node.span));
                }
                Some((text, key_span)) => entries.push(Entry {
                    key: text,
                    key_span,
                    node,
                }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Value, parse_toml, parse_yaml};
    use expect_test::{Expect, expect};

    fn shown(node: &Node) -> String {
        match &node.value {
            Value::Null => "null".to_owned(),
            Value::Text(text) => format!("{text:?}@{:?}", node.span),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(shown).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(entries) => {
                let entry = |e: &super::Entry| format!("{}: {}", e.key, shown(&e.node));
                format!(
                    "{{{}}}",
                    entries.iter().map(entry).collect::<Vec<_>>().join(", ")
                )
            }
        }
    }

    fn check(text: &str, expected: Expect) {
        let parse = if text.contains(" = ") {
            parse_toml
        } else {
            parse_yaml
        };
        expected.assert_eq(&match parse(text) {
            Ok(node) => shown(&node),
            Err(fault) => format!("{} at {:?}", fault.message, fault.span),
        });
    }

    #[test]
    fn scalars_stay_text() {
        check(
            "title: 007\ndate: 2018-06-01\n신문: 'a: b'\nnone:",
            expect![[
                r#"{title: "007"@7..10, date: "2018-06-01"@17..27, 신문: "a: b"@36..42, none: null}"#
            ]],
        );
        check(
            "title = \"a\"\ndate = 2018-06-01\ndraft = true",
            expect![[r#"{title: "a"@8..11, date: "2018-06-01"@19..29, draft: "true"@38..42}"#]],
        );
    }

    #[test]
    fn lists_and_maps_nest() {
        check(
            "authors:\n- a\n- {name: b, url: c}\ntags: [x, y]",
            expect![[
                r#"{authors: ["a"@11..12, {name: "b"@22..23, url: "c"@30..31}], tags: ["x"@40..41, "y"@43..44]}"#
            ]],
        );
        check(
            "authors = [\"a\"]\n[extra]\nimage = \"x.png\"",
            expect![[r#"{authors: ["a"@11..14], extra: {image: "x.png"@32..39}}"#]],
        );
    }

    #[test]
    fn faults_have_places() {
        check(
            "title: a: b",
            expect!["mapping values are not allowed in this context at 8..9"],
        );
        check(
            "title: \"open",
            expect!["while scanning a quoted scalar, found unexpected end of stream at 7..8"],
        );
        check(
            "title = 'open\n",
            expect!["invalid literal string, expected `'` at 13..13"],
        );
        check(
            &"[".repeat(100_000),
            expect!["recursion limit exceeded at 255..256"],
        );
    }

    #[test]
    fn quotations_may_go_on_at_the_edge() {
        check(
            "a: \"one\ntwo \\\" three\n\nfour\"\nb: 'x\r\ny'\n",
            expect![[r#"{a: "one two \" three  four"@3..27, b: "x  y"@31..37}"#]],
        );
        check(
            "a: \"one\ntwo\nb: c: d\n",
            expect!["invalid indentation in quoted scalar at 3..4"],
        );
    }

    #[test]
    fn aliases_do_not_explode() {
        let mut bomb = "a0: &a0 [x, x]\n".to_owned();
        for n in 1..40 {
            bomb += &format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1);
        }
        assert!(parse_yaml(&bomb).is_ok());
    }
}
