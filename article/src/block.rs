//! Blocks: the pieces of an article's body.

use crate::deserialize::{fields, variants};
use crate::{Audio, Href, Image, Inline, Video, is_default};
use serde::{Deserialize, Serialize};

/// A piece of a body. There is no variant for raw HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside the article.
    Heading(Heading),
    /// Somebody's words, set apart.
    Quotation(Quotation),
    /// The article's own words, repeated large to draw the eye.
    PullQuote(Quotation),
    /// Items, with bullets or numbers.
    List(List),
    /// A picture.
    Image(Image),
    /// Pictures that belong together.
    Gallery(Vec<Image>),
    /// Data in rows and columns.
    Table(Table),
    /// Computer text, its spaces and line ends kept.
    Code(Code),
    /// A formula on its own: TeX as it is written, with what stands around it (`$$ … $$`).
    Math(String),
    /// Something on another host: a card with a link, loaded by nobody unasked.
    Embed(Embed),
    /// A recording.
    Audio(Audio),
    /// A film.
    Video(Video),
    /// Text beside the main text.
    Aside(Aside),
    /// A change of scene (HTML `hr`).
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
    /// Its name in the page's address (`#why-it-rose`), unique in the article.
    #[serde(default)]
    pub id: String,
    /// The words.
    pub text: Vec<Inline>,
}

/// What a heading is shown as that doesn't say its level.
#[cfg(feature = "schema")]
fn second() -> u8 {
    2
}

/// Words set apart from the running text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quotation {
    /// The words.
    pub body: Vec<Block>,
    /// Who said them, and where: `Moritz Thausing, 1877`. Empty if the text itself says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attribution: Vec<Inline>,
}

/// A list. An item is a sequence of blocks, so lists nest.
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
    /// What the table shows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
    /// The rows at its head.
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
    /// To which side the text keeps.
    #[serde(default, skip_serializing_if = "is_default")]
    pub align: Align,
    /// How many more columns it covers than one: HTML's `colspan` - 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_columns: u16,
    /// How many more rows it covers than one: HTML's `rowspan` - 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub more_rows: u16,
}

/// What a header cell heads (HTML `scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The cells below.
    Column,
    /// The cells beside.
    Row,
}

/// To which side a cell's text keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Where lines of the language begin.
    #[default]
    Start,
    /// The middle.
    Center,
    /// Where lines of the language end: numbers.
    End,
}

/// Computer text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Code {
    /// The language it is written in, as the source named it: `rust`. Empty if not said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    /// The text, without a line end at its end.
    pub text: String,
}

/// Something on another host, shown as a card that links there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Embed {
    /// The page to open for it.
    pub href: Href,
    /// What it is; empty if the source does not say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// What the caption says.
    #[serde(default, skip_serializing_if = "is_default")]
    pub caption: Vec<Inline>,
}

/// Text beside the main text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Aside {
    /// What it is to the reader.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: AsideKind,
    /// Its heading; empty if it has none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: Vec<Inline>,
    /// Its text.
    pub body: Vec<Block>,
}

/// What an aside is to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AsideKind {
    /// Background to the story.
    #[default]
    Background,
    /// A remark.
    Note,
    /// Something to beware of.
    Warning,
}

/// A footnote; [`Inline::Note`] refers to it by its place in [`crate::Article::footnotes`].
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
