//! Runs with a difference of each kind.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use rostra_document::Extraction;
use serde_json::{Value, json};

use super::{Change, Comparison, FIELDS, Options, PLAIN, RunDiff, changes, summary};

/// A document of `people`, with `fields` in the place of its own.
fn document(id: &str, people: Value, fields: Value) -> Extraction {
    let mut document = json!({
        "id": id, "source": format!("{id}.txt"), "sha256": "00", "lang": "en", "title": "Forum opens", "date": "2024-05-02",
        "publisher": null, "event": {"name": "Forum", "place": "Hà Nội", "country": "VNM", "start": "2024-05-02", "end": null},
        "people": people, "diagnostics": [],
        "extractor": {"name": "rostra", "version": "1", "pipeline": "sha256:0", "model": null},
    });
    let all = document.as_object_mut().unwrap();
    all.extend(fields.as_object().unwrap().clone());
    serde_json::from_value(document).unwrap()
}

/// A person who is named from `start` on.
fn person(name: &str, start: usize, titles: Value) -> Value {
    json!({"name": name, "name_latin": name, "honorifics": ["H.E."], "titles": titles, "country": "KHM", "country_evidence": "stated",
        "organization": null, "role": "speaker", "mode": null, "confidence": 0.9,
        "mentions": [{"start": start, "end": start + name.chars().count()}]})
}

fn title(text: &str, start: usize) -> Value {
    json!({"text": text, "status": "current", "office": null, "organization": null,
        "start": start, "end": start + text.chars().count(), "confidence": 0.9})
}

fn with(mut value: Value, field: &str, new: Value) -> Value {
    value[field] = new;
    value
}

fn diff(before: &[Extraction], after: &[Extraction], options: Options) -> RunDiff {
    let mut comparison = Comparison::new("a", "b", options);
    before.iter().for_each(|one| comparison.before(one.clone()));
    after.iter().for_each(|one| comparison.after(one.clone()));
    comparison.finish()
}

/// A change as a line: field, path, both values, place.
fn line(change: &Change) -> String {
    let shown = |value: &Option<Value>| match value {
        None => "-".to_owned(),
        Some(Value::Object(fields)) if fields.contains_key("name") => "{..}".to_owned(),
        Some(Value::Object(fields)) if fields.contains_key("text") => "{..}".to_owned(),
        Some(value) => value.to_string(),
    };
    let (before, after) = (shown(&change.before), shown(&change.after));
    let place = change.start.zip(change.end);
    let place = place.map_or("-".to_owned(), |(start, end)| format!("{start}..{end}"));
    format!(
        "{} | {} | {before} | {after} | {place}",
        change.field, change.path
    )
}

/// What one document's sides differ by, both ways.
fn lines(before: &Extraction, after: &Extraction) -> Vec<String> {
    let (before, after) = ([before.clone()], [after.clone()]);
    let there = diff(&before, &after, Options::default());
    let back = diff(&after, &before, Options::default());
    assert_eq!(swapped(back), there);
    there.changes.iter().map(line).collect()
}

/// The same the other way round.
fn swapped(mut diff: RunDiff) -> RunDiff {
    std::mem::swap(&mut diff.before.documents, &mut diff.after.documents);
    std::mem::swap(&mut diff.before.extractor, &mut diff.after.extractor);
    std::mem::swap(&mut diff.only_before, &mut diff.only_after);
    let documents = &mut diff.documents;
    std::mem::swap(&mut documents.only_before, &mut documents.only_after);
    for change in &mut diff.changes {
        std::mem::swap(&mut change.before, &mut change.after);
    }
    diff
}

