//! The people of a document, and their titles.

use std::collections::BTreeMap;

use rostra_document::{NamedAt, NormalizedRecord, NormalizedTitle};
use serde_json::{Value, json};

use super::document::{At, Differ, value};
use super::pairing::{self, Pairs, Place};

/// Fields that are compared in their own way, or of which only whether they moved is told.
const APART: &[&str] = &["titles", "mentions", "confidence", "start", "end"];

/// Something that one side has, or both.
struct Either<'a, T> {
    before: Option<&'a T>,
    after: Option<&'a T>,
    /// Where it stands in the list of each side that has it.
    ranks: (Option<usize>, Option<usize>),
    /// What paths call it: the same, whichever run comes first.
    label: String,
    /// The earlier one of both sides'.
    place: Option<Place>,
}

/// Compares two lists of people.
pub(super) fn compare(
    differ: &mut Differ<'_>,
    before: &[NormalizedRecord],
    after: &[NormalizedRecord],
) {
    let pairs = pairing::people(before, after, differ.pair.same_text);
    let first = |person: &NormalizedRecord| pairing::spots(person).into_iter().min();
    let name = |person: &NormalizedRecord| person.name.clone();
    let all = sides(before, after, &pairs, name, first);
    for one in &all {
        let at = At {
            person: Some(one.either(name)),
            path: format!("people[{}]", one.label),
            place: one.place,
        };
        match (one.before, one.after) {
            (Some(before), Some(after)) => person(differ, &at, before, after),
            (before, after) => {
                differ.change("people", at, before.map(value), after.map(value));
            }
        }
    }
    let at = At::default().field("people.order");
    order(differ, "people.order", at, &all);
}

fn person(differ: &mut Differ<'_>, at: &At, before: &NormalizedRecord, after: &NormalizedRecord) {
    let within = at.field(".");
    differ.fields("people.", &within, rest(value(before)), rest(value(after)));
    differ.confidence(
        "people.confidence",
        &within,
        before.confidence,
        after.confidence,
    );
    titles(differ, at, &before.titles, &after.titles);
    if differ.pair.same_text {
        mentions(differ, at, &before.mentions, &after.mentions);
    }
}

fn titles(
    differ: &mut Differ<'_>,
    person: &At,
    before: &[NormalizedTitle],
    after: &[NormalizedTitle],
) {
    let pairs = pairing::titles(before, after, differ.pair.same_text);
    let words = |title: &NormalizedTitle| title.text.clone();
    let place = |title: &NormalizedTitle| Some(pairing::span(title));
    let all = sides(before, after, &pairs, words, place);
    for one in &all {
        let mut at = person.field(&format!(".titles[{}]", one.label));
        at.place = one.place;
        match (one.before, one.after) {
            (Some(before), Some(after)) => title(differ, &at, before, after),
            (before, after) => {
                differ.change("titles", at, before.map(value), after.map(value));
            }
        }
    }
    order(differ, "titles.order", person.field(".titles.order"), &all);
}

fn title(differ: &mut Differ<'_>, at: &At, before: &NormalizedTitle, after: &NormalizedTitle) {
    let within = at.field(".");
    differ.fields("titles.", &within, rest(value(before)), rest(value(after)));
    let (one, two) = (pairing::span(before), pairing::span(after));
    // Other words stand elsewhere of themselves.
    if differ.pair.same_text && before.text == after.text && one != two {
        let at = within.field("span");
        differ.change("titles.span", at, Some(span(one)), Some(span(two)));
    }
    differ.confidence(
        "titles.confidence",
        &within,
        before.confidence,
        after.confidence,
    );
}

fn mentions(differ: &mut Differ<'_>, person: &At, before: &[NamedAt], after: &[NamedAt]) {
    let places = |mentions: &[NamedAt]| -> Vec<Place> {
        mentions.iter().map(|one| (one.start, one.end)).collect()
    };
    let (before, after) = (places(before), places(after));
    let pairs = pairing::places(&before, &after);
    let label = |&(start, end): &Place| format!("{start}..{end}");
    for one in sides(&before, &after, &pairs, label, |&place| Some(place)) {
        if one.before == one.after {
            continue;
        }
        let mut at = person.field(&format!(".mentions[{}]", one.label));
        at.place = one.place;
        let [before, after] = [one.before, one.after].map(|side| side.copied().map(span));
        differ.change("people.mentions", at, before, after);
    }
}

/// Without what is compared apart.
fn rest(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| !APART.contains(&name.as_str()));
    }
    value
}

fn span((start, end): Place) -> Value {
    json!({"start": start, "end": end})
}

/// All elements of two lists, in the order of the text; those of one label are numbered.
fn sides<'a, T>(
    before: &'a [T],
    after: &'a [T],
    pairs: &Pairs,
    label: impl Fn(&T) -> String,
    place: impl Fn(&T) -> Option<Place>,
) -> Vec<Either<'a, T>> {
    let both = pairs.both.iter().map(|&(i, j)| (Some(i), Some(j)));
    let lost = pairs.before.iter().map(|&i| (Some(i), None));
    let gained = pairs.after.iter().map(|&j| (None, Some(j)));
    let either = |ranks: (Option<usize>, Option<usize>)| {
        let before = ranks.0.and_then(|i| before.get(i));
        let after = ranks.1.and_then(|j| after.get(j));
        let places = [before, after].into_iter().flatten().filter_map(&place);
        Either {
            before,
            after,
            ranks,
            label: longer(before.map(&label), after.map(&label)),
            place: places.min(),
        }
    };
    let mut all: Vec<Either<'_, T>> = both.chain(lost).chain(gained).map(either).collect();
    let key = |one: &Either<'_, T>| (one.place.is_none(), one.place, one.label.clone());
    all.sort_by_cached_key(key);
    number(&mut all);
    all
}

fn number<T>(all: &mut [Either<'_, T>]) {
    let mut seen = BTreeMap::new();
    for one in all {
        let times = seen.entry(one.label.clone()).or_insert(0_usize);
        *times += 1;
        if *times > 1 {
            one.label = format!("{} #{times}", one.label);
        }
    }
}

impl<T> Either<'_, T> {
    /// What both sides say of it in one word.
    fn either(&self, word: impl Fn(&T) -> String) -> String {
        longer(self.before.map(&word), self.after.map(&word))
    }
}

/// The longer one of two words, so that it does not matter which run comes first.
fn longer(before: Option<String>, after: Option<String>) -> String {
    let length = |word: &String| word.chars().count();
    let all = before.into_iter().chain(after);
    all.max_by(|a, b| length(a).cmp(&length(b)).then(b.cmp(a)))
        .unwrap_or_default()
}

/// Tells where both sides have the same elements in another order.
fn order<T>(differ: &mut Differ<'_>, field: &str, at: At, all: &[Either<'_, T>]) {
    let mut both: Vec<(usize, usize, &str)> = all
        .iter()
        .filter_map(|one| Some((one.ranks.0?, one.ranks.1?, one.label.as_str())))
        .collect();
    let mut labels = |rank: fn(&(usize, usize, &str)) -> usize| -> Vec<String> {
        both.sort_by_key(rank);
        both.iter().map(|one| one.2.to_owned()).collect()
    };
    let (before, after) = (labels(|one| one.0), labels(|one| one.1));
    if before != after {
        differ.change(field, at, Some(before.into()), Some(after.into()));
    }
}
