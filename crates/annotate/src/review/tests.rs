//! Reviews in several scripts.

use proptest::prelude::*;
use rostra_document::{
    CodePoints, Extraction, Mode, NamedAt, NormalizedRecord, NormalizedTitle, Role, Span, Support,
    TitleStatus,
};
use serde_json::{Value, json};

use super::{Edit, EditError, Review};
use crate::annotated::{AnnotatedDocument, Decision};

/// Where `words` first stand in `text`, in code points.
fn at(text: &str, words: &str) -> Span {
    let byte = text
        .find(words)
        .unwrap_or_else(|| panic!("{words} is in the text"));
    let start = text.get(..byte).unwrap_or_default().chars().count();
    Span {
        start,
        end: start + words.chars().count(),
    }
}

fn person(text: &str, name: &str, title: &str, country: Option<&str>) -> NormalizedRecord {
    let (named, held) = (at(text, name), at(text, title));
    NormalizedRecord {
        name: name.to_owned(),
        name_latin: name.to_owned(),
        name_parts: rostra_document::NameParts::default(),
        honorifics: Vec::new(),
        titles: vec![NormalizedTitle {
            text: title.to_owned(),
            status: TitleStatus::Current,
            office: None,
            organization: None,
            start: held.start,
            end: held.end,
            at: None,
            confidence: 0.9,
        }],
        country: country.map(str::to_owned),
        country_evidence: country.map(|_| Support::Inferred),
        organization: None,
        role: Role::Participant,
        mode: None,
        confidence: 0.7,
        mentions: vec![NamedAt {
            start: named.start,
            end: named.end,
            at: None,
        }],
    }
}

fn extraction(text: &str, people: Vec<NormalizedRecord>) -> Extraction {
    let empty = json!({
        "id": "t", "source": "t.txt", "sha256": "", "lang": "en", "title": null, "date": null, "publisher": null, "event": null,
        "people": [], "extractor": {"name": "", "version": "", "pipeline": "", "model": null}, "diagnostics": [],
        "provenance": {"path": "t.txt", "steps": [], "format": "text", "metadata": {}}, "text": text,
    });
    let empty: Extraction = serde_json::from_value(empty).expect("it has every field");
    Extraction { people, ..empty }
}

const MIXED: &str = "🌏 التقى معالي وزير الخارجية سامر الحديد\nوالسفير 王小明，中国外交部部长，👩‍👩‍👧 and Ana Lim, Envoy of Peru to Chile";

fn mixed() -> Review {
    let people = vec![
        person(MIXED, "سامر الحديد", "وزير الخارجية", Some("JOR")),
        person(MIXED, "王小明", "外交部部长", Some("CHN")),
        person(MIXED, "Ana Lim", "Envoy of Peru to Chile", Some("PER")),
    ];
    Review::new(&extraction(MIXED, people), None)
}

/// What is to be saved of the people, one line each.
fn lines(review: &Review) -> Vec<String> {
    let document = review.document();
    let points = CodePoints::of(review.text());
    let people = document.people.iter().map(|person| {
        let titles: Vec<String> = person
            .titles
            .iter()
            .map(|title| {
                let words = title.place.map(|place| points.words(place));
                let place = words
                    .filter(|words| *words != title.text)
                    .map_or(String::new(), |words| format!(" in “{words}”"));
                format!("{}{place} {}", title.text, title.status.as_str())
            })
            .collect();
        let decision = person.review.map_or("", Decision::as_str);
        let optional = if person.optional { " optional" } else { "" };
        format!(
            "{decision}{optional} {} [{}] {} {} {}",
            person.name,
            titles.join("; "),
            person.country.as_deref().unwrap_or("-"),
            person.role.as_str(),
            person.mode.map_or("-", Mode::as_str)
        )
    });
    people.collect()
}

#[test]
fn whom_nobody_has_judged_counts_neither_way() {
    let mut review = mixed();
    assert!(!review.is_done());
    review.apply(&Edit::Accept { person: 0 }).unwrap();
    let lines = lines(&review);
    assert_eq!(
        lines[0],
        "accepted سامر الحديد [وزير الخارجية current] JOR participant -"
    );
    assert!(lines[1].starts_with("open optional 王小明"), "{}", lines[1]);
    assert_eq!(review.open(), 2);
    review.apply(&Edit::AcceptAll).unwrap();
    assert!(review.is_done());
}

