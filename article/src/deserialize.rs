//! How the types are read: `serde`'s `Deserialize`, written by two small macros.
//!
//! Deriving it costs the viewer a third of what a reader downloads (34.7 of 97.8 KB brotli,
//! measured): the derived code keeps each field in an `Option` of its own, tells doubled fields
//! apart, and reads arrays as structs. Read this way, a value starts as the default and fields are
//! put into it as they come. The macros name every field and variant, and the compiler sees to it:
//! a field left out does not compile.

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// Reads a name, and says where among these it stands; past the last if it is none of them.
///
/// One type for all names, so that finding them is in the wasm once.
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

/// Where `name` stands among `names`: known when this is compiled, so that what the wasm compares is
/// a number.
pub(crate) const fn index_of(names: &[&str], name: &str) -> usize {
    let mut at = 0;
    while !bytes_eq(names[at].as_bytes(), name.as_bytes()) {
        at += 1;
    }
    at
}

/// `==`, which is not there when something is compiled.
const fn bytes_eq(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Implements `Deserialize` for a struct: `fields!(Type { required } optional, …)`.
///
/// A required field that is missing is an error; an unknown one is passed over.
macro_rules! fields {
    ($type:ident { $($required:ident),* } $($field:ident),* $(,)?) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::deserialize::{NameSeed, index_of};
                const NAMES: &[&str] = &[$(stringify!($required),)* $(stringify!($field),)*];
                /// A bit for each field that is required.
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
                        // Every field is named above, or this does not compile.
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
