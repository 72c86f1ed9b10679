//! `[limits]` of a pipeline file: how much one input may take.

use serde::{Deserialize, Serialize};

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $name:ident: $type:ty,)*) => {
        /// `[limits]`: how much one input may take.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Limits {
            $($(#[doc = $doc])+ pub $name: $type,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                let limits = rostra_ingest::Limits::default();
                Self { $($name: limits.$name,)* }
            }
        }

        impl From<Limits> for rostra_ingest::Limits {
            fn from(limits: Limits) -> Self {
                Self { $($name: limits.$name,)* }
            }
        }

        impl Limits {
            /// Names of all.
            const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// Sets the one called `name`; what is wrong with it otherwise.
            pub(crate) fn set(&mut self, name: &str, value: u64) -> Result<(), String> {
                if value == 0 {
                    return Err(format!("the limit `{name}` must be at least 1"));
                }
                match name {
                    $(stringify!($name) => {
                        self.$name = <$type>::try_from(value)
                            .map_err(|_| format!("the limit `{name}` cannot be {value}"))?;
                    })*
                    _ => {
                        let known = Self::NAMES.join(", ");
                        return Err(format!("there is no limit `{name}`; there are {known}"));
                    }
                }
                Ok(())
            }
        }
    };
}

limits! {
    /// Bytes read of one document; what follows is dropped, with a diagnostic.
    document_bytes: usize,
    /// Bytes of one JSON Lines row, array element or table row; a longer one is rejected.
    row_bytes: usize,
    /// Bytes of one file or member that is read as a whole, such as a PDF; a longer one is rejected.
    source_bytes: u64,
    /// Pages read of one document; what follows is dropped, with a diagnostic.
    pages: u32,
    /// How deep inputs may lie in each other.
    depth: usize,
    /// Things read of one archive; what follows is rejected.
    members: u64,
    /// How many times its packed size anything may unpack to, once it is larger than 16 MiB.
    ratio: u64,
    /// Bytes that one archive or compressed file may unpack to.
    unpacked_bytes: u64,
    /// Seconds that one document may take to decode.
    seconds: u64,
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn limits_are_set_by_their_names() {
        let mut limits = Limits::default();
        for name in Limits::NAMES {
            limits.set(name, 7).unwrap();
        }
        assert_eq!((limits.pages, limits.seconds), (7, 7));
        assert_eq!(Limits::NAMES.len(), 9);
        for (name, value, said) in [
            (
                "page",
                1,
                "there is no limit `page`; there are document_bytes,",
            ),
            ("pages", 0, "the limit `pages` must be at least 1"),
            ("pages", u64::MAX, "the limit `pages` cannot be"),
        ] {
            let error = limits.set(name, value).unwrap_err();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
