//! Parses YAML, with the span of each value.

use super::{Entry, Node, ParseError, Value, merge};
use crate::controls::without_controls;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use std::ops::Range;

/// The maximum nesting depth, so that the stack can't overflow.
const MAX_DEPTH: usize = 32;

/// The maximum number of aliases, so that a small text can't fill the memory.
const MAX_ALIASES: usize = 1000;
/// So many values are kept for aliases.
const MAX_ANCHORS: usize = 16;
/// So are aliases that repeat more bytes of text than this,
const MAX_REPEATED_BYTES: usize = 1 << 20;
/// The maximum number of keys and values.
const MAX_VALUES: usize = 200_000;

/// Parses the first YAML document of `text`.
///
/// Publishers' programs accept quoted text that continues at the first column of the next line,
/// which YAML forbids; so does this.
pub(crate) fn parse_yaml(text: &str) -> Result<Node, ParseError> {
    parse_strict_yaml(text).or_else(|scan_error| match join_quoted_lines(text) {
        Some(joined) => parse_strict_yaml(&joined).map_err(|_| scan_error),
        None => Err(scan_error),
    })
}

/// Joins quoted text that continues at the first column of the next line, without changing byte
/// offsets. `None` if there is none.
fn join_quoted_lines(text: &str) -> Option<String> {
    let mut joined = String::with_capacity(text.len());
    let mut open = None;
    for line in text.split_inclusive('\n') {
        open = match open {
            None => unclosed_quote(line),
            Some(quote) if closes(line, quote) => None,
            still => still,
        };
        let bare = line.trim_end_matches(['\n', '\r']);
        joined.push_str(bare);
        match open {
            Some(_) => joined.extend(line[bare.len()..].chars().map(|_| ' ')),
            None => joined.push_str(&line[bare.len()..]),
        }
    }
    (open.is_none() && joined != text).then_some(joined)
}

/// The quotation mark that opens a line's value, if the line doesn't close it.
fn unclosed_quote(line: &str) -> Option<char> {
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

fn parse_strict_yaml(text: &str) -> Result<Node, ParseError> {
    let offsets = CharOffsets::new(text);
    let mut builder = NodeBuilder {
        offsets: &offsets,
        open: Vec::new(),
        anchors: Vec::new(),
        aliases: 0,
        repeated_bytes: 0,
        values: 0,
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| scan_error(&error, &offsets))?;
        builder.event(event, span)?;
        if builder.root.is_some() {
            break;
        }
    }
    Ok(builder.root.unwrap_or(Node { value: Value::Null, span: 0..0 }))
}

fn scan_error(error: &ScanError, offsets: &CharOffsets) -> ParseError {
    let at = offsets.byte_offset(error.marker().index());
    ParseError { message: error.info().to_owned(), span: at..at + 1 }
}

/// Converts the parser's character offsets to byte offsets; `None` if they are the same.
struct CharOffsets(Option<Vec<usize>>);

impl CharOffsets {
    fn new(text: &str) -> CharOffsets {
        let list = || text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        CharOffsets((!text.is_ascii()).then(list))
    }

    fn byte_offset(&self, index: usize) -> usize {
        match &self.0 {
            None => index,
            Some(starts) => starts[index.min(starts.len() - 1)],
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.byte_offset(span.start.index())..self.byte_offset(span.end.index())
    }
}

/// A list or map that is not closed yet.
enum OpenCollection {
    List(usize, usize, Vec<Node>),
    Map(usize, usize, Vec<Entry>, Option<(String, Range<usize>)>),
}

struct NodeBuilder<'a> {
    offsets: &'a CharOffsets,
    open: Vec<OpenCollection>,
    anchors: Vec<(usize, Node)>,
    aliases: usize,
    /// How many bytes aliases have repeated so far.
    repeated_bytes: usize,
    values: usize,
    root: Option<Node>,
}

impl NodeBuilder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), ParseError> {
        let range = self.offsets.range(span);
        self.values += 1;
        if self.values > MAX_VALUES {
            let message = "there are more values here than can be read".to_owned();
            return Err(ParseError { message, span: range });
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && ["", "~", "null"].contains(&&*text);
                let value = if null {
                    Value::Null
                } else {
                    Value::Text(without_controls(text.into_owned()))
                };
                self.close(Node { value, span: range }, anchor);
            }
            Event::Alias(id) => {
                self.aliases += 1;
                if self.aliases > MAX_ALIASES {
                    let message = "there are more than a thousand aliases here".to_owned();
                    return Err(ParseError { message, span: range });
                }
                let anchored = self.anchors.iter().find(|(anchor, _)| *anchor == id);
                self.repeated_bytes += anchored.map_or(0, |(_, node)| copied_bytes(node));
                if self.repeated_bytes > MAX_REPEATED_BYTES {
                    let message = "the aliases here repeat more than a megabyte".to_owned();
                    return Err(ParseError { message, span: range });
                }
                let value = anchored.map_or(Value::Null, |(_, node)| node.value.clone());
                self.close(Node { value, span: range }, 0);
            }
            Event::SequenceStart(anchor, _) => {
                self.open(OpenCollection::List(range.start, anchor, Vec::new()), range)?;
            }
            Event::MappingStart(anchor, _) => {
                self.open(OpenCollection::Map(range.start, anchor, Vec::new(), None), range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(OpenCollection::List(start, anchor, items)) => {
                    self.close(Node { value: Value::List(items), span: start..range.end }, anchor);
                }
                Some(OpenCollection::Map(start, anchor, entries, _)) => {
                    let entries = merge::merged(entries);
                    self.close(Node { value: Value::Map(entries), span: start..range.end }, anchor);
                }
                None => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, open: OpenCollection, range: Range<usize>) -> Result<(), ParseError> {
        if self.open.len() >= MAX_DEPTH {
            let message = "this is nested too deep".to_owned();
            return Err(ParseError { message, span: range });
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, node: Node, anchor: usize) {
        // What aliases repeat is counted; what is kept for them is not, so few are.
        if anchor > 0 && self.anchors.len() < MAX_ANCHORS {
            self.anchors.push((anchor, node.clone()));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(OpenCollection::List(_, _, items)) => items.push(node),
            Some(OpenCollection::Map(_, _, entries, key)) => match key.take() {
                None => {
                    let text = node.text().unwrap_or_default().to_owned();
                    *key = Some((text, node.span));
                }
                Some((text, key_span)) => entries.push(Entry { key: text, key_span, node }),
            },
        }
    }
}

/// The approximate size of a copy of a flat value in bytes.
fn copied_bytes(node: &Node) -> usize {
    let text = match &node.value {
        Value::Text(text) => text.len(),
        _ => 0,
    };
    let items = match &node.value {
        Value::List(items) => items.iter().map(copied_bytes).sum(),
        _ => 0,
    };
    let entry = |entry: &Entry| size_of::<Entry>() + entry.key.len() + copied_bytes(&entry.node);
    size_of::<Node>() + text + items + node.entries().iter().map(entry).sum::<usize>()
}
