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
                let note = note(wanted, &id);
                return (id, Some(note));
            }
        }
    }

    /// Takes `id` for a document, unless an earlier one has it; whether it was free.
    pub(crate) fn claim(&mut self, id: &str) -> bool {
        let mut new = false;
        self.seen.entry(key(id)).or_insert_with(|| {
            new = true;
            1
        });
        new
    }
}

/// That a document is not called as it wanted.
pub(crate) fn note(wanted: &str, id: &str) -> Diagnostic {
    let message = format!("an earlier document has the id {wanted}; this one is {id}");
    Diagnostic::note("id.repeated", message)
}

/// Whether a document that wants to be called `wanted` may have got the id `id`.
pub(crate) fn is_made_from(id: &str, wanted: &str) -> bool {
    let number = |rest: &str| {
        rest.strip_prefix('-')
            .is_some_and(|n| n.parse::<u32>().is_ok())
    };
    id.strip_prefix(wanted)
        .is_some_and(|rest| rest.is_empty() || number(rest))
}

fn key(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Ids, is_made_from};

    #[test]
    fn repeated_ids_get_a_suffix() {
        let mut ids = Ids::default();
        let given: Vec<String> = ["a", "a-2", "a", "a", "b"]
            .iter()
            .map(|id| ids.unique(id).0)
            .collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "b"]);
        assert_eq!(ids.unique("b").1.map(|d| d.code), Some("id.repeated"));
        for (id, wanted, made) in [
            ("a", "a", true),
            ("a-12", "a", true),
            ("a-b", "a", false),
            ("ab", "a", false),
            ("a", "a-2", false),
        ] {
            assert_eq!(is_made_from(id, wanted), made, "{id} {wanted}");
        }
    }
}
