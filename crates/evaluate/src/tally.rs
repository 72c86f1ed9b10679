//! Counts and the figures that follow from them.

use std::ops::AddAssign;

/// True positives, predicted and gold items of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Predicted and right.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold.
    pub gold: usize,
}

impl Count {
    /// Right of those predicted.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.right, self.predicted)
    }

    /// Right of those in the gold.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if self.right == 0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }
}

/// How many of the paired agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Equal.
    pub right: usize,
    /// Compared.
    pub of: usize,
}

impl Share {
    /// Counts one comparison.
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// Share of those equal, 0 where nothing was compared.
    #[must_use]
    pub fn value(self) -> f64 {
        ratio(self.right, self.of)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Everything counted over a group of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents of the gold.
    pub documents: usize,
    /// People paired by name.
    pub people: Count,
    /// Titles of paired people that are equal.
    pub titles: Count,
    /// People who gave a keynote or spoke.
    pub spoke: Count,
    /// People with name, every title and country right: the headline figure.
    pub record: Count,
    /// Paired people with equal country, null included.
    pub country: Share,
    /// Paired people with equal role.
    pub role: Share,
    /// Paired people with equal mode.
    pub mode: Share,
    /// Paired titles with equal status.
    pub status: Share,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        for (sum, more) in [
            (&mut self.people, other.people),
            (&mut self.titles, other.titles),
            (&mut self.spoke, other.spoke),
            (&mut self.record, other.record),
        ] {
            sum.right += more.right;
            sum.predicted += more.predicted;
            sum.gold += more.gold;
        }
        for (sum, more) in [
            (&mut self.country, other.country),
            (&mut self.role, other.role),
            (&mut self.mode, other.mode),
            (&mut self.status, other.status),
        ] {
            sum.right += more.right;
            sum.of += more.of;
        }
    }
}
