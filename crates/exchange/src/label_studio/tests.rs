//! Tasks out and annotated tasks in.

use proptest::prelude::*;
use rostra_annotate::{AnnotatedPerson, Decision};
use serde_json::{Map, Value, json};

use super::import::{self, ImportError, NotRead, TaskError, read, tasks};
use super::{Imported, task};
use crate::generated::{sort, sources};
use crate::source::Source;

/// What Label Studio exports of `task` where an annotator has taken the prediction as it is.
fn annotated(mut task: Value) -> Value {
    if task.get("annotations").is_none() {
        let result = task.pointer("/predictions/0/result").cloned().unwrap();
        task["annotations"] =
            json!([{"id": 1, "completed_by": 1, "result": result, "was_cancelled": false}]);
    }
    task["id"] = json!(7);
    task["predictions"] = json!([]);
    task
}

fn same(mut people: Vec<AnnotatedPerson>, decision: Option<Decision>) -> Vec<AnnotatedPerson> {
    for person in &mut people {
        sort(&mut person.titles);
        person.review = decision;
    }
    people
}

proptest! {
    #[test]
    fn documents_come_back_whole(source in sources()) {
        let back = read(&annotated(task(&source)), None).unwrap();
        prop_assert_eq!(&back.text, &source.text);
        prop_assert_eq!(&back.document.id, &source.document.id);
        let mut people = source.document.people.clone();
        people.iter_mut().for_each(|person| person.review = Some(Decision::Accepted));
        prop_assert_eq!(back.document.people, people);
        prop_assert_eq!(back.document.review.unwrap().rejected, vec![]);
        prop_assert_eq!(back.notes, Vec::<String>::new());
    }

    #[test]
    fn without_what_was_exported_all_is_added(source in sources()) {
        let mut task = annotated(task(&source));
        task["data"]["document"].take();
        task["data"].as_object_mut().unwrap().remove("document");
        let back = read(&task, None).unwrap();
        let added = same(source.document.people.clone(), Some(Decision::Added));
        prop_assert_eq!(same(back.document.people, Some(Decision::Added)), added);
    }

    #[test]
    fn offsets_in_utf16_are_told(source in sources()) {
        let mut task = annotated(task(&source));
        let units = |point: u64| -> u64 {
            source.text.chars().take(point as usize).map(|c| c.len_utf16() as u64).sum()
        };
        let characters: Vec<char> = source.text.chars().collect();
        // Where the same words stand at these numbers of code points, too, nobody can tell.
        let (mut moved, mut told) = (false, false);
        for result in task["annotations"][0]["result"].as_array_mut().unwrap() {
            let mut ends = Vec::new();
            for end in ["start", "end"] {
                if let Some(at) = result.pointer_mut(&format!("/value/{end}")) {
                    let point = at.as_u64().unwrap();
                    moved |= units(point) != point;
                    *at = json!(units(point));
                    ends.push(units(point) as usize);
                }
            }
            if let [start, end] = ends[..] {
                let there: Option<String> = characters.get(start..end).map(|c| c.iter().collect());
                told |= there.as_deref() != result["value"]["text"].as_str();
            }
        }
        prop_assume!(told || !moved);
        let back = read(&task, None).unwrap();
        let people = same(source.document.people.clone(), None);
        prop_assert_eq!(same(back.document.people, None), people);
    }

    #[test]
    fn nothing_that_is_json_makes_it_panic(json in values(), in_task in any::<bool>()) {
        let task = match in_task {
            true => json!({"id": 1, "data": {"text": "Ana 🎤 Lopes"}, "annotations": [{"result": json}]}),
            false => json,
        };
        let file = serde_json::to_vec(&task).unwrap();
        for task in tasks(&file).into_iter().flatten() {
            let name = import::name(&task);
            prop_assert!(!name.is_empty() || task.get("id").is_none());
            let _ = read(&task, Some("1"));
            let _ = read(&task, None);
        }
    }
}

/// JSON that looks like results, more or less.
fn values() -> impl Strategy<Value = Value> {
    let names = "data|text|id|annotations|result|type|value|start|end|labels|choices|from_name|from_id|to_id|document|people|[a-z]{1,3}";
    let words = "labels|relation|choices|textarea|Person|Title|role|keynote|r1|r2|Ana|\\PC{0,4}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..15u64).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|n| json!(n)),
        words.prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        let fields = proptest::collection::vec((names, inner.clone()), 0..8);
        let object = fields.prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>()));
        let result = ("r1|r2", 0..14u64, 0..14u64, inner.clone()).prop_map(|(id, start, end, more)| {
            json!({"id": id, "type": "labels", "value": {"start": start, "end": end, "labels": ["Person"], "text": more}})
        });
        prop_oneof![object, result, proptest::collection::vec(inner, 0..8).prop_map(Value::from)]
    })
}

