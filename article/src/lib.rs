//! Dateline's published format: what the press writes as JSON and the viewer reads.
//!
//! Both sides use the same types, so they can't disagree. This crate does no I/O, doesn't depend on
//! the web platform, and holds no HTML: a body consists of closed enums ([`Block`], [`Inline`]),
//! and an address can only be one that is safe to follow ([`Href`]). Names follow schema.org's
//! `NewsArticle` and IPTC's ninjs where they have a term; `docs/FORMAT.md` describes the files.
//!
//! Deserialization is lenient where that is safe (a forbidden address becomes no address, an
//! unknown optional field is ignored) and strict elsewhere (an unknown block is an error, because
//! dropping it would silently lose text).

mod address;
mod article;
mod block;
mod deserialize;
mod inline;
mod media;
mod paper;
pub mod percent;
pub mod site_files;
mod slug;
mod time;
mod walk;

pub use address::{Forbidden, Href, MediaPath};
pub use article::{Article, Author, Correction, Neighbour, Source};
pub use block::{
    Align, Aside, AsideKind, Block, Cell, Code, Embed, Footnote, Heading, List, Quotation, Row,
    Scope, Table,
};
pub use inline::{Inline, Span, Target, plain_text};
pub use media::{Audio, Credit, Image, Rendition, Video};
pub use paper::{
    Front, Headline, HeadlineList, Link, Month, Publication, Section, Subject, Term, names_shown,
};
pub use slug::{BadSlug, Slug};
pub use time::Time;
pub use walk::{Part, PartMut, each_line_mut};

use deserialize::variants;
use serde::Serialize;

/// The version of the format that this crate writes and reads.
///
/// It is increased when older viewers can't show what a newer press writes. A viewer that finds a
/// larger version says so and offers to reload; it never guesses.
pub const FORMAT_VERSION: u32 = 1;

/// The direction of a text (HTML `dir`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right: Latin, Hangul, Kana, …
    #[default]
    Ltr,
    /// Right to left: Arabic, Hebrew, …
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// The usual direction of the language `tag` (BCP 47).
    pub fn of_language(tag: &str) -> Direction {
        let mut subtags = tag.split('-');
        let language = subtags.next().unwrap_or_default();
        let script = subtags.find(|subtag| subtag.len() == 4);
        let rtl = match script {
            Some(script) => ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"]
                .iter()
                .any(|rtl| rtl.eq_ignore_ascii_case(script)),
            None => ["ar", "fa", "he", "ur", "ps", "yi", "dv", "ug", "sd", "ckb", "syr"]
                .iter()
                .any(|rtl| rtl.eq_ignore_ascii_case(language)),
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }

    fn is_ltr(&self) -> bool {
        *self == Direction::Ltr
    }
}

/// Whether a value is its type's default; for `skip_serializing_if`.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

variants!(Direction {} { "ltr" => Direction::Ltr, "rtl" => Direction::Rtl });
