//! Documents for tests: every shape of record over texts of several scripts, as proptest makes them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rostra_annotate::{AnnotatedDocument, AnnotatedPerson, AnnotatedTitle};
use rostra_document::{CodePoints, Mode, Role, Span, Support, TitleStatus};
use serde_json::Map;

use crate::source::Source;

/// Words that tools stumble over.
const WORDS: [&str; 16] = [
    "Ana",
    "Lopes",
    "H.E.",
    "Jean-Luc",
    "王毅",
    "外长",
    "د.",
    "\u{200f}أَحْمَد\u{200f}",
    "وزير",
    "🎤",
    "👩‍⚖️",
    "🇰🇪",
    "e\u{301}tat",
    "...",
    "A&B<C>",
    "O'Rourke",
];

const GAPS: [&str; 7] = [" ", " ", " ", "  ", "\n", "\n\n", ", "];

/// A text, and where its words stand, in code points.
#[derive(Clone, Debug)]
struct Words {
    text: String,
    places: Vec<Span>,
}

impl Words {
    /// From the word `from` on, `length` words or as many as there are.
    fn span(&self, from: usize, length: usize) -> Span {
        let first = from % self.places.len();
        let last = (first + length.max(1) - 1).min(self.places.len() - 1);
        Span {
            start: self.places[first].start,
            end: self.places[last].end,
        }
    }

    fn words(&self, from: usize, length: usize) -> String {
        let points = CodePoints::of(&self.text);
        let words = points.words(self.span(from, length));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Documents that a tool can show whole: everybody is named in the text, and people and titles stand in its order.
pub(crate) fn sources() -> impl Strategy<Value = Source> {
    text().prop_flat_map(|words| {
        let people = vec(person(words.clone()), 0..5);
        (Just(words), people).prop_map(|(words, mut people)| {
            people
                .sort_by_key(|person: &AnnotatedPerson| person.mentions.first().map(|at| at.start));
            Source {
                document: AnnotatedDocument {
                    id: "made".to_owned(),
                    lang: "en".to_owned(),
                    people,
                    ..AnnotatedDocument::default()
                },
                text: words.text,
                known: Vec::new(),
                scores: Vec::new(),
                model: None,
            }
        })
    })
}

fn text() -> impl Strategy<Value = Words> {
    vec((select(&WORDS[..]), select(&GAPS[..])), 1..40).prop_map(|pieces| {
        let (mut text, mut at) = (String::new(), 0);
        let mut places = Vec::new();
        for (word, gap) in pieces {
            let end = at + word.chars().count();
            places.push(Span { start: at, end });
            at = end + gap.chars().count();
            text.push_str(word);
            text.push_str(gap);
        }
        Words { text, places }
    })
}

fn person(words: Words) -> impl Strategy<Value = AnnotatedPerson> {
    let said = (roles(), modes(), countries(), supports(), any::<bool>());
    let body = value(words.clone());
    let honorifics = vec(value(words.clone()), 0..3);
    let titles = vec(title(words.clone()), 0..3);
    let mentions = vec((0..40usize, 1..4usize), 1..4);
    let parts = (
        mentions,
        any::<bool>(),
        said,
        proptest::option::of(body),
        honorifics,
        titles,
    );
    parts.prop_map(
        move |(places, as_named, said, organization, honorifics, mut titles)| {
            let (from, length) = places[0];
            let mut mentions: Vec<Span> = places.iter().map(|(f, l)| words.span(*f, *l)).collect();
            mentions.sort_by_key(|place| (place.start, place.end));
            mentions.dedup();
            sort(&mut titles);
            titles.dedup();
            let (role, mode, country, evidence, optional) = said;
            AnnotatedPerson {
                name: if as_named {
                    words.words(from, length)
                } else {
                    "Somebody else".to_owned()
                },
                honorifics,
                titles,
                country_evidence: evidence.filter(|_| country.is_some()),
                country,
                organization,
                role,
                mode,
                optional,
                mentions,
                review: None,
                rest: Map::new(),
            }
        },
    )
}

fn title(words: Words) -> impl Strategy<Value = AnnotatedTitle> {
    let body = proptest::option::of(value(words.clone()));
    (0..40usize, 1..4usize, 1..4usize, 0..3u8, statuses(), body).prop_map(
        move |(from, first, second, shape, status, organization)| {
            let cut = from + first + 1;
            let (text, length) = match shape {
                0 => (words.words(from, first), first),
                // With a word left out, where the text is long enough for that; else just some other words.
                1 => {
                    let text = format!(
                        "{} ... {}",
                        words.words(from, first),
                        words.words(cut, second)
                    );
                    (text, first + 1 + second)
                }
                _ => ("Minister without words".to_owned(), second),
            };
            AnnotatedTitle {
                text,
                status,
                organization,
                place: Some(words.span(from, length)),
                rest: Map::new(),
            }
        },
    )
}

/// Words of the text, or none of its words.
fn value(words: Words) -> impl Strategy<Value = String> {
    (0..40usize, 1..3usize, 0..4u8).prop_map(move |(from, length, other)| match other {
        0 => "Körper ohne Ort".to_owned(),
        _ => words.words(from, length),
    })
}

/// In the order that people made of regions have them.
pub(crate) fn sort(titles: &mut [AnnotatedTitle]) {
    titles.sort_by_cached_key(|title| {
        let place = title.place.map(|place| (place.start, place.end));
        (
            place,
            title.text.clone(),
            title.status.as_str(),
            title.organization.clone(),
        )
    });
}

fn roles() -> impl Strategy<Value = Role> {
    select(
        &[
            Role::Keynote,
            Role::Speaker,
            Role::Chair,
            Role::Participant,
            Role::Mentioned,
        ][..],
    )
}

fn modes() -> impl Strategy<Value = Option<Mode>> {
    select(&[None, Some(Mode::Video), Some(Mode::Written)][..])
}

fn supports() -> impl Strategy<Value = Option<Support>> {
    select(&[None, Some(Support::Stated), Some(Support::Inferred)][..])
}

fn countries() -> impl Strategy<Value = Option<String>> {
    select(vec![None, Some("KEN".to_owned()), Some("XKX".to_owned())])
}

fn statuses() -> impl Strategy<Value = TitleStatus> {
    let all = [
        TitleStatus::Current,
        TitleStatus::Then,
        TitleStatus::Former,
        TitleStatus::Acting,
        TitleStatus::Elect,
    ];
    select(all.to_vec())
}
