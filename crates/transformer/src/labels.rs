//! What a checkpoint's labels mean: `B-PER` begins a person.

use std::collections::BTreeMap;

use rostra_arbiter::Kind;

/// Which part of a span a label marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its first word, or its only one: `B-`, `S-`, `U-`.
    Begin,
    /// Any other: `I-`, `E-`, `L-`; of labels without a letter before them, every word.
    Inside,
}

/// What a label means.
pub type Meaning = (Kind, Part);

/// Labels by what they usually mean, in small letters; used where the user says nothing.
const USUAL: [(Kind, &[&str]); 5] = [
    (Kind::Person, &["per", "pers", "person", "people"]),
    (
        Kind::Organisation,
        &["org", "organisation", "organization", "corp", "corporation"],
    ),
    (
        Kind::Place,
        &["loc", "location", "gpe", "place", "country", "city"],
    ),
    (Kind::Title, &["title", "position", "office", "role"]),
    (Kind::Event, &["event", "evt"]),
];

/// The meaning of every label of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelMap {
    meanings: Vec<Option<Meaning>>,
}

impl LabelMap {
    /// Of `labels`, by their number, as `wanted` maps them: from a label, with or without its `B-` or `I-`, to a
    /// kind (`person`) or part of one (`B-person`). Labels that it leaves out mean nothing. An empty map stands for
    /// the usual meanings.
    ///
    /// # Errors
    /// Where it names a label that the checkpoint does not have or a kind that there is not, or nothing is left.
    pub fn new(labels: &[String], wanted: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut meanings = vec![None; labels.len()];
        // What is said of `B-PER` holds before what is said of `PER`.
        let (whole, parts): (Vec<_>, Vec<_>) = wanted.iter().partition(|w| labels.contains(w.0));
        for (label, meaning) in parts.into_iter().chain(whole) {
            let meaning = read_meaning(meaning)?;
            let mut known = false;
            for (name, slot) in labels.iter().zip(&mut meanings) {
                let (part, rest) = split(name);
                let whole = name == label;
                if whole || rest == label {
                    let part = if whole { meaning.1.or(part) } else { part };
                    *slot = Some((meaning.0, part.unwrap_or(Part::Inside)));
                    known = true;
                }
            }
            if !known {
                return Err(format!(
                    "the checkpoint has no label `{label}`; it has {}",
                    listed(labels)
                ));
            }
        }
        if wanted.is_empty() {
            meanings = labels.iter().map(|label| usual(label)).collect();
        }
        if meanings.iter().all(Option::is_none) {
            return Err(format!(
                "no label of the checkpoint is known to name a person, title, organisation, place or event; it has {}; say what they mean: labels = {{ {} = \"person\" }}",
                listed(labels),
                labels.last().map_or("PER", |label| split(label).1),
            ));
        }
        Ok(Self { meanings })
    }

    /// What the label of this number means.
    #[must_use]
    pub fn of(&self, number: usize) -> Option<Meaning> {
        self.meanings.get(number).copied().flatten()
    }

    /// Whether some label means `kind`.
    #[must_use]
    pub fn knows(&self, kind: Kind) -> bool {
        self.meanings
            .iter()
            .flatten()
            .any(|(known, _)| *known == kind)
    }
}

/// The part that a label's first letter tells, and the label without it.
fn split(label: &str) -> (Option<Part>, &str) {
    let mut letters = label.chars();
    let part = match letters.next() {
        Some('B' | 'S' | 'U') => Part::Begin,
        Some('I' | 'E' | 'L') => Part::Inside,
        _ => return (None, label),
    };
    match letters.next() {
        Some('-' | '_') => (Some(part), letters.as_str()),
        _ => (None, label),
    }
}

fn usual(label: &str) -> Option<Meaning> {
    let (part, rest) = split(label);
    let rest = rest.to_lowercase();
    let mut known = USUAL.iter();
    let (kind, _) = known.find(|(_, names)| names.contains(&rest.as_str()))?;
    Some((*kind, part.unwrap_or(Part::Inside)))
}

fn read_meaning(text: &str) -> Result<(Kind, Option<Part>), String> {
    let (part, kind) = split(text);
    let found = Kind::ALL
        .into_iter()
        .find(|known| known.name().eq_ignore_ascii_case(kind));
    found.map(|kind| (kind, part)).ok_or_else(|| {
        let known = Kind::ALL.map(|kind| format!("`{}`", kind.name().to_lowercase()));
        format!("there is no kind `{kind}`; there is {}", known.join(", "))
    })
}

/// Says whether `text` is the name of a kind, with or without the part of it: `person`, `B-person`.
///
/// # Errors
/// Where it is not; lists those there are.
pub fn check_meaning(text: &str) -> Result<(), String> {
    read_meaning(text).map(|_| ())
}

fn listed(labels: &[String]) -> String {
    let quoted: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(labels: &[&str], wanted: &[(&str, &str)]) -> Result<LabelMap, String> {
        let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
        let wanted = wanted
            .iter()
            .map(|(l, k)| ((*l).to_owned(), (*k).to_owned()));
        LabelMap::new(&labels, &wanted.collect())
    }

    /// What the user says of labels.
    type Wanted<'c> = &'c [(&'c str, &'c str)];

    const CONLL: [&str; 5] = ["O", "B-PER", "I-PER", "B-MISC", "I-ORG"];

    #[test]
    fn labels_get_their_meaning() {
        use Part::{Begin, Inside};
        let cases: [(&[&str], Wanted, usize, Option<Meaning>); 11] = [
            (&CONLL, &[], 0, None),
            (&CONLL, &[], 1, Some((Kind::Person, Begin))),
            (&CONLL, &[], 3, None),
            (&CONLL, &[], 4, Some((Kind::Organisation, Inside))),
            (
                &CONLL,
                &[("PER", "person")],
                2,
                Some((Kind::Person, Inside)),
            ),
            (&CONLL, &[("PER", "person")], 4, None),
            (
                &CONLL,
                &[("B-PER", "title"), ("PER", "person")],
                1,
                Some((Kind::Title, Begin)),
            ),
            (&CONLL, &[("MISC", "event")], 3, Some((Kind::Event, Begin))),
            (
                &["O", "LABEL_1"],
                &[("LABEL_1", "B-title")],
                1,
                Some((Kind::Title, Begin)),
            ),
            (&["O", "person"], &[], 1, Some((Kind::Person, Inside))),
            (&["O", "S-LOC", "E-LOC"], &[], 1, Some((Kind::Place, Begin))),
        ];
        for (labels, wanted, number, meaning) in cases {
            assert_eq!(
                map(labels, wanted).unwrap().of(number),
                meaning,
                "{labels:?} {number}"
            );
        }
        let persons = map(&CONLL, &[("PER", "person")]).unwrap();
        assert!(persons.knows(Kind::Person) && !persons.knows(Kind::Organisation));
    }

    #[test]
    fn what_is_unknown_is_named() {
        let cases: [(&[&str], Wanted, &str); 3] = [
            (
                &CONLL,
                &[("PERS", "person")],
                "the checkpoint has no label `PERS`; it has `O`, `B-PER`",
            ),
            (
                &CONLL,
                &[("PER", "human")],
                "there is no kind `human`; there is `person`, `title`",
            ),
            (
                &["LABEL_0", "LABEL_1"],
                &[],
                "no label of the checkpoint is known",
            ),
        ];
        for (labels, wanted, message) in cases {
            let error = map(labels, wanted).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