/// `🎤 Ana Lopes spoke.`, with Ana Lopes found in it.
fn found() -> Source {
    let person = json!({"name": "Ana Lopes", "role": "speaker", "mentions": [{"start": 2, "end": 11}], "name_latin": "Ana Lopes"});
    let document = json!({"id": "a", "lang": "en", "title": "A title", "people": [person]});
    Source {
        document: serde_json::from_value(document).unwrap(),
        text: "🎤 Ana Lopes spoke.".to_owned(),
        known: Vec::new(),
        scores: vec![0.75],
        model: Some("rostra 1".to_owned()),
    }
}

/// The task of [`found`], annotated otherwise: its results as `change` leaves them.
fn changed(change: impl FnOnce(&mut Vec<Value>)) -> Imported {
    let mut task = annotated(task(&found()));
    change(task["annotations"][0]["result"].as_array_mut().unwrap());
    read(&task, None).unwrap()
}

#[test]
fn a_task_is_a_text_with_a_prediction() {
    let task = task(&found());
    assert_eq!(task["data"]["text"], "🎤 Ana Lopes spoke.");
    assert_eq!(task["predictions"][0]["score"], 0.75);
    let region = &task["predictions"][0]["result"][0];
    assert_eq!(
        region["value"],
        json!({"start": 2, "end": 11, "text": "Ana Lopes", "labels": ["Person"]})
    );
    assert_eq!(region["score"], 0.75);
    assert_eq!(task.get("annotations"), None);
}

#[test]
fn what_is_reviewed_is_an_annotation() {
    let mut source = found();
    source.document.review = Some(Default::default());
    source.document.people[0].review = Some(Decision::Corrected);
    let reviewed = task(&source);
    assert!(
        reviewed["annotations"][0]["result"]
            .as_array()
            .unwrap()
            .len()
            > 1
    );
    let back = read(&annotated(reviewed), None).unwrap();
    assert_eq!(back.document, source.document);
    source.document.people[0].review = Some(Decision::Open);
    assert_eq!(task(&source).get("annotations"), None);
}

#[test]
fn decisions_are_told_by_what_was_exported() {
    let kept = changed(|_| {});
    assert_eq!(kept.document.people[0].review, Some(Decision::Accepted));
    assert_eq!(kept.document.people[0].rest["name_latin"], "Ana Lopes");
    assert_eq!(kept.document.rest["title"], "A title");

    let corrected = changed(|results| {
        let role = results
            .iter_mut()
            .find(|r| r["from_name"] == "role")
            .unwrap();
        role["value"]["choices"] = json!(["chair"]);
    });
    assert_eq!(
        corrected.document.people[0].review,
        Some(Decision::Corrected)
    );

    let renamed = changed(|results| {
        for result in results {
            result["value"]["end"] = json!(5);
        }
    });
    assert_eq!(renamed.document.people[0].name, "Ana");
    assert_eq!(renamed.document.people[0].review, Some(Decision::Corrected));
    assert_eq!(renamed.document.people[0].rest, Map::new());

    let other = json!({"id": "x", "type": "labels", "from_name": "label", "to_name": "text",
        "value": {"start": 12, "end": 17, "labels": ["Person"]}});
    let added = changed(|results| *results = vec![other]);
    assert_eq!(added.document.people.len(), 1);
    assert_eq!(added.document.people[0].review, Some(Decision::Added));
    let rejected = added.document.review.unwrap().rejected;
    assert_eq!(rejected.len(), 1);
    assert_eq!(rejected[0].name, "Ana Lopes");
}

#[test]
fn whom_no_tool_can_show_stays() {
    let mut source = found();
    let placeless: AnnotatedPerson =
        serde_json::from_value(json!({"name": "Rui", "role": "chair"})).unwrap();
    source.document.people.push(placeless.clone());
    let title = serde_json::from_value(json!({"text": "Minister"})).unwrap();
    source.document.people[0].titles.push(title);
    let back = read(&annotated(task(&source)), None).unwrap();
    assert_eq!(
        back.document.people[0].titles,
        source.document.people[0].titles
    );
    assert_eq!(back.document.people[0].review, Some(Decision::Accepted));
    assert_eq!(back.document.people[1], placeless);
}

