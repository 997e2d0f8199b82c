//! Domain types that JSON represents as strings. One visitor deserializes all of them, and its errors
//! name what was expected.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{
    Serializer,
    de::{Deserializer, Error, Visitor},
};

/// A type that JSON represents as a string.
pub(super) trait Text: FromStr<Err: fmt::Display> {
    /// What the file should contain, for an error: the words after “expected”.
    const EXPECTED: &'static str;
}

/// Deserializes a [`Text`] type from a string. Other JSON types are errors.
pub(super) fn deserialize<'de, T: Text, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    struct Reader<T>(PhantomData<T>);

    impl<T: Text> Visitor<'_> for Reader<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str(T::EXPECTED)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    source.deserialize_str(Reader(PhantomData))
}

/// Serializes a [`Text`] type as the string that [`deserialize`] accepts.
pub(super) fn serialize<T: Text + fmt::Display, S: Serializer>(
    value: &T,
    target: S,
) -> Result<S::Ok, S::Error> {
    target.collect_str(value)
}
