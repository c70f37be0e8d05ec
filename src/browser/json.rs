//! Reading JSON with the browser's own parser.
//!
//! `serde_json` brings a parser into the wasm, once for each type that it reads; the browser has one
//! already. This is the little of `serde`'s data model that `article` types need, over the values
//! that `JSON.parse` makes.

use js_sys::{Array, JSON, Object, Reflect};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};

/// The text is no JSON, or not of the expected form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// A parsed text.
#[derive(Clone)]
pub struct Json(JsValue);

impl Json {
    /// Parses a text.
    ///
    /// # Errors
    /// The text is no JSON.
    pub fn parse(text: &str) -> Result<Json, Unreadable> {
        JSON::parse(text).map(Json).map_err(|_| Unreadable)
    }

    /// Reads a value of the text.
    ///
    /// # Errors
    /// The text doesn't hold one.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Unreadable> {
        T::deserialize(Value { value: self.0.clone(), depth: 0 })
    }
}

/// Nothing that the press writes is as deep; what is deeper would overflow the stack.
const DEEPEST: u16 = 200;

/// A value inside the text.
struct Value {
    value: JsValue,
    depth: u16,
}

impl Value {
    fn inner(&self, value: JsValue) -> Result<Value, Unreadable> {
        if self.depth == DEEPEST {
            return Err(Unreadable);
        }
        Ok(Value { value, depth: self.depth + 1 })
    }

    fn string(&self) -> Result<String, Unreadable> {
        self.value.as_string().ok_or(Unreadable)
    }

    /// JavaScript has only one kind of number. The press writes whole ones.
    fn number(&self) -> Result<i64, Unreadable> {
        let number = self.value.as_f64().ok_or(Unreadable)?;
        let whole = number as i64;
        if whole as f64 == number { Ok(whole) } else { Err(Unreadable) }
    }

    fn items(self) -> Result<Items, Unreadable> {
        let array = self.value.dyn_ref::<Array>().ok_or(Unreadable)?.clone();
        Ok(Items { array, at: 0, of: self })
    }

    fn fields(self) -> Result<Fields, Unreadable> {
        let object = self.value.dyn_ref::<Object>().ok_or(Unreadable)?;
        Ok(Fields { keys: Object::keys(object), at: 0, of: self })
    }

    /// A variant is its name, or an object of one field: `{"name": value}`.
    fn variant(self) -> Result<(JsValue, Value), Unreadable> {
        if self.value.is_string() {
            return Ok((self.value, Value { value: JsValue::UNDEFINED, depth: self.depth }));
        }
        let mut fields = self.fields()?;
        match (fields.keys.length(), fields.next()) {
            (1, Some(name)) => Ok((name.clone(), fields.of.field(&name)?)),
            _ => Err(Unreadable),
        }
    }

    fn field(&self, name: &JsValue) -> Result<Value, Unreadable> {
        self.inner(Reflect::get(&self.value, name).map_err(|_| Unreadable)?)
    }
}

struct Items {
    array: Array,
    at: u32,
    of: Value,
}

impl Items {
    fn next(&mut self) -> Option<Result<Value, Unreadable>> {
        let at = self.at;
        self.at += 1;
        (at < self.array.length()).then(|| self.of.inner(self.array.get(at)))
    }
}

struct Fields {
    keys: Array,
    at: u32,
    of: Value,
}

impl Fields {
    fn next(&mut self) -> Option<JsValue> {
        let at = self.at;
        self.at += 1;
        (at < self.keys.length()).then(|| self.keys.get(at))
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            visitor.visit_i64(self.number()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        // Only what is passed over is read without saying what it is.
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.value.as_bool().ok_or(Unreadable)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.fields()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self)
    }

    numbers! { deserialize_i32 deserialize_u8 deserialize_u16 deserialize_u32 }

    serde::forward_to_deserialize_any! {
        i8 i16 i64 i128 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
        ignored_any
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.next().map(|value| seed.deserialize(value?)).transpose()
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        self.next().map(|key| seed.deserialize(self.of.inner(key)?)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        let key = self.keys.get(self.at.wrapping_sub(1));
        seed.deserialize(self.of.field(&key)?)
    }
}

impl<'de> EnumAccess<'de> for Value {
    type Error = Unreadable;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Value), Unreadable> {
        let (name, value) = self.variant()?;
        let name = seed.deserialize(value.inner(name)?)?;
        Ok((name, value))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.value.is_undefined() { Ok(()) } else { Err(Unreadable) }
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
