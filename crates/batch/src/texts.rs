//! A column of texts or of bytes, however it is laid out.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericStringArray, OffsetSizeTrait};
use arrow_schema::DataType;

/// A column whose values can be read where they lie.
pub(crate) enum Texts<'a> {
    Text(Column<'a, str>),
    Bytes(Column<'a, [u8]>),
}

/// The value of a row; none where it is null.
pub(crate) type Column<'a, T> = Box<dyn Fn(usize) -> Option<&'a T> + 'a>;

impl<'a> Texts<'a> {
    /// The values of `column`; none where it holds neither texts nor bytes.
    pub(crate) fn of(column: &'a ArrayRef) -> Option<Self> {
        macro_rules! column {
            ($kind:ident, $array:expr) => {{
                let array = $array;
                Self::$kind(Box::new(move |row| {
                    array.is_valid(row).then(|| array.value(row))
                }))
            }};
        }
        Some(match column.data_type() {
            DataType::Utf8 => column!(Text, column.as_string::<i32>()),
            DataType::LargeUtf8 => column!(Text, column.as_string::<i64>()),
            DataType::Utf8View => column!(Text, column.as_string_view()),
            DataType::Binary => column!(Bytes, column.as_binary::<i32>()),
            DataType::LargeBinary => column!(Bytes, column.as_binary::<i64>()),
            DataType::BinaryView => column!(Bytes, column.as_binary_view()),
            DataType::Dictionary(..) => {
                let dictionary = column.as_any_dictionary();
                if dictionary.values().is_empty() {
                    return Some(Self::Text(Box::new(|_| None))); // all rows are null
                }
                let keys = dictionary.normalized_keys();
                match Self::of(dictionary.values())? {
                    Self::Text(value) => Self::Text(Box::new(move |row| {
                        let key = dictionary.keys().is_valid(row).then(|| keys[row])?;
                        value(key)
                    })),
                    Self::Bytes(value) => Self::Bytes(Box::new(move |row| {
                        let key = dictionary.keys().is_valid(row).then(|| keys[row])?;
                        value(key)
                    })),
                }
            }
            DataType::Null => Self::Text(Box::new(|_| None)),
            _ => return None,
        })
    }
}

/// Whether every text of `column` is one. What comes from another program through memory is believed by Arrow, and Spark's strings may hold
/// any bytes.
pub(crate) fn is_unicode(column: &ArrayRef) -> bool {
    fn all<O: OffsetSizeTrait>(texts: &GenericStringArray<O>) -> bool {
        let bytes = texts.value_data();
        texts.value_offsets().windows(2).all(|ends| {
            let text = bytes.get(ends[0].as_usize()..ends[1].as_usize());
            text.is_some_and(|text| std::str::from_utf8(text).is_ok())
        })
    }
    match column.data_type() {
        DataType::Utf8 => all(column.as_string::<i32>()),
        DataType::LargeUtf8 => all(column.as_string::<i64>()),
        DataType::Dictionary(..) => is_unicode(column.as_any_dictionary().values()),
        _ => true,
    }
}

/// Whether values of this type are bytes, which are nothing to carry along as text.
pub(crate) fn is_bytes(kind: &DataType) -> bool {
    match kind {
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => true,
        DataType::Dictionary(_, values) => is_bytes(values),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::types::Int8Type;
    use arrow_array::{ArrayRef, DictionaryArray, LargeStringArray, StringArray};

    use super::is_unicode;

    #[test]
    fn texts_are_unicode_wherever_their_column_begins() {
        let values = [Some("외교부"), None, Some("🎤"), Some("وزير")];
        let columns: [ArrayRef; 3] = [
            Arc::new(StringArray::from(values.to_vec())),
            Arc::new(LargeStringArray::from(values.to_vec())),
            Arc::new(values.into_iter().collect::<DictionaryArray<Int8Type>>()),
        ];
        for column in columns {
            assert!(is_unicode(&column) && is_unicode(&column.slice(1, 2)));
        }
    }
}
