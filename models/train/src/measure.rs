//! Spans that a model finds against those that are marked.

use std::collections::BTreeMap;

use rostra_tagger::lattice::Found;
use rostra_tagger::tags::Kind;

/// Counts of spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Marked.
    pub marked: usize,
    /// Found.
    pub found: usize,
    /// Found exactly as marked.
    pub right: usize,
}

impl Counts {
    /// Harmonic mean of precision and recall; 1 where there is nothing to find and nothing found.
    #[must_use]
    pub fn f1(&self) -> f64 {
        if self.marked + self.found == 0 {
            return 1.0;
        }
        2.0 * self.right as f64 / (self.marked + self.found) as f64
    }
}

/// Counts by set, language and kind.
#[derive(Clone, Debug, Default)]
pub struct Table(BTreeMap<(String, String, &'static str), Counts>);

impl Table {
    /// Adds the spans of one segment, as token positions; only kinds in `complete` count.
    pub fn add(
        &mut self,
        set: &str,
        lang: &str,
        marked: &[(usize, usize, Kind)],
        found: &[Found],
        complete: &[Kind],
    ) {
        for kind in complete {
            let key = (set.to_owned(), lang.to_owned(), kind.name());
            let counts = self.0.entry(key).or_default();
            let of_kind = marked.iter().filter(|span| span.2 == *kind);
            counts.marked += of_kind.count();
            for span in found.iter().filter(|span| span.kind == *kind) {
                counts.found += 1;
                counts.right += usize::from(marked.contains(&(span.start, span.end, *kind)));
            }
        }
    }

    /// The rows, sorted.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &str, &str, &Counts)> {
        self.0
            .iter()
            .map(|((set, lang, kind), counts)| (set.as_str(), lang.as_str(), *kind, counts))
    }
}