#[test]
fn edits_put_a_record_right() {
    let cases = [
        (
            "name",
            Edit::Name {
                person: 0,
                span: at(MIXED, "سامر"),
            },
            0,
            "corrected سامر [وزير الخارجية current] JOR participant -",
        ),
        (
            "title",
            Edit::Title {
                person: 1,
                title: 0,
                span: at(MIXED, "部长"),
            },
            1,
            "corrected 王小明 [部长 current] CHN participant -",
        ),
        (
            "further title",
            Edit::AddTitle {
                person: 1,
                span: at(MIXED, "中国"),
            },
            1,
            "corrected 王小明 [外交部部长 current; 中国 current] CHN participant -",
        ),
        (
            "status",
            Edit::Status {
                person: 1,
                title: 0,
                status: TitleStatus::Former,
            },
            1,
            "corrected 王小明 [外交部部长 former] CHN participant -",
        ),
        (
            "no title",
            Edit::RemoveTitle {
                person: 1,
                title: 0,
            },
            1,
            "corrected 王小明 [] CHN participant -",
        ),
        (
            "country by name",
            Edit::Country {
                person: 1,
                country: Some("Perú".into()),
            },
            1,
            "corrected 王小明 [外交部部长 current] PER participant -",
        ),
        (
            "country by code",
            Edit::Country {
                person: 1,
                country: Some("per".into()),
            },
            1,
            "corrected 王小明 [外交部部长 current] PER participant -",
        ),
        (
            "no country",
            Edit::Country {
                person: 1,
                country: None,
            },
            1,
            "corrected 王小明 [外交部部长 current] - participant -",
        ),
        (
            "role",
            Edit::Role {
                person: 1,
                role: Role::Keynote,
            },
            1,
            "corrected 王小明 [外交部部长 current] CHN keynote -",
        ),
        (
            "mode",
            Edit::Mode {
                person: 1,
                mode: Some(Mode::Video),
            },
            1,
            "corrected 王小明 [外交部部长 current] CHN participant video",
        ),
        (
            "cut within",
            Edit::CutTitle {
                person: 2,
                title: 0,
                span: at(MIXED, " of Peru"),
            },
            2,
            "corrected Ana Lim [Envoy ... to Chile in “Envoy of Peru to Chile” current] PER participant -",
        ),
        (
            "cut at the end",
            Edit::CutTitle {
                person: 2,
                title: 0,
                span: at(MIXED, "to Chile"),
            },
            2,
            "corrected Ana Lim [Envoy of Peru current] PER participant -",
        ),
        (
            "missed",
            Edit::Add {
                span: at(MIXED, "السفير"),
            },
            1,
            "added السفير [] - mentioned -",
        ),
    ];
    for (what, edit, person, line) in cases {
        let mut review = mixed();
        review
            .apply(&edit)
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(lines(&review)[person], line, "{what}");
    }
}

#[test]
fn edits_that_cannot_be_made_change_nothing() {
    let far = Span {
        start: 5000,
        end: 5002,
    };
    let blank = at(MIXED, " ");
    let cases = [
        (Edit::Accept { person: 9 }, EditError::Gone("person")),
        (
            Edit::Status {
                person: 0,
                title: 4,
                status: TitleStatus::Then,
            },
            EditError::Gone("title"),
        ),
        (
            Edit::Name {
                person: 0,
                span: far,
            },
            EditError::Span(far),
        ),
        (
            Edit::Title {
                person: 0,
                title: 0,
                span: blank,
            },
            EditError::Span(blank),
        ),
        (
            Edit::Title {
                person: 0,
                title: 3,
                span: at(MIXED, "السفير"),
            },
            EditError::Gone("title"),
        ),
        (
            Edit::Name {
                person: 0,
                span: Span { start: 7, end: 3 },
            },
            EditError::Span(Span { start: 7, end: 3 }),
        ),
        (
            Edit::Country {
                person: 0,
                country: Some("Atlantis under Sea".into()),
            },
            EditError::Country("Atlantis under Sea".into()),
        ),
        (
            Edit::CutTitle {
                person: 0,
                title: 0,
                span: at(MIXED, "王小明"),
            },
            EditError::Cut,
        ),
        (
            Edit::CutTitle {
                person: 0,
                title: 0,
                span: at(MIXED, "وزير الخارجية"),
            },
            EditError::Cut,
        ),
        (
            Edit::Merge {
                person: 1,
                other: 1,
            },
            EditError::Same,
        ),
        (
            Edit::Merge {
                person: 1,
                other: 7,
            },
            EditError::Gone("person"),
        ),
        (
            Edit::RemoveHonorific {
                person: 0,
                honorific: 0,
            },
            EditError::Gone("honorific"),
        ),
    ];
    for (edit, error) in cases {
        let mut review = mixed();
        assert_eq!(review.apply(&edit), Err(error), "{edit:?}");
        assert_eq!(review, mixed(), "{edit:?}");
    }
}

