//! How many numbers a model has, by the header of its file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::checkpoint::shards;
use crate::error::Error;

/// The longest header that the format allows, in bytes.
const HEADER: u64 = 100_000_000;

/// What a header says of a tensor.
#[derive(Deserialize)]
struct Tensor {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

/// Parameters of a model, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// How many.
    pub number: u64,
    /// Their types, as the format names them: `F32`.
    pub types: BTreeSet<String>,
}

impl Parameters {
    /// Counts those of a file of safetensors, or of all files of an index, by their headers alone.
    ///
    /// # Errors
    /// Where a file cannot be read, is cut off, or its header does not hold.
    pub fn count(file: &Path) -> Result<Self, Error> {
        let mut all = Self {
            number: 0,
            types: BTreeSet::new(),
        };
        for part in shards(file)? {
            let part = Self::count_one(&part)?;
            all.number = all.number.saturating_add(part.number);
            all.types.extend(part.types);
        }
        Ok(all)
    }

    fn count_one(file: &Path) -> Result<Self, Error> {
        let unreadable = |cause| Error::Unreadable {
            file: file.to_owned(),
            cause,
        };
        let mut open = File::open(file).map_err(unreadable)?;
        let bytes = open.metadata().map_err(unreadable)?.len();
        let mut length = [0; 8];
        open.read_exact(&mut length).map_err(unreadable)?;
        let length = u64::from_le_bytes(length);
        let mut header = String::new();
        let mut rest = open.take(length.min(HEADER));
        let read = rest.read_to_string(&mut header);
        Self::read(&header, bytes.saturating_sub(8).checked_sub(length))
            .filter(|_| read.is_ok())
            .ok_or_else(|| Error::Invalid {
                file: file.to_owned(),
                reason: "it is no whole file of safetensors: get it anew".to_owned(),
            })
    }

    /// From a header and the number of bytes that follow it.
    fn read(header: &str, data: Option<u64>) -> Option<Self> {
        let entries: BTreeMap<String, Value> = serde_json::from_str(header).ok()?;
        let mut all = Self {
            number: 0,
            types: BTreeSet::new(),
        };
        let mut end = 0;
        for (_, entry) in entries
            .into_iter()
            .filter(|(name, _)| name != "__metadata__")
        {
            let tensor: Tensor = serde_json::from_value(entry).ok()?;
            let mut sizes = tensor.shape.iter();
            let size = sizes.try_fold(1u64, |product, size| product.checked_mul(*size))?;
            all.number = all.number.checked_add(size)?;
            all.types.insert(tensor.dtype);
            end = end.max(tensor.data_offsets.1);
        }
        (data == Some(end)).then_some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = r#"{"__metadata__": {"format": "pt"}, "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        "b": {"dtype": "F16", "shape": [], "data_offsets": [24, 26]}}"#;

    #[test]
    fn tensors_are_counted() {
        let all = Parameters::read(HEADER, Some(26)).unwrap();
        assert_eq!(all.number, 7);
        assert_eq!(all.types, ["F16", "F32"].map(str::to_owned).into());
        assert_eq!(Parameters::read(HEADER, Some(25)), None);
        assert_eq!(Parameters::read(HEADER, None), None);
        assert_eq!(Parameters::read("[]", Some(0)), None);
        let huge = HEADER.replace("[2, 3]", "[9223372036854775807, 3]");
        assert_eq!(Parameters::read(&huge, Some(26)), None);
    }
}
