//! Reading JSON.
//!
//! `serde_json` brings its parser into the wasm once for each type that it reads; values that the
//! browser's `JSON.parse` makes have to be let go of one by one, on every way out of every function
//! (`docs/ARCHITECTURE.md` has the figures). So a text becomes a tree, and this is the little of
//! `serde`'s data model that `article` types need, over the branches of that tree.

mod tree;

#[cfg(test)]
mod tests;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;
use std::slice::Iter;
use tree::Tree;

/// The text is no JSON, or not of the expected form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// A parsed text.
pub struct Json(Tree);

impl Json {
    /// Parses a text.
    ///
    /// # Errors
    /// The text is no JSON, or deeper than anything the press writes.
    pub fn parse(text: &str) -> Result<Json, Unreadable> {
        Ok(Json(Tree::parse(text)?))
    }

    /// Reads a value of the text.
    ///
    /// # Errors
    /// The text doesn't hold one.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        T::deserialize(&self.0)
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
