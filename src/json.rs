//! Reading JSON.
//!
//! `serde_json` brings its parser into the wasm once for each type that it reads; values that the
//! browser's `JSON.parse` makes have to be let go of one by one, on every way out of every function
//! (`docs/ARCHITECTURE.md` has the figures). So a text becomes a tree, and this is the little of
//! `serde`'s data model that `article` types need, over the branches of that tree.

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;
use std::slice::Iter;

/// Nothing that the press writes is as deep; what is deeper would overflow the stack.
const DEEPEST: u16 = 200;

/// The text is no JSON, or not of the expected form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// A parsed text (RFC 8259).
pub struct Json(Tree);

/// A value of the text.
enum Tree {
    Null,
    Truth(bool),
    /// `None` if it isn't whole, or too large: nothing that the press writes.
    Number(Option<i64>),
    Text(String),
    List(Vec<Tree>),
    /// Names and values. A name is a [`Tree::Text`].
    Fields(Vec<(Tree, Tree)>),
}

impl Json {
    /// Parses a text.
    ///
    /// # Errors
    /// The text is no JSON, or deeper than anything the press writes.
    pub fn parse(text: &str) -> Result<Json, Unreadable> {
        let mut parser = Parser { text, at: 0 };
        let tree = parser.value(DEEPEST)?;
        parser.space();
        if parser.at == text.len() { Ok(Json(tree)) } else { Err(Unreadable) }
    }

    /// Reads a value of the text.
    ///
    /// # Errors
    /// The text doesn't hold one.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        T::deserialize(&self.0)
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
        u32::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            match self {
                Tree::Number(Some(number)) => visitor.visit_i64(*number),
                _ => Err(Unreadable),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for &'de Tree {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        // Only what is passed over is read without saying what it is.
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Tree::Truth(truth) => visitor.visit_bool(*truth),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Tree::Text(text) => visitor.visit_str(text),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Tree::List(items) => visitor.visit_seq(Items(items.iter())),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self {
            Tree::Fields(fields) => visitor.visit_map(Fields { rest: fields.iter(), value: self }),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    /// A variant is its name, or an object of one field: `{"name": value}`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let (name, value) = match self {
            Tree::Fields(fields) => match &fields[..] {
                [(name, value)] => (name, value),
                _ => return Err(Unreadable),
            },
            _ => (self, &Tree::Null),
        };
        visitor.visit_enum(Variant { name, value })
    }

    numbers! { deserialize_i32 deserialize_u8 deserialize_u16 deserialize_u32 }

    serde::forward_to_deserialize_any! {
        i8 i16 i64 i128 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
        ignored_any
    }
}

struct Items<'de>(Iter<'de, Tree>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Fields<'de> {
    rest: Iter<'de, (Tree, Tree)>,
    /// The value of the field whose name came last.
    value: &'de Tree,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(self.value)
    }
}

struct Variant<'de> {
    name: &'de Tree,
    value: &'de Tree,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Unreadable;
    type Variant = &'de Tree;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, &'de Tree), Unreadable> {
        Ok((seed.deserialize(self.name)?, self.value))
    }
}

impl<'de> VariantAccess<'de> for &'de Tree {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if matches!(self, Tree::Null) { Ok(()) } else { Err(Unreadable) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }
}

impl de::Error for Unreadable {
    /// The reader can't mend a file of the site: what is wrong with it is not told apart.
    fn custom<T: fmt::Display>(_message: T) -> Unreadable {
        Unreadable
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Unreadable {
        Unreadable
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Unreadable {
        Unreadable
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Unreadable {
        Unreadable
    }
}

impl std::error::Error for Unreadable {}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not what was expected")
    }
}

#[cfg(test)]
mod tests {
    use super::Json;
    use article::{Article, Front, HeadlineList, Inline, Neighbour, Publication};
    use serde::de::DeserializeOwned;
    use std::fmt::Debug;

    /// A text is read as the press' own library reads it.
    fn check<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
        let read = Json::parse(text).and_then(|json| json.read::<T>());
        assert_eq!(read.ok(), serde_json::from_str(text).ok(), "{text}");
    }