#[test]
fn people_who_are_the_same_are_paired() {
    let minister = || json!([title("Minister of Interior", 20)]);
    let kheng = |name: &str, start| person(name, start, minister());
    let other = person("Ana Lopes", 90, json!([]));
    for (before, after, expected) in [
        // One name has the other's parts, and both stand at one place.
        (
            json!([with(kheng("Kheng", 4), "name_latin", json!("x"))]),
            json!([with(kheng("Sar Kheng", 0), "name_latin", json!("x"))]),
            vec![
                "people.name | people[Sar Kheng].name | \"Kheng\" | \"Sar Kheng\" | 0..9",
                "people.mentions | people[Sar Kheng].mentions[0..9] | {\"start\":4,\"end\":9} | {\"start\":0,\"end\":9} | 0..9",
            ],
        ),
        // Named at one place, with no word in common.
        (
            json!([with(kheng("金正日", 0), "name_latin", json!("x"))]),
            json!([with(kheng("正日官", 0), "name_latin", json!("x"))]),
            vec!["people.name | people[正日官].name | \"金正日\" | \"正日官\" | 0..3"],
        ),
        // Named elsewhere, by parts of the name.
        (
            json!([with(kheng("Kheng", 50), "name_latin", json!("x"))]),
            json!([with(kheng("Kheng Sar", 70), "name_latin", json!("x"))]),
            vec![
                "people.name | people[Kheng Sar].name | \"Kheng\" | \"Kheng Sar\" | 50..55",
                "people.mentions | people[Kheng Sar].mentions[50..55] | {\"start\":50,\"end\":55} | - | 50..55",
                "people.mentions | people[Kheng Sar].mentions[70..79] | - | {\"start\":70,\"end\":79} | 70..79",
            ],
        ),
        // Another person, whom nothing ties to the first.
        (
            json!([kheng("Sar Kheng", 0)]),
            json!([other]),
            vec![
                "people | people[Sar Kheng] | {..} | - | 0..9",
                "people | people[Ana Lopes] | - | {..} | 90..99",
            ],
        ),
        // Two of one name are told apart by their order.
        (
            json!([kheng("Sar Kheng", 0), kheng("Sar Kheng", 60)]),
            json!([kheng("Sar Kheng", 0)]),
            vec!["people | people[Sar Kheng #2] | {..} | - | 60..69"],
        ),
        (
            json!([kheng("Sar Kheng", 0), other]),
            json!([other, kheng("Sar Kheng", 0)]),
            vec![
                "people.order | people.order | [\"Sar Kheng\",\"Ana Lopes\"] | [\"Ana Lopes\",\"Sar Kheng\"] | -",
            ],
        ),
    ] {
        let (before, after) = (
            document("a", before, json!({})),
            document("a", after, json!({})),
        );
        assert_eq!(lines(&before, &after), expected);
    }
}

#[test]
fn every_field_of_a_person_is_compared() {
    let before = person("Sar Kheng", 0, json!([]));
    for (field, value, expected) in [
        (
            "country",
            json!(null),
            "people.country | people[Sar Kheng].country | \"KHM\" | null | 0..9",
        ),
        (
            "country_evidence",
            json!("inferred"),
            "people.country_evidence | people[Sar Kheng].country_evidence | \"stated\" | \"inferred\" | 0..9",
        ),
        (
            "organization",
            json!("王"),
            "people.organization | people[Sar Kheng].organization | null | \"王\" | 0..9",
        ),
        (
            "role",
            json!("keynote"),
            "people.role | people[Sar Kheng].role | \"speaker\" | \"keynote\" | 0..9",
        ),
        (
            "mode",
            json!("video"),
            "people.mode | people[Sar Kheng].mode | null | \"video\" | 0..9",
        ),
        (
            "honorifics",
            json!(["H.E.", "د."]),
            "people.honorifics | people[Sar Kheng].honorifics[د.] | - | \"د.\" | 0..9",
        ),
        (
            "name_latin",
            json!("Sar Khaeng"),
            "people.name_latin | people[Sar Kheng].name_latin | \"Sar Kheng\" | \"Sar Khaeng\" | 0..9",
        ),
        (
            "name_parts",
            json!({"given": "Kheng"}),
            "people.name_parts | people[Sar Kheng].name_parts.given | null | \"Kheng\" | 0..9",
        ),
    ] {
        let after = with(before.clone(), field, value);
        let (before, after) = (
            document("a", json!([before]), json!({})),
            document("a", json!([after]), json!({})),
        );
        assert_eq!(lines(&before, &after), [expected], "{field}");
    }
}

