//! How the types are read: `serde`'s `Deserialize`, written by two small macros.
//!
//! Deriving it costs the viewer a third of what a reader downloads (34.7 of 97.8 KB brotli,
//! measured): the derived code keeps each field in an `Option` of its own, tells doubled fields
//! apart, and reads arrays as structs. Read this way, a value starts as the default and fields are
//! put into it as they come. The macros name every field and variant, and the compiler sees to it:
//! a field left out does not compile.

/// Implements `Deserialize` for a struct: `fields!(Type { required } optional, …)`.
///
/// A required field that is missing is an error; an unknown one is passed over.
macro_rules! fields {
    ($type:ident { $($required:ident),* } $($field:ident),* $(,)?) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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
                        $(let mut $required = false;)*
                        while let Some(key) = map.next_key::<String>()? {
                            match key.as_str() {
                                $(stringify!($required) => {
                                    value.$required = map.next_value()?;
                                    $required = true;
                                })*
                                $(stringify!($field) => value.$field = map.next_value()?,)*
                                _ => {
                                    map.next_value::<serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        // Every field is named above, or this does not compile.
                        let $type { $($required: _,)* $($field: _,)* } = &value;
                        if true $(&& $required)* {
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
                        let (name, variant) = data.variant::<String>()?;
                        match name.as_str() {
                            $($name => variant.newtype_variant().map($make),)*
                            $($unit_name => variant.unit_variant().map(|()| $unit),)*
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