#[test]
fn merged_people_have_what_both_had() {
    let mut review = mixed();
    review
        .apply(&Edit::Merge {
            person: 0,
            other: 1,
        })
        .unwrap();
    let lines = lines(&review);
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].contains("وزير الخارجية") && lines[0].contains("外交部部长"),
        "{}",
        lines[0]
    );
    // Found again tomorrow, the other is not offered again.
    let document = review.document();
    assert_eq!(document.review.unwrap().rejected[0].name, "王小明");
}

#[test]
fn decisions_survive_a_new_extraction() {
    let mut review = mixed();
    review
        .apply(&Edit::Role {
            person: 0,
            role: Role::Keynote,
        })
        .unwrap();
    review.apply(&Edit::Reject { person: 1 }).unwrap();
    let saved = review.document();
    let today = vec![
        person(MIXED, "سامر الحديد", "وزير الخارجية", Some("SYR")),
        person(MIXED, "王小明", "外交部部长", Some("CHN")),
        person(MIXED, "Ana Lim", "Envoy of Peru", Some("PER")),
    ];
    let review = Review::new(&extraction(MIXED, today), Some((&saved, MIXED)));
    let decisions: Vec<Decision> = review.items().iter().map(|item| item.decision).collect();
    assert_eq!(
        decisions,
        [Decision::Corrected, Decision::Rejected, Decision::Open]
    );
    let against = review.against(0);
    let fields: Vec<(&str, &str, &str)> = against
        .iter()
        .map(|a| (a.field, a.reviewed.as_str(), a.found.as_str()))
        .collect();
    assert_eq!(
        fields,
        [
            ("country", "JOR", "SYR"),
            ("role", "keynote", "participant")
        ]
    );
    // Who is open is as the program finds it today.
    assert!(
        lines(&review)[1].contains("[Envoy of Peru current]"),
        "{:?}",
        lines(&review)
    );
    let mut again = review.clone();
    again.apply(&Edit::Reopen { person: 1 }).unwrap();
    assert_eq!(again.open(), 2);
}

#[test]
fn places_move_with_the_text() {
    let mut review = mixed();
    review.apply(&Edit::AcceptAll).unwrap();
    let saved = review.document();
    let longer = format!(
        "📣 Press release\n{}",
        MIXED.replace("and Ana", "with H.E. Ana")
    );
    let review = Review::new(&extraction(&longer, Vec::new()), Some((&saved, MIXED)));
    assert!(review.lost().is_empty());
    for (item, name) in review
        .items()
        .iter()
        .zip(["سامر الحديد", "王小明", "Ana Lim"])
    {
        assert_eq!(item.value.mentions, [at(&longer, name)], "{name}");
        let title = &item.value.titles[0];
        assert_eq!(title.place, Some(at(&longer, &title.text)), "{name}");
    }
    let shorter = "Ana Lim";
    let review = Review::new(&extraction(shorter, Vec::new()), Some((&saved, MIXED)));
    assert_eq!(review.lost(), ["سامر الحديد", "王小明"]);
}

#[test]
fn other_fields_of_a_file_are_kept() {
    let file = json!({
        "id": "t", "lang": "en", "date": "2024-05-01", "event": {"name": "Forum"},
        "people": [{"name": "王小明", "name_latin": "Wang Xiaoming", "titles": [{"text": "外交部部长", "office": "minister.foreign_affairs"}], "role": "speaker"}],
    });
    let document: AnnotatedDocument = serde_json::from_value(file).unwrap();
    let people = vec![person(MIXED, "王小明", "外交部部长", Some("CHN"))];
    let mut review = Review::new(&extraction(MIXED, people), Some((&document, MIXED)));
    assert_eq!(review.items()[0].decision, Decision::Accepted);
    let kept = serde_json::to_value(review.document()).unwrap();
    assert_eq!(kept["event"]["name"], "Forum");
    assert_eq!(kept["people"][0]["name_latin"], "Wang Xiaoming");
    assert_eq!(
        kept["people"][0]["titles"][0]["office"],
        "minister.foreign_affairs"
    );
    // What was derived from a value goes with it.
    review
        .apply(&Edit::Name {
            person: 0,
            span: at(MIXED, "小明"),
        })
        .unwrap();
    let kept = serde_json::to_value(review.document()).unwrap();
    assert_eq!(kept["people"][0].get("name_latin"), None::<&Value>);
}

