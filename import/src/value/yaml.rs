//! YAML, with the place of every value.

use super::{Entry, Fault, Node, Value};
use crate::sources::read::without_nul;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::ops::Range;

/// Deeper values are refused, so that nothing overflows the stack.
const DEEPEST: usize = 32;

/// More aliases than this are refused, so that a small text can't grow to fill the memory.
const MOST_ALIASES: usize = 1000;
/// So are aliases that repeat more bytes of text than this,
const MOST_REPEATED: usize = 1 << 20;
/// and more keys and values.
const MOST_VALUES: usize = 200_000;

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
    let value = value.split_once(": ").map_or(value, |(_, value)| value).trim_start();
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
        aliases: 0,
        repeated: 0,
        values: 0,
        done: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| fault(&error, &bytes))?;
        loader.take(event, span)?;
        if loader.done.is_some() {
            break;
        }
    }
    Ok(loader.done.unwrap_or(Node { value: Value::Null, span: 0..0 }))
}

fn fault(error: &ScanError, bytes: &CharBytes) -> Fault {
    let at = bytes.at(error.marker().index());
    Fault { message: error.info().to_owned(), span: at..at + 1 }
}

/// From the parser's character numbers to bytes.
struct CharBytes(Option<Vec<usize>>);

impl CharBytes {
    fn new(text: &str) -> CharBytes {
        let list = || text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
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
    aliases: usize,
    /// The bytes of text that aliases repeat.
    repeated: usize,
    values: usize,
    done: Option<Node>,
}

impl Loader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let range = self.bytes.range(span);
        self.values += 1;
        if self.values > MOST_VALUES {
            let message = "there are more values here than can be read".to_owned();
            return Err(Fault { message, span: range });
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && ["", "~", "null"].contains(&&*text);
                let value = if null { Value::Null } else { Value::Text(without_nul(&text)) };
                self.close(Node { value, span: range }, anchor);
            }
            Event::Alias(id) => {
                self.aliases += 1;
                if self.aliases > MOST_ALIASES {
                    let message = "there are more than a thousand aliases here".to_owned();
                    return Err(Fault { message, span: range });
                }
                let known = self.anchors.iter().find(|(anchor, _)| *anchor == id);
                self.repeated += known.map_or(0, |(_, node)| bytes_of(node));
                if self.repeated > MOST_REPEATED {
                    let message = "the aliases here repeat more than a megabyte".to_owned();
                    return Err(Fault { message, span: range });
                }
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
                    self.close(Node { value: Value::List(items), span: start..range.end }, anchor);
                }
                Some(Open::Map(start, anchor, entries, _)) => {
                    self.close(Node { value: Value::Map(entries), span: start..range.end }, anchor);
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
            return Err(Fault { message, span: range });
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, node: Node, anchor: usize) {
        // An alias of a map of aliases of … grows without end; nobody writes that in earnest.
        if anchor > 0 && self.anchors.len() < 16 && is_flat(&node) {
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
                Some((text, key_span)) => entries.push(Entry { key: text, key_span, node }),
            },
        }
    }
}

/// How many bytes a copy of a flat value takes, about.
fn bytes_of(node: &Node) -> usize {
    let own = size_of::<Node>() + node.text().map_or(0, str::len);
    let entry = |entry: &Entry| size_of::<Entry>() + entry.key.len() + bytes_of(&entry.node);
    own + node.entries().iter().map(entry).sum::<usize>()
}

/// Whether it is a text, or a map of texts.
fn is_flat(node: &Node) -> bool {
    match &node.value {
        Value::Null | Value::Text(_) => true,
        Value::List(_) => false,
        Value::Map(entries) => {
            entries.iter().all(|entry| matches!(entry.node.value, Value::Null | Value::Text(_)))
        }
    }
}