#[test]
fn the_last_finished_annotation_counts() {
    let by = |who: Value, end: u64, time: &str, more: Value| {
        let mut annotation = json!({"completed_by": who, "updated_at": time, "result": [
            {"id": "x", "type": "labels", "value": {"start": 2, "end": end, "labels": ["Person"]}}]});
        annotation
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        annotation
    };
    let mut task = annotated(task(&found()));
    task["annotations"] = json!([
        by(
            json!({"id": 2, "email": "b@example.org"}),
            11,
            "2024-05-03T10:00:00Z",
            json!({})
        ),
        by(json!(1), 5, "2024-05-02T10:00:00Z", json!({})),
        by(
            json!(3),
            17,
            "2024-05-04T10:00:00Z",
            json!({"was_cancelled": true})
        ),
    ]);
    for (annotator, name) in [
        (None, Some("Ana Lopes")),
        (Some("1"), Some("Ana")),
        (Some("b@example.org"), Some("Ana Lopes")),
        (Some("3"), None),
    ] {
        let read = read(&task, annotator);
        let named = read
            .as_ref()
            .ok()
            .map(|read| read.document.people[0].name.as_str());
        assert_eq!(named, name, "{annotator:?}");
        assert_eq!(read.err(), name.is_none().then_some(NotRead::NotAnnotated));
    }
}

/// What may be done to a task.
type Change = fn(&mut Value);

#[test]
fn what_is_wrong_is_told() {
    let cut = |task: &mut Value| task["data"] = json!({"id": "a"});
    let outside =
        |task: &mut Value| task["annotations"][0]["result"][0]["value"]["end"] = json!(99);
    let nameless = |task: &mut Value| {
        drop(
            task["annotations"][0]["result"][0]
                .as_object_mut()
                .unwrap()
                .remove("id"),
        )
    };
    let other = |task: &mut Value| task["data"]["document"] = json!(1);
    let cases: [(Change, &str); 4] = [
        (cut, "no `data.text`"),
        (outside, "region `r1` at 2..99 marks no words of the text"),
        (nameless, "a region has no `id`"),
        (
            other,
            "`data.document` is no document: invalid type: integer `1`, expected struct AnnotatedDocument",
        ),
    ];
    for (change, message) in cases {
        let mut task = annotated(task(&found()));
        change(&mut task);
        let Err(NotRead::Failed(error)) = read(&task, None) else {
            panic!("{message}")
        };
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(import::name(&annotated(task(&found()))), "7 (`a`)");
    let bare = json!({"data": {"text": "a"}, "annotations": [{"result": []}]});
    assert_eq!(read(&bare, None), Err(NotRead::Failed(TaskError::NoName)));
}

#[test]
fn other_files_are_refused() {
    let min = br#"[{"text": "a", "label": [], "annotator": 1, "annotation_id": 1}]"#;
    assert!(matches!(tasks(min), Err(ImportError::Min)));
    assert!(matches!(tasks(b"[1]"), Err(ImportError::NoTasks)));
    assert!(matches!(tasks(b"1"), Err(ImportError::NoTasks)));
    assert!(matches!(tasks(b"{"), Err(ImportError::Json(_))));
    assert_eq!(tasks(b"[]").unwrap().len(), 0);
    assert_eq!(tasks(br#"{"data": {}}"#).unwrap().len(), 1);
}

#[test]
fn what_is_not_known_is_noted() {
    let more = changed(|results| {
        results.push(json!({"id": "r1", "type": "choices", "from_name": "mood", "value": {"choices": ["good"]}}));
        results.push(json!({"id": "y", "type": "labels", "value": {"start": 2, "end": 5, "labels": ["Place"]}}));
        results.push(json!({"id": "z", "type": "labels", "value": {"start": 12, "end": 17, "text": "said", "labels": ["Title"]}}));
    });
    assert_eq!(
        more.notes,
        [
            "a region says “said”, but at 12..17 stands “spoke”",
            "region `y` has a label of another project and was left out",
            "`mood` (choices) says nothing that is known here and was left out",
            "Title “spoke” at 12..17 is linked to nobody and was left out",
        ]
    );
}