    const ARTICLE: &str = include_str!("../article/tests/article.json");

    #[test]
    fn what_the_press_writes() {
        check::<Article>(ARTICLE);
        check::<Front>(include_str!("../article/tests/front.json"));
        check::<HeadlineList>(include_str!("../article/tests/list.json"));
        check::<Publication>(include_str!("../article/tests/publication.json"));
    }

    #[test]
    fn what_is_no_article() {
        for text in ["", "{", "null", "[]", "\"\"", "7", "{}", "<!doctype html>", "{\"version\":1}"]
        {
            check::<Article>(text);
        }
        for cut in [1, 100, ARTICLE.len() / 2, ARTICLE.len() - 3] {
            check::<Article>(&ARTICLE[..cut]);
        }
        let wrong = |from: &str, to: &str| check::<Article>(&ARTICLE.replacen(from, to, 1));
        wrong("\"version\": 1", "\"version\": 1.5");
        wrong("\"version\": 1", "\"version\": -1");
        wrong("\"version\": 1", "\"version\": 1e300");
        wrong("\"slug\": \"specimen\"", "\"slug\": \"../specimen\"");
        wrong("\"paragraph\"", "\"marquee\"");
        wrong("\"headline\"", "\"headlime\"");
    }

    #[test]
    fn texts() {
        for text in [
            r#""""#,
            r#"" a ""#,
            r#""\"\\\/\b\f\n\r\t""#,
            r#""\u0041\u00e9\u20ac\ud83d\ude00""#,
            r#""직지 😀""#,
            r#""\x""#,
            r#""\u12""#,
            r#""\u12é4""#,
            r#""\é""#,
            r#"""#,
            r#""\"#,
            r#""a" "b""#,
        ] {
            check::<String>(text);
        }
    }

    #[test]
    fn half_a_character_is_none() {
        let read = |text| Json::parse(text).and_then(|json| json.read::<String>()).unwrap();
        assert_eq!(read(r#""\ud83d""#), "\u{fffd}");
        assert_eq!(read(r#""\ude00a""#), "\u{fffd}a");
    }

    #[test]
    fn numbers() {
        for text in [
            "0",
            "7",
            "-1",
            "255",
            "256",
            "4294967296",
            "1.5",
            "1e300",
            "-",
            "+1",
            "1-",
            "--1",
            ".5",
        ] {
            check::<u8>(text);
            check::<u32>(text);
            check::<i32>(text);
        }
    }

    #[test]
    fn lists() {
        for text in
            ["[]", " [ 1 , 2 ] ", "[1,]", "[,1]", "[1 2]", "[1", "[1]]", "[null,1]", "1", "", "nul"]
        {
            check::<Vec<Option<i32>>>(text);
        }
        check::<Vec<bool>>("[true,false]");
        check::<Vec<bool>>("[tru]");
    }

    #[test]
    fn fields() {
        for text in [
            r#"{"slug":"a","headline":"A"}"#,
            r#" { "headline" : "A" , "x" : [{"y":null}] , "slug" : "a" } "#,
            r#"{"slug":"a","slug":"b","headline":"A"}"#,
            r#"{"slug":"a"}"#,
            r#"{"slug":"../a","headline":"A"}"#,
            r#"{"slug":"a","headline":"A",}"#,
            r#"{"slug":"a" "headline":"A"}"#,
            r#"{slug:"a"}"#,
            r#"{"slug"}"#,
            "{",
            "[]",
        ] {
            check::<Neighbour>(text);
        }
    }

    #[test]
    fn variants() {
        for text in [
            r#"[{"text":"a"},"break",{"break":null},{"note":1}]"#,
            r#"[{"text":"a","code":"b"}]"#,
            r#"[{}]"#,
            r#"["text"]"#,
            r#"[{"break":1}]"#,
            r#"["marquee"]"#,
            r#"[{"link":{"to":{"address":"https://example.org/"},"text":[]}}]"#,
        ] {
            check::<Vec<Inline>>(text);
        }
    }
}
