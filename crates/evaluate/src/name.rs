//! When two names are one person's.

use crate::wordlike::{Bag, bag, fold, shared, size};

/// The parts of a name, letters only.
#[derive(Clone, Debug)]
pub struct NameParts(Bag);

impl NameParts {
    /// Cuts `name` into parts: case and accents folded, each ideograph a part of its own.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self(bag(&fold(name), char::is_alphabetic, |_| true))
    }

    /// Whether all parts of one are among the other's.
    #[must_use]
    pub fn same_person(&self, other: &Self) -> bool {
        let both = shared(&self.0, &other.0);
        both > 0 && (both == size(&self.0) || both == size(&other.0))
    }

    /// How much of the longer name is shared, 0 to 1.
    #[must_use]
    pub fn closeness(&self, other: &Self) -> f64 {
        let longer = size(&self.0).max(size(&other.0));
        if longer == 0 {
            return 0.0;
        }
        shared(&self.0, &other.0) as f64 / longer as f64
    }
}

#[cfg(test)]
mod tests {
    use super::NameParts;

    #[test]
    fn parts_in_any_order_and_number() {
        for (a, b, same) in [
            ("Pintér Sándor", "SANDOR PINTER", true),
            ("Wang Xiaohong", "Wang", true),
            ("王小洪", "洪小王", true),
            ("王小洪", "王毅", false),
            ("Колокольцев", "Владимир Колокольцев", true),
            ("Al-Raisi", "Ahmed Naser Al Raisi", true),
            ("", "Wang", false),
            ("123", "123", false),
        ] {
            assert_eq!(
                NameParts::of(a).same_person(&NameParts::of(b)),
                same,
                "{a} {b}"
            );
        }
    }
}
