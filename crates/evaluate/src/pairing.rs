//! Which predicted person is which of the gold's, and which title which.

use crate::gold::{Person, Title};
use crate::name::NameParts;
use crate::title::same_title;

/// Pairs one to one, closest names first: indices into `gold` and `predicted`.
#[must_use]
pub fn pair_people(gold: &[Person], predicted: &[Person]) -> Vec<(usize, usize)> {
    let parts = |people: &[Person]| -> Vec<NameParts> {
        people
            .iter()
            .map(|person| NameParts::of(&person.name))
            .collect()
    };
    let (gold, predicted) = (parts(gold), parts(predicted));
    let mut options = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted
            .iter()
            .enumerate()
            .filter(|(_, p)| g.same_person(p))
        {
            options.push((g.closeness(p), i, j));
        }
    }
    options.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in options {
        if pairs.iter().all(|&(g, p)| g != i && p != j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// Pairs equal titles one to one in the order of the gold: indices into `gold` and `predicted`.
#[must_use]
pub fn pair_titles(gold: &[Title], predicted: &[Title]) -> Vec<(usize, usize)> {
    let mut free: Vec<usize> = (0..predicted.len()).collect();
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        let same = |j: &usize| {
            predicted
                .get(*j)
                .is_some_and(|p| same_title(&g.text, &p.text))
        };
        if let Some(at) = free.iter().position(same) {
            pairs.push((i, free.remove(at)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::pair_people;
    use crate::gold::Person;

    fn people(names: &[&str]) -> Vec<Person> {
        let person = |name: &&str| Person {
            name: (*name).to_owned(),
            ..Person::default()
        };
        names.iter().map(person).collect()
    }

    #[test]
    fn the_closest_names_are_paired_first() {
        let gold = people(&["Wang", "Wang Yi"]);
        let predicted = people(&["Wang Yi", "Wang", "Li"]);
        assert_eq!(pair_people(&gold, &predicted), [(0, 1), (1, 0)]);
    }
}
