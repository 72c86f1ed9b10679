//! What the parts of a document in several languages say, as one: one record a person, whatever language names them.

use rostra_document::{NormalizedRecord, Record, Relations, Support};

use crate::same::{Likeness, Naming};

/// Joins what the parts of a document say, its own language's first; `people` are the output of their records, part after part.
///
/// A record has its name, and what else holds one value, from the first part that says it; titles and places of all are kept, and
/// the strongest role. The event is that of the first part.
pub(crate) fn merged(parts: Vec<Relations>, people: &[NormalizedRecord]) -> Relations {
    let lengths: Vec<usize> = parts.iter().map(|part| part.records.len()).collect();
    let groups = groups(&lengths, people);
    let event = parts.first().and_then(|first| first.event.clone());
    let mut records: Vec<Option<Record>> = parts
        .into_iter()
        .flat_map(|part| part.records)
        .map(Some)
        .collect();
    let mut joined: Vec<Record> = Vec::new();
    for group in groups {
        let mut members = group
            .into_iter()
            .filter_map(|at| records.get_mut(at)?.take());
        if let Some(first) = members.next() {
            joined.push(members.fold(first, both));
        }
    }
    joined.sort_by_key(|record| {
        record
            .mentions
            .iter()
            .map(|m| m.start)
            .min()
            .unwrap_or(record.name.start)
    });
    Relations {
        records: joined,
        event,
    }
}

/// Numbers of the records of one person, for each person; `lengths` says how many records each part has.
fn groups(lengths: &[usize], people: &[NormalizedRecord]) -> Vec<Vec<usize>> {
    let namings: Vec<Naming> = people.iter().map(Naming::of).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut start = 0;
    for length in lengths {
        let part = start..start + length;
        let known = groups.len();
        let mut open: Vec<usize> = part.clone().collect();
        for likeness in Likeness::ALL {
            let mut left = Vec::new();
            for &at in &open {
                match only_one(&groups[..known], &namings, (at, part.start), likeness) {
                    Some(group) => groups[group].push(at),
                    None => left.push(at),
                }
            }
            open = left;
        }
        groups.extend(open.into_iter().map(|at| vec![at]));
        start = part.end;
    }
    groups
}

/// The group that record `at` of the part from `start` on belongs to: the only one that is like it and has no record of this part
/// yet.
fn only_one(
    groups: &[Vec<usize>],
    namings: &[Naming],
    (at, start): (usize, usize),
    likeness: Likeness,
) -> Option<usize> {
    let naming = namings.get(at)?;
    let alike = |group: &Vec<usize>| {
        let free = group.iter().all(|&member| member < start);
        let mut members = group.iter().filter_map(|&member| namings.get(member));
        free && members.any(|member| member.is(likeness, naming))
    };
    let mut found = (0..groups.len()).filter(|&group| groups.get(group).is_some_and(alike));
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// One record of two of a person; `first` is in the language that counts more.
fn both(first: Record, mut other: Record) -> Record {
    let mut one = first;
    let stated =
        |record: &Record| record.country.is_some() && record.support == Some(Support::Stated);
    let better = one.country.is_none() || (stated(&other) && !stated(&one));
    if better && other.country.is_some() {
        one.evidence.retain(|evidence| evidence.field != "country");
        one.country = other.country.take();
        one.support = other.support;
    } else {
        other
            .evidence
            .retain(|evidence| evidence.field != "country");
    }
    if other.role < one.role {
        (one.role, one.mode) = (other.role, other.mode);
        one.evidence
            .retain(|evidence| !matches!(evidence.field, "role" | "mode"));
    } else {
        other
            .evidence
            .retain(|evidence| !matches!(evidence.field, "role" | "mode"));
    }
    if other.confidence > one.confidence {
        one.confidence = other.confidence;
        one.evidence
            .retain(|evidence| evidence.field != "confidence");
    } else {
        other
            .evidence
            .retain(|evidence| evidence.field != "confidence");
    }
    if one.honorifics.is_empty() {
        one.honorifics = other.honorifics;
    }
    one.organization = one.organization.or(other.organization);
    one.titles.append(&mut other.titles);
    one.titles
        .sort_by_key(|title| title.pieces.first().map(|piece| piece.start));
    one.mentions.append(&mut other.mentions);
    one.mentions.sort_by_key(|mention| mention.start);
    one.evidence.append(&mut other.evidence);
    one
}

#[cfg(test)]
mod tests {
    use rostra_document::{NormalizedRecord, NormalizedTitle, Role, TitleStatus};

    use super::groups;

    /// A person as `name, name in Latin letters, state, office`; empty where there is none.
    fn person(said: [&str; 4]) -> NormalizedRecord {
        let [name, name_latin, country, office] = said;
        let given = |what: &str| Some(what.to_owned()).filter(|what| !what.is_empty());
        let title = |office| NormalizedTitle {
            text: "title".into(),
            status: TitleStatus::Current,
            office: Some(office),
            organization: None,
            start: 0,
            end: 0,
            at: None,
            confidence: 1.0,
        };
        NormalizedRecord {
            name: name.into(),
            name_latin: name_latin.into(),
            name_parts: Default::default(),
            honorifics: Vec::new(),
            titles: given(office).map(title).into_iter().collect(),
            country: given(country),
            country_evidence: None,
            organization: None,
            role: Role::Mentioned,
            mode: None,
            confidence: 1.0,
            mentions: Vec::new(),
        }
    }

    /// What is tried, namings of the main language, of the other, and who of all are one.
    type Case<'a> = (
        &'a str,
        &'a [[&'a str; 4]],
        &'a [[&'a str; 4]],
        &'a [&'a [usize]],
    );

    #[test]
    fn namings_of_one_person_find_each_other() {
        let wang = ["王毅", "Wang Yi", "CHN", "minister"];
        let macron = ["马克龙", "Ma Kelong", "FRA", "head"];
        let cases: [Case<'_>; 7] = [
            (
                "as written",
                &[wang],
                &[["Wang Yi", "Wang Yi", "", ""]],
                &[&[0, 1]],
            ),
            (
                "part of it",
                &[["Anna Kos", "Anna Kos", "POL", ""]],
                &[["Kos", "Kos", "", ""]],
                &[&[0, 1]],
            ),
            (
                "by sound",
                &[["Сергій", "Serhii Lavrov", "RUS", ""]],
                &[["С", "Sergey Lavrov", "", ""]],
                &[&[0, 1]],
            ),
            (
                "by office",
                &[wang, macron],
                &[["Macron", "Macron", "FRA", "head"]],
                &[&[0], &[1, 2]],
            ),
            (
                "other state",
                &[["Kos", "Kos", "POL", ""]],
                &[["Anna Kos", "Anna Kos", "CZE", ""]],
                &[&[0], &[1]],
            ),
            (
                "other person",
                &[wang],
                &[["Li Qiang", "Li Qiang", "CHN", "head"]],
                &[&[0], &[1]],
            ),
            (
                "two that it may be",
                &[
                    ["Anna Kos", "Anna Kos", "", ""],
                    ["Jan Kos", "Jan Kos", "", ""],
                ],
                &[["Kos", "Kos", "", ""]],
                &[&[0], &[1], &[2]],
            ),
        ];
        for (what, first, second, expected) in cases {
            let people: Vec<NormalizedRecord> = first
                .iter()
                .chain(second)
                .map(|said| person(*said))
                .collect();
            assert_eq!(
                groups(&[first.len(), second.len()], &people),
                expected,
                "{what}"
            );
        }
    }
}