#[test]
fn what_the_source_said_beside_the_text_is_kept() {
    let mut found = extraction(MIXED, Vec::new());
    (found.date, found.publisher) = (Some("2024-05-01".to_owned()), Some("Élysée".to_owned()));
    let told = &mut found.provenance.metadata;
    told.insert("date".to_owned(), "dateline".into());
    told.insert("publisher".to_owned(), "row".into());
    let document = Review::new(&found, None).document();
    assert_eq!(
        Value::Object(document.given),
        json!({"publisher": "Élysée"})
    );
}

/// Numbers near the people and places of [`MIXED`], and far from all.
fn number() -> impl Strategy<Value = usize> {
    prop_oneof![8 => 0..4_usize, 8 => 0..120_usize, 1 => Just(usize::MAX)]
}

fn span() -> impl Strategy<Value = Span> {
    (number(), number()).prop_map(|(start, end)| Span { start, end })
}

fn edit() -> impl Strategy<Value = Edit> {
    let pair = || (number(), number());
    prop_oneof![
        number().prop_map(|person| Edit::Accept { person }),
        Just(Edit::AcceptAll),
        number().prop_map(|person| Edit::Reject { person }),
        number().prop_map(|person| Edit::Reopen { person }),
        (number(), span()).prop_map(|(person, span)| Edit::Name { person, span }),
        (number(), span()).prop_map(|(person, span)| Edit::Mention { person, span }),
        (number(), span()).prop_map(|(person, span)| Edit::AddTitle { person, span }),
        (pair(), span()).prop_map(|((person, title), span)| Edit::Title {
            person,
            title,
            span
        }),
        (pair(), span()).prop_map(|((person, title), span)| Edit::CutTitle {
            person,
            title,
            span
        }),
        pair().prop_map(|(person, title)| Edit::RemoveTitle { person, title }),
        (number(), span()).prop_map(|(person, span)| Edit::AddHonorific { person, span }),
        (number(), "\\PC{0,12}").prop_map(|(person, name)| Edit::Country {
            person,
            country: Some(name)
        }),
        (number(), proptest::option::of(span()))
            .prop_map(|(person, span)| Edit::Organization { person, span }),
        span().prop_map(|span| Edit::Add { span }),
        pair().prop_map(|(person, other)| Edit::Merge { person, other }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_edited_can_be_saved_and_gone_on_with(edits in proptest::collection::vec(edit(), 0..20)) {
        let mut review = mixed();
        let length = MIXED.chars().count();
        for edit in &edits {
            let before = review.clone();
            if review.apply(edit).is_err() {
                prop_assert_eq!(&review, &before);
            }
        }
        let saved = review.document();
        for person in &saved.people {
            prop_assert!(person.mentions.iter().all(|place| place.start < place.end && place.end <= length), "{person:?}");
            prop_assert!(person.titles.iter().all(|title| !title.text.is_empty()), "{person:?}");
        }
        let written = serde_json::to_string(&saved).unwrap();
        let read: AnnotatedDocument = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&read, &saved);
        let found = vec![
            person(MIXED, "سامر الحديد", "وزير الخارجية", Some("JOR")),
            person(MIXED, "王小明", "外交部部长", Some("CHN")),
            person(MIXED, "Ana Lim", "Envoy of Peru to Chile", Some("PER")),
        ];
        let again = Review::new(&extraction(MIXED, found), Some((&read, MIXED)));
        let decided = |review: &Review| review.items().iter().filter(|item| item.decision != Decision::Open).count();
        prop_assert_eq!(decided(&again), decided(&review));
    }

    #[test]
    fn whatever_a_file_says_is_survived(places in proptest::collection::vec(span(), 0..6), old in "\\PC{0,40}") {
        let mut saved = mixed().document();
        for person in &mut saved.people {
            person.mentions.clone_from(&places);
            for title in &mut person.titles {
                title.place = places.first().copied();
            }
        }
        for text in [old.as_str(), MIXED] {
            let mut review = Review::new(&extraction(MIXED, Vec::new()), Some((&saved, text)));
            let _ = review.apply(&Edit::CutTitle { person: 0, title: 0, span: Span { start: 3, end: 6 } });
            prop_assert_eq!(review.document().lang, "en");
        }
    }
}