#[test]
fn titles_are_paired_by_words_then_by_place() {
    let (interior, envoy) = (title("Minister of Interior", 20), title("Envoy", 50));
    let path = "people[Sar Kheng].titles";
    for (before, after, expected) in [
        (
            json!([interior]),
            json!([with(interior.clone(), "status", json!("former"))]),
            vec![format!(
                "titles.status | {path}[Minister of Interior].status | \"current\" | \"former\" | 20..40"
            )],
        ),
        (
            json!([interior]),
            json!([with(interior.clone(), "office", json!("minister.interior"))]),
            vec![format!(
                "titles.office | {path}[Minister of Interior].office | null | \"minister.interior\" | 20..40"
            )],
        ),
        (
            json!([title("Minister", 20)]),
            json!([interior]),
            vec![format!(
                "titles.text | {path}[Minister of Interior].text | \"Minister\" | \"Minister of Interior\" | 20..28"
            )],
        ),
        (
            json!([title("Minister of the Interior", 20)]),
            json!([title("Minister of Interior", 70)]),
            vec![format!(
                "titles.text | {path}[Minister of the Interior].text | \"Minister of the Interior\" | \"Minister of Interior\" | 20..44"
            )],
        ),
        (
            json!([interior]),
            json!([title("Minister of Interior", 70)]),
            vec![format!(
                "titles.span | {path}[Minister of Interior].span | {{\"start\":20,\"end\":40}} | {{\"start\":70,\"end\":90}} | 20..40"
            )],
        ),
        (
            json!([interior]),
            json!([interior, envoy]),
            vec![format!("titles | {path}[Envoy] | - | {{..}} | 50..55")],
        ),
        (
            json!([interior, envoy]),
            json!([envoy, interior]),
            vec![format!(
                "titles.order | {path}.order | [\"Minister of Interior\",\"Envoy\"] | [\"Envoy\",\"Minister of Interior\"] | 0..9"
            )],
        ),
    ] {
        let of = |titles| document("a", json!([person("Sar Kheng", 0, titles)]), json!({}));
        assert_eq!(lines(&of(before), &of(after)), expected);
    }
}

#[test]
fn what_is_not_of_people_is_compared() {
    let note = |message: &str, start: Option<usize>| json!([{"severity": "note", "code": "language.mixed", "message": message, "start": start, "end": start.map(|at| at + 2)}]);
    let plain = document(
        "a",
        json!([]),
        json!({"diagnostics": note("m", Some(3)), "carried": {"desk": "北京"}}),
    );
    let edited = |edit: fn(&mut Extraction)| {
        let mut after = plain.clone();
        edit(&mut after);
        after
    };
    for (after, expected) in [
        (
            edited(|d| d.title = None),
            "title | title | \"Forum opens\" | null | -",
        ),
        (
            edited(|d| d.date = Some("2024".into())),
            "date | date | \"2024-05-02\" | \"2024\" | -",
        ),
        (
            edited(|d| d.publisher = Some("وزارة".into())),
            "publisher | publisher | null | \"وزارة\" | -",
        ),
        (
            edited(|d| d.place = Some("Hà Nội".into())),
            "place | place | null | \"Hà Nội\" | -",
        ),
        (
            edited(|d| d.url = Some("x".into())),
            "url | url | null | \"x\" | -",
        ),
        (
            edited(|d| d.lang = "vi".into()),
            "lang | lang | \"en\" | \"vi\" | -",
        ),
        (edited(|d| d.event = None), "event | event | {..} | - | -"),
        (
            edited(|d| d.event.as_mut().unwrap().country = None),
            "event.country | event.country | \"VNM\" | null | -",
        ),
        (
            edited(|d| d.carried.clear()),
            "carried | carried.desk | \"北京\" | - | -",
        ),
        (
            edited(|d| d.diagnostics.clear()),
            "diagnostics | diagnostics[language.mixed] | {\"severity\":\"note\",\"code\":\"language.mixed\",\"message\":\"m\",\"start\":3,\"end\":5} | - | 3..5",
        ),
    ] {
        if after.lang == plain.lang {
            assert_eq!(lines(&plain, &after), [expected]);
        } else {
            let there = diff(std::slice::from_ref(&plain), &[after], Options::default());
            assert_eq!(
                there.changes.iter().map(line).collect::<Vec<_>>(),
                [expected]
            );
            assert_eq!(there.changes[0].lang, "vi");
        }
    }
}

#[test]
fn how_and_where_it_was_made_is_not_compared() {
    let before = document("a", json!([person("Ana", 0, json!([]))]), json!({}));
    let mut after = before.clone();
    after.source = "elsewhere.txt".into();
    after.content_hash = "11".into();
    after.extractor.version = "2".into();
    after.provenance.provenance.path = "elsewhere.txt".into();
    after.people[0].mentions[0].at = serde_json::from_value(json!({"page": 1, "line": 2})).unwrap();
    after.text = Some("Ana".into());
    let there = diff(&[before], &[after], Options::default());
    assert!(there.is_empty());
    assert_eq!((there.documents.same, there.documents.other_text), (1, 0));
    assert_eq!(there.after.extractor.unwrap().version, "2");
}

