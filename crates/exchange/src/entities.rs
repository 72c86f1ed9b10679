//! Marked places that do not overlap, for formats that have a place for one label a word.
//!
//! Where places overlap, the longer one stays: of a title with a body in it, the title. Of two of one length, the one whose label tells more
//! ([`Label::ALL`]). The places that stay are all of their words.

use std::collections::BTreeSet;

use rostra_document::{CodePoints, TextRange};

use crate::regions::{Label, Region};
use crate::source::Source;
use crate::tokens::Tokens;

/// A marked place, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub label: Label,
}

/// Every marked place of `regions` in the order of the text, each once.
#[must_use]
pub fn all(points: &CodePoints<'_>, regions: &[Region]) -> Vec<Entity> {
    let mut all: Vec<Entity> = regions
        .iter()
        .map(|region| Entity {
            range: points.range(region.span),
            label: region.label,
        })
        .collect();
    all.sort_by_key(|entity| (entity.range.start, entity.range.end, entity.label));
    all.dedup();
    all
}

/// Those of `all` that do not overlap, in the order of the text.
#[must_use]
pub fn apart(all: &[Entity]) -> Vec<Entity> {
    let mut ranked = all.to_vec();
    let rank = |label| Label::ALL.iter().position(|other| *other == label);
    ranked.sort_by_key(|entity| {
        let length = entity.range.len();
        (
            std::cmp::Reverse(length),
            rank(entity.label),
            entity.range.start,
        )
    });
    let mut kept: Vec<Entity> = Vec::new();
    for entity in ranked {
        let after = kept.partition_point(|other| other.range.end <= entity.range.start);
        if kept
            .get(after)
            .is_none_or(|other| other.range.start >= entity.range.end)
        {
            kept.insert(after, entity);
        }
    }
    kept
}

/// The tokens of `source`, in sentences that begin at the bytes `starts`: with a border at the ends of each of `all`, and no sentence's end in
/// one of `apart`.
#[must_use]
pub fn tokens(source: &Source, starts: &[usize], all: &[Entity], apart: &[Entity]) -> Tokens {
    let edges: BTreeSet<usize> = all
        .iter()
        .flat_map(|entity| [entity.range.start, entity.range.end])
        .collect();
    let whole: Vec<TextRange> = apart.iter().map(|entity| entity.range).collect();
    Tokens::of(&source.text, &source.document.lang, starts, &edges, &whole)
}

#[cfg(test)]
mod tests {
    use rostra_document::TextRange;

    use super::{Entity, apart};
    use crate::regions::Label;

    #[test]
    fn the_longer_one_stays_then_the_more_telling() {
        let entity = |start, end, label| Entity {
            range: TextRange::new(start, end),
            label,
        };
        let title = entity(0, 20, Label::Title);
        let person = entity(20, 25, Label::Person);
        let all = [
            entity(5, 9, Label::Organization),
            entity(18, 22, Label::Country),
            entity(20, 25, Label::Honorific),
            title,
            person,
        ];
        assert_eq!(apart(&all), [title, person]);
        assert_eq!(apart(&[]), []);
    }
}
