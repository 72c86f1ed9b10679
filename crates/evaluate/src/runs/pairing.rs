//! Which element of one list is which of the other's.
//!
//! Pairs do not depend on which list comes first, so that runs that are exchanged differ by the same.

use std::collections::{BTreeMap, VecDeque};

use rostra_document::{NormalizedRecord, NormalizedTitle};

use crate::name::NameParts;
use crate::title::same_title;

/// A half-open range of code points.
pub(super) type Place = (usize, usize);

/// Two lists, pair by pair, as indices.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Pairs {
    /// In both lists.
    pub(super) both: Vec<(usize, usize)>,
    /// In the first alone.
    pub(super) before: Vec<usize>,
    /// In the second alone.
    pub(super) after: Vec<usize>,
}

impl Pairs {
    /// Pairs equal keys, the first with the first.
    fn equal<K: Ord>(before: impl Iterator<Item = K>, after: impl Iterator<Item = K>) -> Self {
        let mut free: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        let mut pairs = Self::default();
        for (j, key) in after.enumerate() {
            free.entry(key).or_default().push_back(j);
        }
        for (i, key) in before.enumerate() {
            match free.get_mut(&key).and_then(VecDeque::pop_front) {
                Some(j) => pairs.both.push((i, j)),
                None => pairs.before.push(i),
            }
        }
        pairs.after = free.into_values().flatten().collect();
        pairs.after.sort_unstable();
        pairs
    }

    /// Pairs what is left, those first that fit best by `fit`; 0 is not at all.
    fn then(mut self, fit: impl Fn(usize, usize) -> f64) -> Self {
        let mut options = Vec::new();
        for &i in &self.before {
            for &j in &self.after {
                let fit = fit(i, j);
                if fit > 0.0 {
                    options.push((fit, i, j));
                }
            }
        }
        // Of those that fit as well, neighbours; exchanged lists have the same order.
        options.sort_by(|&(a, i, j), &(b, k, l)| {
            let near = (i.abs_diff(j), i.min(j)).cmp(&(k.abs_diff(l), k.min(l)));
            b.total_cmp(&a).then(near)
        });
        for (_, i, j) in options {
            if self.before.contains(&i) && self.after.contains(&j) {
                self.before.retain(|&one| one != i);
                self.after.retain(|&one| one != j);
                self.both.push((i, j));
            }
        }
        self
    }
}

/// Pairs people: the same name; else named at the same place, where both runs read one text; else one name has all parts of the other.
pub(super) fn people(
    before: &[NormalizedRecord],
    after: &[NormalizedRecord],
    same_text: bool,
) -> Pairs {
    fn names(people: &[NormalizedRecord]) -> impl Iterator<Item = &str> {
        people.iter().map(|person| person.name.as_str())
    }
    let parts = |people| names(people).map(NameParts::of).collect::<Vec<_>>();
    let mut pairs = Pairs::equal(names(before), names(after));
    if same_text {
        pairs = pairs.then(|i, j| shared(&spots(&before[i]), &spots(&after[j])) as f64);
    }
    if pairs.before.is_empty() || pairs.after.is_empty() {
        return pairs;
    }
    let (one, two): (Vec<NameParts>, Vec<NameParts>) = (parts(before), parts(after));
    pairs.then(|i, j| match one[i].same_person(&two[j]) {
        true => one[i].closeness(&two[j]),
        false => 0.0,
    })
}

/// Pairs titles of a person: the same words; else overlapping ones, where both runs read one text; else such that count as one.
pub(super) fn titles(
    before: &[NormalizedTitle],
    after: &[NormalizedTitle],
    same_text: bool,
) -> Pairs {
    let words = |title: &NormalizedTitle| (title.text.clone(), title.start);
    let exact = Pairs::equal(before.iter().map(words), after.iter().map(words));
    let pairs = exact.then(|i, j| f64::from(u8::from(before[i].text == after[j].text)));
    let pairs = match same_text {
        true => pairs.then(|i, j| overlap(span(&before[i]), span(&after[j])) as f64),
        false => pairs,
    };
    pairs.then(|i, j| f64::from(u8::from(same_title(&before[i].text, &after[j].text))))
}

/// Pairs places: the same ones, else those that overlap most.
pub(super) fn places(before: &[Place], after: &[Place]) -> Pairs {
    let pairs = Pairs::equal(before.iter(), after.iter());
    pairs.then(|i, j| overlap(before[i], after[j]) as f64)
}

/// Pairs equal values, else those that `alike` says are about one thing.
pub(super) fn values<T: PartialEq>(
    before: &[T],
    after: &[T],
    alike: impl Fn(&T, &T) -> bool,
) -> Pairs {
    let all = Pairs {
        both: Vec::new(),
        before: (0..before.len()).collect(),
        after: (0..after.len()).collect(),
    };
    let equal = all.then(|i, j| f64::from(u8::from(before[i] == after[j])));
    equal.then(|i, j| f64::from(u8::from(alike(&before[i], &after[j]))))
}

/// Where a person is named.
pub(super) fn spots(person: &NormalizedRecord) -> Vec<Place> {
    let mentions = person.mentions.iter();
    mentions
        .map(|mention| (mention.start, mention.end))
        .collect()
}

/// Where a title stands.
pub(super) fn span(title: &NormalizedTitle) -> Place {
    (title.start, title.end)
}

/// Code points that two lists of places share.
fn shared(before: &[Place], after: &[Place]) -> usize {
    let all = before
        .iter()
        .flat_map(|&one| after.iter().map(move |&two| overlap(one, two)));
    all.sum()
}

fn overlap(one: Place, two: Place) -> usize {
    let (start, end) = (one.0.max(two.0), one.1.min(two.1));
    end.saturating_sub(start)
}
