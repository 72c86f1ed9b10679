//! Russian news with facts (factRuEval): the posts that somebody holds, and names among nested spans.

use rostra_tagger::tags::Kind;
use serde::Deserialize;

use crate::labelled::Span;

/// A fact with its slots.
#[derive(Debug, Deserialize)]
pub struct Fact {
    #[serde(rename = "type")]
    sort: String,
    slots: Vec<Slot>,
}

/// A role, who or what has it, and where that stands.
type Slot = (String, String, Vec<(usize, usize)>);

/// A range and the set's own label.
pub type Labelled = (usize, usize, String);

/// Posts that keep their place in our guideline.
const WITH_PLACE: [&str; 3] = ["мэр", "губернатор", "градоначальник"];

/// The spans of a text out of the set's `entities`, its parts of names (`parts`) and `facts`.
#[must_use]
pub fn spans(text: &str, entities: &[Labelled], parts: &[Labelled], facts: &[Fact]) -> Vec<Span> {
    let letters: Vec<char> = text.chars().collect();
    let mut found: Vec<Span> = Vec::new();
    for (start, end, label) in entities {
        let kind = match label.as_str() {
            "Person" => Kind::Person,
            "Org" if has_capital(&letters, *start, *end) => Kind::Organisation,
            "LocOrg" | "Location" if has_capital(&letters, *start, *end) => Kind::Place,
            "LocOrg" => Kind::Place,
            _ => continue,
        };
        found.push(quoted(&letters, *start, *end, kind));
    }
    let adjectives = parts.iter().filter(|(_, _, label)| label == "geo_adj");
    found.extend(adjectives.map(|&(start, end, _)| Span {
        start,
        end,
        kind: Kind::Place,
    }));
    let posts: Vec<Span> = facts
        .iter()
        .flat_map(|fact| posts(fact, &letters, &found))
        .collect();
    outermost(posts, found)
}

/// The posts that somebody holds, each with the body that it is of where that follows.
fn posts(fact: &Fact, letters: &[char], found: &[Span]) -> Vec<Span> {
    let slots = fact.slots.iter().filter(|_| fact.sort == "Occupation");
    let positions = slots.filter(|(role, ..)| role == "Position");
    let ranges = positions.flat_map(|(_, _, ranges)| ranges.iter().copied());
    ranges
        .map(|(start, end)| {
            let head: String = letters.iter().skip(start).take(end - start).collect();
            let head = head.to_lowercase();
            let with_place = WITH_PLACE.iter().any(|post| head.contains(post));
            let complement = found.iter().filter(|span| {
                span.start == end + 1
                    && letters.get(end) == Some(&' ')
                    && (span.kind == Kind::Organisation || (with_place && span.kind == Kind::Place))
            });
            Span {
                start,
                end: complement.map(|span| span.end).max().unwrap_or(end),
                kind: Kind::Title,
            }
        })
        .collect()
}

/// Posts first, then of overlapping spans the longest.
fn outermost(posts: Vec<Span>, mut names: Vec<Span>) -> Vec<Span> {
    let order = |span: &Span| (usize::MAX - (span.end - span.start), span.start);
    let mut candidates = posts;
    candidates.sort_by_key(order);
    names.sort_by_key(order);
    candidates.extend(names);
    let mut kept: Vec<Span> = Vec::new();
    for span in candidates {
        if kept
            .iter()
            .all(|other| span.end <= other.start || other.end <= span.start)
        {
            kept.push(span);
        }
    }
    kept.sort_by_key(|span| span.start);
    kept
}

fn has_capital(letters: &[char], start: usize, end: usize) -> bool {
    letters
        .iter()
        .skip(start)
        .take(end - start)
        .any(|c| c.is_uppercase())
}

/// The set leaves the closing quotation mark out of a span that the opening one stands in.
fn quoted(letters: &[char], start: usize, end: usize, kind: Kind) -> Span {
    let inside = letters.iter().skip(start).take(end - start);
    let opened = inside.clone().filter(|c| **c == '«').count();
    let closed = inside.filter(|c| **c == '»').count();
    let closes = opened > closed && letters.get(end) == Some(&'»');
    Span {
        start,
        end: end + usize::from(closes),
        kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_take_the_body_that_follows() {
        let text = "депутат движения «Левый фронт» Иван Жук и мэр Москвы";
        let entity = |name: &str, label: &str| {
            let start = text
                .find(name)
                .map(|at| text.get(..at).unwrap().chars().count());
            let start = start.unwrap();
            (start, start + name.chars().count(), label.to_owned())
        };
        let entities = [
            entity("движения «Левый фронт", "Org"),
            entity("Иван Жук", "Person"),
            entity("Москвы", "LocOrg"),
        ];
        let position = |name| {
            let (start, end, _) = entity(name, "");
            ("Position".to_owned(), name.to_owned(), vec![(start, end)])
        };
        let fact = Fact {
            sort: "Occupation".to_owned(),
            slots: vec![position("депутат"), position("мэр")],
        };
        let found: Vec<_> = spans(text, &entities, &[], &[fact])
            .into_iter()
            .map(|s| {
                (
                    s.kind,
                    text.chars()
                        .skip(s.start)
                        .take(s.end - s.start)
                        .collect::<String>(),
                )
            })
            .collect();
        let expected = [
            (Kind::Title, "депутат движения «Левый фронт»"),
            (Kind::Person, "Иван Жук"),
            (Kind::Title, "мэр Москвы"),
        ];
        assert_eq!(found, expected.map(|(kind, name)| (kind, name.to_owned())));
    }
}
