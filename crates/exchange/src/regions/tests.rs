//! People to regions and back.

use proptest::prelude::*;
use rostra_annotate::{AnnotatedDocument, AnnotatedPerson, AnnotatedTitle};
use rostra_document::{Role, Span, TitleStatus};
use serde_json::Map;

use super::{Label, Region, Regions, Values};
use crate::generated::{sort, sources};
use crate::source::{Known, Source};

proptest! {
    #[test]
    fn people_come_back_whole(source in sources()) {
        let regions = Regions::of(&source);
        let found = regions.people(&source.text);
        prop_assert_eq!(ordered(found.people), ordered(source.document.people));
        prop_assert_eq!(found.notes, Vec::<String>::new());
    }
}

fn ordered(mut people: Vec<AnnotatedPerson>) -> Vec<AnnotatedPerson> {
    people
        .iter_mut()
        .for_each(|person| sort(&mut person.titles));
    people
}

/// The place of the first `words` in `text` at or after the code point `from`.
fn at(text: &str, words: &str, from: usize) -> Span {
    let rest = |byte: usize| text.get(byte..).unwrap_or_default();
    let mut places = text.char_indices().enumerate().skip(from);
    let found = places.find(|(_, (byte, _))| rest(*byte).starts_with(words));
    let (start, _) = found.unwrap_or_else(|| panic!("no {words} in {text}"));
    Span {
        start,
        end: start + words.chars().count(),
    }
}

fn source(text: &str, people: Vec<AnnotatedPerson>) -> Source {
    Source {
        document: AnnotatedDocument {
            people,
            ..AnnotatedDocument::default()
        },
        text: text.to_owned(),
        known: Vec::new(),
        scores: Vec::new(),
        model: None,
    }
}

/// Each region as `Label:words`, and links as pairs of those.
fn shown(text: &str, regions: &Regions) -> (Vec<String>, Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let name = |region: &Region| {
        let words: String = chars[region.span.start..region.span.end].iter().collect();
        format!("{}:{words}", region.label.as_str())
    };
    let names: Vec<String> = regions.regions.iter().map(name).collect();
    let links = regions
        .links
        .iter()
        .map(|(a, b)| format!("{} > {}", names[*a], names[*b]));
    let links = links.collect();
    (names, links)
}

#[test]
fn words_are_marked_where_they_stand() {
    let text = "🎤 H.E. Dr. Ana Lopes, Minister of Health of the Republic of Port and of Sport, spoke.\nMr. Rui Sá of UNESCO. Lopes left.";
    let title = AnnotatedTitle {
        text: "Minister of Health ... and of Sport".to_owned(),
        status: TitleStatus::Former,
        organization: None,
        place: Some(Span {
            start: at(text, "Minister", 0).start,
            end: at(text, "Sport", 0).end,
        }),
        rest: Map::new(),
    };
    let lopes = AnnotatedPerson {
        honorifics: ["H.E.", "Dr."].map(str::to_owned).to_vec(),
        titles: vec![title],
        mentions: vec![at(text, "Ana Lopes", 0), at(text, "Lopes", 60)],
        ..AnnotatedPerson::named("Ana Lopes".to_owned(), Span { start: 0, end: 0 })
    };
    let sa = AnnotatedPerson {
        honorifics: vec!["Mr.".to_owned()],
        organization: Some("UNESCO".to_owned()),
        ..AnnotatedPerson::named("Rui Sá".to_owned(), at(text, "Rui Sá", 0))
    };
    let (regions, links) = shown(text, &Regions::of(&source(text, vec![lopes, sa])));
    assert_eq!(
        regions,
        [
            "Person:Ana Lopes",
            "Person:Lopes",
            "Honorific:H.E.",
            "Honorific:Dr.",
            "Title:Minister of Health",
            "Title:and of Sport",
            "Person:Rui Sá",
            "Honorific:Mr.",
            "Organization:UNESCO",
        ]
    );
    assert_eq!(
        links,
        [
            "Person:Lopes > Person:Ana Lopes",
            "Honorific:H.E. > Person:Ana Lopes",
            "Honorific:Dr. > Person:Ana Lopes",
            "Title:and of Sport > Title:Minister of Health",
            "Title:Minister of Health > Person:Ana Lopes",
            "Honorific:Mr. > Person:Rui Sá",
            "Organization:UNESCO > Person:Rui Sá",
        ]
    );
}

