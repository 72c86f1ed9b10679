//! An entity, and its id.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// What ids begin with, so that they stay apart from those of other sources.
const PREFIX: &str = "rostra-";

/// Bytes of a digest in an id.
const BYTES: usize = 20;

/// An entity: a line of the output.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Entity {
    pub(super) id: String,
    pub(super) schema: &'static str,
    pub(super) properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    /// Without properties.
    pub(super) fn new(schema: &'static str, id: String) -> Self {
        Self {
            id,
            schema,
            properties: BTreeMap::new(),
        }
    }

    /// Gives `property` the values that it does not have yet.
    pub(super) fn add<V: Into<String>>(
        &mut self,
        property: &'static str,
        values: impl IntoIterator<Item = V>,
    ) {
        for value in values {
            let value = value.into();
            let held = self.properties.entry(property).or_default();
            if !held.contains(&value) {
                held.push(value);
            }
        }
    }
}

/// The id of what `parts` tell from everything else.
pub(super) fn id(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        // With its length, so that parts cannot run into each other.
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    let mut id = PREFIX.to_owned();
    for byte in digest.iter().take(BYTES) {
        write!(id, "{byte:02x}").expect("a string takes all");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{Entity, id};

    #[test]
    fn ids_are_stable_and_apart() {
        assert_eq!(id(&["a", "b"]), id(&["a", "b"]));
        assert_ne!(id(&["a", "b"]), id(&["ab", ""]));
        assert_eq!(id(&[]).len(), 47);
    }

    #[test]
    fn values_are_held_once() {
        let mut entity = Entity::new("Person", "rostra-1".into());
        entity.add("name", ["A", "B", "A"]);
        entity.add("title", None::<String>);
        assert_eq!(
            serde_json::to_string(&entity).unwrap(),
            r#"{"id":"rostra-1","schema":"Person","properties":{"name":["A","B"]}}"#
        );
    }
}
