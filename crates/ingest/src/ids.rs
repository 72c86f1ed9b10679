//! Document ids, unique within a run.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rostra_document::Diagnostic;

/// Gives each document an id that no earlier one has. Keeps eight bytes an id, so that the memory
/// of a long stream stays small.
#[derive(Default)]
pub(crate) struct Ids {
    seen: HashMap<u64, u32>,
}

impl Ids {
    /// `wanted` itself the first time, `wanted-2` and so on afterwards, with a note.
    pub(crate) fn unique(&mut self, wanted: &str) -> (String, Option<Diagnostic>) {
        if self.claim(wanted) {
            return (wanted.to_owned(), None);
        }
        loop {
            let count = self.seen.entry(key(wanted)).or_insert(1);
            *count += 1;
            let id = format!("{wanted}-{count}");
            if self.claim(&id) {
                let message = format!("an earlier document has the id {wanted}; this one is {id}");
                return (id, Some(Diagnostic::note("id.repeated", message)));
            }
        }
    }

    fn claim(&mut self, id: &str) -> bool {
        let mut new = false;
        self.seen.entry(key(id)).or_insert_with(|| {
            new = true;
            1
        });
        new
    }
}

fn key(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn repeated_ids_get_a_suffix() {
        let mut ids = Ids::default();
        let given: Vec<String> = ["a", "a-2", "a", "a", "b"]
            .iter()
            .map(|id| ids.unique(id).0)
            .collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "b"]);
        assert_eq!(ids.unique("b").1.map(|d| d.code), Some("id.repeated"));
    }
}
