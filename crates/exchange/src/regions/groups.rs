//! Regions that are linked to others: who is linked to whom, the names of one person, the pieces of one title.

use super::{Label, Regions};

/// The regions that each is linked to.
pub(super) struct Neighbours(Vec<Vec<usize>>);

impl Neighbours {
    pub(super) fn of(regions: &Regions) -> Self {
        let mut neighbours = vec![Vec::new(); regions.regions.len()];
        for &(a, b) in &regions.links {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(list) = neighbours.get_mut(from) {
                    list.push(to);
                }
            }
        }
        Self(neighbours)
    }

    pub(super) fn of_region(&self, region: usize) -> &[usize] {
        self.0.get(region).map_or(&[], Vec::as_slice)
    }
}

/// Which regions of a label belong together.
pub(super) struct Groups {
    /// For each region, another of its group, nearer to the first one.
    towards: Vec<usize>,
}

impl Groups {
    /// The groups of `label` that links make.
    pub(super) fn of(regions: &Regions, label: Label) -> Self {
        let mut groups = Self {
            towards: (0..regions.regions.len()).collect(),
        };
        let is = |at: usize| regions.regions.get(at).is_some_and(|r| r.label == label);
        for &(a, b) in &regions.links {
            if is(a) && is(b) {
                groups.join(a, b);
            }
        }
        groups
    }

    /// The first region of the group of `region`.
    pub(super) fn first(&self, mut region: usize) -> usize {
        while let Some(&next) = self.towards.get(region).filter(|next| **next != region) {
            region = next;
        }
        region
    }

    /// Makes the groups of `a` and `b` one.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (first_a, first_b) = (self.first(a), self.first(b));
        let first = first_a.min(first_b);
        // Shortens the ways, too.
        for region in [a, b, first_a, first_b] {
            if let Some(towards) = self.towards.get_mut(region) {
                *towards = first;
            }
        }
    }
}