#[test]
fn an_honorific_is_not_taken_from_somebody_else() {
    let text = "Mr. Rui Sá met Ana Lopes.";
    let rui = AnnotatedPerson::named("Rui Sá".to_owned(), at(text, "Rui Sá", 0));
    let ana = AnnotatedPerson {
        honorifics: vec!["Mr.".to_owned()],
        ..AnnotatedPerson::named("Ana Lopes".to_owned(), at(text, "Ana Lopes", 0))
    };
    let regions = Regions::of(&source(text, vec![rui, ana.clone()]));
    assert!(
        regions
            .regions
            .iter()
            .all(|region| region.label == Label::Person)
    );
    assert_eq!(regions.people(text).people[1], ana);
}

#[test]
fn what_is_shared_is_marked_once() {
    let text = "部长王毅、李明出席。";
    let shared = || AnnotatedTitle {
        text: "部长".to_owned(),
        status: TitleStatus::Current,
        organization: None,
        place: Some(at(text, "部长", 0)),
        rest: Map::new(),
    };
    let person = |name: &str| AnnotatedPerson {
        titles: vec![shared()],
        ..AnnotatedPerson::named(name.to_owned(), at(text, name, 0))
    };
    let people = vec![person("王毅"), person("李明")];
    let regions = Regions::of(&source(text, people.clone()));
    let titles = regions
        .regions
        .iter()
        .filter(|region| region.label == Label::Title);
    assert_eq!(titles.count(), 1);
    assert_eq!(regions.people(text).people, people);
}

#[test]
fn known_places_of_a_country_are_marked() {
    let text = "الوزير الكيني أحمد";
    let person = AnnotatedPerson {
        country: Some("KEN".to_owned()),
        ..AnnotatedPerson::named("أحمد".to_owned(), at(text, "أحمد", 0))
    };
    let mut source = source(text, vec![person]);
    source.known = vec![vec![Known {
        field: "country".to_owned(),
        value: "KEN".to_owned(),
        place: at(text, "الكيني", 0),
    }]];
    let (regions, links) = shown(text, &Regions::of(&source));
    assert_eq!(regions, ["Person:أحمد", "Country:الكيني"]);
    assert_eq!(links, ["Country:الكيني > Person:أحمد"]);
}

fn marked(text: &str, label: Label, words: &str, from: usize) -> Region {
    Region {
        label,
        span: at(text, words, from),
        values: Values::default(),
        score: None,
    }
}

#[test]
fn marks_of_people_who_know_no_rules_are_understood() {
    let text = "President Lee of Kenya met Lee. Lee left. The Chair rose.";
    let regions = Regions {
        regions: vec![
            marked(text, Label::Person, "Lee", 0),
            marked(text, Label::Person, "Lee", 15),
            marked(text, Label::Person, "Lee", 31),
            marked(text, Label::Title, "President", 0),
            marked(text, Label::Country, "Kenya", 0),
            marked(text, Label::Title, "Chair", 0),
        ],
        // Either way round.
        links: vec![(0, 3), (4, 0)],
    };
    let found = regions.people(text);
    assert_eq!(found.people.len(), 1);
    let lee = &found.people[0];
    assert_eq!(lee.mentions.len(), 3);
    assert_eq!(lee.titles[0].text, "President");
    assert_eq!(lee.country.as_deref(), Some("KEN"));
    assert_eq!(lee.role, Role::Mentioned);
    assert_eq!(
        found.notes,
        ["Title “Chair” at 46..51 is linked to nobody and was left out"]
    );
}
