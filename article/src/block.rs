//! Blocks: the parts of an article's body.

use crate::deserialize::{fields, variants};
use crate::{Audio, Href, Image, Inline, Video, is_default};
use serde::{Deserialize, Serialize};

/// A block. There is no variant for raw HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the article.
    Heading(Heading),
    /// A quotation, set apart.
    Quotation(Quotation),
    /// A pull quote: the article's own words, repeated in large type.
    PullQuote(Quotation),
    /// A bulleted or numbered list.
    List(List),
    /// A picture.
    Image(Image),
    /// Pictures that belong together.
    Gallery(Vec<Image>),
    /// Data in rows and columns.
    Table(Table),
    /// Code; its white space is kept.
    Code(Code),
    /// A formula on its own: TeX as it is written, with what stands around it (`$$ … $$`).
    Math(String),
    /// Something on another host: a card with a link, loaded by nobody unasked.
    Embed(Embed),
    /// An audio file.
    Audio(Audio),
    /// A video.
    Video(Video),
    /// An aside: text beside the main text.
    Aside(Aside),
    /// A thematic break (HTML `hr`).
    Divider,
}

/// A heading inside an article. The article's own headline is level 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heading {
    /// How deep: 2 to 6.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(default = "second", range(min = 1, max = 6)))]
    pub level: u8,
    /// Its id, the fragment in addresses (`#why-it-rose`); unique in the article.
    #[serde(default)]
    pub id: String,
    /// The words.
    pub text: Vec<Inline>,
}

/// The level of a heading that doesn't set one.
#[cfg(feature = "schema")]
fn second() -> u8 {
    2
}

/// A quotation or pull quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quotation {
    /// The words.
    pub body: Vec<Block>,
    /// The attribution: `Moritz Thausing, 1877`. Empty if the text contains it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attribution: Vec<Inline>,
}

/// A list. Each item is a sequence of blocks, so lists can be nested.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct List {
    /// The first item's number; `None` for a list with bullets.
    #[serde(default, skip_serializing_if = "is_default")]
    pub start: Option<i32>,
    /// Whether the numbers count down.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reversed: bool,
    /// How the numbers are written (HTML's `type`): `a`, `A`, `i`, `I`; empty for digits.
    #[serde(default, skip_serializing_if = "is_default")]
    pub numerals: String,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// The caption.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// The rows of the table's head.
    #[serde(default, skip_serializing_if = "is_default")]
    pub head: Vec<Row>,
    /// The rows of data.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Row(pub Vec<Cell>);

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The cell's text.
    pub text: Vec<Inline>,
    /// Whether it heads a row or a column; `None` for data.
    #[serde(default, skip_serializing_if = "is_default")]
    pub header: Option<Scope>,
    /// The text alignment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub align: Align,
    /// HTML's `colspan` - 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_columns: u16,
    /// HTML's `rowspan` - 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_rows: u16,
}

/// The scope of a header cell (HTML `scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The column.
    Column,
    /// The row.
    Row,
}

/// The text alignment of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the start of the line.
    #[default]
    Start,
    /// Centered.
    Center,
    /// At the end of the line, as for numbers.
    End,
}

/// A code block.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Code {
    /// The programming language, as in the source: `rust`. May be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    /// The text, without a final line end.
    pub text: String,
}

/// Content on another host, shown as a card that links to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Embed {
    /// The page that the card links to.
    pub href: Href,
    /// The title; may be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
}

/// An aside: text beside the main text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Aside {
    /// The kind of aside.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: AsideKind,
    /// Its heading; empty if it has none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: Vec<Inline>,
    /// Its text.
    pub body: Vec<Block>,
}

/// The kind of an aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AsideKind {
    /// Background to the story.
    #[default]
    Background,
    /// A remark.
    Note,
    /// A warning.
    Warning,
}

/// A footnote; [`Inline::Note`] refers to it by its number in [`crate::Article::footnotes`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Footnote {
    /// Its text.
    pub body: Vec<Block>,
}

fields!(Heading { text } level, id);
fields!(Quotation { body } attribution);
fields!(List { items } start, reversed, numerals);
fields!(Table { rows } caption, head);
fields!(Cell { text } header, align, more_columns, more_rows);
fields!(Code { text } language);
fields!(Embed { href } title, caption);
fields!(Aside { body } kind, title);
fields!(Footnote { body });
variants!(Block {
    "paragraph" => Block::Paragraph,
    "heading" => Block::Heading,
    "quotation" => Block::Quotation,
    "pull_quote" => Block::PullQuote,
    "list" => Block::List,
    "image" => Block::Image,
    "gallery" => Block::Gallery,
    "table" => Block::Table,
    "code" => Block::Code,
    "math" => Block::Math,
    "embed" => Block::Embed,
    "audio" => Block::Audio,
    "video" => Block::Video,
    "aside" => Block::Aside,
} {
    "divider" => Block::Divider,
});
variants!(Scope {} { "column" => Scope::Column, "row" => Scope::Row });
variants!(Align {} { "start" => Align::Start, "center" => Align::Center, "end" => Align::End });
variants!(AsideKind {} {
    "background" => AsideKind::Background,
    "note" => AsideKind::Note,
    "warning" => AsideKind::Warning,
});