#[test]
fn confidences_are_counted_and_told_where_they_are_asked_for() {
    let of = |confidence: f64| {
        let held = with(title("Envoy", 20), "confidence", json!(confidence));
        let person = person("Ana", 0, json!([held]));
        [document(
            "a",
            json!([with(person, "confidence", json!(confidence))]),
            json!({}),
        )]
    };
    let (before, after) = (of(0.9), of(0.91));
    let plain = diff(&before, &after, Options::default());
    assert!(plain.is_empty());
    assert_eq!((plain.confidences_moved, plain.documents.same), (2, 1));
    assert!(summary(&plain).contains("2 confidences have moved"));
    let asked = diff(&before, &after, Options::default().with_confidence(true));
    let told: Vec<String> = asked.changes.iter().map(line).collect();
    assert_eq!(
        told,
        [
            "people.confidence | people[Ana].confidence | 0.9 | 0.91 | 0..3",
            "titles.confidence | people[Ana].titles[Envoy].confidence | 0.9 | 0.91 | 20..25",
        ]
    );
}

#[test]
fn places_of_other_texts_are_not_compared() {
    let at = |start, sha256: &str, text: Option<&str>| {
        let person = person("Ana", start, json!([title("Envoy", start + 9)]));
        [document(
            "a",
            json!([with(person, "role", json!("chair"))]),
            json!({"sha256": sha256, "text": text}),
        )]
    };
    for (before, after, other) in [
        (at(0, "00", None), at(5, "11", None), true),
        (at(0, "00", Some("x")), at(5, "00", Some("y")), true),
        (at(0, "00", Some("x")), at(0, "11", Some("x")), false),
        (at(0, "", None), at(0, "11", None), false),
    ] {
        let found = diff(&before, &after, Options::default());
        assert!(found.changes.is_empty(), "{:?}", found.changes);
        assert_eq!(found.other_text, if other { vec!["a"] } else { vec![] });
    }
    let mut after = at(5, "11", None);
    after[0].people[0].country = None;
    let found = diff(&at(0, "00", None), &after, Options::default());
    assert_eq!(
        line(&found.changes[0]),
        "people.country | people[Ana].country | \"KHM\" | null | -"
    );
}

#[test]
fn documents_are_paired_by_id_in_any_order() {
    let of = |ids: &[&str]| -> Vec<Extraction> {
        ids.iter()
            .map(|id| document(id, json!([]), json!({})))
            .collect()
    };
    let (before, after) = (of(&["a", "c", "b", "a", "王"]), of(&["b", "d", "a"]));
    let found = diff(&before, &after, Options::default());
    assert_eq!(
        (&found.only_before, &found.only_after),
        (&vec!["c".into(), "王".into()], &vec!["d".into()])
    );
    let numbers = found.documents;
    assert_eq!((numbers.same, numbers.changed, numbers.repeated), (2, 0, 1));
    assert!(!found.is_empty());
    // Handed in by turns they give the same.
    let mut turns = Comparison::new("a", "b", Options::default());
    for (n, one) in before.iter().enumerate() {
        if let Some(other) = after.get(n) {
            turns.after(other.clone());
        }
        turns.before(one.clone());
    }
    assert_eq!(turns.finish(), found);
}

#[test]
fn fields_and_languages_are_chosen() {
    let of = |id: &str, lang: &str, country: Value, title: &str| {
        let person = with(person("Ana", 0, json!([])), "country", country);
        document(id, json!([person]), json!({"lang": lang, "title": title}))
    };
    let before = [
        of("a", "en", json!("KHM"), "x"),
        of("b", "fr", json!("KHM"), "x"),
        of("c", "fr", json!(null), "x"),
    ];
    let after = [
        of("a", "en", json!(null), "y"),
        of("b", "fr", json!(null), "x"),
    ];
    let options = Options::default().only(["people".to_owned()]).unwrap();
    let found = diff(&before, &after, options.clone());
    assert_eq!(
        json!(found.fields),
        json!({"people.country": {"en": 1, "fr": 1}})
    );
    let found = diff(&before, &after, options.in_languages(["en".to_owned()]));
    assert_eq!(json!(found.fields), json!({"people.country": {"en": 1}}));
    assert!(found.only_before.is_empty());
    assert_eq!(found.documents.changed, 1);
}

