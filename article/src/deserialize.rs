//! `Deserialize` for the format's types, implemented by two small macros.
//!
//! Deriving it would cost a third of the viewer's download (34.7 of 97.8 KB brotli, measured):
//! derived code keeps each field in its own `Option`, detects duplicate fields, and accepts arrays
//! for structs. Here, a value starts as the default, and fields are assigned as they come. The
//! macros name every field and variant; if a field is missing, the crate does not compile.

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// Deserializes a name as its index in this list; the list's length if it is unknown.
///
/// One type for all lists of names, so that the wasm contains the search once.
#[derive(Clone, Copy)]
pub(crate) struct NameSeed(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        Ok(self.0.iter().position(|it| *it == name).unwrap_or(self.0.len()))
    }
}

/// The index of `name` in `names`. Evaluated at compile time, so that the wasm compares numbers.
pub(crate) const fn index_of(names: &[&str], name: &str) -> usize {
    let mut at = 0;
    while !bytes_eq(names[at].as_bytes(), name.as_bytes()) {
        at += 1;
    }
    at
}

/// `==` for `const` contexts.
const fn bytes_eq(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Implements `Deserialize` for a struct: `fields!(Type { required } optional, …)`.
///
/// A missing required field is an error; an unknown field is ignored.
macro_rules! fields {
    ($type:ident { $($required:ident),* } $($field:ident),* $(,)?) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::deserialize::{NameSeed, index_of};
                const NAMES: &[&str] = &[$(stringify!($required),)* $(stringify!($field),)*];
                /// A bit for each required field.
                const REQUIRED: u32 = 0 $(| 1 << index_of(NAMES, stringify!($required)))*;

                struct Fields;
                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(stringify!($type))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<Self::Value, A::Error> {
                        let mut value = <$type>::default();
                        let mut missing = REQUIRED;
                        while let Some(at) = map.next_key_seed(NameSeed(NAMES))? {
                            match at {
                                $(at if at == const { index_of(NAMES, stringify!($required)) } => {
                                    value.$required = map.next_value()?;
                                    missing &= !(1 << at);
                                })*
                                $(at if at == const { index_of(NAMES, stringify!($field)) } => {
                                    value.$field = map.next_value()?;
                                })*
                                _ => {
                                    map.next_value::<serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        // This doesn't compile unless every field is named above.
                        let $type { $($required: _,)* $($field: _,)* } = &value;
                        if missing == 0 {
                            Ok(value)
                        } else {
                            Err(serde::de::Error::custom(concat!(stringify!($type), " is incomplete")))
                        }
                    }
                }
                deserializer.deserialize_map(Fields)
            }
        }
    };
}

/// Implements `Deserialize` for an enum whose variants hold one value, named fields or nothing:
/// `variants!(Type { "name" => |value| Type::Variant(value) } { "name" => Type::Unit })`.
macro_rules! variants {
    ($type:ident
        { $($name:literal => $make:expr),* $(,)? }
        { $($unit_name:literal => $unit:expr),* $(,)? }
    ) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::deserialize::{NameSeed, index_of};
                const NAMES: &[&str] = &[$($name,)* $($unit_name,)*];

                struct Variants;
                impl<'de> serde::de::Visitor<'de> for Variants {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(stringify!($type))
                    }

                    fn visit_enum<A: serde::de::EnumAccess<'de>>(
                        self,
                        data: A,
                    ) -> Result<Self::Value, A::Error> {
                        #[allow(unused_imports, reason = "an enum of units has no other variants")]
                        use serde::de::VariantAccess as _;
                        let (at, variant) = data.variant_seed(NameSeed(NAMES))?;
                        match at {
                            $(at if at == const { index_of(NAMES, $name) } => variant.newtype_variant().map($make),)*
                            $(at if at == const { index_of(NAMES, $unit_name) } => variant.unit_variant().map(|()| $unit),)*
                            _ => Err(serde::de::Error::custom(
                                concat!("unknown kind of ", stringify!($type)),
                            )),
                        }
                    }
                }
                deserializer.deserialize_enum(stringify!($type), &[], Variants)
            }
        }
    };
}

pub(crate) use {fields, variants};