#[test]
fn the_text_shows_all_and_no_more_than_is_asked_for() {
    let before = [
        document(
            "a\u{1b}[2J",
            json!([person("Kheng", 4, json!([title("Minister", 20)]))]),
            json!({}),
        ),
        document("b", json!([]), json!({"title": "\u{202e}x\u{85}"})),
        document("c", json!([]), json!({})),
    ];
    let after = [
        document("a\u{1b}[2J", json!([]), json!({"event": null})),
        document("b", json!([]), json!({"lang": "fr", "title": null})),
        document("d", json!([]), json!({})),
    ];
    let found = diff(&before, &after, Options::default());
    assert_eq!(
        summary(&found),
        "0 documents the same, 2 changed, 1 only in a, 1 only in b\n\
         \n                             en     fr    all\
         \npeople                        1      0      1\
         \nevent                         1      0      1\
         \nlang                          0      1      1\
         \ntitle                         0      1      1\
         \nall                           2      2      4\n"
    );
    let all = changes(&found, None, PLAIN);
    assert_eq!(
        all,
        r#"
a\u{1b}[2J (en)
  event
    - {"name":"Forum","place":"Hà Nội","country":"VNM","start":"2024-05-02","end":null}
  people[Kheng]  4..9
    - "Kheng", "Minister" (current), KHM, speaker

b (fr)
  lang
    - "en"
    + "fr"
  title
    - "\u{202e}x\u{85}"
    + null

- c

+ d
"#
    );
    let short = changes(&found, Some(1), PLAIN);
    assert!(
        short.contains("\n3 more changes\n") && !short.contains("people["),
        "{short}"
    );
    assert!(changes(&found, Some(0), PLAIN).contains("- 1 more documents"));
}

/// Documents whose people share few names and places, so that there is something to pair.
fn run() -> impl Strategy<Value = Vec<Extraction>> {
    let name = select(vec![
        "Kheng",
        "Sar Kheng",
        "Kheng Sar",
        "王毅",
        "王小洪",
        "محمد",
        "Ana",
    ]);
    let post = select(vec![
        "Minister",
        "Minister of Interior",
        "Minister of the Interior",
        "部长",
    ]);
    let held = vec((post, 0..60_usize, select(vec!["current", "former"])), 0..4);
    let held = held.prop_map(|all| {
        let titles = all
            .into_iter()
            .map(|(text, start, status)| with(title(text, start), "status", json!(status)));
        Value::Array(titles.collect())
    });
    let country = of(select(vec!["KHM", "CHN"]));
    let spots = vec((0..60_usize, 1..9_usize), 0..4);
    let people = vec((name, held, country, spots), 0..5).prop_map(|all| {
        let people = all.into_iter().map(|(name, titles, country, spots)| {
            let spots = spots
                .iter()
                .map(|&(start, length)| json!({"start": start, "end": start + length}));
            let person = with(person(name, 0, titles), "mentions", spots.collect());
            with(person, "country", json!(country))
        });
        Value::Array(people.collect())
    });
    let documents = vec(
        (select(vec!["a", "b", "é", "文"]), people, of("[a-c]")),
        0..4,
    );
    documents.prop_map(|all| {
        let documents = all
            .into_iter()
            .map(|(id, people, title)| document(id, people, json!({"title": title})));
        documents.collect()
    })
}

proptest! {
    #[test]
    fn a_run_is_as_itself(run in run()) {
        let found = diff(&run, &run, Options::default().with_confidence(true));
        prop_assert!(found.is_empty(), "{:?}", found.changes);
        prop_assert_eq!(found.documents.changed, 0);
    }

    #[test]
    fn exchanged_runs_differ_by_the_same(before in run(), after in run()) {
        let there = diff(&before, &after, Options::default());
        let back = diff(&after, &before, Options::default());
        for change in &there.changes {
            prop_assert!(FIELDS.iter().any(|(field, _)| *field == change.field));
            prop_assert!(change.before != change.after);
        }
        prop_assert_eq!(swapped(back), there);
    }
}
